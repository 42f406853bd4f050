//! What stands for labels beyond ASCII where the feature `idn` is off: none is valid.

use super::host::Label;

pub(super) const fn a_label(_: &str) -> Option<Label> {
    None
}

pub(super) const fn unicode_label(_: &str) -> Option<Label> {
    None
}
