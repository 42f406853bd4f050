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
    let at = grid.head.iter().position(is_place)?;
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
