//! Each folder of `tests/cases` is one case: a field table or a JSON Schema, instances, and what
//! is expected of both. One function runs them all.
//!
//! What it becomes is reviewed as snapshots (Rust, Markdown, normalised
//! schema). Then all of it is compiled with warnings denied, on editions 2021 and
//! 2024, beside names that shadow the prelude, and every instance is run.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use crate::support::{Crate, generate_case, generator_of};
use fieldwright::{Files, Inline};

struct Case {
    name: String,
    folder: PathBuf,
}

impl Case {
    /// A field table, a JSON Schema or an OpenAPI document.
    fn input(&self) -> PathBuf {
        let names = ["table.yaml", "schema.yaml", "schema.json", "openapi.yaml"];
        let mut paths = names.iter().map(|name| self.folder.join(name));
        paths.find(|path| path.exists()).unwrap()
    }

    /// `table`, `schema` or `openapi`, after the input.
    fn stem(&self) -> String {
        let input = self.input();
        input.file_stem().unwrap().to_str().unwrap().to_owned()
    }

    fn module(&self) -> String {
        format!("src/{}.rs", self.stem())
    }

    /// All of its Rust.
    fn one_file(&self) -> String {
        self.one_file_of(generator_of(&self.input()))
    }

    /// All of its Rust where each inline type is a type of its own: its paths are kept.
    fn unshared(&self) -> String {
        let mode = self.name.strip_prefix("inline_");
        if let Some(mode) = mode.and_then(|rest| rest.split('_').next()) {
            let separate = self.name.replacen(mode, "separate", 1);
            let separate = self.folder.with_file_name(separate);
            return self.one_file_of(generator_of(&separate.join("openapi.yaml")));
        }
        self.one_file_of(generator_of(&self.input()).inline(Inline::Separate))
    }

    fn one_file_of(&self, generator: fieldwright::Generator) -> String {
        let output = generator.files(Files::One).generate().unwrap();
        let mut artifacts = output.artifacts().iter();
        let found = artifacts.find(|artifact| artifact.path == self.module());
        found.unwrap().contents.clone()
    }
}

fn cases() -> Vec<Case> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    let entries = fs::read_dir(root)
        .unwrap()
        .map(|entry| entry.unwrap().path());
    let mut cases: Vec<Case> = entries
        .filter(|path| path.is_dir())
        .map(|folder| Case {
            name: folder.file_name().unwrap().to_str().unwrap().to_owned(),
            folder,
        })
        .collect();
    cases.sort_by(|a, b| a.name.cmp(&b.name));
    assert!(cases.len() > 10, "the cases are there");
    cases
}

/// Compares with `<folder>/<name>.snap`.
fn snapshot(case: &Case, name: &str, text: &str) {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path(&case.folder);
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!(name, text));
}

#[test]
fn inputs_become_what_was_reviewed() {
    for case in cases() {
        let output = generate_case(&case.input());
        let artifact = |path: &str| {
            let found = output
                .artifacts()
                .iter()
                .find(|artifact| artifact.path == path);
            &found.unwrap().contents
        };
        let stem = case.stem();
        snapshot(&case, &format!("{stem}.rs"), artifact(&case.module()));
        let page = format!("docs/{stem}.md");
        snapshot(&case, &format!("{stem}.md"), artifact(&page));
        let schema = generator_of(&case.input()).normalised_schema();
        snapshot(&case, "schema", &fieldwright::pretty(&schema.unwrap()));
        if stem == "openapi" {
            // What documents do that OpenAPI does not allow is recovered, and reported.
            let named = match case.folder.join("fieldwright.toml").exists() {
                true => generator_of(&case.input()),
                false => fieldwright::Generator::new()
                    .root(&case.folder)
                    .input("openapi.yaml"),
            };
            let output = named.generate().unwrap();
            snapshot(&case, "warnings", &output.warnings().to_string());
        }
    }
}

/// The normalised schema read as a JSON Schema is itself again, and becomes the same types.
#[test]
fn what_is_printed_is_read_as_the_same() {
    for case in cases() {
        if case.folder.join("fieldwright.toml").exists() {
            continue; // settings say more than the schema
        }
        let printed = fieldwright::Generator::new()
            .input(case.input())
            .normalised_schema()
            .unwrap();
        let printed = fieldwright::pretty(&printed);
        let again = fieldwright::Generator::new()
            .builders(true)
            .text(case.input(), printed.clone());
        let second = again
            .normalised_schema()
            .unwrap_or_else(|problem| panic!("{}: {problem}", case.name));
        assert_eq!(fieldwright::pretty(&second), printed, "{}", case.name);
        let input = std::fs::read_to_string(case.input()).unwrap();
        if case.stem() == "openapi" || input.contains("discriminator:") {
            continue; // a discriminator is printed as properties beside the references
        }
        let output = again
            .generate()
            .unwrap_or_else(|problem| panic!("{}: {problem}", case.name));
        let first = fieldwright::Generator::new().builders(true);
        let first = first.input(case.input()).generate().unwrap();
        let module = |output: &fieldwright::Output| {
            let mut artifacts = output.artifacts().iter();
            let found = artifacts.find(|artifact| artifact.path == case.module());
            let text = found.unwrap().contents.clone();
            // Types of a field table have more functions and derives than those of a document.
            [" table", " inline", ", PartialOrd, Ord"]
                .iter()
                .fold(text, |text, word| text.replace(word, ""))
        };
        let (output, first) = (module(&output), module(&first));
        let mut lines = output.lines().zip(first.lines());
        let differing = lines.find(|(one, other)| one != other);
        assert_eq!(
            (differing, output.len()),
            (None, first.len()),
            "{}",
            case.name
        );
    }
}

/// All cases in one crate, so that the dependencies are built once.
fn crate_of_cases(test: &str, edition: &str, files: Files) -> Crate {
    let arm =
        "tell(rt::report_json::<TYPE>(text), |value| (rt::to_json(value), rt::report(value)))";
    crate_of(test, edition, files, &|text| text.to_owned(), (MAIN, arm))
}

/// The same with the generated text changed; `main` is a program and what it does with a `TYPE`.
fn crate_of(
    test: &str,
    edition: &str,
    files: Files,
    change: &dyn Fn(&str) -> String,
    main: (&str, &str),
) -> Crate {
    let library = Crate::new(&format!("{test}-{edition}"), edition);
    let mut lib = String::from("#![deny(warnings)]\n//! All cases.\n");
    let mut runs = String::new();
    for case in cases() {
        let output = generator_of(&case.input()).files(files).generate().unwrap();
        for artifact in output.artifacts() {
            if let Some(path) = artifact.path.strip_prefix("src/") {
                let text = change(&artifact.contents);
                library.write(&format!("src/{}/{path}", case.name), &text);
            }
        }
        writeln!(
            lib,
            "/// A case.\n#[allow(unused_imports)]\npub mod {0} {{ use crate::shadow::*; include!(\"{0}/{1}.rs\"); }}",
            case.name, case.stem()
        )
        .unwrap();
        if let Ok(own) = fs::read_to_string(case.folder.join("own.rs")) {
            library.write(&format!("src/own_{}.rs", case.name), &own);
            writeln!(lib, "pub mod own_{};", case.name).unwrap();
        }
        for (ty, _) in instances(&case) {
            let path = format!("cases::{}::{ty}", case.name);
            let act = main.1.replace("TYPE", &path);
            let arm = format!("        (\"{}\", \"{ty}\") => {act},\n", case.name);
            if !runs.contains(&arm) {
                runs.push_str(&arm);
            }
        }
    }
    lib.push_str(SHADOW);
    library.write("src/lib.rs", &lib);
    library.write("src/main.rs", &main.0.replace("ARMS", &runs));
    library
}

/// The lines of a case's `instances.txt`: a type and a JSON text.
fn instances(case: &Case) -> Vec<(String, String)> {
    let text = fs::read_to_string(case.folder.join("instances.txt")).unwrap();
    let lines = text.lines().filter(|line| !line.is_empty());
    lines
        .map(|line| {
            let (ty, json) = line.split_once(' ').unwrap();
            (ty.to_owned(), json.to_owned())
        })
        .collect()
}

/// What the prelude has, under other meanings.
const SHADOW: &str = r#"
mod shadow {
    #![allow(dead_code)]
    pub struct Option; pub struct Result; pub struct String; pub struct Vec; pub struct Box;
    pub struct Some; pub struct None; pub struct Ok; pub struct Err;
    pub trait Clone {} pub trait From {} pub trait Into {} pub trait Default {} pub trait ToString {}
    pub trait IntoIterator {} pub trait Iterator {} pub trait AsRef {} pub trait TryFrom {}
}
"#;

/// Reads lines `case<tab>type<tab>json` and tells what became of each.
const MAIN: &str = r#"//! Runs instances.
#![allow(deprecated)]
use cases::shadow_free::*;
use fieldwright_runtime as rt;
fn main() {
    for line in std::io::stdin().lines() {
        let line = line.unwrap();
        let mut parts = line.splitn(3, '\t');
        let (case, ty) = (parts.next().unwrap(), parts.next().unwrap());
        let text = parts.next().unwrap();
        println!("{ty} {text}");
        run(case, ty, text);
    }
}
fn run(case: &str, ty: &str, text: &str) {
    match (case, ty) {
ARMS        _ => println!("  no such type"),
    }
}
"#;

#[test]
fn instances_are_evaluated_as_was_reviewed() {
    let crate_ = crate_of_cases("verdicts", "2024", Files::One);
    crate_.write("src/shadow_free.rs", TELL);
    let lib = crate_.read("src/lib.rs");
    crate_.write(
        "src/lib.rs",
        &format!("{lib}/// For `main`.\npub mod shadow_free;\n"),
    );
    let input: String = cases()
        .iter()
        .flat_map(|case| {
            let name = case.name.clone();
            instances(case)
                .into_iter()
                .map(move |(ty, json)| format!("{name}\t{ty}\t{json}\n"))
        })
        .collect();
    let printed = crate_.run(&input);
    let mut rest = printed.as_str();
    for case in cases() {
        let mut text = String::new();
        for (ty, json) in instances(&case) {
            let head = format!("{ty} {json}\n");
            let after = rest
                .strip_prefix(&head)
                .unwrap_or_else(|| panic!("{head} against {rest}"));
            let end = after.find("\n\n").unwrap() + 2;
            text.push_str(&head);
            text.push_str(&after[..end]);
            rest = &after[end..];
        }
        snapshot(&case, "verdicts", &text);
    }
}

/// How `main` tells what became of an instance. Violations found by reading and by
/// validating the value that was read must be the same, positions aside.
const TELL: &str = r#"//! For `main`.
use fieldwright_runtime::Violations;

/// Tells a verdict, and that both ways to it agree.
pub fn tell<T>(read: (Option<T>, Violations), again: impl Fn(&T) -> (String, Violations)) {
    let (value, found) = read;
    for violation in &found {
        let kind = violation.kind();
        assert!(kind.has(&violation.parameters), "{violation} has {:?}", violation.parameters);
    }
    if !found.is_empty() {
        println!("  {}", found.to_string().replace('\n', "\n  "));
    }
    if let Some(value) = value {
        let (written, validated) = again(&value);
        println!("  -> {written}");
        // What was read from a text is written as the value it holds.
        let places = |violations: &Violations| {
            let mut places: Vec<String> =
                violations.iter().filter(|v| v.code != "coerced").map(|v| format!("{} {} {}", v.instance, v.schema, v.message())).collect();
            places.sort();
            places
        };
        if places(&found) != places(&validated) {
            println!("  validate differs: {}", validated.to_string().replace('\n', "\n  "));
        }
    }
    println!();
}
"#;

/// Each case as one file, and as one for each type; then the paths of the former are named, and
/// those of inline types that share nothing.
#[test]
fn output_is_free_of_warnings_on_both_editions() {
    for (edition, files) in [("2021", Files::Many), ("2024", Files::One)] {
        let crate_ = crate_of_cases("clippy", edition, files);
        fs::remove_file(crate_.path("src/main.rs")).unwrap();
        let mut uses = String::from("//! Every path.\n#![allow(deprecated, unused_imports)]\n");
        for case in cases() {
            let mut paths = Vec::new();
            for text in [case.one_file(), case.unshared()] {
                public_paths(&syn::parse_file(&text).unwrap().items, "", &mut paths);
            }
            assert!(!paths.is_empty(), "{} makes types", case.name);
            for path in paths {
                writeln!(uses, "use crate::{}{path} as _;", case.name).unwrap();
            }
        }
        crate_.write("src/every_path.rs", &uses);
        let lib = crate_.read("src/lib.rs") + "mod every_path;\n";
        crate_.write("src/lib.rs", &lib);
        crate_.cargo(&["clippy", "--quiet", "--", "-D", "warnings"]);
    }
}

/// The paths of what is public in `items`.
fn public_paths(items: &[syn::Item], path: &str, found: &mut Vec<String>) {
    for item in items {
        match item {
            syn::Item::Mod(inner) => {
                let path = format!("{path}::{}", inner.ident);
                if let Some((_, items)) = &inner.content {
                    public_paths(items, &path, found);
                }
            }
            syn::Item::Struct(item) => found.push(format!("{path}::{}", item.ident)),
            syn::Item::Enum(item) => found.push(format!("{path}::{}", item.ident)),
            syn::Item::Type(item) => found.push(format!("{path}::{}", item.ident)),
            _ => {}
        }
    }
}

/// Rustdoc finds nothing to complain of, and no text became a test.
#[test]
fn docs_are_text_only() {
    let crate_ = crate_of_cases("docs", "2024", Files::Many);
    fs::remove_file(crate_.path("src/main.rs")).unwrap();
    crate_.cargo(&[
        "rustdoc",
        "--quiet",
        "--",
        "-D",
        "rustdoc::all",
        "-A",
        "rustdoc::missing_doc_code_examples",
        "-D",
        "warnings",
    ]);
    let printed = crate_.cargo(&["test", "--doc"]);
    assert!(printed.contains("running 0 tests"), "{printed}");
}

/// Prints the values of a type, and which of them are equal.
const COMPARING_MAIN: &str = r#"//! Compares instances.
#![allow(deprecated)]
use fieldwright_runtime as rt;
fn main() {
    for line in std::io::stdin().lines() {
        let line = line.unwrap();
        let mut parts = line.split('\t');
        let (case, ty) = (parts.next().unwrap(), parts.next().unwrap());
        let texts: Vec<&str> = parts.collect();
        println!("{case} {ty}");
        run(case, ty, &texts);
    }
}
fn compare<T: rt::Model + Clone + PartialEq>(texts: &[&str]) {
    let read = |text: &&str| rt::report_json::<T>(text).0;
    let values: Vec<T> = texts.iter().filter_map(read).collect();
    let others: Vec<T> = texts.iter().rev().filter_map(read).collect();
    for value in &values {
        println!("{value:?} {value:#?} {}", *value == value.clone());
        let row = others.iter().map(|other| if value == other { '=' } else { '.' });
        println!("{}", row.collect::<String>());
    }
}
fn run(case: &str, ty: &str, texts: &[&str]) {
    match (case, ty) {
ARMS        _ => println!("  no such type"),
    }
}
"#;

/// The runtime compares and shows structs as derives would.
#[test]
fn equality_and_debug_are_those_of_derives() {
    let main = (COMPARING_MAIN, "compare::<TYPE>(texts)");
    let mut input: Vec<(String, Vec<String>)> = Vec::new();
    for case in cases() {
        for (ty, json) in instances(&case) {
            let key = format!("{}\t{ty}", case.name);
            match input.iter_mut().find(|(known, _)| *known == key) {
                Some((_, texts)) => texts.push(json),
                None => input.push((key, vec![json])),
            }
        }
    }
    let lines = input
        .iter()
        .map(|(key, texts)| format!("{key}\t{}\n", texts.join("\t")));
    let input: String = lines.collect();
    let same = crate_of(
        "compared",
        "2024",
        Files::One,
        &|text| text.to_owned(),
        main,
    );
    let derived = crate_of("derived", "2024", Files::One, &derived, main);
    let (same, derived) = (same.run(&input), derived.run(&input));
    let equal = same.lines().filter(|line| line.starts_with(['=', '.']));
    assert!(equal.count() > 300 && same.contains("Some("), "{same}");
    for (one, other) in same.lines().zip(derived.lines()) {
        assert_eq!(one, other);
    }
    assert_eq!(same.len(), derived.len());
}

/// The generated text with the derives that the runtime stands in for.
fn derived(text: &str) -> String {
    let mut out = String::new();
    for line in text.lines() {
        let is_struct = line.trim_start().starts_with("#[derive(Clone");
        let line = match is_struct {
            true => line.replacen("Clone", "Debug, Clone, PartialEq", 1),
            false => line.to_owned(),
        };
        let words: Vec<&str> = line.trim_start().splitn(4, ' ').collect();
        match words.as_slice() {
            [
                kind @ ("rt::object!" | "rt::sparse!" | "rt::assembled_object!"),
                "{",
                name,
                rest,
            ] => {
                writeln!(out, "{kind} {{ {name} derived {rest}").unwrap();
            }
            _ => writeln!(out, "{line}").unwrap(),
        }
    }
    out
}
