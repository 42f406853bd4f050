//! Properties that only an evaluated applicator declares: `then`, `else`, `dependentSchemas`, a
//! second `oneOf` or `anyOf`, an unmerged member of `allOf`.
//!
//! ```yaml
//! if: { properties: { kind: { const: person } } }
//! then: { properties: { last: { type: string } } }      # last: Option<Last>, String or Other
//! ```
//! Each is a field. If every path declares it or refuses it, the field has that type; otherwise it is
//! a union of the type and of any other value, so that verdicts stay those of the schema.

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
    /// None where the property is refused.
    schemas: Vec<SchemaId>,
    /// Whether one of them holds whenever the property is present.
    is_always: bool,
    /// Whether every object must have it.
    is_required: bool,
}

/// What holds of an object on one path.
#[derive(Debug, Default)]
struct Path {
    declared: Vec<Declared>,
    /// Whether all other properties are refused.
    is_closed: bool,
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
        let steps = Cell::new(MOST_STEPS);
        let mut found = self.path(&rest, 0, &steps).declared;
        // What was not looked into may declare other types.
        let others = self.evaluated_otherwise(schema);
        if let Some(others) = others.filter(|_| steps.get() > 0) {
            let declared = found.iter_mut();
            let typed = declared.filter(|one| !others.contains(one.name.value.as_str()));
            typed.for_each(|one| one.is_always = true);
        }
        found.retain(|one| !one.schemas.is_empty());
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
        !closed && schema.pattern_properties.is_empty() && {
            let path = self.path(schema, 0, &Cell::new(MOST_STEPS));
            path.declared.iter().any(|one| !one.schemas.is_empty())
        }
    }

    /// With `unevaluatedProperties: false` a property is one that a path declares; the result are
    /// those that may be evaluated without their type. `None` where any may be.
    fn evaluated_otherwise(&self, schema: &Schema) -> Option<BTreeSet<String>> {
        let closed = schema.unevaluated_properties;
        if !closed.is_some_and(|id| self.graph.is_never(id)) {
            return None;
        }
        let mut others = BTreeSet::new();
        let mut open: Vec<(&Schema, bool, usize)> = vec![(schema, false, 0)];
        let mut seen = BTreeSet::new();
        while let Some((schema, is_test, depth)) = open.pop() {
            let is_any = schema.additional.is_some() || !schema.pattern_properties.is_empty();
            if is_any || depth > DEEPEST {
                return None;
            }
            if is_test {
                others.extend(schema.properties.iter().map(|p| p.name.value.clone()));
            }
            let target = schema.reference;
            let target = target.and_then(|index| self.graph.definitions.get(index));
            let tests = schema.condition.map(|condition| condition.test);
            let inner = schema
                .in_place()
                .into_iter()
                .chain(target.map(|d| d.schema));
            for id in inner.filter(|id| !schema.not.contains(id)) {
                let is_test = is_test || tests == Some(id);
                if seen.insert((id, is_test)) && seen.len() < MOST_STEPS {
                    open.push((self.graph.get(id), is_test, depth + 1));
                }
            }
        }
        (seen.len() < MOST_STEPS).then_some(others)
    }

    /// What a schema says of the properties of its object, itself and by its applicators.
    fn path(&self, schema: &Schema, depth: usize, steps: &Cell<usize>) -> Path {
        let mut found: Vec<Declared> = Vec::new();
        if depth > DEEPEST || steps.get() == 0 {
            return Path::default();
        }
        steps.set(steps.get() - 1);
        let mut is_closed = schema.additional.is_some_and(|id| self.graph.is_never(id))
            && schema.pattern_properties.is_empty();
        for property in &schema.properties {
            let schemas = match self.graph.is_never(property.schema) {
                true => Vec::new(),
                false => vec![property.schema],
            };
            let own = Declared {
                name: property.name.clone(),
                schemas,
                is_always: true,
                is_required: schema.requires(&property.name.value),
            };
            add(&mut found, own);
        }
        let inner = |id: SchemaId| self.path(self.graph.get(id), depth + 1, steps);
        let target = schema
            .reference
            .and_then(|index| self.graph.definitions.get(index));
        for group in &schema.alternatives {
            let paths = group.schemas.iter().map(|id| inner(*id)).collect();
            join(paths).into_iter().for_each(|one| add(&mut found, one));
        }
        if let Some(condition) = schema.condition {
            let way = |id: Option<SchemaId>| id.map(inner).unwrap_or_default();
            let ways = vec![way(condition.then), way(condition.otherwise)];
            join(ways).into_iter().for_each(|one| add(&mut found, one));
        }
        for member in &schema.dependent_schemas {
            let ways = vec![inner(member.schema), Path::default()];
            join(ways).into_iter().for_each(|one| add(&mut found, one));
        }
        let members = target
            .map(|d| d.schema)
            .into_iter()
            .chain(schema.all_of.iter().copied());
        for member in members {
            let member = inner(member);
            is_closed |= member.is_closed;
            let declared = member.declared.into_iter();
            declared.for_each(|one| add(&mut found, one));
        }
        Path {
            declared: found,
            is_closed,
        }
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
        (true, _) if !old.schemas.is_empty() => {}
        (false, true) if !new.schemas.is_empty() => *old = new,
        (old_always, new_always) => {
            old.schemas.extend(new.schemas);
            old.is_always = old_always || new_always;
        }
    }
    old.is_required = is_required;
}

/// The declarations of several paths; a property always holds if each declares or refuses it.
fn join(paths: Vec<Path>) -> Vec<Declared> {
    let count = paths.len();
    let closed = paths.iter().filter(|path| path.is_closed).count();
    let mut found: Vec<Joined> = Vec::new();
    for path in paths {
        for declared in path.declared {
            let same = |old: &Joined| old.declared.name.value == declared.name.value;
            let at = found.iter().position(same).unwrap_or(found.len());
            let (always, required) = (declared.is_always, declared.is_required);
            if at == found.len() {
                found.push(Joined::new(declared));
            } else if let Some(old) = found.get_mut(at) {
                old.declared.schemas.extend(declared.schemas);
            }
            if let Some(old) = found.get_mut(at) {
                old.times += usize::from(always);
                old.requirements += usize::from(required);
                old.in_closed += usize::from(path.is_closed);
            }
        }
    }
    let found = found.into_iter().map(|mut one| {
        one.declared.is_always = one.times + (closed - one.in_closed) == count;
        one.declared.is_required = one.requirements == count;
        one.declared
    });
    found.collect()
}

/// A property of several paths, and of how many of them it is declared, required or among closed ones.
struct Joined {
    declared: Declared,
    times: usize,
    requirements: usize,
    in_closed: usize,
}

impl Joined {
    const fn new(declared: Declared) -> Self {
        Self {
            declared,
            times: 0,
            requirements: 0,
            in_closed: 0,
        }
    }
}
