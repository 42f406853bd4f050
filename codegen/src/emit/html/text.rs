//! Document text -> HTML that can only ever be read: a small part of CommonMark.
//!
//! Paragraphs, lists, fenced blocks, and what `inline` reads inside them. Everything
//! else, raw HTML first of all, is shown as it stands. Knows no model.

use std::borrow::Cow;
use std::fmt::Write as _;

use super::inline::inline;
use crate::emit::text::{is_fence, visible};

/// How deep lists nest.
const DEPTH: usize = 4;

/// Text with nothing that means something to a browser, and nothing that shows
/// something else than is there.
pub(super) fn escape(text: &str) -> String {
    let text = visible(text);
    let mut out = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            c => out.push(c),
        }
    }
    out
}

/// Any text as a code span.
pub(super) fn code(text: &str) -> String {
    format!("<code>{}</code>", escape(text))
}

/// A name as it is shown: in quotes where nothing of it would be seen.
pub(super) fn visible_name(name: &str) -> Cow<'_, str> {
    if name.trim().is_empty() {
        Cow::Owned(format!("\"{name}\""))
    } else {
        Cow::Borrowed(name)
    }
}

/// The first line of a text, cut at a word's end.
pub(super) fn first_line(text: &str) -> String {
    const LONGEST: usize = 140;
    let first = text.trim().lines().next().unwrap_or_default();
    let first = first.trim_start_matches('#').trim();
    if first.chars().count() <= LONGEST {
        return first.to_owned();
    }
    let cut: String = first.chars().take(LONGEST).collect();
    let end = cut
        .rfind(char::is_whitespace)
        .filter(|end| *end > LONGEST / 2);
    let kept = end.and_then(|end| cut.get(..end)).unwrap_or(&cut);
    format!("{}…", kept.trim_end())
}

/// The text as blocks.
pub(super) fn blocks(text: &str) -> String {
    let mut blocks = Blocks::default();
    let mut lines = text.trim().lines();
    while let Some(line) = lines.next() {
        let trimmed = line.trim();
        let mark = ['`', '~'].into_iter().find(|mark| is_fence(trimmed, *mark));
        if let Some(mark) = mark {
            let inside = lines
                .by_ref()
                .take_while(|line| !is_fence(line.trim(), mark));
            blocks.fenced(inside);
        } else {
            blocks.line(line);
        }
    }
    blocks.finish()
}

#[derive(Default)]
struct Blocks<'t> {
    out: String,
    /// The lines of the paragraph or item that is being read.
    text: Vec<&'t str>,
    /// The open lists: indent in bytes, and whether they are numbered.
    lists: Vec<(usize, bool)>,
    after_blank: bool,
}

impl<'t> Blocks<'t> {
    fn line(&mut self, line: &'t str) {
        let body = line.trim();
        let indent = line.len() - line.trim_start().len();
        if body.is_empty() {
            self.flush();
            self.after_blank = true;
            return;
        }
        if let Some((number, rest)) = item(body) {
            self.item(indent, number, rest);
        } else if let Some(title) = heading(body) {
            self.flush();
            self.close(0);
            // A heading of its own would disturb the page's outline.
            let _ = write!(
                self.out,
                "<p dir=\"auto\"><strong>{}</strong></p>",
                inline(title)
            );
        } else {
            if self.after_blank && indent < 2 {
                self.close(0);
            } else if self.after_blank && !self.lists.is_empty() {
                self.out.push_str("<br>");
            }
            self.text.push(line.trim_start());
        }
        self.after_blank = false;
    }

    fn fenced(&mut self, lines: impl Iterator<Item = &'t str>) {
        self.flush();
        self.close(0);
        let text = lines.collect::<Vec<_>>().join("\n");
        let _ = write!(
            self.out,
            "<pre tabindex=\"0\"><code>{}</code></pre>",
            escape(&text)
        );
        self.after_blank = false;
    }

    fn item(&mut self, indent: usize, number: Option<u32>, rest: &'t str) {
        self.flush();
        while self.lists.last().is_some_and(|(own, _)| indent < *own) && self.lists.len() > 1 {
            self.close(self.lists.len() - 1);
        }
        let nests = self
            .lists
            .last()
            .is_none_or(|(own, _)| indent >= own + 2 && self.lists.len() < DEPTH);
        let turns = self
            .lists
            .last()
            .is_some_and(|(_, numbered)| !nests && *numbered != number.is_some());
        if turns {
            self.close(self.lists.len() - 1);
        }
        if nests || turns {
            self.lists.push((indent, number.is_some()));
            match number {
                Some(1) => self.out.push_str("<ol>"),
                Some(number) => {
                    let _ = write!(self.out, "<ol start=\"{number}\">");
                }
                None => self.out.push_str("<ul>"),
            }
        } else {
            self.out.push_str("</li>");
        }
        self.out.push_str("<li dir=\"auto\">");
        self.text.push(rest);
    }

    /// Closes lists until `depth` of them are open.
    fn close(&mut self, depth: usize) {
        while self.lists.len() > depth {
            let numbered = self.lists.pop().is_some_and(|(_, numbered)| numbered);
            self.out
                .push_str(if numbered { "</li></ol>" } else { "</li></ul>" });
        }
    }

    fn flush(&mut self) {
        if self.text.is_empty() {
            return;
        }
        let text = inline(&self.text.join("\n"));
        self.text.clear();
        if self.lists.is_empty() {
            let _ = write!(self.out, "<p dir=\"auto\">{text}</p>");
        } else {
            self.out.push_str(&text);
        }
    }

    fn finish(mut self) -> String {
        self.flush();
        self.close(0);
        self.out
    }
}

/// The number and text of a list item.
fn item(body: &str) -> Option<(Option<u32>, &str)> {
    let bullet = body.strip_prefix(['-', '*', '+']);
    if let Some(rest) = bullet.and_then(|rest| rest.strip_prefix(' ')) {
        return Some((None, rest.trim_start()));
    }
    let digits = body.bytes().take_while(u8::is_ascii_digit).count();
    let number: u32 = body.get(..digits).filter(|n| n.len() < 10)?.parse().ok()?;
    let rest = body.get(digits..)?.strip_prefix(['.', ')'])?;
    Some((Some(number), rest.strip_prefix(' ')?.trim_start()))
}

fn heading(body: &str) -> Option<&str> {
    let level = body.bytes().take_while(|byte| *byte == b'#').count();
    let rest = body.get(level..)?.strip_prefix(' ')?;
    (1..=6)
        .contains(&level)
        .then(|| rest.trim().trim_end_matches('#').trim_end())
}

#[cfg(test)]
mod tests {
    use super::{blocks, first_line};

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
        ];
        for (text, expected) in cases {
            assert_eq!(blocks(text), expected, "{text}");
        }
    }

    /// Each of these takes a time that is quadratic in its length if read naively.
    #[test]
    fn hostile_texts_are_read_in_time() {
        let pieces = [
            "[", "[a](", "`a``", "*a ", "_a **b ", "<", "\\", "- ", "![[(",
        ];
        let start = std::time::Instant::now();
        for piece in pieces {
            let text = piece.repeat(40_000);
            assert!(!blocks(&text).is_empty());
        }
        // Minutes, where one of them is quadratic; less than a second where none is.
        assert!(start.elapsed().as_secs() < 20, "{:?}", start.elapsed());
    }

    #[test]
    fn first_lines_are_short() {
        assert_eq!(first_line("# A title\n\nmore"), "A title");
        let long = first_line(&"word ".repeat(100));
        assert!(
            long.ends_with("word…") && long.chars().count() < 145,
            "{long}"
        );
    }
}
