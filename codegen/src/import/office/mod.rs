//! A spreadsheet (XLSX, ODS) or a text document (DOCX, ODT) -> the page of HTML that its sheets,
//! headings and tables are, for the reader of HTML. One row of a sheet is one line of the page.
//!
//! Reads only the parts that it needs, and as much of each as the limits allow: an archive of a few
//! bytes can expand to any size, and one cell can stand for a million. Knows no columns of fields.

mod archive;
mod dates;
mod open_document;
mod page;
mod sheet;
mod word;
mod workbook;
mod xml;

use crate::source::Limits;

/// Why there is no page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Problem {
    /// It expands to more than the limits allow.
    TooLarge,
    /// It is none of the documents read here.
    Other,
    /// It is broken, or protected by a password.
    Broken,
}

/// The page that a document is.
///
/// # Errors
/// What keeps it from being read.
pub(crate) fn page(bytes: Vec<u8>, limits: Limits) -> Result<String, Problem> {
    let mut archive = archive::Archive::open(bytes, limits)?;
    let page = page::Page::new(limits);
    if archive.has("xl/workbook.xml") {
        workbook::read(&mut archive, page)
    } else if archive.has("word/document.xml") {
        word::read(&mut archive, page)
    } else if archive.has("content.xml") {
        open_document::read(&mut archive, page)
    } else {
        Err(Problem::Other)
    }
}
