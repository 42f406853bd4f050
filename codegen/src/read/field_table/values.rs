//! `enum`: plain values, or mappings with a value, a Rust name and aliases.

use fieldwright_runtime::Value;

use super::Reader;
use crate::schema::{EnumValue, Spanned, Types};
use crate::source::{Kind, Node};

impl<'d> Reader<'d, '_> {
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
        Some(out)
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

/// The types of the values of an enum.
pub(super) fn types_of<'v>(values: impl Iterator<Item = &'v Value>) -> Types {
    values.fold(Types::default(), |types, value| {
        types.with(match value {
            Value::Null => Types::NULL,
            Value::Bool(_) => Types::BOOLEAN,
            Value::Number(number) if number.as_i64().is_some() => Types::INTEGER,
            Value::Number(_) => Types::NUMBER,
            Value::String(_) => Types::STRING,
            Value::Array(_) => Types::ARRAY,
            Value::Object(_) => Types::OBJECT,
        })
    })
}
