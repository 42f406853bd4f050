//! The name of a field -> the names from the outermost object to its own; `[]` after a name marks a
//! list. Knows nothing of decoration.

use super::text;
use super::types::parts::split;

/// `a.b`, `a[].b`, `a[*].b`, `a.[].b`, `a[0].b`, `a[n].b` as names, lists with `[]`.
pub(super) fn parts(name: &str) -> Vec<String> {
    if let Some(quoted) = quoted_parts(name) {
        return quoted;
    }
    let plain = |c: char| {
        c.is_alphanumeric()
            || matches!(
                c,
                '_' | '-' | '.' | '[' | ']' | '*' | '$' | '@' | '{' | '}' | ':'
            )
    };
    let is_path = name.contains('.') || name.ends_with("[]") || name.ends_with("[*]");
    if !is_path || !name.chars().all(plain) || name.contains("..") {
        return vec![name.to_owned()];
    }
    let mut out: Vec<String> = Vec::new();
    for part in name.split('.') {
        let (word, index) = match part.split_once('[') {
            Some((word, rest)) => (word, rest.strip_suffix(']')),
            None => (part, None),
        };
        let is_index = index.is_some_and(|i| {
            i.is_empty()
                || i == "*"
                || i == "n"
                || i == "i"
                || i.chars().all(|c| c.is_ascii_digit())
        });
        match out.last_mut() {
            // `a.[].b`, `a.*.b`
            Some(last) if word.is_empty() && is_index => last.push_str("[]"),
            _ if is_index && !word.is_empty() => out.push(format!("{word}[]")),
            _ if part.is_empty() => return vec![name.to_owned()],
            _ if is_variable(part) || part == "*" => out.push("additionalProperties".to_owned()),
            _ => out.push(part.to_owned()),
        }
    }
    out
}

/// `hosts."a.example".port`, `labels."a\.example/b"`: a name in quotes is one, with all of its dots.
fn quoted_parts(name: &str) -> Option<Vec<String>> {
    if !name.contains('.') || !name.contains(['"', '\'']) {
        return None;
    }
    let part = |part: &str| match text::unquoted(part).filter(|_| part.len() > 2) {
        Some(inner) => Some(inner.replace("\\.", ".")),
        None => text::is_word(part).then(|| part.to_owned()),
    };
    let found: Vec<String> = split(name, &["."])
        .into_iter()
        .map(part)
        .collect::<Option<_>>()?;
    (found.len() > 1).then_some(found)
}

/// `{key}`, `<key>`: a name that varies.
pub(super) fn is_variable(name: &str) -> bool {
    let inner = name
        .strip_prefix('{')
        .and_then(|rest| rest.strip_suffix('}'));
    let inner = inner.or(name
        .strip_prefix('<')
        .and_then(|rest| rest.strip_suffix('>')));
    inner.is_some_and(text::is_word)
}

#[cfg(test)]
mod tests {
    use super::parts;

    #[test]
    fn paths_are_split_at_dots_outside_of_quotes() {
        let cases: [(&str, &[&str]); 9] = [
            ("a.b.c", &["a", "b", "c"]),
            ("a[].b", &["a[]", "b"]),
            ("a.[].b", &["a[]", "b"]),
            ("a.*.b", &["a", "additionalProperties", "b"]),
            ("a.{key}.b", &["a", "additionalProperties", "b"]),
            ("hosts.\"a.example\"", &["hosts", "a.example"]),
            (
                "hosts.'a.example/x'.port",
                &["hosts", "a.example/x", "port"],
            ),
            ("labels.\"a\\.example/x\"", &["labels", "a.example/x"]),
            ("say \"a.b\" c", &["say \"a.b\" c"]),
        ];
        for (name, expected) in cases {
            assert_eq!(parts(name), expected, "{name}");
        }
    }
}
