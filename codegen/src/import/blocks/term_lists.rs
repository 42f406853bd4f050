//! Lines of a list -> its entries: bullets, definitions below their terms with a colon in front, and
//! AsciiDoc's terms with two colons behind. Knows no types but those of lists.

use super::terms::{DASHES, Entry, closing, entry, grid_with, is_label, named, renamed};
use super::{Block, Grid, records};
use crate::import::facts;
use crate::import::table::{Cell, Line};
use crate::import::text;
use crate::import::types::{Type, plain};
use crate::source::{SourceId, Span};

/// A bullet: how far it is put in, and where its text begins.
fn bullet(line: &str) -> Option<(usize, usize)> {
    let text = line.trim_start();
    let blanks = line.len() - text.len();
    let signed = ["- ", "* ", "+ ", "\u{2022} "]
        .iter()
        .find_map(|sign| text.strip_prefix(sign));
    // `1. id`, `2) name`
    let digits = text.trim_start_matches(|c: char| c.is_ascii_digit());
    let numbered = [". ", ") "]
        .iter()
        .find_map(|sign| digits.strip_prefix(sign));
    let numbered = numbered.filter(|_| digits.len() < text.len() && text.len() < digits.len() + 4);
    if is_paragraph(line) {
        return Some((0, 0));
    }
    let rest = signed.or(numbered)?;
    Some((blanks, line.len() - rest.trim_start().len()))
}

/// A paragraph that begins as an entry does: `` `id` (string): The number ``.
fn is_paragraph(line: &str) -> bool {
    let found = named(line).filter(|_| line.starts_with(['`', '*']));
    found.is_some_and(|(_, rest)| {
        let gap = rest.strip_prefix(' ').unwrap_or(rest);
        let inner = closing(gap).and_then(|end| gap.get(1..end));
        gap.starts_with('(') && inner.is_some_and(is_typed)
    })
}

/// `` `id` (string, required): The number ``: the term, and where the words begin; a name in ticks may
/// stand alone.
fn term_end(text: &str) -> Option<(usize, usize)> {
    let (_, rest) = named(text).filter(|_| !is_label(text))?;
    let from = text.len() - rest.len();
    let mut end = from;
    // `**id** \u{2013} *integer* \u{2013} The number`
    if let Some(gap) = dashed(rest)
        && let Some(length) = emphasised(gap)
        && plain::is_known(&text::shown(gap.get(..length)?))
    {
        end = text.len() - gap.len() + length;
    }
    // `` `id` - string - The number ``
    if let Some(length) = typed_between(rest).filter(|_| text.starts_with(['`', '*'])) {
        let words = text
            .get(from + length..)?
            .trim_start_matches(DASHES_AND_BLANKS);
        return Some((from + length, text.len() - words.len()));
    }
    // `*string*, **required** (max 5)`
    while let Some(open) = text.get(end..) {
        let gap = open.trim_start_matches([' ', ',']);
        // ``**id**: `string` ``
        let typed = gap.strip_prefix(": ").filter(|_| end == from);
        let gap = typed.filter(|gap| gap.starts_with('`')).unwrap_or(gap);
        let at = text.len() - gap.len();
        let length = match gap.chars().next() {
            // `(see [below](#nested))` are words.
            Some('(') if gap.to_ascii_lowercase().starts_with("(see ") => None,
            Some('(') => closing(gap).map(|at| at + 1),
            Some('*' | '_') => emphasised(gap),
            Some('`') if end == from => coded_type(gap),
            // JSDoc's `{string}`
            Some('{') => gap.find('}').map(|at| at + 1).filter(|end| {
                let inner = gap.get(1..end - 1).unwrap_or_default();
                plain::is_known(inner)
            }),
            // `(string), required`
            Some(c) if c.is_alphabetic() && open.starts_with(", ") => {
                let word = gap.split(|c: char| !c.is_alphabetic() && c != '-').next();
                word.filter(|word| facts::flag(word).is_some())
                    .map(str::len)
            }
            _ => None,
        };
        match length.filter(|_| end == from || at > end) {
            Some(length) => end = at + length,
            None => break,
        }
    }
    // `name: An example (string, required) - The name`
    if end == from
        && let Some(behind) = rest.strip_prefix(": ")
        && let Some(open) = behind.rfind(" (")
        && let Some(length) = closing(behind.get(open + 1..)?)
        && is_typed(behind.get(open + 2..open + 1 + length)?)
    {
        end = text.len() - behind.len() + open + 2 + length;
        let words = text
            .get(end..)?
            .trim_start_matches([' ', ':', '-', '\u{2013}', '\u{2014}']);
        return Some((end, text.len() - words.len()));
    }
    let is_marked = text.starts_with(['`', '*', '_']);
    // `id: int - The number`
    if let Some(behind) = rest.strip_prefix(": ") {
        let length = [" - ", " \u{2013} ", " \u{2014} "]
            .iter()
            .filter_map(|sign| behind.find(sign))
            .min();
        let length = length.unwrap_or(behind.trim_end().len());
        let ty = behind.get(..length)?;
        // `- type: string` of YAML says nothing of a field.
        let is_said = is_marked || length < behind.trim_end().len();
        let is_plain = ty.starts_with(char::is_alphabetic) && ty.len() < 80;
        if is_said && is_plain && plain::is_known(&text::shown(ty)) {
            let words = behind
                .get(length..)?
                .trim_start_matches([' ', '-', '\u{2013}', '\u{2014}']);
            return Some((text.len() - behind.len() + length, text.len() - words.len()));
        }
    }
    if end == from
        && is_marked
        && let Some(length) = type_behind(rest)
    {
        return Some((end + length, end + length));
    }
    let words = text.get(end..)?;
    let is_apart = words.trim_start().starts_with(DASHES);
    let skipped = words.trim_start_matches([' ', ':', '-', '\u{2013}', '\u{2014}', '.']);
    (end > from || is_marked && is_apart).then_some((end, text.len() - skipped.len()))
}

const DASHES_AND_BLANKS: [char; 4] = [' ', '-', '\u{2013}', '\u{2014}'];

/// How long a dash and the known type between it and the next one are.
fn typed_between(rest: &str) -> Option<usize> {
    let bare = rest.trim_start_matches(DASHES_AND_BLANKS);
    let front = rest.get(..rest.len() - bare.len())?;
    let end = [" - ", " \u{2013} ", " \u{2014} "]
        .iter()
        .filter_map(|sign| bare.find(sign))
        .min()?;
    let ty = bare.get(..end)?;
    let is_type = ty.len() < 60 && !plain::is_loose(ty) && plain::is_known(ty);
    (front.len() > 2 && is_type).then_some(front.len() + end)
}

/// `string, required`: a known type in front.
fn is_typed(inner: &str) -> bool {
    let mut parts = inner.split(',').map(str::trim);
    parts.next().is_some_and(plain::is_known)
}

/// `name \u{2013} words`: a name as documents have them, and a dash apart.
fn named_alone(text: &str) -> Option<(usize, usize)> {
    let end = text.find(' ')?;
    let (name, rest) = text.split_at_checked(end)?;
    let words = [" - ", " \u{2013} ", " \u{2014} "]
        .iter()
        .find_map(|sign| rest.strip_prefix(sign))?;
    let is_name = name.starts_with(char::is_lowercase) && text::is_word(name);
    is_name.then_some((end, text.len() - words.len()))
}

/// What stands behind a dash or a colon.
fn dashed(rest: &str) -> Option<&str> {
    let bare = rest.trim_start_matches([' ', ':']);
    let gap = bare.trim_start_matches(['-', '\u{2013}', '\u{2014}', ' ']);
    (gap.len() < rest.len() && gap.starts_with(['*', '_'])).then_some(gap)
}

/// How long the type and the marks behind a name are, where nothing else follows on its line:
/// `string **Required**`.
fn type_behind(rest: &str) -> Option<usize> {
    let mut ty = rest.trim_end();
    if ty.len() > 200 || !ty.starts_with(' ') {
        return None;
    }
    while let Some((front, word)) = ty.rsplit_once(' ')
        && facts::flag(word).is_some()
    {
        ty = front.trim_end().trim_end_matches(',');
    }
    plain::is_known(&text::shown(ty)).then_some(rest.trim_end().len())
}

/// How long the code at the front is, if it is a type: `` `List[Item]` ``.
fn coded_type(text: &str) -> Option<usize> {
    let (code, _) = text.strip_prefix('`')?.split_once('`')?;
    let is_applied = code.contains(['[', '<']) && plain::parse(code).is_some();
    (plain::is_known(code) || is_applied).then_some(code.len() + 2)
}

/// How long the emphasis at the front is: `*string*`, `**required**`.
fn emphasised(text: &str) -> Option<usize> {
    let sign = text.chars().next()?;
    let count = text.chars().take_while(|c| *c == sign).count();
    let inner = text.get(count..)?;
    let fence = text.get(..count)?;
    let length = inner.find(fence)?;
    (length > 0 && length < 80).then_some(count + length + count)
}

/// A list of bullets or of terms with a colon below, and the line behind it; else the line up to which
/// there is none.
pub(super) fn table(
    source: SourceId,
    lines: &[Line<'_>],
    at: usize,
) -> Result<(Block, usize), usize> {
    let (entries, left, end) = match bullets(source, lines, at)? {
        Some(found) => found,
        None => match colons(source, lines, at) {
            Ok(found) => found,
            Err(next) => {
                let (entries, end) = records::read(source, lines, at);
                if entries.is_empty() {
                    return Err(next);
                }
                (entries, Vec::new(), end)
            }
        },
    };
    let first = lines.get(at).map_or(0, |line| line.start);
    let last = lines.get(end.saturating_sub(1));
    let last = last.map_or(first, |line| line.start + line.text.len());
    let offset = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
    let span = Span::new(source, offset(first), offset(last));
    // One entry alone is a field where its name stands in ticks.
    let is_ticked = lines.get(at).is_some_and(|line| line.text.contains('`'));
    // Fields whose names cannot be read are a table with a head of nothing known, which is reported.
    if let (true, Some(first)) = (entries.is_empty(), left.first()) {
        let grid = Grid::new(vec![first.clone()], Vec::new(), span);
        return Ok((Block::Table(grid), end));
    }
    let is_prose = lines.get(at).is_some_and(|line| is_paragraph(line.text));
    let is_ticked = is_ticked && !is_prose;
    let entries = Some(entries).filter(|entries| entries.len() > 1 || is_ticked);
    // One of many with a type is reported with the list.
    let typed = |entry: &&Entry| entry.is_field && !entry.ty.is_empty() && !entry.mark.is_empty();
    let typed = entries.iter().flatten().find(typed);
    let typed = typed.map(|entry| {
        let text = format!("`{}` ({})", entry.name.text, entry.ty);
        Grid::new(vec![renamed(&entry.name, text)], Vec::new(), span)
    });
    let found = entries.and_then(|entries| grid_with(entries, left, span));
    let found = found.or(typed);
    found.map(|grid| (Block::Table(grid), end)).ok_or(end)
}

fn cell(source: SourceId, line: &Line<'_>, from: usize, to: usize) -> Cell {
    let text = line.text.get(from..to).unwrap_or_default();
    Cell::new(
        text.trim().to_owned(),
        source,
        line.start + from,
        line.start + to,
    )
}

/// Entries, those of something else, and the line behind them.
type Found = (Vec<Entry>, Vec<Cell>, usize);

fn bullets(source: SourceId, lines: &[Line<'_>], from: usize) -> Result<Option<Found>, usize> {
    let first = lines.get(from).and_then(|line| bullet(line.text));
    let defines = |line: &Line<'_>| line.text.trim_start().starts_with(": ");
    let is_term = lines.get(from + 1).is_some_and(defines);
    let Some((least, _)) = first.filter(|_| !is_term) else {
        return Ok(None);
    };
    let mut out: Vec<Entry> = Vec::new();
    let mut left: Vec<Cell> = Vec::new();
    let mut is_left = false;
    // The names of the rows that the next one may lie in, with their blanks.
    let mut above: Vec<(usize, String)> = Vec::new();
    let mut at = from;
    let is_prose = lines.get(from).is_some_and(|line| is_paragraph(line.text));
    let is_numbered = |line: &Line<'_>| {
        line.text
            .trim_start()
            .starts_with(|c: char| c.is_ascii_digit())
    };
    let kind = lines.get(from).map(is_numbered);
    // Numbers among bullets, and bullets among numbers, are above or below them.
    let other = |line: &Line<'_>| {
        let blanks = line.text.len() - line.text.trim_start().len();
        blanks <= least && Some(is_numbered(line)) != kind
    };
    while let Some(line) = lines.get(at) {
        if at > from && bullet(line.text).is_some() && other(line) {
            break;
        }
        if line.text.trim().is_empty() {
            // What is put in deeper than the bullet belongs to it.
            let goes_on = lines.get(at + 1).is_some_and(|next| {
                let blanks = next.text.len() - next.text.trim_start().len();
                let is_below = blanks > least && blanks < next.text.len() && !out.is_empty();
                bullet(next.text).is_some() || is_below
            });
            if !goes_on {
                break;
            }
            at += 1;
            continue;
        }
        let found = bullet(line.text).and_then(|(blanks, begin)| {
            let text = line.text.get(begin..)?;
            // `count \u{2013} how many`, where others have types.
            let bare =
                || named_alone(text).filter(|_| out.first().is_some_and(|first| first.is_field));
            let (end, words) = term_end(text).or_else(bare)?;
            let term = cell(source, line, begin, begin + end);
            let entry = entry(&term, text.get(words..)?)?;
            // Below a field, values and notes are more common than fields without a type.
            let is_in = blanks > least && !out.is_empty();
            (entry.is_field || !is_in).then_some((blanks, entry))
        });
        match (found, out.last_mut()) {
            (Some((blanks, mut entry)), _) => {
                above.retain(|(other, _)| *other < blanks);
                is_left = false;
                if let Some((_, path)) = above.last() {
                    let list = path.strip_suffix("[]").unwrap_or(path);
                    let own = entry.name.text.strip_prefix(list);
                    // The name may be the whole path.
                    let own = own.and_then(|rest| rest.trim_start_matches("[]").strip_prefix('.'));
                    let own = own.unwrap_or(&entry.name.text);
                    entry.name.text = format!("{path}.{own}");
                }
                let is_list = matches!(plain::parse(&entry.ty), Some(Type::Array(_)));
                let path = format!("{}{}", entry.name.text, if is_list { "[]" } else { "" });
                above.push((blanks, path));
                out.push(entry);
            }
            (None, Some(last)) => {
                let blanks = line.text.len() - line.text.trim_start().len();
                let goes_on =
                    is_prose && lines.get(at - 1).is_some_and(|l| !l.text.trim().is_empty());
                if blanks <= least && !goes_on {
                    // Words behind the list.
                    if bullet(line.text).is_none() {
                        break;
                    }
                    is_left = true;
                    left.push(cell(source, line, 0, line.text.len()));
                } else if !is_left {
                    last.words.push('\n');
                    last.words.push_str(line.text.trim());
                }
            }
            (None, None) => return Err(at + 1),
        }
        at += 1;
    }
    Ok(Some((out, left, at)))
}

/// Without the lines that begin and end blocks of AsciiDoc.
fn without_blocks(words: &str) -> String {
    let is_sign = |line: &&str| {
        let line = line.trim();
        let is_fence = line.len() >= 4 && line.chars().all(|c| c == '=' || c == '-');
        line == "+" || is_fence || line.starts_with('[') && line.ends_with(']')
    };
    let kept: Vec<&str> = words.lines().filter(|line| !is_sign(line)).collect();
    kept.join("\n")
}

/// Markdown's definition lists: a term, and lines that begin with a colon; AsciiDoc's have two colons
/// behind the term.
fn colons(source: SourceId, lines: &[Line<'_>], from: usize) -> Result<Found, usize> {
    let words = |line: &Line<'_>| {
        line.text
            .trim_start()
            .strip_prefix(": ")
            .map(|w| w.trim().to_owned())
    };
    // The length of the term, and how many colons more than two are behind it.
    let ascii = |line: &Line<'_>| {
        let text = line.text.trim_end();
        let bare = text.strip_suffix("::")?.trim_end_matches(':');
        let is_term = !bare.trim().is_empty() && !bare.starts_with([' ', '\t']);
        is_term.then(|| (bare.trim_end().len(), text.len() - bare.len() - 2))
    };
    let (mut out, mut left): (Vec<Entry>, Vec<Cell>) = (Vec::new(), Vec::new());
    // The paths of the terms that the next one may lie in; nothing for one that is no name.
    let mut above: Vec<Option<String>> = Vec::new();
    let mut is_typed = false;
    let mut at = from;
    let mut end = from;
    while let Some(line) = lines.get(at) {
        if line.text.trim().is_empty() {
            at += 1;
            continue;
        }
        let next = lines.get(at + 1);
        let is_ascii = ascii(line);
        let below = match is_ascii {
            Some(_) => next.map(|next| next.text.trim().to_owned()),
            None => next.and_then(words),
        };
        let Some(mut said) = below.filter(|_| !line.text.contains('|')) else {
            break;
        };
        at += 2;
        while let Some(next) = lines.get(at).filter(|next| !next.text.trim().is_empty()) {
            let is_more = next.text.starts_with([' ', '\t'])
                || words(next).is_some()
                || is_ascii.is_some() && ascii(next).is_none();
            if !is_more {
                break;
            }
            said.push('\n');
            said.push_str(&words(next).unwrap_or_else(|| next.text.trim().to_owned()));
            at += 1;
        }
        let (length, depth) = is_ascii.unwrap_or((line.text.len(), 0));
        let term = cell(source, line, 0, length);
        let said = match is_ascii {
            Some(_) => without_blocks(&said),
            None => said,
        };
        above.truncate(depth);
        let is_lost = matches!(above.last(), Some(None));
        let found = entry(&term, &said).filter(|_| !is_lost);
        above.push(found.as_ref().map(|entry| {
            let is_list = matches!(plain::parse(&entry.ty), Some(Type::Array(_)));
            let sign = if is_list { "[]" } else { "" };
            let parent = above.last().and_then(|parent| parent.clone());
            let front = parent.map_or_else(String::new, |parent| format!("{parent}."));
            format!("{front}{}{sign}", entry.name.text)
        }));
        match found {
            Some(mut entry) => {
                if let Some(Some(path)) = above.last() {
                    let path = path.strip_suffix("[]").unwrap_or(path);
                    path.clone_into(&mut entry.name.text);
                }
                out.push(entry);
            }
            None => {
                let named = renamed(&term, "x".to_owned());
                is_typed |= is_ascii.is_some() && entry(&named, &said).is_some_and(|e| e.is_field);
                left.push(term);
            }
        }
        end = at;
    }
    match out.is_empty() && !is_typed {
        true => Err(end.max(from + 1)),
        false => Ok((out, left, end)),
    }
}
