//! Dynamic scopes: generic schemas and their specialisations.
//!
//! ```yaml
//! Page: { properties: { items: { items: { $dynamicRef: '#item' } } }, $defs: { i: { $dynamicAnchor: item } } }
//! PetPage: { $ref: Page, $defs: { i: { $dynamicAnchor: item, $ref: Pet } } }
//! ```
//! A schema is read once for each scope. `PetPage` is `Page` in its scope, not an alias of it, and
//! a schema that is the same in all scopes is one definition.

use std::collections::{BTreeMap, BTreeSet};

use super::resource::Location;
use super::{SchemaPlace, SchemaReader, Scope};
use crate::diagnostic::Diagnostic;
use crate::schema::{Schema, print_definition};
use crate::source::Node;

/// How often definitions are compared; each round separates by the results of the previous one.
const MOST_ROUNDS: usize = 50;

/// Each is one more reading of the schemas in it; documents have one or a few.
const MOST_ENVIRONMENTS: u64 = 100;

impl SchemaReader<'_, '_, '_> {
    /// The scope inside the schema at a location: its own resource, if it is one, and its dynamic
    /// anchors.
    pub(in crate::read) fn at(&mut self, location: Location, scope: Scope) -> Scope {
        let scope = match self.index.at(location) {
            Some(resource) => self.enter(scope, resource),
            None => scope,
        };
        let own = self.index.scope(location).to_vec();
        match own.is_empty() {
            true => scope,
            false => self.bound_in(scope, scope.resource, &own),
        }
    }

    /// The scope after entering a resource: its dynamic anchors count unless an outer one has
    /// the same name.
    pub(super) fn enter(&mut self, scope: Scope, resource: usize) -> Scope {
        let dynamic = self.index.get(resource).map(|r| r.dynamic.clone());
        self.bound_in(scope, resource, &dynamic.unwrap_or_default())
    }

    /// The scope in which these dynamic anchors count, unless outer ones have their names.
    fn bound_in(&mut self, scope: Scope, resource: usize, dynamic: &[(String, Location)]) -> Scope {
        let mut environment = self
            .environments
            .get(scope.environment)
            .cloned()
            .unwrap_or_default();
        for (name, location) in dynamic {
            environment.entry(name.clone()).or_insert(*location);
        }
        let known = self.environments.iter().position(|e| *e == environment);
        let environment = match known {
            Some(known) => known,
            None if self.environments.len() as u64
                >= self.loader.limits().of(MOST_ENVIRONMENTS) =>
            {
                self.too_many_scopes(resource);
                scope.environment
            }
            None => {
                self.environments.push(environment);
                self.environments.len() - 1
            }
        };
        Scope {
            resource,
            environment,
        }
    }

    /// Reported once.
    fn too_many_scopes(&mut self, resource: usize) {
        if std::mem::replace(&mut self.has_too_many_scopes, true) {
            return;
        }
        let root = self.index.get(resource).map(|resource| resource.root);
        let document = root.and_then(|root| self.loader.document(root.document));
        if let Some((root, document)) = root.zip(document) {
            let message = "dynamic references make too many different schemas of this one";
            let raise = self.loader.limits().help();
            let help = format!("use `$ref` where only one schema is meant; {raise}");
            let span = document.node(root.node).span();
            self.collector
                .add(Diagnostic::error("too-large", span, message).help(help));
        }
    }

    /// Reads the target of a `$ref` in place, if it differs in this scope from elsewhere because of
    /// the current schema.
    pub(super) fn specialised(
        &mut self,
        node: Node<'_>,
        place: SchemaPlace<'_>,
        schema: &mut Schema,
    ) -> bool {
        let location = Location {
            document: place.document,
            node: place.node.id(),
        };
        if node.as_str().is_none() || !self.index.binds(location) {
            return false;
        }
        let Some(target) = self.target(node, place.scope) else {
            return true; // has been reported
        };
        let inside = self.scope_of(&target, place.scope);
        let outside = Scope {
            environment: 0,
            ..place.scope
        };
        let alone = self.scope_of(&target, outside);
        if inside.environment == alone.environment || target.location == location {
            return false;
        }
        let Some(document) = self.loader.document(target.location.document) else {
            return false;
        };
        let found = document.node(target.location.node);
        let id = self.subschema(found, target.location.document, inside);
        schema.all_of.push(id);
        true
    }

    /// After reading: reports anchors that are not unique, and merges definitions that are equal in
    /// several scopes.
    pub(in crate::read) fn finish_scopes(&mut self) {
        self.report_repeated();
        if self.environments.len() > 1 {
            self.merge_scopes();
        }
    }

    fn report_repeated(&mut self) {
        for (name, location) in self.index.take_repeated() {
            let Some(document) = self.loader.document(location.document) else {
                continue;
            };
            let span = document.node(location.node).span();
            let message = format!(
                "the anchor `{name}` stands twice in one resource; which one is meant is not defined"
            );
            let help = "a dynamic one counts for the schema that holds it, of others the first; give \
                        the schema around it an `$id`, or the anchor another name";
            let diagnostic = Diagnostic::warning("repeated-anchor", span, message);
            self.collector.add(diagnostic.help(help));
        }
    }

    fn merge_scopes(&mut self) {
        if self.has_too_many_scopes {
            return;
        }
        let mut places: BTreeMap<Location, Vec<usize>> = BTreeMap::new();
        for ((location, _), definition) in &self.definitions {
            let group = places.entry(*location).or_default();
            if !group.contains(definition) {
                group.push(*definition);
            }
        }
        let mut groups: Vec<Vec<usize>> = places.into_values().filter(|g| g.len() > 1).collect();
        groups.iter_mut().for_each(|group| group.sort_unstable());
        let mut first: Vec<usize> = (0..self.graph.definitions.len()).collect();
        for group in &groups {
            group.iter().for_each(|index| first[*index] = group[0]);
        }
        // At first all count as equal; differing ones are separated, until no more differ.
        for _ in 0..MOST_ROUNDS {
            let next = self.separated(&groups, &first);
            if next == first {
                break;
            }
            first = next;
        }
        let kept: BTreeSet<usize> = (0..first.len()).filter(|i| first[*i] == *i).collect();
        if kept.len() == first.len() {
            return;
        }
        self.graph
            .redirect(&|index| first.get(index).copied().unwrap_or(index));
        let moved = self.graph.keep(&kept);
        let new = |index: usize| {
            let own = first.get(index).copied().unwrap_or(index);
            moved.get(&own).copied().unwrap_or_default()
        };
        self.definitions
            .values_mut()
            .for_each(|index| *index = new(*index));
        self.placeholders
            .values_mut()
            .for_each(|index| *index = new(*index));
        for body in &mut self.bodies {
            body.definition = new(body.definition);
        }
        self.bases.redirect(new);
    }

    fn separated(&self, groups: &[Vec<usize>], first: &[usize]) -> Vec<usize> {
        let mut graph = self.graph.clone();
        graph.redirect(&|index| first.get(index).copied().unwrap_or(index));
        let mut next = first.to_vec();
        for group in groups {
            let mut texts: BTreeMap<(usize, String), usize> = BTreeMap::new();
            for index in group {
                let schema = graph.definitions.get(*index).map(|d| d.schema);
                let text = schema.map(|id| print_definition(&graph, id).to_string());
                let key = (first[*index], text.unwrap_or_default());
                next[*index] = *texts.entry(key).or_insert(*index);
            }
        }
        next
    }
}
