//! Two JSON number texts -> their order as numbers, exactly and without floating point.
//!
//! Knows nothing of nodes; a text that is no JSON number has some order, and never panics.

use std::cmp::Ordering;

/// Compares by mathematical value: `1`, `1.0` and `10e-1` are equal.
///
/// The cost is linear in the texts, whatever the exponents; exponents beyond 10^36 count as 10^36.
pub fn compare_numbers(a: &str, b: &str) -> Ordering {
    if a == b {
        return Ordering::Equal;
    }
    let (a, b) = (Decimal::read(a), Decimal::read(b));
    match (a.sign(), b.sign()) {
        (Ordering::Less, Ordering::Less) => compare_magnitudes(&b, &a),
        (Ordering::Greater, Ordering::Greater) => compare_magnitudes(&a, &b),
        (a, b) => a.cmp(&b),
    }
}

/// The value is `0.whole fraction` times ten to the power of `scale`, leading zeros dropped.
struct Decimal<'t> {
    negative: bool,
    whole: &'t [u8],
    fraction: &'t [u8],
    scale: i128,
}

const MAX_EXPONENT: i128 = 10_i128.pow(36);

impl<'t> Decimal<'t> {
    fn read(text: &'t str) -> Self {
        let (negative, rest) = match text.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, text),
        };
        let (digits, exponent) = match rest.split_once(['e', 'E']) {
            Some((digits, exponent)) => (digits, read_exponent(exponent)),
            None => (rest, 0),
        };
        let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
        let whole = without_leading_zeros(whole.as_bytes());
        let mut scale = exponent + whole.len() as i128;
        let mut fraction = fraction.as_bytes();
        if whole.is_empty() {
            let short = without_leading_zeros(fraction);
            scale -= (fraction.len() - short.len()) as i128;
            fraction = short;
        }
        Self {
            negative,
            whole,
            fraction,
            scale,
        }
    }

    /// The order of the number against zero.
    fn sign(&self) -> Ordering {
        if self.whole.is_empty() && self.fraction.is_empty() {
            Ordering::Equal
        } else if self.negative {
            Ordering::Less
        } else {
            Ordering::Greater
        }
    }

    fn digits(&self) -> impl Iterator<Item = u8> {
        self.whole.iter().chain(self.fraction).copied()
    }

    fn len(&self) -> usize {
        self.whole.len() + self.fraction.len()
    }
}

/// Both have a first digit that is not zero, so the scale decides before the digits do.
fn compare_magnitudes(a: &Decimal<'_>, b: &Decimal<'_>) -> Ordering {
    let zeros = |missing: usize| std::iter::repeat_n(b'0', missing);
    let padded_a = a.digits().chain(zeros(b.len().saturating_sub(a.len())));
    let padded_b = b.digits().chain(zeros(a.len().saturating_sub(b.len())));
    a.scale.cmp(&b.scale).then_with(|| padded_a.cmp(padded_b))
}

fn without_leading_zeros(digits: &[u8]) -> &[u8] {
    let zeros = digits.iter().take_while(|digit| **digit == b'0').count();
    digits.get(zeros..).unwrap_or(&[])
}

fn read_exponent(text: &str) -> i128 {
    let digits = text.trim_start_matches(['+', '-']);
    let mut value = 0_i128;
    for digit in digits.bytes() {
        let digit = i128::from(digit.wrapping_sub(b'0').min(9));
        value = (value * 10 + digit).min(MAX_EXPONENT);
    }
    if text.starts_with('-') { -value } else { value }
}
