//! Rules over the presence of several fields.

use crate::shape::{Rule, RuleKind, Shape};
use crate::{Map, Severity, Value};

/// A rule that does not hold.
pub(crate) struct BrokenRule {
    pub(crate) code: &'static str,
    /// The keyword that holds it in the normalised schema.
    pub(crate) keyword: &'static str,
    pub(crate) parameters: Map<Value>,
    pub(crate) message: &'static str,
    pub(crate) severity: Severity,
}

/// The rules of `shape` that do not hold for the fields that are present.
pub(crate) fn broken_rules(
    shape: &'static Shape,
    present: &dyn Fn(usize) -> bool,
) -> impl Iterator<Item = BrokenRule> {
    shape
        .rules
        .iter()
        .filter(move |rule| !holds(rule, present))
        .map(move |rule| describe(shape, rule))
}

fn holds(rule: &Rule, present: &dyn Fn(usize) -> bool) -> bool {
    let is_present = |index: &u16| present(usize::from(*index));
    let Some((first, others)) = rule.fields.split_first() else {
        return true;
    };
    match rule.kind {
        RuleKind::Requires => !is_present(first) || others.iter().all(is_present),
        RuleKind::Conflicts | RuleKind::Ineffective => {
            !is_present(first) || !others.iter().any(is_present)
        }
        RuleKind::AtLeastOneOf => rule.fields.iter().any(is_present),
        RuleKind::ExactlyOneOf => rule.fields.iter().filter(|i| is_present(i)).count() == 1,
        // Types with such a rule are judged by the evaluator.
        RuleKind::Compare(_) => true,
    }
}

fn describe(shape: &'static Shape, rule: &'static Rule) -> BrokenRule {
    let name = |index: &u16| {
        shape
            .fields
            .get(usize::from(*index))
            .map_or("", |field| field.name)
    };
    let mut parameters = Map::from([("rule", Value::from(rule.kind.name()))]);
    let others = match (rule.kind, rule.fields.split_first()) {
        (RuleKind::AtLeastOneOf | RuleKind::ExactlyOneOf, _) | (_, None) => rule.fields,
        (_, Some((first, others))) => {
            parameters.insert("property", Value::from(name(first)));
            others
        }
    };
    let others: Vec<&str> = others.iter().map(name).collect();
    parameters.insert("others", Value::from(others));
    BrokenRule {
        code: rule.id,
        keyword: "x-fieldwright-rules",
        parameters,
        message: rule.message,
        severity: rule.severity,
    }
}
