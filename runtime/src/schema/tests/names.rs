//! What alternatives are called where nothing is valid.

use super::schema;

/// Alternatives, an instance that is of none, and the names in what is reported.
const NAMES: &[(&str, &str, &[&str])] = &[
    (
        r##"[{ "const": "a", "minLength": 9 }, { "const": "b", "minLength": 9 }]"##,
        r##""a""##,
        &["nearest a", "b"],
    ),
    (
        r##"[{ "const": 1 }, { "const": -2 }, { "const": "x" }]"##,
        r##"3"##,
        &["nearest 1", "-2"],
    ),
    (
        r##"[{ "enum": [1, 2] }, { "enum": [5, "x"] }, { "enum": [6, 7, 8, 9] }]"##,
        r##"3"##,
        &["nearest 1 or 2", "5 or x", "anyOf/2"],
    ),
    (
        r##"[{ "enum": ["a", "b", "c", "d", "e"] }, { "enum": ["f", "g"] }]"##,
        r##""z""##,
        &["f or g"],
    ),
    (
        r##"[{ "properties": { "k": { "const": "x" }, "n": { "minimum": 9 } } }, { "properties": { "k": { "const": "y" } } }]"##,
        r##"{ "k": "z", "n": 1 }"##,
        &["nearest x", "y"],
    ),
    (
        r##"[{ "properties": { "k": { "const": 1 } }, "minProperties": 9 }, { "properties": { "k": { "const": 2 } }, "minProperties": 9 }]"##,
        r##"{ "k": 3 }"##,
        &["nearest value 1", "value 2"],
    ),
    (
        r##"[{ "properties": { "k": { "enum": ["a", "b"] } } }, { "properties": { "k": { "enum": ["c", "d"] } } }]"##,
        r##"{ "k": "e" }"##,
        &["nearest a or b", "c or d"],
    ),
    (
        r##"[{ "properties": { "k": { "enum": ["a", "b"] } } }, { "properties": { "l": { "type": "integer" } }, "minProperties": 9 }]"##,
        r##"{ "k": "e", "l": 1 }"##,
        &["anyOf/0"],
    ),
    (
        r##"[{ "properties": { "on": { "const": true } }, "minProperties": 9 }, { "properties": { "on": { "const": false } }, "minProperties": 9 }]"##,
        r##"{ "on": 1 }"##,
        &["nearest on", "not on"],
    ),
    (
        r##"[{ "properties": { "on": { "const": true } }, "required": ["on"], "minProperties": 9 }, { "properties": { "off": { "const": false } }, "required": ["off"], "minProperties": 9 }]"##,
        r##"{}"##,
        &["nearest on", "off"],
    ),
    (
        r##"[{ "required": ["a"] }, { "required": ["b"] }]"##,
        r##"{}"##,
        &["nearest a", "b"],
    ),
    (
        r##"[{ "required": ["a"], "properties": { "a": {}, "z": {} } }, { "required": ["b"], "properties": { "b": {} } }, { "required": ["c"], "properties": { "c": {} }, "minProperties": 3 }]"##,
        r##"{}"##,
        &["nearest a", "b", "c"],
    ),
    (
        r##"[{ "required": ["a"], "properties": { "a": {}, "z": {} } }, { "properties": { "y": {} }, "required": ["y", "x"] }]"##,
        r##"{}"##,
        &["nearest a", "y"],
    ),
    (
        r##"[{ "required": ["a"], "properties": { "a": {} } }, { "required": ["x"], "properties": { "y": {} } }]"##,
        r##"{}"##,
        &["nearest a", "x"],
    ),
    (
        r##"[{ "allOf": [{ "required": ["a"], "properties": { "a": {} } }] }, { "required": ["x"] }]"##,
        r##"{}"##,
        &["nearest with a", "with x"],
    ),
    (
        r##"[{ "allOf": [{ "$ref": "#/$defs/Second" }] }, { "required": ["x"] }, { "required": ["y"] }]"##,
        r##"{}"##,
        &["nearest with a", "x", "y"],
    ),
    (
        r##"[{ "required": ["a", "b"] }, { "required": ["a", "c"] }]"##,
        r##"{}"##,
        &["nearest b", "c"],
    ),
    (
        r##"[{ "type": "string" }, { "type": "integer", "minimum": 9 }, { "type": "number", "minimum": 9 }]"##,
        r##"1"##,
        &["nearest integer", "number"],
    ),
    (
        r##"[{ "type": ["string", "object"], "minProperties": 2 }, { "type": ["integer", "boolean", "object"], "minProperties": 2 }]"##,
        r##"{}"##,
        &["nearest string or object", "boolean or integer or object"],
    ),
    (
        r##"[{ "type": ["string", "null", "integer", "object"], "minProperties": 2 }, { "type": "object", "minProperties": 2 }]"##,
        r##"{}"##,
        &["object"],
    ),
    (
        r##"[{ "allOf": [{ "properties": { "k": { "const": "x" } } }], "minProperties": 9 }, { "properties": { "k": { "const": "y" } }, "minProperties": 9 }]"##,
        r##"{ "k": "z" }"##,
        &["nearest x", "y"],
    ),
    (
        r##"[{ "minimum": 3 }, { "minimum": 4 }]"##,
        r##"1"##,
        &["anyOf/1"],
    ),
];

#[test]
fn alternatives_are_named_after_what_they_alone_have() {
    for (alternatives, instance, expected) in NAMES {
        let text = format!(
            r#"{{ "anyOf": {alternatives}, "$defs": {{ "First": {{ "type": "object" }},
                 "Second": {{ "required": ["a"] }} }} }}"#
        );
        let violations = schema(&text).validate_json(instance);
        let mut names: Vec<String> = Vec::new();
        for violation in &violations {
            let message = violation.message();
            if let Some((_, nearest)) = message.split_once("the nearest is \"") {
                names.push(format!("nearest {}", nearest.trim_end_matches('"')));
            }
            names.extend(violation.others.iter().map(|other| other.name.to_string()));
        }
        assert_eq!(names, *expected, "{text} on {instance}");
    }
}
