//! The common part of readers: small values, and reports of their errors.

use fieldwright_runtime::{Value, nearest};

use crate::diagnostic::{Collector, Diagnostic};
use crate::schema::{Keyword, Spanned, Support};
use crate::source::{Key, Kind, Node, Span, boolean_help};

/// A reader that reports errors, and goes on.
pub(super) trait Report {
    /// The target of reports.
    fn collector(&mut self) -> &mut Collector;

    /// A string.
    fn text(&mut self, key: Key<'_>, node: Node<'_>) -> Option<String> {
        if let Some(text) = node.as_str() {
            return Some(text.to_owned());
        }
        self.expected(key.text, node, "a string");
        None
    }

    /// A truth value; false for anything else.
    fn flag(&mut self, key: Key<'_>, node: Node<'_>) -> bool {
        node.as_bool().unwrap_or_else(|| {
            self.expected(key.text, node, "true or false");
            false
        })
    }

    /// A whole number from 0 on.
    fn count(&mut self, key: Key<'_>, node: Node<'_>) -> Option<u64> {
        let text = node.number_text().unwrap_or_default();
        let count = fieldwright_runtime::from_json::<u64>(text.as_bytes());
        if count.is_err() {
            self.expected(key.text, node, "a whole number from 0 to 2^64 - 1");
        }
        count.ok()
    }

    /// The text of a number.
    fn number(&mut self, key: Key<'_>, node: Node<'_>) -> Option<String> {
        if let Some(text) = node.number_text() {
            return Some(text.to_owned());
        }
        self.expected(key.text, node, "a number");
        None
    }

    /// Any value.
    fn value(&mut self, node: Node<'_>) -> Option<Spanned<Value>> {
        match fieldwright_runtime::from_json::<Value>(node.to_json().as_bytes()) {
            Ok(value) => Some(Spanned::new(value, node.span())),
            Err(_) => {
                self.error(
                    "too-deep",
                    node,
                    "this value nests too deep",
                    "make it flatter",
                );
                None
            }
        }
    }

    /// Reports an error at a node.
    fn error(&mut self, code: &'static str, node: Node<'_>, message: &str, help: &str) {
        self.collector()
            .add(Diagnostic::error(code, node.span(), message).help(help));
    }

    /// Reports that an error with a clear meaning is read as intended. `code` is one of the codes
    /// `recovered-...`.
    fn recovered(
        &mut self,
        code: &'static str,
        span: Span,
        message: impl Into<String>,
        help: &str,
    ) {
        let diagnostic = Diagnostic::warning(code, span, message);
        self.collector().add(diagnostic.help(help));
    }

    /// Reports that `what` is not what was expected.
    fn expected(&mut self, what: &str, node: Node<'_>, expected: &str) {
        let message = format!("`{what}` is {expected}, found {}", found(node));
        let mut diagnostic = Diagnostic::error("wrong-type", node.span(), message);
        let meant = node.as_str().and_then(boolean_help);
        match (expected, meant) {
            ("true or false", Some(help)) => diagnostic = diagnostic.help(help),
            _ if what == "a type" && node.kind() == Kind::Null => {
                let help = "indent what belongs to the type further than its name";
                diagnostic = diagnostic.help(help);
            }
            // A field that is called as a keyword is.
            ("a string" | "true or false" | "a number", _) if node.get("type").is_some() => {
                let help =
                    format!("if `{what}` is a field, put it under `fields:`, indented further");
                diagnostic = diagnostic.help(help);
            }
            _ => diagnostic = diagnostic.help(format!("write {expected}")),
        }
        self.collector().add(diagnostic);
    }

    /// Reports a key that looks like a field which is not under `fields`.
    fn misplaced_field(&mut self, key: Key<'_>) {
        if key.text.starts_with("x-") {
            return; // an extension of somebody else's
        }
        let help = format!(
            "if `{}` is a field, put it under `fields:`, indented further",
            key.text
        );
        let diagnostic = Diagnostic::error("unknown-key", key.span, unknown(key));
        self.collector().add(diagnostic.help(help));
    }

    /// Reports a key without meaning.
    fn unknown_key<'n>(&mut self, key: Key<'_>, known: impl Iterator<Item = &'n str> + Clone) {
        if key.text.starts_with("x-") {
            return; // an extension of somebody else's
        }
        let refused = Keyword::find(key.text).filter(|k| k.support == Support::Refused);
        // Notations from JSON Schema or OpenAPI.
        let meant = match key.text {
            "properties" => Some("fields"),
            "$ref" => Some("type: Name"),
            "min" => Some("minimum` or `minLength"),
            "max" => Some("maximum` or `maxLength"),
            "length" | "size" => Some("minLength` and `maxLength"),
            "regex" | "regexp" | "match" => Some("pattern"),
            "values" | "options" | "choices" | "oneof" => Some("enum"),
            "desc" | "doc" | "docs" | "summary" | "comment" => Some("description"),
            "unique" => Some("uniqueItems"),
            "optional" => Some("required: false"),
            "of" | "element" | "elements" => Some("items"),
            "null" | "isNullable" => Some("nullable: true"),
            _ => nearest(key.text, known.clone()),
        };
        let diagnostic = match (refused, meant) {
            (Some(keyword), _) => {
                let message = format!(
                    "the keyword `{}` cannot be used in a field table yet",
                    keyword.name
                );
                Diagnostic::error("unsupported-keyword", key.span, message)
                    .help("leave it out; the documentation of keywords lists what is supported")
            }
            (None, Some(near)) => Diagnostic::error("unknown-key", key.span, unknown(key))
                .help(format!("did you mean `{near}`?")),
            (None, None) => {
                let known: Vec<&str> = known.collect();
                Diagnostic::error("unknown-key", key.span, unknown(key))
                    .help(format!("known here: {}", known.join(", ")))
            }
        };
        self.collector().add(diagnostic);
    }
}

fn unknown(key: Key<'_>) -> String {
    format!("the key `{}` is not known here", key.text)
}

/// The node in a few words: its value if it is short.
fn found(node: Node<'_>) -> String {
    const SHORT: usize = 24;
    let kind = article(node.type_name());
    match node.kind() {
        Kind::Sequence if node.items().next().is_none() => "an empty array".to_owned(),
        Kind::Number => match node.number_text().filter(|text| text.len() <= SHORT) {
            Some(text) => text.to_owned(),
            None => kind,
        },
        Kind::String => match node.as_str().filter(|text| text.chars().count() <= SHORT) {
            Some(text) => format!("the text `{text}`"),
            None => kind,
        },
        _ => kind,
    }
}

pub(super) fn article(type_name: &str) -> String {
    match type_name {
        "array" | "integer" | "object" => format!("an {type_name}"),
        "null" => "null".to_owned(),
        _ => format!("a {type_name}"),
    }
}
