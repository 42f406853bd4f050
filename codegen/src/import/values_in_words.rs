//! Words that are nothing but values, or say a constant -> the values: `` `uk`, `eu` or `us`. ``,
//! ``Platform: `a`, `b` ``, ``Always `0` ``. Only texts in ticks or quotes count. Knows no types.

use super::text;

/// Words for what a list of values is of, in front of its colon.
const KINDS: [&str; 24] = [
    "value",
    "values",
    "option",
    "options",
    "choices",
    "type",
    "types",
    "kind",
    "mode",
    "modes",
    "status",
    "state",
    "level",
    "policy",
    "method",
    "role",
    "category",
    "one of",
    "either",
    "strategy",
    "visibility",
    "severity",
    "priority",
    "enum",
];

/// Words that make a list one of something else: those of the one text of a field, and examples.
const OTHERS: [&str; 10] = [
    "separated",
    "list of",
    "e.g",
    "example",
    "such as",
    "forbidden",
    "reserved",
    "not allowed",
    "deprecated",
    "default",
];

/// Words in front of the one value that may stand.
const CONSTANT: [&str; 10] = [
    "always ",
    "always: ",
    "must be set to ",
    "must be ",
    "fixed value of ",
    "fixed value ",
    "fixed to ",
    "constant ",
    "\u{56fa}\u{5b9a}\u{4e3a} ",
    "\u{56fa}\u{5b9a} ",
];

/// The values that the words of a field list alone, or behind a colon and the noun of the field.
pub(super) fn listed(words: &str, field: &str) -> Vec<String> {
    for line in words.lines() {
        let line = text::unbulleted(line);
        let first = line.find(['`', '"', '\u{201c}']);
        let Some(first) = first.or_else(|| line.find('\'')) else {
            continue;
        };
        let (front, rest) = line.split_at_checked(first).unwrap_or((line, ""));
        let lower = front.to_lowercase();
        let label = lower.trim_matches(['*', '_', ' ']);
        if OTHERS.iter().any(|word| lower.contains(word)) || !is_of_values(label, field) {
            continue;
        }
        if let Some(values) = run(rest).filter(|values| values.len() > 1) {
            return values;
        }
    }
    Vec::new()
}

/// `Role label ("user", "system")`: quoted values alone in brackets at the end.
pub(super) fn bracketed(words: &str) -> Vec<String> {
    let bare = words.trim().trim_end_matches('.');
    let inner = bare
        .strip_suffix(')')
        .and_then(|front| front.rsplit_once('('));
    let found =
        inner.and_then(|(_, inner)| run(inner.trim()).filter(|_| inner.trim().starts_with('"')));
    found.filter(|values| values.len() > 1).unwrap_or_default()
}

/// Whether words in front of values say that they are those of the field.
fn is_of_values(label: &str, field: &str) -> bool {
    if label.is_empty() {
        return true;
    }
    let Some(noun) = label.strip_suffix([':', '\u{ff1a}']) else {
        return false;
    };
    let noun = noun.trim_matches(['*', '_', ' ']);
    let name: String = field
        .chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect();
    let own: String = noun.chars().filter(|c| c.is_alphanumeric()).collect();
    let last = noun.rsplit(' ').next().unwrap_or_default();
    let is_short = noun.split_whitespace().count() <= 4 && !noun.contains('.');
    let is_kind = KINDS
        .iter()
        .any(|kind| noun == *kind || noun.ends_with(&format!(" {kind}")));
    // Chinese has no blanks between words.
    let is_noun = !noun.is_ascii() && noun.chars().count() <= 8;
    is_short && (is_kind || is_noun || own == name || last.len() > 3 && name.ends_with(last))
}

/// The one value: ``Always `0` ``, ``Must be `1`.``
pub(super) fn constant(words: &str) -> Option<String> {
    words
        .split(['\n', ';', '\u{ff0c}', '\u{3002}'])
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
            // ``Always `lower_case` `` is a style.
            let is_sure = quote == '"'
                || front.contains("set to")
                || front.contains("fixed")
                || inner.starts_with('"')
                || inner.parse::<f64>().is_ok();
            if !is_sure {
                return None;
            }
            let inner = text::unquoted(inner).unwrap_or_else(|| inner.to_owned());
            let is_one = !inner.contains(['`', '"', ',', '<', '>', '=']) && inner.len() <= 60;
            (is_one && !inner.is_empty()).then_some(inner)
        })
}

/// The integers that words allow: `Must be 0 or 1`, `Either 1, 2 or 3`.
pub(super) fn integers(words: &str) -> Vec<String> {
    let lower = text::shown(words).to_lowercase();
    let sentences = lower.split(['\n', ';', '(', ')']);
    let mut sentences = sentences.flat_map(|line| line.split(". "));
    let found = sentences.find_map(|sentence| {
        let sentence = sentence.trim().trim_end_matches('.');
        let fronts = ["must be ", "should be ", "can be ", "may be ", "either "];
        let behind = fronts
            .iter()
            .find_map(|front| Some(sentence.split_once(front)?.1));
        // `Status: 0 or 1`, and nothing else.
        let rest = behind.or(sentence.rsplit(": ").next())?;
        let rest = rest.strip_prefix("either ").unwrap_or(rest);
        let (list, last) = rest.rsplit_once(" or ")?;
        let parts = list.split(',').chain([last]).map(str::trim);
        let parts: Vec<&str> = parts.filter(|part| !part.is_empty()).collect();
        let are_integers = parts.iter().all(|part| part.parse::<i64>().is_ok());
        (parts.len() > 1 && are_integers).then(|| parts.into_iter().map(str::to_owned).collect())
    });
    found.unwrap_or_default()
}

/// Values between signs of a list, up to the end of the sentence.
fn run(text: &str) -> Option<Vec<String>> {
    let mut values = Vec::new();
    let mut rest = text;
    loop {
        let quote = rest.chars().next()?;
        let close = match quote {
            '`' | '"' | '\'' => quote,
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
        if next.starts_with(['`', '"', '\'', '\u{201c}']) && next.len() < behind.len() {
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
    use super::{constant, integers, listed};

    #[test]
    fn values_and_constants() {
        let cases: [(&str, &str, &[&str]); 5] = [
            (
                "`uk`, `eu` or `us`. Default: `uk`.",
                "region",
                &["uk", "eu", "us"],
            ),
            ("Platform type: `a`, `b`", "x", &["a", "b"]),
            ("Restart: `a`, `b`", "hardRestart", &["a", "b"]),
            ("\"x\", \"y\"", "x", &["x", "y"]),
            ("`info` / `success`", "x", &["info", "success"]),
        ];
        for (words, field, expected) in cases {
            assert_eq!(listed(words, field), expected, "{words}");
        }
        assert_eq!(listed("'x', 'y' or 'z'", "k"), ["x", "y", "z"]);
        assert!(listed("The user's 'x' or 'y'", "k").is_empty());
        for none in [
            "Use `a` or `b`",
            "Requires: `a`, `b`",
            "Used by: `a`, `b`",
            "`a` is set by `b`",
            "`a`, `b` and more",
            "Comma-separated values: `a`, `b`",
        ] {
            assert!(listed(none, "field").is_empty(), "{none}");
        }
        assert_eq!(integers("Value must be 0 or 1."), ["0", "1"]);
        assert_eq!(integers("Either 1, 2, or 3 (days)"), ["1", "2", "3"]);
        assert_eq!(integers("Status: 0 or 1"), ["0", "1"]);
        assert!(integers("Version 2 or 3").is_empty());
        assert!(integers("Must be 1 or more.").is_empty());
        assert!(integers("Must be 5 or 10 characters").is_empty());
        assert_eq!(constant("Always `lower_case`"), None);
        assert_eq!(constant("Always `0`.").as_deref(), Some("0"));
        assert_eq!(constant("The id. Must be `1`").as_deref(), Some("1"));
        assert_eq!(constant("Must be `a` or `b`"), None);
    }
}
