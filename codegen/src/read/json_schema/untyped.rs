//! `properties` without a `type`: a JSON Schema with only these accepts 12, so that it is no
//! struct. Most authors intend an object, which is reported once.

use std::collections::BTreeSet;

use super::SchemaReader;
use crate::diagnostic::Diagnostic;
use crate::schema::{Schema, SchemaId};

impl SchemaReader<'_, '_, '_> {
    /// Adds the types that keywords imply.
    pub(super) fn imply_types(&mut self) {
        let ids: Vec<SchemaId> = self.graph.ids().collect();
        for id in ids {
            let mut schema = self.graph.get(id).clone();
            crate::read::implied::imply_type(&mut schema);
            self.graph.set(id, schema);
        }
    }

    /// Notes schemas that declare properties for values of any type.
    pub(super) fn note_untyped(&mut self) {
        let mut places: BTreeSet<SchemaId> = BTreeSet::new();
        places.extend(self.graph.definitions.iter().map(|d| d.schema));
        for id in self.graph.ids() {
            let schema = self.graph.get(id);
            places.extend(schema.properties.iter().map(|p| p.schema));
            places.extend(schema.items.into_iter().chain(schema.additional));
        }
        let untyped = places.into_iter().map(|id| self.graph.get(id));
        let untyped: Vec<&Schema> = untyped.filter(|schema| is_untyped(schema)).collect();
        let Some(first) = untyped.iter().min_by_key(|schema| schema.span.start) else {
            return;
        };
        let (span, others) = (first.span, untyped.len() - 1);
        let mut message =
            "`properties` without `type` accepts values of every type, so that this is \
                           no struct"
                .to_owned();
        if others > 0 {
            message.push_str(&format!("; so are {others} more schemas"));
        }
        let help = "add `type: object`, if objects are meant, or set `implied_types`";
        let diagnostic = Diagnostic::note("untyped-object", Some(span), message);
        self.collector.add(diagnostic.help(help));
    }
}

fn is_untyped(schema: &Schema) -> bool {
    !schema.properties.is_empty()
        && schema.types.is_empty()
        && schema.reference.is_none()
        && schema.enumeration.is_none()
        && schema.all_of.is_empty()
        && schema.alternatives.is_empty()
        && schema.assertions.is_empty()
}
