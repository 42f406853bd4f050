//! Annotations of a value from all schemas for it in one place (validation, section 9): a schema's
//! own, those of the inline members of its `allOf`, and those of its alternative beside `null`.

use fieldwright_runtime::Value;

use super::Lowering;
use crate::model::Docs;
use crate::schema::{Schema, SchemaId, Spanned};

/// How deep members of members are looked into.
const DEEPEST: usize = 8;

/// How many members are looked into.
const MOST: usize = 100;

impl Lowering<'_, '_> {
    /// The documentation of the schema at `id`.
    pub(super) fn docs(&self, id: SchemaId, schema: &Schema) -> Docs {
        self.annotations(id, schema).0
    }

    /// The documentation and the default of the schema at `id`. What it does not say itself its parts
    /// say; one that is deprecated, read-only or write-only makes the value so (sections 9.3 and
    /// 9.4). A property that two members of `allOf` declare has no examples and no default of
    /// theirs: the other one may refuse them.
    pub(super) fn annotations(
        &self,
        id: SchemaId,
        schema: &Schema,
    ) -> (Docs, Option<Spanned<Value>>) {
        let mut docs = super::docs(schema);
        let mut default = schema.default.clone();
        let takes_values = !self.made.contains_key(&id);
        let takes_examples = takes_values && schema.examples.is_empty();
        let mut descriptions: Vec<&str> = Vec::new();
        for id in self.annotated_parts(schema) {
            let part = self.graph.get(id);
            docs.deprecated |= part.deprecated;
            docs.read_only |= part.read_only;
            docs.write_only |= part.write_only;
            if takes_examples {
                docs.examples.extend(part.examples.iter().cloned());
            }
            if takes_values && default.is_none() {
                default.clone_from(&part.default);
            }
            let description = part.description.as_deref();
            descriptions.extend(description.filter(|words| !descriptions.contains(words)));
        }
        let joined = (!descriptions.is_empty()).then(|| descriptions.join("\n\n"));
        docs.description = docs.description.or(joined);
        (docs, default)
    }

    /// The schemas in a schema's place, without those that it refers to.
    fn annotated_parts(&self, schema: &Schema) -> Vec<SchemaId> {
        let mut found: Vec<SchemaId> = Vec::new();
        let mut open: Vec<(SchemaId, usize)> = Vec::new();
        let of = |schema: &Schema| {
            let mut members = schema.all_of.clone();
            members.extend(self.beside_null(schema));
            members
        };
        let push = |open: &mut Vec<(SchemaId, usize)>, members: Vec<SchemaId>, depth: usize| {
            open.extend(members.into_iter().rev().map(|id| (id, depth)));
        };
        push(&mut open, of(schema), 0);
        while let Some((id, depth)) = open.pop() {
            if depth < DEEPEST && found.len() < MOST && !found.contains(&id) {
                found.push(id);
                push(&mut open, of(self.graph.get(id)), depth + 1);
            }
        }
        found
    }
}
