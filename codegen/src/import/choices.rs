//! The cell of allowed values -> the values, with the words beside them; what is no closed list is no
//! enum: words of a constraint, or words that are not understood.

use super::facts;
use super::intervals::{self, Interval};
use super::row::RawValue;
use super::text;

/// What a cell of allowed values says.
#[derive(Debug, Default)]
pub(super) struct Choices {
    pub(super) values: Vec<RawValue>,
    pub(super) default: Option<String>,
    /// A constraint that is no list.
    pub(super) limit: Option<String>,
    /// Words that list no values, or not all of them.
    pub(super) unread: Option<String>,
}

/// Words that allow everything.
const ANYTHING: [&str; 16] = [
    "any",
    "any value",
    "any string",
    "any text",
    "any number",
    "any integer",
    "anything",
    "free text",
    "freetext",
    "free-text",
    "free form",
    "free-form",
    "free form text",
    "free-form text",
    "arbitrary",
    "all",
];

/// Reads a cell; numbers with a fraction have bounds instead of a few values.
pub(super) fn read(cell: &str, is_fraction: bool) -> Choices {
    let cell = text::with_breaks(&text::entities(cell));
    let cell = cell.trim();
    let mut out = Choices::default();
    let bare = text::shown(cell);
    let lower = bare.trim_end_matches('.').to_lowercase();
    if cell.is_empty() || ANYTHING.contains(&lower.as_str()) {
        return out;
    }
    // `[0,...,100]` as Kafka has it, `max 50`.
    let interval = intervals::read(&bare);
    // `[0, 1]` of a flag are values; `[1, 500]` may be two of them or all between.
    if !is_fraction && interval.as_ref().is_some_and(Interval::is_unclear) {
        out.unread = Some(cell.to_owned());
        return out;
    }
    let is_range = interval.is_some_and(|interval| is_fraction || !interval.may_be_list);
    let is_bound = facts::is_limit(&bare)
        && (is_range || bare.contains(char::is_alphabetic) || bare.contains(['<', '>']))
        || matches!(lower.as_str(), "unique" | "distinct" | "primary key");
    if facts::flag(&bare).is_some() || is_bound {
        out.limit = Some(cell.to_owned());
        return out;
    }
    let listed = labelled(cell).or_else(|| list(cell, &mut out.default));
    match listed.filter(|_| !is_open(&bare)) {
        Some(values) => out.values = values,
        None => {
            out.default = None;
            out.unread = Some(cell.to_owned());
        }
    }
    out
}

/// Words that refer to a list or begin one without ending it.
fn is_open(bare: &str) -> bool {
    let lower = bare.to_lowercase();
    let bare = lower.trim_end_matches([' ', '.', '\u{2026}']);
    let begins = [
        "see ",
        "cf. ",
        "refer to ",
        "e.g",
        "eg. ",
        "for example",
        "such as ",
        "as in ",
        "like ",
        "depends on ",
    ];
    let ends = ["etc", "and so on", "and more", "and others", "among others"];
    let word = |end: &&str| {
        let front = bare.strip_suffix(*end);
        front.is_some_and(|front| front.ends_with(|c: char| !c.is_alphanumeric()))
    };
    let goes_on = lower.ends_with("...") || lower.ends_with('\u{2026}');
    let has_gap = [", ...", ",...", ", \u{2026}"];
    begins.iter().any(|begin| lower.starts_with(begin))
        || ends.iter().any(word)
        || goes_on
        || has_gap.iter().any(|gap| lower.contains(gap))
}

/// REDCap's `1, Male | 2, Female` has a label behind each.
fn labelled(text: &str) -> Option<Vec<RawValue>> {
    let parts: Vec<&str> = text.split('|').map(str::trim).collect();
    let is_labelled = parts.len() > 1 && parts.iter().all(|part| part.contains(", "));
    is_labelled.then(|| {
        let pairs = parts.iter().filter_map(|part| part.split_once(", "));
        let pairs = pairs.map(|(code, label)| with_words(code.trim(), label.trim()));
        pairs.collect()
    })
}

/// A list of values, if the text is one beyond doubt.
fn list(text: &str, default: &mut Option<String>) -> Option<Vec<RawValue>> {
    let listed = facts::listed(text).unwrap_or_else(|| facts::values(without_brackets(text)));
    let is_marked = text.contains(['`', '"', '\'']);
    let is_code = text::code(text.trim()).is_some();
    let listed = match listed.as_slice() {
        [only] if !is_marked || is_code => slashed(only).unwrap_or(listed),
        _ => listed,
    };
    // Words around one value say something else: `e.g. x`, a sentence without blanks.
    if let [only] = listed.as_slice()
        && !is_quoted(text.trim())
        && !facts::is_limit(only)
        && (!only.is_ascii() || is_marked || only.contains(" ("))
    {
        return None;
    }
    // `-1 (unlimited) or > 0`
    let is_limit = |text: &String| {
        text.starts_with(['<', '>', '\u{2264}', '\u{2265}']) && facts::is_limit(text)
    };
    if listed.len() > 1 && listed.iter().any(is_limit) {
        return None;
    }
    let is_bound = matches!(listed.as_slice(), [only] if facts::is_limit(only));
    if !is_bound && !is_marked && !listed.iter().all(|value| is_value(value, listed.len())) {
        return None;
    }
    values(listed, default)
}

/// One text in ticks or quotes, and nothing else.
fn is_quoted(text: &str) -> bool {
    let code = text::code(text).filter(|code| !code.contains('`'));
    let bare = text.trim_matches('*');
    code.is_some() || text::unquoted(bare).is_some() && bare.len() > 1
}

/// Values with what stands beside them: `A: x`, `A - x`, `A = x`, `A (x)`, `A (default)`; nothing where
/// some have words and it is not clear which.
pub(super) fn values(listed: Vec<String>, default: &mut Option<String>) -> Option<Vec<RawValue>> {
    let many = listed.len() > 1;
    for sign in ["=", ": ", " - ", " \u{2013} ", " \u{2014} "] {
        let pairs: Vec<Option<RawValue>> = listed.iter().map(|text| pair(text, sign)).collect();
        let count = pairs.iter().flatten().count();
        if many && count == listed.len() {
            return Some(pairs.into_iter().flatten().collect());
        }
        // `A - x, y, B - z`
        if many && count > 0 && sign != "=" {
            return None;
        }
    }
    let read = listed.into_iter().map(|text| noted(text, default));
    Some(read.collect())
}

fn pair(text: &str, sign: &str) -> Option<RawValue> {
    let (code, label) = text.split_once(sign)?;
    let (code, label) = (code.trim(), label.trim());
    let is_code = !code.is_empty() && !code.contains(char::is_whitespace);
    // `1 = 1st`
    let is_label = label.contains(char::is_alphabetic) || sign != "=" && !label.is_empty();
    (is_code && is_label).then(|| with_words(&text::unmarked(code), label))
}

/// `low (below 10)`, `open (default)`: the value, and what is said of it.
fn noted(text: String, default: &mut Option<String>) -> RawValue {
    let parts = text
        .strip_suffix(')')
        .and_then(|front| front.split_once(" ("))
        .map(|(code, words)| (text::unmarked(code.trim()), words.trim().to_owned()));
    let Some((code, words)) = parts.filter(|(code, _)| !code.is_empty()) else {
        return value(text);
    };
    let lower = words.to_lowercase();
    if matches!(lower.as_str(), "default" | "the default" | "default value") {
        *default = default.take().or_else(|| Some(code.clone()));
        return value(code);
    }
    if let Some(other) = lower.strip_prefix("default: ") {
        *default = default
            .take()
            .or_else(|| words.get(words.len() - other.len()..).map(str::to_owned));
        return value(code);
    }
    with_words(&code, &words)
}

/// Brackets around the whole: `[A, B]`.
fn without_brackets(text: &str) -> &str {
    let inner = ["[]", "{}", "()"].iter().find_map(|pair| {
        let (open, close) = pair.split_at(1);
        text.strip_prefix(open)?.strip_suffix(close)
    });
    let is_one = |inner: &&str| !inner.contains(['[', ']', '{', '}', '(', ')']);
    let is_json = fieldwright_runtime::from_json::<fieldwright_runtime::Value>(text.as_bytes());
    inner
        .filter(|inner| is_one(inner) && is_json.is_err())
        .unwrap_or(text)
}

/// `A/B/C`, `open/closed`, `Y/N`: words without blanks; a type of media or a unit is no list.
fn slashed(text: &str) -> Option<Vec<String>> {
    const MEDIA: [&str; 9] = [
        "application",
        "audio",
        "font",
        "image",
        "message",
        "model",
        "multipart",
        "text",
        "video",
    ];
    let parts: Vec<&str> = text.split('/').map(str::trim).collect();
    let is_word = |part: &&str| !part.is_empty() && part.chars().all(char::is_alphanumeric);
    let is_letter = |part: &&str| part.len() == 1 && !part.starts_with(char::is_lowercase);
    let is_pair = parts.iter().all(is_letter)
        || parts.iter().all(|part| part.len() > 1)
            && !parts.first().is_some_and(|first| MEDIA.contains(first));
    let is_list = parts.len() > 2 || parts.len() == 2 && is_pair;
    (is_list && !is_form(text) && parts.iter().all(is_word))
        .then(|| parts.into_iter().map(str::to_owned).collect())
}

/// `yyyy/mm/dd`, `hh:mm`: how a date is written.
fn is_form(text: &str) -> bool {
    let parts: Vec<&str> = text.split(['/', '-', '.', ':', ' ']).collect();
    let is_part = |part: &&str| {
        let first = part.chars().next().unwrap_or(' ');
        "dmyhs".contains(first.to_ascii_lowercase()) && part.chars().all(|c| c == first)
    };
    parts.len() > 1 && parts.iter().all(is_part) && parts.iter().any(|part| part.len() > 1)
}

/// A value as a list has them, and no words about values: neither a sentence, nor a range of letters,
/// nor the name of a standard.
fn is_value(text: &str, count: usize) -> bool {
    let words = text.split_whitespace().count();
    let is_noted = text.ends_with(')') && text.contains(" (");
    let is_paired = [": ", "=", " - ", " \u{2013} ", " \u{2014} "]
        .iter()
        .any(|sign| pair(text, sign).is_some());
    let most = if count > 1 { 4 } else { 1 };
    (words <= most || is_noted || is_paired)
        && !(count == 1 && is_coded(text))
        && !text.contains("](")
        && !is_letters(text)
        && !is_form(text)
        && !is_standard(text)
}

/// `A-Z`, `0-9`
fn is_letters(text: &str) -> bool {
    let mut chars = text.chars().filter(|c| *c != ' ');
    let (low, sign, high) = (chars.next(), chars.next(), chars.next());
    let alike = |low: char, high: char| {
        low.is_ascii_digit() && high.is_ascii_digit()
            || low.is_ascii_alphabetic() && high.is_ascii_alphabetic()
    };
    let is_range = matches!((low, high), (Some(low), Some(high)) if alike(low, high) && low < high);
    is_range && matches!(sign, Some('-' | '\u{2013}')) && chars.next().is_none()
}

/// `16x`, `4!c`, `YYYYMMDD`, `001\u{2013}999`: how a value is formed, where it stands alone.
fn is_coded(text: &str) -> bool {
    let is_date = text.len() >= 4
        && text
            .chars()
            .all(|c| "YMDHS".contains(c.to_ascii_uppercase()))
        && text.to_uppercase().contains("YY");
    let is_range = text
        .split_once(['-', '\u{2013}'])
        .is_some_and(|(low, high)| {
            let is_number = |part: &str| part.len() > 1 && part.chars().all(|c| c.is_ascii_digit());
            is_number(low) && is_number(high) && low.len() == high.len() && low < high
        });
    let digits = text.trim_start_matches(|c: char| c.is_ascii_digit());
    let is_swift = digits.len() < text.len()
        && (digits.starts_with('!') || digits.len() == 1 && "nacxdzh".contains(digits));
    is_date || is_range || is_swift
}

/// `ISO 4217`, `RFC 3339`
fn is_standard(text: &str) -> bool {
    const BODIES: [&str; 9] = [
        "iso", "rfc", "iec", "bcp", "utf", "ietf", "iana", "itu", "ecma",
    ];
    let lower = text.to_lowercase();
    BODIES.iter().any(|body| {
        let rest = lower.strip_prefix(body);
        rest.is_some_and(|rest| {
            rest.trim_start_matches([' ', '-'])
                .starts_with(|c: char| c.is_ascii_digit())
        })
    })
}

fn with_words(code: &str, words: &str) -> RawValue {
    RawValue {
        description: Some(words.to_owned()),
        ..value(code.to_owned())
    }
}

/// A value of which no more is said.
pub(super) fn value(text: String) -> RawValue {
    RawValue {
        name: None,
        value: text,
        quoted: None,
        also: Vec::new(),
        description: None,
    }
}
