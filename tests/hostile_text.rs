//! Texts of documents as payloads: in every slot of every kind of document they are only text.
//!
//! `hostile/texts.json` x the slots of `hostile/*.json`; then the examples of the CommonMark
//! specification, which come with the parser's own tests.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::support::{page, scratch};
use fieldwright::{Generator, Importer, Output};
use proc_macro2::{TokenStream, TokenTree};
use pulldown_cmark::{BrokenLink, CodeBlockKind, Event, Options, Parser, Tag};
use serde_json::Value;

const KINDS: [&str; 3] = ["table", "openapi", "schema"];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn texts() -> Vec<String> {
    let text = fs::read_to_string(root().join("tests/hostile/texts.json")).unwrap();
    serde_json::from_str(&text).unwrap()
}

/// The document of a kind with the text in all its slots.
fn document(kind: &str, text: &str) -> String {
    fn fill(value: &mut Value, text: &str) {
        match value {
            Value::String(slot) if slot == "@TEXT@" => text.clone_into(slot),
            Value::Array(items) => items.iter_mut().for_each(|item| fill(item, text)),
            Value::Object(members) => members.values_mut().for_each(|item| fill(item, text)),
            _ => {}
        }
    }
    let path = root().join(format!("tests/hostile/{kind}.json"));
    let mut document = serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap();
    fill(&mut document, text);
    document.to_string()
}

fn generate(kind: &str, text: &str) -> Output {
    let generator = Generator::new().html(true).docs(true);
    let generator = generator.text(format!("{kind}.json"), document(kind, text));
    generator
        .generate()
        .unwrap_or_else(|diagnostics| panic!("{text:?}: {diagnostics}"))
}

fn files<'o>(output: &'o Output, ending: &str) -> impl Iterator<Item = (&'o str, &'o str)> {
    let files = output.artifacts().iter();
    let files = files.map(|artifact| (artifact.path.as_str(), artifact.contents.as_str()));
    files.filter(move |(path, _)| path.ends_with(ending))
}

// --- doc comments ---------------------------------------------------------

/// The documentation of each item, as rustdoc joins its attributes.
fn docs(source: &str) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let mut docs = Vec::new();
    collect(source.parse().unwrap(), &mut lines, &mut docs);
    docs
}

fn collect(tokens: TokenStream, lines: &mut Vec<String>, docs: &mut Vec<String>) {
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    let mut index = 0;
    while index < tokens.len() {
        if let Some((line, length)) = doc_line(&tokens[index..]) {
            lines.push(line);
            index += length;
            continue;
        }
        if !lines.is_empty() {
            docs.push(joined(&std::mem::take(lines)));
        }
        if let TokenTree::Group(group) = &tokens[index] {
            collect(group.stream(), lines, docs);
        }
        index += 1;
    }
    if !lines.is_empty() {
        docs.push(joined(&std::mem::take(lines)));
    }
}

/// The text of `#[doc = ".."]`, and how many tokens it is.
fn doc_line(tokens: &[TokenTree]) -> Option<(String, usize)> {
    let is = |token: Option<&TokenTree>, sign: char| matches!(token, Some(TokenTree::Punct(p)) if p.as_char() == sign);
    if !is(tokens.first(), '#') {
        return None;
    }
    let at = if is(tokens.get(1), '!') { 2 } else { 1 };
    let Some(TokenTree::Group(group)) = tokens.get(at) else {
        return None;
    };
    let inner: Vec<TokenTree> = group.stream().into_iter().collect();
    let [
        TokenTree::Ident(name),
        TokenTree::Punct(_),
        TokenTree::Literal(literal),
    ] = &inner[..]
    else {
        return None;
    };
    if name != "doc" {
        return None;
    }
    let literal = syn::parse_str::<syn::LitStr>(&literal.to_string()).unwrap();
    Some((literal.value(), at + 1))
}

/// Without the least indentation of all lines that are not empty.
fn joined(lines: &[String]) -> String {
    let lines: Vec<&str> = lines
        .iter()
        .flat_map(|text| text.lines().chain(text.is_empty().then_some("")))
        .collect();
    let indent = |line: &str| line.len() - line.trim_start_matches([' ', '\t']).len();
    let least = lines
        .iter()
        .filter(|line| !line.trim().is_empty())
        .map(|line| indent(line))
        .min();
    let lines = lines
        .into_iter()
        .map(|line| line.get(least.unwrap_or(0)..).unwrap_or(""));
    lines.collect::<Vec<_>>().join("\n")
}

fn is_web(address: &str) -> bool {
    let address = address.to_ascii_lowercase();
    ["https://", "http://", "mailto:"]
        .iter()
        .any(|scheme| address.starts_with(scheme))
}

/// Fails at what rustdoc would run, load or link to.
fn assert_read_only(markdown: &str, text: &str) {
    let rustdoc = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_SMART_PUNCTUATION;
    // A link to an item is one that is defined by rustdoc; our own words link to our own items.
    let mut broken = |link: BrokenLink<'_>| {
        let item = link.reference.trim_matches('`').to_owned();
        let is_own = item.starts_with(|c: char| c.is_ascii_uppercase())
            && !["Vec", "Foo"].contains(&item.as_str())
            && item.chars().all(char::is_alphanumeric);
        (!is_own).then(|| ("item:".into(), "".into()))
    };
    for options in [rustdoc, Options::empty()] {
        for event in Parser::new_with_broken_link_callback(markdown, options, Some(&mut broken)) {
            match event {
                Event::Start(Tag::CodeBlock(kind)) => {
                    let is_text = matches!(&kind, CodeBlockKind::Fenced(info) if &**info == "text");
                    assert!(is_text, "{text:?}: {kind:?} in\n{markdown}");
                }
                Event::Start(Tag::Link { dest_url, .. }) => {
                    assert!(is_web(&dest_url), "{text:?}: {dest_url} in\n{markdown}");
                }
                Event::Html(_)
                | Event::InlineHtml(_)
                | Event::FootnoteReference(_)
                | Event::Start(Tag::Image { .. }) => {
                    panic!("{text:?}: {event:?} in\n{markdown}");
                }
                _ => {}
            }
        }
    }
}

// --- pages ----------------------------------------------------------------

/// Elements that Markdown pages are made of.
fn is_own_element(html: &str) -> bool {
    let is_anchor = html
        .strip_prefix("<a id=\"")
        .and_then(|rest| rest.strip_suffix("\">"));
    ["</a>", "<br/>", "<code>", "</code>"].contains(&html)
        || is_anchor.is_some_and(|id| !id.contains(['"', '<', '>']))
}

fn assert_page_is_read_only(markdown: &str, text: &str) {
    let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH;
    for event in Parser::new_ext(markdown, options) {
        match event {
            Event::Html(html) | Event::InlineHtml(html) => {
                let own = is_own_element(html.trim())
                    || html.trim().split_inclusive('>').all(is_own_element);
                assert!(own, "{text:?}: {html} in\n{markdown}");
            }
            Event::Start(Tag::Link { dest_url, .. }) => {
                assert!(
                    is_web(&dest_url) || dest_url.starts_with('#'),
                    "{text:?}: {dest_url}"
                );
            }
            Event::Start(Tag::Image { .. }) => panic!("{text:?}: an image in\n{markdown}"),
            _ => {}
        }
    }
    let tree = markdown::to_mdast(markdown, &markdown::ParseOptions::gfm()).unwrap();
    assert_node_is_read_only(&tree, text);
}

/// The same, by another reader.
fn assert_node_is_read_only(node: &markdown::mdast::Node, text: &str) {
    use markdown::mdast::Node;
    match node {
        Node::Html(html) => {
            let own = html.value.trim().split_inclusive('>').all(is_own_element);
            assert!(own, "{text:?}: {}", html.value);
        }
        Node::Link(link) => {
            assert!(
                is_web(&link.url) || link.url.starts_with('#'),
                "{text:?}: {}",
                link.url
            );
        }
        Node::Image(_) | Node::ImageReference(_) | Node::Definition(_) => {
            panic!("{text:?}: {node:?}")
        }
        _ => {}
    }
    for child in node.children().into_iter().flatten() {
        assert_node_is_read_only(child, text);
    }
}

fn assert_html_is_read_only(html: &str, text: &str) {
    for tag in page::read(html).0 {
        let is_known = ![
            "img", "iframe", "object", "embed", "form", "style", "svg", "base",
        ]
        .contains(&tag.name.as_str());
        assert!(is_known, "{text:?}: {tag:?}");
        for (name, value) in &tag.attributes {
            assert!(
                !name.starts_with("on") && name != "style",
                "{text:?}: {tag:?}"
            );
            let leads = name == "href" || name == "src";
            assert!(
                !leads
                    || is_web(value)
                    || !value.split(['/', '#']).next().unwrap().contains(':')
                    || value == "data:,",
                "{text:?}: {tag:?}"
            );
        }
    }
}

fn assert_output_is_read_only(output: &Output, text: &str) {
    for (_, source) in files(output, ".rs") {
        assert!(syn::parse_file(source).is_ok(), "{text:?}:\n{source}");
        for docs in docs(source) {
            assert_read_only(&docs, text);
        }
    }
    for (_, markdown) in files(output, ".md") {
        let (header, markdown) = markdown.split_once('\n').unwrap();
        assert!(header.starts_with("<!-- @generated by fieldwright from "));
        assert_page_is_read_only(markdown, text);
    }
    for (_, html) in files(output, ".html") {
        assert_html_is_read_only(html, text);
    }
    for artifact in output.artifacts() {
        let hidden = |c: char| {
            (c.is_control() && c != '\n')
                || ('\u{202a}'..='\u{202e}').contains(&c)
                || ('\u{2066}'..='\u{2069}').contains(&c)
        };
        assert!(
            !artifact.contents.contains(hidden),
            "{text:?}: {}",
            artifact.path
        );
    }
}

/// Rust without its documentation and the values of its literals.
fn skeleton(tokens: TokenStream, out: &mut String) {
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    let mut index = 0;
    while index < tokens.len() {
        if let Some((_, length)) = doc_line(&tokens[index..]) {
            index += length;
            continue;
        }
        match &tokens[index] {
            TokenTree::Group(group) => {
                out.push_str(&format!("{:?}(", group.delimiter()));
                skeleton(group.stream(), out);
                out.push(')');
            }
            TokenTree::Literal(_) => out.push_str("literal "),
            token => out.push_str(&format!("{token} ")),
        }
        index += 1;
    }
}

fn skeletons(output: &Output) -> Vec<(String, String)> {
    let files = files(output, ".rs").map(|(path, source)| {
        let mut out = String::new();
        skeleton(source.parse().unwrap(), &mut out);
        (path.to_owned(), out)
    });
    files.collect()
}

#[test]
fn every_text_is_only_text_in_every_slot() {
    for kind in KINDS {
        let benign = skeletons(&generate(kind, "Plain words."));
        for text in texts() {
            let output = generate(kind, &text);
            assert_output_is_read_only(&output, &text);
            assert_eq!(skeletons(&output), benign, "{kind}: {text:?}");
        }
    }
}

/// The page of each, read as the table that it is, is only text, too.
#[test]
fn every_text_goes_through_our_own_pages() {
    for kind in KINDS {
        for text in texts() {
            let output = generate(kind, &text);
            let (_, page) = files(&output, ".md").next().unwrap();
            let import = Importer::new().text("page.md", page).import();
            let import = import.unwrap_or_else(|wrong| panic!("{text:?}: {wrong}"));
            let again = Generator::new().html(true).docs(true);
            let again = again.text("page.yaml", import.yaml()).generate();
            let again = again.unwrap_or_else(|wrong| panic!("{text:?}: {wrong}"));
            assert_output_is_read_only(&again, &text);
        }
    }
}

/// Tables of pages, of several containers, with the text in every cell.
#[test]
fn every_text_is_only_text_in_tables() {
    for text in texts() {
        let line = text.replace('\n', "<br/>");
        let (cell, quoted) = (line.replace('|', "\\|"), text.replace('"', "\"\""));
        let pages = [
            (
                "page.md",
                format!(
                    "# T\n\n{text}\n\n| Field | Type | Required | Description | Example |\n\
                     | --- | --- | --- | --- | --- |\n| a | string | yes | {cell} | {cell} |\n\
                     | {cell} | {cell} | no | words | |\n| b | string | {cell} | | |\n"
                ),
            ),
            (
                "page.csv",
                format!(
                    "name,type,required,description,format\na,string,true,\"{quoted}\",\"{quoted}\"\n\
                     \"{quoted}\",\"{quoted}\",false,words,\n"
                ),
            ),
            (
                "page.html",
                format!(
                    "<h2>{text}</h2><table><tr><th>Field</th><th>Type</th><th>Description</th></tr>\
                     <tr><td>a</td><td>string</td><td>{text}</td></tr>\
                     <tr><td>{text}</td><td>{text}</td><td>words</td></tr></table>"
                ),
            ),
            (
                "page.txt",
                format!(
                    "Field\tType\tRequired\tDescription\na\tstring\tyes\t{line}\n{line}\t{line}\tno\tx\n"
                ),
            ),
        ];
        for (name, page) in pages {
            let Ok(import) = Importer::new().text(name, &page).import() else {
                continue; // it is no page, and that is an error
            };
            let again = Generator::new().html(true).docs(true);
            let again = again.text("page.yaml", import.yaml()).generate();
            let again = again.unwrap_or_else(|wrong| panic!("{name}: {text:?}: {wrong}"));
            assert_output_is_read_only(&again, &text);
        }
    }
}

/// Values of an overlay, which become those of the document.
#[test]
fn every_text_is_only_text_in_an_overlay() {
    let folder = scratch("every_text_is_only_text_in_an_overlay");
    let document = r##"{"openapi":"3.1.0","info":{"title":"x","version":"1"},"components":{"schemas":{"A":{"type":"object","properties":{"a":{"type":"string"}}}}}}"##;
    for text in texts() {
        let update = serde_json::json!({
            "description": text, "title": text, "example": text, "default": text, "pattern": text,
            "x-fieldwright-name": text,
        });
        let targets = [
            "$.components.schemas.A",
            "$.components.schemas.A.properties.a",
            "$.info",
        ];
        for target in targets {
            let overlay = serde_json::json!({ "overlay": "1.0.0", "info": { "title": text, "version": "1" },
                "actions": [{ "target": target, "update": update }] });
            let path = folder.join("o.json");
            fs::write(&path, overlay.to_string()).unwrap();
            let generator = Generator::new()
                .html(true)
                .docs(true)
                .text("a.json", document);
            match generator.overlays([path.to_str().unwrap()]).generate() {
                Ok(output) => assert_output_is_read_only(&output, &text),
                Err(diagnostics) => assert!(!diagnostics.to_string().is_empty()),
            }
        }
    }
}

/// Values of fieldwright.toml that become Rust are names and paths, or errors.
#[test]
fn every_text_is_only_text_in_the_settings() {
    let folder = scratch("every_text_is_only_text_in_the_settings");
    let table = "fieldwright: 1\ntypes:\n  A: { fields: { a: string, b: { type: string, format: own } } }\n";
    fs::write(folder.join("t.yaml"), table).unwrap();
    let code = [
        "a; fn x() {}",
        "A { } impl B",
        "crate::a\nmod b;",
        "a::<{ panic!() }>",
        "r#fn x",
        "/* */ a",
    ];
    let texts: Vec<String> = texts().into_iter().chain(code.map(str::to_owned)).collect();
    let settings = [
        "[types.A]\nrename = @",
        "[types.\"A.a\"]\nrename = @",
        "[types.A]\nderive = [@]",
        "[types.\"A.a\"]\ntype = @",
        "[types.A]\nrules = [@]",
        "[types.@]\nunknown = \"keep\"",
        "[formats]\nown = @",
        "[formats]\nown = { type = @ }",
        "[formats]\n@ = \"crate::x\"",
    ];
    for text in &texts {
        let literal = Value::from(text.as_str()).to_string();
        for setting in settings {
            let setting = setting.replace('@', &literal);
            let file = format!(
                "[output]\ncrate = \"made\"\n[[input]]\npath = \"t.yaml\"\ndocs = true\n{setting}\n"
            );
            fs::write(folder.join("fieldwright.toml"), file).unwrap();
            let project = fieldwright::Project::load(folder.join("fieldwright.toml"));
            match project.and_then(|project| project.generate()) {
                Ok(output) => {
                    assert_output_is_read_only(&output, text);
                    let all: String = skeletons(&output)
                        .into_iter()
                        .map(|(_, text)| text)
                        .collect();
                    let wrong = ["fn x ", "mod b ", "impl B ", "panic "];
                    assert!(
                        !wrong.iter().any(|code| all.contains(code)),
                        "{text:?}: {all}"
                    );
                }
                Err(diagnostics) => assert!(!diagnostics.to_string().is_empty()),
            }
        }
        // The name of the crate and of folders.
        for line in ["crate = @", "docs = @"] {
            let line = line.replace('@', &literal);
            let file = format!("[output]\n{line}\n[[input]]\npath = \"t.yaml\"\n");
            fs::write(folder.join("fieldwright.toml"), file).unwrap();
            if let Err(diagnostics) = fieldwright::Project::load(folder.join("fieldwright.toml")) {
                assert!(!diagnostics.to_string().is_empty());
            }
        }
    }
}

/// The examples of the CommonMark specification, from the tests that the parser is published with.
fn specification() -> Vec<String> {
    let cargo = std::env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned());
    let metadata = Command::new(cargo)
        .args(["metadata", "--format-version", "1", "--offline", "--locked"])
        .current_dir(root())
        .output()
        .unwrap();
    let metadata: Value = serde_json::from_slice(&metadata.stdout).unwrap_or_default();
    let packages = metadata["packages"].as_array().into_iter().flatten();
    let mut parser = packages.filter(|package| package["name"] == "pulldown-cmark");
    let manifest = parser
        .next()
        .and_then(|package| package["manifest_path"].as_str());
    let manifest = PathBuf::from(manifest.unwrap_or_default());
    let Ok(tests) = fs::read_to_string(manifest.with_file_name("tests").join("suite/spec.rs"))
    else {
        return Vec::new();
    };
    let mut examples = Vec::new();
    for part in tests.split("let original = r##\"").skip(1) {
        examples.push(part.split("\"##;").next().unwrap().to_owned());
    }
    examples
}

#[test]
fn the_specifications_examples_are_only_text() {
    let examples = specification();
    if examples.is_empty() {
        eprintln!("skipped: the parser's tests are not here");
        return;
    }
    assert!(examples.len() > 640, "{}", examples.len());
    for (index, text) in examples.iter().enumerate() {
        // All kinds for some, one for each.
        for (at, kind) in KINDS.into_iter().enumerate() {
            if index % 3 == at {
                assert_output_is_read_only(&generate(kind, text), text);
            }
        }
    }
}

/// rustdoc itself runs nothing: the documentation of generated files, on items of its own.
#[test]
fn rustdoc_finds_no_tests() {
    let folder = scratch("rustdoc_finds_no_tests");
    let mut source = String::from("#![allow(rustdoc::all)]\n");
    let mut count = 0;
    for text in texts().into_iter().chain(specification()) {
        let output = generate("table", &text);
        for (_, file) in files(&output, ".rs") {
            for docs in docs(file) {
                for line in docs.lines() {
                    source.push_str(&format!("/// {line}\n"));
                }
                source.push_str(&format!("pub struct S{count};\n"));
                count += 1;
            }
        }
    }
    let file = folder.join("docs.rs");
    fs::write(&file, source).unwrap();
    let rustdoc = Command::new("rustdoc")
        .arg("--test")
        .arg(&file)
        .current_dir(&folder)
        .output()
        .unwrap();
    let printed = String::from_utf8_lossy(&rustdoc.stdout);
    assert!(
        printed.contains("running 0 tests"),
        "{count} items: {printed}{}",
        String::from_utf8_lossy(&rustdoc.stderr)
    );
}
