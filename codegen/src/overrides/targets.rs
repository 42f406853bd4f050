//! The possible targets of a setting: types, fields, and schemas by their pointer.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use crate::schema::{Graph, Pointers, SchemaId, Spanned, matches};
use crate::source::{Document, Sources, Span};

/// One thing that a setting is about.
#[derive(Debug, Clone)]
pub(super) struct Target {
    pub(super) schema: SchemaId,
    /// For a field: the schemas with `required` of its struct, and its name.
    field: Option<(Vec<SchemaId>, Spanned<String>)>,
}

/// Everything that settings can be about.
pub(super) struct Targets<'g> {
    graph: &'g Graph,
    documents: &'g [Rc<Document>],
    sources: &'g Sources,
    pointers: Pointers,
    /// Fields by the schema of their property.
    fields: BTreeMap<SchemaId, Target>,
    /// The fields of each definition.
    members: Vec<Vec<SchemaId>>,
    /// The schemas at a span of a document.
    places: BTreeMap<Span, Vec<SchemaId>>,
}

impl<'g> Targets<'g> {
    pub(super) fn of(
        graph: &'g Graph,
        documents: &'g [Rc<Document>],
        sources: &'g Sources,
    ) -> Self {
        let mut targets = Self {
            graph,
            documents,
            sources,
            pointers: Pointers::of(graph),
            fields: BTreeMap::new(),
            members: Vec::new(),
            places: BTreeMap::new(),
        };
        for definition in &graph.definitions {
            let parts = parts(graph, definition.schema);
            let properties = parts.iter().flat_map(|id| &graph.get(*id).properties);
            targets.members.push(properties.map(|p| p.schema).collect());
        }
        let definitions = graph.definitions.iter().map(|d| d.schema);
        // Those of definitions first: they know all that their members require.
        for id in definitions.chain(graph.ids()) {
            let parts = parts(graph, id);
            let properties = parts.iter().flat_map(|part| &graph.get(*part).properties);
            for property in properties {
                let target = Target {
                    schema: property.schema,
                    field: Some((parts.clone(), property.name.clone())),
                };
                targets.fields.entry(property.schema).or_insert(target);
            }
        }
        for id in graph.ids() {
            let places = targets.places.entry(graph.get(id).span).or_default();
            places.push(id);
        }
        targets
    }

    /// The targets of `text`: a pointer, a type, or a field of a type.
    pub(super) fn find(&self, text: &str) -> Vec<Target> {
        if let Some((file, pointer)) = text.split_once('#')
            && (pointer.is_empty() || pointer.starts_with('/'))
        {
            return self.at(file, pointer);
        }
        let types = self.graph.definitions.iter();
        let types = types.filter(|definition| matches(text, &definition.name.value));
        let types: Vec<Target> = types.map(|d| self.target(d.schema)).collect();
        if !types.is_empty() {
            return types;
        }
        let dots = text.match_indices('.').map(|(at, _)| at);
        let pairs: Vec<(&str, &str)> = dots
            .filter_map(|at| Some((text.get(..at)?, text.get(at + 1..)?)))
            .collect();
        let mut found = Vec::new();
        for (definition, members) in self.graph.definitions.iter().zip(&self.members) {
            for id in members {
                let Some((_, name)) = self.fields.get(id).and_then(|f| f.field.as_ref()) else {
                    continue;
                };
                let is_meant = |(ty, field): &(&str, &str)| {
                    matches(ty, &definition.name.value) && matches(field, &name.value)
                };
                if pairs.iter().any(is_meant) {
                    found.push(self.target(*id));
                }
            }
        }
        found
    }

    /// A field knows its struct.
    fn target(&self, schema: SchemaId) -> Target {
        let field = self.fields.get(&schema).cloned();
        field.unwrap_or(Target {
            schema,
            field: None,
        })
    }

    /// The schemas at a JSON pointer: of the normalised schema, else of a document, the first one
    /// if no file is named.
    fn at(&self, file: &str, pointer: &str) -> Vec<Target> {
        if file.is_empty() {
            let whole = format!("#{pointer}");
            let is_it = |id: &SchemaId| self.pointers.get(self.graph, *id).as_ref() == Some(&whole);
            if let Some(id) = self.graph.ids().find(is_it) {
                return vec![self.target(id)];
            }
        }
        let named = |d: &&Rc<Document>| file.is_empty() || self.sources.name(d.source()) == file;
        let Some(document) = self.documents.iter().find(named) else {
            return Vec::new();
        };
        let Some(node) = document.root().pointer(pointer) else {
            return Vec::new();
        };
        let schemas = self.places.get(&node.span()).into_iter().flatten();
        // A converted schema encloses the original one, at the same span.
        let inner: BTreeSet<SchemaId> = schemas
            .clone()
            .flat_map(|id| self.graph.get(*id).subschemas())
            .collect();
        let outer = schemas.filter(|id| !inner.contains(id));
        outer.map(|id| self.target(*id)).collect()
    }

    /// The names that settings can be given for, without pointers.
    pub(super) fn names(&self) -> BTreeSet<String> {
        let mut names = BTreeSet::new();
        for (definition, members) in self.graph.definitions.iter().zip(&self.members) {
            let ty = &definition.name.value;
            names.insert(ty.clone());
            let fields = members.iter().filter_map(|id| self.fields.get(id));
            let fields = fields.filter_map(|target| target.field.as_ref());
            names.extend(fields.map(|(_, name)| format!("{ty}.{}", name.value)));
        }
        names
    }
}

impl Target {
    /// Makes a field required or optional; `false` if it is no field, or already is.
    pub(super) fn require(&self, graph: &mut Graph, required: bool) -> bool {
        let Some((parts, name)) = &self.field else {
            return false;
        };
        let lists = |id: &SchemaId| {
            let listed = &graph.get(*id).required;
            listed.iter().any(|known| known.value == name.value)
        };
        let is_required = parts.iter().any(lists);
        if is_required == required {
            return false;
        }
        for (index, id) in parts.iter().enumerate() {
            let mut schema = graph.get(*id).clone();
            if required && index == 0 {
                schema.required.push(name.clone());
            } else {
                schema.required.retain(|known| known.value != name.value);
            }
            graph.set(*id, schema);
        }
        true
    }
}

/// A schema and the inline members of its `allOf`, at any depth.
pub(super) fn parts(graph: &Graph, id: SchemaId) -> Vec<SchemaId> {
    let mut parts = vec![id];
    let mut next = 0;
    while let Some(id) = parts.get(next).copied() {
        for member in &graph.get(id).all_of {
            if !parts.contains(member) {
                parts.push(*member);
            }
        }
        next += 1;
    }
    parts
}
