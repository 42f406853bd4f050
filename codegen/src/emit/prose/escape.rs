//! Words -> Markdown that is read as these words.

use std::borrow::Cow;

/// Words as a part of a paragraph. `at_start` is whether a line starts with them, `in_cell` whether
/// a bar would end their cell; the text on both sides is not known.
pub(super) fn words(text: &str, at_start: bool, in_cell: bool, out: &mut String) {
    let mut rest = text;
    if at_start {
        rest = line_start(text, out);
    }
    let passed = text.get(..text.len() - rest.len()).unwrap_or_default();
    let mut before = passed.chars().next_back();
    let mut is_word = false;
    let has_brackets = rest.contains(['[', ']']);
    let mut chars = rest.chars().peekable();
    while let Some(c) = chars.next() {
        let after = chars.peek().copied();
        let is_escaped = match c {
            '\\' | '[' | ']' | '<' | '>' | '`' | '&' => true,
            '*' | '~' => !is_between_spaces(before, after),
            '_' => {
                // A run of them is markup as a whole, or not at all.
                if before != Some('_') {
                    is_word = before.is_some_and(char::is_alphanumeric) && {
                        let next = chars.clone().find(|c| *c != '_');
                        next.is_some_and(char::is_alphanumeric)
                    };
                }
                !is_word && !is_between_spaces(before, after)
            }
            // It may begin or end a heading.
            '#' => {
                before.is_none_or(|c| c == ' ' || c == '#')
                    && after.is_none_or(|c| c == ' ' || c == '#')
            }
            '|' if in_cell && before == Some('\\') => {
                out.push_str("&#124;");
                before = Some(c);
                continue;
            }
            '|' => in_cell,
            // Of a web address in a link's text some readers make a link.
            ':' => after == Some('/') && before.is_some_and(char::is_alphabetic) && has_brackets,
            _ => false,
        };
        if is_escaped {
            out.push('\\');
        }
        out.push(c);
        before = Some(c);
    }
}

/// The begin of a link; after `!` it would be one of an image.
pub(super) fn link_start(out: &mut String) {
    if out.ends_with('!') {
        out.pop();
        out.push_str("\\!");
    }
    out.push('[');
}

fn is_between_spaces(before: Option<char>, after: Option<char>) -> bool {
    before == Some(' ') && after == Some(' ')
}

/// Escapes markup at the start of a line, and returns the remaining text.
fn line_start<'t>(text: &'t str, out: &mut String) -> &'t str {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    if digits > 0 {
        let (number, rest) = text.split_at(digits);
        out.push_str(number);
        let Some(after) = rest.strip_prefix(['.', ')']).filter(|_| digits < 10) else {
            return rest;
        };
        if after.is_empty() || after.starts_with(' ') {
            out.push('\\');
        }
        return rest;
    }
    // A heading's line, a table's delimiters, or a line across.
    let is_signs = text
        .bytes()
        .all(|byte| matches!(byte, b'-' | b'=' | b':' | b'|' | b' '));
    let after = text.get(1..).unwrap_or_default();
    let is_mark = match text.bytes().next() {
        Some(b'-' | b'+') => after.is_empty() || after.starts_with([' ', '-', '+']),
        Some(b'=' | b'|' | b':') => is_signs,
        _ => false,
    };
    if is_mark || (is_signs && !text.is_empty()) {
        out.push('\\');
        out.push_str(text.get(..1).unwrap_or_default());
        return after;
    }
    text
}

/// A text as words, every sign of it escaped.
pub(super) fn all(text: &str) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for line in text.lines() {
        let mut out = String::with_capacity(line.len() * 2);
        for c in visible(line.trim_matches(super::SPACE))
            .replace('\n', " ")
            .chars()
        {
            if c.is_ascii_punctuation() {
                out.push('\\');
            }
            out.push(c);
        }
        let is_second = out.is_empty() && lines.last().is_none_or(String::is_empty);
        if !is_second {
            lines.push(out);
        }
    }
    lines
}

/// Any text as a code span, for a doc comment or a Markdown page.
pub(crate) fn code(text: &str) -> String {
    let text = visible(text).replace('\n', " ");
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest + 1);
    // A space at both ends is taken for a pad.
    let is_padded = text.starts_with(' ') && text.ends_with(' ') && !text.trim().is_empty();
    let pad = if text.starts_with('`') || text.ends_with('`') || text.is_empty() || is_padded {
        " "
    } else {
        ""
    };
    format!("{fence}{pad}{text}{pad}{fence}")
}

/// Control characters and direction marks, which would show something else than is
/// there, are spelled out; tabs are spaces.
pub(crate) fn visible(text: &str) -> String {
    let is_seen = |byte: u8| matches!(byte, b' '..=b'~' | b'\n');
    if text.bytes().all(is_seen) {
        return text.to_owned();
    }
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

/// An address between `<` and `>`, where `&name;` would be a character.
pub(super) fn escaped_address(address: &str) -> Cow<'_, str> {
    if address.contains(';') {
        Cow::Owned(address.replace('&', "&amp;"))
    } else {
        Cow::Borrowed(address)
    }
}
