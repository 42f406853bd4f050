//! Values of a JSON or YAML document, as the rows of a table have them.

use super::row::RawValue;
use super::table::Cell;
use crate::source::{Kind, Node};

/// The text behind a key.
pub(super) fn string<'d>(node: Node<'d>, key: &str) -> Option<&'d str> {
    node.get(key).and_then(Node::as_str)
}

/// A scalar as it is written.
pub(super) fn scalar(node: Node<'_>) -> String {
    let text = node.as_str().or(node.number_text()).map(str::to_owned);
    text.or(node.as_bool().map(|is| is.to_string()))
        .unwrap_or_default()
}

/// Whether a text, or a list of texts, names `name`: `primaryKey`.
pub(super) fn names(keys: Option<Node<'_>>, name: &str) -> bool {
    keys.is_some_and(|keys| match keys.kind() {
        Kind::Sequence => keys.items().any(|key| key.as_str() == Some(name)),
        _ => keys.as_str() == Some(name),
    })
}

/// A value of an enum.
pub(super) fn raw_value(node: Node<'_>) -> RawValue {
    RawValue {
        quoted: node.as_str().map(|_| true),
        value: scalar(node),
        name: None,
        also: Vec::new(),
        description: None,
    }
}

/// The cell of a name, at the span of its node.
pub(super) fn cell(text: &str, node: Node<'_>) -> Cell {
    let span = node.span();
    Cell::new(
        text.to_owned(),
        span.source,
        span.start as usize,
        span.end as usize,
    )
}
