//! `uuid` after RFC 9562 section 4 and `byte` after RFC 4648 section 4.

/// Version and variant are left open, as the format is about the text form only.
pub(super) fn uuid(text: &[u8]) -> bool {
    text.len() == 36
        && text.iter().enumerate().all(|(at, byte)| match at {
            8 | 13 | 18 | 23 => *byte == b'-',
            _ => byte.is_ascii_hexdigit(),
        })
}

/// Pad bits must be zero: no encoder may write others (section 3.5), and decoders
/// disagree about them.
pub(super) fn base64(text: &[u8]) -> bool {
    if !text.len().is_multiple_of(4) {
        return false;
    }
    let (digits, pad_bits) = match text {
        [digits @ .., b'=', b'='] => (digits, 0b1111),
        [digits @ .., b'='] => (digits, 0b11),
        _ => (text, 0),
    };
    digits.iter().all(|byte| sextet(*byte).is_some())
        && digits.last().copied().and_then(sextet).unwrap_or(0) & pad_bits == 0
}

fn sextet(byte: u8) -> Option<u8> {
    match byte {
        b'A'..=b'Z' => Some(byte - b'A'),
        b'a'..=b'z' => Some(byte - b'a' + 26),
        b'0'..=b'9' => Some(byte - b'0' + 52),
        b'+' => Some(62),
        b'/' => Some(63),
        _ => None,
    }
}
