//! CSV and its kin (RFC 4180): values between commas, semicolons or tabs, perhaps in quotes
//! and over several lines.

use super::{Block, Grid};
use crate::import::columns;
use crate::import::table::{self, Cell, Line};
use crate::source::SourceId;

/// A text that is one table; `None` if it is something else.
pub(super) fn read(source: SourceId, text: &str) -> Option<Vec<Block>> {
    let lines = table::lines(text);
    if let Some(grid) = lines_of(source, &lines) {
        return Some(vec![Block::Table(grid)]);
    }
    let (mut title, mut begin) = titled(&lines)?;
    let bare = |line: Line<'_>| {
        line.text
            .trim_matches([',', ';', '\t', ' ', '"'])
            .to_owned()
    };
    let mut out = vec![Block::Heading {
        level: 1,
        text: bare(title),
    }];
    loop {
        let rest = lines.get(begin..)?;
        if let Some(grid) = lines_of(source, rest) {
            out.push(Block::Table(grid));
            return Some(out);
        }
        // Words between the title and the table.
        let behind;
        (title, behind) = titled(rest).filter(|_| out.len() < 6)?;
        out.push(Block::Words(bare(title)));
        begin += behind;
    }
}

/// The title of a sheet, a line whose other cells are empty, and the start of the table.
fn titled<'t>(lines: &[Line<'t>]) -> Option<(Line<'t>, usize)> {
    let is_blank = |line: &Line<'_>| line.text.trim_matches([',', ';', '\t', ' ']).is_empty();
    let first = lines.iter().position(|line| !is_blank(line))?;
    let title = *lines.get(first)?;
    let is_title = [',', ';', '\t'].iter().any(|sign| {
        let text = title.text.trim_matches([*sign, ' ', '\u{feff}']);
        text.len() < title.text.len() && !text.trim_matches('"').contains(*sign)
    });
    let rest = lines.get(first + 1..)?;
    let begin = rest.iter().take(8).position(|line| !is_blank(line))?;
    is_title.then_some((title, first + 1 + begin))
}

/// Lines that are one table.
pub(super) fn lines(source: SourceId, lines: &[Line<'_>]) -> Option<Grid> {
    lines_of(source, lines)
}

fn lines_of(source: SourceId, lines: &[Line<'_>]) -> Option<Grid> {
    let skip = lines.iter().take_while(|line| {
        let text = line.text.trim();
        text.is_empty() || text.starts_with("# ") || text.starts_with("sep=")
    });
    let skip = skip.count();
    let lines = lines.get(skip..)?;
    let first = lines.first()?;
    if first.text.contains('|') && !first.text.contains(',') {
        return None;
    }
    [',', ';', '\t'].into_iter().find_map(|sign| {
        let next = lines.get(1).is_none_or(|next| next.text.contains(sign));
        let fits = first.text.contains(sign) && next;
        let head = fits.then(|| rows(source, lines.get(..1)?, sign).into_iter().next())??;
        let texts = || head.iter().map(|cell| cell.text.as_str());
        let is_turned = || {
            sign != '\t'
                && whole(source, lines, sign).is_some_and(|grid| super::turned(&grid).is_some())
        };
        if !columns::is_head(texts()) && !is_turned()
            || sign == '\t' && lines.iter().any(|l| l.text.starts_with('#'))
        {
            return None;
        }
        if sign == '\t' {
            // Text copied from browsers is no strict table.
            return quoted(source, lines, sign);
        }
        whole(source, lines, sign)
    })
}

/// A table that uses quotes.
pub(super) fn quoted(source: SourceId, lines: &[Line<'_>], sign: char) -> Option<Grid> {
    let starts = |line: &Line<'_>| line.text.split(sign).any(|cell| cell.starts_with('"'));
    let whole = whole(source, lines, sign)?;
    let fits = whole.rows.iter().all(|row| row.len() <= whole.head.len());
    (fits && lines.iter().any(starts)).then_some(whole)
}

fn whole(source: SourceId, lines: &[Line<'_>], sign: char) -> Option<Grid> {
    let span = lines.first()?.span(source);
    let rows = without_empty_columns(rows(source, lines, sign));
    let mut rows = rows.into_iter();
    let head = rows.next()?;
    let width = head.len();
    let rows = rows.filter(|row| row.iter().any(|cell| !cell.text.is_empty()));
    let rows = rows.map(|mut row: Vec<Cell>| {
        // An unquoted comma in the last column.
        let over = row.split_off(width.min(row.len()));
        if let Some(last) = row.last_mut() {
            for cell in over.iter().filter(|cell| !cell.text.is_empty()) {
                last.text.push(sign);
                last.text.push(' ');
                last.text.push_str(&cell.text);
            }
        }
        row
    });
    Some(Grid::new(head, rows.collect(), span))
}

/// Rows without the columns in front that are empty in all of them, as sheets have margins.
fn without_empty_columns(mut rows: Vec<Vec<Cell>>) -> Vec<Vec<Cell>> {
    let width = rows.first().map_or(0, Vec::len);
    let is_empty = |at: &usize| {
        let mut cells = rows.iter().map(|row| row.get(*at));
        cells.all(|cell| cell.is_none_or(|cell| cell.text.is_empty()))
    };
    let empty = (0..width).take_while(is_empty).count();
    if empty > 0 && empty < width {
        rows.iter_mut().for_each(|row| {
            row.drain(..empty.min(row.len()));
        });
    }
    rows
}

/// The records of lines; a quoted value may go on in the next line.
pub(super) fn rows(source: SourceId, lines: &[Line<'_>], sign: char) -> Vec<Vec<Cell>> {
    let mut out: Vec<Vec<Cell>> = Vec::new();
    let mut row: Vec<Cell> = Vec::new();
    // A value whose quotes are still open, and its start.
    let mut open: Option<(String, usize)> = None;
    for line in lines {
        let mut rest = line.text;
        loop {
            let at = line.start + (line.text.len() - rest.len());
            if let Some((text, start)) = &mut open {
                let (inner, behind) = until_quote(rest);
                text.push_str(&inner);
                let Some(behind) = behind else {
                    text.push('\n');
                    break;
                };
                let end = behind.find(sign).unwrap_or(behind.len());
                text.push_str(behind.get(..end).unwrap_or_default().trim());
                let stop = line.start + line.text.len() - behind.len();
                row.push(cell(source, text, *start, stop));
                open = None;
                match behind.get(end + sign.len_utf8()..) {
                    Some(next) if end < behind.len() => rest = next,
                    _ => break,
                }
                continue;
            }
            let trimmed = rest.trim_start_matches(' ');
            let inner = trimmed.strip_prefix('"');
            if let Some(inner) = inner.filter(|inner| is_quoted(inner, sign)) {
                open = Some((String::new(), at));
                rest = inner;
                continue;
            }
            let end = rest.find(sign).unwrap_or(rest.len());
            row.push(cell(
                source,
                rest.get(..end).unwrap_or_default(),
                at,
                at + end,
            ));
            if end == rest.len() {
                break;
            }
            rest = rest.get(end + sign.len_utf8()..).unwrap_or_default();
        }
        if open.is_none() {
            out.push(std::mem::take(&mut row));
        }
    }
    if let Some((text, start)) = open {
        row.push(cell(source, &text, start, start));
    }
    out.extend(Some(row).filter(|row| !row.is_empty()));
    out
}

/// Whether a quote closes the value: behind that of `"a" | "b"` more follows.
fn is_quoted(inner: &str, sign: char) -> bool {
    let (_, behind) = until_quote(inner);
    let behind = behind.unwrap_or_default().trim_start_matches(' ');
    let goes_on = !behind.is_empty() && !behind.starts_with(sign);
    !(goes_on && (sign == '\t' || behind.starts_with('|')))
}

/// The text before the closing quote, and the text after it.
fn until_quote(text: &str) -> (String, Option<&str>) {
    let mut out = String::new();
    let mut rest = text;
    while let Some(at) = rest.find('"') {
        out.push_str(rest.get(..at).unwrap_or_default());
        let behind = rest.get(at + 1..).unwrap_or_default();
        match behind.strip_prefix('"') {
            Some(next) => {
                out.push('"');
                rest = next;
            }
            None => return (out, Some(behind)),
        }
    }
    out.push_str(rest);
    (out, None)
}

fn cell(source: SourceId, text: &str, start: usize, end: usize) -> Cell {
    Cell::new(text.trim().to_owned(), source, start, end.max(start))
}
