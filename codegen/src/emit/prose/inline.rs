//! CommonMark -> pieces: the words, and their markup.

use super::escape::{is_hidden, visible};
use super::read::{Leaf, Made, ProseReader};
use super::{DEPTH, Frame, Piece};

impl ProseReader<'_> {
    pub(super) fn text(&mut self, text: &str, at: usize) {
        if self.leaf == Some(Leaf::Code) {
            self.words.push_str(text);
            return;
        }
        if self.skips {
            return;
        }
        self.imply(at);
        for (index, line) in text.split('\n').enumerate() {
            if index > 0 {
                self.end_line(false);
            }
            if !line.is_empty() {
                self.resume();
                self.words.push_str(line);
            }
        }
    }

    /// Lines of a block of HTML, as words; an empty one ends a paragraph.
    pub(super) fn html(&mut self, html: &str, at: usize) {
        for line in html.lines() {
            if line.trim().is_empty() {
                self.end_implied();
            } else {
                self.text(line, at);
                self.end_line(false);
            }
        }
    }

    pub(super) fn code(&mut self, text: &str, at: usize) {
        self.imply(at);
        self.resume();
        self.flush(false);
        self.out.push(Piece::Code(visible(text).replace('\n', " ")));
    }

    pub(super) fn marked(&mut self, mark: &'static str, at: usize) {
        self.imply(at);
        if self.marks >= DEPTH {
            self.open_as(Made::Nothing);
            return;
        }
        self.marks += 1;
        self.resume();
        self.flush(false);
        self.open(Frame::Marked(mark), false);
    }

    /// A link or an image, which becomes a link; plain words if its address is not allowed.
    pub(super) fn link(&mut self, opening: &str, address: &str, at: usize) {
        self.imply(at);
        self.resume();
        match safe_address(address) {
            Some(_) if self.in_link => self.open_as(Made::Nothing),
            // Its text is the address.
            Some(address) if opening == "<" && web_address(&address) == Some(address.len()) => {
                self.flush(false);
                self.out.push(Piece::Address(address));
                self.open_as(Made::Skipped);
                self.skips = true;
            }
            Some(address) => {
                self.flush(false);
                self.open(Frame::Link(address), false);
                self.in_link = true;
            }
            None => {
                self.words.push_str(opening);
                let closing = match opening {
                    "<" => ">".to_owned(),
                    _ => format!("]({})", address.replace('\n', " ")),
                };
                self.open_as(Made::Words(closing));
            }
        }
    }

    pub(super) fn end_line(&mut self, hard: bool) {
        self.line_end = Some(hard || self.line_end == Some(true));
    }

    /// Something follows, on the line or on the next one.
    pub(super) fn resume(&mut self) {
        let Some(hard) = self.line_end.take() else {
            return;
        };
        if self.leaf == Some(Leaf::Line) {
            self.words.push(' ');
            return;
        }
        self.flush(true);
        if !self.is_at_start() {
            self.out.push(if hard { Piece::Hard } else { Piece::Soft });
        }
    }

    /// The end of a block of words.
    pub(super) fn end_words(&mut self) {
        self.line_end = None;
        self.flush(true);
        if matches!(self.out.last(), Some(Piece::Soft | Piece::Hard)) {
            self.out.pop();
        }
    }

    fn is_at_start(&self) -> bool {
        match self.out.last() {
            None | Some(Piece::Soft | Piece::Hard) => true,
            Some(Piece::Open { frame, .. }) => {
                matches!(frame, Frame::Paragraph | Frame::Heading(_) | Frame::Cell)
            }
            Some(_) => false,
        }
    }

    /// Writes the words at hand.
    pub(super) fn flush(&mut self, ends_line: bool) {
        let words = visible(&std::mem::take(&mut self.words));
        let mut rest = words.as_str();
        if ends_line {
            rest = rest.trim_end_matches(' ');
        }
        if self.is_at_start() {
            rest = rest.trim_start_matches(' ');
        }
        while !self.in_link
            && let Some((before, address, after)) = split_address(rest)
        {
            self.push_text(before);
            self.out.push(Piece::Address(address.to_owned()));
            rest = after;
        }
        self.push_text(rest);
    }

    fn push_text(&mut self, text: &str) {
        if !text.is_empty() {
            self.out.push(Piece::Text(text.to_owned()));
        }
    }
}

/// The address, if it is allowed, without characters that could end it.
pub(crate) fn safe_address(address: &str) -> Option<String> {
    let is_scheme = |scheme: &str| {
        let start = address.get(..scheme.len());
        start.is_some_and(|start| start.eq_ignore_ascii_case(scheme))
    };
    if !["https://", "http://", "mailto:"]
        .into_iter()
        .any(is_scheme)
    {
        return None;
    }
    let mut out = String::with_capacity(address.len());
    for c in address.chars() {
        if c.is_whitespace() || is_hidden(c) || "<>[]()\"'\\^`{|}".contains(c) {
            let mut bytes = [0; 4];
            for byte in c.encode_utf8(&mut bytes).bytes() {
                out.push_str(&format!("%{byte:02X}"));
            }
        } else {
            out.push(c);
        }
    }
    Some(out)
}

/// A text before, at and after the first bare web address in it.
fn split_address(text: &str) -> Option<(&str, &str, &str)> {
    let mut from = 0;
    loop {
        let at = from + text.get(from..)?.find("http")?;
        let (before, rest) = text.split_at_checked(at)?;
        if let Some(length) = web_address(rest) {
            let (address, after) = rest.split_at_checked(length)?;
            return Some((before, address, after));
        }
        from = at + "http".len();
    }
}

/// The length of the bare web address that starts here.
fn web_address(rest: &str) -> Option<usize> {
    if !rest.starts_with("https://") && !rest.starts_with("http://") {
        return None;
    }
    let ends = |c: char| c.is_whitespace() || is_hidden(c) || "<>\"'`()[]{}|\\^".contains(c);
    let length = rest.find(ends).unwrap_or(rest.len());
    let address = rest
        .get(..length)?
        .trim_end_matches(['.', ',', ';', ':', '!', '?', '*', '_', '~']);
    (address.len() > "https://".len()).then_some(address.len())
}
