//! A table whose fields are its columns -> the same with its fields as rows.
//!
//! ```text
//! Field     id       name          Field  Type     Required
//! Type      integer  string   ->   id     integer  yes
//! Required  yes      no            name   string   no
//! ```

use super::Grid;
use crate::import::columns::{self, Role};
use crate::import::table::Cell;

/// The table with rows and columns exchanged, if its first column is the head of one of fields.
pub(super) fn turned(grid: &Grid) -> Option<Grid> {
    let width = grid.head.len();
    // A head of names and types has them below it; a field may be called `Type`.
    let across = columns::roles(grid.head.iter().map(|cell| cell.text.as_str()));
    if across.contains(&Role::Name) && across.contains(&Role::Type) {
        return None;
    }
    let heads: Vec<&Cell> = std::iter::once(&grid.head)
        .chain(&grid.rows)
        .filter_map(|row| row.first())
        .collect();
    if width < 2 || heads.len() < 3 || heads.len() > 64 || heads.len() != grid.rows.len() + 1 {
        return None;
    }
    let mut names: Vec<String> = heads.iter().map(|cell| cell.text.clone()).collect();
    // The corner often says nothing.
    if let Some(corner) = names.first_mut().filter(|corner| corner.trim().is_empty()) {
        "Field".clone_into(corner);
    }
    let roles = columns::roles(names.iter().map(String::as_str));
    let above: Vec<&str> = grid
        .head
        .iter()
        .skip(1)
        .map(|cell| cell.text.as_str())
        .collect();
    let known = roles.iter().filter(|role| **role != Role::Unknown).count();
    let is_head = roles.first() == Some(&Role::Name)
        && roles.contains(&Role::Type)
        && known * 3 >= roles.len() * 2
        && above
            .iter()
            .all(|name| !name.trim().is_empty() && columns::role(name) != Role::Type);
    // Each field has a type of few words; a field called `Type` has other things in its row.
    let of_types = roles.iter().position(|role| *role == Role::Type);
    let types = of_types.and_then(|at| grid.rows.get(at.checked_sub(1)?));
    let are_typed = types.is_some_and(|row| {
        let is_short = |cell: &&Cell| matches!(cell.text.split_whitespace().count(), 1..=3);
        row.iter().skip(1).filter(is_short).count() + 1 == width
    });
    if !is_head || !are_typed {
        return None;
    }
    let mut rows: Vec<Vec<Cell>> = vec![Vec::new(); width - 1];
    for line in std::iter::once(&grid.head).chain(&grid.rows) {
        for (at, row) in rows.iter_mut().enumerate() {
            let first = line.first()?;
            row.push(line.get(at + 1).cloned().unwrap_or_else(|| first.emptied()));
        }
    }
    let head = heads.into_iter().zip(names).map(|(cell, name)| {
        let mut cell = cell.clone();
        cell.text = name;
        cell
    });
    Some(Grid {
        merged: grid.merged,
        left: grid.left.clone(),
        inner: grid.inner.clone(),
        ..Grid::new(head.collect(), rows, grid.span)
    })
}
