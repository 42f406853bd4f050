//! The schema evaluator beside the `jsonschema` crate: one crate below
//! `target/evaluator` that holds both, built and run; its table is the result.

use std::path::Path;
use std::process::{Command, Stdio};

use crate::crates::write;

const MAIN: &str = include_str!("../templates/evaluator.rs");
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
    std::fs::copy(here.join("Cargo.lock"), folder.join("Cargo.lock"))
        .map_err(|error| format!("the lock file cannot be copied: {error}"))?;
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let output = Command::new(cargo)
        .args(["run", "--quiet", "--release"])
        .current_dir(&folder)
        .env("CARGO_TARGET_DIR", folder.join("target"))
        .stderr(Stdio::inherit())
        .output()
        .map_err(|error| format!("cargo cannot be run: {error}"))?;
    if !output.status.success() {
        return Err("the evaluator's cases do not build or do not agree".to_owned());
    }
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}
