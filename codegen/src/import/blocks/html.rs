//! HTML -> blocks, as browsers read it: end tags may be missing, cells may span others, and the
//! content of a cell is kept as Markdown. Attributes count only if they show something (`href`,
//! `id`, `alt`, `colspan`). Knows no columns.

use super::spans::Table;
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

/// Whether a table or a list of definitions is there.
pub(super) fn has_table(text: &str) -> bool {
    text.match_indices('<').any(|(at, _)| {
        ["<table", "<dl"].iter().any(|tag| {
            text.get(at..at + tag.len())
                .is_some_and(|found| found.eq_ignore_ascii_case(tag))
        })
    })
}

/// A start tag.
struct Tag<'t> {
    name: String,
    attributes: &'t str,
    closes: bool,
}

impl Tag<'_> {
    /// The value of an attribute.
    fn get(&self, name: &str) -> Option<String> {
        let mut rest = self.attributes;
        loop {
            rest = rest.trim_start_matches(|c: char| c.is_whitespace() || c == '/');
            let end = rest
                .find(|c: char| c.is_whitespace() || c == '=' || c == '/')
                .unwrap_or(rest.len());
            let key = rest.get(..end)?;
            if rest.is_empty() {
                return None;
            }
            rest = rest.get(end..)?.trim_start();
            let mut value = "";
            if let Some(after) = rest.strip_prefix('=') {
                let after = after.trim_start();
                let quote = after.chars().next().filter(|c| matches!(c, '"' | '\''));
                let (found, behind) = match quote {
                    Some(quote) => {
                        let inner = after.get(1..)?;
                        let end = inner.find(quote).unwrap_or(inner.len());
                        (inner.get(..end)?, inner.get(end + 1..).unwrap_or_default())
                    }
                    None => {
                        let end = after.find(char::is_whitespace).unwrap_or(after.len());
                        (after.get(..end)?, after.get(end..)?)
                    }
                };
                value = found;
                rest = behind;
            } else if end == 0 {
                rest = rest.get(rest.chars().next()?.len_utf8()..)?;
            }
            if key.eq_ignore_ascii_case(name) {
                return Some(entities(value));
            }
        }
    }

    fn number(&self, name: &str) -> usize {
        let value = self.get(name).and_then(|value| value.trim().parse().ok());
        value.unwrap_or(1).clamp(1, 64)
    }
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
    parser.flush();
    parser.out
}

/// A tag or a comment at the front of a text: its length, and the tag.
fn tag(text: &str) -> (usize, Option<Tag<'_>>) {
    if text.starts_with("<!--") {
        let end = text.find("-->").map_or(text.len(), |at| at + 3);
        return (end, None);
    }
    let closes = text.starts_with("</");
    let from = if closes { 2 } else { 1 };
    let inner = text.get(from..).unwrap_or_default();
    if !inner.starts_with(|c: char| c.is_ascii_alphabetic() || c == '!' || c == '?') {
        return (1, None);
    }
    let mut quote = None;
    let mut end = inner.len();
    for (at, c) in inner.char_indices() {
        match (quote, c) {
            (Some(open), _) if open == c => quote = None,
            (None, '"' | '\'') if inner.get(..at).is_some_and(|t| t.trim_end().ends_with('=')) => {
                quote = Some(c);
            }
            (None, '>') => {
                end = at;
                break;
            }
            _ => {}
        }
    }
    let body = inner.get(..end).unwrap_or_default();
    let name_end = body
        .find(|c: char| !c.is_ascii_alphanumeric())
        .unwrap_or(body.len());
    let tag = Tag {
        name: body
            .get(..name_end)
            .unwrap_or_default()
            .to_ascii_lowercase(),
        attributes: body.get(name_end..).unwrap_or_default(),
        closes,
    };
    ((from + end + 1).min(text.len()), Some(tag))
}

/// The end of an element whose content is not text.
fn raw_end(text: &str, name: &str) -> usize {
    let close = format!("</{name}");
    let found = text.match_indices("</").find(|(at, _)| {
        text.get(*at..at + close.len())
            .is_some_and(|end| end.eq_ignore_ascii_case(&close))
    });
    let Some((at, _)) = found else {
        return text.len();
    };
    text.get(at..)
        .and_then(|rest| rest.find('>'))
        .map_or(text.len(), |end| at + end + 1)
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
            (_, false) if !inline && tag.get("id").is_some() => {
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
            None if is_pre => Block::Fence(String::new()),
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
