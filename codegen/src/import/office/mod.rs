//! A spreadsheet (XLSX, ODS) or a text document (DOCX, ODT) -> a page of HTML with its sheets,
//! headings and tables, for the HTML reader. One row of a sheet is one line of the page.
//!
//! Reads only the parts that it needs, and as much of each as the limits allow: an archive of a few
//! bytes can expand to any size, and one cell can represent a million. Knows no columns of fields.

mod archive;
mod dates;
mod looks;
mod open_document;
mod page;
mod sheet;
mod word;
mod workbook;
mod xml;

use crate::source::Limits;

/// The reason why there is no page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Problem {
    /// It expands to more than the limits allow.
    TooLarge,
    /// It is none of the documents read here.
    Other,
    /// It is broken, or protected by a password.
    Broken,
}

/// The page of a document.
///
/// # Errors
/// The reason why it cannot be read.
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
