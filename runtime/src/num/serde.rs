//! Numbers of serde_json's values, and number operations that only the evaluator needs.

use std::sync::OnceLock;

use super::Num;
use crate::number;

impl<'a> Num<'a> {
    #[inline]
    pub(crate) fn of_serde(number: &'a serde_json::Number) -> Self {
        if let Some(value) = number.as_i64() {
            return Self::Integer(i128::from(value));
        }
        if let Some(value) = number.as_u64() {
            return Self::Integer(i128::from(value));
        }
        match number.as_f64() {
            Some(value) if value.is_finite() && !keeps_text() => Self::Float(value),
            _ => Self::Serde(number),
        }
    }

    /// Whether it is an integer by value: `1.0` is.
    #[inline]
    pub(crate) fn is_integer(self) -> bool {
        match self {
            Self::Integer(_) => true,
            // The shortest text of an integral float has no fraction.
            Self::Float(value) => value.fract() == 0.0,
            Self::Text(text) => number::is_integer(text),
            Self::Serde(number) => number::is_integer(&number.to_string()),
        }
    }

    /// The integer by value, if it is one and fits.
    pub(crate) fn integer(self) -> Option<i128> {
        match self {
            Self::Integer(value) => Some(value),
            _ => number::to_integer(&self.text()),
        }
    }
}

/// Whether serde_json was built to keep the text of numbers (`arbitrary_precision`), which any
/// crate of a program may enable.
fn keeps_text() -> bool {
    static KEEPS: OnceLock<bool> = OnceLock::new();
    *KEEPS.get_or_init(|| {
        serde_json::from_str::<serde_json::Number>("1.00").is_ok_and(|n| n.to_string() == "1.00")
    })
}
