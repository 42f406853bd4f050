//! The violations of an instance, each with its location.

#[cfg(feature = "conveniences")]
mod more;
#[cfg(any(feature = "conveniences", feature = "evaluator"))]
mod targets;

use std::borrow::Cow;
use std::fmt;

use crate::fault::Fault;
use crate::message::{plain, sentence};
use crate::{Alternative, ViolationParameters};

/// How many violations one report holds; the others are counted.
pub const MAX_VIOLATIONS: usize = 100;

/// One violated assertion.
///
/// Serialises as an object with the keys `instance`, `schema`, `code`, `parameters`, `message`,
/// `severity` and, if known, `line`, `column`, `value` and, for a union, `others` with
/// `othersOmitted`.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Violation {
    /// The location in the instance, as a JSON pointer (RFC 6901) of wire names; empty for the
    /// root.
    pub instance: String,
    /// The violated assertion, as a JSON pointer into the normalised schema:
    /// `#/$defs/X/properties/label/maxLength`.
    pub schema: String,
    /// The keyword (`minLength`, `required`, `type`, ...), else `syntax`,
    /// `duplicateKey`, `depth`, `representation`, `style` (of text that is no JSON, such as a query), or a
    /// rule's name.
    pub code: Cow<'static, str>,
    /// The numbers and names in the message; never the value itself.
    pub parameters: ViolationParameters,
    /// The replacement of the default message; empty if there is none.
    pub(crate) words: Cow<'static, str>,
    /// Its position, if the value was read from text.
    pub position: Option<Position>,
    /// The value it concerns, as JSON text cut to some length; only set by
    /// [`Violations::with_values`].
    pub value: Option<String>,
    /// Whether it refuses the instance.
    pub severity: Severity,
    /// For a union without a matching alternative: those that the violations after this one do not
    /// concern, the nearest first.
    pub others: Vec<Alternative>,
    /// How many more of those there are.
    pub others_omitted: usize,
}

/// A position in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// From 1.
    pub line: usize,
    /// From 1, in Unicode scalar values.
    pub column: usize,
}

/// Whether a violation refuses the instance.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Severity {
    /// The instance is refused.
    Error,
    /// The instance is accepted; only `report` and `report_json` list it.
    Advice,
}

/// All violations of one instance: in the order of the text if it was read from text, else in the
/// order of the schema.
#[derive(Clone, PartialEq, Default)]
pub struct Violations {
    list: Vec<Violation>,
    omitted: usize,
}

impl Violations {
    pub(crate) fn new(list: Vec<Violation>, omitted: usize) -> Self {
        Self { list, omitted }
    }

    pub(crate) fn list_mut(&mut self) -> &mut [Violation] {
        &mut self.list
    }

    /// The violations as a slice.
    #[must_use]
    pub fn as_slice(&self) -> &[Violation] {
        &self.list
    }

    /// The violations, first to last.
    pub fn iter(&self) -> std::slice::Iter<'_, Violation> {
        self.list.iter()
    }

    /// How many are listed.
    #[must_use]
    pub fn len(&self) -> usize {
        self.list.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// How many more there were than [`MAX_VIOLATIONS`].
    #[must_use]
    pub fn omitted(&self) -> usize {
        self.omitted
    }

    /// Whether one of them refuses the instance.
    #[must_use]
    pub fn has_errors(&self) -> bool {
        self.list.iter().any(|v| v.severity == Severity::Error)
    }

    /// Only those that refuse the instance.
    #[must_use]
    pub fn without_advice(mut self) -> Self {
        self.list.retain(|v| v.severity == Severity::Error);
        self
    }
}

impl Violation {
    /// The message for users, from code and parameters: the one of [`Violations::with_messages`],
    /// the author's if a rule has one, else English.
    #[must_use]
    pub fn message(&self) -> Cow<'_, str> {
        sentence(&self.words, &self.code, &self.parameters)
    }

    /// One of the parameters as text: a string itself, anything else as JSON, empty if there is
    /// none of that name. Examples are `limit` and `actual`, `property`, `expected` and `found`:
    /// each code has the parameters of its message.
    #[must_use]
    pub fn parameter(&self, name: &str) -> String {
        plain(&self.parameters, name)
    }

    /// A violation at a location of an instance, by the assertion at a pointer of the schema;
    /// without a position.
    #[inline]
    pub(crate) fn new(fault: Fault, instance: String, schema: String) -> Self {
        let Fault {
            code,
            parameters,
            words,
            severity,
            ..
        } = fault;
        Self {
            instance,
            schema,
            code,
            parameters,
            words,
            position: None,
            value: None,
            severity,
            others: Vec::new(),
            others_omitted: 0,
        }
    }
}

impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(position) = self.position {
            write!(f, "{position}: ")?;
        }
        let place = match self.instance.as_str() {
            "" => "(root)",
            pointer => pointer,
        };
        write!(f, "{place} [{}] {}", self.code, self.message())?;
        if self.severity == Severity::Advice {
            f.write_str(" (advice)")?;
        }
        for other in &self.others {
            write!(f, "\n    or, as {}: {}", other.name, other.reason)?;
            if other.more > 0 {
                write!(f, ", and {} more", other.more)?;
            }
        }
        match self.others_omitted {
            0 => Ok(()),
            1 => f.write_str("\n    or 1 more alternative"),
            n => write!(f, "\n    or {n} more alternatives"),
        }
    }
}

impl fmt::Display for Position {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.line, self.column)
    }
}

impl fmt::Display for Violations {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, violation) in self.list.iter().enumerate() {
            if index > 0 {
                f.write_str("\n")?;
            }
            violation.fmt(f)?;
        }
        match self.omitted {
            0 => Ok(()),
            1 => f.write_str("\nand 1 more violation"),
            n => write!(f, "\nand {n} more violations"),
        }
    }
}

/// The same as `Display`, so that `?` in `main` prints a readable text.
impl fmt::Debug for Violations {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl std::error::Error for Violations {}

impl<'a> IntoIterator for &'a Violations {
    type Item = &'a Violation;
    type IntoIter = std::slice::Iter<'a, Violation>;
    fn into_iter(self) -> Self::IntoIter {
        self.list.iter()
    }
}

impl IntoIterator for Violations {
    type Item = Violation;
    type IntoIter = std::vec::IntoIter<Violation>;
    fn into_iter(self) -> Self::IntoIter {
        self.list.into_iter()
    }
}
