//! Depth, circles, size and broken schemas.

use super::super::holds::Run;
use super::{schema, value};
use crate::{MAX_DEPTH, Schema, Value};

const LIST: &str = r##"{
    "$ref": "#/$defs/node",
    "$defs": { "node": {
        "anyOf": [{ "type": "null" }, { "properties": { "next": { "$ref": "#/$defs/node" } } }]
    } }
}"##;

fn nested(levels: u32) -> Value {
    (0..levels).fold(Value::Null, |inner, _| {
        Value::Object([("next", inner)].into_iter().collect())
    })
}

#[test]
fn all_that_text_can_nest_is_evaluated() {
    let schema = schema(LIST);
    let deep = nested(MAX_DEPTH - 1);
    assert!(schema.is_valid(&deep));
    assert!(schema.is_valid_json(deep.to_string()));
    assert!(schema.evaluate(&deep).is_valid());
}

#[test]
fn deeper_values_are_refused_in_time() {
    let not = r##"{ "not": { "$ref": "#/$defs/node" }, "$defs": { "node": {
        "properties": { "next": { "$ref": "#/$defs/node" } } } } }"##;
    for text in [LIST, not] {
        let schema = schema(text);
        let deep = nested(1_500);
        assert!(!schema.is_valid(&deep));
        let violations = schema.validate(&deep);
        assert!(violations.iter().any(|v| v.code == "depth"));
        assert!(!schema.evaluate(&deep).is_valid());
        let _ = schema.evaluate(&deep).detailed();
    }
    let unique = schema(r#"{ "uniqueItems": true }"#);
    let _ = unique.is_valid(&Value::Array((0..20).map(|_| nested(1_500)).collect()));
    let text = format!("{}1{}", "[".repeat(200), "]".repeat(200));
    let violations = schema("true").validate_json(text);
    assert_eq!(violations.as_slice()[0].code, "depth");
}

#[test]
fn circles_are_refused_and_long_chains_are_not() {
    for text in [
        r##"{ "$ref": "#" }"##,
        r##"{ "$defs": { "a": { "allOf": [{ "$ref": "#/$defs/b" }] },
                         "b": { "not": { "$ref": "#/$defs/a" } } } }"##,
        r##"{ "dependentSchemas": { "a": { "if": { "$ref": "#" } } } }"##,
    ] {
        let error = Schema::compile(&value(text)).unwrap_err();
        assert!(error.problem.contains("back to itself"), "{error}");
    }
    let links = (0..20_000).map(|n| {
        let to = format!("#/$defs/d{}", n + 1);
        (
            format!("d{n}"),
            Value::Object([("$ref", to.into())].into_iter().collect()),
        )
    });
    let defs = links.chain([("d20000".to_owned(), value(r#"{ "type": "null" }"#))]);
    let root = [
        ("$ref", Value::from("#/$defs/d0")),
        ("$defs", Value::Object(defs.collect())),
    ];
    let schema = Schema::compile(&Value::Object(root.into_iter().collect())).unwrap();
    assert!(schema.is_valid(&Value::Null));
    assert!(!schema.is_valid(&Value::from(1)));
}

#[test]
fn what_is_no_schema_is_refused_with_its_place() {
    let cases = [
        ("1", "#"),
        (r#"{ "type": "text" }"#, "#/type"),
        (
            r#"{ "properties": { "a/b": { "maxLength": -1 } } }"#,
            "#/properties/a~1b/maxLength",
        ),
        (r#"{ "items": [true] }"#, "#/items"),
        (r#"{ "multipleOf": 0 }"#, "#/multipleOf"),
        (r#"{ "required": [1] }"#, "#/required"),
        (r#"{ "pattern": "a" }"#, "#/pattern"),
        (r##"{ "$ref": "#/$defs/a" }"##, "#/$ref"),
        (r##"{ "$ref": "other.json" }"##, "#/$ref"),
        (
            r#"{ "pattern": "(", "x-fieldwright-patterns": { "(": "(" } }"#,
            "#/pattern",
        ),
        (
            r#"{ "x-fieldwright-rules": [{ "prefers": ["a"] }] }"#,
            "#/x-fieldwright-rules",
        ),
    ];
    for (text, pointer) in cases {
        let error = Schema::compile(&value(text)).unwrap_err();
        assert_eq!(error.pointer, pointer, "{error}");
    }
}

#[test]
fn numbers_are_exact_and_bounded_work() {
    let cases = [
        (r#"{ "type": "integer" }"#, "1e1000000000", true),
        (r#"{ "type": "integer" }"#, "1e-1000000000", false),
        (r#"{ "multipleOf": 1e-300 }"#, "1e300", true),
        (r#"{ "multipleOf": 0.0001 }"#, "0.0075", true),
        (r#"{ "multipleOf": 0.01 }"#, "19.99", true),
        (
            r#"{ "maximum": 9007199254740992 }"#,
            "9007199254740993",
            false,
        ),
        (
            r#"{ "maximum": 18446744073709551615 }"#,
            "18446744073709551616",
            false,
        ),
        (r#"{ "minimum": -1e400 }"#, "-1e399", true),
        (r#"{ "const": 1 }"#, "10e-1", true),
        (
            r#"{ "const": { "a": [1, { "b": 2.0 }] } }"#,
            r#"{ "a": [1.0, { "b": 2 }] }"#,
            true,
        ),
        (r#"{ "enum": [1.0, "a"] }"#, "1", true),
        (r#"{ "uniqueItems": true }"#, "[1, 1.0]", false),
        (
            r#"{ "uniqueItems": true }"#,
            "[1, true, \"1\", [1], null, 0, false]",
            true,
        ),
        (r#"{ "maxLength": 1 }"#, "\"💩\"", true),
    ];
    for (text, instance, valid) in cases {
        assert_eq!(
            schema(text).is_valid_json(instance),
            valid,
            "{text} on {instance}"
        );
        assert_eq!(schema(text).validate_json(instance).is_empty(), valid);
    }
}

#[test]
fn large_arrays_are_compared_fast() {
    let unique = schema(r#"{ "uniqueItems": true }"#);
    let item = |n: usize| format!("{{\"b\": [{n}], \"a\": \"x\"}}");
    let mut items: Vec<String> = (0..50_000).map(item).collect();
    assert!(unique.is_valid_json(format!("[{}]", items.join(","))));
    items.push("{\"a\": \"x\", \"b\": [4.0]}".to_owned());
    let violations = unique.validate_json(format!("[{}]", items.join(",")));
    let message = violations.as_slice()[0].message();
    assert_eq!(message, "items 4 and 50000 are equal, but must differ");
}

/// Each level evaluates the next one twice on the same value: two to the power of the levels.
#[test]
fn what_comes_back_to_the_same_place_is_remembered() {
    let level = |keywords: &str, n: usize| {
        let next = format!("{{ \"$ref\": \"#/$defs/d{}\" }}", n + 1);
        format!("\"d{n}\": {{ {} }}", keywords.replace("NEXT", &next))
    };
    let chains = [
        "\"if\": NEXT, \"then\": NEXT",
        "\"anyOf\": [{ \"allOf\": [NEXT, { \"minProperties\": 9 }] }, NEXT]",
        "\"allOf\": [NEXT, NEXT]",
        "\"oneOf\": [NEXT, { \"not\": NEXT }]",
        "\"properties\": { \"a\": NEXT }, \"patternProperties\": { \"^a\": NEXT }",
    ];
    for keywords in chains {
        let levels: Vec<String> = (0..60).map(|n| level(keywords, n)).collect();
        let schema = schema(&format!(
            r##"{{ "$ref": "#/$defs/d0", "unevaluatedProperties": false,
                 "x-fieldwright-patterns": {{ "^a": "^a" }}, "$defs": {{ {},
                 "d60": {{ "properties": {{ "a": {{ "type": ["number", "object"] }} }} }} }} }}"##,
            levels.join(", ")
        ));
        let nested = |leaf: &str| (0..61).fold(leaf.to_owned(), |v, _| format!(r#"{{"a":{v}}}"#));
        for (leaf, valid) in [("1", true), (r#""1""#, false)] {
            for instance in [format!(r#"{{"a":{leaf}}}"#), nested(leaf)] {
                let value = value(&instance);
                // Without a look at its leaf an instance may be valid.
                let valid = valid || schema.is_valid_json(&instance);
                assert_eq!(schema.is_valid_json(&instance), valid, "{keywords}");
                assert_eq!(schema.is_valid(&value), valid, "{keywords}");
                assert_eq!(schema.validate(&value).is_empty(), valid, "{keywords}");
                assert_eq!(schema.evaluate(&value).is_valid(), valid, "{keywords}");
            }
        }
    }
}

/// Types that lead back to themselves twice at one place cost what those cost that do it once.
#[test]
fn what_is_asked_twice_at_each_level_takes_linear_steps() {
    let twice = [
        r##"{ "properties": { "next": { "$ref": "#" } },
              "if": { "properties": { "next": { "$ref": "#" } }, "required": ["next"] },
              "then": { "properties": { "next": { "$ref": "#" } } } }"##,
        r##"{ "anyOf": [{ "properties": { "next": { "$ref": "#" } }, "required": ["no"] },
                        { "properties": { "next": { "$ref": "#" } } }] }"##,
        r##"{ "allOf": [{ "properties": { "next": { "$ref": "#" } } }],
              "unevaluatedProperties": { "$ref": "#" } }"##,
        r##"{ "properties": { "next": { "$ref": "#" } },
              "dependentSchemas": { "next": { "properties": { "next": { "$ref": "#" } } } } }"##,
    ];
    for text in twice {
        let schema = schema(text);
        let program = schema.program().unwrap();
        assert!(program.asks_twice, "{text}");
        let steps = |levels| Run::steps(program, &nested(levels));
        assert!(
            steps(100) < 3 * steps(50) && steps(50) < 50 * 60,
            "{text}: {}",
            steps(50)
        );
    }
    let once = [
        LIST,
        r##"{ "properties": { "a": { "$ref": "#" }, "b": { "$ref": "#" } }, "items": { "$ref": "#" } }"##,
        r##"{ "allOf": [{ "$ref": "#/$defs/a" }, { "minProperties": 0 }],
              "$defs": { "a": { "properties": { "a": { "$ref": "#" } } } } }"##,
    ];
    for text in once {
        assert!(!schema(text).program().unwrap().asks_twice, "{text}");
    }
}
