//! What a broken assertion is told: code, parameters, and the author's words.

use std::borrow::Cow;

use super::super::holds::MAX_STEPS;
use super::super::leaf::length;
use super::super::program::{Enumeration, Objects, Rule, Texts};
use crate::message::sentence;
use crate::suggest::nearest;
use crate::{Map, RuleKind, Severity, Value, Violation};

/// One broken assertion, before its place is known.
#[derive(Debug)]
pub(in super::super) struct Fault {
    pub(in super::super) code: Cow<'static, str>,
    pub(in super::super) parameters: Map<Value>,
    words: Box<str>,
    pub(in super::super) severity: Severity,
}

impl Fault {
    pub(super) fn of<const N: usize>(
        code: &'static str,
        parameters: [(&'static str, Value); N],
    ) -> Self {
        Self {
            code: Cow::Borrowed(code),
            parameters: Map::from(parameters),
            words: Box::default(),
            severity: Severity::Error,
        }
    }

    pub(in super::super) fn message(&self) -> String {
        sentence(&self.words, &self.code, &self.parameters)
    }

    pub(in super::super) fn violation(self, instance: String, schema: String) -> Violation {
        let Self {
            code,
            parameters,
            words,
            severity,
        } = self;
        Violation::new((instance, schema), code, parameters, &words, severity)
    }

    pub(super) fn refuses(&self) -> bool {
        self.severity == Severity::Error
    }

    pub(super) fn counted(code: &'static str, limit: u64, actual: u64) -> Self {
        let parameters = [
            ("limit", Value::from(limit)),
            ("actual", Value::from(actual)),
        ];
        Self::of(code, parameters)
    }

    pub(super) fn depth() -> Self {
        let limit = Value::from(u64::from(MAX_STEPS));
        Self::of("depth", [("limit", limit)])
    }

    pub(super) fn types(types: u8, integers: bool, found: &str) -> Self {
        const NAMES: [&str; 6] = ["null", "boolean", "number", "string", "array", "object"];
        let names = NAMES.iter().enumerate();
        let names = names.filter(|(bit, _)| types & (1 << bit) != 0);
        let names = names.map(|(_, name)| match *name {
            "number" if integers => "integer",
            name => name,
        });
        let names: Vec<&str> = names.collect();
        let parameters = [
            ("expected", Value::from(names.join(" or "))),
            ("found", Value::from(found)),
        ];
        Self::of("type", parameters)
    }

    pub(super) fn enumeration(enumeration: &Enumeration, text: Option<&str>) -> Self {
        let mut fault = Self::of("enum", [("allowed", enumeration.all.clone())]);
        let all = enumeration.all.as_array().unwrap_or_default();
        let known = all.iter().filter_map(Value::as_str);
        if let Some(near) = text.and_then(|text| nearest(text, known)) {
            fault.parameters.insert("nearest", Value::from(near));
        }
        fault
    }

    /// A value that is none of the constants that alternatives are.
    pub(super) fn listed(code: &'static str, allowed: Vec<Value>, text: Option<&str>) -> Self {
        let mut fault = Self::of(code, [("matches", Value::from(0u64))]);
        let known = allowed.iter().filter_map(Value::as_str);
        let near = text.and_then(|text| nearest(text, known)).map(Value::from);
        fault.parameters.insert("allowed", Value::Array(allowed));
        if let Some(near) = near {
            fault.parameters.insert("nearest", near);
        }
        fault
    }

    /// A tag that no alternative of a union has.
    pub(super) fn tag(
        code: &'static str,
        property: &str,
        text: Option<&str>,
        allowed: Vec<&str>,
    ) -> Self {
        let mut fault = Self::of(
            code,
            [
                ("matches", Value::from(0u64)),
                ("property", Value::from(property)),
            ],
        );
        if let Some(near) = text.and_then(|text| nearest(text, allowed.iter().copied())) {
            fault.parameters.insert("nearest", Value::from(near));
        }
        fault.parameters.insert("allowed", Value::from(allowed));
        fault
    }

    /// A property that must not be there.
    pub(super) fn unknown(code: &'static str, name: &str, objects: &Objects) -> Self {
        let mut fault = Self::of(code, [("property", Value::from(name))]);
        let slots = objects.keys.names().iter().zip(&objects.slots);
        let declared = slots.filter(|(_, slot)| slot.schema.is_some());
        if let Some(near) = nearest(name, declared.map(|(name, _)| &**name)) {
            fault.parameters.insert("nearest", Value::from(near));
        }
        fault
    }

    /// The keywords that a string breaks.
    pub(super) fn of_text(texts: &Texts, text: &str) -> Vec<(&'static str, Self)> {
        let mut out = Vec::new();
        let count = length(text);
        if let Some(min) = texts.min.filter(|min| count < *min) {
            out.push(("minLength", Self::counted("minLength", min, count)));
        }
        if let Some(max) = texts.max.filter(|max| count > *max) {
            out.push(("maxLength", Self::counted("maxLength", max, count)));
        }
        if let Some(pattern) = texts.pattern.as_ref().filter(|p| !p.is_match(text)) {
            let source = Value::from(&*pattern.source);
            out.push(("pattern", Self::of("pattern", [("pattern", source)])));
        }
        if let Some(format) = texts.format.filter(|format| !format.matches(text)) {
            let name = Value::from(format.name());
            out.push(("format", Self::of("format", [("format", name)])));
        }
        out
    }

    pub(super) fn rule(rule: &Rule, objects: &Objects) -> Self {
        let names = rule.fields.iter();
        let names = names.map(|slot| objects.keys.name(*slot as usize));
        let names: Vec<&str> = names.collect();
        let mut parameters = Map::from([("rule", Value::from(rule.kind.name()))]);
        let others = match (rule.kind, names.split_first()) {
            (RuleKind::AtLeastOneOf | RuleKind::ExactlyOneOf, _) | (_, None) => names,
            (_, Some((first, others))) => {
                parameters.insert("property", Value::from(*first));
                others.to_vec()
            }
        };
        parameters.insert("others", Value::from(others));
        if let RuleKind::Compare(comparison) = rule.kind {
            parameters.insert("operator", Value::from(comparison.symbol()));
        }
        Self {
            code: Cow::Owned(rule.id.to_string()),
            parameters,
            words: rule.message.clone(),
            severity: rule.severity,
        }
    }
}
