//! Documents -> the normalised schema; one module a dialect, and the only code
//! that knows dialects and versions. Knows nothing of Rust.

mod field_table;
mod json_schema;
mod openapi;
mod report;
mod rules;

use crate::diagnostic::{Collector, Diagnostic};
use crate::schema::Graph;
use crate::settings::Settings;
use crate::source::{Kind, Loader, Node};

/// What a reader is told beside the document.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Input<'i> {
    /// The path of the file as the user gave it, with `/` between its parts.
    pub(crate) path: &'i str,
    /// Its name without folders and without the last extension.
    pub(crate) stem: &'i str,
    pub(crate) settings: &'i Settings,
}

/// Reads document `index` of the loader in the dialect it says it is in.
pub(crate) fn read(
    loader: &mut Loader<'_>,
    index: usize,
    input: &Input<'_>,
    collector: &mut Collector,
) -> Graph {
    let Some(document) = loader.document(index) else {
        return Graph::default();
    };
    let root = document.root();
    if root.get("fieldwright").is_some() {
        return field_table::read(&document, collector);
    }
    if root.get("openapi").is_some() || root.get("swagger").is_some() {
        return openapi::read(loader, index, input, collector);
    }
    let is_table = root
        .get("types")
        .is_some_and(|types| types.kind() == Kind::Mapping);
    let chosen = input.settings.dialect.is_some() && matches!(root.kind(), Kind::Mapping);
    if chosen || json_schema::is_schema(root) {
        return json_schema::read(loader, index, input, collector);
    }
    collector.add(unknown_dialect(root, is_table));
    Graph::default()
}

fn unknown_dialect(root: Node<'_>, is_table: bool) -> Diagnostic {
    let (dialect, help) = if is_table {
        (
            "a table without a version",
            "start the file with the line `fieldwright: 1`",
        )
    } else {
        (
            "none of the known dialects",
            "a field table starts with the line `fieldwright: 1`, an OpenAPI document with `openapi: 3.1.0`; a JSON Schema has `$schema`, or say `--dialect`",
        )
    };
    Diagnostic::error("unknown-dialect", root.span(), format!("this is {dialect}")).help(help)
}
