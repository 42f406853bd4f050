//! Parameters: the values that their styles are defined for.

use super::checked;

/// The location, the style and the schema of a parameter, and why the style is not defined for it.
const STYLES: &[(&str, &str, &str)] = &[
    ("in: query", "{ type: string }", ""),
    ("in: query", "{ type: array, items: { type: string } }", ""),
    (
        "in: query",
        "{ type: array, items: { type: array, items: { type: string } } }",
        "the style `form` of `p` has no text for lists and objects in a list",
    ),
    (
        "in: query",
        "{ type: array, items: { type: object, properties: { a: { type: string } } } }",
        "the style `form` of `p` has no text for lists and objects in a list",
    ),
    (
        "in: query",
        "{ type: object, properties: { a: { type: string } } }",
        "",
    ),
    (
        "in: query",
        "{ type: object, properties: { a: { type: array, items: { type: string } } } }",
        "the style `form` of `p` has no text for lists and objects in an object",
    ),
    (
        "in: query",
        "{ type: object, properties: { a: { type: string } }, additionalProperties: { type: array, items: { type: string } } }",
        "the style `form` of `p` has no text for lists and objects in an object",
    ),
    (
        "in: query, style: deepObject, explode: true",
        "{ type: object, properties: { a: { type: string } } }",
        "",
    ),
    (
        "in: query, style: deepObject, explode: true",
        "{ type: object, properties: { a: { type: object, properties: { b: { type: string } } } } }",
        "the style `deepObject` of `p` is defined for one level: deeper ones are written as `a[b][c]` and `a[b][]`",
    ),
    (
        "in: query, style: deepObject, explode: true",
        "{ type: object, properties: { a: { type: array, items: { type: string } } } }",
        "the style `deepObject` of `p` is defined for one level: deeper ones are written as `a[b][c]` and `a[b][]`",
    ),
    (
        "in: query, style: deepObject, explode: true",
        "{ type: string }",
        "the style `deepObject` of `p` is defined for objects only",
    ),
    (
        "in: query, style: deepObject, explode: true",
        "{ type: array, items: { type: string } }",
        "the style `deepObject` of `p` is defined for objects only",
    ),
    (
        "in: query, style: deepObject, explode: true",
        "{ anyOf: [{ type: string }, { type: object, properties: { a: { type: string } } }] }",
        "the style `deepObject` of `p` is defined for objects only",
    ),
    (
        "in: query, style: pipeDelimited, explode: false",
        "{ type: array, items: { type: string } }",
        "",
    ),
    (
        "in: query, style: pipeDelimited, explode: true",
        "{ type: array, items: { type: string } }",
        "the style `pipeDelimited` of `p` is not defined with `explode`: each element is written separately",
    ),
    (
        "in: query, style: pipeDelimited, explode: false",
        "{ type: object, properties: { a: { type: string } } }",
        "",
    ),
    (
        "in: query, style: pipeDelimited, explode: false",
        "{ type: string }",
        "the style `pipeDelimited` of `p` is defined for arrays and objects only",
    ),
    (
        "in: query, style: spaceDelimited, explode: false",
        "{ type: array, items: { type: string } }",
        "",
    ),
    (
        "in: query, style: spaceDelimited, explode: true",
        "{ type: array, items: { type: string } }",
        "the style `spaceDelimited` of `p` is not defined with `explode`: each element is written separately",
    ),
    (
        "in: query, style: spaceDelimited, explode: false",
        "{ type: integer }",
        "the style `spaceDelimited` of `p` is defined for arrays and objects only",
    ),
    ("in: header", "{ type: array, items: { type: string } }", ""),
    (
        "in: header",
        "{ type: array, items: { type: array, items: { type: string } } }",
        "the style `simple` of `p` has no text for lists and objects in a list",
    ),
    ("in: cookie", "{ type: string }", ""),
    (
        "in: cookie",
        "{ type: array, items: { type: string } }",
        "the style `form` of `p` is not defined with `explode` in cookies; each value is a cookie",
    ),
    (
        "in: cookie, explode: false",
        "{ type: array, items: { type: string } }",
        "",
    ),
    (
        "in: cookie",
        "{ type: object, properties: { a: { type: string } } }",
        "the style `form` of `p` is not defined with `explode` in cookies; each value is a cookie",
    ),
    (
        "in: path, required: true",
        "{ type: string }",
        "`p` is no part of the path `/x`",
    ),
];

#[test]
fn styles_are_defined_for_the_values_of_a_parameter() {
    for (parameter, schema, expected) in STYLES {
        let text = format!(
            "openapi: 3.1.0\ninfo: {{ title: T, version: '1' }}\npaths:\n  /x:\n    get:\n      parameters:\n        - {{ name: p, {parameter}, schema: {schema} }}\n      responses: {{ '200': {{ description: OK }} }}\n"
        );
        let (_, reported) = checked(&text, |_| {});
        let reported = reported
            .iter()
            .filter(|(code, _)| code == "undefined-style");
        let reasons: Vec<&str> = reported.map(|(_, message)| message.as_str()).collect();
        assert_eq!(reasons.join("; "), *expected, "{parameter} {schema}");
    }
}
