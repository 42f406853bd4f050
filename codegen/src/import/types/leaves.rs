//! The parts of a type cell that hold no other types -> values, and the names of types.

use fieldwright_runtime::Value;

use super::Type;
use super::parts::split;
use crate::import::text;

/// Without blanks, ticks and emphasis around all of it.
pub(super) fn unwrapped(text: &str) -> &str {
    let mut text = text.trim();
    loop {
        let mut next = text;
        for sign in ["**", "__", "`", "*", "_"] {
            let stripped = text.strip_prefix(sign).and_then(|t| t.strip_suffix(sign));
            if let Some(rest) = stripped.filter(|rest| !rest.contains(sign.trim_matches('\\'))) {
                next = rest.trim();
                break;
            }
        }
        let next = next.strip_suffix('.').unwrap_or(next).trim();
        if next.len() == text.len() {
            return text;
        }
        text = next;
    }
}

/// Words that are the title of a type.
pub(super) fn titled(words: &str) -> Option<Type> {
    crate::import::titles::type_name(words).map(|name| super::named(&name))
}

/// A quoted text, a number, true or false.
pub(super) fn literal(text: &str) -> Option<Type> {
    if let Some(text) = text::unquoted(text).filter(|inner| text.len() > 1 && !inner.is_empty()) {
        return Some(Type::Const(vec![Value::from(text).to_string()]));
    }
    let is_number = text.starts_with(|c: char| c.is_ascii_digit() || c == '-');
    let value = fieldwright_runtime::from_json::<Value>(text.as_bytes()).ok();
    let value = value.filter(|value| value.as_bool().is_some() || is_number)?;
    Some(Type::Const(vec![value.to_string()]))
}

/// The values of `enum('a', 'b')`, also without quotes; the word for null beside them is none.
pub(super) fn constants(text: &str) -> Option<Type> {
    let parts = split(text, &["\\|", "|", ",", " or ", " and "]);
    let values = parts
        .iter()
        .map(|part| unwrapped(part))
        .filter(|part| !part.is_empty());
    let values: Vec<&str> = values
        .map(|part| part.strip_prefix("or ").unwrap_or(part))
        .collect();
    let is_null = |part: &&str| matches!(*part, "null" | "nil");
    let (nulls, values): (Vec<&str>, Vec<&str>) = match values.as_slice() {
        [_, _, ..] => values.into_iter().partition(is_null),
        _ => (Vec::new(), values),
    };
    let values: Vec<String> = values
        .into_iter()
        .map(|part| match literal(part) {
            Some(Type::Const(mut values)) => values.pop().unwrap_or_default(),
            _ => Value::from(part).to_string(),
        })
        .collect();
    let values = (!values.is_empty()).then_some(Type::Const(values))?;
    Some(match nulls.is_empty() {
        true => values,
        false => Type::Nullable(Box::new(values)),
    })
}

/// The name of a type: a word, or words that all begin with a capital.
pub(super) fn named(cell: &str) -> Option<Type> {
    // Words of JSON Schema that only mark several types.
    if matches!(cell, "oneOf" | "anyOf" | "allOf" | "union") {
        return Some(Type::Lost(Box::new(Type::Any), cell.to_owned()));
    }
    let words: Vec<&str> = cell.split_whitespace().collect();
    let title = words
        .iter()
        .all(|word| word.starts_with(char::is_uppercase));
    if !cell.chars().any(char::is_alphabetic) || !(words.len() == 1 || title && words.len() <= 4) {
        return None;
    }
    if words.len() > 1 {
        let is_plain = cell
            .chars()
            .all(|c| c.is_alphanumeric() || " _-".contains(c));
        let name = crate::import::titles::type_name(cell)?;
        return is_plain.then(|| super::named(&name));
    }
    let word = cell.trim_start_matches('#');
    text::is_word(word).then(|| super::named(word))
}
