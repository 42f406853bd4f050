//! Properties that only a condition declares, in OpenAPI: there a declared type applies whenever
//! the property is present, as in all tools.
//!
//! ```yaml
//! if: { properties: { kind: { const: person } } }
//! then: { properties: { last: { type: string } } }
//! # properties: { last: { type: string } }
//! ```
//! Only the type is lifted; other keywords for the value stay in the condition.

use std::collections::BTreeMap;

use crate::diagnostic::{Collector, Diagnostic};
use crate::schema::{Assertion, Graph, Property, Schema, SchemaId, Spanned, print_definition};

/// Declares the properties of `then`, `else` and `dependentSchemas`.
pub(super) fn declare_conditional(graph: &mut Graph, collector: &mut Collector) {
    let ids: Vec<SchemaId> = graph.ids().collect();
    for id in ids {
        let schema = graph.get(id);
        let is_object = schema.types == crate::schema::Types::OBJECT;
        let new = match is_object && schema.additional.is_none() {
            true => conditional(graph, schema),
            false => continue,
        };
        if new.is_empty() {
            continue;
        }
        let mut schema = schema.clone();
        for (name, declared) in new {
            let message = format!(
                "`{}` always has the type that a condition declares for it",
                name.value
            );
            let help = "declare its type under `properties`, beside the condition";
            collector.add(Diagnostic::note("stricter", Some(name.span), message).help(help));
            let schema_of_type = graph.add(declared);
            schema.properties.push(Property {
                name,
                schema: schema_of_type,
            });
        }
        graph.set(id, schema);
    }
}

/// The properties that only conditions of a schema, or of a member of its `allOf`, declare, if all
/// of them agree, or have the same scalar type with constraints.
fn conditional(graph: &Graph, schema: &Schema) -> Vec<(Spanned<String>, Schema)> {
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
    let mut found: Vec<(Spanned<String>, Schema)> = Vec::new();
    let mut texts: BTreeMap<&str, Option<String>> = BTreeMap::new();
    for property in branches.iter().flat_map(|id| &graph.get(*id).properties) {
        let name = property.name.value.as_str();
        if known.contains(&name) || graph.get(property.schema).boolean.is_some() {
            continue;
        }
        let text = print_definition(graph, property.schema).to_string();
        match texts.get(name) {
            None => {
                found.extend(
                    of_type(graph.get(property.schema)).map(|s| (property.name.clone(), s)),
                );
                texts.insert(name, Some(text));
            }
            Some(first) if first.as_ref() != Some(&text) => {
                let other = of_type(graph.get(property.schema));
                let mut own = found.iter().filter(|(own, _)| own.value == name);
                let is_same = |own: &Schema| other.as_ref().is_some_and(|o| same_scalar(own, o));
                if !own.any(|(_, own)| is_same(own)) {
                    texts.insert(name, None);
                }
            }
            Some(_) => {}
        }
    }
    found.retain(|(name, _)| texts.get(name.value.as_str()).is_some_and(Option::is_some));
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
