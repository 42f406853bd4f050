//! Rows that were cut over several lines when a rendered table was pasted -> rows.
//!
//! ```text
//! id |                         id                 a cell a line, perhaps with blank lines
//! string | Yes | The id |      string             for empty cells, perhaps with text that
//!                              Yes                goes on in the next line
//!                              The id
//! ```
//!
//! If every cell is closed by a bar, the bars count. Otherwise rows begin where a name precedes a
//! known type or mark.

use super::bars::Piece;
use crate::import::columns::{self, Role};
use crate::import::marks::{self, Mark};
use crate::import::table::Cell;
use crate::import::types::plain;

/// The result.
#[derive(Debug)]
pub(super) struct Cut {
    pub(super) rows: Vec<Vec<Cell>>,
    pub(super) left: Vec<Cell>,
    /// The line behind the last one that is part of the table.
    pub(super) end: usize,
}

/// How the columns are laid out.
pub(super) struct Layout<'r> {
    roles: &'r [Role],
    name: usize,
    ty: Option<usize>,
    mark: Option<usize>,
}

impl<'r> Layout<'r> {
    pub(super) fn new(roles: &'r [Role]) -> Self {
        let marks = [
            Role::Required,
            Role::Optional,
            Role::Nullable,
            Role::Mode,
            Role::Cardinality,
        ];
        Self {
            roles,
            name: columns::of(roles, Role::Name).unwrap_or(0),
            ty: columns::of(roles, Role::Type),
            mark: marks.iter().find_map(|role| columns::of(roles, *role)),
        }
    }

    fn width(&self) -> usize {
        self.roles.len()
    }

    /// How many cells precede those that may be missing.
    fn lead(&self) -> usize {
        [Some(self.name), self.ty, self.mark]
            .into_iter()
            .flatten()
            .max()
            .unwrap_or(0)
            + 1
    }

    fn is_marked(&self, text: &str) -> bool {
        let role = self.mark.and_then(|at| self.roles.get(at));
        match role {
            Some(Role::Cardinality) => marks::cardinality(text).is_some(),
            Some(Role::Mode) => {
                let modes = ["required", "nullable", "repeated", "optional"];
                modes.iter().any(|mode| text.eq_ignore_ascii_case(mode))
            }
            _ => matches!(marks::read(text), Mark::Yes | Mark::No | Mark::Cross),
        }
    }

    /// Whether a row can begin at `at`.
    pub(super) fn starts(&self, pieces: &[Piece], at: usize) -> bool {
        let text = |offset: usize| pieces.get(at + offset).map(|p| p.cell.text.as_str());
        let Some(name) = text(self.name) else {
            return false;
        };
        if !is_name(name) {
            return false;
        }
        let is_typed = self.ty.and_then(text).is_some_and(plain::is_known);
        let may_be_typed = self.ty.is_none_or(|ty| {
            text(ty).is_some_and(|cell| !cell.is_empty() && (is_typed || is_short(cell)))
        });
        match self.mark.and_then(text) {
            Some(mark) if self.is_marked(mark) => may_be_typed,
            Some(mark) => is_typed && is_short(mark),
            None => self.mark.is_none() && is_typed,
        }
    }
}

pub(super) fn is_name(text: &str) -> bool {
    let bare = text.trim_matches(['`', '*', '"']);
    !bare.is_empty()
        && bare.len() <= 120
        && !bare.contains(char::is_whitespace)
        && bare.chars().any(char::is_alphanumeric)
        && !bare.ends_with(['.', ':', ','])
}

/// No sentence: at most four words without a full stop.
fn is_short(text: &str) -> bool {
    text.len() <= 200 && text.split_whitespace().count() <= 4 && !text.trim_end().ends_with('.')
}

/// Rows of pieces between bars.
pub(super) fn barred(pieces: &[Piece], opening: &[usize], layout: &Layout<'_>) -> Option<Cut> {
    by_bars(pieces, opening, layout).or_else(|| by_starts(pieces, layout, true))
}

/// Rows of pieces that are lines.
pub(super) fn stacked(pieces: &[Piece], layout: &Layout<'_>) -> Option<Cut> {
    if layout.ty.is_none() && layout.mark.is_none() {
        return in_chunks(pieces, layout);
    }
    by_starts(pieces, layout, false)
}

/// Every cell is closed by a bar; one that is not continues in the next line.
fn by_bars(pieces: &[Piece], opening: &[usize], layout: &Layout<'_>) -> Option<Cut> {
    let width = layout.width();
    let mut cells: Vec<(Cell, bool)> = Vec::new();
    for (at, piece) in pieces.iter().enumerate() {
        // No bar closes the last row, but the next one begins.
        let is_next = piece.first && cells.len().is_multiple_of(width) && layout.starts(pieces, at);
        let opened = is_next || piece.first && opening.binary_search(&piece.line).is_ok();
        match cells.last_mut() {
            Some((last, closed)) if piece.first && !*closed && !opened => {
                last.text.push('\n');
                last.text.push_str(&piece.cell.text);
                *closed = piece.closed;
            }
            _ => cells.push((piece.cell.clone(), piece.closed)),
        }
    }
    let cells: Vec<Cell> = cells.into_iter().map(|(cell, _)| cell).collect();
    let rows: Vec<Vec<Cell>> = cells.chunks(width).map(<[Cell]>::to_vec).collect();
    let fits = |row: &Vec<Cell>| {
        let text = |at: usize| row.get(at).map_or("", |cell| cell.text.as_str());
        let named = is_name(text(layout.name)) || !text(layout.name).contains('\n');
        let marked = layout
            .mark
            .is_none_or(|at| text(at).len() < 40 && !text(at).contains('\n'));
        let typed = layout
            .ty
            .is_none_or(|at| !text(at).is_empty() && !text(at).contains('\n'));
        named && marked && typed && row.len() >= layout.lead()
    };
    let known = layout.mark.is_none_or(|at| {
        let marks = rows.iter().filter_map(|row| row.get(at));
        marks.filter(|cell| layout.is_marked(&cell.text)).count() * 2 >= rows.len()
    });
    let end = pieces.last().map_or(0, |piece| piece.line + 1);
    (!rows.is_empty() && known && rows.iter().all(fits)).then_some(Cut {
        rows,
        left: Vec::new(),
        end,
    })
}

/// Rows begin where a name precedes a known type or mark.
fn by_starts(pieces: &[Piece], layout: &Layout<'_>, bars: bool) -> Option<Cut> {
    let mut starts = Vec::new();
    let mut at = 0;
    while at < pieces.len() {
        if layout.starts(pieces, at) {
            starts.push(at);
            at += layout.lead();
        } else {
            at += 1;
        }
    }
    let first = *starts.first()?;
    let left = pieces.get(..first).unwrap_or_default();
    let mut cut = Cut {
        rows: Vec::new(),
        left: left
            .iter()
            .map(|p| p.cell.clone())
            .filter(|c| !c.text.is_empty())
            .collect(),
        end: 0,
    };
    let mut used_blanks = false;
    for (index, start) in starts.iter().enumerate() {
        let next = starts.get(index + 1).copied();
        let body = pieces
            .get(*start..next.unwrap_or(pieces.len()))
            .unwrap_or_default();
        let taken = if bars {
            continued(body, layout, &mut cut)
        } else {
            tailed(
                body,
                layout,
                next.is_none() && !used_blanks,
                next.is_none(),
                &mut cut,
            )
        };
        used_blanks |= body.iter().any(|piece| piece.cell.text.is_empty());
        cut.end = body
            .get(..taken)
            .and_then(<[Piece]>::last)
            .map_or(cut.end, |p| p.line + 1);
    }
    Some(cut)
}

/// Cells of a row with bars: one that no bar closes continues in the next line.
fn continued(body: &[Piece], layout: &Layout<'_>, cut: &mut Cut) -> usize {
    let mut row: Vec<Cell> = Vec::new();
    let mut open = false;
    for piece in body {
        match row.last_mut() {
            Some(last) if row_len_over(layout, open, piece) => {
                last.text.push('\n');
                last.text.push_str(&piece.cell.text);
            }
            _ => row.push(piece.cell.clone()),
        }
        open = !piece.closed && row.len() > layout.lead();
    }
    let width = layout.width();
    let over = row.split_off(width.min(row.len()));
    cut.left
        .extend(over.into_iter().filter(|cell| !cell.text.is_empty()));
    cut.rows.push(row);
    body.len()
}

fn row_len_over(layout: &Layout<'_>, open: bool, piece: &Piece) -> bool {
    open && piece.first && layout.width() > layout.lead()
}

/// Cells of a row that are lines: words of several lines are one cell.
fn tailed(body: &[Piece], layout: &Layout<'_>, to_blank: bool, last: bool, cut: &mut Cut) -> usize {
    let lead = layout.lead().min(body.len());
    let mut end = body.len();
    let is_blank = |at: &usize| body.get(*at).is_some_and(|p| p.cell.text.is_empty());
    let columns = layout.width() - layout.lead();
    if to_blank && let Some(blank) = (lead..end).find(is_blank) {
        // No row has empty lines, so that one ends the table.
        end = blank;
    }
    let title = body
        .get(end.wrapping_sub(1))
        .filter(|p| is_title(&p.cell.text));
    if last && end - lead > columns && title.is_some() {
        end -= 1;
    } else if last && end - lead > columns && columns > 1 {
        // After an empty cell, further lines are no part of the row.
        let filled = (lead..end).filter(|at| !is_blank(at)).count();
        end = if filled < end - lead {
            lead + columns
        } else {
            end
        };
    }
    while end > lead && is_blank(&(end - 1)) {
        end -= 1;
    }
    let mut row: Vec<Cell> = body
        .get(..lead)
        .unwrap_or_default()
        .iter()
        .map(|p| p.cell.clone())
        .collect();
    let tail: Vec<Cell> = body
        .get(lead..end)
        .unwrap_or_default()
        .iter()
        .map(|p| p.cell.clone())
        .collect();
    let mut words = tail
        .len()
        .saturating_sub(columns.max(1) - 1)
        .max(1)
        .min(tail.len());
    if columns > 1 && tail.len() == columns && goes_on(&tail, layout) {
        words += 1;
    }
    let (front, rest) = tail.split_at(words);
    if columns == 0 {
        cut.left
            .extend(tail.iter().filter(|cell| !cell.text.is_empty()).cloned());
    } else if let Some(first) = front.first() {
        let mut cell = first.clone();
        for more in front.iter().skip(1).filter(|cell| !cell.text.is_empty()) {
            cell.text.push('\n');
            cell.text.push_str(&more.text);
        }
        row.push(cell);
        row.extend(rest.iter().cloned());
    }
    cut.rows.push(row);
    end
}

/// Whether the cell of examples is the second sentence of the description.
fn goes_on(tail: &[Cell], layout: &Layout<'_>) -> bool {
    let roles = layout.roles.get(layout.lead()..).unwrap_or_default();
    let [Role::Description, Role::Example] = roles else {
        return false;
    };
    let text = |at: usize| tail.get(at).map_or("", |cell| cell.text.as_str());
    let is_sentence = |text: &str| {
        text.ends_with('.') && text.contains(' ') && text.starts_with(char::is_uppercase)
    };
    is_sentence(text(0)) && is_sentence(text(1))
}

/// A word such as the name of a type, above the next table.
fn is_title(text: &str) -> bool {
    crate::import::text::is_word(text) && text.starts_with(char::is_uppercase)
}

/// Rows of so many cells each.
fn in_chunks(pieces: &[Piece], layout: &Layout<'_>) -> Option<Cut> {
    let filled: Vec<&Piece> = pieces.iter().filter(|p| !p.cell.text.is_empty()).collect();
    let width = layout.width();
    let whole = filled.len() / width * width;
    let rows = filled.get(..whole)?.chunks(width);
    let rows: Vec<Vec<Cell>> = rows
        .map(|row| row.iter().map(|p| p.cell.clone()).collect())
        .collect();
    let left = filled
        .get(whole..)
        .unwrap_or_default()
        .iter()
        .map(|p| p.cell.clone())
        .collect();
    let end = pieces.last().map_or(0, |piece| piece.line + 1);
    // A sentence, a list or a label by turns with words is none of the names.
    let is_name = |row: &Vec<Cell>| {
        let text = row.get(layout.name).map_or("", |cell| cell.text.trim());
        is_short(text) && !text.contains(", ") && !text.starts_with('"')
    };
    let is_label = |row: &Vec<Cell>| {
        let text = row.get(layout.name).map_or("", |cell| cell.text.as_str());
        !matches!(
            columns::role(text),
            Role::Unknown | Role::Name | Role::Ignored
        )
    };
    let labels = rows.iter().filter(|row| is_label(row)).count();
    let are_names = rows.iter().all(is_name) && (labels < 2 || labels * 4 < rows.len());
    (!rows.is_empty() && are_names).then_some(Cut { rows, left, end })
}
