//! Nothing lost, one verdict: every type of every real document of the corpus, on the examples the
//! document gives and on instances made from its normalised schema, whole and broken at one place.
//!
//! Generated types (which keep unknown properties) and the evaluator say the same of each
//! instance, whether it is read from text or from a value, and validated; what is valid is written
//! as it was read, numbers compared as numbers. `DOCUMENTS=hris,github` looks at some documents
//! only.

mod breaks;
mod examples;
mod maker;
mod oracle;
#[allow(dead_code)]
#[path = "../../codegen/src/instance/pattern_text.rs"]
mod pattern;
mod program;
mod proof;
mod scalars;

use std::path::{Path, PathBuf};

use proof::Proofs;

#[test]
fn what_the_fixture_reads_it_writes() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/documents/fixture.yaml");
    let mut proofs = Proofs::new("documents-fixture");
    proofs.add(&file);
    proofs.finish();
}

/// A gate of its own in CI, because it takes minutes: `cargo test --test all documents:: -- --ignored`.
#[test]
#[ignore = "compiles every real document"]
fn what_real_documents_read_they_write() {
    let Some(corpus) = std::env::var_os("FIELDWRIGHT_CORPUS").map(PathBuf::from) else {
        println!("skipped: FIELDWRIGHT_CORPUS is not set");
        return;
    };
    let wanted = std::env::var("DOCUMENTS").unwrap_or_default();
    let mut proofs = Proofs::new("documents");
    for folder in ["stackone", "openapi"] {
        for file in files(&corpus.join(folder)) {
            let name = file.file_name().unwrap().to_string_lossy().into_owned();
            if wanted.is_empty() || wanted.split(',').any(|part| name.starts_with(part)) {
                proofs.add(&file);
            }
        }
    }
    proofs.finish();
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).unwrap();
    let mut files: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    files.sort();
    files
}
