//! What can be chosen for an input, or for one type or field of it.

mod types;

use std::path::PathBuf;

pub(crate) use types::{Root, RustPath, Segment, TypeSetting, Wish, Wishes};

/// Choices for one input, or for all.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Settings {
    /// `nullable_optional = "option"`: absent and null are both `None`.
    pub(crate) fold_null: bool,
    /// `deserialize = "validated"`: serde checks constraints, too.
    pub(crate) validated: bool,
    /// `builders`: whether structs get one, where the kind of input does not decide.
    pub(crate) builders: Option<bool>,
    /// `unknown`: properties that a schema says nothing of.
    pub(crate) unknown: UnknownProperties,
    /// `include` and `exclude`: the types wanted, as patterns over their names.
    pub(crate) include: Vec<String>,
    pub(crate) exclude: Vec<String>,
    /// `keep_going`: a reference that leads nowhere becomes a type that accepts anything.
    pub(crate) keep_going: bool,
    /// `root_name`: what the root of a JSON Schema is called.
    pub(crate) root_name: Option<String>,
    /// `formats`: what `format` does, where the input does not decide.
    pub(crate) formats: Option<Formats>,
    /// `dialect`: the draft of a JSON Schema that does not name its own.
    pub(crate) dialect: Option<String>,
    /// `docs`: whether a Markdown page is written.
    pub(crate) docs: bool,
    /// `html`: whether it has its pages in the HTML reference.
    pub(crate) html: bool,
    /// `null_as_absent`: null stands for an optional property that is not there.
    pub(crate) null_as_absent: bool,
    /// `defaults = "fill"`: what is absent is read and built as its default.
    pub(crate) fill: bool,
    /// `datetime`: what dates and times are in fields.
    pub(crate) datetime: DateTimes,
    /// `numbers = "exact"`: numbers keep their text.
    pub(crate) exact_numbers: bool,
    /// `overlays`: documents that change the input before it is read.
    pub(crate) overlays: Vec<PathBuf>,
    /// `types`: what is said of one type or field.
    pub(crate) types: Vec<TypeSetting>,
    /// `[formats]`: formats of one's own.
    pub(crate) own_formats: Vec<OwnFormat>,
    /// `forms`: whether types have forms for requests and responses, where the kind of input does
    /// not decide.
    pub(crate) forms: Option<Forms>,
    /// `files`: how many files of Rust, where the size does not decide.
    pub(crate) files: Option<Files>,
    /// `inline`: which inline types are one.
    pub(crate) inline: Inline,
}

/// A format that the user knows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct OwnFormat {
    pub(crate) name: String,
    /// A function of a text that says whether it is one.
    pub(crate) check: Option<RustPath>,
    /// The Rust type of such a text.
    pub(crate) own: Option<RustPath>,
}

/// What a `date-time`, `date` or `time` is in a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DateTimes {
    /// The runtime's types, which keep the text.
    Text,
    /// `String`.
    String,
    /// `jiff::Zoned` and `jiff::civil::Date`. A leap second cannot be held.
    Jiff,
    /// `chrono::DateTime<FixedOffset>` and `chrono::NaiveDate`.
    Chrono,
    /// `time::OffsetDateTime` and `time::Date`. A leap second cannot be held.
    Time,
}

/// What becomes of types with properties that are `readOnly` or `writeOnly`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Forms {
    /// Nothing: the docs say so.
    None,
    /// `X` stays whole, and `XRequest` and `XResponse` are added without what is not sent that way.
    Split,
}

/// Which inline types of an input are one type.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Inline {
    /// Those whose schemas are equal, documentation included.
    Shared,
    /// Those whose schemas are equal, whatever their documentation says.
    Merged,
    /// None: each has a type of its own.
    Separate,
}

/// How many files of Rust an input becomes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Files {
    /// One, however long.
    One,
    /// One for each named type, with its inline types.
    Many,
}

/// What `format` does (JSON Schema 2020-12 validation, section 7.2).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Formats {
    /// Values that break their format are refused.
    Assert,
    /// It is documentation.
    Annotate,
}

/// What becomes of properties that a schema says nothing of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum UnknownProperties {
    /// They are read past.
    Ignore,
    /// They are kept in a map of the struct.
    Keep,
    /// They are refused.
    Deny,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            fold_null: false,
            validated: false,
            builders: None,
            unknown: UnknownProperties::Ignore,
            include: Vec::new(),
            exclude: Vec::new(),
            keep_going: false,
            root_name: None,
            formats: None,
            dialect: None,
            docs: true,
            html: false,
            null_as_absent: false,
            fill: false,
            datetime: DateTimes::Text,
            exact_numbers: false,
            overlays: Vec::new(),
            types: Vec::new(),
            own_formats: Vec::new(),
            forms: None,
            files: None,
            inline: Inline::Shared,
        }
    }
}
