//! Numbers of samples -> the type that holds all of them.

/// The common properties of numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Numbers {
    /// How many there are.
    pub(crate) count: usize,
    pub(crate) range: Range,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Range {
    /// Integers that an `i64` holds.
    Integers,
    /// Integers from 0, of which some are beyond `i64`.
    Unsigned,
    /// Numbers that an `f64` holds, the nearest one at least.
    Fractions,
}

impl Numbers {
    /// `None` if one is beyond the range of `f64`.
    pub(super) fn of(texts: &[&str]) -> Option<Self> {
        // `1.0` is an integer of JSON Schema, but nobody writes a count so.
        let fits_i64 = |text: &&str| text.parse::<i64>().is_ok();
        let fits_u64 = |text: &&str| text.parse::<u64>().is_ok();
        let is_finite = |text: &&str| text.parse::<f64>().is_ok_and(f64::is_finite);
        let range = if texts.iter().all(fits_i64) {
            Range::Integers
        } else if texts.iter().all(fits_u64) {
            Range::Unsigned
        } else if texts.iter().all(is_finite) {
            Range::Fractions
        } else {
            return None;
        };
        let count = texts.len();
        Some(Self { count, range })
    }
}
