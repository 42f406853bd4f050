//! The types of a document's tables -> pages: each with a name that no other has, and the anchors of its
//! links.

use std::collections::BTreeMap;

use super::calling::{Taken, counted, slug};
use super::page::{Body, Page};
use super::row::Row;
use super::table::Cell;
use super::tables::TablesReader;
use super::text;

impl TablesReader<'_> {
    /// Names the types.
    pub(super) fn pages(self, path: &str, fences: &[String], general: bool) -> Vec<Page> {
        let alone = self.drafts.len() == 1;
        let mut bases: BTreeMap<Option<String>, usize> = BTreeMap::new();
        for draft in &self.drafts {
            *bases.entry(draft.base.clone()).or_default() += 1;
        }
        let mut taken = Taken::new();
        let mut out: Vec<Page> = Vec::new();
        for draft in self.drafts {
            let shared = bases.get(&draft.base).is_some_and(|count| *count > 1);
            let part = draft.part.map(|part| crate::name::camel(&part));
            let title = match (draft.base, part) {
                (Some(base), Some(part)) if shared => {
                    format!("{}{part}", crate::name::camel(&base))
                }
                (Some(base), _) => base,
                (None, Some(part)) => part,
                (None, None) => text::stem(path),
            };
            let title = counted(title, &mut taken, draft.span, self.reports);
            let anchor = slug(&title).replace('-', "");
            let (deprecated, intro) = text::without_deprecation(&draft.intro);
            let mut page = Page {
                path: if alone {
                    path.to_owned()
                } else {
                    format!("{path}#{anchor}")
                },
                title,
                span: draft.span,
                intro,
                deprecated,
                body: draft.body,
                fences: fences.to_vec(),
                general,
                head: draft.head,
                samples: draft.samples,
                anchors: draft
                    .anchors
                    .iter()
                    .map(|id| format!("{path}#{id}"))
                    .collect(),
            };
            const REST: &str = "additionalProperties";
            let is_rest = |row: &Row| row.name.as_ref().is_some_and(|cell| cell.text == REST);
            if draft.open
                && let Body::Fields(rows) = &mut page.body
                && !rows.iter().any(is_rest)
            {
                rows.push(Row {
                    name: Some(Cell::new(REST.to_owned(), page.span.source, 0, 0)),
                    ty: "any".to_owned(),
                    required: Some(false),
                    ..Row::default()
                });
            }
            out.push(page);
        }
        out
    }
}
