//! The translation has words for every code, and uses the parameters that it comes with.

use fieldwright_example_service::german::german;
use fieldwright_runtime::{Schema, Value, ViolationCode, from_json};

/// Schemas and instances that are reported.
const TOLD: &[(&str, &str, &[&str])] = &[
    (
        r#"{"type":["integer","null"]}"#,
        r#""x""#,
        &["erwartet wird eine ganze Zahl, gefunden wurde ein Text"],
    ),
    (r#"{"required":["a"]}"#, "{}", &["„a“ fehlt"]),
    (
        r#"{"minLength":2}"#,
        r#""a""#,
        &["braucht mindestens 2 Zeichen, hat aber 1"],
    ),
    (
        r#"{"enum":["rot","blau"]}"#,
        r#""rott""#,
        &["muss eines von \"rot\", \"blau\" sein; ist „rot“ gemeint?"],
    ),
    (
        r#"{"properties":{"name":{}},"additionalProperties":false}"#,
        r#"{"nam":1}"#,
        &["„nam“ ist unbekannt; ist „name“ gemeint?"],
    ),
    (
        r#"{"uniqueItems":true}"#,
        "[1,2,1]",
        &["die Einträge 0 und 2 sind gleich, müssen sich aber unterscheiden"],
    ),
    (
        r#"{"dependentRequired":{"a":["b"]}}"#,
        r#"{"a":1}"#,
        &["„b“ fehlt, wird aber von „a“ verlangt"],
    ),
    (
        r#"{"oneOf":[{"minimum":1},{"minimum":2}]}"#,
        "3",
        &["passt zu 2 Möglichkeiten, erlaubt ist genau eine"],
    ),
    (
        r#"{"not":{"type":"null"}}"#,
        "null",
        &["ist hier ausgeschlossen"],
    ),
];

#[test]
fn violations_are_told_in_german() {
    for (schema, instance, expected) in TOLD {
        let schema = Schema::compile(&from_json::<Value>(schema.as_bytes()).unwrap()).unwrap();
        let violations = schema.validate_json(instance);
        let sentences: Vec<String> = violations.iter().map(|one| german(one).unwrap()).collect();
        assert_eq!(sentences, *expected);
        let violations = violations.with_messages(german);
        assert!(
            violations.to_string().ends_with(expected[0]),
            "{violations}"
        );
    }
}

/// A parameter that is left out would leave a hole: two blanks, or quotes around nothing.
#[test]
fn every_code_has_words() {
    for code in ViolationCode::ALL {
        let violation = code.example();
        assert_eq!(violation.kind(), *code);
        match german(&violation) {
            None => assert_eq!(*code, ViolationCode::Check, "a rule has its author's words"),
            Some(words) => assert!(!words.contains("  ") && !words.contains("„“"), "{words}"),
        }
    }
}
