//! Percent-encoding (RFC 3986 section 2.1), both ways.

use std::borrow::Cow;

/// Decodes percent-encoded text; `+` is a blank if `plus` is set
/// (`application/x-www-form-urlencoded`).
pub(super) fn decode(text: &str, plus: bool) -> Result<Cow<'_, str>, &'static str> {
    let is_plain = |byte: u8| byte != b'%' && !(plus && byte == b'+');
    if text.bytes().all(is_plain) {
        return Ok(Cow::Borrowed(text));
    }
    let mut bytes = text.bytes();
    let mut out = Vec::with_capacity(text.len());
    while let Some(byte) = bytes.next() {
        out.push(match byte {
            b'+' if plus => b' ',
            b'%' => match (hex(bytes.next()), hex(bytes.next())) {
                (Some(high), Some(low)) => high << 4 | low,
                _ => return Err("a `%` is not followed by two hexadecimal digits"),
            },
            byte => byte,
        });
    }
    let text = String::from_utf8(out);
    text.map(Cow::Owned)
        .map_err(|_| "the percent-encoded bytes are not UTF-8")
}

fn hex(byte: Option<u8>) -> Option<u8> {
    let digit = char::from(byte?).to_digit(16)?;
    u8::try_from(digit).ok()
}

/// Appends `text`; encodes all but unreserved characters (RFC 3986 section 2.3) and `kept`.
pub(super) fn encode(out: &mut String, text: &str, kept: &str) {
    for byte in text.bytes() {
        let is_unreserved = byte.is_ascii_alphanumeric() || b"-._~".contains(&byte);
        if is_unreserved || kept.as_bytes().contains(&byte) {
            out.push(char::from(byte));
        } else {
            encode_byte(out, byte);
        }
    }
}

fn encode_byte(out: &mut String, byte: u8) {
    const DIGITS: [char; 16] = [
        '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'A', 'B', 'C', 'D', 'E', 'F',
    ];
    out.push('%');
    for digit in [byte >> 4, byte & 15] {
        out.extend(DIGITS.get(usize::from(digit)));
    }
}

#[cfg(test)]
mod tests {
    use super::{decode, encode};

    #[test]
    fn text_is_decoded() {
        for (text, plus, expected) in [
            ("a b", true, "a b"),
            ("a+b%20c%2B", true, "a b c+"),
            ("a+b", false, "a+b"),
            ("%C3%a9", false, "é"),
        ] {
            assert_eq!(decode(text, plus).unwrap(), expected);
        }
        for broken in ["%", "%2", "%2g", "%%20", "%é", "%+1"] {
            assert!(decode(broken, true).unwrap_err().contains("hexadecimal"));
        }
        for broken in ["%ff", "%C3", "%ed%a0%80"] {
            assert!(decode(broken, true).unwrap_err().contains("UTF-8"));
        }
    }

    #[test]
    fn text_is_encoded() {
        let mut out = String::new();
        encode(&mut out, "a b/é~,", "/");
        assert_eq!(out, "a%20b/%C3%A9~%2C");
        assert_eq!(decode(&out, true).unwrap(), "a b/é~,");
    }
}
