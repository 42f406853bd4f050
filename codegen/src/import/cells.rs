//! The cells of one row of a table of any kind -> a row of a field: its name and marks, its
//! type, and the words of its other columns. Knows nothing of other rows but what they agree
//! upon.

use super::columns::{self, Role};
use super::facts::{self, Flag};
use super::marks::{self, Mark};
use super::page::{More, RawValue, Row};
use super::table::Cell;
use super::text;
use super::types::plain;

/// A row, and where it lies in the object.
#[derive(Debug, Clone)]
pub(super) struct Read {
    pub(super) row: Row,
    /// The names from the outermost to its own; `[]` says that a field is a list.
    pub(super) path: Vec<String>,
    /// How far its name is put in.
    pub(super) depth: usize,
    /// The row is of the whole object.
    pub(super) is_root: bool,
    pub(super) required: Option<bool>,
    pub(super) group: String,
    pub(super) open: bool,
}

/// What the marks of a column mean together.
#[derive(Debug, Clone, Copy)]
pub(super) struct Column {
    /// `x` means yes.
    cross_is_yes: bool,
}

/// Looks at all marks of a column.
pub(super) fn column<'c>(cells: impl Iterator<Item = &'c str>) -> Column {
    let marks: Vec<Mark> = cells.map(marks::read).collect();
    Column {
        cross_is_yes: !marks.contains(&Mark::Yes),
    }
}

impl Column {
    fn read(self, text: &str) -> Option<bool> {
        match marks::read(text) {
            Mark::Yes => Some(true),
            Mark::No => Some(false),
            Mark::Cross => Some(self.cross_is_yes),
            Mark::Blank | Mark::Unknown => None,
        }
    }
}

/// The name of a field without what decorates it.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Name {
    pub(super) path: Vec<String>,
    pub(super) depth: usize,
    pub(super) required: Option<bool>,
    pub(super) deprecated: bool,
    pub(super) is_root: bool,
    /// Names of further fields that share the row.
    pub(super) also: Vec<String>,
    /// The type, where it stands behind the name.
    pub(super) ty: String,
}

/// Reads the cell of a name.
pub(super) fn name(cell: &str) -> Name {
    let mut out = Name::default();
    let raw = text::with_breaks(&text::entities(cell));
    let struck = raw.trim().starts_with("~~");
    out.deprecated = struck;
    let blank = |c: char| matches!(c, ' ' | '\t' | '\r');
    let mut lines = raw
        .lines()
        .map(|line| line.trim_matches(blank))
        .filter(|line| !line.is_empty());
    let mut first = lines.next().unwrap_or_default().to_owned();
    out.indents(&mut first);
    if let Some((front, ty)) = typed(&first) {
        out.ty = ty;
        first = front;
    }
    for line in lines {
        for word in line.split([',', ' ']) {
            out.flag(facts::flag(word));
        }
    }
    let ticked: Vec<String> = super::own::codes(&first);
    let between: String = first.split('`').step_by(2).collect();
    let only_commas = between.chars().all(|c| matches!(c, ',' | ' ' | '/'));
    if ticked.len() > 1 && only_commas {
        out.also = ticked.get(1..).unwrap_or_default().to_vec();
        out.path = parts(ticked.first().map(String::as_str).unwrap_or_default());
        return out;
    }
    let is_code = ticked.len() == 1 && between.trim().is_empty();
    let mut name = match ticked.first() {
        Some(code) if first.starts_with('`') && ticked.len() == 1 => {
            let rest = first.get(code.len() + 2..).unwrap_or_default();
            out.words(&text::shown(rest));
            code.clone()
        }
        _ => text::shown(first.trim().trim_matches('~')),
    };
    out.indents(&mut name);
    if !is_code {
        for sign in [" (", " [", " - "] {
            if let Some((front, words)) = name.clone().split_once(sign)
                && !front.is_empty()
            {
                let said = words.trim_end_matches([')', ']']);
                if said
                    .split([',', ' '])
                    .any(|word| facts::flag(word).is_some())
                {
                    out.words(said);
                    name = front.trim().to_owned();
                }
            }
        }
        if let Some((front, word)) = name.clone().rsplit_once(' ')
            && let Some(flag @ (Flag::Required | Flag::Optional | Flag::Deprecated)) =
                facts::flag(word)
        {
            out.flag(Some(flag));
            name = front.trim().to_owned();
        }
    }
    name = out.signs(name);
    let quoted = text::unquoted(&name).filter(|inner| name.len() > 1 && !inner.is_empty());
    let name = quoted.unwrap_or(name);
    out.is_root = matches!(name.as_str(), "(root)" | "$");
    let name = name.strip_prefix("$.").unwrap_or(&name);
    out.path = parts(name.strip_prefix('.').unwrap_or(name));
    out
}

/// `name *string*`, `` `name` _[X](#x) array_ ``: the name, and the type behind it.
fn typed(cell: &str) -> Option<(String, String)> {
    let cell = cell.trim();
    let (front, behind) = ["*", "_"].iter().find_map(|sign| {
        let inner = cell.strip_suffix(sign)?;
        let (front, behind) = inner.rsplit_once(&format!(" {sign}"))?;
        Some((front.trim(), behind.trim()))
    })?;
    let is_name = !front.is_empty() && !front.trim_matches('`').contains([' ', '*']);
    let is_type = facts::flag(behind).is_none() && plain::parse(behind).is_some();
    (is_name && is_type).then(|| (front.to_owned(), behind.to_owned()))
}

impl Name {
    fn flag(&mut self, flag: Option<Flag>) {
        match flag {
            Some(Flag::Required) => self.required = Some(true),
            Some(Flag::Optional) => self.required = Some(false),
            Some(Flag::Deprecated) => self.deprecated = true,
            _ => {}
        }
    }

    fn words(&mut self, text: &str) {
        for word in text.split([',', ' ', '(', ')', '[', ']']) {
            match word {
                "*" | "\\*" => self.required = Some(true),
                "?" => self.required = Some(false),
                word => self.flag(facts::flag(word)),
            }
        }
    }

    /// Signs in front that show how deep the field lies.
    fn indents(&mut self, name: &mut String) {
        const SIGNS: [char; 11] = [
            '\u{bb}', '\u{203a}', '\u{2192}', '\u{21b3}', '\u{2514}', '\u{251c}', '\u{2500}',
            '\u{2502}', '\u{25b8}', '\u{2937}', '>',
        ];
        let mut blanks = 0usize;
        let mut dashes = 0;
        let mut end = 0;
        for (at, c) in name.char_indices() {
            match c {
                '\u{2500}' | '\u{2502}' => {}
                c if SIGNS.contains(&c) => self.depth += 1,
                '\u{a0}' | '\u{2003}' | '\u{2002}' | '\u{3000}' => blanks += 1,
                '-' if name
                    .get(at..)
                    .is_some_and(|rest| rest.starts_with("- ") || rest.starts_with("--")) =>
                {
                    dashes += 1
                }
                ' ' => {}
                _ => break,
            }
            end = at + c.len_utf8();
        }
        if self.depth == 0 && end > 0 {
            self.depth = if dashes > 0 {
                dashes
            } else {
                usize::div_ceil(blanks, 2)
            };
        }
        *name = name.get(end..).unwrap_or_default().trim().to_owned();
    }

    /// `id*`, `name?`, `name!`
    fn signs(&mut self, mut name: String) -> String {
        let bare = name.trim_end_matches(['*', '\u{2731}', ' ']);
        if bare.len() < name.len() && !bare.is_empty() && !bare.ends_with(['.', '[']) {
            self.required = Some(true);
            name.truncate(bare.len());
        } else if let Some(bare) = name.strip_suffix('?').filter(|bare| !bare.is_empty()) {
            self.required = Some(false);
            name = bare.trim().to_owned();
        }
        name
    }
}

/// `a.b`, `a[].b`, `a[*].b`, `a.[].b`, `a[0].b`, `a[n].b` as names, lists with `[]`.
fn parts(name: &str) -> Vec<String> {
    let plain = |c: char| {
        c.is_alphanumeric()
            || matches!(
                c,
                '_' | '-' | '.' | '[' | ']' | '*' | '$' | '@' | '{' | '}' | ':'
            )
    };
    let is_path = name.contains('.') || name.ends_with("[]") || name.ends_with("[*]");
    if !is_path || !name.chars().all(plain) || name.contains("..") {
        return vec![name.to_owned()];
    }
    let mut out: Vec<String> = Vec::new();
    for part in name.split('.') {
        let (word, index) = match part.split_once('[') {
            Some((word, rest)) => (word, rest.strip_suffix(']')),
            None => (part, None),
        };
        let is_index = index.is_some_and(|i| {
            i.is_empty()
                || i == "*"
                || i == "n"
                || i == "i"
                || i.chars().all(|c| c.is_ascii_digit())
        });
        match out.last_mut() {
            // `a.[].b`, `a.*.b`
            Some(last) if word.is_empty() && is_index => last.push_str("[]"),
            _ if is_index && !word.is_empty() => out.push(format!("{word}[]")),
            _ if part.is_empty() => return vec![name.to_owned()],
            _ => out.push(part.to_owned()),
        }
    }
    out
}

/// Cells by what their columns say.
pub(super) struct Cells<'r> {
    pub(super) roles: &'r [Role],
    pub(super) cells: &'r [Cell],
}

impl Cells<'_> {
    pub(super) fn get(&self, role: Role) -> &str {
        let at = columns::of(self.roles, role);
        at.and_then(|at| self.cells.get(at))
            .map_or("", |cell| cell.text.as_str())
    }

    fn all(&self, role: Role) -> impl Iterator<Item = &str> {
        let found = self
            .roles
            .iter()
            .zip(self.cells)
            .filter(move |(one, _)| **one == role);
        found.map(|(_, cell)| cell.text.as_str())
    }
}

/// A cell without the words for nothing.
pub(super) fn said(text: &str) -> &str {
    let text = text.trim();
    let bare = text.trim_matches(['`', '*', '_', '(', ')', ' ']);
    match bare.to_lowercase().as_str() {
        "" | "-" | "--" | "n/a" | "na" | "none" | "\u{2014}" | "\u{2013}" | "\u{2796}"
        | "not applicable" | "tbd" | "unset" => "",
        _ => text,
    }
}

/// Reads a row.
pub(super) fn row(cells: &Cells<'_>, marks: Column) -> Read {
    let name = name(cells.get(Role::Name));
    let mut more = More {
        deprecated: name.deprecated,
        format: said(cells.get(Role::Format)).to_owned(),
        title: text::shown(said(cells.get(Role::Title))),
        ..More::default()
    };
    let mut required = presence(cells, marks, &mut more);
    let mut flags: Vec<Flag> = Vec::new();
    let ty = match cells.get(Role::Type) {
        "" => name.ty.clone(),
        cell => cell.to_owned(),
    };
    for part in plain::split(&ty, &[",", "\n", ";"]) {
        flags.extend(facts::flag(part));
        let behind = part.rsplit_once('(').map(|(_, behind)| behind);
        flags.extend(behind.and_then(facts::flag));
    }
    let mut description = text::words(&text::entities(said(cells.get(Role::Description))));
    let (flag, rest) = leading(&description);
    flags.extend(flag);
    description = rest;
    let mut open = false;
    let mut default = said(cells.get(Role::Default)).to_owned();
    for notes in cells.all(Role::Notes) {
        let found = facts::read(&text::entities(notes), facts::Base::Other);
        open |= found.flags.contains(&Flag::Open);
        flags.extend(found.flags);
        default = found
            .default
            .filter(|_| default.is_empty())
            .unwrap_or(default);
        more.values.extend(found.values.into_iter().map(value));
        if found.keywords.is_empty() {
            append(&mut description, &found.unread.join(", "), notes);
        } else {
            more.limits.push(notes.to_owned());
        }
    }
    limits(cells, &mut more, &mut flags);
    for flag in flags {
        match flag {
            Flag::Required => required = required.or(Some(true)),
            Flag::Optional => required = required.or(Some(false)),
            Flag::Nullable => more.nullable = more.nullable.or(Some(true)),
            Flag::NotNull => required = required.or(Some(true)),
            Flag::ReadOnly => more.read_only = true,
            Flag::WriteOnly => more.write_only = true,
            Flag::Deprecated => more.deprecated = true,
            Flag::Open => open = true,
        }
    }
    let place = columns::of(cells.roles, Role::Name).and_then(|at| cells.cells.get(at));
    let shown = place.map(|cell| {
        let mut cell = cell.clone();
        cell.text = name.path.last().cloned().unwrap_or_default();
        cell
    });
    if description.is_empty() {
        description = std::mem::take(&mut more.title);
    }
    Read {
        required: required.or(name.required),
        path: name.path,
        depth: name.depth,
        is_root: name.is_root,
        group: text::shown(cells.get(Role::Group)),
        open,
        row: Row {
            name: shown,
            ty,
            mark: said(cells.get(Role::Required)).to_owned(),
            description,
            example: said(cells.get(Role::Example)).to_owned(),
            default,
            more,
            ..Row::default()
        },
    }
}

fn append(description: &mut String, words: &str, whole: &str) {
    let whole = said(whole);
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

/// What the columns of presence say.
fn presence(cells: &Cells<'_>, marks: Column, more: &mut More) -> Option<bool> {
    let mark = |role: Role| marks.read(cells.get(role));
    let mut required = mark(Role::Required).or(mark(Role::Optional).map(|is| !is));
    if let Some((must, many)) = marks::cardinality(cells.get(Role::Cardinality)) {
        required = required.or(Some(must));
        more.is_list = many;
    }
    match cells.get(Role::Mode).trim().to_lowercase().as_str() {
        "required" => required = Some(true),
        "repeated" => {
            more.is_list = true;
            required = required.or(Some(false));
        }
        "nullable" => {
            more.nullable = Some(true);
            required = required.or(Some(false));
        }
        "optional" => required = required.or(Some(false)),
        _ => {}
    }
    more.nullable = more.nullable.or(mark(Role::Nullable));
    if let Some(not_null) = mark(Role::NotNull) {
        more.nullable = more.nullable.or(Some(!not_null));
        required = required.or(Some(not_null));
    }
    more.deprecated |= mark(Role::Deprecated) == Some(true);
    match text::shown(cells.get(Role::Access)).to_lowercase().as_str() {
        "r" | "ro" | "read" | "read only" | "read-only" | "readonly" | "yes" | "true" => {
            more.read_only = true
        }
        "w" | "wo" | "write" | "write only" | "write-only" | "writeonly" => more.write_only = true,
        _ => {}
    }
    required
}

/// The words of constraints, and the columns that are a keyword each.
fn limits(cells: &Cells<'_>, more: &mut More, flags: &mut Vec<Flag>) {
    for role in [Role::Constraints, Role::Value] {
        let text = said(cells.get(role));
        let found = facts::read(&text::entities(text), facts::Base::Other);
        flags.extend(found.flags);
        more.values.extend(found.values.into_iter().map(value));
        if !text.is_empty() {
            more.limits.push(text::entities(text));
        }
    }
    let allowed = said(cells.get(Role::AllowedValues));
    if !allowed.is_empty() {
        more.values
            .extend(choices(&text::entities(&text::with_breaks(allowed))));
    }
    let single = [
        (Role::Pattern, "pattern"),
        (Role::Minimum, "minimum"),
        (Role::Maximum, "maximum"),
        (Role::MinLength, "minLength"),
        (Role::MaxLength, "maxLength"),
    ];
    for (role, keyword) in single {
        let text = text::shown(said(cells.get(role)));
        if !text.is_empty() {
            let raw = text::value(said(cells.get(role)));
            let text = if keyword == "pattern" { raw } else { text };
            more.keywords.push((keyword, text));
        }
    }
}

/// Allowed values; REDCap's `1, Male | 2, Female` has a label behind each.
fn choices(text: &str) -> Vec<RawValue> {
    let parts: Vec<&str> = text.split('|').map(str::trim).collect();
    let labelled = parts.len() > 1 && parts.iter().all(|part| part.contains(", "));
    if labelled {
        let pairs = parts.iter().filter_map(|part| part.split_once(", "));
        return pairs
            .map(|(code, label)| RawValue {
                description: Some(label.trim().to_owned()),
                ..value(code.trim().to_owned())
            })
            .collect();
    }
    let listed = facts::listed(text).unwrap_or_else(|| facts::values(text));
    listed.into_iter().map(value).collect()
}

pub(super) fn value(text: String) -> RawValue {
    RawValue {
        name: None,
        value: text,
        quoted: None,
        also: Vec::new(),
        description: None,
    }
}

/// `**Required.**`, `*Optional*.`, `(required)` at the front of a description.
pub(super) fn leading(text: &str) -> (Option<Flag>, String) {
    let front = text.trim_start();
    let bare = front.trim_start_matches(['*', '_', '(', '[', '`']);
    let word: String = bare
        .chars()
        .take_while(|c| c.is_alphabetic() || *c == '-')
        .collect();
    let flag = match word.to_lowercase().as_str() {
        "required" => Flag::Required,
        "optional" => Flag::Optional,
        "nullable" => Flag::Nullable,
        "deprecated" => Flag::Deprecated,
        "read-only" | "readonly" => Flag::ReadOnly,
        _ => return (None, text.to_owned()),
    };
    let decorated = bare.len() < front.len();
    let rest = bare.get(word.len()..).unwrap_or_default();
    let is_end = |c: char| {
        matches!(
            c,
            '.' | ':' | ';' | ',' | '*' | '_' | ')' | ']' | '`' | '\n'
        )
    };
    let ends =
        rest.is_empty() || rest.starts_with(is_end) || decorated && rest.starts_with([' ', '-']);
    if !ends {
        return (None, text.to_owned());
    }
    if flag == Flag::Deprecated {
        // Its words say what to use instead.
        return (Some(flag), text.to_owned());
    }
    let rest = rest.trim_start_matches(|c: char| is_end(c) || c == ' ' || c == '-');
    (Some(flag), rest.to_owned())
}

#[cfg(test)]
mod tests {
    use super::name;

    #[test]
    fn names_lose_what_decorates_them() {
        let cases = [
            ("`id` \\*", "id", Some(true)),
            ("id*", "id", Some(true)),
            ("bot?", "bot", Some(false)),
            ("**bold**", "bold", None),
            ("*ital*", "ital", None),
            ("[link](#x)", "link", None),
            ("<code>c</code>", "c", None),
            ("a\\_b", "a_b", None),
            ("&#95;x", "_x", None),
            ("<a name=\"x\"></a> [name](#input\\_name)", "name", None),
            ("\"quoted\"", "quoted", None),
            ("my field", "my field", None),
            ("amount<br/>required", "amount", Some(true)),
            ("name (optional)", "name", Some(false)),
            ("_private", "_private", None),
            ("`a*`", "a", Some(true)),
        ];
        for (cell, expected, required) in cases {
            let found = name(cell);
            assert_eq!(found.path, [expected], "{cell}");
            assert_eq!(found.required, required, "{cell}");
        }
        assert!(name("`q` (deprecated)").deprecated);
        assert!(name("~~old~~").deprecated);
        assert_eq!(name("`a`, `b`").also, ["b"]);
        assert_eq!(name("a[].b").path, ["a[]", "b"]);
        assert_eq!(name("a.b.c").path, ["a", "b", "c"]);
        assert_eq!(name("\u{bb}\u{bb} zip").depth, 2);
        assert_eq!(name("&nbsp;&nbsp;zip").depth, 1);
    }
}
