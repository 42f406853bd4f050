//! Tables of the documentation are the lists that the readers use and the figures that the suite gave.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use fieldwright::{DRAFTS, Generator, KEYWORDS, Support};
use serde_json::{Value, json};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).to_owned()
}

/// What stands in a page between the marks of a table must be `table`; with `UPDATE_README` set it is
/// written instead.
fn compare(page: &str, name: &str, table: &str) {
    let path = root().join("codegen/docs").join(page);
    let text = std::fs::read_to_string(&path).unwrap();
    let (start, end) = (
        format!("<!-- {name} -->\n"),
        format!("<!-- end of {name} -->"),
    );
    let (head, rest) = text.split_once(&start).unwrap();
    let (found, tail) = rest.split_once(&end).unwrap();
    if std::env::var_os("UPDATE_README").is_some() {
        std::fs::write(&path, format!("{head}{start}{table}{end}{tail}")).unwrap();
        return;
    }
    assert_eq!(
        found, table,
        "run with UPDATE_README=1 and --test-threads=1"
    );
}

#[test]
fn the_support_table_is_the_keyword_list() {
    let mut out =
        String::from("\n| keyword | field table | JSON Schema | effect |\n|---|---|---|---|\n");
    for keyword in KEYWORDS {
        let support = match keyword.support {
            Support::Used => "used",
            Support::Documentation => "documentation only",
            Support::Refused => "refused",
            Support::Absent => "-",
        };
        let drafts = match keyword.drafts {
            [] => "-".to_owned(),
            all if all.len() == DRAFTS.len() => "all drafts".to_owned(),
            [only] => (*only).to_owned(),
            [first, .., last] => format!("{first} to {last}"),
        };
        writeln!(
            out,
            "| `{}` | {support} | {drafts} | {} |",
            keyword.name, keyword.effect
        )
        .unwrap();
    }
    compare("keywords.md", "support table", &(out + "\n"));
}

/// The counts that the conformance test compares: the sum of each draft, required and optional.
#[test]
fn the_figures_are_those_of_the_suite() {
    let mut sums: BTreeMap<(&str, bool, &str), (usize, usize)> = BTreeMap::new();
    let read = |engine: &str| {
        std::fs::read_to_string(root().join(format!("tests/conformance/{engine}.txt"))).unwrap()
    };
    let files = [("evaluator", read("evaluator")), ("types", read("types"))];
    for (engine, text) in &files {
        for line in text.lines() {
            let parts: Vec<&str> = line.split(' ').collect();
            let [draft, file, agreed, "of", all] = parts[..] else {
                panic!("{line}")
            };
            let sum = sums.entry((draft, file != "required", engine)).or_default();
            sum.0 += agreed.parse::<usize>().unwrap();
            sum.1 += all.parse::<usize>().unwrap();
        }
    }
    let mut out = String::from(
        "\n| draft | evaluator, required | types, required | evaluator, optional | types, optional |\n|---|---|---|---|---|\n",
    );
    for draft in ["draft4", "draft6", "draft7", "draft2019-09", "draft2020-12"] {
        write!(out, "| {draft} |").unwrap();
        for optional in [false, true] {
            for engine in ["evaluator", "types"] {
                let (agreed, all) = sums[&(draft, optional, engine)];
                write!(out, " {agreed} of {all} |").unwrap();
            }
        }
        out.push('\n');
    }
    compare("json-schema.md", "suite table", &(out + "\n"));
}

const SAMPLES: &str = r#"{
    "type": "string", "enum": [1], "const": 1, "minLength": 1, "maxLength": 1, "pattern": "a",
    "format": "date", "minimum": 1, "maximum": 1, "multipleOf": 2, "items": {"type": "null"},
    "minItems": 1, "maxItems": 1, "uniqueItems": true, "required": ["a"], "minProperties": 1,
    "maxProperties": 1, "additionalProperties": false, "anyOf": [{"type": "null"}],
    "oneOf": [{"type": "null"}], "allOf": [{"type": "null"}], "not": {"type": "null"},
    "prefixItems": [{"type": "null"}], "contains": {"type": "null"},
    "unevaluatedItems": false, "unevaluatedProperties": false,
    "patternProperties": {"a": {"type": "null"}}, "propertyNames": {"maxLength": 1},
    "dependentSchemas": {"a": {"minLength": 1}}, "dependentRequired": {"a": ["b"]},
    "contentSchema": {"type": "null"}, "contentEncoding": "base64",
    "contentMediaType": "text/plain", "$comment": "a", "title": "a", "description": "a",
    "default": 1, "examples": [1], "properties": {"a": {"type": "null"}},
    "dependencies": {"a": ["b"]}, "readOnly": true, "writeOnly": true, "deprecated": true,
    "nullable": true, "discriminator": "a", "tag": "a", "fields": {}, "rules": [], "open": true, "name": "A", "example": 1
}"#;

/// A keyword is in the list for a draft if, and only if, it changes what a schema of that draft
/// says.
#[test]
fn keywords_mean_something_in_their_drafts() {
    let samples: Value = serde_json::from_str(SAMPLES).unwrap();
    let around = |keyword: &str, draft: &str| -> (Value, Value) {
        match keyword {
            "then" | "else" => (json!({"if": {"type": "null"}}), json!({"maxLength": 1})),
            "minContains" | "maxContains" => (json!({"contains": {"minLength": 1}}), json!(2)),
            "additionalItems" => (json!({"items": [{"type": "null"}]}), json!(false)),
            "exclusiveMinimum" | "exclusiveMaximum" if draft == "draft-04" => {
                (json!({"minimum": 1, "maximum": 1}), json!(true))
            }
            "exclusiveMinimum" | "exclusiveMaximum" => (json!({}), json!(1)),
            "if" => (json!({"then": {"maxLength": 1}}), json!({"type": "null"})),
            "$ref" | "$recursiveRef" => (json!({"properties": {}}), json!("#")),
            "$dynamicRef" => (json!({"$dynamicAnchor": "a"}), json!("#a")),
            "$defs" => (json!({}), json!({"a": {"type": "null"}})),
            other => (json!({}), samples[other].clone()),
        }
    };
    for keyword in KEYWORDS {
        for draft in DRAFTS {
            let (without, value) = around(keyword.name, draft);
            assert!(!value.is_null(), "{} has a sample", keyword.name);
            let mut with = without.clone();
            with[keyword.name] = value;
            let normal = |inner: Value| {
                // Inside, so that what a reference says of the document is no part of it.
                let document = json!({"type": "object", "properties": {"p": inner}});
                let schema = Generator::new()
                    .text("schema.json", document.to_string())
                    .dialect(draft)
                    .normalised_schema();
                schema.map(|schema| fieldwright::pretty(&schema)).ok()
            };
            let means = normal(with) != normal(without);
            let listed = keyword.drafts.contains(&draft);
            // Definitions and anchors of an inner schema are found by references alone.
            if !["$defs", "$dynamicRef"].contains(&keyword.name) {
                assert_eq!(means, listed, "{} in {draft}", keyword.name);
            }
        }
    }
}

/// The example of codegen/docs/json-schema.md, line by line.
#[test]
fn the_example_of_the_evaluator_runs() -> Result<(), Box<dyn std::error::Error>> {
    use fieldwright_runtime::{Schema, Value};

    let document = r#"{ "type": "object", "required": ["a"], "not": { "required": ["b"] } }"#;
    let document: Value = fieldwright_runtime::from_json(document.as_bytes())?;
    let schema = Schema::compile(&document)?;
    assert!(schema.is_valid_json(r#"{ "a": 1 }"#));
    for violation in &schema.validate_json(r#"{ "a": 1, "b": 2 }"#) {
        println!("{violation}");
    }
    assert!(!schema.is_valid_json(r#"{ "a": 1, "b": 2 }"#));

    let own = include_str!("readme.rs");
    let page = std::fs::read_to_string(root().join("codegen/docs/json-schema.md"))?;
    let block = page
        .split("```rust\n")
        .nth(1)
        .and_then(|rest| rest.split("```").next());
    let lines = block.unwrap().lines().map(str::trim);
    for line in lines.filter(|line| !line.is_empty()) {
        assert!(own.contains(line), "{line}");
    }
    Ok(())
}
