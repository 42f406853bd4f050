//! Tables of one column that say all of a field in it, and of two that do so in the second -> tables of
//! fields.

use super::Grid;
use super::terms::{self, Entry, renamed};
use crate::import::columns;
use crate::import::table::{Cell, Line};
use crate::import::text;
use crate::import::types::plain;
use crate::source::{SourceId, Span};

/// A table of one column whose head names what its cells say, as GitHub's reference has it:
/// `Name, Type, Description`. Rows that are no entries are left over.
pub(super) fn unfolded(table: Grid) -> Grid {
    let table = match in_pairs(&table) {
        Some(grid) => grid,
        None => table,
    };
    let parts: Vec<&str> = match table.head.as_slice() {
        [head] => head.text.split(',').map(str::trim).collect(),
        _ => return table,
    };
    if parts.len() < 2 || !columns::is_head(parts) {
        return table;
    }
    let (mut entries, mut left) = (Vec::new(), Vec::new());
    for cell in table.rows.iter().filter_map(|row| row.first()) {
        let text = text::with_breaks(&cell.text);
        let (first, rest) = text.split_once('\n').unwrap_or((&text, ""));
        match terms::entry(&renamed(cell, first.trim().to_owned()), rest) {
            Some(entry) => entries.push(entry),
            None => left.push(cell.clone()),
        }
    }
    match terms::grid(entries, table.span) {
        Some(grid) => Grid { left, ..grid },
        None => table,
    }
}

/// A table below one head over two columns, as references have it: a name, and its type above
/// its words; or a value and its words.
fn in_pairs(table: &Grid) -> Option<Grid> {
    let [head, second] = table.head.as_slice() else {
        return None;
    };
    let pair = |row: &Vec<Cell>| match row.as_slice() {
        [first, second] => Some((first.clone(), second.clone())),
        _ => None,
    };
    let rows: Option<Vec<(Cell, Cell)>> = table.rows.iter().map(pair).collect();
    if let Some(rows) = &rows
        && columns::role(&head.text) == columns::Role::Name
        && let Some(grid) = labelled(rows, table.span)
    {
        return Some(grid);
    }
    let rows = rows.filter(|_| second.text.is_empty() && table.merged)?;
    let title = text::shown(&head.text).to_lowercase();
    if matches!(title.as_str(), "enums" | "enum" | "values" | "enum values") {
        let head = ["Value", "Description"].map(|text| renamed(head, text.to_owned()));
        let rows = rows.into_iter().map(|(name, words)| vec![name, words]);
        return Some(Grid::new(head.to_vec(), rows.collect(), table.span));
    }
    if columns::role(&head.text) != columns::Role::Name {
        return None;
    }
    let entries = rows.into_iter().map(|(name, words)| {
        let text = text::with_breaks(&words.text);
        let (ty, rest) = text.split_once('\n').unwrap_or((&text, ""));
        let is_known = plain::is_known(ty);
        Entry {
            name,
            ty: if is_known { ty.trim() } else { "" }.to_owned(),
            mark: String::new(),
            words: if is_known { rest } else { &text }.trim().to_owned(),
            limits: String::new(),
            is_field: is_known,
        }
    });
    terms::grid(entries.collect(), table.span)
}

/// Details: labels and what they are of, a line each.
fn labelled(rows: &[(Cell, Cell)], span: Span) -> Option<Grid> {
    let entries: Vec<Entry> = rows
        .iter()
        .map(|(name, words)| details(name, words))
        .collect();
    let typed = entries.iter().filter(|entry| !entry.ty.is_empty()).count();
    if typed * 2 <= entries.len() {
        return None;
    }
    terms::grid(entries, span)
}

const LABELS: [&str; 4] = ["Type", "Properties", "Required", "Description"];

/// Labels in the one line that is left of the page: `**Type** string **Description** The name`, or
/// without any sign between them, as they are copied: `TypestringDescriptionThe name`.
fn in_lines(text: &str) -> String {
    let line = text.trim();
    if line.contains('\n') {
        return text.to_owned();
    }
    let (mut out, mut rest) = (String::new(), line);
    let is_marked = rest.starts_with("**Type**");
    let is_glued = rest
        .strip_prefix("Type")
        .is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_lowercase()));
    if !is_marked && !is_glued {
        return text.to_owned();
    }
    for label in LABELS {
        let sign = match is_marked {
            true => format!("**{label}**"),
            false => label.to_owned(),
        };
        // Words of the description are none.
        let is_far = out.is_empty() && label != "Type";
        if let Some((front, behind)) = rest.split_once(&sign).filter(|_| !is_far) {
            out.push_str(&format!("{}\n{label}\n", front.trim()));
            rest = behind.trim_start();
        }
    }
    out.push_str(rest);
    out
}

fn details(name: &Cell, cell: &Cell) -> Entry {
    let mut entry = Entry {
        name: name.clone(),
        ty: String::new(),
        mark: String::new(),
        words: String::new(),
        limits: String::new(),
        is_field: false,
    };
    let text = text::with_breaks(&cell.text);
    let text = in_lines(&text);
    let mut label = "";
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
        let bare = line.trim_end_matches(':').trim_matches(['*', '_']);
        let next = LABELS.into_iter().find(|known| *known == bare);
        if let Some(next) = next {
            label = next;
            continue;
        }
        let place = match label {
            "Type" if entry.ty.is_empty() => &mut entry.ty,
            "Required" if entry.mark.is_empty() => &mut entry.mark,
            "Properties" => &mut entry.limits,
            _ => &mut entry.words,
        };
        if !place.is_empty() {
            place.push('\n');
        }
        place.push_str(line);
    }
    entry.is_field = plain::is_known(&entry.ty);
    entry
}

/// Fields below a line that names what they say, as GitHub's reference is copied: `Name, Type,
/// Description`, a line for each field, and its words up to the next one.
pub(super) fn below_line(source: SourceId, lines: &[Line<'_>], at: usize) -> Option<(Grid, usize)> {
    let first = lines.get(at)?;
    let heads: Vec<&str> = first.text.trim().split(", ").collect();
    let is_known = |head: &&str| columns::role(head) != columns::Role::Unknown;
    if heads.len() < 3 || !heads.iter().all(is_known) || !columns::is_head(heads) {
        return None;
    }
    let mut entries: Vec<Entry> = Vec::new();
    let mut end = at + 1;
    let mut is_apart = true;
    while let Some(line) = lines.get(end) {
        let text = line.text.trim();
        if text.starts_with('#') || text.contains(['|', '\t']) {
            break;
        }
        end += 1;
        if text.is_empty() {
            is_apart = true;
            continue;
        }
        let cell = Cell::new(
            text.to_owned(),
            source,
            line.start,
            line.start + line.text.len(),
        );
        let entry = terms::entry(&cell, "").filter(|entry| is_apart && entry.is_field);
        match (entry, entries.last_mut()) {
            (Some(entry), _) => entries.push(entry),
            (None, Some(last)) => {
                let sign = if last.words.is_empty() { "" } else { "\n" };
                last.words.push_str(sign);
                last.words.push_str(text);
            }
            (None, None) => return None,
        }
        is_apart = false;
    }
    let grid = terms::grid(entries, first.span(source))?;
    Some((grid, end))
}
