//! The text of a paragraph -> HTML: code spans, emphasis, line breaks, and links to
//! http, https and mailto addresses; everything else as it stands.
//!
//! One pass with bounded look-ahead, so that a hostile text costs no more than a
//! friendly one of its length.

use super::text::{code, escape};
use crate::emit::text::{code_span, web_address};

/// How deep emphasis nests before it is text.
const DEPTH: usize = 4;

/// The longest text or address of a link, in bytes.
const LINK: usize = 2000;

/// One line without links, for where a link already is.
pub(super) fn line(text: &str) -> String {
    Inline::new(false).render(text, 0)
}

/// The text as one paragraph's content.
pub(super) fn inline(text: &str) -> String {
    Inline::new(true).render(text, 0)
}

/// What is inside a paragraph. What was looked for in vain once is not looked for
/// again: the rest of a text has no more ends than the whole.
struct Inline {
    links: bool,
    /// Code fences, by length, that nothing ends.
    open_code: Vec<usize>,
}

impl Inline {
    const fn new(links: bool) -> Self {
        Self {
            links,
            open_code: Vec::new(),
        }
    }

    fn render(&mut self, text: &str, depth: usize) -> String {
        let mut out = String::with_capacity(text.len() + 16);
        let mut plain = String::new();
        let mut unclosed: Vec<&str> = Vec::new();
        self.open_code.clear();
        let mut rest = text;
        let mut before = ' ';
        while let Some(c) = rest.chars().next() {
            let found = self
                .code(rest)
                .or_else(|| self.link(rest, depth))
                .or_else(|| self.emphasis(rest, before, depth, &mut unclosed))
                .or_else(|| line_break(rest))
                .or_else(|| escaped(rest));
            let length = match found {
                Some((html, length)) => {
                    out.push_str(&escape(&plain));
                    plain.clear();
                    out.push_str(&html);
                    length
                }
                None => {
                    // A run of marks means something as a whole or not at all.
                    let run = match c {
                        '`' | '*' | '_' => rest.chars().take_while(|next| *next == c).count(),
                        _ => 1,
                    };
                    let length = run * c.len_utf8();
                    plain.push_str(rest.get(..length).unwrap_or_default());
                    length
                }
            };
            let (passed, after) = rest.split_at_checked(length).unwrap_or((rest, ""));
            before = passed.chars().next_back().unwrap_or(' ');
            rest = after;
        }
        out.push_str(&escape(&plain));
        out
    }

    fn code(&mut self, rest: &str) -> Option<(String, usize)> {
        let ticks = rest.bytes().take_while(|byte| *byte == b'`').count();
        if ticks == 0 || self.open_code.contains(&ticks) {
            return None;
        }
        let Some(length) = code_span(rest) else {
            self.open_code.push(ticks);
            return None;
        };
        let inner = rest.get(ticks..length - ticks)?.replace('\n', " ");
        let spaced = inner.starts_with(' ') && inner.ends_with(' ') && !inner.trim().is_empty();
        let inner = match inner.get(1..inner.len().saturating_sub(1)) {
            Some(stripped) if spaced => stripped,
            _ => &inner,
        };
        Some((code(inner), length))
    }

    fn link(&mut self, rest: &str, depth: usize) -> Option<(String, usize)> {
        if !self.links {
            return None;
        }
        if let Some(inner) = rest.strip_prefix('<') {
            let length = address(inner)?;
            inner.get(length..)?.starts_with('>').then_some(())?;
            let address = inner.get(..length)?;
            return Some((anchor(address, &escape(address)), length + 2));
        }
        if rest.starts_with('[') {
            let end = rest
                .get(1..)?
                .bytes()
                .take(LINK)
                .position(|b| matches!(b, b'[' | b']'))?
                + 1;
            let target = rest.get(end..)?.strip_prefix("](")?;
            let length = address(target)?;
            let tail = target.get(length..)?;
            // A title in quotes is left out.
            let close = tail.bytes().take(LINK).position(|byte| byte == b')')?;
            let title = tail.get(..close)?.trim();
            let apart = tail.starts_with([')', ' ', '\n']);
            let quoted = title.is_empty() || title.starts_with(['"', '\'']);
            (apart && quoted).then_some(())?;
            let words = Self::new(false).render(rest.get(1..end)?, depth + 1);
            let html = anchor(target.get(..length)?, &words);
            return Some((html, end + 2 + length + close + 1));
        }
        let length = web_address(rest)?;
        let address = rest.get(..length)?;
        Some((anchor(address, &escape(address)), length))
    }

    fn emphasis<'t>(
        &mut self,
        rest: &'t str,
        before: char,
        depth: usize,
        unclosed: &mut Vec<&'t str>,
    ) -> Option<(String, usize)> {
        let mark = ["**", "__", "*", "_"]
            .into_iter()
            .find(|mark| rest.starts_with(mark))?;
        if depth >= DEPTH || unclosed.contains(&mark) {
            return None;
        }
        let inner = rest.get(mark.len()..)?;
        let word = mark.starts_with('_');
        let starts = !inner.starts_with(|c: char| c.is_whitespace() || mark.starts_with(c));
        if !starts || (word && before.is_alphanumeric()) {
            return None;
        }
        let Some(end) = closing(inner, mark, word) else {
            unclosed.push(mark);
            return None;
        };
        let tag = if mark.len() == 2 { "strong" } else { "em" };
        let words = Self::new(self.links).render(inner.get(..end)?, depth + 1);
        Some((format!("<{tag}>{words}</{tag}>"), end + 2 * mark.len()))
    }
}

/// Where the emphasis that `mark` began ends.
fn closing(inner: &str, mark: &str, word: bool) -> Option<usize> {
    let sign = mark.chars().next()?;
    let mut from = 0;
    loop {
        let at = from + inner.get(from..)?.find(mark)?;
        let after = inner.get(at + mark.len()..)?;
        let before = inner.get(..at)?.chars().next_back();
        let closes = before.is_some_and(|c| !c.is_whitespace() && c != '\\' && c != sign)
            && !after.starts_with(sign)
            && !(word && after.starts_with(char::is_alphanumeric));
        if closes {
            return Some(at);
        }
        let run = inner.get(at..)?.chars().take_while(|c| *c == sign).count();
        from = at + run.max(1);
    }
}

/// The length of the address that starts here, if it is one to link to.
fn address(text: &str) -> Option<usize> {
    if let Some(mailbox) = text.strip_prefix("mailto:") {
        let ends = |c: char| !(c.is_ascii_alphanumeric() || "@.+-_%".contains(c));
        let length = mailbox.find(ends).unwrap_or(mailbox.len());
        return (length > 0).then_some(length + "mailto:".len());
    }
    web_address(text).filter(|length| *length <= LINK)
}

fn anchor(address: &str, words: &str) -> String {
    let address = escape(address);
    format!("<a href=\"{address}\" rel=\"noopener noreferrer\">{words}</a>")
}

/// Two spaces or a backslash at a line's end.
fn line_break(rest: &str) -> Option<(String, usize)> {
    let marks = rest.strip_prefix("\\\n").map(|_| 2).or_else(|| {
        let spaces = rest
            .bytes()
            .take_while(|byte| *byte == b' ')
            .take(64)
            .count();
        (spaces >= 2 && rest.get(spaces..)?.starts_with('\n')).then_some(spaces + 1)
    })?;
    Some(("<br>\n".to_owned(), marks))
}

fn escaped(rest: &str) -> Option<(String, usize)> {
    let next = rest.strip_prefix('\\')?.chars().next()?;
    next.is_ascii_punctuation()
        .then(|| (escape(&next.to_string()), 2))
}

#[cfg(test)]
mod tests {
    use super::inline;

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
            ("* not ** closed", "* not ** closed"),
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
                "[x\" onclick=y](https://a.example/\"onclick=z)",
                "[x&quot; onclick=y](<a href=\"https://a.example/\" rel=\"noopener noreferrer\">https://a.example/</a>&quot;onclick=z)",
            ),
            ("a\u{202E}b\u{0}", "aU+202EbU+0000"),
            ("\\*a\\* &amp;", "*a* &amp;amp;"),
            ("one ` tick", "one ` tick"),
            ("a  \nb\\\nc", "a<br>\nb<br>\nc"),
        ];
        for (text, expected) in cases {
            assert_eq!(inline(text), expected, "{text}");
        }
    }
}
