//! A large input becomes many files, a small one a single file; drift and removal know both.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;

use fieldwright::{Files, Generator, Output};

/// A document of the types that `names` are, each with an inline type.
fn document(names: &[&str]) -> String {
    let mut text = String::from("openapi: 3.0.0\ncomponents:\n  schemas:\n");
    for name in names {
        writeln!(
            text,
            "    {}: {{ properties: {{ kind: {{ enum: [a, b] }}, next: {{ $ref: '#/components/schemas/Other' }} }} }}",
            serde_json::Value::from(*name)
        )
        .unwrap();
    }
    text + "    Other: { properties: { name: { type: string, pattern: '^x' } } }\n"
}

fn generate(text: &str, files: Option<Files>) -> Output {
    let generator = Generator::new().text("api.yaml", text);
    let generator = match files {
        Some(files) => generator.files(files),
        None => generator,
    };
    generator.generate().unwrap()
}

fn sources(output: &Output) -> Vec<&str> {
    let paths = output.artifacts().iter().map(|a| a.path.as_str());
    paths.filter(|path| path.starts_with("src/api")).collect()
}

#[test]
fn a_folder_follows_its_document() {
    let folder = crate::support::scratch("files");
    let first = generate(&document(&["Pet", "Order"]), Some(Files::Many));
    let expected = [
        "src/api.rs",
        "src/api/pet.rs",
        "src/api/order.rs",
        "src/api/other.rs",
    ];
    assert_eq!(sources(&first), expected);
    first.write(&folder, true).unwrap();
    assert!(first.check(&folder).unwrap().is_empty());
    fs::write(folder.join("src/api/mine.rs"), "// by hand\n").unwrap();

    let second = generate(&document(&["Pet"]), Some(Files::Many));
    let drift = second.check(&folder).unwrap();
    assert_eq!(drift.orphaned, ["src/api/order.rs"]);
    let stale: Vec<&str> = drift.stale.iter().map(|c| c.path.as_str()).collect();
    assert_eq!(
        stale,
        ["src/api.rs", "docs/api.md"],
        "the others are as they were"
    );
    let written = second.write(&folder, true).unwrap();
    assert_eq!(written.removed, ["src/api/order.rs"]);
    assert!(second.check(&folder).unwrap().is_empty());

    let one = generate(&document(&["Pet"]), Some(Files::One));
    assert_eq!(sources(&one), ["src/api.rs"]);
    one.write(&folder, true).unwrap();
    assert!(one.check(&folder).unwrap().is_empty());
    assert!(folder.join("src/api/mine.rs").exists());
    fs::remove_file(folder.join("src/api/mine.rs")).unwrap();

    second.write(&folder, true).unwrap();
    one.write(&folder, true).unwrap();
    assert!(!folder.join("src/api").exists(), "no empty folder is left");
}

#[test]
fn size_decides() {
    let names: Vec<String> = (0..4010).map(|n| format!("Type{n}")).collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let large = generate(&document(&names), None);
    assert_eq!(sources(&large).len(), 4012);
    assert_eq!(sources(&generate(&document(&names[..20]), None)).len(), 1);
    let one = generate(&document(&names), Some(Files::One));
    assert_eq!(sources(&one).len(), 1);
    let some = Generator::new().text("api.yaml", document(&names));
    let some = some.include(["Type1*"]).generate().unwrap();
    assert_eq!(sources(&some).len(), 1, "what is left out does not count");
}

/// Names of files are the same on all systems: some fold case, compose letters, or reserve names.
#[test]
fn file_names_are_plain() {
    let long = "a long name ".repeat(40);
    let longer = format!("{long} and more");
    let names = [
        "HTTPServer",
        "HttpServer",
        "http_server",
        "aux",
        "Con",
        "Mod",
        "Types",
        "types",
        "Self",
        "\u{540D}\u{524D}",
        "\u{C4}rger",
        "A\u{308}rger",
        "\u{130}",
        "\u{1F600}",
        "+1",
        "-1",
        "..",
        "a/b",
        "a\\b",
        "con.txt",
        "lib",
        "main",
        "api",
        &long,
        &longer,
    ];
    let output = generate(&document(&names), Some(Files::Many));
    let paths = sources(&output);
    let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || "_/.".contains(c);
    for path in &paths {
        assert!(path.len() < 100 && path.chars().all(plain), "{path}");
        assert!(
            !path.contains("..") && path.matches('/').count() <= 2,
            "{path}"
        );
        let stem = path.rsplit('/').next().unwrap().trim_end_matches(".rs");
        assert!(!matches!(stem, "aux" | "con" | "mod" | "self"), "{path}");
    }
    let distinct: BTreeSet<&&str> = paths.iter().collect();
    assert_eq!(distinct.len(), paths.len());

    compile(&output, "file-names");
}

/// Compiles the crate with warnings denied.
fn compile(output: &Output, name: &str) {
    let library = crate::support::Crate::new(name, "2021");
    for artifact in output.artifacts() {
        if artifact.path.starts_with("src/") {
            library.write(&artifact.path, &artifact.contents);
        }
    }
    let lib = library.read("src/lib.rs");
    let lints = "#![deny(warnings, non_ascii_idents)]";
    library.write("src/lib.rs", &format!("{lints}\n{lib}"));
    library.cargo(&["check", "--quiet"]);
}

/// The crate allows what looks alike; a field, its type and a variant may have one name.
#[test]
fn names_in_any_script_compile_without_a_warning() {
    let document = r#"{ "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$defs": {
            "Letters": { "type": "object", "properties": {
                "g": { "enum": ["α", "β"] }, "l": { "enum": ["a", "b"] }, "ﬁ": { "type": "string" } } },
            "地址": { "title": "地址", "type": "object", "required": ["城市"], "properties": {
                "城市": { "enum": ["城市", "市"] }, "省": { "enum": ["省"] } } },
            "表": { "type": "object", "required": ["甲", "乙", "丙", "丁", "戊"], "properties": {
                "甲": { "enum": ["甲", "乙"] }, "乙": { "type": "string" }, "丙": { "type": "string" },
                "丁": { "type": "string" }, "戊": { "type": "string" } } } } }"#;
    let generator = Generator::new()
        .text("schema.json", document)
        .builders(true);
    let output = generator.generate().unwrap();
    let file = |path: &str| {
        let mut artifacts = output.artifacts().iter();
        let found = artifacts.find(|artifact| artifact.path == path);
        found.unwrap().contents.clone()
    };
    let rust = file("src/schema.rs");
    assert!(
        rust.contains("pub fn builder(城市_: 地址_mod::城市)"),
        "{rust}"
    );
    assert!(file("src/lib.rs").contains("confusable_idents"));
    compile(&output, "scripts");
    let plain = r#"{ "$defs": { "Plain": { "type": "object", "properties": { "a": true } } } }"#;
    let output = Generator::new().text("schema.json", plain).generate();
    let output = output.unwrap();
    let mut artifacts = output.artifacts().iter();
    let library = artifacts.find(|artifact| artifact.path == "src/lib.rs");
    assert!(!library.unwrap().contents.contains("confusable_idents"));
}
