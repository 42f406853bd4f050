//! JSON pointers in URI fragments (RFC 6901 section 6) -> tokens -> values.

use crate::Value;

/// The reference tokens of a fragment, `None` if it is no pointer.
pub(super) fn tokens(fragment: &str) -> Option<Vec<String>> {
    let decoded = percent_decoded(fragment)?;
    if decoded.is_empty() {
        return Some(Vec::new());
    }
    let rest = decoded.strip_prefix('/')?;
    rest.split('/').map(unescaped).collect()
}

/// One step from a value to what it contains.
pub(super) fn step<'d>(place: &'d Value, token: &str) -> Option<&'d Value> {
    match place {
        Value::Object(map) => map.get(token),
        Value::Array(items) => {
            let plain = token == "0" || !token.starts_with('0');
            let digits = token.bytes().all(|byte| byte.is_ascii_digit());
            items.get((plain && digits).then(|| token.parse::<usize>().ok())??)
        }
        _ => None,
    }
}

/// A URI fragment without its percent-encoding (RFC 3986 section 2.1).
pub(in crate::schema) fn percent_decoded(text: &str) -> Option<String> {
    let mut bytes = text.bytes();
    let mut out = Vec::with_capacity(text.len());
    while let Some(byte) = bytes.next() {
        let byte = if byte == b'%' {
            let mut digit = || char::from(bytes.next()?).to_digit(16);
            u8::try_from(digit()? * 16 + digit()?).ok()?
        } else {
            byte
        };
        out.push(byte);
    }
    String::from_utf8(out).ok()
}

fn unescaped(token: &str) -> Option<String> {
    let mut parts = token.split('~');
    let mut out = String::from(parts.next()?);
    for part in parts {
        out.push(match part.as_bytes().first()? {
            b'0' => '~',
            b'1' => '/',
            _ => return None,
        });
        out.push_str(part.get(1..)?);
    }
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::tokens;

    #[test]
    fn reads_fragments() {
        assert_eq!(tokens(""), Some(vec![]));
        assert_eq!(tokens("/"), Some(vec![String::new()]));
        assert_eq!(
            tokens("/$defs/a~1b%25c/~01/%C3%A9"),
            Some(["$defs", "a/b%c", "~1", "é"].map(String::from).to_vec())
        );
        for wrong in ["a", "/~", "/~2", "/%", "/%g0", "/%ff"] {
            assert_eq!(tokens(wrong), None, "{wrong}");
        }
    }
}
