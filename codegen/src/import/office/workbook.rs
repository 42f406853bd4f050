//! XLSX (ECMA-376, SpreadsheetML): sheets in the order of the workbook, cells as they are stored.

use std::collections::BTreeMap;

use super::Problem;
use super::archive::Archive;
use super::dates::Dates;
use super::looks::Looks;
use super::page::{Cell, Page};
use super::sheet::{self, Row};
use super::xml::{Part, walk};

/// Beyond this column there is no table that people read.
const LAST_COLUMN: usize = 1 << 10;

pub(super) fn read(archive: &mut Archive, mut page: Page) -> Result<String, Problem> {
    let strings = shared_strings(&archive.text("xl/sharedStrings.xml")?)?;
    let targets = relations(&archive.text("xl/_rels/workbook.xml.rels")?)?;
    let workbook = archive.text("xl/workbook.xml")?;
    let styles = archive.text("xl/styles.xml")?;
    let dates = Dates::read(&styles, &workbook)?;
    let looks = Looks::read(&styles)?;
    for (name, relation) in sheets(&workbook)? {
        let Some(target) = targets.get(&relation) else {
            continue;
        };
        let path = match target.strip_prefix('/') {
            Some(absolute) => absolute.to_owned(),
            None => format!("xl/{target}"),
        };
        let mut rows = rows(&archive.text(&path)?, &strings, &dates, &mut page)?;
        looks.show(&mut rows);
        sheet::put(&mut page, &name, &rows);
    }
    Ok(page.finish())
}

/// Names of the sheets that are shown, and their relations.
fn sheets(text: &str) -> Result<Vec<(String, String)>, Problem> {
    let mut sheets = Vec::new();
    walk(text, |part| {
        if let Part::Open(tag) = part
            && tag.name == "sheet"
            && tag.get("state").is_none_or(|state| state == "visible")
            && let (Some(name), Some(id)) = (tag.get("name"), tag.get("id"))
        {
            sheets.push((name.to_owned(), id.to_owned()));
        }
        Ok(())
    })?;
    Ok(sheets)
}

fn relations(text: &str) -> Result<BTreeMap<String, String>, Problem> {
    let mut targets = BTreeMap::new();
    walk(text, |part| {
        if let Part::Open(tag) = part
            && let (Some(id), Some(target)) = (tag.get("Id"), tag.get("Target"))
        {
            targets.insert(id.to_owned(), target.to_owned());
        }
        Ok(())
    })?;
    Ok(targets)
}

/// The texts that cells name by number, without phonetic hints.
fn shared_strings(text: &str) -> Result<Vec<String>, Problem> {
    let mut strings: Vec<String> = Vec::new();
    let (mut is_text, mut spoken) = (false, 0);
    walk(text, |part| {
        match part {
            Part::Open(tag) if tag.name == "si" => strings.push(String::new()),
            Part::Open(tag) if tag.name == "rPh" => spoken += 1,
            Part::Close(name) if name == "rPh" => spoken -= 1,
            Part::Open(tag) if tag.name == "t" => is_text = spoken == 0,
            Part::Close(name) if name == "t" => is_text = false,
            Part::Text(text) if is_text => {
                if let Some(last) = strings.last_mut() {
                    last.push_str(&text);
                }
            }
            _ => {}
        }
        Ok(())
    })?;
    Ok(strings)
}

/// A cell being read.
#[derive(Default)]
struct Open {
    row: usize,
    column: usize,
    kind: String,
    style: Option<usize>,
    text: String,
    is_text: bool,
}

fn rows(
    text: &str,
    strings: &[String],
    dates: &Dates,
    page: &mut Page,
) -> Result<Vec<Row>, Problem> {
    let mut rows: Vec<Row> = Vec::new();
    let mut merges: Vec<(usize, usize, usize)> = Vec::new();
    let mut open = Open::default();
    // A cell without a reference follows the last one.
    let (mut next_row, mut next_column) = (0, 0);
    walk(text, |part| {
        match part {
            Part::Open(tag) => match tag.name.as_str() {
                "row" => {
                    let own = tag.get("r").and_then(|text| text.parse::<usize>().ok());
                    next_row = own.unwrap_or(next_row + 1);
                    next_column = 0;
                }
                "c" => {
                    let at = tag.get("r").and_then(place);
                    let (row, column) = at.unwrap_or((next_row.max(1), next_column + 1));
                    next_column = column;
                    open = Open {
                        row,
                        column,
                        kind: tag.get("t").unwrap_or_default().to_owned(),
                        style: tag.get("s").and_then(|text| text.parse().ok()),
                        ..Open::default()
                    };
                }
                "v" | "t" => open.is_text = true,
                "mergeCell" => merges.extend(tag.get("ref").and_then(merge)),
                _ => {}
            },
            Part::Text(text) if open.is_text => open.text.push_str(&text),
            Part::Close(name) if name == "v" || name == "t" => open.is_text = false,
            Part::Close(name) if name == "c" => {
                let open = std::mem::take(&mut open);
                let style = open.style;
                let text = match open.kind.as_str() {
                    "s" => {
                        let index = open.text.trim().parse::<usize>().ok();
                        let shared = index.and_then(|index| strings.get(index));
                        // Counted before it is copied.
                        page.spend(1, shared.map_or(0, String::len))?;
                        shared.cloned()
                    }
                    "b" => Some((open.text.trim() == "1").to_string()),
                    "e" => None,
                    "" | "n" => {
                        let date = open.style.and_then(|style| dates.text(style, &open.text));
                        Some(date.unwrap_or(open.text))
                    }
                    _ => Some(open.text),
                };
                let text = text.filter(|text| !text.trim().is_empty());
                if let Some(text) = text.filter(|_| open.column <= LAST_COLUMN) {
                    put(&mut rows, (open.row, open.column), text, style, page)?;
                }
            }
            _ => {}
        }
        Ok(())
    })?;
    for (row, column, columns) in merges {
        let row = rows.get_mut(row - 1);
        if let Some(cells) = row.filter(|cells| cells.len() >= column) {
            // The cells that it covers are empty.
            let end = (column - 1 + columns).min(cells.len());
            cells.drain(column..end.max(column));
            if let Some(cell) = cells.get_mut(column - 1) {
                cell.columns = columns;
            }
        }
    }
    Ok(rows)
}

/// Sets a text at its row and column, both counted from 1.
fn put(
    rows: &mut Vec<Row>,
    (row, column): (usize, usize),
    text: String,
    style: Option<usize>,
    page: &mut Page,
) -> Result<(), Problem> {
    page.spend(1, text.len())?;
    if rows.len() < row {
        page.spend(row - rows.len(), 0)?;
        rows.resize(row, Row::new());
    }
    if let Some(cells) = rows.get_mut(row - 1) {
        if cells.len() < column {
            page.spend(column - cells.len(), 0)?;
            cells.resize(column, Cell::default());
        }
        if let Some(cell) = cells.get_mut(column - 1) {
            (cell.text, cell.style) = (text, style);
        }
    }
    Ok(())
}

/// `C12` -> row 12, column 3.
fn place(text: &str) -> Option<(usize, usize)> {
    let digits = text.find(|sign: char| sign.is_ascii_digit())?;
    let (letters, row) = text.split_at(digits);
    let column = letters.bytes().try_fold(0_usize, |column, letter| {
        let digit = usize::from(letter.to_ascii_uppercase().checked_sub(b'A')?) + 1;
        (digit <= 26).then_some(())?;
        column.checked_mul(26)?.checked_add(digit)
    })?;
    let row = row.parse::<usize>().ok()?;
    (row > 0 && column > 0).then_some((row, column))
}

/// `B2:D2` -> row, column and how many columns, of cells in one row.
fn merge(text: &str) -> Option<(usize, usize, usize)> {
    let (first, last) = text.split_once(':')?;
    let ((row, column), (last_row, last_column)) = (place(first)?, place(last)?);
    let columns = last_column.checked_sub(column)? + 1;
    (row == last_row && columns > 1 && last_column <= LAST_COLUMN).then_some((row, column, columns))
}

#[cfg(test)]
mod tests {
    use super::{merge, place};

    #[test]
    fn places_are_read() {
        assert_eq!(place("A1"), Some((1, 1)));
        assert_eq!(place("AB12"), Some((12, 28)));
        for wrong in ["", "A", "1", "A0", "É1", "A-1", "ZZZZZZZZZZZZZZZZZZZZZZZZ1"] {
            assert_eq!(place(wrong), None, "{wrong}");
        }
        assert_eq!(merge("B2:D2"), Some((2, 2, 3)));
        assert_eq!(merge("B2:B4"), None);
        assert_eq!(merge("D2:B2"), None);
    }
}
