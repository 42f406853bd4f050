//! JSON Schemas made to cost much: deep, long, or with more combinations than there is time for.
//! All are answered, on the small stack of a test's thread.

use fieldwright::Generator;
use serde_json::{Value, json};

/// Generates, and makes an evaluator of it; what is refused is refused with a diagnostic. What a
/// schema costs that evaluates another twice at every level is its author's choice: it is not run.
fn answered(what: &str, document: &Value) {
    let mut document = document.clone();
    document["$schema"] = json!("https://json-schema.org/draft/2020-12/schema");
    let generator = Generator::new().text("hostile.json", document.to_string());
    let started = std::time::Instant::now();
    match generator.generate() {
        Ok(output) => assert!(!output.artifacts().is_empty()),
        Err(diagnostics) => assert!(!diagnostics.to_string().is_empty()),
    }
    assert_eq!(
        generator.evaluator().is_ok(),
        generator.normalised_schema().is_ok()
    );
    println!("{what}: {:?}", started.elapsed());
}

fn nested(depth: usize, wrap: impl Fn(Value) -> Value) -> Value {
    (0..depth).fold(json!({ "type": "string" }), |inner, _| wrap(inner))
}

/// Definitions `d0`, `d1`, ..., each made of the pointer to the next.
fn chained(length: usize, make: impl Fn(&str, usize) -> Value) -> Value {
    let definitions = (0..=length).map(|index| {
        let next = format!("#/$defs/d{}", index + 1);
        let schema = match index {
            last if last == length => json!({ "type": "object" }),
            _ => make(&next, index),
        };
        (format!("d{index}"), schema)
    });
    let definitions: serde_json::Map<String, Value> = definitions.collect();
    json!({ "$ref": "#/$defs/d0", "$defs": definitions })
}

#[test]
fn depth_is_answered() {
    answered(
        "deeper than files may be",
        &nested(400, |s| json!({ "not": s })),
    );
    answered(
        "properties",
        &nested(
            200,
            |s| json!({ "type": "object", "properties": { "a": s } }),
        ),
    );
    answered("allOf", &nested(90, |s| json!({ "allOf": [s] })));
    answered(
        "anyOf",
        &nested(90, |s| json!({ "anyOf": [s, { "type": "integer" }] })),
    );
    answered("not", &nested(90, |s| json!({ "not": s })));
    answered("items", &nested(90, |s| json!({ "items": s })));
    answered("too deep", &nested(200, |s| json!({ "items": s })));
}

#[test]
fn chains_are_answered() {
    answered(
        "references",
        &chained(3_000, |next, _| json!({ "$ref": next })),
    );
    answered(
        "allOf",
        &chained(
            300,
            |next, index| json!({ "type": "object", "properties": { format!("p{index}"): {} }, "allOf": [{ "$ref": next }] }),
        ),
    );
    answered(
        "beside",
        &chained(
            300,
            |next, index| json!({ "$ref": next, "properties": { format!("p{index}"): {} } }),
        ),
    );
    answered(
        "nullable",
        &chained(
            300,
            |next, _| json!({ "anyOf": [{ "$ref": next }, { "type": "null" }] }),
        ),
    );
    answered(
        "conditions",
        &chained(
            300,
            |next, _| json!({ "if": { "$ref": next }, "then": { "$ref": next } }),
        ),
    );
}

fn parses(output: &fieldwright::Output) {
    let sources = output.artifacts().iter();
    for artifact in sources.filter(|artifact| artifact.path.ends_with(".rs")) {
        assert!(
            syn::parse_file(&artifact.contents).is_ok(),
            "{}",
            artifact.contents
        );
    }
}

/// As long as documents of machines are: nothing is compared with each, nothing follows a chain from
/// each of its links.
#[test]
fn length_is_answered() {
    let many: Vec<String> = (0..20_000).map(|index| format!("v{index}")).collect();
    answered("an enum", &json!({ "title": "E", "enum": many }));
    let many: Vec<usize> = (0..20_000).collect();
    answered(
        "an enum of integers",
        &json!({ "title": "E", "enum": many }),
    );
    answered(
        "references",
        &chained(20_000, |next, _| json!({ "$ref": next })),
    );
    answered(
        "allOf",
        &chained(
            2_000,
            |next, index| json!({ "allOf": [{ "$ref": next }, { "properties": { format!("p{}", index % 10): { "type": "string" } } }] }),
        ),
    );
}

/// Each resource refers to the next, and is another schema in the dynamic scope of each.
#[test]
fn dynamic_loops_are_answered() {
    for count in [3, 20, 500] {
        let resources = (0..count).map(|index| {
            let schema = json!({
                "$id": format!("urn:d{index}"),
                "$dynamicAnchor": "n",
                "type": "object",
                "properties": {
                    "own": { "$dynamicRef": "#n" },
                    "next": { "$ref": format!("urn:d{}", (index + 1) % count) },
                },
            });
            (format!("d{index}"), schema)
        });
        let resources = Value::Object(resources.collect());
        let document = json!({ "$id": "urn:root", "$ref": "urn:d0", "$defs": resources });
        answered("dynamic loops", &document);
    }
}

/// Numbers of a thousand digits, and such that no float has, with exact numbers.
#[test]
fn exact_numbers_are_answered() {
    let numbers = [
        "9".repeat(1000),
        format!("1e{}", "9".repeat(18)),
        format!("-1e-{}", "9".repeat(18)),
        format!("0.{}1", "0".repeat(1000)),
        "1e400".to_owned(),
        "-0.0e0".to_owned(),
        "123456789012345678901234567890.5e-7".to_owned(),
    ];
    for keyword in [
        "minimum",
        "exclusiveMaximum",
        "multipleOf",
        "const",
        "default",
    ] {
        for number in &numbers {
            let document = format!(
                r#"{{"$schema":"https://json-schema.org/draft/2020-12/schema","title":"T","type":"object",
                "properties":{{"a":{{"type":"number","{keyword}":{number}}},"b":{{"enum":[{number},1]}}}}}}"#
            );
            let generator = Generator::new().text("numbers.json", document);
            let generator = generator.numbers(fieldwright::Numbers::Exact);
            match generator.generate() {
                Ok(output) => parses(&output),
                Err(diagnostics) => assert!(!diagnostics.to_string().is_empty()),
            }
        }
    }
}

/// Bytes of no format: a file of 8 MB of them, and shorter texts of the signs that formats have.
#[test]
fn noise_is_answered() {
    let folder = crate::support::scratch("noise_is_answered");
    // xorshift: the same noise in each run.
    let mut state = 0x2545_f491_4f6c_dd1d_u64;
    let mut next = || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state
    };
    let large: Vec<u8> = (0..8 << 17).flat_map(|_| next().to_le_bytes()).collect();
    let signs = b"abc:-[]{},&*!|>\"'\n #%@`0123\\<>_=~$()\r\t";
    let texts: Vec<Vec<u8>> = (0..4)
        .map(|_| {
            let sign = |_| signs[usize::try_from(next() % signs.len() as u64).unwrap()];
            (0..20_000).map(sign).collect()
        })
        .collect();
    let answer = |name: &str, bytes: &[u8]| {
        let path = folder.join(name);
        std::fs::write(&path, bytes).unwrap();
        match Generator::new().input(&path).generate() {
            Ok(output) => parses(&output),
            Err(diagnostics) => assert!(!diagnostics.to_string().is_empty()),
        }
    };
    answer("large.yaml", &large);
    for ending in ["yaml", "json", "md", "html", "csv", "rst", "txt", "toml"] {
        for text in &texts {
            answer(&format!("noise.{ending}"), text);
        }
    }
    for text in &texts {
        let path = folder.join("fieldwright.toml");
        std::fs::write(&path, text).unwrap();
        assert!(fieldwright::Project::load(&path).is_err());
    }
}

#[test]
fn combinations_are_answered() {
    answered(
        "twice",
        &chained(
            40,
            |next, _| json!({ "allOf": [{ "$ref": next }, { "$ref": next }] }),
        ),
    );
    answered(
        "unions",
        &chained(16, |next, _| {
            json!({ "type": "object", "properties": { "x": { "type": "string" } },
                "anyOf": [{ "$ref": next }, { "$ref": next }] })
        }),
    );
    let every = |offset: usize, count: usize| {
        let members = (0..count).map(|index| {
            let target = (index * offset + 1) % count;
            (
                format!("p{index}"),
                json!({ "$ref": format!("#/$defs/d{target}") }),
            )
        });
        Value::Object(members.collect())
    };
    answered(
        "everything with everything",
        &chained(10, |next, index| {
            json!({ "type": "object", "properties": every(index + 1, 10),
                "additionalProperties": { "$ref": next },
                "allOf": [{ "properties": every(index + 2, 10) }, { "$ref": next }] })
        }),
    );
    let resources = (0..20).map(|index| {
        let schema = json!({
            "$id": format!("urn:d{index}"),
            "$dynamicAnchor": format!("a{}", index % 8),
            "anyOf": [
                { "$ref": format!("urn:d{}", (index * 7 + 1) % 20) },
                { "$ref": format!("urn:d{}", (index * 3 + 2) % 20) },
                { "$dynamicRef": format!("#a{}", index % 8) },
            ],
        });
        (format!("d{index}"), schema)
    });
    let resources = Value::Object(resources.collect());
    let document = json!({ "$id": "urn:root", "$ref": "urn:d0", "$defs": resources });
    answered("dynamic scopes", &document);
}
