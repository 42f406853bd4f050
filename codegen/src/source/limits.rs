//! How large a file may be and how far documents may expand; a user can raise the limits.
//!
//! Depth is no such limit: it keeps the stack from running over.

/// Longest text read without a raised limit, in bytes.
const TEXT: u64 = 256 << 20;

/// Longest text read at all, in bytes; keeps every offset and index below 2^32.
const LONGEST: u64 = 2 << 30;

/// By which factor the limits are raised.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Limits(u32);

impl Default for Limits {
    fn default() -> Self {
        Self(1)
    }
}

impl Limits {
    /// The limits, `factor` times as high; none lower than they are.
    pub(crate) fn raised(factor: u32) -> Self {
        Self(factor.max(1))
    }

    /// A limit, raised.
    pub(crate) fn of(self, limit: u64) -> u64 {
        limit.saturating_mul(u64::from(self.0))
    }

    /// How many bytes a file may have.
    pub(crate) fn text(self) -> u64 {
        self.of(TEXT).min(LONGEST)
    }

    /// How to raise them further.
    pub(crate) fn help(self) -> String {
        let next = self.0.saturating_mul(2);
        format!(
            "if the document can be trusted, `--limits {next}` (`limits = {next}` in fieldwright.toml) raises all limits"
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn limits_are_raised_by_a_factor_and_end_where_offsets_do() {
        assert_eq!(Limits::default().of(5), 5);
        assert_eq!(Limits::raised(0), Limits::default());
        assert_eq!(Limits::raised(3).of(5), 15);
        assert_eq!(Limits::raised(u32::MAX).of(u64::MAX), u64::MAX);
        assert_eq!(Limits::raised(2).text(), 512 << 20);
        assert_eq!(Limits::raised(u32::MAX).text(), LONGEST);
        assert!(Limits::raised(2).help().contains("`--limits 4`"));
    }
}
