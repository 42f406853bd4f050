//! Text of a document -> text that a terminal shows as it stands.

use std::fmt::Write as _;

/// Text from a document may hold escape sequences and direction marks that would
/// change what a terminal shows: they are spelled out.
pub(crate) fn visible(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        let direction = matches!(c, '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}');
        if direction || (c.is_control() && c != '\n') {
            let _ = write!(out, "\\u{{{:x}}}", c as u32);
        } else {
            out.push(c);
        }
    }
    out
}
