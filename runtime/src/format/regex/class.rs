//! Character classes in brackets (ECMA-262 22.2.1 CharacterClass).

use super::{Scanner, Valid};

/// ClassAtom.
enum Atom {
    /// One code point.
    Code(u32),
    /// An escape like `\w`, which cannot bound a range.
    Set,
}

impl Scanner<'_> {
    /// After a `[`, up to its `]`.
    pub(super) fn class(&mut self) -> Valid {
        self.eat("^");
        while !self.eat("]") {
            let low = self.atom()?;
            // A `-` before the `]` is a character, and the next round takes it.
            if self.rest.starts_with("-]") || !self.eat("-") {
                continue;
            }
            match (low, self.atom()?) {
                (Atom::Code(low), Atom::Code(high)) if low <= high => {}
                _ => return None,
            }
        }
        Some(())
    }

    fn atom(&mut self) -> Valid<Atom> {
        match self.bump()? {
            '\\' => self.atom_escape(),
            literal => Some(Atom::Code(u32::from(literal))),
        }
    }

    /// ClassEscape, after its `\`.
    fn atom_escape(&mut self) -> Valid<Atom> {
        match self.bump()? {
            'b' => Some(Atom::Code(0x08)),
            '-' => Some(Atom::Code(u32::from('-'))),
            'd' | 'D' | 's' | 'S' | 'w' | 'W' => Some(Atom::Set),
            'p' | 'P' => self.property().map(|()| Atom::Set),
            other => self.character_escape(other).map(Atom::Code),
        }
    }
}
