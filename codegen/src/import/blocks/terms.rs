//! Lists whose entries have a name and a type -> tables.
//!
//! ```text
//! - `id` (string, required): The number        id : int, optional       <dt>id <em>string</em></dt>
//!   - `at` (date): When                            How many             <dd>The number</dd>
//! ```
//!
//! Other lists stay words: half of the entries must have a known type.

use super::{Block, Grid};
use crate::import::columns;
use crate::import::facts::{self, Flag};
use crate::import::table::{Cell, Line};
use crate::import::text;
use crate::import::types::{Type, parts, plain};
use crate::source::{SourceId, Span};

/// An entry: its cells, and how far it is put in.
pub(super) struct Entry {
    pub(super) name: Cell,
    pub(super) ty: String,
    pub(super) mark: String,
    pub(super) words: String,
}

const HEAD: [&str; 4] = ["Name", "Type", "Required", "Description"];

/// The table of these entries, if enough of them have types.
pub(super) fn grid(entries: Vec<Entry>, span: Span) -> Option<Grid> {
    let typed = entries.iter().filter(|entry| !entry.ty.is_empty()).count();
    if typed == 0 || typed * 2 < entries.len() {
        return None;
    }
    let cell = |text: String, like: &Cell| renamed(like, text);
    let start = entries.first().map(|entry| entry.name.clone())?;
    let head = HEAD.iter().map(|head| cell((*head).to_owned(), &start));
    let head = head.collect();
    let rows = entries.into_iter().map(|entry| {
        vec![
            entry.name.clone(),
            cell(entry.ty, &entry.name),
            cell(entry.mark, &entry.name),
            cell(entry.words, &entry.name),
        ]
    });
    Some(Grid::new(head, rows.collect(), span))
}

/// A table of one column whose head names the parts of its cells, as in GitHub's reference:
/// `Name, Type, Description`. Rows that are no entries remain.
pub(super) fn unfolded(table: Grid) -> Grid {
    let parts: Vec<&str> = match table.head.as_slice() {
        [head] => head.text.split(',').map(str::trim).collect(),
        _ => return table,
    };
    if parts.len() < 2 || !columns::is_head(parts) {
        return table;
    }
    let (mut entries, mut left) = (Vec::new(), Vec::new());
    for cell in table.rows.iter().filter_map(|row| row.first()) {
        let text = text::with_breaks(&cell.text);
        let (first, rest) = text.split_once('\n').unwrap_or((&text, ""));
        match entry(&renamed(cell, first.trim().to_owned()), rest) {
            Some(entry) => entries.push(entry),
            None => left.push(cell.clone()),
        }
    }
    match grid(entries, table.span) {
        Some(grid) => Grid { left, ..grid },
        None => table,
    }
}

fn renamed(cell: &Cell, text: String) -> Cell {
    let mut cell = cell.clone();
    cell.text = text;
    cell
}

/// `name (string, required)`, `name : int, optional`, `name string`; the type is in the words if
/// the term has none.
pub(super) fn entry(term: &Cell, words: &str) -> Option<Entry> {
    let (name, rest) = named(&term.text)?;
    let mut entry = Entry {
        name: renamed(term, name),
        ty: String::new(),
        mark: String::new(),
        words: words.trim().to_owned(),
    };
    let rest = rest.trim();
    let inner = rest
        .strip_prefix('(')
        .and_then(|rest| rest.strip_suffix(')'));
    let entry_text =
        inner.unwrap_or_else(|| rest.trim_start_matches([':', '\u{2013}', '\u{2014}', '-']));
    let is_read = entry.read_type(entry_text.trim());
    if !rest.is_empty() && !is_read {
        return None;
    }
    // `<dd>(string) The number</dd>`
    if entry.ty.is_empty()
        && let Some((inner, words)) = words
            .trim()
            .strip_prefix('(')
            .and_then(|w| w.split_once(')'))
        && entry.read_type(inner)
    {
        entry.words = words
            .trim_start_matches([' ', ':', '.', '-', '\u{2013}', '\u{2014}'])
            .to_owned();
    }
    Some(entry)
}

/// The name in front and the text after it.
fn named(term: &str) -> Option<(String, &str)> {
    let term = term.trim();
    for sign in ["`", "**", "__"] {
        if let Some((name, rest)) = term.strip_prefix(sign).and_then(|t| t.split_once(sign)) {
            let name = name.trim_matches('`');
            return is_name(name).then(|| (name.to_owned(), rest));
        }
    }
    let end = term
        .find(|c: char| c.is_whitespace() || matches!(c, '(' | ':'))
        .unwrap_or(term.len());
    let (name, rest) = term.split_at_checked(end)?;
    is_name(name).then(|| (text::shown(name), rest))
}

fn is_name(name: &str) -> bool {
    let is_sign = |c: char| c.is_alphanumeric() || "_-.$[]@".contains(c);
    name.len() <= 80 && name.chars().any(char::is_alphabetic) && name.chars().all(is_sign)
}

impl Entry {
    /// Reads a type and marks; false for any other text.
    fn read_type(&mut self, entry_text: &str) -> bool {
        let shown = text::shown(entry_text);
        let mut kept: Vec<&str> = Vec::new();
        for part in parts::split(&shown, &[",", ";"]) {
            match facts::flag(part) {
                Some(Flag::Required) => "yes".clone_into(&mut self.mark),
                Some(Flag::Optional) => "no".clone_into(&mut self.mark),
                Some(_) | None => kept.push(part.trim()),
            }
        }
        // `string required`
        let mut ty = kept.join(", ");
        if let Some((front, mark)) = ty.clone().rsplit_once(' ')
            && let Some(flag @ (Flag::Required | Flag::Optional)) = facts::flag(mark)
        {
            self.mark = if flag == Flag::Required { "yes" } else { "no" }.to_owned();
            front.clone_into(&mut ty);
        }
        if ty.is_empty() {
            return true;
        }
        let is_type = plain::is_known(kept.first().copied().unwrap_or_default())
            || plain::is_known(&ty)
            || matches!(plain::parse(&ty), Some(Type::Named(_)))
                && ty.starts_with(char::is_uppercase);
        if is_type {
            self.ty = ty;
        }
        is_type
    }
}

/// A bullet: its indentation, and the start of its text.
fn bullet(line: &str) -> Option<(usize, usize)> {
    let text = line.trim_start();
    let blanks = line.len() - text.len();
    let rest = ["- ", "* ", "+ "]
        .iter()
        .find_map(|sign| text.strip_prefix(sign))?;
    Some((blanks, line.len() - rest.trim_start().len()))
}

/// `` `id` (string, required): The number ``: the term, and the start of the words.
fn term_end(text: &str) -> Option<(usize, usize)> {
    let (_, rest) = named(text)?;
    let from = text.len() - rest.len();
    let open = rest.trim_start();
    let at = text.len() - open.len();
    let end = match open.chars().next()? {
        '(' => at + closing(open)? + 1,
        // `*string*`
        sign @ ('*' | '_') => at + 1 + open.get(1..)?.find(sign)? + 1,
        _ => return None,
    };
    let words = text.get(end..)?;
    let skipped = words.trim_start_matches([' ', ':', '-', '\u{2013}', '\u{2014}', '.']);
    (end > from).then_some((end, text.len() - skipped.len()))
}

/// The closing position of the bracket at the front.
fn closing(text: &str) -> Option<usize> {
    let mut depth = 0usize;
    for (at, c) in text.char_indices() {
        match c {
            '(' => depth += 1,
            ')' if depth == 1 => return Some(at),
            ')' => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    None
}

/// A list of bullets or of terms with a colon below, and the line after it; else the line up to
/// which there is none.
pub(super) fn table(
    source: SourceId,
    lines: &[Line<'_>],
    at: usize,
) -> Result<(Block, usize), usize> {
    let (entries, end) = match bullets(source, lines, at)? {
        Some(found) => found,
        None => colons(source, lines, at)?,
    };
    let first = lines.get(at).map_or(0, |line| line.start);
    let last = lines.get(end.saturating_sub(1));
    let last = last.map_or(first, |line| line.start + line.text.len());
    let offset = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
    let span = Span::new(source, offset(first), offset(last));
    // A single entry is a field if its name is in ticks.
    let is_ticked = lines.get(at).is_some_and(|line| line.text.contains('`'));
    let entries = Some(entries).filter(|entries| entries.len() > 1 || is_ticked);
    let found = entries.and_then(|entries| grid(entries, span));
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

/// Entries, and the line behind them.
type Found = (Vec<Entry>, usize);

fn bullets(source: SourceId, lines: &[Line<'_>], from: usize) -> Result<Option<Found>, usize> {
    let first = lines.get(from).and_then(|line| bullet(line.text));
    let Some((least, _)) = first else {
        return Ok(None);
    };
    let mut out: Vec<Entry> = Vec::new();
    // The names of the rows that the next one may lie in, with their blanks.
    let mut above: Vec<(usize, String)> = Vec::new();
    let mut at = from;
    while let Some(line) = lines.get(at) {
        if line.text.trim().is_empty() {
            let goes_on = lines
                .get(at + 1)
                .is_some_and(|next| bullet(next.text).is_some());
            if !goes_on {
                break;
            }
            at += 1;
            continue;
        }
        let found = bullet(line.text).and_then(|(blanks, begin)| {
            let text = line.text.get(begin..)?;
            let (end, words) = term_end(text)?;
            let term = cell(source, line, begin, begin + end);
            let entry = entry(&term, text.get(words..)?).filter(|entry| !entry.ty.is_empty())?;
            Some((blanks, entry))
        });
        match (found, out.last_mut()) {
            (Some((blanks, mut entry)), _) => {
                above.retain(|(other, _)| *other < blanks);
                if let Some((_, path)) = above.last() {
                    entry.name.text = format!("{path}.{}", entry.name.text);
                }
                let is_list = matches!(plain::parse(&entry.ty), Some(Type::Array(_)));
                let path = format!("{}{}", entry.name.text, if is_list { "[]" } else { "" });
                above.push((blanks, path));
                out.push(entry);
            }
            (None, Some(last)) => {
                let blanks = line.text.len() - line.text.trim_start().len();
                if blanks <= least {
                    // A bullet of another kind, or words after the list.
                    if bullet(line.text).is_some() {
                        return Err(at);
                    }
                    break;
                }
                last.words.push('\n');
                last.words.push_str(line.text.trim());
            }
            (None, None) => return Err(at + 1),
        }
        at += 1;
    }
    Ok(Some((out, at)))
}

/// Markdown's definition lists: a term, and lines that begin with a colon.
fn colons(source: SourceId, lines: &[Line<'_>], from: usize) -> Result<Found, usize> {
    let words = |line: &Line<'_>| {
        line.text
            .trim_start()
            .strip_prefix(": ")
            .map(|w| w.trim().to_owned())
    };
    let mut out = Vec::new();
    let mut at = from;
    let mut end = from;
    while let Some(line) = lines.get(at) {
        if line.text.trim().is_empty() {
            at += 1;
            continue;
        }
        let below = lines.get(at + 1).and_then(words);
        let Some(mut entry_text) = below.filter(|_| !line.text.contains('|')) else {
            break;
        };
        at += 2;
        while let Some(next) = lines.get(at).filter(|next| !next.text.trim().is_empty()) {
            let is_more = next.text.starts_with([' ', '\t']) || words(next).is_some();
            if !is_more {
                break;
            }
            entry_text.push('\n');
            entry_text.push_str(&words(next).unwrap_or_else(|| next.text.trim().to_owned()));
            at += 1;
        }
        let term = cell(source, line, 0, line.text.len());
        out.push(entry(&term, &entry_text).ok_or(at)?);
        end = at;
    }
    match out.is_empty() {
        true => Err(from + 1),
        false => Ok((out, end)),
    }
}
