//! Punycode after RFC 3492, for the labels of host names: without allocation, as
//! no label is longer than 63 characters in either form.

use super::super::host::MAX_LABEL;

/// The characters of one label.
pub(super) struct Chars {
    chars: [char; MAX_LABEL],
    length: usize,
}

impl Chars {
    /// `None` if the text is too long for a label.
    pub(super) fn of(text: &str) -> Option<Chars> {
        let mut label = Chars::new();
        for c in text.chars() {
            label.insert(label.length, c)?;
        }
        Some(label)
    }

    pub(super) fn as_slice(&self) -> &[char] {
        self.chars.get(..self.length).unwrap_or(&[])
    }

    fn new() -> Chars {
        Chars {
            chars: ['\0'; MAX_LABEL],
            length: 0,
        }
    }

    /// Puts a character before the one at `at`; `None` if there is no room.
    fn insert(&mut self, at: usize, c: char) -> Option<()> {
        let tail = self.chars.get_mut(at..=self.length)?;
        *tail.last_mut()? = c;
        tail.rotate_right(1);
        self.length += 1;
        Some(())
    }
}

/// The characters of an A-label's text after `xn--`, with its ASCII in lower case.
pub(super) fn decode(encoded: &str) -> Option<Chars> {
    let (basic, digits) = encoded.rsplit_once('-').unwrap_or(("", encoded));
    let mut label = Chars::of(basic)?;
    label
        .chars
        .iter_mut()
        .for_each(|c| c.make_ascii_lowercase());
    let mut digits = digits.bytes();
    let mut code_point = FIRST_CODE_POINT;
    let mut position = 0u32;
    let mut bias = FIRST_BIAS;
    while digits.len() > 0 {
        let start = position;
        let mut weight = 1u32;
        for k in (BASE..).step_by(BASE as usize) {
            let digit = digit_value(digits.next()?)?;
            position = position.checked_add(digit.checked_mul(weight)?)?;
            let threshold = threshold(k, bias);
            if digit < threshold {
                break;
            }
            weight = weight.checked_mul(BASE - threshold)?;
        }
        let length = u32::try_from(label.length).ok()? + 1;
        bias = adapt(position - start, length, start == 0);
        code_point = code_point.checked_add(position / length)?;
        position %= length;
        label.insert(usize::try_from(position).ok()?, char::from_u32(code_point)?)?;
        position += 1;
    }
    Some(label)
}

/// Whether the label encodes to this text, apart from the case of letters.
pub(super) fn encodes_to(label: &[char], encoded: &str) -> bool {
    let mut expected = encoded.bytes();
    let same = encode(label, |byte| {
        expected
            .next()
            .is_some_and(|e| e.eq_ignore_ascii_case(&byte))
    });
    same && expected.len() == 0
}

/// The length of the encoded label, `None` if that is too long for any label.
pub(super) fn encoded_length(label: &[char]) -> Option<usize> {
    let mut length = 0;
    let fits = encode(label, |_| {
        length += 1;
        length <= MAX_LABEL
    });
    fits.then_some(length)
}

const BASE: u32 = 36;
const MIN_THRESHOLD: u32 = 1;
const MAX_THRESHOLD: u32 = 26;
const FIRST_BIAS: u32 = 72;
const FIRST_CODE_POINT: u32 = 128;

/// Hands the octets to `put` until it refuses one; whether it took all. A label is
/// short enough for sums of its deltas to stay far below `u32::MAX`.
fn encode(label: &[char], mut put: impl FnMut(u8) -> bool) -> bool {
    let basic = || label.iter().filter(|c| c.is_ascii());
    let first = basic().count();
    let delimiter = (first > 0).then_some(b'-');
    if !basic().map(|c| *c as u8).chain(delimiter).all(&mut put) {
        return false;
    }
    let (mut handled, mut delta, mut bias) = (first as u32, 0, FIRST_BIAS);
    let mut current = FIRST_CODE_POINT;
    while let Some(next) = label
        .iter()
        .map(|c| u32::from(*c))
        .filter(|c| *c >= current)
        .min()
    {
        delta += (next - current) * (handled + 1);
        for c in label.iter().map(|c| u32::from(*c)) {
            if c < next {
                delta += 1;
            } else if c == next {
                if !put_number(delta, bias, &mut put) {
                    return false;
                }
                bias = adapt(delta, handled + 1, handled == first as u32);
                delta = 0;
                handled += 1;
            }
        }
        delta += 1;
        current = next + 1;
    }
    true
}

/// A delta as a generalized variable-length integer (section 3.3).
fn put_number(delta: u32, bias: u32, put: &mut impl FnMut(u8) -> bool) -> bool {
    let mut rest = delta;
    for k in (BASE..).step_by(BASE as usize) {
        let threshold = threshold(k, bias);
        if rest < threshold {
            break;
        }
        let range = BASE - threshold;
        if !put(digit(threshold + (rest - threshold) % range)) {
            return false;
        }
        rest = (rest - threshold) / range;
    }
    put(digit(rest))
}

fn threshold(k: u32, bias: u32) -> u32 {
    k.saturating_sub(bias).clamp(MIN_THRESHOLD, MAX_THRESHOLD)
}

/// The next bias (section 6.1).
fn adapt(delta: u32, length: u32, is_first: bool) -> u32 {
    const SKEW: u32 = 38;
    const DAMP: u32 = 700;
    let mut delta = delta / if is_first { DAMP } else { 2 };
    delta += delta / length;
    let mut k = 0;
    while delta > (BASE - MIN_THRESHOLD) * MAX_THRESHOLD / 2 {
        delta /= BASE - MIN_THRESHOLD;
        k += BASE;
    }
    k + (BASE - MIN_THRESHOLD + 1) * delta / (delta + SKEW)
}

fn digit_value(byte: u8) -> Option<u32> {
    match byte {
        b'a'..=b'z' => Some(u32::from(byte - b'a')),
        b'A'..=b'Z' => Some(u32::from(byte - b'A')),
        b'0'..=b'9' => Some(u32::from(byte - b'0') + 26),
        _ => None,
    }
}

/// The lower-case digit of a value below 36.
fn digit(value: u32) -> u8 {
    b"abcdefghijklmnopqrstuvwxyz0123456789"
        .get(value as usize)
        .copied()
        .unwrap_or(b'-')
}
