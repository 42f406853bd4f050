//! Tables between signs of AsciiDoc (`|===`) and MediaWiki (`{|`), and lines split at signs or gaps.

use super::asciidoc;
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
        // The lines of a tree are no cell.
        let is_tree = |from: usize| {
            let text = line.text.get(from..at).unwrap_or_default().trim_end();
            text.chars().all(|c| matches!(c, '\u{2502}' | ' '))
        };
        if blanks > 1
            && !from.is_some_and(is_tree)
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
    let (at, span) = (reader.at + end + 2, first.span(reader.source));
    if wiki {
        let mut rows = wiki_rows(body, reader.source).into_iter();
        let head = rows.next()?;
        let grid = Grid::new(head, rows.collect(), span);
        return Some((vec![Block::Table(grid)], at));
    }
    let columns = attributes(reader).and_then(asciidoc::columns);
    let table = asciidoc::rows(body, columns, reader.source, first.start);
    let (title, grid) = table.into_grid(span)?;
    let title = title.map(Block::Words);
    Some((title.into_iter().chain([Block::Table(grid)]).collect(), at))
}

/// The line of attributes right above a table of AsciiDoc.
fn attributes<'t>(reader: &MarkdownReader<'_, 't>) -> Option<&'t str> {
    let above = reader.at.saturating_sub(4)..reader.at;
    let mut lines = reader.lines.get(above)?.iter().rev();
    let lines = lines.by_ref().map(|line| line.text.trim());
    lines
        .take_while(|line| line.starts_with(['[', '.']))
        .find(|line| line.contains("cols="))
}

/// `style="x" | text`: a cell without its attributes.
fn without_attributes(mut cell: Cell) -> Cell {
    if let Some((front, text)) = cell.text.split_once('|')
        && front.contains('=')
        && !front.contains(['[', '{', '`'])
        && front.trim_end().ends_with(['"', '\''])
    {
        cell.text = text.trim().to_owned();
    }
    cell
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
            let cells = split(inner, source, inner.text, double);
            row.extend(cells.into_iter().map(without_attributes));
        } else if let Some(last) = row.last_mut() {
            last.text.push('\n');
            last.text.push_str(text);
        }
    }
    rows.retain(|row| !row.is_empty());
    rows
}
