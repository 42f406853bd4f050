//! Any bytes as a document with tables, its kind chosen by the first byte: no panic, and the field
//! table that an import makes generates Rust that parses.
#![no_main]

use fieldwright::{Generator, Importer};

const ENDINGS: [&str; 10] = [
    "md", "html", "csv", "tsv", "rst", "adoc", "txt", "json", "yaml", "mdx",
];

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let Some((kind, bytes)) = bytes.split_first() else { return };
    let ending = ENDINGS[usize::from(*kind) % ENDINGS.len()];
    let name = format!("page.{ending}");
    // A text that is not UTF-8 is left out, and that is reported.
    let Ok(import) = Importer::new().bytes(&name, bytes).import() else { return };
    if import.types() == 0 {
        return;
    }
    let output = Generator::new().docs(true).text("table.yaml", import.yaml()).generate();
    let output = output.unwrap_or_else(|wrong| panic!("{wrong}\n{}", import.yaml()));
    for artifact in output.artifacts().iter().filter(|a| a.path.ends_with(".rs")) {
        assert!(syn::parse_file(&artifact.contents).is_ok(), "{}", artifact.contents);
    }
});
