//! The rows of a table of fields -> those of each group that a column names, in the order of the groups.
//! A row that is none of a field is reported.

use std::collections::BTreeMap;

use super::blocks::Grid;
use super::cells::{self, Read};
use super::columns::{self, Role};
use super::facts;
use super::field_name;
use super::nesting;
use super::presence;
use super::request;
use super::row_cells::Cells;
use super::table::Cell;
use super::tables::TablesReader;
use super::text;
use super::types::plain;

impl TablesReader<'_> {
    /// The rows of each group.
    pub(super) fn rows(&mut self, grid: &Grid, roles: &[Role]) -> Vec<(String, Vec<Read>)> {
        let place = [Role::Required, Role::Optional, Role::Nullable];
        let place = place.iter().find_map(|role| columns::of(roles, *role));
        let marks = grid.rows.iter().filter_map(|row| row.get(place?));
        let head = place.and_then(|at| grid.head.get(at));
        let head = head.map_or("", |cell| cell.text.as_str());
        let marks = presence::column(head, marks.map(|cell| cell.text.as_str()));
        let name_at = columns::of(roles, Role::Name).unwrap_or(0);
        let is_bold = |row: &Vec<Cell>| {
            let name = row.get(name_at).map_or("", |cell| cell.text.as_str());
            name.len() > 4 && name.starts_with("**") && name.ends_with("**")
        };
        let all_bold = grid.rows.iter().all(is_bold);
        let mut groups: Vec<(String, Vec<Read>)> = Vec::new();
        let mut places: BTreeMap<String, usize> = BTreeMap::new();
        let part_at = request::column(grid);
        let mut mark = None;
        for row in &grid.rows {
            let Some(first) = row.get(name_at).or(row.first()) else {
                continue;
            };
            let part = part_at.and_then(|at| row.get(at));
            if self.is_parameter(first, part) || is_empty(row, grid) {
                continue;
            }
            for cell in row.iter().skip(grid.head.len()) {
                if !cell.text.trim().is_empty() {
                    self.skipped_row(cell, "is a cell behind the last column and is left out");
                }
            }
            let mut read = cells::row(&Cells { roles, cells: row }, marks);
            let name = read.path.first().cloned().unwrap_or_default();
            let name = name.as_str();
            let others = row.iter().filter(|cell| !cell.text.is_empty()).count();
            let is_words = name.contains(' ')
                || name.chars().all(|c| !c.is_alphanumeric())
                || is_bold(row) && !all_bold;
            // `Required` alone in its row is the mark of those below.
            let flag = facts::flag(name).filter(|_| name.starts_with(char::is_uppercase));
            if let (1, Some(flag), true) = (others, flag, grid.head.len() > 1) {
                mark = Some(flag);
                continue;
            }
            if let Some(mark) = mark {
                read.take(mark);
            }
            // No name is that long, and YAML takes no longer key.
            let is_long = read.path.iter().map(String::len).sum::<usize>() > 400;
            if is_long || name.trim().is_empty() || others == 1 && is_words && grid.head.len() > 1 {
                let last = groups.last_mut().and_then(|(_, reads)| reads.last_mut());
                match last.filter(|_| name.is_empty() && read.row.ty.is_empty()) {
                    // A continued description.
                    Some(last) if !read.row.description.is_empty() => {
                        last.row.description.push('\n');
                        last.row.description.push_str(&read.row.description);
                    }
                    _ => self.skipped_row(
                        &whole(first, row),
                        "is a row without the name of a field and is left out",
                    ),
                }
                continue;
            }
            let last = groups.last_mut().and_then(|(_, reads)| reads.last_mut());
            if let Some(last) = last.filter(|_| grid.merged)
                && self.spanned(last, &read)
            {
                continue;
            }
            let field_name::Name { also, note, .. } = field_name::name(&first.text);
            if let Some(note) = note {
                let message = format!("has `{note}` beside its name, which is taken for a note");
                let help = "write the name alone, or in backticks, if this is part of it";
                self.reports
                    .assumed("assumed-name", Some(first.span), name, message, help);
            }
            self.report_several(first, &read);
            let group = read.group.clone();
            let at = *places.entry(group.clone()).or_insert(groups.len());
            if at == groups.len() {
                groups.push((group, Vec::new()));
            }
            let Some((_, reads)) = groups.get_mut(at) else {
                continue;
            };
            let more = also_called(&read, also);
            reads.push(read);
            reads.extend(more);
        }
        if groups.is_empty() {
            groups.push((String::new(), Vec::new()));
        }
        nesting::level(&mut groups);
        for (_, reads) in &mut groups {
            self.placeholders(reads);
        }
        groups
    }

    /// Reports `width/height` and `a1..a5`, which are taken for one name.
    fn report_several(&mut self, first: &Cell, read: &Read) {
        let Some(name) = read.path.last() else {
            return;
        };
        let is_plain = !first.text.contains(['"', '\'']) && !name.starts_with('-');
        if is_plain && may_be_several(name) {
            let message = "may stand for several fields, and is taken for the name of one";
            let help = "write a row for each of them";
            self.reports
                .lost("assumed-name", Some(first.span), name, message, help);
        }
    }

    /// Adds a row below the same cell of a name to the one above: its words and values, and its type as
    /// another one that may stand.
    fn spanned(&mut self, last: &mut Read, read: &Read) -> bool {
        let place = |read: &Read| read.row.name.as_ref().map(|cell| cell.span);
        const MOST: usize = 500;
        let is_same_cell = place(last).is_some() && place(last) == place(read);
        let count = last.row.more.values.len() + last.row.more.limits.len();
        if !is_same_cell || last.path != read.path || count > MOST {
            return false;
        }
        let types = [&last.row.ty, &read.row.ty];
        let is_same = types[0] == types[1] || types[1].is_empty();
        if !is_same && !types.iter().all(|ty| plain::is_known(ty)) {
            return false;
        }
        if !is_same {
            last.row.ty = format!("{} or {}", types[0], types[1]);
            let message = "has several rows, each with a type; any of them may stand";
            let help = "correct `type` in the table, or give it by `--type Type.field=TYPE`";
            self.reports.assumed(
                "assumed-type",
                place(last),
                last.path.join("."),
                message,
                help,
            );
        }
        let words = &read.row.description;
        let is_new = last.row.description.lines().next_back() != Some(words.as_str());
        if !words.is_empty() && is_new {
            last.row.description.push('\n');
            last.row.description.push_str(words);
        }
        let known: Vec<String> = last
            .row
            .more
            .values
            .iter()
            .map(|raw| raw.value.clone())
            .collect();
        let values = read.row.more.values.iter();
        let new = values.filter(|raw| !known.contains(&raw.value)).cloned();
        last.row.more.values.extend(new);
        let limits = read.row.more.limits.iter();
        let known = last.row.more.limits.clone();
        let new = limits.filter(|limit| !known.contains(limit)).cloned();
        last.row.more.limits.extend(new);
        true
    }

    /// Puts the rows of `value[x]` in its place.
    fn placeholders(&mut self, reads: &mut Vec<Read>) {
        let (replaced, kept) = nesting::placeholders(reads);
        let place = |read: &Read| read.row.name.as_ref().map(|cell| cell.span);
        let name = |read: &Read| read.path.join(".");
        for read in &replaced {
            let message = "stands for the names of the rows in it, which are taken in its place";
            let help = "give it a name without `[x]` if it is a field";
            self.reports
                .assumed("assumed-name", place(read), name(read), message, help);
        }
        for read in &kept {
            let message = "stands for names that end in a type, and is taken for one itself";
            let help = "write a row for each of the names";
            self.reports
                .lost("assumed-name", place(read), name(read), message, help);
        }
    }

    /// Whether a row is one of a parameter beside the body, which is reported.
    fn is_parameter(&mut self, first: &Cell, part: Option<&Cell>) -> bool {
        let is_parameter = part.is_some_and(|cell| request::is_parameter(&cell.text));
        if is_parameter {
            self.skipped_row(first, "is a parameter beside the body and is left out");
        }
        is_parameter
    }
}

/// `w/h`, `lat,lng`, `a1..a5`, `line_1 - line_3`, `First / Last`: two names, and a sign between them.
fn may_be_several(name: &str) -> bool {
    const SIGNS: [&str; 11] = [
        "..",
        "\u{2026}",
        " - ",
        " \u{2013} ",
        "\u{2013}",
        " to ",
        " & ",
        " + ",
        " / ",
        ",",
        "/",
    ];
    let Some(sign) = SIGNS.into_iter().find(|sign| name.contains(sign)) else {
        return false;
    };
    let parts: Vec<&str> = name.split(sign).map(str::trim).collect();
    let is_name = |part: &&str| match sign {
        // A title may have a dash in it, and a path has more parts.
        "/" => text::is_word(part) && parts.len() == 2,
        " to " => text::is_word(part) && part.ends_with(|c: char| c.is_ascii_digit()),
        " - " | " \u{2013} " | "\u{2013}" | " & " | " + " => text::is_word(part),
        _ => part.contains(char::is_alphanumeric),
    };
    let full: Vec<&str> = parts
        .iter()
        .copied()
        .filter(|part| !part.is_empty())
        .collect();
    full.len() > 1 && full.iter().all(is_name) || sign == ".." && !full.is_empty()
}

/// The rows of further names in the cell of a row.
fn also_called(read: &Read, also: Vec<String>) -> Vec<Read> {
    let more = also.into_iter().map(|name| {
        let mut read = read.clone();
        if let Some(cell) = &mut read.row.name {
            cell.text.clone_from(&name);
        }
        read.path = vec![name];
        read
    });
    more.collect()
}

/// Whether a row is empty, or repeats the head.
fn is_empty(row: &[Cell], grid: &Grid) -> bool {
    let mut pairs = row.iter().zip(&grid.head);
    let is_head = row.len() == grid.head.len() && pairs.all(|(cell, head)| cell.text == head.text);
    is_head || row.iter().all(|cell| cell.text.is_empty())
}

/// The whole text of a row, at the span of its first cell.
fn whole(first: &Cell, row: &[Cell]) -> Cell {
    let texts = row.iter().map(|cell| cell.text.trim());
    let texts: Vec<&str> = texts.filter(|text| !text.is_empty()).collect();
    let mut cell = first.clone();
    cell.text = texts.join(" | ");
    cell
}
