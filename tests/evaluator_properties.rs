//! Random schemas and instances: the evaluator says what the `jsonschema` crate says,
//! through every door, and no document makes it panic.

use fieldwright_generated::fieldwright_runtime::{Schema, Value};
use proptest::prelude::*;
use serde_json::json;

/// Few names and small values, so that schemas and instances meet.
fn name() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec!["a", "b", "ab", "c"])
}

fn scalar() -> impl Strategy<Value = serde_json::Value> {
    prop::sample::select(vec![
        json!(null),
        json!(true),
        json!(false),
        json!(0),
        json!(1),
        json!(1.0),
        json!(1.5),
        json!(-2),
        json!(3),
        json!(""),
        json!("a"),
        json!("ab"),
        json!("é💩"),
    ])
}

fn instance() -> impl Strategy<Value = serde_json::Value> {
    scalar().prop_recursive(3, 24, 4, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(serde_json::Value::from),
            prop::collection::btree_map(name().prop_map(str::to_owned), inner, 0..4)
                .prop_map(|map| serde_json::Value::Object(map.into_iter().collect())),
        ]
    })
}

fn assertion() -> impl Strategy<Value = serde_json::Value> {
    let types = prop::sample::select(vec![
        "null", "boolean", "integer", "number", "string", "array", "object",
    ]);
    let counts = prop::sample::select(vec![
        "minLength",
        "maxLength",
        "minItems",
        "maxItems",
        "minProperties",
        "maxProperties",
    ]);
    let limits = prop::sample::select(vec![
        "minimum",
        "maximum",
        "exclusiveMinimum",
        "exclusiveMaximum",
    ]);
    let numbers = || prop::sample::select(vec![json!(0), json!(1), json!(1.5), json!(2.0)]);
    prop_oneof![
        types.clone().prop_map(|t| json!({ "type": t })),
        prop::collection::btree_set(types, 1..3).prop_map(|t| json!({ "type": t })),
        (counts, 0..3).prop_map(|(keyword, n)| json!({ keyword: n })),
        (limits, numbers()).prop_map(|(keyword, n)| json!({ keyword: n })),
        prop::sample::select(vec![json!(0.5), json!(2), json!(1)])
            .prop_map(|n| json!({ "multipleOf": n })),
        instance().prop_map(|value| json!({ "const": value })),
        prop::collection::vec(instance(), 1..3).prop_map(|values| json!({ "enum": values })),
        prop::collection::btree_set(name(), 0..3).prop_map(|names| json!({ "required": names })),
        (name(), prop::collection::btree_set(name(), 0..3))
            .prop_map(|(name, names)| json!({ "dependentRequired": { name: names } })),
        Just(json!({ "uniqueItems": true })),
        any::<bool>().prop_map(serde_json::Value::from),
    ]
}

/// One schema of the keywords of several.
fn merged(parts: Vec<serde_json::Value>) -> serde_json::Value {
    let mut out = serde_json::Map::new();
    for part in parts {
        match part {
            serde_json::Value::Object(map) => out.extend(map),
            other => return other,
        }
    }
    serde_json::Value::Object(out)
}

fn applicator(
    inner: impl Strategy<Value = serde_json::Value> + Clone + 'static,
) -> impl Strategy<Value = serde_json::Value> {
    let one = prop::sample::select(vec![
        "items",
        "contains",
        "additionalProperties",
        "propertyNames",
        "unevaluatedItems",
        "unevaluatedProperties",
        "not",
        "if",
        "then",
        "else",
    ]);
    let many = prop::sample::select(vec!["allOf", "anyOf", "oneOf", "prefixItems"]);
    let by_name = prop::sample::select(vec!["properties", "dependentSchemas"]);
    let pattern = prop::sample::select(vec!["^a", "b$", "c"]);
    prop_oneof![
        (one, inner.clone()).prop_map(|(keyword, schema)| json!({ keyword: schema })),
        (many, prop::collection::vec(inner.clone(), 1..4))
            .prop_map(|(keyword, schemas)| json!({ keyword: schemas })),
        (
            by_name,
            prop::collection::btree_map(name(), inner.clone(), 1..3)
        )
            .prop_map(|(keyword, schemas)| json!({ keyword: schemas })),
        (pattern, inner.clone())
            .prop_map(|(pattern, schema)| json!({ "patternProperties": { pattern: schema } })),
        (inner, 0..3, 0..3).prop_map(
            |(s, min, max)| json!({ "contains": s, "minContains": min, "maxContains": max })
        ),
        // Behind something that goes into the instance, so that there is no circle.
        Just(json!({ "items": { "$ref": "#/$defs/x" } })),
        Just(json!({ "properties": { "a": { "$ref": "#/$defs/x" } } })),
        Just(json!({ "properties": { "b": { "$ref": "#" } } })),
    ]
}

fn subschema() -> impl Strategy<Value = serde_json::Value> {
    assertion().prop_recursive(4, 32, 4, |inner| {
        let part = prop_oneof![assertion(), applicator(inner)];
        prop::collection::vec(part, 1..4).prop_map(merged)
    })
}

fn document() -> impl Strategy<Value = serde_json::Value> {
    (subschema(), subschema()).prop_map(|(root, definition)| {
        let root = match root {
            serde_json::Value::Object(map) => map,
            other => serde_json::Map::from_iter([("allOf".to_owned(), json!([other]))]),
        };
        let mut root = serde_json::Value::Object(root);
        root["$schema"] = json!("https://json-schema.org/draft/2020-12/schema");
        root["$defs"] = json!({ "x": definition });
        root["x-fieldwright-patterns"] = json!({ "^a": "^a", "b$": "b$", "c": "c" });
        root
    })
}

/// Documents of keywords with anything for a value.
fn broken_document() -> impl Strategy<Value = serde_json::Value> {
    let key = prop::sample::select(vec![
        "$ref",
        "$defs",
        "type",
        "enum",
        "properties",
        "required",
        "items",
        "prefixItems",
        "allOf",
        "anyOf",
        "not",
        "minLength",
        "multipleOf",
        "dependentRequired",
        "dependentSchemas",
        "patternProperties",
        "x-fieldwright-rules",
        "x-fieldwright-patterns",
        "unevaluatedProperties",
        "a",
    ]);
    let text = prop::sample::select(vec!["#", "#/$defs/a", "#/%", "object", "integer", "a", "("]);
    let leaf = prop_oneof![scalar(), text.prop_map(serde_json::Value::from)];
    leaf.prop_recursive(5, 40, 4, move |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(serde_json::Value::from),
            prop::collection::btree_map(key.clone().prop_map(str::to_owned), inner, 0..5)
                .prop_map(|map| serde_json::Value::Object(map.into_iter().collect())),
        ]
    })
}

proptest! {
    #![proptest_config(ProptestConfig {
        failure_persistence: None,
        cases: 2_000,
        ..ProptestConfig::default()
    })]

    #[test]
    fn agrees_with_jsonschema(
        document in document(),
        instances in prop::collection::vec(instance(), 6),
    ) {
        let peer = jsonschema::options()
            .with_draft(jsonschema::Draft::Draft202012)
            .build(&document)
            .unwrap();
        let ours = Schema::compile(&Value::from(document.clone())).unwrap();
        for instance in instances {
            let wanted = peer.is_valid(&instance);
            let text = instance.to_string();
            let own = Value::from(instance.clone());
            prop_assert_eq!(ours.is_valid_value(&instance), wanted, "{} on {}", document, text);
            prop_assert_eq!(ours.is_valid(&own), wanted);
            prop_assert_eq!(ours.is_valid_json(&text), wanted);
            let violations = ours.validate_json(&text);
            prop_assert_eq!(violations.is_empty(), wanted, "{} on {}", document, text);
            let evaluation = ours.evaluate(&own);
            prop_assert_eq!(evaluation.is_valid(), wanted, "{} on {}", document, text);
            let detailed = evaluation.detailed();
            prop_assert_eq!(detailed.get("valid").and_then(Value::as_bool), Some(wanted));
        }
    }

    #[test]
    fn no_document_makes_it_panic(document in broken_document(), instance in instance()) {
        if let Ok(schema) = Schema::compile(&Value::from(document)) {
            let valid = schema.is_valid_value(&instance);
            prop_assert_eq!(schema.validate_value(&instance).has_errors(), !valid);
            prop_assert_eq!(schema.evaluate_value(&instance).is_valid(), valid);
        }
    }
}
