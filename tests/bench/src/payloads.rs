//! Real payloads, read with every constraint checked, beside serde and validators: one crate
//! below `target/evaluator` that holds them all, built and run.
//!
//! It shares the evaluator's folder of built dependencies: the peer's validator takes minutes.

use std::path::Path;

use fieldwright::{Formats, Generator};

use crate::cargo;
use crate::crates::write;
use crate::evaluator::BEST;
use crate::report::{Bound, Row, table};

/// A schema's file name and text.
type Schema = (&'static str, &'static str);

const SCHEMAS: [Schema; 4] = [
    (
        "pull_request.json",
        include_str!("../templates/payloads/pull_request.json"),
    ),
    (
        "session.json",
        include_str!("../templates/payloads/session.json"),
    ),
    (
        "layout.json",
        include_str!("../templates/payloads/layout.json"),
    ),
    (
        "filter.json",
        include_str!("../templates/payloads/filter.json"),
    ),
];

/// What the program is made of beside the generated modules.
const SOURCES: [Schema; 4] = [
    ("main.rs", include_str!("../templates/payloads/main.rs")),
    ("peers.rs", include_str!("../templates/payloads/peers.rs")),
    (
        "instances.rs",
        include_str!("../templates/payloads/instances.rs"),
    ),
    ("best.rs", BEST),
];

/// The start of the schema of an array of what the pull request's schema defines.
const REPOSITORIES: &str = r##"{
  "$schema": "https://json-schema.org/draft/2020-12/schema",
  "title": "Repositories",
  "type": "array",
  "items": { "$ref": "#/$defs/Repository" },
  "##;

/// Builds and runs the program; a table.
pub(crate) fn measure() -> Result<String, String> {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folder = here.join("target/payloads");
    write_crate(here, &folder)?;
    let lines = cargo::run(&folder, &here.join("target/evaluator/target")).ok_or_else(|| {
        "the payloads' program does not build, or its readers do not agree".to_owned()
    })?;
    let rows: Option<Vec<Row>> = lines.lines().map(row).collect();
    rows.map(|rows| table(&rows))
        .ok_or_else(|| format!("the payloads' program printed something else:\n{lines}"))
}

fn write_crate(here: &Path, folder: &Path) -> Result<(), String> {
    let runtime = here.join("../../runtime");
    // `{:?}` escapes as TOML does.
    let manifest = format!(
        "[package]\nname = \"payloads\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n\
         [dependencies]\nfieldwright-runtime = {{ path = {runtime:?} }}\n\
         garde = {{ version = \"0.23\", features = [\"derive\", \"regex\"] }}\n\
         jsonschema = {{ version = \"0.60\", default-features = false, features = [\"macros\"] }}\n\
         serde = {{ version = \"1\", features = [\"derive\"] }}\n\
         serde_json = \"1\"\n\n[workspace]\n"
    );
    write(&folder.join("Cargo.toml"), &manifest)?;
    std::fs::copy(here.join("Cargo.lock"), folder.join("Cargo.lock"))
        .map_err(|error| format!("the lock file cannot be copied: {error}"))?;
    for (name, text) in SOURCES {
        write(&folder.join("src").join(name), text)?;
    }
    let array = repositories()?;
    let schemas = SCHEMAS.into_iter().chain([("repositories.json", &*array)]);
    let mut generator = Generator::new().formats(Formats::Assert);
    for (name, text) in schemas {
        write(&folder.join("schemas").join(name), text)?;
        generator = generator.text(name, text);
    }
    let output = generator.generate().map_err(|all| all.to_string())?;
    let modules = output.artifacts().iter();
    for module in modules.filter(|a| a.path.starts_with("src/") && a.path != "src/lib.rs") {
        write(&folder.join(&*module.path), &module.contents)?;
    }
    Ok(())
}

/// The schema of the long array.
fn repositories() -> Result<String, String> {
    let [(name, pull_request), ..] = SCHEMAS;
    let definitions = pull_request.find("\"$defs\"");
    definitions
        .and_then(|at| pull_request.get(at..))
        .map(|definitions| format!("{REPOSITORIES}{definitions}"))
        .ok_or_else(|| format!("{name} has no definitions"))
}

/// One line of the program: what, peer, speed of ours and of theirs, least ratio of the two.
fn row(line: &str) -> Option<Row> {
    let mut cells = line.split('|');
    let (what, peer) = (cells.next()?.to_owned(), cells.next()?.to_owned());
    let mut number = || cells.next()?.parse::<f64>().ok();
    let (ours, theirs, least) = (number()?, number()?, number()?);
    Some(Row {
        what,
        peer,
        unit: "MB/s",
        ours,
        theirs,
        bound: Bound::AtLeast(least),
    })
}
