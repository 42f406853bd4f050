//! What the generated API refuses at compile time, by the compiler's error codes
//! (its words change from release to release).

mod support;

use std::fs;
use std::path::Path;

const TABLE: &str = "\
fieldwright: 1
types:
  Person: { fields: { name: { type: string, required: true }, code: { type: Code }, kind: { type: Kind } } }
  Code: { type: string, minLength: 2 }
  Kind: { enum: [a, b] }
";

/// Each program and the codes it must fail with.
const PROGRAMS: [(&str, &[&str]); 6] = [
    ("Person::builder()", &["E0061"]),
    ("Person::builder(\"n\").nmae(\"x\")", &["E0599"]),
    ("Code(String::new())", &["E0423"]),
    ("Person { name: String::new(), code: None }", &["E0063"]),
    ("Person { name: None, code: None, kind: None }", &["E0308"]),
    ("match Kind::A { Kind::A => 1 }", &["E0004"]),
];

#[test]
fn misuse_is_a_compile_error() {
    let crate_ = support::Crate::new("must-not-compile", "2024");
    let folder = support::scratch("must-not-compile-table");
    fs::write(folder.join("person.yaml"), TABLE).unwrap();
    let output = support::generate_case(&folder.join("person.yaml"));
    let module = output
        .artifacts()
        .iter()
        .find(|artifact| artifact.path == "src/person.rs")
        .unwrap();
    crate_.write("src/person.rs", &module.contents);
    let program =
        |body: &str| format!("mod person;\nuse person::*;\nfn main() {{ let _ = {body}; }}\n");
    crate_.write(
        "src/main.rs",
        &program("Person::builder(\"n\").kind(Kind::B)"),
    );
    assert_eq!(
        errors(&crate_),
        Vec::<String>::new(),
        "the right use compiles"
    );
    for (body, codes) in PROGRAMS {
        crate_.write("src/main.rs", &program(body));
        assert_eq!(errors(&crate_), codes, "{body}");
    }
    assert!(Path::new(&crate_.path("src/main.rs")).exists());
}

/// The error codes that the compiler gives.
fn errors(crate_: &support::Crate) -> Vec<String> {
    let told = crate_.try_cargo(&["check", "--message-format", "json"]);
    let messages = told
        .lines()
        .filter_map(|line| serde_json::from_str::<serde_json::Value>(line).ok());
    messages
        .filter(|message| message["message"]["level"] == "error")
        .filter_map(|message| {
            message["message"]["code"]["code"]
                .as_str()
                .map(str::to_owned)
        })
        .collect()
}

/// One type for each feature of the runtime that generated code may need, beside `evaluator`, which
/// some need as well.
const FEATURES: [(&str, &str); 7] = [
    (
        "evaluator",
        "{ type: object, properties: { a: { type: array, contains: { const: 1 } } } }",
    ),
    (
        "evaluator",
        "{ type: object, properties: { a: {}, b: {} }, dependentRequired: { a: [b] } }",
    ),
    ("idn", "{ type: string, format: idn-email }"),
    (
        "idn",
        "{ type: object, properties: { a: { type: string }, b: {} }, anyOf: [{ required: [b] }, { properties: { a: { format: idn-email } } }] }",
    ),
    (
        "idn",
        "{ type: object, properties: { a: { type: array, contains: { format: hostname } } } }",
    ),
    ("regex", "{ type: string, format: regex }"),
    ("regex", "{ type: string, pattern: '^(ab|c)+$' }"),
];

#[test]
fn a_missing_feature_is_named() {
    for (feature, schema) in FEATURES {
        let yaml = format!(
            "$schema: https://json-schema.org/draft/2020-12/schema\n$defs: {{ X: {schema} }}\n"
        );
        let runtime = Path::new(env!("CARGO_MANIFEST_DIR")).join("runtime");
        let output = fieldwright::Generator::new()
            .text("x.yaml", yaml)
            .package("x", runtime.to_str())
            .formats(fieldwright::Formats::Assert)
            .generate()
            .unwrap();
        let crate_ = support::Crate::new(&format!("needs-{feature}"), "2024");
        for artifact in output.artifacts() {
            crate_.write(&artifact.path, &artifact.contents);
        }
        assert_eq!(errors(&crate_), Vec::<String>::new(), "{feature} is on");
        let manifest = crate_.read("Cargo.toml");
        let alone = format!("features = [\"{feature}\"]");
        let beside = format!("features = [\"evaluator\", \"{feature}\"]");
        let without = match manifest.contains(&beside) {
            true => manifest.replace(&beside, "features = [\"evaluator\"]"),
            false => manifest.replace(&alone, "features = []"),
        };
        assert_ne!(manifest, without, "{feature} is asked for");
        crate_.write("Cargo.toml", &without);
        let told = crate_.try_cargo(&["check", "--message-format", "json"]);
        let named = format!("gated behind the `{feature}` feature");
        assert!(told.contains(&named), "{feature}: {told}");
    }
}
