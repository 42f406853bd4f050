//! Lists of HTML -> tables, if their items are entries of fields; else words. An item is written as a
//! bullet, put in as deep as its list lies. Knows no tags but those of the caller.

use super::{Block, Grid, term_lists};
use crate::import::table::{Cell, Line};
use crate::source::{SourceId, Span};

/// Deeper lists are taken for this one.
const DEEPEST: usize = 12;

/// An item: its text, and where it stands.
struct Item {
    depth: usize,
    text: String,
    start: usize,
    end: usize,
}

/// The items of a list, and of those in it.
#[derive(Default)]
pub(super) struct Items {
    depth: usize,
    items: Vec<Item>,
    /// The text belongs to the last item.
    is_open: bool,
}

impl Items {
    pub(super) fn is_in_list(&self) -> bool {
        self.depth > 0
    }

    /// A list begins or ends; `text` is that of the item above it.
    pub(super) fn list(&mut self, closes: bool, text: &str, at: usize) {
        self.end(text, at);
        self.depth = match closes {
            true => self.depth.saturating_sub(1),
            false => self.depth + 1,
        };
    }

    /// An item begins or ends behind `text`.
    pub(super) fn item(&mut self, closes: bool, text: &str, from: usize, to: usize) {
        self.end(text, from);
        if !closes {
            self.items.push(Item {
                depth: self.depth.min(DEEPEST),
                text: String::new(),
                start: to,
                end: to,
            });
        }
        self.is_open = !closes;
    }

    fn end(&mut self, text: &str, at: usize) {
        let text = text.trim();
        let Some(last) = self.items.last_mut().filter(|_| !text.is_empty()) else {
            return;
        };
        // Behind an inner list.
        if !last.text.is_empty() {
            last.text.push('\n');
        }
        last.text.push_str(text);
        if self.is_open {
            last.end = at.max(last.start);
        }
    }

    /// The blocks that the list is.
    pub(super) fn take(&mut self, source: SourceId) -> Vec<Block> {
        let items = std::mem::take(self).items;
        let items: Vec<Item> = items
            .into_iter()
            .filter(|item| !item.text.is_empty())
            .collect();
        let mut texts: Vec<(String, usize)> = Vec::new();
        for item in &items {
            let blanks = "  ".repeat(item.depth.saturating_sub(1));
            let mut lines = item.text.lines().map(str::trim);
            let first = lines.next().unwrap_or_default();
            texts.push((format!("{blanks}- {first}"), item.start));
            let rest = lines.filter(|line| !line.is_empty());
            texts.extend(rest.map(|line| (format!("{blanks}   {line}"), item.start)));
        }
        let lines = texts.iter().map(|(text, start)| Line {
            text,
            start: *start,
        });
        let lines: Vec<Line<'_>> = lines.collect();
        let found = match lines.is_empty() {
            true => None,
            false => term_lists::table(source, &lines, 0).ok(),
        };
        match found {
            Some((Block::Table(mut grid), end)) if end == lines.len() => {
                place(&mut grid, &items, source);
                vec![Block::Table(grid)]
            }
            _ => {
                let words = items.into_iter().map(|item| item.text.replace("**", ""));
                words.map(Block::Words).collect()
            }
        }
    }
}

/// Gives each cell the place of its item: its text is another one than that of the source.
fn place(grid: &mut Grid, items: &[Item], source: SourceId) {
    let offset = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
    let whole = |cell: &mut Cell| {
        let after = items.partition_point(|item| offset(item.start) <= cell.span.start);
        if let Some(item) = after.checked_sub(1).and_then(|at| items.get(at)) {
            cell.span = Span::new(source, offset(item.start), offset(item.end));
        }
    };
    let cells = grid.rows.iter_mut().flatten();
    cells
        .chain(&mut grid.head)
        .chain(&mut grid.left)
        .for_each(whole);
    if let (Some(first), Some(last)) = (items.first(), items.last()) {
        let end = last.end.max(first.end);
        grid.span = Span::new(source, offset(first.start), offset(end));
    }
}
