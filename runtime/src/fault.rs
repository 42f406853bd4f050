//! A violation without its location: the common form for typed readers, rules and the evaluator.
//!
//! All of them construct a violation here, so that it has the same code and the same parameters;
//! [`crate::message`] makes the message from these on demand.

use std::borrow::Cow;

use crate::suggest::nearest;
use crate::{Map, RuleKind, Severity, Types, Value};

/// The numbers and names in the message of a violation, in its order.
///
/// Serialises as an object.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct ViolationParameters(Vec<(&'static str, Value)>);

/// One broken assertion.
#[derive(Debug, Clone)]
pub(crate) struct Fault {
    /// The keyword, or the name of a rule.
    pub(crate) code: Cow<'static, str>,
    pub(crate) parameters: ViolationParameters,
    /// The author's message; empty if there is none.
    pub(crate) words: Cow<'static, str>,
    pub(crate) severity: Severity,
    /// Whether the value, or the name, is nearly a known one.
    pub(crate) is_misspelt: bool,
}

impl ViolationParameters {
    /// The parameter of a name.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&Value> {
        self.iter().find(|(own, _)| *own == name).map(|one| one.1)
    }

    /// Names and values.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Value)> {
        self.0.iter().map(|(name, value)| (*name, value))
    }

    /// The same as an object.
    #[must_use]
    pub fn to_map(&self) -> Map<Value> {
        self.iter()
            .map(|(name, value)| (name, value.clone()))
            .collect()
    }

    pub(crate) fn push(&mut self, name: &'static str, value: impl Into<Value>) {
        self.0.push((name, value.into()));
    }
}

impl<const N: usize> From<[(&'static str, Value); N]> for ViolationParameters {
    fn from(list: [(&'static str, Value); N]) -> Self {
        Self(Vec::from(list))
    }
}

impl serde::Serialize for ViolationParameters {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        Value::Object(self.to_map()).serialize(serializer)
    }
}

impl Fault {
    /// An error with the default message.
    pub(crate) fn of<const N: usize>(
        code: &'static str,
        parameters: [(&'static str, Value); N],
    ) -> Self {
        Self {
            code: Cow::Borrowed(code),
            parameters: ViolationParameters::from(parameters),
            words: Cow::Borrowed(""),
            severity: Severity::Error,
            is_misspelt: false,
        }
    }

    /// The author's message, else the English one.
    #[cfg(feature = "evaluator")]
    pub(crate) fn message(&self) -> Cow<'_, str> {
        crate::message::sentence(&self.words, &self.code, &self.parameters)
    }

    /// Whether it refuses the instance.
    pub(crate) fn refuses(&self) -> bool {
        self.severity == Severity::Error
    }

    /// More or fewer than a limit.
    pub(crate) fn counted(code: &'static str, limit: u64, actual: u64) -> Self {
        let limit = ("limit", Value::from(limit));
        Self::of(code, [limit, ("actual", Value::from(actual))])
    }

    /// Beyond a number, which is JSON text.
    pub(crate) fn bound(code: &'static str, limit: &str) -> Self {
        let limit = Value::Number(crate::Number::from_text(limit));
        Self::of(code, [("limit", limit)])
    }

    /// A text that a pattern does not match.
    pub(crate) fn pattern(source: &str) -> Self {
        Self::of("pattern", [("pattern", Value::from(source))])
    }

    /// Two elements that are equal.
    pub(crate) fn duplicate((first, second): (usize, usize)) -> Self {
        let first = ("first", Value::from(first as u64));
        Self::of(
            "uniqueItems",
            [first, ("second", Value::from(second as u64))],
        )
    }

    /// Another value than the only one; `text` is the value, where it is one.
    pub(crate) fn constant(value: &Value, text: Option<&str>) -> Self {
        let mut fault = Self::of("const", [("allowed", value.clone())]);
        fault.is_misspelt =
            text.is_some_and(|text| nearest(text, value.as_str().into_iter()).is_some());
        fault
    }

    /// No text of a format.
    pub(crate) fn format(name: &str) -> Self {
        Self::of("format", [("format", Value::from(name))])
    }

    /// A value of an unexpected type. If null is one of several expected types, it is not reported.
    pub(crate) fn types(expected: Types, integers: bool, found: &str) -> Self {
        let others = Types(expected.0 & !Types::NULL.0);
        let reported = if others.0 == 0 { expected } else { others };
        let names = reported.names().map(|name| match name {
            "number" if integers => "integer",
            name => name,
        });
        let names: Vec<&str> = names.collect();
        Self::expected(&names.join(" or "), found)
    }

    /// The same, by the names of types with `or` between.
    pub(crate) fn expected(names: &str, found: &str) -> Self {
        let expected = ("expected", Value::from(names));
        Self::of("type", [expected, ("found", Value::from(found))])
    }

    /// A missing property.
    pub(crate) fn required(name: &str) -> Self {
        Self::of("required", [("property", Value::from(name))])
    }

    /// The same if these undeclared properties are present.
    pub(crate) fn required_among(name: &str, undeclared: &[impl AsRef<str>]) -> Self {
        let mut fault = Self::required(name);
        fault.is_misspelt = nearest(name, undeclared.iter().map(AsRef::as_ref)).is_some();
        fault
    }

    /// A missing property that another one requires.
    #[cfg(feature = "evaluator")]
    pub(crate) fn dependent(name: &str, required: &str) -> Self {
        let property = ("property", Value::from(name));
        let required = ("required", Value::from(required));
        Self::of("dependentRequired", [property, required])
    }

    /// A property that must not be present, with the keyword that refuses it.
    pub(crate) fn unknown<'n>(
        code: &'static str,
        name: &str,
        declared: impl Iterator<Item = &'n str>,
    ) -> Self {
        let fault = Self::of(code, [("property", Value::from(name))]);
        fault.near(nearest(name, declared))
    }

    /// A value that is not in a list; null is not reported beside other values. The keyword is
    /// `enum`, or that of alternatives which are all constants.
    pub(crate) fn listed(code: &'static str, mut allowed: Vec<Value>, text: Option<&str>) -> Self {
        if !allowed.iter().all(Value::is_null) {
            allowed.retain(|value| !value.is_null());
        }
        let mut fault = match code {
            "enum" => Self::of(code, []),
            // A union reports how many of its alternatives match.
            _ => Self::of(code, [("matches", Value::from(0u64))]),
        };
        let known = allowed.iter().filter_map(Value::as_str);
        let near = text.and_then(|text| nearest(text, known));
        let near = near.map(str::to_owned);
        fault.parameters.push("allowed", Value::Array(allowed));
        fault.near(near.as_deref())
    }

    /// A tag that leads to no alternative of a union.
    pub(crate) fn tag(
        code: &'static str,
        property: &str,
        text: Option<&str>,
        allowed: Vec<Value>,
    ) -> Self {
        let near = text.and_then(|text| nearest(text, allowed.iter().filter_map(Value::as_str)));
        let near = near.map(str::to_owned);
        let matches = ("matches", Value::from(0u64));
        let mut fault = Self::of(code, [matches, ("property", Value::from(property))]);
        fault.parameters.push("allowed", Value::from(allowed));
        fault.near(near.as_deref())
    }

    /// A union with the number of matching alternatives; if none matches, the name of the nearest.
    pub(crate) fn union(code: &'static str, matches: u64, nearest: &str) -> Self {
        let nearest = Some(nearest).filter(|name| !name.is_empty());
        Self::of(code, [("matches", Value::from(matches))]).near(nearest)
    }

    /// A rule over the fields of these names.
    pub(crate) fn rule(
        kind: RuleKind,
        names: Vec<&str>,
        code: Cow<'static, str>,
        words: Cow<'static, str>,
        severity: Severity,
    ) -> Self {
        let mut parameters = ViolationParameters::from([("rule", Value::from(kind.name()))]);
        let others = match (kind, names.split_first()) {
            (RuleKind::AtLeastOneOf | RuleKind::ExactlyOneOf | RuleKind::Check, _) | (_, None) => {
                names
            }
            (_, Some((first, others))) => {
                parameters.push("property", Value::from(*first));
                others.to_vec()
            }
        };
        parameters.push("others", Value::from(others));
        if let RuleKind::Compare(comparison) = kind {
            parameters.push("operator", Value::from(comparison.symbol()));
        }
        Self {
            code,
            parameters,
            words,
            severity,
            is_misspelt: false,
        }
    }

    /// Whether the value is of another kind, not an invalid one of the right kind: an alternative
    /// of a union with such a fault is further away.
    pub(crate) fn is_misfit(&self) -> bool {
        let is_of_kind = matches!(
            &*self.code,
            "type"
                | "required"
                | "enum"
                | "const"
                | "additionalProperties"
                | "unevaluatedProperties"
                | "falseSchema"
                | "representation"
        );
        is_of_kind && !self.is_misspelt
    }

    /// Whether it lists one value only.
    pub(crate) fn allows_one(&self) -> bool {
        let allowed = self.parameters.get("allowed").and_then(Value::as_array);
        allowed.is_some_and(|all| all.len() == 1)
    }

    /// Nested deeper than so many levels.
    pub(crate) fn depth(limit: u32) -> Self {
        Self::of("depth", [("limit", Value::from(u64::from(limit)))])
    }

    pub(crate) fn near(mut self, name: Option<&str>) -> Self {
        if let Some(name) = name {
            self.parameters.push("nearest", Value::from(name));
            self.is_misspelt = true;
        }
        self
    }
}
