//! Null that a list of types names, beside keywords that have a schema of their own.
//!
//! ```yaml
//! { type: [string, "null"], not: { const: x } } # anyOf: [{ type: string, not: { const: x } }, { type: "null" }]
//! { type: [string, "null"], not: { type: "null" } } # type: string
//! ```

use std::cell::Cell;

use crate::schema::{Assertion, Graph, Schema, SchemaId, Types};

/// How many schemas are looked at.
const MOST_STEPS: usize = 300;

/// How deep: that needs call stack.
const DEEPEST: usize = 30;

/// Puts such a null beside the schema, or takes it out where another keyword refuses it.
pub(super) fn lift_listed(graph: &mut Graph, id: SchemaId) {
    let schema = graph.get(id);
    let others = schema.types.without(Types::NULL);
    let is_listed = schema.types.meets(Types::NULL) && !others.is_empty();
    let is_any = schema.types.with(Types::INTEGER) == Types::ANY;
    if !is_listed || is_any || schema.reference.is_some() || !has_applicators(schema) {
        return;
    }
    let Some(is_accepted) = accepts_null(graph, id) else {
        return;
    };
    let mut schema = schema.clone();
    schema.types = others;
    if let Some(values) = &mut schema.enumeration {
        values.value.retain(|value| !value.value.value.is_null());
    }
    let new = match is_accepted {
        true => schema.or_null(graph),
        false => schema,
    };
    graph.set(id, new);
}

/// Whether it has keywords with schemas of their own that a type does not express.
fn has_applicators(schema: &Schema) -> bool {
    !schema.not.is_empty()
        || schema.condition.is_some()
        || schema.contains.is_some()
        || schema.property_names.is_some()
        || schema.unevaluated_items.is_some()
        || schema.unevaluated_properties.is_some()
        || !schema.pattern_properties.is_empty()
        || !schema.dependent_schemas.is_empty()
        || !schema.dependent_required.is_empty()
        || !schema.alternatives.is_empty()
        || !schema.all_of.is_empty()
}

/// Whether a schema accepts null, if that is certain.
fn accepts_null(graph: &Graph, id: SchemaId) -> Option<bool> {
    accepts_within(graph, id, 0, &Cell::new(MOST_STEPS))
}

fn accepts_within(graph: &Graph, id: SchemaId, depth: usize, steps: &Cell<usize>) -> Option<bool> {
    steps.set(steps.get().checked_sub(1)?);
    let schema = graph.get(id);
    if schema.boolean.is_some() || depth > DEEPEST {
        return schema.boolean;
    }
    let listed = schema.enumeration.as_ref().filter(|_| !schema.open);
    let is_refused = !schema.types.is_empty() && !schema.types.meets(Types::NULL)
        || listed.is_some_and(|values| values.value.iter().all(|v| !v.value.value.is_null()))
        || schema
            .assertions
            .iter()
            .any(|assertion| match &assertion.value {
                Assertion::Const(value) => !value.is_null(),
                _ => false,
            });
    if is_refused {
        return Some(false);
    }
    let target = schema.reference.and_then(|at| graph.definitions.get(at));
    let target = target.map(|target| target.schema);
    let verdicts = schema.verdicts(target, &mut |id| {
        accepts_within(graph, id, depth + 1, steps)
    });
    let mut verdicts: Vec<Option<bool>> = verdicts.into_iter().map(|(_, own)| own).collect();
    let mut groups = schema.alternatives.iter();
    if groups.any(|group| group.discriminator.is_some()) {
        verdicts.push(None); // what its tags refuse is not settled yet
    }
    match verdicts.contains(&Some(false)) {
        true => Some(false),
        false => (!verdicts.contains(&None)).then_some(true),
    }
}
