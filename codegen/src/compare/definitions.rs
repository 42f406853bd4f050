//! Types that were added, removed or renamed, and types that changed only through their references.

use std::collections::{BTreeMap, BTreeSet};

use super::apart::disjoint;
use super::change::{Effect, Found, Probe, Step, WireEffect};
use super::matching::Matching;
use super::side::Side;
use crate::schema::{Graph, Provenance, Schema, SchemaId};

/// Types on one side only, and those with another name.
pub(super) fn definitions(old: &Side, new: &Side, matching: &Matching) -> Vec<Found> {
    let mut found = Vec::new();
    for (index, definition) in new.graph.definitions.iter().enumerate() {
        let name = &definition.name;
        let Some(before) = matching.old_of(index) else {
            if is_named(&new.graph, index) {
                let message = format!("the type `{}` is new", name.value);
                found.push(plain(
                    "type-added",
                    message,
                    (None, Some(index)),
                    (old, new),
                ));
            }
            continue;
        };
        let was = old.name(before);
        if was == name.value || !is_named(&new.graph, index) {
            continue;
        }
        let message = format!("the type `{was}` is called `{}` now", name.value);
        let mut one = plain(
            "type-renamed",
            message,
            (Some(before), Some(index)),
            (old, new),
        );
        let kept = old.names_of(before);
        one.help = kept.map(|ident| {
            let target = fieldwright_runtime::Value::from(name.value.as_str());
            super::change::keep_name(&target.to_string(), ident)
        });
        found.push(one);
    }
    for (index, definition) in old.graph.definitions.iter().enumerate() {
        if matching.new_of(index).is_none() && is_named(&old.graph, index) {
            let message = format!("the type `{}` is gone", definition.name.value);
            found.push(plain(
                "type-removed",
                message,
                (Some(index), None),
                (old, new),
            ));
        }
    }
    found
}

/// Whether a type is no form of another one, which is reported then.
fn is_named(graph: &Graph, index: usize) -> bool {
    let definition = graph.definitions.get(index);
    definition
        .is_some_and(|d| d.form_of.is_none() && !matches!(d.provenance, Provenance::Parameters(_)))
}

fn plain(
    code: &'static str,
    message: String,
    definitions: (Option<usize>, Option<usize>),
    (old, new): (&Side, &Side),
) -> Found {
    let find = |side: &Side, index: Option<usize>| {
        let definition = side.graph.definitions.get(index?)?;
        Some((definition.name.span, definition.schema))
    };
    let (a, b) = (find(old, definitions.0), find(new, definitions.1));
    Found {
        definitions,
        spans: (a.map(|a| a.0), b.map(|b| b.0)),
        schemas: (a.map(|a| a.1), b.map(|b| b.1)),
        wire: WireEffect::Nothing,
        ..Found::new(code, message)
    }
}

/// Types without own changes that refer to changed ones where acceptance inside does not decide
/// acceptance outside: below `not` and `if`, in `oneOf`, beside `unevaluatedProperties`.
pub(super) fn indirect(
    old: &Side,
    new: &Side,
    matching: &Matching,
    changes: &[Found],
) -> Vec<Found> {
    let changed = changes
        .iter()
        .filter(|one| one.effect != Effect::Same || is_assumed(one));
    let changed: BTreeSet<usize> = changed.filter_map(|one| one.definitions.1).collect();
    let changed = users(&new.graph, changed);
    let mut found = Vec::new();
    for (a, b) in matching.pairs() {
        let Some(definition) = new.graph.definitions.get(b) else {
            continue;
        };
        let mut references = fragile_references(&new.graph, definition.schema);
        // Alternatives may exclude each other since the change, or because of it.
        let before = old.graph.definitions.get(a).map(|d| d.schema);
        let before = before.map(|schema| fragile_references(&old.graph, schema));
        for (target, path) in before.into_iter().flatten() {
            if let Some(target) = matching.new_of(target) {
                references.entry(target).or_insert(path);
            }
        }
        let hit = references
            .iter()
            .find(|(target, _)| changed.contains(target));
        let Some((target, path)) = hit else {
            continue;
        };
        let message = format!(
            "`{}` looks at `{}`, which changed, where more of it may mean less",
            definition.name.value,
            new.name(*target)
        );
        let mut one = plain("indirect-change", message, (Some(a), Some(b)), (old, new));
        one.effect = Effect::Mixed;
        one.wire = WireEffect::AsValidation;
        one.probes = Probe::all_sizes();
        one.path.clone_from(path);
        let schema =
            |side: &Side, index: usize| side.graph.definitions.get(index).map(|d| d.schema);
        let before = matching
            .old_of(*target)
            .and_then(|before| schema(old, before));
        one.schemas = (before, schema(new, *target));
        found.push(one);
    }
    found
}

/// Whether a change is none only because nobody sends undeclared properties.
fn is_assumed(one: &Found) -> bool {
    matches!(
        one.code,
        "property-added" | "property-removed" | "property-renamed"
    )
}

/// The definitions, and all that refer to them.
fn users(graph: &Graph, changed: BTreeSet<usize>) -> BTreeSet<usize> {
    let mut users: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (index, definition) in graph.definitions.iter().enumerate() {
        each(graph, definition.schema, &mut |id| {
            let reference = graph.get(id).reference;
            if let Some(target) = reference {
                users.entry(target).or_default().push(index);
            }
        });
    }
    let mut found = BTreeSet::new();
    let mut open: Vec<usize> = changed.into_iter().collect();
    while let Some(index) = open.pop() {
        if found.insert(index) {
            open.extend(users.get(&index).into_iter().flatten());
        }
    }
    found
}

fn each(graph: &Graph, start: SchemaId, visit: &mut dyn FnMut(SchemaId)) {
    let mut seen = BTreeSet::new();
    let mut open = vec![start];
    while let Some(id) = open.pop() {
        if seen.insert(id) {
            visit(id);
            open.extend(graph.get(id).subschemas());
        }
    }
}

/// The references of a definition where accepting more may mean less, with a path to each.
fn fragile_references(graph: &Graph, start: SchemaId) -> BTreeMap<usize, Vec<Step>> {
    let mut found: BTreeMap<usize, Vec<Step>> = BTreeMap::new();
    let mut seen = BTreeSet::new();
    let mut open: Vec<(SchemaId, bool, Vec<Step>)> = vec![(start, false, Vec::new())];
    while let Some((id, is_fragile, path)) = open.pop() {
        if !seen.insert((id, is_fragile)) {
            continue;
        }
        let schema = graph.get(id);
        let rest = schema.unevaluated_properties.is_some() || schema.unevaluated_items.is_some();
        if let Some(target) = schema.reference.filter(|_| is_fragile || rest) {
            found.entry(target).or_insert_with(|| path.clone());
        }
        let mut fragile: BTreeSet<SchemaId> = BTreeSet::new();
        fragile.extend(&schema.not);
        fragile.extend(schema.condition.map(|c| c.test));
        fragile.extend(
            schema
                .contains
                .filter(|c| c.max.is_some())
                .map(|c| c.schema),
        );
        for alternatives in &schema.alternatives {
            if alternatives.exactly_one && !disjoint(graph, alternatives) {
                fragile.extend(&alternatives.schemas);
            }
        }
        if rest {
            fragile.extend(schema.in_place());
        }
        for inner in schema.subschemas() {
            let mut path = path.clone();
            path.extend(step_to(schema, inner));
            open.push((inner, is_fragile || fragile.contains(&inner), path));
        }
    }
    found
}

/// The step from a value to the part of a subschema; `None` if that is the value itself.
fn step_to(schema: &Schema, inner: SchemaId) -> Option<Step> {
    if schema.in_place().contains(&inner) {
        return None;
    }
    let property = schema.properties.iter().find(|p| p.schema == inner);
    let element = schema.prefix_items.iter().position(|id| *id == inner);
    let is_item = schema.items == Some(inner) || schema.contains.is_some_and(|c| c.schema == inner);
    Some(match (property, element) {
        (Some(property), _) => Step::Property(property.name.value.clone()),
        (None, Some(index)) => Step::Element(index),
        (None, None) if is_item => Step::Item,
        (None, None) => Step::Undeclared,
    })
}
