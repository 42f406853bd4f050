//! Labels of host names beyond ASCII (RFC 5890 section 2.3.2.1): A-labels and U-labels.

mod label;
mod punycode;
mod unicode;

use super::host::{Label, MAX_LABEL, PREFIX};
use punycode::Chars;

/// An A-label without its prefix.
pub(super) fn a_label(encoded: &str) -> Option<Label> {
    let decoded = punycode::decode(encoded)?;
    let label = decoded.as_slice();
    // The other way round shows that this is the one form of the label, in which
    // the case of letters does not count (RFC 5891 section 5.4).
    let round_trips = punycode::encodes_to(label, encoded);
    let valid = round_trips && !label.iter().all(char::is_ascii) && label::is_valid(label);
    valid.then(|| Label {
        octets: PREFIX.len() + encoded.len(),
        direction: label::direction(label),
    })
}

/// A U-label.
pub(super) fn unicode_label(text: &str) -> Option<Label> {
    let label = Chars::of(text)?;
    let label = label.as_slice();
    let octets = PREFIX.len() + punycode::encoded_length(label)?;
    let valid = octets <= MAX_LABEL && label::is_valid(label);
    valid.then(|| Label {
        octets,
        direction: label::direction(label),
    })
}
