//! Faults of YAML text -> errors with a span and advice, and substitutes for missing nodes.
//!
//! Knows the tags of collections; the reader supplies everything else.

use granit_parser::{ErrorKind, ScanError, Span as Range, Tag as YamlTag};

use super::YamlReader;
use crate::source::SyntaxError;
use crate::source::builder::shorten;
use crate::source::cell::{Cell, Tag};
use crate::source::sources::{Span, to_u32};

impl YamlReader<'_> {
    pub(super) fn check_tag(&mut self, tag: Option<&YamlTag>, expected: &str, range: &Range) {
        let Some(tag) = tag.filter(|tag| tag.original() != "!") else {
            return;
        };
        match tag.core_suffix() {
            Some(suffix) if suffix == expected => {}
            Some(suffix) => {
                let node = if expected == "seq" {
                    "sequence"
                } else {
                    "mapping"
                };
                self.bad_tag(format!("`!!{suffix}` stands before a {node}"), range);
            }
            None => self.bad_tag(unknown_tag(tag), range),
        }
    }

    pub(super) fn bad_tag(&mut self, message: String, range: &Range) {
        let span = range
            .tag_span()
            .map_or_else(|| self.span(range), |tag| self.span(&tag));
        let error = SyntaxError::new("bad-tag", span, message);
        self.builder.errors.push(error);
    }

    pub(super) fn bad_key(&mut self, cell: &Cell) {
        let message = "a sequence or mapping cannot be a key";
        let span = self.builder.span(cell);
        let error = SyntaxError::new("yaml-syntax", span, message);
        let error = error.help("put the key in quotes if it is meant as text");
        self.builder.errors.push(error);
        self.builder.push(Cell {
            tag: Tag::Missing,
            ..*cell
        });
    }

    /// Replaces a node that could not be read, so that keys and values keep alternating.
    pub(super) fn no_node(&mut self, span: Span) {
        self.builder.push(Cell {
            start: span.start,
            end: span.end,
            tag: Tag::Missing,
            ..Cell::NULL
        });
    }

    pub(super) fn scan_error(&self, error: &ScanError) -> SyntaxError {
        let at = error.marker().byte_offset().unwrap_or(0);
        let rest = self.builder.text.get(at..).unwrap_or("");
        let length = rest.chars().next().map_or(0, char::len_utf8);
        let span = Span::new(self.builder.source, to_u32(at), to_u32(at + length));
        if *error.kind() == ErrorKind::RecursionLimitExceeded {
            return SyntaxError::too_deep(span);
        }
        let mut fault = SyntaxError::new("yaml-syntax", span, error.info());
        fault.help = help_for(error.kind()).map(str::to_owned);
        if fault.help.is_none() && rest.starts_with('[') {
            fault.help = self.suffixed_word(at);
        }
        if let Some((opening, bracket)) = self.opening_bracket()
            && opening.start != span.start
        {
            fault = fault.related(opening, format!("within the `{bracket}` that starts here"));
        }
        fault
    }

    /// The help for `string[]` between brackets, whose own bracket is read as one more.
    fn suffixed_word(&self, at: usize) -> Option<String> {
        const LONGEST: usize = 80;
        let text = self.builder.text;
        let start = text.floor_char_boundary(at.saturating_sub(LONGEST));
        let before = text.get(start..at)?;
        let word = before.rsplit([' ', ',', '{', '[', ':', '\n']).next()?;
        let rest = text.get(at..)?;
        let end = rest.find(']').filter(|end| *end < LONGEST)? + 1;
        let whole = format!("{word}{}", rest.get(..end)?);
        (!word.is_empty()).then(|| format!("put `{}` in quotes", shorten(&whole)))
    }

    /// The bracket around the current position.
    fn opening_bracket(&self) -> Option<(Span, char)> {
        let mut flow = self.open.iter().rev().take_while(|open| open.is_flow);
        flow.find_map(|open| {
            // A lone pair in a sequence is a mapping without braces.
            let rest = self.builder.text.get(open.start as usize..)?;
            let bracket = rest.chars().next().filter(|c| matches!(c, '{' | '['))?;
            let span = Span::new(self.builder.source, open.start, open.start + 1);
            Some((span, bracket))
        })
    }
}

pub(super) fn unknown_tag(tag: &YamlTag) -> String {
    format!("the tag `{}` is not known", shorten(&tag.original()))
}

/// The usual help for an error of the parser.
fn help_for(kind: &ErrorKind) -> Option<&'static str> {
    Some(match kind {
        ErrorKind::MappingValueNotAllowed | ErrorKind::InvalidColonPlacement => {
            "put text that contains `: ` in quotes"
        }
        ErrorKind::UnexpectedCharacter { .. } => {
            "put text that starts with this character in quotes"
        }
        ErrorKind::TabNotAllowed
        | ErrorKind::TabInBlockIndentation
        | ErrorKind::TabInIndentation
        | ErrorKind::TabAtBlockScalarStart => "indent with spaces",
        ErrorKind::UnclosedQuotedScalar => "the text that starts here lacks its closing quote",
        ErrorKind::SimpleKeyExpected | ErrorKind::ExpectedBlockMappingKey => {
            "a key is followed by `:` and a space, and lines up with the other keys"
        }
        ErrorKind::UnknownQuotedScalarEscape => "write a backslash as `\\\\`, or use single quotes",
        ErrorKind::ExpectedDocumentStart => {
            "what stands before is complete; check the indentation of this line"
        }
        ErrorKind::ExpectedBlockSequenceEntry => "each item starts with `- `, at the same column",
        _ => return None,
    })
}
