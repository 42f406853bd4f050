//! Formats and patterns against the JSON Schema Test Suite, which lies outside the
//! repository: the folder that holds it is taken from `FIELDWRIGHT_CORPUS`.

use std::path::PathBuf;

use fieldwright_generated::fieldwright_runtime::Format;

fn suite() -> Option<PathBuf> {
    let corpus = std::env::var_os("FIELDWRIGHT_CORPUS");
    if corpus.is_none() {
        println!("skipped: FIELDWRIGHT_CORPUS is not set");
    }
    Some(PathBuf::from(corpus?).join("json-schema-test-suite/tests"))
}

/// The string cases of one file: instance and whether it is valid.
fn cases(file: &std::path::Path) -> Vec<(String, bool)> {
    let text = std::fs::read_to_string(file).unwrap();
    let groups: serde_json::Value = serde_json::from_str(&text).unwrap();
    let tests = groups
        .as_array()
        .unwrap()
        .iter()
        .flat_map(|group| group["tests"].as_array().unwrap());
    tests
        .filter_map(|test| Some((test["data"].as_str()?.to_owned(), test["valid"].as_bool()?)))
        .collect()
}

#[test]
fn formats_agree_with_the_suite() {
    let Some(suite) = suite() else { return };
    let mut total = 0;
    let mut missed = Vec::new();
    let mut files = std::collections::BTreeSet::new();
    for draft in ["draft4", "draft6", "draft7", "draft2019-09", "draft2020-12"] {
        let own = Format::ALL.iter().map(|format| (*format, format.name()));
        for (format, name) in own.chain([(Format::Regex, "ecmascript-regex")]) {
            let file = suite
                .join(draft)
                .join(format!("optional/format/{name}.json"));
            if !file.exists() {
                // Older drafts have fewer formats, and OpenAPI's are not the suite's.
                continue;
            }
            files.insert(name);
            for (text, valid) in cases(&file) {
                total += 1;
                if format.matches(&text) != valid {
                    missed.push(format!("{draft} {name}: {text:?}"));
                }
            }
        }
    }
    println!("formats: {} of {total} cases agree", total - missed.len());
    // `unknown.json` is about a format that nobody knows; every other file is evaluated.
    for file in std::fs::read_dir(suite.join("draft2020-12/optional/format")).unwrap() {
        let file = file.unwrap().file_name().into_string().unwrap();
        let name = file.trim_end_matches(".json");
        assert!(
            name == "unknown" || files.contains(name),
            "{name} is evaluated"
        );
    }
    assert!(total > 1_000, "the suite is there");
    assert!(missed.is_empty(), "{missed:#?}");
}
