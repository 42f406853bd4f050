//! Numbers of instances and of schemas -> exact answers, without an allocation for usual numbers.
//!
//! Fast paths are taken only where they are exact; the others use decimal text ([`crate::number`]).
//! A float counts as its shortest text.

use std::borrow::Cow;
use std::cmp::Ordering;

use crate::number;

#[cfg(feature = "evaluator")]
mod serde;

/// A number of an instance.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Num<'a> {
    Integer(i128),
    /// Finite.
    Float(f64),
    /// JSON text.
    Text(&'a str),
    /// One that serde_json keeps as text (`arbitrary_precision`).
    #[cfg(feature = "evaluator")]
    Serde(&'a serde_json::Number),
}

/// A number of a schema, in the forms comparison is fast on.
#[derive(Debug, Clone, PartialEq)]
pub struct Limit {
    pub(crate) text: Box<str>,
    integer: Option<i128>,
    float: f64,
    small: Option<Small>,
}

/// `mantissa x 10^-scale`, small enough that aligning two of them cannot overflow.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Small {
    mantissa: i128,
    scale: u32,
}

impl<'a> Num<'a> {
    pub(crate) fn text(self) -> Cow<'a, str> {
        match self {
            Self::Integer(value) => Cow::Owned(value.to_string()),
            Self::Float(value) => Cow::Owned(number::float_text(value)),
            Self::Text(text) => Cow::Borrowed(text),
            #[cfg(feature = "evaluator")]
            Self::Serde(number) => Cow::Owned(number.to_string()),
        }
    }

    pub(crate) fn equals(self, other: Num<'_>) -> bool {
        match (self, other) {
            (Num::Integer(a), Num::Integer(b)) => a == b,
            (Num::Float(a), Num::Float(b)) => a == b,
            _ => number::compare(&self.text(), &other.text()).is_eq(),
        }
    }

    #[inline]
    pub(crate) fn compare(self, limit: &Limit) -> Ordering {
        match (self, limit.integer) {
            (Self::Integer(value), Some(limit)) => value.cmp(&limit),
            _ => self.compare_decimals(limit),
        }
    }

    fn compare_decimals(self, limit: &Limit) -> Ordering {
        match self {
            Self::Integer(value) => {
                if let (Some(a), Some(b)) = (Small::of_integer(value), limit.small) {
                    return a.compare(b);
                }
            }
            // Different floats have shortest texts in the same order; equal ones may
            // differ in digits that the limit has more.
            Self::Float(value) => match value.partial_cmp(&limit.float) {
                // Both are the same integer.
                Some(Ordering::Equal) if limit.integer.is_some() && value.abs() < EXACT => {
                    return Ordering::Equal;
                }
                Some(Ordering::Equal) | None => {}
                Some(ordering) => return ordering,
            },
            Self::Text(text) => {
                if let (Some(a), Some(b)) = (Small::parse(text), limit.small) {
                    return a.compare(b);
                }
            }
            #[cfg(feature = "evaluator")]
            Self::Serde(_) => {}
        }
        number::compare(&self.text(), &limit.text)
    }

    pub(crate) fn is_multiple_of(self, divisor: &Limit) -> bool {
        let small = match self {
            Self::Integer(value) => match divisor.integer {
                Some(divisor) => return value.checked_rem(divisor).is_none_or(|rest| rest == 0),
                None => Small::of_integer(value),
            },
            Self::Float(value) => divisor
                .small
                .and_then(|divisor| Small::at_scale(value, divisor.scale))
                .or_else(|| Small::parse(&number::float_text(value))),
            Self::Text(text) => Small::parse(text),
            #[cfg(feature = "evaluator")]
            Self::Serde(_) => None,
        };
        match (small, divisor.small) {
            (Some(value), Some(divisor)) => value.is_multiple_of(divisor),
            _ => number::is_multiple_of(&self.text(), &divisor.text),
        }
    }
}

impl Limit {
    /// From the text of a number; an integer by value, such as `1e2`, becomes an integer.
    pub(crate) fn new(text: &str) -> Self {
        let integer = number::to_integer(text);
        let canonical = integer.map(|integer| integer.to_string());
        Self {
            integer,
            // Beyond the range of floats the nearest one is an infinity, which compares right.
            float: text.parse().unwrap_or(f64::NAN),
            small: Small::parse(text),
            text: canonical.unwrap_or_else(|| text.to_owned()).into(),
        }
    }
}

/// Below this every integer is a float.
const EXACT: f64 = 9_007_199_254_740_992.0;

/// As many digits fit an `i128` twice.
const DIGITS: usize = 18;

impl Small {
    fn of_integer(value: i128) -> Option<Self> {
        let fits = value.unsigned_abs() < 10u128.pow(DIGITS as u32);
        fits.then_some(Self {
            mantissa: value,
            scale: 0,
        })
    }

    /// With so many decimal places, where that is exact: a float has one decimal text
    /// of at most 15 digits, and that is its shortest.
    fn at_scale(value: f64, scale: u32) -> Option<Self> {
        const POWERS: [f64; 10] = [1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9];
        let power = POWERS.get(scale as usize)?;
        let mantissa = (value * power).round();
        // Both are exact integers, so the quotient is rounded once.
        let exact = mantissa.abs() < 1e15 && mantissa / power == value;
        exact.then_some(Self {
            mantissa: mantissa as i128,
            scale,
        })
    }

    /// Texts without an exponent and with few digits.
    fn parse(text: &str) -> Option<Self> {
        let (negative, rest) = match text.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, text),
        };
        let mut mantissa: i128 = 0;
        let (mut digits, mut scale, mut point) = (0, 0, false);
        for byte in rest.bytes() {
            match byte {
                b'0'..=b'9' => {
                    mantissa = mantissa * 10 + i128::from(byte - b'0');
                    digits += 1;
                    scale += u32::from(point);
                }
                b'.' => point = true,
                _ => return None,
            }
            if digits > DIGITS {
                return None;
            }
        }
        let mantissa = if negative { -mantissa } else { mantissa };
        Some(Self { mantissa, scale })
    }

    /// Both mantissas at the finer of the two scales.
    fn align(self, other: Self) -> (i128, i128) {
        let scale = self.scale.max(other.scale);
        let raise = |small: Self| small.mantissa * 10i128.pow(scale - small.scale);
        (raise(self), raise(other))
    }

    fn compare(self, other: Self) -> Ordering {
        let (a, b) = self.align(other);
        a.cmp(&b)
    }

    fn is_multiple_of(self, divisor: Self) -> bool {
        let (value, divisor) = self.align(divisor);
        value.checked_rem(divisor) == Some(0)
    }
}

#[cfg(test)]
mod tests {
    use super::{Limit, Num};

    #[test]
    fn every_form_of_a_number_gives_one_answer() {
        let texts = [
            "0",
            "-0",
            "1",
            "1.0",
            "1e0",
            "0.1",
            "0.3",
            "19.99",
            "-7.5",
            "3",
            "1e3",
            "1000",
            "18446744073709551616",
            "1e400",
            "0.0075",
            "1e-400",
            "123456789012345678901234567890",
            "9007199254740993",
            "2.5",
            "0.01",
            "100.5",
        ];
        for text in texts {
            for limit in texts {
                let expected = crate::compare_numbers(text, limit);
                let multiple = crate::is_multiple_of(text, limit);
                let bound = Limit::new(limit);
                let mut forms = vec![Num::Text(text)];
                if let Some(integer) = crate::number::to_integer(text) {
                    forms.push(Num::Integer(integer));
                }
                if let Ok(float) = text.parse::<f64>()
                    && float.is_finite()
                    && crate::compare_numbers(&crate::number::float_text(float), text).is_eq()
                {
                    forms.push(Num::Float(float));
                }
                for form in forms {
                    assert_eq!(form.compare(&bound), expected, "{text} against {limit}");
                    assert_eq!(form.equals(Num::Text(limit)), expected.is_eq());
                    if limit != "0" && limit != "-0" {
                        assert_eq!(form.is_multiple_of(&bound), multiple, "{text} of {limit}");
                    }
                }
            }
        }
    }
}
