//! Documentation of a document, which is CommonMark -> [`Piece`]s that are only text: no code that
//! runs, no HTML, no addresses except of the web or a mailbox.
//!
//! Text of a schema is untrusted. In a doc comment a code block would be run as a test, raw HTML
//! would reach the page, and `[brackets]` would be looked up as items. The text is parsed by the
//! parser that rustdoc uses, and doc comments, Markdown and HTML are all written from its events.
//! Knows no model.

mod cell;
mod escape;
mod inline;
mod read;
mod write;

use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag};

pub(crate) use cell::{cell, code_cell};
pub(crate) use escape::{code, is_hidden, visible};
#[cfg(feature = "html")]
pub(crate) use inline::safe_address;

/// How deep quotes, lists and emphasis nest; deeper ones are ignored.
const DEPTH: usize = 8;

/// The characters that CommonMark ignores around a text.
const SPACE: [char; 4] = [' ', '\t', '\n', '\r'];

/// A part of a text, in its order.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Piece {
    /// The begin of a frame.
    Open {
        frame: Frame,
        /// Whether an empty line precedes it.
        apart: bool,
    },
    /// The end of the frame opened last.
    Close,
    /// Words without markup.
    Text(String),
    /// A span of code.
    Code(String),
    /// A web address without other text.
    Address(String),
    /// The end of a line.
    Soft,
    /// A hard line break.
    Hard,
    /// The lines of a code block, in a [`Frame::Block`].
    Lines(String),
}

/// A container of other pieces.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Frame {
    Paragraph,
    Heading(usize),
    Quote,
    /// A list, with its first number and the mark of its items: `-`, `+`, `*`, `.` or `)`.
    List(Option<u64>, char),
    Item,
    /// A code block.
    Block,
    /// A line across.
    Rule,
    /// A table, with the delimiter of each column.
    Table(Vec<&'static str>),
    /// A row; the first one is the head.
    Row(bool),
    Cell,
    /// Emphasis, strong emphasis or a deletion, with its mark.
    Marked(&'static str),
    /// A link, with its address.
    Link(String),
}

/// The text as lines of Markdown, which is read as the same text and is stable when written again.
///
/// Most texts are words, and are not parsed. A text that is not read as the same when written (none
/// is known) is written as words, with every sign escaped.
pub(crate) fn markdown_lines(text: &str) -> Vec<String> {
    let text = text.trim_matches(SPACE);
    if is_plain(text) {
        return plain_lines(text);
    }
    written(text).unwrap_or_else(|| {
        let words = escape::all(text);
        written(&words.join("\n")).unwrap_or(words)
    })
}

/// The lines of a text, if they read the same.
fn written(text: &str) -> Option<Vec<String>> {
    let pieces = read::parsed(text);
    let lines = write::lines(&pieces);
    let again = lines.join("\n");
    (is_harmless(&again) && read::parsed(&again) == pieces).then_some(lines)
}

/// The pieces of a text.
pub(crate) fn read(text: &str) -> Vec<Piece> {
    let text = text.trim_matches(SPACE);
    if is_plain(text) {
        plain_pieces(text)
    } else {
        read::parsed(text)
    }
}

/// Whether CommonMark sees only words, spans of code and paragraphs in a text.
fn is_plain(text: &str) -> bool {
    let mut lines = text.split('\n').peekable();
    while let Some(line) = lines.next() {
        // Two spaces make a hard line break, four at the start of a line make code.
        let is_broken = lines.peek().is_some() && line.ends_with("  ");
        if is_broken || line.starts_with("    ") || !is_plain_line(line.trim_matches(' ')) {
            return false;
        }
    }
    true
}

fn is_plain_line(line: &str) -> bool {
    if line.starts_with(|c: char| matches!(c, '-' | '+' | '=' | ':' | '0'..='9')) {
        return false;
    }
    let marks = line.matches('`').count();
    marks.is_multiple_of(2)
        && line.split('`').enumerate().all(|(index, part)| {
            if index % 2 == 1 {
                return is_plain_code(part);
            }
            // Two spans side by side are one, with two backticks in it.
            let is_between = index > 0 && index < marks;
            !(is_between && part.is_empty()) && is_plain_words(part)
        })
}

/// Whether a span of code is written unchanged, even in a table.
fn is_plain_code(code: &str) -> bool {
    let is_padded = code.starts_with(' ') || code.ends_with(' ');
    !code.is_empty() && !is_padded && !code.contains(|c| matches!(c, '\\' | '|') || is_hidden(c))
}

fn is_plain_words(words: &str) -> bool {
    let mut before = ' ';
    let mut chars = words.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\\' | '*' | '[' | ']' | '<' | '>' | '&' | '#' | '~' | '|' => return false,
            // Within a word it is no markup.
            '_' => {
                let after = chars.peek().copied().unwrap_or(' ');
                if !before.is_alphanumeric() || !after.is_alphanumeric() {
                    return false;
                }
            }
            // It may be a web address.
            '/' if before == ':' => return false,
            c if is_hidden(c) => return false,
            _ => {}
        }
        before = c;
    }
    true
}

fn plain_lines(text: &str) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for line in text.lines() {
        let line = line.trim_matches(' ');
        let is_second = line.is_empty() && lines.last().is_some_and(String::is_empty);
        if !is_second {
            lines.push(line.to_owned());
        }
    }
    lines
}

fn plain_pieces(text: &str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut is_open = false;
    for line in plain_lines(text) {
        if line.is_empty() {
            pieces.push(Piece::Close);
            is_open = false;
            continue;
        }
        if is_open {
            pieces.push(Piece::Soft);
        } else {
            let apart = !pieces.is_empty();
            let frame = Frame::Paragraph;
            pieces.push(Piece::Open { frame, apart });
            is_open = true;
        }
        for (index, part) in line.split('`').enumerate() {
            match index % 2 {
                1 => pieces.push(Piece::Code(part.to_owned())),
                _ if part.is_empty() => {}
                _ => pieces.push(Piece::Text(part.to_owned())),
            }
        }
    }
    pieces.extend(is_open.then_some(Piece::Close));
    pieces
}

/// Whether a Markdown text runs or loads nothing, as rustdoc reads it and as plain CommonMark, by
/// which rustdoc finds tests.
fn is_harmless(text: &str) -> bool {
    let rustdoc = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_SMART_PUNCTUATION;
    [rustdoc, Options::empty()].into_iter().all(|options| {
        Parser::new_ext(text, options).all(|event| match event {
            Event::Html(_) | Event::InlineHtml(_) | Event::FootnoteReference(_) => false,
            Event::Start(Tag::CodeBlock(kind)) => {
                matches!(kind, CodeBlockKind::Fenced(info) if &*info == "text")
            }
            Event::Start(Tag::Link { dest_url, .. }) => inline::safe_address(&dest_url).is_some(),
            Event::Start(Tag::Image { .. } | Tag::HtmlBlock | Tag::FootnoteDefinition(_)) => false,
            _ => true,
        })
    })
}

#[cfg(test)]
mod tests;
