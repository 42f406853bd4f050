//! Schemas -> instances of them.
//!
//! Used if an instance proves something (`compare`) or shows a type (`generator`, for the HTML
//! reference). The evaluator decides whether an instance is valid. Knows no files.

mod conjunction;
mod maker;
mod pattern_text;
mod rules;
mod values;

pub(crate) use maker::{Fact, Maker, Style};
pub(crate) use pattern_text::samples;
pub(crate) use values::format_samples;

use crate::schema::SchemaId;

/// Which side of a comparison a schema is of; a maker for one graph uses either.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Which {
    Old,
    New,
}

/// One step from a value to a part of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Step {
    Property(String),
    Item,
    Element(usize),
    /// A property that the schema does not name.
    Undeclared,
}

/// The selected alternative of a union: its schema, the index of the union in it, and that of the
/// alternative.
pub(crate) type Branch = (Which, SchemaId, usize, usize);
