//! Documents -> the normalised schema; one module a dialect, and the only code
//! that knows dialects and versions. Knows nothing of Rust.

mod field_table;

use crate::diagnostic::{Collector, Diagnostic};
use crate::schema::Graph;
use crate::source::Document;

/// Reads a document in the dialect it says it is in.
pub(crate) fn read(document: &Document, collector: &mut Collector) -> Graph {
    let root = document.root();
    let (dialect, help) = match () {
        () if root.get("fieldwright").is_some() => return field_table::read(document, collector),
        () if root.get("openapi").is_some() || root.get("swagger").is_some() => (
            "an OpenAPI document",
            "OpenAPI documents cannot be read yet",
        ),
        () if ["$schema", "$defs", "properties", "definitions"]
            .iter()
            .any(|k| root.get(k).is_some()) =>
        {
            ("a JSON Schema", "JSON Schemas cannot be read yet")
        }
        () if root.get("types").is_some() => (
            "a table without a version",
            "start the file with the line `fieldwright: 1`",
        ),
        () => (
            "none of the known dialects",
            "a field table starts with the line `fieldwright: 1`; `fieldwright init` writes one",
        ),
    };
    collector.add(
        Diagnostic::error("unknown-dialect", root.span(), format!("this is {dialect}")).help(help),
    );
    Graph::default()
}
