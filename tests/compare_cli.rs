//! `fieldwright diff` and `fieldwright check --base`: exit codes, formats, levels and revisions.

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::support::{assert_sarif, scratch};

/// Exit code, standard output and standard error.
fn run(folder: &Path, arguments: &[&str]) -> (i32, String, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_fieldwright"));
    command.args(arguments).current_dir(folder);
    let output = command.env_remove("GITHUB_WORKSPACE").output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    let code = output.status.code().unwrap();
    (code, text(output.stdout), text(output.stderr))
}

/// Runs git, apart from what the machine's user has set.
fn git(folder: &Path, arguments: &[&str]) {
    let mut command = Command::new("git");
    command.args(["-c", "user.name=a", "-c", "user.email=a@example.com"]);
    command.args([
        "-c",
        "init.defaultBranch=main",
        "-c",
        "commit.gpgsign=false",
    ]);
    command.args(arguments).current_dir(folder);
    command.env("GIT_CONFIG_NOSYSTEM", "1").env("HOME", folder);
    let output = command.output().unwrap();
    assert!(
        output.status.success(),
        "{arguments:?}: {}",
        String::from_utf8_lossy(&output.stderr)
    );
}

const OLD: &str = "fieldwright: 1\ntypes:\n  Box:\n    fields:\n      size: { type: string }\n";

fn files(name: &str) -> std::path::PathBuf {
    let folder = scratch(name);
    fs::write(folder.join("old.yaml"), OLD).unwrap();
    fs::write(folder.join("same.yaml"), OLD).unwrap();
    fs::write(
        folder.join("tight.yaml"),
        OLD.replace("string }", "string, maxLength: 3 }"),
    )
    .unwrap();
    fs::write(
        folder.join("more.yaml"),
        format!("{OLD}      color: {{ type: string }}\n"),
    )
    .unwrap();
    let words = OLD.replace("string }", "string, description: How large. }");
    fs::write(folder.join("words.yaml"), words).unwrap();
    let default = OLD.replace("string }", "string, default: small }");
    fs::write(folder.join("default.yaml"), default).unwrap();
    folder
}

#[test]
fn exit_codes_say_what_is_reached() {
    let folder = files("compare-exit");
    let code = |arguments: &[&str]| {
        let all: Vec<&str> = ["diff", "old.yaml"]
            .iter()
            .chain(arguments)
            .copied()
            .collect();
        run(&folder, &all).0
    };
    assert_eq!(code(&["same.yaml"]), 0);
    assert_eq!(code(&["same.yaml", "--fail-on", "any"]), 0);
    assert_eq!(code(&["tight.yaml"]), 1);
    assert_eq!(code(&["tight.yaml", "--fail-on", "never"]), 0);
    assert_eq!(code(&["more.yaml"]), 0);
    assert_eq!(code(&["more.yaml", "--fail-on", "literals"]), 1);
    assert_eq!(code(&["default.yaml"]), 0);
    assert_eq!(code(&["default.yaml", "--fail-on", "unclear"]), 1);
    assert_eq!(code(&["words.yaml", "--fail-on", "literals"]), 0);
    assert_eq!(code(&["words.yaml", "--fail-on", "any"]), 1);
    assert_eq!(code(&["missing.yaml"]), 2);
    assert_eq!(code(&["tight.yaml", "-A", "length-tightened"]), 0);
    assert_eq!(code(&["tight.yaml", "-W", "length-tightened"]), 0);
    assert_eq!(code(&["words.yaml", "-D", "documentation-changed"]), 1);
    let (code, _, printed) = run(
        &folder,
        &["diff", "old.yaml", "same.yaml", "-A", "lenght-tightened"],
    );
    assert_eq!(code, 2);
    assert!(
        printed.contains("did you mean `length-tightened`?"),
        "{printed}"
    );
}

#[test]
fn reports_go_to_standard_output() {
    let folder = files("compare-formats");
    let (_, text, printed) = run(&folder, &["diff", "old.yaml", "tight.yaml"]);
    assert!(text.starts_with("breaking[length-tightened]: "), "{text}");
    assert!(
        text.contains("--> tight.yaml:5:40 (was old.yaml:5:13)"),
        "{text}"
    );
    assert!(text.ends_with("1 change: 1 breaking\n"), "{text}");
    assert_eq!(printed, "");
    let (_, json, _) = run(&folder, &["diff", "old.yaml", "tight.yaml", "--as", "json"]);
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(json["counts"]["breaking"], 1);
    let change = &json["changes"][0];
    assert_eq!(change["code"], "length-tightened");
    assert_eq!(change["subject"], "Box.size");
    assert_eq!(change["new"]["line"], 5);
    assert_eq!(change["rust"]["path"], "Box.size");
    assert_eq!(change["requests"]["wire"]["verdict"], "compatible");
    let witness = &change["requests"]["validation"];
    assert_eq!(witness["verdict"], "breaking");
    assert!(
        witness["instance"]["size"].as_str().unwrap().len() > 3,
        "{witness}"
    );
    let (_, github, _) = run(
        &folder,
        &[
            "--message-format",
            "github",
            "diff",
            "old.yaml",
            "tight.yaml",
        ],
    );
    assert!(
        github.starts_with("::error file=tight.yaml,line=5,col=40,title=length-tightened::"),
        "{github}"
    );
    let (_, sarif, _) = run(
        &folder,
        &["diff", "old.yaml", "tight.yaml", "--as", "sarif"],
    );
    assert_sarif(&sarif);
    let (_, markdown, _) = run(
        &folder,
        &["diff", "old.yaml", "tight.yaml", "--as", "markdown"],
    );
    assert!(
        markdown.starts_with("### Schema changes\n\n1 change: 1 breaking\n"),
        "{markdown}"
    );
    let (code, page, _) = run(&folder, &["explain", "length-tightened"]);
    assert_eq!(code, 0);
    assert!(page.contains("maxLength"), "{page}");
}

/// What a diagnostic is about is reported as ever, on both sides.
#[test]
fn wrong_inputs_are_reported_with_their_place() {
    let folder = files("compare-wrong");
    fs::write(
        folder.join("wrong.yaml"),
        "fieldwright: 1\ntypes:\n  Box: { fields: { size: { type: strnig } } }\n",
    )
    .unwrap();
    for arguments in [
        ["diff", "old.yaml", "wrong.yaml"],
        ["diff", "wrong.yaml", "old.yaml"],
    ] {
        let (code, out, printed) = run(&folder, &arguments);
        assert_eq!((code, out.as_str()), (2, ""));
        assert!(printed.contains("wrong.yaml:3:34"), "{printed}");
    }
}

/// A repository whose configuration lies in a folder of it, and refers to other files.
fn repository(name: &str) -> std::path::PathBuf {
    let folder = scratch(name);
    let api = folder.join("api");
    fs::create_dir_all(api.join("schema/parts")).unwrap();
    let config = "[output]\ncrate = \"out\"\n[[input]]\npath = \"schema/box.json\"\n[diagnostics]\nproperty-added = \"deny\"\n";
    fs::write(api.join("fieldwright.toml"), config).unwrap();
    let schema = r#"{ "$schema": "https://json-schema.org/draft/2020-12/schema", "title": "Box", "type": "object", "properties": { "lid": { "$ref": "parts/lid.json" } } }"#;
    fs::write(api.join("schema/box.json"), schema).unwrap();
    fs::write(
        api.join("schema/parts/lid.json"),
        r#"{ "type": "string", "maxLength": 5 }"#,
    )
    .unwrap();
    git(&folder, &["init", "-q"]);
    git(&folder, &["add", "-A"]);
    git(&folder, &["commit", "-q", "-m", "first"]);
    folder
}

#[test]
fn a_revision_is_read_with_all_that_it_refers_to() {
    let folder = repository("compare-base");
    let api = folder.join("api");
    let check = |arguments: &[&str]| {
        let all: Vec<&str> = ["check", "--base", "HEAD"]
            .iter()
            .chain(arguments)
            .copied()
            .collect();
        run(&api, &all)
    };
    let (code, out, printed) = check(&[]);
    assert_eq!(
        (code, out.as_str(), printed.as_str()),
        (0, "nothing changed\n", "")
    );
    fs::write(
        api.join("schema/parts/lid.json"),
        r#"{ "type": "string", "maxLength": 3 }"#,
    )
    .unwrap();
    let (code, out, printed) = check(&[]);
    assert_eq!(code, 1, "{printed}");
    assert!(out.contains("breaking[length-tightened]"), "{out}");
    assert!(
        out.contains("--> schema/parts/lid.json:1:34 (was HEAD:schema/parts/lid.json:1:34)"),
        "{out}"
    );
    // From another folder, the names are those below it.
    let (code, out, _) = run(
        &folder,
        &[
            "--config",
            "api/fieldwright.toml",
            "check",
            "--base",
            "HEAD",
        ],
    );
    assert_eq!(code, 1);
    assert!(out.contains("--> api/schema/parts/lid.json:1:34"), "{out}");
    // The file may be gone from the disk, and the output was never made.
    git(&folder, &["commit", "-q", "-a", "-m", "second"]);
    let (code, ..) = check(&[]);
    assert_eq!(code, 0);
    let (code, out, _) = run(&api, &["check", "--base", "HEAD~1"]);
    assert_eq!(code, 1);
    assert!(out.contains("HEAD~1:schema/parts/lid.json"), "{out}");
    // `[diagnostics]` of the configuration counts.
    let schema = fs::read_to_string(api.join("schema/box.json")).unwrap();
    let more = schema.replace("\"lid\":", "\"size\": { \"type\": \"string\" }, \"lid\":");
    fs::write(api.join("schema/box.json"), more).unwrap();
    let (code, out, _) = check(&[]);
    assert_eq!(code, 1, "{out}");
    assert_eq!(check(&["-A", "property-added"]).0, 0);
}

#[test]
fn a_wrong_revision_is_an_error() {
    let folder = repository("compare-no-revision");
    let api = folder.join("api");
    for revision in ["nowhere", "--output=x", "HEAD:api"] {
        let base = format!("--base={revision}");
        let (code, out, printed) = run(&api, &["check", &base]);
        assert_eq!((code, out.as_str()), (2, ""), "{revision}: {printed}");
        assert!(
            printed.contains("is no revision of this repository"),
            "{printed}"
        );
    }
    // A revision before the configuration was there.
    git(&folder, &["checkout", "-q", "--orphan", "other"]);
    git(&folder, &["rm", "-q", "-r", "--cached", "."]);
    fs::write(folder.join("note.txt"), "x").unwrap();
    git(&folder, &["add", "note.txt"]);
    git(&folder, &["commit", "-q", "-m", "empty"]);
    let (code, _, printed) = run(&api, &["check", "--base", "other"]);
    assert_eq!(code, 2);
    assert!(
        printed.contains("fieldwright.toml cannot be read"),
        "{printed}"
    );
    let plain = scratch("compare-no-repository");
    fs::write(
        plain.join("fieldwright.toml"),
        "[output]\ncrate = \"o\"\n[[input]]\npath = \"a.yaml\"\n",
    )
    .unwrap();
    let (code, _, printed) = run(&plain, &["check", "--base", "HEAD"]);
    // The scratch folder may lie in a repository itself, whose history has no such file.
    assert_eq!(code, 2, "{printed}");
}

/// Links of a revision lead to what they led to there, and not out of the repository.
#[cfg(unix)]
#[test]
fn links_stay_in_the_repository() {
    let folder = repository("compare-links");
    let api = folder.join("api");
    let lid = api.join("schema/parts/lid.json");
    fs::rename(&lid, api.join("schema/parts/real.json")).unwrap();
    std::os::unix::fs::symlink("real.json", &lid).unwrap();
    git(&folder, &["add", "-A"]);
    git(&folder, &["commit", "-q", "-m", "link"]);
    assert_eq!(run(&api, &["check", "--base", "HEAD"]).0, 0);
    fs::remove_file(&lid).unwrap();
    std::os::unix::fs::symlink("/etc/hostname", &lid).unwrap();
    git(&folder, &["add", "-A"]);
    git(&folder, &["commit", "-q", "-m", "out"]);
    fs::remove_file(&lid).unwrap();
    fs::write(&lid, r#"{ "type": "string" }"#).unwrap();
    let (code, _, printed) = run(&api, &["check", "--base", "HEAD"]);
    assert_eq!(code, 2, "{printed}");
    assert!(
        printed.contains("unresolved-reference") || printed.contains("cannot be read"),
        "{printed}"
    );
}

/// Who must use which version is asked of the configuration as it is, not as it was.
#[test]
fn a_revision_may_be_of_another_version() {
    let folder = repository("compare-version");
    let api = folder.join("api");
    let path = api.join("fieldwright.toml");
    let config = fs::read_to_string(&path).unwrap();
    fs::write(&path, format!("required-version = \"99\"\n{config}")).unwrap();
    git(&folder, &["commit", "-q", "-a", "-m", "other"]);
    for arguments in [&["check", "--base", "HEAD"][..], &["check"], &[]] {
        let (code, _, printed) = run(&api, arguments);
        assert_eq!(code, 2, "{printed}");
        assert!(printed.contains("error[wrong-version]"), "{printed}");
        assert!(!api.join("out").exists());
    }
    fs::write(&path, format!("required-version = \"<99\"\n{config}")).unwrap();
    let (code, _, printed) = run(&api, &["check", "--base", "HEAD"]);
    assert_eq!(code, 0, "{printed}");
}

/// What is wrong with the configuration of then stands in that one.
#[test]
fn what_is_wrong_with_an_old_configuration_stands_there() {
    let folder = scratch("compare-old-configuration");
    let configuration = |head: &str, path: &str| {
        let text = format!("{head}[output]\ncrate = \"out\"\n[[input]]\npath = \"{path}\"\n");
        fs::write(folder.join("fieldwright.toml"), text).unwrap();
    };
    configuration("", "gone.yaml");
    git(&folder, &["init", "-q"]);
    git(&folder, &["add", "."]);
    git(&folder, &["commit", "-qm", "Begin"]);
    fs::write(folder.join("box.yaml"), OLD).unwrap();
    configuration("# Of another length,\n# and of other lines.\n", "box.yaml");
    let (code, _, printed) = run(&folder, &["check", "--base", "HEAD"]);
    assert_eq!(code, 2, "{printed}");
    assert!(printed.contains("HEAD:fieldwright.toml:4:8"), "{printed}");
    assert!(printed.contains("path = \"gone.yaml\""), "{printed}");
    assert!(!printed.contains("box.yaml"), "{printed}");
}
