//! Headings, paragraphs and tables -> a page of HTML, a row a line.

use super::Problem;
use crate::source::Limits;

/// Cells of a page, including repeated and missing ones.
const MOST: u64 = 1_000_000;

/// Bytes of text in cells, including repeated ones.
const MOST_TEXT: u64 = 64 << 20;

/// A cell of a table.
#[derive(Debug, Clone, Default)]
pub(super) struct Cell {
    pub(super) text: String,
    /// Over how many columns it reaches.
    pub(super) columns: usize,
    /// The number of its style.
    pub(super) style: Option<usize>,
}

impl Cell {
    pub(super) fn is_blank(&self) -> bool {
        self.text.trim().is_empty()
    }
}

#[derive(Debug)]
pub(super) struct Page {
    html: String,
    left: u64,
    text_left: u64,
}

impl Page {
    pub(super) fn new(limits: Limits) -> Self {
        Self {
            html: String::from("<html><body>"),
            left: limits.of(MOST),
            text_left: limits.of(MOST_TEXT),
        }
    }

    /// Counts cells before they are made, with the bytes of text in each.
    pub(super) fn spend(&mut self, cells: usize, text: usize) -> Result<(), Problem> {
        let left = self.left.checked_sub(cells as u64);
        self.left = left.ok_or(Problem::TooLarge)?;
        let text = (cells as u64).saturating_mul(text as u64);
        let left = self.text_left.checked_sub(text);
        self.text_left = left.ok_or(Problem::TooLarge)?;
        Ok(())
    }

    /// `level` counts from 1.
    pub(super) fn heading(&mut self, level: usize, text: &str) {
        let level = level.clamp(1, 6);
        self.element(&format!("h{level}"), text.trim());
    }

    pub(super) fn paragraph(&mut self, text: &str) {
        if !text.trim().is_empty() {
            self.element("p", text.trim());
            self.html.push('\n');
        }
    }

    pub(super) fn table<'c>(&mut self, rows: impl IntoIterator<Item = &'c [Cell]>) {
        self.html.push_str("<table>");
        for row in rows {
            self.html.push_str("<tr>");
            for cell in row {
                match cell.columns {
                    0 | 1 => self.html.push_str("<td>"),
                    columns => self.html.push_str(&format!("<td colspan=\"{columns}\">")),
                }
                self.text(&cell.text);
                self.html.push_str("</td>");
            }
            self.html.push_str("</tr>\n");
        }
        self.html.push_str("</table>\n");
    }

    /// A line without anything, as a blank row is.
    pub(super) fn blank(&mut self) {
        self.html.push('\n');
    }

    pub(super) fn finish(mut self) -> String {
        self.html.push_str("</body></html>\n");
        self.html
    }

    fn element(&mut self, name: &str, text: &str) {
        self.html.push_str(&format!("<{name}>"));
        self.text(text);
        self.html.push_str(&format!("</{name}>"));
    }

    fn text(&mut self, text: &str) {
        for sign in text.trim().chars() {
            match sign {
                '&' => self.html.push_str("&amp;"),
                '<' => self.html.push_str("&lt;"),
                '>' => self.html.push_str("&gt;"),
                '\n' => self.html.push_str("<br>"),
                '\r' => {}
                other => self.html.push(other),
            }
        }
    }
}
