//! A sole alternative is none: `oneOf: [X]` and `anyOf: [X]` equal `allOf: [X]`. Except for a
//! constant: that is an enum of one value, as with several. Alternatives that are `true` and
//! `false` are a boolean, and of equal alternatives of an `anyOf` one is enough.

use std::collections::{BTreeMap, BTreeSet};

use crate::schema::{Alternatives, Assertion, Graph, Schema, SchemaId, Types, print_definition};

/// Makes `type: boolean` of alternatives that are its two values, and keeps their documentation.
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
        let alternatives = group.schemas.iter().copied();
        let alternatives = alternatives.zip(values.into_iter().flatten());
        let description = words_of_values(graph, schema.description.clone(), alternatives);
        let mut schema = schema.clone();
        schema.alternatives.clear();
        schema.types = Types::BOOLEAN;
        schema.description = description;
        graph.set(id, schema);
    }
}

/// A list of all types says nothing.
pub(super) fn all_types(graph: &mut Graph) {
    let ids: Vec<SchemaId> = graph.ids().collect();
    for id in ids {
        if graph.get(id).types.wide() == Types::ANY {
            let mut schema = graph.get(id).clone();
            schema.types = Types::default();
            graph.set(id, schema);
        }
    }
}

/// The two values of a boolean among other alternatives are one of them, and so is any boolean of
/// an `anyOf` with its values.
pub(super) fn join_booleans(graph: &mut Graph) {
    let ids: Vec<SchemaId> = graph.ids().collect();
    for id in ids {
        let mut groups = graph.get(id).alternatives.clone();
        let mut is_changed = false;
        for group in groups.iter_mut().filter(|g| g.discriminator.is_none()) {
            is_changed |= join_boolean_values(graph, group);
        }
        if is_changed {
            let mut schema = graph.get(id).clone();
            schema.alternatives = groups;
            graph.set(id, schema);
        }
    }
}

fn join_boolean_values(graph: &mut Graph, group: &mut Alternatives) -> bool {
    let is_any = |one: &SchemaId| {
        let schema = graph.get(*one);
        schema.types == Types::BOOLEAN && schema.has_types_only() && schema.reference.is_none()
    };
    let all = group.schemas.iter();
    let values: Vec<(SchemaId, bool)> = all
        .filter_map(|one| Some((*one, boolean(graph, *one)?)))
        .collect();
    let any = group.schemas.iter().copied().find(|one| is_any(one));
    let any = any.filter(|_| !group.exactly_one && !values.is_empty());
    let is_pair = matches!(values.as_slice(), [(_, a), (_, b)] if a != b);
    let Some((first, _)) = values.first().filter(|_| any.is_some() || is_pair) else {
        return false;
    };
    let kept = any.unwrap_or(*first);
    let own = any.and_then(|any| graph.get(any).description.clone());
    let mut schema = Schema::new(graph.get(kept).span);
    schema.types = Types::BOOLEAN;
    schema.description = words_of_values(graph, own, values.iter().copied());
    graph.set(kept, schema);
    let is_value = |one: &SchemaId| values.iter().any(|(value, _)| value == one);
    group.schemas.retain(|one| *one == kept || !is_value(one));
    true
}

/// The words of a boolean: those of the whole, and of the alternative for each value.
fn words_of_values(
    graph: &Graph,
    whole: Option<String>,
    alternatives: impl Iterator<Item = (SchemaId, bool)>,
) -> Option<String> {
    let mut words: Vec<String> = whole.into_iter().collect();
    for (one, value) in alternatives {
        let one = graph.get(one);
        let own = one.description.as_ref().or(one.title.as_ref());
        words.extend(own.map(|own| format!("`{value}`: {own}")));
    }
    (!words.is_empty()).then(|| words.join("\n\n"))
}

/// The value of a schema that is only one boolean.
fn boolean(graph: &Graph, id: SchemaId) -> Option<bool> {
    let schema = graph.get(id);
    let [only] = schema.assertions.as_slice() else {
        return None;
    };
    let Assertion::Const(value) = &only.value else {
        return None;
    };
    let is_plain = schema.types.is_empty() || schema.types == Types::BOOLEAN;
    let is_alone = is_plain && schema.subschemas().is_empty() && schema.reference.is_none();
    value.as_bool().filter(|_| is_alone)
}

/// Turns sole alternatives into members of `allOf`.
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

/// Puts the types of an alternative that is only a list of them, and the alternatives of an `anyOf`
/// in an `anyOf`, beside the others.
pub(super) fn flatten(graph: &mut Graph) {
    let ids: Vec<SchemaId> = graph.ids().collect();
    // What is inside of others was read after them.
    for id in ids.into_iter().rev() {
        let groups = graph.get(id).alternatives.iter().cloned();
        let mut groups: Vec<Alternatives> = groups.collect();
        let mut is_changed = false;
        for group in groups
            .iter_mut()
            .filter(|group| group.discriminator.is_none())
        {
            let mut flat = Vec::new();
            for one in &group.schemas {
                let parts = flat_parts(graph, *one, group.exactly_one);
                is_changed |= parts.is_some();
                flat.extend(parts.unwrap_or_else(|| vec![*one]));
            }
            group.schemas = flat;
        }
        if is_changed {
            let mut schema = graph.get(id).clone();
            schema.alternatives = groups;
            graph.set(id, schema);
        }
    }
}

/// What stands in the place of an alternative that is several, if nobody named or described it.
fn flat_parts(graph: &mut Graph, id: SchemaId, exactly_one: bool) -> Option<Vec<SchemaId>> {
    let schema = graph.get(id).clone();
    let has_words = schema.title.is_some() || schema.description.is_some();
    if has_words || schema.rust_name.is_some() || schema.reference.is_some() {
        return None;
    }
    if let [inner] = schema.alternatives.as_slice() {
        let is_alone = schema.subschemas().len() == inner.schemas.len();
        let mut rest = schema.clone();
        rest.alternatives.clear();
        let is_plain =
            rest.has_types_only() && rest.types.is_empty() && inner.discriminator.is_none();
        if !is_alone || !is_plain || exactly_one || inner.exactly_one {
            return None;
        }
        // They have one parent: nobody else changes them.
        graph.set(id, Schema::new(schema.span));
        return Some(inner.schemas.clone());
    }
    // An integer is a number: of these two one is enough.
    let is_apart = !(schema.types.meets(Types::INTEGER) && schema.types.meets(Types::NUMBER));
    if !schema.has_types_only() || !is_apart || schema.types.each().count() < 2 {
        return None;
    }
    let parts = schema.types.each().map(|types| {
        let mut part = Schema::new(schema.span);
        part.types = types;
        graph.add(part)
    });
    Some(parts.collect())
}

/// Leaves out alternatives that are `false`, or `not` beside nothing, unless there are no others.
pub(super) fn leave_out_never(graph: &mut Graph) {
    let ids: Vec<SchemaId> = graph.ids().collect();
    for id in ids {
        let is_kept = |one: &SchemaId| !graph.is_never(*one);
        let groups = graph.get(id).alternatives.iter();
        let kept: Vec<Vec<bool>> = groups
            .map(|group| group.schemas.iter().map(is_kept).collect())
            .collect();
        let is_mixed = |kept: &Vec<bool>| kept.contains(&true) && kept.contains(&false);
        if !kept.iter().any(is_mixed) {
            continue;
        }
        let mut schema = graph.get(id).clone();
        let groups = schema.alternatives.iter_mut().zip(&kept);
        for (group, kept) in groups.filter(|(_, kept)| is_mixed(kept)) {
            let mut each = kept.iter();
            group.schemas.retain(|_| each.next() == Some(&true));
            if let Some(discriminator) = &mut group.discriminator {
                let mut each = kept.iter();
                discriminator.tags.retain(|_| each.next() == Some(&true));
            }
        }
        graph.set(id, schema);
    }
}

/// Leaves out alternatives of an `anyOf` that repeat an earlier one, apart from documentation.
pub(super) fn merge_equal(graph: &mut Graph) {
    let ids: Vec<SchemaId> = graph.ids().collect();
    for id in ids {
        let groups = graph.get(id).alternatives.iter();
        let groups: Vec<Vec<usize>> = groups.map(|group| repeated(graph, group)).collect();
        if groups.iter().all(Vec::is_empty) {
            continue;
        }
        let mut schema = graph.get(id).clone();
        for (group, repeated) in schema.alternatives.iter_mut().zip(groups) {
            for index in repeated.into_iter().rev() {
                group.schemas.remove(index);
            }
        }
        graph.set(id, schema);
    }
}

/// The indices of alternatives that are equal to one before.
fn repeated(graph: &Graph, group: &Alternatives) -> Vec<usize> {
    match group.exactly_one || group.discriminator.is_some() {
        true => Vec::new(),
        false => equal(graph, group),
    }
}

/// The same, whatever they are alternatives of.
pub(super) fn equal(graph: &Graph, group: &Alternatives) -> Vec<usize> {
    // Few look alike; those are printed.
    let mut alike: BTreeMap<_, Vec<usize>> = BTreeMap::new();
    for (index, id) in group.schemas.iter().enumerate() {
        let schema = graph.get(*id);
        let types: Vec<&str> = schema.types.names().collect();
        let first = schema.properties.first().map(|p| &p.name.value);
        let key = (schema.reference, types, first, schema.properties.len());
        alike.entry(key).or_default().push(index);
    }
    let mut found = Vec::new();
    for indices in alike.into_values().filter(|indices| indices.len() > 1) {
        let mut texts = BTreeSet::new();
        let known = |index: &usize| !texts.insert(text_of(graph, group.schemas[*index]));
        found.extend(indices.into_iter().filter(known));
    }
    found.sort_unstable();
    found
}

/// The text of a schema, without its documentation.
fn text_of(graph: &Graph, id: SchemaId) -> String {
    let mut printed = print_definition(graph, id);
    if let fieldwright_runtime::Value::Object(map) = &mut printed {
        for keyword in ["title", "description", "examples", "deprecated"] {
            map.remove(keyword);
        }
    }
    printed.to_string()
}

fn is_alone(graph: &Graph, group: &Alternatives) -> bool {
    let [only] = group.schemas.as_slice() else {
        return false;
    };
    let mut assertions = graph.get(*only).assertions.iter();
    let is_constant = assertions.any(|a| matches!(a.value, Assertion::Const(_)));
    group.discriminator.is_none() && !is_constant
}
