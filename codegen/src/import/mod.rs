//! Markdown pages of field tables -> one field table in YAML.
//!
//! ```text
//! pages -> page (what is written) -> types (what cells mean) -> names, unions -> rows -> YAML
//! ```
//!
//! What a page does not say stays unknown; what had to be assumed is reported. Knows
//! no files: `generator::import` reads and writes them.

mod blocks;
mod build;
mod cells;
mod columns;
mod enums;
mod examples;
mod extras;
mod facts;
mod imported;
mod language;
mod marks;
mod names;
mod nesting;
mod own;
mod own_rows;
mod page;
mod report;
mod rows;
mod shapes;
mod table;
mod tables;
mod text;
mod titles;
mod types;
mod unions;
mod wire;
mod yaml;

pub use language::Language;
pub use wire::WireCase;

pub(crate) use build::import;
pub(crate) use imported::Imported;
pub(crate) use report::Reports;

use crate::source::SourceId;

/// What may be chosen about an import.
#[derive(Debug, Clone)]
pub(crate) struct Options {
    pub(crate) from: Option<Language>,
    pub(crate) wire_case: Option<WireCase>,
    /// Whether an optional field whose cell does not tell accepts null.
    pub(crate) optional_accepts_null: bool,
    /// Whether types of the SDK's transport are taken, too.
    pub(crate) transport: bool,
    /// `Type.field` and its name in JSON.
    pub(crate) renames: Vec<(String, String)>,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            from: None,
            wire_case: None,
            optional_accepts_null: true,
            transport: false,
            renames: Vec::new(),
        }
    }
}

/// A file that was read.
#[derive(Debug)]
pub(crate) struct Input<'t> {
    pub(crate) source: SourceId,
    /// The path as given.
    pub(crate) path: String,
    pub(crate) text: &'t str,
}
