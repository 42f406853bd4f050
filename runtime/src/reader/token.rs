//! The tokens of JSON (RFC 8259 sections 2 to 7).

use std::borrow::Cow;

use super::Reader;
use crate::number;
use crate::scan::plain_end;
use crate::view::Node;

/// A number as written in the text.
#[derive(Clone, Copy)]
pub(crate) struct Number<'a> {
    pub(crate) text: &'a str,
    /// The digits as one integer, unless there are too many.
    mantissa: Option<u64>,
    /// Digits after the point.
    fraction: usize,
    plain: bool,
}

impl<'a> Reader<'a> {
    #[inline]
    pub(super) fn skip_space(&mut self) {
        let bytes = self.text.as_bytes();
        while let Some(b' ' | b'\n' | b'\r' | b'\t') = bytes.get(self.pos) {
            self.pos += 1;
        }
    }

    /// Reports that the next value is not `expected`.
    #[cold]
    pub(super) fn unexpected(&mut self, expected: &'static str) {
        if self.is_not_json() {
            return;
        }
        match self
            .text
            .get(self.pos..)
            .and_then(|rest| rest.chars().next())
        {
            None if self.text.trim_ascii().is_empty() => self.syntax("the text is empty"),
            None => self.syntax(&format!("the text ends where {expected} should stand")),
            Some('N' | 'I') => self.syntax(&format!(
                "expected {expected}; NaN and Infinity are not JSON"
            )),
            Some('\'') => self.syntax(&format!("expected {expected}; strings take double quotes")),
            Some('/' | '#') => self.syntax(&format!("expected {expected}; JSON has no comments")),
            Some(_) => self.syntax(&format!("expected {expected}")),
        }
    }

    /// Reads `null` if it comes next.
    pub(crate) fn null(&mut self) -> bool {
        self.peek() == Some(b'n') && self.word("null")
    }

    /// Reads `true` or `false`.
    pub(crate) fn boolean(&mut self) -> Option<bool> {
        match self.peek() {
            Some(b't') => self.word("true").then_some(true),
            Some(b'f') => self.word("false").then_some(false),
            _ => {
                self.wrong_type("boolean");
                None
            }
        }
    }

    fn word(&mut self, word: &str) -> bool {
        let rest = self.text.as_bytes().get(self.pos..).unwrap_or_default();
        if rest.starts_with(word.as_bytes()) {
            self.pos += word.len();
            return true;
        }
        self.unexpected("a value");
        false
    }

    /// Reads an expected string; anything else is reported under the name `expected`.
    pub(crate) fn text_value(&mut self, expected: &'static str) -> Option<Cow<'a, str>> {
        if self.peek() == Some(b'"') {
            return self.string();
        }
        self.wrong_type(expected);
        None
    }

    /// Reads the next string, if there is one and it has no escapes.
    #[inline]
    pub(crate) fn plain_text(&mut self) -> Option<&'a str> {
        let bytes = self.text.as_bytes();
        if bytes.get(self.pos) != Some(&b'"') {
            return None;
        }
        let start = self.pos + 1;
        let end = plain_end(bytes, start);
        if bytes.get(end) != Some(&b'"') {
            return None;
        }
        self.pos = end + 1;
        self.text.get(start..end)
    }

    /// Reads the string from its opening quote.
    #[inline]
    pub(super) fn string(&mut self) -> Option<Cow<'a, str>> {
        match self.plain_text() {
            Some(text) => Some(Cow::Borrowed(text)),
            None => self.escaped_string().map(Cow::Owned),
        }
    }

    /// Reads a string that has an escape, or something wrong.
    #[cold]
    fn escaped_string(&mut self) -> Option<String> {
        let bytes = self.text.as_bytes();
        let start = self.pos + 1;
        let mut at = plain_end(bytes, start);
        let mut out = String::from(self.text.get(start..at)?);
        loop {
            match bytes.get(at) {
                Some(b'"') => {
                    self.pos = at + 1;
                    return Some(out);
                }
                Some(b'\\') => {
                    self.pos = at;
                    out.push(self.escape()?);
                }
                Some(_) => {
                    self.pos = at;
                    self.syntax("a control character in a string; it must be escaped");
                    return None;
                }
                None => {
                    self.pos = at;
                    self.syntax("the text ends inside a string");
                    return None;
                }
            }
            let next = plain_end(bytes, self.pos);
            out.push_str(self.text.get(self.pos..next)?);
            at = next;
        }
    }

    /// Reads the escape from its backslash.
    fn escape(&mut self) -> Option<char> {
        let escaped = self.text.as_bytes().get(self.pos + 1).copied();
        let plain = match escaped {
            Some(b'"') => '"',
            Some(b'\\') => '\\',
            Some(b'/') => '/',
            Some(b'b') => '\u{8}',
            Some(b'f') => '\u{c}',
            Some(b'n') => '\n',
            Some(b'r') => '\r',
            Some(b't') => '\t',
            Some(b'u') => return self.unicode_escape(),
            Some(_) => {
                self.syntax("a backslash that escapes nothing JSON knows");
                return None;
            }
            None => {
                self.syntax("the text ends inside a string");
                return None;
            }
        };
        self.pos += 2;
        Some(plain)
    }

    fn unicode_escape(&mut self) -> Option<char> {
        let Some(first) = self.hex4(self.pos) else {
            self.syntax("\\u takes four hexadecimal digits");
            return None;
        };
        let low = match first {
            0xD800..=0xDBFF => self
                .hex4(self.pos + 6)
                .filter(|low| (0xDC00..=0xDFFF).contains(low)),
            _ => None,
        };
        let (code, length) = match low {
            Some(low) => (0x1_0000 + ((first - 0xD800) << 10) + (low - 0xDC00), 12),
            None => (first, 6),
        };
        let Some(c) = char::from_u32(code) else {
            self.syntax("half of a surrogate pair stands alone");
            return None;
        };
        self.pos += length;
        Some(c)
    }

    fn hex4(&self, at: usize) -> Option<u32> {
        let escape = self.text.as_bytes().get(at..at + 6)?;
        let digits = escape.strip_prefix(b"\\u")?;
        digits.iter().try_fold(0, |code, digit| {
            Some(code * 16 + char::from(*digit).to_digit(16)?)
        })
    }

    /// Reads an expected number.
    pub(crate) fn number(&mut self, expected: &'static str) -> Option<Number<'a>> {
        if !matches!(self.peek(), Some(b'-' | b'0'..=b'9')) {
            self.wrong_type(expected);
            return None;
        }
        let bytes = self.text.as_bytes();
        let start = self.pos;
        let mut at = start + usize::from(bytes.get(start) == Some(&b'-'));
        let mut mantissa = 0u64;
        let whole = digits(bytes, &mut at, &mut mantissa);
        let first = at - whole;
        if whole == 0 {
            self.pos = at;
            self.syntax("expected a digit");
            return None;
        }
        if whole > 1 && bytes.get(first) == Some(&b'0') {
            self.syntax("a number must not start with 0");
            return None;
        }
        let mut plain = true;
        let mut fraction = 0;
        if bytes.get(at) == Some(&b'.') {
            at += 1;
            fraction = digits(bytes, &mut at, &mut mantissa);
            plain = false;
            if fraction == 0 {
                self.pos = at;
                self.syntax("expected a digit after the point");
                return None;
            }
        }
        let mut exponent = false;
        if let Some(b'e' | b'E') = bytes.get(at) {
            at += 1 + usize::from(matches!(bytes.get(at + 1), Some(b'+' | b'-')));
            let mut size = 0;
            exponent = true;
            plain = false;
            if digits(bytes, &mut at, &mut size) == 0 {
                self.pos = at;
                self.syntax("expected a digit in the exponent");
                return None;
            }
        }
        self.pos = at;
        let exact = whole + fraction <= 19 && !exponent;
        Some(Number {
            text: self.text.get(start..at)?,
            mantissa: exact.then_some(mantissa),
            fraction,
            plain,
        })
    }

    /// Reads past one value, checking that it is JSON.
    pub(crate) fn skip_value(&mut self) {
        match self.peek() {
            Some(b'"') => {
                self.string();
            }
            Some(b'{') => self.skip_object(),
            Some(b'[') => {
                self.array(&mut |r| r.skip_value());
            }
            Some(b't' | b'f') => {
                self.boolean();
            }
            Some(b'n') => {
                self.null();
            }
            Some(b'-' | b'0'..=b'9') => {
                self.number("number");
            }
            _ => self.unexpected("a value"),
        }
    }

    fn skip_object(&mut self) {
        if !self.descend() {
            return;
        }
        self.pos += 1;
        self.skip_space();
        if self.peek() == Some(b'}') {
            self.pos += 1;
        } else {
            while self.key().is_some() {
                self.skip_value();
                if self.stopped || self.after_element(b'}', "an object") {
                    break;
                }
            }
        }
        self.depth -= 1;
    }

    /// Reads a key and its colon; the value follows. `None` on broken JSON.
    pub(super) fn key(&mut self) -> Option<Cow<'a, str>> {
        if self.peek() != Some(b'"') {
            self.unexpected("a key in double quotes");
            return None;
        }
        let key = self.string()?;
        self.colon().then_some(key)
    }

    pub(super) fn colon(&mut self) -> bool {
        if self.peek() != Some(b':') {
            self.skip_space();
            if self.peek() != Some(b':') {
                self.unexpected("a colon after the key");
                return false;
            }
        }
        self.pos += 1;
        self.skip_space();
        true
    }
}

/// Reads digits into `value` (which wraps when there are more than 19) and returns their count.
fn digits(bytes: &[u8], at: &mut usize, value: &mut u64) -> usize {
    let start = *at;
    while let Some(digit @ b'0'..=b'9') = bytes.get(*at) {
        *value = value.wrapping_mul(10).wrapping_add(u64::from(digit - b'0'));
        *at += 1;
    }
    *at - start
}

impl<'a> Number<'a> {
    fn negative(self) -> bool {
        self.text.starts_with('-')
    }

    /// The integer this is by value (`1.0` and `1e3` are), if it fits.
    pub(crate) fn integer(self) -> Option<i128> {
        match self.mantissa {
            Some(mantissa) if self.plain => {
                let value = i128::from(mantissa);
                Some(if self.negative() { -value } else { value })
            }
            _ => number::to_integer(self.text),
        }
    }

    /// Whether this is an integer by value.
    pub(crate) fn is_integer(self) -> bool {
        self.plain || number::is_integer(self.text)
    }

    /// The nearest `f64`; `None` beyond its range, and for an integer that it would
    /// have to round.
    pub(crate) fn float(self) -> Option<f64> {
        const EXACT: u64 = 1 << 53;
        const POWERS: [f64; 23] = [
            1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15,
            1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22,
        ];
        // Both operands are exact, so one division rounds once (Clinger 1990).
        if let (Some(mantissa), Some(power)) = (self.mantissa, POWERS.get(self.fraction))
            && mantissa <= EXACT
        {
            let value = mantissa as f64 / power;
            return Some(if self.negative() { -value } else { value });
        }
        let value: f64 = self.text.parse().ok()?;
        let rounds = value.is_finite()
            && number::is_integer(self.text)
            && number::compare(self.text, &number::float_text(value)).is_ne();
        (value.is_finite() && !rounds).then_some(value)
    }

    /// The number as a node, exact.
    pub(crate) fn node(self) -> Node<'a> {
        match self.mantissa {
            Some(mantissa) if self.plain => {
                let value = i128::from(mantissa);
                Node::Integer(if self.negative() { -value } else { value })
            }
            _ => Node::Number(self.text),
        }
    }
}
