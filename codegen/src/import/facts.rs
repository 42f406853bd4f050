//! Words about a value -> keywords: `max 50`, `>= 1`, `3-20 characters`, `[ 0 .. ]`,
//! `pattern: ^a`, `format (`date-time`)`, `one of: a, b`, `required`.
//!
//! Which keyword a bound is depends on the type: a string's length, an array's items, a
//! number itself. What is not understood is handed back. Knows no tables.

use fieldwright_runtime::{Value, compare_numbers};

use super::text;
use super::types::Type;

/// What a bound without a unit is about.
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
            Type::Map(_) => Self::Object,
            Type::With(inner, _) | Type::Nullable(inner) | Type::Optional(inner, _) => {
                Self::of(inner)
            }
            _ => Self::Other,
        }
    }
}

/// What words say.
#[derive(Debug, Default)]
pub(super) struct Facts {
    pub(super) keywords: Vec<(String, Value)>,
    /// Allowed values, as written.
    pub(super) values: Vec<String>,
    pub(super) flags: Vec<Flag>,
    pub(super) default: Option<String>,
    /// What is not understood.
    pub(super) unread: Vec<String>,
}

/// A word that says something of the whole field.
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
        "nullable" | "null allowed" | "may be null" | "can be null" => Flag::Nullable,
        "not null" | "non null" | "not nullable" => Flag::NotNull,
        "read only" | "readonly" => Flag::ReadOnly,
        "write only" | "writeonly" => Flag::WriteOnly,
        "deprecated" => Flag::Deprecated,
        "additional properties are allowed" => Flag::Open,
        _ => return None,
    })
}

/// Whether a text is a bound and nothing else.
pub(super) fn is_limit(text: &str) -> bool {
    let found = read(text, Base::Number);
    !found.keywords.is_empty() && found.unread.is_empty() && found.values.is_empty()
}

const VALUES: [&str; 14] = [
    "one of",
    "enum",
    "allowed values",
    "allowed",
    "possible values",
    "valid values",
    "accepted values",
    "must be one of",
    "values",
    "any of",
    "can be one of",
    "supported values",
    "available values",
    "options",
];

/// Reads a cell of constraints.
pub(super) fn read(text: &str, base: Base) -> Facts {
    let mut facts = Facts::default();
    for line in text.split(['\n', ';']) {
        let line = line
            .trim()
            .trim_start_matches(['-', '*', '\u{2022}'])
            .trim();
        let line = if line.is_empty() && !text.trim().is_empty() && !text.contains('\n') {
            text.trim()
        } else {
            line
        };
        read_line(line, base, &mut facts);
    }
    facts
}

fn read_line(line: &str, base: Base, facts: &mut Facts) {
    if let Some(values) = listed(line) {
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
    for part in parts(line) {
        let part = part.trim();
        if let Some(inner) = enclosed(part).filter(|_| bounds(part, base).is_none()) {
            read_line(inner, base, facts);
        } else {
            read_part(part, base, facts);
        }
    }
}

/// `[optional]`, `(read only)`.
fn enclosed(part: &str) -> Option<&str> {
    let inner = part
        .strip_prefix('[')
        .and_then(|rest| rest.strip_suffix(']'));
    let inner = inner.or(part
        .strip_prefix('(')
        .and_then(|rest| rest.strip_suffix(')')))?;
    (!inner.contains(['[', ']', '(', ')'])).then_some(inner)
}

/// Parts between commas, and between brackets that follow each other.
fn parts(line: &str) -> Vec<&str> {
    let mut out = Vec::new();
    for part in super::types::plain::split(line, &[",", " and ", " & "]) {
        let mut rest = part;
        while let Some(at) = rest.find("] [") {
            out.push(rest.get(..=at).unwrap_or_default());
            rest = rest.get(at + 2..).unwrap_or_default();
        }
        out.push(rest);
    }
    out
}

fn read_part(part: &str, base: Base, facts: &mut Facts) {
    let bare = part.trim_matches(|c: char| c.is_whitespace() || "*`_.".contains(c));
    let lower = bare.to_lowercase();
    if matches!(
        lower.as_str(),
        "" | "-" | "n/a" | "none" | "null" | "\u{2014}" | "\u{2013}" | "no"
    ) {
        return;
    }
    if let Some(flag) = flag(bare) {
        facts.flags.push(flag);
        return;
    }
    let after = |words: &[&str]| argument(bare, words);
    if let Some(text) = after(&["default to", "defaults to", "default"]) {
        facts.default = Some(text);
        return;
    }
    if let Some(format) = after(&["format"]) {
        facts
            .keywords
            .push(("format".to_owned(), Value::from(format)));
        return;
    }
    if let Some(found) = word(&lower, base).or_else(|| bounds(part, base)) {
        facts.keywords.extend(found);
        return;
    }
    if let Some(Type::Format(format)) =
        super::types::plain::word(bare).filter(|_| base == Base::String)
    {
        facts
            .keywords
            .push(("format".to_owned(), Value::from(format)));
        return;
    }
    facts.unread.push(bare.to_owned());
}

/// What stands behind one of `words` and a colon, a bracket, `=` or a blank.
fn argument(part: &str, words: &[&str]) -> Option<String> {
    let rest = words.iter().find_map(|word| {
        let front = part.get(..word.len())?;
        front
            .eq_ignore_ascii_case(word)
            .then(|| part.get(word.len()..))?
    })?;
    let rest = rest.strip_prefix("s to ").unwrap_or(rest);
    let is_apart = rest.starts_with([':', '=', '(', ' ', '`']);
    let mut text = rest.trim_start_matches([':', '=', ' ', '>']).trim();
    if let Some(inner) = text
        .strip_prefix('(')
        .and_then(|rest| rest.strip_suffix(')'))
    {
        text = inner.trim();
    }
    let text = text::code(text).unwrap_or_else(|| text.to_owned());
    let text = text::unquoted(&text)
        .filter(|_| text.len() > 1)
        .unwrap_or(text);
    (is_apart && !text.is_empty()).then_some(text)
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
        .or_else(|| {
            let bare = text::code(line).unwrap_or_else(|| line.to_owned());
            (bare.starts_with('^') && bare.ends_with('$') && bare.len() > 2).then_some(bare)
        })?;
    let inner = text
        .strip_prefix('/')
        .and_then(|rest| rest.strip_suffix('/'));
    Some(inner.map(str::to_owned).unwrap_or(text))
}

/// The values of `one of: a, b`, `allowed ("a", "b")`, `enum [a, b]`.
pub(super) fn listed(line: &str) -> Option<Vec<String>> {
    let line = line.trim().trim_start_matches(['*', '_']);
    let rest = VALUES.iter().find_map(|word| {
        let front = line.get(..word.len())?;
        front
            .eq_ignore_ascii_case(word)
            .then(|| line.get(word.len()..))?
    })?;
    let rest = rest.strip_prefix(" values").unwrap_or(rest);
    let rest = rest.strip_prefix(" are").unwrap_or(rest);
    let trimmed = rest.trim_start_matches(['*', '_']).trim_start();
    if !(trimmed.starts_with([':', '=', '(', '[', '"', '\'', '`', '{']) || rest.starts_with(' ')) {
        return None;
    }
    let marked = trimmed.starts_with([':', '=', '(', '[', '{']);
    let body = trimmed.trim_start_matches([':', '=', '*', '_']).trim();
    let body = body.trim_end_matches('.');
    let body = ["()", "[]", "{}"]
        .iter()
        .find_map(|pair| {
            let (open, close) = pair.split_at(1);
            body.strip_prefix(open)?.strip_suffix(close)
        })
        .unwrap_or(body);
    let values = values(body);
    let plain = |value: &String| {
        !value.is_empty() && value.len() <= 60 && value.split_whitespace().count() <= 3
    };
    let is_list = body.contains(['`', '"', '\'']) || marked || values.len() > 1;
    (is_list && !values.is_empty() && values.iter().all(plain)).then_some(values)
}

/// The values of a list, ticks and quotes taken off.
pub(super) fn values(text: &str) -> Vec<String> {
    let text = text.trim();
    if let Ok(value) = fieldwright_runtime::from_json::<Value>(text.as_bytes())
        && let Some(items) = value.as_array()
    {
        let as_text = |value: &Value| {
            value
                .as_str()
                .map_or_else(|| value.to_string(), str::to_owned)
        };
        return items.iter().map(as_text).collect();
    }
    let signs: &[&str] = match () {
        () if text.contains('\n') => &["\n"],
        () if text.contains('|') => &["\\|", "|"],
        () if text.contains(';') && !text.contains(',') => &[";"],
        () if text.contains(',') => &[",", " or ", " and "],
        () if text.contains(" / ") => &[" / "],
        () => &[" or ", " and "],
    };
    let parts = super::types::plain::split(text, signs)
        .into_iter()
        .map(|part| {
            let part = part
                .trim()
                .trim_start_matches(['-', '*', '\u{2022}'])
                .trim();
            let part = part
                .strip_prefix("or ")
                .or(part.strip_prefix("and "))
                .unwrap_or(part);
            part.trim().trim_end_matches([',', '.'])
        });
    parts
        .filter(|part| !part.is_empty())
        .map(bare_value)
        .collect()
}

fn bare_value(part: &str) -> String {
    let part = part.trim_matches('*');
    let text = text::code(part).unwrap_or_else(|| part.to_owned());
    text::unquoted(&text)
        .filter(|_| text.len() > 1)
        .unwrap_or(text)
}

/// Words that are a bound by themselves.
fn word(lower: &str, base: Base) -> Option<Vec<(String, Value)>> {
    let one = |key: &str, value: Value| Some(vec![(key.to_owned(), value)]);
    match lower {
        "unique" | "distinct" | "unique items" | "uniqueitems" | "uniqueitems: true"
            if base == Base::Array =>
        {
            one("uniqueItems", Value::Bool(true))
        }
        // Of a column it says something about other rows.
        "unique" | "primary key" => Some(Vec::new()),
        "non-empty" | "not empty" | "nonempty" | "non empty" => match base {
            Base::Array => one("minItems", 1.into()),
            Base::Object => one("minProperties", 1.into()),
            _ => one("minLength", 1.into()),
        },
        "positive" | "> zero" if base == Base::Number => one("exclusiveMinimum", 0.into()),
        "non-negative" | "nonnegative" | "not negative" if base == Base::Number => {
            one("minimum", 0.into())
        }
        "negative" if base == Base::Number => one("exclusiveMaximum", 0.into()),
        _ => None,
    }
}

/// The numbers in a text, and the text with `#` for each.
fn numbers(text: &str) -> (String, Vec<String>) {
    let chars: Vec<char> = text.chars().collect();
    let at = |index: usize| chars.get(index).copied().unwrap_or(' ');
    let (mut shape, mut found) = (String::new(), Vec::new());
    let mut index = 0;
    while index < chars.len() {
        let c = at(index);
        let before = if index == 0 { ' ' } else { at(index - 1) };
        let sign = c == '-' && at(index + 1).is_ascii_digit() && !before.is_alphanumeric();
        if !(c.is_ascii_digit() || sign) || before.is_alphabetic() {
            shape.push(c);
            index += 1;
            continue;
        }
        let mut number = String::from(c);
        index += 1;
        while at(index).is_ascii_digit()
            || matches!(at(index), '.' | ',' | '_') && at(index + 1).is_ascii_digit()
        {
            if !matches!(at(index), ',' | '_') {
                number.push(at(index));
            }
            index += 1;
        }
        shape.push('#');
        found.push(number);
    }
    (shape, found)
}

#[derive(Clone, Copy, PartialEq)]
enum Unit {
    Value,
    Length,
    Items,
    Properties,
}

/// `max 50`, `>= 1`, `1..5`, `between 1 and 5`, `length 3`.
fn bounds(part: &str, base: Base) -> Option<Vec<(String, Value)>> {
    let spaced = part
        .replace(['*', '`'], "")
        .replace("&lt;", "<")
        .replace("&gt;", ">");
    let (shape, found) = numbers(&spaced.to_lowercase());
    let shape: String = shape.split_whitespace().collect::<Vec<_>>().join(" ");
    let has = |word: &str| shape.contains(word);
    let unit = match () {
        () if has("item") || has("element") || has("entries") => Unit::Items,
        () if has("propert") => Unit::Properties,
        () if has("length")
            || has("len")
            || has("char")
            || has("letter")
            || has("long")
            || has("size") =>
        {
            match base {
                Base::Array => Unit::Items,
                _ => Unit::Length,
            }
        }
        () => match base {
            Base::String => Unit::Length,
            Base::Array => Unit::Items,
            Base::Object => Unit::Properties,
            _ => Unit::Value,
        },
    };
    let core: String = [
        "characters",
        "character",
        "chars",
        "char",
        "length",
        "items",
        "item",
        "elements",
        "element",
        "entries",
        "properties",
        "letters",
        "long",
        "value",
        "len",
        "size",
        "number of",
        "of",
        "the",
        "is",
        "be",
        "must",
        "inclusive",
        "digits",
        "in range",
        "range",
        "bytes",
        "have",
    ]
    .iter()
    .fold(shape.clone(), |text, word| without_word(&text, word));
    let core: String = core
        .chars()
        .filter(|c| {
            !c.is_whitespace() && !matches!(c, ':' | '.' | '=' | '(' | ')')
                || *c == '=' && shape.contains(['<', '>'])
        })
        .collect();
    let range = shape.contains("..");
    let (low, high) = match (core.as_str(), found.as_slice()) {
        ("multiple#" | "multipleof#" | "step#", [n]) => return one_number("multipleOf", n),
        (
            "#-#"
            | "#\u{2013}#"
            | "#to#"
            | "between#and#"
            | "from#to#"
            | "min#max#"
            | "#\u{2264}x\u{2264}#"
            | "minimum#maximum#"
            | "[#-#]"
            | "[#,#]",
            [a, b],
        ) => (Some(a), Some(b)),
        ("[##]" | "##", [a, b]) if range => (Some(a), Some(b)),
        ("[#]" | "#", [a]) if range => {
            let at = shape.find("..").unwrap_or(0);
            let is_low = shape.find('#').is_some_and(|n| n < at);
            if is_low {
                (Some(a), None)
            } else {
                (None, Some(a))
            }
        }
        (
            ">=#" | "\u{2265}#" | "min#" | "minimum#" | "atleast#" | "#ormore" | "#+" | "#min"
            | "#minimum" | "mina#",
            [a],
        ) => (Some(a), None),
        (
            "<=#" | "\u{2264}#" | "max#" | "maximum#" | "atmost#" | "upto#" | "nomorethan#"
            | "notmorethan#" | "#max" | "#maximum" | "#orless" | "#orfewer",
            [a],
        ) => (None, Some(a)),
        (">#" | "greaterthan#" | "morethan#" | "exclusiveminimum#", [a]) => {
            return exclusive("exclusiveMinimum", a, unit, 1);
        }
        ("<#" | "lessthan#" | "fewerthan#" | "exclusivemaximum#", [a]) => {
            return exclusive("exclusiveMaximum", a, unit, -1);
        }
        ("exactly#", [a]) => (Some(a), Some(a)),
        ("#", [a])
            if unit == Unit::Length
                && (has("char") || has("length") || has("long") || has("len")) =>
        {
            (Some(a), Some(a))
        }
        ("minmax#", _) => return None,
        _ => return None,
    };
    let (least, most) = match unit {
        Unit::Value => ("minimum", "maximum"),
        Unit::Length => ("minLength", "maxLength"),
        Unit::Items => ("minItems", "maxItems"),
        Unit::Properties => ("minProperties", "maxProperties"),
    };
    if let (Some(low), Some(high)) = (low, high)
        && compare_numbers(low, high) == std::cmp::Ordering::Greater
    {
        return None;
    }
    let mut out = Vec::new();
    for (key, text) in [(least, low), (most, high)] {
        if let Some(text) = text {
            let whole = !text.contains(['.', '-']);
            if unit != Unit::Value && !whole {
                return None;
            }
            out.extend(one_number(key, text)?);
        }
    }
    Some(out)
}

fn without_word(text: &str, word: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(word) {
        let (before, from) = rest.split_at(at);
        let after = from.get(word.len()..).unwrap_or_default();
        let left = before.chars().next_back().is_some_and(char::is_alphabetic);
        let right = after.chars().next().is_some_and(char::is_alphabetic);
        out.push_str(before);
        // `minLength` is `min` and a unit, `offer` is no `of`.
        let is_part = right || left && !before.ends_with("min") && !before.ends_with("max");
        if is_part {
            out.push_str(word);
        }
        rest = after;
    }
    out.push_str(rest);
    out
}

fn one_number(key: &str, text: &str) -> Option<Vec<(String, Value)>> {
    let value = fieldwright_runtime::from_json::<Value>(text.as_bytes()).ok()?;
    Some(vec![(key.to_owned(), value)])
}

/// A bound that is not allowed itself; of lengths the next whole number.
fn exclusive(key: &str, text: &str, unit: Unit, step: i64) -> Option<Vec<(String, Value)>> {
    let (least, most) = match unit {
        Unit::Value => return one_number(key, text),
        Unit::Length => ("minLength", "maxLength"),
        Unit::Items => ("minItems", "maxItems"),
        Unit::Properties => ("minProperties", "maxProperties"),
    };
    let bound = text.parse::<i64>().ok()?.checked_add(step)?;
    let key = if step > 0 { least } else { most };
    (bound >= 0).then(|| vec![(key.to_owned(), Value::from(bound))])
}

/// Whether a keyword says something of such values.
pub(super) fn fits(keyword: &str, base: Base) -> bool {
    match keyword {
        "minLength" | "maxLength" | "pattern" => base == Base::String,
        "minimum" | "maximum" | "exclusiveMinimum" | "exclusiveMaximum" | "multipleOf" => {
            base == Base::Number
        }
        "minItems" | "maxItems" | "uniqueItems" => base == Base::Array,
        "minProperties" | "maxProperties" => base == Base::Object,
        _ => true,
    }
}

/// The values that a description lists: "One of `a`, `b`", "Allowed values: a, b".
pub(super) fn in_words(text: &str) -> Vec<String> {
    const SURE: [&str; 4] = ["one of", "must be one of", "can be one of", "either"];
    let sentences = text
        .split(['\n', '(', ')'])
        .flat_map(|line| line.split(". "));
    for sentence in sentences {
        let sentence = sentence.trim().trim_start_matches(['*', '_', '-']).trim();
        let lower = sentence.to_lowercase();
        let at = [
            "one of ",
            "one of: ",
            "enum: ",
            "allowed values: ",
            "possible values: ",
            "valid values: ",
            "accepted values: ",
            "allowed values are ",
            "possible values are ",
            "valid values are ",
            "enum [",
            "one of:",
            "supported values: ",
            "values: ",
            "options: ",
        ]
        .iter()
        .filter_map(|start| lower.find(start))
        .min();
        let Some(at) = at.filter(|_| lower.len() == sentence.len()) else {
            continue;
        };
        let Some(found) = sentence.get(at..).and_then(listed) else {
            continue;
        };
        let quoted = sentence.matches('`').count() >= 2 * found.len()
            || sentence.matches('"').count() >= 2 * found.len();
        let colon = sentence
            .get(at..)
            .is_some_and(|rest| rest.contains([':', '[']));
        let single = found.iter().all(|value| !value.contains(' '));
        let is_sure = SURE
            .iter()
            .any(|start| lower.get(at..).is_some_and(|rest| rest.starts_with(start)));
        if found.len() > 1
            && single
            && (quoted || colon || is_sure && !found.iter().any(|v| v == "the"))
        {
            return found;
        }
    }
    Vec::new()
}
