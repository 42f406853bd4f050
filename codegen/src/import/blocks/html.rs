//! HTML -> blocks, as browsers read it: end tags may be missing, cells may span others, and the
//! content of a cell is kept as Markdown. Attributes count only if they show something (`href`,
//! `id`, `alt`, `colspan`). Knows no columns.

use super::items::Items;
use super::spans::Table;
use super::tags::{Tag, raw_end, tag};
use super::{Block, details, terms};
use crate::import::table::{Cell, Line};
use crate::import::text::entities;
use crate::source::{SourceId, Span};

/// Reads a text.
pub(super) fn read(source: SourceId, text: &str) -> Vec<Block> {
    let start = if text.starts_with('\u{feff}') { 3 } else { 0 };
    parse(source, text.get(start..).unwrap_or_default(), start)
}

/// Reads the HTML that lies in lines of another document.
pub(super) fn lines(source: SourceId, lines: &[Line<'_>]) -> Vec<Block> {
    let Some(first) = lines.first() else {
        return Vec::new();
    };
    let mut text = String::new();
    for line in lines {
        // The lines keep their distance, so that spans stay right.
        while first.start + text.len() < line.start {
            text.push('\n');
        }
        text.push_str(line.text);
    }
    parse(source, &text, first.start)
}

/// Whether one of these tags is there.
pub(super) fn has_tag(text: &str, tags: &[&str]) -> bool {
    text.match_indices('<').any(|(at, _)| {
        tags.iter().any(|tag| {
            text.get(at..at + tag.len())
                .is_some_and(|found| found.eq_ignore_ascii_case(tag))
        })
    })
}

struct Parser {
    source: SourceId,
    out: Vec<Block>,
    text: String,
    heading: Option<usize>,
    table: Option<Table>,
    /// The table is a list of terms and their definitions.
    terms: bool,
    /// How many tables lie inside of a cell.
    nested: usize,
    /// The open cell holds a table.
    has_inner: bool,
    /// The columns and rows that the open cell takes.
    cell: Option<(usize, usize, usize)>,
    pre: bool,
    hrefs: Vec<Option<String>>,
    items: Items,
}

fn parse(source: SourceId, text: &str, offset: usize) -> Vec<Block> {
    let mut parser = Parser {
        source,
        out: Vec::new(),
        text: String::new(),
        heading: None,
        table: None,
        terms: false,
        nested: 0,
        has_inner: false,
        cell: None,
        pre: false,
        hrefs: Vec::new(),
        items: Items::default(),
    };
    let mut at = 0;
    while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
        let open = rest.find('<').unwrap_or(rest.len());
        if open > 0 {
            parser.words(rest.get(..open).unwrap_or_default());
            at += open;
            continue;
        }
        let (length, tag) = tag(rest);
        match tag {
            Some(tag) => {
                let raw = ["script", "style", "svg", "template", "noscript"];
                if !tag.closes && raw.contains(&tag.name.as_str()) {
                    parser.label(&tag);
                    at += length + raw_end(rest.get(length..).unwrap_or_default(), &tag.name);
                    continue;
                }
                parser.tag(&tag, offset + at, offset + at + length);
            }
            None if length == 1 => parser.words("<"),
            None => {}
        }
        at += length;
    }
    parser.end_table(offset + text.len());
    parser.end_items(offset + text.len());
    parser.flush();
    parser.out
}

impl Parser {
    fn words(&mut self, text: &str) {
        let text = entities(text);
        if self.pre && self.cell.is_none() {
            self.text.push_str(&text);
            return;
        }
        for (index, word) in text.split([' ', '\t', '\n', '\r']).enumerate() {
            if index > 0 && !self.text.is_empty() && !self.text.ends_with([' ', '\n']) {
                self.text.push(' ');
            }
            self.text.push_str(word);
        }
    }

    /// The text of a picture.
    fn label(&mut self, tag: &Tag<'_>) {
        let label = ["alt", "aria-label", "title"]
            .iter()
            .find_map(|name| tag.get(name));
        if let Some(label) = label.filter(|_| self.cell.is_some()) {
            self.text.push_str(label.trim());
        }
    }

    fn line_break(&mut self) {
        let trimmed = self.text.trim_end_matches(' ').len();
        self.text.truncate(trimmed);
        if !self.text.is_empty() && !self.text.ends_with('\n') {
            self.text.push('\n');
        }
    }

    fn tag(&mut self, tag: &Tag<'_>, start: usize, end: usize) {
        let inline = self.cell.is_some() || self.heading.is_some();
        if self.table.is_none() && self.heading.is_none() && self.listed(tag, start, end) {
            return;
        }
        match (tag.name.as_str(), tag.closes) {
            ("dl" | "dt" | "dd", closes) if self.terms || self.table.is_none() => {
                self.term(tag, closes, start, end);
            }
            ("table", false) if self.table.is_some() => {
                self.nested += 1;
                self.has_inner = true;
            }
            ("table", true) if self.nested > 0 => self.nested -= 1,
            (_, _) if self.nested > 0 && matches!(tag.name.as_str(), "tr" | "td" | "th") => {
                self.line_break();
            }
            ("table", false) => {
                self.flush();
                self.table = Some(Table::new(start));
            }
            ("table", true) => self.end_table(start),
            ("caption", false) => self.text.clear(),
            ("caption", true) if self.cell.is_none() => {
                let text = std::mem::take(&mut self.text);
                if !text.trim().is_empty() {
                    self.out.push(Block::Words(text.trim().to_owned()));
                }
            }
            ("tr" | "thead" | "tbody" | "tfoot", closes) => {
                self.end_cell(start);
                if let Some(table) = &mut self.table {
                    table.fill();
                    if tag.name == "tr" && !closes {
                        table.begin_row();
                    }
                }
            }
            ("td" | "th", false) => {
                self.end_cell(start);
                if let Some(table) = &mut self.table {
                    if !table.in_row {
                        table.begin_row();
                    }
                    self.text.clear();
                    let columns = tag.number("colspan");
                    if columns > 1 && tag.get("align").as_deref() == Some("right") {
                        table.indent();
                    }
                    self.cell = Some((end, columns, tag.number("rowspan")));
                }
            }
            ("td" | "th", true) => self.end_cell(start),
            ("h1" | "h2" | "h3" | "h4" | "h5" | "h6", closes) if self.cell.is_none() => {
                self.flush();
                self.anchor(tag);
                let level = tag.name.get(1..).and_then(|level| level.parse().ok());
                self.heading = level.filter(|_| !closes);
            }
            ("pre", closes) => {
                if !inline {
                    self.flush();
                }
                self.pre = !closes;
            }
            ("br", _) => self.line_break(),
            ("code" | "tt" | "kbd", _) if inline && !(self.pre && tag.name == "code") => {
                self.text.push('`')
            }
            ("del" | "s" | "strike", _) if inline => self.text.push_str("~~"),
            ("a", closes) => self.link(tag, closes),
            ("img" | "i" | "input" | "span", false) => self.shown(tag),
            (_, false) if !inline && !self.items.is_in_list() && tag.get("id").is_some() => {
                self.flush();
                self.anchor(tag);
            }
            (
                "p" | "div" | "li" | "ul" | "ol" | "dt" | "dd" | "section" | "article"
                | "blockquote" | "summary" | "hr",
                _,
            ) => {
                if inline {
                    self.line_break();
                } else {
                    self.flush();
                }
            }
            _ => {}
        }
    }

    /// A list of items, and what stands in one; whether that is all.
    fn listed(&mut self, tag: &Tag<'_>, start: usize, end: usize) -> bool {
        let is_in = self.items.is_in_list();
        if is_in && tag.name != "a" && tag.get("id").is_some() {
            self.anchor(tag);
        }
        match (tag.name.as_str(), tag.closes) {
            ("ul" | "ol", closes) if is_in || !closes => {
                if !is_in {
                    self.flush();
                }
                let text = std::mem::take(&mut self.text);
                self.items.list(closes, &text, start);
                if !self.items.is_in_list() {
                    self.out.extend(self.items.take(self.source));
                }
            }
            ("li", closes) if is_in => {
                let text = std::mem::take(&mut self.text);
                self.items.item(closes, &text, start, end);
            }
            ("p" | "div" | "blockquote" | "section", _) if is_in => self.line_break(),
            ("code" | "tt" | "kbd", _) if is_in => self.text.push('`'),
            ("strong" | "b", _) if is_in => self.text.push_str("**"),
            ("table" | "dl" | "pre" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6", false) if is_in => {
                self.end_items(start);
                return false;
            }
            _ => return false,
        }
        true
    }

    /// Ends a list that nothing closes, or that holds more than items.
    fn end_items(&mut self, at: usize) {
        if self.items.is_in_list() {
            let text = std::mem::take(&mut self.text);
            self.items.item(true, &text, at, at);
            self.out.extend(self.items.take(self.source));
        }
    }

    /// A list of definitions: each term begins a row.
    fn term(&mut self, tag: &Tag<'_>, closes: bool, start: usize, end: usize) {
        match (tag.name.as_str(), closes) {
            ("dl", false) if self.terms => self.nested += 1,
            ("dl", true) if self.nested > 0 => self.nested -= 1,
            (_, _) if self.nested > 0 => self.line_break(),
            ("dl", false) => {
                self.flush();
                self.table = Some(Table::new(start));
                self.terms = true;
            }
            ("dl", true) => self.end_table(start),
            (_, true) => self.end_cell(start),
            (name, false) => {
                self.end_cell(start);
                let Some(table) = self.table.as_mut().filter(|_| self.terms) else {
                    self.flush();
                    return;
                };
                if name == "dt" {
                    table.fill();
                    table.begin_row();
                }
                self.text.clear();
                self.cell = Some((end, 1, 1));
            }
        }
    }

    /// The list of definitions as a table, or as words.
    fn end_terms(&mut self, rows: Vec<Vec<Cell>>, span: Span) {
        let words = |row: &[Cell]| {
            let texts: Vec<&str> = row.iter().map(|cell| cell.text.as_str()).collect();
            texts.join("\n")
        };
        let terms = rows.iter().filter_map(|row| row.split_first());
        match terms::listed(terms.map(|(term, rest)| (term, words(rest))), span) {
            Some(grid) => self.out.push(Block::Table(grid)),
            None => {
                let texts = rows.iter().map(|row| words(row));
                self.out.extend(texts.map(Block::Words));
            }
        }
    }

    fn shown(&mut self, tag: &Tag<'_>) {
        match tag.name.as_str() {
            "input" if tag.get("type").is_some_and(|ty| ty == "checkbox") => {
                let is_set = tag.get("checked").is_some();
                self.text.push_str(if is_set { "\u{2713}" } else { "[ ]" });
            }
            "img" | "i" => self.label(tag),
            _ => {}
        }
    }

    fn anchor(&mut self, tag: &Tag<'_>) {
        if !tag.closes
            && let Some(id) = tag.get("id").or_else(|| tag.get("name"))
        {
            self.out.push(Block::Anchor(id));
        }
    }

    fn link(&mut self, tag: &Tag<'_>, closes: bool) {
        if closes {
            if let Some(Some(href)) = self.hrefs.pop() {
                if self.text.ends_with('[') {
                    // A sign that only links to itself.
                    self.text.pop();
                } else {
                    self.text.push_str(&format!("]({href})"));
                }
            }
            return;
        }
        let inline = self.cell.is_some();
        let href = tag
            .get("href")
            .filter(|href| inline && !href.contains([')', ' ']));
        if href.is_some() {
            self.text.push('[');
        } else if !inline {
            self.anchor(tag);
        }
        self.hrefs.push(href);
    }

    /// Ends words, a heading or a block of code.
    fn flush(&mut self) {
        let text = std::mem::take(&mut self.text);
        self.hrefs.clear();
        let is_pre = std::mem::take(&mut self.pre);
        let level = self.heading.take();
        let shown = text.trim();
        if shown.is_empty() {
            return;
        }
        self.out.push(match level {
            Some(level) => Block::Heading {
                level,
                text: shown.to_owned(),
            },
            None if is_pre => Block::Fence(String::new(), String::new()),
            None => Block::Words(shown.to_owned()),
        });
    }

    fn span(&self, start: usize, end: usize) -> Span {
        let at = |offset: usize| u32::try_from(offset).unwrap_or(u32::MAX);
        Span::new(self.source, at(start), at(end))
    }

    fn end_cell(&mut self, end: usize) {
        let Some((start, columns, rows)) = self.cell.take() else {
            return;
        };
        while let Some(Some(href)) = self.hrefs.pop() {
            self.text.push_str(&format!("]({href})"));
        }
        self.hrefs.clear();
        self.pre = false;
        let text = std::mem::take(&mut self.text);
        // Non-breaking blanks show how deep a row lies.
        let text = text.trim_matches([' ', '\t', '\n', '\r']).to_owned();
        let cell = Cell::new(text, self.source, start, end.max(start));
        let has_inner = std::mem::take(&mut self.has_inner);
        if let Some(table) = &mut self.table {
            table.inner.extend(has_inner.then(|| cell.clone()));
            table.add(cell, columns, rows);
        }
    }

    fn end_table(&mut self, end: usize) {
        self.end_cell(end);
        self.nested = 0;
        let Some(mut table) = self.table.take() else {
            return;
        };
        table.fill();
        self.text.clear();
        let span = self.span(table.start, end);
        if std::mem::take(&mut self.terms) {
            self.end_terms(table.rows, span);
            return;
        }
        let Some((title, grid)) = table.into_grid(span) else {
            return;
        };
        self.out.extend(title.map(Block::Words));
        self.out.push(Block::Table(details::unfolded(grid)));
    }
}
