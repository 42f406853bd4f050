//! Pieces -> lines of Markdown.

use super::escape::{code, escaped_address, link_start, words};
use super::{Frame, Piece};

/// The lines of the pieces.
pub(super) fn lines(pieces: &[Piece]) -> Vec<String> {
    let mut writer = Writer::default();
    for piece in pieces {
        writer.piece(piece);
    }
    writer.finish()
}

#[derive(Default)]
struct Writer {
    lines: Vec<String>,
    line: String,
    /// The prefix of each line: the mark of a quote, the spaces of an item.
    prefix: String,
    /// How long the prefix was outside of each open quote and item.
    outer: Vec<usize>,
    /// The next number and the mark of each open list.
    lists: Vec<(Option<u64>, char)>,
    /// The open frames; those of tables with what their rows need.
    open: Vec<Frame>,
    /// Whether the line has only its prefix, and the mark of an item.
    is_fresh: bool,
    /// Whether a block was written.
    has_block: bool,
}

impl Writer {
    fn piece(&mut self, piece: &Piece) {
        match piece {
            Piece::Open { frame, apart } => self.open(frame, *apart),
            Piece::Close => self.close(),
            Piece::Text(text) => {
                words(text, self.is_fresh, self.in_cell(), &mut self.line);
                self.is_fresh = false;
            }
            Piece::Code(text) => {
                let span = if self.in_cell() {
                    super::code_cell(text)
                } else {
                    code(text)
                };
                self.sign(&span);
            }
            Piece::Address(address) => {
                self.sign("<");
                self.sign(address);
                self.sign(">");
            }
            Piece::Soft => self.next_line(),
            Piece::Hard => {
                self.line.push('\\');
                self.next_line();
            }
            Piece::Lines(lines) => self.code_lines(lines),
        }
    }

    fn open(&mut self, frame: &Frame, apart: bool) {
        match frame {
            Frame::Paragraph | Frame::Table(_) | Frame::Block => self.block(apart),
            Frame::Heading(level) => {
                self.block(apart);
                self.sign(&"#".repeat(*level));
                self.sign(" ");
            }
            Frame::Rule => {
                self.block(apart);
                self.sign("***");
            }
            Frame::Quote => {
                self.block(apart);
                self.line.push_str("> ");
                self.outer.push(self.prefix.len());
                self.prefix.push_str("> ");
            }
            Frame::List(first, mark) => {
                // Its first item is at its start.
                self.block(apart);
                self.lists.push((*first, *mark));
            }
            Frame::Item => self.item(apart),
            Frame::Row(is_head) => {
                if !is_head {
                    self.next_line();
                }
                self.sign("|");
            }
            Frame::Cell => self.sign(" "),
            Frame::Marked(mark) => self.sign(mark),
            Frame::Link(_) => {
                link_start(&mut self.line);
                self.is_fresh = false;
            }
        }
        self.open.push(frame.clone());
    }

    fn close(&mut self) {
        match self.open.pop() {
            Some(Frame::Quote | Frame::Item) => {
                self.prefix.truncate(self.outer.pop().unwrap_or(0));
                self.is_fresh = false;
            }
            Some(Frame::List(..)) => drop(self.lists.pop()),
            Some(Frame::Row(is_head)) => {
                if let (true, Some(Frame::Table(columns))) = (is_head, self.open.last()) {
                    let delimiters = format!("| {} |", columns.join(" | "));
                    self.next_line();
                    self.sign(&delimiters);
                }
            }
            Some(Frame::Cell) => self.sign(" |"),
            Some(Frame::Marked(mark)) => self.sign(mark),
            Some(Frame::Link(address)) => {
                self.sign("](<");
                self.sign(&escaped_address(&address));
                self.sign(">)");
            }
            _ => {}
        }
    }

    /// A block starts: on a line of its own, but for the first one of a quote or an item.
    fn block(&mut self, apart: bool) {
        if !self.is_fresh && self.has_block {
            let line = std::mem::take(&mut self.line);
            self.lines.push(line.trim_end_matches(' ').to_owned());
            if apart {
                self.lines.push(self.prefix.trim_end().to_owned());
            }
            self.line.push_str(&self.prefix);
        }
        self.has_block = true;
        self.is_fresh = true;
    }

    fn item(&mut self, apart: bool) {
        self.block(apart);
        let Some((number, mark)) = self.lists.last_mut() else {
            return;
        };
        let mark = match number {
            Some(number) => {
                let text = format!("{number}{mark} ");
                *number = number.saturating_add(1);
                text
            }
            None => format!("{mark} "),
        };
        self.line.push_str(&mark);
        self.outer.push(self.prefix.len());
        self.prefix.extend(std::iter::repeat_n(' ', mark.len()));
    }

    fn code_lines(&mut self, lines: &str) {
        let longest = lines.split(|c| c != '`').map(str::len).max().unwrap_or(0);
        let fence = "`".repeat(longest.max(2) + 1);
        self.sign(&fence);
        self.sign("text");
        for line in lines.split('\n') {
            if !lines.is_empty() {
                self.next_line();
                self.sign(line);
            }
        }
        self.next_line();
        self.sign(&fence);
    }

    fn next_line(&mut self) {
        let mut line = std::mem::replace(&mut self.line, self.prefix.clone());
        if line == self.prefix {
            line.truncate(line.trim_end_matches(' ').len());
        }
        self.lines.push(line);
        self.is_fresh = true;
    }

    /// Text that is not escaped.
    fn sign(&mut self, text: &str) {
        self.line.push_str(text);
        self.is_fresh = false;
    }

    fn in_cell(&self) -> bool {
        self.open.iter().rev().any(|frame| *frame == Frame::Cell)
    }

    fn finish(mut self) -> Vec<String> {
        let line = self.line.trim_end_matches(' ');
        if self.has_block {
            self.lines.push(line.to_owned());
        }
        self.lines
    }
}
