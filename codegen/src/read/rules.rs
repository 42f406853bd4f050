//! `rules`: what several fields of an object have to do with each other.
//!
//! ```yaml
//! rules:
//!   - { requires: { provider_version: [provider] }, message: ... }
//!   - { ineffective: { multiple: account_id }, severity: advice }
//!   - { exactly_one_of: [email, phone], id: contact }
//! ```

use fieldwright_runtime::RuleKind;

use super::report::Report;
use crate::diagnostic::Diagnostic;
use crate::schema::{Rule, Schema, Spanned};
use crate::source::{Key, Kind, Node};

const KINDS: [RuleKind; 5] = [
    RuleKind::Requires,
    RuleKind::Conflicts,
    RuleKind::Ineffective,
    RuleKind::AtLeastOneOf,
    RuleKind::ExactlyOneOf,
];

/// A reader of objects with rules.
pub(super) trait Rules: Report {
    /// Reads a list of rules into `schema`.
    fn rules(&mut self, key: Key<'_>, node: Node<'_>, schema: &mut Schema) {
        if node.kind() != Kind::Sequence {
            self.expected(key.text, node, "a list of rules");
        }
        for item in node.items() {
            self.rule(item, schema);
        }
    }

    /// One rule; `requires: { a: [b], c: [d] }` is short for two.
    fn rule(&mut self, node: Node<'_>, schema: &mut Schema) {
        let mut rule = Rule {
            kind: RuleKind::Requires,
            fields: Vec::new(),
            id: None,
            message: None,
            advice: false,
        };
        let mut found = Vec::new();
        if node.kind() != Kind::Mapping {
            self.expected(
                "a rule",
                node,
                "a mapping such as `{ requires: { a: [b] } }`",
            );
            return;
        }
        for (key, value) in node.entries() {
            match (key.text, KINDS.iter().find(|kind| kind.name() == key.text)) {
                ("id", _) => rule.id = self.text(key, value),
                ("message", _) => rule.message = self.text(key, value),
                ("severity", _) => rule.advice = self.severity(value),
                (_, Some(kind)) => found.push((*kind, value)),
                _ => {
                    let known = KINDS.iter().map(|kind| kind.name());
                    self.unknown_key(key, known.chain(["id", "message", "severity"]));
                }
            }
        }
        let [(kind, argument)] = found.as_slice() else {
            let names = KINDS.map(RuleKind::name).join(", ");
            let message = "a rule says exactly one thing";
            let diagnostic = Diagnostic::error("bad-rule", node.span(), message);
            self.collector()
                .add(diagnostic.help(format!("use one of {names}")));
            return;
        };
        rule.kind = *kind;
        for fields in self.rule_fields(*kind, *argument) {
            let twice = (1..fields.len())
                .find(|end| fields[..*end].iter().any(|f| f.value == fields[*end].value));
            if let Some(field) = twice.and_then(|index| fields.get(index)) {
                let message = format!("the rule names `{}` twice", field.value);
                let help = "a rule is about different fields";
                self.collector()
                    .add(Diagnostic::error("bad-rule", field.span, message).help(help));
            }
            schema.rules.push(Rule {
                fields,
                ..rule.clone()
            });
        }
    }

    fn severity(&mut self, node: Node<'_>) -> bool {
        match node.as_str() {
            Some("error") => false,
            Some("advice") => true,
            _ => {
                self.expected("severity", node, "`error` or `advice`");
                false
            }
        }
    }

    /// The fields of each rule that `argument` stands for.
    fn rule_fields(&mut self, kind: RuleKind, argument: Node<'_>) -> Vec<Vec<Spanned<String>>> {
        match (kind, argument.kind()) {
            (RuleKind::AtLeastOneOf | RuleKind::ExactlyOneOf, Kind::Sequence) => {
                vec![self.names(argument)]
            }
            (RuleKind::AtLeastOneOf | RuleKind::ExactlyOneOf, _) => {
                self.expected(kind.name(), argument, "a list of fields");
                Vec::new()
            }
            (_, Kind::Mapping) => argument
                .entries()
                .map(|(key, others)| {
                    let subject = Spanned::new(key.text.to_owned(), key.span);
                    std::iter::once(subject).chain(self.names(others)).collect()
                })
                .collect(),
            _ => {
                self.expected(
                    kind.name(),
                    argument,
                    "a mapping from a field to other fields",
                );
                Vec::new()
            }
        }
    }

    /// One field, or a list of them.
    fn names(&mut self, node: Node<'_>) -> Vec<Spanned<String>> {
        if let Some(name) = node.as_str() {
            return vec![Spanned::new(name.to_owned(), node.span())];
        }
        if node.kind() != Kind::Sequence || node.is_empty() {
            self.expected("the fields of a rule", node, "a field or a list of fields");
        }
        let mut names = Vec::new();
        for item in node.items() {
            match item.as_str() {
                Some(name) => names.push(Spanned::new(name.to_owned(), item.span())),
                None => self.expected("a field", item, "its name"),
            }
        }
        names
    }
}

impl<R: Report> Rules for R {}
