//! Literal texts -> HTML. Knows no model.

use std::borrow::Cow;

use crate::emit::prose::visible;

/// Text without markup for a browser, and without characters that change how it is shown.
pub(super) fn escape(text: &str) -> String {
    let text = visible(text);
    let mut out = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            c => out.push(c),
        }
    }
    out
}

/// Any text as a code span.
pub(super) fn code(text: &str) -> String {
    format!("<code>{}</code>", escape(text))
}

/// A name as it is shown: in quotes if it would be invisible.
pub(super) fn visible_name(name: &str) -> Cow<'_, str> {
    if name.trim().is_empty() {
        Cow::Owned(format!("\"{name}\""))
    } else {
        Cow::Borrowed(name)
    }
}

/// The first line of a text, cut at a word's end.
pub(super) fn first_line(text: &str) -> String {
    const LONGEST: usize = 140;
    let first = text.trim().lines().next().unwrap_or_default();
    let first = first.trim_start_matches('#').trim();
    if first.chars().count() <= LONGEST {
        return first.to_owned();
    }
    let cut: String = first.chars().take(LONGEST).collect();
    let end = cut
        .rfind(char::is_whitespace)
        .filter(|end| *end > LONGEST / 2);
    let kept = end.and_then(|end| cut.get(..end)).unwrap_or(&cut);
    format!("{}…", kept.trim_end())
}

#[cfg(test)]
mod tests {
    use super::first_line;

    #[test]
    fn first_lines_are_short() {
        assert_eq!(first_line("# A title\n\nmore"), "A title");
        let long = first_line(&"word ".repeat(100));
        assert!(
            long.ends_with("word…") && long.chars().count() < 145,
            "{long}"
        );
    }
}
