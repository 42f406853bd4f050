//! Request and response types of definitions: request types lack `readOnly` properties, response
//! types lack `writeOnly` ones (OpenAPI 3.1 section 4.8.24.2 by way of JSON Schema validation
//! section 9.4; 3.0 section 4.7.24.2: `required` holds in the other direction only).
//!
//! A definition has one if such a property is in it, or in its references, and if a body in that
//! direction leads to it. Bodies then refer to it; the definition itself stays whole. Equal parts
//! share their schemas.

mod copy;
mod names;

use std::collections::{BTreeMap, BTreeSet};

use super::{Definition, Graph, Schema, SchemaId};

/// Which way a body travels.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Direction {
    Request,
    Response,
}

/// A definition that is sent or received as a whole.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Body {
    pub(crate) definition: usize,
    pub(crate) direction: Direction,
    /// Whether the definition is only the body: then it becomes the request or response type.
    pub(crate) is_sole: bool,
    /// The operation that sends it, if one of a path does.
    pub(crate) sent: Option<Sent>,
}

/// The location of a body in an operation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Sent {
    /// Its index in [`Graph::operations`].
    pub(crate) operation: usize,
    /// The index of the response; none for the request.
    pub(crate) response: Option<usize>,
    /// The index of the media type.
    pub(crate) media: usize,
}

/// How many references are spelled out in one direction; documents have some hundred.
const MOST_SPREADS: usize = 20_000;

/// The findings about one direction.
struct Forms<'g> {
    graph: &'g mut Graph,
    direction: Direction,
    /// The definitions that differ in this direction.
    affected: BTreeSet<usize>,
    /// Properties that distinguish the alternatives of a union, which are kept, by definition.
    kept: BTreeMap<usize, BTreeSet<String>>,
    /// The forms, by definition.
    forms: BTreeMap<usize, usize>,
    /// How many references may still be spelled out.
    spreads: usize,
}

/// A form that could not be called after its definition and its direction.
pub(crate) struct Renamed {
    pub(crate) definition: super::Spanned<String>,
    pub(crate) wanted: String,
    pub(crate) name: String,
}

impl Graph {
    /// Adds forms for all that `bodies` lead to.
    pub(crate) fn split_forms(&mut self, bodies: &[Body]) -> Vec<Renamed> {
        let mut renamed = Vec::new();
        let mut after: Vec<(usize, usize)> = Vec::new();
        self.bodies = bodies.to_vec();
        // A target that is referenced other than as a body must stay whole.
        let referred: BTreeSet<usize> = self.nodes.iter().filter_map(|s| s.reference).collect();
        for direction in [Direction::Request, Direction::Response] {
            let bodies = bodies.iter().filter(|body| body.direction == direction);
            let bodies: Vec<Body> = bodies.copied().collect();
            let mut forms = Forms::of(self, direction);
            if forms.affected.is_empty() {
                continue;
            }
            let reached = forms.reached(&bodies);
            let is_sole_body = |index: usize| {
                let own = bodies.iter().any(|b| b.definition == index && b.is_sole);
                own && !referred.contains(&index)
            };
            let (own, whole): (Vec<usize>, Vec<usize>) =
                reached.into_iter().partition(|index| is_sole_body(*index));
            for definition in whole {
                let form = forms.reserve(definition, &mut renamed);
                after.push((definition, form));
            }
            for (definition, form) in forms.forms.clone() {
                forms.fill(definition, form);
            }
            for definition in own {
                forms.fill(definition, definition);
            }
            let made = std::mem::take(&mut forms.forms);
            for body in self.bodies.iter_mut().filter(|b| b.direction == direction) {
                let form = made.get(&body.definition).copied();
                body.definition = form.unwrap_or(body.definition);
            }
        }
        self.place_after(&after);
        renamed
    }

    /// Visits a schema, its references and the members of `allOf`, each once.
    fn each_part(&self, id: SchemaId, visit: &mut dyn FnMut(&Schema)) {
        let mut seen = BTreeSet::new();
        let mut open = vec![id];
        while let Some(id) = open.pop() {
            if !seen.insert(id) {
                continue;
            }
            let schema = self.get(id);
            visit(schema);
            let target = schema.reference.and_then(|d| self.definitions.get(d));
            let parts = target.map(|d| d.schema).into_iter();
            open.extend(parts.chain(schema.all_of.iter().copied()));
        }
    }

    /// The target of a schema that is only a reference.
    fn target(&self, id: SchemaId) -> Option<SchemaId> {
        let schema = self.get(id);
        let asserts = !schema.assertions.is_empty() || schema.enumeration.is_some();
        let is_bare = schema.subschemas().is_empty() && schema.required.is_empty() && !asserts;
        let definition = schema.reference.filter(|_| is_bare)?;
        self.definitions.get(definition).map(|d| d.schema)
    }

    /// Puts each second definition of `after` behind the first. Gives the new number of each.
    pub(crate) fn place_after(&mut self, after: &[(usize, usize)]) -> Vec<usize> {
        let forms: BTreeSet<usize> = after.iter().map(|(_, form)| *form).collect();
        let mut order = Vec::new();
        for index in (0..self.definitions.len()).filter(|index| !forms.contains(index)) {
            order.push(index);
            let own = after.iter().filter(|(definition, _)| *definition == index);
            order.extend(own.map(|(_, form)| *form));
        }
        let mut moved = vec![0; order.len()];
        for (new, old) in order.iter().enumerate() {
            moved[*old] = new;
        }
        let definitions: Vec<Definition> = std::mem::take(&mut self.definitions);
        let sorted = order
            .iter()
            .filter_map(|old| definitions.get(*old).cloned());
        self.definitions = sorted.collect();
        self.renumber(&|old| moved.get(old).copied());
        moved
    }

    /// Changes all that refers to definitions by number.
    pub(super) fn renumber(&mut self, moved: &dyn Fn(usize) -> Option<usize>) {
        self.root = self.root.and_then(moved);
        for definition in &mut self.definitions {
            definition.form_of = definition.form_of.and_then(moved);
        }
        for schema in &mut self.nodes {
            // No kept definition refers to one that is not kept.
            schema.reference = schema.reference.and_then(moved);
        }
        for part in self.operations.iter_mut().flat_map(|one| &mut one.parts) {
            part.definition = part.definition.and_then(moved);
        }
        self.bodies.retain_mut(|body| {
            let new = moved(body.definition);
            body.definition = new.unwrap_or_default();
            new.is_some()
        });
    }
}

impl<'g> Forms<'g> {
    fn of(graph: &'g mut Graph, direction: Direction) -> Self {
        let mut forms = Self {
            graph,
            direction,
            affected: BTreeSet::new(),
            kept: BTreeMap::new(),
            forms: BTreeMap::new(),
            spreads: MOST_SPREADS,
        };
        forms.keep_tags();
        forms.find_affected();
        forms
    }

    /// The properties of discriminators, in their alternatives and their parts.
    fn keep_tags(&mut self) {
        let mut open: Vec<(SchemaId, String)> = Vec::new();
        for schema in &self.graph.nodes {
            for alternatives in &schema.alternatives {
                let Some(discriminator) = &alternatives.discriminator else {
                    continue;
                };
                let tag = &discriminator.property.value;
                open.extend(alternatives.schemas.iter().map(|id| (*id, tag.clone())));
            }
        }
        while let Some((id, tag)) = open.pop() {
            let schema = self.graph.get(id);
            open.extend(schema.all_of.iter().map(|id| (*id, tag.clone())));
            let Some(definition) = schema.reference else {
                continue;
            };
            if self.kept.entry(definition).or_default().insert(tag.clone()) {
                let target = self.graph.definitions.get(definition).map(|d| d.schema);
                open.extend(target.map(|id| (id, tag)));
            }
        }
    }

    /// The definitions that have a property to drop, then those that refer to them.
    fn find_affected(&mut self) {
        let mut users: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        let mut open = Vec::new();
        for index in 0..self.graph.definitions.len() {
            let kept = self.kept.get(&index).cloned().unwrap_or_default();
            let (references, drops) = self.inside(index, &kept);
            for target in references {
                users.entry(target).or_default().push(index);
            }
            if drops {
                open.push(index);
            }
        }
        while let Some(index) = open.pop() {
            if self.affected.insert(index) {
                open.extend(users.get(&index).into_iter().flatten());
            }
        }
    }

    /// The definitions that one refers to for parts of a value, and whether one of its own
    /// properties is dropped. References in `allOf` count as its own.
    fn inside(&self, index: usize, kept: &BTreeSet<String>) -> (Vec<usize>, bool) {
        let (mut references, mut drops) = (Vec::new(), false);
        let start = self.graph.definitions.get(index).map(|d| d.schema);
        let mut open: Vec<SchemaId> = start.into_iter().collect();
        let mut seen = BTreeSet::new();
        while let Some(id) = open.pop() {
            if !seen.insert(id) {
                continue;
            }
            let schema = self.graph.get(id);
            references.extend(schema.reference);
            for property in &schema.properties {
                let is_tag = kept.contains(&property.name.value);
                if !is_tag && self.is_dropped(property.schema) {
                    drops = true;
                } else {
                    open.push(property.schema);
                }
            }
            let members = schema.all_of.iter();
            open.extend(members.map(|id| self.graph.target(*id).unwrap_or(*id)));
            open.extend(parts(schema));
        }
        (references, drops)
    }

    /// Whether a property's schema, or its target, has the flag.
    fn is_dropped(&self, id: SchemaId) -> bool {
        let mut found = false;
        self.graph.each_part(id, &mut |schema| {
            found |= match self.direction {
                Direction::Request => schema.read_only,
                Direction::Response => schema.write_only,
            };
        });
        found
    }

    /// The affected definitions that bodies lead to, in order.
    fn reached(&self, bodies: &[Body]) -> BTreeSet<usize> {
        let mut open: Vec<usize> = bodies.iter().map(|body| body.definition).collect();
        let mut reached = BTreeSet::new();
        while let Some(index) = open.pop() {
            if self.affected.contains(&index) && reached.insert(index) {
                open.extend(self.inside(index, &BTreeSet::new()).0);
            }
        }
        reached
    }
}

/// The schemas of parts of a value and of its alternatives, without `properties` and `allOf`.
fn parts(schema: &Schema) -> Vec<SchemaId> {
    let alternatives = schema.alternatives.iter();
    let mut found: Vec<SchemaId> = alternatives.flat_map(|a| a.schemas.clone()).collect();
    found.extend(&schema.prefix_items);
    found.extend(schema.items);
    found.extend(schema.pattern_properties.iter().map(|p| p.schema));
    found.extend(schema.additional);
    found
}
