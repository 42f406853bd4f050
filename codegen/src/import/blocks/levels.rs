//! Tables whose heads or names take several columns or rows -> the same with one of each.
//!
//! ```text
//! Level 1  Level 2  Type          Name      Type
//! order             object   ->   order     object
//!          id       string        » id      string
//!
//! Field  Details          ->      Field  Type    Length
//!        Type     Length
//! ```

use super::Grid;
use crate::import::columns;
use crate::import::table::Cell;

/// The most columns of names.
const MOST: usize = 12;

/// The names of several columns, one a level, as names that are put in.
pub(super) fn leveled(grid: &Grid) -> Option<Grid> {
    let is_level = |(at, cell): (usize, &Cell)| {
        let text = cell.text.trim().to_lowercase();
        let words = [
            "level", "lvl", "tier", "depth", "ebene", "niveau", "nivel", "field", "name",
        ];
        let number = words.iter().find_map(|word| text.strip_prefix(word));
        number.is_some_and(|number| number.trim().parse() == Ok(at + 1))
    };
    let levels = grid.head.iter().enumerate();
    let count = levels.take_while(|pair| is_level(*pair)).count();
    if !(2..MOST).contains(&count) || count == grid.head.len() {
        return None;
    }
    let mut rows = Vec::new();
    for row in &grid.rows {
        let mut named = row
            .iter()
            .take(count)
            .enumerate()
            .filter(|(_, cell)| !cell.text.trim().is_empty());
        let (depth, name) = named.next()?;
        if named.next().is_some() {
            return None;
        }
        let mut name = name.clone();
        name.text = format!("{}{}", "\u{bb} ".repeat(depth), name.text);
        let rest = row.iter().skip(count).cloned();
        rows.push(std::iter::once(name).chain(rest).collect());
    }
    let mut head = grid.head.first()?.clone();
    "Name".clone_into(&mut head.text);
    let head = std::iter::once(head).chain(grid.head.iter().skip(count).cloned());
    Some(Grid::new(head.collect(), rows, grid.span))
}

/// A head of two rows as one: a cell of the second row says what the one above is divided into.
pub(super) fn one_head(grid: &Grid) -> Option<Grid> {
    let (second, rows) = grid.rows.split_first()?;
    let is_empty = |cell: Option<&Cell>| cell.is_none_or(|cell| cell.text.trim().is_empty());
    let is_divided = grid.head.len() > 2
        && !is_empty(grid.head.first())
        && is_empty(second.first())
        && !rows.is_empty();
    let head: Vec<Cell> = (0..grid.head.len())
        .filter_map(|at| {
            let below = second.get(at).filter(|cell| !cell.text.trim().is_empty());
            below.or_else(|| grid.head.get(at)).cloned()
        })
        .collect();
    let texts = |head: &[Cell]| {
        head.iter()
            .map(|cell| cell.text.clone())
            .collect::<Vec<_>>()
    };
    let (above, joined) = (texts(&grid.head), texts(&head));
    let is_better = !columns::is_head(above.iter().map(String::as_str))
        && columns::is_head(joined.iter().map(String::as_str));
    (is_divided && is_better).then(|| Grid::new(head, rows.to_vec(), grid.span))
}
