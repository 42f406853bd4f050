//! The validity of a decoded label by RFC 5891 section 4.2: its code points (RFC 5892), their
//! context (its appendix A), and the Bidi rule (RFC 5893).
//!
//! Not checked, as it would take large tables: that a label is in Unicode
//! normalization form C, and what [`super::unicode`] leaves out. In the Bidi rule
//! spacing marks count as nonspacing ones, and modifier letters of class ON as
//! letters.

use super::super::host::Direction;
use super::super::marks;
use super::unicode;

/// Whether a label may be registered, apart from the Bidi rule and its length.
pub(super) fn is_valid(label: &[char]) -> bool {
    let hyphens = matches!(label, ['-', ..] | [.., '-'] | [_, _, '-', '-', ..]);
    let leading_mark = label.first().is_none_or(|c| marks::is_mark(*c));
    !hyphens && !leading_mark && (0..label.len()).all(|at| is_allowed(label, at))
}

/// The Bidi rule of RFC 5893 section 2, for a label that is otherwise valid.
pub(super) fn direction(label: &[char]) -> Direction {
    let has = |class| label.iter().any(|c| bidi_class(*c) == class);
    let first = label.first().map(|c| bidi_class(*c));
    let last = label
        .iter()
        .rev()
        .map(|c| bidi_class(*c))
        .find(|class| *class != Bidi::Mark);
    let (left, arabic_numbers) = (has(Bidi::Left), has(Bidi::ArabicNumber));
    let right_to_left = has(Bidi::Right) || arabic_numbers;
    let mixes_digits = arabic_numbers && has(Bidi::EuropeanNumber);
    let keeps_rule = match (first, last) {
        (Some(Bidi::Left), Some(Bidi::Left | Bidi::EuropeanNumber)) => !right_to_left,
        (_, Some(Bidi::Neutral) | None) => false,
        (Some(Bidi::Right), _) => !left && !mixes_digits,
        _ => false,
    };
    Direction {
        right_to_left,
        keeps_rule,
    }
}

/// The bidirectional classes that the rule distinguishes.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Bidi {
    Left,
    Right,
    EuropeanNumber,
    ArabicNumber,
    /// ES, ON and BN: in labels, the hyphen and some characters with context rules.
    Neutral,
    /// NSM.
    Mark,
}

fn bidi_class(c: char) -> Bidi {
    match c {
        '0'..='9' | '\u{6F0}'..='\u{6F9}' => Bidi::EuropeanNumber,
        '\u{660}'..='\u{669}' | '\u{10D30}'..='\u{10D39}' => Bidi::ArabicNumber,
        '-' | '\u{B7}' | '\u{375}' | '\u{200C}' | '\u{200D}' | '\u{30FB}' => Bidi::Neutral,
        _ if marks::is_mark(c) => Bidi::Mark,
        _ if unicode::is_right_to_left(c) => Bidi::Right,
        _ => Bidi::Left,
    }
}

/// The context rules of RFC 5892 appendix A, or else the class of the code point.
fn is_allowed(label: &[char], at: usize) -> bool {
    let Some(c) = label.get(at).copied() else {
        return false;
    };
    let before = at
        .checked_sub(1)
        .and_then(|before| label.get(before).copied());
    let after = label.get(at + 1).copied();
    match c {
        // A.1 and A.2: the two joiners.
        '\u{200C}' => before.is_some_and(unicode::is_virama) || breaks_cursive_join(label, at),
        '\u{200D}' => before.is_some_and(unicode::is_virama),
        // A.3: the middle dot of Catalan.
        '\u{B7}' => before == Some('l') && after == Some('l'),
        // A.4: Greek keraia.
        '\u{375}' => after.is_some_and(unicode::is_greek),
        // A.5 and A.6: Hebrew geresh and gershayim.
        '\u{5F3}' | '\u{5F4}' => before.is_some_and(unicode::is_hebrew),
        // A.7: Katakana middle dot.
        '\u{30FB}' => label.iter().any(|c| unicode::is_kana_or_han(*c)),
        // A.8 and A.9: the two kinds of Arabic digits.
        '\u{660}'..='\u{669}' => !label.iter().any(|c| matches!(c, '\u{6F0}'..='\u{6F9}')),
        '\u{6F0}'..='\u{6F9}' => !label.iter().any(|c| matches!(c, '\u{660}'..='\u{669}')),
        _ => unicode::is_label_char(c),
    }
}

/// Whether the letters around the position would join, ignoring marks between them.
fn breaks_cursive_join(label: &[char], at: usize) -> bool {
    let (before, rest) = label.split_at(at);
    let mut after = rest.iter().skip(1).skip_while(|c| marks::is_mark(**c));
    let mut before = before.iter().rev().skip_while(|c| marks::is_mark(**c));
    before.next().is_some_and(|c| unicode::joins_next(*c))
        && after.next().is_some_and(|c| unicode::joins_previous(*c))
}
