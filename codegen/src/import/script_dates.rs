//! Rows whose type has the name of less than it is: TypeScript's `Date`, and `Time` of what happens
//! *at* one, are points in time, which JSON has as a date-time.

use super::report::Reports;
use super::row::Row;
use super::text;

/// Reads `Date` as a date-time if the types are those of TypeScript, and `Time` by the field's name.
pub(super) fn settle(rows: &mut [Row], reports: &mut Reports) {
    let is_script = is_script(rows);
    for row in rows {
        if is_script {
            instant(row, "Date", "is TypeScript's `Date`, which", reports);
        }
        time(row, reports);
    }
}

/// `created_at` of the type `Time`, `updatedDatetime` of the type `Date`.
fn time(row: &mut Row, reports: &mut Reports) {
    let name = row.name.as_ref().map(|cell| super::wire::words(&cell.text));
    let name = name.filter(|words| words.len() > 1);
    let last = name.and_then(|words| words.last().map(|word| word.to_lowercase()));
    let found = match last.as_deref().unwrap_or_default() {
        "at" | "timestamp" => Some(["Time", "Date"].as_slice()),
        "datetime" => Some(["Date"].as_slice()),
        "on" | "since" | "until" | "created" | "updated" | "modified" => Some(["Time"].as_slice()),
        _ => None,
    };
    for word in found.into_iter().flatten() {
        let why = format!("is a `{word}` whose name says when something happens; it");
        instant(row, word, &why, reports);
    }
    row.rows.iter_mut().for_each(|row| time(row, reports));
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

/// Reads a word of the type as a date-time.
fn instant(row: &mut Row, word: &str, why: &str, reports: &mut Reports) {
    let cell = text::entities(&text::shown(&row.ty));
    let example = text::unmarked(&row.example);
    let is_shown = match word {
        "Time" => example.contains(':') && !example.contains('-'),
        _ => example.len() == 10 && example.matches('-').count() == 2,
    };
    let is_qualified = cell.contains(&format!(".{word}"));
    if words(&cell).any(|other| other == word)
        && !is_qualified
        && !row.ty.contains("](")
        && !is_shown
    {
        let parts = cell.split_inclusive(|c: char| !c.is_alphanumeric());
        let parts = parts.map(|part| match part.strip_prefix(word) {
            Some(sign) if sign.chars().all(|c| !c.is_alphanumeric()) => format!("date-time{sign}"),
            _ => part.to_owned(),
        });
        row.ty = parts.collect();
        let span = row.name.as_ref().map(|cell| cell.span);
        let subject = row.name.as_ref().map_or("", |cell| cell.text.as_str());
        let message = format!("{why} is taken for a date-time");
        let help = "correct `format` in the table where JSON has another";
        reports.assumed("assumed-date", span, subject, message, help);
    }
    if word == "Date" {
        row.rows
            .iter_mut()
            .for_each(|row| instant(row, word, why, reports));
    }
}
