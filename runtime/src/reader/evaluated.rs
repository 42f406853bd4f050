//! Types whose schema says more than a table can: evaluated as a whole.
//!
//! The outermost such type is evaluated on the text as it stands; what lies inside is seen with it,
//! and read for its value only.

use std::rc::Rc;

use super::asked::levels;
use super::{Problem, Reader};
use crate::alternative::{Other, Others};
use crate::fault::Fault;
use crate::locate::offset_of;
use crate::{Model, Severity, Subschema, Value, Violation, Violations};

impl Reader<'_> {
    /// Reads with `read` what stands here, and evaluates it by `subschemas`, all of which must hold.
    pub(super) fn evaluated<T>(
        &mut self,
        subschemas: &'static [Subschema],
        read: impl FnOnce(&mut Self) -> T,
    ) -> T {
        if subschemas.is_empty() || !self.checks || self.evaluating || self.stopped {
            return read(self);
        }
        let Some(found) = self.findings(subschemas) else {
            return read(self); // broken text, which reading tells
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

    /// What the evaluator finds in the value that stands here; `None` where it is no JSON.
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

    /// Drops what reading found wrong since then, but for what the evaluator cannot see.
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

/// What the evaluator found in `text`, which begins at `start`, so deep in the whole.
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

/// What is wrong, without its place.
fn fault(violation: Violation) -> Fault {
    Fault {
        is_misspelt: violation.parameters.get("nearest").is_some(),
        code: violation.code,
        parameters: violation.parameters,
        words: violation.words,
        severity: violation.severity,
    }
}
