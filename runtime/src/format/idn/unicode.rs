//! Properties of characters that labels need by RFC 5892, beyond the methods of `char`.
//!
//! The tables end with the Basic Multilingual Plane, and do not separate
//! unassigned code points from the marks around them. Of the 143208 code points
//! that are `PVALID` in Unicode 17, 356 are refused: marks of scripts beyond the
//! plane, most of them historic. Some 800 numerals of such scripts are taken for digits.
//! A zero width non-joiner between joining letters is known for the Arabic script
//! only; elsewhere it takes a virama.

use super::super::marks::{ascends, is_in, is_mark};

/// Whether the code point is allowed in a label in any context: `PVALID` of RFC 5892 section 3.
pub(super) fn is_label_char(c: char) -> bool {
    if c.is_ascii() {
        return matches!(c, 'a'..='z' | '0'..='9' | '-');
    }
    match c {
        // Exceptions of section 2.6 that have no letter's or digit's category.
        '\u{6FD}' | '\u{6FE}' | '\u{F0B}' | '\u{3007}' => true,
        // Case folding maps to capital Cherokee, unlike all other capitals.
        '\u{13A0}'..='\u{13F5}' => true,
        _ => {
            (c.is_alphanumeric() || is_mark(c))
                && c.to_lowercase().eq([c])
                && !is_in(REFUSED, c)
                && !is_refused_beyond_tables(c)
        }
    }
}

/// Whether the canonical combining class is `Virama`.
pub(super) fn is_virama(c: char) -> bool {
    u16::try_from(u32::from(c)).is_ok_and(|code| VIRAMAS.contains(&code))
}

/// Whether a letter (no digit or mark) is of the bidirectional class R or AL.
pub(super) fn is_right_to_left(c: char) -> bool {
    matches!(c, '\u{590}'..='\u{8FF}' | '\u{FB1D}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFF}'
        | '\u{10800}'..='\u{10FFF}' | '\u{1E800}'..='\u{1EFFF}')
}

pub(super) fn is_greek(c: char) -> bool {
    matches!(c, '\u{370}'..='\u{3E1}' | '\u{3F0}'..='\u{3FF}' | '\u{1D26}'..='\u{1D2A}'
        | '\u{1F00}'..='\u{1FFF}')
}

pub(super) fn is_hebrew(c: char) -> bool {
    matches!(c, '\u{591}'..='\u{5F4}' | '\u{FB1D}'..='\u{FB4F}')
}

pub(super) fn is_kana_or_han(c: char) -> bool {
    matches!(c, '\u{3041}'..='\u{3096}' | '\u{309D}'..='\u{309F}' | '\u{30A1}'..='\u{30FA}'
        | '\u{30FD}'..='\u{30FF}' | '\u{31F0}'..='\u{31FF}' | '\u{3005}' | '\u{3007}'
        | '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{FA0E}'..='\u{FA29}'
        | '\u{1AFF0}'..='\u{1B16F}' | '\u{20000}'..='\u{3FFFF}')
}

/// Whether an Arabic letter joins the one that follows it.
pub(super) fn joins_next(c: char) -> bool {
    joins_previous(c) && !is_in(JOINS_PREVIOUS_ONLY, c)
}

/// Whether an Arabic letter joins the one before it.
pub(super) fn joins_previous(c: char) -> bool {
    let is_letter = matches!(c, '\u{620}'..='\u{6D5}' | '\u{6EE}'..='\u{6FF}'
        | '\u{750}'..='\u{77F}')
        && c.is_alphabetic()
        && !is_mark(c);
    is_letter && !matches!(c, '\u{621}' | '\u{640}' | '\u{674}')
}

/// Characters outside the tables' plane that mapping would change: styled and raised letters and
/// digits, and compatibility ideographs.
fn is_refused_beyond_tables(c: char) -> bool {
    matches!(c, '\u{10781}'..='\u{107BF}' | '\u{1D400}'..='\u{1D7FF}' | '\u{1E030}'..='\u{1E06D}'
        | '\u{1EE00}'..='\u{1EEFF}' | '\u{1F100}'..='\u{1FBFF}' | '\u{2F800}'..='\u{2FA1F}')
}

const _: () = assert!(ascends(REFUSED) && ascends(JOINS_PREVIOUS_ONLY));

/// Letters, numerals and marks that are not stable under compatibility mapping and
/// case folding, or disallowed by sections 2.5 to 2.9, and numerals that are no digits.
const REFUSED: &[u16] = &[
    0x00AA, 0x00B5, 0x00B9, 0x00BE, 0x0133, 0x0133, 0x0140, 0x0140, 0x0149, 0x0149, 0x017F, 0x017F,
    0x01C6, 0x01CC, 0x01F3, 0x01F3, 0x02B0, 0x02B8, 0x02E0, 0x02E4, 0x0340, 0x0341, 0x0343, 0x0345,
    0x034F, 0x034F, 0x0374, 0x0374, 0x037A, 0x037A, 0x03D0, 0x03D6, 0x03F0, 0x03F2, 0x03F5, 0x03F5,
    0x0488, 0x0489, 0x0587, 0x0587, 0x0640, 0x0640, 0x0675, 0x0678, 0x07FA, 0x07FA, 0x0958, 0x095F,
    0x09DC, 0x09DF, 0x09F4, 0x09F9, 0x0A33, 0x0A33, 0x0A36, 0x0A36, 0x0A59, 0x0A5B, 0x0A5E, 0x0A5E,
    0x0B5C, 0x0B5D, 0x0B72, 0x0B77, 0x0BF0, 0x0BF2, 0x0C78, 0x0C7E, 0x0D58, 0x0D5E, 0x0D70, 0x0D78,
    0x0E33, 0x0E33, 0x0EB3, 0x0EB3, 0x0EDC, 0x0EDD, 0x0F2A, 0x0F33, 0x0F43, 0x0F43, 0x0F4D, 0x0F4D,
    0x0F52, 0x0F52, 0x0F57, 0x0F57, 0x0F5C, 0x0F5C, 0x0F69, 0x0F69, 0x0F73, 0x0F73, 0x0F75, 0x0F79,
    0x0F81, 0x0F81, 0x0F93, 0x0F93, 0x0F9D, 0x0F9D, 0x0FA2, 0x0FA2, 0x0FA7, 0x0FA7, 0x0FAC, 0x0FAC,
    0x0FB9, 0x0FB9, 0x10FC, 0x10FC, 0x1100, 0x11FF, 0x1369, 0x137C, 0x13F8, 0x13FD, 0x16EE, 0x16F0,
    0x17B4, 0x17B5, 0x17F0, 0x17F9, 0x180B, 0x180F, 0x19DA, 0x19DA, 0x1ABE, 0x1ABE, 0x1C80, 0x1C88,
    0x1D2C, 0x1D2E, 0x1D30, 0x1D3A, 0x1D3C, 0x1D4D, 0x1D4F, 0x1D6A, 0x1D78, 0x1D78, 0x1D9B, 0x1DBF,
    0x1E9A, 0x1E9B, 0x1F71, 0x1F71, 0x1F73, 0x1F73, 0x1F75, 0x1F75, 0x1F77, 0x1F77, 0x1F79, 0x1F79,
    0x1F7B, 0x1F7B, 0x1F7D, 0x1FA7, 0x1FB2, 0x1FB4, 0x1FB7, 0x1FC4, 0x1FC7, 0x1FC7, 0x1FD3, 0x1FD3,
    0x1FE3, 0x1FE3, 0x1FF2, 0x1FF4, 0x1FF7, 0x2149, 0x2150, 0x2182, 0x2185, 0x2793, 0x2C7C, 0x2C7D,
    0x2CFD, 0x2CFD, 0x2D6F, 0x2D6F, 0x3021, 0x3029, 0x302E, 0x303B, 0x309F, 0x309F, 0x30FF, 0x30FF,
    0x3131, 0x3195, 0x3220, 0x32BF, 0xA670, 0xA672, 0xA69C, 0xA69D, 0xA6E6, 0xA6EF, 0xA770, 0xA770,
    0xA7F1, 0xA7F4, 0xA7F8, 0xA7F9, 0xA830, 0xA835, 0xA960, 0xA97C, 0xAB5C, 0xAB5F, 0xAB69, 0xABBF,
    0xD7B0, 0xFA0D, 0xFA10, 0xFA10, 0xFA12, 0xFA12, 0xFA15, 0xFA1E, 0xFA20, 0xFA20, 0xFA22, 0xFA22,
    0xFA25, 0xFA26, 0xFA2A, 0xFB1D, 0xFB1F, 0xFE0F, 0xFE70, 0xFE72, 0xFE74, 0xFFDC,
];

/// Arabic letters with `Joining_Type` R.
const JOINS_PREVIOUS_ONLY: &[u16] = &[
    0x0622, 0x0625, 0x0627, 0x0627, 0x0629, 0x0629, 0x062F, 0x0632, 0x0648, 0x0648, 0x0671, 0x0673,
    0x0688, 0x0699, 0x06C0, 0x06C0, 0x06C3, 0x06CB, 0x06CD, 0x06CD, 0x06CF, 0x06CF, 0x06D2, 0x06D5,
    0x06EE, 0x06EF, 0x0759, 0x075B, 0x076B, 0x076C, 0x0771, 0x0771, 0x0773, 0x0774, 0x0778, 0x0779,
];

/// Canonical combining class 9.
const VIRAMAS: &[u16] = &[
    0x094D, 0x09CD, 0x0A4D, 0x0ACD, 0x0B4D, 0x0BCD, 0x0C4D, 0x0CCD, 0x0D3B, 0x0D3C, 0x0D4D, 0x0DCA,
    0x0E3A, 0x0EBA, 0x0F84, 0x1039, 0x103A, 0x1714, 0x1715, 0x1734, 0x17D2, 0x1A60, 0x1B44, 0x1BAA,
    0x1BAB, 0x1BF2, 0x1BF3, 0x2D7F, 0xA806, 0xA82C, 0xA8C4, 0xA953, 0xA9C0, 0xAAF6, 0xABED,
];
