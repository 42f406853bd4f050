//! Schemas, values and settings, and what is reported of them, a line each.

mod derives;
mod examples;
mod styles;

use super::check;
use crate::diagnostic::Collector;
use crate::lower::tests::model_of;
use crate::model::Model;
use crate::settings::Settings;

/// The model of a document after its check, and the codes and messages of what is reported.
fn checked(text: &str, change: impl FnOnce(&mut Model)) -> (Model, Vec<(String, String)>) {
    let mut collector = Collector::default();
    let mut model = model_of(text, &Settings::default(), &mut collector);
    change(&mut model);
    check(&mut model, &mut collector);
    let (Ok(reported) | Err(reported)) = collector.finish();
    let reported = reported
        .iter()
        .map(|one| (one.code().to_owned(), one.message().to_owned()));
    (model, reported.collect())
}

fn document(definition: &str) -> String {
    format!(
        "$schema: https://json-schema.org/draft/2020-12/schema\n$ref: '#/$defs/A'\n$defs:\n  A: {definition}\n"
    )
}

/// Definitions, and the codes of what is reported.
const CODES: &[(&str, &[&str])] = &[
    (
        "{ type: object, required: [a], properties: { a: { $ref: '#/$defs/A' } } }",
        &["endless-type"],
    ),
    (
        "{ type: object, properties: { a: { $ref: '#/$defs/A' } } }",
        &[],
    ),
    (
        "{ type: object, required: [a], properties: { a: { anyOf: [{ $ref: '#/$defs/A' }, { type: 'null' }] } } }",
        &[],
    ),
    (
        "{ type: object, required: [a], properties: { a: { type: array, items: { $ref: '#/$defs/A' } } } }",
        &[],
    ),
    (
        "{ type: object, required: [a], properties: { a: { type: array, minItems: 0, items: { $ref: '#/$defs/A' } } } }",
        &[],
    ),
    (
        "{ type: object, required: [a], properties: { a: { type: array, minItems: 1, items: { $ref: '#/$defs/A' } } } }",
        &["endless-type"],
    ),
    (
        "{ type: object, required: [a], properties: { a: { type: array, maxItems: 1, items: { $ref: '#/$defs/A' } } } }",
        &[],
    ),
    (
        "{ type: object, required: [a], properties: { a: { type: array, minItems: 1, items: { type: string } } } }",
        &[],
    ),
    (
        "{ type: object, required: [a], properties: { a: { type: object, minProperties: 1, additionalProperties: { $ref: '#/$defs/A' } } } }",
        &["endless-type"],
    ),
    (
        "{ type: object, required: [a], properties: { a: { type: array, prefixItems: [{ type: string }, { $ref: '#/$defs/A' }], items: false, minItems: 2 } } }",
        &["endless-type"],
    ),
    (
        "{ type: object, required: [a], properties: { a: { type: array, prefixItems: [{ type: string }, { type: integer }], items: false, minItems: 2 } } }",
        &[],
    ),
    (
        "{ type: object, required: [a], properties: { a: { anyOf: [{ $ref: '#/$defs/A' }, { type: string }] } } }",
        &[],
    ),
    ("{ type: string, minLength: 2, maxLength: 2 }", &[]),
    (
        "{ type: string, minLength: 3, maxLength: 2 }",
        &["empty-range"],
    ),
    (
        "{ type: array, items: {}, minItems: 3, maxItems: 2 }",
        &["empty-range"],
    ),
    ("{ type: [string, array], minLength: 3, maxItems: 2 }", &[]),
    ("{ type: integer, minimum: 3, maximum: 3 }", &[]),
    (
        "{ type: integer, minimum: 4, maximum: 3 }",
        &["empty-range"],
    ),
    (
        "{ type: integer, exclusiveMinimum: 3, maximum: 3 }",
        &["empty-range"],
    ),
    (
        "{ type: integer, minimum: 3, exclusiveMaximum: 3 }",
        &["empty-range"],
    ),
    (
        "{ type: number, exclusiveMinimum: 3, exclusiveMaximum: 3.5 }",
        &[],
    ),
];

#[test]
fn types_that_no_value_has_are_reported() {
    for (definition, expected) in CODES {
        let (_, reported) = checked(&document(definition), |_| {});
        let codes: Vec<&str> = reported.iter().map(|(code, _)| code.as_str()).collect();
        assert_eq!(codes, *expected, "{definition}");
    }
}
