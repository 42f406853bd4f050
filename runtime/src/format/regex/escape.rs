//! Escapes after a backslash (ECMA-262 22.2.1 AtomEscape, CharacterEscape), and the names of
//! groups, which share them.

use super::super::marks::is_mark;
use super::names::is_property;
use super::{MAX_NAMES, Scanner, Valid};

impl Scanner<'_> {
    /// After a `\` outside of brackets: whether a quantifier may follow.
    pub(super) fn escape(&mut self) -> Valid<bool> {
        match self.bump()? {
            'b' | 'B' => return Some(false),
            'd' | 'D' | 's' | 'S' | 'w' | 'W' => {}
            'p' | 'P' => self.property()?,
            first @ '1'..='9' => {
                let mut number = u64::from(first.to_digit(10)?);
                while let Some(digit) = self.peek().and_then(|next| next.to_digit(10)) {
                    self.bump();
                    number = number.saturating_mul(10).saturating_add(u64::from(digit));
                }
                self.reference = self.reference.max(number);
            }
            'k' => {
                if !self.eat("<") {
                    return None;
                }
                let name = self.group_name()?;
                // A name need not be checked twice.
                if !self.references.contains(&name) {
                    if self.references.len() == MAX_NAMES {
                        return None;
                    }
                    self.references.push(name);
                }
            }
            other => {
                self.character_escape(other)?;
            }
        }
        Some(true)
    }

    /// The code point of a CharacterEscape whose first character is `first`.
    pub(super) fn character_escape(&mut self, first: char) -> Valid<u32> {
        match first {
            't' => Some(0x09),
            'n' => Some(0x0A),
            'v' => Some(0x0B),
            'f' => Some(0x0C),
            'r' => Some(0x0D),
            '0' if !self.peek().is_some_and(|next| next.is_ascii_digit()) => Some(0),
            'c' => {
                let letter = self.bump().filter(char::is_ascii_alphabetic)?;
                Some(u32::from(letter) % 32)
            }
            'x' => self.hex(2),
            'u' => self.unicode_escape(),
            '^' | '$' | '\\' | '.' | '*' | '+' | '?' | '(' | ')' | '[' | ']' | '{' | '}' | '|'
            | '/' => Some(u32::from(first)),
            _ => None,
        }
    }

    /// `{Name}` or `{Name=Value}` after `\p` or `\P`.
    pub(super) fn property(&mut self) -> Valid {
        let (expression, rest) = self.rest.strip_prefix('{')?.split_once('}')?;
        self.rest = rest;
        is_property(expression).then_some(())
    }

    /// After `\u`: four digits, two surrogates that make one character, or `{code point}`.
    fn unicode_escape(&mut self) -> Valid<u32> {
        if self.eat("{") {
            let (digits, rest) = self.rest.split_once('}')?;
            self.rest = rest;
            if digits.is_empty() || !digits.bytes().all(|digit| digit.is_ascii_hexdigit()) {
                return None;
            }
            let digits = digits.trim_start_matches('0');
            if digits.is_empty() {
                return Some(0);
            }
            let code = u32::from_str_radix(digits, 16).ok()?;
            return (code <= u32::from(char::MAX)).then_some(code);
        }
        let code = self.hex(4)?;
        if !(0xD800..0xDC00).contains(&code) {
            return Some(code);
        }
        let before = self.rest;
        let low = if self.eat("\\u") { self.hex(4) } else { None };
        match low.filter(|low| (0xDC00..0xE000).contains(low)) {
            Some(low) => Some(0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00)),
            None => {
                // A lone surrogate is a code point too; what follows is the next term.
                self.rest = before;
                Some(code)
            }
        }
    }

    fn hex(&mut self, count: usize) -> Valid<u32> {
        let digits = self.rest.get(..count)?;
        if !digits.bytes().all(|digit| digit.is_ascii_hexdigit()) {
            return None;
        }
        self.rest = self.rest.get(count..)?;
        u32::from_str_radix(digits, 16).ok()
    }

    /// `name>` as in `(?<name>` and `\k<name>` (22.2.1 RegExpIdentifierName).
    pub(super) fn group_name(&mut self) -> Valid<String> {
        let mut name = String::new();
        loop {
            let next = match self.bump()? {
                '>' if !name.is_empty() => return Some(name),
                '\\' if self.eat("u") => char::from_u32(self.unicode_escape()?)?,
                other => other,
            };
            if !(is_start(next) || (!name.is_empty() && is_continue(next))) {
                return None;
            }
            name.push(next);
        }
    }
}

/// `ID_Start` (UAX 31), `$` and `_`. Alphabetic but no `ID_Start` are some marks, circled letters
/// and the vertical tilde.
fn is_start(c: char) -> bool {
    match c {
        '$' | '_' | '\u{1885}' | '\u{1886}' | '\u{2118}' | '\u{212E}' | '\u{309B}' | '\u{309C}' => {
            true
        }
        '\u{2E2F}' | '\u{24B6}'..='\u{24E9}' | '\u{1F130}'..='\u{1F189}' => false,
        _ => c.is_alphabetic() && !is_mark(c),
    }
}

/// Later characters: `ID_Continue`, the joiners, connectors, marks and digits. Numerals that are no
/// digits count as digits, and the marks are those of `unicode`.
fn is_continue(c: char) -> bool {
    matches!(
        c,
        '\u{200C}'
            | '\u{200D}'
            | '\u{B7}'
            | '\u{387}'
            | '\u{203F}'
            | '\u{2040}'
            | '\u{2054}'
            | '\u{30FB}'
            | '\u{FE33}'
            | '\u{FE34}'
            | '\u{FE4D}'..='\u{FE4F}' | '\u{FF3F}' | '\u{FF65}'
    ) || c.is_numeric()
        || is_mark(c)
}
