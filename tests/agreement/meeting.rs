//! Random JSON Schemas in which every keyword may meet every other.

use serde_json::{Map, Value, json};

use super::instances::{NAMES, WORDS};
use crate::support::random::Random;

const PATTERNS: [&str; 3] = ["^a", "b$", "^x-"];
const TYPES: [&str; 7] = [
    "object", "array", "string", "integer", "number", "boolean", "null",
];

/// A schema of two definitions and a root, which references may lead to.
pub(crate) fn document(random: &mut Random) -> Value {
    let mut root = schema(random, 3, false);
    if !root.is_object() {
        root = json!({ "not": { "not": root } });
    }
    root["$schema"] = json!("https://json-schema.org/draft/2020-12/schema");
    // A circle of references within one object has no verdict: these two refer behind a step only.
    root["$defs"] = json!({ "x": schema(random, 2, false), "y": schema(random, 2, false) });
    if random.chance(15) {
        let keyword = random.of(&["allOf", "anyOf", "oneOf"]);
        let reference = json!({ "$ref": random.of(&["#/$defs/x", "#/$defs/y"]) });
        let own = root.as_object_mut().unwrap();
        match own.get_mut(keyword).and_then(Value::as_array_mut) {
            Some(list) => list.push(reference),
            None => drop(own.insert(keyword.into(), json!([reference]))),
        }
    }
    root
}

/// `guarded`: whether a reference here is behind a step into the instance.
fn schema(random: &mut Random, depth: usize, guarded: bool) -> Value {
    if random.chance(3) {
        return json!(random.chance(80));
    }
    let mut out = Map::new();
    if guarded && random.chance(12) {
        let target = random.of(&["#", "#/$defs/x", "#/$defs/y"]);
        out.insert("$ref".into(), target.into());
        if random.chance(60) {
            return out.into();
        }
    }
    types(random, &mut out);
    let count = 1 + random.below(if depth > 0 { 4 } else { 2 });
    for _ in 0..count {
        match random.below(if depth > 0 { 20 } else { 4 }) {
            0 | 4 => assertions(random, &mut out),
            1 | 5 => values(random, &mut out),
            2 => drop(out.insert("required".into(), random.some(&NAMES, 35).into())),
            3 => drop(out.insert("title".into(), random.of(&["One", "Two words"]).into())),
            6..=10 => properties(random, depth, &mut out),
            11 => more_properties(random, depth, &mut out),
            12 => elements(random, depth, &mut out),
            13 => conditions(random, depth, guarded, &mut out),
            _ => applicators(random, depth, guarded, &mut out),
        }
    }
    Value::Object(out)
}

fn types(random: &mut Random, out: &mut Map<String, Value>) {
    match random.below(10) {
        0..=4 => drop(out.insert("type".into(), "object".into())),
        5 => drop(out.insert("type".into(), random.of(&TYPES).into())),
        6 => {
            let some = random.some(&TYPES, 30);
            if !some.is_empty() {
                out.insert("type".into(), some.into());
            }
        }
        _ => {}
    }
}

fn assertions(random: &mut Random, out: &mut Map<String, Value>) {
    let (keyword, value) = match random.below(10) {
        0 => ("minLength", json!(random.below(3))),
        1 => ("maxLength", json!(1 + random.below(3))),
        2 => ("pattern", json!(random.of(&PATTERNS))),
        3 => ("minimum", json!([-1.0, 0.0, 1.5][random.below(3)])),
        4 => ("exclusiveMaximum", json!(1 + random.below(3))),
        5 => ("multipleOf", json!([1.0, 0.5][random.below(2)])),
        6 => ("minProperties", json!(random.below(3))),
        7 => ("maxProperties", json!(1 + random.below(3))),
        8 => ("maxItems", json!(random.below(3))),
        _ => ("uniqueItems", json!(true)),
    };
    out.insert(keyword.into(), value);
}

/// Constants of every type, objects among them.
fn value(random: &mut Random) -> Value {
    match random.below(9) {
        0..=2 => json!(random.of(&WORDS)),
        3 => json!(random.below(3)),
        4 => json!(null),
        5 => json!(true),
        6 => json!([1, "a"]),
        7 => json!({}),
        _ => {
            let names = random.some(&NAMES, 40).into_iter();
            let members = names.map(|name| (name.to_owned(), json!(random.of(&WORDS))));
            Value::Object(members.collect())
        }
    }
}

fn values(random: &mut Random, out: &mut Map<String, Value>) {
    if random.chance(50) {
        out.insert("const".into(), value(random));
        return;
    }
    let mut list: Vec<Value> = Vec::new();
    for _ in 0..1 + random.below(3) {
        let one = value(random);
        if !list.contains(&one) {
            list.push(one);
        }
    }
    out.insert("enum".into(), list.into());
}

fn properties(random: &mut Random, depth: usize, out: &mut Map<String, Value>) {
    let names = random.some(&NAMES, 55).into_iter();
    let members = names.map(|name| (name.to_owned(), schema(random, depth - 1, true)));
    let members: Map<String, Value> = members.collect();
    if !members.is_empty() {
        out.insert("properties".into(), members.into());
    }
    if random.chance(50) {
        out.insert("required".into(), random.some(&NAMES, 35).into());
    }
    match random.below(8) {
        0 => drop(out.insert("additionalProperties".into(), false.into())),
        1 => {
            let inner = schema(random, depth - 1, true);
            out.insert("additionalProperties".into(), inner);
        }
        2 if random.chance(50) => drop(out.insert("unevaluatedProperties".into(), false.into())),
        _ => {}
    }
}

fn more_properties(random: &mut Random, depth: usize, out: &mut Map<String, Value>) {
    let inner = |random: &mut Random| schema(random, depth - 1, true);
    match random.below(4) {
        0 => {
            let pattern = random.of(&PATTERNS);
            out.insert(
                "patternProperties".into(),
                json!({ pattern: inner(random) }),
            );
        }
        1 => drop(out.insert("propertyNames".into(), json!({ "maxLength": 2 }))),
        2 => {
            let names = random.some(&NAMES, 30);
            let member = json!({ random.of(&NAMES): names });
            out.insert("dependentRequired".into(), member);
        }
        _ => drop(out.insert("unevaluatedProperties".into(), inner(random))),
    }
}

fn elements(random: &mut Random, depth: usize, out: &mut Map<String, Value>) {
    let inner = |random: &mut Random| schema(random, depth - 1, true);
    match random.below(5) {
        0 => {
            let prefix: Vec<Value> = (0..1 + random.below(2)).map(|_| inner(random)).collect();
            out.insert("prefixItems".into(), prefix.into());
        }
        1 | 2 => drop(out.insert("items".into(), inner(random))),
        3 => drop(out.insert("contains".into(), inner(random))),
        _ => drop(out.insert("unevaluatedItems".into(), false.into())),
    }
}

fn conditions(random: &mut Random, depth: usize, guarded: bool, out: &mut Map<String, Value>) {
    let inner = |random: &mut Random| schema(random, depth - 1, guarded);
    match random.below(3) {
        0 => {
            let member = json!({ random.of(&NAMES): inner(random) });
            out.insert("dependentSchemas".into(), member);
        }
        1 => drop(out.insert("not".into(), inner(random))),
        _ => {
            out.insert("if".into(), inner(random));
            for keyword in random.some(&["then", "else"], 70) {
                out.insert(keyword.into(), inner(random));
            }
        }
    }
}

fn applicators(random: &mut Random, depth: usize, guarded: bool, out: &mut Map<String, Value>) {
    let keyword = random.of(&["allOf", "anyOf", "oneOf", "anyOf", "oneOf"]);
    let count = 1 + random.below(3);
    let schemas: Vec<Value> = (0..count)
        .map(|_| schema(random, depth - 1, guarded))
        .collect();
    out.insert(keyword.into(), schemas.into());
}
