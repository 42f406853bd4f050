//! Cost grows with a document, not with its square: instructions counted by valgrind at n, 2n and
//! 4n, which no clock and no other process can change. Says so when it skips because there is none.
//! Run for a minute with an optimised command (`FIELDWRIGHT_COMMAND`), for many with the one of tests,
//! so they are a gate of their own: `cargo test --test all cost:: -- --ignored`.

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::support::scratch;
use serde_json::{Map, Value, json};

fn schema(members: Value) -> String {
    let mut schema =
        json!({ "$schema": "https://json-schema.org/draft/2020-12/schema", "title": "Big" });
    let members = members.as_object().unwrap().clone();
    schema.as_object_mut().unwrap().extend(members);
    schema.to_string()
}

fn members(count: usize, make: impl Fn(usize) -> (String, Value)) -> Value {
    Value::Object((0..count).map(make).collect::<Map<String, Value>>())
}

fn chain(count: usize, make: impl Fn(usize, String) -> Value) -> String {
    let mut definitions = members(count, |i| {
        (format!("a{i}"), make(i, format!("#/$defs/a{}", i + 1)))
    });
    definitions[format!("a{count}")] = json!({ "type": "object" });
    schema(json!({ "$ref": "#/$defs/a0", "$defs": definitions }))
}

/// A shape of a document: its name, its file's ending, how much is little, and the text.
type Shape = (&'static str, &'static str, usize, fn(usize) -> String);

const SHAPES: [Shape; 19] = [
    ("required properties", "json", 2000, |n| {
        let required: Vec<String> = (0..n).map(|i| format!("p{i}")).collect();
        let properties = members(n, |i| (format!("p{i}"), json!({ "type": "string" })));
        schema(json!({ "type": "object", "properties": properties, "required": required }))
    }),
    ("required names", "json", 2000, |n| {
        let required: Vec<String> = (0..n).map(|i| format!("p{i}")).collect();
        schema(json!({ "type": "object", "required": required }))
    }),
    ("types that are not there", "yaml", 2000, |n| {
        let rows = (0..n).map(|i| format!("  A{i}: {{ fields: {{ b: strng, c: A{i} }} }}\n"));
        "fieldwright: 1\ntypes:\n".to_owned() + &rows.collect::<String>()
    }),
    ("brackets", "json", 4000, |n| {
        schema(json!({ "type": "object", "description": "[".repeat(n) }))
    }),
    ("runs of backticks", "json", 600, |n| {
        let text: String = (1..n).map(|i| "`".repeat(i % 40) + " ").collect();
        schema(json!({ "type": "object", "description": text }))
    }),
    ("underscores", "json", 40_000, |n| {
        schema(json!({ "type": "object", "description": "_".repeat(n) }))
    }),
    ("equal names", "json", 50, |n| {
        let all: Vec<Value> = (0..n)
            .map(|i| json!({ "type": "string", "minLength": i }))
            .collect();
        schema(json!({ "anyOf": all }))
    }),
    ("alternatives that overlap", "json", 104, |n| {
        let all = members(n, |i| {
            let own = json!({ "a": { "type": "string" }, format!("p{i}"): { "type": "string" } });
            (
                format!("a{i}"),
                json!({ "type": "object", "properties": own }),
            )
        });
        let any: Vec<Value> = (0..n)
            .map(|i| json!({ "$ref": format!("#/$defs/a{i}") }))
            .collect();
        schema(json!({ "$defs": all, "anyOf": any }))
    }),
    ("equal keys", "json", 60, |n| {
        let keys = vec![r#""a":{"type":"string"}"#; n].join(",");
        format!(r#"{{"title":"Big","type":"object","properties":{{{keys}}}}}"#)
    }),
    ("wrong keys", "yaml", 100, |n| {
        let keys: String = (0..n)
            .map(|i| format!("      p{i}: {{type: strin, zork: 1}}\n"))
            .collect();
        format!("fieldwright: 1\ntypes:\n  A:\n    fields:\n{keys}")
    }),
    ("references that lead nowhere", "json", 60, |n| {
        let wrong = |i| (format!("p{i}"), json!({ "$ref": format!("#/$defs/q{i}") }));
        schema(json!({ "type": "object", "properties": members(n, wrong) }))
    }),
    ("a chain of references", "json", 800, |n| {
        chain(n, |_, next| json!({ "$ref": next }))
    }),
    ("a chain of allOf", "json", 60, |n| {
        chain(
            n,
            |i, next| json!({ "allOf": [{ "$ref": next }, { "properties": { format!("p{}", i % 10): { "type": "string" } } }] }),
        )
    }),
    ("objects of an allOf", "json", 500, |n| {
        let own = |i| json!({ "properties": { format!("p{i}"): { "type": "string" } } });
        schema(json!({ "allOf": (0..n).map(own).collect::<Vec<Value>>() }))
    }),
    ("an enum", "json", 1000, |n| {
        let values: Vec<String> = (0..n).map(|i| format!("v{i}")).collect();
        schema(json!({ "enum": values }))
    }),
    ("properties", "json", 100, |n| {
        let all = members(n, |i| {
            (format!("p{i}"), json!({ "type": "string", "minLength": 1 }))
        });
        schema(json!({ "type": "object", "properties": all }))
    }),
    ("types", "yaml", 50, |n| {
        let types: String = (0..n)
            .map(|i| format!("  A{i}: {{fields: {{a: string}}}}\n"))
            .collect();
        format!("fieldwright: 1\ntypes:\n{types}")
    }),
    ("digits", "json", 2000, |n| {
        let (ones, nines) = ("1".repeat(n), "9".repeat(n));
        format!(
            r#"{{"$schema":"https://json-schema.org/draft/2020-12/schema","title":"Big","type":"object","properties":{{"a":{{"type":"number","minimum":{nines}}},"b":{{"const":{ones}}},"c":{{"type":"integer","default":{ones}}}}}}}"#
        )
    }),
    ("rows of a page", "md", 60, |n| {
        let rows: String = (0..n)
            .map(|i| format!("| `f{i}` | *string* | :heavy_minus_sign: | words | |\n"))
            .collect();
        format!(
            "# Big\n\n## Fields\n\n| Field | Type | Required | Description | Example |\n| --- | --- | --- | --- | --- |\n{rows}"
        )
    }),
];

/// Two documents for `diff`: their name, how much is little, and the text before or after.
type Pair = (&'static str, usize, fn(usize, bool) -> String);

const PAIRS: [Pair; 4] = [
    ("properties that change", 40, |n, is_new| {
        let least = if is_new { 2 } else { 1 };
        let all = members(n, |i| {
            let own = json!({ "type": "string", "minLength": least });
            (format!("p{i}"), own)
        });
        schema(json!({ "type": "object", "properties": all }))
    }),
    ("types that change", 20, |n, is_new| {
        let kind = if is_new { "integer" } else { "string" };
        let all = members(n, |i| {
            let own = json!({ "a": { "type": kind }, format!("p{i}"): { "type": "string" } });
            let own = json!({ "type": "object", "required": ["a"], "properties": own });
            (format!("a{i}"), own)
        });
        schema(json!({ "$defs": all, "type": "object" }))
    }),
    ("values that go", 100, |n, is_new| {
        let all: Vec<String> = (usize::from(is_new) * n / 2..n)
            .map(|i| format!("v{i}"))
            .collect();
        schema(json!({ "enum": all }))
    }),
    ("operations that change", 20, |n, is_new| {
        let paths = members(n, |i| {
            let parameter = json!({ "name": "q", "in": "query", "required": is_new, "schema": { "type": "string" } });
            let security = json!([{ "key": [], format!("k{}", u8::from(is_new)): [] }]);
            let own = json!({ "operationId": format!("o{i}"), "tags": [i.to_string()], "parameters": [parameter],
                "security": security, "responses": { "204": { "description": "ok" } } });
            (format!("/p{i}"), json!({ "get": own }))
        });
        json!({ "openapi": "3.1.0", "info": { "title": "Big", "version": "1" }, "paths": paths,
            "components": { "schemas": { "A": { "type": "object" } } } })
        .to_string()
    }),
];

/// Instructions of one run of the command; none where there is no valgrind.
fn instructions(arguments: &[&Path]) -> Option<u64> {
    let output = Command::new("valgrind")
        .args([
            "--tool=cachegrind",
            "--cache-sim=no",
            "--cachegrind-out-file=/dev/null",
        ])
        .arg(
            std::env::var_os("FIELDWRIGHT_COMMAND")
                .unwrap_or(env!("CARGO_BIN_EXE_fieldwright").into()),
        )
        .args(arguments)
        .output()
        .ok()?;
    let text = String::from_utf8_lossy(&output.stderr).into_owned();
    let line = text
        .lines()
        .rfind(|line| line.contains("I refs:") || line.contains("I   refs:"))?;
    let number: String = line
        .rsplit(':')
        .next()?
        .chars()
        .filter(char::is_ascii_digit)
        .collect();
    number.parse().ok()
}

/// How much more the second doubling costs than the first: 2 where it is linear, 4 where the square
/// counts. `None` where there is no valgrind.
fn growth((name, ending, little, make): Shape, folder: &Path) -> Option<f64> {
    let counted = [1, 2, 4].map(|times| {
        let input = folder.join(format!("{}.{ending}", name.replace(' ', "-")));
        fs::write(&input, make(little * times)).unwrap();
        instructions(&["generate".as_ref(), &input])
    });
    growth_of(name, counted)
}

/// The same for a comparison.
fn growth_of_pair((name, little, make): Pair, folder: &Path) -> Option<f64> {
    let counted = [1, 2, 4].map(|times| {
        let files = [false, true].map(|is_new| {
            let stem = name.replace(' ', "-");
            let path = folder.join(format!("{stem}-{is_new}.json"));
            fs::write(&path, make(little * times, is_new)).unwrap();
            path
        });
        instructions(&["diff".as_ref(), &files[0], &files[1]])
    });
    growth_of(name, counted)
}

fn growth_of(name: &str, counted: [Option<u64>; 3]) -> Option<f64> {
    let [Some(one), Some(two), Some(four)] = counted else {
        return None;
    };
    let growth = (four.saturating_sub(two)) as f64 / (two.saturating_sub(one)).max(1) as f64;
    println!("{name}: {one}, {two}, {four} instructions; {growth:.2}");
    Some(growth)
}

#[test]
#[ignore = "slow without an optimised command: a gate of its own"]
fn cost_grows_with_the_document() {
    let folder = scratch("cost_grows_with_the_document");
    let folder: &Path = folder.as_ref();
    // Counted side by side: no other process changes the count.
    let half = |odd: usize| {
        let own = SHAPES.into_iter().skip(odd).step_by(2);
        own.map(|shape| (shape.0, growth(shape, folder)))
            .collect::<Vec<_>>()
    };
    let (even, odd) = std::thread::scope(|scope| {
        let odd = scope.spawn(|| half(1));
        (half(0), odd.join().unwrap())
    });
    for (name, growth) in even.into_iter().chain(odd) {
        let Some(growth) = growth else {
            eprintln!("skipped: there is no valgrind");
            return;
        };
        assert!(growth < 3.0, "{name}: {growth}");
    }
}

#[test]
#[ignore = "slow without an optimised command: a gate of its own"]
fn comparing_grows_with_the_documents() {
    let folder = scratch("comparing_grows_with_the_documents");
    for pair in PAIRS {
        let Some(growth) = growth_of_pair(pair, folder.as_ref()) else {
            eprintln!("skipped: there is no valgrind");
            return;
        };
        assert!(growth < 3.0, "{}: {growth}", pair.0);
    }
}
