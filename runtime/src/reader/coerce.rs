//! Numbers and booleans in texts: `"16"` for an integer, for types with the setting `coerce`.

use super::Reader;
use crate::fault::Fault;
use crate::shape::{Checks, Constraint};
use crate::{Model, Severity};

impl Reader<'_> {
    /// Whether the next value is a text that may hold the value.
    #[inline]
    pub(crate) fn is_coerced(&self, checks: Checks) -> bool {
        self.peek() == Some(b'"') && checks.iter().any(|one| matches!(one, Constraint::Coerce))
    }

    /// Reads the value that the text here holds by JSON's grammar, which is advice; another text is of
    /// the wrong type.
    #[cold]
    pub(crate) fn coerced<T: Model>(
        &mut self,
        expected: &'static str,
        checks: Checks,
    ) -> Option<T> {
        let at = self.position();
        let text = self.text_value(expected)?;
        let mut inner = Reader::new(&text, self.checks);
        let starts = matches!(inner.peek(), Some(b'-' | b'0'..=b'9' | b't' | b'f'));
        let value = starts.then(|| T::read_value(&mut inner, checks)).flatten();
        let is_whole = inner.pos == text.len() && !inner.stopped;
        let problems = inner.into_problems().0;
        let mut codes = problems.iter().map(|problem| &*problem.fault.code);
        if !starts || !is_whole || codes.any(|code| code == "type") {
            self.report_type(at, expected, "string");
            return None;
        }
        if self.checks {
            let expected = ("expected", expected.into());
            let mut fault = Fault::of("coerced", [expected, ("found", "string".into())]);
            fault.severity = Severity::Advice;
            self.broken(at, fault);
        }
        for problem in problems {
            match &*problem.fault.code {
                "representation" => self.type_error(at, problem.fault.clone()),
                _ => self.broken(at, problem.fault.clone()),
            }
        }
        value
    }
}
