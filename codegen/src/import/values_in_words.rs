//! Words that are nothing but values, or say a constant -> the values: `` `uk`, `eu` or `us`. ``,
//! ``Platform: `a`, `b` ``, ``Always `0` ``. Only texts in ticks or quotes count. Knows no types.

use super::text;

/// Words in front of a list that is none of values.
const OTHERS: [&str; 27] = [
    "e.g",
    "example",
    "such as",
    "like",
    "see",
    "with",
    "without",
    "field",
    "column",
    "key",
    "require",
    "conflict",
    "depend",
    "exclusive",
    "together",
    "instead",
    "replace",
    "unless",
    "if ",
    "when",
    "except",
    "not ",
    "include",
    "separated",
    "parameter",
    "header",
    "between",
];

/// Words in front of the one value that may stand.
const CONSTANT: [&str; 9] = [
    "always ",
    "always: ",
    "must be set to ",
    "must be ",
    "fixed value of ",
    "fixed value ",
    "fixed to ",
    "constant ",
    "\u{56fa}\u{5b9a}\u{4e3a} ",
];

/// The values that a sentence of the words lists alone, or behind a colon.
pub(super) fn listed(words: &str) -> Vec<String> {
    for line in words.lines() {
        let line = text::unbulleted(line);
        let Some(first) = line.find(['`', '"', '\u{201c}']) else {
            continue;
        };
        let (front, rest) = line.split_at_checked(first).unwrap_or((line, ""));
        let front = front.trim_matches(['*', '_', ' ']);
        let lower = front.to_lowercase();
        let is_label = front.is_empty() || front.ends_with([':', '\u{ff1a}', '\u{2014}']);
        let is_short = front.split_whitespace().count() <= 6 && !front.contains(". ");
        if !is_label || !is_short || OTHERS.iter().any(|word| lower.contains(word)) {
            continue;
        }
        if let Some(values) = run(rest).filter(|values| values.len() > 1) {
            return values;
        }
    }
    Vec::new()
}

/// The one value: ``Always `0` ``, ``Must be `1`.``
pub(super) fn constant(words: &str) -> Option<String> {
    words
        .split(['\n', ';'])
        .flat_map(|line| line.split(". "))
        .find_map(|sentence| {
            let sentence = sentence.trim().trim_matches(['*', '_']);
            let lower = sentence.to_lowercase();
            let front = CONSTANT.iter().find(|front| lower.starts_with(*front))?;
            let rest = sentence
                .get(front.len()..)?
                .trim()
                .trim_end_matches(['.', '*']);
            let quote = rest.chars().next().filter(|c| matches!(c, '`' | '"'))?;
            let inner = rest.get(1..)?.strip_suffix(quote)?;
            let inner = text::unquoted(inner).unwrap_or_else(|| inner.to_owned());
            let is_one = !inner.contains(['`', '"', ',', '<', '>', '=']) && inner.len() <= 60;
            (is_one && !inner.is_empty()).then_some(inner)
        })
}

/// Values between signs of a list, up to the end of the sentence.
fn run(text: &str) -> Option<Vec<String>> {
    let mut values = Vec::new();
    let mut rest = text;
    loop {
        let quote = rest.chars().next()?;
        let close = match quote {
            '`' | '"' => quote,
            '\u{201c}' => '\u{201d}',
            _ => return None,
        };
        let body = rest.get(quote.len_utf8()..)?;
        let (value, behind) = body.split_once(close)?;
        let value = text::unquoted(value).unwrap_or_else(|| value.to_owned());
        if value.is_empty() || value.len() > 60 || value.contains(['{', '(', '<']) {
            return None;
        }
        values.push(value);
        let mut next = behind.trim_start();
        for sign in [
            ",",
            "\u{3001}",
            "/",
            "|",
            "or ",
            "and ",
            "\u{548c} ",
            "\u{6216} ",
        ] {
            next = next.strip_prefix(sign).unwrap_or(next).trim_start();
        }
        if next.starts_with(['`', '"', '\u{201c}']) && next.len() < behind.len() {
            rest = next;
            continue;
        }
        let lower = next.to_lowercase();
        let ends = behind.trim().is_empty()
            || behind
                .trim_start()
                .starts_with(['.', ';', '\u{ff0c}', '\u{3002}'])
            || lower.starts_with("default")
            || lower.starts_with("(default");
        return ends.then_some(values);
    }
}

#[cfg(test)]
mod tests {
    use super::{constant, listed};

    #[test]
    fn values_and_constants() {
        assert_eq!(
            listed("`uk`, `eu` or `us`. Default: `uk`."),
            ["uk", "eu", "us"]
        );
        assert_eq!(listed("Platform type: `a`, `b`"), ["a", "b"]);
        assert_eq!(listed("\"x\", \"y\""), ["x", "y"]);
        assert_eq!(listed("`info` / `success`"), ["info", "success"]);
        for none in [
            "Use `a` or `b`",
            "Requires: `a`, `b`",
            "`a` is set by `b`",
            "`a`, `b` and more",
        ] {
            assert!(listed(none).is_empty(), "{none}");
        }
        assert_eq!(constant("Always `0`.").as_deref(), Some("0"));
        assert_eq!(constant("The id. Must be `1`").as_deref(), Some("1"));
        assert_eq!(constant("Must be `a` or `b`"), None);
    }
}
