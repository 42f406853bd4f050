//! Alternatives of a union: whether they exclude each other, and whether one lies within another.

use std::cell::Cell;
use std::collections::{BTreeMap, BTreeSet};

use super::change::Effect;
use super::equal::argument;
use super::view::View;
use crate::schema::{
    Alternatives, Assertion, Graph, Schema, SchemaId, Spanned, Types, fingerprint,
};

/// How many alternatives are compared with each other.
const MOST_COMPARED: usize = 60;

/// How many schemas may hold of one value together.
const MOST_RESOLVED: usize = 200;

/// How many nested schemas are inspected to decide whether one lies within another.
const MOST_WITHIN: usize = 1000;

/// Whether no value is valid by two of the alternatives, as far as types and tags show.
pub(super) fn disjoint(graph: &Graph, alternatives: &Alternatives) -> bool {
    if let Some(discriminator) = &alternatives.discriminator {
        let mut seen = BTreeSet::new();
        let tags = discriminator.tags.iter();
        if tags.clone().all(|tags| !tags.is_empty()) && tags.flatten().all(|tag| seen.insert(tag)) {
            return true;
        }
    }
    if alternatives.schemas.len() > MOST_COMPARED {
        return false;
    }
    let ids = alternatives.schemas.iter();
    let parts: Vec<Parts<'_>> = ids.map(|id| Parts::new(graph, *id)).collect();
    let pairs = parts.iter().enumerate();
    pairs.clone().all(|(index, a)| {
        let mut later = parts.iter().skip(index + 1);
        later.all(|b| are_apart(graph, a, b))
    })
}

/// A schema with the targets of its references and the members of `allOf`.
pub(super) fn resolved(graph: &Graph, id: SchemaId) -> Vec<&Schema> {
    let mut found = Vec::new();
    let mut seen = BTreeSet::new();
    let mut open = vec![id];
    while let Some(id) = open.pop() {
        if !seen.insert(id) || seen.len() > MOST_RESOLVED {
            continue;
        }
        let schema = graph.get(id);
        found.push(schema);
        let target = schema.reference.and_then(|d| graph.definitions.get(d));
        open.extend(target.map(|d| d.schema));
        open.extend(&schema.all_of);
    }
    // The constants of properties are in separate schemas.
    found
}

/// The parts of a schema, and the types of its values.
struct Parts<'g> {
    types: Types,
    list: Vec<&'g Schema>,
}

impl<'g> Parts<'g> {
    fn new(graph: &'g Graph, id: SchemaId) -> Self {
        Self {
            types: graph.types_of(id),
            list: resolved(graph, id),
        }
    }
}

fn are_apart(graph: &Graph, a: &Parts<'_>, b: &Parts<'_>) -> bool {
    let types = (a.types, b.types);
    if !types.0.meets(types.1) {
        return true;
    }
    let (a, b) = (&a.list, &b.list);
    let listed = |list: &[&Schema]| {
        let mut all = list.iter().filter_map(|schema| listed_values(schema));
        all.next()
    };
    let excludes = |x: &[String], y: &[String]| x.iter().all(|value| !y.contains(value));
    if let (Some(x), Some(y)) = (listed(a), listed(b))
        && excludes(&x, &y)
    {
        return true;
    }
    let both = (constants(graph, a), constants(graph, b));
    let is_object = types == (Types::OBJECT, Types::OBJECT);
    is_object
        && both.0.iter().any(|(name, values)| {
            let others = both.1.get(name);
            others.is_some_and(|others| excludes(values, others))
        })
}

/// The values of required properties that have listed ones.
fn constants(graph: &Graph, list: &[&Schema]) -> BTreeMap<String, Vec<String>> {
    let required = list.iter().flat_map(|schema| &schema.required);
    let required: BTreeSet<&str> = required.map(|name| name.value.as_str()).collect();
    let properties = list.iter().flat_map(|schema| &schema.properties);
    let wanted = properties.filter(|p| required.contains(p.name.value.as_str()));
    let valued = wanted.filter_map(|p| {
        let schemas = resolved(graph, p.schema);
        let values = schemas.iter().find_map(|schema| listed_values(schema))?;
        Some((p.name.value.clone(), values))
    });
    valued.collect()
}

fn listed_values(schema: &Schema) -> Option<Vec<String>> {
    let constant = schema.assertions.iter().find_map(|a| match &a.value {
        Assertion::Const(value) => Some(vec![fingerprint(value)]),
        _ => None,
    });
    let listed = schema.enumeration.as_ref().filter(|_| !schema.open);
    constant.or_else(|| {
        let values = listed?.value.iter();
        let all = values.flat_map(|value| {
            let aliases = value.aliases.iter();
            let aliases =
                aliases.map(|a| fingerprint(&fieldwright_runtime::Value::from(a.value.as_str())));
            std::iter::once(fingerprint(&value.value.value)).chain(aliases)
        });
        Some(all.collect())
    })
}

/// Whether an alternative excludes all others.
pub(super) fn is_apart(graph: &Graph, alternatives: &Alternatives, index: usize) -> bool {
    let list = &alternatives.schemas;
    let Some(own) = list.get(index).filter(|_| list.len() <= MOST_COMPARED) else {
        return false;
    };
    let own = Parts::new(graph, *own);
    let mut others = list.iter().enumerate().filter(|(at, _)| *at != index);
    others.all(|(_, other)| are_apart(graph, &own, &Parts::new(graph, *other)))
}

/// The effect of a union as a whole that is added to a location of the other side: none if all
/// values there have the properties that one of its alternatives requires, and it nothing else.
pub(super) fn of_union(union: Option<&Alternatives>, graph: &Graph, other: &View<'_>) -> Effect {
    let is_required = |name: &Spanned<String>| {
        let mut names = other.schemas().flat_map(|schema| &schema.required);
        names.any(|required| required.value == name.value)
    };
    let is_object = other.types == Types::OBJECT && !other.is_nullable;
    let union = union.filter(|union| is_object && !union.exactly_one);
    let mut alternatives = union.into_iter().flat_map(|union| &union.schemas);
    let is_implied = alternatives.any(|id| {
        let mut schema = graph.get(*id).clone();
        let required = std::mem::take(&mut schema.required);
        schema.is_unconstrained() && required.iter().all(is_required)
    });
    match is_implied {
        true => Effect::Same,
        false => Effect::Narrows,
    }
}

/// Whether each value that is valid by `inner` is valid by `outer`, as far as simple keywords show.
/// An object that declares properties is assumed to have no others, as everywhere.
pub(super) fn is_within(graph: &Graph, inner: SchemaId, outer: SchemaId) -> bool {
    within((graph, &Cell::new(MOST_WITHIN)), inner, outer)
}

/// A graph, and how many schemas of it may still be looked at.
type Budget<'g> = (&'g Graph, &'g Cell<usize>);

fn within((graph, left): Budget<'_>, inner: SchemaId, outer: SchemaId) -> bool {
    if inner == outer || graph.get(outer).boolean == Some(true) {
        return true;
    }
    let target = graph.get(outer).reference;
    if target.is_some() && graph.get(inner).reference == target && is_bare(graph.get(outer)) {
        return true;
    }
    let (a, b) = (resolved(graph, inner), resolved(graph, outer));
    let is_too_much = left.get() == 0 || a.len().max(b.len()) >= MOST_RESOLVED;
    if is_too_much || !b.iter().all(|schema| is_simple(schema)) {
        return false;
    }
    left.set(left.get() - 1);
    let types = graph.types_of(inner);
    if types.common(graph.types_of(outer)) != types {
        return false;
    }
    let values = a.iter().find_map(|schema| listed_values(schema));
    let lists_all = |wanted: &Vec<String>| {
        let values = values.as_ref();
        values.is_some_and(|values| values.iter().all(|value| wanted.contains(value)))
    };
    let mut listed = b.iter().filter_map(|schema| listed_values(schema));
    let budget = (graph, left);
    listed.all(|wanted| lists_all(&wanted))
        && b.iter()
            .all(|schema| asserts_no_more(graph, schema, &a, types))
        && (!types.meets(Types::OBJECT) || are_objects_within(budget, &a, &b))
        && (!types.meets(Types::ARRAY) || are_arrays_within(budget, &a, &b))
}

/// Whether a schema adds no keyword to the target of its reference.
fn is_bare(schema: &Schema) -> bool {
    is_simple(schema)
        && schema.types.is_empty()
        && schema.enumeration.is_none()
        && schema.assertions.is_empty()
        && schema.required.is_empty()
        && schema.subschemas().is_empty()
}

/// Whether a schema has nothing but types, values, assertions, properties and items.
fn is_simple(schema: &Schema) -> bool {
    schema.boolean != Some(false)
        && !schema.coerce
        && schema.alternatives.is_empty()
        && schema.not.is_empty()
        && schema.condition.is_none()
        && schema.prefix_items.is_empty()
        && schema.contains.is_none()
        && schema.unevaluated_items.is_none()
        && schema.unevaluated_properties.is_none()
        && schema.pattern_properties.is_empty()
        && schema.property_names.is_none()
        && schema.dependent_schemas.is_empty()
        && schema.dependent_required.is_empty()
        && schema.rules.is_empty()
}

/// Whether each assertion of a schema that concerns the types is one of the others, too.
fn asserts_no_more(graph: &Graph, schema: &Schema, others: &[&Schema], types: Types) -> bool {
    let counts = |assertion: &&Assertion| match assertion {
        Assertion::Const(_) => false, // among the values
        Assertion::Format(_) if !graph.formats_assert => {
            assertion.applies_to() != Types::STRING && assertion.applies_to().meets(types)
        }
        other => other.applies_to().meets(types),
    };
    let has = |wanted: &Assertion| {
        let mut own = others.iter().flat_map(|schema| &schema.assertions);
        own.any(|own| argument(&own.value) == argument(wanted))
    };
    let mut all = schema.assertions.iter().map(|one| &one.value);
    all.all(|wanted| !counts(&wanted) || has(wanted))
}

fn are_objects_within(budget: Budget<'_>, a: &[&Schema], b: &[&Schema]) -> bool {
    let graph = budget.0;
    let required: BTreeSet<&str> = names(a.iter().flat_map(|schema| &schema.required));
    let wanted: BTreeSet<&str> = names(b.iter().flat_map(|schema| &schema.required));
    let own = properties(a);
    let constrains_rest = a.iter().any(|schema| {
        let rest = schema.additional.map(|rest| graph.get(rest).boolean);
        rest.is_some_and(|boolean| boolean != Some(false)) || !schema.pattern_properties.is_empty()
    });
    if !wanted.is_subset(&required) || own.is_empty() && properties(b).len() > wanted.len() {
        return false;
    }
    let fits = |name: &str, outer: SchemaId| match own.get(name) {
        Some(list) => list.iter().any(|inner| within(budget, *inner, outer)),
        None => !constrains_rest && !required.contains(name),
    };
    b.iter().all(|schema| {
        let here: BTreeSet<&str> = names(schema.properties.iter().map(|p| &p.name));
        let mut declared = schema.properties.iter();
        let rest = schema
            .additional
            .filter(|rest| graph.get(*rest).boolean != Some(true));
        let is_rest_within = rest.is_none_or(|rest| {
            let mut others = own.iter().filter(|(name, _)| !here.contains(*name));
            let is_closed = !constrains_rest && !own.is_empty();
            let fits = |list: &Vec<SchemaId>| {
                let mut list = list.iter();
                list.any(|inner| within(budget, *inner, rest))
            };
            is_closed && others.all(|(_, list)| fits(list))
        });
        is_rest_within && declared.all(|p| fits(&p.name.value, p.schema))
    })
}

fn are_arrays_within(budget: Budget<'_>, a: &[&Schema], b: &[&Schema]) -> bool {
    let inner: Vec<SchemaId> = a.iter().filter_map(|schema| schema.items).collect();
    let is_tuple = a.iter().any(|schema| !schema.prefix_items.is_empty());
    let mut wanted = b.iter().filter_map(|schema| schema.items);
    wanted.all(|outer| {
        let mut inner = inner.iter();
        !is_tuple && inner.any(|inner| within(budget, *inner, outer))
    })
}

fn names<'s>(list: impl Iterator<Item = &'s Spanned<String>>) -> BTreeSet<&'s str> {
    list.map(|name| name.value.as_str()).collect()
}

fn properties<'s>(list: &[&'s Schema]) -> BTreeMap<&'s str, Vec<SchemaId>> {
    let mut found: BTreeMap<&str, Vec<SchemaId>> = BTreeMap::new();
    for property in list.iter().flat_map(|schema| &schema.properties) {
        let slot = found.entry(property.name.value.as_str()).or_default();
        slot.push(property.schema);
    }
    found
}

/// The target of a schema that is only a reference.
pub(super) fn meant(graph: &Graph, id: SchemaId) -> SchemaId {
    let schema = graph.get(id);
    let target = schema.reference.and_then(|d| graph.definitions.get(d));
    match target.filter(|_| is_bare(schema)) {
        Some(definition) => definition.schema,
        None => id,
    }
}
