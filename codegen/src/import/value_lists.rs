//! Words that list values -> the values, ticks and quotes taken off: `one of: a, b`, `enum [a, b]`,
//! `"a" or "b"`. Knows no types.

use fieldwright_runtime::Value;

use super::text::{self, unbulleted};
use super::types::parts;

/// What stands before a list of values.
pub(super) const VALUES: [&str; 18] = [
    "const",
    "choices",
    "isin",
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
    "either",
];

/// `"a" or "b"`: texts in quotes and nothing else.
pub(super) fn quoted(line: &str) -> Option<Vec<String>> {
    let parts = parts::split(line, &[",", "|", " or "]).into_iter();
    let parts = parts.map(|part| part.trim().trim_start_matches("or "));
    let texts = parts.map(|part| text::unquoted(part).filter(|text| !text.is_empty()));
    let texts: Option<Vec<String>> = texts.collect();
    texts.filter(|texts| texts.len() > 1)
}

/// The values of `one of: a, b`, `allowed ("a", "b")`, `enum [a, b]`.
pub(super) fn listed(line: &str) -> Option<Vec<String>> {
    let line = line.trim().trim_start_matches(['*', '_']);
    // `oneOf: [A, B]`; Go's `oneof=a b` has other signs.
    let spelled = line
        .get(..5)
        .filter(|front| front.eq_ignore_ascii_case("oneof"))
        .and_then(|_| line.get(5..))
        .filter(|rest| rest.trim_start().starts_with([':', '[', '(']))
        .map(|rest| format!("one of{rest}"));
    let line = spelled.as_deref().unwrap_or(line);
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
    // ``one of `[a, b]` ``
    let bracketed = text::code(body).filter(|code| code.starts_with('[') && code.ends_with(']'));
    let body = bracketed.as_deref().unwrap_or(body);
    let inner = ["()", "[]", "{}"].iter().find_map(|pair| {
        let (open, close) = pair.split_at(1);
        body.strip_prefix(open)?.strip_suffix(close)
    });
    // `enum: [a, b], default: a`: the list ends before the words do.
    let is_apart = ["],", "),", "},"].iter().any(|end| body.contains(end));
    if body.starts_with(['[', '(', '{']) && inner.is_none() && is_apart {
        return None;
    }
    // `Enum: [A B]`, as Go prints a list.
    let is_printed = body.starts_with('[') && !body.contains([',', '|', '"', '\'', '`', ';']);
    let printed = inner.filter(|inner| is_printed && inner.contains(' '));
    let printed = printed.map(|inner| inner.split_whitespace().collect::<Vec<_>>().join(","));
    let body = printed.as_deref().or(inner).unwrap_or(body);
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
    // Ticks around all of it: `a | b`; values in ticks with blanks between them: `a` `b`
    let bare = text::code(text).filter(|code| code.contains('|') && !code.contains('`'));
    let text = bare.as_deref().unwrap_or(text).trim();
    let apart = text.replace("` `", "`, `").replace("\" \"", "\", \"");
    let text = if text.contains(',') { text } else { &apart };
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
    let parts = parts::split(text, signs).into_iter().map(|part| {
        let part = unbulleted(part);
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
