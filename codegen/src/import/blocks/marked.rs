//! Tables of AsciiDoc (`|===`) and MediaWiki (`{|`), and lines split at signs or gaps.

use super::bars;
use super::markdown::MarkdownReader;
use super::{Block, Grid};
use crate::import::table::{Cell, Line};
use crate::source::SourceId;

/// The parts of a line between `sign`.
pub(super) fn split(line: Line<'_>, source: SourceId, text: &str, sign: &str) -> Vec<Cell> {
    let mut out = Vec::new();
    let mut from = 0;
    for (at, sign) in text.match_indices(sign) {
        out.push(bars::cell(line, source, from, at));
        from = at + sign.len();
    }
    out.push(bars::cell(line, source, from, text.len()));
    out
}

/// The parts of a line between two or more blanks.
pub(super) fn by_gaps(line: Line<'_>, source: SourceId) -> Vec<Cell> {
    let mut out = Vec::new();
    let (mut from, mut blanks) = (None, 0);
    for (at, c) in line.text.char_indices() {
        if c == ' ' || c == '\t' {
            blanks += 1;
            continue;
        }
        if blanks > 1
            && let Some(from) = from.replace(at)
        {
            out.push(bars::cell(line, source, from, at));
        }
        from.get_or_insert(at);
        blanks = 0;
    }
    out.extend(from.map(|from| bars::cell(line, source, from, line.text.len())));
    out
}

/// Cells that go on: the first belongs to the last one before.
pub(super) fn join(row: &mut Vec<Cell>, cells: Vec<Cell>) {
    let mut cells = cells.into_iter();
    if let (Some(last), Some(first)) = (row.last_mut(), cells.next()) {
        last.text.push('\n');
        last.text.push_str(&first.text);
    }
    row.extend(cells);
}

/// A table between its signs, and the line behind it.
pub(super) fn table(reader: &MarkdownReader<'_, '_>) -> Option<(Vec<Block>, usize)> {
    let first = reader.line(reader.at)?;
    let text = first.text.trim();
    let (close, wiki) = match text {
        "|===" => ("|===", false),
        _ if text.starts_with("{|") => ("|}", true),
        _ => return None,
    };
    let rest = reader.lines.get(reader.at + 1..)?;
    if reader.missing.borrow().contains(close) {
        return None;
    }
    let Some(end) = rest.iter().position(|line| line.text.trim() == close) else {
        reader.missing.borrow_mut().insert(close.to_owned());
        return None;
    };
    let body = rest.get(..end)?;
    let rows = if wiki {
        wiki_rows(body, reader.source)
    } else {
        ascii_rows(body, reader.source)
    };
    let mut rows = rows.into_iter();
    let head = rows.next()?;
    let grid = Grid::new(head, rows.collect(), first.span(reader.source));
    Some((vec![Block::Table(grid)], reader.at + end + 2))
}

/// Cells begin with a bar; the first line with bars tells how many a row has.
fn ascii_rows(body: &[Line<'_>], source: SourceId) -> Vec<Vec<Cell>> {
    let mut cells: Vec<Cell> = Vec::new();
    let mut width = 0;
    for line in body {
        let text = line.text.trim();
        match bars::split(*line, source, 0) {
            Some(row) => {
                let loose = !row.opens;
                // A bar alone is an empty cell.
                let lone = row
                    .pieces
                    .is_empty()
                    .then(|| bars::cell(*line, source, 0, 0));
                let mut found = row.into_cells().into_iter().chain(lone);
                if loose && let (Some(last), Some(first)) = (cells.last_mut(), found.next()) {
                    // Text before the first bar of a line goes on with the cell above;
                    // `2+` and the like only shape the next one.
                    if first.text.len() > 3 {
                        last.text.push('\n');
                        last.text.push_str(&first.text);
                    }
                }
                cells.extend(found);
                width = if width == 0 { cells.len() } else { width };
            }
            None if text.is_empty() => {}
            None => {
                if let Some(last) = cells.last_mut() {
                    last.text.push('\n');
                    last.text.push_str(text);
                }
            }
        }
    }
    let first_line = body.iter().find_map(|line| bars::split(*line, source, 0));
    if first_line.is_some_and(|row| row.pieces.len() == 1) {
        // A cell a line: a blank line ends the row.
        return by_blanks(body, source);
    }
    cells.chunks(width.max(1)).map(<[Cell]>::to_vec).collect()
}

fn by_blanks(body: &[Line<'_>], source: SourceId) -> Vec<Vec<Cell>> {
    let mut rows: Vec<Vec<Cell>> = vec![Vec::new()];
    for line in body {
        let cells = bars::split(*line, source, 0).map(bars::Barred::into_cells);
        let cells = cells.map(|mut cells| {
            let lone = cells.is_empty().then(|| bars::cell(*line, source, 0, 0));
            cells.extend(lone);
            cells
        });
        match (cells, rows.last_mut()) {
            (Some(cells), Some(row)) => row.extend(cells),
            (None, Some(row)) if line.text.trim().is_empty() && !row.is_empty() => {
                rows.push(Vec::new());
            }
            (None, Some(row)) => {
                if let Some(last) = row.last_mut() {
                    last.text.push('\n');
                    last.text.push_str(line.text.trim());
                }
            }
            _ => {}
        }
    }
    rows.retain(|row| !row.is_empty());
    rows
}

fn wiki_rows(body: &[Line<'_>], source: SourceId) -> Vec<Vec<Cell>> {
    let mut rows: Vec<Vec<Cell>> = vec![Vec::new()];
    for line in body {
        let text = line.text.trim();
        let Some(row) = rows.last_mut() else { break };
        if text.starts_with("|-") {
            rows.push(Vec::new());
        } else if text.starts_with("|+") {
        } else if let Some(sign) = ["!", "|"].into_iter().find(|sign| text.starts_with(sign)) {
            let from = line.text.find(sign).unwrap_or(0) + 1;
            let inner = Line {
                text: line.text.get(from..).unwrap_or_default(),
                start: line.start + from,
            };
            let double = if inner.text.contains("!!") {
                "!!"
            } else {
                "||"
            };
            row.extend(split(inner, source, inner.text, double));
        } else if let Some(last) = row.last_mut() {
            last.text.push('\n');
            last.text.push_str(text);
        }
    }
    rows.retain(|row| !row.is_empty());
    rows
}
