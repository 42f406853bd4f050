//! The GitHub Action: its steps, run one by one as GitHub runs them, in a repository of its own.

#![cfg(unix)]

mod support;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;

use serde_json::Value;
use support::scratch;

/// What one step wrote, and its exit code.
struct Ran {
    code: Option<i32>,
    said: String,
    outputs: String,
    summary: String,
}

fn action() -> Value {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("action.yml");
    serde_yaml::from_str(&fs::read_to_string(path).unwrap()).unwrap()
}

/// Runs the steps whose `if` holds, but the one that installs; stops at the first that fails, and
/// after it runs those that want to be run all the same.
fn run(folder: &Path, with: &[(&str, &str)]) -> Ran {
    let action = action();
    let mut inputs: BTreeMap<String, String> = BTreeMap::new();
    for (name, input) in action["inputs"].as_object().unwrap() {
        let default = input["default"].as_str().unwrap_or_default();
        inputs.insert(name.clone(), default.to_owned());
    }
    for (name, value) in with {
        assert!(inputs.contains_key(*name), "{name}");
        inputs.insert((*name).to_owned(), (*value).to_owned());
    }
    let filled = |text: &str| {
        let mut text = text.to_owned();
        for (name, value) in &inputs {
            text = text.replace(&format!("${{{{ inputs.{name} }}}}"), value);
        }
        assert!(!text.contains("${{"), "{text}");
        text
    };
    let files = ["outputs", "summary"].map(|name| folder.join(".git").join(name));
    for file in &files {
        fs::write(file, "").unwrap();
    }
    let binary = Path::new(env!("CARGO_BIN_EXE_fieldwright"));
    let path = format!(
        "{}:{}",
        binary.parent().unwrap().display(),
        std::env::var("PATH").unwrap()
    );
    let mut ran = Ran {
        code: Some(0),
        said: String::new(),
        outputs: String::new(),
        summary: String::new(),
    };
    for step in action["runs"]["steps"].as_array().unwrap() {
        assert_eq!(step["shell"], "bash");
        let condition = step["if"].as_str().unwrap_or_default();
        let wanted = match condition {
            "" => true,
            "inputs.version != 'installed'" => inputs["version"] != "installed",
            "inputs.base != '' && !cancelled()" => !inputs["base"].is_empty(),
            other => panic!("{other}"),
        };
        if !wanted || ran.code != Some(0) && !condition.contains("cancelled()") {
            continue;
        }
        let mut command = Command::new("bash");
        command
            .args(["--noprofile", "--norc", "-e", "-o", "pipefail", "-c"])
            .arg(step["run"].as_str().unwrap())
            .current_dir(folder)
            .env("PATH", &path)
            .env("GITHUB_OUTPUT", &files[0])
            .env("GITHUB_STEP_SUMMARY", &files[1]);
        for (name, value) in step["env"].as_object().unwrap() {
            command.env(name, filled(value.as_str().unwrap()));
        }
        let output = command.output().unwrap();
        ran.said += &String::from_utf8_lossy(&output.stdout);
        ran.said += &String::from_utf8_lossy(&output.stderr);
        if !output.status.success() {
            ran.code = output.status.code();
        }
    }
    ran.outputs = fs::read_to_string(&files[0]).unwrap();
    ran.summary = fs::read_to_string(&files[1]).unwrap();
    ran
}

#[test]
fn the_steps_of_the_action_do_what_they_say() {
    let folder = scratch("action");
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
    let table = |kind: &str| {
        let text = format!(
            "fieldwright: 1\ntypes:\n  Pet:\n    fields:\n      name: {{ type: {kind}, required: true }}\n"
        );
        fs::write(folder.join("pet.yaml"), text).unwrap();
    };
    let configuration = "[output]\ncrate = \"out\"\n[[input]]\npath = \"pet.yaml\"\n";
    fs::write(folder.join("fieldwright.toml"), configuration).unwrap();
    table("string");
    let generate = || {
        let project = fieldwright::Project::load(folder.join("fieldwright.toml")).unwrap();
        let output = project.generate().unwrap();
        project.write(&output).unwrap();
    };
    generate();
    git(&["init", "-q"]);
    git(&["add", "."]);
    git(&["commit", "-qm", "Begin"]);
    let installed = ("version", "installed");

    let clean = run(&folder, &[installed]);
    assert_eq!(clean.code, Some(0), "{}", clean.said);
    assert_eq!(clean.outputs, "drift=false\n");
    assert_eq!(clean.summary, "");

    table("integer");
    let drifted = run(&folder, &[installed]);
    assert_eq!(drifted.code, Some(1), "{}", drifted.said);
    assert_eq!(drifted.outputs, "drift=true\n");
    assert!(drifted.said.contains("::error"), "{}", drifted.said);

    generate();
    let changed = run(&folder, &[installed, ("base", "HEAD")]);
    assert_eq!(changed.code, Some(1), "{}", changed.said);
    assert_eq!(changed.outputs, "drift=false\n");
    assert!(changed.summary.contains("Pet.name"), "{}", changed.summary);
    assert!(changed.said.contains("::error"), "{}", changed.said);

    let told = run(
        &folder,
        &[installed, ("base", "HEAD"), ("fail-on", "never")],
    );
    assert_eq!(told.code, Some(0), "{}", told.said);
    assert!(told.summary.contains("Pet.name"), "{}", told.summary);
}

/// The hooks of pre-commit call commands that there are.
#[test]
fn the_hooks_call_the_command() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(".pre-commit-hooks.yaml");
    let hooks: Value = serde_yaml::from_str(&fs::read_to_string(path).unwrap()).unwrap();
    for hook in hooks.as_array().unwrap() {
        let mut words = hook["entry"].as_str().unwrap().split(' ');
        assert_eq!(words.next(), Some("fieldwright"));
        let mut command = Command::new(env!("CARGO_BIN_EXE_fieldwright"));
        let output = command.args(words).arg("--help").output().unwrap();
        assert!(output.status.success(), "{output:?}");
    }
}
