//! A document as a tree that can be changed, and back: the input of overlays.
//!
//! Every part keeps its source location, in any file.

use std::sync::Arc;

use super::Limits;
use super::builder::Builder;
use super::cell::{Cell, Tag};
use super::document::{Document, Node};
use super::sources::{SourceId, Span, to_u32};
use super::{Kind, MAX_DEPTH};

/// A node that owns its content.
#[derive(Debug, Clone)]
pub(crate) struct Tree {
    pub(crate) span: Span,
    pub(crate) content: Content,
}

#[derive(Debug, Clone)]
pub(crate) enum Content {
    Null,
    Bool(bool),
    /// By its JSON text.
    Number(String),
    String(String),
    Sequence(Vec<Tree>),
    Mapping(Vec<(String, Span, Tree)>),
}

/// More nodes than this are no document, but aliases that multiply.
const MOST: u64 = 20_000_000;

impl Tree {
    /// The tree of a node; `None` if its aliases expand to too much.
    pub(crate) fn of(node: Node<'_>, limits: Limits) -> Option<Self> {
        let mut left = limits.of(MOST);
        Self::grow(node, &mut left)
    }

    /// The approximate size of a copy in bytes, and its number of levels.
    pub(crate) fn extent(&self) -> (u64, usize) {
        const NODE: u64 = 64;
        let own = match &self.content {
            Content::Number(text) | Content::String(text) => text.len() as u64,
            Content::Mapping(entries) => entries.iter().map(|(key, ..)| key.len() as u64).sum(),
            _ => 0,
        };
        self.children()
            .fold((NODE + own, 1), |(weight, levels), child| {
                let (more, below) = child.extent();
                (weight + more, levels.max(below + 1))
            })
    }

    fn grow(node: Node<'_>, left: &mut u64) -> Option<Self> {
        *left = left.checked_sub(1)?;
        let content = match node.kind() {
            Kind::Null => Content::Null,
            Kind::Bool => Content::Bool(node.as_bool().unwrap_or_default()),
            Kind::Number => Content::Number(node.number_text().unwrap_or("0").to_owned()),
            Kind::String => Content::String(node.as_str().unwrap_or_default().to_owned()),
            Kind::Sequence => {
                let items = node.items().map(|item| Self::grow(item, left));
                Content::Sequence(items.collect::<Option<_>>()?)
            }
            Kind::Mapping => {
                let entries = node.entries().map(|(key, value)| {
                    let value = Self::grow(value, left)?;
                    Some((key.text.to_owned(), key.span, value))
                });
                Content::Mapping(entries.collect::<Option<_>>()?)
            }
        };
        let span = node.span();
        Some(Self { span, content })
    }

    /// Its children, in order.
    pub(crate) fn children(&self) -> Box<dyn Iterator<Item = &Self> + '_> {
        match &self.content {
            Content::Sequence(items) => Box::new(items.iter()),
            Content::Mapping(entries) => Box::new(entries.iter().map(|(_, _, value)| value)),
            _ => Box::new(std::iter::empty()),
        }
    }

    /// The child at an index.
    pub(crate) fn child(&self, index: usize) -> Option<&Self> {
        match &self.content {
            Content::Sequence(items) => items.get(index),
            Content::Mapping(entries) => entries.get(index).map(|(_, _, value)| value),
            _ => None,
        }
    }

    pub(crate) fn child_mut(&mut self, index: usize) -> Option<&mut Self> {
        match &mut self.content {
            Content::Sequence(items) => items.get_mut(index),
            Content::Mapping(entries) => entries.get_mut(index).map(|(_, _, value)| value),
            _ => None,
        }
    }

    /// The name of the type in JSON Schema's words.
    pub(crate) fn type_name(&self) -> &'static str {
        match self.content {
            Content::Null => "null",
            Content::Bool(_) => "boolean",
            Content::Number(_) => "number",
            Content::String(_) => "string",
            Content::Sequence(_) => "array",
            Content::Mapping(_) => "object",
        }
    }

    /// The document of the tree, originally read from `source`. `None` if it nests deeper than
    /// documents may.
    pub(crate) fn document(&self, source: SourceId) -> Option<Document> {
        let mut builder = Builder::new(source, "");
        let mut sources = Sources::default();
        let root = put(self, &mut builder, &mut sources, 0)?;
        builder.push(root);
        sources.stack.push(self.span.source);
        let parsed = builder.finish(&Arc::from(""), None);
        let mut document = parsed.document?;
        sources.done.extend(sources.stack.pop());
        document.sources = sources.done;
        Some(document)
    }
}

/// The file of each cell, moved as the builder moves the cells.
#[derive(Default)]
struct Sources {
    stack: Vec<SourceId>,
    done: Vec<SourceId>,
}

impl Sources {
    fn close(&mut self, from: usize) {
        self.done.extend(self.stack.drain(from..));
    }
}

fn put(
    tree: &Tree,
    builder: &mut Builder<'_>,
    sources: &mut Sources,
    depth: usize,
) -> Option<Cell> {
    if depth > MAX_DEPTH {
        return None;
    }
    let span = tree.span;
    let plain = |tag: Tag| Cell {
        start: span.start,
        end: span.end,
        first: 0,
        count: 0,
        tag,
    };
    Some(match &tree.content {
        Content::Null => plain(Tag::Null),
        Content::Bool(true) => plain(Tag::True),
        Content::Bool(false) => plain(Tag::False),
        Content::Number(text) => text_cell(text, span, Tag::ExtraNumber, builder),
        Content::String(text) => text_cell(text, span, Tag::ExtraString, builder),
        Content::Sequence(items) => {
            let from = builder.waiting();
            for item in items {
                let cell = put(item, builder, sources, depth + 1)?;
                builder.push(cell);
                sources.stack.push(item.span.source);
            }
            let cell = builder.close_sequence(from, span.start, span.end);
            sources.close(from);
            cell
        }
        Content::Mapping(entries) => {
            let from = builder.waiting();
            for (key, key_span, value) in entries {
                let key = text_cell(key, *key_span, Tag::ExtraString, builder);
                builder.push(key);
                sources.stack.push(key_span.source);
                let cell = put(value, builder, sources, depth + 1)?;
                builder.push(cell);
                sources.stack.push(value.span.source);
            }
            let cell = builder.close_mapping(from, span.start, span.end, false);
            sources.close(from);
            cell
        }
    })
}

fn text_cell(text: &str, span: Span, tag: Tag, builder: &mut Builder<'_>) -> Cell {
    let first = to_u32(builder.extra.len());
    builder.extra.push_str(text);
    Cell {
        start: span.start,
        end: span.end,
        first,
        count: to_u32(text.len()),
        tag,
    }
}
