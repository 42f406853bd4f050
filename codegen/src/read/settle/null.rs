//! Null, moved out of alternatives, enums and components: a slot may be null, a type is not.
//!
//! ```yaml
//! oneOf: [ { $ref: A }, { $ref: B }, { const: null } ]
//! # anyOf: [ { oneOf: [ { $ref: A }, { $ref: B } ] }, { type: "null" } ]
//! ```
//! The verdict stays the same except in one case: alternatives of a `oneOf` of OpenAPI 2.0 and 3.0
//! that are all `nullable` strictly refuse null, but intend to allow it.

use std::collections::{BTreeMap, BTreeSet};

use fieldwright_runtime::Value;

use super::Lifts;
use super::listed_null::lift_listed;
use super::null_of::{Null, adds_keywords, beside_null, has_tests, is_enum, is_only_null, null_of};
use crate::diagnostic::{Collector, Diagnostic};
use crate::schema::{Assertion, Graph, Provenance, Schema, SchemaId, Types};

/// How many unions, one an alternative of the next, may be nullable because of the innermost.
const MOST_ROUNDS: usize = 10;

/// Lifts null out of all schemas.
pub(super) fn lift_null(graph: &mut Graph, lifts: Lifts, collector: &mut Collector) {
    let is_once = lifts.null_once;
    let ids: Vec<SchemaId> = graph.ids().collect();
    // Those that null already stands beside.
    let beside = ids.iter().map(|id| beside_null(graph, graph.get(*id)));
    let beside: BTreeSet<SchemaId> = beside.flatten().map(|(value, _)| value).collect();
    let definitions = graph.definitions.iter().map(|d| d.schema);
    let definitions: BTreeSet<SchemaId> = definitions.collect();
    // Definitions last: by then their parts have their final form.
    let (named, inner): (Vec<SchemaId>, Vec<SchemaId>) =
        ids.iter().partition(|id| definitions.contains(id));
    let inner = inner.into_iter().rev();
    for id in inner.chain(named) {
        lift_alternatives(graph, id, (is_once, &beside), collector);
        lift_members(graph, id);
        lift_listed(graph, id);
    }
    // A reference among alternatives may become nullable only now, and with it its parent.
    for _ in 0..MOST_ROUNDS {
        let nullable = nullable_definitions(graph, lifts.named_are_parts);
        if nullable.is_empty() {
            return;
        }
        let ids: Vec<SchemaId> = graph.ids().collect();
        refer(graph, &nullable, &ids);
        for id in ids {
            lift_alternatives(graph, id, (is_once, &beside), collector);
            lift_members(graph, id);
            lift_listed(graph, id);
        }
    }
}

/// Whether null is allowed by its type alone: all other keywords concern values of other types.
fn allows_null(schema: &Schema) -> bool {
    let mut constants = schema.assertions.iter();
    (schema.types.is_empty() || schema.types.meets(Types::NULL))
        && schema.enumeration.is_none()
        && !constants.any(|a| matches!(a.value, Assertion::Const(_)))
        && schema.all_of.is_empty()
        && !has_tests(schema)
        && schema.boolean.is_none()
}

/// Whether null is one of the values that are listed beside alternatives.
fn lists_null(schema: &Schema) -> bool {
    let listed = schema.enumeration.iter().flat_map(|list| &list.value);
    let mut constants = schema.assertions.iter();
    listed.map(|value| &value.value.value).any(Value::is_null)
        || constants.any(|a| matches!(&a.value, Assertion::Const(value) if value.is_null()))
}

/// A schema without null, if it is one of its values; `None` if it is the only one.
fn stripped(graph: &mut Graph, id: SchemaId) -> Option<SchemaId> {
    match null_of(graph, id) {
        Null::Only => None,
        Null::Also => {
            let schema = graph.get(id).clone();
            match beside_null(graph, &schema) {
                Some((value, _)) => {
                    let value = stripped(graph, value)?;
                    Some(with_words(graph, value, &schema))
                }
                None => {
                    let schema = without_null(schema);
                    graph.set(id, schema);
                    Some(id)
                }
            }
        }
        Null::Never | Null::Unknown => Some(id),
    }
}

fn without_null(mut schema: Schema) -> Schema {
    schema.types = schema.types.without(Types::NULL);
    if let Some(values) = &mut schema.enumeration {
        values.value.retain(|value| !value.value.value.is_null());
    }
    schema
}

/// The inner schema with the documentation of the outer one, if it has none.
fn with_words(graph: &mut Graph, inner: SchemaId, outer: &Schema) -> SchemaId {
    let mut schema = graph.get(inner).clone();
    schema.title = schema.title.or_else(|| outer.title.clone());
    schema.description = schema.description.or_else(|| outer.description.clone());
    schema.deprecated |= outer.deprecated;
    schema.read_only |= outer.read_only;
    schema.write_only |= outer.write_only;
    schema.default = schema.default.or_else(|| outer.default.clone());
    schema.rust_name = schema.rust_name.or_else(|| outer.rust_name.clone());
    if schema.examples.is_empty() {
        schema.examples.clone_from(&outer.examples);
    }
    graph.set(inner, schema);
    inner
}

/// Puts the null of alternatives beside them.
fn lift_alternatives(
    graph: &mut Graph,
    id: SchemaId,
    (is_once, beside): (bool, &BTreeSet<SchemaId>),
    collector: &mut Collector,
) {
    let schema = graph.get(id).clone();
    let [group] = schema.alternatives.as_slice() else {
        return;
    };
    // If null is the only type, nothing would remain without it.
    if schema.reference.is_some() || schema.types == Types::NULL {
        return;
    }
    let nulls = group.schemas.iter().map(|one| null_of(graph, *one));
    let nulls: Vec<Null> = nulls.collect();
    let is_taken = |null: &&Null| matches!(null, Null::Only | Null::Also);
    let count = nulls.iter().filter(is_taken).count();
    let is_unknown = group.exactly_one && nulls.contains(&Null::Unknown);
    let only = nulls.iter().filter(|null| **null == Null::Only).count();
    let is_plain = only == 1 && count == 1 && nulls.len() == 2 && allows_null(&schema);
    if count == 0 || is_unknown || only == nulls.len() || (is_plain && is_canonical(graph, &schema))
    {
        return;
    }
    let allowed = allows_null(&schema);
    let depends = !schema.all_of.is_empty() || has_tests(&schema) || lists_null(&schema);
    if !allowed && depends {
        return; // whether null is allowed depends on what stands beside
    }
    let is_refused = group.exactly_one && count > 1;
    let is_null = allowed && (!is_refused || is_once);
    let mut inner = schema.clone();
    if let Some(group) = inner.alternatives.first_mut() {
        let mut kept = Vec::new();
        let mut tags = Vec::new();
        for (index, one) in group.schemas.iter().enumerate() {
            let Some(one) = stripped(graph, *one) else {
                continue;
            };
            kept.push(one);
            let own = group.discriminator.as_ref();
            tags.extend(own.and_then(|own| own.tags.get(index).cloned()));
        }
        group.schemas = kept;
        if let Some(discriminator) = &mut group.discriminator {
            discriminator.tags = tags;
        }
    }
    inner.types = inner.types.without(Types::NULL);
    if is_refused && allowed && !beside.contains(&id) {
        several_nulls(&schema, is_null, collector);
    }
    let new = match is_null {
        true => only_one(graph, inner).or_null(graph),
        false => inner,
    };
    graph.set(id, new);
}

/// Puts the null that all members of `allOf` accept beside them.
fn lift_members(graph: &mut Graph, id: SchemaId) {
    let mut schema = graph.get(id).clone();
    let listed = schema.enumeration.as_ref();
    let lists_null = listed.is_some_and(|values| {
        let mut all = values.value.iter();
        !schema.open && is_enum(&values.value) && all.any(|v| v.value.value.is_null())
    });
    let mut rest = schema.clone();
    rest.all_of.clear();
    rest.enumeration = rest.enumeration.filter(|_| !lists_null);
    let is_only_made = !schema.all_of.is_empty()
        && schema.reference.is_none()
        && schema.alternatives.is_empty()
        && schema.types != Types::NULL;
    if !is_only_made || !allows_null(&rest) {
        return;
    }
    let says_nothing = |id: &SchemaId| {
        let member = graph.get(*id);
        allows_null(member)
            && member.types.is_empty()
            && member.reference.is_none()
            && member.alternatives.is_empty()
    };
    let others = schema.all_of.iter().filter(|id| !says_nothing(id));
    let others: Vec<SchemaId> = others.copied().collect();
    let is_also = |id: &SchemaId| null_of(graph, *id) == Null::Also;
    let is_said = lists_null || schema.types.meets(Types::NULL);
    if !others.iter().all(is_also) || (others.is_empty() && !is_said) {
        return;
    }
    for member in &mut schema.all_of {
        if others.contains(member)
            && let Some(value) = stripped(graph, *member)
        {
            *member = value;
        }
    }
    let new = without_null(schema).or_null(graph);
    graph.set(id, new);
}

/// What is left of two alternatives without null is the other one.
fn only_one(graph: &mut Graph, inner: Schema) -> Schema {
    let mut rest = inner.clone();
    rest.alternatives.clear();
    let [group] = inner.alternatives.as_slice() else {
        return inner;
    };
    let ([only], false, None) = (
        group.schemas.as_slice(),
        adds_keywords(&rest),
        &group.discriminator,
    ) else {
        return inner;
    };
    let only = with_words(graph, *only, &inner);
    graph.get(only).clone()
}

/// Whether it is written as it would be here.
fn is_canonical(graph: &Graph, schema: &Schema) -> bool {
    let mut groups = schema.alternatives.iter();
    let mut rest = schema.clone();
    rest.alternatives.clear();
    !adds_keywords(&rest)
        && groups.any(|group| group.schemas.iter().any(|id| is_only_null(graph, *id)))
}

fn several_nulls(schema: &Schema, is_null: bool, collector: &mut Collector) {
    let message = if is_null {
        "several alternatives of this `oneOf` are nullable; null is accepted once"
    } else {
        "several alternatives of this `oneOf` accept null, so that null is refused"
    };
    let help = "say beside the alternatives that null is allowed";
    collector.add(Diagnostic::warning("ambiguous-null", schema.span, message).help(help));
}

/// The definitions that have null among their values, which lose it here. The root is the document:
/// it keeps its null. So does a body, and any other definition without references, as its null has
/// no other place.
fn nullable_definitions(graph: &mut Graph, named_are_parts: bool) -> BTreeSet<usize> {
    let mut found = BTreeSet::new();
    let referred: BTreeSet<usize> = graph
        .ids()
        .filter_map(|id| graph.get(id).reference)
        .collect();
    let mut aliases: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for index in 0..graph.definitions.len() {
        let Some(id) = graph.definitions.get(index).map(|d| d.schema) else {
            continue;
        };
        let schema = graph.get(id).clone();
        let is_named = graph.definitions[index].provenance == Provenance::Named;
        let is_part = referred.contains(&index) || (is_named && named_are_parts);
        let mut rest = schema.clone();
        let target = rest.reference.take().filter(|_| !adds_keywords(&rest));
        if let Some(target) = target.filter(|_| is_part) {
            aliases.entry(target).or_default().push(index);
        }
        if graph.root == Some(index) || !is_part || null_of(graph, id) != Null::Also {
            continue;
        }
        let Some(value) = stripped(graph, id) else {
            continue;
        };
        if value != id {
            let inner = graph.get(value).clone();
            graph.set(id, inner);
        }
        found.insert(index);
    }
    let mut open: Vec<usize> = found.iter().copied().collect();
    while let Some(index) = open.pop() {
        for alias in aliases.get(&index).into_iter().flatten() {
            if graph.root != Some(*alias) && found.insert(*alias) {
                open.push(*alias);
            }
        }
    }
    found
}

/// Each reference to a nullable definition is a reference or null.
fn refer(graph: &mut Graph, nullable: &BTreeSet<usize>, ids: &[SchemaId]) {
    let mut parents: BTreeMap<SchemaId, SchemaId> = BTreeMap::new();
    for id in ids {
        let members = graph.get(*id).all_of.iter();
        parents.extend(members.map(|member| (*member, *id)));
    }
    let aliases: BTreeSet<SchemaId> = nullable
        .iter()
        .filter_map(|index| graph.definitions.get(*index))
        .map(|definition| definition.schema)
        .collect();
    for id in ids {
        let schema = graph.get(*id).clone();
        let is_nullable = schema
            .reference
            .is_some_and(|target| nullable.contains(&target));
        if !is_nullable || aliases.contains(id) {
            continue;
        }
        // Keywords beside the reference that may refuse null do so, whatever stands around.
        let mut beside = schema;
        beside.reference = None;
        match parents.get(id).filter(|_| allows_null(&beside)) {
            Some(parent) => refer_member(graph, *id, *parent, (nullable, &aliases)),
            None => refer_whole(graph, *id),
        }
    }
}

/// A reference with the keywords beside it.
fn refer_whole(graph: &mut Graph, id: SchemaId) {
    let mut schema = graph.get(id).clone();
    let has_others = schema.types != Types::NULL;
    if allows_null(&schema) && schema.alternatives.is_empty() && has_others {
        schema.types = schema.types.without(Types::NULL);
        let schema = schema.or_null(graph);
        graph.set(id, schema);
    } else if null_of_rest(&schema) {
        let mut bare = Schema::new(schema.span);
        bare.reference = schema.reference.take();
        let member = bare.or_null(graph);
        schema.all_of.push(graph.add(member));
        graph.set(id, schema);
    }
}

/// Whether the keywords beside the reference may accept null.
fn null_of_rest(schema: &Schema) -> bool {
    schema.types.is_empty() || schema.types.meets(Types::NULL)
}

/// A member of `allOf`: null stays outside, unless another member refuses it.
fn refer_member(
    graph: &mut Graph,
    id: SchemaId,
    parent: SchemaId,
    (nullable, aliases): (&BTreeSet<usize>, &BTreeSet<SchemaId>),
) {
    let whole = graph.get(parent).clone();
    let mut others = whole.all_of.iter().filter(|member| **member != id);
    // What another member refers to has lost its null, too, and it is given back there.
    let is_given = |target| nullable.contains(&target);
    let refuses = |other: &SchemaId| {
        !graph.get(*other).reference.is_some_and(is_given) && null_of(graph, *other) == Null::Never
    };
    let own = whole.types.is_empty() || whole.types.meets(Types::NULL);
    if !own || others.any(refuses) {
        return;
    }
    let mut rest = whole.clone();
    rest.all_of.clear();
    if whole.all_of.len() == 1 && !adds_keywords(&rest) && !aliases.contains(&parent) {
        let schema = whole.or_null(graph);
        graph.set(parent, schema);
    } else {
        refer_whole(graph, id);
    }
}
