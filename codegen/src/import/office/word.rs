//! DOCX (ECMA-376, WordprocessingML): headings, paragraphs and tables in the document's order.

use super::Problem;
use super::archive::Archive;
use super::page::{Cell, Page};
use super::xml::{Part, Tag, walk};
use std::collections::BTreeMap;

pub(super) fn read(archive: &mut Archive, page: Page) -> Result<String, Problem> {
    let levels = levels(&archive.text("word/styles.xml")?)?;
    let text = archive.text("word/document.xml")?;
    let mut reader = WordReader {
        page,
        levels,
        tables: 0,
        rows: Vec::new(),
        cell: None,
        text: String::new(),
        level: None,
        is_text: false,
    };
    walk(&text, |part| match part {
        Part::Open(tag) => {
            reader.open(&tag);
            Ok(())
        }
        Part::Close(name) => reader.close(&name),
        Part::Text(text) => {
            if reader.is_text {
                reader.text.push_str(&text);
            }
            Ok(())
        }
    })?;
    Ok(reader.page.finish())
}

/// The level of each style that makes headings. Its name is `heading 1` in files of any language; its
/// id is translated.
fn levels(text: &str) -> Result<BTreeMap<String, usize>, Problem> {
    let mut levels = BTreeMap::new();
    let mut style = String::new();
    walk(text, |part| {
        let Part::Open(tag) = part else {
            return Ok(());
        };
        let value = tag.get("val").unwrap_or_default();
        match tag.name.as_str() {
            "style" => style = tag.get("styleId").unwrap_or_default().to_owned(),
            "name" => {
                let name = value.to_ascii_lowercase();
                let level = name.strip_prefix("heading ").and_then(|l| l.parse().ok());
                let level = level.or_else(|| (name == "title").then_some(1));
                if let Some(level) = level {
                    levels.insert(style.clone(), level);
                }
            }
            "outlineLvl" => {
                if let Ok(level) = value.parse::<usize>() {
                    levels.entry(style.clone()).or_insert(level.min(8) + 1);
                }
            }
            _ => {}
        }
        Ok(())
    })?;
    Ok(levels)
}

/// A cell, and whether it continues the one above.
#[derive(Debug, Default)]
struct Open {
    cell: Cell,
    goes_on: bool,
}

struct WordReader {
    page: Page,
    levels: BTreeMap<String, usize>,
    /// How many tables are open, one inside the other; the inner ones are text.
    tables: usize,
    rows: Vec<Vec<Open>>,
    cell: Option<Open>,
    text: String,
    /// The level of the open paragraph, if it is a heading.
    level: Option<usize>,
    is_text: bool,
}

impl WordReader {
    fn open(&mut self, tag: &Tag) {
        match tag.name.as_str() {
            "tbl" => {
                self.tables += 1;
                if self.tables == 1 {
                    self.rows.clear();
                }
            }
            "tr" if self.tables == 1 => self.rows.push(Vec::new()),
            "tc" if self.tables == 1 => {
                self.cell = Some(Open::default());
                self.text.clear();
            }
            "gridSpan" => {
                if let Some(open) = &mut self.cell {
                    open.cell.columns = tag.get("val").and_then(|n| n.parse().ok()).unwrap_or(1);
                }
            }
            "vMerge" => {
                if let Some(open) = &mut self.cell {
                    open.goes_on = tag.get("val").is_none_or(|value| value == "continue");
                }
            }
            "p" => match self.cell.is_some() {
                true if !self.text.is_empty() => self.text.push('\n'),
                true => {}
                false => {
                    self.text.clear();
                    self.level = None;
                }
            },
            "pStyle" => {
                let style = tag.get("val").unwrap_or_default();
                let by_id = || {
                    let level = style.to_ascii_lowercase();
                    level.strip_prefix("heading")?.trim().parse().ok()
                };
                self.level = self.levels.get(style).copied().or_else(by_id);
            }
            // Deleted text is `delText`.
            "t" => self.is_text = !tag.is_empty(),
            "tab" => self.text.push(' '),
            "br" | "cr" => self.text.push('\n'),
            "noBreakHyphen" => self.text.push('-'),
            _ => {}
        }
    }

    fn close(&mut self, name: &str) -> Result<(), Problem> {
        match name {
            "t" => self.is_text = false,
            "p" if self.cell.is_none() && self.tables == 0 => {
                let text = std::mem::take(&mut self.text);
                match self.level.take().filter(|_| !text.trim().is_empty()) {
                    Some(level) => self.page.heading(level, &text),
                    None => self.page.paragraph(&text),
                }
            }
            "tc" if self.tables == 1 => {
                if let (Some(mut open), Some(row)) = (self.cell.take(), self.rows.last_mut()) {
                    open.cell.text = std::mem::take(&mut self.text);
                    self.page.spend(1, open.cell.text.len())?;
                    row.push(open);
                }
            }
            "tbl" => {
                self.tables = self.tables.saturating_sub(1);
                if self.tables == 0 {
                    let rows = whole(std::mem::take(&mut self.rows), &mut self.page)?;
                    self.page.table(rows.iter().map(Vec::as_slice));
                }
            }
            _ => {}
        }
        Ok(())
    }
}

/// A continued cell has the text of the one above.
fn whole(rows: Vec<Vec<Open>>, page: &mut Page) -> Result<Vec<Vec<Cell>>, Problem> {
    let mut out: Vec<Vec<Cell>> = Vec::new();
    for row in rows {
        let mut cells: Vec<Cell> = Vec::new();
        for (index, mut open) in row.into_iter().enumerate() {
            if open.goes_on && open.cell.is_blank() {
                let above = out.last().and_then(|row| row.get(index));
                let text = above.map_or("", |cell| cell.text.as_str());
                page.spend(1, text.len())?;
                open.cell.text = text.to_owned();
            }
            cells.push(open.cell);
        }
        out.push(cells);
    }
    Ok(out)
}
