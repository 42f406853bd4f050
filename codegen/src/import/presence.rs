//! The columns of marks -> whether a field is required, may be null, and is deprecated or read-only. Knows
//! no names and no types.

use super::columns::Role;
use super::marks::{self, Mark};
use super::row::More;
use super::row_cells::{Cells, content};
use super::text;

/// The meaning of the marks of a column.
#[derive(Debug, Clone, Copy)]
pub(super) struct Column {
    /// `x` means yes.
    cross_is_yes: bool,
    /// `S` is *sim*, *sí* or *sì*: all other marks are `N`.
    s_is_yes: bool,
}

/// Reads all marks of a column below its head.
pub(super) fn column<'c>(head: &str, cells: impl Iterator<Item = &'c str>) -> Column {
    // The languages in which *yes* begins with this letter.
    const HEADS: [&str; 4] = ["obrig", "oblig", "obblig", "requer"];
    let head = head.to_lowercase();
    let cells: Vec<&str> = cells.collect();
    let marks: Vec<Mark> = cells.iter().map(|cell| marks::read(cell)).collect();
    let is_letter = |cell: &&str| matches!(letter(cell).as_str(), "" | "n" | "s");
    Column {
        cross_is_yes: !marks.contains(&Mark::Yes),
        s_is_yes: HEADS.iter().any(|word| head.contains(word)) && cells.iter().all(is_letter),
    }
}

impl Column {
    pub(super) fn read(self, text: &str) -> Option<bool> {
        match marks::read(text) {
            Mark::Yes => Some(true),
            Mark::No => Some(false),
            Mark::Cross => Some(self.cross_is_yes),
            Mark::Unknown if self.s_is_yes => Some(true),
            Mark::Blank | Mark::Unknown => None,
        }
    }
}

fn letter(cell: &str) -> String {
    text::shown(cell).trim().to_lowercase()
}

/// The presence by the columns for it.
pub(super) fn presence(cells: &Cells<'_>, marks: Column, more: &mut More) -> Option<bool> {
    let mark = |role: Role| marks.read(cells.get(role));
    // A cell may name the state instead of answering its head.
    let optional = cells.get(Role::Optional);
    let optional = marks::state(optional).or(mark(Role::Optional).map(|is| !is));
    let mut required = mark(Role::Required).or(optional);
    // `M (1..3)` says both.
    let beside = cells.get(Role::Required).split_once(" (");
    let beside = beside.map_or("", |(_, beside)| beside);
    let occurs = match cells.get(Role::Cardinality) {
        "" if beside.contains("..") => beside,
        occurs => occurs,
    };
    if let Some((must, many)) = marks::cardinality(occurs) {
        required = required.or(Some(must));
        more.is_list = many;
        more.keywords.extend(marks::counts(occurs));
    } else {
        // `REQUIRED` below *Multiplicity*.
        required = required.or(marks::state(occurs));
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
        // A label that is no mark is for people.
        other => {
            if !other.is_empty() && more.title.is_empty() {
                more.title = text::shown(content(cells.get(Role::Mode)));
            }
        }
    }
    let null = text::shown(cells.get(Role::Nullable)).to_lowercase();
    more.nullable = more.nullable.or(match null.as_str() {
        "not null" => Some(false),
        "null" => Some(true),
        _ => mark(Role::Nullable),
    });
    let is_marked = more.nullable.is_some() || content(&null).is_empty();
    if !is_marked {
        more.extra_words.push(format!("Null: {null}"));
    }
    if let Some(not_null) = mark(Role::NotNull) {
        more.nullable = more.nullable.or(Some(!not_null));
        required = required.or(Some(not_null));
    }
    // `since 2.0`, `use name`: a word for why.
    let deprecated = content(cells.get(Role::Deprecated));
    let is_marked = mark(Role::Deprecated);
    more.deprecated |= is_marked == Some(true) || is_marked.is_none() && !deprecated.is_empty();
    if is_marked.is_none() && deprecated.contains(char::is_alphanumeric) {
        more.extra_words
            .push(format!("Deprecated: {}", text::shown(deprecated)));
    }
    let access = text::shown(cells.get(Role::Access)).to_lowercase();
    match access.as_str() {
        _ if mark(Role::Access) == Some(true) && access != "r" => more.read_only = true,
        "r" | "ro" | "read" | "read only" | "read-only" | "readonly" | "yes" | "true" => {
            more.read_only = true
        }
        "w" | "wo" | "write" | "write only" | "write-only" | "writeonly" => more.write_only = true,
        "" | "rw" | "r/w" | "read-write" | "readwrite" | "read/write" | "read write" | "no"
        | "false" | "-" => {}
        other => more.extra_words.push(format!("Access: {other}")),
    }
    required
}
