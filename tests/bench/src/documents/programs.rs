//! Two libraries of one document -> programs that read and write 20 types that both have.
//!
//! The types are named structs, spread evenly over the alphabet. A program takes the name of a
//! type and a JSON text. Beside it stands a workspace of three crates, each of which does the same.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs::File;
use std::io::{BufRead as _, BufReader};
use std::path::PathBuf;

use super::side::{Library, Side};
use crate::crates::write;

/// How many types a program uses.
const TYPES: usize = 20;

/// The program's package.
pub(crate) const PROGRAM: &str = "round-trip";

/// The crates of the workspace; the last is a program that calls the others.
const THREE: [&str; 3] = ["first", "second", "third"];

/// The names of the types that programs use.
pub(crate) fn types(libraries: [&Library; 2]) -> Result<Vec<String>, String> {
    let [ours, theirs] = [structs(libraries[0])?, structs(libraries[1])?];
    let common: Vec<&String> = ours.intersection(&theirs).collect();
    let count = TYPES.min(common.len());
    let spread = (0..count).filter_map(|index| common.get(index * common.len() / count));
    Ok(spread.map(|name| (*name).clone()).collect())
}

/// The structs with named fields that stand in the root of a file.
fn structs(library: &Library) -> Result<BTreeSet<String>, String> {
    let mut names = BTreeSet::new();
    for path in library.sources()? {
        let unreadable = |error| format!("{}: {error}", path.display());
        for line in BufReader::new(File::open(&path).map_err(unreadable)?).lines() {
            let line = line.map_err(unreadable)?;
            let name = line.strip_prefix("pub struct ");
            if let Some(name) = name.and_then(|rest| rest.strip_suffix(" {")) {
                names.insert(name.to_owned());
            }
        }
    }
    Ok(names)
}

/// Writes the program and the workspace of three crates.
pub(crate) fn create(library: &Library, names: &[String]) -> Result<(), String> {
    let program = manifest(library.side, PROGRAM, "../library", &[]) + "\n[workspace]\n";
    write(&library.folder.join("program/Cargo.toml"), &program)?;
    let members = THREE.map(|name| format!("\"{name}\"")).join(", ");
    let workspace = format!("[workspace]\nresolver = \"2\"\nmembers = [{members}]\n");
    let three = library.folder.join("three");
    write(&three.join("Cargo.toml"), &workspace)?;
    let [others @ .., last] = THREE;
    for name in others {
        let text = manifest(library.side, name, "../../library", &[]);
        write(&three.join(name).join("Cargo.toml"), &text)?;
    }
    let text = manifest(library.side, last, "../../library", &others);
    write(&three.join(last).join("Cargo.toml"), &text)?;
    edit(library, names, 0)?;
    edit_three(library, names, 0)
}

fn manifest(side: Side, name: &str, library: &str, siblings: &[&str]) -> String {
    let mut text = format!(
        "[package]\nname = \"{name}\"\nversion = \"0.0.0\"\nedition = \"2021\"\n\n\
         [dependencies]\ndocument = {{ path = \"{library}\" }}\n"
    );
    if side == Side::Theirs {
        text.push_str("serde_json = \"1\"\n");
    }
    for sibling in siblings {
        let _ = writeln!(text, "{sibling} = {{ path = \"../{sibling}\" }}");
    }
    text
}

/// Writes the program; another `line` is another text in one line of it.
pub(crate) fn edit(library: &Library, names: &[String], line: usize) -> Result<(), String> {
    let main = library.folder.join("program/src/main.rs");
    write(
        &main,
        &format!("{}\n{}", round_trip(library, names)?, start("", line)),
    )
}

/// Writes the three crates, each with another text in one line.
pub(crate) fn edit_three(library: &Library, names: &[String], line: usize) -> Result<(), String> {
    let code = round_trip(library, names)?;
    let three = library.folder.join("three");
    let [others @ .., last] = THREE;
    for name in others {
        let text = format!("pub {code}\npub fn edited() -> &'static str {{\n    \"{line}\"\n}}\n");
        write(&three.join(name).join("src/lib.rs"), &text)?;
    }
    let calls = others.map(|name| {
        format!(
            "    println!(\"{{:?}} {{}}\", {name}::round_trip(&name, &text), {name}::edited());\n"
        )
    });
    let text = format!("{code}\n{}", start(&calls.concat(), line));
    write(&three.join(last).join("src/main.rs"), &text)
}

/// The function that reads and writes a value of the type that is named.
fn round_trip(library: &Library, names: &[String]) -> Result<String, String> {
    let module = module(library)?;
    let mut text = "fn round_trip(name: &str, json: &str) -> Option<String> {\n".to_owned();
    text.push_str("    match name {\n");
    for name in names {
        let ty = format!("document::{module}::{name}");
        let arm = match library.side {
            Side::Ours => format!(
                "{ty}::from_json(json).ok()\
                 .map(|value| document::fieldwright_runtime::to_json(&value))"
            ),
            Side::Theirs => format!(
                "serde_json::from_str::<{ty}>(json).ok()\
                 .and_then(|value| serde_json::to_string(&value).ok())"
            ),
        };
        let _ = writeln!(text, "        \"{name}\" => {arm},");
    }
    text.push_str("        _ => None,\n    }\n}\n");
    Ok(text)
}

fn start(calls: &str, line: usize) -> String {
    format!(
        "fn main() {{\n    let mut arguments = std::env::args().skip(1);\n    \
         let name = arguments.next().unwrap_or_default();\n    \
         let text = arguments.next().unwrap_or_default();\n\
         {calls}    let unread = \"cannot be read ({line})\".to_owned();\n    \
         println!(\"{{}}\", round_trip(&name, &text).unwrap_or(unread));\n}}\n"
    )
}

/// The module of the library that holds the types.
fn module(library: &Library) -> Result<String, String> {
    let path: PathBuf = library.root().join("src/lib.rs");
    let text =
        std::fs::read_to_string(&path).map_err(|error| format!("{}: {error}", path.display()))?;
    let mut lines = text
        .lines()
        .filter_map(|line| line.trim_start().strip_prefix("pub mod "));
    let name = lines.next().and_then(|line| line.strip_suffix(';'));
    name.map(str::to_owned)
        .ok_or_else(|| format!("{}: no module", path.display()))
}
