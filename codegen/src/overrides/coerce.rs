//! `coerce`: numbers and booleans that are read from texts, too.
//!
//! ```yaml
//! age: { type: integer }                  # x-fieldwright-coerce: true, for `numbers`
//! id: { type: string, format: int64 }     # the same, and a pattern: an integer that travels as a text
//! ```
//! Values of several types, and subschemas of `not`, `if` and the like, are not coerced.

use std::collections::BTreeSet;

use super::OverrideTable;
use crate::schema::{Assertion, Graph, INTEGER_TEXT, Schema, SchemaId, Spanned, Types};
use crate::settings::{Coerce, Settings};
use crate::source::Span;

/// Marks the schemas that the settings name.
pub(super) fn apply(graph: &mut Graph, settings: &Settings, table: &mut OverrideTable) {
    let is_overridden = table.overrides.values().any(|w| w.coerce.is_some());
    if settings.coerce == Coerce::NONE && !is_overridden {
        return;
    }
    let definitions = graph.definitions.iter();
    let mut open: Vec<(SchemaId, Coerce, Option<Span>)> = definitions
        .map(|definition| (definition.schema, settings.coerce, None))
        .collect();
    let mut seen = BTreeSet::new();
    while let Some((id, outer, span)) = open.pop() {
        if !seen.insert(id) {
            continue;
        }
        let own = table.get(id).and_then(|overrides| overrides.coerce);
        let (coerce, span) = match own {
            Some(overriding) => (overriding.value, Some(overriding.span)),
            None => (outer, span),
        };
        let schema = graph.get(id);
        open.extend(inside(schema).into_iter().map(|id| (id, coerce, span)));
        let types = schema.types.without(Types::NULL);
        let is_meant = match types {
            Types::INTEGER | Types::NUMBER | Types::NUMERIC => coerce.numbers,
            Types::BOOLEAN => coerce.booleans,
            Types::STRING if schema.has_integer_format() => coerce.numbers,
            _ => continue,
        };
        // An explicit setting, even an empty one.
        span.into_iter().for_each(|span| table.done(span));
        if is_meant && schema.enumeration.is_none() {
            let mut schema = schema.clone();
            schema.coerce = true;
            let pattern = Assertion::Pattern(INTEGER_TEXT.to_owned());
            let has_pattern = schema.assertions.iter().any(|one| one.value == pattern);
            if types == Types::STRING && !has_pattern {
                let pattern = Spanned::new(pattern, schema.span);
                schema.assertions.push(pattern);
            }
            graph.set(id, schema);
        }
    }
}

/// The inner schemas that determine the value.
fn inside(schema: &Schema) -> Vec<SchemaId> {
    let mut found: Vec<SchemaId> = schema.all_of.clone();
    found.extend(schema.alternatives.iter().flat_map(|a| &a.schemas));
    found.extend(&schema.prefix_items);
    found.extend(schema.items);
    let members = [&schema.properties, &schema.pattern_properties];
    found.extend(members.into_iter().flatten().map(|member| member.schema));
    found.extend(schema.additional);
    found
}
