//! The cells of a row -> their content, by the language of the page.

use super::defaults::{self, Said};
use super::language::Language;
use super::row::{More, Row};
use super::text;
use super::types::{self, Type};
use super::worded;
use super::yaml::YamlNode;
use crate::source::Span;

/// A row whose cells were read.
#[derive(Debug, Clone, Default)]
pub(super) struct ParsedRow {
    pub(super) name: String,
    /// `None` if the cell is no type of the language.
    pub(super) ty: Option<Type>,
    pub(super) cell: String,
    /// Parts of the cell that are not understood.
    pub(super) lost: Vec<String>,
    /// Names of things in the cell, and the types they are taken for.
    pub(super) assumed: Vec<(String, Type)>,
    pub(super) required: Option<bool>,
    pub(super) mark: String,
    pub(super) deprecated: bool,
    pub(super) description: String,
    pub(super) example: String,
    pub(super) default: String,
    pub(super) constraints: String,
    pub(super) span: Option<Span>,
    pub(super) more: More,
    /// The rows of the object that the field is.
    pub(super) rows: Vec<ParsedRow>,
    /// The row of the list's elements.
    pub(super) element: Option<Box<ParsedRow>>,
}

impl ParsedRow {
    pub(super) fn is_required(&self) -> bool {
        self.required == Some(true)
    }
}

/// What rows are together.
pub(super) enum Whole {
    Fields(Vec<ParsedRow>),
    /// They are no fields: alternatives, or one type.
    Keywords(Vec<(String, YamlNode)>),
}

pub(super) fn parse_row(row: &Row, language: Language, general: bool) -> ParsedRow {
    let cell = row.name.as_ref();
    let (struck, name) = cell.map(|cell| text::name(&cell.text)).unwrap_or_default();
    let (is_deprecated, description) = match language {
        // Its marks are separate lines, and are read with the row.
        Language::Own => (false, row.description.clone()),
        _ => text::description(&row.description),
    };
    let is_untyped = text::shown(&row.ty).is_empty() && language == Language::Plain;
    let mut more = row.more.clone();
    let shown = Some(()).filter(|()| is_untyped).and_then(|()| {
        let shown = shown_type(row).map(|ty| (ty, "that of its default or example"));
        let is_free = more.values.is_empty() && row.rows.is_empty();
        let words = || worded::read(&row.description).filter(|_| is_free);
        shown.or_else(|| words().map(|ty| (ty, "what its words say")))
    });
    more.assumed_type = shown.as_ref().map(|(_, why)| *why);
    let shown = shown.map(|(ty, _)| ty);
    more.mines = language == Language::Plain;
    let ty = match shown {
        None if is_untyped && !more.values.is_empty() => Some(Type::Any),
        None => {
            let plain = || types::plain::parse(&row.ty).filter(|_| general);
            types::parse(&row.ty, language).or_else(plain)
        }
        shown => shown,
    };
    let mut lost = Vec::new();
    let ty = ty.map(|ty| types::settle_lost(ty, &mut lost));
    ParsedRow {
        name,
        ty,
        lost,
        assumed: Vec::new(),
        cell: row.ty.clone(),
        required: row.required,
        mark: row.mark.clone(),
        deprecated: struck || is_deprecated || row.more.deprecated,
        description,
        example: row.example.clone(),
        default: row.default.clone(),
        constraints: row.constraints.clone(),
        span: cell.map(|cell| cell.span),
        more,
        rows: row
            .rows
            .iter()
            .map(|row| parse_row(row, language, general))
            .collect(),
        element: row
            .element
            .as_deref()
            .map(|row| Box::new(parse_row(row, language, general))),
    }
}

/// The type that a table without a column of types shows by a default or an example.
fn shown_type(row: &Row) -> Option<Type> {
    let text = match defaults::read(&row.default) {
        Said::Value(text) => text,
        Said::Other => return None,
        Said::Nothing if row.example.is_empty() => return None,
        Said::Nothing => text::value(&text::without_tags(&row.example)),
    };
    let value = fieldwright_runtime::from_json::<fieldwright_runtime::Value>(text.as_bytes()).ok();
    Some(match value {
        Some(value) if value.as_bool().is_some() => Type::Boolean,
        Some(value) if value.as_i64().is_some() => Type::Integer,
        Some(value) if value.as_number().is_some() => Type::Number,
        Some(value) if value.as_array().is_some() => Type::Array(Box::new(Type::Any)),
        Some(value) if value.as_object().is_some() => Type::Map(Box::new(Type::Any)),
        Some(value) if value.is_null() => return None,
        _ => Type::String,
    })
}
