//! fieldwright: from a schema to Rust: the model, its validators and its docs.
//!
//! [`Generator`] is the whole of it; the command and build scripts are thin doors.
//! The parts, in the direction the data goes: `source` -> `read` -> `schema` ->
//! `lower` -> `model` -> `check` -> `name` -> the gate -> `analyze` -> `emit` ->
//! `artifact`.

#![warn(missing_docs)]
#![warn(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::todo)]

mod analyze;
mod artifact;
mod census;
mod check;
mod choose;
#[cfg(feature = "config")]
mod config;
mod diagnostic;
mod emit;
mod generator;
mod import;
mod lower;
mod model;
mod name;
mod overlay;
mod pattern;
mod read;
mod schema;
mod settings;
mod share;
mod source;

pub use artifact::{Artifact, Change, Drift, WriteError, Written};
pub use census::{Census, CensusType, Dropped, Foreign, SharedLocation, SharedType, Untyped};
#[cfg(feature = "config")]
pub use config::Project;
pub use diagnostic::{
    CODES, Code, Diagnostic, Diagnostics, Format, Severity, drift_message, explain,
};
pub use generator::{Folders, Generator, Import, Importer, Output};
pub use import::{Language, WireCase};
pub use schema::{DRAFTS, KEYWORDS, Keyword, Support};
pub use settings::{DateTimes, Files, Formats, Forms, Inline, UnknownProperties};
pub use source::Position;

/// JSON text over several lines, two spaces a level.
#[must_use]
pub fn pretty(value: &fieldwright_runtime::Value) -> String {
    schema::pretty(value)
}
