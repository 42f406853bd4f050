//! A text of any kind -> its blocks: headings, words, fences and tables. The content determines the
//! kind (Markdown, HTML, reStructuredText, AsciiDoc, CSV, a pasted table). Knows the words of
//! heads, because a pasted table has no other sign; no rows.

mod asciidoc;
mod bars;
mod cut;
mod details;
mod front_matter;
mod gaps;
mod grids;
mod headed;
mod html;
mod items;
mod levels;
mod markdown;
mod marked;
mod mdx;
mod pasted;
mod readme;
mod records;
mod rst;
mod separated;
mod spans;
mod tabbed;
mod tags;
mod term_lists;
mod terms;
mod transposed;
mod trees;

use super::table::{Cell, Line};
use crate::source::{SourceId, Span};

/// A part of a document.
#[derive(Debug)]
pub(super) enum Block {
    /// The title of the whole page has the level 0.
    Heading {
        level: usize,
        text: String,
    },
    /// A target of links.
    Anchor(String),
    Words(String),
    /// Its language and text.
    Fence(String, String),
    Table(Grid),
}

/// A table as written.
#[derive(Debug)]
pub(super) struct Grid {
    pub(super) head: Vec<Cell>,
    pub(super) rows: Vec<Vec<Cell>>,
    pub(super) span: Span,
    /// Text inside of it that is in no row.
    pub(super) left: Vec<Cell>,
    /// It has no head: the usual one was assumed.
    pub(super) assumed_head: bool,
    /// Some cell spans several columns or rows.
    pub(super) merged: bool,
    /// Cells that contain a table, which is part of their words.
    pub(super) inner: Vec<Cell>,
}

impl Grid {
    fn new(head: Vec<Cell>, rows: Vec<Vec<Cell>>, span: Span) -> Self {
        Self {
            head,
            rows,
            span,
            left: Vec::new(),
            assumed_head: false,
            merged: false,
            inner: Vec::new(),
        }
    }

    /// Whether its head is one of fields or values.
    pub(super) fn is_known(&self) -> bool {
        self.assumed_head
            || super::columns::is_head(self.head.iter().map(|cell| cell.text.as_str()))
    }
}

/// Reads a document.
pub(super) fn read(source: SourceId, text: &str) -> Vec<Block> {
    let blocks = as_written(source, text).into_iter();
    let turned = |block| match block {
        Block::Table(grid) => Block::Table(turned(&grid).unwrap_or(grid)),
        other => other,
    };
    blocks.map(turned).collect()
}

/// The table with one row a field and one row of heads, if it is written otherwise.
fn turned(grid: &Grid) -> Option<Grid> {
    transposed::turned(grid)
        .or_else(|| levels::leveled(grid))
        .or_else(|| levels::one_head(grid))
}

fn as_written(source: SourceId, text: &str) -> Vec<Block> {
    let start = text.trim_start_matches('\u{feff}').trim_start();
    if is_html(start) {
        return html::read(source, text);
    }
    if let Some(blocks) = separated::read(source, text) {
        return blocks;
    }
    let lines = super::table::lines(text);
    let (mut front, lines) = front_matter::read(&lines);
    let blocks = headed::tables(source, text, markdown::read(source, lines));
    front.extend(blocks);
    let blocks = front;
    if blocks.iter().any(|block| matches!(block, Block::Table(_))) {
        return blocks;
    }
    pasted::read(source, lines).unwrap_or(blocks)
}

fn is_html(start: &str) -> bool {
    if !start.starts_with('<') {
        return false;
    }
    let front: String = start
        .chars()
        .take(16)
        .collect::<String>()
        .to_ascii_lowercase();
    let whole = ["<!doctype", "<html", "<head", "<body", "<table", "<meta"];
    let has_bars = start.lines().any(|line| line.trim_start().starts_with('|'));
    let is_marked = |line: &str| line.starts_with(['#', '-', '*', '+']);
    let has_table = || html::has_tag(start, &["<table", "<dl"]);
    // Lists alone may stand in Markdown as well.
    let has_list = || !start.lines().any(is_marked) && html::has_tag(start, &["<ul", "<ol"]);
    whole.iter().any(|tag| front.starts_with(tag))
        || !has_bars && !front.starts_with("<a ") && (has_table() || has_list())
}

/// The title in the front matter of a text, and the lines below it.
pub(super) fn titled<'l, 't>(lines: &'l [Line<'t>]) -> (Option<String>, &'l [Line<'t>]) {
    let (front, lines) = front_matter::read(lines);
    let title = front.into_iter().find_map(|block| match block {
        Block::Heading { text, .. } => Some(text),
        _ => None,
    });
    (title, lines)
}

/// Whether a text holds a table of fields or values.
pub(super) fn has_table(source: SourceId, text: &str) -> bool {
    read(source, text)
        .iter()
        .any(|block| matches!(block, Block::Table(grid) if grid.is_known()))
}
