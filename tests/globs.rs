//! Inputs that a pattern means: which, in what order, and what is wrong.

#![cfg(unix)]

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::support::scratch;
use fieldwright::{Output, Project};

const TABLE: &str = "fieldwright: 1\ntypes:\n  A:\n    fields:\n      a: { type: string }\n";

fn folder(name: &str, inputs: &str, files: &[&str]) -> std::path::PathBuf {
    let folder = scratch(name);
    for file in files {
        let path = folder.join(file);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, TABLE).unwrap();
    }
    configure(&folder, inputs);
    folder
}

fn configure(folder: &Path, inputs: &str) {
    let text = format!("output.crate = \"out\"\n{inputs}");
    fs::write(folder.join("fieldwright.toml"), text).unwrap();
}

fn generate(folder: &Path) -> Result<Output, String> {
    let project = Project::load(folder.join("fieldwright.toml"));
    let output = project.and_then(|project| project.generate());
    output.map_err(|diagnostics| diagnostics.to_string())
}

/// The modules, in the order of the root.
fn modules(folder: &Path) -> Vec<String> {
    let output = generate(folder).unwrap_or_else(|printed| panic!("{printed}"));
    let all = output.artifacts().iter().filter_map(|artifact| {
        let name = artifact.path.strip_prefix("src/")?.strip_suffix(".rs")?;
        (name != "lib").then(|| name.to_owned())
    });
    all.collect()
}

const FILES: [&str; 8] = [
    "schemas/b.yaml",
    "schemas/a.yaml",
    "schemas/a.txt",
    "schemas/deep/er/c.yaml",
    "schemas/deep/d.yaml",
    "schemas/.hidden/e.yaml",
    "schemas/.f.yaml",
    "other/g.yaml",
];

fn input(path: &str) -> String {
    format!("[[input]]\npath = \"{path}\"\n")
}

#[test]
fn patterns_mean_files_in_order() {
    let folder = folder("globs", "", &FILES);
    for (pattern, wanted) in [
        ("schemas/*.yaml", "a b"),
        ("./schemas/*.yaml", "a b"),
        ("schemas/**/*.yaml", "a b d c"),
        ("schemas/**/c.yaml", "c"),
        ("schemas/*/*.yaml", "d"),
        ("schemas/[a-b].yaml", "a b"),
        ("*/[!ab].yaml", "g"),
        ("**/?.yaml", "g a b d c"),
    ] {
        configure(&folder, &input(pattern));
        assert_eq!(modules(&folder).join(" "), wanted, "{pattern}");
    }
}

/// What an input names itself keeps its settings, wherever it stands.
#[test]
fn a_name_counts_before_a_pattern() {
    let two = input("schemas/*.yaml") + &input("./schemas/a.yaml");
    let folder = folder("globs-named", &two, &FILES);
    assert_eq!(modules(&folder), ["b", "a"]);
    let hidden = input("schemas/.hidden/*.yaml");
    configure(&folder, &hidden);
    assert_eq!(modules(&folder), ["e"]);
}

#[test]
fn a_file_with_wildcards_in_its_name_is_a_file() {
    let folder = folder(
        "globs-literal",
        &input("schemas/[a].yaml"),
        &["schemas/[a].yaml", "schemas/a.yaml"],
    );
    let output = generate(&folder).unwrap();
    let header = output
        .artifacts()
        .iter()
        .any(|a| a.contents.contains("from schemas/[a].yaml"));
    assert!(header);
}

/// Links are not followed: neither to files, nor to folders, which could be without end.
#[test]
fn links_are_not_followed() {
    let folder = folder(
        "globs-links",
        &input("schemas/**/*.yaml"),
        &["schemas/a.yaml", "away/b.yaml"],
    );
    let link = |to: &str, at: &str| std::os::unix::fs::symlink(to, folder.join(at)).unwrap();
    link("..", "schemas/up");
    link("../away/b.yaml", "schemas/b.yaml");
    link("/", "schemas/root");
    assert_eq!(modules(&folder), ["a"]);
    link("/", "all");
    configure(&folder, &input("all/*.yaml"));
    let printed = generate(&folder).unwrap_err();
    assert!(
        printed.contains("a link leads out of the folder"),
        "{printed}"
    );
}

#[test]
fn modules_of_one_name_are_named() {
    let files = ["schemas/a.yaml", "schemas/deep/a.yaml"];
    let folder = folder("globs-clash", &input("schemas/**/*.yaml"), &files);
    let printed = generate(&folder).unwrap_err();
    assert!(printed.contains("error[same-module]"), "{printed}");
    for file in files {
        assert!(printed.contains(file), "{printed}");
    }
    configure(
        &folder,
        &(input("schemas/*.yaml") + &input("schemas/a*.yaml")),
    );
    let printed = generate(&folder).unwrap_err();
    assert!(printed.contains("error[same-module]"), "{printed}");
}

/// A pattern means the files of a revision where that is compared with.
#[test]
fn a_revision_has_files_of_its_own() {
    let folder = folder("globs-revision", &input("schemas/**/*.yaml"), &FILES);
    let git = |arguments: &[&str]| {
        let mut command = Command::new("git");
        command.args(["-c", "user.name=a", "-c", "user.email=a@b.example"]);
        let output = command
            .args(arguments)
            .current_dir(&folder)
            .output()
            .unwrap();
        assert!(output.status.success(), "{output:?}");
    };
    std::os::unix::fs::symlink("a.yaml", folder.join("schemas/link.yaml")).unwrap();
    git(&["init", "-q"]);
    git(&["add", "."]);
    git(&["commit", "-qm", "Begin"]);
    fs::remove_file(folder.join("schemas/deep/d.yaml")).unwrap();
    fs::write(folder.join("schemas/new.yaml"), TABLE.replace("A:", "New:")).unwrap();
    let file = folder.join("fieldwright.toml");
    let old = Project::load_revision(&file, "HEAD").unwrap_or_else(|d| panic!("{d}"));
    let new = Project::load(&file).unwrap();
    let compared = new
        .compare_at(&old, &fieldwright::Levels::default())
        .unwrap();
    let changes: Vec<(&str, &str)> = compared
        .changes()
        .iter()
        .filter(|change| change.code.starts_with("type-"))
        .map(|change| (change.code, change.subject.as_str()))
        .collect();
    assert_eq!(changes, [("type-added", "New"), ("type-removed", "A")]);
}
