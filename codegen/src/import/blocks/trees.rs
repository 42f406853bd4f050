//! What Spark prints of a schema -> a table, with the paths of its fields.
//!
//! ```text
//! root
//!  |-- id: long (nullable = false)
//!  |-- tags: array (nullable = true)
//!  |    |-- element: string (containsNull = true)
//! ```

use super::{Block, Grid};
use crate::import::table::{Cell, Line};
use crate::source::SourceId;

/// A row, and where rows that lie in it go.
struct Branch {
    path: String,
    /// Its row among all, and the depth of its line.
    row: usize,
    depth: usize,
}

/// The table that begins at a line, and the line behind it.
pub(super) fn table(source: SourceId, lines: &[Line<'_>], at: usize) -> Option<(Block, usize)> {
    let first = lines.get(at).filter(|line| line.text.trim() == "root")?;
    let cell = |line: &Line<'_>, text: &str| {
        Cell::new(
            text.to_owned(),
            source,
            line.start,
            line.start + line.text.len(),
        )
    };
    let mut rows: Vec<Vec<Cell>> = Vec::new();
    let mut above: Vec<Branch> = Vec::new();
    let mut end = at + 1;
    while let Some(line) = lines.get(end) {
        let Some((depth, name, ty, null)) = entry(line.text) else {
            break;
        };
        end += 1;
        above.retain(|branch| branch.depth < depth);
        let parent = above.last();
        let is_value = matches!(name, "element" | "value" | "key") && parent.is_some();
        let outer = parent.and_then(|branch| rows.get(branch.row)?.get(1));
        let outer = outer.map(|cell| cell.text.clone()).unwrap_or_default();
        let is_part = is_value && (outer.ends_with("array") || outer.ends_with("map"));
        if is_part && let Some(branch) = parent {
            let (path, row) = (branch.path.clone(), branch.row);
            if name == "key" {
                continue;
            }
            let (held, path) = match (outer.as_str(), ty) {
                ("array", "struct") => ("array".to_owned(), format!("{path}[]")),
                (outer, ty) if outer.ends_with("array") => (format!("{outer}<{ty}>"), path),
                (outer, ty) => (format!("{outer}<string, {ty}>"), path),
            };
            if let Some(cell) = rows.get_mut(row).and_then(|row| row.get_mut(1)) {
                cell.text = held;
            }
            above.push(Branch { path, row, depth });
            continue;
        }
        let path = match parent {
            Some(branch) => format!("{}.{name}", branch.path),
            None => name.to_owned(),
        };
        above.push(Branch {
            path: path.clone(),
            row: rows.len(),
            depth,
        });
        rows.push(vec![cell(line, &path), cell(line, ty), cell(line, null)]);
    }
    let head = ["Name", "Type", "Nullable"].map(|text| cell(first, text));
    let grid = Grid::new(head.to_vec(), rows, first.span(source));
    (!grid.rows.is_empty()).then_some((Block::Table(grid), end))
}

/// ` |    |-- name: type (nullable = true)`: how deep it lies, the name, the type and whether null may be.
fn entry(line: &str) -> Option<(usize, &str, &str, &str)> {
    let (front, rest) = line.split_once("|-- ")?;
    if !front.chars().all(|c| matches!(c, ' ' | '|')) {
        return None;
    }
    let (name, rest) = rest.rsplit_once(": ")?;
    let (ty, null) = rest.split_once(" (").unwrap_or((rest, ""));
    let null = null.trim_end().trim_end_matches(')');
    let (_, null) = null.split_once(" = ").unwrap_or(("", ""));
    Some((front.len(), name.trim(), ty.trim(), null.trim()))
}
