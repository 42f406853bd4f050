//! Compact JSON text -> the same over several lines.

/// Compact JSON text -> the same over several lines.
pub(crate) fn over_lines(text: &str) -> String {
    let mut out = String::with_capacity(text.len() * 2);
    let (mut depth, mut in_string, mut is_escaped) = (0, false, false);
    let mut chars = text.chars().peekable();
    let line = |out: &mut String, depth: usize| {
        out.push('\n');
        out.extend(std::iter::repeat_n("  ", depth));
    };
    while let Some(c) = chars.next() {
        let next = chars.peek();
        match c {
            _ if in_string => {
                out.push(c);
                in_string = c != '"' || is_escaped;
                is_escaped = c == '\\' && !is_escaped;
            }
            '{' | '[' => {
                out.push(c);
                depth += 1;
                if !matches!(next, Some('}' | ']')) {
                    line(&mut out, depth);
                }
            }
            '}' | ']' => {
                depth -= 1;
                if !out.ends_with(['{', '[']) {
                    line(&mut out, depth);
                }
                out.push(c);
            }
            ',' => {
                out.push(c);
                line(&mut out, depth);
            }
            ':' => out.push_str(": "),
            _ => {
                in_string = c == '"';
                out.push(c);
            }
        }
    }
    out
}
