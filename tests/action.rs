//! The GitHub Action and the jobs for GitLab: their steps, run one by one as these run them, in a
//! repository of its own.

#![cfg(unix)]

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;

use crate::support::scratch;
use serde_json::Value;

/// What one step wrote, and its exit code.
struct Ran {
    code: Option<i32>,
    printed: String,
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
        printed: String::new(),
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
        ran.printed += &String::from_utf8_lossy(&output.stdout);
        ran.printed += &String::from_utf8_lossy(&output.stderr);
        if !output.status.success() {
            ran.code = output.status.code();
        }
    }
    ran.outputs = fs::read_to_string(&files[0]).unwrap();
    ran.summary = fs::read_to_string(&files[1]).unwrap();
    ran
}

/// The schema of a repository, whose field is of this type.
fn table(folder: &Path, kind: &str) {
    let text = format!(
        "fieldwright: 1\ntypes:\n  Pet:\n    fields:\n      name: {{ type: {kind}, required: true }}\n"
    );
    fs::write(folder.join("pet.yaml"), text).unwrap();
}

fn generate(folder: &Path) {
    let project = fieldwright::Project::load(folder.join("fieldwright.toml")).unwrap();
    let output = project.generate().unwrap();
    project.write(&output).unwrap();
}

/// A repository that is up to date.
fn repository(name: &str) -> std::path::PathBuf {
    let folder = scratch(name);
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
    let configuration = "[output]\ncrate = \"out\"\n[[input]]\npath = \"pet.yaml\"\n";
    fs::write(folder.join("fieldwright.toml"), configuration).unwrap();
    table(&folder, "string");
    generate(&folder);
    git(&["init", "-q"]);
    git(&["add", "."]);
    git(&["commit", "-qm", "Begin"]);
    folder
}

#[test]
fn the_steps_of_the_action_do_what_they_say() {
    let folder = repository("action");
    let installed = ("version", "installed");

    let clean = run(&folder, &[installed]);
    assert_eq!(clean.code, Some(0), "{}", clean.printed);
    assert_eq!(clean.outputs, "drift=false\n");
    assert_eq!(clean.summary, "");

    table(&folder, "integer");
    let drifted = run(&folder, &[installed]);
    assert_eq!(drifted.code, Some(1), "{}", drifted.printed);
    assert_eq!(drifted.outputs, "drift=true\n");
    assert!(drifted.printed.contains("::error"), "{}", drifted.printed);

    generate(&folder);
    let changed = run(&folder, &[installed, ("base", "HEAD")]);
    assert_eq!(changed.code, Some(1), "{}", changed.printed);
    assert_eq!(changed.outputs, "drift=false\n");
    assert!(changed.summary.contains("Pet.name"), "{}", changed.summary);
    assert!(changed.printed.contains("::error"), "{}", changed.printed);

    let printed = run(
        &folder,
        &[installed, ("base", "HEAD"), ("fail-on", "never")],
    );
    assert_eq!(printed.code, Some(0), "{}", printed.printed);
    assert!(printed.summary.contains("Pet.name"), "{}", printed.summary);
}

/// Runs a job of the GitLab example: what comes before it, but the installation, and its script.
fn job(folder: &Path, name: &str, variables: &[(&str, &str)]) -> (Option<i32>, String) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("codegen/docs/gitlab-ci.yml");
    let file: Value = serde_yaml::from_str(&fs::read_to_string(path).unwrap()).unwrap();
    let job = &file[name];
    let base = &file[job["extends"].as_str().unwrap()];
    let lines = [&base["before_script"], &job["script"]];
    let lines = lines.iter().flat_map(|list| list.as_array().unwrap());
    let script: Vec<&str> = lines.map(|line| line.as_str().unwrap()).collect();
    let binary = Path::new(env!("CARGO_BIN_EXE_fieldwright"));
    let path = format!(
        "{}:{}",
        binary.parent().unwrap().display(),
        std::env::var("PATH").unwrap()
    );
    let mut command = Command::new("bash");
    command
        .args(["-eo", "pipefail", "-c", &script.join("\n")])
        .current_dir(folder)
        .env("PATH", path)
        .env("CARGO_HOME", folder.join(".cargo-home"));
    for (name, value) in file["variables"].as_object().unwrap() {
        command.env(name, value.as_str().unwrap());
    }
    let output = command.envs(variables.iter().copied()).output().unwrap();
    let printed = [output.stdout, output.stderr].concat();
    (output.status.code(), String::from_utf8(printed).unwrap())
}

#[test]
fn the_jobs_of_gitlab_do_what_they_say() {
    let folder = repository("gitlab");
    let (code, printed) = job(&folder, "fieldwright-check", &[]);
    assert_eq!(code, Some(0), "{printed}");

    table(&folder, "integer");
    let (code, printed) = job(&folder, "fieldwright-check", &[]);
    assert_eq!(code, Some(1), "{printed}");

    let base = ("CI_MERGE_REQUEST_DIFF_BASE_SHA", "HEAD");
    let report = folder.join("fieldwright-changes.md");
    let (code, printed) = job(&folder, "fieldwright-changes", &[base]);
    assert_eq!(code, Some(1), "{printed}");
    assert!(printed.contains("breaking[type-changed]"), "{printed}");
    assert!(fs::read_to_string(&report).unwrap().contains("Pet.name"));
    let never = ("FIELDWRIGHT_FAIL_ON", "never");
    let (code, printed) = job(&folder, "fieldwright-changes", &[base, never]);
    assert_eq!(code, Some(0), "{printed}");
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
