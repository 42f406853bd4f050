//! The model -> the YAML field table that our generator reads.

use std::fmt::Write as _;

use crate::model::{
    Field, Kind, Limit, PATTERN, Record, VALUES, groups, level_name, record_name, state_name,
};

/// The whole table.
pub(crate) fn field_table(records: &[Record]) -> String {
    let mut out = String::from("fieldwright: 1\ntitle: Records\ntypes:\n");
    for record in records {
        write_record(&mut out, record);
    }
    for group in 0..groups(records.len()) {
        let _ = writeln!(
            out,
            "  {}:\n    enum: [{}]",
            level_name(group),
            VALUES.join(", ")
        );
        let known = &VALUES[..VALUES.len() - 1];
        let _ = writeln!(
            out,
            "  {}:\n    open: true\n    enum: [{}]",
            state_name(group),
            known.join(", ")
        );
    }
    out
}

// Writing to a `String` cannot fail.
fn write_record(out: &mut String, record: &Record) {
    let _ = writeln!(
        out,
        "  {}:\n    description: A record of kind {}.\n    fields:",
        record.name(),
        record.index
    );
    for field in &record.fields {
        write_field(out, record, field);
    }
    if let ([_, _, wanted, subject, ..], true) = (record.fields.as_slice(), record.has_rule) {
        let _ = writeln!(
            out,
            "    rules:\n      - requires: {{ {}: [{}] }}",
            subject.name, wanted.name
        );
    }
}

fn write_field(out: &mut String, record: &Record, field: &Field) {
    let _ = writeln!(out, "      {}:", field.name);
    let _ = writeln!(out, "        type: {}", type_text(field));
    if field.required {
        out.push_str("        required: true\n");
    }
    if field.nullable {
        out.push_str("        nullable: true\n");
    }
    if let Some(default) = field.default {
        let _ = writeln!(out, "        default: {default}");
    }
    let _ = writeln!(out, "        description: {}", field.docs(record));
    for limit in &field.limits {
        let _ = match limit {
            Limit::MinLength(limit) => writeln!(out, "        minLength: {limit}"),
            Limit::MaxLength(limit) => writeln!(out, "        maxLength: {limit}"),
            Limit::Range(low, high) => {
                writeln!(out, "        minimum: {low}\n        maximum: {high}")
            }
            Limit::Pattern => writeln!(out, "        pattern: \"{PATTERN}\""),
            Limit::MaxItems(limit) => writeln!(out, "        maxItems: {limit}"),
            Limit::ItemMinLength(limit) => {
                writeln!(out, "        items: {{ type: string, minLength: {limit} }}")
            }
        };
    }
}

fn type_text(field: &Field) -> String {
    match field.kind {
        Kind::Text => "string".to_owned(),
        Kind::Integer => "integer".to_owned(),
        Kind::Number => "number".to_owned(),
        Kind::Boolean => "boolean".to_owned(),
        // Where the elements have limits, `items` says what they are.
        Kind::Texts if field.limits.is_empty() => "string[]".to_owned(),
        Kind::Texts => "array".to_owned(),
        Kind::Record(index) => record_name(index),
        Kind::Level(group) => level_name(group),
        Kind::State(group) => state_name(group),
    }
}
