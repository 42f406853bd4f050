//! Random JSON Schemas as people write them.

use serde_json::{Map, Value, json};

use super::instances::{NAMES, WORDS};
use crate::support::random::Random;

const PATTERNS: [&str; 3] = ["^a", "b$", "^x-"];

/// A schema of the kinds that types are made of, each keyword beside those it belongs to.
pub(crate) fn document(random: &mut Random) -> Value {
    let mut root = schema(random, 3, false);
    let definitions = json!({
        "x": schema(random, 2, false),
        "y": schema(random, 2, false),
    });
    if !root.is_object() {
        root = json!({ "allOf": [root] });
    }
    if random.chance(20) {
        // References that stand where nothing lies between: only from the root on.
        let reference = json!({ "$ref": random.of(&["#/$defs/x", "#/$defs/y"]) });
        let keyword = random.of(&["allOf", "anyOf", "oneOf"]);
        let own = Value::Object(root.as_object().unwrap().clone());
        root = json!({ keyword: [own, reference] });
    }
    root["$schema"] = json!("https://json-schema.org/draft/2020-12/schema");
    root["$defs"] = definitions;
    root
}

/// `guarded`: whether a reference here is behind a step into the instance.
fn schema(random: &mut Random, depth: usize, guarded: bool) -> Value {
    if guarded && random.chance(15) {
        return json!({ "$ref": random.of(&["#", "#/$defs/x", "#/$defs/y"]) });
    }
    if random.chance(3) {
        return json!(random.chance(80));
    }
    let mut out = Map::new();
    match random.below(if depth > 0 { 16 } else { 5 }) {
        0 | 5 => string(random, &mut out),
        1 => number(random, &mut out),
        2 => {
            let kind = random.of(&["boolean", "null", "number", "string", "object", "array"]);
            out.insert("type".into(), kind.into());
        }
        3 => values(random, &mut out),
        4 => {
            let types = random.some(&["null", "string", "integer", "boolean", "object"], 40);
            if !types.is_empty() {
                out.insert("type".into(), types.into());
            }
            out.insert("minLength".into(), 1.into());
        }
        6..=10 => object(random, depth, &mut out),
        11 => array(random, depth, &mut out),
        _ => combined(random, depth, guarded, &mut out),
    }
    if depth > 0 && random.chance(12) {
        combined(random, depth, guarded, &mut out);
    }
    Value::Object(out)
}

fn string(random: &mut Random, out: &mut Map<String, Value>) {
    out.insert("type".into(), "string".into());
    if random.chance(40) {
        out.insert("minLength".into(), random.below(3).into());
    }
    if random.chance(40) {
        out.insert("maxLength".into(), (1 + random.below(3)).into());
    }
    if random.chance(25) {
        out.insert("pattern".into(), random.of(&PATTERNS).into());
    }
}

fn number(random: &mut Random, out: &mut Map<String, Value>) {
    out.insert("type".into(), random.of(&["integer", "number"]).into());
    let bounds = [json!(0), json!(1), json!(1.5), json!(-2), json!(3)];
    for keyword in ["minimum", "exclusiveMaximum"] {
        if random.chance(30) {
            out.insert(keyword.into(), bounds[random.below(bounds.len())].clone());
        }
    }
    if random.chance(20) {
        out.insert("multipleOf".into(), json!([1.0, 0.5, 2.0][random.below(3)]));
    }
}

fn values(random: &mut Random, out: &mut Map<String, Value>) {
    let some = [
        json!("a"),
        json!("ab"),
        json!(1),
        json!(2),
        json!(null),
        json!(true),
        json!(1.5),
    ];
    match random.below(3) {
        0 => out.insert("const".into(), some[random.below(some.len())].clone()),
        1 => out.insert("enum".into(), random.some(&WORDS, 60).into()),
        _ => {
            let values = some.iter().filter(|_| random.chance(40)).cloned();
            out.insert("enum".into(), values.collect())
        }
    };
    if out.get("enum").is_some_and(|list| list == &json!([])) {
        out.insert("enum".into(), json!(["a"]));
    }
}

fn object(random: &mut Random, depth: usize, out: &mut Map<String, Value>) {
    if random.chance(85) {
        out.insert("type".into(), "object".into());
    }
    let inner = |random: &mut Random| schema(random, depth - 1, true);
    let names = random.some(&NAMES, 55);
    let properties: Map<String, Value> = names
        .iter()
        .map(|name| ((*name).to_owned(), inner(random)))
        .collect();
    if !properties.is_empty() {
        out.insert("properties".into(), properties.into());
    }
    if random.chance(50) {
        out.insert("required".into(), random.some(&NAMES, 35).into());
    }
    match random.below(6) {
        0 => drop(out.insert("additionalProperties".into(), false.into())),
        1 => drop(out.insert("additionalProperties".into(), inner(random))),
        2 if random.chance(40) => {
            drop(out.insert("unevaluatedProperties".into(), false.into()));
        }
        3 if random.chance(30) => {
            drop(out.insert("unevaluatedProperties".into(), inner(random)));
        }
        _ => {}
    }
    if random.chance(15) {
        let pattern = random.of(&PATTERNS);
        out.insert(
            "patternProperties".into(),
            json!({ pattern: inner(random) }),
        );
    }
    if random.chance(8) {
        out.insert("propertyNames".into(), json!({ "maxLength": 2 }));
    }
    if random.chance(10) {
        let names = random.some(&NAMES, 30);
        out.insert(
            "dependentRequired".into(),
            json!({ random.of(&NAMES): names }),
        );
    }
    if random.chance(8) {
        let schema = schema(random, depth - 1, false);
        out.insert(
            "dependentSchemas".into(),
            json!({ random.of(&NAMES): schema }),
        );
    }
    if random.chance(8) {
        out.insert("maxProperties".into(), (1 + random.below(3)).into());
    }
    if random.chance(25) {
        clauses(random, 2, out);
    }
}

/// What members have to do with each other: which are there, and what they equal.
fn clauses(random: &mut Random, depth: usize, out: &mut Map<String, Value>) {
    let inner = |random: &mut Random| clause(random, depth - 1);
    match random.below(6) {
        0 | 1 => {
            let keyword = random.of(&["anyOf", "oneOf"]);
            let schemas: Vec<Value> = (0..1 + random.below(3)).map(|_| inner(random)).collect();
            out.insert(keyword.into(), schemas.into());
        }
        2 => drop(out.insert("not".into(), inner(random))),
        3 => {
            let names = json!({ random.of(&NAMES): inner(random) });
            out.insert("dependentSchemas".into(), names);
        }
        _ => {
            out.insert("if".into(), inner(random));
            for keyword in random.some(&["then", "else"], 70) {
                out.insert(keyword.into(), inner(random));
            }
        }
    }
}

fn clause(random: &mut Random, depth: usize) -> Value {
    let mut out = Map::new();
    if random.chance(30) {
        out.insert("type".into(), "object".into());
    }
    if random.chance(70) {
        out.insert("required".into(), random.some(&NAMES, 40).into());
    }
    if random.chance(40) {
        let value = match random.below(4) {
            0 => json!({ "const": random.of(&WORDS) }),
            1 => json!({ "enum": [1, "a", null] }),
            2 => json!({ "minimum": 1, "minLength": 2 }),
            _ => json!({ "pattern": random.of(&PATTERNS), "maxItems": 1 }),
        };
        out.insert("properties".into(), json!({ random.of(&NAMES): value }));
    }
    if depth > 0 && random.chance(25) {
        clauses(random, depth, &mut out);
    }
    Value::Object(out)
}

fn array(random: &mut Random, depth: usize, out: &mut Map<String, Value>) {
    if random.chance(85) {
        out.insert("type".into(), "array".into());
    }
    let inner = |random: &mut Random| schema(random, depth - 1, true);
    if random.chance(40) {
        let prefix: Vec<Value> = (0..1 + random.below(2)).map(|_| inner(random)).collect();
        if random.chance(50) {
            out.insert("minItems".into(), prefix.len().into());
        }
        out.insert("prefixItems".into(), prefix.into());
    }
    match random.below(5) {
        0 => drop(out.insert("items".into(), false.into())),
        1 | 2 => drop(out.insert("items".into(), inner(random))),
        3 if random.chance(50) => drop(out.insert("unevaluatedItems".into(), false.into())),
        _ => {}
    }
    if random.chance(20) {
        out.insert("contains".into(), inner(random));
        if random.chance(40) {
            out.insert("minContains".into(), random.below(3).into());
        }
    }
    if random.chance(20) {
        out.insert("uniqueItems".into(), true.into());
    }
    if random.chance(20) {
        out.insert("maxItems".into(), (1 + random.below(3)).into());
    }
}

fn combined(random: &mut Random, depth: usize, guarded: bool, out: &mut Map<String, Value>) {
    let inner = |random: &mut Random| schema(random, depth - 1, guarded);
    match random.below(8) {
        0..=5 => {
            let keyword = random.of(&["allOf", "anyOf", "oneOf", "anyOf", "oneOf"]);
            let schemas: Vec<Value> = (0..2 + random.below(2)).map(|_| inner(random)).collect();
            out.insert(keyword.into(), schemas.into());
        }
        6 => drop(out.insert("not".into(), inner(random))),
        _ => {
            out.insert("if".into(), inner(random));
            for keyword in random.some(&["then", "else"], 70) {
                out.insert(keyword.into(), inner(random));
            }
        }
    }
}
