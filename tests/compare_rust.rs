//! Programs of users, compiled against the types of both sides: what is reported of the Rust API is
//! what the compiler says.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use fieldwright::{Generator, Project, RustImpact};

/// A pair of `tests/pairs`, what is reported, a program that compiles against the old types, and
/// whether it does against the new ones.
const PROGRAMS: [(&str, &str, &str, bool); 29] = [
    ("property-required", "breaking", "Box { size: None }", false),
    (
        "property-optional",
        "breaking",
        "Box { size: String::new() }",
        false,
    ),
    (
        "type-changed",
        "breaking",
        "Box { size: Some(String::new()) }",
        false,
    ),
    (
        "null-allowed",
        "breaking",
        "Box { size: Some(String::new()) }",
        false,
    ),
    (
        "null-refused",
        "breaking",
        "Box { size: Maybe::Null }",
        false,
    ),
    ("property-added", "literals", "Box { size: None }", false),
    ("property-added", "literals", "|b: Box| b.size", true),
    (
        "required-property-added",
        "literals",
        "Box { size: None }",
        false,
    ),
    ("property-removed", "breaking", "|b: Box| b.color", false),
    ("property-removed", "breaking", "|b: Box| b.size", true),
    (
        "property-renamed-described",
        "breaking",
        "|b: Box| b.hue",
        false,
    ),
    ("property-renamed", "none", "|b: Box| b.base_color", true),
    (
        "enum-value-added",
        "literals",
        "|s| match s { Size::Small => 1, Size::Large => 2 }",
        false,
    ),
    ("enum-value-added", "literals", "Size::Small", true),
    ("enum-value-removed", "breaking", "Size::Medium", false),
    ("enum-opened", "breaking", "|s: Size| (s, s)", false),
    (
        "enum-introduced",
        "breaking",
        "Box { size: Some(String::new()) }",
        false,
    ),
    ("type-renamed", "breaking", "|s: Size| s.w", false),
    ("alternative-added-to-enum", "breaking", "Size::ALL", false),
    (
        "length-tightened",
        "none",
        "Box { size: Some(String::new()) }",
        true,
    ),
    (
        "documentation-changed",
        "none",
        "Box { size: Some(String::new()) }",
        true,
    ),
    // Equal types are one where their documentation is equal; their paths stay.
    (
        "documentation-changed-parts-types",
        "breaking",
        "|a: from::Size, b: To| To { size: Some(a), ..b }",
        false,
    ),
    (
        "documentation-changed-parts-types",
        "breaking",
        "|b: To| b.size.map(|size: to::Size| size)",
        true,
    ),
    (
        "property-reordered-shared",
        "none",
        "|a: From, b: To| Box { from: Some(b), to: Some(a) }",
        true,
    ),
    (
        "type-removed-replaced",
        "breaking",
        "|b: Box| b.size.map(|size: Extent| size.w)",
        false,
    ),
    (
        "rust-item-moved-inside",
        "breaking",
        "|unit: size::w::Unit| unit",
        false,
    ),
    (
        "pattern-property-removed",
        "breaking",
        "|b: Box| b.additional_properties.len()",
        false,
    ),
    // Equal parameters are one struct: the path of the operation that has none any more is gone.
    (
        "required-property-removed-last",
        "breaking",
        "|headers: LidsHeaders| headers.x_account",
        false,
    ),
    (
        "required-property-removed-last",
        "breaking",
        "|headers: ListHeaders| headers.x_account",
        true,
    ),
];

fn text(pair: &str, side: &str) -> String {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/pairs");
    fs::read_to_string(root.join(pair).join(format!("{side}.yaml"))).unwrap()
}

fn generator(pair: &str, side: &str) -> Generator {
    Generator::new().text("boxes.yaml", text(pair, side))
}

/// The Rust of the one module.
fn module(output: &fieldwright::Output) -> String {
    let artifacts = output.artifacts().iter();
    let mut modules = artifacts.filter(|artifact| artifact.path == "src/boxes.rs");
    modules.next().unwrap().contents.clone()
}

/// A program of its own in the crate.
fn write(krate: &crate::support::Crate, name: &str, module: &str, body: &str) {
    krate.write(&format!("src/bin/{name}/boxes.rs"), module);
    let program = format!(
        "#![allow(unused)]\nmod boxes;\nuse boxes::*;\nuse fieldwright_runtime::Maybe;\nfn main() {{ let _ = {body}; }}\n"
    );
    krate.write(&format!("src/bin/{name}/main.rs"), &program);
}

/// The programs that do not compile, and what the compiler says of them.
fn failures(krate: &crate::support::Crate) -> BTreeMap<String, String> {
    let printed = krate.try_cargo(&[
        "check",
        "--bins",
        "--keep-going",
        "--message-format",
        "json",
    ]);
    let messages = printed
        .lines()
        .filter_map(|line| serde_json::from_str::<serde_json::Value>(line).ok());
    let errors = messages.filter(|message| message["message"]["level"] == "error");
    let named = errors.map(|error| {
        let name = error["target"]["name"].as_str().unwrap().to_owned();
        (name, error["message"]["message"].to_string())
    });
    named.collect()
}

#[test]
fn programs_compile_as_reported() {
    let krate = crate::support::Crate::new("compare-rust", "2024");
    for (index, (pair, verdict, body, _)) in PROGRAMS.into_iter().enumerate() {
        let (old, new) = (generator(pair, "old"), generator(pair, "new"));
        let comparison = old.compare(&new).unwrap();
        let impacts = comparison.changes().iter().map(|change| &change.rust);
        let worst = impacts.map(RustImpact::name).max_by_key(|name| {
            let order = ["none", "literals", "breaking"];
            order.iter().position(|one| one == name)
        });
        assert_eq!(worst.unwrap_or("none"), verdict, "{pair}");
        let modules = [old, new].map(|side| module(&side.generate().unwrap()));
        write(&krate, &format!("p{index}_old"), &modules[0], body);
        write(&krate, &format!("p{index}_new"), &modules[1], body);
    }
    let failures = failures(&krate);
    for (index, (pair, _, body, is_fine)) in PROGRAMS.into_iter().enumerate() {
        let old = failures.get(&format!("p{index}_old"));
        assert_eq!(old, None, "{pair}: `{body}` against the old types");
        let new = failures.get(&format!("p{index}_new"));
        assert_eq!(
            new.is_none(),
            is_fine,
            "{pair}: `{body}` against the new types: {new:?}"
        );
    }
}

/// The setting that the help of a rename names keeps programs as they are.
#[test]
fn the_setting_that_helps_keeps_the_name() {
    let krate = crate::support::Crate::new("compare-rename", "2024");
    for (pair, body) in [
        ("type-renamed", "|s: Size| s.w"),
        ("property-renamed-described", "|b: Box| b.hue"),
    ] {
        let comparison = generator(pair, "old")
            .compare(&generator(pair, "new"))
            .unwrap();
        let help = comparison
            .changes()
            .iter()
            .find_map(|change| change.help.as_ref());
        let help = help.unwrap_or_else(|| panic!("{pair} has no help"));
        let parts: Vec<&str> = help.split('`').collect();
        let folder: PathBuf = crate::support::scratch(&format!("compare-{pair}"));
        fs::write(folder.join("boxes.yaml"), text(pair, "new")).unwrap();
        let (table, setting) = (parts[1], parts[3]);
        let config = format!(
            "[output]\ncrate = \"out\"\n[[input]]\npath = \"boxes.yaml\"\n{table}\n{setting}\n"
        );
        fs::write(folder.join("fieldwright.toml"), config).unwrap();
        let project = Project::load(folder.join("fieldwright.toml")).unwrap();
        let name = pair.replace('-', "_");
        write(&krate, &name, &module(&project.generate().unwrap()), body);
    }
    assert_eq!(failures(&krate), BTreeMap::new());
}
