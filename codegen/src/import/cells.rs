//! The cells of one row of a table of any kind -> a row of a field: its name and marks, its type,
//! and the words of its other columns. Knows nothing of other rows except common conventions.

use super::choices::{self, value};
use super::columns::{self, Role};
use super::facts::{self, Flag};
use super::field_name::{Name, name};
use super::in_words;
use super::marked_words::{leading, trailing};
use super::presence::{Column, presence};
use super::row::{More, RawValue, Row};
use super::row_cells::{Cells, content};
use super::table::Cell;
use super::text;
use super::type_cell::{self, TypeCell, is_demanded, is_scale, is_unix_time};
use super::types::{Type, parts, plain};
use super::word_limits;

/// A row, and its path in the object.
#[derive(Debug, Clone)]
pub(super) struct Read {
    pub(super) row: Row,
    /// The names from the outermost to its own; `[]` marks a list.
    pub(super) path: Vec<String>,
    /// How far its name is put in.
    pub(super) depth: usize,
    /// The blanks in front of its name.
    pub(super) blanks: usize,
    /// The dashes right in front of its name.
    pub(super) dashes: String,
    /// The row is of the whole object.
    pub(super) is_root: bool,
    pub(super) required: Option<bool>,
    pub(super) group: String,
    pub(super) open: bool,
}

impl Read {
    /// Applies the mark of a heading, if the row has none.
    pub(super) fn take(&mut self, mark: Flag) {
        let required = &mut self.required;
        let more = &mut self.row.more;
        match mark {
            Flag::Required | Flag::Optional => {
                *required = required.or(Some(mark == Flag::Required));
            }
            Flag::ReadOnly => {
                more.read_only = true;
                *required = required.or(Some(false));
            }
            _ => {
                apply(&[mark], required, more);
            }
        }
    }
}

/// Reads a row.
pub(super) fn row(cells: &Cells<'_>, marks: Column) -> Read {
    let name = name(cells.get(Role::Name));
    let mut more = More {
        deprecated: name.deprecated,
        part: name.part,
        format: content(cells.get(Role::Format)).to_owned(),
        title: text::shown(content(cells.get(Role::Title))),
        limits: name.limit.iter().cloned().collect(),
        ..More::default()
    };
    let mut required = presence(cells, marks, &mut more);
    let mut flags = name.flags.clone();
    let TypeCell {
        mut ty,
        default: name_default,
        example: name_example,
    } = type_cell::read(cells, &name, &mut required, &mut more);
    flags.extend(flags_of_type(&ty));
    let mut description = words(cells, &name, &mut flags);
    for line in &more.extra_words {
        append(&mut description, line, line);
    }
    let mut default = content(cells.get(Role::Default)).to_owned();
    if default.is_empty() {
        default = name_default;
    }
    let mut open = notes(cells, &mut description, &mut default, &mut flags, &mut more);
    limits(cells, &mut more, &mut flags);
    if default.is_empty() {
        default = more.default.take().unwrap_or_default();
    }
    let (default, example, more_flags) = instances(cells, default, required.is_some());
    let example = [
        example,
        name_example,
        more.example.take().unwrap_or_default(),
    ];
    let example = example.into_iter().find(|text| !text.is_empty());
    let example = example.unwrap_or_default();
    flags.extend(more_flags);
    open |= apply(&flags, &mut required, &mut more);
    let shown = name_cell(cells, &name);
    if name.is_rest {
        // A list of types is a union: the brackets of a map have commas of their own.
        let is_list = ty.contains(',') && !ty.contains(['<', '(', '[']);
        ty = match is_list {
            true => format!("map({})", ty.replace(',', " |")),
            false => format!("map({ty})"),
        };
    }
    take_from_words(&mut ty, &mut description, &mut more);
    let or = |stated: String, found: Option<String>| match stated.is_empty() {
        true => found.unwrap_or_default(),
        false => stated,
    };
    let (default, example) = (
        or(default, more.default.take()),
        or(example, more.example.take()),
    );
    without_null(&mut more);
    // A label is the description if there is no other.
    if description.is_empty() && columns::of(cells.roles, Role::Title).is_none() {
        description = std::mem::take(&mut more.title);
    }
    let level = text::shown(cells.get(Role::Depth)).parse::<usize>().ok();
    Read {
        // `String!` of GraphQL.
        required: required
            .or(name.required)
            .or(is_demanded(&ty).then_some(true)),
        path: name.path,
        depth: level.unwrap_or(name.depth),
        blanks: name.blanks,
        dashes: name.dashes,
        is_root: name.is_root,
        group: text::shown(cells.get(Role::Group)),
        open,
        row: Row {
            name: shown,
            ty,
            mark: match content(cells.get(Role::Required)) {
                "" => content(cells.get(Role::Cardinality)).to_owned(),
                mark => mark.to_owned(),
            },
            description,
            example,
            default,
            more,
            ..Row::default()
        },
    }
}

/// Words and flags such as `[optional]`; whether they leave the object open.
fn notes(
    cells: &Cells<'_>,
    description: &mut String,
    default: &mut String,
    flags: &mut Vec<Flag>,
    more: &mut More,
) -> bool {
    let mut open = false;
    for notes in cells.all(Role::Notes) {
        let found = facts::read(&text::entities(notes), facts::Base::Other);
        open |= found.flags.contains(&Flag::Open);
        let is_prose = found.flags.is_empty() && found.values.is_empty();
        if found.keywords.is_empty() && is_prose && found.default.is_none() {
            append(description, notes, notes);
        } else if found.keywords.is_empty() {
            append(description, &found.unread.join(", "), notes);
        } else {
            more.limits.push(notes.to_owned());
        }
        flags.extend(found.flags);
        if let Some(found) = found.default.filter(|_| default.is_empty()) {
            *default = found;
        }
        more.values.extend(noted(found.values));
    }
    open
}

/// Marks beside a type and in brackets behind it.
fn flags_of_type(ty: &str) -> Vec<Flag> {
    let mut flags = Vec::new();
    for part in parts::split(ty, &[",", "\n", ";", " / "]) {
        flags.extend(facts::flag(part));
        let closed = part.trim_end_matches(['`', '*', ' ']).ends_with(')');
        let behind = part
            .rsplit_once('(')
            .map(|(_, behind)| behind)
            .filter(|_| closed);
        flags.extend(behind.and_then(facts::flag));
    }
    flags
}

/// The cell of the name, with the last part of it.
fn name_cell(cells: &Cells<'_>, name: &Name) -> Option<Cell> {
    let place = columns::of(cells.roles, Role::Name).and_then(|at| cells.cells.get(at));
    place.map(|cell| {
        let mut cell = cell.clone();
        cell.text = name.path.last().cloned().unwrap_or_default();
        cell
    })
}

/// The description, and the marks in its first and last words.
fn words(cells: &Cells<'_>, name: &Name, flags: &mut Vec<Flag>) -> String {
    let mut description = text::words(&text::entities(content(cells.get(Role::Description))));
    description = text::unescaped(&description);
    let has_type = !cells.get(Role::Type).is_empty();
    let shown = text::shown(cells.get(Role::Type)).to_lowercase();
    let line = Some(&name.line).filter(|line| has_type && line.to_lowercase() != shown);
    for line in name.extra_words.iter().chain(line) {
        append(&mut description, line, line);
    }
    // `yes (in the EU)`: the text after the mark.
    let mark = text::shown(cells.get(Role::Required));
    if let Some((_, why)) = mark.split_once(" (").filter(|_| mark.ends_with(')'))
        && why.contains(char::is_alphabetic)
    {
        let why = why.trim_end_matches(')');
        match facts::flag(why) {
            Some(flag) => flags.push(flag),
            None if facts::is_limit(why) => {}
            None => append(&mut description, &mark, &mark),
        }
    }
    let (flag, rest) = leading(&description);
    flags.extend(flag);
    description = rest;
    let (flag, length) = trailing(&description);
    flags.extend(flag);
    description.truncate(length);
    // `The id. Read-only. Unique.`
    let mut sentences = description.split(['.', '\n']).map(facts::flag);
    let access = sentences
        .find_map(|flag| flag.filter(|flag| matches!(flag, Flag::ReadOnly | Flag::WriteOnly)));
    flags.extend(access);
    description
}

/// The default and the example of a row, including those in other columns.
fn instances(cells: &Cells<'_>, default: String, is_marked: bool) -> (String, String, Vec<Flag>) {
    let mut flags = Vec::new();
    let either = |stated: String, found: Option<String>| match found {
        Some(found) if stated.is_empty() => found,
        _ => stated,
    };
    // A column `Value` may have all of these: `const (..)`, `default (..)`, `examples (..)`.
    let value = text::entities(content(cells.get(Role::Value)));
    let value = facts::read(&value, facts::Base::Other);
    let mut default = either(default, value.default);
    let example = either(content(cells.get(Role::Example)).to_owned(), value.example);
    // `Optional, default=y` in the column of marks.
    let mark = text::shown(cells.get(Role::Required));
    if !is_marked && mark.contains(',') {
        let found = facts::read(&mark, facts::Base::Other);
        if found.unread.is_empty() && found.keywords.is_empty() && !found.flags.is_empty() {
            flags = found.flags;
            default = either(default, found.default);
        }
    }
    // `Required` instead of a default.
    if let Some(flag @ Flag::Required) = facts::flag(&text::shown(&default)) {
        default.clear();
        flags.push(flag);
    }
    (default, example, flags)
}

/// Takes the type and the constraints that the words of a field state.
fn take_from_words(ty: &mut String, description: &mut String, more: &mut More) {
    if is_enum(ty, more)
        && let Some((words, values)) = in_lines(description)
    {
        more.values = values;
        *description = words;
    }
    // `Array of strings` of an `array`.
    let sentence = description.split(['.', '\n']).next().unwrap_or_default();
    let is_list = plain::parse(ty) == Some(Type::Array(Box::new(Type::Any)));
    if is_list
        && plain::is_known(sentence)
        && matches!(plain::parse(sentence), Some(Type::Array(inner)) if *inner != Type::Any)
    {
        sentence.clone_into(ty);
    }
    if more.values.is_empty() {
        let are_numbers =
            plain::parse(ty).is_some_and(|ty| facts::Base::of(&ty) == facts::Base::Number);
        more.values = in_words::paired(description, are_numbers);
    }
    let headed = description
        .lines()
        .filter(|line| facts::headed(line).is_some());
    more.limits.extend(headed.map(str::to_owned));
    let base = plain::parse(ty).map_or(facts::Base::Other, |ty| facts::Base::of(&ty));
    let found = word_limits::read(description, base);
    more.limits.extend(found.limits);
    more.unread.extend(found.unread);
    more.default = more.default.take().or(found.default);
    more.example = more.example.take().or(found.example);
    if more.nullable.is_none() {
        more.nullable = match () {
            () if in_words::denies_null(description) => Some(false),
            () if in_words::mentions_null(description) => Some(true),
            () => None,
        };
        more.null_in_words = more.nullable.is_some();
    }
    if is_unix_time(ty, description) {
        "integer".clone_into(ty);
    }
}

/// Values that a cell lists, with the words that all or some of them have: `A (first), B (second)`.
fn noted(listed: Vec<String>) -> Vec<RawValue> {
    let read = choices::values(listed.clone(), &mut None);
    read.unwrap_or_else(|| listed.into_iter().map(value).collect())
}

/// The word for null among the values makes the field nullable.
fn without_null(more: &mut More) {
    let is_null = |raw: &RawValue| raw.quoted != Some(true) && raw.value == "null";
    if more.values.len() > 1 && more.values.iter().any(is_null) {
        more.values.retain(|raw| !is_null(raw));
        more.nullable = more.nullable.or(Some(true));
    }
}

/// The values of a description that lists them, one a line, and the words above: `PAID` or
/// `PAID - the money came`.
fn in_lines(description: &str) -> Option<(String, Vec<RawValue>)> {
    let lines: Vec<&str> = description
        .lines()
        .filter(|line| !line.trim().is_empty())
        .collect();
    let (words, lines) = match lines.split_first() {
        Some((first, rest)) if first.trim_end().ends_with(':') => (first.trim().to_owned(), rest),
        _ => (String::new(), lines.as_slice()),
    };
    let values: Option<Vec<RawValue>> = lines.iter().map(|line| in_words::value(line)).collect();
    let values = values.filter(|values| values.len() > 1)?;
    Some((words, values))
}

/// `Enum`, whose values are elsewhere.
fn is_enum(ty: &str, more: &More) -> bool {
    more.values.is_empty()
        && matches!(
            text::shown(ty).to_lowercase().as_str(),
            "enum" | "enumeration"
        )
}

/// Applies flags to the row; returns whether the object is open.
fn apply(flags: &[Flag], required: &mut Option<bool>, more: &mut More) -> bool {
    for flag in flags {
        match flag {
            Flag::Required | Flag::NotNull => *required = required.or(Some(true)),
            Flag::Optional => *required = required.or(Some(false)),
            Flag::Nullable => more.nullable = more.nullable.or(Some(true)),
            Flag::ReadOnly => more.read_only = true,
            Flag::WriteOnly => more.write_only = true,
            Flag::Deprecated => more.deprecated = true,
            Flag::Open => {}
        }
    }
    flags.contains(&Flag::Open)
}

fn append(description: &mut String, words: &str, whole: &str) {
    let whole = content(whole);
    let words = if words.len() + 4 > whole.len() {
        text::words(whole)
    } else {
        words.to_owned()
    };
    if words.is_empty() {
        return;
    }
    if !description.is_empty() {
        description.push('\n');
    }
    description.push_str(&words);
}

/// The words of constraints, and the columns for single keywords.
fn limits(cells: &Cells<'_>, more: &mut More, flags: &mut Vec<Flag>) {
    for role in [Role::Constraints, Role::Value] {
        let text = content(cells.get(role));
        let text = text::with_breaks(&text::entities(text));
        let text = text.trim();
        let found = facts::read(text, facts::Base::Other);
        flags.extend(found.flags);
        if role == Role::Constraints {
            more.default = more.default.take().or(found.default);
            more.example = more.example.take().or(found.example);
        }
        more.values.extend(noted(found.values));
        if !text.is_empty() {
            more.limits.push(text.to_owned());
        }
    }
    let is_fraction = plain::parse(cells.get(Role::Type)) == Some(Type::Number);
    let allowed = choices::read(content(cells.get(Role::AllowedValues)), is_fraction);
    more.values.extend(allowed.values);
    more.default = more.default.take().or(allowed.default);
    more.unread.extend(allowed.unread);
    if let Some(limit) = allowed.limit {
        flags.extend(facts::flag(&limit));
        more.limits.push(limit);
    }
    // `yes (max 50 characters)`
    let mark = text::shown(cells.get(Role::Required));
    let beside = mark
        .strip_suffix(')')
        .and_then(|mark| mark.split_once(" ("));
    let beside = beside.map(|(_, beside)| beside);
    let limit =
        beside.filter(|beside| facts::is_limit(beside) && beside.contains(char::is_alphabetic));
    more.limits.extend(limit.map(str::to_owned));
    let length = text::shown(content(cells.get(Role::Length)));
    match length.parse::<u64>() {
        Ok(_) => more.keywords.push(("maxLength", length)),
        // A database that has no length prints its null.
        Err(_) if length.eq_ignore_ascii_case("null") => {}
        Err(_) if length.is_empty() || is_scale(&length) => {}
        Err(_) => more.limits.push(format!("length {length}")),
    }
    let single = [
        (Role::Pattern, "pattern"),
        (Role::Minimum, "minimum"),
        (Role::Maximum, "maximum"),
        (Role::MinLength, "minLength"),
        (Role::MaxLength, "maxLength"),
    ];
    for (role, keyword) in single {
        let text = text::shown(content(cells.get(role)));
        // Some pages answer whether there is one.
        let none = if keyword == "pattern" { "no" } else { "null" };
        let is_null = text.eq_ignore_ascii_case(none);
        if !text.is_empty() && !is_null {
            let raw = text::value(content(cells.get(role)));
            let text = if keyword == "pattern" { raw } else { text };
            more.keywords.push((keyword, text));
        }
    }
}
