//! `hostname` after RFC 1123 section 2.1 with the A-labels of RFC 5891 section
//! 4.4, and `idn-hostname` after RFC 5890 section 2.3.2.3.

use super::idn::{a_label, unicode_label};

pub(super) fn hostname(text: &str) -> bool {
    text.is_ascii() && is_name(text, &['.'], ascii_label)
}

pub(super) fn idn_hostname(text: &str) -> bool {
    // The separators of RFC 3490 section 3.1, which people type.
    let separators = ['.', '\u{3002}', '\u{FF0E}', '\u{FF61}'];
    hostname(text) || is_name(text, &separators, any_label)
}

/// The domain of an e-mail address: letters, digits and hyphens, A-labels unread.
pub(super) fn domain(text: &str) -> bool {
    text.is_ascii() && is_name(text, &['.'], plain_label)
}

/// The domain of an internationalized e-mail address.
pub(super) fn idn_domain(text: &str) -> bool {
    is_name(text, &['.'], |label| {
        if label.is_ascii() {
            plain_label(label)
        } else {
            unicode_label(label)
        }
    })
}

/// Octets of a name without a trailing dot (RFC 1035 section 2.3.4, where each
/// label has a length octet and the root label is one more).
const MAX_NAME: usize = 253;

/// The most octets of a label (RFC 1035 section 2.3.4), and so the most characters.
pub(super) const MAX_LABEL: usize = 63;

pub(super) const PREFIX: &str = "xn--";

/// The contribution of a valid label to its name.
pub(super) struct Label {
    /// The length in the form that is sent.
    pub(super) octets: usize,
    pub(super) direction: Direction,
}

/// The direction of a label.
pub(super) struct Direction {
    /// Holds right-to-left characters, so that the name is a Bidi domain name.
    pub(super) right_to_left: bool,
    /// Keeps to the rule for the labels of such names.
    pub(super) keeps_rule: bool,
}

fn is_name(text: &str, separators: &[char], read: impl Fn(&str) -> Option<Label>) -> bool {
    let mut octets = 0;
    let mut right_to_left = false;
    let mut keeps_rule = true;
    for label in text.split(separators) {
        let Some(label) = read(label) else {
            return false;
        };
        octets += label.octets + 1;
        right_to_left |= label.direction.right_to_left;
        keeps_rule &= label.direction.keeps_rule;
    }
    // One right-to-left label puts all labels under the Bidi rule.
    octets <= MAX_NAME + 1 && (keeps_rule || !right_to_left)
}

/// Letters, digits and inner hyphens.
fn plain_label(label: &str) -> Option<Label> {
    let bytes = label.as_bytes();
    let valid = (1..=MAX_LABEL).contains(&bytes.len())
        && bytes
            .iter()
            .all(|byte| byte.is_ascii_alphanumeric() || *byte == b'-')
        && !label.starts_with('-')
        && !label.ends_with('-');
    let starts_left_to_right = label.starts_with(|c: char| c.is_ascii_alphabetic());
    valid.then_some(Label {
        octets: bytes.len(),
        direction: Direction {
            right_to_left: false,
            keeps_rule: starts_left_to_right,
        },
    })
}

/// A plain label, which with the prefix must be an A-label.
fn ascii_label(label: &str) -> Option<Label> {
    let plain = plain_label(label)?;
    match label.split_at_checked(PREFIX.len()) {
        Some((prefix, encoded)) if prefix.eq_ignore_ascii_case(PREFIX) => a_label(encoded),
        _ => Some(plain),
    }
}

/// A label of a name that is not ASCII as a whole.
fn any_label(label: &str) -> Option<Label> {
    if !label.is_ascii() {
        return unicode_label(label);
    }
    let read = ascii_label(label)?;
    // Such labels are reserved unless they are A-labels (RFC 5890 section 2.3.1).
    let reserved = label.get(2..4) == Some("--") && !label.get(..2)?.eq_ignore_ascii_case("xn");
    (!reserved).then_some(read)
}
