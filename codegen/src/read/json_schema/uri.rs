//! References after RFC 3986, as far as schemas need them: splitting, resolving, decoding.
//!
//! Takes any text and never fails: real documents have spaces and braces in their references, and a
//! reference is only ever compared with others or looked up on disk.

/// The five parts of a reference (RFC 3986 appendix B).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Parts<'t> {
    scheme: Option<&'t str>,
    authority: Option<&'t str>,
    path: &'t str,
    query: Option<&'t str>,
}

/// The reference without its fragment, and the fragment, if any.
pub(crate) fn split_fragment(reference: &str) -> (&str, Option<&str>) {
    match reference.split_once('#') {
        Some((uri, fragment)) => (uri, Some(fragment)),
        None => (reference, None),
    }
}

/// `reference` without its fragment, resolved against `base` (RFC 3986 section 5.2).
pub(crate) fn resolve(base: &str, reference: &str) -> String {
    let (reference, _) = split_fragment(reference);
    let (base, _) = split_fragment(base);
    let (to, from) = (split(reference), split(base));
    if to.scheme.is_some() {
        return join(to.scheme, to.authority, &flatten(to.path), to.query);
    }
    if to.authority.is_some() {
        return join(from.scheme, to.authority, &flatten(to.path), to.query);
    }
    if to.path.is_empty() {
        let query = to.query.or(from.query);
        return join(from.scheme, from.authority, from.path, query);
    }
    let path = if to.path.starts_with('/') {
        flatten(to.path)
    } else if from.authority.is_some() && from.path.is_empty() {
        flatten(&format!("/{}", to.path))
    } else {
        let folder = from.path.rfind('/').map_or(0, |at| at + 1);
        let folder = from.path.get(..folder).unwrap_or_default();
        flatten(&format!("{folder}{}", to.path))
    };
    join(from.scheme, from.authority, &path, to.query)
}

/// The reference that leads from the rooted path `base` to the rooted path `target`.
pub(crate) fn relative(base: &str, target: &str) -> String {
    let from: Vec<&str> = base.split('/').collect();
    let to: Vec<&str> = target.split('/').collect();
    let folders = from.len().min(to.len()).saturating_sub(1);
    let pairs = from.iter().zip(&to).take(folders);
    let common = pairs.take_while(|(a, b)| a == b).count();
    let up = from.len().saturating_sub(common + 1);
    let down = to.get(common..).unwrap_or_default().join("/");
    format!("{}{down}", "../".repeat(up))
}

fn split(reference: &str) -> Parts<'_> {
    let (rest, query) = match reference.split_once('?') {
        Some((rest, query)) => (rest, Some(query)),
        None => (reference, None),
    };
    let (scheme, rest) = match rest.split_once(':') {
        Some((scheme, rest)) if is_scheme(scheme) => (Some(scheme), rest),
        _ => (None, rest),
    };
    let (authority, path) = match rest.strip_prefix("//") {
        Some(rest) => {
            let end = rest.find('/').unwrap_or(rest.len());
            (rest.get(..end), rest.get(end..).unwrap_or_default())
        }
        None => (None, rest),
    };
    Parts {
        scheme,
        authority,
        path,
        query,
    }
}

fn is_scheme(text: &str) -> bool {
    let mut chars = text.chars();
    chars.next().is_some_and(|c| c.is_ascii_alphabetic())
        && chars.all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.'))
}

fn join(scheme: Option<&str>, authority: Option<&str>, path: &str, query: Option<&str>) -> String {
    let mut out = String::new();
    if let Some(scheme) = scheme {
        out.push_str(scheme);
        out.push(':');
    }
    if let Some(authority) = authority {
        out.push_str("//");
        out.push_str(authority);
    }
    out.push_str(path);
    if let Some(query) = query {
        out.push('?');
        out.push_str(query);
    }
    out
}

/// The path without `.` and `..` segments (RFC 3986 section 5.2.4).
fn flatten(path: &str) -> String {
    let mut out: Vec<&str> = Vec::new();
    let rooted = path.starts_with('/');
    let mut segments = path.split('/').skip(usize::from(rooted)).peekable();
    while let Some(segment) = segments.next() {
        let is_last = segments.peek().is_none();
        match segment {
            "." | ".." => {
                if segment == ".." {
                    let is_inside = out.last().is_some_and(|last| *last != "..");
                    if is_inside {
                        out.pop();
                    } else if !rooted {
                        // Leads out of a relative base: kept, for a file beside it.
                        out.push("..");
                    }
                }
                if is_last {
                    out.push("");
                }
            }
            other => out.push(other),
        }
    }
    let joined = out.join("/");
    if rooted { format!("/{joined}") } else { joined }
}

/// Decodes percent-encoded bytes; invalid UTF-8 or encodings stay unchanged.
pub(crate) fn decode(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let [first, tail @ ..] = rest {
        let hex = |byte: &u8| (*byte as char).to_digit(16);
        let pair = match (first, tail) {
            (b'%', [high, low, ..]) => hex(high).zip(hex(low)),
            _ => None,
        };
        match pair.and_then(|(high, low)| u8::try_from(high * 16 + low).ok()) {
            Some(byte) => {
                bytes.push(byte);
                rest = tail.get(2..).unwrap_or_default();
            }
            None => {
                bytes.push(*first);
                rest = tail;
            }
        }
    }
    String::from_utf8(bytes).unwrap_or_else(|_| text.to_owned())
}

/// The tokens of a JSON pointer in a fragment (RFC 6901 section 6), decoded.
pub(crate) fn tokens(pointer: &str) -> impl Iterator<Item = String> + '_ {
    let parts = pointer.split('/').skip(1);
    parts.map(|part| decode(part).replace("~1", "/").replace("~0", "~"))
}

#[cfg(test)]
mod tests {
    use super::{decode, relative, resolve};

    /// The examples of RFC 3986 section 5.4, without fragments.
    #[test]
    fn resolves_as_the_rfc_shows() {
        let base = "http://a/b/c/d;p?q";
        let cases = [
            ("g:h", "g:h"),
            ("g", "http://a/b/c/g"),
            ("./g", "http://a/b/c/g"),
            ("g/", "http://a/b/c/g/"),
            ("/g", "http://a/g"),
            ("//g", "http://g"),
            ("?y", "http://a/b/c/d;p?y"),
            ("g?y", "http://a/b/c/g?y"),
            ("", "http://a/b/c/d;p?q"),
            (".", "http://a/b/c/"),
            ("..", "http://a/b/"),
            ("../g", "http://a/b/g"),
            ("../../../g", "http://a/g"),
            ("/./g", "http://a/g"),
            ("g;x=1/../y", "http://a/b/c/y"),
        ];
        for (reference, expected) in cases {
            assert_eq!(resolve(base, reference), expected, "{reference}");
        }
        assert_eq!(resolve("schemas/a.json", "../b.json"), "b.json");
        assert_eq!(resolve("a.json", "../b.json"), "../b.json");
        assert_eq!(resolve("in/a.json", "../../../b.json"), "../../b.json");
        assert_eq!(resolve("urn:uuid:1", "#/a"), "urn:uuid:1");
    }

    #[test]
    fn leads_from_one_rooted_path_to_another() {
        let base = "/schemas/v1/root.json";
        let cases = [
            ("/schemas/v1/a.json", "a.json"),
            ("/schemas/v1/sub/a.json", "sub/a.json"),
            ("/schemas/v2/a.json", "../v2/a.json"),
            ("/a.json", "../../a.json"),
            ("/schemas/v1/", ""),
        ];
        for (target, expected) in cases {
            assert_eq!(relative(base, target), expected, "{target}");
            let file = resolve("in/here/root.json", &relative(base, target));
            assert!(!file.starts_with('/'), "{file}");
        }
    }

    #[test]
    fn decodes_what_is_encoded() {
        assert_eq!(decode("a%20b%22%zz%"), "a b\"%zz%");
        assert_eq!(decode("%ff"), "%ff");
    }
}
