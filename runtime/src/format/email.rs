//! `email` after `Mailbox` of RFC 5321 section 4.1.2 with the sizes of section
//! 4.5.3.1, and `idn-email` after RFC 6531 section 3.3.

use super::{host, net};

pub(super) fn email(text: &str) -> bool {
    text.is_ascii() && is_mailbox(text, host::domain)
}

pub(super) fn idn_email(text: &str) -> bool {
    is_mailbox(text, host::idn_domain)
}

/// Octets of a local part.
const MAX_LOCAL: usize = 64;
/// Octets of a path without its angle brackets.
const MAX_MAILBOX: usize = 254;

fn is_mailbox(text: &str, is_domain: fn(&str) -> bool) -> bool {
    let Some((local, domain)) = split_local(text) else {
        return false;
    };
    local.len() <= MAX_LOCAL
        && text.len() <= MAX_MAILBOX
        && match domain.strip_prefix('[') {
            Some(literal) => literal.strip_suffix(']').is_some_and(is_address),
            None => is_domain(domain),
        }
}

/// A valid local part and what follows its `@`.
fn split_local(text: &str) -> Option<(&str, &str)> {
    if text.starts_with('"') {
        let (local, rest) = text.split_at(quoted_length(text)?);
        return Some((local, rest.strip_prefix('@')?));
    }
    let (local, domain) = text.split_once('@')?;
    let valid = local
        .split('.')
        .all(|atom| !atom.is_empty() && atom.chars().all(is_atom_char));
    valid.then_some((local, domain))
}

/// The length of the quoted string that the text starts with.
fn quoted_length(text: &str) -> Option<usize> {
    let mut chars = text.char_indices().skip(1);
    while let Some((at, c)) = chars.next() {
        match c {
            '"' => return Some(at + 1),
            '\\' => {
                let (_, escaped) = chars.next()?;
                if !matches!(escaped, ' '..='~') {
                    return None;
                }
            }
            _ if c.is_ascii_control() => return None,
            _ => {}
        }
    }
    None
}

/// `atext`; that all beyond ASCII is in it matters to `idn-email` only.
fn is_atom_char(c: char) -> bool {
    c.is_ascii_alphanumeric() || !c.is_ascii() || "!#$%&'*+-/=?^_`{|}~".contains(c)
}

/// An address literal. Tags must be registered, and `IPv6` is the only one that is.
fn is_address(text: &str) -> bool {
    match text.split_once(':') {
        Some((tag, address)) => tag.eq_ignore_ascii_case("IPv6") && net::ipv6(address),
        None => net::ipv4(text),
    }
}
