//! The rows of a sheet -> the titles and tables in it: blank rows part them, and a row of one cell
//! above a table is its title.

use super::page::{Cell, Page};
use crate::import::columns;

pub(super) type Row = Vec<Cell>;

/// Puts a sheet on the page.
pub(super) fn put(page: &mut Page, name: &str, rows: &[Row]) {
    page.heading(1, name);
    let mut table: Vec<&[Cell]> = Vec::new();
    for run in rows.chunk_by(|a, b| is_blank(a) == is_blank(b)) {
        if run.first().is_none_or(|row| is_blank(row)) {
            continue;
        }
        let titles = run.iter().take_while(|row| filled(row) == 1).count();
        let (titles, rest) = run.split_at(titles);
        let texts = rest.first().map(|row| row.iter().map(|c| c.text.as_str()));
        let is_head = texts.is_some_and(columns::is_head);
        // Rows behind a gap belong to the table above, unless they have a head or a title.
        if is_head || !titles.is_empty() || table.is_empty() {
            flush(page, &mut table);
            titles_of(page, titles, !rest.is_empty());
        }
        table.extend(rest.iter().map(Vec::as_slice));
    }
    flush(page, &mut table);
}

/// The last title is that of the table; the rows above it are words.
fn titles_of(page: &mut Page, titles: &[Row], is_of_table: bool) {
    for (index, row) in titles.iter().enumerate() {
        let text = row.iter().find(|cell| !cell.is_blank());
        let text = text.map_or("", |cell| cell.text.as_str());
        match is_of_table && index + 1 == titles.len() {
            true => page.heading(2, text),
            false => page.paragraph(text),
        }
    }
}

fn flush(page: &mut Page, table: &mut Vec<&[Cell]>) {
    if !table.is_empty() {
        page.table(table.drain(..));
        page.blank();
    }
}

fn filled(row: &[Cell]) -> usize {
    row.iter().filter(|cell| !cell.is_blank()).count()
}

fn is_blank(row: &[Cell]) -> bool {
    filled(row) == 0
}
