//! Tables of reStructuredText: grids (`+---+`), simple tables (`===  ===`), and the directives
//! `list-table` and `csv-table`.

use super::bars::{self, is_border};
use super::markdown::MarkdownReader;
use super::{Block, Grid, marked, separated};
use crate::import::table::{Cell, Line};
use crate::source::SourceId;

/// A table and the line behind it.
pub(super) fn table(reader: &MarkdownReader<'_, '_>) -> Option<(Vec<Block>, usize)> {
    let first = reader.line(reader.at)?;
    let text = first.text.trim();
    let (rows, end) = match () {
        () if text.starts_with("+-") || text.starts_with("+=") => grid(reader)?,
        () if is_ruler(text) => simple(reader)?,
        () if text.starts_with(".. list-table::") => list(reader)?,
        () if text.starts_with(".. csv-table::") => csv(reader)?,
        () => return None,
    };
    let mut rows = rows;
    for cell in rows.iter_mut().flatten() {
        cell.text = without_roles(&cell.text);
    }
    let mut rows = rows.into_iter();
    let head = rows.next()?;
    let table = Grid::new(head, rows.collect(), first.span(reader.source));
    Some((vec![Block::Table(table)], end))
}

/// The text of roles alone: ``:ref:`Order <order>` `` is `Order`, in ticks as code is, which has two
/// of them.
fn without_roles(text: &str) -> String {
    let text = text.replace("``", "`");
    let mut out = String::with_capacity(text.len());
    let mut rest = text.as_str();
    while let Some(at) = rest.find(":`") {
        let front = rest.get(..at).unwrap_or_default();
        let is_role = |c: char| c.is_ascii_alphanumeric() || "_+-.:".contains(c);
        let role = front.trim_end_matches(is_role).len();
        let behind = rest.get(at + 2..).unwrap_or_default();
        let is_named = front
            .get(role..)
            .is_some_and(|name| name.len() > 1 && name.starts_with(':'));
        let Some((body, after)) = behind.split_once('`').filter(|_| is_named) else {
            out.push_str(rest.get(..at + 2).unwrap_or_default());
            rest = behind;
            continue;
        };
        let label = body.split_once(" <").map_or(body, |(label, _)| label);
        let label = match label.strip_prefix('~') {
            Some(path) => path.rsplit('.').next().unwrap_or(path),
            None => label,
        };
        out.push_str(front.get(..role).unwrap_or_default());
        out.push('`');
        out.push_str(label);
        out.push('`');
        rest = after;
    }
    out.push_str(rest);
    out
}

/// `=====  ===  =====`
fn is_ruler(text: &str) -> bool {
    let mut parts = text.split_whitespace();
    parts.clone().count() > 1 && parts.all(|part| part.len() > 1 && part.chars().all(|c| c == '='))
}

fn grid(reader: &MarkdownReader<'_, '_>) -> Option<(Vec<Vec<Cell>>, usize)> {
    let below_first = reader.line(reader.at + 1)?.text.trim();
    if !below_first.starts_with('|') {
        return None;
    }
    let is_printed = is_printed(reader);
    let mut rows: Vec<Vec<Cell>> = Vec::new();
    let mut row: Vec<Cell> = Vec::new();
    let mut at = reader.at;
    while let Some(line) = reader.line(at) {
        let text = line.text.trim();
        if text.starts_with('+') && is_border(text) {
            rows.extend(Some(std::mem::take(&mut row)).filter(|row| !row.is_empty()));
        } else if text.starts_with('|') {
            let cells = bars::split(line, reader.source, at)?.into_cells();
            if is_printed {
                rows.extend(Some(std::mem::take(&mut row)).filter(|row| !row.is_empty()));
            }
            below(&mut row, cells);
        } else {
            break;
        }
        at += 1;
    }
    rows.extend(Some(row).filter(|row| !row.is_empty()));
    (rows.len() > 1).then_some((rows, at))
}

/// A box as databases print it: a rule below the head and none between the rows, each of which
/// is a line with a name.
fn is_printed(reader: &MarkdownReader<'_, '_>) -> bool {
    let lines = reader.lines.get(reader.at..).unwrap_or_default();
    let is_rule = |text: &str| text.starts_with('+') && is_border(text);
    let lines = lines.iter().map(|line| line.text.trim());
    let lines: Vec<&str> = lines
        .take_while(|text| is_rule(text) || text.starts_with('|'))
        .collect();
    let rules = lines.iter().filter(|text| is_rule(text));
    let is_plain = rules.clone().count() == 3 && !rules.clone().any(|rule| rule.contains('='));
    let starts_blank = |text: &&str| {
        let first = text.split('|').nth(1);
        first.is_none_or(|cell| cell.trim().is_empty())
    };
    let mut rows = lines.iter().filter(|text| !is_rule(text));
    is_plain && lines.get(2).is_some_and(|text| is_rule(text)) && !rows.any(starts_blank)
}

/// Puts cells below those of the same row.
fn below(row: &mut Vec<Cell>, cells: Vec<Cell>) {
    if row.is_empty() {
        *row = cells;
        return;
    }
    for (cell, more) in row.iter_mut().zip(cells) {
        if !more.text.is_empty() {
            if !cell.text.is_empty() {
                cell.text.push('\n');
            }
            cell.text.push_str(&more.text);
        }
    }
}

fn simple(reader: &MarkdownReader<'_, '_>) -> Option<(Vec<Vec<Cell>>, usize)> {
    let ruler = reader.line(reader.at)?.text;
    let mut columns: Vec<usize> = Vec::new();
    let mut before = ' ';
    for (at, c) in ruler.chars().enumerate() {
        if c == '=' && before != '=' {
            columns.push(at);
        }
        before = c;
    }
    let mut rows: Vec<Vec<Cell>> = Vec::new();
    let mut rules = 0;
    let mut at = reader.at;
    while let Some(line) = reader.line(at) {
        let text = line.text.trim();
        at += 1;
        if is_ruler(text) {
            rules += 1;
            if rules > 2 || rules == 2 && reader.line(at).is_none_or(|l| l.text.trim().is_empty()) {
                break;
            }
            continue;
        }
        if text.is_empty() || is_border(text) {
            continue;
        }
        let cells = by_columns(line, reader.source, &columns);
        let goes_on = cells.first().is_some_and(|cell| cell.text.is_empty());
        match rows.last_mut() {
            Some(row) if goes_on => below(row, cells),
            _ => rows.push(cells),
        }
    }
    (rows.len() > 1 && rules > 1).then_some((rows, at))
}

/// Columns begin at positions counted in characters; wide signs shift the text after them, so a
/// line whose gaps give as many columns is split at these.
fn by_columns(line: Line<'_>, source: SourceId, columns: &[usize]) -> Vec<Cell> {
    let gaps = marked::by_gaps(line, source);
    let starts = line.text.starts_with(|c: char| !c.is_whitespace());
    if gaps.len() == columns.len() && starts {
        return gaps;
    }
    let offset = |column: usize| {
        let found = line.text.char_indices().nth(column);
        found.map_or(line.text.len(), |(at, _)| at)
    };
    let mut out = Vec::new();
    for (index, column) in columns.iter().enumerate() {
        let end = columns
            .get(index + 1)
            .map_or(line.text.len(), |next| offset(*next));
        out.push(bars::cell(line, source, offset(*column), end));
    }
    out
}

/// The indented lines below a directive, without its options.
fn body<'l, 't>(reader: &MarkdownReader<'l, 't>) -> (&'l [Line<'t>], usize) {
    let rest = reader.lines.get(reader.at + 1..).unwrap_or_default();
    let ends =
        |line: &Line<'_>| !line.text.trim().is_empty() && !line.text.starts_with([' ', '\t']);
    let end = rest.iter().position(ends).unwrap_or(rest.len());
    let skips = |line: &&Line<'_>| {
        let text = line.text.trim();
        text.is_empty() || text.starts_with(':')
    };
    let skip = rest.iter().take(end).take_while(skips).count();
    (rest.get(skip..end).unwrap_or_default(), reader.at + 1 + end)
}

fn list(reader: &MarkdownReader<'_, '_>) -> Option<(Vec<Vec<Cell>>, usize)> {
    let (lines, end) = body(reader);
    let mut rows: Vec<Vec<Cell>> = Vec::new();
    // The column of the cells' dashes; those further in belong to lists in a cell.
    let mut dash = usize::MAX;
    for line in lines {
        let text = line.text.trim();
        let blanks = line.text.len() - line.text.trim_start().len();
        let is_cell = blanks <= dash;
        if text.starts_with("* -") {
            dash = blanks + 2;
        }
        let (new_row, from) = match () {
            () if text.starts_with("* -") => (true, 3),
            () if is_cell && (text.starts_with("- ") || text == "-") => (false, 1),
            () if text.is_empty() => continue,
            () => {
                let last = rows.last_mut().and_then(|row| row.last_mut());
                if let Some(cell) = last {
                    cell.text.push('\n');
                    cell.text.push_str(text);
                }
                continue;
            }
        };
        if new_row {
            rows.push(Vec::new());
        }
        let from = line.text.len() - line.text.trim_start().len() + from;
        if let Some(row) = rows.last_mut() {
            row.push(bars::cell(
                *line,
                reader.source,
                from.min(line.text.len()),
                line.text.len(),
            ));
        }
    }
    (rows.len() > 1).then_some((rows, end))
}

fn csv(reader: &MarkdownReader<'_, '_>) -> Option<(Vec<Vec<Cell>>, usize)> {
    let (lines, end) = body(reader);
    let mut rows = separated::rows(reader.source, lines, ',');
    // The head may be in an option.
    let options = reader.lines.get(reader.at + 1..end)?;
    let head = options
        .iter()
        .find(|line| line.text.trim().starts_with(":header:"));
    if let Some(line) = head {
        let from = line.text.find(":header:")? + 8;
        let inner = Line {
            text: line.text.get(from..)?,
            start: line.start + from,
        };
        let head = separated::rows(reader.source, &[inner], ',');
        rows.splice(0..0, head);
    }
    (rows.len() > 1).then_some((rows, end))
}
