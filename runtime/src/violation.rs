//! The violations of an instance, each with its location.

use std::borrow::Cow;
use std::fmt;

use crate::fault::Fault;
use crate::message::{plain, sentence};
use crate::pointer::push_segment;
use crate::{Alternative, Map, Value, ViolationParameters};

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

    /// Replaces messages: if `words` returns a text for a violation, it becomes its message.
    /// Messages depend on code and parameters, so a table of them is a `match`, for another
    /// language or another tone. The reasons of other alternatives of a union are violations, too:
    ///
    /// ```
    /// use fieldwright_runtime::{DateTime, Violation};
    ///
    /// fn german(violation: &Violation) -> Option<String> {
    ///     let of = |name| violation.parameter(name);
    ///     Some(match &*violation.code {
    ///         "required" => format!("„{}“ fehlt", of("property")),
    ///         "minLength" => format!("muss mindestens {} Zeichen haben", of("limit")),
    ///         "format" => format!("ist kein gültiger Wert der Art {}", of("format")),
    ///         _ => return None, // stays as it is
    ///     })
    /// }
    ///
    /// let violations = DateTime::try_from("gestern").unwrap_err().with_messages(german);
    /// assert_eq!(violations.as_slice()[0].message(), "ist kein gültiger Wert der Art date-time");
    /// ```
    #[must_use]
    pub fn with_messages(mut self, words: impl Fn(&Violation) -> Option<String>) -> Self {
        for violation in &mut self.list {
            violation.each_mut(&mut |violation| {
                if let Some(message) = words(violation) {
                    violation.words = message.into();
                }
            });
        }
        self
    }

    /// Those that concern the value at a JSON pointer, including missing properties and rules over
    /// fields ([`Violation::targets`]); `""` is the whole.
    pub fn at<'v>(&'v self, pointer: &'v str) -> impl Iterator<Item = &'v Violation> {
        let is_about = move |one: &&Violation| one.targets().iter().any(|own| own == pointer);
        self.list.iter().filter(is_about)
    }

    /// The violations grouped by the top-level field that they concern, for a form of a web page:
    /// its name on the wire, or `""` for those that concern no field. One that concerns several
    /// fields is listed under each.
    #[must_use]
    pub fn by_field(&self) -> Map<Vec<&Violation>> {
        let mut found: Map<Vec<&Violation>> = Map::new();
        for violation in &self.list {
            for target in violation.targets() {
                let first = target.split('/').nth(1).unwrap_or_default();
                let field = first.replace("~1", "/").replace("~0", "~");
                match found.get_mut(&field) {
                    Some(list) if list.iter().any(|one| std::ptr::eq(*one, violation)) => {}
                    Some(list) => list.push(violation),
                    None => _ = found.insert(field, vec![violation]),
                }
            }
        }
        found
    }

    /// The violations as a JSON value: `{"violations": [...], "omitted": n}`.
    #[must_use]
    pub fn to_value(&self) -> Value {
        let mut map = Map::new();
        let list = self.list.iter().map(Violation::to_value).collect();
        map.insert("violations", Value::Array(list));
        map.insert("omitted", Value::from(self.omitted as u64));
        Value::Object(map)
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

    /// Pointers to the values it concerns: the properties that a rule or a missing property names,
    /// else the instance itself.
    #[must_use]
    pub fn targets(&self) -> Vec<String> {
        let names = match &*self.code {
            "required" => vec!["property"],
            "dependentRequired" => vec!["property", "required"],
            _ if self.names_fields() => vec!["property", "others"],
            _ => return vec![self.instance.clone()],
        };
        let values = names
            .into_iter()
            .filter_map(|name| self.parameters.get(name));
        let names = values.flat_map(|value| match value {
            Value::Array(names) => names.iter().filter_map(Value::as_str).collect(),
            name => Vec::from_iter(name.as_str()),
        });
        names
            .map(|name| {
                let mut pointer = self.instance.clone();
                push_segment(&mut pointer, name);
                pointer
            })
            .collect()
    }

    /// Whether it comes from a rule that names fields.
    fn names_fields(&self) -> bool {
        let others = self.parameters.get("others").and_then(Value::as_array);
        let named = self.parameters.get("property").is_some();
        let is_rule = self.parameters.get("rule").is_some();
        is_rule && (named || others.is_some_and(|others| !others.is_empty()))
    }

    /// A violation at a location of an instance, by the assertion at a pointer of the schema;
    /// without a position.
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

    /// Calls `change` with it and with the violations of other alternatives.
    pub(crate) fn each_mut(&mut self, change: &mut dyn FnMut(&mut Self)) {
        change(self);
        for other in &mut self.others {
            other.reason.each_mut(change);
        }
    }

    pub(crate) fn to_value(&self) -> Value {
        Value::Object(self.to_map())
    }

    pub(crate) fn to_map(&self) -> Map<Value> {
        let mut map = Map::new();
        map.insert("instance", Value::from(self.instance.as_str()));
        map.insert("schema", Value::from(self.schema.as_str()));
        map.insert("code", Value::from(&*self.code));
        map.insert("parameters", Value::Object(self.parameters.to_map()));
        map.insert("message", Value::from(&*self.message()));
        map.insert("severity", Value::from(self.severity.name()));
        if let Some(position) = self.position {
            map.insert("line", Value::from(position.line as u64));
            map.insert("column", Value::from(position.column as u64));
        }
        if let Some(value) = &self.value {
            map.insert("value", Value::from(value.as_str()));
        }
        if !self.others.is_empty() || self.others_omitted > 0 {
            let others = self.others.iter().map(Alternative::to_value).collect();
            map.insert("others", Value::Array(others));
            map.insert("othersOmitted", Value::from(self.others_omitted as u64));
        }
        map
    }
}

impl Severity {
    /// `error` or `advice`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Advice => "advice",
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

impl serde::Serialize for Violation {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.to_value().serialize(serializer)
    }
}

impl serde::Serialize for Violations {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.to_value().serialize(serializer)
    }
}
