//! The characters of a query.

use super::PathError;

pub(super) struct Lexer<'t> {
    text: &'t str,
    pub(super) at: usize,
}

/// Integers that every JSON reader holds exactly (RFC 9535 section 2.1).
const GREATEST: i64 = (1 << 53) - 1;

impl<'t> Lexer<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        Self { text, at: 0 }
    }

    pub(super) fn rest(&self) -> &'t str {
        self.text.get(self.at..).unwrap_or_default()
    }

    pub(super) fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    pub(super) fn fail<T>(&self, message: impl Into<String>) -> Result<T, PathError> {
        Err(PathError {
            at: self.at,
            message: message.into(),
        })
    }

    pub(super) fn expected<T>(&self, what: &str) -> Result<T, PathError> {
        match self.peek() {
            Some(c) => self.fail(format!("expected {what} before `{c}`")),
            None => self.fail(format!("expected {what} at the end")),
        }
    }

    pub(super) fn take(&mut self, token: &str) -> bool {
        let found = self.rest().starts_with(token);
        if found {
            self.at += token.len();
        }
        found
    }

    pub(super) fn space(&mut self) {
        let rest = self.rest();
        let trimmed = rest.trim_start_matches([' ', '\t', '\n', '\r']);
        self.at += rest.len() - trimmed.len();
    }

    /// Characters while `is` holds.
    fn run(&mut self, is: impl Fn(char) -> bool) -> &'t str {
        let rest = self.rest();
        let end = rest.find(|c| !is(c)).unwrap_or(rest.len());
        let (run, _) = rest.split_at(end);
        self.at += end;
        run
    }

    /// A name after a dot (`member-name-shorthand`).
    pub(super) fn shorthand(&mut self) -> Result<String, PathError> {
        let starts = |c: char| c.is_ascii_alphabetic() || c == '_' || !c.is_ascii();
        if !self.peek().is_some_and(starts) {
            return self.expected("a name, `*` or `[`");
        }
        let name = self.run(|c| starts(c) || c.is_ascii_digit()).to_owned();
        if self.peek() == Some('-') {
            return self.fail(format!(
                "a name with `-` needs brackets: write `['{name}-...']`"
            ));
        }
        Ok(name)
    }

    /// An integer of an index or slice.
    pub(super) fn integer(&mut self) -> Result<i64, PathError> {
        let start = self.at;
        let is_negative = self.take("-");
        let digits = self.run(|c| c.is_ascii_digit());
        let leads = digits.starts_with('0') && (digits.len() > 1 || is_negative);
        let number = digits.parse::<i64>().ok();
        match number.filter(|number| *number <= GREATEST && !leads) {
            Some(number) => Ok(if is_negative { -number } else { number }),
            None => {
                self.at = start;
                self.expected("an integer without leading zeros")
            }
        }
    }

    /// A number of a comparison, by its JSON text.
    pub(super) fn number(&mut self) -> Result<String, PathError> {
        let start = self.at;
        self.take("-");
        let whole = self.run(|c| c.is_ascii_digit());
        let mut valid = !whole.is_empty() && (whole.len() == 1 || !whole.starts_with('0'));
        if self.take(".") {
            valid &= !self.run(|c| c.is_ascii_digit()).is_empty();
        }
        if self.take("e") || self.take("E") {
            let _ = self.take("-") || self.take("+");
            valid &= !self.run(|c| c.is_ascii_digit()).is_empty();
        }
        let text = self.text.get(start..self.at).unwrap_or_default();
        if valid {
            return Ok(text.to_owned());
        }
        self.at = start;
        self.expected("a number as JSON writes it")
    }

    /// A string in single or double quotes.
    pub(super) fn string(&mut self) -> Result<String, PathError> {
        let quote = match self.peek() {
            Some(quote @ ('"' | '\'')) => quote,
            _ => return self.expected("a string in quotes"),
        };
        self.at += 1;
        let mut out = String::new();
        loop {
            match self.peek() {
                None => return self.fail("the string does not end"),
                Some(c) if c == quote => {
                    self.at += 1;
                    return Ok(out);
                }
                Some(c) if c < ' ' => return self.fail("a control character in a string"),
                Some('\\') => {
                    self.at += 1;
                    out.push(self.escaped(quote)?);
                }
                Some(c) => {
                    self.at += c.len_utf8();
                    out.push(c);
                }
            }
        }
    }

    fn escaped(&mut self, quote: char) -> Result<char, PathError> {
        let c = self.peek();
        let plain = match c {
            Some('b') => '\u{8}',
            Some('f') => '\u{c}',
            Some('n') => '\n',
            Some('r') => '\r',
            Some('t') => '\t',
            Some(c @ ('/' | '\\')) => c,
            Some(c) if c == quote => c,
            Some('u') => {
                self.at += 1;
                return self.scalar();
            }
            _ => return self.fail("no such escape in a string"),
        };
        self.at += 1;
        Ok(plain)
    }

    /// Four digits, or twice four that are a surrogate pair.
    fn scalar(&mut self) -> Result<char, PathError> {
        let first = self.four()?;
        if !(0xd800..0xdc00).contains(&first) {
            return match char::from_u32(first) {
                Some(c) => Ok(c),
                None => self.fail("half of a surrogate pair"),
            };
        }
        if !self.take("\\u") {
            return self.fail("half of a surrogate pair");
        }
        let second = self.four()?;
        let low = second.checked_sub(0xdc00).filter(|low| *low < 0x400);
        match low.and_then(|low| char::from_u32(0x10000 + ((first - 0xd800) << 10) + low)) {
            Some(c) => Ok(c),
            None => self.fail("half of a surrogate pair"),
        }
    }

    fn four(&mut self) -> Result<u32, PathError> {
        let digits = self.rest().get(..4).unwrap_or_default();
        let is_hex = digits.len() == 4 && digits.bytes().all(|b| b.is_ascii_hexdigit());
        match u32::from_str_radix(digits, 16) {
            Ok(number) if is_hex => {
                self.at += 4;
                Ok(number)
            }
            _ => self.expected("four hexadecimal digits"),
        }
    }

    /// A word of lower case letters, digits and underscores, looked at only.
    pub(super) fn word(&self) -> &'t str {
        let rest = self.rest();
        let is = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
        let end = rest.find(|c| !is(c)).unwrap_or(rest.len());
        rest.get(..end).unwrap_or_default()
    }
}
