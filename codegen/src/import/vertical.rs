//! A table of two columns with labels in the first, below the heading of a field of a table above -> what it
//! says of that field.
//!
//! ```text
//! ## Property `count`
//! | Restrictions |        |
//! | **Minimum**  | >= 0   |    the minimum of `count`
//! ```

use super::blocks::Grid;
use super::columns::{self, Role};
use super::facts;
use super::page::Body;
use super::row::Row;
use super::table::Cell;
use super::tables::{TablesReader, called};
use super::text;

impl TablesReader<'_> {
    /// Takes such a table; false if it is none.
    pub(super) fn vertical(&mut self, grid: &Grid) -> bool {
        if grid.head.len() != 2 || grid.rows.is_empty() {
            return false;
        }
        let label = |row: &Vec<Cell>| {
            row.first()
                .map(|cell| text::shown(&cell.text))
                .unwrap_or_default()
        };
        let is_known = |row: &&Vec<Cell>| columns::role(&label(row)) != Role::Unknown;
        let known = grid.rows.iter().filter(is_known).count();
        let heading = self.stack.last().map(|(_, heading)| heading.as_str());
        let names = heading.map(super::code_spans::codes).unwrap_or_default();
        let ([name], true) = (names.as_slice(), known * 2 >= grid.rows.len()) else {
            return false;
        };
        let Some(field) = self.field_called(name) else {
            return false;
        };
        let mut unread = Vec::new();
        for row in &grid.rows {
            let (label, value) = (label(row), row.get(1).map(|cell| text::shown(&cell.text)));
            let value = value.unwrap_or_default();
            if !value.is_empty() && !take(field, columns::role(&label), &value) {
                unread.push(format!("{label}: {value}"));
            }
        }
        field.more.unread.extend(unread);
        true
    }

    /// Words below `id Constraints`, where `id` is a field of a table above: each line with a label in bold and a
    /// value in ticks limits the field.
    pub(super) fn section_of_field(&mut self, words: &str) -> bool {
        let heading = self.stack.last().map(|(_, heading)| text::shown(heading));
        let Some(name) = heading
            .as_deref()
            .and_then(|text| text.strip_suffix(" Constraints"))
        else {
            return false;
        };
        let Some(field) = self.field_called(name) else {
            return false;
        };
        for line in words
            .lines()
            .filter(|line| line.trim_start().starts_with("**"))
        {
            let label = line
                .trim_start()
                .trim_start_matches('*')
                .split('*')
                .next()
                .unwrap_or_default();
            let value = super::code_spans::codes(line).pop().unwrap_or_default();
            let limit = format!("{label} {value}");
            match facts::is_limit(&limit) {
                true => field.more.limits.push(limit),
                // The values follow in a table.
                false if label == "enum" => {}
                false => field.more.unread.push(text::shown(line)),
            }
        }
        true
    }

    /// The field of a name; of several, that of the last table, which is the nearest.
    fn field_called(&mut self, name: &str) -> Option<&mut Row> {
        let mut found: Vec<&mut Row> = Vec::new();
        for draft in &mut self.drafts {
            if let Body::Fields(rows) = &mut draft.body {
                called_so(rows, name, &mut found);
            }
        }
        found.pop()
    }
}

fn called_so<'r>(rows: &'r mut [Row], name: &str, out: &mut Vec<&'r mut Row>) {
    for row in rows {
        if called(row) == name {
            out.push(row);
        } else {
            called_so(&mut row.rows, name, out);
        }
    }
}

/// Takes what a label says; false where it is not understood.
fn take(field: &mut Row, role: Role, value: &str) -> bool {
    let number = value.trim_start_matches(|c: char| !c.is_ascii_digit() && c != '-' && c != '.');
    let keyword = match role {
        Role::Minimum => "minimum",
        Role::Maximum => "maximum",
        Role::MinLength => "minLength",
        Role::MaxLength => "maxLength",
        Role::Pattern => "pattern",
        Role::Default => {
            if field.default.is_empty() {
                value.clone_into(&mut field.default);
            }
            return true;
        }
        Role::Required => {
            field.required = field.required.or(facts::flag(value).map(|_| true));
            return true;
        }
        // The table above has it.
        Role::Type | Role::Name | Role::Ignored | Role::Description | Role::Title => return true,
        _ => return false,
    };
    let value = if keyword == "pattern" { value } else { number };
    field.more.keywords.push((keyword, value.to_owned()));
    true
}
