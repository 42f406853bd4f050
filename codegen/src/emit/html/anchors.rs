//! Names -> anchors and addresses: `ConnectSessionCreate`, and
//! `ConnectSessionCreate.label` by the name on the wire.
//!
//! An anchor depends only on the name itself, so it stays the same when others are added. A
//! character that an `id` or an address cannot contain is spelled `~`, its hexadecimal number and
//! `~`, so two names never share an anchor.

use std::fmt::Write as _;

use crate::name::TypeNames;

/// The anchor of a type: its path below the module of the input.
pub(super) fn of_type(names: &TypeNames) -> String {
    let parts = names.modules.iter().chain(std::iter::once(&names.ident));
    // Identifiers hold no punctuation but `_`.
    parts
        .map(|part| spelled(part))
        .collect::<Vec<_>>()
        .join("::")
}

/// The anchor of a field, value or alternative of the type whose anchor is `ty`.
pub(super) fn of_member(ty: &str, member: &str) -> String {
    // Types hold no `.`, so the first one ends the type.
    format!("{ty}.{}", spelled(member))
}

fn spelled(text: &str) -> String {
    let kept = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '.' | '$' | '@');
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if kept(c) {
            out.push(c);
        } else {
            let _ = write!(out, "~{:x}~", c as u32);
        }
    }
    out
}

/// A file's name or an anchor as part of an address: UTF-8, percent-encoded.
pub(super) fn encoded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"_-.~$@:".contains(&byte) {
            out.push(char::from(byte));
        } else {
            let _ = write!(out, "%{byte:02X}");
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::{encoded, of_member};

    #[test]
    fn hostile_names_stay_apart() {
        assert_eq!(of_member("A", "label"), "A.label");
        assert_eq!(of_member("A", "@odata.type"), "A.@odata.type");
        assert_eq!(of_member("A", "a b"), "A.a~20~b");
        assert_eq!(of_member("A", "a~20~b"), "A.a~7e~20~7e~b");
        assert_eq!(of_member("A", "\"><b>"), "A.~22~~3e~~3c~b~3e~");
        assert_eq!(encoded("A.名"), "A.%E5%90%8D");
    }
}
