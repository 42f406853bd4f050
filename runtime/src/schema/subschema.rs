//! One subschema of a document, found once: used by typed readers for keywords that their tables
//! cannot express.

use std::sync::OnceLock;

use super::compile::percent_decoded;
use super::holds::Run;
use super::program::{Child, Program};
use super::{Schema, SchemaError, evaluate};
use crate::{Value, Violations};

/// One subschema of a [`Schema`], by its pointer; for a `static` of generated code.
#[derive(Debug)]
pub struct Subschema {
    schema: &'static Schema,
    pointer: &'static str,
    place: OnceLock<Option<Child>>,
    /// The evaluator, which is linked only if there are subschemas.
    evaluate: fn(&Subschema, &Value) -> Violations,
}

impl Subschema {
    /// The subschema at `pointer`, a JSON pointer as a URI fragment (RFC 6901 section 6):
    /// `#/$defs/An%20X`. Should there be none, every instance is refused.
    #[must_use]
    pub const fn new(schema: &'static Schema, pointer: &'static str) -> Self {
        Self {
            schema,
            pointer,
            place: OnceLock::new(),
            evaluate: Self::evaluated,
        }
    }

    /// Its pointer.
    #[must_use]
    pub const fn pointer(&self) -> &'static str {
        self.pointer
    }

    /// Whether a value holds.
    #[must_use]
    pub fn holds_value(&self, value: &Value) -> bool {
        self.found()
            .is_ok_and(|(program, child)| Run::verdict(program, child, value))
    }

    fn evaluated(&self, value: &Value) -> Violations {
        match self.found() {
            Ok((program, child)) => evaluate(program, child, value, None),
            Err(error) => error.violations(),
        }
    }

    /// The violations of a value, advice included; instance pointers begin at it, and there are no
    /// positions.
    #[must_use]
    pub fn evaluate_value(&self, value: &Value) -> Violations {
        (self.evaluate)(self, value)
    }

    fn found(&self) -> Result<(&'static Program, Child), SchemaError> {
        let program = self.schema.program().map_err(Clone::clone)?;
        let place = self.place.get_or_init(|| {
            let plain = percent_decoded(self.pointer)?;
            program.find(&plain)
        });
        let child = place.ok_or_else(|| SchemaError::new(self.pointer, "no such subschema"))?;
        Ok((program, child))
    }
}
