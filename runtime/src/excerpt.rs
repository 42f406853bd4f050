//! The values that violations are about, cut out of the text they were read from.
//!
//! Nothing is parsed again: a violation has the start of its value, and the end is searched within
//! the length of an excerpt.

use crate::{Position, Violation, Violations};

/// How long an excerpt is at most, in Unicode scalar values.
const LENGTH: usize = 80;

impl Violations {
    /// The violations with the values they concern, as written in `text`, from which they were
    /// read: at most 80 characters of each, then `…`. For an unknown or duplicate property it is
    /// the property's value, for a missing one the object. Only violations with a position get a
    /// value.
    ///
    /// Values are kept only on this request, as they may be confidential.
    ///
    /// ```
    /// # use fieldwright_runtime::from_json;
    /// let text = "[1, \"secret\"]";
    /// let violations = from_json::<Vec<i64>>(text.as_bytes()).unwrap_err();
    /// assert_eq!(violations.as_slice()[0].value, None);
    /// let violations = violations.with_values(text);
    /// assert_eq!(violations.as_slice()[0].value.as_deref(), Some("\"secret\""));
    /// ```
    #[must_use]
    pub fn with_values(mut self, text: &str) -> Self {
        let lines: Vec<&str> = text.split_inclusive('\n').collect();
        // Lines by where they start, so that a value may go on in the next ones.
        let mut starts = Vec::with_capacity(lines.len());
        let mut start = 0;
        for line in &lines {
            starts.push(start);
            start += line.len();
        }
        let mut fill = |violation: &mut Violation| {
            let at = violation.position.and_then(|position| {
                let index = position.line.checked_sub(1)?;
                let column = offset(lines.get(index)?, position)?;
                Some(starts.get(index)? + column)
            });
            violation.value = at.and_then(|at| excerpt(text.get(at..)?));
        };
        for violation in self.list_mut() {
            violation.each_mut(&mut fill);
        }
        self
    }
}

/// The byte offset of a position in its line.
fn offset(line: &str, position: Position) -> Option<usize> {
    let mut offsets = line.char_indices().map(|(at, _)| at);
    offsets.nth(position.column.checked_sub(1)?)
}

/// The value at the start of `text`, or the value of the member if a key is there.
fn excerpt(text: &str) -> Option<String> {
    let key = text.starts_with('"').then(|| end_of_string(text)).flatten();
    let after_key = key.and_then(|end| text.get(end..));
    let member = after_key.and_then(|rest| rest.trim_start().strip_prefix(':'));
    let text = member.unwrap_or(text).trim_start();
    let end = end_of_value(text);
    let value = match end {
        Some(end) => text.get(..end)?,
        None => text,
    };
    if value.is_empty() {
        return None;
    }
    match value.char_indices().nth(LENGTH) {
        Some((cut, _)) => Some(format!("{}\u{2026}", value.get(..cut)?)),
        None => Some(value.to_owned()),
    }
}

/// After the closing quote of a string, which starts with its opening quote.
fn end_of_string(text: &str) -> Option<usize> {
    let mut escaped = true;
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' => escaped = true,
            b'"' => return Some(at + 1),
            _ => {}
        }
    }
    None
}

/// The end of a value, if it is near: an excerpt shows no more.
fn end_of_value(text: &str) -> Option<usize> {
    // Scalar values have four bytes at most.
    let mut depth = 0usize;
    let mut at = 0;
    while at <= LENGTH * 4 {
        match text.as_bytes().get(at)? {
            b'"' => {
                at += end_of_string(text.get(at..)?)?;
                if depth == 0 {
                    return Some(at);
                }
                continue;
            }
            b'{' | b'[' => depth += 1,
            b'}' | b']' if depth <= 1 => return Some(at + depth),
            b'}' | b']' => depth -= 1,
            b',' | b' ' | b'\t' | b'\r' | b'\n' if depth == 0 => return Some(at),
            _ => {}
        }
        at += 1;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::excerpt;
    use crate::{Value, from_json, report_json_up_to};

    #[test]
    fn values_end_where_they_end() {
        let table = [
            ("1, 2]", "1"),
            ("true]", "true"),
            ("null}", "null"),
            ("-1.5e3", "-1.5e3"),
            ("\"a,\\\"]\", 2", "\"a,\\\"]\""),
            ("[1, {\"a\": \"]\"}], 2", "[1, {\"a\": \"]\"}]"),
            ("{}, 3", "{}"),
            ("{\"a\": [\n1] }\n", "{\"a\": [\n1] }"),
            ("\"key\" : [1, 2], \"b\": 3", "[1, 2]"),
            ("[1, 2", "[1, 2"),
        ];
        for (text, value) in table {
            assert_eq!(excerpt(text).as_deref(), Some(value), "{text}");
        }
        assert_eq!(excerpt(""), None);
        assert_eq!(excerpt("]"), None);
        let long = format!("\"{}\"", "\u{1f600}".repeat(100));
        let cut = format!("\"{}\u{2026}", "\u{1f600}".repeat(79));
        assert_eq!(excerpt(&long), Some(cut));
        let deep = "[".repeat(10_000);
        assert_eq!(excerpt(&deep), Some("[".repeat(80) + "\u{2026}"));
    }

    #[test]
    fn each_violation_gets_its_value() {
        let text = "[\n  \"\u{fc}\", 1,\r\n  {\"a\": 2}, null\n]";
        let violations = from_json::<Vec<i64>>(text.as_bytes()).unwrap_err();
        let violations = violations.with_values(text);
        let values = violations.iter().map(|v| v.value.as_deref());
        let expected = [Some("\"\u{fc}\""), Some("{\"a\": 2}"), Some("null")];
        assert_eq!(values.collect::<Vec<_>>(), expected);
        let shown = violations.to_value().to_string();
        assert!(shown.contains(r#""value":"null""#), "{shown}");
        // A text from which it was not read gives nothing or another value, but no panic.
        assert_eq!(violations.clone().with_values("").as_slice()[0].value, None);
        let _ = violations.with_values("\u{fc}\n\u{fc}\u{fc}\u{fc}\u{fc}\n\n\n");
    }

    #[test]
    fn the_number_of_violations_is_chosen() {
        let text = format!("[{}0]", "\"\",".repeat(150));
        let up_to = |limit| {
            let (_, violations) = report_json_up_to::<Vec<i64>>(text.as_bytes(), limit);
            (violations.len(), violations.omitted())
        };
        assert_eq!(up_to(1), (1, 149));
        assert_eq!(up_to(0), (0, 150));
        assert_eq!(up_to(usize::MAX), (150, 0));
        let value: (Option<Value>, _) = report_json_up_to(b"1", 0);
        assert_eq!(value.0, Some(Value::from(1)));
    }
}
