//! fieldwright: from a schema to Rust: the model, its validators and its docs.
//!
//! [`Generator`] does all of it; the command and build scripts are entry points.
//!
//! ```
//! let table = "fieldwright: 1
//! types:
//!   Person: { fields: { name: { type: string, required: true, minLength: 1 } } }
//! ";
//! let output = fieldwright::Generator::new().text("person.yaml", table).generate()?;
//! let module = output.artifacts().iter().find(|file| file.path == "src/person.rs").unwrap();
//! assert!(module.contents.contains("pub struct Person {"));
//! assert!(module.contents.contains("    pub name: rt::String,"));
//! # Ok::<(), fieldwright::Diagnostics>(())
//! ```
//!
//! In a build script, [`Generator::build_script`] writes the modules where
//! `fieldwright_runtime::include_schema!` finds them. [`Project`] does the same with a
//! fieldwright.toml, and writes or compares committed code.
//!
//! # Features
//!
//! All are on by default; build scripts want `default-features = false`.
//!
//! - `cli`: the command `fieldwright`, and with it all others.
//! - `config`: fieldwright.toml, [`Project`].
//! - `diff`: the changes between two schemas, [`Generator::compare`].
//! - `html`: the HTML reference.
//! - `import`: field tables from tables of documents, [`Importer`]; `office`: those of spreadsheets and Word documents.
//! - `overlay`: overlays of documents.
//!
//! # Parts
//!
//! The parts, in the direction of the data: `source` -> `read` -> `schema` -> `lower` -> `model` ->
//! `check` -> `name` -> the gate -> `analyze` -> `emit` -> `artifact`.

// Items that only optional parts use are unused without these. The default build has all parts and
// finds unused items.
#![cfg_attr(not(feature = "cli"), allow(dead_code, unused_imports))]
#![cfg_attr(docsrs, feature(doc_cfg))]
#![warn(missing_docs)]
#![warn(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::todo)]

mod analyze;
mod artifact;
mod check;
#[cfg(feature = "diff")]
mod compare;
#[cfg(feature = "config")]
mod config;
mod coverage;
mod diagnostic;
mod emit;
mod generator;
#[cfg(feature = "import")]
mod import;
#[cfg(feature = "infer")]
mod infer;
#[cfg(any(feature = "diff", feature = "html"))]
mod instance;
mod lower;
mod model;
mod name;
#[cfg(feature = "overlay")]
mod overlay;
mod overrides;
mod page_words;
mod pattern;
mod read;
mod schema;
mod settings;
mod share;
mod source;

pub use artifact::{Artifact, Change, Drift, WriteError, Written};
#[cfg(feature = "diff")]
pub use compare::{
    Change as SchemaChange, Comparison, FailOn, Impact, Location, ReportFormat, RustImpact,
    Verdict, Witness,
};
#[cfg(feature = "config")]
pub use config::Project;
pub use coverage::{Coverage, CoverageType, Dropped, Foreign, SharedLocation, SharedType, Untyped};
pub use diagnostic::{
    CHANGES, CODES, ChangeCode, Code, Diagnostic, Diagnostics, Format, Level, Levels, OTHER_RULES,
    SarifLog, Severity, drift_message, explain,
};
#[cfg(feature = "infer")]
pub use generator::Inference;
#[cfg(feature = "html")]
pub use generator::Reference;
pub use generator::{Folders, Generator, Output, Progress, SettingValue};
#[cfg(feature = "import")]
pub use generator::{Import, Importer};
#[cfg(feature = "import")]
pub use import::{Language, WireCase};
pub use schema::{DRAFTS, KEYWORDS, Keyword, Support};
pub use settings::{
    ChoiceValue, Coerce, CommandOption, DateTimes, Defaults, DeserializeChecks, DirectionTypes,
    Files, Formats, Inline, NullableOptional, Numbers, Open, Operations, SETTINGS, Setting,
    SettingKind, UnknownProperties,
};
pub use source::Position;

/// JSON text over several lines, two spaces a level.
#[must_use]
pub fn pretty(value: &fieldwright_runtime::Value) -> String {
    schema::pretty(value)
}
