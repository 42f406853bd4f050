//! The schema evaluator against the required JSON Schema Test Suite of draft 2020-12,
//! which lies outside the repository: the folder that holds it is taken from
//! `FIELDWRIGHT_CORPUS`. Schemas that are not in the normal form (identifiers, dynamic
//! and remote references) are counted and left to the readers.

use std::path::PathBuf;

use fieldwright_generated::fieldwright_runtime::{Map, Schema, Value, from_json};

/// What the normal form does not have.
const FOREIGN: &[&str] = &[
    "$id",
    "$anchor",
    "$dynamicRef",
    "$dynamicAnchor",
    "$recursiveRef",
    "$vocabulary",
];

fn suite() -> Option<PathBuf> {
    let corpus = std::env::var_os("FIELDWRIGHT_CORPUS");
    if corpus.is_none() {
        println!("skipped: FIELDWRIGHT_CORPUS is not set");
    }
    Some(PathBuf::from(corpus?).join("json-schema-test-suite/tests/draft2020-12"))
}

fn read(path: &std::path::Path) -> Value {
    from_json(std::fs::read(path).unwrap()).unwrap()
}

fn walk(value: &Value, visit: &mut dyn FnMut(&Map<Value>)) {
    match value {
        Value::Array(items) => items.iter().for_each(|item| walk(item, visit)),
        Value::Object(map) => {
            visit(map);
            map.values().for_each(|item| walk(item, visit));
        }
        _ => {}
    }
}

fn is_normal(schema: &Value) -> bool {
    let mut normal = true;
    walk(schema, &mut |map| {
        // A property may be called like a keyword; what is a string is taken for one.
        let foreign = |key: &str| map.get(key).is_some_and(|value| value.as_str().is_some());
        normal &= !FOREIGN.iter().any(|key| foreign(key));
        let reference = map.get("$ref").and_then(Value::as_str);
        normal &= reference.is_none_or(|reference| reference.starts_with('#'));
    });
    normal
}

/// The schema with its patterns "translated"; those of the suite mean the same to both.
fn with_patterns(schema: &Value) -> Value {
    let mut patterns = Map::new();
    walk(schema, &mut |map| {
        let keys = map.get("patternProperties").and_then(Value::as_object);
        let keys = keys.into_iter().flat_map(|keys| keys.keys());
        for pattern in keys.chain(map.get("pattern").and_then(Value::as_str)) {
            patterns.insert(pattern, Value::from(pattern));
        }
    });
    match schema {
        Value::Object(map) if !patterns.is_empty() => {
            let mut map = map.clone();
            map.insert("x-fieldwright-patterns", Value::Object(patterns));
            Value::Object(map)
        }
        schema => schema.clone(),
    }
}

#[test]
fn agrees_with_the_suite() {
    let Some(suite) = suite() else { return };
    let mut files: Vec<PathBuf> = std::fs::read_dir(suite)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|e| e == "json"))
        .collect();
    files.sort();
    let (mut schemas, mut cases, mut left) = (0, 0, 0);
    let mut missed = Vec::new();
    for file in files {
        let name = file.file_stem().unwrap().to_string_lossy().into_owned();
        for group in read(&file).as_array().unwrap() {
            let schema = group.get("schema").unwrap();
            if !is_normal(schema) {
                left += 1;
                continue;
            }
            schemas += 1;
            let what = group.get("description").unwrap();
            match Schema::compile(&with_patterns(schema)) {
                Ok(schema) => {
                    for test in group.get("tests").unwrap().as_array().unwrap() {
                        cases += 1;
                        let wanted = test.get("valid").unwrap().as_bool().unwrap();
                        let data = test.get("data").unwrap();
                        let verdicts = verdicts(&schema, data);
                        if verdicts.iter().any(|verdict| *verdict != wanted) {
                            let case = test.get("description").unwrap();
                            missed.push(format!("{name}: {what}: {case}: {verdicts:?}"));
                        }
                    }
                }
                Err(error) => missed.push(format!("{name}: {what}: {error}")),
            }
        }
    }
    println!("{schemas} schemas, {cases} instances run; {left} schemas left to the readers");
    assert!(cases > 1_000, "the suite is there");
    assert!(missed.is_empty(), "{missed:#?}");
}

/// The verdict through every door.
fn verdicts(schema: &Schema, data: &Value) -> [bool; 7] {
    let text = data.to_string();
    let serde = serde_json::from_str::<serde_json::Value>(&text).unwrap();
    [
        schema.is_valid(data),
        schema.is_valid_json(&text),
        schema.is_valid_value(&serde),
        schema.validate(data).is_empty(),
        schema.validate_json(&text).is_empty(),
        schema.validate_value(&serde).is_empty(),
        schema.evaluate(data).is_valid(),
    ]
}
