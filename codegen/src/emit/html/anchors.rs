//! Names -> anchors and addresses: `ConnectSessionCreate`, and
//! `ConnectSessionCreate.label` by the name on the wire.
//!
//! An anchor depends only on the name itself, so it stays the same when others are added. A
//! character that an `id` or an address cannot contain is spelled `~`, its hexadecimal number and
//! `~`, so two names never share an anchor.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use crate::name::TypeNames;

/// The longest part of a type's name in a file's name, in bytes.
const STEM: usize = 100;

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

/// A file name that is unique on every file system: names may be compared without case, be limited
/// in length, or be reserved.
pub(super) fn file_name(kind: &str, anchor: &str, taken: &mut BTreeSet<String>) -> String {
    let mut end = anchor.len().min(STEM);
    while !anchor.is_char_boundary(end) {
        end -= 1;
    }
    let stem = anchor.get(..end).unwrap_or_default().replace("::", ".");
    let mut name = format!("{kind}.{stem}.html");
    let mut count = 1;
    while !taken.insert(name.to_lowercase()) {
        count += 1;
        name = format!("{kind}.{stem}-{count}.html");
    }
    name
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

    #[test]
    fn file_names_are_unique_without_case() {
        let mut taken = std::collections::BTreeSet::new();
        assert_eq!(
            super::file_name("type", "a::Con", &mut taken),
            "type.a.Con.html"
        );
        assert_eq!(
            super::file_name("type", "a::CON", &mut taken),
            "type.a.CON-2.html"
        );
        assert!(super::file_name("type", &"名".repeat(200), &mut taken).len() < 120);
    }
}
