//! Tables that are no object -> what their type is: the one row below its own name, the values of a field
//! `value`, or nothing that is known.

use super::blocks::Grid;
use super::calling::between;
use super::columns::Role;
use super::page::Body;
use super::row::{Part, Row};
use super::tables::{Draft, TablesReader, called};
use super::titles::{self, Title};
use super::types::plain;

impl TablesReader<'_> {
    /// The fields of an object; one field `value` with fixed values is one of these.
    pub(super) fn body(&mut self, mut rows: Vec<Row>, grid: &Grid, base: Option<&str>) -> Body {
        let is_value = |row: &Row| {
            called(row) == "value" && !row.more.values.is_empty() && row.required != Some(false)
        };
        if let ([row], Some(base)) = (rows.as_mut_slice(), base)
            && called(row) == base
            && row.rows.is_empty()
            && plain::is_known(&row.ty)
            && !row.ty.contains("](")
        {
            row.more.part = Some(Part::Member);
            let message = "is the only row below its own name, and is taken for the type itself";
            let help = "write an object with this field into the table if JSON has one";
            let place = row.name.as_ref().map(|cell| cell.span);
            self.reports
                .assumed("assumed-name", place, base, message, help);
        }
        if rows.len() != 1 || !rows.iter().all(is_value) {
            return Body::Fields(rows);
        }
        let message = "has one field `value` with fixed values, and is taken for one of them";
        let help = "write an object with this field into the table if JSON has one";
        self.reports
            .assumed("assumed-values", Some(grid.span), self.path, message, help);
        let row = rows.remove(0);
        Body::Values {
            values: row.more.values,
            open: row.more.is_open,
        }
    }

    /// Whether a head without rows is that of a type, which its heading names.
    pub(super) fn is_empty_type(&self, roles: &[Role]) -> bool {
        let titles = self.stack.iter().rev().map(|(_, text)| titles::read(text));
        let mut titles = titles.filter(|title| *title != Title::Generic);
        let is_named = matches!(titles.next(), Some(Title::Name(_)));
        is_named && roles.contains(&Role::Type) && !self.used
    }

    /// A type of which nothing is known but its name; as an enum without values it is reported.
    pub(super) fn empty_type(&mut self, grid: &Grid) {
        let (base, part) = self.title();
        let body = Body::Values {
            values: Vec::new(),
            open: false,
        };
        let (intro, anchors) = (between(&self.words, &grid.head), self.take_anchors());
        self.drafts
            .push(Draft::of((base, part), intro, grid.span, anchors, body));
    }
}
