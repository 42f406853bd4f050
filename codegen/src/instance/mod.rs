//! Schemas -> instances of them.
//!
//! Used where an instance proves something (`compare`) and where it shows a type (`generator`, for
//! the HTML reference). Whether an instance is valid, the evaluator says. Knows no files.

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

/// The alternative to be taken of a union: the schema it stands in, which of its unions, and which
/// alternative.
pub(crate) type Branch = (Which, SchemaId, usize, usize);
