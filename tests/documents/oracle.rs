//! The oracle of the evaluator: the `jsonschema` crate, on a sample of the types.
//!
//! Both are given one type with all that it refers to, formats as annotations: which of OpenAPI's
//! formats are checked, and how exactly, is no matter of JSON Schema.

use std::collections::BTreeSet;

use fieldwright::{Formats, Generator};
use fieldwright_runtime::{Map, Value};

use super::maker::Maker;

/// Types of more schemas than this are left to the evaluator's own tests.
const MOST_DEFINITIONS: usize = 60;

/// How many instances were evaluated, and those evaluated differently.
#[derive(Default)]
pub(crate) struct Sample {
    pub(crate) evaluated: usize,
    /// Types with a pattern of which generation tells that it is not checked.
    pub(crate) unchecked: usize,
    pub(crate) differing: Vec<String>,
}

impl Sample {
    /// Evaluators the instances of one type, if it is not too large.
    pub(crate) fn add<'i>(
        &mut self,
        maker: &Maker<'_>,
        name: &str,
        instances: impl Iterator<Item = &'i str>,
    ) {
        let Some(schema) = alone(maker, name) else {
            return;
        };
        let generator = Generator::new()
            .text("schema.json", schema.to_string())
            .formats(Formats::Annotate);
        let own = generator
            .evaluator()
            .unwrap_or_else(|e| panic!("{name}: {e}"));
        let output = generator.generate();
        let output = output.unwrap_or_else(|e| panic!("{name}: {e}"));
        if output.warnings().iter().any(|w| w.code() == "slow-pattern") {
            self.unchecked += 1;
            return;
        }
        let schema = serde_json::from_str(&schema.to_string()).unwrap();
        let peer = jsonschema::options()
            .with_draft(jsonschema::Draft::Draft202012)
            .should_validate_formats(false)
            .build(&schema);
        let Ok(peer) = peer else {
            return; // a pattern that it does not run
        };
        for text in instances {
            let instance: serde_json::Value = serde_json::from_str(text).unwrap();
            // Numbers that serde does not hold are another instance.
            let written = Value::from(instance.clone()).to_string();
            if written != *text {
                continue;
            }
            self.evaluated += 1;
            if own.is_valid_json(text) != peer.is_valid(&instance) {
                self.differing.push(format!("{name}: {text}"));
            }
        }
    }
}

/// The schema of one type with all that it refers to.
fn alone(maker: &Maker<'_>, name: &str) -> Option<Value> {
    let mut found = Map::new();
    let mut open = BTreeSet::from([name.to_owned()]);
    while let Some(name) = open.pop_first() {
        let definition = maker.definition(&name)?;
        let mut inside = vec![definition];
        while let Some(schema) = inside.pop() {
            match schema {
                Value::Array(list) => inside.extend(list),
                Value::Object(map) => {
                    let reference = map.get("$ref").and_then(Value::as_str);
                    let target = reference.and_then(super::maker::target_name);
                    open.extend(target.filter(|target| !found.contains_key(target)));
                    inside.extend(map.values());
                }
                _ => {}
            }
        }
        found.insert(name, definition.clone());
        if found.len() > MOST_DEFINITIONS {
            return None;
        }
    }
    let mut root = Map::new();
    root.insert(
        "$schema",
        Value::from("https://json-schema.org/draft/2020-12/schema"),
    );
    root.insert("$ref", Value::from(super::proof::pointer(name)));
    root.insert("$defs", Value::Object(found));
    Some(Value::Object(root))
}
