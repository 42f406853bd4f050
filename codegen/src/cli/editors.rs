//! The JSON Schemas by which editors complete field tables and fieldwright.toml: `schema --table`,
//! `schema --configuration`, and the files that `init` writes.

use super::Console;

/// A JSON Schema for editors.
pub(super) struct EditorSchema {
    /// The path to which `init` writes it.
    pub(super) file: &'static str,
    pub(super) text: &'static str,
}

/// That of field tables.
pub(super) const TABLE: EditorSchema = EditorSchema {
    file: ".fieldwright/field-table.schema.json",
    text: include_str!("../../docs/field-table.schema.json"),
};

/// That of fieldwright.toml.
pub(super) const CONFIGURATION: EditorSchema = EditorSchema {
    file: ".fieldwright/fieldwright-toml.schema.json",
    text: include_str!("../../docs/fieldwright-toml.schema.json"),
};

impl EditorSchema {
    pub(super) fn print(&self, console: &Console) {
        console.result(self.text);
    }
}
