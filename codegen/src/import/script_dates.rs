//! Rows of documents for TypeScript: its `Date` is a point in time, which JSON has as a date-time.

use super::report::Reports;
use super::row::Row;
use super::text;

/// Reads `Date` as a date-time if the types are those of TypeScript.
pub(super) fn settle(rows: &mut [Row], reports: &mut Reports) {
    if is_script(rows) {
        rows.iter_mut().for_each(|row| date(row, reports));
    }
}

/// Whether numbers are `number`, and nothing is spelled as in another language.
fn is_script(rows: &[Row]) -> bool {
    const OTHERS: [&str; 13] = [
        "integer", "Integer", "int", "int32", "int64", "Int", "long", "Long", "float", "double",
        "String", "Number", "Boolean",
    ];
    let mut has_number = false;
    for row in rows {
        let cell = text::shown(&row.ty);
        for word in words(&cell) {
            has_number |= word == "number";
            if OTHERS.contains(&word) {
                return false;
            }
        }
    }
    has_number
}

fn words(cell: &str) -> impl Iterator<Item = &str> {
    cell.split(|c: char| !c.is_alphanumeric())
}

fn date(row: &mut Row, reports: &mut Reports) {
    let cell = text::entities(&text::shown(&row.ty));
    let example = text::unmarked(&row.example);
    let is_date = example.len() == 10 && example.matches('-').count() == 2;
    let is_script = words(&cell).any(|word| word == "Date") && !row.ty.contains("](");
    if is_script && !is_date {
        let parts = cell.split_inclusive(|c: char| !c.is_alphanumeric());
        let parts = parts.map(|part| match part.strip_prefix("Date") {
            Some(sign) if sign.chars().all(|c| !c.is_alphanumeric()) => format!("date-time{sign}"),
            _ => part.to_owned(),
        });
        row.ty = parts.collect();
        let span = row.name.as_ref().map(|cell| cell.span);
        let subject = row.name.as_ref().map_or("", |cell| cell.text.as_str());
        let message = "is TypeScript's `Date`, which is taken for a date-time";
        let help = "correct `format` in the table where JSON has a date";
        reports.assumed("assumed-date", span, subject, message, help);
    }
    row.rows.iter_mut().for_each(|row| date(row, reports));
}
