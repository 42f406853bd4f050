//! Generated types against the suite.

use std::path::Path;

use super::scores::Scores;
use super::suite::{Case, Group, groups, suite};
use crate::support::evaluators::Evaluators;

/// Every schema becomes a module of one crate, which evaluates every instance by
/// `Root::from_json`, and by `validate` and `to_json` what that accepts.
#[test]
fn generated_types_agree() {
    let Some(suite) = suite() else { return };
    let mut groups = groups(&suite);
    let own = groups.len();
    let typed: Vec<Group> = groups
        .iter()
        .flat_map(|group| with_types(group, &suite))
        .collect();
    groups.extend(typed);
    let mut program = Program::default();
    for group in &groups {
        let output = group.generator(&suite).builders(false).generate();
        program.add(output.map_err(|error| error.to_string()), group);
    }
    let verdicts = program.run(&groups);
    let mut verdicts = verdicts.lines();
    let (mut scores, mut variants) = (Scores::new("types"), Scores::new("variants"));
    for (index, group) in groups.iter().enumerate() {
        for case in &group.cases {
            let verdict = match (&program.modules[index], verdicts.next().unwrap()) {
                (Err(problem), _) => Err(problem.clone()),
                (Ok(_), "valid") => Ok(true),
                (Ok(_), "invalid") => Ok(false),
                (Ok(_), other) => Err(other.to_owned()),
            };
            let scores = if index < own {
                &mut scores
            } else {
                &mut variants
            };
            scores.note(group, case, verdict);
        }
    }
    let structs = program.structs.iter().filter(|(_, found)| *found).count();
    println!(
        "types: {structs} of {} schemas with `type: object` and `properties` are structs",
        program.structs.len()
    );
    let others: Vec<&String> = program
        .structs
        .iter()
        .filter(|(_, f)| !f)
        .map(|(d, _)| d)
        .collect();
    assert!(others.is_empty(), "no struct: {others:#?}");
    finish_variants(&variants);
    scores.finish();
}

/// The same schema with a type beside it, where it has none: accepts what it accepted of that
/// type. A schema that refers to its own root accepts less below it, too: there the evaluator
/// says what is right.
fn with_types(group: &Group, suite: &Path) -> Vec<Group> {
    let Some(inner) = group.schema.trim().strip_prefix('{') else {
        return Vec::new();
    };
    let schema: serde_json::Value = serde_json::from_str(&group.schema).unwrap();
    let is_alone =
        schema.get("$ref").is_some() && group.draft <= "draft7" && !group.draft.contains("20");
    // A vocabulary without validation does not know `type`.
    let is_custom = group.file.starts_with("vocabulary") || group.is_optional();
    if schema.get("type").is_some() || is_alone || is_custom {
        return Vec::new();
    }
    let variant = |name: &str, first: char| {
        let comma = if inner.trim() == "}" { "" } else { "," };
        let cases = group.cases.iter().map(|case| Case {
            description: case.description.clone(),
            instance: case.instance.clone(),
            valid: case.valid && case.instance.trim().starts_with(first),
        });
        let mut variant = Group {
            file: format!("{} with type: {name}", group.file),
            description: group.description.clone(),
            schema: format!("{{\"type\":\"{name}\"{comma}{inner}"),
            cases: cases.collect(),
            draft: group.draft,
            dialect: group.dialect,
        };
        let refers_to_root = ["\"#\"", "\"$id\"", "\"id\""];
        if refers_to_root
            .iter()
            .any(|text| group.schema.contains(text))
        {
            let schema = variant.generator(suite).evaluator().unwrap();
            for case in &mut variant.cases {
                case.valid = schema.is_valid_json(&case.instance);
            }
        }
        variant
    };
    vec![variant("object", '{'), variant("array", '[')]
}

#[derive(Default)]
struct Program {
    modules: Vec<Result<usize, String>>,
    evaluators: Evaluators,
    /// Schemas that say they are objects with properties, and whether they are structs.
    structs: Vec<(String, bool)>,
}

impl Program {
    fn add(&mut self, output: Result<fieldwright::Output, String>, group: &Group) {
        let module = output.map(|output| {
            let mut artifacts = output.artifacts().iter();
            let module = artifacts
                .find(|artifact| artifact.path == "src/schema.rs")
                .unwrap();
            let schema: serde_json::Value = serde_json::from_str(&group.schema).unwrap();
            let declares = schema
                .get("properties")
                .is_some_and(|p| p.as_object().is_some_and(|p| !p.is_empty()));
            let never = schema.get("enum").is_some() || schema.get("const").is_some();
            if group.file.ends_with("type: object") && declares && !never {
                let is_struct = module.contents.contains("pub struct Root {")
                    || module.contents.contains("pub enum Root {");
                self.structs.push((
                    format!("{} / {} / {}", group.draft, group.file, group.description),
                    is_struct,
                ));
            }
            self.evaluators.add(&module.contents)
        });
        self.modules.push(module);
    }

    /// The verdict on every case, a line each.
    fn run(&self, groups: &[Group]) -> String {
        println!(
            "types: {} schemas, {} modules",
            groups.len(),
            self.evaluators.len()
        );
        let groups = groups.iter().zip(&self.modules);
        let cases = groups.flat_map(|(group, module)| {
            let index = module.as_ref().map_or(usize::MAX, |index| *index);
            group
                .cases
                .iter()
                .map(move |case| (index, case.instance.as_str()))
        });
        self.evaluators.run("conformance", cases)
    }
}

fn finish_variants(scores: &Scores) {
    let (agreed, all) = scores.total(|_| true);
    println!("types with `type` added: {agreed} of {all}");
    let misses = scores.misses();
    assert!(misses.is_empty(), "{misses:#?}");
}
