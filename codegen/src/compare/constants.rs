//! Unions of constants -> enums: both list the same values, and both are enums in Rust.
//!
//! ```yaml
//! oneOf: [{ const: slow, title: Saves power }, { type: string, enum: [fast] }]
//! # enum: [slow, fast]
//! ```

use std::collections::BTreeSet;

use super::side::Side;
use crate::schema::{
    Alternatives, Assertion, EnumValue, Graph, Schema, SchemaId, Spanned, Types, fingerprint,
};

/// Turns unions whose alternatives are all constants into lists of values, unless the other side
/// has another union at the same location.
pub(super) fn listed(old: &mut Side, new: &mut Side) {
    let lists = (lists(old, new), lists(new, old));
    for (side, lists) in [(old, lists.0), (new, lists.1)] {
        for (id, schema) in lists {
            side.graph.set(id, schema);
        }
    }
}

/// The unions of a side that are lists of values, as such.
fn lists(side: &Side, other: &Side) -> Vec<(SchemaId, Schema)> {
    let ids = side.graph.ids();
    let lists = ids.filter_map(|id| {
        let list = list(&side.graph, id)?;
        let pointer = side.pointers.get(&side.graph, id);
        let partner = pointer.and_then(|pointer| other.at(&pointer));
        let is_union = |id: &SchemaId| {
            let is_empty = other.graph.get(*id).alternatives.is_empty();
            !is_empty && self::list(&other.graph, *id).is_none()
        };
        partner.filter(is_union).is_none().then_some((id, list))
    });
    lists.collect()
}

/// A union of constants as a list of values.
fn list(graph: &Graph, id: SchemaId) -> Option<Schema> {
    let schema = graph.get(id);
    let [union] = schema.alternatives.as_slice() else {
        return None;
    };
    if schema.open || schema.enumeration.is_some() {
        return None;
    }
    let values = values(graph, union)?;
    let mut schema = schema.clone();
    schema.listed_by = union.keyword();
    schema.alternatives.clear();
    schema.enumeration = Some(Spanned::new(values, schema.span));
    Some(schema)
}

/// The values of alternatives that are all constants, all strings or all integers.
fn values(graph: &Graph, union: &Alternatives) -> Option<Vec<EnumValue>> {
    if union.discriminator.is_some() {
        return None;
    }
    let mut values = Vec::new();
    for id in &union.schemas {
        values.extend(constants(graph.get(*id))?);
    }
    let mut seen = BTreeSet::new();
    let count = values.len();
    values.retain(|one| seen.insert(fingerprint(&one.value.value)));
    let texts = || values.iter().all(|v| v.value.value.as_str().is_some());
    let integers = || values.iter().all(|v| v.value.value.as_i64().is_some());
    // A value of two alternatives of a `oneOf` is refused.
    let is_sure = !union.exactly_one || values.len() == count;
    (is_sure && count > 0 && (texts() || integers())).then_some(values)
}

/// The values of a schema that has nothing but these, with its documentation.
fn constants(schema: &Schema) -> Option<Vec<EnumValue>> {
    let constant = match schema.assertions.as_slice() {
        [] => None,
        [one] => match &one.value {
            Assertion::Const(value) => Some(Spanned::new(value.clone(), one.span)),
            _ => return None,
        },
        _ => return None,
    };
    let mut values = match (constant, &schema.enumeration) {
        (Some(value), None) => vec![EnumValue::plain(value)],
        (None, Some(list)) if !schema.open => list.value.clone(),
        _ => return None,
    };
    let is_plain = schema.reference.is_none()
        && schema.boolean.is_none()
        && !schema.coerce
        && schema.required.is_empty()
        && schema.rules.is_empty()
        && schema.dependent_required.is_empty()
        && schema.subschemas().is_empty();
    let has_type = |one: &EnumValue| {
        let types = schema.types;
        types.is_empty() || types.wide().meets(Types::of([&one.value.value]))
    };
    if !is_plain || !values.iter().all(has_type) {
        return None;
    }
    let is_one = values.len() == 1;
    for value in &mut values {
        let description = schema.description.clone();
        value.description = value.description.take().or(description);
        value.deprecated |= schema.deprecated;
        value.title = { value.title.take() }.or_else(|| schema.title.clone().filter(|_| is_one));
    }
    Some(values)
}
