//! The entries of a row of a table, as they are put together from samples.

use std::collections::BTreeSet;

use fieldwright_runtime::Value;

use super::yaml::YamlNode;
use crate::infer::Inferred;

pub(super) type Entries = Vec<(String, YamlNode)>;

pub(super) fn entry(key: &str, node: YamlNode) -> (String, YamlNode) {
    (key.to_owned(), node)
}

pub(super) fn of_type(name: &str) -> Entries {
    vec![entry("type", YamlNode::text(name))]
}

pub(super) fn nullable(inferred: &Inferred<'_>) -> Option<(String, YamlNode)> {
    let is = inferred.nulls > 0 && !inferred.alternatives.is_empty();
    is.then(|| entry("nullable", YamlNode::flag(true)))
}

/// The type, if a row has no other keyword.
pub(super) fn only_type(row: &[(String, YamlNode)]) -> Option<&str> {
    match row {
        [(key, YamlNode::Json(Value::String(text)))] if key == "type" => Some(text),
        _ => None,
    }
}

/// A union of rows, each with the source of its name: rows with the same Rust name get names.
pub(super) fn any_of(rows: impl Iterator<Item = (String, Entries)>) -> Entries {
    let mut taken = BTreeSet::new();
    let rows = rows.map(|(label, mut row)| {
        let label = crate::name::camel(&label);
        let counted = (2..).map(|count| format!("{label}{count}"));
        let mut names = std::iter::once(label.clone()).chain(counted);
        let name = names.find(|name| taken.insert(name.clone()));
        if let Some(name) = name.filter(|name| *name != label) {
            row.push(entry("name", YamlNode::text(name)));
        }
        YamlNode::Map(row)
    });
    let rows = rows.collect();
    vec![entry("anyOf", YamlNode::List(rows))]
}

/// The entries of a row that make an inline type, or that of its list or map.
pub(super) fn inline(row: &mut Entries) -> Option<&mut Entries> {
    let is_shape = |(key, node): &(String, YamlNode)| match node {
        YamlNode::List(_) => matches!(key.as_str(), "enum" | "anyOf" | "type"),
        _ => key == "fields",
    };
    if row.iter().any(is_shape) {
        return Some(row);
    }
    row.iter_mut().find_map(|(key, node)| match node {
        YamlNode::Map(inner) if key == "items" || key == "additionalProperties" => inline(inner),
        _ => None,
    })
}

/// Whether a keyword concerns a field, and not its type.
pub(super) fn is_of_field(key: &str) -> bool {
    matches!(key, "required" | "nullable" | "name")
}
