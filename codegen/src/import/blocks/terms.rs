//! Lists whose entries say a name and a type -> tables.
//!
//! ```text
//! - `id` (string, required): The number        id : int, optional       <dt>id <em>string</em></dt>
//!   - `at` (date): When                            How many             <dd>The number</dd>
//! ```
//!
//! A list of something else stays words: half of its entries must have a type that is known or a mark.

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
    /// Other flags, bounds and values.
    limits: String,
    /// It says what fields say: a type that is known, or a mark.
    is_field: bool,
}

const HEAD: [&str; 5] = ["Name", "Type", "Required", "Description", "Constraints"];

/// The table of these entries, if enough of them have types.
pub(super) fn grid(entries: Vec<Entry>, span: Span) -> Option<Grid> {
    grid_with(entries, Vec::new(), span)
}

/// The table of these terms and their words.
pub(super) fn listed<'c>(
    terms: impl Iterator<Item = (&'c Cell, String)>,
    span: Span,
) -> Option<Grid> {
    let (mut entries, mut left) = (Vec::new(), Vec::new());
    for (term, words) in terms {
        match entry(term, &words) {
            Some(entry) => entries.push(entry),
            None => left.push(term.clone()),
        }
    }
    grid_with(entries, left, span)
}

/// The same with entries that are none of a field.
fn grid_with(entries: Vec<Entry>, left: Vec<Cell>, span: Span) -> Option<Grid> {
    let fields = entries.iter().filter(|entry| entry.is_field).count();
    if fields == 0 || fields * 2 < entries.len() + left.len() {
        return None;
    }
    // A column that nobody fills is none.
    let has_limits = entries.iter().any(|entry| !entry.limits.is_empty());
    let width = HEAD.len() - usize::from(!has_limits);
    let cell = |text: String, like: &Cell| renamed(like, text);
    let start = entries.first().map(|entry| entry.name.clone())?;
    let head = HEAD.iter().map(|head| cell((*head).to_owned(), &start));
    let head = head.take(width).collect();
    let rows = entries.into_iter().map(|entry| {
        let texts = [entry.ty, entry.mark, entry.words, entry.limits];
        let texts = texts.into_iter().map(|text| cell(text, &entry.name));
        let row = std::iter::once(entry.name.clone()).chain(texts);
        row.take(width).collect()
    });
    let grid = Grid::new(head, rows.collect(), span);
    Some(Grid { left, ..grid })
}

/// A table of one column whose head names what its cells say, as GitHub's reference has it:
/// `Name, Type, Description`. Rows that are no entries are left over.
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

/// `name (string, required)`, `name : int, optional`, `name string`; the type stands in the words
/// where the term has none. What stands in brackets is a type, even if it is not known.
pub(super) fn entry(term: &Cell, words: &str) -> Option<Entry> {
    let (name, rest) = named(&term.text)?;
    let mut entry = Entry {
        name: renamed(term, name),
        ty: String::new(),
        mark: String::new(),
        words: words.trim().to_owned(),
        limits: String::new(),
        is_field: false,
    };
    let rest = rest.trim().trim_start_matches(':').trim();
    let inner = enclosed(rest);
    let dashes = |text: &'_ str| text.trim_start_matches(DASHES).trim().to_owned();
    let said = inner.map_or_else(|| dashes(rest), |inner| dashes(inner));
    if !entry.says(&said) {
        let is_cell = inner.is_some() || term.text.contains(": ");
        entry.ty = said.clone();
        if !is_cell || said.len() > 200 {
            return None;
        }
    }
    // `<dd>(string) The number</dd>`
    let text = words.trim().trim_start_matches(DASHES).trim_start();
    if entry.ty.is_empty()
        && let Some(end) = closing(text).filter(|_| text.starts_with('('))
        && entry.says(text.get(1..end).unwrap_or_default())
    {
        let behind = text.get(end + 1..).unwrap_or_default();
        let behind = behind.trim_start_matches([' ', ':', '.', '-', '\u{2013}', '\u{2014}']);
        behind.clone_into(&mut entry.words);
    }
    if entry.ty.is_empty() {
        entry.labelled();
    }
    Some(entry)
}

const DASHES: [char; 4] = [':', '\u{2013}', '\u{2014}', '-'];

/// What stands in the brackets around a text.
fn enclosed(text: &str) -> Option<&str> {
    let end = closing(text).filter(|end| text.starts_with('(') && end + 1 == text.len())?;
    text.get(1..end)
}

/// The name in front and what follows it.
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
    /// Takes a type, marks and bounds; false where something else is said.
    fn says(&mut self, said: &str) -> bool {
        let shown = text::shown(said);
        let mut parts = parts::split(&shown, &[",", ";"]).into_iter().peekable();
        let mut kept: Vec<&str> = Vec::new();
        let (mut mark, mut limits) = (String::new(), Vec::new());
        while let Some(part) = parts.next() {
            let part = part.trim().trim_matches(['*', '_']).trim();
            match facts::flag(part) {
                Some(Flag::Required) => "yes".clone_into(&mut mark),
                Some(Flag::Optional) => "no".clone_into(&mut mark),
                Some(_) => limits.push(part.to_owned()),
                None if !kept.is_empty() && facts::listed(part).is_some() => {
                    // `one of "a", "b"`: the commas are those of the list.
                    let mut list = part.to_owned();
                    let is_value = |next: &&str| facts::flag(next).is_none();
                    while let Some(next) = parts.next_if(is_value) {
                        list.push_str(&format!(", {}", next.trim()));
                    }
                    limits.push(list);
                }
                None => kept.push(part),
            }
        }
        // `string required`
        let mut ty = kept.join(", ");
        while let Some((front, word)) = ty.clone().rsplit_once(' ')
            && let Some(flag) = facts::flag(word)
        {
            match flag {
                Flag::Required => "yes".clone_into(&mut mark),
                Flag::Optional => "no".clone_into(&mut mark),
                _ => limits.push(word.to_owned()),
            }
            ty = front.trim_end_matches([',', ' ', '*']).to_owned();
        }
        let ty = ty.replace("* (", " (");
        // `Default: false` without a type.
        let said = facts::read(&ty, facts::Base::Other);
        let is_fact = said.unread.is_empty() && said.default.is_some();
        let is_type = ty.is_empty() || is_fact || is_type(&ty, kept.first().copied());
        if !is_type && mark.is_empty() {
            return false;
        }
        self.is_field |= !mark.is_empty() || is_type && !ty.is_empty() && !is_fact;
        match () {
            () if is_fact => limits.push(ty),
            () if is_type => self.ty = ty,
            // `(Optional, VPC only)`: words beside a mark.
            () => self.words = format!("({ty}) {}", self.words),
        }
        self.mark = mark;
        self.limits = limits.join("\n");
        true
    }

    /// The lines that AWS's references write below a term: `Type: String`, `Required: Yes`.
    fn labelled(&mut self) {
        const LIMITS: [&str; 7] = [
            "pattern",
            "valid values",
            "valid range",
            "length constraints",
            "array members",
            "allowed values",
            "default",
        ];
        let mut kept = Vec::new();
        let words = std::mem::take(&mut self.words);
        let has_type = words.lines().any(|line| label(line, "type").is_some());
        for line in words.lines() {
            match (label(line, "type"), label(line, "required")) {
                (Some(ty), _) if self.ty.is_empty() => {
                    self.is_field = plain::is_known(&text::shown(ty));
                    ty.clone_into(&mut self.ty);
                }
                (_, Some(mark)) if has_type => mark.clone_into(&mut self.mark),
                _ if has_type && LIMITS.iter().any(|word| label(line, word).is_some()) => {
                    let sign = if self.limits.is_empty() { "" } else { "\n" };
                    self.limits.push_str(sign);
                    self.limits.push_str(line.trim());
                }
                _ => kept.push(line),
            }
        }
        self.words = kept.join("\n").trim().to_owned();
    }
}

/// What stands behind a label and its colon.
fn label<'t>(line: &'t str, word: &str) -> Option<&'t str> {
    let line = line.trim();
    let front = line.get(..word.len())?;
    let rest = line.get(word.len()..)?.strip_prefix(':')?;
    front.eq_ignore_ascii_case(word).then(|| rest.trim())
}

/// Whether a text is a type beyond doubt, or its first part is.
fn is_type(ty: &str, first: Option<&str>) -> bool {
    let lower = ty.to_lowercase();
    let is_enum = lower.starts_with("enum") || lower.starts_with("one of");
    plain::is_known(first.unwrap_or_default())
        || plain::is_known(ty)
        || match plain::parse(ty) {
            Some(Type::Named(_)) => ty.starts_with(char::is_uppercase),
            Some(Type::Const(_) | Type::Nullable(_)) => is_enum,
            _ => false,
        }
}

/// A bullet: how far it is put in, and where its text begins.
fn bullet(line: &str) -> Option<(usize, usize)> {
    let text = line.trim_start();
    let blanks = line.len() - text.len();
    let rest = ["- ", "* ", "+ "]
        .iter()
        .find_map(|sign| text.strip_prefix(sign))?;
    Some((blanks, line.len() - rest.trim_start().len()))
}

/// `` `id` (string, required): The number ``: the term, and where the words begin; a name in ticks may
/// stand alone.
fn term_end(text: &str) -> Option<(usize, usize)> {
    let (_, rest) = named(text)?;
    let from = text.len() - rest.len();
    let mut end = from;
    // `*string*, **required** (max 5)`
    while let Some(open) = text.get(end..) {
        let gap = open.trim_start_matches([' ', ',']);
        let at = text.len() - gap.len();
        let length = match gap.chars().next() {
            Some('(') => closing(gap).map(|at| at + 1),
            Some('*' | '_') => emphasised(gap),
            _ => None,
        };
        match length.filter(|_| end == from || at > end) {
            Some(length) => end = at + length,
            None => break,
        }
    }
    let words = text.get(end..)?;
    let is_marked = text.starts_with(['`', '*', '_']);
    let is_apart = words.trim_start().starts_with(DASHES);
    let skipped = words.trim_start_matches([' ', ':', '-', '\u{2013}', '\u{2014}', '.']);
    (end > from || is_marked && is_apart).then_some((end, text.len() - skipped.len()))
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

/// Where the bracket at the front is closed.
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

/// A list of bullets or of terms with a colon below, and the line behind it; else the line up to which
/// there is none.
pub(super) fn table(
    source: SourceId,
    lines: &[Line<'_>],
    at: usize,
) -> Result<(Block, usize), usize> {
    let (entries, left, end) = match bullets(source, lines, at)? {
        Some(found) => found,
        None => colons(source, lines, at)?,
    };
    let first = lines.get(at).map_or(0, |line| line.start);
    let last = lines.get(end.saturating_sub(1));
    let last = last.map_or(first, |line| line.start + line.text.len());
    let offset = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
    let span = Span::new(source, offset(first), offset(last));
    // One entry alone is a field where its name stands in ticks.
    let is_ticked = lines.get(at).is_some_and(|line| line.text.contains('`'));
    let entries = Some(entries).filter(|entries| entries.len() > 1 || is_ticked);
    let found = entries.and_then(|entries| grid_with(entries, left, span));
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
    let Some((least, _)) = first else {
        return Ok(None);
    };
    let mut out: Vec<Entry> = Vec::new();
    let mut left: Vec<Cell> = Vec::new();
    let mut is_left = false;
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
                if blanks <= least {
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

/// Markdown's definition lists: a term, and lines that begin with a colon; AsciiDoc's have two colons
/// behind the term.
fn colons(source: SourceId, lines: &[Line<'_>], from: usize) -> Result<Found, usize> {
    let words = |line: &Line<'_>| {
        line.text
            .trim_start()
            .strip_prefix(": ")
            .map(|w| w.trim().to_owned())
    };
    let ascii = |line: &Line<'_>| {
        let term = line.text.trim_end().strip_suffix("::")?;
        (!term.trim().is_empty() && !term.starts_with([' ', '\t'])).then(|| term.trim_end().len())
    };
    let (mut out, mut left) = (Vec::new(), Vec::new());
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
        let term = cell(source, line, 0, is_ascii.unwrap_or(line.text.len()));
        match entry(&term, &said) {
            Some(entry) => out.push(entry),
            None => left.push(term),
        }
        end = at;
    }
    match out.is_empty() {
        true => Err(end.max(from + 1)),
        false => Ok((out, left, end)),
    }
}
