//! JSON text (RFC 8259) -> a document, or its errors. A comma before a closing bracket is skipped,
//! and reported.
//!
//! A loop over tokens with its own stack. Strings and numbers are read by `json_text`; keys are
//! checked by the builder.

use std::sync::Arc;

use super::builder::Builder;
use super::cell::{Cell, Tag};
use super::sources::{SourceId, Span, to_u32};
use super::{MAX_DEPTH, Parsed, SyntaxError};

/// Reads a JSON text. Duplicate keys do not stop the reading, any other error does.
pub(crate) fn parse_json(source: SourceId, text: &Arc<str>) -> Parsed {
    let mut reader = JsonReader::new(source, text);
    let fault = reader.read().err().map(|fault| *fault);
    reader.builder.finish(text, fault)
}

/// Reads consecutive JSON texts, as in JSON Lines, as one sequence of them.
#[cfg(feature = "infer")]
pub(crate) fn parse_json_stream(source: SourceId, text: &Arc<str>) -> Parsed {
    let mut reader = JsonReader::new(source, text);
    let fault = reader.read_stream().err().map(|fault| *fault);
    reader.builder.finish(text, fault)
}

pub(super) struct JsonReader<'t> {
    pub(super) bytes: &'t [u8],
    pub(super) at: usize,
    pub(super) builder: Builder<'t>,
    open: Vec<Open>,
}

/// A collection whose closing bracket is still to come.
struct Open {
    is_object: bool,
    start: usize,
    /// Where its children begin on the builder's stack.
    children: usize,
}

/// Boxed, as every step of the reading may return one and few ever do.
pub(super) type Fault = Box<SyntaxError>;

impl<'t> JsonReader<'t> {
    fn new(source: SourceId, text: &'t str) -> Self {
        Self {
            bytes: text.as_bytes(),
            at: if text.starts_with('\u{feff}') { 3 } else { 0 },
            builder: Builder::new(source, text),
            open: Vec::new(),
        }
    }
}

impl JsonReader<'_> {
    fn read(&mut self) -> Result<(), Fault> {
        self.skip_space();
        self.whole_value()?;
        self.skip_space();
        match self.peek() {
            None => Ok(()),
            Some(_) => Err(self.trailing_content()),
        }
    }

    #[cfg(feature = "infer")]
    fn read_stream(&mut self) -> Result<(), Fault> {
        self.skip_space();
        while self.peek().is_some() {
            self.whole_value()?;
            self.skip_space();
        }
        let cell = self.builder.close_sequence(0, 0, to_u32(self.at));
        self.builder.push(cell);
        Ok(())
    }

    /// A value down to its end.
    fn whole_value(&mut self) -> Result<(), Fault> {
        self.value()?;
        while let Some(open) = self.open.last() {
            let is_object = open.is_object;
            self.skip_space();
            let close = if is_object { b'}' } else { b']' };
            match self.peek() {
                Some(b',') => {
                    let comma = self.at;
                    self.at += 1;
                    self.skip_space();
                    if self.peek() == Some(close) {
                        let fault = self.trailing_comma(comma);
                        self.builder.errors.push(fault);
                        self.close();
                        continue;
                    }
                    self.element(is_object)?;
                }
                Some(byte) if byte == close => self.close(),
                _ => return Err(self.no_comma(is_object)),
            }
        }
        Ok(())
    }

    /// A key if one is expected, and then the start of a value.
    fn element(&mut self, is_object: bool) -> Result<(), Fault> {
        if is_object {
            self.key()?;
        }
        self.value()
    }

    /// A scalar, or everything down to the first scalar or empty collection.
    fn value(&mut self) -> Result<(), Fault> {
        loop {
            let start = self.at;
            let (is_object, close) = match self.peek() {
                Some(b'{') => (true, b'}'),
                Some(b'[') => (false, b']'),
                _ => return self.scalar(start),
            };
            if self.open.len() >= MAX_DEPTH {
                return Err(Box::new(SyntaxError::too_deep(self.span(start, start + 1))));
            }
            self.open.push(Open {
                is_object,
                start,
                children: self.builder.waiting(),
            });
            self.at += 1;
            self.skip_space();
            if self.peek() == Some(close) {
                self.close();
                return Ok(());
            }
            if is_object {
                self.key()?;
            }
        }
    }

    fn scalar(&mut self, start: usize) -> Result<(), Fault> {
        let (first, count, tag) = match self.peek() {
            Some(b'"') => self.string()?,
            Some(b'-' | b'0'..=b'9') => self.number()?,
            Some(b't') => self.literal("true", Tag::True)?,
            Some(b'f') => self.literal("false", Tag::False)?,
            Some(b'n') => self.literal("null", Tag::Null)?,
            _ => return Err(self.no_value()),
        };
        self.builder.push(Cell {
            start: to_u32(start),
            end: to_u32(self.at),
            first,
            count,
            tag,
        });
        Ok(())
    }

    fn literal(&mut self, word: &str, tag: Tag) -> Result<(u32, u32, Tag), Fault> {
        let end = self.at + word.len();
        let goes_on = |byte: &u8| byte.is_ascii_alphanumeric() || *byte == b'_';
        if self.bytes.get(self.at..end) != Some(word.as_bytes())
            || self.bytes.get(end).is_some_and(goes_on)
        {
            return Err(self.no_value());
        }
        self.at = end;
        Ok((0, 0, tag))
    }

    /// A key and its colon.
    fn key(&mut self) -> Result<(), Fault> {
        let start = self.at;
        if self.peek() != Some(b'"') {
            return Err(self.no_key());
        }
        let (first, count, tag) = self.string()?;
        self.builder.push(Cell {
            start: to_u32(start),
            end: to_u32(self.at),
            first,
            count,
            tag,
        });
        self.skip_space();
        if self.peek() != Some(b':') {
            return Err(self.no_colon(start));
        }
        self.at += 1;
        self.skip_space();
        Ok(())
    }

    fn close(&mut self) {
        self.at += 1;
        let Some(open) = self.open.pop() else { return };
        let (start, end) = (to_u32(open.start), to_u32(self.at));
        let cell = if open.is_object {
            self.builder.close_mapping(open.children, start, end, false)
        } else {
            self.builder.close_sequence(open.children, start, end)
        };
        self.builder.push(cell);
    }

    fn skip_space(&mut self) {
        while let Some(b' ' | b'\n' | b'\r' | b'\t') = self.peek() {
            self.at += 1;
            // Indented files are mostly runs of spaces.
            while self.bytes.get(self.at..self.at + 8) == Some(b"        ") {
                self.at += 8;
            }
        }
    }

    pub(super) fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    pub(super) fn span(&self, start: usize, end: usize) -> Span {
        Span::new(self.builder.source, to_u32(start), to_u32(end))
    }

    /// The innermost open collection: its span and its bracket.
    pub(super) fn innermost(&self) -> Option<(Span, char)> {
        self.open.last().map(|open| {
            let bracket = if open.is_object { '{' } else { '[' };
            (self.span(open.start, open.start + 1), bracket)
        })
    }
}
