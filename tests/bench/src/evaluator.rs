//! The schema evaluator beside the `jsonschema` crate: one crate below
//! `target/evaluator` that holds both, built and run; its table is the result.

use std::path::Path;

use crate::cargo;
use crate::crates::write;

const MAIN: &str = include_str!("../templates/evaluator.rs");
/// How calls are timed.
pub(crate) const BEST: &str = include_str!("../templates/best.rs");
const SCHEMAS: &str = include_str!("../templates/evaluator_schemas.rs");

/// Builds and runs the program; what it prints.
pub(crate) fn measure() -> Result<String, String> {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folder = here.join("target/evaluator");
    let runtime = here.join("../../runtime");
    // `{:?}` escapes as TOML does.
    let manifest = format!(
        "[package]\nname = \"evaluator\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n\
         [dependencies]\nfieldwright-runtime = {{ path = {runtime:?} }}\n\
         jsonschema = {{ version = \"0.60\", default-features = false, features = [\"macros\"] }}\n\
         serde_json = \"1\"\n\n[workspace]\n"
    );
    write(&folder.join("Cargo.toml"), &manifest)?;
    write(&folder.join("src/main.rs"), MAIN)?;
    write(&folder.join("src/schemas.rs"), SCHEMAS)?;
    write(&folder.join("src/best.rs"), BEST)?;
    std::fs::copy(here.join("Cargo.lock"), folder.join("Cargo.lock"))
        .map_err(|error| format!("the lock file cannot be copied: {error}"))?;
    cargo::run(&folder, &folder.join("target"))
        .ok_or_else(|| "the evaluator's cases do not build or do not agree".to_owned())
}
