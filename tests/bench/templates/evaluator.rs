//! Verdicts a second: ours beside the `jsonschema` crate, its validators made at run time
//! and by its macro. Prints one line a case: name, then seconds of each by case.

use std::hint::black_box;

use fieldwright_runtime::{Schema, Value, from_json};

mod best;
mod schemas;

use best::best;
use schemas::{Case, cases};

fn main() {
    println!(
        "{:<42} {:>9} {:>9} {:>9} {:>9}",
        "", "ours", "macro", "run time", "best/ours"
    );
    for case in cases() {
        run(&case);
    }
    if let Some(corpus) = std::env::var_os("FIELDWRIGHT_CORPUS") {
        suite(&std::path::PathBuf::from(corpus));
    }
}

fn run(case: &Case) {
    let document: Value = from_json(case.schema.as_bytes()).expect("JSON");
    let ours = Schema::compile(&document).expect("a schema");
    let peer: serde_json::Value = serde_json::from_str(case.schema).expect("JSON");
    let peer = jsonschema::validator_for(&peer).expect("a schema");
    let value: Value = from_json(case.instance.as_bytes()).expect("JSON");
    let serde: serde_json::Value = serde_json::from_str(&case.instance).expect("JSON");
    let verdicts = [
        ours.is_valid(&value),
        ours.is_valid_value(&serde),
        ours.is_valid_json(&case.instance),
        peer.is_valid(&serde),
        (case.made)(&serde),
    ];
    assert!(
        verdicts.iter().all(|v| *v == case.valid),
        "{}: {verdicts:?}",
        case.name
    );
    let text = &case.instance;
    let read = || serde_json::from_str::<serde_json::Value>(text).expect("JSON");
    let times = best(&mut [
        &mut || ours.is_valid_value(black_box(&serde)),
        &mut || ours.is_valid(black_box(&value)),
        &mut || (case.made)(black_box(&serde)),
        &mut || peer.is_valid(black_box(&serde)),
        &mut || ours.is_valid_json(black_box(text)),
        &mut || (case.made)(&read()),
        &mut || peer.is_valid(&read()),
    ]);
    row(
        &format!("{}, serde value", case.name),
        times[0],
        times[2],
        times[3],
    );
    row(
        &format!("{}, own value", case.name),
        times[1],
        times[2],
        times[3],
    );
    row(
        &format!("{}, text", case.name),
        times[4],
        times[5],
        times[6],
    );
}

fn row(name: &str, ours: f64, made: f64, run: f64) {
    let micro = |seconds: f64| format!("{:.2}us", seconds * 1e6);
    let ratio = made.min(run) / ours;
    println!(
        "{name:<42} {:>9} {:>9} {:>9} {ratio:>8.2}x",
        micro(ours),
        micro(made),
        micro(run)
    );
}

/// All instances of the suite whose schemas both take as they are.
fn suite(corpus: &std::path::Path) {
    let folder = corpus.join("json-schema-test-suite/tests/draft2020-12");
    let mut files: Vec<_> = std::fs::read_dir(folder)
        .expect("the suite")
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| path.extension().is_some_and(|e| e == "json"))
        .collect();
    files.sort();
    let mut pairs = Vec::new();
    for file in files {
        let text = std::fs::read_to_string(file).expect("text");
        let groups: serde_json::Value = serde_json::from_str(&text).expect("JSON");
        for group in groups.as_array().into_iter().flatten() {
            let schema = &group["schema"];
            let Ok(ours) = Schema::compile(&Value::from(schema.clone())) else {
                continue;
            };
            let Ok(peer) = jsonschema::options().build(schema) else {
                continue;
            };
            let tests = group["tests"].as_array().into_iter().flatten();
            let data: Vec<_> = tests.map(|test| test["data"].clone()).collect();
            pairs.push((ours, peer, data));
        }
    }
    let times = best(&mut [
        &mut || {
            pairs
                .iter()
                .all(|(ours, _, data)| data.iter().filter(|d| ours.is_valid_value(d)).count() < 99)
        },
        &mut || {
            pairs
                .iter()
                .all(|(_, peer, data)| data.iter().filter(|d| peer.is_valid(d)).count() < 99)
        },
    ]);
    row(
        &format!("{} schemas of the suite", pairs.len()),
        times[0],
        times[1],
        times[1],
    );
}
