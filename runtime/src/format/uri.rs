//! `uri` and `uri-reference` after RFC 3986 appendix A, `iri` and
//! `iri-reference` after RFC 3987 section 2.2.
//!
//! One pass over the bytes: each component is a run of the characters allowed in it, and the
//! character that ends the run determines the next component.

use super::net;

/// Which characters are allowed unencoded.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Alphabet {
    Ascii,
    Unicode,
}

impl Alphabet {
    /// Whether a character beyond ASCII is allowed in a component.
    fn has(self, c: char, component: u8) -> bool {
        // RFC 3987 section 4.1 forbids the direction marks that its grammar takes.
        let is_mark = matches!(c, '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}');
        let allowed = is_ucschar(c) || component == QUERY && is_private(c);
        self == Alphabet::Unicode && allowed && !is_mark
    }
}

// The components, one bit each.
const SCHEME: u8 = 1;
const USER: u8 = 2;
const HOST: u8 = 4;
/// The first segment of a path without a scheme.
const SEGMENT: u8 = 8;
const PATH: u8 = 16;
/// Allows private characters, but is otherwise like a fragment.
const QUERY: u8 = 32;
const FRAGMENT: u8 = 64;

/// The components in which each byte is allowed.
const COMPONENTS: [u8; 256] = {
    let mut components = [0; 256];
    let mut byte = 0;
    while byte < 128 {
        components[byte] = match byte as u8 {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'+' | b'-' | b'.' => {
                SCHEME | USER | HOST | SEGMENT | PATH | QUERY | FRAGMENT
            }
            b'_' | b'~' | b'!' | b'$' | b'&' | b'\'' | b'(' | b')' | b'*' | b',' | b';' | b'=' => {
                USER | HOST | SEGMENT | PATH | QUERY | FRAGMENT
            }
            b':' => USER | PATH | QUERY | FRAGMENT,
            b'@' => SEGMENT | PATH | QUERY | FRAGMENT,
            b'/' => PATH | QUERY | FRAGMENT,
            b'?' => QUERY | FRAGMENT,
            _ => 0,
        };
        byte += 1;
    }
    components
};

/// Whether all of these bytes are allowed in a component.
fn are_of(bytes: &[u8], component: u8) -> bool {
    let of = |all, byte: &u8| all & COMPONENTS[usize::from(*byte)];
    bytes.iter().fold(component, of) != 0
}

/// A URI or IRI: a reference with a scheme.
pub(super) fn absolute(text: &str, alphabet: Alphabet) -> bool {
    let uri = Uri { text, alphabet };
    uri.scheme().is_some_and(|start| uri.hierarchy(start))
}

/// A URI or IRI, or a relative reference.
pub(super) fn reference(text: &str, alphabet: Alphabet) -> bool {
    let uri = Uri { text, alphabet };
    match uri.scheme() {
        Some(start) => uri.hierarchy(start),
        // A relative reference has no colon in its first segment (section 4.2).
        None => uri.byte(uri.run(0, SEGMENT)) != Some(b':') && uri.hierarchy(0),
    }
}

struct Uri<'t> {
    text: &'t str,
    alphabet: Alphabet,
}

impl Uri<'_> {
    fn byte(&self, at: usize) -> Option<u8> {
        self.text.as_bytes().get(at).copied()
    }

    /// Where the scheme and its colon end, if there is one.
    fn scheme(&self) -> Option<usize> {
        let bytes = self.text.as_bytes();
        let is_part = |byte: &&u8| are_of(&[**byte], SCHEME);
        let end = bytes.iter().take_while(is_part).count();
        let starts = bytes.first().is_some_and(u8::is_ascii_alphabetic);
        (starts && self.byte(end) == Some(b':')).then_some(end + 1)
    }

    /// Whether authority, path, query and fragment stand from `at` on, as far as there are any.
    fn hierarchy(&self, mut at: usize) -> bool {
        if self.byte(at) == Some(b'/') && self.byte(at + 1) == Some(b'/') {
            match self.authority(at + 2) {
                Some(end) => at = end,
                None => return false,
            }
        }
        at = self.run(at, PATH);
        if self.byte(at) == Some(b'?') {
            at = self.run(at + 1, QUERY);
        }
        if self.byte(at) == Some(b'#') {
            at = self.run(at + 1, FRAGMENT);
        }
        at == self.text.len()
    }

    /// Where the authority that begins at `start` ends.
    fn authority(&self, start: usize) -> Option<usize> {
        let end = self.run(start, HOST);
        if self.ends_authority(end) {
            return Some(end); // a name and nothing else, as most are
        }
        let user = self.run(start, USER);
        let host = match self.byte(user) {
            Some(b'@') => user + 1,
            _ => start,
        };
        let mut end = match self.text.get(host..)?.strip_prefix('[') {
            Some(literal) => {
                let (address, _) = literal.split_once(']')?;
                is_ip_literal(address).then_some(host + address.len() + 2)?
            }
            // Any text of digits and dots is a registered name, so IPv4 needs no check.
            None => self.run(host, HOST),
        };
        if self.byte(end) == Some(b':') {
            let port = self.text.bytes().skip(end + 1);
            end += 1 + port.take_while(u8::is_ascii_digit).count();
        }
        self.ends_authority(end).then_some(end)
    }

    fn ends_authority(&self, at: usize) -> bool {
        matches!(self.byte(at), None | Some(b'/' | b'?' | b'#'))
    }

    /// The end of the run of characters allowed in a component; encoded characters always are.
    fn run(&self, mut at: usize, component: u8) -> usize {
        loop {
            let rest = self.text.as_bytes().get(at..).unwrap_or_default();
            let (fours, _) = rest.as_chunks::<4>();
            at += 4 * fours
                .iter()
                .take_while(|four| are_of(*four, component))
                .count();
            let rest = self.text.as_bytes().get(at..).unwrap_or_default();
            at += rest
                .iter()
                .take_while(|byte| are_of(&[**byte], component))
                .count();
            at += match self.text.get(at..).and_then(|rest| rest.chars().next()) {
                Some('%') if self.is_encoded(at) => 3,
                Some(c) if !c.is_ascii() && self.alphabet.has(c, component) => c.len_utf8(),
                _ => return at,
            };
        }
    }

    /// Whether two hexadecimal digits follow the `%` at `at`.
    fn is_encoded(&self, at: usize) -> bool {
        let digits = self.text.as_bytes().get(at + 1..at + 3);
        digits.is_some_and(|digits| digits.iter().all(u8::is_ascii_hexdigit))
    }
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

fn is_ip_literal(text: &str) -> bool {
    let Some(future) = text.strip_prefix(['v', 'V']) else {
        return net::ipv6(text);
    };
    future.split_once('.').is_some_and(|(version, address)| {
        !version.is_empty()
            && version.bytes().all(|byte| byte.is_ascii_hexdigit())
            && !address.is_empty()
            && are_of(address.as_bytes(), USER)
    })
}
