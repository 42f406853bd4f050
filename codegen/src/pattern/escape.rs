//! Text after a backslash -> a term or character (ECMA-262 22.2.1 AtomEscape, CharacterEscape, Annex B.1.2).
//!
//! Also names of groups and properties, which share these escapes. Knows nothing of the terms around it.

use super::ast::{Class, PatternNode, Property};
use super::class::Items;
use super::parse::{Parser, Result, decimal, set_node};
use super::set::CharSet;

impl<'p> Parser<'p> {
    /// The escape after a `\` at offset `from`, outside of brackets, and whether a quantifier may follow.
    pub(super) fn escape(&mut self, from: usize) -> Result<(PatternNode, bool)> {
        let Some(first) = self.bump() else {
            return self.fail(from, "nothing follows this `\\`");
        };
        let node = match first {
            'b' | 'B' if self.unicode && self.flags.ignore_case => {
                // Here U+017F and U+212A are word characters too, and only here.
                return Ok((
                    self.beyond(from, "word boundary without regard to case"),
                    false,
                ));
            }
            'b' | 'B' => {
                return Ok((
                    PatternNode::WordBoundary {
                        negated: first == 'B',
                    },
                    false,
                ));
            }
            'd' | 'D' | 's' | 'S' | 'w' | 'W' => set_node(CharSet::new(self.class_escape(first))),
            'p' | 'P' if self.unicode => {
                let property = self.property(from, first == 'P')?;
                self.property_node(from, property)
            }
            '1'..='9' => self.numbered(from, first)?,
            'k' if self.unicode || self.has_names => {
                let name = match self.eat("<") {
                    true => self.group_name()?,
                    false => return self.fail(from, "`\\k` must be written `\\k<name>`"),
                };
                self.references.push((from, name));
                self.beyond(from, "back-reference")
            }
            other => {
                let code = self.character_escape(from, other)?;
                self.literal(from, code)
            }
        };
        Ok((node, true))
    }

    /// `\1` and so on: a back-reference, or without the `u` flag and such a group, a character.
    fn numbered(&mut self, from: usize, first: char) -> Result<PatternNode> {
        let digits = self.text.get(from + 1..).unwrap_or_default();
        let length = digits.bytes().take_while(u8::is_ascii_digit).count();
        let number = digits.get(..length).and_then(decimal).unwrap_or(u64::MAX);
        if number <= self.groups {
            self.at = from + 1 + length;
            return Ok(self.beyond(from, "back-reference"));
        }
        if self.unicode {
            return self.fail(from, &format!("there is no group {number}"));
        }
        let code = self.character_escape(from, first)?;
        Ok(self.literal(from, code))
    }

    /// A single property as a term.
    fn property_node(&self, from: usize, property: Property) -> PatternNode {
        let mut items = Items::default();
        items.properties.push(property);
        self.class_node(from, false, items)
    }

    /// The code point of a CharacterEscape whose first character is `first`, inside of brackets or outside.
    pub(super) fn character_escape(&mut self, from: usize, first: char) -> Result<u32> {
        let code = match first {
            't' => 0x09,
            'n' => 0x0a,
            'v' => 0x0b,
            'f' => 0x0c,
            'r' => 0x0d,
            '0' if !self.peek().is_some_and(|next| next.is_ascii_digit()) => 0,
            'c' => match self.peek().filter(char::is_ascii_alphabetic) {
                Some(letter) => {
                    self.bump();
                    u32::from(letter) % 32
                }
                None if self.unicode => {
                    return self.fail(from, "`\\c` must be followed by a letter");
                }
                // Annex B: the backslash is a literal and the `c` is the next term.
                None => {
                    self.at = from + 1;
                    u32::from('\\')
                }
            },
            'x' => match self.hex(2) {
                Some(code) => code,
                None if self.unicode => {
                    return self.fail(from, "`\\x` must be followed by two hexadecimal digits");
                }
                None => u32::from('x'),
            },
            'u' => match self.unicode_escape(self.unicode) {
                Some(code) => code,
                None if self.unicode => {
                    return self.fail(
                        from,
                        "`\\u` must be followed by four hexadecimal digits or `{code point}`",
                    );
                }
                None => u32::from('u'),
            },
            '^' | '$' | '\\' | '.' | '*' | '+' | '?' | '(' | ')' | '[' | ']' | '{' | '}' | '|'
            | '/' => u32::from(first),
            _ if self.unicode => {
                return self.fail(from, &format!("there is no escape `\\{first}`"));
            }
            '0'..='7' => self.octal(first),
            'k' if self.has_names => return self.fail(from, "there is no escape `\\k` here"),
            other => u32::from(other),
        };
        Ok(code)
    }

    /// LegacyOctalEscapeSequence: one to three digits, at most `\377`.
    fn octal(&mut self, first: char) -> u32 {
        let mut code = first.to_digit(8).unwrap_or_default();
        for _ in 0..2 {
            match self.peek().and_then(|next| next.to_digit(8)) {
                Some(digit) if code * 8 + digit <= 0o377 => {
                    code = code * 8 + digit;
                    self.bump();
                }
                _ => break,
            }
        }
        code
    }

    /// RegExpUnicodeEscapeSequence after `\u`; nothing is taken if there is none. Two surrogates make one character
    /// without the `u` flag as well, because the text consists of code points. `{` needs the flag.
    fn unicode_escape(&mut self, braces: bool) -> Option<u32> {
        let from = self.at;
        if braces && self.eat("{") {
            let rest = self.text.get(self.at..).unwrap_or_default();
            let length = rest.bytes().take_while(u8::is_ascii_hexdigit).count();
            let digits = rest.get(..length).unwrap_or_default();
            self.at += length;
            let code = u32::from_str_radix(digits, 16)
                .ok()
                .filter(|code| *code <= 0x10_ffff);
            if code.is_some() && self.eat("}") {
                return code;
            }
            self.at = from;
            return None;
        }
        let lead = self.hex(4)?;
        let after_lead = self.at;
        if (0xd800..0xdc00).contains(&lead) && self.eat("\\u") {
            if let Some(trail @ 0xdc00..0xe000) = self.hex(4) {
                return Some(0x1_0000 + ((lead - 0xd800) << 10) + (trail - 0xdc00));
            }
            self.at = after_lead;
        }
        Some(lead)
    }

    /// Exactly `count` hexadecimal digits.
    fn hex(&mut self, count: usize) -> Option<u32> {
        let digits = self.text.get(self.at..self.at + count)?;
        if !digits.bytes().all(|digit| digit.is_ascii_hexdigit()) {
            return None;
        }
        self.at += count;
        u32::from_str_radix(digits, 16).ok()
    }

    /// `name>` as in `(?<name>` and `\k<name>`. Whether its characters are allowed is looked up later.
    pub(super) fn group_name(&mut self) -> Result<String> {
        let from = self.at;
        let mut name = String::new();
        loop {
            let next = match self.bump() {
                Some('>') if !name.is_empty() => return Ok(name),
                Some('\\') if self.eat("u") => self.unicode_escape(true).and_then(char::from_u32),
                other => other,
            };
            match next {
                Some(c) if c.is_alphanumeric() || c == '$' || c == '_' || !c.is_ascii() => {
                    name.push(c)
                }
                _ => return self.fail(from, "a group name is an identifier and ends with `>`"),
            }
        }
    }

    /// `{Name}` or `{Name=Value}` after `\p` or `\P`. Whether it exists is looked up later.
    pub(super) fn property(&mut self, from: usize, negated: bool) -> Result<Property> {
        let rest = self.text.get(self.at..).unwrap_or_default();
        let inside = rest.strip_prefix('{').and_then(|rest| rest.split_once('}'));
        let Some((expression, _)) = inside else {
            return self.fail(
                from,
                "a property must be written `\\p{Name}` or `\\p{Name=Value}`",
            );
        };
        self.at += expression.len() + 2;
        self.named
            .push((from, self.text.get(from..self.at).unwrap_or_default()));
        Ok(Property {
            negated,
            expression: expression.to_owned(),
        })
    }

    /// A term that matches one code point; nothing at all if that is a surrogate.
    pub(super) fn literal(&self, from: usize, code: u32) -> PatternNode {
        let mut items = Items::default();
        items.push(code, code);
        self.class_node(from, false, items)
    }
}

impl Class {
    /// A class of known characters, or one with properties where there are any.
    pub(super) fn new(negated: bool, set: CharSet, properties: Vec<Property>) -> Class {
        match (properties.is_empty(), negated) {
            (true, false) => Class::Set(set),
            (true, true) => Class::Set(set.complement()),
            (false, negated) => Class::Unicode {
                negated,
                set,
                properties,
            },
        }
    }
}
