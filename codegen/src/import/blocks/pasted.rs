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

/// `id`, `required`, `string <uuid>`, `The id` on lines below each other.
fn list(source: SourceId, lines: &[Line<'_>]) -> Option<(Option<String>, Grid)> {
    let full: Vec<Line<'_>> = lines
        .iter()
        .copied()
        .filter(|l| !l.text.trim().is_empty())
        .collect();
    let text = |at: usize| full.get(at).map_or("", |line| line.text.trim());
    let is_word = |at: usize| is_word(text(at));
    let is_mark = |at: usize| is_mark(text(at));
    let is_type = |at: usize| is_type(text(at));
    // The name of a type counts where a mark follows.
    let is_named = |at: usize| is_type(at) || is_type_name(text(at));
    // The lines below a name: the type, and possibly a word before or after it.
    let below = |at: usize| match () {
        () if is_type(at + 1) && is_mark(at + 2) => Some((at + 1, Some(at + 2), 3)),
        () if is_word(at + 1) && is_type(at + 2) => Some((at + 2, Some(at + 1), 3)),
        () if is_type(at + 1) => Some((at + 1, None, 2)),
        () if is_named(at + 1) && is_word(at + 2) => Some((at + 1, Some(at + 2), 3)),
        () if is_word(at + 1) && is_named(at + 2) => Some((at + 2, Some(at + 1), 3)),
        () => None,
    };
    let starts = |at: usize| cut::is_name(text(at)) && !is_word(at) && below(at).is_some();
    let follows_blank = |at: usize| {
        let above = at.checked_sub(1).and_then(|above| full.get(above));
        let end = above.map(|line| line.start + line.text.len());
        let start = full.get(at).map_or(0, |line| line.start);
        end.is_none_or(|end| source_lines(lines, end, start) > 1)
    };
    // Where all rows stand apart, so does one whose type is not known.
    let apart = (0..full.len()).all(|at| !starts(at) || follows_blank(at));
    let is_odd = |at: usize| {
        let ty = text(at + 1);
        let is_short = !ty.is_empty() && ty.split_whitespace().count() <= 8 && !ty.ends_with('.');
        apart && follows_blank(at) && cut::is_name(text(at)) && is_short && !follows_blank(at + 1)
    };
    let mut rows: Vec<Vec<Cell>> = Vec::new();
    let mut at = 0;
    let cell = |at: usize| {
        full.get(at)
            .map(|line| bars::cell(*line, source, 0, line.text.len()))
    };
    let mut title = None;
    let mut left: Vec<Cell> = Vec::new();
    while at < full.len() {
        match below(at).filter(|_| starts(at)) {
            Some((ty, mark, taken)) => {
                let name = cell(at)?;
                let mark = mark.and_then(cell).unwrap_or_else(|| name.emptied());
                let words = name.emptied();
                rows.push(vec![name, cell(ty)?, mark, words]);
                at += taken;
            }
            None if !rows.is_empty() && is_odd(at) && !is_type_name(text(at + 1)) => {
                let name = cell(at)?;
                let is_marked = is_word(at + 2) && !follows_blank(at + 2);
                let mark = Some(at + 2).filter(|_| is_marked).and_then(cell);
                let mark = mark.unwrap_or_else(|| name.emptied());
                let words = name.emptied();
                rows.push(vec![name, cell(at + 1)?, mark, words]);
                at += if is_marked { 3 } else { 2 };
            }
            // A row, it seems, but nothing says so.
            None if !rows.is_empty() && cut::is_name(text(at)) && is_type_name(text(at + 1)) => {
                left.extend(cell(at));
                at += 2;
                while at < full.len() && !starts(at) {
                    at += 1;
                }
            }
            None => {
                match rows.last_mut().and_then(|row| row.last_mut()) {
                    Some(words) => {
                        if !words.text.is_empty() {
                            words.text.push('\n');
                        }
                        words.text.push_str(text(at));
                    }
                    None if title.is_none() && at == 0 => title = Some(text(at).to_owned()),
                    None => return None,
                }
                at += 1;
            }
        }
    }
    let enough = rows.len() > 1 || rows.len() == 1 && full.len() <= 5;
    let mut grid = Grid::new(
        head(source, HEAD.get(..4)?),
        rows,
        full.first()?.span(source),
    );
    grid.assumed_head = true;
    grid.left = left;
    enough.then_some((title, grid))
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

/// How many lines begin between two places.
fn source_lines(lines: &[Line<'_>], from: usize, to: usize) -> usize {
    let begin = lines.partition_point(|line| line.start < from);
    let end = lines.partition_point(|line| line.start <= to);
    end.saturating_sub(begin)
}

/// `Widget`, `Widget (object)`: one capitalised word, perhaps with what it is.
fn is_type_name(text: &str) -> bool {
    let (name, kind) = match text.split_once(" (") {
        Some((name, rest)) => (name, rest.strip_suffix(')')),
        None => (text, Some("object")),
    };
    let is_kind = kind.is_some_and(|kind| plain::is_known(kind) && !kind.contains(' '));
    let is_word = crate::import::text::is_word(name) && !name.ends_with(['.', ':']);
    is_word && is_kind && name.starts_with(char::is_uppercase)
}
