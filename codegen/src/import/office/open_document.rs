//! ODS and ODT (OpenDocument 1.3): the sheets of a spreadsheet, or the headings and tables of a text.

use super::Problem;
use super::archive::Archive;
use super::page::{Cell, Page};
use super::sheet::{self, Row};
use super::xml::{Part, Tag, walk};

/// Cells and rows may be repeated: only as many blank ones are kept as separate tables.
const MOST_BLANK: usize = 64;

pub(super) fn read(archive: &mut Archive, page: Page) -> Result<String, Problem> {
    let text = archive.text("content.xml")?;
    let mut reader = OpenDocumentReader {
        page,
        is_sheets: false,
        tables: 0,
        name: String::new(),
        rows: Vec::new(),
        row: Row::new(),
        repeats: 1,
        cell: None,
        text: String::new(),
        is_text: 0,
        hidden: 0,
        level: None,
    };
    walk(&text, |part| match part {
        Part::Open(tag) => {
            reader.open(&tag);
            Ok(())
        }
        Part::Close(name) => reader.close(&name),
        Part::Text(text) => {
            if reader.is_text > 0 && reader.hidden == 0 {
                reader.text.push_str(&text);
            }
            Ok(())
        }
    })?;
    Ok(reader.page.finish())
}

struct OpenDocumentReader {
    page: Page,
    is_sheets: bool,
    /// How many tables are open, one inside the other; the inner ones are text.
    tables: usize,
    name: String,
    rows: Vec<Row>,
    row: Row,
    /// How often the open row is repeated.
    repeats: usize,
    /// How often the open cell is repeated, and how many columns it spans.
    cell: Option<(usize, usize)>,
    text: String,
    is_text: usize,
    /// Open elements whose text is not the document's: notes, deleted text.
    hidden: usize,
    /// The level of an open heading.
    level: Option<usize>,
}

impl OpenDocumentReader {
    fn open(&mut self, tag: &Tag) {
        match tag.name.as_str() {
            "spreadsheet" => self.is_sheets = true,
            "annotation" | "tracked-changes" | "note" => self.hidden += 1,
            "table" => {
                self.tables += 1;
                if self.tables == 1 {
                    self.name = tag.get("name").unwrap_or_default().to_owned();
                    self.rows.clear();
                }
            }
            "table-row" if self.tables == 1 => {
                self.row = Row::new();
                self.repeats = tag.count("number-rows-repeated");
            }
            "table-cell" | "covered-table-cell" if self.tables == 1 => {
                let columns = tag.count("number-columns-spanned");
                self.cell = Some((tag.count("number-columns-repeated"), columns));
                self.text.clear();
            }
            "h" | "p" => {
                self.is_text += 1;
                if self.cell.is_some() {
                    if !self.text.is_empty() {
                        self.text.push('\n');
                    }
                } else {
                    self.text.clear();
                    self.level = (tag.name == "h").then(|| tag.count("outline-level"));
                }
            }
            "s" | "tab" => self.text.push(' '),
            "line-break" => self.text.push('\n'),
            _ => {}
        }
    }

    fn close(&mut self, name: &str) -> Result<(), Problem> {
        match name {
            "annotation" | "tracked-changes" | "note" => {
                self.hidden = self.hidden.saturating_sub(1);
            }
            "h" | "p" => {
                self.is_text = self.is_text.saturating_sub(1);
                if self.cell.is_none() && self.tables == 0 && self.hidden == 0 {
                    let text = std::mem::take(&mut self.text);
                    match self.level.take() {
                        Some(level) => self.page.heading(level, &text),
                        None => self.page.paragraph(&text),
                    }
                }
            }
            "table-cell" | "covered-table-cell" if self.tables == 1 => {
                let Some((repeats, columns)) = self.cell.take() else {
                    return Ok(());
                };
                let text = std::mem::take(&mut self.text);
                let is_blank = text.trim().is_empty();
                let repeats = if is_blank {
                    repeats.min(MOST_BLANK)
                } else {
                    repeats
                };
                // A covered cell is none: the one that covers it spans its column.
                if name == "table-cell" {
                    self.page.spend(repeats, text.len())?;
                    let cell = Cell {
                        text,
                        columns,
                        style: None,
                    };
                    self.row.extend(std::iter::repeat_n(cell, repeats));
                }
            }
            "table-row" if self.tables == 1 => {
                let mut row = std::mem::take(&mut self.row);
                while row.last().is_some_and(Cell::is_blank) {
                    row.pop();
                }
                let repeats = match row.is_empty() {
                    true => self.repeats.min(1),
                    false => self.repeats,
                };
                let text: usize = row.iter().map(|cell| cell.text.len()).sum();
                self.page.spend(repeats, text)?;
                self.page.spend(repeats.saturating_mul(row.len()), 0)?;
                self.rows.extend(std::iter::repeat_n(row, repeats));
            }
            "table" => {
                self.tables = self.tables.saturating_sub(1);
                if self.tables == 0 {
                    let rows = std::mem::take(&mut self.rows);
                    match self.is_sheets {
                        true => sheet::put(&mut self.page, &self.name, &rows),
                        false => self.page.table(rows.iter().map(Vec::as_slice)),
                    }
                }
            }
            _ => {}
        }
        Ok(())
    }
}
