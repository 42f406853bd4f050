//! The words for signs: `=~` -> `equal tilde`.

/// Whether a text has no letter and no digit, but signs.
pub(super) fn is_signs(text: &str) -> bool {
    !text.is_empty() && !text.chars().any(is_letter)
}

/// The text with each sign as words, between spaces.
pub(super) fn every_sign(text: &str) -> String {
    if text == "-" {
        return "minus".to_owned();
    }
    let mut out = String::new();
    for c in text.chars() {
        match word(c) {
            None if is_letter(c) => out.push(c),
            Some(word) => out.push_str(&format!(" {word} ")),
            // One without a short name is written as its number.
            None => out.push_str(&format!(" u{:x} ", u32::from(c))),
        }
    }
    out
}

fn is_letter(c: char) -> bool {
    c.is_alphanumeric() && unicode_ident::is_xid_continue(c)
}

/// The name of a sign, as Unicode has it or shorter.
fn word(sign: char) -> Option<&'static str> {
    Some(match sign {
        ' ' => "space",
        '\n' => "line feed",
        '\r' => "carriage return",
        '\t' => "tab",
        '-' => "dash",
        '_' => "underscore",
        '.' => "dot",
        ',' => "comma",
        ':' => "colon",
        ';' => "semicolon",
        '/' => "slash",
        '\\' => "backslash",
        '#' => "hash",
        '$' => "dollar",
        '@' => "at",
        '~' => "tilde",
        '`' => "backtick",
        '?' => "question",
        '\'' => "apostrophe",
        '"' => "quote",
        '(' | ')' => "paren",
        '[' | ']' => "bracket",
        '{' | '}' => "brace",
        '|' => "bar",
        '^' => "caret",
        '+' => "plus",
        '<' => "less",
        '>' => "greater",
        '=' => "equal",
        '!' => "not",
        '*' => "star",
        '%' => "percent",
        '&' => "and",
        other => return beyond_ascii(other),
    })
}

fn beyond_ascii(sign: char) -> Option<&'static str> {
    Some(match sign {
        '\u{A2}' => "cent",
        '\u{A3}' => "pound",
        '\u{A5}' => "yen",
        '\u{20A9}' => "won",
        '\u{20AC}' => "euro",
        '\u{20B9}' => "rupee",
        '\u{20BD}' => "ruble",
        '\u{20BF}' => "bitcoin",
        '\u{BC}' => "quarter",
        '\u{BD}' => "half",
        '\u{BE}' => "three quarters",
        '\u{2153}' => "third",
        '\u{2154}' => "two thirds",
        '\u{A7}' => "section",
        '\u{A9}' => "copyright",
        '\u{AC}' => "not",
        '\u{AE}' => "registered",
        '\u{B0}' => "degree",
        '\u{B1}' => "plus minus",
        '\u{B6}' => "pilcrow",
        '\u{D7}' => "times",
        '\u{F7}' => "divided by",
        '\u{2013}' => "en dash",
        '\u{2014}' => "em dash",
        '\u{2022}' => "bullet",
        '\u{2026}' => "ellipsis",
        '\u{2030}' => "per mille",
        '\u{2122}' => "trademark",
        '\u{2190}' => "left arrow",
        '\u{2191}' => "up arrow",
        '\u{2192}' => "right arrow",
        '\u{2193}' => "down arrow",
        '\u{2194}' => "left right arrow",
        '\u{2208}' => "in",
        '\u{2209}' => "not in",
        '\u{2211}' => "sum",
        '\u{221A}' => "root",
        '\u{221E}' => "infinity",
        '\u{2227}' => "and",
        '\u{2228}' => "or",
        '\u{2248}' => "almost equal",
        '\u{2260}' => "not equal",
        '\u{2264}' => "less or equal",
        '\u{2265}' => "greater or equal",
        '\u{2605}' => "star",
        '\u{2713}' | '\u{2714}' => "check",
        '\u{2717}' | '\u{2718}' => "cross",
        _ => return None,
    })
}
