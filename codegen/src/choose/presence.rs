//! `null_as_absent`: an optional property accepts null, too, in the normalised schema.

use std::collections::BTreeSet;

use super::Choices;
use super::targets::parts;
use crate::schema::{Graph, SchemaId, Types};
use crate::settings::Settings;
use crate::source::Span;

/// Makes the optional properties nullable for which that is wished, or all.
pub(super) fn apply(graph: &mut Graph, settings: &Settings, choices: &mut Choices) {
    let wishes = choices.wishes.values();
    let is_wished = wishes.into_iter().any(|w| w.null_as_absent.is_some());
    if !settings.null_as_absent && !is_wished {
        return;
    }
    let members: BTreeSet<SchemaId> = graph
        .ids()
        .flat_map(|id| graph.get(id).all_of.clone())
        .collect();
    // A member of an `allOf` is seen with what it stands in, which knows what is required.
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
                let wish = wish(choices, settings, &[property.schema, *part, id]);
                let is_optional = !required.contains(&property.name.value);
                if let (true, Some((true, span))) = (is_optional, wish)
                    && changed.insert(property.schema)
                {
                    span.into_iter().for_each(|span| choices.done(span));
                    accept_null(graph, property.schema);
                }
            }
        }
    }
}

/// What is wished for the first of `ids` that something is wished for, and where.
fn wish(choices: &Choices, settings: &Settings, ids: &[SchemaId]) -> Option<(bool, Option<Span>)> {
    let mut wishes = ids.iter().filter_map(|id| choices.get(*id));
    let wish = wishes.find_map(|wishes| wishes.null_as_absent);
    match wish {
        Some(wish) => Some((wish.value, Some(wish.span))),
        None => settings.null_as_absent.then_some((true, None)),
    }
}

fn accept_null(graph: &mut Graph, id: SchemaId) {
    let schema = graph.get(id).clone();
    let is_null = |id: &SchemaId| graph.get(*id).types == Types::NULL;
    let alternatives = schema.alternatives.iter().flat_map(|a| &a.schemas);
    let says_null = schema.types.meets(Types::NULL) && schema.enumeration.is_none();
    if says_null || schema.boolean == Some(true) || alternatives.into_iter().any(is_null) {
        return;
    }
    let nullable = schema.or_null(graph);
    graph.set(id, nullable);
}
