//! Documents -> the normalised schema; one module for each dialect, the only code that knows
//! dialects and versions. Knows nothing of Rust.

#[cfg(feature = "infer")]
mod examples;
mod field_table;
mod foreign;
mod implied;
mod json_schema;
mod openapi;
mod report;
mod rules;
mod settle;
mod texts;

use fieldwright_runtime::Value;

use crate::diagnostic::{Collector, Diagnostic};
use crate::schema::{Body, Direction, Graph, SchemaId, Spanned};
use crate::settings::{DirectionTypes, Settings};
use crate::source::{Kind, Loader, Node, Span};

pub(crate) use foreign::{Foreign, of_document, of_text};

/// The parameters of a reader beside the document.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Input<'i> {
    /// The path of the file as the user gave it, with `/` between its parts.
    pub(crate) path: &'i str,
    /// Its name without folders and without the last extension.
    pub(crate) stem: &'i str,
    pub(crate) settings: &'i Settings,
}

/// Reads document `index` of the loader in its declared dialect.
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
        let mut graph = field_table::read(&document, collector);
        infer(&mut graph, Vec::new(), input, loader, collector);
        settle::settle(&mut graph, settle::Lifts::default(), collector);
        split_if_asked(&mut graph, input.settings, collector);
        return graph;
    }
    if root.get("openapi").is_some() || root.get("swagger").is_some() {
        return openapi::read(loader, index, input, collector);
    }
    let is_table = root
        .get("types")
        .is_some_and(|types| types.kind() == Kind::Mapping);
    let has_dialect = input.settings.dialect.is_some() && matches!(root.kind(), Kind::Mapping);
    let foreign = foreign::of_document(root).filter(|_| !has_dialect);
    if foreign.is_none() && (has_dialect || json_schema::is_schema(root)) {
        let mut graph = json_schema::read(loader, index, input, collector);
        infer(&mut graph, Vec::new(), input, loader, collector);
        settle::settle(&mut graph, settle::Lifts::default(), collector);
        split_if_asked(&mut graph, input.settings, collector);
        return graph;
    }
    // A line of another language may be a mapping of YAML.
    let foreign = foreign.or_else(|| of_text(loader.sources().text(document.source())));
    collector.add(match foreign {
        Some(foreign) => unreadable(root.span(), &foreign),
        None => unknown_dialect(root, is_table),
    });
    Graph::default()
}

/// Gives objects that name no properties those of their examples, if that is enabled.
fn infer(
    graph: &mut Graph,
    shown: Vec<(SchemaId, Spanned<Value>)>,
    input: &Input<'_>,
    loader: &Loader<'_>,
    collector: &mut Collector,
) {
    if !input.settings.infer_from_examples {
        return;
    }
    #[cfg(feature = "infer")]
    examples::infer_objects(graph, shown, loader.limits(), collector);
    // The setting is refused without the feature.
    #[cfg(not(feature = "infer"))]
    let _ = (graph, shown, loader, collector);
}

/// If no operation determines the direction of a type, both are possible.
fn split_if_asked(graph: &mut Graph, settings: &Settings, collector: &mut Collector) {
    if settings.direction_types != Some(DirectionTypes::Split) {
        return;
    }
    let both = |definition| {
        [Direction::Request, Direction::Response].map(|direction| Body {
            definition,
            direction,
            is_sole: false,
            sent: None,
        })
    };
    let bodies: Vec<Body> = (0..graph.definitions.len()).flat_map(both).collect();
    split_forms(graph, &bodies, collector);
}

/// Adds request and response types, and reports those that could not have their names.
fn split_forms(graph: &mut Graph, bodies: &[Body], collector: &mut Collector) {
    for renamed in graph.split_forms(bodies) {
        let message = format!(
            "the name `{}` is taken, so this request or response type of `{}` is called `{}`",
            renamed.wanted, renamed.definition.value, renamed.name
        );
        let help = "to choose its name, rename the type of that name, or add `x-fieldwright-name`";
        let diagnostic = Diagnostic::warning("renamed", renamed.definition.span, message);
        collector.add(diagnostic.help(help));
    }
}

/// Reports a document of a kind that is not read.
pub(crate) fn unreadable(span: Span, foreign: &Foreign) -> Diagnostic {
    let message = format!("this is {}, which is not read", foreign.name);
    Diagnostic::error("unknown-dialect", span, message).help(foreign.way_out)
}

fn unknown_dialect(root: Node<'_>, is_table: bool) -> Diagnostic {
    let is_text = matches!(root.kind(), Kind::String | Kind::Number | Kind::Bool);
    let (dialect, help) = if is_table {
        (
            "a table without a version",
            "start the file with the line `fieldwright: 1`",
        )
    } else if root.kind() == Kind::Null {
        (
            "an empty document",
            "a field table starts with the line `fieldwright: 1`; `fieldwright init` writes one",
        )
    } else if is_text {
        (
            "text, no schema: nothing in it is a keyword or a table of fields",
            "a field table starts with the line `fieldwright: 1`; `fieldwright init` writes one",
        )
    } else {
        (
            "data, no schema: it has no keyword of one at its top",
            "`fieldwright infer` makes a field table of samples; a schema is known by its start: a field table by `fieldwright: 1`, an OpenAPI document by `openapi: 3.1.0`, a JSON Schema by `$schema` or with `--dialect`",
        )
    };
    Diagnostic::error("unknown-dialect", root.span(), format!("this is {dialect}")).help(help)
}
