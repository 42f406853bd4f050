//! Sets of characters: ranges in any order -> sorted ranges that neither overlap nor touch.
//!
//! A member is a Unicode scalar value, because text in Rust holds nothing else: a lone surrogate of a pattern
//! (`\ud800`) is in no set. Knows nothing of patterns; the white space and word lists are those of ECMA-262
//! (sections 12.2 White Space, 12.3 Line Terminators, 22.2.2.9.3 WordCharacters).

/// The characters that `\d` matches.
pub(super) const DIGIT: &[(char, char)] = &[('0', '9')];

/// The characters that `\w` matches.
pub(super) const WORD: &[(char, char)] = &[('0', '9'), ('A', 'Z'), ('_', '_'), ('a', 'z')];

/// The characters that `\s` matches: WhiteSpace and LineTerminator.
pub(super) const SPACE: &[(char, char)] = &[
    ('\t', '\r'),
    (' ', ' '),
    ('\u{a0}', '\u{a0}'),
    ('\u{1680}', '\u{1680}'),
    ('\u{2000}', '\u{200a}'),
    ('\u{2028}', '\u{2029}'),
    ('\u{202f}', '\u{202f}'),
    ('\u{205f}', '\u{205f}'),
    ('\u{3000}', '\u{3000}'),
    ('\u{feff}', '\u{feff}'),
];

/// The characters that `.` does not match.
pub(super) const LINE_TERMINATOR: &[(char, char)] =
    &[('\n', '\n'), ('\r', '\r'), ('\u{2028}', '\u{2029}')];

/// A set of characters as inclusive ranges, sorted, with a gap between any two.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct CharSet {
    ranges: Vec<(char, char)>,
}

impl CharSet {
    /// The union of inclusive ranges given in any order. A range whose ends are reversed is empty.
    pub(super) fn new(mut ranges: Vec<(char, char)>) -> CharSet {
        ranges.retain(|(low, high)| low <= high);
        ranges.sort_unstable();
        let mut merged: Vec<(char, char)> = Vec::with_capacity(ranges.len());
        for (low, high) in ranges {
            match merged.last_mut() {
                // No successor means that the last range already ends at the greatest character.
                Some((_, end)) if successor(*end).is_none_or(|next| low <= next) => {
                    *end = high.max(*end);
                }
                _ => merged.push((low, high)),
            }
        }
        CharSet { ranges: merged }
    }

    /// Every character that is not in the set.
    pub(super) fn complement(&self) -> CharSet {
        let mut ranges = Vec::with_capacity(self.ranges.len() + 1);
        let mut from = Some('\0');
        for &(low, high) in &self.ranges {
            if let (Some(first), Some(last)) = (from, predecessor(low))
                && first <= last
            {
                ranges.push((first, last));
            }
            from = successor(high);
        }
        if let Some(first) = from {
            ranges.push((first, char::MAX));
        }
        CharSet { ranges }
    }

    /// Whether no character is in both sets.
    pub(super) fn is_disjoint(&self, other: &CharSet) -> bool {
        let (mut left, mut right) = (self.ranges.iter(), other.ranges.iter());
        let (mut a, mut b) = (left.next(), right.next());
        while let (Some(&(a_low, a_high)), Some(&(b_low, b_high))) = (a, b) {
            if a_high < b_low {
                a = left.next();
            } else if b_high < a_low {
                b = right.next();
            } else {
                return false;
            }
        }
        true
    }

    /// The set's ranges, in order.
    pub(super) fn ranges(&self) -> &[(char, char)] {
        &self.ranges
    }

    /// The ASCII part: bit `c` is set if the ASCII character `c` is in the set.
    pub(super) fn ascii(&self) -> u128 {
        let mut bits = 0;
        for &(low, high) in &self.ranges {
            for code in u32::from(low)..=u32::from(high).min(127) {
                bits |= 1 << code;
            }
        }
        bits
    }

    /// The ranges of the part beyond ASCII, in order.
    pub(super) fn beyond_ascii(&self) -> Vec<(char, char)> {
        self.ranges
            .iter()
            .filter(|(_, high)| !high.is_ascii())
            .map(|&(low, high)| (low.max('\u{80}'), high))
            .collect()
    }
}

/// The inclusive range of code points as a range of characters; `None` if it holds surrogates only.
pub(super) fn scalar_range(low: u32, high: u32) -> Option<(char, char)> {
    let low = char::from_u32(low).unwrap_or('\u{e000}');
    let high = char::from_u32(high).unwrap_or('\u{d7ff}');
    (low <= high).then_some((low, high))
}

fn successor(c: char) -> Option<char> {
    match c {
        '\u{d7ff}' => Some('\u{e000}'),
        c => char::from_u32(u32::from(c) + 1),
    }
}

fn predecessor(c: char) -> Option<char> {
    match c {
        '\u{e000}' => Some('\u{d7ff}'),
        c => char::from_u32(u32::from(c).checked_sub(1)?),
    }
}
