//! A text of a type -> the parts of it that no brackets and no quotes hold together. Knows no types.

/// The parts of a text between separators outside of brackets and quotes.
pub(in crate::import) fn split<'t>(text: &'t str, separators: &[&str]) -> Vec<&'t str> {
    let mut out = Vec::new();
    let (mut start, mut depth, mut quote) = (0, 0usize, None);
    let mut at = 0;
    while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
        let c = rest.chars().next().unwrap_or(' ');
        let found = separators.iter().find(|sign| {
            rest.get(..sign.len())
                .is_some_and(|part| part.eq_ignore_ascii_case(sign))
        });
        match (quote, c) {
            (Some(open), _) if c == open => quote = None,
            (Some(_), _) => {}
            (None, _) if depth == 0 && found.is_some() => {
                out.push(text.get(start..at).unwrap_or_default());
                at += found.map_or(1, |sign| sign.len());
                start = at;
                continue;
            }
            (None, '"') => quote = Some(c),
            (None, '\'') if opens_quote(text, at) => quote = Some(c),
            // Nor is a sign of a bound: `1 <= x < 9`.
            (None, '<')
                if rest
                    .get(1..)
                    .is_some_and(|next| next.starts_with(['=', ' '])) => {}
            (None, '(' | '<' | '[' | '{') => depth += 1,
            // An arrow is no bracket.
            (None, '>')
                if text
                    .get(..at)
                    .is_some_and(|front| front.ends_with(['=', '-'])) => {}
            (None, ')' | '>' | ']' | '}') => depth = depth.saturating_sub(1),
            _ => {}
        }
        at += c.len_utf8();
    }
    out.push(text.get(start..).unwrap_or_default());
    out
}

/// An apostrophe inside a word is no quote, nor one that nothing closes.
fn opens_quote(text: &str, at: usize) -> bool {
    let before = text.get(..at).and_then(|t| t.chars().next_back());
    let closed = text.get(at + 1..).is_some_and(|rest| rest.contains('\''));
    closed && !before.is_some_and(char::is_alphanumeric)
}

/// The lines of a cell as one: within braces each line is a member, unless a sign continues it.
pub(super) fn joined(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut open = 0usize;
    let is_one = !text.contains('\n');
    for (at, line) in text.split('\n').enumerate() {
        // Each line of an object may have its own ticks.
        let is_member = !is_one && (open > 0 || line.contains('{'));
        let line = match is_member {
            true => line.trim().trim_matches('`'),
            false => line,
        };
        let goes_on = out
            .trim_end()
            .ends_with(['{', '(', '[', '<', ',', ';', ':', '|', '&', '='])
            || line
                .trim_start()
                .starts_with(['}', ')', ']', '>', ',', ';', '|', '&'])
            || line.trim().is_empty();
        if at > 0 {
            out.push(if open > 0 && !goes_on { ';' } else { ' ' });
        }
        out.push_str(line);
        open += line.matches('{').count();
        open = open.saturating_sub(line.matches('}').count());
    }
    out
}
