//! Anchors and aliases of one YAML text -> cells that share the content of the anchored node.
//!
//! Counts the nodes that aliases expand to, so that no walk over the tree is longer or deeper than
//! the file's length allows. Knows nothing of tags or of the core schema.

use granit_parser::Span as Range;

use super::YamlReader;
use crate::source::builder::shorten;
use crate::source::cell::{Cell, Tag};
use crate::source::sources::Span;
use crate::source::{MAX_DEPTH, SyntaxError};

/// The size below a node, aliases followed.
#[derive(Clone, Copy)]
pub(super) struct Extent {
    pub(super) nodes: u64,
    /// Bytes of text in scalars.
    pub(super) bytes: u64,
    /// Levels of collections: none for a scalar.
    pub(super) levels: usize,
}

/// The state of an anchor.
#[derive(Clone, Copy)]
pub(super) enum Anchor {
    Unknown,
    Open {
        start: u32,
    },
    Done {
        value: Cell,
        /// For scalars: the text as written, should it become a key.
        key: Option<Cell>,
        extent: Extent,
    },
}

impl Extent {
    pub(super) const fn scalar(bytes: usize) -> Self {
        Self {
            nodes: 1,
            bytes: bytes as u64,
            levels: 0,
        }
    }
}

impl YamlReader<'_> {
    /// Adds the target of an alias, as a value or as a key.
    pub(super) fn alias(&mut self, anchor: usize, range: &Range) -> Result<(), SyntaxError> {
        let span = self.span(range);
        let name = range.slice(self.builder.text).unwrap_or("*");
        let found = self.anchors.get(anchor).copied();
        let (mut value, key, extent) = match found.unwrap_or(Anchor::Unknown) {
            Anchor::Done { value, key, extent } => (value, key, extent),
            Anchor::Unknown => return self.unknown_alias(name.trim_start_matches('*'), range),
            Anchor::Open { start } => {
                let message = format!("the alias `{}` stands within its own anchor", shorten(name));
                let node = Span::new(span.source, start, start);
                let error = SyntaxError::new("unknown-anchor", span, message);
                let error = error.related(node, "the anchored node starts here");
                self.builder.errors.push(error);
                self.no_node(span);
                return Ok(());
            }
        };
        (value.start, value.end) = (span.start, span.end);
        if self.expects_key() {
            match key {
                Some(key) => self.builder.push(Cell {
                    start: span.start,
                    end: span.end,
                    tag: match key.tag {
                        Tag::MergeKey => Tag::String,
                        tag => tag,
                    },
                    ..key
                }),
                None => self.bad_key(&value),
            }
            return Ok(());
        }
        if self.open.len() + extent.levels > MAX_DEPTH {
            return Err(SyntaxError::too_deep(span));
        }
        self.add(value, extent);
        let Some(left) = self.bytes.checked_sub(extent.bytes) else {
            let message = "the aliases of this file stand for too much text";
            let error = SyntaxError::new("too-large", span, message);
            return Err(error.help(self.limits.help()));
        };
        self.bytes = left;
        self.spend(extent.nodes, span)
    }

    pub(super) fn unknown_alias(&mut self, name: &str, range: &Range) -> Result<(), SyntaxError> {
        let span = self.span(range);
        let message = format!("no anchor `&{}` stands before this alias", shorten(name));
        let error = SyntaxError::new("unknown-anchor", span, message);
        self.builder.errors.push(error);
        self.no_node(span);
        Ok(())
    }

    /// Adds a finished value to the collection that is open.
    pub(super) fn add(&mut self, value: Cell, extent: Extent) {
        // Merged entries do not become a separate level.
        let merges = self
            .builder
            .last()
            .is_some_and(|key| key.tag == Tag::MergeKey);
        let levels = extent.levels + usize::from(!merges);
        self.builder.push(value);
        if let Some(open) = self.open.last_mut() {
            open.extent.nodes = open.extent.nodes.saturating_add(extent.nodes);
            open.extent.bytes = open.extent.bytes.saturating_add(extent.bytes);
            open.extent.levels = open.extent.levels.max(levels);
        }
    }

    pub(super) fn spend(&mut self, nodes: u64, span: Span) -> Result<(), SyntaxError> {
        let Some(left) = self.budget.checked_sub(nodes) else {
            let message = "the aliases of this file stand for too many nodes";
            let error = SyntaxError::new("too-large", span, message);
            return Err(error.help(self.limits.help()));
        };
        self.budget = left;
        Ok(())
    }

    pub(super) fn set_anchor(&mut self, anchor: usize, state: Anchor) {
        // The parser counts anchors from one; zero is a node without.
        if anchor == 0 {
            return;
        }
        if self.anchors.len() <= anchor {
            self.anchors.resize(anchor + 1, Anchor::Unknown);
        }
        if let Some(slot) = self.anchors.get_mut(anchor) {
            *slot = state;
        }
    }
}
