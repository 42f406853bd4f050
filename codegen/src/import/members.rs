//! The parts of an object that `allOf` combines, and the alternatives of a whole type -> its fields, or
//! its union.
//!
//! ```text
//! 0 (allOf item) | [Pet](#pet)       name      the fields of `Pet`, as they stand there
//! 1 (allOf item) | object       ->   bark
//! » bark         | string
//! ```

use std::collections::BTreeMap;

use super::build::Builder;
use super::page::Body;
use super::parsed::{ParsedRow, Whole};
use super::row::Part;
use super::types::Type;

/// Rows that parts may add to all types; a longer combination is reported.
const MOST: usize = 20_000;

/// The rows of all pages as they were read, and how many more may be added.
struct Parts {
    pages: Vec<Vec<ParsedRow>>,
    left: usize,
    /// The pages whose rows are being taken.
    above: Vec<usize>,
}

impl Builder<'_> {
    /// Takes the fields of the types that are parts of others.
    pub(super) fn join_members(&mut self) {
        if !self.input.rows.iter().flatten().any(has_member) {
            return;
        }
        let mut parts = Parts {
            pages: self.input.rows.clone(),
            left: MOST,
            above: Vec::new(),
        };
        let mut rows = std::mem::take(&mut self.input.rows);
        for (index, rows) in rows.iter_mut().enumerate() {
            if rows.iter().any(has_member) {
                parts.above = vec![index];
                *rows = self.joined(index, std::mem::take(rows), &mut parts);
            }
        }
        self.input.rows = rows;
    }

    fn joined(&mut self, index: usize, rows: Vec<ParsedRow>, parts: &mut Parts) -> Vec<ParsedRow> {
        let mut out: Vec<ParsedRow> = Vec::new();
        let mut places: BTreeMap<String, usize> = BTreeMap::new();
        for mut row in rows {
            if row.rows.iter().any(has_member) {
                row.rows = self.joined_below(index, &mut row, parts);
            }
            let taken = match row.more.part {
                Some(Part::Member) => self.fields_of(index, &row, parts),
                _ => None,
            };
            for row in taken.unwrap_or_else(|| vec![row]) {
                match places.get(&row.name).and_then(|at| out.get_mut(*at)) {
                    Some(known) if row.more.part.is_none() => self.overridden(known, row),
                    _ => {
                        places.insert(row.name.clone(), out.len());
                        out.push(row);
                    }
                }
            }
        }
        out
    }

    /// The rows of a field; one part alone is its type.
    fn joined_below(
        &mut self,
        index: usize,
        row: &mut ParsedRow,
        parts: &mut Parts,
    ) -> Vec<ParsedRow> {
        let rows = std::mem::take(&mut row.rows);
        let [only] = rows.as_slice() else {
            return self.joined(index, rows, parts);
        };
        if only.more.part != Some(Part::Member) || !only.rows.is_empty() || is_object(only) {
            return self.joined(index, rows, parts);
        }
        row.ty.clone_from(&only.ty);
        row.cell.clone_from(&only.cell);
        row.lost.clone_from(&only.lost);
        Vec::new()
    }

    /// The fields that a part has; `None` if it is no object that can be taken.
    fn fields_of(
        &mut self,
        index: usize,
        row: &ParsedRow,
        parts: &mut Parts,
    ) -> Option<Vec<ParsedRow>> {
        if is_object(row) {
            return Some(row.rows.clone());
        }
        let Some(Type::Named(named)) = &row.ty else {
            return None;
        };
        let path = self.input.pages.get(index)?.path.clone();
        let id = self.types.names.resolve(&path, named)?;
        let page = self.types.origin.get(id).copied().flatten()?;
        let is_table = matches!(self.input.pages.get(page)?.body, Body::Fields(_));
        let rows = parts.pages.get(page).filter(|_| is_table)?;
        if parts.above.contains(&page) || rows.len() > parts.left {
            return None;
        }
        parts.left -= rows.len();
        let rows = rows.clone();
        parts.above.push(page);
        let rows = self.joined(page, rows, parts);
        parts.above.pop();
        let is_object = rows.iter().all(|row| row.more.part.is_none());
        is_object.then_some(rows)
    }

    /// A field that several parts have is one of the last.
    fn overridden(&mut self, known: &mut ParsedRow, mut row: ParsedRow) {
        if known.cell != row.cell {
            let message = "stands in several parts of its type, of which the last one counts";
            let help = "check its row in the table";
            self.reports
                .lost("repeated-row", row.span, &row.name, message, help);
        }
        if known.required == Some(true) {
            row.required = Some(true);
        }
        if row.description.is_empty() {
            row.description.clone_from(&known.description);
        }
        *known = row;
    }

    /// What the rows of an object or a page are.
    pub(super) fn whole(&mut self, index: usize, rows: &[ParsedRow], subject: &str) -> Whole {
        if rows.iter().all(|row| row.more.part.is_none()) {
            return Whole::Fields(rows.to_vec());
        }
        let first = rows.first().and_then(|row| row.more.part);
        match (first, rows) {
            (Some(Part::Member), [only]) => {
                return Whole::Keywords(self.part(index, only, subject));
            }
            (Some(part @ Part::Alternative), rows)
                if rows.iter().all(|row| row.more.part == Some(part)) =>
            {
                let all = ParsedRow {
                    rows: rows.to_vec(),
                    ..ParsedRow::default()
                };
                return Whole::Keywords(self.in_parts(index, part, &all, subject));
            }
            _ => {}
        }
        let mut out = Vec::new();
        for row in rows {
            if row.more.part.is_none() {
                out.push(row.clone());
                continue;
            }
            let cell = super::text::shown(&row.cell);
            let subject = format!("{subject}.{}", row.name);
            let (message, help) = match row.rows.is_empty() {
                true => (
                    format!(
                        "is a part of the type `{cell}`, which is no object of the pages, and is left out"
                    ),
                    "add its fields in the table",
                ),
                false => (
                    format!(
                        "is `{cell}`, one of several that the object may be besides its fields; its fields are taken, and are optional"
                    ),
                    "a field table has no alternatives beside fields",
                ),
            };
            self.reports
                .lost("skipped-row", row.span, subject, message, help);
            let known = |row: &ParsedRow| rows.iter().any(|other| other.name == row.name);
            let more = row.rows.iter().filter(|row| !known(row)).cloned();
            out.extend(more.map(|row| ParsedRow {
                required: Some(false),
                ..row
            }));
        }
        Whole::Fields(out)
    }
}

/// Whether a part has its fields in its own rows.
fn is_object(row: &ParsedRow) -> bool {
    let is_open = match &row.ty {
        None | Some(Type::Any | Type::Map(_) | Type::Object(_)) => true,
        Some(_) => false,
    };
    is_open && (!row.rows.is_empty() || matches!(row.ty, Some(Type::Map(_))))
}

fn has_member(row: &ParsedRow) -> bool {
    row.more.part == Some(Part::Member) || row.rows.iter().any(has_member)
}
