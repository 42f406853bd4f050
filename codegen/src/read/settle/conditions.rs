//! Properties that only a condition declares, in OpenAPI: there a declared type applies whenever
//! the property is present, as in all tools.
//!
//! ```yaml
//! if: { properties: { kind: { const: person } } }
//! then: { properties: { last: { type: string } } }
//! # properties: { last: { type: string } }
//! ```
//! Only the type is lifted; other keywords for the value stay in the condition.

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostic::{Collector, Diagnostic};
use crate::schema::{
    Alternatives, Assertion, Graph, Property, Schema, SchemaId, Spanned, Types, print_definition,
};
use crate::source::Span;

/// Declares the properties of `then`, `else` and `dependentSchemas`.
pub(super) fn declare_conditional(graph: &mut Graph, collector: &mut Collector) {
    let ids: Vec<SchemaId> = graph.ids().collect();
    let counted = counted(graph, &ids);
    for id in ids {
        let schema = graph.get(id);
        let is_object = schema.types == Types::OBJECT;
        let new = match is_object && schema.additional.is_none() && !counted.contains(&id) {
            true => conditional(graph, schema),
            false => continue,
        };
        let mut schema = schema.clone();
        for (name, types) in new {
            let is_exact = holds_anyway(graph, &schema, &name.value);
            let declared = either(graph, name.span, types);
            if !is_exact {
                let message = format!(
                    "`{}` always has the type that a condition declares for it",
                    name.value
                );
                let help = "declare its type under `properties`, beside the condition";
                collector.add(Diagnostic::note("stricter", Some(name.span), message).help(help));
            }
            let schema_of_type = graph.add(declared);
            schema.properties.push(Property {
                name,
                schema: schema_of_type,
            });
        }
        graph.set(id, schema);
    }
}

/// Whether both paths of a condition declare a property, or refuse it.
fn holds_anyway(graph: &Graph, schema: &Schema, name: &str) -> bool {
    let members = schema.all_of.iter().map(|id| graph.get(*id));
    let mut conditions = std::iter::once(schema)
        .chain(members)
        .filter_map(|one| one.condition);
    let has = |id: SchemaId| {
        let mut properties = graph.get(id).properties.iter();
        properties.any(|property| property.name.value == name)
    };
    conditions.any(|one| one.then.is_some_and(has) && one.otherwise.is_some_and(has))
}

/// The parts of schemas with `unevaluatedProperties`: what they declare is evaluated, whether a
/// condition applies or not.
fn counted(graph: &Graph, ids: &[SchemaId]) -> BTreeSet<SchemaId> {
    let closed = |id: &&SchemaId| graph.get(**id).unevaluated_properties.is_some();
    let mut open: Vec<SchemaId> = ids.iter().filter(closed).copied().collect();
    let mut found = BTreeSet::new();
    while let Some(id) = open.pop() {
        if found.insert(id) {
            let schema = graph.get(id);
            let target = schema.reference.and_then(|at| graph.definitions.get(at));
            open.extend(target.map(|definition| definition.schema));
            open.extend(schema.in_place());
        }
    }
    found
}

/// One type, or any of several.
fn either(graph: &mut Graph, span: Span, mut types: Vec<Schema>) -> Schema {
    let is_plain =
        |schema: &Schema, types: Types| schema.types == types && schema.reference.is_none();
    if types
        .iter()
        .any(|one| is_plain(one, Types::NUMBER) && one.assertions.is_empty())
    {
        types.retain(|one| !is_plain(one, Types::INTEGER));
    }
    if types.len() == 1 {
        return types.remove(0);
    }
    let mut schema = Schema::new(span);
    let schemas = types.into_iter().map(|one| graph.add(one)).collect();
    schema.alternatives.push(Alternatives {
        exactly_one: false,
        schemas,
        discriminator: None,
    });
    schema
}

/// The properties that only conditions of a schema, or of a member of its `allOf`, declare, with
/// their types; without those that have any type in one of them.
fn conditional(graph: &Graph, schema: &Schema) -> Vec<(Spanned<String>, Vec<Schema>)> {
    let members = schema.all_of.iter().map(|id| graph.get(*id));
    let mut branches: Vec<SchemaId> = Vec::new();
    for one in std::iter::once(schema).chain(members) {
        let condition = one.condition.iter();
        branches.extend(condition.flat_map(|c| c.then.into_iter().chain(c.otherwise)));
        branches.extend(one.dependent_schemas.iter().map(|member| member.schema));
    }
    let mut known: Vec<&str> = schema.properties.iter().map(|p| &*p.name.value).collect();
    for member in &schema.all_of {
        let own = graph.get(*member).properties.iter();
        known.extend(own.map(|p| p.name.value.as_str()));
    }
    let mut found: Vec<(Spanned<String>, Vec<Schema>)> = Vec::new();
    let mut at: BTreeMap<&str, usize> = BTreeMap::new();
    let mut texts: BTreeSet<(usize, String)> = BTreeSet::new();
    for property in branches.iter().flat_map(|id| &graph.get(*id).properties) {
        let name = property.name.value.as_str();
        let own = graph.get(property.schema);
        if known.contains(&name) || own.boolean.is_some() {
            continue;
        }
        let at = *at.entry(name).or_insert(found.len());
        if at == found.len() {
            found.push((property.name.clone(), Vec::new()));
        }
        let text = print_definition(graph, property.schema).to_string();
        let Some((_, types)) = found.get_mut(at).filter(|_| texts.insert((at, text))) else {
            continue;
        };
        match of_type(own) {
            Some(own) if types.iter().any(|one| same_scalar(one, &own)) => {}
            Some(own) => types.push(own),
            None => known.push(name),
        }
    }
    found.retain(|(name, _)| !known.contains(&name.value.as_str()));
    found
}

/// The type keywords of a schema, if any.
fn of_type(schema: &Schema) -> Option<Schema> {
    let mut out = Schema::new(schema.span);
    out.title.clone_from(&schema.title);
    out.description.clone_from(&schema.description);
    out.reference = schema.reference;
    out.types = schema.types;
    out.items = schema.items;
    out.properties.clone_from(&schema.properties);
    out.has_fields = schema.has_fields;
    out.assertions.clone_from(&schema.assertions);
    out.assertions
        .retain(|a| matches!(a.value, Assertion::Format(_)));
    let determines_type = out.reference.is_some() || !out.types.is_empty();
    determines_type.then_some(out)
}

/// Whether both are the same type, and no list or object.
fn same_scalar(one: &Schema, other: &Schema) -> bool {
    let formats = |schema: &Schema| -> Vec<Assertion> {
        schema.assertions.iter().map(|a| a.value.clone()).collect()
    };
    let is_scalar = |schema: &Schema| schema.items.is_none() && schema.properties.is_empty();
    one.reference == other.reference
        && one.types == other.types
        && formats(one) == formats(other)
        && is_scalar(one)
        && is_scalar(other)
}
