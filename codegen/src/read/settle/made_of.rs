//! The parts of a schema, by references and `allOf`.

use crate::read::openapi::tag_values;
use crate::schema::{Graph, SchemaId};

pub(super) fn schema_of(graph: &Graph, definition: usize) -> Option<SchemaId> {
    graph.definitions.get(definition).map(|d| d.schema)
}

/// The schema of a property of what a schema is made of.
pub(in crate::read) fn property_of(graph: &Graph, id: SchemaId, name: &str) -> Option<SchemaId> {
    graph.parts(id).into_iter().find_map(|part| {
        let mut properties = graph.get(part).properties.iter();
        properties.find(|p| p.name.value == name).map(|p| p.schema)
    })
}

/// Whether the parts of a schema require a property.
pub(in crate::read) fn requires(graph: &Graph, id: SchemaId, name: &str) -> bool {
    let mut parts = graph.parts(id).into_iter();
    parts.any(|part| graph.get(part).requires(name))
}

/// The values of a property by all parts of an object: those of a base, and of the constant that a
/// subtype has beside it.
pub(in crate::read) fn constants_of(
    graph: &Graph,
    id: SchemaId,
    name: &str,
) -> Option<Vec<String>> {
    let mut found: Option<Vec<String>> = None;
    for part in graph.parts(id) {
        let properties = graph.get(part).properties.iter();
        for property in properties.filter(|p| p.name.value == name) {
            for one in graph.parts(property.schema) {
                let Some(values) = tag_values(graph.get(one)) else {
                    continue;
                };
                found = Some(match found {
                    Some(known) => known.into_iter().filter(|v| values.contains(v)).collect(),
                    None => values,
                });
            }
        }
    }
    found
}
