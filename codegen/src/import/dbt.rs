//! The properties of dbt's models and sources -> pages, a table each.
//!
//! ```yaml
//! models:
//!   - name: orders
//!     columns:
//!       - { name: id, data_type: integer, data_tests: [not_null, unique] }
//! ```
//!
//! A test on the values of one column is its constraint; others are reported.

use super::nodes::{cell, raw_value, scalar, string};
use super::page::Page;
use super::report::Reports;
use super::row::{More, Row};
use crate::source::{Kind, Node};

/// The pages of such a file; `None` if it is something else.
pub(super) fn read(root: Node<'_>, path: &str, reports: &mut Reports) -> Option<Vec<Page>> {
    const LISTS: [&str; 4] = ["models", "seeds", "snapshots", "sources"];
    let lists = LISTS.iter().filter_map(|key| root.get(key));
    let mut tables: Vec<Node<'_>> = Vec::new();
    for list in lists.filter(|list| list.kind() == Kind::Sequence) {
        for item in list.items() {
            match item.get("tables") {
                Some(inner) => tables.extend(inner.items()),
                None => tables.push(item),
            }
        }
    }
    let mut reader = PropertiesReader { path, reports };
    let pages: Vec<Page> = tables
        .into_iter()
        .filter_map(|table| reader.table(table))
        .collect();
    (!pages.is_empty()).then_some(pages)
}

struct PropertiesReader<'r> {
    path: &'r str,
    reports: &'r mut Reports,
}

impl PropertiesReader<'_> {
    fn table(&mut self, table: Node<'_>) -> Option<Page> {
        let name = string(table, "name")?;
        let columns = table
            .get("columns")
            .filter(|list| list.kind() == Kind::Sequence);
        let Some(columns) = columns.filter(|list| !list.is_empty()) else {
            let message = "has no columns and is left out";
            let help = "list the columns of the model";
            self.reports
                .lost("skipped-table", Some(table.span()), name, message, help);
            return None;
        };
        let title = crate::name::camel(name);
        let rows: Vec<Row> = columns
            .items()
            .map(|column| self.row(column, &title))
            .collect();
        let intro = string(table, "description").unwrap_or_default().to_owned();
        Some(Page::of_table(self.path, title, table.span(), intro, rows))
    }

    fn row(&mut self, column: Node<'_>, table: &str) -> Row {
        let name = string(column, "name").unwrap_or_default();
        let subject = format!("{table}.{name}");
        let mut row = Row {
            name: Some(cell(name, column)),
            ty: string(column, "data_type").unwrap_or_default().to_owned(),
            description: string(column, "description").unwrap_or_default().to_owned(),
            more: More::default(),
            ..Row::default()
        };
        for (key, node) in column.entries() {
            match key.text {
                "name" | "data_type" | "description" | "quote" => {}
                "tests" | "data_tests" | "constraints" => {
                    for test in node.items() {
                        self.test(test, &mut row, &subject);
                    }
                }
                other => self.reports.unsayable(node.span(), &subject, other),
            }
        }
        row
    }

    /// `not_null`, `accepted_values: { values: [a, b] }`, `{ type: not_null }`.
    fn test(&mut self, test: Node<'_>, row: &mut Row, subject: &str) {
        let name = test.as_str().or(string(test, "type"));
        let (name, arguments) = match (name, test.entries().next()) {
            (Some(name), _) => (name.to_owned(), None),
            (None, Some((key, node))) => (key.text.to_owned(), Some(node)),
            (None, None) => (scalar(test), None),
        };
        let values = arguments.and_then(|node| {
            let inner = node.get("arguments").unwrap_or(node);
            inner
                .get("values")
                .filter(|values| values.kind() == Kind::Sequence)
        });
        match (name.as_str(), values) {
            ("not_null" | "primary_key", _) => {
                row.required = Some(true);
                row.more.nullable = Some(false);
            }
            ("accepted_values", Some(values)) => {
                row.more.values.extend(values.items().map(raw_value));
            }
            (other, _) => self.reports.unsayable(test.span(), subject, other),
        }
    }
}
