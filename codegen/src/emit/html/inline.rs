//! The pieces of a document's text -> HTML that can only ever be read.

use std::fmt::Write as _;

use super::text::{code, escape};
use crate::emit::prose::{Frame, Piece, read};

/// One line without links, for use inside a link.
pub(super) fn line(text: &str) -> String {
    let pieces = read(text);
    let is_list = |piece: &Piece| {
        matches!(
            piece,
            Piece::Open {
                frame: Frame::List(..),
                ..
            }
        )
    };
    if pieces.iter().any(is_list) {
        // `2. Create` is a title.
        return escape(text.trim());
    }
    let mut writer = Writer::new(false);
    pieces.iter().for_each(|piece| writer.piece(piece));
    writer.out
}

/// The text as one paragraph's content.
pub(super) fn inline(text: &str) -> String {
    write(text, false)
}

/// The text as blocks.
pub(super) fn blocks(text: &str) -> String {
    write(text, true)
}

fn write(text: &str, has_blocks: bool) -> String {
    let pieces = read(text);
    let mut writer = Writer::new(true);
    writer.has_blocks = has_blocks;
    pieces.iter().for_each(|piece| writer.piece(piece));
    writer.out
}

struct Writer<'p> {
    out: String,
    links: bool,
    /// Whether blocks are elements.
    has_blocks: bool,
    open: Vec<&'p Frame>,
    /// The start of the text of the last item: its first paragraph is no element.
    start: usize,
    /// Whether the open paragraph is none.
    is_bare: bool,
}

impl<'p> Writer<'p> {
    const fn new(links: bool) -> Self {
        Self {
            out: String::new(),
            links,
            has_blocks: false,
            open: Vec::new(),
            start: 0,
            is_bare: false,
        }
    }

    fn piece(&mut self, piece: &'p Piece) {
        match piece {
            Piece::Open { frame, .. } => {
                self.begin(frame);
                self.open.push(frame);
            }
            Piece::Close => {
                if let Some(frame) = self.open.pop() {
                    self.end(frame);
                }
            }
            Piece::Text(text) => self.out.push_str(&escape(text)),
            Piece::Code(text) => self.out.push_str(&code(text)),
            Piece::Address(address) if self.links => {
                let address = escape(address);
                let _ = write!(self.out, "{}{address}</a>", anchor(&address));
            }
            Piece::Address(address) => self.out.push_str(&escape(address)),
            Piece::Soft => self.out.push('\n'),
            Piece::Hard => self.out.push_str("<br>\n"),
            Piece::Lines(lines) if self.has_blocks => self.out.push_str(&escape(lines)),
            Piece::Lines(lines) => self.out.push_str(&code(lines)),
        }
    }

    fn begin(&mut self, frame: &Frame) {
        let tag = match frame {
            Frame::Marked("*" | "_") => "<em>",
            Frame::Marked("~~") => "<s>",
            Frame::Marked(_) => "<strong>",
            Frame::Link(address) if self.links => {
                self.out.push_str(&anchor(&escape(address)));
                return;
            }
            Frame::Link(_) => return,
            _ if !self.has_blocks => return self.space(),
            Frame::Paragraph if self.starts_item() => {
                self.is_bare = true;
                return;
            }
            Frame::Paragraph => "<p dir=\"auto\">",
            // A heading element would disturb the page's outline.
            Frame::Heading(_) => "<p dir=\"auto\"><strong>",
            Frame::Quote => "<blockquote>",
            Frame::List(None, _) => "<ul>",
            Frame::List(Some(1), _) => "<ol>",
            Frame::List(Some(first), _) => {
                let _ = write!(self.out, "<ol start=\"{first}\">");
                return;
            }
            Frame::Item => "<li dir=\"auto\">",
            Frame::Block => "<pre tabindex=\"0\"><code>",
            Frame::Rule => "<hr>",
            Frame::Table(_) => "<table>",
            Frame::Row(true) => "<thead><tr>",
            Frame::Row(false) => "<tr>",
            Frame::Cell if self.is_head() => "<th scope=\"col\" dir=\"auto\">",
            Frame::Cell => "<td dir=\"auto\">",
        };
        self.out.push_str(tag);
        if *frame == Frame::Item {
            self.start = self.out.len();
        }
    }

    fn end(&mut self, frame: &Frame) {
        let tag = match frame {
            Frame::Marked("*" | "_") => "</em>",
            Frame::Marked("~~") => "</s>",
            Frame::Marked(_) => "</strong>",
            Frame::Link(_) if self.links => "</a>",
            Frame::Link(_) => return,
            _ if !self.has_blocks => return,
            Frame::Paragraph if self.is_bare => {
                self.is_bare = false;
                return;
            }
            Frame::Paragraph => "</p>",
            Frame::Heading(_) => "</strong></p>",
            Frame::Quote => "</blockquote>",
            Frame::List(None, _) => "</ul>",
            Frame::List(Some(_), _) => "</ol>",
            Frame::Item => "</li>",
            Frame::Block => "</code></pre>",
            Frame::Rule => "",
            Frame::Table(_) => "</tbody></table>",
            Frame::Row(true) => "</tr></thead><tbody>",
            Frame::Row(false) => "</tr>",
            Frame::Cell if self.is_head() => "</th>",
            Frame::Cell => "</td>",
        };
        self.out.push_str(tag);
    }

    /// Between blocks that are no elements.
    fn space(&mut self) {
        if !self.out.is_empty() && !self.out.ends_with(char::is_whitespace) {
            self.out.push(' ');
        }
    }

    fn starts_item(&self) -> bool {
        matches!(self.open.last(), Some(Frame::Item)) && self.out.len() == self.start
    }

    fn is_head(&self) -> bool {
        matches!(self.open.last(), Some(Frame::Row(true)))
    }
}

fn anchor(address: &str) -> String {
    format!("<a href=\"{address}\" rel=\"noopener noreferrer\">")
}

#[cfg(test)]
mod tests {
    use super::{blocks, inline};

    #[test]
    fn only_text_reaches_the_page() {
        let cases = [
            ("plain", "plain"),
            (
                "<script>alert('x')</script>",
                "&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;",
            ),
            ("`<b>`", "<code>&lt;b&gt;</code>"),
            ("a **b _c_** d", "a <strong>b <em>c</em></strong> d"),
            (
                "snake_case_name and 2*3*4",
                "snake_case_name and 2<em>3</em>4",
            ),
            ("* not ** closed", "not ** closed"),
            (
                "[a](https://a.example/?b=1&c=2)",
                "<a href=\"https://a.example/?b=1&amp;c=2\" rel=\"noopener noreferrer\">a</a>",
            ),
            ("[a](javascript:alert(1))", "[a](javascript:alert(1))"),
            (
                "[a](JaVaScRiPt:x) [b](data:x)",
                "[a](JaVaScRiPt:x) [b](data:x)",
            ),
            ("[a](/relative)", "[a](/relative)"),
            (
                "<mailto:a@b.example>",
                "<a href=\"mailto:a@b.example\" rel=\"noopener noreferrer\">mailto:a@b.example</a>",
            ),
            (
                "![x](https://a.example/p.png)",
                "<a href=\"https://a.example/p.png\" rel=\"noopener noreferrer\">x</a>",
            ),
            (
                "[x\" onclick=y](https://a.example/\"onclick=z)",
                "<a href=\"https://a.example/%22onclick=z\" rel=\"noopener noreferrer\">x&quot; onclick=y</a>",
            ),
            ("a\u{202E}b\u{1}", "aU+202EbU+0001"),
            ("\\*a\\* &amp;", "*a* &amp;"),
            ("one ` tick", "one ` tick"),
            ("a  \nb\\\nc", "a<br>\nb<br>\nc"),
        ];
        for (text, expected) in cases {
            assert_eq!(inline(text), expected, "{text}");
        }
    }

    #[test]
    fn blocks_are_balanced() {
        let cases = [
            ("a\n\nb", "<p dir=\"auto\">a</p><p dir=\"auto\">b</p>"),
            (
                "- a\n  - b\n- c\n\nd",
                "<ul><li dir=\"auto\">a<ul><li dir=\"auto\">b</li></ul></li><li dir=\"auto\">c</li></ul><p dir=\"auto\">d</p>",
            ),
            (
                "2. a\n- b",
                "<ol start=\"2\"><li dir=\"auto\">a</li></ol><ul><li dir=\"auto\">b</li></ul>",
            ),
            (
                "```js\n<script>\n",
                "<pre tabindex=\"0\"><code>&lt;script&gt;</code></pre>",
            ),
            (
                "## A # title ##",
                "<p dir=\"auto\"><strong>A # title</strong></p>",
            ),
            (
                "|a|\n|-|\n|b|",
                "<table><thead><tr><th scope=\"col\" dir=\"auto\">a</th></tr></thead><tbody><tr><td dir=\"auto\">b</td></tr></tbody></table>",
            ),
            (
                "> a\n\n***",
                "<blockquote><p dir=\"auto\">a</p></blockquote><hr>",
            ),
        ];
        for (text, expected) in cases {
            assert_eq!(blocks(text), expected, "{text}");
        }
    }
}
