//! Rules over several fields: which are there, and how two of them compare.

use std::borrow::Cow;

use crate::custom::value_of;
use crate::fault::Fault;
use crate::instant::compare_texts;
use crate::rule_kind::{Comparison, RuleKind};
use crate::shape::{Rule, Shape};
use crate::{Map, Model, Node, Severity, Value, number};

/// The keyword that holds rules in the normalised schema.
pub(crate) const KEYWORD: &str = "x-fieldwright-rules";

/// The rules of `shape` that do not hold for the fields that are present and their values.
pub(crate) fn broken_rules<'v>(
    shape: &'static Shape,
    present: &dyn Fn(usize) -> bool,
    value: &dyn Fn(usize) -> Node<'v>,
) -> impl Iterator<Item = Fault> {
    shape
        .layout()
        .rules
        .iter()
        .filter(move |rule| !holds(rule, present, value))
        .map(move |rule| fault(shape, rule, &*rule.message, rule.severity))
}

fn holds<'v>(
    rule: &Rule,
    present: &dyn Fn(usize) -> bool,
    value: &dyn Fn(usize) -> Node<'v>,
) -> bool {
    let is_present = |index: &usize| present(*index);
    let Some((first, others)) = rule.fields.split_first() else {
        return true; // a function without fields
    };
    match rule.kind {
        RuleKind::Requires => !is_present(first) || others.iter().all(is_present),
        RuleKind::Conflicts | RuleKind::Ineffective => {
            !is_present(first) || !others.iter().any(is_present)
        }
        RuleKind::AtLeastOneOf => rule.fields.iter().any(is_present),
        RuleKind::ExactlyOneOf => rule.fields.iter().filter(|i| is_present(i)).count() == 1,
        RuleKind::Compare(comparison) => match others {
            [other] => compares(comparison, value(*first), value(*other)),
            _ => true,
        },
        // Called for the whole value.
        RuleKind::Check => true,
    }
}

/// A rule as the normalised schema has it.
pub(crate) struct RuleWords<'r> {
    /// Its `id`, else the name of its kind.
    pub(crate) id: &'r str,
    pub(crate) kind: RuleKind,
    /// The fields that it names, by their names on the wire.
    pub(crate) fields: Vec<&'r str>,
    /// The author's message; empty if there is none.
    pub(crate) message: &'r str,
    pub(crate) severity: Severity,
}

impl<'r> RuleWords<'r> {
    pub(crate) fn of(rule: &'r Map<Value>) -> Option<Self> {
        let (kind, fields) = RuleKind::parse(rule)?;
        let word = |key| rule.get(key).and_then(Value::as_str);
        Some(Self {
            id: word("id").unwrap_or(kind.name()),
            kind,
            fields,
            message: word("message").unwrap_or_default(),
            severity: match word("severity") {
                Some("advice") => Severity::Advice,
                _ => Severity::Error,
            },
        })
    }
}

impl RuleKind {
    /// The value of a rule of this kind over these fields in the normalised schema: the inverse of
    /// [`Self::parse`].
    #[doc(hidden)]
    #[must_use]
    pub fn argument(self, fields: &[&str]) -> Value {
        let (first, value) = match (self, fields) {
            (Self::AtLeastOneOf | Self::ExactlyOneOf | Self::Check, _) | (_, []) => {
                return Value::from(fields.to_vec());
            }
            (Self::Compare(comparison), [left, right, ..]) => {
                let right = format!("{} {right}", comparison.symbol());
                (left, Value::from(right))
            }
            (_, [first, others @ ..]) => (first, Value::from(others.to_vec())),
        };
        Value::Object(Map::from([(*first, value)]))
    }

    /// The kind of a rule as the normalised schema has it, and the fields that it names.
    fn parse(rule: &Map<Value>) -> Option<(Self, Vec<&str>)> {
        const KINDS: [RuleKind; 6] = [
            RuleKind::Requires,
            RuleKind::Conflicts,
            RuleKind::Ineffective,
            RuleKind::AtLeastOneOf,
            RuleKind::ExactlyOneOf,
            RuleKind::Check,
        ];
        if let Some(compare) = rule.get("compare") {
            // `{ "a": "<= b" }`
            let (left, right) = compare.as_object()?.get_index(0)?;
            let (comparison, right) = Comparison::parse(right.as_str()?)?;
            return Some((Self::Compare(comparison), vec![left, right]));
        }
        let mut kinds = KINDS.into_iter();
        let (kind, argument) = kinds.find_map(|kind| Some((kind, rule.get(kind.name())?)))?;
        let mut names = Vec::new();
        let others = match argument {
            Value::Object(one) => {
                let (first, others) = one.get_index(0)?;
                names.push(first);
                others
            }
            list => list,
        };
        for name in others.as_array()? {
            names.push(name.as_str()?);
        }
        Some((kind, names))
    }
}

/// Numbers and texts compare with their like; for other values the rule holds.
fn compares(comparison: Comparison, left: Node<'_>, right: Node<'_>) -> bool {
    let ordering = match (left.peel(), right.peel()) {
        (Node::Custom(own), right) => {
            return compares(comparison, value_of(own).view_value(), right);
        }
        (left, Node::Custom(own)) => {
            return compares(comparison, left, value_of(own).view_value());
        }
        (Node::Text(left), Node::Text(right)) => compare_texts(left, right),
        (left, right) => match (left.num(), right.num()) {
            (Some(left), Some(right)) => number::compare(&left.text(), &right.text()),
            _ => return true,
        },
    };
    comparison.allows(ordering)
}

/// A violated rule, with the author's message or that of a finding.
pub(crate) fn fault(
    shape: &'static Shape,
    rule: &'static Rule,
    words: impl Into<Cow<'static, str>>,
    severity: Severity,
) -> Fault {
    let names = rule.fields.iter().map(|index| shape.wire(*index));
    let id = Cow::Borrowed(&*rule.id);
    Fault::rule(rule.kind, names.collect(), id, words.into(), severity)
}
