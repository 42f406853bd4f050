//! Random schemas and instances, three judges: generated types, the evaluator, and the
//! `jsonschema` crate. Types are also asked whether what they read validates, and whether what
//! they wrote is read as the same.
//!
//! Every other schema's types keep properties they do not know; the rest ignore them, and only
//! what they read is compared: without an ignored property another alternative may hold.
//!
//! The seed is fixed; `AGREEMENT_SEED` and `AGREEMENT_SCHEMAS` try others.

mod support;

use std::fmt::Write as _;

use fieldwright::{Generator, UnknownProperties};
use serde_json::{Map, Value, json};
use support::judges::Judges;
use support::random::Random;

const SEED: u64 = 7;
const SCHEMAS: usize = 150;

fn setting<T: std::str::FromStr>(name: &str) -> Option<T> {
    std::env::var(name).ok()?.parse().ok()
}

#[test]
fn types_evaluator_and_jsonschema_agree() {
    let seed = setting("AGREEMENT_SEED").unwrap_or(SEED);
    let count = setting("AGREEMENT_SCHEMAS").unwrap_or(SCHEMAS);
    let mut random = Random(seed);
    let mut judges = Judges::default();
    let mut cases = Vec::new();
    let mut told = String::new();
    for index in 0..count {
        let keeps = index % 2 == 0;
        let document = document(&mut random);
        let peer = jsonschema::options()
            .with_draft(jsonschema::Draft::Draft202012)
            .build(&document)
            .unwrap();
        let generator = Generator::new()
            .text("schema.json", document.to_string())
            .root_name("Root")
            .unknown(match keeps {
                true => UnknownProperties::Keep,
                false => UnknownProperties::Ignore,
            })
            .builders(false);
        let evaluator = generator.evaluator().unwrap();
        let output = generator.generate().unwrap();
        let mut artifacts = output.artifacts().iter();
        let module = artifacts.find(|artifact| artifact.path == "src/schema.rs");
        let module = judges.add(&module.unwrap().contents);
        for instance in instances(&document, &mut random) {
            let valid = peer.is_valid(&instance);
            let text = instance.to_string();
            if evaluator.is_valid_json(&text) != valid {
                writeln!(told, "evaluator: not {valid}: {document} on {text}").unwrap();
            }
            cases.push((module, text, valid, keeps, document.clone()));
        }
    }
    let lines = judges.run(
        "agreement",
        cases
            .iter()
            .map(|(module, text, ..)| (*module, text.as_str())),
    );
    let (mut valid_ones, mut ignoring) = (0, 0);
    for (line, (_, text, valid, keeps, document)) in lines.lines().zip(&cases) {
        valid_ones += usize::from(*valid);
        let was_read = line.starts_with("written") || line.starts_with("validate");
        if was_read && *valid && !keeps {
            ignoring += 1;
            continue;
        }
        let wanted = if *valid { "valid" } else { "invalid" };
        if line != wanted {
            writeln!(told, "types: {line}, not {wanted}: {document} on {text}").unwrap();
        }
    }
    println!(
        "agreement: {count} schemas, {} modules, {} instances, {valid_ones} of them valid, \
         {ignoring} another one without what was ignored",
        judges.len(),
        cases.len()
    );
    assert_eq!(lines.lines().count(), cases.len());
    let share = valid_ones * 100 / cases.len();
    assert!((20..80).contains(&share), "{share} % are valid");
    assert!(told.is_empty(), "{told}");
}

const NAMES: [&str; 4] = ["a", "b", "ab", "x-c"];
const WORDS: [&str; 5] = ["", "a", "ab", "abc", "é"];
const PATTERNS: [&str; 3] = ["^a", "b$", "^x-"];

fn document(random: &mut Random) -> Value {
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

/// Instances made to be valid, the same with one thing broken, and some of any kind.
fn instances(document: &Value, random: &mut Random) -> Vec<Value> {
    let mut found = Vec::new();
    for _ in 0..5 {
        let made = instance(document, document, random, 4);
        let mut broken = made.clone();
        break_one(&mut broken, random);
        found.extend([made, broken]);
    }
    found.push(instance(&json!(true), document, random, 2));
    found
}

fn scalar(random: &mut Random) -> Value {
    let some = [
        json!(null),
        json!(true),
        json!(0),
        json!(1),
        json!(2),
        json!(1.0),
        json!(1.5),
        json!(-2),
    ];
    match random.chance(40) {
        true => json!(random.of(&WORDS)),
        false => some[random.below(some.len())].clone(),
    }
}

/// Follows a schema without being sure: the judges say what the instance is.
fn instance(schema: &Value, document: &Value, random: &mut Random, depth: usize) -> Value {
    let Some(map) = schema.as_object() else {
        return scalar(random);
    };
    let list = |keyword: &str| map.get(keyword).and_then(Value::as_array);
    if let Some(reference) = map.get("$ref").and_then(Value::as_str) {
        let target = document.pointer(&reference[1..]).unwrap();
        return match depth {
            0 => scalar(random),
            _ => instance(target, document, random, depth - 1),
        };
    }
    if let Some(value) = map.get("const") {
        return value.clone();
    }
    if let Some(values) = list("enum") {
        return values[random.below(values.len())].clone();
    }
    let mut parts: Vec<Value> = Vec::new();
    for part in list("allOf").into_iter().flatten() {
        parts.push(instance(part, document, random, depth));
    }
    for keyword in ["anyOf", "oneOf"] {
        if let Some(schemas) = list(keyword) {
            let one = &schemas[random.below(schemas.len())];
            parts.push(instance(one, document, random, depth));
        }
    }
    if map.contains_key("properties") || map.contains_key("required") {
        parts.push(object_for(map, document, random, depth));
    }
    if parts.iter().any(Value::is_object) {
        let objects = parts.iter().filter_map(Value::as_object);
        return Value::Object(objects.flat_map(Map::clone).collect());
    }
    if let Some(part) = parts.pop() {
        return part;
    }
    let kind = match map.get("type") {
        Some(Value::Array(types)) => types[random.below(types.len())].as_str().unwrap(),
        Some(one) => one.as_str().unwrap(),
        None if map.contains_key("items") || map.contains_key("prefixItems") => "array",
        None => "any",
    };
    match kind {
        "string" => json!(random.of(&WORDS)),
        "integer" => json!(random.below(5) as i64 - 1),
        "number" => json!([1.5, 2.0, 0.0, 3.0, -2.0][random.below(5)]),
        "boolean" => json!(random.chance(50)),
        "null" => json!(null),
        "object" => object_for(map, document, random, depth),
        "array" if depth == 0 => json!([]),
        "array" => {
            let prefix = list("prefixItems").map_or(&[][..], Vec::as_slice);
            let items = map.get("items").unwrap_or(&Value::Bool(true));
            let length = prefix.len() + random.below(3);
            let schemas = (0..length).map(|index| prefix.get(index).unwrap_or(items));
            let more = schemas.map(|schema| instance(schema, document, random, depth - 1));
            more.collect()
        }
        _ => scalar(random),
    }
}

fn object_for(
    map: &Map<String, Value>,
    document: &Value,
    random: &mut Random,
    depth: usize,
) -> Value {
    let mut out = Map::new();
    if depth == 0 {
        return Value::Object(out);
    }
    let required = map.get("required").and_then(Value::as_array);
    let any = Value::Bool(true);
    for name in NAMES {
        let declared = map.get("properties").and_then(|p| p.get(name));
        let is_required = required.is_some_and(|list| list.contains(&name.into()));
        let wanted = match declared {
            Some(_) => is_required || random.chance(60),
            None => is_required || random.chance(10),
        };
        if wanted {
            let schema = declared.or(map.get("additionalProperties")).unwrap_or(&any);
            out.insert(name.into(), instance(schema, document, random, depth - 1));
        }
    }
    Value::Object(out)
}

/// Changes one thing somewhere in a value.
fn break_one(value: &mut Value, random: &mut Random) {
    let down = random.chance(60);
    match value {
        Value::Object(map) if down && !map.is_empty() => {
            let index = random.below(map.len());
            if let Some(inner) = map.values_mut().nth(index) {
                break_one(inner, random);
            }
        }
        Value::Array(items) if down && !items.is_empty() => {
            let index = random.below(items.len());
            break_one(&mut items[index], random);
        }
        Value::Object(map) if random.chance(70) => {
            let name = random.of(&NAMES);
            if map.remove(name).is_none() {
                map.insert(name.into(), scalar(random));
            }
        }
        Value::Array(items) if random.chance(70) => match random.chance(50) {
            true => items.push(scalar(random)),
            false => drop(items.pop()),
        },
        other => *other = scalar(random),
    }
}
