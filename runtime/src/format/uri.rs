//! `uri` and `uri-reference` after RFC 3986 appendix A, `iri` and
//! `iri-reference` after RFC 3987 section 2.2.

use super::net;

/// Which characters may stand unencoded.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Alphabet {
    Ascii,
    Unicode,
}

impl Alphabet {
    /// Whether a character beyond ASCII may stand in any component.
    fn has(self, c: char) -> bool {
        // RFC 3987 section 4.1 forbids the direction marks that its grammar takes.
        let is_mark = matches!(c, '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}');
        self == Alphabet::Unicode && is_ucschar(c) && !is_mark
    }
}

/// A URI or IRI: a reference with a scheme.
pub(super) fn absolute(text: &str, alphabet: Alphabet) -> bool {
    has_scheme(text) && reference(text, alphabet)
}

/// A URI or IRI, or a relative reference.
pub(super) fn reference(text: &str, alphabet: Alphabet) -> bool {
    let (text, fragment) = split(text, '#');
    let (text, query) = split(text, '?');
    // A relative reference has no colon in its first segment (section 4.2), so
    // text before such a colon can only be a scheme.
    let hierarchy = match text.split_once(':') {
        Some((scheme, rest)) if !scheme.contains('/') => {
            if !is_scheme(scheme) {
                return false;
            }
            rest
        }
        _ => text,
    };
    let (authority, path) = match hierarchy.strip_prefix("//") {
        Some(rest) => rest.split_at(rest.find('/').unwrap_or(rest.len())),
        None => ("", hierarchy),
    };
    is_authority(authority, alphabet)
        && is_text(path, &[':', '@', '/'], alphabet)
        && is_query(query, alphabet)
        && is_text(fragment, &[':', '@', '/', '?'], alphabet)
}

/// `ucschar` of RFC 3987 section 2.2.
pub(super) fn is_ucschar(c: char) -> bool {
    match c {
        '\u{A0}'..='\u{D7FF}' | '\u{F900}'..='\u{FDCF}' | '\u{FDF0}'..='\u{FFEF}' => true,
        // Each plane ends in two noncharacters; plane 14 starts with tags.
        '\u{10000}'..='\u{DFFFF}' | '\u{E1000}'..='\u{EFFFF}' => u32::from(c) & 0xFFFF <= 0xFFFD,
        _ => false,
    }
}

/// `iprivate` of RFC 3987 section 2.2.
pub(super) fn is_private(c: char) -> bool {
    matches!(c, '\u{E000}'..='\u{F8FF}' | '\u{F0000}'..='\u{FFFFD}' | '\u{100000}'..='\u{10FFFD}')
}

/// Takes the two digits after a `%` from the iterator.
pub(super) fn takes_hex_pair(chars: &mut std::str::Chars<'_>) -> bool {
    (0..2).all(|_| chars.next().is_some_and(|c| c.is_ascii_hexdigit()))
}

fn has_scheme(text: &str) -> bool {
    let end = text.find([':', '/', '?', '#']);
    end.is_some_and(|end| text[end..].starts_with(':'))
}

/// The text before and after the first separator, both empty-able.
fn split(text: &str, separator: char) -> (&str, &str) {
    text.split_once(separator).unwrap_or((text, ""))
}

fn is_scheme(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_alphabetic())
        && text
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'-' | b'.'))
}

fn is_authority(text: &str, alphabet: Alphabet) -> bool {
    let (user, host) = text.split_once('@').unwrap_or(("", text));
    let (host_is_valid, port) = match host.strip_prefix('[') {
        Some(literal) => match literal.split_once(']') {
            Some((address, rest)) => (
                is_ip_literal(address),
                rest.strip_prefix(':').or(rest.is_empty().then_some("")),
            ),
            None => return false,
        },
        // Any text of digits and dots is a registered name, so IPv4 needs no check.
        None => {
            let (name, port) = split(host, ':');
            (is_text(name, &[], alphabet), Some(port))
        }
    };
    is_text(user, &[':'], alphabet)
        && host_is_valid
        && port.is_some_and(|port| port.bytes().all(|byte| byte.is_ascii_digit()))
}

fn is_ip_literal(text: &str) -> bool {
    let Some(future) = text.strip_prefix(['v', 'V']) else {
        return net::ipv6(text);
    };
    future.split_once('.').is_some_and(|(version, address)| {
        !version.is_empty()
            && version.bytes().all(|byte| byte.is_ascii_hexdigit())
            && !address.is_empty()
            && address.chars().all(|c| is_plain(c) || c == ':')
    })
}

/// Only a query may hold private characters.
fn is_query(text: &str, alphabet: Alphabet) -> bool {
    is_made_of(text, |c| {
        is_plain(c)
            || matches!(c, ':' | '@' | '/' | '?')
            || alphabet.has(c)
            || (alphabet == Alphabet::Unicode && is_private(c))
    })
}

/// Whether all is unreserved, a sub-delimiter, percent-encoded or one of `more`.
fn is_text(text: &str, more: &[char], alphabet: Alphabet) -> bool {
    is_made_of(text, |c| {
        is_plain(c) || more.contains(&c) || alphabet.has(c)
    })
}

fn is_made_of(text: &str, allows: impl Fn(char) -> bool) -> bool {
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        let valid = if c == '%' {
            takes_hex_pair(&mut chars)
        } else {
            allows(c)
        };
        if !valid {
            return false;
        }
    }
    true
}

/// `unreserved` and `sub-delims` of RFC 3986 section 2.
fn is_plain(c: char) -> bool {
    c.is_ascii_alphanumeric()
        || matches!(c, '-' | '.' | '_' | '~')
        || matches!(
            c,
            '!' | '$' | '&' | '\'' | '(' | ')' | '*' | '+' | ',' | ';' | '='
        )
}
