//! Any bytes for every reader, chosen by the first byte: YAML, JSON, a Markdown page, an overlay, a
//! configuration. No panic, and what is generated parses as Rust.
#![no_main]

use fieldwright::{Generator, Output, Project};

fn parses(output: &Output) {
    for artifact in output.artifacts().iter().filter(|a| a.path.ends_with(".rs")) {
        assert!(syn::parse_file(&artifact.contents).is_ok(), "{}", artifact.contents);
    }
}

fn generated(generator: &Generator) {
    match generator.generate() {
        Ok(output) => parses(&output),
        Err(diagnostics) => drop(diagnostics.to_string()),
    }
}

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let Some((kind, bytes)) = bytes.split_first() else { return };
    let generator = Generator::new().docs(true).html(true);
    let folder = std::env::temp_dir().join(format!("fieldwright-fuzz-{}", std::process::id()));
    let _ = std::fs::create_dir_all(&folder);
    let file = |name: &str| {
        let path = folder.join(name);
        let _ = std::fs::write(&path, bytes);
        path
    };
    match kind % 5 {
        0 => generated(&generator.input(file("a.yaml"))),
        1 => generated(&generator.input(file("a.json"))),
        2 => generated(&generator.input(file("a.md"))),
        3 => {
            let overlay = file("o.yaml");
            let document = r#"{"openapi":"3.1.0","info":{"title":"x","version":"1"},"components":{"schemas":{"A":{"type":"object","properties":{"a":{"type":"string"}}}}}}"#;
            let generator = generator.text("a.json", document);
            generated(&generator.overlays([overlay]));
        }
        _ => match Project::load(file("fieldwright.toml")) {
            Ok(project) => {
                let _ = project.generate().map(|output| parses(&output));
            }
            Err(diagnostics) => drop(diagnostics.to_string()),
        },
    }
});
