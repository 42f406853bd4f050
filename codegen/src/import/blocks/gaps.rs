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
use super::{Grid, marked};
use crate::import::columns;
use crate::import::table::{Cell, Line};

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
        let known = columns::roles(names.iter().copied())
            .iter()
            .all(|role| *role != columns::Role::Unknown);
        if names.len() < 3 || !known || !columns::is_head(names.iter().copied()) {
            return None;
        }
        let mut rows: Vec<Vec<Cell>> = Vec::new();
        let mut end = top + 1;
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
            let row = self.gapped(line);
            let is_below = row.starts.first() >= head.starts.get(1);
            let last = rows.last_mut().filter(|_| goes_on || is_below);
            if !last.is_some_and(|last| row.continue_in(last, &head)) {
                if row.cells.len() < 2 && !parted {
                    break;
                }
                rows.push(row.placed(&head));
            }
            goes_on = parted;
            end += 1;
        }
        let span = self.line(top)?.span(self.source);
        let end = frame.map_or(end, |at| at + 1);
        (!rows.is_empty()).then(|| (Grid::new(head.cells, rows, span), end))
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
