//! The types of a schema that lists its values are those that the values have: `null` in `type`
//! beside `const: x` is none.

use fieldwright_runtime::Value;

use crate::schema::{Assertion, Graph, Schema, SchemaId, Types};

/// Leaves out the types that no listed value has, where all values are scalars.
pub(super) fn narrow_types(graph: &mut Graph) {
    let ids: Vec<SchemaId> = graph.ids().collect();
    for id in ids {
        let schema = graph.get(id);
        let types = listed(schema).map_or(schema.types, |values| narrowed(schema.types, &values));
        if types != schema.types {
            let mut schema = schema.clone();
            schema.types = types;
            graph.set(id, schema);
        }
    }
}

/// The values that a schema lists, if it does.
fn listed(schema: &Schema) -> Option<Vec<&Value>> {
    if schema.open || schema.reference.is_some() {
        return None; // reported elsewhere
    }
    if let Some(listed) = &schema.enumeration {
        return Some(listed.value.iter().map(|one| &one.value.value).collect());
    }
    let mut assertions = schema.assertions.iter();
    assertions.find_map(|assertion| match &assertion.value {
        Assertion::Const(value) => Some(vec![value]),
        _ => None,
    })
}

/// The types of values among those that a schema names. If no value has one, the schema contradicts
/// itself, and is unchanged.
fn narrowed(named: Types, values: &[&Value]) -> Types {
    let own = Types::of(values.iter().copied());
    if own.meets(Types::ARRAY.with(Types::OBJECT)) {
        return named;
    }
    if named.is_empty() && own == Types::NULL {
        return own;
    }
    let common = named.each().filter(|one| match *one {
        Types::NUMBER => own.meets(Types::NUMERIC),
        one => own.meets(one),
    });
    let common = common.fold(Types::default(), Types::with);
    match common.is_empty() {
        true => named,
        false => common,
    }
}
