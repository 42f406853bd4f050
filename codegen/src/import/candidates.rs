//! Tables of names and words alone -> the values of an enum, where a field of the document has a type of
//! that name: `Name | Description` below `Color`. Others are left out, and reported.

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
        let draft = Draft {
            base,
            part,
            intro: between(&self.words, &grid.head),
            span: grid.span,
            anchors: self.anchors_here(),
            body,
            open: false,
            is_client: false,
            is_marked: false,
        };
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
        for at in 0..self.drafts.len() {
            let is_named = self
                .drafts
                .get(at)
                .is_some_and(|draft| self.is_type_of_field(draft));
            if let Some(draft) = self.drafts.get_mut(at).filter(|_| is_named)
                && let Body::Fields(rows) = &draft.body
                && let Some(values) = constants(rows)
            {
                draft.body = Body::Values {
                    values,
                    open: false,
                };
            }
        }
        for candidate in std::mem::take(&mut self.candidates).into_iter().rev() {
            if self.is_type_of_field(&candidate.draft) {
                self.drafts.insert(candidate.at, candidate.draft);
                continue;
            }
            let mut subject: String = candidate.head.join(", ").chars().take(60).collect();
            subject.retain(|c| !c.is_control());
            let message = "has a head that is none of fields or values and is left out";
            let help = "tables of fields have columns such as Field, Type, Required and Description; \
                        rename the columns if this is one";
            self.reports.assumed(
                "skipped-table",
                Some(candidate.draft.span),
                subject,
                message,
                help,
            );
        }
    }

    /// Whether the type of some field is called as a table is.
    fn is_type_of_field(&self, draft: &Draft) -> bool {
        let Some(name) = draft
            .base
            .as_deref()
            .map(folded)
            .filter(|name| name.len() > 1)
        else {
            return false;
        };
        let mut bodies = self.drafts.iter().map(|draft| &draft.body);
        bodies.any(|body| match body {
            Body::Fields(rows) => names(rows, &name),
            _ => false,
        })
    }
}

fn names(rows: &[Row], name: &str) -> bool {
    rows.iter().any(|row| {
        let mut words = row.ty.split(|c: char| !c.is_alphanumeric() && c != '_');
        words.any(|word| folded(word) == *name) || names(&row.rows, name)
    })
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
