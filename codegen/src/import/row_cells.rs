//! The cells of one row, by the roles of their columns.

use super::columns::{self, Role};
use super::table::Cell;

/// Cells by the roles of their columns.
pub(super) struct Cells<'r> {
    pub(super) roles: &'r [Role],
    pub(super) cells: &'r [Cell],
}

impl Cells<'_> {
    pub(super) fn get(&self, role: Role) -> &str {
        let at = columns::of(self.roles, role);
        at.and_then(|at| self.cells.get(at))
            .map_or("", |cell| cell.text.as_str())
    }

    pub(super) fn all(&self, role: Role) -> impl Iterator<Item = &str> {
        let found = self
            .roles
            .iter()
            .zip(self.cells)
            .filter(move |(one, _)| **one == role);
        found.map(|(_, cell)| cell.text.as_str())
    }
}

/// A cell without the words for nothing.
pub(super) fn content(text: &str) -> &str {
    let text = text.trim();
    let bare = text.trim_matches(['`', '*', '_', '(', ')', ' ']);
    match bare.to_lowercase().as_str() {
        "" | "-" | "--" | "n/a" | "na" | "none" | "\u{2014}" | "\u{2013}" | "\u{2796}"
        | "not applicable" | "tbd" | "unset" => "",
        _ => text,
    }
}
