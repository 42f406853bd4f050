//! Parameters that travel in the same way and are all new, or all gone: the struct of the others is
//! on one side only, so that there is no pair of types to compare.

use super::change::{Effect, Found, Messages, WireEffect};
use super::operations::Comparison;
use super::side::Side;
use crate::schema::{Operation, Role};

/// The ways in which parameters travel, and what one of them is called.
const GROUPS: [(&str, &str); 4] = [
    ("path", "path parameter"),
    ("query", "query parameter"),
    ("headers", "header"),
    ("cookies", "cookie"),
];

impl Comparison<'_> {
    /// Reports the parameters of an operation whose group the other side lacks.
    pub(super) fn parameter_groups(&mut self, (old, new): (&Operation, &Operation), name: &str) {
        for (group, kind) in GROUPS {
            match (group_of(old, group), group_of(new, group)) {
                (None, Some(came)) => self.came(came, kind, old, name),
                (Some(gone), None) => self.went(gone, new),
                _ => {}
            }
        }
    }

    fn came(&mut self, group: usize, kind: &str, old: &Operation, operation: &str) {
        let side = self.new;
        for (parameter, span, is_required) in parameters(side, group) {
            let path = format!("`{}.{parameter}`", side.name(group));
            let (code, message) = match is_required {
                true => (
                    "required-property-added",
                    format!("{path} is new and required"),
                ),
                false => ("property-added", format!("{path} is new")),
            };
            let refusal = format!("{operation} without the {kind} `{parameter}` is refused");
            let messages = Messages {
                requests: is_required.then_some(refusal),
                ..Messages::default()
            };
            self.found.push(Found {
                definitions: (None, Some(group)),
                spans: (Some(old.span), Some(span)),
                schemas: (None, side.graph.definitions.get(group).map(|d| d.schema)),
                property: Some(parameter),
                messages: Some(messages),
                ..Found::new(code, message)
            });
        }
    }

    fn went(&mut self, group: usize, new: &Operation) {
        let side = self.old;
        for (parameter, span, is_required) in parameters(side, group) {
            let path = format!("`{}.{parameter}`", side.name(group));
            let (code, message) = match is_required {
                true => (
                    "required-property-removed",
                    format!("{path} was required and is gone"),
                ),
                false => ("property-removed", format!("{path} is gone")),
            };
            let why = "the new side ignores what old clients send in it";
            self.found.push(Found {
                definitions: (Some(group), None),
                spans: (Some(span), Some(new.span)),
                schemas: (side.graph.definitions.get(group).map(|d| d.schema), None),
                property: Some(parameter),
                effect: Effect::Same,
                wire: WireEffect::Meaning(why, ""),
                ..Found::new(code, message)
            });
        }
    }
}

/// The parameters of an operation that travel in one way.
fn group_of(operation: &Operation, group: &str) -> Option<usize> {
    let mut parts = operation.parts.iter();
    let part = parts.find(|part| matches!(part.role, Role::Parameters(word) if word == group))?;
    part.definition
}

/// Each parameter of a group, its span, and whether it is required.
fn parameters(side: &Side, group: usize) -> Vec<(String, crate::source::Span, bool)> {
    let Some(definition) = side.graph.definitions.get(group) else {
        return Vec::new();
    };
    let schema = side.graph.get(definition.schema);
    let is_required = |name: &str| schema.required.iter().any(|one| one.value == name);
    let all = schema.properties.iter().map(|property| {
        let name = property.name.value.clone();
        let is_required = is_required(&name);
        (name, property.name.span, is_required)
    });
    all.collect()
}
