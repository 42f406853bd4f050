//! Shapes that people have reported about generators and validators, each with instances and what
//! is right: `shapes/verdicts.yaml`, `shapes/types.yaml`, `shapes/recovered.yaml`,
//! `shapes/alternatives.yaml`, `shapes/conditions.yaml`, `shapes/discriminators.yaml`,
//! `shapes/reported.yaml` and `shapes/names.yaml`.
//!
//! Five evaluations of each instance agree: generated types as they read and as they validate, the
//! evaluator and the `jsonschema` crate on the normalised schema, and both of these on a document
//! that is a JSON Schema itself, unless a lift is expected. What is read is written back whole.
//! Fragments of the generated Rust, and the codes of what is reported, are expected, too.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use crate::support::evaluators::Evaluators;
use fieldwright::Generator;
use serde_json::{Value, json};

/// One shape.
struct Row {
    name: String,
    document: String,
    /// Whether the normalised schema says something else than the document, as OpenAPI lifts do.
    lifted: bool,
    /// Whether formats of integers matter, which `jsonschema` does not know.
    widths: bool,
    valid: Vec<String>,
    invalid: Vec<String>,
    /// What is reported of instances that are invalid, too.
    says: Vec<(String, String)>,
    rust: Vec<String>,
    absent: Vec<String>,
    reports: BTreeSet<String>,
}

impl Row {
    fn new(row: &Value) -> Self {
        let known = [
            "name",
            "openapi",
            "components",
            "document",
            "widths",
            "lifted",
            "valid",
            "invalid",
            "says",
            "rust",
            "absent",
            "reports",
        ];
        let map = row.as_object().unwrap();
        assert!(map.keys().all(|key| known.contains(&&**key)), "{row}");
        let text = |key: &str| row[key].as_str().unwrap_or_default().to_owned();
        let lines = |key: &str| {
            let lines = text(key);
            let lines = lines.lines().filter(|line| !line.trim().is_empty());
            lines.map(str::to_owned).collect()
        };
        Self {
            name: text("name"),
            document: match row["openapi"].as_str() {
                Some(version) => components(version, &text("components")),
                None => text("document"),
            },
            lifted: row["lifted"].as_bool().unwrap_or_default(),
            widths: row["widths"].as_bool().unwrap_or_default(),
            valid: lines("valid"),
            invalid: lines("invalid"),
            says: lines("says").iter().map(|line| printed(line)).collect(),
            rust: lines("rust"),
            absent: lines("absent"),
            reports: text("reports")
                .split_whitespace()
                .map(str::to_owned)
                .collect(),
        }
    }

    fn file(&self) -> &str {
        match self.document.starts_with('{') {
            true => "schema.json",
            false => "schema.yaml",
        }
    }

    /// Type, instance and verdict.
    fn instances(&self) -> impl Iterator<Item = (&str, &str, bool)> {
        let valid = self.valid.iter().map(|line| (line, true));
        let invalid = self.invalid.iter().map(|line| (line, false));
        let printed = self.says.iter().map(|(line, _)| (line, false));
        valid.chain(invalid).chain(printed).map(|(line, valid)| {
            let (of, instance) = line.split_once(' ').unwrap();
            (of, instance, valid)
        })
    }
}

/// A type with an instance, and a part of what is reported of it: `Pet {"kind":1} -> expected a string`.
fn printed(line: &str) -> (String, String) {
    let (instance, words) = line.split_once(" -> ").unwrap();
    (instance.to_owned(), words.to_owned())
}

/// An OpenAPI document of nothing but components.
fn components(version: &str, schemas: &str) -> String {
    let schemas = schemas.lines().map(|line| format!("    {line}\n"));
    format!(
        "openapi: {version}\ninfo: {{ title: Shapes, version: '1' }}\npaths: {{}}\n\
         components:\n  schemas:\n{}",
        schemas.collect::<String>()
    )
}

/// What all evaluators evaluate.
#[derive(Default)]
struct Trial {
    evaluators: Evaluators,
    /// Of each instance: the module, the instance, the verdict, the row's name, and what is reported.
    cases: Vec<(usize, String, bool, String, String)>,
    faults: Vec<String>,
}

impl Trial {
    fn add(&mut self, row: &Row) {
        let generator = Generator::new()
            .text(row.file(), row.document.clone())
            .root_name("Root")
            .builders(true);
        let output = match generator.generate() {
            Ok(output) => output,
            Err(diagnostics) => panic!("{}: {diagnostics}", row.name),
        };
        let mut artifacts = output.artifacts().iter();
        let module = artifacts.find(|artifact| artifact.path == "src/schema.rs");
        let module = &module.unwrap().contents;
        self.expect(row, module);
        let reports = output.warnings().iter().map(|one| one.code().to_owned());
        let reports: BTreeSet<String> = reports.collect();
        if reports != row.reports {
            self.fault(row, &format!("reports {reports:?}"));
        }
        if row.instances().next().is_none() {
            return; // a document that serde_json may not read
        }
        let document = row.document.starts_with('{') || row.document.starts_with("$schema");
        let document = document.then(|| serde_yaml::from_str::<Value>(&row.document).unwrap());
        let schema = generator.normalised_schema().unwrap().to_string();
        let mut schema: Value = serde_json::from_str(&schema).unwrap();
        for (of, instance, valid) in row.instances() {
            schema["$ref"] = json!(format!("#/$defs/{of}"));
            self.evaluate(row, &schema, instance, valid);
            if let Some(document) = document.as_ref().filter(|_| of == "Root" && !row.lifted) {
                self.evaluate_document(row, document, &generator, (instance, valid));
            }
            let root = match of {
                "Root" => module.clone(),
                _ => format!("mod types {{\n{module}\n}}\npub use types::{of} as Root;\n"),
            };
            let module = self.evaluators.add(&root);
            let name = format!("{}: {of}", row.name);
            let line = format!("{of} {instance}");
            let mut says = row.says.iter().filter(|(one, _)| *one == line);
            let words = says.next().map(|(_, words)| words.clone());
            let words = words.unwrap_or_default();
            self.printed(row, &schema, instance, &words);
            let case = (module, instance.to_owned(), valid, name, words);
            self.cases.push(case);
        }
    }

    fn fault(&mut self, row: &Row, fault: &str) {
        self.faults.push(format!("{}: {fault}", row.name));
    }

    /// Whether the Rust has what is expected; white space apart.
    fn expect(&mut self, row: &Row, module: &str) {
        let plain = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        let module = plain(module);
        for one in row.rust.iter().filter(|one| !module.contains(&plain(one))) {
            self.fault(row, &format!("the Rust lacks {one}"));
        }
        for one in row.absent.iter().filter(|one| module.contains(&plain(one))) {
            self.fault(row, &format!("the Rust has {one}"));
        }
    }

    fn evaluate(&mut self, row: &Row, schema: &Value, instance: &str, valid: bool) {
        let ours = fieldwright_runtime::Schema::compile(&schema.clone().into()).unwrap();
        if ours.is_valid_json(instance) != valid {
            self.fault(row, &format!("the evaluator says {} of {instance}", !valid));
        }
        let asserts = schema["x-fieldwright-formats"] == "assert";
        self.peer(row, schema, asserts, (instance, valid));
    }

    /// Whether the evaluator says it, too.
    fn printed(&mut self, row: &Row, schema: &Value, instance: &str, words: &str) {
        let ours = fieldwright_runtime::Schema::compile(&schema.clone().into()).unwrap();
        let printed = ours.validate_json(instance).to_string();
        if !printed.contains(words) {
            self.fault(row, &format!("the evaluator says of {instance}: {printed}"));
        }
    }

    fn evaluate_document(
        &mut self,
        row: &Row,
        document: &Value,
        generator: &Generator,
        (instance, valid): (&str, bool),
    ) {
        if generator.evaluator().unwrap().is_valid_json(instance) != valid {
            self.fault(row, &format!("of the document, too, {instance}"));
        }
        let asserts = document["x-fieldwright-formats"] == "assert";
        self.peer(row, document, asserts, (instance, valid));
    }

    fn peer(&mut self, row: &Row, schema: &Value, formats: bool, case: (&str, bool)) {
        let (instance, valid) = case;
        if row.widths {
            return;
        }
        let peer = jsonschema::options()
            .should_validate_formats(formats)
            .build(schema)
            .unwrap_or_else(|error| panic!("{}: {error}", row.name));
        let instance: Value = serde_json::from_str(instance).unwrap();
        if peer.is_valid(&instance) != valid {
            self.fault(row, &format!("jsonschema says {} of {instance}", !valid));
        }
    }

    fn run(mut self) {
        let cases = self.cases.iter();
        let lines = self
            .evaluators
            .run_written("shapes", cases.map(|(m, i, ..)| (*m, &**i)));
        assert_eq!(lines.lines().count(), self.cases.len());
        let read = |text: &str| serde_json::from_str::<Value>(text).ok();
        for (line, (_, instance, valid, name, words)) in lines.lines().zip(&self.cases) {
            let (verdict, written) = match line.split_once('\t') {
                Some(found) => found,
                // The type cannot hold it, as its format says.
                None if line.starts_with("representation") => ("invalid", ""),
                None => (line, ""),
            };
            if !*valid && !written.contains(&**words) {
                self.faults
                    .push(format!("{name}: {line} of {instance}, which lacks {words}"));
            }
            let wanted = if *valid { "valid" } else { "invalid" };
            if verdict != wanted || (*valid && read(written) != read(instance)) {
                self.faults
                    .push(format!("{name}: {line} of {instance}, which is {wanted}"));
            }
        }
        assert!(self.faults.is_empty(), "\n{}\n", self.faults.join("\n"));
    }
}

#[test]
fn shapes_are_what_they_should_be() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/shapes");
    let mut trial = Trial::default();
    let mut names = BTreeSet::new();
    for file in [
        "verdicts.yaml",
        "types.yaml",
        "recovered.yaml",
        "alternatives.yaml",
        "conditions.yaml",
        "discriminators.yaml",
        "messages.yaml",
        "names.yaml",
    ] {
        let text = fs::read_to_string(folder.join(file)).unwrap();
        let rows: Vec<Value> = serde_yaml::from_str(&text).unwrap();
        for row in &rows {
            let row = Row::new(row);
            assert!(names.insert(row.name.clone()), "{} stands twice", row.name);
            trial.add(&row);
        }
    }
    trial.run();
}
