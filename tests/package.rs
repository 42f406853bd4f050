//! What the packages hold when they are published: what belongs, and nothing else.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).to_owned()
}

/// A package, its folder, and where its files may lie.
const PACKAGES: [(&str, &str, &[&str]); 3] = [
    ("fieldwright", "", &["codegen/src/", "codegen/docs/"]),
    ("fieldwright-runtime", "runtime", &["src/"]),
    ("fieldwright-generated", "generated", &["src/", "docs/"]),
];

/// What stands beside them; cargo adds the last four.
const BESIDE: [&str; 8] = [
    "README.md",
    "CHANGELOG.md",
    "LICENSE-APACHE",
    "LICENSE-MIT",
    "Cargo.toml",
    "Cargo.toml.orig",
    "Cargo.lock",
    ".cargo_vcs_info.json",
];

fn cargo(arguments: &[&str]) -> (String, String) {
    let output = Command::new(env!("CARGO"))
        .args(arguments)
        .args(["--offline", "--allow-dirty"])
        .current_dir(root())
        .output()
        .unwrap();
    let printed = String::from_utf8(output.stderr).unwrap();
    assert!(output.status.success(), "{printed}");
    (String::from_utf8(output.stdout).unwrap(), printed)
}

#[test]
fn packages_hold_what_belongs() {
    for (name, folder, homes) in PACKAGES {
        let (list, printed) = cargo(&["package", "--list", "-p", name]);
        assert!(!printed.contains("warning"), "{printed}");
        let files: Vec<String> = list.lines().map(|line| line.replace('\\', "/")).collect();
        for file in &files {
            let belongs =
                BESIDE.contains(&file.as_str()) || homes.iter().any(|home| file.starts_with(home));
            assert!(belongs, "{name} would hold {file}");
        }
        for needed in ["README.md", "LICENSE-MIT", "LICENSE-APACHE"] {
            assert!(files.iter().any(|file| file == needed), "{name}: {needed}");
        }
        // Of every room, all that git knows.
        for home in homes {
            let tracked = Command::new("git")
                .args(["ls-files", home])
                .current_dir(root().join(folder))
                .output()
                .unwrap();
            let tracked = String::from_utf8(tracked.stdout).unwrap();
            let is_there = |file: &&str| root().join(folder).join(file).exists();
            for file in tracked.lines().filter(is_there) {
                assert!(files.iter().any(|one| one == file), "{name} lacks {file}");
            }
        }
        for licence in ["LICENSE-MIT", "LICENSE-APACHE"] {
            let own = fs::read(root().join(folder).join(licence)).unwrap();
            assert_eq!(
                own,
                fs::read(root().join(licence)).unwrap(),
                "{name}: {licence}"
            );
        }
    }
}

/// Packages are made without a warning, but for one: the tests of the repository stay in it, as they
/// need its other packages, and cargo says so of each.
#[test]
fn packages_are_made_without_warnings() {
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).join("package");
    let target = target.to_str().unwrap();
    let mut arguments = vec!["package", "--no-verify", "--target-dir", target];
    for (name, _, _) in PACKAGES {
        arguments.extend(["-p", name]);
    }
    let (_, printed) = cargo(&arguments);
    let warnings = printed.lines().filter(|line| line.starts_with("warning"));
    let warnings: Vec<&str> = warnings
        .filter(|line| !line.starts_with("warning: ignoring test "))
        .collect();
    assert!(warnings.is_empty(), "{warnings:?}");
    for (name, _, _) in PACKAGES {
        let file = format!("package/{name}-{}.crate", env!("CARGO_PKG_VERSION"));
        assert!(Path::new(target).join(file).exists(), "{name}");
    }
}

/// What a registry shows of a package.
#[test]
fn packages_introduce_themselves() {
    let output = Command::new(env!("CARGO"))
        .args([
            "metadata",
            "--no-deps",
            "--offline",
            "--format-version",
            "1",
        ])
        .current_dir(root())
        .output()
        .unwrap();
    let metadata: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    for (name, _, _) in PACKAGES {
        let packages = metadata["packages"].as_array().unwrap().iter();
        let package = packages.clone().find(|one| one["name"] == name).unwrap();
        for key in [
            "description",
            "license",
            "repository",
            "readme",
            "rust_version",
        ] {
            assert!(package[key].is_string(), "{name}: {key}");
        }
        let count = |key: &str| package[key].as_array().map_or(0, Vec::len);
        assert!((1..=5).contains(&count("keywords")), "{name}: keywords");
        assert!((1..=5).contains(&count("categories")), "{name}: categories");
        let is_published = package["publish"].is_null();
        if is_published {
            assert_eq!(package["documentation"], format!("https://docs.rs/{name}"));
            assert_eq!(
                package["metadata"]["docs"]["rs"]["all-features"], true,
                "{name}"
            );
        }
    }
}
