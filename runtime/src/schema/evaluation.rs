//! One evaluation -> its verdict and the output formats of the specification.

use super::explain::{Explained, Unit};
use super::output;
use crate::alternative::Others;
use crate::{Map, Value, Violations};

/// The full result of evaluating one instance.
#[derive(Debug)]
pub struct Evaluation(Outcome);

#[derive(Debug)]
enum Outcome {
    Evaluated(Box<Unit>),
    /// There was no instance to evaluate, or no schema.
    Refused(Violations),
}

impl Evaluation {
    pub(super) fn new(explained: Explained) -> Self {
        Self(Outcome::Evaluated(Box::new(Unit {
            valid: explained.valid,
            keyword: String::new(),
            schema: "#".to_owned(),
            instance: String::new(),
            at: None,
            fault: None,
            depth: 0,
            annotation: None,
            children: explained.units,
            others: Others::default(),
        })))
    }

    pub(super) fn of_violations(violations: Violations) -> Self {
        Self(Outcome::Refused(violations))
    }

    /// Whether the instance is valid.
    #[must_use]
    pub fn is_valid(&self) -> bool {
        match &self.0 {
            Outcome::Evaluated(root) => root.valid,
            Outcome::Refused(violations) => violations.is_empty(),
        }
    }

    /// The *Flag* format (JSON Schema 2020-12 core, section 12.4.1).
    #[must_use]
    pub fn flag(&self) -> Value {
        Value::Object(Map::from([("valid", Value::Bool(self.is_valid()))]))
    }

    /// The *Basic* format (JSON Schema 2020-12 core, section 12.4.2): a flat list of
    /// `errors`, or of `annotations` where the instance is valid.
    #[must_use]
    pub fn basic(&self) -> Value {
        match &self.0 {
            Outcome::Evaluated(root) => output::basic(root),
            Outcome::Refused(violations) => refused(violations),
        }
    }

    /// The *Detailed* format (JSON Schema 2020-12 core, section 12.4.3): the same as a
    /// condensed hierarchy.
    #[must_use]
    pub fn detailed(&self) -> Value {
        match &self.0 {
            Outcome::Evaluated(root) => output::detailed(root),
            Outcome::Refused(violations) => refused(violations),
        }
    }
}

fn refused(violations: &Violations) -> Value {
    let errors = violations.iter().map(|violation| {
        Value::Object(Map::from([
            ("valid", Value::Bool(false)),
            ("keywordLocation", Value::from("")),
            ("instanceLocation", Value::from(violation.instance.as_str())),
            ("error", Value::from(&*violation.message())),
        ]))
    });
    Value::Object(Map::from([
        ("valid", Value::Bool(violations.is_empty())),
        ("keywordLocation", Value::from("")),
        ("instanceLocation", Value::from("")),
        ("errors", Value::Array(errors.collect())),
    ]))
}
