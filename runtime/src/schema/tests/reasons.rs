//! What the list of violations says, with its places.

use super::{schema, value};
use crate::{Schema, Subschema};

/// Schema, instance, and each violation as `schema pointer | Display`.
const CASES: &[(&str, &str, &[&str])] = &[
    (
        r#"{ "type": ["string", "null"], "enum": ["a"] }"#,
        "1",
        &["#/type | 1:1: (root) [type] expected a string, found a number"],
    ),
    (
        r#"{ "type": "integer", "multipleOf": 0.01, "maximum": 1 }"#,
        "1.005",
        &[
            "#/type | 1:1: (root) [type] expected an integer, found a number",
            "#/maximum | 1:1: (root) [maximum] must be at most 1",
            "#/multipleOf | 1:1: (root) [multipleOf] must be a multiple of 0.01",
        ],
    ),
    (
        r#"{ "properties": { "label": { "maxLength": 2 } }, "required": ["id"],
             "additionalProperties": false }"#,
        "{\n \"label\": \"äöü\", \"lable\": 1 }",
        &[
            "#/required | 1:1: (root) [required] missing \"id\"",
            "#/properties/label/maxLength | 2:11: /label [maxLength] must have at most 2 characters, but has 3",
            "#/additionalProperties | 2:18: /lable [additionalProperties] unknown property; did \
             you mean \"label\"?",
        ],
    ),
    (
        r##"{ "$ref": "#/$defs/a~1b", "$defs": { "a/b": { "items": { "not": {} } } } }"##,
        "[1]",
        &["#/$defs/a~1b/items/not | 1:2: /0 [not] must not be what is excluded here"],
    ),
    (
        r#"{ "prefixItems": [true], "items": false }"#,
        "[1, 2, 3]",
        &["#/items | 1:1: (root) [items] must have at most 1 item, but has 3"],
    ),
    (
        r#"{ "prefixItems": [true], "unevaluatedItems": false }"#,
        "[1, 2]",
        &["#/unevaluatedItems | 1:5: /1 [unevaluatedItems] no such item is allowed"],
    ),
    (
        r#"{ "contains": { "const": 1 }, "minContains": 2, "uniqueItems": true }"#,
        "[1.0, 2, 2e0]",
        &[
            "#/uniqueItems | 1:1: (root) [uniqueItems] items 1 and 2 are equal, but must differ",
            "#/minContains | 1:1: (root) [minContains] must have at least 2 matching items, but has 1",
        ],
    ),
    (
        r#"{ "contains": { "const": 1 } }"#,
        "[]",
        &["#/contains | 1:1: (root) [contains] at least one item must match, but none does"],
    ),
    (
        r#"{ "propertyNames": { "maxLength": 2 } }"#,
        r#"{ "abc": 1 }"#,
        &[
            "#/propertyNames | 1:3: /abc [propertyNames] no property may be named \"abc\"",
            "#/propertyNames/maxLength | 1:3: /abc [maxLength] must have at most 2 characters, but has 3",
        ],
    ),
    (
        r#"{ "dependentRequired": { "a": ["b"] }, "properties": { "c": false } }"#,
        r#"{ "a": 1, "c": 1 }"#,
        &[
            "#/dependentRequired | 1:1: (root) [dependentRequired] missing \"b\", which \"a\" \
             requires",
            "#/properties/c | 1:16: /c [falseSchema] no value is allowed here",
        ],
    ),
    (
        r#"{ "dependentRequired": { "a": ["b", "c"] },
             "x-fieldwright-rules": [
                { "requires": { "a": ["b"] }, "id": "pair", "message": "a goes with b" },
                { "ineffective": { "a": ["d"] }, "severity": "advice" }
             ] }"#,
        r#"{ "a": 1, "d": 1 }"#,
        &[
            "#/dependentRequired | 1:1: (root) [dependentRequired] missing \"c\", which \"a\" \
             requires",
            "#/x-fieldwright-rules | 1:1: (root) [pair] a goes with b",
            "#/x-fieldwright-rules | 1:1: (root) [ineffective] \"a\" has no effect beside \"d\" (advice)",
        ],
    ),
    (
        r#"{ "x-fieldwright-rules": [{ "compare": { "a": "< b" } }] }"#,
        r#"{ "a": 2, "b": 2 }"#,
        &["#/x-fieldwright-rules | 1:1: (root) [compare] \"a\" must be less than \"b\""],
    ),
    (
        r#"{ "x-fieldwright-rules": [{ "compare": { "a": "<= b" } }] }"#,
        r#"{ "a": 3, "b": 2 }"#,
        &["#/x-fieldwright-rules | 1:1: (root) [compare] \"a\" must not be greater than \"b\""],
    ),
    (
        r#"{ "x-fieldwright-rules": [{ "compare": { "a": "> b" } }] }"#,
        r#"{ "a": 2, "b": 2 }"#,
        &["#/x-fieldwright-rules | 1:1: (root) [compare] \"a\" must be greater than \"b\""],
    ),
    (
        r#"{ "x-fieldwright-rules": [{ "compare": { "a": ">= b" } }] }"#,
        r#"{ "a": 1, "b": 2 }"#,
        &["#/x-fieldwright-rules | 1:1: (root) [compare] \"a\" must not be less than \"b\""],
    ),
    (
        r#"{ "x-fieldwright-rules": [{ "compare": { "a": "!= b" } }] }"#,
        r#"{ "a": 2, "b": 2 }"#,
        &["#/x-fieldwright-rules | 1:1: (root) [compare] \"a\" must differ from \"b\""],
    ),
    (
        r#"{ "x-fieldwright-rules": [{ "compare": { "a": "== b" } }] }"#,
        r#"{ "a": 1, "b": 2 }"#,
        &["#/x-fieldwright-rules | 1:1: (root) [compare] \"a\" must equal \"b\""],
    ),
    // One alternative has the type: it speaks.
    (
        r#"{ "anyOf": [{ "type": "string", "maxLength": 1 }, { "type": "null" }] }"#,
        r#""ab""#,
        &["#/anyOf/0/maxLength | 1:1: (root) [maxLength] must have at most 1 character, but has 2"],
    ),
    // None has.
    (
        r#"{ "anyOf": [{ "type": "string" }, { "type": "null" }] }"#,
        "1",
        &["#/anyOf | 1:1: (root) [type] expected a string, found a number"],
    ),
    // Several have: the union, then the nearest.
    (
        r#"{ "oneOf": [
                { "properties": { "kind": { "const": "b" } } },
                { "properties": { "kind": { "const": "a" }, "x": { "minimum": 3 } } } ] }"#,
        r#"{ "kind": "a", "x": 1 }"#,
        &[
            "#/oneOf | 1:1: (root) [oneOf] matches none of the alternatives; the nearest is \"a\"\n    \
                 or, as b: 1:11: /kind [const] must be \"b\"",
            "#/oneOf/1/properties/x/minimum | 1:21: /x [minimum] must be at least 3",
        ],
    ),
    // The nearest is the one whose elements have the kind of the value's, however they are ordered.
    (
        r#"{ "oneOf": [
                { "items": { "type": "integer" } },
                { "items": { "items": { "type": "string" } , "type": "array" } },
                { "title": "Rows", "items": { "type": "object", "required": ["s"], "properties": { "s": { "type": "string" } } } } ] }"#,
        r#"[{ "s": "a" }, { "s": 1 }]"#,
        &[
            "#/oneOf | 1:1: (root) [oneOf] matches none of the alternatives; the nearest is \"Rows\"\n    \
                 or, as oneOf/0: 1:2: /0 [type] expected an integer, found an object, and 1 more\n    \
                 or, as oneOf/1: 1:2: /0 [type] expected an array, found an object, and 1 more",
            "#/oneOf/2/items/properties/s/type | 1:23: /1/s [type] expected a string, found a number",
        ],
    ),
    // The one that declares what the object has.
    (
        r#"{ "oneOf": [
                { "title": "Git", "required": ["repo"], "properties": { "repo": { "type": "string" } } },
                { "title": "Zip", "required": ["url", "sha"], "properties": { "url": { "type": "string" }, "sha": { "type": "string" } } } ] }"#,
        r#"{ "url": 1 }"#,
        &[
            "#/oneOf | 1:1: (root) [oneOf] matches none of the alternatives; the nearest is \"Zip\"\n    \
                 or, as Git: 1:1: (root) [required] missing \"repo\"",
            "#/oneOf/1/required | 1:1: (root) [required] missing \"sha\"",
            "#/oneOf/1/properties/url/type | 1:10: /url [type] expected a string, found a number",
        ],
    ),
    // A misspelt property is meant.
    (
        r#"{ "oneOf": [
                { "title": "Bank", "required": ["iban"] },
                { "title": "Card", "required": ["number"], "additionalProperties": false,
                  "properties": { "number": { "type": "string" }, "cvc": { "type": "string" } } } ] }"#,
        r#"{ "nubmer": "1", "cvc": "2" }"#,
        &[
            "#/oneOf | 1:1: (root) [oneOf] matches none of the alternatives; the nearest is \"Card\"\n    \
                 or, as Bank: 1:1: (root) [required] missing \"iban\"",
            "#/oneOf/1/required | 1:1: (root) [required] missing \"number\"",
            "#/oneOf/1/additionalProperties | 1:3: /nubmer [additionalProperties] unknown property; did \
                 you mean \"number\"?",
        ],
    ),
    // So is a misspelt constant that is no tag.
    (
        r#"{ "anyOf": [
                { "title": "Circle", "properties": { "kind": { "const": "circle" } } },
                { "title": "Square", "properties": { "kind": { "const": "square" } } } ] }"#,
        r#"{ "kind": "sqare" }"#,
        &[
            "#/anyOf | 1:1: (root) [anyOf] matches none of the alternatives; the nearest is \"Square\"\n    \
                 or, as Circle: 1:11: /kind [const] must be \"circle\"",
            "#/anyOf/1/properties/kind/const | 1:11: /kind [const] must be \"square\"",
        ],
    ),
    // Without names, what tells them apart: a property that one alone requires, in a member, too.
    (
        r#"{ "anyOf": [
                { "required": ["mail", "id"] },
                { "allOf": [{ "required": ["phone", "id"] }] },
                { "required": ["id"], "minProperties": 2 } ] }"#,
        "{}",
        &[
            "#/anyOf | 1:1: (root) [anyOf] matches none of the alternatives\n    \
                 or, as with mail: 1:1: (root) [required] missing \"mail\", and 1 more\n    \
                 or, as with phone: 1:1: (root) [required] missing \"phone\", and 1 more",
            "#/anyOf/2/minProperties | 1:1: (root) [minProperties] must have at least 2 properties, but has \
                 none",
            "#/anyOf/2/required | 1:1: (root) [required] missing \"id\"",
        ],
    ),
    // A tag: its value, its absence, its type.
    (
        r#"{ "items": { "oneOf": [
                { "required": ["kind"], "properties": { "kind": { "const": "circle" } } },
                { "required": ["kind"], "properties": { "kind": { "const": "square" } } } ] } }"#,
        r#"[{ "kind": "sqare" }, {}, { "kind": 1 }]"#,
        &[
            "#/items/oneOf | 1:12: /0/kind [oneOf] \"kind\" must be one of \"circle\", \"square\"; did you \
                 mean \"square\"?",
            "#/items/required | 1:23: /1 [required] missing \"kind\"",
            "#/items/type | 1:37: /2/kind [type] expected a string, found a number",
        ],
    ),
    (
        r#"{ "oneOf": [{ "minimum": 1 }, { "maximum": 3 }] }"#,
        "2",
        &["#/oneOf | 1:1: (root) [oneOf] matches 2 alternatives where exactly one is allowed"],
    ),
    (
        r#"{ "if": { "const": 1 }, "then": { "type": "string" }, "else": { "minimum": 9 } }"#,
        "2",
        &["#/else/minimum | 1:1: (root) [minimum] must be at least 9"],
    ),
    // Where an applicator fails, what it evaluated is not reported as unevaluated.
    (
        r#"{ "allOf": [{ "properties": { "a": { "type": "string" } } }],
             "unevaluatedProperties": false }"#,
        r#"{ "a": 1 }"#,
        &["#/allOf/0/properties/a/type | 1:8: /a [type] expected a string, found a number"],
    ),
    (
        "true",
        r#"{ "a": 1, "a": 2 }"#,
        &["#/duplicateKey | 1:11: /a [duplicateKey] this key stands twice in one object"],
    ),
];

#[test]
fn violations_say_what_and_where() {
    for (text, instance, expected) in CASES {
        let violations = schema(text).validate_json(instance);
        let shown = violations.iter().map(|v| format!("{} | {v}", v.schema));
        assert_eq!(shown.collect::<Vec<_>>(), *expected, "{text} on {instance}");
        let refused = expected.iter().any(|line| !line.ends_with("(advice)"));
        assert_eq!(schema(text).is_valid_json(instance), !refused);
    }
}

#[test]
fn too_many_violations_are_counted() {
    let many = format!("[{}0]", "\"a\",".repeat(250));
    for text in [
        r#"{ "items": { "type": "null" } }"#,
        r#"{ "anyOf": [{ "items": { "type": "null" } }, { "items": { "minimum": 1 } }] }"#,
        r#"{ "items": { "anyOf": [{ "maxLength": 0 }, { "pattern": "^b" }] },
             "x-fieldwright-patterns": { "^b": "^b" } }"#,
    ] {
        let violations = schema(text).validate_json(&many);
        assert!(violations.len() <= crate::MAX_VIOLATIONS);
        let total = violations.len() + violations.omitted();
        assert_eq!(violations, schema(text).validate_json(&many));
        assert!([251, 2, 500].contains(&total), "{text}: {total}");
    }
}

static LABELS: Schema = Schema::embedded(
    r##"{ "$defs": { "Labels": { "type": "array", "items": { "minLength": 2 } },
                     "Alias": { "$ref": "#/$defs/Labels" } } }"##,
);

#[test]
fn values_are_evaluated_by_one_subschema() {
    static PLACE: Subschema = Subschema::new(&LABELS, "#/$defs/Alias");
    static NOWHERE: Subschema = Subschema::new(&LABELS, "#/$defs/Label");
    let violations = PLACE.evaluate_value(&value(r#"["ab", "c"]"#));
    let violation = &violations.as_slice()[0];
    assert_eq!(violation.instance, "/1");
    assert_eq!(violation.schema, "#/$defs/Labels/items/minLength");
    assert!(PLACE.holds_value(&value(r#"["ab"]"#)));
    assert!(!NOWHERE.holds_value(&value("[]")));
    assert_eq!(
        NOWHERE.evaluate_value(&value("[]")).as_slice()[0].code,
        "schema"
    );
}

#[test]
fn a_broken_embedded_schema_refuses_everything() {
    for text in ["{", r#"{ "minLength": "2" }"#, "1"] {
        let text: &'static str = Box::leak(text.to_owned().into_boxed_str());
        let schema = Schema::embedded(text);
        assert!(!schema.is_valid(&value("1")));
        let violations = schema.validate_json("1");
        assert_eq!(violations.as_slice()[0].code, "schema", "{violations}");
        assert!(!schema.evaluate_json("1").is_valid());
    }
}
