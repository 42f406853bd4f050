//! Pointers into the normalised schema -> the schemas there, for the types that the evaluator
//! evaluates: equal texts are equal schemas.

use std::collections::{BTreeMap, BTreeSet};

use fieldwright_runtime::Value;

use crate::model::Model;
use crate::schema::{Graph, Pointers, Schema, SchemaId, print_definition};

/// The schemas that evaluated types are evaluated by, by pointer.
#[derive(Debug, Default)]
pub(super) struct Texts(BTreeMap<String, String>);

/// Keywords of a location, and documentation, which is compared as that of the type.
const OF_LOCATION: [&str; 8] = [
    "title",
    "description",
    "deprecated",
    "readOnly",
    "writeOnly",
    "default",
    "examples",
    "x-fieldwright-name",
];

impl Texts {
    /// Those of all types of `model`; without documentation where `is_bare`.
    pub(super) fn of(model: &Model, graph: &Graph, is_bare: bool) -> Self {
        let evaluated = model.types.iter().filter_map(|def| def.evaluated.as_ref());
        let evaluated = evaluated.flat_map(|evaluated| &evaluated.pointers);
        let wanted: BTreeSet<&str> = evaluated.map(String::as_str).collect();
        if wanted.is_empty() {
            return Self::default();
        }
        let pointers = Pointers::of(graph);
        let bare = is_bare.then(|| without_words(graph));
        let mut texts = BTreeMap::new();
        for definition in &graph.definitions {
            let Some(own) = pointers.get(graph, definition.schema) else {
                continue;
            };
            // Few definitions have a evaluated type in them.
            let next = wanted.range(own.as_str()..).next();
            if !next.is_some_and(|pointer| pointer.starts_with(&own)) {
                continue;
            }
            let mut open = vec![definition.schema];
            while let Some(id) = open.pop() {
                open.extend(graph.get(id).subschemas());
                let pointer = pointers.get(graph, id);
                if let Some(pointer) = pointer.filter(|p| wanted.contains(p.as_str())) {
                    let graph = bare.as_ref().unwrap_or(graph);
                    texts.entry(pointer).or_insert_with(|| text(graph, id));
                }
            }
        }
        Self(texts)
    }

    pub(super) fn get(&self, pointer: &str) -> Option<&str> {
        self.0.get(pointer).map(String::as_str)
    }
}

fn text(graph: &Graph, id: SchemaId) -> String {
    let mut schema = print_definition(graph, id);
    if let Value::Object(schema) = &mut schema {
        for keyword in OF_LOCATION {
            schema.remove(keyword);
        }
    }
    schema.to_string()
}

fn without_words(graph: &Graph) -> Graph {
    let mut graph = graph.clone();
    for id in graph.ids() {
        let schema = graph.get(id).clone();
        graph.set(
            id,
            Schema {
                title: None,
                description: None,
                examples: Vec::new(),
                ..schema
            },
        );
    }
    graph
}
