//! The constraints of a slot beside its documentation, as Markdown.

use super::describe::{Fact, constraints, constraints_and_formats};
use super::prose::{code, code_cell};
use crate::model::{Slot, Type};

/// The constraints and formats of a slot, each as code.
pub(crate) fn constraint_list(place: &Slot) -> Vec<String> {
    let facts = constraints_and_formats(place).into_iter();
    facts.map(fact_code).collect()
}

/// The same without a format that the Rust type implies: `rt::Uuid`, `i32`.
pub(crate) fn residual_constraints(place: &Slot) -> Vec<String> {
    let is_implied = place.custom.is_none() && matches!(place.ty, Type::Text(_) | Type::Integer(_));
    let mut facts = constraints(place);
    facts
        .retain(|fact| !(is_implied && fact.scope.is_empty() && fact.text.starts_with("format: ")));
    facts.into_iter().map(fact_code).collect()
}

/// The constraints and formats of a slot, each as code of a table's cell.
pub(crate) fn constraint_cells(place: &Slot) -> Vec<String> {
    let facts = constraints_and_formats(place).into_iter();
    facts
        .map(|fact| fact.scope + &code_cell(&fact.text))
        .collect()
}

fn fact_code(fact: Fact) -> String {
    fact.scope + &code(&fact.text)
}
