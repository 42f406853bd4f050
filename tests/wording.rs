//! What generated types say of an instance, and what the evaluator says of it by the same schema:
//! the same violations, at the same places, in the same words.
//!
//! What types say is in the reviewed snapshots of `tests/cases`, so nothing is compiled here. Where
//! the two differ is a reviewed snapshot, too. They may in what a Rust type knows and a schema does
//! not (an alias is its wire value, an `i64` ends somewhere), and in how `null` beside a type, a
//! closed list of items and merged `unevaluatedProperties` are reported.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use fieldwright::Generator;
use fieldwright_runtime::{Schema, Subschema, Value, Violation};
use heck::ToUpperCamelCase as _;

/// What one path says, a line each: place, code, words, and the alternatives under it.
type Lines = BTreeSet<String>;

#[test]
fn types_and_evaluator_say_the_same() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    let mut folders: Vec<PathBuf> = fs::read_dir(root)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.join("verdicts.snap").exists())
        // Settings make types of a schema that say something else than it does.
        .filter(|path| !path.join("fieldwright.toml").exists())
        .collect();
    folders.sort();
    let mut differences = String::new();
    let (mut compared, mut invalid) = (0, 0);
    for folder in folders {
        let name = folder.file_name().unwrap().to_str().unwrap();
        let schema = schema(&folder);
        let verdicts = fs::read_to_string(folder.join("verdicts.snap")).unwrap();
        for block in verdicts.splitn(3, "---\n").nth(2).unwrap().split("\n\n") {
            let mut lines = block.lines();
            let Some((ty, json)) = lines.next().and_then(|head| head.split_once(' ')) else {
                continue;
            };
            let Ok(instance) = fieldwright_runtime::from_json::<Value>(json.as_bytes()) else {
                continue; // no JSON, or a key twice: nothing the evaluator sees
            };
            let pointer: &'static str = Box::leak(format!("#/$defs/{ty}").into_boxed_str());
            let subschema = Subschema::new(schema, pointer);
            let violations = subschema.evaluate_value(&instance);
            if violations.iter().any(|v| v.code == "schema") {
                continue; // an inline type, or one with another name in Rust
            }
            let typed = typed(lines);
            let evaluated: Lines = violations.iter().map(line).collect();
            compared += 1;
            invalid += usize::from(!evaluated.is_empty());
            if typed != evaluated {
                writeln!(differences, "{name}: {ty} {json}").unwrap();
                for line in typed.difference(&evaluated) {
                    writeln!(differences, "  types:     {line}").unwrap();
                }
                for line in evaluated.difference(&typed) {
                    writeln!(differences, "  evaluator: {line}").unwrap();
                }
            }
        }
    }
    println!("printed: {compared} instances, {invalid} of them with something to tell");
    assert!(invalid > 100, "{invalid}");
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path(".");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!("wording", differences));
}

/// The schema of a case, for ever.
fn schema(folder: &Path) -> &'static Schema {
    let names = ["table.yaml", "schema.yaml", "schema.json", "openapi.yaml"];
    let mut paths = names.iter().map(|name| folder.join(name));
    let input = paths.find(|path| path.exists()).unwrap();
    let evaluator = Generator::new().input(input).evaluator().unwrap();
    Box::leak(Box::new(evaluator))
}

/// The violations of a block of the snapshot, positions aside.
fn typed<'t>(lines: impl Iterator<Item = &'t str>) -> Lines {
    let mut printed: Vec<String> = Vec::new();
    for line in lines {
        let line = line.strip_prefix("  ").unwrap_or(line);
        if line.starts_with("-> ") {
            continue;
        }
        match line
            .strip_prefix("    or, as ")
            .and_then(|other| other.split_once(": "))
        {
            Some((name, reason)) => {
                let last = printed.last_mut().unwrap();
                let reason = nearest_as_variant(without_position(reason));
                write!(last, " | {}: {reason}", variant(name)).unwrap();
            }
            None => printed.push(nearest_as_variant(without_position(line))),
        }
    }
    printed.into_iter().collect()
}

fn without_position(line: &str) -> &str {
    let is_position = |text: &str| text.chars().all(|c| c.is_ascii_digit() || c == ':');
    match line.split_once(": ") {
        Some((position, rest)) if is_position(position) => rest,
        _ => line,
    }
}

fn line(violation: &Violation) -> String {
    let mut shown = violation.clone();
    let others = std::mem::take(&mut shown.others);
    let mut line = nearest_as_variant(&shown.to_string());
    for other in others {
        let reason = nearest_as_variant(&other.reason.to_string());
        write!(line, " | {}: {reason}", variant(&other.name)).unwrap();
        if other.more > 0 {
            write!(line, ", and {} more", other.more).unwrap();
        }
    }
    line
}

/// The evaluator has the words of the schema, types the name that is made of them.
fn variant(name: &str) -> String {
    name.to_upper_camel_case()
}

fn nearest_as_variant(line: &str) -> String {
    const NEAREST: &str = "; the nearest is \"";
    match line.split_once(NEAREST) {
        Some((before, name)) => {
            let (name, after) = name.split_once('"').unwrap();
            format!("{before}{NEAREST}{}\"{after}", variant(name))
        }
        None => line.to_owned(),
    }
}
