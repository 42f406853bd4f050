//! The example of the specification (core, section 12.4.3), and annotations.

use super::{schema, value};

const POLYGON: &str = r##"{
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "$defs": {
        "point": {
            "type": "object",
            "properties": { "x": { "type": "number" }, "y": { "type": "number" } },
            "additionalProperties": false,
            "required": ["x", "y"]
        }
    },
    "type": "array",
    "items": { "$ref": "#/$defs/point" },
    "minItems": 3
}"##;

const INSTANCE: &str = r#"[{ "x": 2.5, "y": 1.3 }, { "x": 1, "z": 6.7 }]"#;

#[test]
fn basic_is_the_flat_list_of_the_specification() {
    let expected = r##"{
        "valid": false,
        "errors": [
            { "keywordLocation": "", "absoluteKeywordLocation": "#", "instanceLocation": "",
              "error": "a subschema has errors" },
            { "keywordLocation": "/minItems", "absoluteKeywordLocation": "#/minItems",
              "instanceLocation": "", "error": "must have at least 3 items, but has 2" },
            { "keywordLocation": "/items/$ref", "absoluteKeywordLocation": "#/$defs/point",
              "instanceLocation": "/1", "error": "a subschema has errors" },
            { "keywordLocation": "/items/$ref/required",
              "absoluteKeywordLocation": "#/$defs/point/required",
              "instanceLocation": "/1", "error": "missing \"y\"" },
            { "keywordLocation": "/items/$ref/additionalProperties",
              "absoluteKeywordLocation": "#/$defs/point/additionalProperties",
              "instanceLocation": "/1/z", "error": "unknown property" }
        ]
    }"##;
    let basic = schema(POLYGON).evaluate_json(INSTANCE).basic();
    assert_eq!(basic, value(expected));
    let text = value(INSTANCE);
    assert_eq!(schema(POLYGON).evaluate(&text).basic(), value(expected));
}

#[test]
fn detailed_is_the_hierarchy_of_the_specification() {
    let expected = r##"{
        "valid": false,
        "keywordLocation": "", "absoluteKeywordLocation": "#", "instanceLocation": "",
        "errors": [
            { "valid": false, "keywordLocation": "/minItems",
              "absoluteKeywordLocation": "#/minItems",
              "instanceLocation": "", "error": "must have at least 3 items, but has 2" },
            { "valid": false, "keywordLocation": "/items/$ref",
              "absoluteKeywordLocation": "#/$defs/point", "instanceLocation": "/1",
              "errors": [
                { "valid": false, "keywordLocation": "/items/$ref/required",
                  "absoluteKeywordLocation": "#/$defs/point/required",
                  "instanceLocation": "/1", "error": "missing \"y\"" },
                { "valid": false, "keywordLocation": "/items/$ref/additionalProperties",
                  "absoluteKeywordLocation": "#/$defs/point/additionalProperties",
                  "instanceLocation": "/1/z",
                  "error": "unknown property" }
              ] }
        ]
    }"##;
    let detailed = schema(POLYGON).evaluate_json(INSTANCE).detailed();
    assert_eq!(detailed, value(expected));
}

#[test]
fn a_valid_instance_has_annotations_of_what_holds() {
    let schema = schema(
        r#"{
            "title": "T",
            "anyOf": [
                { "title": "no", "type": "string" },
                { "properties": { "a": { "description": "A" } } }
            ],
            "unevaluatedProperties": true
        }"#,
    );
    let evaluation = schema.evaluate(&value(r#"{ "a": 1, "b": 2 }"#));
    assert!(evaluation.is_valid());
    let at = |keyword: &str, instance: &str, annotation: &str| {
        format!(
            r##"{{ "keywordLocation": "{keyword}", "absoluteKeywordLocation": "#{keyword}",
                  "instanceLocation": "{instance}", "annotation": {annotation} }}"##
        )
    };
    let expected = format!(
        r#"{{ "valid": true, "annotations": [{}, {}, {}, {}] }}"#,
        at("/anyOf/1/properties/a/description", "/a", r#""A""#),
        at("/anyOf/1/properties", "", r#"["a"]"#),
        at("/unevaluatedProperties", "", r#"["b"]"#),
        at("/title", "", r#""T""#),
    );
    assert_eq!(evaluation.basic(), value(&expected));
    assert_eq!(evaluation.flag(), value(r#"{ "valid": true }"#));
}

#[test]
fn text_that_is_no_json_has_outputs_too() {
    let evaluation = schema("true").evaluate_json("[1,");
    assert!(!evaluation.is_valid());
    let basic = evaluation.basic();
    assert_eq!(basic.get("valid"), Some(&value("false")));
    assert_eq!(basic.get("errors").unwrap().as_array().unwrap().len(), 1);
}
