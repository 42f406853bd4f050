//! A line -> the pieces between its bars, and the kinds of lines of dashes. Splits after GitHub
//! Flavored Markdown, section 4.10: a bar behind a backslash is text. Boxes drawn with other bars
//! and Jira's doubled ones are read, too.

use crate::import::table::{Cell, Line};
use crate::source::SourceId;

/// Text between two bars.
#[derive(Debug, Clone)]
pub(super) struct Piece {
    pub(super) cell: Cell,
    /// A bar follows.
    pub(super) closed: bool,
    /// It begins its line.
    pub(super) first: bool,
    /// The number of its line.
    pub(super) line: usize,
}

/// A line with bars.
#[derive(Debug)]
pub(super) struct Barred {
    pub(super) pieces: Vec<Piece>,
    /// A bar is at the front.
    pub(super) opens: bool,
    /// A bar is at the end.
    pub(super) closes: bool,
}

impl Barred {
    pub(super) fn texts(&self) -> impl Iterator<Item = &str> {
        self.pieces.iter().map(|piece| piece.cell.text.as_str())
    }

    pub(super) fn is_rule(&self) -> bool {
        self.texts().all(is_dashes) && self.texts().any(|text| !text.is_empty())
    }

    pub(super) fn into_cells(self) -> Vec<Cell> {
        self.pieces.into_iter().map(|piece| piece.cell).collect()
    }
}

fn is_dashes(text: &str) -> bool {
    text.chars()
        .all(|c| matches!(c, '-' | ':' | '=' | ' ' | '+' | '\u{2500}'))
        && (text.is_empty() || text.contains(['-', '=', '\u{2500}']))
}

/// A line that only draws: `+---+---+`, `├──┼──┤`.
pub(super) fn is_border(text: &str) -> bool {
    let text = text.trim();
    let signs = text
        .chars()
        .filter(|c| matches!(c, '-' | '=' | '\u{2500}' | '\u{2501}' | '\u{2550}'))
        .count();
    let draws = |c: char| {
        matches!(
            c,
            '+' | '-' | '=' | '|' | ':' | ' ' | '\u{2500}'..='\u{257f}'
        )
    };
    signs >= 3 && text.chars().all(draws)
}

/// The positions at which a line is split.
fn separators(text: &str) -> Vec<(usize, usize)> {
    if text.trim_start().starts_with("||") && !text.trim_start().starts_with("|||") {
        return text
            .match_indices("||")
            .map(|(at, sign)| (at, sign.len()))
            .collect();
    }
    // DokuWiki's head: `^ Field ^ Type ^`
    let bare = text.trim();
    if bare.len() > 4 && bare.starts_with("^ ") && bare.ends_with('^') && !bare.contains('|') {
        return text
            .match_indices('^')
            .map(|(at, sign)| (at, sign.len()))
            .collect();
    }
    let mut out = Vec::new();
    let mut escaped = false;
    for (at, c) in text.char_indices() {
        if c == '|' && !escaped {
            out.push((at, 1));
        }
        escaped = c == '\\' && !escaped;
    }
    if out.is_empty() {
        let other = |c: char| matches!(c, '\u{2502}' | '\u{2503}' | '\u{2551}' | '\u{ff5c}');
        let found: Vec<(usize, usize)> = text
            .match_indices(other)
            .map(|(at, sign)| (at, sign.len()))
            .collect();
        if found.len() > 1 {
            return found;
        }
    }
    out
}

/// The pieces of a line; `None` if it has no bars.
pub(super) fn split(line: Line<'_>, source: SourceId, number: usize) -> Option<Barred> {
    barred(line, source, number, &separators(line.text))
}

fn barred(
    line: Line<'_>,
    source: SourceId,
    number: usize,
    signs: &[(usize, usize)],
) -> Option<Barred> {
    let (first, last) = (signs.first()?, signs.last()?);
    let blank = |part: Option<&str>| part.is_some_and(|part| part.trim().is_empty());
    let opens = blank(line.text.get(..first.0));
    let closes = blank(line.text.get(last.0 + last.1..));
    let mut from = 0;
    let mut pieces: Vec<Piece> = Vec::new();
    let mut add = |from: usize, to: usize, closed: bool| {
        let is_first = pieces.is_empty();
        pieces.push(Piece {
            cell: cell(line, source, from, to),
            closed,
            first: is_first,
            line: number,
        });
    };
    for (index, (at, length)) in signs.iter().enumerate() {
        if !(index == 0 && opens) {
            add(from, *at, true);
        }
        from = at + length;
    }
    if !closes {
        add(from, line.text.len(), false);
    }
    Some(Barred {
        pieces,
        opens,
        closes,
    })
}

/// Where a bracket that opens is closed before the next one opens: `[Line|#line]`.
fn closing(text: &str, at: usize) -> Option<usize> {
    let inner = text.get(at + 1..)?;
    let end = inner.find(['[', ']'])?;
    inner.get(end..)?.starts_with(']').then_some(at + 1 + end)
}

/// The same with bars in code spans and in brackets left alone, for rows that have more cells than the head.
pub(super) fn split_outside_code(line: Line<'_>, source: SourceId) -> Option<Barred> {
    let mut code = false;
    let mut at_tick = Vec::new();
    let mut bracket = 0;
    for (at, c) in line.text.char_indices() {
        match c {
            '`' => code = !code,
            '[' if at >= bracket => bracket = closing(line.text, at).unwrap_or(at),
            _ => {}
        }
        if code || at < bracket {
            at_tick.push(at);
        }
    }
    let signs = separators(line.text);
    let kept: Vec<(usize, usize)> = signs
        .into_iter()
        .filter(|(at, _)| at_tick.binary_search(at).is_err())
        .collect();
    barred(line, source, 0, &kept)
}

/// The trimmed text between two positions of a line.
pub(super) fn cell(line: Line<'_>, source: SourceId, from: usize, to: usize) -> Cell {
    let raw = line.text.get(from..to).unwrap_or_default();
    let text = raw.trim();
    let start = line.start + from + (raw.len() - raw.trim_start().len());
    Cell::new(text.replace("\\|", "|"), source, start, start + text.len())
}
