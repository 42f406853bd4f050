//! Rows of cells that may span several columns and rows -> a table: each row has the text of the cells
//! that reach into it, and a head of two rows is one.

use std::collections::BTreeSet;

use super::Grid;
use crate::import::columns;
use crate::import::table::Cell;
use crate::source::Span;

/// How far cells may span.
const MOST_COLUMNS: usize = 16;

/// A cell that spans rows: its column, the remaining rows, its text.
struct Reaching {
    column: usize,
    rows: usize,
    cell: Cell,
}

#[derive(Default)]
pub(super) struct Table {
    pub(super) rows: Vec<Vec<Cell>>,
    reaching: Vec<Reaching>,
    merged: bool,
    pub(super) start: usize,
    pub(super) in_row: bool,
    /// How many rows the cells of the first one reach over.
    head_rows: usize,
    /// Cells that hold a table.
    pub(super) inner: Vec<Cell>,
    /// Rows whose first cell spans further columns.
    spanning: BTreeSet<usize>,
    /// Those of them whose first cell is at the right: the arguments of a field, as GraphQL's pages
    /// have them.
    indented: BTreeSet<usize>,
}

/// A head of two rows as one: `Length` above `Min` and `Max` is `Min Length` and `Max Length`.
fn joined(above: Vec<Cell>, below: Vec<Cell>) -> Vec<Cell> {
    let mut group = String::new();
    let cells = above.into_iter().zip(below).map(|(above, mut below)| {
        if !above.text.is_empty() {
            group.clone_from(&above.text);
        }
        if above.text == below.text || below.text.is_empty() {
            return above;
        }
        let whole = [
            format!("{} {group}", below.text),
            format!("{group} {}", below.text),
        ];
        let known = whole
            .into_iter()
            .find(|text| columns::role(text) != columns::Role::Unknown);
        below.text = known.unwrap_or(below.text);
        below
    });
    cells.collect()
}

impl Table {
    pub(super) fn new(start: usize) -> Self {
        Self {
            start,
            ..Self::default()
        }
    }

    /// The table, and the title above its head.
    pub(super) fn into_grid(self, span: Span) -> Option<(Option<String>, Grid)> {
        let spanning = self.spanning;
        let rows = self.rows.into_iter().enumerate();
        let mut rows = rows.filter(|(_, row)| !row.is_empty()).peekable();
        let (number, mut head) = rows.next()?;
        let mut title = None;
        let is_single = |row: &[Cell]| row.iter().filter(|cell| !cell.text.is_empty()).count() == 1;
        let is_head = |row: &[Cell]| columns::is_head(row.iter().map(|cell| cell.text.as_str()));
        // One cell over all columns above the head is the title.
        if spanning.contains(&number)
            && is_single(&head)
            && rows.peek().is_some_and(|(_, next)| is_head(next))
            && let Some((_, next)) = rows.next()
        {
            title = head.first().map(|cell| cell.text.clone());
            head = next;
        }
        if self.head_rows == 2
            && let Some((_, below)) = rows.next_if(|(_, row)| row.len() == head.len())
        {
            head = joined(head, below);
        }
        // One cell over all columns is a heading among the rows.
        let is_heading = |(number, row): &(usize, Vec<Cell>)| {
            spanning.contains(number) && row.iter().filter(|cell| !cell.text.is_empty()).count() < 2
        };
        let is_argument_head = |cell: &Cell| cell.text.trim().eq_ignore_ascii_case("argument");
        let has_arguments = head.iter().any(is_argument_head);
        let indented = self.indented;
        let is_argument =
            |(number, _): &(usize, Vec<Cell>)| has_arguments && indented.contains(number);
        let (left, rows): (Vec<_>, Vec<_>) =
            rows.partition(|row| is_heading(row) || is_argument(row));
        let rows = rows.into_iter().map(|(_, row)| row).collect();
        let mut grid = Grid::new(head, rows, span);
        grid.left = left
            .into_iter()
            .flat_map(|(_, row)| row.into_iter().take(1))
            .collect();
        grid.merged = self.merged;
        grid.inner = self.inner;
        Some((title, grid))
    }

    pub(super) fn begin_row(&mut self) {
        self.fill();
        self.rows.push(Vec::new());
        self.in_row = true;
    }

    /// Notes that the next cell is at the right.
    pub(super) fn indent(&mut self) {
        if self.rows.last().is_some_and(Vec::is_empty) {
            self.indented.insert(self.rows.len() - 1);
        }
    }

    pub(super) fn is_begun(&self) -> bool {
        !self.rows.is_empty()
    }

    /// Whether the row has so many columns, with those that cells from above reach into.
    pub(super) fn is_full(&mut self, width: usize) -> bool {
        let Some(row) = self.rows.last_mut().filter(|_| self.in_row) else {
            return false;
        };
        reach(&mut self.reaching, row);
        row.len() >= width
    }

    /// Puts the cells that reach into the row at its end.
    pub(super) fn fill(&mut self) {
        let Some(row) = self.rows.last_mut().filter(|_| self.in_row) else {
            return;
        };
        reach(&mut self.reaching, row);
        self.in_row = false;
    }

    pub(super) fn add(&mut self, cell: Cell, columns: usize, rows: usize) {
        let at = self.rows.len().saturating_sub(1);
        let Some(row) = self.rows.last_mut() else {
            return;
        };
        reach(&mut self.reaching, row);
        self.merged |= columns > 1 || rows > 1;
        if columns > 1 && row.is_empty() {
            self.spanning.insert(at);
        }
        if rows > 1 {
            self.head_rows = self.head_rows.max(if at == 0 { rows } else { 0 });
            let cell = cell.clone();
            self.reaching.push(Reaching {
                column: row.len(),
                rows: rows - 1,
                cell,
            });
        }
        let empty = cell.emptied();
        row.push(cell);
        // Wider cells than tables have columns are somebody's joke.
        let columns = columns.min(MOST_COLUMNS.saturating_sub(row.len()) + 1);
        row.extend(std::iter::repeat_n(empty, columns - 1));
    }
}

/// Takes the cells from above that cover the row's next columns.
fn reach(reaching: &mut Vec<Reaching>, row: &mut Vec<Cell>) {
    while let Some(one) = reaching
        .iter_mut()
        .find(|one| one.column == row.len() && one.rows > 0)
    {
        row.push(one.cell.clone());
        one.rows -= 1;
    }
    reaching.retain(|one| one.rows > 0);
}
