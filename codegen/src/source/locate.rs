//! A span of a text -> the JSON pointer of the innermost node or key around it.

use super::{Document, Kind, Node, Span};

impl Document {
    /// The pointer (RFC 6901) of the node at the start of `span`.
    pub(crate) fn pointer_of(&self, span: Span) -> String {
        let mut pointer = String::new();
        let mut node = self.root();
        // Children lie within their parents; aliases may repeat, but not without end.
        for _ in 0..super::MAX_DEPTH {
            let Some((token, child)) = child_at(node, span) else {
                break;
            };
            pointer.push('/');
            pointer.push_str(&token.replace('~', "~0").replace('/', "~1"));
            match child {
                Some(child) => node = child,
                None => break,
            }
        }
        pointer
    }
}

/// The token of the child at a span, and the child unless the span is its key.
fn child_at<'d>(node: Node<'d>, place: Span) -> Option<(String, Option<Node<'d>>)> {
    let holds = |span: Span| {
        span.source == place.source && span.start <= place.start && place.end <= span.end
    };
    match node.kind() {
        Kind::Mapping => node.entries().find_map(|(key, value)| {
            if holds(key.span) {
                return Some((key.text.to_owned(), None));
            }
            holds(value.span()).then(|| (key.text.to_owned(), Some(value)))
        }),
        Kind::Sequence => node
            .items()
            .enumerate()
            .find(|(_, item)| holds(item.span()))
            .map(|(index, item)| (index.to_string(), Some(item))),
        _ => None,
    }
}
