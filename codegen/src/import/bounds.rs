//! Words about the size or length of a value -> keywords: `max 50`, `>= 1`, `1..5`, `3 characters`,
//! `unique`. Knows no lists and no flags.

use fieldwright_runtime::{Value, compare_numbers};

use super::facts::Base;
use super::intervals::{self, End, Interval};

/// Words that are a bound by themselves.
pub(super) fn word(lower: &str, base: Base) -> Option<Vec<(String, Value)>> {
    let one = |key: &str, value: Value| Some(vec![(key.to_owned(), value)]);
    match lower {
        "unique" | "must be unique" | "distinct" | "unique items" | "uniqueitems"
        | "uniqueitems: true"
            if base == Base::Array =>
        {
            one("uniqueItems", Value::Bool(true))
        }
        // In a column it concerns other rows.
        "unique" | "must be unique" | "primary key" => Some(Vec::new()),
        "non-empty" | "not empty" | "nonempty" | "non empty" | "notempty" | "notblank" => {
            match base {
                Base::Array => one("minItems", 1.into()),
                Base::Object => one("minProperties", 1.into()),
                _ => one("minLength", 1.into()),
            }
        }
        "positive"
        | "> zero"
        | "must be positive"
        | "a positive number"
        | "a positive integer"
        | "a positive value"
        | "must be a positive number"
        | "must be a positive integer"
            if base == Base::Number =>
        {
            one("exclusiveMinimum", 0.into())
        }
        "non-negative"
        | "nonnegative"
        | "not negative"
        | "must not be negative"
        | "must be non-negative"
            if base == Base::Number =>
        {
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

/// Words for the limited quantity, not the limit.
const WORDS: [&str; 28] = [
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
];

/// `max 50`, `>= 1`, `1..5`, `between 1 and 5`, `length 3`.
pub(super) fn bounds(part: &str, base: Base) -> Option<Vec<(String, Value)>> {
    let spaced = part
        .replace(['*', '`', '"', '@'], "")
        .replace("&lt;", "<")
        .replace("&gt;", ">");
    let (shape, found) = numbers(&spaced.to_lowercase());
    let shape = shape.replace('_', " ");
    let shape: String = shape.split_whitespace().collect::<Vec<_>>().join(" ");
    // `max 5 digits` of a number is no greatest value.
    if base == Base::Number && shape.contains("digit") {
        return None;
    }
    let unit = unit(&shape, base);
    if let Some(interval) = in_words(&spaced) {
        return from_interval(&interval, unit);
    }
    let core = WORDS
        .iter()
        .fold(shape.clone(), |text, word| without_word(&text, word));
    let core: String = core
        .chars()
        .filter(|c| {
            !c.is_whitespace() && !matches!(c, ':' | '.' | '=' | '(' | ')')
                || *c == '=' && shape.contains(['<', '>'])
        })
        .collect();
    let (low, high) = match (core.as_str(), found.as_slice()) {
        ("multiple#" | "multipleof#" | "step#" | "divisibleby#", [n]) => {
            return one_number("multipleOf", n);
        }
        ("decimalplaces#" | "#decimalplaces" | "maxdecimalplaces#" | "max#decimalplaces", [n]) => {
            let places = n
                .parse::<usize>()
                .ok()
                .filter(|places| (1..=12).contains(places))?;
            return one_number("multipleOf", &format!("0.{}1", "0".repeat(places - 1)));
        }
        (">#" | "gt#" | "greaterthan#" | "morethan#" | "exclusiveminimum#", [a]) => {
            return exclusive("exclusiveMinimum", a, unit, 1);
        }
        ("<#" | "lt#" | "lessthan#" | "fewerthan#" | "exclusivemaximum#", [a]) => {
            return exclusive("exclusiveMaximum", a, unit, -1);
        }
        (core, found) => limits(core, &shape, found, unit)?,
    };
    keywords(unit, low, high)
}

/// The interval in brackets, with words for its quantity around it.
fn in_words(text: &str) -> Option<Interval> {
    if text.contains(['<', '\u{2264}']) {
        return intervals::read(text);
    }
    let start = text.find(['[', '(', ']'])?;
    let end = text.rfind([']', ')', '['])? + 1;
    let interval = intervals::read(text.get(start..end)?)?;
    let around = [text.get(..start)?, text.get(end..)?];
    let is_known = |words: &str| {
        let lower = words.to_lowercase();
        let rest = WORDS
            .iter()
            .fold(lower, |text, word| without_word(&text, word));
        !rest.contains(char::is_alphanumeric) && !rest.contains(['<', '>', '^', '|', '\\'])
    };
    around.into_iter().all(is_known).then_some(interval)
}

fn from_interval(interval: &Interval, unit: Unit) -> Option<Vec<(String, Value)>> {
    let closed = |end: &Option<End>| {
        let end = end.as_ref().filter(|end| !end.is_open);
        end.map(|end| end.number.clone())
    };
    let open = |key, end: &Option<End>, step| match end.as_ref().filter(|end| end.is_open) {
        Some(end) => exclusive(key, &end.number, unit, step),
        None => Some(Vec::new()),
    };
    let (low, high) = (closed(&interval.low), closed(&interval.high));
    let mut out = open("exclusiveMinimum", &interval.low, 1)?;
    out.extend(keywords(unit, low.as_ref(), high.as_ref())?);
    out.extend(open("exclusiveMaximum", &interval.high, -1)?);
    Some(out)
}

/// The limited quantity.
fn unit(shape: &str, base: Base) -> Unit {
    let has = |words: &[&str]| words.iter().any(|word| shape.contains(word));
    if has(&["item", "element", "entries"]) {
        return Unit::Items;
    }
    if has(&["propert"]) {
        return Unit::Properties;
    }
    let is_length = has(&["length", "len", "char", "letter", "long", "size"]);
    match base {
        Base::Array => Unit::Items,
        _ if is_length => Unit::Length,
        Base::String => Unit::Length,
        Base::Object => Unit::Properties,
        _ => Unit::Value,
    }
}

/// The least and the greatest, by the words around the numbers.
fn limits<'n>(
    core: &str,
    shape: &str,
    found: &'n [String],
    unit: Unit,
) -> Option<(Option<&'n String>, Option<&'n String>)> {
    let is_range = shape.contains("..");
    let has = |word: &str| shape.contains(word);
    Some(match (core, found) {
        (
            "#-#" | "#\u{2013}#" | "#to#" | "between#and#" | "from#to#" | "min#max#" | "min#,max#"
            | "minimum#maximum#" | "[#-#]",
            [a, b],
        ) => (Some(a), Some(b)),
        ("##", [a, b]) if is_range => (Some(a), Some(b)),
        ("#", [a]) if is_range => {
            let at = shape.find("..").unwrap_or(0);
            let is_low = shape.find('#').is_some_and(|n| n < at);
            if is_low {
                (Some(a), None)
            } else {
                (None, Some(a))
            }
        }
        (
            ">=#" | "\u{2265}#" | "ge#" | "gte#" | "decimalmin#" | "min#" | "minimum#" | "atleast#"
            | "#ormore" | "#+" | "#min" | "#minimum" | "mina#",
            [a],
        ) => (Some(a), None),
        (
            "<=#" | "\u{2264}#" | "le#" | "lte#" | "decimalmax#" | "max#" | "maximum#" | "atmost#"
            | "upto#" | "nomorethan#" | "notmorethan#" | "#max" | "#maximum" | "#orless"
            | "#orfewer",
            [a],
        ) => (None, Some(a)),
        ("exactly#", [a]) => (Some(a), Some(a)),
        ("#", [a])
            if unit == Unit::Length
                && (has("char") || has("length") || has("long") || has("len")) =>
        {
            (Some(a), Some(a))
        }
        _ => return None,
    })
}

/// The keywords of a unit for these limits, which must be in order.
fn keywords(
    unit: Unit,
    low: Option<&String>,
    high: Option<&String>,
) -> Option<Vec<(String, Value)>> {
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

/// Whether a keyword applies to such values.
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
