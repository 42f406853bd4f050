//! Markdown pages of field tables -> one field table in YAML.
//!
//! ```text
//! pages -> page (what is written) -> types (what cells mean) -> names, unions -> rows -> YAML
//! ```
//!
//! Information missing on a page stays unknown; assumptions are reported. Knows no files:
//! `generator::import` reads and writes them.

mod allowed;
mod assembled;
mod blocks;
mod bodies;
mod bounds;
mod build;
mod bullets;
mod by_cells;
mod by_names;
mod by_pages;
mod calling;
mod candidates;
mod cells;
mod choices;
mod code_spans;
mod column_words;
mod columns;
mod combined;
mod csvw;
mod date_words;
mod dbt;
mod declared;
mod defaults;
mod enums;
mod example_words;
mod examples;
mod extras;
mod facts;
mod field_name;
mod field_path;
mod foreign_words;
mod grouped;
mod imported;
mod in_words;
#[cfg(feature = "infer")]
mod inferred;
#[cfg(feature = "infer")]
mod inferred_names;
#[cfg(feature = "infer")]
mod inferred_row;
mod intervals;
mod language;
mod linked_list;
mod listed;
mod marked_words;
mod marks;
mod members;
mod name_badges;
mod name_column_words;
mod name_parts;
mod name_signs;
mod named_list;
mod names;
mod nesting;
mod nodes;
mod notation;
#[cfg(feature = "office")]
pub(crate) mod office;
mod open_words;
mod package;
mod page;
mod parsed;
mod presence;
mod reference_page;
mod reference_rows;
mod reference_type;
mod reference_words;
mod report;
mod request;
mod role;
mod row;
mod row_cells;
mod rows;
mod script_dates;
mod settled;
mod shapes;
mod shown;
mod shown_values;
mod subject;
mod table;
mod table_reports;
mod tables;
mod text;
mod title_words;
mod titled_pages;
mod titles;
mod type_cell;
mod types;
mod unions;
mod value_lists;
mod valued;
mod values_in_words;
mod vertical;
mod wire;
mod word_limits;
mod worded;
mod yaml;

pub use language::Language;
pub use wire::WireCase;

pub(crate) use build::import;
pub(crate) use imported::Imported;
#[cfg(feature = "infer")]
pub(crate) use inferred::{Written, table};
pub(crate) use report::Reports;

use crate::source::SourceId;

/// Whether a text that is no field table, OpenAPI document or JSON Schema holds tables of fields: a
/// descriptor of tables, or a document of any kind with a table in it.
pub(crate) fn is_table(input: &PageInput<'_>) -> bool {
    if is_data(input.text) {
        let is_list =
            || is_list_of_types(input.text) && blocks::has_table(input.source, input.text);
        return package::is_package(input) || is_list();
    }
    reference_page::is_reference_page(input.text) || blocks::has_table(input.source, input.text)
}

/// Whether a text may be a table, as a quick test.
pub(crate) fn may_be_table(text: &str) -> bool {
    !is_data(text) || package::may_be(text) || is_list_of_types(text)
}

/// Whether each line has a name and a type, and some say more: `id: integer - The number`.
fn is_list_of_types(text: &str) -> bool {
    let mut lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    let (mut count, mut says) = (0usize, false);
    let are_all = lines.all(|line| {
        let Some((name, rest)) = line.split_once(": ") else {
            return false;
        };
        let ty = rest.split(" - ").next().unwrap_or_default();
        let (ty, mark) = ty.split_once(", ").unwrap_or((ty, ""));
        says |= rest.contains(" - ") || facts::flag(mark).is_some();
        count += 1;
        text::is_word(name) && types::plain::is_known(ty)
    });
    are_all && says && count > 1
}

/// Whether a text is JSON or YAML by its first line with content.
fn is_data(text: &str) -> bool {
    let text = text.trim_start_matches('\u{feff}');
    let mut lines = text.lines().map(str::trim_end);
    let first = lines.find(|line| !line.trim().is_empty() && !line.starts_with('#'));
    let Some(line) = first else { return true };
    let start = line.trim_start();
    let key = start.trim_start_matches(['"', '\'']);
    let key_end = key.find(|c: char| !(c.is_alphanumeric() || "_-$.".contains(c)));
    let key = key_end.and_then(|end| key.get(end..)).unwrap_or_default();
    let is_key = key.trim_start_matches(['"', '\'']).starts_with(':') && !key.contains('|');
    let is_open = start.starts_with(['{', '[', '%', '&', '!']) && !start.starts_with("{|");
    is_open && !start.starts_with("[cols") || start == "---" || is_key
}

/// The options of an import.
#[derive(Debug, Clone, Default)]
pub(crate) struct Options {
    pub(crate) from: Option<Language>,
    pub(crate) wire_case: Option<WireCase>,
    /// Whether an optional field without information about null accepts it.
    pub(crate) optional_accepts_null: Option<bool>,
    /// Whether types of the SDK's transport are taken, too.
    pub(crate) transport: bool,
    /// `Type.field` and its name in JSON.
    pub(crate) renames: Vec<(String, String)>,
    /// The name of a type without a page, or `Type.field`, and its type as a cell has it.
    pub(crate) types: Vec<(String, String)>,
}

/// A file that was read.
#[derive(Debug)]
pub(crate) struct PageInput<'t> {
    pub(crate) source: SourceId,
    /// The path as given.
    pub(crate) path: String,
    pub(crate) text: &'t str,
}
