//! Tables of names and words alone -> the values of an enum, where a field of the document has a type of
//! that name: `Name | Description` below `Color`. Others are left out, and reported.

use std::collections::BTreeSet;

use super::blocks::Grid;
use super::calling::{between, folded};
use super::columns::Role;
use super::page::Body;
use super::row::{RawValue, Row};
use super::tables::{Candidate, Draft, TablesReader, called};
use super::text;

impl TablesReader<'_> {
    /// Keeps a table as one that may be an enum; false where its names are no constants.
    pub(super) fn may_be_enum(&mut self, grid: &Grid, roles: &[Role]) -> bool {
        let ([_, _], [Role::Name | Role::Unknown, Role::Description | Role::Notes]) =
            (grid.head.as_slice(), roles)
        else {
            return false;
        };
        let name =
            |row: &Vec<super::table::Cell>| row.first().map(|cell| text::unmarked(&cell.text));
        let is_constant = |row: &Vec<super::table::Cell>| {
            name(row)
                .is_some_and(|name| text::is_word(&name) && name.starts_with(char::is_uppercase))
        };
        if grid.rows.len() < 2 || !grid.rows.iter().all(is_constant) {
            return false;
        }
        let values = grid.rows.iter().map(|row| RawValue {
            description: row
                .get(1)
                .map(|cell| text::words(&cell.text))
                .filter(|words| !words.is_empty()),
            ..super::choices::value(name(row).unwrap_or_default())
        });
        let body = Body::Values {
            values: values.collect(),
            open: false,
        };
        // Where it is none, the heading is that of the next table.
        let is_used = self.used;
        let (base, part) = self.title();
        self.used = is_used;
        let draft = Draft::of(
            (base, part),
            between(&self.words, &grid.head),
            grid.span,
            self.anchors_here(),
            body,
        );
        let head = grid.head.iter().map(|cell| cell.text.clone()).collect();
        self.candidates.push(Candidate {
            at: self.drafts.len(),
            draft,
            head,
        });
        true
    }

    /// Takes those that a field names, and makes enums of objects that are none.
    pub(super) fn settle_candidates(&mut self) {
        let types = self.types_of_fields();
        for draft in &mut self.drafts {
            if let Body::Fields(rows) = &draft.body
                && is_one_of(draft, &types)
                && let Some(values) = constants(rows)
            {
                draft.body = Body::Values {
                    values,
                    open: false,
                };
            }
        }
        for candidate in std::mem::take(&mut self.candidates).into_iter().rev() {
            if is_one_of(&candidate.draft, &types) {
                self.drafts.insert(candidate.at, candidate.draft);
                continue;
            }
            // What words alone declare may be anything.
            if candidate.head.is_empty() {
                continue;
            }
            let message = "has a head that is none of fields or values and is left out";
            self.skip_head(&candidate.head.join(", "), candidate.draft.span, message);
        }
    }

    /// The words of the types of all fields, as names compare.
    fn types_of_fields(&self) -> BTreeSet<String> {
        let mut types = BTreeSet::new();
        for draft in &self.drafts {
            if let Body::Fields(rows) = &draft.body {
                push_types(rows, &mut types);
            }
        }
        types
    }
}

/// Whether a table is called as one of some types.
fn is_one_of(draft: &Draft, types: &BTreeSet<String>) -> bool {
    let name = draft.base.as_deref().map(folded);
    name.is_some_and(|name| name.len() > 1 && types.contains(&name))
}

fn push_types(rows: &[Row], types: &mut BTreeSet<String>) {
    for row in rows {
        let ty = text::underscored(&row.ty);
        let words = ty.split(|c: char| !c.is_alphanumeric() && c != '_');
        types.extend(words.map(folded));
        push_types(&row.rows, types);
    }
}

/// The values that rows are which have a capital name and words alone.
fn constants(rows: &[Row]) -> Option<Vec<RawValue>> {
    let is_constant = |row: &Row| {
        let name = called(row);
        let more = &row.more;
        row.ty.is_empty()
            && row.rows.is_empty()
            && row.required.is_none()
            && row.default.is_empty()
            && row.example.is_empty()
            && more.limits.is_empty()
            && more.values.is_empty()
            && name.starts_with(char::is_uppercase)
    };
    let values = rows.iter().map(|row| RawValue {
        description: Some(row.description.clone()).filter(|words| !words.is_empty()),
        ..super::choices::value(called(row).to_owned())
    });
    (rows.len() > 1 && rows.iter().all(is_constant)).then(|| values.collect())
}
