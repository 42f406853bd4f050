//! CommonMark -> pieces: the blocks. Elements that are not allowed are shown as text.

use std::ops::Range;

use pulldown_cmark::{Alignment, Event, LinkType, Options, Parser, Tag, TagEnd};

use super::escape::visible;
use super::{DEPTH, Frame, Piece};

/// The pieces of a text, read as CommonMark with tables and deletions.
pub(super) fn parsed(text: &str) -> Vec<Piece> {
    let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH;
    let mut reader = ProseReader::new(text);
    for (event, range) in Parser::new_ext(text, options).into_offset_iter() {
        reader.event(event, range);
    }
    reader.out
}

pub(super) struct ProseReader<'t> {
    source: &'t str,
    pub(super) out: Vec<Piece>,
    /// The result for each open element of the parser.
    open: Vec<Made>,
    /// The last block of everything open that holds blocks.
    blocks: Vec<Sibling>,
    /// The block of words that is open, if one is.
    pub(super) leaf: Option<Leaf>,
    /// How many marks of emphasis are open.
    pub(super) marks: usize,
    pub(super) in_link: bool,
    /// Whether the current content is skipped.
    pub(super) skips: bool,
    /// Words that are not written yet: they may go on.
    pub(super) words: String,
    /// The end of a line, written if something follows; true for a hard break.
    pub(super) line_end: Option<bool>,
}

/// The result for an element.
pub(super) enum Made {
    Frame(Frame),
    /// Its content replaces the element.
    Nothing,
    /// Its content is left out.
    Skipped,
    /// The text written after it: the end of a link that is not allowed.
    Words(String),
}

/// A block that holds no others.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Leaf {
    /// A paragraph, and whether no event ends it.
    Paragraph(bool),
    /// One line, in which no line ends.
    Line,
    Code,
}

/// The block before one.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Sibling {
    None,
    /// A paragraph, a quote, a list or a table: a line after it may still belong to it.
    Open,
    Closed,
}

impl<'t> ProseReader<'t> {
    fn new(source: &'t str) -> Self {
        Self {
            source,
            out: Vec::new(),
            open: Vec::new(),
            blocks: vec![Sibling::None],
            leaf: None,
            marks: 0,
            in_link: false,
            skips: false,
            words: String::new(),
            line_end: None,
        }
    }

    fn event(&mut self, event: Event<'t>, range: Range<usize>) {
        let at = range.start;
        match event {
            Event::Start(tag) => self.start(tag, at),
            Event::End(tag) => self.end(tag),
            // The others belong to extensions that are not enabled.
            Event::Text(text)
            | Event::InlineHtml(text)
            | Event::InlineMath(text)
            | Event::DisplayMath(text)
            | Event::FootnoteReference(text) => self.text(&text, at),
            Event::Code(text) => self.code(&text, at),
            Event::Html(html) => self.html(&html, at),
            Event::SoftBreak => self.end_line(false),
            Event::HardBreak => self.end_line(true),
            Event::Rule => {
                self.block(Frame::Rule, at);
                self.close();
            }
            Event::TaskListMarker(_) => {}
        }
    }

    fn start(&mut self, tag: Tag<'t>, at: usize) {
        match tag {
            Tag::Paragraph => {
                self.block(Frame::Paragraph, at);
                self.leaf = Some(Leaf::Paragraph(false));
            }
            Tag::Heading { level, .. } => {
                self.block(Frame::Heading(level as usize), at);
                self.leaf = Some(Leaf::Line);
            }
            Tag::CodeBlock(_) => {
                self.block(Frame::Block, at);
                self.leaf = Some(Leaf::Code);
            }
            Tag::BlockQuote(_) => self.container(Frame::Quote, at),
            Tag::List(first) => self.container(Frame::List(first, self.list_mark(at)), at),
            Tag::Item => self.container(Frame::Item, at),
            Tag::Table(alignments) => {
                let columns = alignments.into_iter().map(delimiter);
                self.block(Frame::Table(columns.collect()), at);
            }
            Tag::TableHead => self.open(Frame::Row(true), false),
            Tag::TableRow => self.open(Frame::Row(false), false),
            Tag::TableCell => {
                self.open(Frame::Cell, false);
                self.leaf = Some(Leaf::Line);
            }
            Tag::Emphasis => self.marked(self.mark(at, "*", "_"), at),
            Tag::Strong => self.marked(self.mark(at, "**", "__"), at),
            Tag::Strikethrough => self.marked("~~", at),
            Tag::Link {
                link_type,
                dest_url,
                ..
            } => match link_type {
                LinkType::Email => self.link("[", &format!("mailto:{dest_url}"), at),
                LinkType::Autolink => self.link("<", &dest_url, at),
                _ => self.link("[", &dest_url, at),
            },
            Tag::Image { dest_url, .. } => self.link("![", &dest_url, at),
            Tag::HtmlBlock
            | Tag::FootnoteDefinition(_)
            | Tag::DefinitionList
            | Tag::DefinitionListTitle
            | Tag::DefinitionListDefinition
            | Tag::Superscript
            | Tag::Subscript
            | Tag::MetadataBlock(_) => self.open.push(Made::Nothing),
        }
    }

    fn end(&mut self, tag: TagEnd) {
        if matches!(tag, TagEnd::HtmlBlock | TagEnd::Item) {
            self.end_implied();
        }
        self.close();
    }

    /// A block that holds no others, but for a table its rows.
    fn block(&mut self, frame: Frame, at: usize) {
        self.end_implied();
        let (sibling, must) = match &frame {
            Frame::Paragraph | Frame::Table(_) => (Sibling::Open, true),
            _ => (Sibling::Closed, false),
        };
        let apart = self.is_apart(sibling, must, at);
        self.open(frame, apart);
    }

    /// A block that holds others; only its content if blocks are nested too deep.
    fn container(&mut self, frame: Frame, at: usize) {
        self.end_implied();
        let in_nothing = matches!(self.open.last(), Some(Made::Nothing));
        let is_kept = match frame {
            Frame::Item => !in_nothing,
            _ => self.blocks.len() <= 2 * DEPTH,
        };
        if !is_kept {
            self.open.push(Made::Nothing);
            return;
        }
        // A list with another first number does not end a paragraph.
        let must = matches!(frame, Frame::List(Some(first), _) if first != 1);
        let apart = self.is_apart(Sibling::Open, must, at);
        self.open(frame, apart);
        self.blocks.push(Sibling::None);
    }

    /// Whether an empty line precedes the block that starts here: because there is one, or there
    /// must be one.
    fn is_apart(&mut self, sibling: Sibling, must: bool, at: usize) -> bool {
        let Some(last) = self.blocks.last_mut() else {
            return false;
        };
        let before = std::mem::replace(last, sibling);
        before != Sibling::None
            && ((must && before == Sibling::Open) || follows_empty_line(self.source, at))
    }

    pub(super) fn open(&mut self, frame: Frame, apart: bool) {
        self.out.push(Piece::Open {
            frame: frame.clone(),
            apart,
        });
        self.open.push(Made::Frame(frame));
    }

    pub(super) fn open_as(&mut self, made: Made) {
        self.open.push(made);
    }

    /// The paragraph that words of a list's item are without being called one.
    pub(super) fn imply(&mut self, at: usize) {
        if self.leaf.is_none() {
            self.block(Frame::Paragraph, at);
            self.leaf = Some(Leaf::Paragraph(true));
        }
    }

    /// Ends a paragraph that no event ends.
    pub(super) fn end_implied(&mut self) {
        if self.leaf == Some(Leaf::Paragraph(true)) {
            self.close();
        }
    }

    fn close(&mut self) {
        let frame = match self.open.pop() {
            Some(Made::Frame(frame)) => frame,
            Some(Made::Words(words)) => {
                self.resume();
                self.words.push_str(&words);
                return;
            }
            Some(Made::Skipped) => {
                self.skips = false;
                return;
            }
            Some(Made::Nothing) | None => return,
        };
        match frame {
            Frame::Paragraph | Frame::Heading(_) | Frame::Cell => {
                self.end_words();
                self.leaf = None;
                let is_nothing = frame == Frame::Paragraph;
                if is_nothing && matches!(self.out.last(), Some(Piece::Open { .. })) {
                    self.out.pop();
                    return;
                }
            }
            Frame::Block => {
                let lines = std::mem::take(&mut self.words).replace('\t', "    ");
                let lines = visible(lines.strip_suffix('\n').unwrap_or(&lines));
                self.out.push(Piece::Lines(lines));
                self.leaf = None;
            }
            Frame::Marked(_) => {
                self.flush(false);
                self.marks = self.marks.saturating_sub(1);
            }
            Frame::Link(_) => {
                self.flush(false);
                self.in_link = false;
            }
            Frame::Quote | Frame::List(..) | Frame::Item => drop(self.blocks.pop()),
            // Cells that a row does not have are not written.
            Frame::Row(false) => {
                while let [
                    ..,
                    Piece::Close,
                    Piece::Open {
                        frame: Frame::Cell, ..
                    },
                    Piece::Close,
                ] = &self.out[..]
                {
                    self.out.truncate(self.out.len() - 2);
                }
            }
            Frame::Rule | Frame::Table(_) | Frame::Row(true) => {}
        }
        self.out.push(Piece::Close);
    }

    /// The mark of the items of the list that starts here.
    fn list_mark(&self, at: usize) -> char {
        let text = self.source.get(at..).unwrap_or_default();
        text.chars()
            .find(|c| matches!(c, '-' | '+' | '*' | '.' | ')'))
            .unwrap_or('-')
    }

    fn mark(&self, at: usize, star: &'static str, line: &'static str) -> &'static str {
        match self.source.as_bytes().get(at) {
            Some(b'_') => line,
            _ => star,
        }
    }
}

fn delimiter(alignment: Alignment) -> &'static str {
    match alignment {
        Alignment::None => "---",
        Alignment::Left => ":--",
        Alignment::Center => ":-:",
        Alignment::Right => "--:",
    }
}

/// Whether the line before the one of this offset is empty, but for marks of quotes.
fn follows_empty_line(source: &str, at: usize) -> bool {
    let is_space = |byte: &u8| matches!(byte, b' ' | b'\t' | b'>' | b'\r');
    let before = source.as_bytes().get(..at).unwrap_or_default();
    let mut bytes = before.iter().rev().skip_while(|byte| is_space(byte));
    if bytes.next() != Some(&b'\n') {
        return false;
    }
    bytes
        .find(|byte| !is_space(byte))
        .is_none_or(|byte| *byte == b'\n')
}
