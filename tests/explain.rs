//! The page of each code shows a wrong and a right example: the wrong one gives exactly that code,
//! the right one gives nothing. What is reported of the wrong one is reviewed as a snapshot.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::support::{assert_sarif, scratch};
use fieldwright::CODES;

/// A build with all features cannot give it; `tests/features.rs` shows it.
const OF_OTHER_BUILDS: &str = "missing-feature";

/// Messages may be longer where they quote; each has its reason.
const LONG: [(&str, &str); 0] = [];

/// How long a message may be, in characters.
const MOST: usize = 160;

/// One side of a page: the command, and the files with their names.
#[derive(Debug, Default)]
struct Example {
    command: Option<String>,
    files: Vec<(String, String)>,
}

/// The wrong and the right example of a page.
fn examples(page: &str) -> [Example; 2] {
    let mut sides = [Example::default(), Example::default()];
    let mut side: Option<usize> = None;
    let mut open: Option<(String, String)> = None;
    for line in page.lines() {
        if let Some((name, mut text)) = open.take() {
            match (line, side) {
                ("```", Some(side)) => sides[side].files.push((name, text)),
                _ => {
                    text.push_str(line);
                    text.push('\n');
                    open = Some((name, text));
                }
            }
        } else if let Some(info) = line.strip_prefix("```") {
            let name = info.split(' ').next_back().unwrap();
            open = Some((name.to_owned(), String::new()));
        } else if let Some(at) = ["Wrong", "Right"].iter().position(|w| line.starts_with(w)) {
            side = Some(at);
            let command = line.split('`').nth(1);
            sides[at].command = command.map(str::to_owned);
        }
    }
    assert!(open.is_none(), "a fence is open: {page}");
    sides
}

/// Writes the files of an example into `folder`.
fn write(example: &Example, folder: &Path) {
    for (name, text) in &example.files {
        assert!(text.lines().count() <= 10, "{name} is short: {text}");
        if name == "sh" {
            let mut shell = Command::new("sh");
            let status = shell.args(["-c", text]).current_dir(folder).status();
            assert!(status.unwrap().success(), "{text}");
            continue;
        }
        let path = folder.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
}

/// Runs the command of an example, or the one that its files are made for: the exit code, the
/// diagnostics, the text for people and the SARIF log.
fn run(
    example: &Example,
    command: Option<&str>,
    folder: &Path,
) -> (i32, Vec<serde_json::Value>, String, String) {
    let first = example.files.first().map(|(name, _)| name.as_str());
    let is_project = folder.join("fieldwright.toml").exists();
    let command = match (command, first) {
        (Some(command), _) => command.to_owned(),
        (None, _) if is_project => "fieldwright".to_owned(),
        (None, first) => format!("fieldwright generate {}", first.unwrap()),
    };
    let arguments: Vec<String> = command
        .split(' ')
        .skip(1)
        .map(|word| word.trim_matches('\'').to_owned())
        .collect();
    let with = |more: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_fieldwright"));
        let command = command.args(&arguments).args(more).current_dir(folder);
        command.output().unwrap()
    };
    let messages = scratch_file(folder);
    let path = messages.to_str().unwrap();
    let output = with(&["--message-format", "json", "--message-file", path]);
    let found = fs::read_to_string(&messages).unwrap();
    let found = found
        .lines()
        .map(|line| serde_json::from_str(line).unwrap());
    let text = String::from_utf8(with(&[]).stderr).unwrap();
    with(&["--message-format", "sarif", "--message-file", path]);
    let log = fs::read_to_string(&messages).unwrap();
    (
        output.status.code().unwrap(),
        found.collect(),
        format!("$ {command}\n{text}"),
        log,
    )
}

/// Beside the folder, so that a run does not read it.
fn scratch_file(folder: &Path) -> PathBuf {
    folder.with_extension("messages")
}

#[test]
fn the_wrong_example_gives_the_code_and_the_right_one_nothing() {
    for code in CODES {
        let [wrong, right] = examples(code.page);
        let name = code.name;
        assert!(!code.text().is_empty(), "{name} has words");
        assert!(
            !wrong.files.is_empty(),
            "{name} has a wrong example: {}",
            code.page
        );
        let is_changed = !right.files.is_empty() || right.command != wrong.command;
        assert!(
            is_changed,
            "{name} has a right example that differs: {}",
            code.page
        );
        if name == OF_OTHER_BUILDS {
            continue;
        }
        let folder = scratch(&format!("explain/{name}"));
        write(&wrong, &folder);
        let (_, found, text, log) = run(&wrong, wrong.command.as_deref(), &folder);
        let codes: BTreeSet<&str> = found.iter().map(|d| d["code"].as_str().unwrap()).collect();
        assert_eq!(codes, BTreeSet::from([name]), "{text}");
        for diagnostic in &found {
            let message = diagnostic["message"].as_str().unwrap();
            let is_long = message.chars().count() > MOST;
            let reason = LONG.iter().find(|(code, _)| *code == name);
            assert!(!is_long || reason.is_some(), "{name}: {message}");
            let help = diagnostic["help"].as_str().unwrap();
            assert!(!help.contains("explain"), "{name} has a way out: {help}");
        }
        assert_sarif(&log);
        let mut settings = insta::Settings::clone_current();
        settings.set_snapshot_path("bad/explained");
        settings.set_prepend_module_to_snapshot(false);
        settings.set_omit_expression(true);
        settings.bind(|| insta::assert_snapshot!(name, text));

        write(&right, &folder);
        let (exit, found, text, log) = run(&right, right.command.as_deref(), &folder);
        assert_sarif(&log);
        assert!(exit == 0 && found.is_empty(), "{name}, right: {text}");
    }
}

/// No snapshot of a code that is gone, no page of a code that is not listed.
#[test]
fn every_page_is_of_a_code() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let stems = |folder: &str| -> BTreeSet<String> {
        let entries = fs::read_dir(root.join(folder)).unwrap();
        let stems = entries.map(|entry| entry.unwrap().path());
        stems
            .map(|path| path.file_stem().unwrap().to_str().unwrap().to_owned())
            .collect()
    };
    let mut codes: BTreeSet<String> = CODES.iter().map(|code| code.name.to_owned()).collect();
    assert_eq!(stems("codegen/src/diagnostic/explain"), codes);
    codes.remove(OF_OTHER_BUILDS);
    assert_eq!(stems("tests/bad/explained"), codes);
}
