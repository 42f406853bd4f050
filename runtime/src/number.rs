//! Exact arithmetic on the texts of JSON numbers.
//!
//! A number is taken as `digits x 10^exponent`, so that comparison, `multipleOf` and "is it an
//! integer" never pass through binary fractions. An `f64` counts as its shortest decimal text.
//! Exponents of any size are bounded work.

use std::cmp::Ordering;
use std::fmt::Write as _;

/// A decimal number: `0.digits x 10^exponent`, without leading or trailing
/// zeros in `digits`; zero has no digits.
struct Decimal {
    negative: bool,
    digits: Vec<u8>,
    exponent: i64,
}

/// Exponents beyond this are all the same: no text can reach across.
const EXPONENT_LIMIT: i64 = 1 << 40;

impl Decimal {
    fn parse(text: &str) -> Self {
        let (negative, rest) = match text.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, text),
        };
        let (mantissa, exponent) = match rest.split_once(['e', 'E']) {
            Some((mantissa, exponent)) => (mantissa, parse_exponent(exponent)),
            None => (rest, 0),
        };
        let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
        let mut digits: Vec<u8> = whole.bytes().chain(fraction.bytes()).collect();
        let leading = digits.iter().take_while(|digit| **digit == b'0').count();
        let exponent = exponent + whole.len() as i64 - leading as i64;
        digits.drain(..leading);
        while digits.last() == Some(&b'0') {
            digits.pop();
        }
        let negative = negative && !digits.is_empty();
        Self {
            negative,
            digits,
            exponent,
        }
    }

    /// The power of ten of the last digit.
    fn scale(&self) -> i64 {
        self.exponent - self.digits.len() as i64
    }

    fn is_zero(&self) -> bool {
        self.digits.is_empty()
    }

    fn compare_magnitude(&self, other: &Self) -> Ordering {
        match (self.is_zero(), other.is_zero()) {
            (true, true) => Ordering::Equal,
            (true, false) => Ordering::Less,
            (false, true) => Ordering::Greater,
            (false, false) => self
                .exponent
                .cmp(&other.exponent)
                .then_with(|| self.digits.cmp(&other.digits)),
        }
    }
}

fn parse_exponent(text: &str) -> i64 {
    let (negative, digits) = match text.strip_prefix('-') {
        Some(digits) => (true, digits),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    };
    let size = digits.bytes().fold(0i64, |size, digit| {
        (size * 10 + i64::from(digit.wrapping_sub(b'0'))).min(EXPONENT_LIMIT)
    });
    if negative { -size } else { size }
}

/// Compares two JSON numbers by mathematical value.
pub fn compare(a: &str, b: &str) -> Ordering {
    let (a, b) = (Decimal::parse(a), Decimal::parse(b));
    match (a.negative, b.negative) {
        (false, true) => Ordering::Greater,
        (true, false) => Ordering::Less,
        (false, false) => a.compare_magnitude(&b),
        (true, true) => b.compare_magnitude(&a),
    }
}

/// Whether `text` is an integer by value: `1.0` and `1e3` are.
pub(crate) fn is_integer(text: &str) -> bool {
    let decimal = Decimal::parse(text);
    decimal.is_zero() || decimal.scale() >= 0
}

/// The integer that `text` is by value, if it is one and fits.
pub(crate) fn to_integer(text: &str) -> Option<i128> {
    let decimal = Decimal::parse(text);
    if decimal.is_zero() {
        return Some(0);
    }
    if decimal.scale() < 0 || decimal.exponent > 39 {
        return None;
    }
    let mut value: i128 = 0;
    for digit in &decimal.digits {
        value = value
            .checked_mul(10)?
            .checked_add(i128::from(digit - b'0'))?;
    }
    for _ in 0..decimal.scale() {
        value = value.checked_mul(10)?;
    }
    Some(if decimal.negative { -value } else { value })
}

/// The most significant digits a `multipleOf` may have.
pub const MULTIPLE_OF_DIGITS: usize = 37;

/// Whether `value` is an integral multiple of `divisor`, both JSON numbers.
/// A divisor of zero, or of more than [`MULTIPLE_OF_DIGITS`] digits, which the
/// generator refuses, has no multiples.
pub fn is_multiple_of(value: &str, divisor: &str) -> bool {
    let (value, divisor) = (Decimal::parse(value), Decimal::parse(divisor));
    if divisor.is_zero() || divisor.digits.len() > MULTIPLE_OF_DIGITS {
        return false;
    }
    if value.is_zero() {
        return true;
    }
    let shift = value.scale() - divisor.scale();
    if shift < 0 {
        // The last digit of the value is not 0, so it has no multiple of 10.
        return false;
    }
    let modulus = divisor.digits.iter().fold(0u128, push_digit);
    // From 128 zeros on, every factor 2 and 5 of the divisor is used up.
    let zeros = usize::try_from(shift.min(128)).unwrap_or(128);
    let rest = value
        .digits
        .iter()
        .chain(std::iter::repeat_n(&b'0', zeros))
        .fold(0u128, |rest, digit| push_digit(rest, digit) % modulus);
    rest == 0
}

fn push_digit(number: u128, digit: &u8) -> u128 {
    number * 10 + u128::from(digit - b'0')
}

/// The shortest text that reads back as `value`, which must be finite;
/// integers without `.0`.
pub(crate) fn float_text(value: f64) -> String {
    let mut text = String::new();
    write_float(&mut text, value);
    text
}

/// Appends [`float_text`]. Of two shortest texts that are equally near, the even one is taken, as
/// in ECMAScript (section 6.1.6.1.20) and serde_json, but not std.
pub(crate) fn write_float(out: &mut String, value: f64) {
    // Writing to a `String` cannot fail.
    let _ = match serde_json::Number::from_f64(value) {
        Some(number) if value.abs() < 1e16 => write!(out, "{number}"),
        _ if value.abs() < 1e17 => write!(out, "{value}"),
        _ => write!(out, "{value:e}"),
    };
    if out.ends_with(".0") {
        out.truncate(out.len() - 2);
    }
}

/// The canonical text of a number: equal numbers have equal texts.
#[must_use]
pub fn canonical(text: &str) -> String {
    let decimal = Decimal::parse(text);
    if decimal.is_zero() {
        return "0".to_owned();
    }
    let mut out = String::with_capacity(decimal.digits.len() + 8);
    if decimal.negative {
        out.push('-');
    }
    out.extend(decimal.digits.iter().map(|digit| char::from(*digit)));
    let _ = write!(out, "e{}", decimal.scale());
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn compares_by_value() {
        let cases = [
            ("1", "1.0", Ordering::Equal),
            ("1e0", "10e-1", Ordering::Equal),
            ("-0", "0", Ordering::Equal),
            ("0.1", "0.10000000000000001", Ordering::Less),
            (
                "18446744073709551616",
                "18446744073709551615",
                Ordering::Greater,
            ),
            ("-2", "-1", Ordering::Less),
            ("-1", "1e-999999999999999999999", Ordering::Less),
            ("1e999999999999999999999", "1e400", Ordering::Greater),
        ];
        for (a, b, expected) in cases {
            assert_eq!(compare(a, b), expected, "{a} against {b}");
            assert_eq!(compare(b, a), expected.reverse(), "{b} against {a}");
        }
    }

    #[test]
    #[allow(
        clippy::excessive_precision,
        reason = "what is halfway between two texts needs all of its digits"
    )]
    fn floats_have_their_shortest_texts() {
        let cases = [
            (0.0, "0"),
            (-0.0, "-0"),
            (1.0, "1"),
            (1e-5, "0.00001"),
            (1.5e-6, "1.5e-6"),
            (12_345_678_901_234_568.0, "12345678901234568"),
            (1e17, "1e17"),
            (1.5e300, "1.5e300"),
            // Exactly halfway between two shortest texts.
            (1_821_286_189_605_994.25, "1821286189605994.2"),
            (562_949_953_421_312.75, "562949953421312.8"),
            (41.0 / 4_194_304.0, "9.775161743164062e-6"),
        ];
        for (value, text) in cases {
            assert_eq!(float_text(value), text);
            assert_eq!(text.parse(), Ok(value));
        }
    }

    #[test]
    fn knows_multiples() {
        let yes = [
            ("0.3", "0.1"),
            ("4.02", "0.01"),
            ("1e308", "0.5"),
            ("0", "7"),
            ("1e400", "4"),
        ];
        let yes = yes
            .into_iter()
            .chain([("-9", "3"), ("7.5", "2.5"), ("1e9999999999", "1e-9")]);
        for (value, divisor) in yes {
            assert!(is_multiple_of(value, divisor), "{value} of {divisor}");
        }
        let no = [
            ("0.35", "0.1"),
            ("1", "3"),
            ("1e400", "3"),
            ("5", "0"),
            ("0.0075", "0.01"),
        ];
        for (value, divisor) in no {
            assert!(!is_multiple_of(value, divisor), "{value} of {divisor}");
        }
    }

    #[test]
    fn knows_integers() {
        assert_eq!(to_integer("1.0"), Some(1));
        assert_eq!(to_integer("-12e3"), Some(-12000));
        assert_eq!(to_integer("1.5"), None);
        assert_eq!(to_integer("1e999999999999"), None);
        assert!(is_integer("1e999999999999") && !is_integer("1e-1"));
        assert_eq!(canonical("-120.0"), canonical("-1.2e2"));
    }
}
