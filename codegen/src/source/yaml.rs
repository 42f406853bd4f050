//! YAML 1.2 text -> a document, or its errors.
//!
//! Grammar and escapes are `granit-parser`'s; its events become cells here. `scalar` resolves
//! scalars, `alias` handles anchors and the limits on depth and size.

mod alias;
mod faults;

use std::borrow::Cow;
use std::sync::Arc;

use granit_parser::{
    Event, Options, Parser, ScalarStyle, Span as Range, StructureStyle, Tag as YamlTag,
};

use super::builder::{Builder, shorten};
use super::cell::{Cell, Tag};
use super::scalar::{Scalar, resolve_plain, resolve_tagged};
use super::sources::{SourceId, Span, to_u32};
use super::{Limits, MAX_DEPTH, Parsed, SyntaxError};
use alias::{Anchor, Extent};
use faults::unknown_tag;

/// Reads a text with one YAML document.
///
/// Reports all faults that do not prevent further reading.
pub(crate) fn parse_yaml(source: SourceId, text: &Arc<str>, limits: Limits) -> Parsed {
    let mut reader = YamlReader {
        builder: Builder::new(source, text),
        open: Vec::new(),
        anchors: Vec::new(),
        documents: 0,
        budget: limits.of(1_000_000 + 16 * text.len() as u64).min(MAX_NODES),
        bytes: limits.of((32 << 20) + 16 * text.len() as u64),
        limits,
    };
    let mut parser = Parser::new_from_str_with_options(text, options());
    while let Some(event) = parser.next_event() {
        let read = match event {
            Ok((event, range)) => reader.event(event, &range),
            Err(error) => Err(reader.scan_error(&error)),
        };
        if let Err(fault) = read {
            return reader.builder.finish(text, Some(fault));
        }
    }
    reader.builder.finish(text, None)
}

/// Keeps the indices of cells below 2^32, two of them to an entry.
const MAX_NODES: u64 = 1 << 30;

fn options() -> Options {
    let mut options = granit_parser::options! {
        emit_unresolved_aliases: true,
        flow_nesting_limit: MAX_DEPTH,
        block_nesting_limit: MAX_DEPTH,
    };
    options.set_emit_comments(false);
    options
}

struct YamlReader<'t> {
    builder: Builder<'t>,
    open: Vec<Open>,
    /// By the parser's number of the anchor.
    anchors: Vec<Anchor>,
    documents: usize,
    /// How many nodes may follow, each alias counted with its expansion.
    budget: u64,
    /// How many bytes of text aliases may still expand to.
    bytes: u64,
    limits: Limits,
}

/// A collection whose end is still to come.
struct Open {
    is_mapping: bool,
    is_flow: bool,
    /// It is in the position of a key.
    is_key: bool,
    has_merge: bool,
    start: u32,
    /// Where its children begin on the builder's stack.
    children: usize,
    anchor: usize,
    extent: Extent,
}

impl<'t> YamlReader<'t> {
    fn event(&mut self, event: Event<'t>, range: &Range) -> Result<(), SyntaxError> {
        match event {
            Event::DocumentStart(..) => self.document_start(range),
            Event::Alias(anchor) => self.alias(anchor, range),
            Event::UnresolvedAlias(name) => self.unknown_alias(&name, range),
            Event::Scalar(text, style, anchor, tag) => {
                self.scalar(text, style, anchor, tag.as_deref(), range)
            }
            Event::SequenceStart(style, anchor, tag) => {
                self.check_tag(tag.as_deref(), "seq", range);
                self.start(false, style, anchor, range)
            }
            Event::MappingStart(style, anchor, tag) => {
                self.check_tag(tag.as_deref(), "map", range);
                self.start(true, style, anchor, range)
            }
            Event::SequenceEnd | Event::MappingEnd => self.end(range),
            _ => Ok(()),
        }
    }

    fn document_start(&mut self, range: &Range) -> Result<(), SyntaxError> {
        self.documents += 1;
        if self.documents == 1 {
            return Ok(());
        }
        let message = "a second YAML document starts here; a file must hold one";
        Err(SyntaxError::new("yaml-syntax", self.span(range), message))
    }

    fn start(
        &mut self,
        is_mapping: bool,
        style: StructureStyle,
        anchor: usize,
        range: &Range,
    ) -> Result<(), SyntaxError> {
        let span = self.span(range);
        if self.open.len() >= MAX_DEPTH {
            return Err(SyntaxError::too_deep(span));
        }
        let is_flow = style == StructureStyle::Flow;
        let mut start = span.start;
        if !is_mapping && !is_flow && self.open.last().is_some_and(|open| open.is_mapping) {
            // A sequence at the indent of its key is reported after its first dash.
            let key_end = self.builder.last().map_or(0, |key| key.end);
            start = sequence_start(self.builder.text, key_end, start);
        }
        self.set_anchor(anchor, Anchor::Open { start });
        self.open.push(Open {
            is_mapping,
            is_flow,
            is_key: self.expects_key(),
            has_merge: false,
            start,
            children: self.builder.waiting(),
            anchor,
            extent: Extent {
                nodes: 1,
                bytes: 0,
                levels: 1,
            },
        });
        self.spend(1, span)
    }

    fn end(&mut self, range: &Range) -> Result<(), SyntaxError> {
        let Some(open) = self.open.pop() else {
            return Ok(());
        };
        let span = self.span(range);
        // The end of a block is reported at the next token; it ends with its last child.
        let end = if span.start < span.end {
            span.end
        } else {
            let last = (self.builder.waiting() > open.children).then(|| self.builder.last());
            last.flatten().map_or(open.start, |last| last.end)
        };
        let value = if open.is_mapping {
            self.builder
                .close_mapping(open.children, open.start, end, open.has_merge)
        } else {
            self.builder.close_sequence(open.children, open.start, end)
        };
        let done = Anchor::Done {
            value,
            key: None,
            extent: open.extent,
        };
        self.set_anchor(open.anchor, done);
        if open.is_key {
            self.bad_key(&value);
        } else {
            self.add(value, open.extent);
        }
        Ok(())
    }

    fn scalar(
        &mut self,
        text: Cow<'t, str>,
        style: ScalarStyle,
        anchor: usize,
        tag: Option<&YamlTag>,
        range: &Range,
    ) -> Result<(), SyntaxError> {
        let is_key = self.expects_key();
        let mut span = self.span(range);
        if matches!(style, ScalarStyle::Literal | ScalarStyle::Folded) {
            span.end = self.content_end(span);
        }
        let is_plain = style == ScalarStyle::Plain && tag.is_none();
        let text = match text {
            // An omitted node is reported as null.
            _ if is_plain && span.start == span.end => Cow::Borrowed(""),
            text => text,
        };
        let mut key = self.keep(&text, span);
        if is_plain && is_key && text == "<<" {
            key.tag = Tag::MergeKey;
            if let Some(open) = self.open.last_mut() {
                open.has_merge = true;
            }
        }
        if !is_key || anchor != 0 || tag.is_some() {
            let value = self.value(&text, key, is_plain, tag, range);
            let done = Anchor::Done {
                value,
                key: Some(key),
                extent: Extent::scalar(text.len()),
            };
            self.set_anchor(anchor, done);
            if !is_key {
                self.add(value, Extent::scalar(text.len()));
                return self.spend(1, span);
            }
        }
        self.builder.push(key);
        Ok(())
    }

    /// The cell of a scalar's value, given the cell of its text.
    fn value(
        &mut self,
        text: &str,
        mut cell: Cell,
        is_plain: bool,
        tag: Option<&YamlTag>,
        range: &Range,
    ) -> Cell {
        let scalar = match tag {
            None if is_plain => Ok(resolve_plain(text)),
            None => Ok(Scalar::String),
            Some(tag) if tag.original() == "!" => Ok(Scalar::String),
            Some(tag) => match tag.core_suffix() {
                Some(suffix) => resolve_tagged(suffix, text),
                None => Err(unknown_tag(tag)),
            },
        };
        if cell.tag == Tag::MergeKey {
            cell.tag = Tag::String;
        }
        match scalar {
            Ok(Scalar::String) => {}
            Ok(Scalar::Null) => cell.tag = Tag::Null,
            Ok(Scalar::Bool(true)) => cell.tag = Tag::True,
            Ok(Scalar::Bool(false)) => cell.tag = Tag::False,
            Ok(Scalar::Number(Cow::Borrowed(_))) if cell.tag == Tag::String => {
                cell.tag = Tag::Number;
            }
            Ok(Scalar::Number(number)) => {
                cell = self.keep_extra(&number, cell, Tag::ExtraNumber);
            }
            // As a key it is just its text.
            Ok(Scalar::NoJsonNumber(_)) if self.expects_key() => {}
            Ok(Scalar::NoJsonNumber(reason)) => {
                let message = format!("`{}` cannot be read: {reason}", shorten(text));
                let error = SyntaxError::new("yaml-syntax", self.span(range), message);
                let error = error.help("put it in quotes if it is meant as text");
                self.builder.errors.push(error);
            }
            Err(message) => self.bad_tag(message, range),
        }
        cell
    }

    /// Whether the next node is the key of a mapping's entry.
    fn expects_key(&self) -> bool {
        self.open.last().is_some_and(|open| {
            open.is_mapping && (self.builder.waiting() - open.children).is_multiple_of(2)
        })
    }

    /// Adds the text of a scalar; text that is in the file unchanged is not copied.
    fn keep(&mut self, text: &str, span: Span) -> Cell {
        let cell = Cell {
            start: span.start,
            end: span.end,
            first: span.start,
            count: to_u32(text.len()),
            tag: Tag::String,
        };
        // The addresses only give a candidate; rewritten text lies elsewhere.
        let base = self.builder.text.as_ptr() as usize;
        let first = (text.as_ptr() as usize).wrapping_sub(base);
        let inside = self
            .builder
            .text
            .get(first..first.saturating_add(text.len()));
        match inside {
            Some(inside) if std::ptr::eq(inside, text) => Cell {
                first: to_u32(first),
                ..cell
            },
            _ => self.keep_extra(text, cell, Tag::ExtraString),
        }
    }

    fn keep_extra(&mut self, text: &str, cell: Cell, tag: Tag) -> Cell {
        let first = to_u32(self.builder.extra.len());
        self.builder.extra.push_str(text);
        Cell {
            first,
            count: to_u32(text.len()),
            tag,
            ..cell
        }
    }

    fn span(&self, range: &Range) -> Span {
        let bytes = range.byte_range().unwrap_or(0..0);
        Span::new(self.builder.source, to_u32(bytes.start), to_u32(bytes.end))
    }

    /// Without the line breaks that the parser counts to a block scalar.
    fn content_end(&self, span: Span) -> u32 {
        let range = span.start as usize..span.end as usize;
        let content = self.builder.text.get(range).unwrap_or("");
        span.start + to_u32(content.trim_end().len())
    }
}

/// The first dash of a block sequence that is reported at `reported`, after its key's end.
///
/// Between them are only a colon, comments, an anchor and a tag.
fn sequence_start(text: &str, key_end: u32, reported: u32) -> u32 {
    let mut at = key_end as usize;
    let mut rest = text.get(at..reported as usize).unwrap_or("");
    loop {
        let skipped = match rest.chars().next() {
            Some('-') => return to_u32(at),
            Some('#') => rest.find(['\n', '\r']),
            Some('&' | '!') => rest.find(char::is_whitespace),
            Some(c) => Some(c.len_utf8()),
            None => None,
        };
        let Some(skipped) = skipped else {
            return reported;
        };
        at += skipped;
        rest = rest.get(skipped..).unwrap_or("");
    }
}
