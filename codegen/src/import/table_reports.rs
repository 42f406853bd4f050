//! What is reported of a table as a whole: columns that are not understood, text that is in no row, what
//! is assumed of its head, and why it is left out.

use super::blocks::Grid;
use super::by_cells;
use super::columns::Role;
use super::table::Cell;
use super::tables::TablesReader;
use super::text;
use crate::source::Span;

impl TablesReader<'_> {
    pub(super) fn skip(&mut self, grid: &Grid, message: &str) {
        let head: Vec<&str> = grid.head.iter().map(|cell| cell.text.as_str()).collect();
        self.skip_head(&head.join(", "), grid.span, message);
    }

    pub(super) fn skip_head(&mut self, head: &str, span: Span, message: &str) {
        let mut subject: String = head.chars().take(60).collect();
        subject.retain(|c| !c.is_control());
        let help = "tables of fields have columns such as Field, Type, Required and Description; \
                    rename the columns if this is one";
        self.reports
            .assumed("skipped-table", Some(span), subject, message, help);
    }

    /// Takes the one column of sentences for the description, if no head is known to be its.
    pub(super) fn prose(&mut self, grid: &Grid, roles: &mut [Role]) {
        let Some(at) = by_cells::prose(grid, roles) else {
            return;
        };
        if let (Some(cell), Some(role)) = (grid.head.get(at), roles.get_mut(at)) {
            *role = Role::Description;
            let message = "is the head of a column that is not understood; its cells are \
                           sentences, and are taken for descriptions";
            let help = "rename the column if it says something else";
            let subject = text::shown(&cell.text);
            self.reports
                .assumed("assumed-head", Some(cell.span), subject, message, help);
        }
    }

    /// Reports the columns that are not understood.
    pub(super) fn unknown_columns(&mut self, grid: &Grid, roles: &[Role]) {
        for (cell, role) in grid.head.iter().zip(roles) {
            if *role == Role::Unknown && !cell.text.trim().is_empty() {
                let message =
                    "is the head of a column that is not understood; its cells are left out";
                let help = "rename the column, or copy what it says into the description";
                let subject = text::shown(&cell.text);
                self.reports
                    .lost("unknown-column", Some(cell.span), subject, message, help);
            }
        }
    }

    /// Reports the assumptions about a table, and parts that are not understood.
    pub(super) fn assumptions(&mut self, grid: &Grid, roles: &[Role]) {
        let subject = || self.path.to_owned();
        if grid.assumed_head {
            let message = "has a table without a head; its columns are taken for the usual ones";
            let help = "write the names of the columns above it";
            self.reports
                .assumed("assumed-head", Some(grid.span), subject(), message, help);
        }
        if grid.merged {
            let message =
                "has cells over several columns or rows; their text is taken for each of the rows";
            let help = "check the rows around them";
            self.reports
                .assumed("merged-cells", Some(grid.span), subject(), message, help);
        }
        for cell in &grid.inner {
            let subject: String = text::shown(&cell.text).chars().take(60).collect();
            let subject = subject.replace(char::is_control, " ");
            let message = "is a table inside of a cell, and is read as words of the cell";
            let help = "put it below a heading of its own if it is one of fields";
            self.reports
                .lost("skipped-table", Some(cell.span), subject, message, help);
        }
        self.unknown_columns(grid, roles);
        for cell in &grid.left {
            let is_object = cell.text.ends_with(" object") || cell.text.ends_with(" object[]");
            let message = match is_object {
                true => {
                    "is an object, and nothing says which of the rows below are its fields; \
                         they are taken for fields beside it, and it is left out"
                }
                false => "is text between rows that belongs to none and is left out",
            };
            self.skipped_row(cell, message);
        }
    }

    pub(super) fn skipped_row(&mut self, cell: &Cell, message: &str) {
        let mut subject: String = text::shown(&cell.text).chars().take(60).collect();
        subject.retain(|c| !c.is_control());
        let help = "give the row a name and a type if it is one of a field";
        let subject = if subject.is_empty() {
            "a row".to_owned()
        } else {
            subject
        };
        self.reports
            .lost("skipped-row", Some(cell.span), subject, message, help);
    }
}
