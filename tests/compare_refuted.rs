//! Random schemas, changed at random: what is reported as compatible is, as far as random instances
//! and an evaluator that is not ours can tell.

use std::collections::BTreeMap;

use crate::support::random::Random;
use fieldwright::{Comparison, Generator, Impact, Verdict, Witness};
use serde_json::{Map, Value, json};

const NAMES: [&str; 4] = ["a", "b", "ab", "c"];

fn scalar(random: &mut Random) -> Value {
    let some = [
        json!(null),
        json!(true),
        json!(0),
        json!(1),
        json!(2),
        json!(3),
        json!(1.5),
        json!(-2),
        json!(""),
        json!("a"),
        json!("ab"),
        json!("abc"),
        json!("é💩"),
    ];
    some[random.below(some.len())].clone()
}

fn instance(random: &mut Random, depth: usize) -> Value {
    match random.below(if depth == 0 { 1 } else { 3 }) {
        0 => scalar(random),
        1 => {
            let count = random.below(4);
            Value::Array((0..count).map(|_| instance(random, depth - 1)).collect())
        }
        _ => {
            let names = random.some(&NAMES, 50);
            let members = names
                .into_iter()
                .map(|name| (name.to_owned(), instance(random, depth - 1)));
            Value::Object(members.collect())
        }
    }
}

fn assertion(random: &mut Random, map: &mut Map<String, Value>) {
    const TYPES: [&str; 7] = [
        "null", "boolean", "integer", "number", "string", "array", "object",
    ];
    let counts = [
        "minLength",
        "maxLength",
        "minItems",
        "maxItems",
        "minProperties",
        "maxProperties",
    ];
    let limits = ["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum"];
    match random.below(9) {
        0 | 1 => {
            let types = random.some(&TYPES, 40);
            if !types.is_empty() {
                map.insert("type".to_owned(), json!(types));
            }
        }
        2 => drop(map.insert(random.of(&counts).to_owned(), json!(random.below(4)))),
        3 => drop(map.insert(random.of(&limits).to_owned(), json!(random.below(4)))),
        4 => drop(map.insert("multipleOf".to_owned(), json!([1, 2, 3][random.below(3)]))),
        5 => {
            let mut values: Vec<Value> = (0..1 + random.below(4)).map(|_| scalar(random)).collect();
            values.dedup();
            let mut distinct: Vec<Value> = Vec::new();
            for value in values {
                if !distinct.contains(&value) {
                    distinct.push(value);
                }
            }
            map.insert("enum".to_owned(), Value::Array(distinct));
        }
        6 => drop(map.insert("uniqueItems".to_owned(), json!(true))),
        7 => drop(map.insert(
            "pattern".to_owned(),
            json!(["^a", "b$", "."][random.below(3)]),
        )),
        _ => {
            let names = random.some(&NAMES, 30);
            map.insert("required".to_owned(), json!(names));
        }
    }
}

/// Objects say what undeclared properties are: elsewhere it is taken that nobody sends any.
fn schema(random: &mut Random, depth: usize) -> Value {
    let mut map = Map::new();
    for _ in 0..1 + random.below(2) {
        assertion(random, &mut map);
    }
    if depth == 0 {
        return Value::Object(map);
    }
    match random.below(9) {
        0..=2 => {
            let names = random.some(&NAMES, 60);
            let members = names
                .into_iter()
                .map(|name| (name.to_owned(), schema(random, depth - 1)));
            map.insert("properties".to_owned(), Value::Object(members.collect()));
            let rest = match random.below(3) {
                0 => json!(false),
                1 => json!(true),
                _ => schema(random, 0),
            };
            map.insert("additionalProperties".to_owned(), rest);
        }
        3 => drop(map.insert("items".to_owned(), schema(random, depth - 1))),
        4 | 5 => {
            let keyword = *["allOf", "anyOf", "oneOf"].get(random.below(3)).unwrap();
            let count = 1 + random.below(3);
            let list: Vec<Value> = (0..count).map(|_| schema(random, depth - 1)).collect();
            map.insert(keyword.to_owned(), Value::Array(list));
        }
        6 => {
            let keyword = *["not", "if", "contains", "propertyNames"]
                .get(random.below(4))
                .unwrap();
            map.insert(keyword.to_owned(), schema(random, depth - 1));
            if keyword == "if" {
                map.insert("then".to_owned(), schema(random, 0));
            }
        }
        7 => drop(map.insert("$ref".to_owned(), json!("#/$defs/Other"))),
        _ => {
            let list: Vec<Value> = (0..1 + random.below(2))
                .map(|_| schema(random, 0))
                .collect();
            map.insert("prefixItems".to_owned(), Value::Array(list));
        }
    }
    Value::Object(map)
}

/// The schema objects in a schema.
fn count(value: &Value) -> usize {
    match value {
        Value::Object(map) => 1 + map.values().map(count).sum::<usize>(),
        Value::Array(list) => list.iter().map(count).sum(),
        _ => 0,
    }
}

/// Changes the object that is the `index`th.
fn change(value: &mut Value, index: &mut usize, random: &mut Random, names: bool) {
    match value {
        Value::Object(map) => {
            if *index == 0 {
                *index = usize::MAX;
                if names {
                    return change_names(map, random);
                }
                return change_one(map, random);
            }
            *index -= 1;
            for (key, inner) in map.iter_mut() {
                let is_names = matches!(key.as_str(), "properties" | "$defs");
                if *index != usize::MAX && !matches!(key.as_str(), "enum" | "const") {
                    change(inner, index, random, is_names);
                }
            }
        }
        Value::Array(list) => {
            for inner in list {
                if *index != usize::MAX {
                    change(inner, index, random, false);
                }
            }
        }
        _ => {}
    }
}

fn change_names(map: &mut Map<String, Value>, random: &mut Random) {
    let name = random.of(&NAMES).to_owned();
    if map.contains_key("Root") {
        return;
    }
    match map.contains_key(&name) {
        true => drop(map.remove(&name)),
        false => drop(map.insert(name, schema(random, 1))),
    }
}

/// What is not taken away.
const KEPT: [&str; 4] = ["$defs", "$schema", "if", "additionalProperties"];

fn change_one(map: &mut Map<String, Value>, random: &mut Random) {
    let keys: Vec<String> = map.keys().cloned().collect();
    let key = keys.get(random.below(keys.len().max(1)));
    match (random.below(4), key) {
        // Without `additionalProperties`, nothing would be reported of undeclared properties.
        (0, Some(key)) if !KEPT.contains(&key.as_str()) => drop(map.remove(key)),
        (1, Some(key)) => match map.get_mut(key) {
            Some(Value::Number(number)) => {
                let near = number.as_i64().unwrap_or(1) + if random.chance(50) { 1 } else { -1 };
                let near = near.max(if key == "multipleOf" { 1 } else { 0 });
                map.insert(key.clone(), json!(near));
            }
            Some(Value::Array(list)) if key.ends_with("Of") && random.chance(60) => {
                // Another alternative, which may lie within one that is there.
                let mut one = match random.chance(50) {
                    true => list[random.below(list.len())].clone(),
                    false => schema(random, 1),
                };
                if let Value::Object(map) = &mut one {
                    assertion(random, map);
                }
                list.push(one);
            }
            Some(Value::Array(list)) if list.len() > 1 => {
                let index = random.below(list.len());
                list.remove(index);
            }
            Some(Value::Array(list)) if key == "enum" => {
                let value = scalar(random);
                if !list.contains(&value) {
                    list.push(value);
                }
            }
            _ => assertion(random, map),
        },
        _ => assertion(random, map),
    }
}

fn generator(schema: &Value) -> Generator {
    Generator::new().text("root.json", schema.to_string())
}

/// Whether no change is breaking or unclear for a direction.
fn is_compatible(comparison: &Comparison, of_requests: bool) -> bool {
    comparison.changes().iter().all(|change| {
        let impact = if of_requests {
            &change.requests
        } else {
            &change.responses
        };
        impact
            .as_ref()
            .is_none_or(|impact| impact.validation == Verdict::Compatible)
    })
}

fn instances_of(impact: &Option<Impact>) -> Option<Value> {
    match impact {
        Some(Impact {
            validation: Verdict::Breaking(Witness::Instance { of, value, .. }),
            ..
        }) if of == "Root" => serde_json::from_str(&value.to_string()).ok(),
        _ => None,
    }
}

/// Whether a document has a keyword beside its definitions.
fn constrains(root: &Value) -> bool {
    let words = ["$schema", "$defs", "title", "$ref"];
    let mut keys = root.as_object().unwrap().keys();
    keys.any(|key| !words.contains(&key.as_str()))
}

#[test]
fn compatible_changes_are_not_refuted() {
    let seed = std::env::var("FIELDWRIGHT_SEED")
        .ok()
        .and_then(|seed| seed.parse().ok());
    let rounds = std::env::var("FIELDWRIGHT_SCHEMAS")
        .ok()
        .and_then(|n| n.parse().ok());
    let mut random = Random(seed.unwrap_or(17));
    let mut codes: BTreeMap<&str, usize> = BTreeMap::new();
    let (mut compared, mut compatible, mut breaking, mut unclear) = (0, 0, 0, 0);
    for round in 0..rounds.unwrap_or(400) {
        let mut old = schema(&mut random, 2);
        let other = schema(&mut random, 1);
        let root = old.as_object_mut().unwrap();
        root.insert(
            "$schema".to_owned(),
            json!("https://json-schema.org/draft/2020-12/schema"),
        );
        root.insert("title".to_owned(), json!("Root"));
        root.insert("$defs".to_owned(), json!({ "Other": other }));
        let mut new = old.clone();
        for _ in 0..1 + random.below(2) {
            let mut index = random.below(count(&new));
            change(&mut new, &mut index, &mut random, false);
        }
        let Ok(comparison) = generator(&old).compare(&generator(&new)) else {
            continue; // contradictions are refused
        };
        if !constrains(&old) || !constrains(&new) {
            continue; // a document of definitions only has no type of its own
        }
        let mut words = comparison.changes().iter().map(|change| &change.message);
        if words.any(|words| words.contains("says what undeclared properties are")) {
            continue; // the others are assumed not to be sent
        }
        compared += 1;
        let (before, after) = (
            jsonschema::validator_for(&old),
            jsonschema::validator_for(&new),
        );
        let (Ok(before), Ok(after)) = (before, after) else {
            panic!("{old}\n{new}");
        };
        let printed = || comparison.render(fieldwright::ReportFormat::Text, 99);
        for (of_requests, accepts, refuses) in [(true, &before, &after), (false, &after, &before)] {
            for change in comparison.changes() {
                let impact = if of_requests {
                    &change.requests
                } else {
                    &change.responses
                };
                if let Some(value) = instances_of(impact) {
                    breaking += 1;
                    let is_proof = accepts.is_valid(&value) && !refuses.is_valid(&value);
                    assert!(
                        is_proof,
                        "round {round}: {value}\n{old}\n{new}\n{}",
                        printed()
                    );
                }
                if impact
                    .as_ref()
                    .is_some_and(|i| matches!(i.validation, Verdict::Unclear(_)))
                {
                    unclear += 1;
                    *codes.entry(change.code).or_default() += 1;
                }
            }
            if !is_compatible(&comparison, of_requests) {
                continue;
            }
            compatible += 1;
            for _ in 0..200 {
                let value = instance(&mut random, 2);
                let is_refuted = accepts.is_valid(&value) && !refuses.is_valid(&value);
                assert!(
                    !is_refuted,
                    "round {round}, requests {of_requests}: {value}\n{old}\n{new}\n{}",
                    printed()
                );
            }
        }
    }
    println!("unclear: {codes:?}");
    println!(
        "{compared} pairs, {compatible} compatible directions, {breaking} witnesses, {unclear} unclear"
    );
    assert!(
        compared > 200 && compatible > 150 && breaking > 60,
        "{compared} {compatible} {breaking}"
    );
}

/// An alternative `type: null` whose other keywords leave nothing accepts no null.
#[test]
fn null_that_an_alternative_refuses_is_seen() {
    let side = |inner: &str| {
        let text = format!(
            "{{\"$schema\":\"https://json-schema.org/draft/2020-12/schema\",\"title\":\"Root\",\
             \"oneOf\":[{{\"enum\":[2]}},{{\"type\":\"null\",\"anyOf\":[{inner}]}}]}}"
        );
        Generator::new().text("root.json", text)
    };
    let old = side("{\"type\":[\"null\",\"number\"]}");
    let new = side("{\"type\":[\"null\",\"number\"],\"enum\":[3]}");
    let comparison = old.compare(&new).unwrap();
    assert!(!is_compatible(&comparison, true));
}
