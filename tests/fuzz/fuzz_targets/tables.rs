//! Any bytes as a document with tables, its kind chosen by the first byte: no panic, and the field
//! table that an import makes generates Rust that parses. Of spreadsheets and Word documents the bytes
//! are the part that holds the tables, since an archive of any bytes is broken.
#![no_main]

use std::io::{Cursor, Write as _};

use fieldwright::{Generator, Importer};
use zip::write::SimpleFileOptions;

const ENDINGS: [&str; 10] = [
    "md", "html", "csv", "tsv", "rst", "adoc", "txt", "json", "yaml", "mdx",
];

/// The parts of archives: the one that is any bytes, and those that lead to it.
const PARTS: [(&str, &[(&str, &str)]); 4] = [
    (
        "xl/worksheets/sheet1.xml",
        &[
            ("xl/workbook.xml", "<workbook><sheets><sheet name='A' r:id='r1'/></sheets></workbook>"),
            ("xl/_rels/workbook.xml.rels", "<Relationships><Relationship Id='r1' Target='worksheets/sheet1.xml'/></Relationships>"),
            ("xl/sharedStrings.xml", "<sst><si><t>Field</t></si><si><t>Type</t></si><si><t>string</t></si></sst>"),
        ],
    ),
    ("content.xml", &[]),
    ("word/document.xml", &[("word/styles.xml", "<w:styles><w:style w:styleId='a'><w:name w:val='heading 1'/></w:style></w:styles>")]),
    ("word/document.xml", &[]),
];

fn archive(kind: usize, bytes: &[u8]) -> Vec<u8> {
    let (own, others) = PARTS[kind % PARTS.len()];
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    let others = others.iter().map(|(name, text)| (*name, text.as_bytes()));
    for (name, bytes) in others.chain([(own, bytes)]) {
        writer.start_file(name, options).unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let Some((kind, bytes)) = bytes.split_first() else { return };
    let kind = usize::from(*kind);
    let (name, bytes) = match kind < 64 {
        true => (format!("page.{}", ENDINGS[kind % ENDINGS.len()]), bytes.to_vec()),
        false => ("page.zip".to_owned(), archive(kind, bytes)),
    };
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
