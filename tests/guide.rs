//! Every snippet of the guide, of the README and of the pages that show commands is run: code is part of an
//! example that is built and tested, or is compiled here; commands are run as they stand.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::support::{Crate, scratch};
use fieldwright_runtime::ViolationCode;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).to_owned()
}

/// A piece of code in a page: its language, what stands on the line above, and its text.
struct Snippet {
    language: String,
    above: String,
    text: String,
}

fn snippets(page: &str) -> Vec<Snippet> {
    let text = fs::read_to_string(root().join(page)).unwrap();
    let mut found = Vec::new();
    let (mut above, mut lines) = (String::new(), text.lines());
    while let Some(line) = lines.next() {
        if let Some(language) = line.trim_start().strip_prefix("```") {
            let indent = line.len() - line.trim_start().len();
            let inside = lines.by_ref().take_while(|line| line.trim() != "```");
            let inside: Vec<&str> = inside
                .map(|line| line.get(indent..).unwrap_or(""))
                .collect();
            found.push(Snippet {
                language: language.to_owned(),
                above: above.clone(),
                text: inside.join("\n") + "\n",
            });
        }
        above = line.to_owned();
    }
    found
}

/// What stands above a piece of the guide is the file that has it, word for word.
#[test]
fn the_guide_quotes_the_examples() {
    let mut quoted = 0;
    for snippet in snippets("codegen/docs/guide.md") {
        if snippet.language == "sh" {
            continue;
        }
        let file = snippet
            .above
            .strip_prefix("<!-- ")
            .and_then(|rest| rest.strip_suffix(" -->"));
        let file = file.unwrap_or_else(|| panic!("no file is named above:\n{}", snippet.text));
        let text = fs::read_to_string(root().join(file)).unwrap();
        assert!(
            text.contains(&snippet.text),
            "{file} has no\n{}",
            snippet.text
        );
        quoted += 1;
    }
    assert!(quoted > 15, "{quoted}");
}

/// Runs a line of a shell: `cd`, or a command; `inputs` are made first where a page names them.
fn run(line: &str, folder: &mut PathBuf) -> Option<i32> {
    let line = line.split(" #").next().unwrap_or_default().trim();
    let words: Vec<&str> = line
        .split_whitespace()
        .map(|word| word.trim_matches('\''))
        .collect();
    let (program, arguments) = words.split_first()?;
    let mut command = match *program {
        "cd" => {
            folder.push(arguments[0]);
            return None;
        }
        "fieldwright" => Command::new(env!("CARGO_BIN_EXE_fieldwright")),
        "cargo" => {
            fs::copy(root().join("Cargo.lock"), folder.join("Cargo.lock")).unwrap();
            let mut cargo = Command::new(env!("CARGO"));
            cargo
                .arg("--offline")
                .env("CARGO_TARGET_DIR", crate::support::target());
            cargo
        }
        _ => panic!("a page runs {line}"),
    };
    let output = command
        .args(arguments)
        .current_dir(folder)
        .output()
        .unwrap();
    let code = output.status.code().unwrap();
    let printed = String::from_utf8_lossy(&output.stderr);
    assert!(
        code != 101 && !printed.contains("error: "),
        "{line}: {printed}"
    );
    Some(code)
}

/// The runtime, for crates that depend on it by version.
fn patch(folder: &Path) {
    let runtime = root().join("runtime");
    let patch = format!("[patch.crates-io]\nfieldwright-runtime = {{ path = {runtime:?} }}\n");
    fs::create_dir_all(folder.join(".cargo")).unwrap();
    fs::write(folder.join(".cargo/config.toml"), patch).unwrap();
}

#[test]
fn the_commands_of_the_guide_run() {
    let folder = scratch("guide");
    patch(&folder);
    let mut here = folder.clone();
    let mut ran = 0;
    for snippet in snippets("codegen/docs/guide.md")
        .iter()
        .filter(|one| one.language == "sh")
    {
        for line in snippet.text.lines() {
            if let Some(code) = run(line, &mut here) {
                assert_eq!(code, 0, "{line}");
                ran += 1;
            }
        }
    }
    assert_eq!(ran, 4);
}

/// The pages whose commands are run.
const PAGES: [&str; 5] = [
    "README.md",
    "codegen/docs/uses.md",
    "codegen/docs/json-schema.md",
    "codegen/docs/openapi.md",
    "codegen/docs/editors.md",
];

/// Documents that their commands name.
const INPUTS: [(&str, &str); 6] = [
    (
        "TABLE.yaml",
        "fieldwright: 1\ntypes: { A: { fields: { a: string } } }\n",
    ),
    (
        "schema.json",
        r#"{"type":"object","properties":{"id":{"type":"integer"}}}"#,
    ),
    ("a.json", r#"{"$ref":"https://example.com/schemas/b.json"}"#),
    (
        "schemas/b.json",
        r#"{"title":"B","type":"object","properties":{"id":{"type":"integer"}}}"#,
    ),
    (
        "petstore.yaml",
        "openapi: 3.1.0\ninfo: { title: t, version: '1' }\npaths: {}\ncomponents:\n  schemas:\n    Pet: { type: object, properties: { id: { type: integer } } }\n",
    ),
    (
        "fixes.overlay.yaml",
        "overlay: 1.0.0\ninfo: { title: t, version: '1' }\nactions:\n  - target: $.components.schemas.Pet\n    update: { required: [id] }\n",
    ),
];

#[test]
fn the_commands_of_pages_run() {
    let folder = scratch("readme");
    fs::create_dir_all(folder.join(".fieldwright")).unwrap();
    for (name, text) in INPUTS {
        let path = folder.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    let broken = INPUTS[4]
        .1
        .replace("type: integer", "$ref: '#/components/schemas/Nowhere'");
    fs::write(folder.join("broken.yaml"), broken).unwrap();
    let mut ran = 0;
    let snippets = PAGES.iter().flat_map(|page| snippets(page));
    for snippet in snippets.filter(|one| one.language == "sh") {
        let lines = snippet
            .text
            .lines()
            .filter(|line| line.starts_with("fieldwright "));
        for line in lines {
            let expected = if line.contains("--keep-going") { 2 } else { 0 };
            assert_eq!(command(line, &folder), expected, "{line}");
            ran += 1;
        }
    }
    assert!(ran >= 17, "{ran}");
}

/// The exit code of a command that may report errors; what it prints may go to a file.
fn command(line: &str, folder: &Path) -> i32 {
    let line = line.split(" #").next().unwrap_or_default();
    let (line, file) = match line.split_once(" > ") {
        Some((line, file)) => (line, Some(file.trim())),
        None => (line, None),
    };
    let words = line
        .split_whitespace()
        .skip(1)
        .map(|word| word.trim_matches('\''));
    let mut command = Command::new(env!("CARGO_BIN_EXE_fieldwright"));
    let output = command.args(words).current_dir(folder).output().unwrap();
    if let Some(file) = file {
        fs::write(folder.join(file), &output.stdout).unwrap();
    }
    output.status.code().unwrap()
}

/// The README's table and the code that uses it; the build script and the configuration of the page on
/// ways to run it.
#[test]
fn the_code_of_the_readme_runs() {
    let all = snippets("README.md").into_iter();
    let all: Vec<Snippet> = all.chain(snippets("codegen/docs/uses.md")).collect();
    let of = |language: &str| {
        let all = all.iter().filter(|one| one.language.starts_with(language));
        all.map(|one| one.text.clone()).collect::<Vec<String>>()
    };
    let (tables, code) = (of("yaml"), of("rust"));
    assert_eq!(code.len(), 2, "a piece of Rust has no test yet");
    let output = fieldwright::Generator::new()
        .text("person.yaml", &tables[0])
        .modules();
    let output = output.generate().unwrap();
    let made = Crate::new("readme-code", "2024");
    for artifact in output.artifacts() {
        made.write(&format!("src/models/{}", artifact.path), &artifact.contents);
    }
    let main = format!(
        "mod models;\nuse fieldwright_runtime::serde_json;\nuse models::person::Person;\n\
         fn main() -> Result<(), Box<dyn std::error::Error>> {{\n    let bytes = br#\"{{\"name\":\"Ada\"}}\"#;\n{}\n    \
         println!(\"{{text}}\");\n    Ok(())\n}}\n",
        code[0]
    );
    made.write("src/main.rs", &main);
    assert_eq!(made.run(""), "{\"name\":\"Ada\"}\n");
    // The build script is that of a package that is built and tested.
    let script = fs::read_to_string(root().join("tests/build-script/build.rs")).unwrap();
    let library = fs::read_to_string(root().join("tests/build-script/src/lib.rs")).unwrap();
    let plain = |text: &str| {
        let lines = text
            .lines()
            .filter(|line| !line.trim_start().starts_with("//"));
        lines.flat_map(str::split_whitespace).collect::<String>()
    };
    let (build, rest) = code[1].split_once("// src/lib.rs").unwrap();
    assert!(plain(&script).contains(&plain(build)), "{build}");
    assert!(plain(&library).contains(&plain(rest)), "{rest}");
    let configuration = of("toml");
    let own = fs::read_to_string(root().join("fieldwright.toml")).unwrap();
    let settings = |text: &str| {
        let lines = text
            .lines()
            .map(|line| line.split(" #").next().unwrap().trim().to_owned());
        lines
            .filter(|line| !line.is_empty() && !line.starts_with('#'))
            .collect::<Vec<_>>()
    };
    assert_eq!(settings(&configuration[0]), settings(&own));
}

/// The page's table is the enum, and its code compiles.
#[test]
fn the_page_of_violations_has_all_codes() {
    let mut table = String::from("\n| code | parameters | meaning |\n|---|---|---|\n");
    for code in ViolationCode::ALL {
        let parameters = code.parameters().iter().map(|one| match one.optional {
            true => format!("[`{}`: {}]", one.name, one.kind.name()),
            false => format!("`{}`: {}", one.name, one.kind.name()),
        });
        let parameters = parameters.collect::<Vec<_>>().join(", ");
        writeln!(
            table,
            "| `{}` | {parameters} | {} |",
            code.name(),
            code.documentation()
        )
        .unwrap();
    }
    table.push('\n');
    let path = root().join("codegen/docs/violations.md");
    let page = fs::read_to_string(&path).unwrap();
    let (head, rest) = page.split_once("<!-- codes -->\n").unwrap();
    let (found, tail) = rest.split_once("<!-- end of codes -->").unwrap();
    if std::env::var_os("UPDATE_DOCS").is_some() {
        let text = format!("{head}<!-- codes -->\n{table}<!-- end of codes -->{tail}");
        fs::write(&path, text).unwrap();
    } else {
        assert_eq!(found, table, "run with UPDATE_DOCS=1");
    }
    let made = Crate::new("violations-page", "2024");
    let code = snippets("codegen/docs/violations.md").remove(0).text;
    let main = format!(
        "{code}\nfn main() {{\n    let violation = ViolationCode::Required.example();\n    \
         println!(\"{{}}\", german(&violation).unwrap());\n}}\n"
    );
    made.write("src/main.rs", &main);
    assert_eq!(made.run(""), "„property“ fehlt\n");
}
