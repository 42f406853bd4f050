//! JSON pointers (RFC 6901): how a name becomes a reference token, in a text and in a URI fragment.

/// Appends one reference token to a pointer in a URI fragment (RFC 6901 section 6).
pub(crate) fn push_fragment(out: &mut String, token: &str) {
    if token.bytes().all(stays) && !is_escaped(token) {
        out.push('/');
        out.push_str(token);
        return;
    }
    let mut plain = String::new();
    push_segment(&mut plain, token);
    push_encoded(out, &plain);
}

/// Appends a JSON pointer as part of a URI fragment: characters that RFC 3986 section 3.5 does not
/// allow there are percent-encoded in UTF-8.
pub(crate) fn push_encoded(out: &mut String, pointer: &str) {
    if pointer.bytes().all(stays) {
        out.push_str(pointer);
        return;
    }
    for byte in pointer.bytes() {
        if stays(byte) {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
}

/// Whether a byte is allowed unencoded in a fragment.
fn stays(byte: u8) -> bool {
    byte.is_ascii_alphanumeric()
        || matches!(
            byte,
            b'-' | b'.' | b'_' | b'~' | b'!' | b'$' | b'&' | b'\'' | b'(' | b')' | b'*' | b'+'
        )
        || matches!(byte, b',' | b';' | b'=' | b':' | b'@' | b'/' | b'?')
}

/// Whether a token has one of the two characters that a pointer escapes.
fn is_escaped(token: &str) -> bool {
    token.bytes().any(|byte| matches!(byte, b'~' | b'/'))
}

/// Appends one reference token of a JSON pointer (RFC 6901 section 3).
pub(crate) fn push_segment(out: &mut String, token: &str) {
    out.push('/');
    if !is_escaped(token) {
        out.push_str(token);
        return;
    }
    for c in token.chars() {
        match c {
            '~' => out.push_str("~0"),
            '/' => out.push_str("~1"),
            c => out.push(c),
        }
    }
}
