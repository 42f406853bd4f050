//! The cell of a default -> the value. Databases write an expression there: `'open'::text`, `((1))`,
//! `now()`; one that is computed is no value of a table.

use super::text;

/// The content of a cell.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Said {
    Nothing,
    /// The value, as written.
    Value(String),
    /// No value: an expression, or words about one.
    Other,
}

/// Reads a cell.
pub(super) fn read(cell: &str) -> Said {
    let cell = text::without_tags(&text::with_breaks(&text::entities(cell)));
    let cell = text::value(cell.trim());
    let word = cell.trim().trim_matches('*');
    let lower = word.to_lowercase();
    if matches!(
        lower.as_str(),
        "" | "null"
            | "none"
            | "nil"
            | "undefined"
            | "required"
            | "optional"
            | "n/a"
            | "-"
            | "(empty)"
            | "empty"
            | "(none)"
    ) {
        return Said::Nothing;
    }
    if matches!(
        lower.trim_matches(['(', ')', '*', '_', '<', '>']),
        "empty string" | "empty text"
    ) {
        return Said::Value("\"\"".to_owned());
    }
    let bare = literal(word);
    match bare.to_lowercase().as_str() {
        "null" => return Said::Nothing,
        "current_timestamp" | "current_date" | "current_time" | "sysdate" | "systimestamp"
        | "localtimestamp" | "see below" | "see above" | "see description" | "auto_increment"
        | "autoincrement" | "computed" | "calculated" => return Said::Other,
        _ if is_call(bare) => return Said::Other,
        _ => {}
    }
    Said::Value(match bare {
        "True" | "TRUE" => "true".to_owned(),
        "False" | "FALSE" => "false".to_owned(),
        other => other.to_owned(),
    })
}

/// Without the cast and the brackets that a database puts around a value.
fn literal(text: &str) -> &str {
    let mut bare = text;
    while let Some(inner) = bare
        .strip_prefix('(')
        .and_then(|rest| rest.strip_suffix(')'))
    {
        bare = inner.trim();
    }
    if let Some((front, cast)) = bare.rsplit_once("::") {
        let is_type = |c: char| c.is_alphanumeric() || " _()[],\"".contains(c);
        let is_value = front.ends_with('\'') && front.starts_with('\'')
            || front.eq_ignore_ascii_case("null")
            || front.parse::<f64>().is_ok();
        if is_value && cast.chars().all(is_type) && cast.starts_with(char::is_alphabetic) {
            return front;
        }
    }
    let national = bare
        .strip_prefix("N'")
        .is_some_and(|rest| rest.ends_with('\''));
    let is_value = bare.parse::<f64>().is_ok() || bare.len() > 1 && text::unquoted(bare).is_some();
    match bare.strip_prefix('N').filter(|_| national) {
        Some(quoted) => quoted,
        None if is_value || is_call(bare) => bare,
        None => text,
    }
}

/// `now()`, `nextval('a'::regclass)`
fn is_call(text: &str) -> bool {
    let Some((name, rest)) = text.split_once('(') else {
        return false;
    };
    let is_name = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '.';
    let is_sql = rest.starts_with(')') || rest.contains('\'') || rest.contains("::");
    let is_end = rest.ends_with(')') || rest.contains(")::");
    name.starts_with(|c: char| c.is_ascii_alphabetic())
        && name.chars().all(is_name)
        && is_sql
        && is_end
}

#[cfg(test)]
mod tests {
    use super::{Said, read};

    #[test]
    fn expressions_of_databases_are_read() {
        let value = |text: &str| Said::Value(text.to_owned());
        let cases = [
            ("'open'::text", value("'open'")),
            ("'x'::character varying", value("'x'")),
            ("((1))", value("1")),
            ("(N'x')", value("'x'")),
            ("NULL::text", Said::Nothing),
            ("now()", Said::Other),
            ("nextval('a_seq'::regclass)", Said::Other),
            ("CURRENT_TIMESTAMP", Said::Other),
            ("(empty string)", value("\"\"")),
            ("(a) or (b)", value("(a) or (b)")),
            ("a::b", value("a::b")),
            ("rgb(1, 2, 3)", value("rgb(1, 2, 3)")),
            ("`stage`", value("stage")),
        ];
        for (cell, expected) in cases {
            assert_eq!(read(cell), expected, "{cell}");
        }
    }
}
