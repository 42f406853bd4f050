//! An OpenAPI document, 2.0 to 3.2 -> the normalised schema.
//!
//! ```yaml
//! openapi: 3.1.0
//! components: { schemas: { Pet: { type: object, properties: { name: { type: string } } } } }
//! paths: { /pets: { get: { operationId: listPets, parameters: [...], responses: {...} } } }
//! ```
//! Types come from the components and from the operations: parameters (a struct for each location),
//! bodies, responses, headers, callbacks and webhooks. Schema objects are read by `json_schema`;
//! their meaning in OpenAPI beyond JSON Schema is converted here, one function each.

mod access;
mod beside;
mod discriminator;
mod inheritance;
mod inherited_tags;
mod lift;
mod listing;
mod mapped_elsewhere;
mod operations;
mod parameters;
mod parts;
mod progress;
mod structure;
mod styles;

use std::collections::BTreeSet;
use std::ops::{Deref, DerefMut};

use super::Input;
use super::json_schema::{Dialect, Location, OpenApi, SchemaReader};
use crate::diagnostic::{Collector, Diagnostic};
use crate::schema::{Body, Graph, Provenance, Spanned};
use crate::settings::DirectionTypes;
use crate::source::{Kind, Loader, Node};

pub(super) use discriminator::{is_no_object, tag_text, values as tag_values};
use progress::At;
use progress::Progress;

/// Reads an OpenAPI document; its schemas are read as those of any other.
struct DocumentReader<'l, 's, 'c> {
    schemas: SchemaReader<'l, 's, 'c>,
    progress: Progress,
}

impl<'l, 's, 'c> Deref for DocumentReader<'l, 's, 'c> {
    type Target = SchemaReader<'l, 's, 'c>;

    fn deref(&self) -> &Self::Target {
        &self.schemas
    }
}

impl DerefMut for DocumentReader<'_, '_, '_> {
    fn deref_mut(&mut self) -> &mut Self::Target {
        &mut self.schemas
    }
}

/// Reads the OpenAPI document that document `index` of the loader is.
pub(super) fn read(
    loader: &mut Loader<'_>,
    index: usize,
    input: &Input<'_>,
    collector: &mut Collector,
) -> Graph {
    let Some(document) = loader.document(index) else {
        return Graph::default();
    };
    let root = document.root();
    let version = version(root, collector);
    let mut reader = DocumentReader {
        schemas: SchemaReader::new(loader, input, collector),
        progress: Progress::default(),
    };
    let scope = reader.start(index, &document, Dialect::of_openapi(version));
    let info = root.get("info");
    let text = |key: &str| info?.get(key)?.as_str().map(str::to_owned);
    reader.graph.title = text("title");
    reader.graph.description = text("description");
    let at = At {
        document: index,
        scope,
        version,
        direction: None,
        sent: None,
        is_called_back: false,
        is_path: false,
    };
    reader.structure(root, at);
    reader.components(root, at);
    reader.access(root, at);
    reader.operations(root, at);
    reader.path_items(root, at);
    reader.refer_now();
    reader.drain();
    reader.refer_to_definitions();
    reader.finish_scopes();
    reader.carry();
    parts::mark_bytes(&mut reader.schemas.graph, &reader.progress.parts, version);
    finished(reader.schemas, root, version, input)
}

/// The graph of a document of which everything has been read.
fn finished(
    mut reader: SchemaReader<'_, '_, '_>,
    root: Node<'_>,
    version: OpenApi,
    input: &Input<'_>,
) -> Graph {
    reader.inherit();
    std::mem::take(&mut reader.unquoted).settle(&mut reader.graph, reader.collector);
    gives_types(&mut reader, root);
    let lifts = super::settle::Lifts {
        null_once: matches!(version, OpenApi::V2 | OpenApi::V30),
        named_are_parts: true,
        conditional_types: true,
    };
    let shown = reader.examples_of_schemas();
    super::infer(
        &mut reader.graph,
        shown,
        input,
        reader.loader,
        reader.collector,
    );
    let moved = super::settle::settle(&mut reader.graph, lifts, reader.collector);
    for body in &mut reader.bodies {
        body.definition = moved.get(body.definition).copied().unwrap_or_default();
    }
    let bodies = std::mem::take(&mut reader.bodies);
    if input.settings.direction_types == Some(DirectionTypes::None) {
        reader.graph.bodies = bodies;
    } else {
        super::split_forms(&mut reader.graph, &bodies, reader.collector);
    }
    reader.graph
}

/// The declared version of a document; an unknown one is read as the nearest.
fn version(root: Node<'_>, collector: &mut Collector) -> OpenApi {
    let declared = root.get("openapi").or_else(|| root.get("swagger"));
    let text = declared.and_then(|node| node.as_str().or_else(|| node.number_text()));
    let text = text.unwrap_or_default();
    let found = match text {
        _ if text.starts_with("2.") => Some(OpenApi::V2),
        _ if text.starts_with("3.0") => Some(OpenApi::V30),
        _ if text.starts_with("3.1") || text.starts_with("3.2") => Some(OpenApi::V31),
        _ => None,
    };
    found.unwrap_or_else(|| {
        let span = declared.unwrap_or(root).span();
        let message = format!("OpenAPI {text} is not known; read as 3.1");
        let help = "known are 2.0, 3.0, 3.1 and 3.2";
        collector.add(Diagnostic::warning("unknown-version", span, message).help(help));
        OpenApi::V31
    })
}

/// A document without any type is probably not the intended one.
fn gives_types(reader: &mut SchemaReader<'_, '_, '_>, root: Node<'_>) {
    if reader.graph.definitions.is_empty() {
        let message = "this document gives no type";
        let help = "types come from `components.schemas` (2.0: `definitions`) and from what operations send and receive";
        let diagnostic = Diagnostic::error("no-types", root.span(), message);
        reader.collector.add(diagnostic.help(help));
    }
}

impl DocumentReader<'_, '_, '_> {
    /// The named schemas, in order (2.0: `definitions`); then what is inline in other components.
    fn components(&mut self, root: Node<'_>, at: At) {
        let schemas = match at.version {
            OpenApi::V2 => root.get("definitions"),
            _ => root.get("components").and_then(|c| c.get("schemas")),
        };
        let entries = schemas.into_iter().flat_map(Node::entries);
        let named: BTreeSet<Location> =
            entries.clone().map(|(_, node)| at.location(node)).collect();
        for (key, node) in entries {
            if !matches!(node.kind(), Kind::Mapping | Kind::Bool) {
                continue;
            }
            let name = self.free_name(key.text, &["schema".to_owned()]);
            let name = Spanned::new(name, key.span);
            let location = at.location(node);
            let alone = node.get("$ref").filter(|_| node.entries().count() == 1);
            let is_target = alone.is_some_and(|reference| {
                self.reserve_target(&name, reference, (location, at.scope), &named)
            });
            if !is_target {
                let scope = self.at(location, at.scope);
                self.reserve(name, node, location, scope);
            }
        }
        let components = match at.version {
            OpenApi::V2 => Some(root),
            _ => root.get("components"),
        };
        let Some(components) = components else {
            return;
        };
        for (key, node) in members(components, "requestBodies") {
            self.body(node, &format!("{} request", key.text), at);
        }
        for (key, node) in members(components, "responses") {
            self.response(node, &format!("{} response", key.text), &[], at);
        }
        for (key, node) in members(components, "parameters") {
            self.parameter_component(node, key.text, at);
        }
        for (key, node) in header_fields(components) {
            self.header(node, &format!("{} header", key.text), at);
        }
        for (key, node) in members(components, "callbacks") {
            self.callback(node, key.text, at);
        }
    }

    /// Path items of the components that no path refers to: they have no path.
    fn path_items(&mut self, root: Node<'_>, at: At) {
        let components = root.get("components").filter(|_| at.version != OpenApi::V2);
        for (key, node) in components.into_iter().flat_map(|c| members(c, "pathItems")) {
            self.path_item(node, key.text, at);
        }
    }

    /// A type for an inline schema. A plain reference is its target type. `further` are other names
    /// for it, if that one is taken.
    fn inline_type(&mut self, node: Node<'_>, words: &str, further: &[String], at: At) {
        if !matches!(node.kind(), Kind::Mapping | Kind::Bool) {
            return;
        }
        if let Some(reference) = node.get("$ref")
            && !self.is_nullable(node, at)
        {
            let body = at.direction.map(|direction| (direction, at.sent));
            self.refer_later(at.location(reference), at.scope, body);
            return;
        }
        let type_keywords = [
            "$ref",
            "type",
            "properties",
            "allOf",
            "anyOf",
            "oneOf",
            "items",
            "enum",
        ];
        if !type_keywords
            .iter()
            .any(|keyword| node.get(keyword).is_some())
        {
            return; // any value
        }
        let location = at.location(node);
        let own = [format!("{words} body"), format!("{words} schema")];
        let name = self.free_inline_name(words, &[further, &own].concat());
        let name = Spanned::new(name, node.span());
        let scope = self.at(location, at.scope);
        let definition = self.reserve(name, node, location, scope);
        if let Some(definition) = self.graph.definitions.get_mut(definition) {
            definition.provenance = Provenance::Inline;
        }
        self.bodies.extend(at.direction.map(|direction| Body {
            definition,
            direction,
            is_sole: true,
            sent: at.sent,
        }));
    }

    /// Whether a reference leads to a schema that allows null: such a body has a type of its own.
    fn is_nullable(&mut self, node: Node<'_>, at: At) -> bool {
        let mut is_nullable = false;
        self.followed(node, at, &mut |_, schema, _| {
            let is_null = |node: Node<'_>| node.as_str() == Some("null");
            let flags = ["nullable", "x-nullable"].iter();
            let mut flags = flags.filter_map(|key| schema.get(key));
            let types = schema.get("type").into_iter().flat_map(Node::items);
            let groups = ["oneOf", "anyOf"].iter();
            let alternatives = groups.filter_map(|key| schema.get(key));
            let alternatives = alternatives.flat_map(Node::items);
            let mut types = types.chain(alternatives.filter_map(|one| one.get("type")));
            is_nullable = flags.any(|flag| flag.as_bool() == Some(true)) || types.any(is_null);
        });
        is_nullable
    }

    /// The target node of a `$ref` in its place, and its context.
    fn followed<'d>(
        &mut self,
        node: Node<'d>,
        at: At,
        then: &mut dyn FnMut(&mut Self, Node<'_>, At),
    ) {
        let mut reference = node.get("$ref").and_then(|r| r.as_str().map(|_| r));
        let Some(first) = reference else {
            then(self, node, at);
            return;
        };
        // References may lead on, but not for ever.
        let mut at = at;
        let mut target = self.target(first, at.scope);
        for _ in 0..MOST_STEPS {
            let Some(found) = target.take() else {
                return;
            };
            let Some(document) = self.loader.document(found.location.document) else {
                return;
            };
            let node = document.node(found.location.node);
            at = At {
                document: found.location.document,
                scope: self.scope_of(&found, at.scope),
                ..at
            };
            reference = node.get("$ref").and_then(|r| r.as_str().map(|_| r));
            match reference {
                Some(next) => target = self.target(next, at.scope),
                None => {
                    then(self, node, at);
                    return;
                }
            }
        }
    }
}

/// How often a reference may lead to another one.
const MOST_STEPS: usize = 32;

/// The header fields below `headers`: there, `x-` begins the name of a field, not of an extension.
fn header_fields<'n>(
    node: Node<'n>,
) -> impl Iterator<Item = (crate::source::Key<'n>, Node<'n>)> + use<'n> {
    node.get("headers").into_iter().flat_map(Node::entries)
}

/// The entries of an object below `key`, without extensions.
fn members<'n>(
    node: Node<'n>,
    key: &str,
) -> impl Iterator<Item = (crate::source::Key<'n>, Node<'n>)> + use<'n> {
    let entries = node.get(key).into_iter().flat_map(Node::entries);
    entries.filter(|(key, _)| !key.text.starts_with("x-"))
}
