//! Marks beside the names of items.

/// The mark of a property or parameter that must, or need not, be there.
pub(super) const fn need(is_required: bool) -> &'static str {
    if is_required {
        " <span class=\"need must\">required</span>"
    } else {
        " <span class=\"need\">optional</span>"
    }
}

/// The mark of a deprecated item.
pub(super) const fn deprecated(is: bool) -> &'static str {
    if is {
        " <strong class=\"old\">deprecated</strong>"
    } else {
        ""
    }
}
