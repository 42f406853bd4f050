//! Types whose table cannot express their schema: evaluated as a whole.
//!
//! The outermost such type is evaluated on the text; values inside it are evaluated with it, and
//! only read for their value.

use std::rc::Rc;

use super::asked::levels;
use super::pointed::offset_of;
use super::{Problem, Reader};
use crate::alternative::{Other, Others};
use crate::fault::Fault;
use crate::{Model, Severity, Subschema, Value, Violation, Violations};

impl Reader<'_> {
    /// Reads the next value with `read`, and evaluates it by `subschemas`, all of which must hold.
    pub(super) fn evaluated<T>(
        &mut self,
        subschemas: &'static [Subschema],
        read: impl FnOnce(&mut Self) -> T,
    ) -> T {
        if subschemas.is_empty() || !self.checks || self.evaluating || self.stopped {
            return read(self);
        }
        let Some(found) = self.findings(subschemas) else {
            return read(self); // broken text, which reading reports
        };
        let before = self.save();
        self.evaluating = true;
        let value = read(self);
        self.evaluating = false;
        let is_error = |violation: &&Violation| violation.severity == Severity::Error;
        if found.iter().flatten().any(|violation| is_error(&violation)) {
            let end = self.pos;
            self.replace(before.problems, before.errors);
            for violations in found {
                self.add_found(violations, before.pos, end);
            }
        }
        value
    }

    /// The findings of the evaluator for the next value; `None` if it is not JSON.
    fn findings(&mut self, subschemas: &'static [Subschema]) -> Option<Vec<Violations>> {
        let before = self.save();
        let checks = std::mem::replace(&mut self.checks, false);
        let value = Value::read_value(self, &[]);
        self.checks = checks;
        let stopped = std::mem::replace(&mut self.stopped, false);
        let is_whole = !stopped && self.errors == before.errors;
        self.go_back(&before);
        let value = value.filter(|_| is_whole)?;
        Some(
            subschemas
                .iter()
                .map(|one| one.evaluate_value(&value))
                .collect(),
        )
    }

    /// Drops the problems found since then, except those that the evaluator cannot see.
    fn replace(&mut self, problems: usize, errors: usize) {
        let mut index = 0;
        self.problems.retain(|problem| {
            index += 1;
            index <= problems || problem.fault.code == "representation"
        });
        self.errors = errors + (self.problems.len() - problems);
    }

    fn add_found(&mut self, violations: Violations, start: usize, end: usize) {
        let text = self.text.get(start..end).unwrap_or_default();
        self.omitted += violations.omitted();
        for violation in violations {
            self.add(problem(violation, (start, self.depth), text));
        }
    }
}

/// A finding of the evaluator in `text`, which begins at `start`, at this depth in the whole text.
fn problem(mut violation: Violation, (start, depth): (usize, u32), text: &str) -> Problem {
    let others = std::mem::take(&mut violation.others);
    let list = others.into_iter().map(|other| Other {
        name: other.name,
        schema: other.schema,
        reason: Box::new(Rc::new(problem(other.reason, (start, depth), text))),
        more: other.more,
    });
    let others = Others {
        list: list.collect(),
        omitted: violation.others_omitted,
    };
    let at = start + offset_of(text, &violation.instance);
    let depth = depth + levels(&violation.instance);
    let schema = std::mem::take(&mut violation.schema);
    Problem {
        others,
        ..Problem::new((at, depth), schema, fault(violation))
    }
}

/// The violation without its location.
fn fault(violation: Violation) -> Fault {
    Fault {
        is_misspelt: violation.parameters.get("nearest").is_some(),
        code: violation.code,
        parameters: violation.parameters,
        words: violation.words,
        severity: violation.severity,
    }
}
