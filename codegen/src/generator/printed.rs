//! The normalised schema -> a document that evaluators take: printed, with its patterns translated.

use crate::lower::translations;
use crate::schema;
use fieldwright_runtime::{Map, Value};

/// The normalised schema with the translations of its patterns; those that cannot be run have been
/// reported, and are left out.
pub(super) fn print_with_patterns(graph: &schema::Graph) -> Value {
    let translated = translations(graph);
    with_patterns(schema::print(&translated.graph), graph)
}

/// A printed schema with the translations of its patterns, if it has any.
pub(super) fn with_patterns(mut document: Value, graph: &schema::Graph) -> Value {
    let runs = translations(graph).runs.into_iter();
    let patterns: Map<Value> = runs.map(|(s, t)| (s, Value::from(t))).collect();
    if let Value::Object(document) = &mut document
        && !patterns.is_empty()
    {
        document.insert("x-fieldwright-patterns", Value::Object(patterns));
    }
    document
}
