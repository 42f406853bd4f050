//! `rules`: relations between several fields of an object.
//!
//! ```yaml
//! rules:
//!   - { requires: { provider_version: [provider] }, message: ... }
//!   - { ineffective: { multiple: account_id }, severity: advice }
//!   - { exactly_one_of: [email, phone], id: contact }
//!   - { compare: { start_at: <= end_at } }
//!   - { check: "crate::rules::ends_in_time", targets: [end_at] }
//! ```

use fieldwright_runtime::{Comparison, RuleKind};

use super::report::Report;
use crate::diagnostic::Diagnostic;
use crate::schema::{Rule, Schema, Spanned};
use crate::source::{Key, Kind, Node};

/// One of each; how the fields of `compare` compare is in its argument.
const KINDS: [RuleKind; 7] = [
    RuleKind::Requires,
    RuleKind::Conflicts,
    RuleKind::Ineffective,
    RuleKind::AtLeastOneOf,
    RuleKind::ExactlyOneOf,
    RuleKind::Compare(Comparison::Equal),
    RuleKind::Check,
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
            check: None,
            id: None,
            message: None,
            advice: false,
        };
        let mut found = Vec::new();
        let mut targets = None;
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
                ("targets", _) => targets = Some((key, value)),
                (_, Some(kind)) => found.push((*kind, value)),
                _ => {
                    let known = KINDS.iter().map(|kind| kind.name());
                    self.unknown_key(key, known.chain(["id", "message", "severity", "targets"]));
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
        let kind = *kind;
        if kind == RuleKind::Check {
            match argument.as_str() {
                Some(path) => {
                    let path = Spanned::new(path.to_owned(), argument.span());
                    let fields = targets.map(|(_, names)| self.names(names));
                    let fields = fields.unwrap_or_default();
                    let check = Some(path);
                    schema.rules.push(Rule {
                        kind,
                        fields,
                        check,
                        ..rule
                    });
                }
                None => self.expected("check", *argument, "the path of a function of Rust"),
            }
            return;
        }
        if let Some((key, _)) = targets {
            let message = "only a rule that is a function names its targets";
            let help = "the other kinds are about the fields that they name";
            self.collector()
                .add(Diagnostic::error("bad-rule", key.span, message).help(help));
        }
        for (kind, fields) in self.rule_fields(kind, *argument) {
            let twice = (1..fields.len())
                .find(|end| fields[..*end].iter().any(|f| f.value == fields[*end].value));
            if let Some(field) = twice.and_then(|index| fields.get(index)) {
                let message = format!("the rule names `{}` twice", field.value);
                let help = "a rule is about different fields";
                self.collector()
                    .add(Diagnostic::error("bad-rule", field.span, message).help(help));
            }
            schema.rules.push(Rule {
                kind,
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

    /// The fields of each rule in `argument`.
    fn rule_fields(
        &mut self,
        kind: RuleKind,
        argument: Node<'_>,
    ) -> Vec<(RuleKind, Vec<Spanned<String>>)> {
        match (kind, argument.kind()) {
            (RuleKind::Compare(_), Kind::Mapping) => {
                let entries = argument.entries();
                let rules = entries.filter_map(|(key, right)| self.comparison(key, right));
                rules.collect()
            }
            (RuleKind::AtLeastOneOf | RuleKind::ExactlyOneOf, Kind::Sequence) => {
                vec![(kind, self.names(argument))]
            }
            (RuleKind::AtLeastOneOf | RuleKind::ExactlyOneOf, _) => {
                self.expected(kind.name(), argument, "a list of fields");
                Vec::new()
            }
            (_, Kind::Mapping) => argument
                .entries()
                .map(|(key, others)| {
                    let subject = Spanned::new(key.text.to_owned(), key.span);
                    let names = std::iter::once(subject).chain(self.names(others));
                    (kind, names.collect())
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

    /// `start_at: <= end_at`.
    fn comparison(
        &mut self,
        key: Key<'_>,
        right: Node<'_>,
    ) -> Option<(RuleKind, Vec<Spanned<String>>)> {
        let Some((comparison, name)) = right.as_str().and_then(Comparison::parse) else {
            let wanted = "a comparison with a field such as `<= end_at`";
            self.expected(key.text, right, wanted);
            return None;
        };
        let left = Spanned::new(key.text.to_owned(), key.span);
        let right = Spanned::new(name.to_owned(), right.span());
        Some((RuleKind::Compare(comparison), vec![left, right]))
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
