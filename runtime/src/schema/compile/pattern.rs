//! `pattern` and the keys of `patternProperties` -> [`Pattern`], by the translations
//! that the document brings along.

use super::super::SchemaError;
use super::super::program::{Matcher, Pattern};
use super::Compiler;
use crate::Value;

impl Compiler<'_> {
    pub(super) fn pattern(&self, at: &str, source: &str) -> Result<Pattern, SchemaError> {
        let translated = self.patterns.and_then(|patterns| patterns.get(source));
        let translated = translated.and_then(Value::as_str).ok_or_else(|| {
            let problem = "the pattern has no translation in `x-fieldwright-patterns`";
            SchemaError::new(at, problem)
        })?;
        let matcher = match prefix(translated) {
            Some(prefix) => Matcher::Prefix(prefix.into()),
            None => regex(at, translated)?,
        };
        Ok(Pattern {
            source: source.into(),
            matcher,
        })
    }
}

#[cfg(feature = "regex")]
fn regex(at: &str, translated: &str) -> Result<Matcher, SchemaError> {
    crate::Expression::new(translated)
        .map(Matcher::Expression)
        .map_err(|error| SchemaError::new(at, &format!("the pattern cannot be built: {error}")))
}

#[cfg(not(feature = "regex"))]
fn regex(at: &str, _: &str) -> Result<Matcher, SchemaError> {
    let problem = "patterns need the feature `regex` of fieldwright-runtime";
    Err(SchemaError::new(at, problem))
}

/// The text that a pattern requires at the start, if it requires nothing else.
fn prefix(translated: &str) -> Option<String> {
    let rest = translated
        .strip_prefix('^')
        .or_else(|| translated.strip_prefix(r"\A"))?;
    let mut out = String::new();
    let mut chars = rest.chars();
    while let Some(c) = chars.next() {
        out.push(match c {
            '\\' => chars.next().filter(char::is_ascii_punctuation)?,
            '.' | '^' | '$' | '*' | '+' | '?' | '(' | ')' | '[' | ']' | '{' | '}' | '|' => {
                return None;
            }
            c => c,
        });
    }
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::prefix;

    #[test]
    fn knows_what_is_only_a_prefix() {
        assert_eq!(prefix("^x-"), Some("x-".to_owned()));
        assert_eq!(prefix(r"\Ax\-\."), Some("x-.".to_owned()));
        for other in [
            "x-", "^x.", "^x$", r"^\d", "^(x)", "^a|b", "^x{2}", r"\Ax\z", "^x\\",
        ] {
            assert_eq!(prefix(other), None, "{other}");
        }
    }
}
