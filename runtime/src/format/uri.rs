//! `uri` and `uri-reference` after RFC 3986 appendix A, `iri` and
//! `iri-reference` after RFC 3987 section 2.2.
//!
//! One pass over the bytes: each component is a run of the characters that may stand in it,
//! and what ends the run says which component follows.

use super::net;

/// Which characters may stand unencoded.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Alphabet {
    Ascii,
    Unicode,
}

impl Alphabet {
    /// Whether a character beyond ASCII may stand in a component that allows `classes`.
    fn has(self, c: char, classes: u8) -> bool {
        // RFC 3987 section 4.1 forbids the direction marks that its grammar takes.
        let is_mark = matches!(c, '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}');
        let allowed = is_ucschar(c) || classes & PRIVATE != 0 && is_private(c);
        self == Alphabet::Unicode && allowed && !is_mark
    }
}

/// `unreserved` and `sub-delims` of RFC 3986 section 2.
const PLAIN: u8 = 1;
const COLON: u8 = 2;
const AT: u8 = 4;
const SLASH: u8 = 8;
const QUESTION: u8 = 16;
/// What a scheme is made of (section 3.1).
const SCHEME: u8 = 32;
/// Stands for `iprivate`, which only a query may hold.
const PRIVATE: u8 = 64;

const PATH: u8 = PLAIN | COLON | AT | SLASH;
const FRAGMENT: u8 = PATH | QUESTION;
const QUERY: u8 = FRAGMENT | PRIVATE;

/// The classes of each byte.
const CLASSES: [u8; 256] = {
    let mut classes = [0; 256];
    let mut byte = 0;
    while byte < 128 {
        let c = byte as u8;
        let scheme = c.is_ascii_alphanumeric() || matches!(c, b'+' | b'-' | b'.');
        let others = b"_~!$&'()*,;=";
        let mut plain = scheme;
        let mut index = 0;
        while index < others.len() {
            plain |= c == others[index];
            index += 1;
        }
        classes[byte] = match c {
            b':' => COLON,
            b'@' => AT,
            b'/' => SLASH,
            b'?' => QUESTION,
            _ if scheme => PLAIN | SCHEME,
            _ if plain => PLAIN,
            _ => 0,
        };
        byte += 1;
    }
    classes
};

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
        None => uri.byte(uri.run(0, PLAIN | AT)) != Some(b':') && uri.hierarchy(0),
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
        let is_part = |byte: &&u8| CLASSES[usize::from(**byte)] & SCHEME != 0;
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
        let user = self.run(start, PLAIN | COLON);
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
            None => self.run(host, PLAIN),
        };
        if self.byte(end) == Some(b':') {
            let port = self.text.bytes().skip(end + 1);
            end += 1 + port.take_while(u8::is_ascii_digit).count();
        }
        matches!(self.byte(end), None | Some(b'/' | b'?' | b'#')).then_some(end)
    }

    /// The end of the characters of these classes from `at` on, encoded ones among them.
    fn run(&self, mut at: usize, classes: u8) -> usize {
        loop {
            let rest = self.text.as_bytes().get(at..).unwrap_or_default();
            let ends = |byte: &u8| CLASSES[usize::from(*byte)] & classes == 0;
            at += rest.iter().position(ends).unwrap_or(rest.len());
            at += match self.text.get(at..).and_then(|rest| rest.chars().next()) {
                Some('%') if self.is_encoded(at) => 3,
                Some(c) if !c.is_ascii() && self.alphabet.has(c, classes) => c.len_utf8(),
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
    let is_part = |byte: u8| CLASSES[usize::from(byte)] & (PLAIN | COLON) != 0;
    future.split_once('.').is_some_and(|(version, address)| {
        !version.is_empty()
            && version.bytes().all(|byte| byte.is_ascii_hexdigit())
            && !address.is_empty()
            && address.bytes().all(is_part)
    })
}
