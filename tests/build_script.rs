//! `build.rs` use, from outside: what cargo is given, and how a wrong table fails.

use std::fs;
use std::path::Path;
use std::process::Command;

/// A copy of `tests/build-script` as a package of its own.
fn package(name: &str, features: &[&str], table: &str) -> std::path::PathBuf {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folder = crate::support::scratch(name);
    for file in ["build.rs", "src/lib.rs"] {
        let target = folder.join(file);
        fs::create_dir_all(target.parent().unwrap()).unwrap();
        fs::copy(root.join("tests/build-script").join(file), target).unwrap();
    }
    fs::create_dir_all(folder.join("schema")).unwrap();
    fs::write(folder.join("schema/person.yaml"), table).unwrap();
    let manifest = format!(
        "[package]\nname = \"{name}\"\nversion = \"0.0.0\"\nedition = \"2021\"\n\n\
         [dependencies]\nfieldwright-runtime = {{ path = {:?} }}\n\n\
         [build-dependencies]\nfieldwright = {{ path = {root:?}, default-features = false, features = {features:?} }}\n\n[workspace]\n",
        root.join("runtime")
    );
    fs::write(folder.join("Cargo.toml"), manifest).unwrap();
    fs::copy(root.join("Cargo.lock"), folder.join("Cargo.lock")).unwrap();
    folder
}

fn build(folder: &Path) -> (bool, String) {
    let output = Command::new(env!("CARGO"))
        .args(["build", "--offline", "-vv"])
        .current_dir(folder)
        .env(
            "CARGO_TARGET_DIR",
            Path::new(env!("CARGO_TARGET_TMPDIR")).join("target"),
        )
        .output()
        .unwrap();
    let printed = [output.stdout, output.stderr].concat();
    (
        output.status.success(),
        String::from_utf8_lossy(&printed).into_owned(),
    )
}

#[test]
fn a_build_script_names_its_files_and_fails_readably() {
    let good = fs::read_to_string(
        Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/build-script/schema/person.yaml"),
    )
    .unwrap();
    let folder = package(
        "build-script",
        &["overlay"],
        &good.replace("format: email", "format: emale"),
    );
    let script = fs::read_to_string(folder.join("build.rs")).unwrap();
    let overlaid = "Generator::new().overlays([\"schema/fix.overlay.yaml\"])";
    let script = script.replace("Generator::new()", overlaid);
    fs::write(folder.join("build.rs"), &script).unwrap();
    let overlay = "overlay: 1.0.0\ninfo: { title: Fix, version: 1.0.0 }\nactions:\n  \
                   - { target: $.types.*.fields, update: { extra: { type: string } } }\n";
    fs::write(folder.join("schema/fix.overlay.yaml"), overlay).unwrap();
    let (ok, printed) = build(&folder);
    assert!(ok, "{printed}");
    for file in ["person.yaml", "fix.overlay.yaml"] {
        let line = format!("cargo::rerun-if-changed=schema/{file}");
        assert!(printed.contains(&line), "{printed}");
    }
    assert!(
        printed.contains("cargo::warning=schema/person.yaml:6:"),
        "{printed}"
    );
    fs::write(
        folder.join("schema/person.yaml"),
        "fieldwright: 1\ntypes:\n  Person: { type: strin }\n",
    )
    .unwrap();
    let (ok, printed) = build(&folder);
    assert!(!ok, "{printed}");
    assert!(
        printed.contains("error[unknown-type]: there is no type `strin`"),
        "{printed}"
    );
    assert!(
        printed.contains("schema/person.yaml:3:19") && printed.contains("did you mean `string`?"),
        "{printed}"
    );
    assert!(!printed.contains("panicked"), "{printed}");
    // What is compiled out is named.
    fs::write(folder.join("schema/person.yaml"), &good).unwrap();
    fs::write(folder.join("schema/page.md"), "# Page\n").unwrap();
    let script = script.replace(
        ".build_script",
        ".html(true).input(\"schema/page.md\").build_script",
    );
    fs::write(folder.join("build.rs"), &script).unwrap();
    let (ok, printed) = build(&folder);
    assert!(!ok, "{printed}");
    for expected in [
        "error[missing-feature]: `html` needs the feature `html` of fieldwright, which this build does not have",
        "default-features = false, features = [\"html\"]",
        "schema/page.md: a Markdown page as an input needs the feature `import`",
    ] {
        assert!(printed.contains(expected), "{expected}: {printed}");
    }
}

#[test]
fn a_configuration_file_does_the_same() {
    let table = "fieldwright: 1\ntypes:\n  Person: { fields: { full_name: { type: string } } }\n";
    let folder = package("build-script-configured", &["config"], table);
    let script = "fn main() { fieldwright::Project::build_script(\"fieldwright.toml\") }\n";
    fs::write(folder.join("build.rs"), script).unwrap();
    let configuration = "[[input]]\npath = \"schema/person.yaml\"\nfiles = \"many\"\n\n\
                         [types.\"Person.full_name\"]\nrename = \"name\"\n";
    fs::write(folder.join("fieldwright.toml"), configuration).unwrap();
    let user = "pub mod person { fieldwright_runtime::include_schema!(\"person\"); }\n\
                pub fn name(of: person::Person) -> Option<String> { of.name }\n";
    fs::write(folder.join("src/lib.rs"), user).unwrap();
    let (ok, printed) = build(&folder);
    assert!(ok, "{printed}");
    for file in ["fieldwright.toml", "schema/person.yaml"] {
        let line = format!("cargo::rerun-if-changed={file}");
        assert!(printed.contains(&line), "{printed}");
    }
    let wrong = configuration.replace("Person.full_name", "Person.fullname");
    fs::write(folder.join("fieldwright.toml"), wrong).unwrap();
    let (ok, printed) = build(&folder);
    assert!(!ok && printed.contains("fieldwright.toml:5:"), "{printed}");
    assert!(!printed.contains("panicked"), "{printed}");
    let wrong = configuration.replace("files", "html = true\noverlays = [\"o.yaml\"]\nfiles");
    fs::write(folder.join("fieldwright.toml"), wrong).unwrap();
    let (ok, printed) = build(&folder);
    assert!(!ok, "{printed}");
    for place in [
        "`html`",
        "`overlays`",
        "fieldwright.toml:3:8",
        "fieldwright.toml:4:12",
    ] {
        assert!(printed.contains(place), "{place}: {printed}");
    }
    assert!(printed.contains("error[missing-feature]"), "{printed}");
}

/// A file that a pattern means is found when it comes: cargo watches the folder, and of no other.
#[test]
fn a_file_that_matches_runs_the_script_again() {
    let table = "fieldwright: 1\ntypes:\n  Person: { fields: { name: { type: string } } }\n";
    let folder = package("build-script-globs", &["config"], table);
    let script = "fn main() { fieldwright::Project::build_script(\"fieldwright.toml\") }\n";
    fs::write(folder.join("build.rs"), script).unwrap();
    let configuration = "[[input]]\npath = \"schema/**/*.yaml\"\n";
    fs::write(folder.join("fieldwright.toml"), configuration).unwrap();
    let user = |names: &[&str]| {
        let modules = names.iter().map(|name| {
            format!("pub mod {name} {{ fieldwright_runtime::include_schema!(\"{name}\"); }}\n")
        });
        fs::write(folder.join("src/lib.rs"), modules.collect::<String>()).unwrap();
    };
    user(&["person"]);
    let (ok, printed) = build(&folder);
    assert!(ok, "{printed}");
    let lines = printed.lines().filter_map(|line| {
        let (_, path) = line.split_once("cargo::rerun-if-changed=")?;
        Some(path.to_owned())
    });
    let named: std::collections::BTreeSet<String> = lines.collect();
    let wanted = ["fieldwright.toml", "schema", "schema/person.yaml"];
    assert_eq!(named.iter().collect::<Vec<_>>(), wanted, "{printed}");
    let has_run = |printed: &str| {
        let mut lines = printed.lines();
        lines.any(|line| line.contains("Running") && line.contains("build-script-build"))
    };
    assert!(has_run(&printed), "{printed}");
    let (ok, printed) = build(&folder);
    assert!(ok && !has_run(&printed), "{printed}");
    // Cargo compares times, which some file systems have by the second.
    std::thread::sleep(std::time::Duration::from_millis(1100));
    for (file, names) in [
        ("schema/pet.yaml", &["person", "pet"][..]),
        ("schema/deep/er/toy.yaml", &["person", "pet", "toy"]),
    ] {
        let path = folder.join(file);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, table).unwrap();
        user(names);
        let (ok, printed) = build(&folder);
        assert!(ok && has_run(&printed), "{file}: {printed}");
        std::thread::sleep(std::time::Duration::from_millis(1100));
    }
    fs::remove_file(folder.join("schema/pet.yaml")).unwrap();
    user(&["person", "toy"]);
    let (ok, printed) = build(&folder);
    assert!(ok && has_run(&printed), "{printed}");
}

/// Where the runtime does not fit the generator, one error says so, whatever else is wrong.
#[test]
fn a_runtime_that_does_not_fit_is_one_error() {
    let table = "fieldwright: 1\ntypes:\n  Person: { fields: { name: { type: string } } }\n";
    let folder = package("build-script-misfit", &["config"], table);
    // As if both had been made by another version.
    let script = "fn main() {\n    fieldwright::Generator::new().input(\"schema/person.yaml\").build_script();\n    \
                  let folder = std::path::PathBuf::from(std::env::var(\"OUT_DIR\").unwrap());\n    \
                  let text = std::fs::read_to_string(folder.join(\"person.rs\")).unwrap();\n    \
                  std::fs::write(folder.join(\"person.rs\"), text.replace(\"{ 1 =>\", \"{ 0 =>\")).unwrap();\n    \
                  let items = folder.join(\"person.items.rs\");\n    \
                  let text = std::fs::read_to_string(&items).unwrap();\n    \
                  std::fs::write(items, text + \"rt::novel! {}\\nstatic A: rt::Novel = 1;\").unwrap();\n}\n";
    fs::write(folder.join("build.rs"), script).unwrap();
    let (ok, printed) = build(&folder);
    assert!(!ok, "{printed}");
    assert!(
        printed.contains("error: this code was generated for contract 0 of fieldwright-runtime"),
        "{printed}"
    );
    let errors = printed.lines().filter(|line| line.starts_with("error"));
    let errors: Vec<&str> = errors
        .filter(|line| !line.starts_with("error: could not compile"))
        .collect();
    assert_eq!(errors.len(), 1, "{errors:?}");
}
