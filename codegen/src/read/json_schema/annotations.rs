//! Faulty keywords that decide nothing, read as far as possible: annotations of the wrong type,
//! keywords without a value, names that are no strings. Real documents have them, and their meaning
//! is clear, so they do not prevent a model.

use super::SchemaReader;
use crate::read::report::{Report, article};
use crate::schema::{Keyword, Spanned};
use crate::source::{Key, Kind, Node};

/// The keywords for which null is a value.
const VALUES: [&str; 4] = ["default", "const", "example", "examples"];

impl SchemaReader<'_, '_, '_> {
    /// Whether it is a keyword without a value (`required:` and nothing after it in YAML).
    pub(super) fn is_valueless(&mut self, key: Key<'_>, node: Node<'_>) -> bool {
        let is_keyword = Keyword::find(key.text).is_some() && !VALUES.contains(&key.text);
        // `type: null` forgets its quotes; `type:` forgets its value.
        let is_type = key.text == "type" && node.span().start < node.span().end;
        let nothing = node.kind() == Kind::Null && is_keyword && !is_type;
        if nothing {
            let message = format!("`{}` has no value; it is passed over", key.text);
            self.recovered(
                "recovered-keyword",
                key.span,
                message,
                "write its value, or leave the keyword out",
            );
        }
        nothing
    }

    /// A title or a description; a number or a truth value is a text without its quotes.
    pub(super) fn words(&mut self, key: Key<'_>, node: Node<'_>) -> Option<String> {
        if let Some(text) = node.as_str() {
            return Some(text.to_owned());
        }
        let text = plain_text(node);
        let meaning = if text.is_some() {
            "read as one"
        } else {
            "it is passed over"
        };
        let found = article(node.type_name());
        let message = format!("`{}` is a string, found {found}; {meaning}", key.text);
        self.recovered("recovered-value", node.span(), message, "write a string");
        text
    }

    /// `deprecated`, `readOnly` or `writeOnly`; a text gives the reason, unless it is a boolean in
    /// quotes.
    pub(super) fn mark(&mut self, key: Key<'_>, node: Node<'_>) -> bool {
        if let Some(value) = node.as_bool() {
            return value;
        }
        let value = match node.as_str() {
            Some(text) => !matches!(text.trim(), "false" | "False" | "no" | ""),
            None => false,
        };
        let found = article(node.type_name());
        let message = format!(
            "`{}` is true or false, found {found}; read as {value}",
            key.text
        );
        self.recovered(
            "recovered-value",
            node.span(),
            message,
            "write `true` or `false`",
        );
        value
    }

    /// A property name that is no string: YAML's `on: 1` and `- 200` are names without their
    /// quotes, lists and objects are ignored.
    pub(super) fn odd_name(&mut self, node: Node<'_>) -> Option<Spanned<String>> {
        let text = plain_text(node);
        let meaning = if text.is_some() {
            "read as one"
        } else {
            "it is passed over"
        };
        let found = article(node.type_name());
        let message = format!("a property name is a string, found {found}; {meaning}");
        self.recovered(
            "recovered-value",
            node.span(),
            message,
            "list the names of properties",
        );
        text.map(|text| Spanned::new(text, node.span()))
    }
}

/// The text of a number or a truth value.
fn plain_text(node: Node<'_>) -> Option<String> {
    match node.as_bool() {
        Some(value) => Some(value.to_string()),
        None => node.number_text().map(str::to_owned),
    }
}

/// The title of a schema. A blank one is none.
pub(super) fn title_of(schema: Node<'_>) -> Option<&str> {
    let title = schema.get("title").and_then(Node::as_str);
    title.filter(|title| !is_blank(title))
}

pub(super) fn is_blank(text: &str) -> bool {
    text.trim().is_empty()
}
