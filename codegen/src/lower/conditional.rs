//! Properties that only an evaluated applicator declares: `then`, `else`, `dependentSchemas`, a
//! second `oneOf` or `anyOf`, an unmerged member of `allOf`.
//!
//! ```yaml
//! if: { properties: { kind: { const: person } } }
//! then: { properties: { last: { type: string } } }      # last: Option<Last>, String or Other
//! ```
//! Each is a field. If every path declares it, the field has that type; otherwise it is a union of
//! the type and of any other value, so that verdicts stay those of the schema.

use std::cell::Cell;
use std::collections::BTreeSet;

use super::Lowering;
use super::merge::{has_more, is_shaped};
use crate::schema::{Alternatives, Assertion, Property, Schema, SchemaId, Spanned, Types};

/// How far schemas are looked into.
const DEEPEST: usize = 12;

/// How many schemas are looked into for one object.
const MOST_STEPS: usize = 500;

/// How many properties one object gets so.
const MOST: usize = 200;

/// A property, and the schemas that declare it.
#[derive(Debug, Clone)]
struct Declared {
    name: Spanned<String>,
    schemas: Vec<SchemaId>,
    /// Whether one of them holds whenever the property is present.
    is_always: bool,
    /// Whether every object must have it.
    is_required: bool,
}

/// A property that applicators declare, and whether every object must have it.
pub(super) struct Conditional {
    pub(super) property: Property,
    pub(super) is_required: bool,
}

impl Lowering<'_, '_> {
    /// The properties that applicators of `schema` declare beside its own, without those of its
    /// first alternatives if these make the type.
    pub(super) fn conditional_properties(
        &mut self,
        schema: &Schema,
        is_union: bool,
    ) -> Vec<Conditional> {
        if schema.additional.is_some_and(|id| self.graph.is_never(id)) {
            return Vec::new(); // no others are allowed
        }
        let mut rest = schema.clone();
        rest.properties.clear();
        rest.reference = None;
        if is_union {
            rest.alternatives.remove(0);
        }
        let found = self.declared(&rest, 0, &Cell::new(MOST_STEPS));
        let mut known: BTreeSet<&str> = BTreeSet::new();
        known.extend(schema.properties.iter().map(|p| p.name.value.as_str()));
        let mut new = Vec::new();
        for declared in found {
            if !known.contains(declared.name.value.as_str()) && new.len() < MOST {
                let name = declared.name.clone();
                let is_required = declared.is_required;
                let schema = self.any_of(declared);
                new.push(Conditional {
                    property: Property { name, schema },
                    is_required,
                });
            }
        }
        new
    }

    /// Whether only the applicators of an object declare properties.
    pub(super) fn declares_in_applicators(&self, schema: &Schema) -> bool {
        let closed = schema.additional.is_some();
        !closed
            && schema.pattern_properties.is_empty()
            && !self.declared(schema, 0, &Cell::new(MOST_STEPS)).is_empty()
    }

    /// The properties that a schema declares for its object, itself and by its applicators.
    fn declared(&self, schema: &Schema, depth: usize, steps: &Cell<usize>) -> Vec<Declared> {
        let mut found: Vec<Declared> = Vec::new();
        if depth > DEEPEST || steps.get() == 0 {
            return found;
        }
        steps.set(steps.get() - 1);
        for property in &schema.properties {
            if !self.graph.is_never(property.schema) {
                let own = Declared {
                    name: property.name.clone(),
                    schemas: vec![property.schema],
                    is_always: true,
                    is_required: schema.requires(&property.name.value),
                };
                add(&mut found, own);
            }
        }
        let inner = |id: SchemaId| self.declared(self.graph.get(id), depth + 1, steps);
        let target = schema
            .reference
            .and_then(|index| self.graph.definitions.get(index));
        for group in &schema.alternatives {
            let ways = group.schemas.iter().map(|id| inner(*id)).collect();
            join(ways).into_iter().for_each(|one| add(&mut found, one));
        }
        if let Some(condition) = schema.condition {
            let way = |id: Option<SchemaId>| id.map(inner).unwrap_or_default();
            let ways = vec![way(condition.then), way(condition.otherwise)];
            join(ways).into_iter().for_each(|one| add(&mut found, one));
        }
        for member in &schema.dependent_schemas {
            let ways = vec![inner(member.schema), Vec::new()];
            join(ways).into_iter().for_each(|one| add(&mut found, one));
        }
        let members = target
            .map(|d| d.schema)
            .into_iter()
            .chain(schema.all_of.iter().copied());
        for member in members {
            inner(member)
                .into_iter()
                .for_each(|one| add(&mut found, one));
        }
        found
    }

    /// A schema for the property: its declarations, and any value if they need not hold.
    fn any_of(&mut self, declared: Declared) -> SchemaId {
        let mut texts = BTreeSet::new();
        let mut schemas = declared.schemas;
        schemas.retain(|id| {
            texts.insert(crate::schema::print_definition(&self.graph, *id).to_string())
        });
        self.join_scalars(&mut schemas);
        if let ([only], true) = (schemas.as_slice(), declared.is_always) {
            return *only;
        }
        let span = declared.name.span;
        let parts = schemas.clone();
        if !declared.is_always {
            let mut any = Schema::new(span);
            any.title = Some("Other".to_owned());
            schemas.push(self.graph.add(any));
        }
        let mut schema = Schema::new(span);
        if let ([only], false) = (parts.as_slice(), declared.is_always) {
            // Equal locations share a type, which is named after neither of them.
            let words = self.branch_words(self.graph.get(*only));
            schema.title = Some(format!("{words} or other"));
        }
        schema.alternatives.push(Alternatives {
            exactly_one: false,
            schemas,
            discriminator: None,
        });
        let id = self.graph.add(schema);
        self.made.insert(id, parts);
        id
    }

    /// Schemas of one scalar type with different constraints become that type: the evaluator checks
    /// the constraints.
    fn join_scalars(&mut self, schemas: &mut Vec<SchemaId>) {
        let mut first: Vec<(Types, usize)> = Vec::new();
        let mut joined: Vec<SchemaId> = Vec::new();
        for id in std::mem::take(schemas) {
            let types = self.scalar(id);
            let known =
                types.and_then(|types| first.iter().find(|(one, _)| *one == types).copied());
            match (types, known) {
                (Some(types), Some((_, at))) => {
                    let mut plain = Schema::new(self.graph.get(joined[at]).span);
                    plain.types = types;
                    let plain = self.graph.add(plain);
                    self.made.insert(plain, vec![joined[at], id]);
                    joined[at] = plain;
                }
                (types, _) => {
                    first.extend(types.map(|types| (types, joined.len())));
                    joined.push(id);
                }
            }
        }
        *schemas = joined;
    }

    /// The type of a schema that is one scalar type, with no list of values and no format.
    fn scalar(&self, id: SchemaId) -> Option<Types> {
        let mut rest = self.graph.get(id).clone();
        let types = std::mem::take(&mut rest.types);
        let is_scalar = !types.meets(Types::ARRAY.with(Types::OBJECT)) && types.each().count() == 1;
        let mut assertions = rest.assertions.iter();
        let is_kind =
            assertions.any(|a| matches!(a.value, Assertion::Const(_) | Assertion::Format(_)));
        let adds_keywords = is_shaped(&rest) || has_more(&rest) || rest.reference.is_some();
        (is_scalar && !is_kind && !adds_keywords).then_some(types)
    }
}

/// Adds a property. One that always holds takes precedence over those that do not.
fn add(found: &mut Vec<Declared>, new: Declared) {
    let Some(old) = found
        .iter_mut()
        .find(|old| old.name.value == new.name.value)
    else {
        found.push(new);
        return;
    };
    let is_required = old.is_required || new.is_required;
    match (old.is_always, new.is_always) {
        (true, _) => {}
        (false, true) => *old = new,
        (false, false) => old.schemas.extend(new.schemas),
    }
    old.is_required = is_required;
}

/// The declarations of several paths; a property always holds if all of them declare it.
fn join(ways: Vec<Vec<Declared>>) -> Vec<Declared> {
    let count = ways.len();
    let mut found: Vec<(Declared, usize, usize)> = Vec::new();
    for declared in ways.into_iter().flatten() {
        let always = usize::from(declared.is_always);
        let required = usize::from(declared.is_required);
        let mut known = found.iter_mut();
        match known.find(|(old, ..)| old.name.value == declared.name.value) {
            Some((old, times, requirements)) => {
                old.schemas.extend(declared.schemas);
                *times += always;
                *requirements += required;
            }
            None => found.push((declared, always, required)),
        }
    }
    let found = found
        .into_iter()
        .map(|(mut declared, times, requirements)| {
            declared.is_always = times == count;
            declared.is_required = requirements == count;
            declared
        });
    found.collect()
}
