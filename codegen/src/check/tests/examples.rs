//! Examples and defaults: whether they are valid in their places.

use super::{checked, document};
use crate::model::TypeKind;

/// Schemas of a property with an example, and why it is not valid.
const VALUES: &[(&str, &str)] = &[
    ("{ type: string, examples: [a] }", ""),
    (
        "{ type: string, examples: [1] }",
        "expected a string, found number",
    ),
    ("{ type: [string, 'null'], examples: [null] }", ""),
    (
        "{ type: string, examples: [null] }",
        "expected a string, found null",
    ),
    ("{ type: 'null', examples: [null] }", ""),
    (
        "{ type: 'null', examples: [0] }",
        "expected null, found number",
    ),
    ("{ type: boolean, examples: [true] }", ""),
    (
        "{ type: boolean, examples: ['true'] }",
        "expected a boolean, found string",
    ),
    ("{ type: number, examples: [1.5] }", ""),
    (
        "{ type: number, examples: [1e999] }",
        "it does not fit into f64",
    ),
    (
        "{ type: number, examples: [true] }",
        "expected a number, found boolean",
    ),
    ("{ type: integer, examples: [1.0] }", ""),
    ("{ type: integer, examples: [1.5] }", "expected an integer"),
    (
        "{ type: integer, examples: [[]] }",
        "expected an integer, found array",
    ),
    (
        "{ type: integer, minimum: 0, maximum: 255, examples: [255] }",
        "",
    ),
    (
        "{ type: integer, minimum: 0, maximum: 255, examples: [256] }",
        "it is greater than 255, the greatest u8",
    ),
    (
        "{ type: integer, minimum: 0, maximum: 255, examples: [-1] }",
        "it is less than 0, the least u8",
    ),
    (
        "{ type: integer, minimum: 0, examples: [18446744073709551615] }",
        "",
    ),
    (
        "{ type: string, minLength: 2, examples: [a] }",
        "it breaks `minLength: 2`",
    ),
    (
        "{ type: string, pattern: '^b', examples: [a] }",
        "it breaks `pattern: \"^b\"`",
    ),
    (
        "{ type: array, items: { type: string }, examples: [[a, b]] }",
        "",
    ),
    (
        "{ type: array, items: { type: string }, examples: [[a, 1]] }",
        "expected a string, found number",
    ),
    (
        "{ type: array, items: { type: string }, examples: [a] }",
        "expected an array, found string",
    ),
    (
        "{ type: array, items: { type: string }, maxItems: 1, examples: [[a, b]] }",
        "it breaks `maxItems: 1`",
    ),
    ("{ type: string, examples: [[a, b]] }", ""),
    (
        "{ type: string, examples: [[a, 1]] }",
        "expected a string, found array",
    ),
    (
        "{ type: string, examples: [[]] }",
        "expected a string, found array",
    ),
    (
        "{ type: array, prefixItems: [{ type: string }, { type: integer }], items: false, minItems: 2, examples: [[a, 1]] }",
        "",
    ),
    (
        "{ type: array, prefixItems: [{ type: string }, { type: integer }], items: false, minItems: 2, examples: [[a]] }",
        "expected 2 elements",
    ),
    (
        "{ type: array, prefixItems: [{ type: string }, { type: integer }], items: false, minItems: 2, examples: [[a, b]] }",
        "expected an integer, found string",
    ),
    (
        "{ type: object, additionalProperties: { type: string }, examples: [{ k: v }] }",
        "",
    ),
    (
        "{ type: object, additionalProperties: { type: string }, examples: [{ k: 1 }] }",
        "expected a string, found number",
    ),
    (
        "{ type: object, additionalProperties: { type: string }, examples: [k] }",
        "expected an object, found string",
    ),
    ("{ enum: [on, off], examples: ['off'] }", ""),
    (
        "{ enum: [on, off], examples: [other] }",
        "it is none of the enum's values",
    ),
    (
        "{ enum: [on, off], examples: [1] }",
        "a value of the enum is no number",
    ),
    ("{ enum: [1, 2], examples: [2] }", ""),
    (
        "{ enum: [1, 2], examples: [3] }",
        "it is none of the enum's values",
    ),
    (
        "{ enum: [1, 2], examples: [on] }",
        "a value of the enum is no string",
    ),
    (
        "{ type: object, required: [k], properties: { k: { type: string } }, examples: [{ k: v, more: 1 }] }",
        "",
    ),
    (
        "{ type: object, required: [k], properties: { k: { type: string } }, examples: [{}] }",
        "`k` is missing",
    ),
    (
        "{ type: object, properties: { k: { type: string } }, examples: [{}] }",
        "",
    ),
    (
        "{ type: object, properties: { k: { type: string } }, examples: [{ k: 1 }] }",
        "expected a string, found number",
    ),
    (
        "{ type: object, properties: { k: { type: string } }, examples: [k] }",
        "expected an object, found string",
    ),
    (
        "{ type: object, properties: { k: {} }, additionalProperties: false, examples: [{ k: 1 }] }",
        "",
    ),
    (
        "{ type: object, properties: { k: {} }, additionalProperties: false, examples: [{ l: 1 }] }",
        "`l` is not known",
    ),
    (
        "{ type: object, properties: { k: {} }, additionalProperties: { type: integer }, examples: [{ k: v, l: 1 }] }",
        "",
    ),
    (
        "{ type: object, properties: { k: {} }, additionalProperties: { type: integer }, examples: [{ k: v, l: w }] }",
        "expected an integer, found string",
    ),
    (
        "{ type: object, properties: { k: {} }, minProperties: 2, examples: [{ k: v }] }",
        "it breaks `minProperties: 2`",
    ),
    (
        "{ oneOf: [{ type: string }, { type: integer }], examples: [1] }",
        "",
    ),
    (
        "{ oneOf: [{ type: string }, { type: integer }], examples: [true] }",
        "it matches none of the alternatives",
    ),
    (
        "{ oneOf: [{ type: integer }, { type: number }], examples: [1] }",
        "it matches 2 alternatives where one is allowed",
    ),
    (
        "{ anyOf: [{ type: integer }, { type: number }], examples: [1] }",
        "",
    ),
];

#[test]
fn examples_are_valid_in_their_places() {
    for (schema, expected) in VALUES {
        let text = document(&format!(
            "{{ type: object, properties: {{ a: {schema} }} }}"
        ));
        let (_, reported) = checked(&text, |_| {});
        let mut reasons = reported.iter().map(|(code, message)| {
            assert_eq!(code, "bad-example", "{schema}: {message}");
            message.trim_start_matches("this example is not valid: ")
        });
        assert_eq!(reasons.next().unwrap_or_default(), *expected, "{schema}");
        assert_eq!(reasons.next(), None, "{schema}");
    }
}

#[test]
fn defaults_that_are_not_valid_are_left_out() {
    for (schema, _) in VALUES {
        let (head, value) = schema.split_once("examples: [").unwrap();
        let (value, tail) = value.rsplit_once(']').unwrap();
        let schema = format!("{head}default: {value}{tail}");
        let text = document(&format!(
            "{{ type: object, properties: {{ a: {schema} }} }}"
        ));
        let (model, reported) = checked(&text, |_| {});
        let kept = model.types.iter().any(|def| match &def.kind {
            TypeKind::Struct(body) => body.fields.iter().any(|field| field.default.is_some()),
            _ => false,
        });
        assert_eq!(kept, reported.is_empty(), "{schema}: {reported:?}");
    }
}
