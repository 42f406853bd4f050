//! Document text -> Markdown that can only ever be read.
//!
//! Text of a schema is somebody else's. In a doc comment an indented or fenced
//! block would be run as a test, raw HTML would reach the page, and `[brackets]`
//! would be looked up as items. The text is written again so that none of it can
//! happen, and reads the same.

use super::describe::{Fact, constraints};
use crate::model::{Place, Type};

/// The text as lines of Markdown: paragraphs, lists, code spans, links to web pages
/// and fenced blocks (as `text`) survive; everything else is shown as it stands.
pub(crate) fn markdown_lines(text: &str) -> Vec<String> {
    let mut out = Vec::new();
    let mut fence: Option<char> = None;
    for line in text.trim().lines() {
        let trimmed = line.trim();
        let opens = ['`', '~'].into_iter().find(|mark| is_fence(trimmed, *mark));
        match (fence, opens) {
            (None, Some(mark)) => {
                fence = Some(mark);
                out.push("```text".to_owned());
            }
            (Some(open), Some(mark)) if open == mark => {
                fence = None;
                out.push("```".to_owned());
            }
            (Some(_), _) => out.push(visible(line).replace("```", "'''")),
            (None, None) => out.push(paragraph_line(line)),
        }
    }
    if fence.is_some() {
        out.push("```".to_owned());
    }
    out
}

/// The text on one line, for a table cell.
pub(crate) fn cell(text: &str) -> String {
    let lines = markdown_lines(text);
    let joined = lines
        .iter()
        .map(String::as_str)
        .filter(|line| !line.starts_with("```"));
    let joined: Vec<&str> = joined.collect();
    joined
        .join("<br/>")
        .replace("<br/><br/><br/>", "<br/><br/>")
        .replace('|', "\\|")
}

/// Any text as a code span, for a table cell or a doc comment.
pub(crate) fn code(text: &str) -> String {
    let text = visible(text).replace('\n', " ");
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest + 1);
    let pad = if text.starts_with('`') || text.ends_with('`') || text.is_empty() {
        " "
    } else {
        ""
    };
    format!("{fence}{pad}{text}{pad}{fence}")
}

/// The same for a table cell.
pub(crate) fn code_cell(text: &str) -> String {
    code(text).replace('|', "\\|")
}

/// The constraints of a place, each as code.
pub(crate) fn constraint_list(place: &Place) -> Vec<String> {
    constraints(place).into_iter().map(fact_code).collect()
}

/// The same without a format that the Rust type says: `rt::Uuid`, `i32`.
pub(crate) fn unsaid_constraints(place: &Place) -> Vec<String> {
    let is_said = place.own.is_none() && matches!(place.ty, Type::Text(_) | Type::Integer(_));
    let mut facts = constraints(place);
    facts.retain(|fact| !(is_said && fact.scope.is_empty() && fact.text.starts_with("format: ")));
    facts.into_iter().map(fact_code).collect()
}

fn fact_code(fact: Fact) -> String {
    fact.scope + &code(&fact.text)
}

pub(crate) fn is_fence(line: &str, mark: char) -> bool {
    line.len() >= 3 && line.chars().take(3).all(|c| c == mark)
}

fn paragraph_line(line: &str) -> String {
    let body = line.trim_start();
    // Four columns of indent make a code block; lists keep their levels up to there.
    let indent = (line.len() - body.len()).min(3);
    let body = inline(&visible(body));
    if body.is_empty() {
        return body;
    }
    // A line of `===` or `---` would turn the line before into a heading, and a
    // colon and bars into a table.
    let setext = body
        .chars()
        .all(|c| matches!(c, '=' | '-' | ' ' | ':' | '|'));
    let escape = if setext && body.len() > 1 { "\\" } else { "" };
    format!("{}{escape}{body}", " ".repeat(indent))
}

/// Escapes what means something inside a line, but for code spans and web links.
fn inline(line: &str) -> String {
    let mut out = String::with_capacity(line.len() + 8);
    let mut rest = line;
    while let Some(c) = rest.chars().next() {
        if c == '`'
            && let Some(length) = code_span(rest)
        {
            out.push_str(&rest[..length]);
            rest = &rest[length..];
        } else if c == '['
            && let Some((text, address, length)) = web_link(rest)
        {
            out.push_str(&format!("[{}](<{address}>)", inline(text)));
            rest = &rest[length..];
        } else if let Some(length) = web_address(rest) {
            out.push_str(&format!("<{}>", &rest[..length]));
            rest = &rest[length..];
        } else {
            if matches!(c, '<' | '>' | '[' | ']' | '`' | '\\' | '&') {
                out.push('\\');
            }
            out.push(c);
            rest = &rest[c.len_utf8()..];
        }
    }
    out
}

/// The length of the code span that starts here, if it ends on this line.
pub(crate) fn code_span(rest: &str) -> Option<usize> {
    let ticks = rest.bytes().take_while(|byte| *byte == b'`').count();
    let mut at = ticks;
    loop {
        at += rest.get(at..)?.find('`')?;
        let run = rest
            .get(at..)?
            .bytes()
            .take_while(|byte| *byte == b'`')
            .count();
        at += run;
        if run == ticks {
            return Some(at);
        }
    }
}

/// Text, address and length of the link to a web page that starts here.
fn web_link(rest: &str) -> Option<(&str, &str, usize)> {
    let middle = rest.find("](")?;
    let end = middle + rest.get(middle..)?.find(')')?;
    let text = rest.get(1..middle)?;
    let address = rest.get(middle + 2..end)?;
    let whole = web_address(address)? == address.len();
    (whole && !text.contains(['[', ']'])).then_some((text, address, end + 1))
}

/// The length of the bare web address that starts here.
pub(crate) fn web_address(rest: &str) -> Option<usize> {
    if !rest.starts_with("https://") && !rest.starts_with("http://") {
        return None;
    }
    let ends = |c: char| c.is_whitespace() || c.is_control() || "<>\"'`()[]{}|\\^".contains(c);
    let length = rest.find(ends).unwrap_or(rest.len());
    let address = rest
        .get(..length)?
        .trim_end_matches(['.', ',', ';', ':', '!', '?']);
    (address.len() > "https://".len()).then_some(address.len())
}

/// Control characters and direction marks, which would show something else than is
/// there, are spelled out; tabs are spaces.
pub(crate) fn visible(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\t' => out.push(' '),
            '\n' => out.push('\n'),
            c if is_hidden(c) => out.push_str(&format!("U+{:04X}", c as u32)),
            c => out.push(c),
        }
    }
    out
}

/// Whether a character is a control character or a direction mark.
pub(crate) fn is_hidden(c: char) -> bool {
    c.is_control()
        || matches!(
            c,
            '\u{200E}'
                | '\u{200F}'
                | '\u{061C}'
                | '\u{202A}'..='\u{202E}'
                | '\u{2066}'..='\u{2069}'
        )
}

#[cfg(test)]
mod tests {
    use super::{cell, code, markdown_lines};

    #[test]
    fn nothing_but_text_survives() {
        let cases = [
            ("plain words", "plain words"),
            ("    indented code", "indented code"),
            ("a\n\n        let x = 1;", "a\n\n   let x = 1;"),
            ("```\npanic!()\n```", "```text\npanic!()\n```"),
            ("~~~rust\npanic!()", "```text\npanic!()\n```"),
            ("<script>", "\\<script\\>"),
            ("see [Foo] and `Vec<u8>`", "see \\[Foo\\] and `Vec<u8>`"),
            ("[a](https://a.example/b)", "[a](<https://a.example/b>)"),
            ("[a](javascript:alert(1))", "\\[a\\](javascript:alert(1))"),
            ("at https://a.example/b.", "at <https://a.example/b>."),
            ("title\n=====", "title\n\\====="),
            ("a \u{202E}b", "a U+202Eb"),
            ("one ` tick", "one \\` tick"),
        ];
        for (text, expected) in cases {
            assert_eq!(markdown_lines(text).join("\n"), expected, "{text}");
        }
        assert_eq!(cell("a | b\nc"), "a \\| b<br/>c");
        assert_eq!(code("a`b"), "``a`b``");
    }
}
