//! A table without a head: rows whose second cell is a type and whose third one is a mark, or a
//! list of names, each with its type and its description below.

use super::bars;
use super::cut::{self, Layout};
use super::{Block, Grid};
use crate::import::columns;
use crate::import::marks::{self, Mark};
use crate::import::table::{Cell, Line};
use crate::import::types::plain;
use crate::source::SourceId;

/// Reads lines that no other reader takes.
pub(super) fn read(source: SourceId, lines: &[Line<'_>]) -> Option<Vec<Block>> {
    if let Some(grid) = rows(source, lines) {
        return Some(vec![Block::Table(grid)]);
    }
    if let Some(blocks) = sections(source, lines) {
        return Some(blocks);
    }
    if let Some(grid) = plain_rows(source, lines) {
        return Some(vec![Block::Table(grid)]);
    }
    let (title, grid) = list(source, lines)?;
    let title = title.map(Block::Words);
    Some(title.into_iter().chain([Block::Table(grid)]).collect())
}

const HEAD: [&str; 5] = ["Field", "Type", "Required", "Description", "Example"];

/// The usual columns for this number of cells.
fn head(source: SourceId, names: &[&str]) -> Vec<Cell> {
    let cell = |name: &&str| Cell::new((*name).to_owned(), source, 0, 0);
    names.iter().map(cell).collect()
}

/// Rows with bars or tabs, whole or cut.
fn rows(source: SourceId, lines: &[Line<'_>]) -> Option<Grid> {
    let full: Vec<Line<'_>> = lines
        .iter()
        .copied()
        .filter(|l| !l.text.trim().is_empty())
        .collect();
    let first = full.first()?;
    let (mut pieces, mut opening) = (Vec::new(), Vec::new());
    let mut most = 0;
    for (at, line) in full.iter().enumerate() {
        match bars::split(*line, source, at) {
            Some(row) if row.is_rule() => {}
            Some(row) => {
                most = most.max(row.pieces.len() + usize::from(!row.opens && at > 0));
                opening.extend(row.opens.then_some(at));
                pieces.extend(row.pieces);
            }
            None => pieces.push(bars::Piece {
                cell: bars::cell(*line, source, 0, line.text.len()),
                closed: false,
                first: true,
                line: at,
            }),
        }
    }
    for width in [most, most.saturating_sub(1), most + 1] {
        if !(3..=HEAD.len()).contains(&width) {
            continue;
        }
        let names = HEAD.get(..width)?;
        let roles = columns::roles(names.iter().copied());
        let Some(cut) = cut::barred(&pieces, &opening, &Layout::new(&roles)) else {
            continue;
        };
        let is_row = |row: &Vec<Cell>| {
            let text = |at: usize| row.get(at).map_or("", |cell| cell.text.as_str());
            let mark = marks::read(text(2));
            cut::is_name(text(0)) && matches!(mark, Mark::Yes | Mark::No | Mark::Cross)
        };
        if cut.rows.iter().all(is_row) {
            let mut grid = Grid::new(head(source, names), cut.rows, first.span(source));
            grid.left = cut.left;
            grid.assumed_head = true;
            return Some(grid);
        }
    }
    None
}

/// `User object:` alone on a line is the title of the rows below it.
fn sections(source: SourceId, lines: &[Line<'_>]) -> Option<Vec<Block>> {
    let title = |line: &Line<'_>| {
        let text = line.text.trim().strip_suffix(':')?;
        let is_short = text.split_whitespace().count() <= 3 && !text.contains(':');
        (is_short && text.starts_with(char::is_uppercase)).then(|| text.to_owned())
    };
    let begins = lines
        .iter()
        .enumerate()
        .filter_map(|(at, line)| Some((at, title(line)?)));
    let begins: Vec<(usize, String)> = begins.collect();
    let is_blank = |line: &Line<'_>| line.text.trim().is_empty();
    let first = begins.first().map(|(at, _)| *at)?;
    if !lines.get(..first)?.iter().all(is_blank) {
        return None;
    }
    let mut out = Vec::new();
    for (number, (at, text)) in begins.iter().enumerate() {
        let end = begins
            .get(number + 1)
            .map_or(lines.len(), |(next, _)| *next);
        out.push(Block::Heading {
            level: 1,
            text: text.clone(),
        });
        out.push(Block::Table(plain_rows(source, lines.get(at + 1..end)?)?));
    }
    Some(out)
}

/// `id int x The number`: a name, a type that is known, perhaps a mark, and words, on each line.
fn plain_rows(source: SourceId, lines: &[Line<'_>]) -> Option<Grid> {
    let full = || lines.iter().filter(|line| !line.text.trim().is_empty());
    let first = full().next()?;
    let rows: Option<Vec<Vec<Cell>>> = full().map(|line| plain_row(*line, source)).collect();
    let rows = rows.filter(|rows| rows.len() > 1)?;
    let mut grid = Grid::new(head(source, HEAD.get(..4)?), rows, first.span(source));
    grid.assumed_head = true;
    Some(grid)
}

fn plain_row(line: Line<'_>, source: SourceId) -> Option<Vec<Cell>> {
    let text = line.text;
    let mut from = text.len() - text.trim_start().len();
    let end_of = |from: usize, gap: &str| {
        let rest = text.get(from..)?;
        Some(from + rest.find(gap).unwrap_or(rest.trim_end().len()))
    };
    let after = |end: usize| {
        let rest = text.get(end..).unwrap_or_default();
        end + (rest.len() - rest.trim_start().len())
    };
    let cell = |from: usize, to: usize| bars::cell(line, source, from, to);
    let end = end_of(from, " ")?;
    let bare = text.get(from..end)?.trim_end_matches(':').len();
    let name = cell(from, from + bare);
    from = after(end);
    // As many words as are a type: `list of str`.
    let mut ends = vec![end_of(from, " ")?];
    while let Some(last) = ends.last().copied().filter(|_| ends.len() < 4)
        && after(last) == last + 1
    {
        ends.push(end_of(last + 1, " ")?);
    }
    let is_read = |end: &usize| is_type(text.get(from..*end).unwrap_or_default());
    let end = ends.into_iter().rev().find(is_read)?;
    let ty = cell(from, end);
    from = after(end);
    let end = end_of(from, " ")?;
    // A dash is in front of words.
    let mark = text.get(from..end)?;
    let is_dash = mark.trim_matches(['-', '\u{2013}', '\u{2014}']).is_empty();
    let is_marked = !is_dash && matches!(marks::read(mark), Mark::Yes | Mark::No | Mark::Cross);
    let mark = match is_marked {
        true => cell(from, end),
        false => name.emptied(),
    };
    from = if is_marked { after(end) } else { from };
    let dash = text
        .get(from..)?
        .trim_start_matches(['-', '\u{2013}', '\u{2014}', ' ']);
    from = text.len() - dash.len();
    let words = match text.get(from..)?.trim().is_empty() {
        true => name.emptied(),
        false => cell(from, text.trim_end().len()),
    };
    cut::is_name(&name.text).then(|| vec![name, ty, mark, words])
}

/// A line of a list, and whether it stands apart from the one above.
struct Apart<'t> {
    line: Line<'t>,
    is_apart: bool,
}

/// The lines that say something; a blank one and a heading such as `Required arguments` set the next
/// one apart, and a dot between a type and a mark says nothing.
fn full_lines<'t>(lines: &[Line<'t>]) -> Vec<Apart<'t>> {
    let mut out = Vec::new();
    let mut is_apart = true;
    for line in lines {
        let text = line.text.trim();
        match text {
            _ if text.is_empty() || is_section(text) => is_apart = true,
            "\u{b7}" | "\u{2022}" | "\u{30fb}" => {}
            _ => {
                let line = *line;
                out.push(Apart { line, is_apart });
                is_apart = false;
            }
        }
    }
    out
}

/// `Optional arguments`: a mark, and what it marks.
fn is_section(text: &str) -> bool {
    let lower = text.to_lowercase();
    let Some((mark, rest)) = lower.split_once(' ') else {
        return false;
    };
    let rest = rest.trim_end_matches(':');
    let subjects = [
        "arguments",
        "parameters",
        "fields",
        "properties",
        "attributes",
    ];
    is_word(mark) && subjects.contains(&rest)
}

/// Words above the first name.
const FRONT: usize = 3;

/// The lines of a list, by their numbers.
struct Lines<'t> {
    full: Vec<Apart<'t>>,
    source: SourceId,
    /// All rows stand apart, so that one whose type is not known may.
    apart: bool,
}

/// A row of a list: the lines of its type and its mark, and how many lines it has in all.
struct Entry {
    ty: usize,
    mark: Option<usize>,
    taken: usize,
}

impl Lines<'_> {
    fn text(&self, at: usize) -> &str {
        self.full.get(at).map_or("", |found| found.line.text.trim())
    }

    fn is_word(&self, at: usize) -> bool {
        is_word(self.text(at))
    }

    fn follows_blank(&self, at: usize) -> bool {
        self.full.get(at).is_none_or(|found| found.is_apart)
    }

    fn cell(&self, at: usize) -> Option<Cell> {
        let found = self.full.get(at)?;
        Some(bars::cell(
            found.line,
            self.source,
            0,
            found.line.text.len(),
        ))
    }

    /// The lines below a name: the type, and possibly a word before or after it.
    fn below(&self, at: usize) -> Option<Entry> {
        let is_type = |at: usize| is_type(self.text(at));
        let is_mark = |at: usize| is_mark(self.text(at));
        // The name of a type counts where a mark follows.
        let is_named = |at: usize| is_type(at) || is_type_name(self.text(at));
        let (ty, mark) = match () {
            () if is_type(at + 1) && is_mark(at + 2) => (1, Some(2)),
            () if self.is_word(at + 1) && is_type(at + 2) => (2, Some(1)),
            () if is_type(at + 1) => (1, None),
            () if is_named(at + 1) && self.is_word(at + 2) => (1, Some(2)),
            () if self.is_word(at + 1) && is_named(at + 2) => (2, Some(1)),
            () => return None,
        };
        Some(Entry {
            ty: at + ty,
            mark: mark.map(|mark| at + mark),
            taken: mark.map_or(2, |_| 3),
        })
    }

    fn may_start(&self, at: usize) -> bool {
        let text = self.text(at);
        cut::is_name(text) && !self.is_word(at) && !is_label(text) && !text.starts_with('"')
    }

    /// A name and the type of an object in one line above a row.
    fn is_object(&self, at: usize) -> bool {
        let Some((name, ty)) = self.text(at).split_once(' ') else {
            return false;
        };
        let ty = ty.trim_end_matches("required").trim_end();
        let is_name = crate::import::text::is_word(name) && !name.ends_with(':');
        is_name && ty.contains("object") && is_type(ty) && self.sure(at + 1).is_some()
    }

    /// The row that begins at a line, by a type that is known.
    fn sure(&self, at: usize) -> Option<Entry> {
        self.below(at).filter(|_| self.may_start(at))
    }

    /// The same by its lines that stand apart, whatever its type is.
    fn odd(&self, at: usize, is_first: bool) -> Option<Entry> {
        if !self.apart || !self.follows_blank(at) || !self.may_start(at) {
            return None;
        }
        let is_joined = |at: usize| at < self.full.len() && !self.follows_blank(at);
        if !is_first && self.is_word(at + 1) && is_joined(at + 1) && is_joined(at + 2) {
            return Some(Entry {
                ty: at + 2,
                mark: Some(at + 1),
                taken: 3,
            });
        }
        let ty = self.text(at + 1);
        let is_short = !ty.is_empty() && ty.split_whitespace().count() <= 8 && !ty.ends_with('.');
        let is_marked = self.is_word(at + 2) && !self.follows_blank(at + 2);
        let is_row = match is_first {
            true => is_marked && !self.is_word(at + 1),
            false => !is_type_name(ty),
        };
        (is_short && is_joined(at + 1) && is_row).then_some(Entry {
            ty: at + 1,
            mark: is_marked.then_some(at + 2),
            taken: if is_marked { 3 } else { 2 },
        })
    }
}

/// `id`, `required`, `string <uuid>`, `The id` on lines below each other.
fn list(source: SourceId, lines: &[Line<'_>]) -> Option<(Option<String>, Grid)> {
    let mut lines = Lines {
        full: full_lines(lines),
        source,
        apart: true,
    };
    let count = lines.full.len();
    let mut starts = (0..count).filter(|at| lines.sure(*at).is_some());
    // The first one may follow the title.
    lines.apart = starts.by_ref().skip(1).all(|at| lines.follows_blank(at));
    let mut rows: Vec<Vec<Cell>> = Vec::new();
    let mut at = 0;
    let mut title: Vec<&str> = Vec::new();
    let mut left: Vec<Cell> = Vec::new();
    while at < count {
        let is_first = rows.is_empty();
        if let Some(entry) = lines.sure(at).or_else(|| lines.odd(at, is_first)) {
            let name = lines.cell(at)?;
            let mark = entry.mark.and_then(|mark| lines.cell(mark));
            let mark = mark.unwrap_or_else(|| name.emptied());
            let (words, example) = (name.emptied(), name.emptied());
            rows.push(vec![name, lines.cell(entry.ty)?, mark, words, example]);
            at += entry.taken;
            continue;
        }
        // A row, it seems, but nothing says so.
        if !is_first && lines.may_start(at) && is_type_name(lines.text(at + 1)) {
            left.extend(lines.cell(at));
            at += 2;
            while at < count && lines.sure(at).is_none() {
                at += 1;
            }
            continue;
        }
        // `category object`: its fields follow, and nothing says where they end.
        if !is_first && lines.is_object(at) {
            left.extend(lines.cell(at));
            at += 1;
            continue;
        }
        match rows.last_mut().map(Vec::as_mut_slice) {
            // The label of the next line.
            Some([.., example])
                if is_label(lines.text(at)) && example.text.is_empty() && at + 1 < count =>
            {
                at += 1;
                example.text.push_str(lines.text(at));
            }
            Some([.., words, _]) => {
                if !words.text.is_empty() {
                    words.text.push('\n');
                }
                words.text.push_str(lines.text(at));
            }
            _ if is_first && at < FRONT => title.push(lines.text(at)),
            _ => return None,
        }
        at += 1;
    }
    let enough = rows.len() > 1 || rows.len() == 1 && count <= 5;
    let start = lines.full.first()?.line.span(source);
    // A column that nobody fills is none.
    let has_example = |row: &Vec<Cell>| row.last().is_some_and(|cell| !cell.text.is_empty());
    let width = HEAD.len() - usize::from(!rows.iter().any(has_example));
    rows.iter_mut().for_each(|row| row.truncate(width));
    let mut grid = Grid::new(head(source, HEAD.get(..width)?), rows, start);
    grid.assumed_head = true;
    grid.left = left;
    let title = Some(title.join("\n")).filter(|title| !title.is_empty());
    enough.then_some((title, grid))
}

/// `Example` alone on a line.
fn is_label(text: &str) -> bool {
    let is_example = columns::role(text.trim_end_matches(':')) == columns::Role::Example;
    is_example && text.starts_with(char::is_uppercase)
}

fn is_word(text: &str) -> bool {
    matches!(
        text.to_lowercase().as_str(),
        "required" | "optional" | "nullable" | "required*"
    )
}

/// Behind a type other marks count, too, if they are no letters or digits alone.
fn is_mark(text: &str) -> bool {
    let is_sign = text.chars().count() > 1 || !text.is_ascii();
    let is_short = !text.contains(' ') && text.len() <= 24;
    let is_known = matches!(marks::read(text), Mark::Yes | Mark::No);
    is_word(text) || is_known && is_sign && is_short
}

fn is_type(text: &str) -> bool {
    let is_bounded = text.contains(['[', '<', '(']);
    let count = text.split_whitespace().count();
    plain::is_known(text) && count <= if is_bounded { 12 } else { 5 }
}

/// `Widget`, `Widget (object)`: one capitalised word, perhaps with what it is.
fn is_type_name(text: &str) -> bool {
    let (name, kind) = match text.split_once(" (") {
        Some((name, rest)) => (name, rest.strip_suffix(')')),
        None => (text, Some("object")),
    };
    let is_kind = kind.is_some_and(|kind| plain::is_known(kind) && !kind.contains(' '));
    let is_word = crate::import::text::is_word(name) && !name.ends_with(['.', ':']);
    let is_head = columns::role(text) != columns::Role::Unknown;
    is_word && is_kind && !is_head && name.starts_with(char::is_uppercase)
}
