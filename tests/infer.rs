//! `infer`: samples -> a field table. What small samples become is reviewed as snapshots; of random
//! samples the table accepts each, and of samples of a model the types are found again.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use crate::support::Crate;
use fieldwright::{Generator, Import, Inference};
use fieldwright_generated::fieldwright_runtime::Value;
use proptest::prelude::*;
use serde_json::json;

fn one(name: &str, text: &str) -> Import {
    let inference = Inference::new().text(name, text).report_each(true);
    let table = inference.infer();
    table.unwrap_or_else(|diagnostics| panic!("{diagnostics}"))
}

/// The table and what was assumed, for review.
fn shown(import: &Import) -> String {
    let mut out = import.yaml().to_owned();
    out.push('\n');
    for (place, words) in crate::support::reported(import) {
        let place = place.map(|(file, line, column)| format!("{file}:{line}:{column}: "));
        writeln!(out, "{}{words}", place.unwrap_or_default()).unwrap();
    }
    out
}

const SAMPLES: [(&str, &str); 12] = [
    (
        "orders.jsonl",
        r#"{"id": 1, "state": "open", "at": "2024-01-01T00:00:00Z", "total": 10.5, "note": null}
{"id": 2, "state": "done", "at": "2024-01-02T00:00:00Z", "total": 10, "note": "x"}
{"id": 3, "state": "done", "at": "2024-01-02T00:00:00Z", "total": 10, "by": "jo@example.com"}
{"id": 4, "state": "open", "at": "2024-01-02T00:00:00Z", "total": 10, "by": "al@example.com"}
{"id": 5, "state": "open", "at": "2024-01-02T00:00:00Z", "total": 10, "lines": [{"sku": "a"}]}
{"id": 6, "state": "open", "at": "2024-01-02T00:00:00Z", "total": 10, "lines": []}"#,
    ),
    (
        "shapes.json",
        r#"[{"type": "circle", "radius": 1.5}, {"type": "square", "side": 2}, {"type": "cube", "side": 3}]"#,
    ),
    (
        "results.json",
        r#"[{"ok": {"n": 1}}, {"error": "a"}, {"ok": {"n": 2}}, {"error": "b", "code": 7}]"#,
    ),
    (
        "tree.json",
        r#"{"name": "root", "children": [{"name": "a", "size": 3, "children": []}]}"#,
    ),
    (
        "forum.json",
        r#"{"posts": [{"id": 1, "replies": [{"id": 2, "replies": []}, {"id": 3, "by": "jo"}]}]}"#,
    ),
    (
        "thread.json",
        r#"{"id": 1, "text": "a", "thread": {"count": 2, "replies": [
            {"id": 2, "text": "b", "thread": {"count": 1, "replies": [{"id": 3, "text": "c", "thread": null}]}}]}}"#,
    ),
    (
        "page.json",
        r#"{"title": "x", "blocks": ["plain", {"type": "text", "text": "a", "by": {"name": "Jo"}}, {"type": "list", "items": [
            {"type": "text", "text": "b", "by": {"name": "Al"}}, {"type": "rule"}, {"type": "list", "items": ["c"]}]}]}"#,
    ),
    (
        "sum.jsonl",
        r#"{"op": "add", "left": {"op": "num", "n": 1}, "right": {"op": "neg", "of": {"op": "num", "n": 2.5}}}
{"op": "neg", "of": {"op": "add", "left": {"op": "num", "n": 1}, "right": {"op": "num", "n": 2}}}"#,
    ),
    (
        "trees.json",
        r#"{"x": {"y": {"v": 1, "y": {"v": 2, "y": null}}}, "left": {"tree": {"v": 1, "tree": {"v": 2, "tree": null}}},
            "right": {"tree": {"w": 1, "tree": {"w": 2, "tree": null}}}}"#,
    ),
    (
        "stock.json",
        r#"{"days": {"2024-01-01": {"n": 1}, "2024-01-02": {"n": 2.5}}, "left": {}, "right": [], "none": null}"#,
    ),
    (
        "mixed.json",
        r#"{"plain": [1, "a", true, null], "deep": [[1], {"a": 1}, 2.5], "big": 18446744073709551615, "a-b": 1, "a_b": 2}"#,
    ),
    (
        "config.yaml",
        "server: { port: 80, hosts: [a, b] }\ndebug: no\n",
    ),
];

#[test]
fn samples_become_the_tables_that_were_reviewed() {
    let package = Crate::new("infer", "2024");
    let mut main = String::from("#![allow(dead_code)]\nuse fieldwright_runtime::prelude::*;\n");
    for (name, text) in SAMPLES {
        let table = one(name, text);
        let stem = name.split('.').next().unwrap();
        let mut settings = insta::Settings::clone_current();
        settings.set_snapshot_path("samples");
        settings.set_prepend_module_to_snapshot(false);
        settings.set_omit_expression(true);
        settings.bind(|| insta::assert_snapshot!(stem, shown(&table)));
        let output = Generator::new()
            .text(format!("{stem}.yaml"), table.yaml())
            .generate()
            .unwrap_or_else(|diagnostics| panic!("{stem}: {diagnostics}\n{}", table.yaml()));
        assert!(
            output.warnings().is_empty(),
            "{stem}: {}",
            output.warnings()
        );
        let path = format!("src/{stem}.rs");
        let module = output.artifacts().iter().find(|one| one.path == path);
        package.write(&path, &module.unwrap().contents);
        writeln!(main, "mod {stem};").unwrap();
    }
    // Every type compiles, and reads its samples.
    main.push_str("fn main() {\n");
    for (name, text) in SAMPLES {
        let stem = name.split('.').next().unwrap();
        let mut ty = stem.to_owned();
        ty[..1].make_ascii_uppercase();
        for sample in samples(name, text) {
            writeln!(
                main,
                "    let read = {stem}::{ty}::from_json({:?}).unwrap_or_else(|e| panic!(\"{stem}: {{e}}\"));\n    \
                 read.validate().unwrap();",
                sample.to_string()
            )
            .unwrap();
        }
    }
    main.push_str("}\n");
    package.write("src/main.rs", &main);
    package.run("");
}

/// The single samples of a text, read by somebody else.
fn samples(name: &str, text: &str) -> Vec<serde_json::Value> {
    if name.ends_with(".yaml") {
        return vec![serde_yaml::from_str(&text.replace("debug: no", "debug: \"no\"")).unwrap()];
    }
    let stream = serde_json::Deserializer::from_str(text).into_iter::<serde_json::Value>();
    let values: Vec<serde_json::Value> = stream.map(Result::unwrap).collect();
    match values.as_slice() {
        [serde_json::Value::Array(items)] => items.clone(),
        _ => values,
    }
}

/// Text that stands in for its kind.
fn text() -> impl Strategy<Value = serde_json::Value> {
    prop::sample::select(vec![
        json!("a"),
        json!("b b"),
        json!(""),
        json!("2024-01-01"),
        json!("2024-01-01T00:00:00Z"),
        json!("123e4567-e89b-12d3-a456-426614174000"),
        json!("jo@example.com"),
        json!("al@example.com"),
        json!("https://example.com/a"),
        json!("P1D"),
        json!("É\u{202e}\n"),
    ])
}

fn scalar() -> impl Strategy<Value = serde_json::Value> {
    prop_oneof![
        text(),
        prop::sample::select(vec![
            json!(null),
            json!(true),
            json!(false),
            json!(0),
            json!(-1),
            json!(1.5),
            json!(1.0),
            json!(1e300),
            json!(i64::MAX),
            json!(i64::MIN),
            json!(u64::MAX),
        ])
    ]
}

/// Few keys, so that objects meet; some that are no names in Rust, or one name with others.
fn key() -> impl Strategy<Value = String> {
    let keys = [
        "a",
        "b",
        "type",
        "kind",
        "A",
        "a-",
        "a_b",
        "a-b",
        "",
        "1",
        "22",
        "fn",
        "Self",
        "é",
        "💩",
        "~1/",
        "additional_properties",
        "2024-01-01",
        "x: y",
        "- z",
        "null",
        "builder",
        "\u{202e}",
        "\n",
        "thing",
    ];
    prop::sample::select(keys.map(str::to_owned).to_vec())
}

fn sample() -> impl Strategy<Value = serde_json::Value> {
    scalar().prop_recursive(4, 40, 6, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..5).prop_map(serde_json::Value::from),
            prop::collection::btree_map(key(), inner, 0..6)
                .prop_map(|map| serde_json::Value::Object(map.into_iter().collect())),
        ]
    })
}

/// Infers, generates, and asks the evaluator and an evaluator that is not ours of each sample.
fn accepts_all(samples: &[serde_json::Value], inference: Inference) {
    let lines: Vec<String> = samples.iter().map(ToString::to_string).collect();
    let inference = inference.text("thing.jsonl", lines.join("\n"));
    let table = inference.infer().unwrap();
    let yaml = table.yaml();
    let unlike = |one: &&fieldwright::Diagnostic| !one.code().starts_with("assumed-");
    assert_eq!(
        table
            .warnings()
            .iter()
            .find(unlike)
            .map(|one| one.message()),
        None,
        "{yaml}"
    );
    let generator = Generator::new().text("thing.yaml", yaml);
    let output = generator.generate();
    output.unwrap_or_else(|diagnostics| panic!("{diagnostics}\n{yaml}"));
    let own = generator.evaluator().unwrap();
    let schema: serde_json::Value = generator.normalised_schema().unwrap().into();
    let other = jsonschema::options().build(&schema).unwrap();
    for sample in samples {
        let value = Value::from(sample.clone());
        let violations = own.validate(&value);
        assert!(violations.is_empty(), "{violations}\n{sample}\n{yaml}");
        assert!(other.is_valid(sample), "{sample}\n{yaml}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(96) })]

    #[test]
    fn every_sample_is_accepted(samples in prop::collection::vec(sample(), 1..12)) {
        accepts_all(&samples, Inference::new());
        let bold = Inference::new().format_values(1).enum_evidence(20, 1).map_keys(1).open_enums(false);
        accepts_all(&samples, bold);
        let shy = Inference::new().formats(false).enums(false).unions(false).required(false);
        accepts_all(&samples, shy);
    }

    /// Objects of one kind, as programs write them: more of what repeats.
    #[test]
    fn every_object_is_accepted(
        samples in prop::collection::vec(
            prop::collection::btree_map(key(), sample(), 0..8)
                .prop_map(|map| serde_json::Value::Object(map.into_iter().collect())),
            1..20,
        )
    ) {
        accepts_all(&samples, Inference::new());
    }
}

/// Objects that hold such as they are themselves: at once, in lists and in objects between.
fn node() -> impl Strategy<Value = serde_json::Value> {
    let leaf = prop::sample::select(vec![
        json!({"kind": "x", "n": 1}),
        json!({"kind": "y", "text": "a"}),
        json!({"kind": "x", "n": 2.5, "next": null}),
        json!({"kind": "z", "text": "b", "list": []}),
    ]);
    leaf.prop_recursive(4, 24, 4, |inner| {
        let inner = prop_oneof![inner.clone(), inner.clone(), inner, scalar()];
        let kinds = prop::sample::select(vec!["x", "y", "z", "w"]);
        let list = prop::collection::vec(inner.clone(), 0..4);
        (kinds, inner, list, 0..6_u8).prop_map(|(kind, one, list, shape)| match shape {
            0 => json!({"kind": kind, "next": one}),
            1 => json!({"kind": kind, "list": list}),
            2 => json!({"kind": kind, "n": 1, "in": {"count": 1, "list": list}}),
            3 => json!({"kind": kind, "n": 1, "list": [list, one]}),
            4 => json!({"kind": kind, "text": "c", "in": {"by": {"next": one}}, "next": list}),
            _ => json!({"n": 1, "text": "d", "next": one, "in": {"list": list}}),
        })
    })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(128) })]

    #[test]
    fn every_recursive_sample_is_accepted(samples in prop::collection::vec(node(), 1..6)) {
        accepts_all(&samples, Inference::new());
    }
}

/// A random model, as a table and as a source of samples.
#[derive(Debug, Clone)]
enum Kind {
    Integer,
    Number,
    Boolean,
    Text,
    DateTime,
    Enum,
    List(Box<Kind>),
    Map(Box<Kind>),
    Object(Vec<(String, bool, bool, Kind)>),
    Tagged(Vec<Vec<(String, bool, bool, Kind)>>),
}

fn fields(
    inner: impl Strategy<Value = Kind>,
) -> impl Strategy<Value = Vec<(String, bool, bool, Kind)>> {
    let field = (any::<bool>(), any::<bool>(), inner);
    prop::collection::vec(field, 1..5).prop_map(|fields| {
        let fields = fields.into_iter().enumerate();
        let fields = fields.map(|(at, (required, nullable, kind))| {
            // The first one keeps objects from being empty, and alike.
            (
                format!("field{}", char::from(b'a' + at as u8)),
                required || at == 0,
                nullable && at > 0,
                kind,
            )
        });
        fields.collect()
    })
}

fn kind() -> impl Strategy<Value = Kind> {
    let leaf = prop::sample::select(vec![
        Kind::Integer,
        Kind::Number,
        Kind::Boolean,
        Kind::Text,
        Kind::DateTime,
        Kind::Enum,
    ]);
    let kinds = fields(leaf.clone());
    let tagged = prop::collection::vec(kinds, 2..4).prop_map(Kind::Tagged);
    prop_oneof![leaf, tagged].prop_recursive(3, 16, 4, |inner| {
        prop_oneof![
            inner.clone().prop_map(|kind| Kind::List(Box::new(kind))),
            inner.clone().prop_map(|kind| Kind::Map(Box::new(kind))),
            fields(inner).prop_map(Kind::Object),
        ]
    })
}

/// The type as this test writes types. Where no sample shows `null` of a field, or the lack of it,
/// nobody can know that the model has it: `seen` holds the names of those that do.
fn printed(kind: &Kind, salt: usize, seen: &Seen) -> String {
    let inner = |fields: &[(String, bool, bool, Kind)], prefix: &str| {
        let mut fields: Vec<String> = fields
            .iter()
            .enumerate()
            .map(|(index, (name, _, _, kind))| {
                let inside = salt * 31 + index + 1;
                let name = format!("{prefix}{name}{salt}");
                let mark = if seen.missing.contains(&name) {
                    "?"
                } else {
                    ""
                };
                let null = if seen.null.contains(&name) {
                    "|null"
                } else {
                    ""
                };
                format!("{name}{mark}: {}{null}", printed(kind, inside, seen))
            })
            .collect();
        fields.sort();
        fields.join(", ")
    };
    match kind {
        Kind::Integer => "integer".to_owned(),
        Kind::Number => "number".to_owned(),
        Kind::Boolean => "boolean".to_owned(),
        Kind::Text => "string".to_owned(),
        Kind::DateTime => "date-time".to_owned(),
        Kind::Enum => "enum".to_owned(),
        Kind::List(kind) => format!("[{}]", printed(kind, salt, seen)),
        Kind::Map(kind) => format!("<{}>", printed(kind, salt, seen)),
        Kind::Object(fields) => format!("{{{}}}", inner(fields, "")),
        Kind::Tagged(kinds) => {
            let kinds = kinds.iter().enumerate();
            let kinds =
                kinds.map(|(at, fields)| format!("({})", inner(fields, &format!("k{at}_"))));
            kinds.collect::<Vec<_>>().join("")
        }
    }
}

/// The same of what was inferred, from the normalised schema.
fn found(schema: &serde_json::Value) -> String {
    let nullable = |schema: &serde_json::Value| match &schema["type"] {
        serde_json::Value::Array(types) => types.contains(&json!("null")),
        _ => schema["anyOf"]
            .as_array()
            .is_some_and(|all| all.contains(&json!({ "type": "null" }))),
    };
    let inner = |schema: &serde_json::Value| {
        let required = schema["required"].as_array().cloned().unwrap_or_default();
        let fields = schema["properties"].as_object().unwrap().iter();
        let fields = fields.filter(|(name, _)| *name != "type");
        let mut fields: Vec<String> = fields
            .map(|(name, field)| {
                let mark = if required.contains(&json!(name)) {
                    ""
                } else {
                    "?"
                };
                let null = if nullable(field) { "|null" } else { "" };
                format!("{name}{mark}: {}{null}", found(field))
            })
            .collect();
        fields.sort();
        fields.join(", ")
    };
    if let Some(all) = schema["anyOf"].as_array() {
        let all: Vec<_> = all
            .iter()
            .filter(|one| **one != json!({ "type": "null" }))
            .collect();
        return match all.as_slice() {
            [one] => found(one),
            kinds => {
                let mut kinds: Vec<String> = kinds
                    .iter()
                    .map(|one| format!("({})", inner(one)))
                    .collect();
                kinds.sort();
                kinds.join("")
            }
        };
    }
    let types = match &schema["type"] {
        serde_json::Value::Array(types) => types.iter().find(|ty| **ty != json!("null")).cloned(),
        ty => Some(ty.clone()),
    };
    let ty = types.unwrap_or_default();
    match ty.as_str().unwrap_or_default() {
        "string" if schema["format"] == json!("date-time") => "date-time".to_owned(),
        "string" if schema.get("x-fieldwright-open").is_some() => "enum".to_owned(),
        "array" => format!("[{}]", found(&schema["items"])),
        "object" if schema.get("properties").is_some() => format!("{{{}}}", inner(schema)),
        "object" => format!("<{}>", found(&schema["additionalProperties"])),
        other => other.to_owned(),
    }
}

/// The fields, by name, of which a sample had `null` or which a sample did not have; and how many
/// samples had a value of each.
#[derive(Default)]
struct Seen {
    null: BTreeSet<String>,
    missing: BTreeSet<String>,
    values: BTreeMap<String, usize>,
}

/// As many values of a field show what its type is, whatever they are made of.
const ENOUGH: usize = 40;

/// Sample number `at` of a model. What varies does so by `at` and by the place, which `salt` is.
fn made(kind: &Kind, at: usize, salt: usize, seen: &mut Seen) -> serde_json::Value {
    // SplitMix64's last steps: neighbours of either number have nothing in common.
    let mixed = |salt: usize| {
        let mixed = ((at as u64) << 32 | salt as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        let mixed = (mixed ^ mixed >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ mixed >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((mixed ^ mixed >> 31) >> 33) as usize
    };
    let mut object = |fields: &[(String, bool, bool, Kind)], prefix: &str| {
        let fields = fields.iter().enumerate();
        let fields = fields.filter_map(|(index, (name, required, nullable, kind))| {
            let inside = salt * 31 + index + 1;
            let turn = mixed(inside);
            let name = format!("{prefix}{name}{salt}");
            let values = seen.values.entry(name.clone()).or_default();
            if !required && turn % 3 == 1 {
                seen.missing.insert(name);
                return None;
            }
            if *nullable && turn / 3 % 4 == 2 {
                seen.null.insert(name.clone());
                return Some((name, json!(null)));
            }
            *values += 1;
            Some((name, made(kind, at, inside, seen)))
        });
        fields.collect::<serde_json::Map<_, _>>()
    };
    match kind {
        Kind::Integer => json!(at),
        Kind::Number => json!(at as f64 + 0.5),
        Kind::Boolean => json!(at.is_multiple_of(2)),
        Kind::Text => json!(format!("text {at} of many")),
        Kind::DateTime => json!(format!("2024-01-01T00:{:02}:{:02}Z", at / 60 % 60, at % 60)),
        Kind::Enum => json!(["red", "green", "blue"][at % 3]),
        Kind::List(kind) => json!([made(kind, at, salt, seen), made(kind, at + 1, salt, seen)]),
        Kind::Map(kind) => json!({ format!("{}", 1000 + at): made(kind, at, salt, seen) }),
        Kind::Object(fields) => json!(object(fields, "")),
        Kind::Tagged(kinds) => {
            let kind = mixed(salt * 31 + 7_919) % kinds.len();
            let mut object = object(&kinds[kind], &format!("k{kind}_"));
            object.insert("type".to_owned(), json!(format!("kind{kind}")));
            json!(object)
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(64) })]

    #[test]
    fn the_types_of_a_model_are_found_again(fields in fields(kind())) {
        let model = Kind::Object(fields);
        let mut seen = Seen::default();
        let samples: Vec<serde_json::Value> =
            (0..1200).map(|at| made(&model, at, 1, &mut seen)).collect();
        prop_assume!(seen.values.values().all(|count| *count >= ENOUGH));
        let lines: Vec<String> = samples.iter().map(ToString::to_string).collect();
        let table = Inference::new().text("model.jsonl", lines.join("\n")).infer().unwrap();
        let generator = Generator::new().text("model.yaml", table.yaml());
        let schema: serde_json::Value = generator.normalised_schema().unwrap().into();
        prop_assert_eq!(found(&schema["$defs"]["Model"]), printed(&model, 1, &seen), "{}", table.yaml());
    }
}

/// What samples ask for is bounded, and costs little more than reading them.
#[test]
fn hostile_samples_are_held_within_bounds() {
    let infer = |text: String| Inference::new().text("x.json", text).infer();
    let deep = format!("{}1{}", "[".repeat(400), "]".repeat(400));
    accepts_all(
        &[serde_json::from_str(&format!("{}1{}", "[".repeat(100), "]".repeat(100))).unwrap()],
        Inference::new(),
    );
    assert!(
        infer(deep)
            .unwrap()
            .warnings()
            .iter()
            .any(|one| one.message().contains("so deep"))
    );
    let deeper = format!("{}1{}", "[".repeat(600), "]".repeat(600));
    assert_eq!(
        infer(deeper).unwrap_err().iter().next().unwrap().code(),
        "too-deep"
    );
    let wide: Vec<String> = (0..20_000)
        .map(|n| format!("\"key{}\": {n}", "x".repeat(n % 50)))
        .collect();
    let mut keys: Vec<String> = wide;
    keys.iter_mut()
        .enumerate()
        .for_each(|(n, key)| key.insert_str(1, &format!("n{n}n")));
    let table = infer(format!("{{{}}}", keys.join(","))).unwrap();
    assert!(table.yaml().contains("map<integer>"), "{}", table.yaml());
    assert_eq!(
        infer("[]".to_owned())
            .unwrap_err()
            .iter()
            .next()
            .unwrap()
            .code(),
        "no-types"
    );
    assert_eq!(
        infer("{\"a\": 1, \"a\": 2}".to_owned())
            .unwrap_err()
            .iter()
            .next()
            .unwrap()
            .code(),
        "duplicate-key"
    );
    // A lone `1e999` is a number that no `f64` holds.
    let table = infer("{\"n\": 1e999}".to_owned()).unwrap();
    assert!(
        table
            .warnings()
            .iter()
            .any(|one| one.message().contains("beyond what an `f64` holds"))
    );
}

/// Four times the samples take about four times as long.
#[test]
fn the_cost_is_that_of_the_size() {
    let time = |count: usize| {
        let line = |n: usize| {
            format!(
                "{{\"id\":{n},\"kind\":\"k{}\",\"v{}\":{{\"n\":[{n},{n}]}},\"by\":{{\"{n}\":1}},\"up\":{{\"id\":1,\"up\":null}}}}",
                n % 7,
                n % 7
            )
        };
        let text: Vec<String> = (0..count).map(line).collect();
        let text = text.join("\n");
        let start = std::time::Instant::now();
        let table = Inference::new().text("x.jsonl", text).infer().unwrap();
        assert!(!table.yaml().is_empty());
        start.elapsed().as_secs_f64()
    };
    time(1_000);
    let (small, large) = (time(4_000), time(32_000));
    println!("4,000 samples: {small:.3} s, 32,000: {large:.3} s");
    assert!(large < small * 8.0 * 3.0 + 0.5, "{small} {large}");
}
