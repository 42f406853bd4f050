//! Labels beyond ASCII without the feature `idn`: none is valid.

use super::host::Label;

pub(super) const fn a_label(_: &str) -> Option<Label> {
    None
}

pub(super) const fn unicode_label(_: &str) -> Option<Label> {
    None
}
