//! `json-pointer` after RFC 6901 section 3 and `relative-json-pointer` after
//! draft-bhutton-relative-json-pointer-00 section 3.

pub(super) fn json_pointer(text: &[u8]) -> bool {
    let starts = matches!(text, [] | [b'/', ..]);
    // A `~` is written `~0` and a `/` inside a token `~1`; all else is unchanged.
    starts
        && text
            .iter()
            .enumerate()
            .all(|(at, byte)| *byte != b'~' || matches!(text.get(at + 1), Some(b'0' | b'1')))
}

pub(super) fn relative_json_pointer(text: &[u8]) -> bool {
    let Some(rest) = skip_integer(text) else {
        return false;
    };
    // The draft lets an index be moved before a pointer; that its ABNF forgets the
    // same before `#` was corrected after it.
    let rest = match rest {
        [b'+' | b'-', index @ ..] => match skip_integer(index) {
            Some(rest) => rest,
            None => return false,
        },
        _ => rest,
    };
    rest == b"#" || json_pointer(rest)
}

/// The text after a non-negative integer without leading zeros.
fn skip_integer(text: &[u8]) -> Option<&[u8]> {
    match text {
        [b'0', rest @ ..] => Some(rest),
        [b'1'..=b'9', rest @ ..] => {
            let more = rest.iter().take_while(|byte| byte.is_ascii_digit()).count();
            rest.get(more..)
        }
        _ => None,
    }
}
