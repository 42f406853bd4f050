//! Columns separated by runs of blanks -> a table. A cell that continues in the next line is below
//! its column; in Pandoc's multi-line tables blank lines separate the rows.
//!
//! ```text
//! Field   Type      Required  Comments
//! ------  --------  --------  ---------
//! name    TEXT      N         Full name
//!                             of it
//! ```

use super::bars::is_border;
use super::markdown::MarkdownReader;
use super::{Grid, cut, marked};
use crate::import::columns;
use crate::import::table::{Cell, Line};
use crate::import::types::plain;

/// The cells of a line, and the columns of the text that they begin at.
struct Gapped {
    cells: Vec<Cell>,
    starts: Vec<usize>,
}

impl<'t> MarkdownReader<'_, 't> {
    /// A table with gaps between its columns, and the line behind it.
    pub(super) fn spaced(&self) -> Option<(Grid, usize)> {
        // Pandoc draws a line above, and one below.
        let is_framed = is_border(self.line(self.at)?.text);
        let top = self.at + usize::from(is_framed);
        let head = self.gapped(self.line(top)?);
        let names: Vec<&str> = head.cells.iter().map(|cell| cell.text.as_str()).collect();
        let roles = columns::roles(names.iter().copied());
        let unknown = roles.iter().filter(|role| **role == columns::Role::Unknown);
        // One head that is not known is no reason to refuse a table of four columns or more.
        let below = self
            .line(top + 1)
            .map_or(0, |next| self.gapped(next).cells.len());
        let known = match unknown.count() {
            0 => true,
            1 => names.len() > 3 && below + 1 >= names.len(),
            _ => false,
        };
        if names.len() < 3 || !known || !columns::is_head(names.iter().copied()) {
            return None;
        }
        let mut rows: Vec<Vec<Cell>> = Vec::new();
        let mut left: Vec<Cell> = Vec::new();
        let mut end = top + 1;
        let rule = self.line(end).map(|line| rule_starts(line.text));
        let rule = rule.filter(|starts| starts.len() == head.cells.len());
        let lines = self.lines.get(end..)?;
        let mut framed = lines.iter().take(if is_framed { lines.len() } else { 0 });
        let close = framed.position(|line| is_frame(line.text));
        let frame = close.map(|at| end + at);
        let parted = frame.is_some_and(|close| {
            let body = self.lines.get(end..close).unwrap_or_default();
            body.iter().any(|line| line.text.trim().is_empty())
        });
        let mut goes_on = false;
        while let Some(line) = self.line(end).filter(|_| frame.is_none_or(|at| end < at)) {
            if is_border(line.text) {
                end += 1;
                continue;
            }
            if line.text.trim().is_empty() {
                if !parted {
                    break;
                }
                goes_on = false;
                end += 1;
                continue;
            }
            let row = self.ruled(line, rule.as_deref().unwrap_or_default());
            let is_below = row.starts.first() >= head.starts.get(1);
            let last = rows.last_mut().filter(|_| goes_on || is_below);
            if !last.is_some_and(|last| row.continue_in(last, &head)) {
                match row.cells.as_slice() {
                    // A row whose cells leave their columns.
                    [only] if !parted && !rows.is_empty() && is_row(&only.text) => {
                        left.push(only.clone());
                    }
                    [] | [_] if !parted => break,
                    _ => rows.push(row.placed(&head)),
                }
            }
            goes_on = parted;
            end += 1;
        }
        let span = self.line(top)?.span(self.source);
        let end = frame.map_or(end, |at| at + 1);
        let grid = |head| Grid {
            left,
            ..Grid::new(head, rows, span)
        };
        let grid = Some(grid(head.cells)).filter(|grid| !grid.rows.is_empty());
        grid.map(|grid| (grid, end))
    }

    /// The same, and cells that fill their column cut where the rule below the head says.
    fn ruled(&self, line: Line<'t>, rule: &[usize]) -> Gapped {
        let found = self.gapped(line);
        let mut out = Gapped {
            cells: Vec::new(),
            starts: Vec::new(),
        };
        for (cell, start) in found.cells.into_iter().zip(found.starts) {
            let mut rest = cell;
            let mut from = start;
            for next in rule.iter().copied().filter(|next| *next > start) {
                let is_apart = rule.contains(&from);
                let cut = is_apart.then(|| cut_at(&rest, next - from)).flatten();
                let Some((front, behind)) = cut else { continue };
                out.cells.push(front);
                out.starts.push(from);
                (rest, from) = (behind, next);
            }
            out.cells.push(rest);
            out.starts.push(from);
        }
        out
    }

    fn gapped(&self, line: Line<'t>) -> Gapped {
        let cells = marked::by_gaps(line, self.source);
        let column = |cell: &Cell| {
            let start = usize::try_from(cell.span.start).unwrap_or_default();
            let front = line.text.get(..start.saturating_sub(line.start));
            front.unwrap_or_default().chars().count()
        };
        let starts = cells.iter().map(column).collect();
        Gapped { cells, starts }
    }
}

/// A cell before and behind a column of its text, with a blank in front of that.
fn cut_at(cell: &Cell, column: usize) -> Option<(Cell, Cell)> {
    let at = cell.text.char_indices().nth(column).map(|(at, _)| at)?;
    let (front, behind) = cell.text.split_at_checked(at)?;
    let is_apart = front.ends_with(' ') && behind.starts_with(|c: char| !c.is_whitespace());
    let start = |offset: usize| usize::try_from(cell.span.start).unwrap_or_default() + offset;
    let part = |text: &str, from: usize| {
        let trimmed = text.trim_end();
        Cell::new(
            trimmed.to_owned(),
            cell.span.source,
            start(from),
            start(from + trimmed.len()),
        )
    };
    is_apart.then(|| (part(front, 0), part(behind, at)))
}

/// Where the groups of dashes of a rule begin.
fn rule_starts(text: &str) -> Vec<usize> {
    if !text.chars().all(|c| matches!(c, '-' | ' ')) {
        return Vec::new();
    }
    let chars = text.chars().enumerate();
    let before = std::iter::once(' ').chain(text.chars());
    let begins = chars
        .zip(before)
        .filter(|((_, c), before)| *c == '-' && *before == ' ');
    begins.map(|((at, _), _)| at).collect()
}

/// `long_name varchar The name`: a name and a type.
fn is_row(text: &str) -> bool {
    let mut words = text.split_whitespace();
    let is_name = words.next().is_some_and(cut::is_name);
    is_name && words.next().is_some_and(plain::is_known)
}

/// A line of dashes alone.
fn is_frame(text: &str) -> bool {
    let text = text.trim();
    text.len() > 2 && text.chars().all(|c| c == '-')
}

impl Gapped {
    /// The columns of the head above the cells, each further right than the one before.
    fn columns(&self, head: &Self) -> Option<Vec<usize>> {
        let mut out: Vec<usize> = Vec::new();
        for start in &self.starts {
            let at = head.starts.iter().rposition(|top| top <= start)?;
            if out.last().is_some_and(|last| *last >= at) {
                return None;
            }
            out.push(at);
        }
        Some(out)
    }

    /// The cells as a row, with empty ones filled in by the columns.
    fn placed(self, head: &Self) -> Vec<Cell> {
        let columns = self.columns(head);
        let Some(columns) = columns.filter(|_| self.cells.len() < head.cells.len()) else {
            return self.cells;
        };
        let mut row: Vec<Cell> = head.cells.iter().map(Cell::emptied).collect();
        for (at, cell) in columns.into_iter().zip(self.cells) {
            if let Some(place) = row.get_mut(at) {
                *place = cell;
            }
        }
        row
    }

    /// Adds the cells to those of the row above; returns whether they continue it.
    fn continue_in(&self, row: &mut [Cell], head: &Self) -> bool {
        let Some(columns) = self.columns(head) else {
            return false;
        };
        if columns.iter().any(|at| row.get(*at).is_none()) {
            return false;
        }
        for (at, cell) in columns.into_iter().zip(&self.cells) {
            let Some(place) = row.get_mut(at) else {
                continue;
            };
            if place.text.is_empty() {
                *place = cell.clone();
            } else {
                place.text.push('\n');
                place.text.push_str(&cell.text);
            }
        }
        true
    }
}
