//! The tables that begin at a line: with bars, tabs or gaps between cells, or with a cell on each
//! line; whole, or cut over several lines.

use super::bars::{self, Barred, Piece, is_border};
use super::cut::{self, Layout};
use super::markdown::{MarkdownReader, fence};
use super::{Block, Grid, details};
use crate::import::columns::{self, Role};
use crate::import::table::{Cell, Line};
use crate::source::Span;

/// The first row begins that near to its head.
const NEAR: usize = 8;

impl<'t> MarkdownReader<'_, 't> {
    pub(super) fn table(&mut self) -> bool {
        let found = self
            .barred()
            .or_else(|| self.tabbed())
            .or_else(|| self.stacked())
            .or_else(|| self.spaced())
            .or_else(|| details::below_line(self.source, self.lines, self.at));
        let Some((grid, end)) = found else {
            return false;
        };
        self.push(Block::Table(details::unfolded(grid)));
        self.at = end.max(self.at + 1);
        true
    }

    fn bars(&self, at: usize) -> Option<Barred> {
        bars::split(self.line(at)?, self.source, at)
    }

    /// The next line that is not blank, and where it stands.
    pub(super) fn next_full(&self, from: usize) -> Option<(usize, Line<'t>)> {
        let mut rest = self.lines.iter().copied().enumerate().skip(from).take(64);
        rest.find(|(_, line)| !line.text.trim().is_empty())
    }

    /// The head of a table on a line with bars, and the start of its rows.
    fn head(&self, at: usize) -> Option<(Vec<Cell>, usize)> {
        let line = self.line(at)?;
        if is_border(line.text) {
            // The upper edge of a box.
            let below = self.line(at + 1)?;
            let is_box =
                !is_border(below.text) && self.line(at + 2).is_some_and(|l| is_border(l.text));
            return is_box.then(|| self.head(at + 1))?;
        }
        let head = self.bars(at)?;
        let next = self.next_full(at + 1);
        let ruled = next.as_ref().is_some_and(|(next, line)| {
            let rule = self
                .bars(*next)
                .is_some_and(|row| row.is_rule() && row.pieces.len() * 2 > head.pieces.len());
            rule || is_border(line.text) && head.pieces.len() > 1
        });
        // A table of one column has bars on both sides, and a rule below its head.
        let below = || self.bars(at + 1);
        let is_single = |row: &Barred| row.pieces.len() == 1 && row.opens && row.closes;
        let is_column =
            is_single(&head) && below().is_some_and(|row| row.is_rule() && is_single(&row));
        let is_head = (head.pieces.len() > 1 || is_column)
            && !head.is_rule()
            && (ruled || columns::is_head(head.texts()));
        let begin = match next {
            Some((next, _)) if ruled => next + 1,
            _ => at + 1,
        };
        is_head.then(|| (head.into_cells(), begin))
    }

    /// The end of a table's body: a heading, another table's head or words after a blank line.
    fn body_end(&self, begin: usize, head: &[Cell]) -> usize {
        let mut at = begin;
        while let Some(line) = self.line(at) {
            let text = line.text.trim();
            if text.is_empty() {
                let Some((next, line)) = self.next_full(at) else {
                    return at;
                };
                let goes_on = self.bars(next).is_some()
                    || self
                        .bars(next + 1)
                        .is_some_and(|row| !row.opens && self.head(next + 1).is_none())
                        && cut::is_name(line.text.trim());
                if !goes_on || self.is_same_head(next, head) {
                    return at;
                }
                at = next;
                continue;
            }
            let level = text.chars().take_while(|c| *c == '#').count();
            let is_heading =
                level > 0 && level < 7 && text.get(level..).is_some_and(|t| t.starts_with(' '));
            if is_heading || fence(text).is_some() || text.starts_with("</") {
                return at;
            }
            if at > begin && self.is_new_head(at, head) {
                return at;
            }
            at += 1;
        }
        at
    }

    /// The same head again, or one with a rule below it.
    fn is_new_head(&self, at: usize, head: &[Cell]) -> bool {
        let ruled = self
            .bars(at + 1)
            .is_some_and(|row| row.is_rule() && row.pieces.len() > 1);
        // A rule among the rows, below one as wide as the others which is no head, is decoration.
        let is_apart = at
            .checked_sub(1)
            .and_then(|above| self.line(above))
            .is_none_or(|line| line.text.trim().is_empty());
        let other = self.head(at).filter(|_| ruled).map(|(cells, _)| cells);
        let is_other = other.is_some_and(|cells| {
            is_apart
                || cells.len() != head.len()
                || columns::is_head(cells.iter().map(|cell| cell.text.as_str()))
        });
        self.is_same_head(at, head) || is_other
    }

    fn is_same_head(&self, at: usize, head: &[Cell]) -> bool {
        self.head(at)
            .is_some_and(|(other, _)| is_again(&other, head))
    }

    fn barred(&mut self) -> Option<(Grid, usize)> {
        let (head, begin) = self.head(self.at)?;
        let first = self.line(self.at)?;
        let bars = self.bars(self.at);
        let closed = bars.as_ref().is_some_and(|row| row.opens && row.closes);
        let mut end = self.body_end(begin, &head);
        let span = first.span(self.source);
        let mut rows: Vec<(usize, Barred)> = Vec::new();
        let mut whole = true;
        // Every line is enclosed in bars, as the head is: each is a row.
        let mut closes_all = closed;
        // The same if no line is closed, below a rule.
        let is_ruled = self
            .bars(self.at + 1)
            .is_some_and(|row| row.is_rule() && row.opens);
        let mut opens_all = is_ruled && bars.is_some_and(|row| row.opens && !row.closes);
        for at in begin..end {
            let Some(line) = self.line(at).filter(|line| !line.text.trim().is_empty()) else {
                continue;
            };
            let Some(row) = self.bars(at) else {
                let rest = (at..end).all(|at| self.bars(at).is_none());
                if whole && rest && !rows.is_empty() && !is_border(line.text) {
                    // Words without a bar below whole rows are no row.
                    end = at;
                    break;
                }
                whole &= is_border(line.text);
                opens_all &= is_border(line.text);
                closes_all &= is_border(line.text);
                continue;
            };
            if row.is_rule() || is_border(line.text) {
                continue;
            }
            let count = row.pieces.len();
            let (opens, closes) = (row.opens, row.closes);
            closes_all &= opens && closes;
            opens_all &= opens;
            whole &= count >= head.len()
                || opens && closes && count > 1
                || !closed && count > 1 && count + 1 >= head.len();
            rows.push((at, row));
        }
        whole |=
            (closes_all || opens_all) && rows.iter().any(|(_, row)| row.pieces.len() >= head.len());
        if rows.is_empty() && whole {
            return Some((Grid::new(head, Vec::new(), span), end));
        }
        if !whole && let Some((grid, end)) = self.cut(&head, begin, end, span) {
            return Some((grid, end));
        }
        let roles = columns::roles(head.iter().map(|cell| cell.text.as_str()));
        let mut left = Vec::new();
        let rows = rows
            .into_iter()
            .map(|(at, row)| self.fitted(at, row, &roles, &mut left))
            .collect();
        let mut grid = Grid::new(head, rows, span);
        grid.left = left;
        Some((grid, end))
    }

    /// A row with more cells than the head: bars in code or in a last column of words are text,
    /// other cells are dropped.
    fn fitted(&self, at: usize, row: Barred, roles: &[Role], left: &mut Vec<Cell>) -> Vec<Cell> {
        let width = roles.len();
        let over = row.pieces.len() > width;
        let again = self.line(at).filter(|_| over);
        let again = again.and_then(|line| bars::split_outside_code(line, self.source));
        let row = again.filter(|row| row.pieces.len() >= width).unwrap_or(row);
        let mut cells = row.into_cells();
        let rest = cells.split_off(width.min(cells.len()));
        let rest = rest.into_iter().filter(|cell| !cell.text.is_empty());
        let is_mark = roles.last().is_some_and(|role| {
            use columns::Role;
            matches!(
                role,
                Role::Name | Role::Required | Role::Optional | Role::Nullable | Role::NotNull
            )
        });
        match cells.last_mut() {
            Some(last) if !is_mark => {
                for cell in rest {
                    last.text.push_str(" | ");
                    last.text.push_str(&cell.text);
                }
            }
            _ => left.extend(rest),
        }
        cells
    }

    /// Rows that were cut over several lines.
    fn cut(&self, head: &[Cell], begin: usize, end: usize, span: Span) -> Option<(Grid, usize)> {
        let roles = columns::roles(head.iter().map(|cell| cell.text.as_str()));
        let (mut pieces, mut opening) = (Vec::new(), Vec::new());
        for at in begin..end {
            let Some(line) = self.line(at) else { break };
            if line.text.trim().is_empty() || is_border(line.text) {
                continue;
            }
            match self.bars(at) {
                Some(row) if row.is_rule() => {}
                Some(row) => {
                    opening.extend(row.opens.then_some(at));
                    pieces.extend(row.pieces);
                }
                None => pieces.push(self.piece(at, line)),
            }
        }
        let cut = cut::barred(&pieces, &opening, &Layout::new(&roles))?;
        let mut grid = Grid::new(head.to_vec(), cut.rows, span);
        grid.left = cut.left;
        Some((grid, end))
    }

    pub(super) fn piece(&self, at: usize, line: Line<'_>) -> Piece {
        Piece {
            cell: bars::cell(line, self.source, 0, line.text.len()),
            closed: false,
            first: true,
            line: at,
        }
    }

    /// A head with a cell on each line.
    fn stacked(&mut self) -> Option<(Grid, usize)> {
        let (head, begin, spaced, barred) = self.stacked_head()?;
        let names: Vec<&str> = head.iter().map(|cell| cell.text.as_str()).collect();
        let roles = columns::roles(names.iter().copied());
        let span = self.line(self.at)?.span(self.source);
        if !barred && !self.has_row(begin, &roles) {
            return None;
        }
        let mut end = begin;
        while let Some(line) = self.line(end) {
            let text = line.text.trim();
            let again = end > begin
                && names.iter().enumerate().all(|(offset, name)| {
                    self.line(end + offset)
                        .is_some_and(|line| line.text.trim().trim_matches(['|', ' ']) == *name)
                });
            let heading = text.starts_with('#') && text.trim_start_matches('#').starts_with(' ');
            if again || heading || fence(text).is_some() {
                break;
            }
            end += 1;
        }
        let (mut pieces, mut opening) = (Vec::new(), Vec::new());
        for at in begin..end {
            let Some(line) = self.line(at) else { break };
            let row = self.bars(at).filter(|_| barred);
            match row {
                Some(row) if row.is_rule() => {}
                Some(row) => {
                    opening.extend(row.opens.then_some(at));
                    pieces.extend(row.pieces);
                }
                None if line.text.trim().is_empty() && (spaced || barred) => {}
                None => pieces.push(self.piece(at, line)),
            }
        }
        let layout = Layout::new(&roles);
        let cut = match barred {
            true => cut::barred(&pieces, &opening, &layout),
            false => cut::stacked(&pieces, &layout),
        }?;
        let mut grid = Grid::new(head, cut.rows, span);
        grid.left = cut.left;
        Some((grid, cut.end))
    }

    /// The head, the start of rows, whether blank lines separate cells, and whether bars do.
    fn stacked_head(&self) -> Option<(Vec<Cell>, usize, bool, bool)> {
        let first = self.line(self.at)?;
        let role = columns::role(first.text.trim().trim_matches(['|', ' ']));
        if first.text.len() > 64 || !matches!(role, Role::Name | Role::Value) {
            return None;
        }
        let mut head: Vec<Cell> = Vec::new();
        let (mut at, mut spaced, mut barred) = (self.at, false, false);
        while let Some((next, line)) = self.next_full(at) {
            if next > at && !(head.len() == 1 || spaced) {
                break;
            }
            let cells = match self.bars(next) {
                Some(row) if row.is_rule() => break,
                Some(row) => {
                    barred = true;
                    row.into_cells()
                }
                None => vec![bars::cell(line, self.source, 0, line.text.len())],
            };
            let known = cells
                .iter()
                .all(|cell| columns::role(&cell.text) != Role::Unknown);
            let is_upper = |cell: &Cell| {
                cell.text
                    .trim_matches(['*', '`'])
                    .starts_with(char::is_uppercase)
            };
            let same_case = head
                .first()
                .is_none_or(|first| cells.iter().all(|cell| is_upper(cell) == is_upper(first)));
            let repeats = cells.iter().any(|cell| {
                head.iter()
                    .any(|other| columns::role(&other.text) == columns::role(&cell.text))
            });
            if !known || !same_case || repeats || head.len() > 12 {
                break;
            }
            if head.len() > 1 && !barred && self.is_row(next, &head) {
                break;
            }
            spaced |= next > at;
            head.extend(cells);
            at = next + 1;
        }
        let names = || head.iter().map(|cell| cell.text.as_str());
        if head.len() < 2 || at < self.at + 2 || !columns::is_head(names()) {
            return None;
        }
        if let Some((next, _)) = self.next_full(at)
            && self.bars(next).is_some_and(|row| row.is_rule())
        {
            at = next + 1;
            barred = true;
        }
        if head.len() == 2
            && !barred
            && names()
                .map(columns::role)
                .any(|role| matches!(role, Role::Description | Role::Required | Role::Optional))
        {
            return None;
        }
        Some((head, at, spaced, barred))
    }

    /// Whether a row begins near a head, so that the text after a false head is not read again and
    /// again.
    fn has_row(&self, begin: usize, roles: &[Role]) -> bool {
        let layout = Layout::new(roles);
        let lines = self.lines.iter().enumerate().skip(begin).take(NEAR * 2);
        let pieces: Vec<Piece> = lines.map(|(at, line)| self.piece(at, *line)).collect();
        let full: Vec<Piece> = pieces
            .iter()
            .filter(|p| !p.cell.text.is_empty())
            .cloned()
            .collect();
        let is_bare = !roles
            .iter()
            .any(|role| matches!(role, Role::Type | Role::Required));
        is_bare || (0..NEAR).any(|at| layout.starts(&pieces, at) || layout.starts(&full, at))
    }

    /// Whether the lines from `at` on are a row below `head`, though its name is a word of heads.
    fn is_row(&self, at: usize, head: &[Cell]) -> bool {
        let roles = columns::roles(head.iter().map(|cell| cell.text.as_str()));
        let mut pieces = Vec::new();
        let mut next = at;
        while let Some((full, line)) = self.next_full(next).filter(|_| pieces.len() < roles.len()) {
            pieces.push(self.piece(full, line));
            next = full + 1;
        }
        Layout::new(&roles).starts(&pieces, 0)
    }
}

/// Whether cells inside of a table are the head of another one: the same head, or one whose words
/// are all known and spelled alike.
pub(super) fn is_again(cells: &[Cell], head: &[Cell]) -> bool {
    let texts = || cells.iter().map(|cell| cell.text.as_str());
    if cells.len() == head.len() && cells.iter().zip(head).all(|(a, b)| a.text == b.text) {
        return true;
    }
    let upper = |cells: &[Cell]| {
        let first = cells
            .first()
            .map(|cell| cell.text.trim_matches(['*', '`', ' ']));
        first.is_some_and(|text| text.starts_with(char::is_uppercase))
    };
    let roles = columns::roles(texts());
    let known = roles.iter().all(|role| *role != Role::Unknown);
    cells.len() > 2 && known && upper(cells) && upper(head) && columns::is_head(texts())
}
