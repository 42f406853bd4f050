//! The model -> crates to compile, in one scratch workspace below `target/compile`.
//!
//! One workspace means one lock file (the benchmark's own) and one folder of built
//! dependencies. `-p` keeps the crates' features apart.

use std::fs;
use std::path::{Path, PathBuf};

use fieldwright::Generator;

use crate::model::Record;
use crate::peers::{self, Peer};
use crate::{field_table, programs};

/// Whose code a crate has.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Side {
    Ours,
    Derive,
    Garde,
}

/// One crate to compile.
pub(crate) struct Crate {
    pub(crate) name: &'static str,
    pub(crate) side: Side,
    /// Below `src`, `main.rs` first.
    sources: Vec<(&'static str, String)>,
}

/// All of them, and where they are.
pub(crate) struct Scratch {
    pub(crate) folder: PathBuf,
    /// Ours first.
    pub(crate) records: [Crate; 3],
    /// Ours first.
    pub(crate) seed: [Crate; 2],
}

const HARNESS: &str = include_str!("../templates/harness.rs");
const SEED_DERIVE: &str = include_str!("../templates/seed_derive.rs");
const SEED_MAIN: &str = include_str!("../templates/seed_main.rs");

/// What a crate is before its dependencies are built.
const STUB: &str = "fn main() {}\n";

impl Scratch {
    /// Makes the sources and writes everything but them.
    pub(crate) fn create(records: &[Record]) -> Result<Self, String> {
        let here = Path::new(env!("CARGO_MANIFEST_DIR"));
        let folder = here.join("target/compile");
        let table = folder.join("records.yaml");
        write(&table, &field_table::field_table(records))?;
        let seed = here.join("../../schema/connect_session_create.yaml");
        let scratch = Self {
            records: [
                records_crate(records, Side::Ours, generate(&table)?),
                records_crate(records, Side::Derive, peers::module(records, Peer::Derive)),
                records_crate(records, Side::Garde, peers::module(records, Peer::Garde)),
            ],
            seed: [
                seed_crate(Side::Ours, generate(&seed)?),
                seed_crate(Side::Derive, SEED_DERIVE.to_owned()),
            ],
            folder,
        };
        scratch.write_manifests(&here.join("Cargo.lock"))?;
        Ok(scratch)
    }

    pub(crate) fn all(&self) -> impl Iterator<Item = &Crate> {
        self.records.iter().chain(&self.seed)
    }

    /// Makes each crate an empty program, so that only dependencies are built.
    pub(crate) fn write_stubs(&self) -> Result<(), String> {
        self.all().try_for_each(|one| {
            let main = self.folder.join(one.name).join("src/main.rs");
            write(&main, STUB)
        })
    }

    /// Gives a crate its sources, which also makes them newer than what was built.
    pub(crate) fn write_sources(&self, one: &Crate) -> Result<(), String> {
        let folder = self.folder.join(one.name).join("src");
        let mut sources = one.sources.iter();
        sources.try_for_each(|(file, text)| write(&folder.join(file), text))
    }

    /// Where cargo puts what it builds.
    pub(crate) fn target(&self) -> PathBuf {
        self.folder.join("target")
    }

    /// The program of a crate, as `cargo build --release` leaves it.
    pub(crate) fn binary(&self, one: &Crate) -> PathBuf {
        let file = format!("{}{}", one.name, std::env::consts::EXE_SUFFIX);
        self.target().join("release").join(file)
    }

    fn write_manifests(&self, lock: &Path) -> Result<(), String> {
        let names: Vec<String> = self.all().map(|one| format!("\"{}\"", one.name)).collect();
        let text = format!(
            "[workspace]\nresolver = \"3\"\nmembers = [{}]\n",
            names.join(", ")
        );
        write(&self.folder.join("Cargo.toml"), &text)?;
        fs::copy(lock, self.folder.join("Cargo.lock"))
            .map_err(|error| format!("the lock file cannot be copied: {error}"))?;
        self.all().try_for_each(|one| {
            let manifest = self.folder.join(one.name).join("Cargo.toml");
            write(&manifest, &one.manifest())
        })
    }
}

impl Crate {
    fn manifest(&self) -> String {
        const SERDE: &str = "serde = { version = \"1\", features = [\"derive\"] }\n\
                             serde_json = \"1\"\n";
        const GARDE: &str = "garde = { version = \"0.23\", features = [\"derive\", \"regex\"] }\n";
        let runtime = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../runtime");
        let dependencies = match self.side {
            // `{:?}` escapes as TOML does.
            Side::Ours => format!(
                "fieldwright-runtime = {{ path = {runtime:?}, default-features = false }}\n"
            ),
            Side::Derive => SERDE.to_owned(),
            Side::Garde => format!("{SERDE}{GARDE}"),
        };
        format!(
            "[package]\nname = \"{}\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n\
             [dependencies]\n{dependencies}",
            self.name
        )
    }
}

fn records_crate(records: &[Record], side: Side, model: String) -> Crate {
    Crate {
        name: match side {
            Side::Ours => "records-ours",
            Side::Derive => "records-derive",
            Side::Garde => "records-garde",
        },
        side,
        sources: vec![
            ("main.rs", programs::program(records, side)),
            ("model.rs", model),
            ("harness.rs", HARNESS.to_owned()),
        ],
    }
}

fn seed_crate(side: Side, model: String) -> Crate {
    let (name, read) = match side {
        Side::Ours => ("seed-ours", "ConnectSessionCreate::from_json(t)"),
        _ => (
            "seed-derive",
            "serde_json::from_slice::<ConnectSessionCreate>(t.as_bytes())",
        ),
    };
    Crate {
        name,
        side,
        sources: vec![
            ("main.rs", SEED_MAIN.replace("/* read */", read)),
            ("model.rs", model),
            ("harness.rs", HARNESS.to_owned()),
        ],
    }
}

/// The module that our generator makes of a table.
fn generate(table: &Path) -> Result<String, String> {
    let output = Generator::new()
        .input(table)
        .nullable_optional(fieldwright::NullableOptional::Option)
        .generate()
        .map_err(|diagnostics| diagnostics.to_string())?;
    let mut artifacts = output.artifacts().iter();
    let module = artifacts.find(|a| a.path.starts_with("src/") && a.path != "src/lib.rs");
    module
        .map(|artifact| artifact.contents.clone())
        .ok_or_else(|| format!("nothing was generated from {}", table.display()))
}

/// Writes a file and the folders above it.
pub(crate) fn write(path: &Path, text: &str) -> Result<(), String> {
    path.parent()
        .map_or(Ok(()), fs::create_dir_all)
        .and_then(|()| fs::write(path, text))
        .map_err(|error| format!("{} cannot be written: {error}", path.display()))
}
