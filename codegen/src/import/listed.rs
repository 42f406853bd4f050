//! Rows of a table of values -> the values of an enum, or those of a field.

use std::collections::BTreeMap;

use super::cells::{self, Cells};
use super::columns::Role;
use super::page::{RawValue, Row};
use super::table::Cell;
use super::tables::called;
use super::text;

/// One value of a table of values.
pub(super) fn value(raw: &str, cells: &Cells<'_>, key: Role) -> RawValue {
    let words =
        [Role::Description, Role::Notes].map(|role| text::words(cells::said(cells.get(role))));
    let words: Vec<String> = words.into_iter().filter(|text| !text.is_empty()).collect();
    let name = text::shown(cells.get(Role::Name));
    let shown = text::entities(&text::without_tags(raw));
    let bare = text::value(shown.trim().trim_matches('*'));
    RawValue {
        name: Some(name).filter(|name| key != Role::Name && !name.is_empty()),
        quoted: text::unquoted(&bare)
            .filter(|_| bare.len() > 1)
            .map(|_| true),
        value: text::unmarked(raw),
        also: Vec::new(),
        description: Some(words.join("\n")).filter(|text| !text.is_empty()),
    }
}

/// Gives values to the fields that they are named with, however deep these lie.
pub(super) fn give(
    rows: &mut [Row],
    above: &str,
    fields: &mut BTreeMap<String, (Cell, Vec<RawValue>)>,
) {
    for row in rows {
        let path = match above {
            "" => called(row).to_owned(),
            above => format!("{above}.{}", called(row)),
        };
        if let Some((_, values)) = fields.remove(&path) {
            row.more.values.extend(values);
        }
        give(&mut row.rows, &path, fields);
    }
}
