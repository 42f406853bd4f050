//! Pieces -> one line, for a cell of a table, a heading or an item of a page.

use super::escape::{code, escaped_address, link_start, visible, words};
use super::{Frame, Piece, read};

/// The text on one line: its lines are set apart by `<br/>`, and blocks lose their form.
pub(crate) fn cell(text: &str) -> String {
    let pieces = read(text);
    let mut writer = Writer::default();
    pieces.iter().for_each(|piece| writer.piece(piece));
    writer.out
}

/// Any text as a code span of a table's cell.
///
/// Readers differ on a backslash before a bar, so that such a span is written as an element.
pub(crate) fn code_cell(text: &str) -> String {
    let span = code(text);
    if !span.contains('|') {
        return span;
    }
    if !text.contains("\\|") {
        return span.replace('|', "\\|");
    }
    let mut out = String::from("<code>");
    for c in visible(text).replace('\n', " ").chars() {
        if c.is_ascii_punctuation() {
            out.push_str(&format!("&#{};", c as u32));
        } else {
            out.push(c);
        }
    }
    out + "</code>"
}

#[derive(Default)]
struct Writer<'p> {
    out: String,
    /// The end of the last mark of an item, which the following text continues.
    fresh: usize,
    open: Vec<&'p Frame>,
    /// The next number of each open list.
    numbers: Vec<Option<u64>>,
}

impl<'p> Writer<'p> {
    fn piece(&mut self, piece: &'p Piece) {
        match piece {
            Piece::Open { frame, apart } => {
                self.start(frame, *apart);
                self.open.push(frame);
            }
            Piece::Close => self.close(),
            Piece::Text(text) => words(text, false, true, &mut self.out),
            Piece::Code(text) => self.out.push_str(&code_cell(text)),
            Piece::Address(address) => self.out.push_str(&format!("<{address}>")),
            Piece::Soft | Piece::Hard => self.out.push_str("<br/>"),
            Piece::Lines(lines) => {
                let lines = lines.lines().filter(|line| !line.trim().is_empty());
                let lines: Vec<String> = lines.map(code_cell).collect();
                self.out.push_str(&lines.join("<br/>"));
            }
        }
    }

    fn start(&mut self, frame: &Frame, apart: bool) {
        match frame {
            Frame::Paragraph | Frame::Heading(_) | Frame::Block | Frame::Table(_) => {
                self.block(apart);
            }
            Frame::Rule => {
                self.block(apart);
                self.out.push_str("\\*\\*\\*");
            }
            Frame::Quote => {
                self.block(apart);
                self.mark("\\> ");
            }
            Frame::List(first, _) => {
                self.block(apart);
                self.numbers.push(*first);
            }
            Frame::Item => {
                self.block(apart);
                match self.numbers.last_mut() {
                    Some(Some(number)) => {
                        let mark = format!("{number}. ");
                        *number = number.saturating_add(1);
                        self.mark(&mark);
                    }
                    _ => self.mark("- "),
                }
            }
            Frame::Row(is_head) => {
                if !is_head {
                    self.block(false);
                }
                self.fresh = self.out.len();
            }
            Frame::Cell => {
                if self.out.len() > self.fresh {
                    self.out.push_str(" \\| ");
                }
            }
            Frame::Marked(mark) => self.out.push_str(mark),
            Frame::Link(_) => link_start(&mut self.out),
        }
    }

    fn close(&mut self) {
        match self.open.pop() {
            Some(Frame::Marked(mark)) => self.out.push_str(mark),
            Some(Frame::Link(address)) => {
                let address = escaped_address(address);
                self.out.push_str(&format!("](<{address}>)"));
            }
            Some(Frame::List(..)) => drop(self.numbers.pop()),
            _ => {}
        }
    }

    fn block(&mut self, apart: bool) {
        if self.out.len() > self.fresh {
            self.out
                .push_str(if apart { "<br/><br/>" } else { "<br/>" });
        }
        self.fresh = self.out.len();
    }

    fn mark(&mut self, mark: &str) {
        self.out.push_str(mark);
        self.fresh = self.out.len();
    }
}
