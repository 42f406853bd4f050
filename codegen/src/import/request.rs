//! Tables of all parameters of a request, of which only those of its body are fields.

use super::blocks::Grid;
use super::table::Cell;
use super::text;

/// The column with the request part of each row, if some are in the body.
pub(super) fn column(grid: &Grid) -> Option<usize> {
    let heads = [
        "in",
        "located in",
        "location",
        "parameter type",
        "param type",
    ];
    let is_place = |cell: &Cell| heads.contains(&text::shown(&cell.text).to_lowercase().as_str());
    let at = grid
        .head
        .iter()
        .position(is_place)
        .or_else(|| kinds(grid))?;
    let mut parts = grid.rows.iter().filter_map(|row| row.get(at));
    let is_body = |text: &str| matches!(text.to_lowercase().as_str(), "body" | "formdata" | "form");
    parts
        .any(|cell| is_body(&text::shown(&cell.text)))
        .then_some(at)
}

/// Whether a cell of such a column excludes the row from the body.
pub(super) fn is_parameter(cell: &str) -> bool {
    matches!(
        text::shown(cell).to_lowercase().as_str(),
        "header" | "path" | "query" | "cookie"
    )
}

/// The column `Type` that says where a parameter is, beside `Schema`.
pub(super) fn kinds(grid: &Grid) -> Option<usize> {
    let head = |wanted: &str| {
        let mut cells = grid.head.iter();
        cells.position(|cell| text::shown(&cell.text).eq_ignore_ascii_case(wanted))
    };
    let at = head("type").filter(|_| head("schema").is_some())?;
    let mut cells = grid.rows.iter().filter_map(|row| row.get(at));
    let is_place = |cell: &Cell| {
        let text = text::shown(&cell.text).to_lowercase();
        is_parameter(&text) || matches!(text.as_str(), "body" | "formdata" | "form")
    };
    (!grid.rows.is_empty() && cells.all(is_place)).then_some(at)
}
