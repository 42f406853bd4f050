//! Whether null is among the values of a schema, by its keywords and those of what it is made of.

use std::cell::Cell;

use crate::schema::{Assertion, EnumValue, Graph, Schema, SchemaId, Types};

/// How many schemas are looked at to find out whether null is one of the values of one.
const MOST_STEPS: usize = 300;

/// How deep: that needs call stack.
const DEEPEST: usize = 30;

/// Whether a schema accepts null.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Null {
    /// Its one value.
    Only,
    /// One of its values, which can be taken away.
    Also,
    Never,
    Unknown,
}

pub(super) fn null_of(graph: &Graph, id: SchemaId) -> Null {
    let steps = Cell::new(MOST_STEPS);
    null_within(graph, id, 0, &steps)
}

fn null_within(graph: &Graph, id: SchemaId, depth: usize, steps: &Cell<usize>) -> Null {
    let inner = |id: SchemaId| null_within(graph, id, depth + 1, steps);
    steps.set(steps.get().saturating_sub(1));
    let schema = graph.get(id);
    if schema.boolean == Some(false) {
        return Null::Never;
    }
    if depth > DEEPEST || steps.get() == 0 || schema.boolean.is_some() {
        return Null::Unknown;
    }
    let listed = schema.enumeration.as_ref().filter(|_| !schema.open);
    let is_null = |value: &EnumValue| value.value.value.is_null();
    let constant = schema.assertions.iter().find_map(|a| match &a.value {
        Assertion::Const(value) => Some(value.is_null()),
        _ => None,
    });
    let excluded = !schema.types.is_empty() && !schema.types.meets(Types::NULL)
        || listed.is_some_and(|values| !values.value.iter().any(is_null))
        || constant == Some(false);
    if excluded {
        return Null::Never;
    }
    if let Some(target) = schema
        .reference
        .and_then(|index| graph.definitions.get(index))
    {
        let mut rest = schema.clone();
        rest.reference = None;
        return match inner(target.schema) {
            Null::Never => Null::Never,
            Null::Only if !adds_keywords(&rest) => Null::Only,
            _ => Null::Unknown,
        };
    }
    let mut members = schema.all_of.iter();
    if members.any(|id| inner(*id) == Null::Never) {
        return Null::Never;
    }
    if let Some((value, exactly_one)) = beside_null(graph, schema) {
        return match inner(value) {
            Null::Never => Null::Also,
            _ if exactly_one => Null::Unknown,
            Null::Also => Null::Also,
            Null::Only => Null::Only,
            Null::Unknown => Null::Unknown,
        };
    }
    let mut groups = schema.alternatives.iter();
    let refuses = |id: &SchemaId| inner(*id) == Null::Never;
    if groups.any(|group| group.schemas.iter().all(refuses)) {
        return Null::Never;
    }
    let is_plain = schema.alternatives.is_empty() && schema.all_of.is_empty() && !has_tests(schema);
    let all_null = listed.is_some_and(|values| values.value.iter().all(is_null));
    match is_plain {
        true if schema.types == Types::NULL || constant == Some(true) || all_null => Null::Only,
        true if listed.is_some_and(|values| !is_enum(&values.value)) => Null::Unknown,
        true if schema.types.with(Types::INTEGER) == Types::ANY => Null::Unknown,
        true if schema.types.meets(Types::NULL) || listed.is_some() => Null::Also,
        _ => Null::Unknown,
    }
}

/// Whether all values but null are strings, or all are integers: others are compared with.
pub(super) fn is_enum(values: &[EnumValue]) -> bool {
    let others = || {
        values
            .iter()
            .map(|v| &v.value.value)
            .filter(|v| !v.is_null())
    };
    others().all(|value| value.as_str().is_some()) || others().all(|value| value.as_i64().is_some())
}

/// Whether it has keywords that may refuse null by a schema of their own.
pub(super) fn has_tests(schema: &Schema) -> bool {
    !schema.not.is_empty() || schema.condition.is_some()
}

/// The other one of two alternatives, of which one is only null, if no keyword beside them concerns
/// null; and whether exactly one of the two holds.
pub(super) fn beside_null(graph: &Graph, schema: &Schema) -> Option<(SchemaId, bool)> {
    let [group] = schema.alternatives.as_slice() else {
        return None;
    };
    let [one, other] = group.schemas.as_slice() else {
        return None;
    };
    let mut rest = schema.clone();
    rest.alternatives.clear();
    if adds_keywords(&rest) || group.discriminator.is_some() {
        return None;
    }
    match (is_only_null(graph, *one), is_only_null(graph, *other)) {
        (false, true) => Some((*one, group.exactly_one)),
        (true, false) => Some((*other, group.exactly_one)),
        _ => None,
    }
}

/// Whether a schema says nothing but that its value is null.
pub(super) fn is_only_null(graph: &Graph, id: SchemaId) -> bool {
    let mut schema = graph.get(id).clone();
    std::mem::take(&mut schema.types) == Types::NULL && !adds_keywords(&schema)
}

/// Whether it has any keyword but annotations.
pub(super) fn adds_keywords(schema: &Schema) -> bool {
    schema.boolean.is_some()
        || schema.reference.is_some()
        || !schema.types.is_empty()
        || schema.enumeration.is_some()
        || !schema.assertions.is_empty()
        || !schema.required.is_empty()
        || !schema.rules.is_empty()
        || !schema.dependent_required.is_empty()
        || schema.has_fields
        || !schema.subschemas().is_empty()
}
