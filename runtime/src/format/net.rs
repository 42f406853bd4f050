//! `ipv4` after RFC 2673 section 3.2 and `ipv6` after RFC 4291 section 2.2.
//!
//! The parsers of the standard library take just these forms: no shorthands, no
//! zones, no prefix lengths, and no leading zeros in a decimal octet, which some
//! readers take as octal.

use std::net::{Ipv4Addr, Ipv6Addr};

pub(super) fn ipv4(text: &str) -> bool {
    text.parse::<Ipv4Addr>().is_ok()
}

pub(super) fn ipv6(text: &str) -> bool {
    text.parse::<Ipv6Addr>().is_ok()
}
