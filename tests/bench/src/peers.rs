//! The model -> the same types by hand: serde derive, or serde derive and garde.

use std::fmt::Write as _;

use crate::model::{
    Field, Kind, Limit, PATTERN, Record, VALUES, groups, level_name, record_name, state_name,
};

/// Who makes the code around the types.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Peer {
    Derive,
    Garde,
}

/// The whole module of types.
pub(crate) fn module(records: &[Record], peer: Peer) -> String {
    let mut out = String::new();
    for record in records {
        write_struct(&mut out, record, peer);
    }
    for group in 0..groups(records.len()) {
        write_enum(&mut out, &level_name(group), &VALUES, false);
        let known = &VALUES[..VALUES.len() - 1];
        write_enum(&mut out, &state_name(group), known, true);
    }
    if peer == Peer::Garde {
        out.push_str(REQUIRES);
    }
    out
}

/// The rule `requires` as a validator of the field that asks.
const REQUIRES: &str = "
fn requires<T, O>(other: &Option<O>) -> impl FnOnce(&Option<T>, &()) -> garde::Result {
    let missing = other.is_none();
    move |value, _| match value {
        Some(_) if missing => Err(garde::Error::new(\"another field is required\")),
        _ => Ok(()),
    }
}
";

// Writing to a `String` cannot fail.
fn write_struct(out: &mut String, record: &Record, peer: Peer) {
    let validate = match peer {
        Peer::Derive => "",
        Peer::Garde => ", garde::Validate",
    };
    let _ = writeln!(
        out,
        "/// A record of kind {}.\n\
         #[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize{validate})]",
        record.index
    );
    if peer == Peer::Garde {
        out.push_str("#[garde(allow_unvalidated)]\n");
    }
    let _ = writeln!(out, "pub struct {} {{", record.name());
    for (slot, field) in record.fields.iter().enumerate() {
        write_field(out, record, field);
        if peer == Peer::Garde {
            write_rules(out, record, field, slot);
        }
        let ty = if field.required {
            type_name(field)
        } else {
            format!("Option<{}>", type_name(field))
        };
        let _ = writeln!(out, "    pub {}: {ty},", field.member());
    }
    out.push_str("}\n\n");
}

/// The docs and serde's attributes.
fn write_field(out: &mut String, record: &Record, field: &Field) {
    let _ = writeln!(out, "    /// {}", field.docs(record));
    if let Some(default) = field.default {
        let _ = writeln!(out, "    ///\n    /// Default: `{default}`.");
    }
    if !field.required {
        out.push_str("    #[serde(default, skip_serializing_if = \"Option::is_none\")]\n");
    }
    if field.member() != field.name {
        let _ = writeln!(out, "    #[serde(rename = \"{}\")]", field.name);
    }
}

fn write_rules(out: &mut String, record: &Record, field: &Field, slot: usize) {
    let mut rules: Vec<String> = field.limits.iter().map(|l| rule(*l, field.kind)).collect();
    if matches!(field.kind, Kind::Record(_)) {
        rules.push("dive".to_owned());
    }
    if let (3, true, Some(wanted)) = (slot, record.has_rule, record.fields.get(2)) {
        rules.push(format!("custom(requires(&self.{}))", wanted.member()));
    }
    if !rules.is_empty() {
        let _ = writeln!(out, "    #[garde({})]", rules.join(", "));
    }
}

fn rule(limit: Limit, kind: Kind) -> String {
    match limit {
        Limit::MinLength(limit) => format!("length(chars, min = {limit})"),
        Limit::MaxLength(limit) => format!("length(chars, max = {limit})"),
        Limit::Range(low, high) if kind == Kind::Number => {
            format!("range(min = {low}.0, max = {high}.0)")
        }
        Limit::Range(low, high) => format!("range(min = {low}, max = {high})"),
        Limit::Pattern => format!("pattern(\"{PATTERN}\")"),
        Limit::MaxItems(limit) => format!("length(max = {limit})"),
        // One `inner` for the `Option`, one for the `Vec`.
        Limit::ItemMinLength(limit) => format!("inner(inner(length(chars, min = {limit})))"),
    }
}

/// The type that our generator chooses, too.
fn type_name(field: &Field) -> String {
    match field.kind {
        Kind::Text => "String".to_owned(),
        Kind::Integer if field.has_range() => "u32".to_owned(),
        Kind::Integer => "i64".to_owned(),
        Kind::Number => "f64".to_owned(),
        Kind::Boolean => "bool".to_owned(),
        Kind::Texts => "Vec<String>".to_owned(),
        Kind::Record(index) => record_name(index),
        Kind::Level(group) => level_name(group),
        Kind::State(group) => state_name(group),
    }
}

fn write_enum(out: &mut String, name: &str, values: &[&str], open: bool) {
    let copy = if open { "" } else { " Copy," };
    let _ = writeln!(
        out,
        "#[derive(Debug, Clone,{copy} PartialEq, Eq, PartialOrd, Ord, Hash, \
         serde::Serialize, serde::Deserialize)]\npub enum {name} {{"
    );
    for value in values {
        let variant: String = value.split('-').map(capitalised).collect();
        let _ = writeln!(
            out,
            "    /// `{value}`\n    #[serde(rename = \"{value}\")]\n    {variant},"
        );
    }
    if open {
        out.push_str("    /// Any other value.\n    #[serde(untagged)]\n    Unknown(String),\n");
    }
    out.push_str("}\n\n");
}

fn capitalised(word: &str) -> String {
    let mut chars = word.chars();
    chars
        .next()
        .map(|first| first.to_ascii_uppercase().to_string() + chars.as_str())
        .unwrap_or_default()
}
