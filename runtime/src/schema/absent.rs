//! What stands for the evaluator where the feature `evaluator` is off.

use crate::{Value, Violations};

/// A subschema for the evaluator, of which there is none without the feature `evaluator`.
#[derive(Debug)]
pub enum Subschema {}

impl Subschema {
    pub(crate) fn evaluate_value(&self, _: &Value) -> Violations {
        match *self {}
    }
}
