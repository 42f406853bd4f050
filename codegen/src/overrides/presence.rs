//! `null_as_absent`: an optional property accepts null, too, in the normalised schema.

use std::collections::BTreeSet;

use super::OverrideTable;
use super::targets::parts;
use crate::schema::{Graph, SchemaId, Types};
use crate::settings::Settings;
use crate::source::Span;

/// Makes the optional properties nullable for which that is set, or all.
pub(super) fn apply(graph: &mut Graph, settings: &Settings, table: &mut OverrideTable) {
    let overrides = table.overrides.values();
    let is_overridden = overrides.into_iter().any(|w| w.null_as_absent.is_some());
    if !settings.null_as_absent && !is_overridden {
        return;
    }
    let members: BTreeSet<SchemaId> = graph
        .ids()
        .flat_map(|id| graph.get(id).all_of.clone())
        .collect();
    // A member of an `allOf` is handled with its parent, which has `required`.
    let outer = graph.ids().filter(|id| !members.contains(id));
    let outer: Vec<SchemaId> = outer.collect();
    let mut changed = BTreeSet::new();
    for id in outer {
        let parts = parts(graph, id);
        let required: BTreeSet<String> = parts
            .iter()
            .flat_map(|part| &graph.get(*part).required)
            .map(|name| name.value.clone())
            .collect();
        for part in &parts {
            for property in graph.get(*part).properties.clone() {
                let overriding = overriding(table, settings, &[property.schema, *part, id]);
                let is_optional = !required.contains(&property.name.value);
                if let (true, Some((true, span))) = (is_optional, overriding)
                    && changed.insert(property.schema)
                {
                    span.into_iter().for_each(|span| table.done(span));
                    accept_null(graph, property.schema);
                }
            }
        }
    }
}

/// The override of the first of `ids` that has one, and its span.
fn overriding(
    table: &OverrideTable,
    settings: &Settings,
    ids: &[SchemaId],
) -> Option<(bool, Option<Span>)> {
    let mut overrides = ids.iter().filter_map(|id| table.get(*id));
    let overriding = overrides.find_map(|overrides| overrides.null_as_absent);
    match overriding {
        Some(overriding) => Some((overriding.value, Some(overriding.span))),
        None => settings.null_as_absent.then_some((true, None)),
    }
}

fn accept_null(graph: &mut Graph, id: SchemaId) {
    let schema = graph.get(id).clone();
    let is_null = |id: &SchemaId| graph.get(*id).types == Types::NULL;
    let alternatives = schema.alternatives.iter().flat_map(|a| &a.schemas);
    let accepts_null = schema.types.meets(Types::NULL) && schema.enumeration.is_none();
    if accepts_null || schema.boolean == Some(true) || alternatives.into_iter().any(is_null) {
        return;
    }
    let nullable = schema.or_null(graph);
    graph.set(id, nullable);
}
