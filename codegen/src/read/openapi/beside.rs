//! Examples beside schemas: those of media types and of 2.0's responses. They are read only if
//! properties are inferred from them.

use super::{At, members};
use crate::read::json_schema::{Location, SchemaReader};
use crate::read::report::Report as _;
use crate::schema::{SchemaId, Spanned};
use crate::source::Node;
use fieldwright_runtime::Value;

impl SchemaReader<'_, '_, '_> {
    /// Notes the examples of a media type (3.1 section 4.8.14), of a response of 2.0 (section
    /// "Example Object") or of a parameter, which are values of its schema.
    pub(super) fn examples_beside(&mut self, holder: Node<'_>, at: At) {
        let schema = holder
            .get("schema")
            .filter(|_| self.input.settings.infer_from_examples);
        let Some(schema) = schema else {
            return;
        };
        let location = at.location(schema.get("$ref").unwrap_or(schema));
        let document = self.loader.document(at.document);
        let mut values: Vec<Node<'_>> = holder.get("example").into_iter().collect();
        for (key, example) in members(holder, "examples") {
            if key.text.contains('/') {
                values.push(example); // by media type
                continue;
            }
            let reference = example.get("$ref").and_then(Node::as_str);
            let target = reference.and_then(|reference| {
                let document = document.as_ref()?;
                document.root().pointer(reference.strip_prefix('#')?)
            });
            let example = target.unwrap_or(example);
            values.extend(example.get("value").or_else(|| example.get("dataValue")));
        }
        for value in values {
            let value = self.value(value);
            self.beside
                .extend(value.map(|value| (location, at.scope, value)));
        }
    }

    /// The schemas that those examples are of, once all are read.
    pub(super) fn examples_of_schemas(&mut self) -> Vec<(SchemaId, Spanned<Value>)> {
        let noted = std::mem::take(&mut self.beside);
        let found = noted.into_iter().filter_map(|(location, scope, value)| {
            let document = self.loader.document(location.document)?;
            let node = document.node(location.node);
            // A text is a reference, and has been followed.
            let location = match node.as_str() {
                Some(_) => self.known_target(node, scope)?,
                None => location,
            };
            Some((self.schema_at(location)?, value))
        });
        found.collect()
    }

    fn schema_at(&self, location: Location) -> Option<SchemaId> {
        let definition = self.definition_at(location)?;
        let definition = self.graph.definitions.get(definition);
        definition.map(|definition| definition.schema)
    }
}
