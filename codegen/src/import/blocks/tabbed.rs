//! Tables as browsers copy them, with tabs between cells; the name of a row may stand on a line of its
//! own, or each cell.

use super::cut::{self, Layout};
use super::grids::is_again;
use super::markdown::{MarkdownReader, fence};
use super::{Grid, marked, separated};
use crate::import::columns;
use crate::import::table::{Cell, Line};

impl MarkdownReader<'_, '_> {
    fn tabs(&self, at: usize) -> Option<Vec<Cell>> {
        let line = self.line(at)?;
        let text = line.text.trim_end_matches(['\t', ' ']);
        let mut cells = text
            .contains('\t')
            .then(|| marked::split(line, self.source, text, "\t"))?;
        // Hive's `# col_name`
        if let Some(first) = cells.first_mut()
            && let Some(name) = first.text.strip_prefix("# ")
        {
            first.text = name.trim().to_owned();
        }
        Some(cells)
    }

    /// `# col_name`, with tabs between further heads: a head, and no heading.
    pub(super) fn is_head_of_tabs(&self) -> bool {
        let is_marked = |line: Line<'_>| line.text.starts_with("# ") && line.text.contains('\t');
        self.line(self.at).is_some_and(is_marked)
            && self
                .tabs(self.at)
                .is_some_and(|cells| columns::is_head(cells.iter().map(|cell| cell.text.as_str())))
    }

    /// A table as browsers copy it: tabs between cells.
    pub(super) fn tabbed(&mut self) -> Option<(Grid, usize)> {
        let head = self.tabs(self.at)?;
        if !columns::is_head(head.iter().map(|cell| cell.text.as_str())) {
            return None;
        }
        let begin = self.at + 1;
        let mut end = begin;
        while let Some(line) = self.line(end) {
            let is_blank = line.text.trim().is_empty();
            let next = self.next_full(end);
            let goes_on = next.is_some_and(|(_, line)| line.text.contains('\t'));
            let again = end > begin && self.tabs(end).is_some_and(|row| is_again(&row, &head));
            let is_section = line.text.starts_with("# ") && self.tabs(end).is_none();
            if line.text.starts_with('#') && !line.text.contains('\t')
                || is_section
                || is_blank && !goes_on
                || again
            {
                break;
            }
            end += 1;
        }
        if end > begin && self.is_title_before_head(end - 1, end, &head) {
            end -= 1;
        }
        if let Some(found) = self.below_names(&head, begin) {
            return Some(found);
        }
        let lines = self.lines.get(self.at..end)?;
        let span = self.line(self.at)?.span(self.source);
        if let Some(mut grid) = separated::quoted(self.source, lines, '\t') {
            grid.span = span;
            return Some((grid, end));
        }
        let mut rows: Vec<Vec<Cell>> = Vec::new();
        for at in begin..end {
            let Some(line) = self.line(at).filter(|line| !line.text.trim().is_empty()) else {
                continue;
            };
            let cells = marked::split(line, self.source, line.text, "\t");
            match rows.last_mut() {
                // A cell of several lines: the row goes on.
                Some(row)
                    if cells.len() < head.len() && (row.len() < head.len() || cells.len() == 1) =>
                {
                    marked::join(row, cells);
                }
                _ => rows.push(cells),
            }
        }
        Some((Grid::new(head, rows, span), end))
    }

    fn is_title_before_head(&self, at: usize, next: usize, head: &[Cell]) -> bool {
        let is_head = self.tabs(next).is_some_and(|row| is_again(&row, head));
        is_head
            && self
                .line(at)
                .is_some_and(|line| crate::import::text::is_word(line.text.trim()))
    }

    /// Rows below a head with tabs whose names stand on lines of their own: the other cells stand on the
    /// next line between tabs, or on a line each.
    fn below_names(&self, head: &[Cell], begin: usize) -> Option<(Grid, usize)> {
        let is_split = |line: &Line<'_>| line.text.trim().contains('\t');
        let (first, name) = self.next_full(begin)?;
        let (second, rest) = self.next_full(first + 1)?;
        if is_split(&name) || !cut::is_name(name.text.trim()) || second != first + 1 {
            return None;
        }
        let lines = self.lines.iter().enumerate().skip(begin);
        // The head of another table ends this one, so that no line is read again and again.
        let is_end = |at: usize, line: &Line<'_>| {
            let cells = Some(line).filter(|line| is_split(line));
            let cells = cells.and_then(|_| self.tabs(at)).unwrap_or_default();
            line.text.starts_with('#')
                || fence(line.text).is_some()
                || columns::is_head(cells.iter().map(|cell| cell.text.as_str()))
        };
        let body: Vec<(usize, Line<'_>)> = lines
            .map(|(at, line)| (at, *line))
            .take_while(|(at, line)| !is_end(*at, line))
            .collect();
        let span = self.line(self.at)?.span(self.source);
        if head.len() == 2 && rest.text.trim() == "Type" {
            let (rows, end) = self.above_labels(&body);
            return Some((Grid::new(head.to_vec(), rows, span), end));
        }
        if !is_split(&rest) {
            let full = body
                .iter()
                .skip_while(|(_, line)| line.text.trim().is_empty());
            let pieces: Vec<_> = full.map(|(at, line)| self.piece(*at, *line)).collect();
            let roles = columns::roles(head.iter().map(|cell| cell.text.as_str()));
            let cut = cut::stacked(&pieces, &Layout::new(&roles))?;
            let mut grid = Grid::new(head.to_vec(), cut.rows, span);
            grid.left = cut.left;
            return Some((grid, cut.end));
        }
        let mut rows: Vec<Vec<Cell>> = Vec::new();
        let mut end = begin;
        let mut lines = body.iter().peekable();
        while let Some((at, line)) = lines.next() {
            if line.text.trim().is_empty() {
                // Rows may stand apart; words behind them are no row.
                let next = lines.peek().map(|(_, next)| next.text.trim());
                if !rows.is_empty() && !next.is_some_and(cut::is_name) {
                    break;
                }
                continue;
            }
            end = at + 1;
            let mut cells = marked::split(*line, self.source, line.text, "\t");
            let below = lines.peek().filter(|(_, next)| is_split(next));
            if cells.len() == 1
                && let Some((_, next)) = below
            {
                cells.extend(marked::split(*next, self.source, next.text, "\t"));
                rows.push(cells);
                end += 1;
                lines.next();
            } else if let Some(row) = rows.last_mut() {
                marked::join(row, cells);
            }
        }
        Some((Grid::new(head.to_vec(), rows, span), end))
    }

    /// A name, the label `Type` below it, and all further lines up to the next such name as one cell.
    fn above_labels(&self, body: &[(usize, Line<'_>)]) -> (Vec<Vec<Cell>>, usize) {
        let full: Vec<_> = body
            .iter()
            .filter(|(_, line)| !line.text.trim().is_empty())
            .collect();
        let is_name = |at: usize| {
            let text = |at: usize| full.get(at).map_or("", |(_, line)| line.text.trim());
            cut::is_name(text(at)) && text(at + 1) == "Type"
        };
        let mut rows: Vec<Vec<Cell>> = Vec::new();
        for (at, (number, line)) in full.iter().enumerate() {
            let cell = self.piece(*number, *line).cell;
            match rows.last_mut().map(Vec::as_mut_slice) {
                Some([_, details]) if !is_name(at) => {
                    details.text.push('\n');
                    details.text.push_str(&cell.text);
                }
                _ => rows.push(vec![cell.clone(), cell.emptied()]),
            }
        }
        let end = full.last().map_or(0, |(number, _)| number + 1);
        (rows, end)
    }
}
