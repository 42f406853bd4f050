//! A row of a table as written: of a field or of a value. Knows no types.

use super::table::Cell;

/// A row of a table of fields, as written.
#[derive(Debug, Default, Clone)]
pub(super) struct Row {
    pub(super) name: Option<Cell>,
    pub(super) ty: String,
    pub(super) required: Option<bool>,
    pub(super) mark: String,
    pub(super) description: String,
    pub(super) example: String,
    pub(super) default: String,
    pub(super) constraints: String,
    pub(super) more: More,
    /// The rows of the object that the field is.
    pub(super) rows: Vec<Row>,
    /// The row of the list's elements.
    pub(super) element: Option<Box<Row>>,
}

/// The role of a row in its parent, if it is no field of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    /// One of several types.
    Alternative,
    /// The element at one index of a list.
    Index,
    /// Its fields are those of the object.
    Member,
}

/// The columns of a field that tables of SDKs do not have.
#[derive(Debug, Default, Clone)]
pub(super) struct More {
    pub(super) nullable: Option<bool>,
    /// Sentences say so, and no mark.
    pub(super) null_in_words: bool,
    pub(super) deprecated: bool,
    pub(super) read_only: bool,
    pub(super) write_only: bool,
    /// The field is a list of its type.
    pub(super) is_list: bool,
    pub(super) format: String,
    /// Keywords with a separate column.
    pub(super) keywords: Vec<(&'static str, String)>,
    /// Words of constraints.
    pub(super) limits: Vec<String>,
    /// Words about the values that list none.
    pub(super) unread: Vec<String>,
    pub(super) values: Vec<RawValue>,
    /// Words beside the values say that others may stand, too.
    pub(super) is_open: bool,
    pub(super) title: String,
    /// The reason for `required`, if no mark gives it.
    pub(super) assumed_required: Option<&'static str>,
    /// What the type was taken from, if no cell has it.
    pub(super) assumed_type: Option<&'static str>,
    /// The field is implied by its nested fields.
    pub(super) implied: bool,
    /// Words of the description may list the values.
    pub(super) mines: bool,
    /// The page marks null, so that a field without a mark is not nullable.
    pub(super) null_is_marked: bool,
    pub(super) part: Option<Part>,
    /// Words of columns that are marks elsewhere.
    pub(super) extra_words: Vec<String>,
    /// A default and an example among the constraints.
    pub(super) default: Option<String>,
    pub(super) example: Option<String>,
}

/// A value of an enum, as written.
#[derive(Debug, Clone)]
pub(super) struct RawValue {
    /// Its name in the SDK.
    pub(super) name: Option<String>,
    pub(super) value: String,
    /// Whether quotes mark it as a string; a table has none.
    pub(super) quoted: Option<bool>,
    pub(super) also: Vec<String>,
    pub(super) description: Option<String>,
}
