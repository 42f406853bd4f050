//! Pointers into the normalised schema -> what stands there, for the types that the evaluator
//! judges: equal texts are equal schemas.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::Model;
use crate::schema::{Graph, Pointers, Schema, SchemaId, print_definition};

/// The schemas that judged types are judged by.
#[derive(Debug, Default)]
pub(super) struct Texts(BTreeMap<String, String>);

impl Texts {
    /// Those of all types of `model`; without documentation where `is_bare`.
    pub(super) fn of(model: &Model, graph: &Graph, is_bare: bool) -> Self {
        let judged = model.types.iter().filter_map(|def| def.judged.as_ref());
        let mut wanted: BTreeSet<&str> = judged
            .flat_map(|judged| &judged.pointers)
            .map(String::as_str)
            .collect();
        if wanted.is_empty() {
            return Self::default();
        }
        let pointers = Pointers::of(graph);
        let mut graph = graph.clone();
        let ids: Vec<SchemaId> = graph.ids().collect();
        let mut found: Vec<(String, SchemaId)> = Vec::new();
        for id in ids {
            if let Some(pointer) = pointers.get(&graph, id)
                && wanted.remove(pointer.as_str())
            {
                found.push((pointer, id));
            }
            if is_bare {
                let schema = without_words(graph.get(id));
                graph.set(id, schema);
            }
        }
        let texts = found.into_iter().map(|(pointer, id)| {
            let whole = graph.get(id).clone();
            graph.set(id, without_location(&whole));
            let text = print_definition(&graph, id).to_string();
            graph.set(id, whole);
            (pointer, text)
        });
        Self(texts.collect())
    }

    pub(super) fn get(&self, pointer: &str) -> Option<&str> {
        self.0.get(pointer).map(String::as_str)
    }
}

fn without_words(schema: &Schema) -> Schema {
    Schema {
        title: None,
        description: None,
        examples: Vec::new(),
        ..schema.clone()
    }
}

/// A schema without what belongs to its location; its words are compared as those of the type.
fn without_location(schema: &Schema) -> Schema {
    Schema {
        deprecated: false,
        read_only: false,
        write_only: false,
        default: None,
        rust_name: None,
        ..without_words(schema)
    }
}
