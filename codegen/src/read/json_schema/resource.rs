//! Which URIs and anchors a document defines: its schema resources (2020-12 core section 8.2).
//!
//! An identifier counts only in a schema: one inside `enum`, `const`, `default` or an unknown
//! keyword is a value.

use std::collections::BTreeMap;

use super::dialect::{Dialect, Draft, OpenApi, Position, SUBSCHEMAS};
use super::uri;
use crate::source::{Document, Kind, Node, NodeId};

/// A location in one of the documents.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::read) struct Location {
    pub(in crate::read) document: usize,
    pub(in crate::read) node: NodeId,
}

/// The context of a schema: its resource, and the dynamic anchors in scope.
#[derive(Debug, Clone, Copy)]
pub(in crate::read) struct Scope {
    pub(super) resource: usize,
    pub(super) environment: usize,
}

/// A schema with its own URI, or the root of a document.
#[derive(Debug)]
pub(crate) struct Resource {
    /// Absolute as far as the document determines; without a fragment.
    pub(crate) uri: String,
    pub(crate) root: Location,
    pub(crate) dialect: Dialect,
    /// `$dynamicAnchor`s; the name is empty for `$recursiveAnchor: true`.
    pub(crate) dynamic: Vec<(String, Location)>,
    /// The path of its file, as a URI reference.
    pub(crate) retrieval: String,
}

/// All resources of all documents read so far.
#[derive(Debug, Default)]
pub(crate) struct Index {
    resources: Vec<Resource>,
    by_uri: BTreeMap<String, usize>,
    by_root: BTreeMap<Location, usize>,
    anchors: BTreeMap<(usize, String), Location>,
    /// Dynamic anchors of which a resource has several of one name: each binds inside the schema
    /// whose `$defs` contain it.
    scopes: BTreeMap<Location, Vec<(String, Location)>>,
    /// Anchors that a resource has twice.
    repeated: Vec<(String, Location)>,
    has_unevaluated_items: bool,
}

impl Index {
    pub(crate) fn get(&self, resource: usize) -> Option<&Resource> {
        self.resources.get(resource)
    }

    pub(crate) fn find(&self, uri: &str) -> Option<usize> {
        self.by_uri.get(uri).copied()
    }

    /// The resource whose root is at a location.
    pub(crate) fn at(&self, location: Location) -> Option<usize> {
        self.by_root.get(&location).copied()
    }

    /// The resource that a dynamic anchor belongs to.
    pub(crate) fn owner(&self, location: Location) -> Option<usize> {
        let has = |resource: &Resource| resource.dynamic.iter().any(|(_, at)| *at == location);
        self.resources.iter().position(has)
    }

    /// The dynamic anchors that bind inside a schema that is no resource.
    pub(crate) fn scope(&self, location: Location) -> &[(String, Location)] {
        self.scopes.get(&location).map_or(&[], Vec::as_slice)
    }

    /// Whether dynamic anchors bind inside the schema at a location.
    pub(crate) fn binds(&self, location: Location) -> bool {
        let resource = self.at(location).and_then(|resource| self.get(resource));
        let has_own = resource.is_some_and(|resource| !resource.dynamic.is_empty());
        has_own || !self.scope(location).is_empty()
    }

    /// Whether an anchor of a resource is a dynamic one.
    pub(crate) fn is_dynamic(&self, resource: usize, name: &str, at: Location) -> bool {
        let is_it = |(own, location): &(String, Location)| own == name && *location == at;
        let resource = self.get(resource);
        resource.is_some_and(|resource| resource.dynamic.iter().any(is_it))
            || self.scopes.values().flatten().any(is_it)
    }

    /// The anchors that were met a second time since the last call.
    pub(crate) fn take_repeated(&mut self) -> Vec<(String, Location)> {
        std::mem::take(&mut self.repeated)
    }

    /// Whether `unevaluatedItems` is used anywhere.
    pub(crate) fn has_unevaluated_items(&self) -> bool {
        self.has_unevaluated_items
    }

    pub(crate) fn anchor(&self, resource: usize, name: &str) -> Option<Location> {
        self.anchors.get(&(resource, name.to_owned())).copied()
    }

    /// Another URI for a resource: the one it was looked up by.
    pub(crate) fn also(&mut self, uri: &str, resource: usize) {
        self.by_uri.entry(uri.to_owned()).or_insert(resource);
    }

    /// Takes in a document, found at `retrieval`; the resource of its root.
    pub(crate) fn add(
        &mut self,
        index: usize,
        document: &Document,
        retrieval: &str,
        dialect: Dialect,
    ) -> usize {
        let root = Location {
            document: index,
            node: document.root().id(),
        };
        let resource = self.resource(retrieval.to_owned(), root, dialect, retrieval);
        self.also(retrieval, resource);
        // Its own stack: depth costs no call stack. In document order, so that the first counts.
        let mut holders = BTreeMap::new();
        let mut open = vec![(document.root(), resource)];
        if document.root().get("openapi").is_some() && dialect.openapi == Some(OpenApi::V31) {
            let schemas = schemas_of_openapi(document.root()).into_iter().rev();
            open = schemas.map(|node| (node, resource)).collect();
            // 3.2 section 4.1.1: the document's own URI.
            if let Some(own) = document.root().get("$self").and_then(Node::as_str) {
                self.identified(own, root, dialect, resource);
            }
        }
        while let Some((node, resource)) = open.pop() {
            let resource = self.schema(index, node, resource);
            self.has_unevaluated_items |= node.get("unevaluatedItems").is_some();
            let dialect = self.dialect(resource);
            let mut inner = subschemas(node, dialect);
            inner.reverse();
            if node.get("$defs").is_some() {
                let holder = Location {
                    document: index,
                    node: node.id(),
                };
                holders.extend(inner.iter().map(|inner| (inner.id(), holder)));
            }
            open.extend(inner.into_iter().map(|node| (node, resource)));
        }
        self.separate(index, &holders);
        resource
    }

    /// Dynamic anchors of one name in one resource: the target is not defined, so each counts for
    /// the schema that contains it.
    fn separate(&mut self, document: usize, holders: &BTreeMap<NodeId, Location>) {
        let of_document = |resource: &&mut Resource| resource.root.document == document;
        for resource in self.resources.iter_mut().filter(of_document) {
            let mut counts: BTreeMap<String, usize> = BTreeMap::new();
            for (name, _) in &resource.dynamic {
                *counts.entry(name.clone()).or_default() += 1;
            }
            let dynamic = std::mem::take(&mut resource.dynamic);
            for (name, location) in dynamic {
                let is_repeated = counts.get(&name).is_some_and(|count| *count > 1);
                match holders.get(&location.node).filter(|_| is_repeated) {
                    Some(holder) => {
                        let own = self.scopes.entry(*holder).or_default();
                        own.push((name, location));
                    }
                    None => resource.dynamic.push((name, location)),
                }
            }
        }
    }

    pub(crate) fn dialect(&self, resource: usize) -> Dialect {
        let found = self.resources.get(resource);
        found.map_or(Dialect::of(Draft::Y2020), |resource| resource.dialect)
    }

    fn resource(
        &mut self,
        uri: String,
        root: Location,
        dialect: Dialect,
        retrieval: &str,
    ) -> usize {
        self.resources.push(Resource {
            uri,
            root,
            dialect,
            dynamic: Vec::new(),
            retrieval: retrieval.to_owned(),
        });
        let resource = self.resources.len() - 1;
        self.by_root.insert(root, resource);
        resource
    }

    /// Notes the identifiers of one schema; the resource it belongs to.
    fn schema(&mut self, document: usize, node: Node<'_>, outer: usize) -> usize {
        let location = Location {
            document,
            node: node.id(),
        };
        let own = self.declared_dialect(node, outer);
        let mut resource = outer;
        let alone = own.draft.reference_stands_alone() && node.get("$ref").is_some();
        let id = node.get(own.draft.id_keyword()).and_then(Node::as_str);
        if let Some(id) = id.filter(|_| !alone) {
            let (reference, fragment) = uri::split_fragment(id);
            if !reference.is_empty() {
                resource = self.identified(reference, location, own, outer);
            }
            if let Some(anchor) = fragment.filter(|name| !name.is_empty())
                && own.draft <= Draft::Seven
            {
                self.note_anchor(resource, anchor, location);
            }
        } else if let Some(found) = self.by_root.get(&location) {
            resource = *found;
        }
        if own.draft >= Draft::Y2019
            && let Some(name) = node.get("$anchor").and_then(Node::as_str)
        {
            self.note_anchor(resource, name, location);
        }
        let dynamic = match own.draft {
            Draft::Y2020 => node.get("$dynamicAnchor").and_then(Node::as_str),
            Draft::Y2019 => {
                let recursive = node.get("$recursiveAnchor").and_then(Node::as_bool);
                let at_root = self.by_root.contains_key(&location);
                (recursive == Some(true) && at_root).then_some("")
            }
            _ => None,
        };
        if let Some(name) = dynamic {
            self.note_anchor(resource, name, location);
            if let Some(resource) = self.resources.get_mut(resource) {
                resource.dynamic.push((name.to_owned(), location));
            }
        }
        resource
    }

    /// An embedded resource may be of another draft than the one around it.
    fn declared_dialect(&self, node: Node<'_>, outer: usize) -> Dialect {
        let outer = self.dialect(outer);
        let named = node.get("$schema").and_then(Node::as_str);
        match named.and_then(Draft::find) {
            Some(draft) if draft != outer.draft => Dialect::of(draft),
            _ => outer,
        }
    }

    fn identified(
        &mut self,
        reference: &str,
        location: Location,
        dialect: Dialect,
        outer: usize,
    ) -> usize {
        let (base, retrieval) = self
            .resources
            .get(outer)
            .map_or_else(Default::default, |r| (r.uri.clone(), r.retrieval.clone()));
        let uri = uri::resolve(&base, reference);
        let resource = match self.by_root.get(&location) {
            Some(found) => *found, // the root of the document
            None => self.resource(String::new(), location, dialect, &retrieval),
        };
        if let Some(found) = self.resources.get_mut(resource) {
            found.uri.clone_from(&uri);
        }
        self.also(&uri, resource);
        resource
    }

    fn note_anchor(&mut self, resource: usize, name: &str, location: Location) {
        let key = (resource, name.to_owned());
        let first = *self.anchors.entry(key).or_insert(location);
        if first != location {
            self.repeated.push((name.to_owned(), location));
        }
    }
}

/// The subschemas of a schema, in its order.
pub(crate) fn subschemas(node: Node<'_>, dialect: Dialect) -> Vec<Node<'_>> {
    let mut found = Vec::new();
    for (key, value) in node.entries() {
        let Some((_, position)) = SUBSCHEMAS.iter().find(|(name, _)| *name == key.text) else {
            continue;
        };
        let is_list = value.kind() == Kind::Sequence;
        match position {
            Position::List => found.extend(value.items()),
            Position::OneOrList if is_list && dialect.draft < Draft::Y2020 => {
                found.extend(value.items());
            }
            Position::One | Position::OneOrList => found.push(value),
            Position::Members | Position::Mixed => {
                found.extend(value.entries().map(|(_, schema)| schema));
            }
        }
    }
    found.retain(|node| matches!(node.kind(), Kind::Mapping | Kind::Bool));
    found
}

/// The outermost schemas of an OpenAPI document, which from 3.1 on have identifiers (section
/// 4.8.24), in its order: below `schema` and `itemSchema`,
/// and the members of `schemas`.
fn schemas_of_openapi(root: Node<'_>) -> Vec<Node<'_>> {
    let is_value = |key: &str| {
        matches!(key, "example" | "examples" | "default" | "value") || key.starts_with("x-")
    };
    let mut found = Vec::new();
    let mut open = vec![root];
    while let Some(node) = open.pop() {
        let mut inner: Vec<Node<'_>> = node.items().collect();
        for (key, value) in node.entries() {
            match key.text {
                "schema" | "itemSchema" => found.push(value),
                "schemas" => found.extend(value.entries().map(|(_, schema)| schema)),
                key if is_value(key) => {}
                _ => inner.push(value),
            }
        }
        inner.reverse();
        open.extend(inner);
    }
    found.retain(|node| node.kind() == Kind::Mapping);
    found
}
