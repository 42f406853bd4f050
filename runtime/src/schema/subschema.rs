//! One subschema of a document, found once: what typed readers ask about what their
//! tables cannot say.

use std::sync::OnceLock;

use super::compile::percent_decoded;
use super::holds::Run;
use super::instance::Instance;
use super::program::{Child, Program};
use super::{Schema, SchemaError, judge};
use crate::custom::written;
use crate::{Node, Value, Violations};

/// One subschema of a [`Schema`], by its pointer; for a `static` of generated code.
#[derive(Debug)]
pub struct Subschema {
    schema: &'static Schema,
    pointer: &'static str,
    place: OnceLock<Option<Child>>,
    /// The evaluator, which is linked where there are subschemas only.
    evaluate: fn(&Subschema, Node<'_>) -> Violations,
    evaluate_value: fn(&Subschema, &Value) -> Violations,
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
            evaluate: Self::evaluate_typed,
            evaluate_value: Self::evaluate_untyped,
        }
    }

    /// Where it stands.
    #[must_use]
    pub const fn pointer(&self) -> &'static str {
        self.pointer
    }

    /// Whether a typed value holds.
    #[must_use]
    pub fn holds(&self, node: Node<'_>) -> bool {
        match written(node) {
            Some(value) => self.verdict(&value),
            None => self.verdict(node),
        }
    }

    /// Whether a value holds.
    #[must_use]
    pub fn holds_value(&self, value: &Value) -> bool {
        self.verdict(value)
    }

    /// What is wrong with a typed value, advice included; instance pointers begin at
    /// it, and there are no positions.
    #[must_use]
    pub fn evaluate(&self, node: Node<'_>) -> Violations {
        (self.evaluate)(self, node)
    }

    fn evaluate_untyped(&self, value: &Value) -> Violations {
        self.violations(value)
    }

    fn evaluate_typed(&self, node: Node<'_>) -> Violations {
        match written(node) {
            Some(value) => self.violations(&value),
            None => self.violations(node),
        }
    }

    /// What is wrong with a value.
    #[must_use]
    pub fn evaluate_value(&self, value: &Value) -> Violations {
        (self.evaluate_value)(self, value)
    }

    fn verdict<'a, I: Instance<'a>>(&self, instance: I) -> bool {
        self.found()
            .is_ok_and(|(program, child)| Run::new(program).verdict(child, instance))
    }

    fn violations<'a, I: Instance<'a>>(&self, instance: I) -> Violations {
        match self.found() {
            Ok((program, child)) => judge(program, child, instance, None),
            Err(error) => error.violations(),
        }
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
