//! `enum`: plain values, or mappings with a value, a Rust name and aliases.

use super::FieldTableReader;
use crate::diagnostic::Diagnostic;
use crate::read::report::Report;
use crate::schema::{EnumValue, Spanned};
use crate::source::{Kind, Node};

impl<'d> FieldTableReader<'d, '_> {
    pub(super) fn enumeration(&mut self, node: Node<'d>) -> Option<Spanned<Vec<EnumValue>>> {
        if node.kind() != Kind::Sequence || node.is_empty() {
            self.expected("enum", node, "a list of at least one value");
            return None;
        }
        let values = node
            .items()
            .filter_map(|item| self.enum_value(item))
            .collect();
        Some(Spanned::new(values, node.span()))
    }

    fn enum_value(&mut self, node: Node<'d>) -> Option<EnumValue> {
        let mut out = EnumValue {
            value: self.value(node)?,
            title: None,
            rust_name: None,
            aliases: Vec::new(),
            description: None,
            deprecated: false,
        };
        if node.kind() != Kind::Mapping {
            return Some(out);
        }
        let Some(value) = node.get("value") else {
            self.error(
                "missing-key",
                node,
                "an enum value has no `value`",
                "write the value alone, or `{ value: ..., name: ..., aliases: [...] }`",
            );
            return None;
        };
        out.value = self.value(value)?;
        for (key, entry) in node.entries() {
            match key.text {
                "value" => {}
                "name" => {
                    let name = self.text(key, entry);
                    out.rust_name = name.map(|name| Spanned::new(name, entry.span()));
                }
                "aliases" => out.aliases = self.aliases(entry),
                "description" => out.description = self.text(key, entry),
                "deprecated" => out.deprecated = self.flag(key, entry),
                _ => {
                    let known = ["value", "name", "aliases", "description", "deprecated"];
                    self.unknown_key(key, known.into_iter());
                }
            }
        }
        self.check_extras(node, &out);
        Some(out)
    }

    /// Only strings have other spellings, and only variants have a name.
    fn check_extras(&mut self, node: Node<'d>, value: &EnumValue) {
        let is_string = value.value.value.as_str().is_some();
        let is_variant = is_string || value.value.value.as_i64().is_some();
        let misplaced = [
            (
                "aliases",
                !value.aliases.is_empty() && !is_string,
                "a string",
            ),
            (
                "name",
                value.rust_name.is_some() && !is_variant,
                "a string or an integer",
            ),
        ];
        for (key, _, of) in misplaced.into_iter().filter(|(_, is, _)| *is) {
            let message = format!("`{key}` belongs to a value that is {of}");
            let diagnostic = Diagnostic::error("misplaced-key", node.span(), message);
            self.collector
                .add(diagnostic.help(format!("take `{key}` out")));
        }
    }

    fn aliases(&mut self, node: Node<'d>) -> Vec<Spanned<String>> {
        if node.kind() != Kind::Sequence {
            self.expected("aliases", node, "a list of strings");
        }
        let mut aliases = Vec::new();
        for item in node.items() {
            match item.as_str() {
                Some(alias) => aliases.push(Spanned::new(alias.to_owned(), item.span())),
                None => self.expected("an alias", item, "a string"),
            }
        }
        aliases
    }
}
