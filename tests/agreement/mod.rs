//! Random documents and instances, four evaluations: generated types as they read and as they
//! validate, the evaluator, and the `jsonschema` crate. What types have read they write back, and
//! read again as the same.
//!
//! A third of the documents are JSON Schemas as people write them, a third JSON Schemas in which
//! every keyword may meet every other, a third OpenAPI documents, whose normalised schema
//! `jsonschema` is given.
//!
//! Every other document's types keep properties they do not know, and must write all that they
//! read; the rest ignore them, and only what they read is compared: without an ignored property
//! another alternative may hold.
//!
//! The seed is fixed; `FIELDWRIGHT_SEED` and `FIELDWRIGHT_SCHEMAS` try others, and more.

mod instances;
mod json_schema;
mod meeting;
mod openapi;

use std::fmt::Write as _;

use crate::support::evaluators::Evaluators;
use crate::support::random::Random;
use fieldwright::{Generator, UnknownProperties};
use serde_json::{Value, json};

const SEED: u64 = 7;
const SCHEMAS: usize = 150;

fn setting<T: std::str::FromStr>(name: &str) -> Option<T> {
    std::env::var(name).ok()?.parse().ok()
}

/// An instance, and what is known of it.
struct Case {
    module: usize,
    text: String,
    valid: bool,
    keeps: bool,
    document: String,
}

#[derive(Default)]
struct Trial {
    evaluators: Evaluators,
    cases: Vec<Case>,
    /// Documents that are refused, as circles of nothing else are.
    refused: usize,
    differences: String,
}

/// What the evaluators are given of a document.
struct Subject<'d> {
    file: &'d str,
    document: &'d Value,
    /// The schema of the root type, where that is not the document.
    normalised: bool,
    names: &'d [&'d str],
}

#[test]
fn types_evaluator_and_jsonschema_agree() {
    let seed = setting("FIELDWRIGHT_SEED").unwrap_or(SEED);
    let count = setting("FIELDWRIGHT_SCHEMAS").unwrap_or(SCHEMAS);
    let mut random = Random(seed);
    let mut trial = Trial::default();
    for index in 0..count {
        let keeps = (index / 3) % 2 == 0;
        let (file, document, names) = match index % 3 {
            0 => (
                "schema.json",
                json_schema::document(&mut random),
                &instances::NAMES[..],
            ),
            1 => (
                "schema.json",
                meeting::document(&mut random),
                &instances::NAMES[..],
            ),
            _ => (
                "schema.yaml",
                openapi::document(&mut random),
                &openapi::NAMES[..],
            ),
        };
        let normalised = index % 3 == 2;
        let subject = Subject {
            file,
            document: &document,
            normalised,
            names,
        };
        trial.add(&subject, keeps, &mut random);
    }
    let (valid, ignoring) = trial.run();
    let cases = trial.cases.len();
    println!(
        "agreement: seed {seed}, {count} schemas, {} refused, {} modules, {cases} instances, \
         {valid} of them valid, {ignoring} another one without what was ignored",
        trial.refused,
        trial.evaluators.len(),
    );
    let share = valid * 100 / cases;
    assert!((20..80).contains(&share), "{share} % are valid");
    assert!(trial.refused * 20 <= count, "{} are refused", trial.refused);
    assert!(trial.differences.is_empty(), "{}", trial.differences);
}

impl Trial {
    fn add(&mut self, subject: &Subject<'_>, keeps: bool, random: &mut Random) {
        let shown = subject.document.to_string();
        let generator = Generator::new()
            .text(subject.file, shown.clone())
            .root_name("Root")
            .unknown(match keeps {
                true => UnknownProperties::Keep,
                false => UnknownProperties::Ignore,
            })
            .builders(false);
        let output = match generator.generate() {
            Ok(output) => output,
            Err(diagnostics) if subject.normalised => {
                // Nothing but a circle is left, or a tag has no value.
                assert!(diagnostics.to_string().contains("error["), "{shown}");
                self.refused += 1;
                return;
            }
            Err(diagnostics) => panic!("{diagnostics}: {shown}"),
        };
        let mut artifacts = output.artifacts().iter();
        let module = artifacts.find(|artifact| artifact.path == "src/schema.rs");
        let module = self.evaluators.add(&module.unwrap().contents);
        let schema = match subject.normalised {
            true => {
                let schema = generator.normalised_schema().unwrap().to_string();
                let mut schema: Value = serde_json::from_str(&schema).unwrap();
                schema["$ref"] = json!("#/$defs/Root");
                schema
            }
            false => subject.document.clone(),
        };
        let peer = jsonschema::options()
            .with_draft(jsonschema::Draft::Draft202012)
            .build(&schema)
            .unwrap_or_else(|error| panic!("{error}: {shown}"));
        let evaluator = match subject.normalised {
            true => fieldwright_runtime::Schema::compile(&schema.clone().into()).unwrap(),
            false => generator.evaluator().unwrap(),
        };
        for instance in instances::instances(&schema, subject.names, random) {
            let valid = peer.is_valid(&instance);
            let text = instance.to_string();
            if evaluator.is_valid_json(&text) != valid {
                writeln!(
                    self.differences,
                    "evaluator: not {valid}: {shown} on {text}"
                )
                .unwrap();
            }
            let document = shown.clone();
            self.cases.push(Case {
                module,
                text,
                valid,
                keeps,
                document,
            });
        }
    }

    /// Runs the types; how many instances are valid, and how many are not compared.
    fn run(&mut self) -> (usize, usize) {
        let texts = self
            .cases
            .iter()
            .map(|case| (case.module, case.text.as_str()));
        let lines = self.evaluators.run_written("agreement", texts);
        assert_eq!(lines.lines().count(), self.cases.len());
        let (mut valid, mut ignoring) = (0, 0);
        for (line, case) in lines.lines().zip(&self.cases) {
            valid += usize::from(case.valid);
            let was_read = line.starts_with("written") || line.starts_with("validate");
            if was_read && case.valid && !case.keeps {
                ignoring += 1;
                continue;
            }
            let (verdict, written) = line.split_once('\t').unwrap_or((line, ""));
            let wanted = if case.valid { "valid" } else { "invalid" };
            let is_whole = !case.valid || !case.keeps || same(written, &case.text);
            if verdict != wanted || !is_whole {
                writeln!(
                    self.differences,
                    "types: {line}, not {wanted}: {} on {}",
                    case.document, case.text
                )
                .unwrap();
            }
        }
        (valid, ignoring)
    }
}

/// Whether two texts are one JSON value; 1.0 is 1.
fn same(one: &str, other: &str) -> bool {
    fn plain(value: Value) -> Value {
        match value {
            Value::Array(list) => list.into_iter().map(plain).collect(),
            Value::Object(map) => map.into_iter().map(|(name, v)| (name, plain(v))).collect(),
            Value::Number(number) => match number.as_f64() {
                Some(float) if float.fract() == 0.0 => json!(float as i64),
                _ => Value::Number(number),
            },
            other => other,
        }
    }
    let read = |text: &str| serde_json::from_str(text).ok().map(plain);
    read(one) == read(other)
}
