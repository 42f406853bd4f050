//! Text of a document -> text that a terminal shows literally.

/// The same on one line, so that a document's text begins no line, which a runner could take for a
/// command.
pub(crate) fn visible_line(text: &str) -> String {
    visible(text).replace('\n', "\\n")
}

/// JSON text, whose strings may contain control characters of a terminal: escaped by JSON's rules,
/// so that the values stay the same.
pub(crate) fn visible_json(text: &str) -> String {
    spelled_out(text, |c| format!("\\u{:04x}", c as u32))
}

/// A text in which `spelled` replaces the characters that are not shown literally.
fn spelled_out(text: &str, spelled: impl Fn(char) -> String) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match is_shown(c) {
            true => out.push(c),
            false => out += &spelled(c),
        }
    }
    out
}

/// Whether a character is shown literally, and changes nothing around it.
fn is_shown(c: char) -> bool {
    let is_direction =
        matches!(c, '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}');
    !is_direction && (c == '\n' || !c.is_control())
}

/// Text from a document may hold escape sequences and direction marks that would
/// change what a terminal shows: they are spelled out.
pub(crate) fn visible(text: &str) -> String {
    spelled_out(text, |c| format!("\\u{{{:x}}}", c as u32))
}
