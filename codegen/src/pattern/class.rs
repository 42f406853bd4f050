//! The content of brackets -> one set of characters (ECMA-262 22.2.1 CharacterClass, Annex B.1.2 ClassRanges).
//!
//! Also the classes that an escape names (`\d`), and case folding for `(?i:`, which ends at ASCII. Knows nothing of
//! the terms around it.

use super::ast::{Class, PatternNode, Property};
use super::parse::{Parser, Result};
use super::set::{CharSet, DIGIT, SPACE, WORD, scalar_range};

/// The parts of a class before they become a set.
#[derive(Default)]
pub(super) struct Items {
    /// Characters and ranges as written: subject to case folding.
    written: Vec<(char, char)>,
    /// The sets of escapes like `\w`: complete under case folding.
    named: Vec<(char, char)>,
    pub(super) properties: Vec<Property>,
}

impl Items {
    /// Adds an inclusive range of code points.
    pub(super) fn push(&mut self, low: u32, high: u32) {
        self.written.extend(scalar_range(low, high));
    }

    fn add(&mut self, atom: Atom) {
        match atom {
            Atom::Code(code) => self.push(code, code),
            Atom::Named(ranges) => self.named.extend(ranges),
            Atom::Property(property) => self.properties.push(property),
        }
    }
}

/// ClassAtom.
enum Atom {
    Code(u32),
    Named(Vec<(char, char)>),
    Property(Property),
}

impl Parser<'_> {
    /// The rest of a class after its `[` at offset `from`.
    pub(super) fn bracket(&mut self, from: usize) -> Result<PatternNode> {
        let negated = self.eat("^");
        let mut items = Items::default();
        while !self.eat("]") {
            let start = self.at;
            let low = self.atom(from)?;
            // A `-` before the `]` is a character, and the next round takes it.
            if self
                .text
                .get(self.at..)
                .is_some_and(|rest| rest.starts_with("-]"))
                || !self.eat("-")
            {
                items.add(low);
                continue;
            }
            let high = self.atom(from)?;
            match (low, high) {
                (Atom::Code(low), Atom::Code(high)) if low <= high => items.push(low, high),
                (Atom::Code(_), Atom::Code(_)) => {
                    return self.fail(start, "this range ends before it starts");
                }
                _ if self.unicode => {
                    return self.fail(start, "a range must be between two characters");
                }
                // Annex B: the three are literals.
                (low, high) => {
                    items.add(low);
                    items.add(Atom::Code(u32::from('-')));
                    items.add(high);
                }
            }
        }
        Ok(self.class_node(from, negated, items))
    }

    fn atom(&mut self, bracket: usize) -> Result<Atom> {
        let from = self.at;
        match self.bump() {
            None => self.fail(bracket, "this `[` has no `]`"),
            Some('\\') => self.atom_escape(from, bracket),
            Some(literal) => Ok(Atom::Code(u32::from(literal))),
        }
    }

    /// ClassEscape, after its `\` at offset `from`.
    fn atom_escape(&mut self, from: usize, bracket: usize) -> Result<Atom> {
        let Some(first) = self.bump() else {
            return self.fail(bracket, "this `[` has no `]`");
        };
        Ok(match first {
            'b' => Atom::Code(0x08),
            '-' => Atom::Code(u32::from('-')),
            'd' | 'D' | 's' | 'S' | 'w' | 'W' => Atom::Named(self.class_escape(first)),
            'p' | 'P' if self.unicode => Atom::Property(self.property(from, first == 'P')?),
            'c' if !self.unicode => match self.peek() {
                // Annex B, ClassControlLetter: in brackets, digits and `_` count as letters.
                Some(letter @ ('0'..='9' | '_')) => {
                    self.bump();
                    Atom::Code(u32::from(letter) % 32)
                }
                _ => Atom::Code(self.character_escape(from, first)?),
            },
            other => Atom::Code(self.character_escape(from, other)?),
        })
    }

    /// The characters of `\d`, `\D`, `\s`, `\S`, `\w` and `\W`.
    pub(super) fn class_escape(&self, letter: char) -> Vec<(char, char)> {
        let mut ranges = match letter {
            'd' | 'D' => DIGIT,
            's' | 'S' => SPACE,
            _ => WORD,
        }
        .to_vec();
        if self.unicode && self.flags.ignore_case && matches!(letter, 'w' | 'W') {
            ranges.extend(FOLDED_TO_ASCII.iter().map(|&(_, c)| (c, c)));
        }
        if letter.is_ascii_uppercase() {
            return CharSet::new(ranges).complement().ranges().to_vec();
        }
        ranges
    }

    /// The node of a class, with case folding if a group enables it.
    pub(super) fn class_node(&self, from: usize, negated: bool, mut items: Items) -> PatternNode {
        if self.flags.ignore_case {
            if !items.properties.is_empty()
                || items.written.iter().any(|(_, high)| !high.is_ascii())
            {
                return self.beyond(from, "characters beyond ASCII without regard to case");
            }
            self.fold(&mut items.written);
        }
        items.written.append(&mut items.named);
        PatternNode::Class(Class::new(
            negated,
            CharSet::new(items.written),
            items.properties,
        ))
    }

    /// Adds the other case of ASCII letters (ECMA-262 22.2.2.7.3 Canonicalize).
    fn fold(&self, ranges: &mut Vec<(char, char)>) {
        let letters = CharSet::new(ranges.clone()).ascii();
        for letter in ('a'..='z').chain('A'..='Z') {
            if letters >> u32::from(letter) & 1 == 0 {
                continue;
            }
            let other = char::from_u32(u32::from(letter) ^ 0x20).unwrap_or(letter);
            ranges.push((other, other));
            // With the `u` flag a character is folded to lower case, else to upper case but never into ASCII.
            for &(ascii, beyond) in FOLDED_TO_ASCII {
                if self.unicode && ascii == letter.to_ascii_lowercase() {
                    ranges.push((beyond, beyond));
                }
            }
        }
    }
}

/// The only characters beyond ASCII whose simple case folding is an ASCII letter.
const FOLDED_TO_ASCII: &[(char, char)] = &[('s', '\u{17f}'), ('k', '\u{212a}')];
