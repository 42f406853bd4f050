//! The tree of one text: an arena of cells, and the views to walk it with.
//!
//! Knows nothing of YAML or JSON grammar. Every view is a copyable index; nothing recurses.

use std::sync::Arc;

use super::cell::{Cell, Tag};
use super::keys::KeyTables;
use super::sources::{SourceId, Span};

/// A text read, with the tree of its nodes.
#[derive(Debug)]
pub(crate) struct Document {
    pub(super) source: SourceId,
    pub(super) text: Arc<str>,
    /// Content that the text does not hold as such: escapes resolved, numbers rewritten.
    pub(super) extra: String,
    pub(super) cells: Vec<Cell>,
    pub(super) keys: KeyTables,
    /// The file of each cell; empty if that is one for all.
    pub(super) sources: Vec<SourceId>,
}

/// A node in the tree of a [`Document`].
#[derive(Clone, Copy)]
pub(crate) struct Node<'d> {
    pub(super) document: &'d Document,
    id: NodeId,
}

/// The name of a node within its document, for sets and maps.
///
/// Each location has its own: an alias has another one than its target.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub(crate) struct NodeId(u32);

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub(crate) enum Kind {
    Null,
    Bool,
    Number,
    String,
    Sequence,
    Mapping,
}

/// The key of a mapping entry, with its span.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Key<'d> {
    pub text: &'d str,
    pub span: Span,
}

/// The elements of a sequence.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Items<'d> {
    document: &'d Document,
    next: u32,
    left: u32,
}

/// The entries of a mapping, in source order, merge keys expanded.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Entries<'d> {
    document: &'d Document,
    next: u32,
    left: u32,
}

/// The result of a builder; the root is the last cell.
pub(super) struct Built {
    pub(super) source: SourceId,
    pub(super) extra: String,
    pub(super) cells: Vec<Cell>,
    pub(super) keys: KeyTables,
}

impl Document {
    pub(super) fn new(text: &Arc<str>, built: Built) -> Self {
        Self {
            source: built.source,
            text: Arc::clone(text),
            extra: built.extra,
            cells: built.cells,
            keys: built.keys,
            sources: Vec::new(),
        }
    }

    /// The text it was read from.
    pub(crate) fn source(&self) -> SourceId {
        self.source
    }

    /// The outermost node; null for an empty text.
    pub(crate) fn root(&self) -> Node<'_> {
        let last = self.cells.len().saturating_sub(1);
        self.node(NodeId(super::sources::to_u32(last)))
    }

    /// The node of an id that came from this document.
    pub(crate) fn node(&self, id: NodeId) -> Node<'_> {
        Node { document: self, id }
    }
}

impl<'d> Node<'d> {
    pub(crate) fn kind(self) -> Kind {
        match self.cell().tag {
            Tag::True | Tag::False => Kind::Bool,
            Tag::Number | Tag::ExtraNumber => Kind::Number,
            Tag::String | Tag::ExtraString => Kind::String,
            Tag::Sequence => Kind::Sequence,
            Tag::Mapping => Kind::Mapping,
            Tag::Null | Tag::MergeKey | Tag::Missing => Kind::Null,
        }
    }

    pub(crate) fn id(self) -> NodeId {
        self.id
    }

    /// The span of the node; for an alias, that of the alias.
    ///
    /// For a block scalar this is its content without the header.
    pub(crate) fn span(self) -> Span {
        self.document.span(self.id, self.cell())
    }

    /// A number or a boolean as written, if the text is YAML; `None` for an alias.
    pub(crate) fn plain_text(self) -> Option<&'d str> {
        let is_scalar = matches!(self.kind(), Kind::Number | Kind::Bool | Kind::Null);
        let is_yaml =
            self.document.sources.is_empty() && !super::looks_like_json(&self.document.text);
        let span = self.span();
        let text = self
            .document
            .text
            .get(span.start as usize..span.end as usize);
        let is_plain = |text: &&str| !text.starts_with(['*', '!', '&', '"', '\'']);
        text.filter(|_| is_scalar && is_yaml)
            .map(str::trim)
            .filter(is_plain)
    }

    pub(crate) fn as_bool(self) -> Option<bool> {
        match self.cell().tag {
            Tag::True => Some(true),
            Tag::False => Some(false),
            _ => None,
        }
    }

    /// The content of a string.
    pub(crate) fn as_str(self) -> Option<&'d str> {
        (self.kind() == Kind::String).then(|| self.document.content(self.cell()))
    }

    /// The JSON text of a number.
    pub(crate) fn number_text(self) -> Option<&'d str> {
        (self.kind() == Kind::Number).then(|| self.document.content(self.cell()))
    }

    /// The elements of a sequence; none for other nodes.
    pub(crate) fn items(self) -> Items<'d> {
        let cell = self.cell();
        Items {
            document: self.document,
            next: cell.first,
            left: if cell.tag == Tag::Sequence {
                cell.count
            } else {
                0
            },
        }
    }

    /// The entries of a mapping; none for other nodes.
    pub(crate) fn entries(self) -> Entries<'d> {
        let cell = self.cell();
        Entries {
            document: self.document,
            next: cell.first,
            left: if cell.tag == Tag::Mapping {
                cell.count
            } else {
                0
            },
        }
    }

    /// The value of a key of a mapping.
    pub(crate) fn get(self, key: &str) -> Option<Node<'d>> {
        self.entry(key).map(|(_, value)| value)
    }

    /// The key, with its span, and the value.
    pub(crate) fn entry(self, key: &str) -> Option<(Key<'d>, Node<'d>)> {
        let document = self.document;
        let cell = self.cell();
        let children = cell.children(&document.cells);
        if cell.tag != Tag::Mapping {
            return None;
        }
        let texts = (&*document.text, document.extra.as_str());
        let index = document.keys.find(cell.first, children, texts, key)?;
        self.entries().nth(index)
    }

    /// The child that one token of a JSON pointer (RFC 6901) names, `~` escapes resolved.
    pub(crate) fn child(self, token: &str) -> Option<Node<'d>> {
        match self.kind() {
            Kind::Sequence => self.items().nth(array_index(token)?),
            _ => self.get(token),
        }
    }

    /// The node that a JSON pointer (RFC 6901) names from here.
    pub(crate) fn pointer(self, json_pointer: &str) -> Option<Node<'d>> {
        if json_pointer.is_empty() {
            return Some(self);
        }
        let mut node = self;
        for part in json_pointer.strip_prefix('/')?.split('/') {
            node = node.child(&part.replace("~1", "/").replace("~0", "~"))?;
        }
        Some(node)
    }

    /// The number of elements or entries.
    pub(crate) fn len(self) -> usize {
        match self.cell().tag {
            Tag::Sequence | Tag::Mapping => self.cell().count as usize,
            _ => 0,
        }
    }

    pub(crate) fn is_empty(self) -> bool {
        self.len() == 0
    }

    /// The name of the type in JSON Schema's words.
    pub(crate) fn type_name(self) -> &'static str {
        match self.kind() {
            Kind::Null => "null",
            Kind::Bool => "boolean",
            Kind::Number => "number",
            Kind::String => "string",
            Kind::Sequence => "array",
            Kind::Mapping => "object",
        }
    }

    #[cfg(test)]
    /// Whether both nodes have the very same children or text.
    pub(super) fn same_content(self, other: Node<'_>) -> bool {
        let (a, b) = (self.cell(), other.cell());
        std::ptr::eq(self.document, other.document)
            && (a.tag, a.first, a.count) == (b.tag, b.first, b.count)
    }

    /// An id of another document may lie outside; it then counts as a null.
    fn cell(self) -> &'d Cell {
        self.document
            .cells
            .get(self.id.0 as usize)
            .unwrap_or(&Cell::NULL)
    }
}

impl std::fmt::Debug for Node<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Node({}, {:?})", self.id.0, self.kind())
    }
}

impl Document {
    fn span(&self, id: NodeId, cell: &Cell) -> Span {
        let source = self.sources.get(id.0 as usize).unwrap_or(&self.source);
        Span::new(*source, cell.start, cell.end)
    }

    fn content(&self, cell: &Cell) -> &str {
        cell.text(&self.text, &self.extra)
    }
}

/// An array index of a JSON pointer has no sign and no leading zeros.
fn array_index(part: &str) -> Option<usize> {
    let canonical = part == "0" || part.starts_with(|c: char| matches!(c, '1'..='9'));
    match part.parse() {
        Ok(index) if canonical => Some(index),
        _ => None,
    }
}

impl<'d> Iterator for Items<'d> {
    type Item = Node<'d>;

    fn next(&mut self) -> Option<Node<'d>> {
        self.nth(0)
    }

    fn nth(&mut self, skipped: usize) -> Option<Node<'d>> {
        let skipped = super::sources::to_u32(skipped).min(self.left);
        self.next += skipped;
        self.left -= skipped;
        self.left = self.left.checked_sub(1)?;
        let item = self.document.node(NodeId(self.next));
        self.next += 1;
        Some(item)
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        (self.left as usize, Some(self.left as usize))
    }
}

impl ExactSizeIterator for Items<'_> {}

impl<'d> Iterator for Entries<'d> {
    type Item = (Key<'d>, Node<'d>);

    fn next(&mut self) -> Option<(Key<'d>, Node<'d>)> {
        self.nth(0)
    }

    fn nth(&mut self, skipped: usize) -> Option<(Key<'d>, Node<'d>)> {
        let skipped = super::sources::to_u32(skipped).min(self.left);
        self.next += 2 * skipped;
        self.left -= skipped;
        self.left = self.left.checked_sub(1)?;
        let cell = self.document.node(NodeId(self.next)).cell();
        let key = Key {
            text: self.document.content(cell),
            span: self.document.span(NodeId(self.next), cell),
        };
        let value = self.document.node(NodeId(self.next + 1));
        self.next += 2;
        Some((key, value))
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        (self.left as usize, Some(self.left as usize))
    }
}

impl ExactSizeIterator for Entries<'_> {}
