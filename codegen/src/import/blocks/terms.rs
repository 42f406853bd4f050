//! Lists whose entries have a name and a type -> tables.
//!
//! ```text
//! - `id` (string, required): The number        id : int, optional       <dt>id <em>string</em></dt>
//!   - `at` (date): When                            How many             <dd>The number</dd>
//! ```
//!
//! A list of something else stays words: half of its entries must have a type that is known or a mark.

use super::Grid;
use crate::import::columns::{self, Role};
use crate::import::facts::{self, Flag};
use crate::import::table::Cell;
use crate::import::text;
use crate::import::types::{Type, parts, plain};
use crate::source::Span;

/// An entry: its cells, and how far it is put in.
pub(super) struct Entry {
    pub(super) name: Cell,
    pub(super) ty: String,
    pub(super) mark: String,
    pub(super) words: String,
    /// Other flags, bounds and values.
    pub(super) limits: String,
    /// It says what fields say: a type that is known, or a mark.
    pub(super) is_field: bool,
}

const HEAD: [&str; 5] = ["Name", "Type", "Required", "Description", "Constraints"];

/// The table of these entries, if enough of them have types.
pub(super) fn grid(entries: Vec<Entry>, span: Span) -> Option<Grid> {
    grid_with(entries, Vec::new(), span)
}

/// The table of these terms and their words.
pub(super) fn listed<'c>(
    terms: impl Iterator<Item = (&'c Cell, String)>,
    span: Span,
) -> Option<Grid> {
    let (mut entries, mut left) = (Vec::new(), Vec::new());
    for (term, words) in terms {
        match entry(term, &words) {
            Some(entry) => entries.push(entry),
            None => left.push(term.clone()),
        }
    }
    grid_with(entries, left, span)
}

/// The same with entries that are none of a field.
pub(super) fn grid_with(entries: Vec<Entry>, left: Vec<Cell>, span: Span) -> Option<Grid> {
    let fields = entries.iter().filter(|entry| entry.is_field).count();
    // Where all entries are named as fields are, one of three with a type is enough.
    let is_field_name = |entry: &Entry| {
        let name = &entry.name.text;
        text::is_word(name) && name.starts_with(char::is_lowercase) && !entry.words.is_empty()
    };
    let are_named = left.is_empty() && entries.iter().all(is_field_name);
    let least = if are_named { 3 } else { 2 };
    if fields == 0 || fields * least < entries.len() + left.len() {
        return None;
    }
    // A column that nobody fills is none.
    let has_limits = entries.iter().any(|entry| !entry.limits.is_empty());
    let width = HEAD.len() - usize::from(!has_limits);
    let cell = |text: String, like: &Cell| renamed(like, text);
    let start = entries.first().map(|entry| entry.name.clone())?;
    let head = HEAD.iter().map(|head| cell((*head).to_owned(), &start));
    let head = head.take(width).collect();
    let rows = entries.into_iter().map(|entry| {
        let texts = [entry.ty, entry.mark, entry.words, entry.limits];
        let texts = texts.into_iter().map(|text| cell(text, &entry.name));
        let row = std::iter::once(entry.name.clone()).chain(texts);
        row.take(width).collect()
    });
    let grid = Grid::new(head, rows.collect(), span);
    Some(Grid { left, ..grid })
}

pub(super) fn renamed(cell: &Cell, text: String) -> Cell {
    let mut cell = cell.clone();
    cell.text = text;
    cell
}

/// `name (string, required)`, `name : int, optional`, `name string`; the type stands in the words
/// where the term has none. What stands in brackets is a type, even if it is not known.
pub(super) fn entry(term: &Cell, words: &str) -> Option<Entry> {
    let (name, rest) = named(&term.text)?;
    let mut entry = Entry {
        name: renamed(term, name),
        ty: String::new(),
        mark: String::new(),
        words: words.trim().to_owned(),
        limits: String::new(),
        is_field: false,
    };
    let rest = rest.trim().trim_start_matches(':').trim();
    // `An example (string, required)`
    let typed = |at: &usize| {
        let inner = rest.get(at + 2..).and_then(|inner| inner.strip_suffix(')'));
        let first = inner.and_then(|inner| inner.split(',').next());
        let front = text::shown(rest.get(..*at).unwrap_or_default());
        let front = front.trim_matches('*');
        let is_type = plain::is_known(front) && !front.starts_with(|c: char| c.is_ascii_digit());
        first.is_some_and(|ty| plain::is_known(ty.trim())) && !is_type
    };
    let is_example = term.text.contains(": ") && enclosed(rest).is_none();
    let (rest, example) = match rest.rfind(" (").filter(|at| is_example && typed(at)) {
        Some(at) => (
            rest.get(at + 1..)?,
            rest.get(..at)?.trim().trim_matches('`'),
        ),
        None => (rest, ""),
    };
    if !example.is_empty() {
        entry.words = format!("{}\nExample: `{example}`", entry.words)
            .trim()
            .to_owned();
    }
    // `_(integer)_`
    let bare = rest.trim_matches(['*', '_']);
    let rest = if enclosed(bare).is_some() { bare } else { rest };
    let inner = enclosed(rest);
    let dashes = |text: &'_ str| text.trim_start_matches(DASHES).trim().to_owned();
    let said = dashes(inner.unwrap_or(rest));
    if !entry.says(&said) {
        let is_cell = inner.is_some() || term.text.contains(": ");
        entry.ty = said.clone();
        if !is_cell || said.len() > 200 {
            return None;
        }
    }
    // `Summary Experimental`: a word behind a name may be anything.
    let is_bare = inner.is_none() && !term.text.contains(':') && !rest.starts_with(['*', '_']);
    if is_bare && entry.mark.is_empty() && !plain::is_known(&entry.ty) {
        entry.is_field = false;
    }
    // `<dd>(string) The number</dd>`
    let text = words.trim().trim_start_matches(DASHES).trim_start();
    if entry.ty.is_empty()
        && let Some(end) = closing(text).filter(|_| text.starts_with('('))
        && entry.says(text.get(1..end).unwrap_or_default())
    {
        let behind = text.get(end + 1..).unwrap_or_default();
        let behind = behind.trim_start_matches([' ', ':', '.', '-', '\u{2013}', '\u{2014}']);
        behind.clone_into(&mut entry.words);
    }
    if entry.ty.is_empty() {
        entry.labelled();
    }
    Some(entry)
}

pub(super) const DASHES: [char; 4] = [':', '\u{2013}', '\u{2014}', '-'];

/// What stands in the brackets around a text.
fn enclosed(text: &str) -> Option<&str> {
    let end = closing(text).filter(|end| text.starts_with('(') && end + 1 == text.len())?;
    text.get(1..end)
}

/// The name in front and what follows it.
pub(super) fn named(term: &str) -> Option<(String, &str)> {
    let term = term.trim();
    // A link's address says nothing of the field.
    if let Some((label, rest)) = term.strip_prefix('[').and_then(|t| t.split_once("]("))
        && let Some((_, rest)) = rest.split_once(')')
    {
        let name = label.trim_matches(['`', '*']);
        return is_name(name).then(|| (name.to_owned(), rest));
    }
    for sign in ["`", "**", "__"] {
        if let Some((name, rest)) = term.strip_prefix(sign).and_then(|t| t.split_once(sign)) {
            let name = name.trim_matches('`');
            // `**id:** ..`
            let name = match sign {
                "`" => name,
                _ => name.strip_suffix(':').unwrap_or(name),
            };
            return is_name(name).then(|| (name.to_owned(), rest));
        }
    }
    let end = term
        .find(|c: char| c.is_whitespace() || matches!(c, '(' | ':'))
        .unwrap_or(term.len());
    let (name, rest) = term.split_at_checked(end)?;
    is_name(name).then(|| (text::shown(name), rest))
}

/// Whether a line says something of a field, as `**Type:** ..` does; in small letters, if nothing stands
/// behind its value.
pub(super) fn is_label(line: &str) -> bool {
    let inner = line
        .strip_prefix("**")
        .and_then(|rest| rest.split_once(":**"));
    let Some((word, rest)) = inner else {
        return false;
    };
    let is_alone = text::code(rest.trim()).is_some();
    match columns::role(word) {
        Role::Unknown | Role::Name | Role::Ignored => false,
        Role::Type | Role::Required | Role::Optional | Role::Default | Role::Example
            if is_alone =>
        {
            true
        }
        _ => word.starts_with(char::is_uppercase),
    }
}

fn is_name(name: &str) -> bool {
    let is_sign = |c: char| c.is_alphanumeric() || "_-.$[]@".contains(c);
    name.len() <= 80 && name.chars().any(char::is_alphabetic) && name.chars().all(is_sign)
}

impl Entry {
    /// Takes a type, marks and bounds; false where something else is said.
    fn says(&mut self, said: &str) -> bool {
        let shown = text::shown(said);
        let mut parts = parts::split(&shown, &[",", ";"]).into_iter().peekable();
        let mut kept: Vec<&str> = Vec::new();
        let (mut mark, mut limits) = (String::new(), Vec::new());
        while let Some(part) = parts.next() {
            let part = part.trim().trim_matches(['*', '_']).trim();
            match facts::flag(part) {
                Some(Flag::Required) => "yes".clone_into(&mut mark),
                Some(Flag::Optional) => "no".clone_into(&mut mark),
                Some(_) => limits.push(part.to_owned()),
                None if is_remark(part) => {}
                None if !kept.is_empty() && facts::listed(part).is_some() => {
                    // `one of "a", "b"`: the commas are those of the list.
                    let mut list = part.to_owned();
                    let is_value = |next: &&str| facts::flag(next).is_none();
                    while let Some(next) = parts.next_if(is_value) {
                        list.push_str(&format!(", {}", next.trim()));
                    }
                    limits.push(list);
                }
                None => kept.push(part),
            }
        }
        // `string required`
        let mut ty = kept.join(", ");
        while let Some((front, word)) = ty.clone().rsplit_once(' ')
            && let Some(flag) = facts::flag(word)
        {
            match flag {
                Flag::Required => "yes".clone_into(&mut mark),
                Flag::Optional => "no".clone_into(&mut mark),
                _ => limits.push(word.to_owned()),
            }
            ty = front.trim_end_matches([',', ' ', '*']).to_owned();
        }
        let ty = ty.replace("* (", " (");
        // `Default: false` without a type.
        let said = facts::read(&ty, facts::Base::Other);
        let is_fact = said.unread.is_empty() && said.default.is_some();
        let is_type = ty.is_empty() || is_fact || is_type(&ty, kept.first().copied());
        if !is_type && mark.is_empty() {
            return false;
        }
        self.is_field |= !mark.is_empty() || is_type && !ty.is_empty() && !is_fact;
        match () {
            () if is_fact => limits.push(ty),
            () if is_type => self.ty = ty,
            // `(Optional, VPC only)`: words beside a mark.
            () => self.words = format!("({ty}) {}", self.words),
        }
        self.mark = mark;
        self.limits = limits.join("\n");
        true
    }

    /// Lines with labels below a term: `Type: String`, `Required: Yes`.
    fn labelled(&mut self) {
        const LIMITS: [&str; 9] = [
            "minimum",
            "maximum",
            "pattern",
            "valid values",
            "valid range",
            "length constraints",
            "array members",
            "allowed values",
            "default",
        ];
        let mut kept = Vec::new();
        let words = std::mem::take(&mut self.words);
        let has_type = words.lines().any(|line| label(line, "type").is_some());
        for line in words.lines() {
            match (label(line, "type"), label(line, "required")) {
                (Some(ty), _) if self.ty.is_empty() => {
                    self.is_field = plain::is_known(&text::shown(ty));
                    ty.clone_into(&mut self.ty);
                }
                (_, Some(mark)) if has_type => mark.clone_into(&mut self.mark),
                _ if has_type && LIMITS.iter().any(|word| label(line, word).is_some()) => {
                    let sign = if self.limits.is_empty() { "" } else { "\n" };
                    self.limits.push_str(sign);
                    self.limits.push_str(line.trim());
                }
                _ => kept.push(line),
            }
        }
        self.words = kept.join("\n").trim().to_owned();
    }
}

/// What databases say of a column, which concerns other rows.
fn is_remark(part: &str) -> bool {
    const REMARKS: [&str; 11] = [
        "sensitive",
        "unique identifier",
        "primary key",
        "pk",
        "auto-generated",
        "autogenerated",
        "auto-increment",
        "auto increment",
        "indexed",
        "unique",
        "index",
    ];
    REMARKS.contains(&part.to_lowercase().as_str())
}

/// What stands behind a label and its colon.
fn label<'t>(line: &'t str, word: &str) -> Option<&'t str> {
    let line = line.trim();
    let front = line.get(..word.len())?;
    let rest = line.get(word.len()..)?.strip_prefix(':')?;
    front.eq_ignore_ascii_case(word).then(|| rest.trim())
}

/// Whether a text is a type beyond doubt, or its first part is.
fn is_type(ty: &str, first: Option<&str>) -> bool {
    if ty.starts_with(|c: char| c.is_ascii_digit()) {
        return false;
    }
    let lower = ty.to_lowercase();
    let is_enum = lower.starts_with("enum") || lower.starts_with("one of");
    plain::is_known(first.unwrap_or_default())
        || plain::is_known(ty)
        || match plain::parse(ty) {
            Some(Type::Named(_)) => ty.starts_with(char::is_uppercase),
            Some(Type::Const(_) | Type::Nullable(_)) => is_enum,
            _ => false,
        }
}

/// Where the bracket at the front is closed.
pub(super) fn closing(text: &str) -> Option<usize> {
    let mut depth = 0usize;
    for (at, c) in text.char_indices() {
        match c {
            '(' => depth += 1,
            ')' if depth == 1 => return Some(at),
            ')' => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    None
}
