//! Imports point one way. Each part of the generator may use the parts named here,
//! and no others; a few things may only stand in one place.

use std::fs;
use std::path::{Path, PathBuf};

/// A part, and what it may use.
const PARTS: [(&str, &[&str]); 21] = [
    ("source", &[]),
    ("page_words", &[]),
    ("pattern", &[]),
    ("settings", &["source"]),
    ("diagnostic", &["source"]),
    ("overlay", &["source", "diagnostic"]),
    ("schema", &["source"]),
    ("read", &["source", "diagnostic", "schema", "settings"]),
    ("choose", &["source", "diagnostic", "schema", "settings"]),
    ("model", &["source", "schema", "pattern", "settings"]),
    (
        "lower",
        &[
            "source",
            "diagnostic",
            "schema",
            "model",
            "pattern",
            "settings",
            "choose",
        ],
    ),
    (
        "check",
        &[
            "source",
            "diagnostic",
            "schema",
            "model",
            "pattern",
            "settings",
        ],
    ),
    (
        "name",
        &["source", "diagnostic", "schema", "model", "settings"],
    ),
    ("share", &["model", "schema", "name", "settings"]),
    ("analyze", &["model", "pattern"]),
    ("coverage", &["schema", "model", "name"]),
    (
        "emit",
        &[
            "model",
            "name",
            "analyze",
            "pattern",
            "settings",
            "page_words",
        ],
    ),
    ("import", &["source", "diagnostic", "name", "page_words"]),
    ("artifact", &[]),
    ("generator", &["*"]),
    ("config", &["*"]),
];

fn sources() -> Vec<(String, String)> {
    fn walk(folder: &Path, files: &mut Vec<PathBuf>) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                walk(&path, files);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                files.push(path);
            }
        }
    }
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("codegen/src");
    let mut files = Vec::new();
    walk(&root, &mut files);
    files.sort();
    let named = files.into_iter().map(|path| {
        let name = path
            .strip_prefix(&root)
            .unwrap()
            .to_str()
            .unwrap()
            .replace('\\', "/");
        (name, fs::read_to_string(path).unwrap())
    });
    named.collect()
}

fn part(file: &str) -> &str {
    file.split('/').next().unwrap().trim_end_matches(".rs")
}

#[test]
fn imports_point_one_way() {
    let mut seen = 0;
    for (file, text) in sources() {
        let own = part(&file);
        if ["lib", "main", "cli"].contains(&own) {
            continue;
        }
        let (_, allowed) = PARTS
            .iter()
            .find(|(name, _)| *name == own)
            .unwrap_or_else(|| panic!("{file} is no known part"));
        for (number, line) in text.lines().enumerate() {
            // In comments and texts it may be the path of somebody's type.
            let code: String = line.split('"').step_by(2).collect();
            let code = code.split("//").next().unwrap();
            for used in code.split("crate::").skip(1) {
                let used: String = used
                    .chars()
                    .take_while(|c| c.is_alphanumeric() || *c == '_')
                    .collect();
                seen += 1;
                let known = used.is_empty() // a root that tokens are put behind
                    || used == own || allowed.contains(&"*") || allowed.contains(&used.as_str());
                assert!(
                    known,
                    "{file}:{} uses `{used}`, which `{own}` may not know",
                    number + 1
                );
            }
        }
    }
    assert!(seen > 80, "imports were found");
}

/// Tokens only in emission, `Ident::new` and case conversion in one file each, YAML
/// events in one module.
#[test]
fn some_things_stand_in_one_place() {
    let rules: [(&str, &str); 8] = [
        ("Ident::new", "emit/rust/ident.rs"),
        ("use heck", "name/words.rs"),
        ("quote!", "emit/rust/"),
        ("proc_macro2", "emit/rust/"),
        ("syn::", "emit/rust/print.rs"),
        ("prettyplease", "emit/rust/print.rs"),
        ("granit_parser", "source/yaml"),
        ("pulldown_cmark", "emit/prose/"),
    ];
    for (what, home) in rules {
        let mut found = 0;
        for (file, text) in sources() {
            let code = text
                .lines()
                .filter(|line| !line.trim_start().starts_with("//"));
            let uses = code.filter(|line| line.contains(what)).count();
            assert!(uses == 0 || file.starts_with(home), "{file} uses {what}");
            found += uses;
        }
        assert!(found > 0, "{what} is used somewhere");
    }
}

/// Every file introduces itself and is short enough to be read.
#[test]
fn files_introduce_themselves() {
    for (file, text) in sources() {
        assert!(text.starts_with("//!"), "{file} says what it does");
        assert!(
            text.lines().count() <= 520,
            "{file} has {} lines",
            text.lines().count()
        );
    }
}
