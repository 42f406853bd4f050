//! Bodies of several parts (`multipart/form-data` and the like): the parts that are any bytes.
//!
//! ```yaml
//! multipart/form-data:
//!   schema: { type: object, properties: { photo: { type: string, format: binary } } }
//! ```
//! Elsewhere such a text is one: JSON has no bytes, and a form writes text.

use std::collections::BTreeSet;

use crate::read::json_schema::OpenApi;
use crate::schema::{Assertion, Bytes, Graph, Provenance, Schema, SchemaId, Types};
use crate::source::Node;

/// Marks the texts of the format `binary`, or of a media type that is no text, among the properties
/// of these definitions, and among the elements of their lists. From 3.1 on a part without a type is
/// such a text (3.1 section 4.8.15.1.1: `application/octet-stream`), unless it belongs to a component,
/// which may be JSON elsewhere.
pub(super) fn mark_bytes(graph: &mut Graph, definitions: &[usize], version: OpenApi) {
    let definitions = definitions
        .iter()
        .filter_map(|at| graph.definitions.get(*at));
    // A form that is read from text, too, keeps its texts.
    let bodies = definitions.filter(|definition| definition.transport.is_none());
    let bodies = bodies.map(|body| {
        let is_inline = body.provenance != Provenance::Named;
        (body.schema, false, is_inline)
    });
    let mut open: Vec<(SchemaId, bool, bool)> = bodies.collect();
    let mut seen: BTreeSet<(SchemaId, bool, bool)> = BTreeSet::new();
    let mut untyped: Vec<SchemaId> = Vec::new();
    while let Some((id, is_part, is_inline)) = open.pop() {
        if !seen.insert((id, is_part, is_inline)) {
            continue;
        }
        let schema = graph.get(id);
        let parts = schema.properties.iter().map(|property| property.schema);
        let parts = parts.filter(|_| !is_part);
        untyped.extend(parts.chain(schema.items).filter(|_| is_inline));
        let target = schema.reference.and_then(|at| graph.definitions.get(at));
        open.extend(target.map(|target| (target.schema, is_part, false)));
        let same = schema.all_of.iter().copied();
        let same = same.chain(schema.alternatives.iter().flat_map(|a| a.schemas.clone()));
        open.extend(same.map(|id| (id, is_part, is_inline)));
        open.extend(schema.items.map(|id| (id, true, is_inline)));
        if is_part && is_binary(schema) {
            let mut schema = schema.clone();
            schema.bytes = Bytes::Yes;
            graph.set(id, schema);
        } else if !is_part {
            let properties = schema.properties.iter();
            open.extend(properties.map(|property| (property.schema, true, is_inline)));
            open.extend(schema.additional.map(|id| (id, true, is_inline)));
        }
    }
    for id in untyped {
        let schema = graph.get(id);
        let has_no_type = schema.boolean.is_none() && schema.is_unconstrained();
        if version == OpenApi::V31 && has_no_type {
            let mut schema = schema.clone();
            schema.types = Types::STRING;
            schema.bytes = Bytes::Yes;
            graph.set(id, schema);
        }
    }
}

fn is_binary(schema: &Schema) -> bool {
    let mut assertions = schema.assertions.iter();
    let is_format = |one: &Assertion| matches!(one, Assertion::Format(name) if name == "binary");
    schema.types.without(Types::NULL) == Types::STRING
        && schema.enumeration.is_none()
        && (schema.bytes == Bytes::Perhaps || assertions.any(|one| is_format(&one.value)))
}

/// `contentMediaType` without `contentEncoding` (3.1 section 4.8.14.3): bytes as they are, unless
/// it is a type of texts.
pub(super) fn note_media(node: Node<'_>, schema: &mut Schema) {
    let media = node.get("contentMediaType").and_then(Node::as_str);
    let Some(media) = media.filter(|_| node.get("contentEncoding").is_none()) else {
        return;
    };
    let essence = super::styles::essence(media);
    let is_text = essence.starts_with("text/")
        || ["json", "xml", "yaml", "x-www-form-urlencoded"]
            .iter()
            .any(|kind| essence.ends_with(kind));
    if !is_text && schema.bytes == Bytes::No {
        schema.bytes = Bytes::Perhaps;
    }
}
