//! A violation without its location: the common form for typed readers, rules and the evaluator.
//!
//! All of them construct a violation here, so that it has the same code and the same parameters;
//! [`crate::message`] makes the message from these on demand.

use std::borrow::Cow;

use crate::parameters::Parameter;
use crate::suggest::nearest;
use crate::{Number, RuleKind, Severity, Types, Value, ViolationParameters};

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

impl Fault {
    /// An error with the default message.
    pub(crate) fn of<const N: usize>(
        code: &'static str,
        parameters: [(&'static str, Parameter); N],
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
        Self::of(code, [("limit", limit.into()), ("actual", actual.into())])
    }

    /// Beyond a number, which is JSON text.
    pub(crate) fn bound(code: &'static str, limit: &str) -> Self {
        Self::of(code, [("limit", Number::from_text(limit).into())])
    }

    /// A text that a pattern does not match.
    pub(crate) fn pattern(source: impl Into<Parameter>) -> Self {
        Self::of("pattern", [("pattern", source.into())])
    }

    /// Two elements that are equal.
    pub(crate) fn duplicate((first, second): (usize, usize)) -> Self {
        let second = ("second", (second as u64).into());
        Self::of("uniqueItems", [("first", (first as u64).into()), second])
    }

    /// Another value than the only one; `text` is the value, where it is one.
    pub(crate) fn constant(value: &Value, text: Option<&str>) -> Self {
        let mut fault = Self::of("const", [("allowed", value.clone().into())]);
        fault.is_misspelt =
            text.is_some_and(|text| nearest(text, value.as_str().into_iter()).is_some());
        fault
    }

    /// No text of a format.
    pub(crate) fn format(name: &'static str) -> Self {
        Self::of("format", [("format", name.into())])
    }

    /// A value of an unexpected type. If null is one of several expected types, it is not reported.
    pub(crate) fn types(expected: Types, integers: bool, found: &'static str) -> Self {
        let others = Types(expected.0 & !Types::NULL.0);
        let reported = if others.0 == 0 { expected } else { others };
        let mut names = reported.names().map(|name| match name {
            "number" if integers => "integer",
            name => name,
        });
        let first = names.next().unwrap_or_default();
        let mut all = Cow::Borrowed(first);
        for name in names {
            let all = all.to_mut();
            all.push_str(" or ");
            all.push_str(name);
        }
        Self::expected(Parameter::Text(all), found)
    }

    /// The same, by the names of types with `or` between.
    pub(crate) fn expected(names: impl Into<Parameter>, found: &'static str) -> Self {
        let expected = ("expected", names.into());
        Self::of("type", [expected, ("found", found.into())])
    }

    /// A missing property.
    pub(crate) fn required(name: impl Into<Parameter>) -> Self {
        Self::of("required", [("property", name.into())])
    }

    /// The same if these undeclared properties are present.
    pub(crate) fn required_among(name: &str, undeclared: &[impl AsRef<str>]) -> Self {
        let mut fault = Self::required(name.to_owned());
        fault.is_misspelt = nearest(name, undeclared.iter().map(AsRef::as_ref)).is_some();
        fault
    }

    /// A missing property that another one requires.
    #[cfg(feature = "evaluator")]
    pub(crate) fn dependent(name: &str, required: &str) -> Self {
        let property = ("property", name.to_owned().into());
        let required = ("required", required.to_owned().into());
        Self::of("dependentRequired", [property, required])
    }

    /// A property that must not be present, with the keyword that refuses it.
    pub(crate) fn unknown<'n>(
        code: &'static str,
        name: &str,
        declared: impl Iterator<Item = &'n str>,
    ) -> Self {
        let fault = Self::of(code, [("property", name.to_owned().into())]);
        fault.near(nearest(name, declared).map(str::to_owned))
    }

    /// A value that is not in a list; null is not reported beside other values. The keyword is
    /// `enum`, or that of alternatives which are all constants.
    pub(crate) fn listed(code: &'static str, mut allowed: Vec<Value>, text: Option<&str>) -> Self {
        if !allowed.iter().all(Value::is_null) {
            allowed.retain(|value| !value.is_null());
        }
        let known = allowed.iter().filter_map(Value::as_str);
        let near = text.and_then(|text| nearest(text, known));
        let near = near.map(str::to_owned);
        Self::among(code, Value::Array(allowed)).near(near)
    }

    /// The same of the texts of a table.
    pub(crate) fn unlisted(
        code: &'static str,
        allowed: &'static [&'static str],
        text: &str,
    ) -> Self {
        let near = nearest(text, allowed.iter().copied());
        Self::among(code, allowed).near(near)
    }

    fn among(code: &'static str, allowed: impl Into<Parameter>) -> Self {
        let allowed = ("allowed", allowed.into());
        match code {
            "enum" => Self::of(code, [allowed]),
            // A union reports how many of its alternatives match.
            _ => Self::of(code, [("matches", 0.into()), allowed]),
        }
    }

    /// A tag that leads to no alternative of a union.
    pub(crate) fn tag(
        code: &'static str,
        property: impl Into<Parameter>,
        text: Option<&str>,
        allowed: Vec<Value>,
    ) -> Self {
        let near = text.and_then(|text| nearest(text, allowed.iter().filter_map(Value::as_str)));
        let near = near.map(str::to_owned);
        let (matches, property) = (("matches", 0.into()), ("property", property.into()));
        let allowed = ("allowed", Value::from(allowed).into());
        Self::of(code, [matches, property, allowed]).near(near)
    }

    /// A union with the number of matching alternatives; if none matches, the name of the nearest.
    pub(crate) fn union(code: &'static str, matches: u64, nearest: &str) -> Self {
        let nearest = Some(nearest).filter(|name| !name.is_empty());
        Self::of(code, [("matches", matches.into())]).near(nearest.map(str::to_owned))
    }

    /// A rule over the fields of these names.
    pub(crate) fn rule(
        kind: RuleKind,
        names: Vec<&str>,
        code: Cow<'static, str>,
        words: Cow<'static, str>,
        severity: Severity,
    ) -> Self {
        let mut parameters = ViolationParameters::from([("rule", kind.name().into())]);
        let others = match (kind, names.split_first()) {
            (RuleKind::AtLeastOneOf | RuleKind::ExactlyOneOf | RuleKind::Check, _) | (_, None) => {
                names
            }
            (_, Some((first, others))) => {
                parameters.push("property", (*first).to_owned());
                others.to_vec()
            }
        };
        parameters.push("others", Value::from(others));
        if let RuleKind::Compare(comparison) = kind {
            parameters.push("operator", comparison.symbol());
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
        self.parameters.count_of("allowed") == Some(1)
    }

    /// Nested deeper than so many levels.
    pub(crate) fn depth(limit: u32) -> Self {
        Self::of("depth", [("limit", u64::from(limit).into())])
    }

    pub(crate) fn near(mut self, name: Option<impl Into<Parameter>>) -> Self {
        if let Some(name) = name {
            self.parameters.push("nearest", name);
            self.is_misspelt = true;
        }
        self
    }
}
