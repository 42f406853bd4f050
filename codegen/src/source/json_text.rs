//! Strings and numbers of JSON -> their text.
//!
//! A string without escapes stays in the file's text. Knows nothing of their context.

use super::cell::Tag;
use super::json::{Fault, JsonReader};
use super::sources::to_u32;

/// The start of a scalar's text, its length, and its storage.
type Text = (u32, u32, Tag);

impl JsonReader<'_> {
    /// Reads a string; the reader is at its opening quote.
    pub(super) fn string(&mut self) -> Result<Text, Fault> {
        let start = self.at;
        let content = start + 1;
        self.at = find_special(self.bytes, content);
        if self.peek() == Some(b'"') {
            let text = (to_u32(content), to_u32(self.at - content), Tag::String);
            self.at += 1;
            return Ok(text);
        }
        self.string_with_escapes(start)
    }

    fn string_with_escapes(&mut self, start: usize) -> Result<Text, Fault> {
        let first = self.builder.extra.len();
        let mut copied = start + 1;
        loop {
            let plain = self.builder.text.get(copied..self.at).unwrap_or("");
            self.builder.extra.push_str(plain);
            match self.peek() {
                Some(b'"') => break,
                Some(b'\\') => self.escape()?,
                Some(_) => return Err(self.control_character(start)),
                None => return Err(self.open_string(start)),
            }
            copied = self.at;
            self.at = find_special(self.bytes, copied);
        }
        self.at += 1;
        let count = self.builder.extra.len() - first;
        Ok((to_u32(first), to_u32(count), Tag::ExtraString))
    }

    fn escape(&mut self) -> Result<(), Fault> {
        let start = self.at;
        let meant = match self.bytes.get(start + 1) {
            Some(b'"') => '"',
            Some(b'\\') => '\\',
            Some(b'/') => '/',
            Some(b'b') => '\u{8}',
            Some(b'f') => '\u{c}',
            Some(b'n') => '\n',
            Some(b'r') => '\r',
            Some(b't') => '\t',
            Some(b'u') => return self.unicode_escape(start),
            _ => return Err(self.bad_escape(start)),
        };
        self.builder.extra.push(meant);
        self.at += 2;
        Ok(())
    }

    /// `\uXXXX`, or two of them that make a surrogate pair.
    fn unicode_escape(&mut self, start: usize) -> Result<(), Fault> {
        let first = self.hex(start)?;
        let mut code = first;
        self.at = start + 6;
        if (0xd800..0xdc00).contains(&first) {
            if self.bytes.get(self.at..self.at + 2) != Some(b"\\u") {
                return Err(self.lone_surrogate(start));
            }
            let second = self.hex(self.at)?;
            if !(0xdc00..0xe000).contains(&second) {
                return Err(self.lone_surrogate(start));
            }
            code = 0x1_0000 + ((first - 0xd800) << 10) + (second - 0xdc00);
            self.at += 6;
        }
        let Some(meant) = char::from_u32(code) else {
            return Err(self.lone_surrogate(start));
        };
        self.builder.extra.push(meant);
        Ok(())
    }

    /// The four digits after `\u`.
    fn hex(&self, start: usize) -> Result<u32, Fault> {
        let digits = self.bytes.get(start + 2..start + 6).unwrap_or(&[]);
        let mut code = 0;
        for digit in digits {
            let Some(value) = char::from(*digit).to_digit(16) else {
                return Err(self.bad_escape(start));
            };
            code = code * 16 + value;
        }
        if digits.is_empty() {
            return Err(self.bad_escape(start));
        }
        Ok(code)
    }

    pub(super) fn number(&mut self) -> Result<Text, Fault> {
        let start = self.at;
        if self.peek() == Some(b'-') {
            self.at += 1;
        }
        let whole = self.at;
        if self.digits() == 0 {
            return Err(self.bad_number(start, "a digit must follow `-`"));
        }
        if self.bytes.get(whole) == Some(&b'0') && self.at > whole + 1 {
            return Err(self.bad_number(start, "a number must not start with zeros"));
        }
        if self.peek() == Some(b'.') {
            self.at += 1;
            if self.digits() == 0 {
                return Err(self.bad_number(start, "a digit must follow the decimal point"));
            }
        }
        if let Some(b'e' | b'E') = self.peek() {
            self.at += 1;
            if let Some(b'+' | b'-') = self.peek() {
                self.at += 1;
            }
            if self.digits() == 0 {
                return Err(self.bad_number(start, "the exponent has no digits"));
            }
        }
        Ok((to_u32(start), to_u32(self.at - start), Tag::Number))
    }

    /// Skips digits, and counts them.
    fn digits(&mut self) -> usize {
        let start = self.at;
        while let Some(b'0'..=b'9') = self.peek() {
            self.at += 1;
        }
        self.at - start
    }
}

/// The first quote, backslash or control character from `at` on, or the end of the bytes.
fn find_special(bytes: &[u8], mut at: usize) -> usize {
    // Eight bytes at a time; the first that is flagged is always flagged rightly.
    while let Some(chunk) = bytes.get(at..).and_then(<[u8]>::first_chunk::<8>) {
        let word = u64::from_le_bytes(*chunk);
        let quote = word ^ (ONES * b'"' as u64);
        let backslash = word ^ (ONES * b'\\' as u64);
        let flags = (quote.wrapping_sub(ONES) & !quote)
            | (backslash.wrapping_sub(ONES) & !backslash)
            | (word.wrapping_sub(ONES * 0x20) & !word);
        let flags = flags & (ONES * 0x80);
        if flags != 0 {
            return at + (flags.trailing_zeros() / 8) as usize;
        }
        at += 8;
    }
    while let Some(byte) = bytes.get(at)
        && !matches!(byte, b'"' | b'\\' | 0..0x20)
    {
        at += 1;
    }
    at
}

const ONES: u64 = 0x0101_0101_0101_0101;
