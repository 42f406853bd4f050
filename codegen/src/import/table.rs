//! Lines of Markdown -> tables of cells, including pasted tables whose rows are broken over several
//! lines.
//!
//! ```text
//! | Field | Type | Required | Description |        Field | Type | Required | Description |
//! | --- | --- | --- | --- |                        |---|---|---|---|
//! | `id` | *string* | :heavy_check_mark: | N/A |   id |
//!                                                  string | ✔️ | N/A |
//! ```
//!
//! Splits after GitHub Flavored Markdown, section 4.10: a bar behind a backslash is text. Does not
//! interpret cells, except for the mark that makes a row.

use crate::source::{SourceId, Span};

/// One line without its end, and its offset.
#[derive(Debug, Clone, Copy)]
pub(super) struct Line<'t> {
    pub(super) text: &'t str,
    pub(super) start: usize,
}

/// The text between two bars, trimmed.
#[derive(Debug, Clone)]
pub(super) struct Cell {
    pub(super) text: String,
    pub(super) span: Span,
    /// It stood on a line without bars.
    loose: bool,
    /// It begins its line.
    first: bool,
    /// No bar closes it, so it may go on in the next line.
    unclosed: bool,
}

impl Cell {
    /// A cell of its text, between two offsets.
    pub(super) fn new(text: String, source: SourceId, start: usize, end: usize) -> Self {
        Self {
            text,
            span: span(source, start, end),
            loose: false,
            first: false,
            unclosed: false,
        }
    }

    /// The same span without text.
    pub(super) fn emptied(&self) -> Self {
        Self {
            text: String::new(),
            ..self.clone()
        }
    }
}

/// A table whose first two columns are known.
#[derive(Debug)]
pub(super) struct Table {
    pub(super) head: Vec<String>,
    pub(super) rows: Vec<Vec<Cell>>,
}

/// Lines end at a line feed, a carriage return, or both; a byte order mark is none.
pub(super) fn lines(text: &str) -> Vec<Line<'_>> {
    let mut out = Vec::new();
    let mut start = if text.starts_with('\u{feff}') { 3 } else { 0 };
    while let Some(rest) = text.get(start..).filter(|rest| !rest.is_empty()) {
        let end = rest.find(['\n', '\r']).unwrap_or(rest.len());
        let line = rest.get(..end).unwrap_or_default();
        out.push(Line { text: line, start });
        let crlf = rest.get(end..).is_some_and(|end| end.starts_with("\r\n"));
        start += end + if crlf { 2 } else { 1 };
    }
    out
}

impl Line<'_> {
    pub(super) fn span(&self, source: SourceId) -> Span {
        span(source, self.start, self.start + self.text.len())
    }
}

fn span(source: SourceId, start: usize, end: usize) -> Span {
    let place = |offset| u32::try_from(offset).unwrap_or(u32::MAX);
    Span::new(source, place(start), place(end))
}

/// The cells of a line, without the outer bars.
pub(super) fn cells(line: Line<'_>, source: SourceId) -> Vec<Cell> {
    let mut bars: Vec<usize> = Vec::new();
    let mut before = ' ';
    for (at, c) in line.text.char_indices() {
        if c == '|' && before != '\\' {
            bars.push(at);
        }
        before = c;
    }
    let loose = bars.is_empty();
    let blank = |part: Option<&str>| part.is_some_and(|part| part.trim().is_empty());
    let mut from = 0;
    let mut ends = bars;
    if blank(ends.first().and_then(|first| line.text.get(..*first))) {
        from = ends.remove(0) + 1;
    }
    let unclosed =
        !blank(line.text.get(ends.last().map_or(from, |last| last + 1)..)) || ends.is_empty();
    ends.extend(unclosed.then_some(line.text.len()));
    let mut out = Vec::new();
    for end in ends {
        let raw = line.text.get(from..end).unwrap_or_default();
        let text = raw.trim();
        let start = line.start + from + (raw.len() - raw.trim_start().len());
        out.push(Cell {
            text: text.to_owned(),
            span: span(source, start, start + text.len()),
            loose,
            first: out.is_empty(),
            unclosed: false,
        });
        from = end + 1;
    }
    if let Some(last) = out.last_mut() {
        last.unclosed = unclosed;
    }
    out
}

fn is_rule(text: &str) -> bool {
    !text.is_empty() && text.contains('-') && text.chars().all(|c| matches!(c, '-' | ':'))
}

/// Whether a field is required, by the column in either spelling.
pub(super) fn mark(text: &str) -> Option<bool> {
    match text.trim_matches(|c: char| c == '\u{fe0f}' || c.is_whitespace()) {
        ":heavy_check_mark:" | ":white_check_mark:" | "\u{2714}" | "\u{2705}" | "\u{2713}" => {
            Some(true)
        }
        ":heavy_minus_sign:" | "\u{2796}" => Some(false),
        _ => None,
    }
}

/// The first table with this head among `lines`; further columns are taken as far
/// as they are in `more`.
pub(super) fn find(
    lines: &[Line<'_>],
    source: SourceId,
    head: &[&str],
    more: &[&str],
) -> Option<Table> {
    whole(lines, source, head).or_else(|| broken(lines, source, head, more))
}

fn starts_with(cells: &[Cell], head: &[&str]) -> bool {
    cells.len() >= head.len()
        && cells
            .iter()
            .zip(head)
            .all(|(cell, name)| cell.text == *name)
}

/// A table with a row on every line.
pub(super) fn whole(lines: &[Line<'_>], source: SourceId, head: &[&str]) -> Option<Table> {
    let at = lines
        .iter()
        .position(|line| starts_with(&cells(*line, source), head))?;
    let line = lines.get(at)?;
    let names: Vec<String> = cells(*line, source).into_iter().map(|c| c.text).collect();
    let mut rows = Vec::new();
    let body = lines.get(at + 1..)?;
    // Pasted text may have blank lines between its rows.
    let last = body.iter().rposition(|line| mark_in(line.text));
    for (number, line) in body.iter().enumerate() {
        if line.text.trim().is_empty() {
            if last.is_some_and(|last| number < last) {
                continue;
            }
            break;
        }
        let row = cells(*line, source);
        if row.iter().all(|cell| is_rule(&cell.text)) {
            continue;
        }
        let marked = row.get(2).is_some_and(|cell| mark(&cell.text).is_some());
        let bars = line.text.trim_start().starts_with('|');
        if !(marked || bars && row.len() >= names.len() || head.len() == 2 && row.len() == 2) {
            return None;
        }
        rows.push(row);
    }
    Some(Table { head: names, rows })
}

fn mark_in(text: &str) -> bool {
    text.split('|').any(|part| mark(part.trim()).is_some())
}

/// A table whose cells are on separate lines, or whose rows are cut.
fn broken(lines: &[Line<'_>], source: SourceId, head: &[&str], more: &[&str]) -> Option<Table> {
    let all: Vec<Cell> = lines
        .iter()
        .filter(|line| !line.text.trim().is_empty())
        .flat_map(|line| cells(*line, source))
        .filter(|cell| !is_rule(&cell.text))
        .collect();
    let at = (0..all.len()).find(|at| all.get(*at..).is_some_and(|c| starts_with(c, head)))?;
    let mut names: Vec<String> = head.iter().map(|name| (*name).to_owned()).collect();
    let rest = all.get(at + head.len()..)?;
    let further = rest
        .iter()
        .take_while(|cell| more.contains(&cell.text.as_str()));
    names.extend(further.map(|cell| cell.text.clone()));
    let body = all.get(at + names.len()..)?;
    let rows = if head.len() == 2 {
        body.chunks_exact(2).map(<[Cell]>::to_vec).collect()
    } else {
        by_marks(body, names.len())
    };
    Some(Table { head: names, rows })
}

/// Rows by their marks, each of which is the third cell of its row.
fn by_marks(body: &[Cell], width: usize) -> Vec<Vec<Cell>> {
    let bars = body.iter().any(|cell| !cell.loose);
    let marks = (2..body.len()).filter(|at| body.get(*at).is_some_and(|c| mark(&c.text).is_some()));
    let starts: Vec<usize> = marks.map(|at| at - 2).collect();
    let mut rows = Vec::new();
    for (index, start) in starts.iter().enumerate() {
        let end = starts.get(index + 1).copied().unwrap_or(body.len());
        let mut row: Vec<Cell> = Vec::new();
        for cell in body.get(*start..end).unwrap_or_default() {
            let (is_full, is_words) = (row.len() > width, row.len() > 3);
            match row.last_mut() {
                Some(last) if bars && is_words && cell.first && last.unclosed => {
                    last.text.push('\n');
                    last.text.push_str(&cell.text);
                    last.unclosed = cell.unclosed;
                }
                _ if is_full => {}
                _ => row.push(cell.clone()),
            }
        }
        rows.push(row);
    }
    rows
}
