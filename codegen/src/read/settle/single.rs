//! One alternative is no alternative: `oneOf: [X]` and `anyOf: [X]` say what `allOf: [X]` says.
//! But for a constant: that is an enum of one value, as with more of them. Alternatives that are
//! `true` and `false` are a boolean.

use crate::schema::{Alternatives, Assertion, Graph, Schema, SchemaId, Types};

/// Makes `type: boolean` of alternatives that are its two values, and keeps what they say of them.
pub(super) fn booleans(graph: &mut Graph) {
    let ids: Vec<SchemaId> = graph.ids().collect();
    for id in ids {
        let schema = graph.get(id);
        let [group] = schema.alternatives.as_slice() else {
            continue;
        };
        let values: Option<Vec<bool>> = group
            .schemas
            .iter()
            .map(|one| boolean(graph, *one))
            .collect();
        let is_both = matches!(values.as_deref(), Some([true, false] | [false, true]));
        if !is_both || !(schema.types.is_empty() || schema.types == Types::BOOLEAN) {
            continue;
        }
        let mut words: Vec<String> = schema.description.clone().into_iter().collect();
        for (one, value) in group.schemas.iter().zip(values.into_iter().flatten()) {
            let one = graph.get(*one);
            let own = one.description.as_ref().or(one.title.as_ref());
            words.extend(own.map(|own| format!("`{value}`: {own}")));
        }
        let mut schema = schema.clone();
        schema.alternatives.clear();
        schema.types = Types::BOOLEAN;
        schema.description = (!words.is_empty()).then(|| words.join("\n\n"));
        graph.set(id, schema);
    }
}

/// The value of a schema that is one boolean and says nothing else.
fn boolean(graph: &Graph, id: SchemaId) -> Option<bool> {
    let schema = graph.get(id);
    let is_plain = schema.types.is_empty() || schema.types == Types::BOOLEAN;
    let mut rest: Schema = schema.clone();
    rest.assertions.clear();
    let [only] = schema.assertions.as_slice() else {
        return None;
    };
    let Assertion::Const(value) = &only.value else {
        return None;
    };
    let is_alone = is_plain && rest.subschemas().is_empty() && rest.reference.is_none();
    value.as_bool().filter(|_| is_alone)
}

/// Makes members of `allOf` of alternatives that stand alone.
pub(super) fn only_alternatives(graph: &mut Graph) {
    let ids: Vec<SchemaId> = graph.ids().collect();
    for id in ids {
        if !graph
            .get(id)
            .alternatives
            .iter()
            .any(|group| is_alone(graph, group))
        {
            continue;
        }
        let mut schema = graph.get(id).clone();
        let (alone, others) = schema
            .alternatives
            .into_iter()
            .partition(|group| is_alone(graph, group));
        let alone: Vec<Alternatives> = alone;
        schema.alternatives = others;
        schema
            .all_of
            .extend(alone.iter().flat_map(|group| &group.schemas));
        graph.set(id, schema);
    }
}

fn is_alone(graph: &Graph, group: &Alternatives) -> bool {
    let [only] = group.schemas.as_slice() else {
        return false;
    };
    let mut assertions = graph.get(*only).assertions.iter();
    let is_constant = assertions.any(|a| matches!(a.value, Assertion::Const(_)));
    group.discriminator.is_none() && !is_constant
}
