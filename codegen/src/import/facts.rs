//! Words about a value -> keywords: `max 50`, `>= 1`, `3-20 characters`, `[ 0 .. ]`,
//! `pattern: ^a`, `format (`date-time`)`, `one of: a, b`, `required`.
//!
//! Which keyword a bound is depends on the type: a string's length, an array's items, a number
//! itself. Text that is not understood is returned. Knows no tables.

use fieldwright_runtime::Value;

use super::bounds::{bounds, word};
use super::intervals;
use super::text::{self, unbulleted};
use super::types::Type;
use super::value_lists::quoted;
pub(super) use super::value_lists::{VALUES, listed, values};

/// The quantity of a bound without a unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Base {
    String,
    Number,
    Array,
    Object,
    Other,
}

impl Base {
    pub(super) fn of(ty: &Type) -> Self {
        match ty {
            Type::String | Type::Format(_) | Type::Binary => Self::String,
            Type::DateTime(_) | Type::Date(_) => Self::Other,
            Type::Integer | Type::Number => Self::Number,
            Type::Array(_) => Self::Array,
            Type::Map(_) | Type::Object(_) => Self::Object,
            Type::With(inner, _)
            | Type::Nullable(inner)
            | Type::Optional(inner, _)
            | Type::Lost(inner, _) => Self::of(inner),
            _ => Self::Other,
        }
    }
}

/// The keywords and flags in words.
#[derive(Debug, Default)]
pub(super) struct Facts {
    pub(super) keywords: Vec<(String, Value)>,
    /// Allowed values, as written.
    pub(super) values: Vec<String>,
    pub(super) flags: Vec<Flag>,
    pub(super) default: Option<String>,
    pub(super) example: Option<String>,
    /// Text that is not understood.
    pub(super) unread: Vec<String>,
}

impl Facts {
    fn append(&mut self, other: Self) {
        self.keywords.extend(other.keywords);
        self.values.extend(other.values);
        self.flags.extend(other.flags);
        self.unread.extend(other.unread);
        self.default = self.default.take().or(other.default);
        self.example = self.example.take().or(other.example);
    }
}

/// A word about the whole field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Flag {
    Required,
    Optional,
    Nullable,
    NotNull,
    ReadOnly,
    WriteOnly,
    Deprecated,
    Open,
}

/// The flag that a part of a text is, if it is one.
pub(super) fn flag(part: &str) -> Option<Flag> {
    let bare = part
        .trim_matches(|c: char| !c.is_alphanumeric())
        .to_lowercase();
    Some(match bare.replace(['-', '_'], " ").as_str() {
        "required" | "mandatory" | "is required" => Flag::Required,
        "optional" | "is optional" | "not required" => Flag::Optional,
        "nullable" | "nillable" | "null allowed" | "may be null" | "can be null" => Flag::Nullable,
        "not null"
        | "unique not null"
        | "not null unique"
        | "primary key not null"
        | "notnull"
        | "non null"
        | "not nullable"
        | "notblank" => Flag::NotNull,
        "read only" | "readonly" => Flag::ReadOnly,
        "write only" | "writeonly" => Flag::WriteOnly,
        "deprecated" => Flag::Deprecated,
        "additional properties are allowed" => Flag::Open,
        _ => return None,
    })
}

/// The mark above a part of the fields: `Required`, `1.2 Optional fields`, `Mandatory parameters`.
pub(super) fn section(text: &str) -> Option<Flag> {
    const PARTS: [&str; 9] = [
        "fields",
        "parameters",
        "params",
        "attributes",
        "properties",
        "arguments",
        "columns",
        "elements",
        "options",
    ];
    let bare = text
        .trim_matches(|c: char| !c.is_alphabetic())
        .to_lowercase();
    let (mark, part) = match bare.split_once(' ') {
        None => return flag(text),
        Some(parts) => parts,
    };
    let found = flag(mark).filter(|flag| matches!(flag, Flag::Required | Flag::Optional));
    found
        .filter(|_| PARTS.contains(&part))
        .or_else(|| flag(text))
}

/// Whether a text is only a bound.
pub(super) fn is_limit(text: &str) -> bool {
    let found = read(text, Base::Number);
    !found.keywords.is_empty() && found.unread.is_empty() && found.values.is_empty()
}

/// Reads a cell of constraints.
pub(super) fn read(text: &str, base: Base) -> Facts {
    let mut facts = Facts::default();
    let text = &text::unescaped(text);
    // `[0; 1]` is one text.
    let signs: &[char] = match intervals::read(text) {
        Some(_) => &['\n'],
        None => &['\n', ';'],
    };
    for line in text.split(signs).flat_map(sentences) {
        let line = unbulleted(line);
        let line = if line.is_empty() && !text.trim().is_empty() && !text.contains('\n') {
            text.trim()
        } else {
            line
        };
        read_line(line, base, &mut facts);
    }
    facts
}

/// The sentences of a line: each begins with a capital. A pattern is none.
pub(super) fn sentences(line: &str) -> Vec<&str> {
    let mut out = Vec::new();
    let mut rest = line;
    let mut from = 0;
    while let Some(at) = rest.get(from..).and_then(|tail| tail.find(". ")) {
        let end = from + at;
        let next = rest.get(end + 2..).unwrap_or_default();
        let before = rest.get(..end).unwrap_or_default();
        let is_end = next.starts_with(|c: char| c.is_ascii_uppercase())
            && before.matches('`').count() % 2 == 0
            && !line.contains('^');
        if is_end {
            out.push(before);
            (rest, from) = (next, 0);
        } else {
            from = end + 2;
        }
    }
    out.push(rest);
    out
}

/// Words in front of bounds.
const HEADED: [&str; 3] = ["length constraints:", "valid range:", "array members:"];

/// The bounds after such words.
pub(super) fn headed(line: &str) -> Option<&str> {
    let line = line.trim();
    HEADED.iter().find_map(|head| {
        let front = line.get(..head.len())?;
        let rest = line.get(head.len()..)?;
        front.eq_ignore_ascii_case(head).then(|| rest.trim())
    })
}

fn read_line(line: &str, base: Base, facts: &mut Facts) {
    let line = headed(line).unwrap_or(line);
    let bare = text::code(line.trim()).filter(|code| !code.contains('`'));
    let line = bare.as_deref().unwrap_or(line);
    if let Some(values) = listed(line).or_else(|| quoted(line)) {
        facts.values.extend(values);
        return;
    }
    if let Some(pattern) = pattern(line) {
        facts
            .keywords
            .push(("pattern".to_owned(), Value::from(pattern)));
        return;
    }
    if let Some(found) = bounds(line, base) {
        facts.keywords.extend(found);
        return;
    }
    // Laravel's `required|string|max:255`
    if line.contains('|') && !line.contains(['^', '`', '"']) {
        let mut found = Facts::default();
        for part in line.split('|').map(|part| part.trim_end_matches('\\')) {
            read_line(part.trim(), base, &mut found);
        }
        if found.unread.is_empty() {
            facts.append(found);
            return;
        }
    }
    // `[optional] if omitted ..`: the rest are words.
    if let Some((flag, rest)) = flagged(line) {
        facts.flags.push(flag);
        read_line(rest, base, facts);
        return;
    }
    for part in parts(line) {
        let part = part.trim();
        if let Some(inner) = enclosed(part).filter(|_| bounds(part, base).is_none()) {
            read_line(inner, base, facts);
        } else {
            read_part(part, base, facts);
        }
    }
}

/// A flag in brackets, and the words behind it.
fn flagged(line: &str) -> Option<(Flag, &str)> {
    let line = line.trim();
    let (inner, rest) = line.strip_prefix('[')?.split_once(']')?;
    let rest = rest.trim_start();
    let is_words = rest.starts_with(char::is_alphabetic);
    Some((flag(inner).filter(|_| is_words)?, rest))
}

/// `[optional]`, `(read only)`, `[Enum: [a, b]]`: the brackets are of the whole.
fn enclosed(part: &str) -> Option<&str> {
    let inner = part
        .strip_prefix('[')
        .and_then(|rest| rest.strip_suffix(']'));
    let inner = inner
        .or(part
            .strip_prefix('(')
            .and_then(|rest| rest.strip_suffix(')')))
        .or(part
            .strip_prefix('{')
            .and_then(|rest| rest.strip_suffix('}')))?;
    let mut depth = 0usize;
    for c in inner.chars() {
        depth = match c {
            '[' | '(' | '{' => depth + 1,
            ']' | ')' | '}' => depth.checked_sub(1)?,
            _ => depth,
        };
    }
    (depth == 0).then_some(inner)
}

/// Parts between commas, and between brackets that follow each other.
fn parts(line: &str) -> Vec<&str> {
    let mut out = Vec::new();
    for part in super::types::parts::split(line, &[",", " and ", " & "]) {
        let mut rest = part;
        // `[a] [b]`, Java's `@NotNull @Size(max=3)`
        while let Some(at) = ["] [", "][", " @"]
            .iter()
            .filter_map(|sign| rest.find(sign))
            .min()
        {
            out.push(rest.get(..=at).unwrap_or_default());
            rest = rest.get(at + 1..).unwrap_or_default().trim_start();
        }
        out.push(rest);
    }
    out
}

fn read_part(part: &str, base: Base, facts: &mut Facts) {
    let bare = without_ticks(part);
    let lower = bare.to_lowercase();
    if matches!(
        lower.as_str(),
        "" | "-" | "n/a" | "none" | "null" | "\u{2014}" | "\u{2013}" | "no"
    ) {
        return;
    }
    if let Some(flag) = flag(bare) {
        facts.flags.push(flag);
        if lower == "notblank" {
            facts
                .keywords
                .extend(word(&lower, base).into_iter().flatten());
        }
        return;
    }
    // Go's `oneof=a b`
    if let Some(values) = argument(bare, &["oneof"]) {
        let values = values.split_whitespace();
        facts.values.extend(values.map(str::to_owned));
        return;
    }
    if let Some(values) = listed(bare) {
        facts.values.extend(values);
        return;
    }
    if let Some(pattern) = pattern(bare) {
        facts
            .keywords
            .push(("pattern".to_owned(), Value::from(pattern)));
        return;
    }
    let after = |words: &[&str]| argument(bare, words);
    if let Some(text) = after(&["default to", "defaults to", "default is", "default"]) {
        facts.default = Some(text);
        return;
    }
    if let Some(text) =
        after(&["examples"]).filter(|text| lower.starts_with("examples (") && !text.contains(", "))
    {
        facts.example = Some(text);
        return;
    }
    // `Format: ^[A-Z]+$`
    if let Some(format) = after(&["format"]).filter(|format| format.starts_with('^')) {
        facts
            .keywords
            .push(("pattern".to_owned(), Value::from(format)));
        return;
    }
    if let Some(format) = after(&["format"]) {
        facts
            .keywords
            .push(("format".to_owned(), Value::from(format)));
        return;
    }
    if let Some(found) = word(&lower, base).or_else(|| bounds(bare, base)) {
        facts.keywords.extend(found);
        return;
    }
    match super::types::plain::word(bare) {
        Some(Type::Format(format)) if base == Base::String => {
            facts
                .keywords
                .push(("format".to_owned(), Value::from(format)));
            return;
        }
        // The type once more.
        Some(ty) if base != Base::Other && Base::of(&ty) == base && is_word(bare) => return,
        _ => {}
    }
    facts.unread.push(bare.to_owned());
}

/// Without emphasis and a full stop, and without ticks around all of it or that nothing closes.
fn without_ticks(part: &str) -> &str {
    let is_sign = |c: char| c.is_whitespace() || "*_.@".contains(c);
    let bare = part.trim_matches(is_sign);
    let inner = bare.trim_matches('`');
    let is_whole = inner.len() + 2 == bare.len() && !inner.contains('`');
    let is_open = bare.matches('`').count() % 2 == 1;
    match is_whole || is_open {
        true => inner.trim_matches(is_sign),
        false => bare,
    }
}

fn is_word(text: &str) -> bool {
    text.chars().all(|c| c.is_alphanumeric() || c == ' ')
}

/// The text after one of `words` and a colon, a bracket, `=` or a blank.
fn argument(part: &str, words: &[&str]) -> Option<String> {
    let rest = words.iter().find_map(|word| {
        let front = part.get(..word.len())?;
        front
            .eq_ignore_ascii_case(word)
            .then(|| part.get(word.len()..))?
    })?;
    let rest = rest.strip_prefix("s to ").unwrap_or(rest);
    // `**Pattern**: x`
    let rest = rest
        .strip_prefix("**")
        .filter(|rest| rest.starts_with([':', ' ']))
        .unwrap_or(rest);
    let is_apart = rest.starts_with([':', '=', '(', ' ', '`']);
    let mut text = rest.trim_start_matches([':', '=', ' ', '>']).trim();
    if let Some(inner) = text
        .strip_prefix('(')
        .and_then(|rest| rest.strip_suffix(')'))
    {
        text = inner.trim();
    }
    let text = text
        .strip_suffix("`.")
        .map_or_else(|| text.to_owned(), |front| format!("{front}`"));
    let text = text::code(&text).unwrap_or(text);
    // `` `abc` or so ``: a value, and words about it.
    let is_partly = text.starts_with('`') && text.len() > 1;
    let text = text::unquoted(&text)
        .filter(|inner| text.len() > 1 && !inner.is_empty())
        .unwrap_or(text);
    (is_apart && !text.is_empty() && !is_partly).then_some(text)
}

fn pattern(line: &str) -> Option<String> {
    let line = line.trim();
    let words = [
        "pattern",
        "regex",
        "regexp",
        "regular expression",
        "must match",
        "matches",
    ];
    let text = words
        .iter()
        .find_map(|word| argument(line, &[word]))
        // Outside of code, Markdown writes each backslash twice.
        .map(|text| match text.contains("\\\\") && !line.contains('`') {
            true => text.replace("\\\\", "\\"),
            false => text,
        })
        .or_else(|| {
            let bare = text::code(line).unwrap_or_else(|| line.to_owned());
            (bare.starts_with('^') && bare.ends_with('$') && bare.len() > 2).then_some(bare)
        })?;
    // `@Pattern(regexp = "^a")`
    let text = argument(&text, &["regexp"]).unwrap_or(text);
    // JavaScript's `/a/i`: a pattern cannot express flags.
    let Some((inner, flags)) = text
        .strip_prefix('/')
        .and_then(|rest| rest.rsplit_once('/'))
    else {
        return Some(text);
    };
    match flags {
        "" => Some(inner.to_owned()),
        flags if flags.chars().all(|c| "dgimsuvy".contains(c)) => None,
        _ => Some(text.clone()),
    }
}
