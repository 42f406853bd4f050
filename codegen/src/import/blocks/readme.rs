//! Tables of ReadMe's pages, written as JSON -> tables.
//!
//! ```text
//! [block:parameters]
//! {"data": {"h-0": "Field", "h-1": "Type", "0-0": "id", "0-1": "string"}, "cols": 2, "rows": 1}
//! [/block]
//! ```

use fieldwright_runtime::Value;

use super::{Block, Grid};
use crate::import::table::{Cell, Line};
use crate::source::SourceId;

/// No table has more columns or rows.
const MOST: i64 = 2_000;

/// The table that begins at a line, and the line behind it. One that cannot be read has no rows, and
/// its first line for a head.
pub(super) fn table(source: SourceId, lines: &[Line<'_>], at: usize) -> Option<(Block, usize)> {
    let first = lines.get(at)?;
    first
        .text
        .trim_start()
        .starts_with("[block:parameters]")
        .then_some(())?;
    let rest = lines.get(at..)?;
    let end = rest
        .iter()
        .position(|line| line.text.contains("[/block]"))?;
    let texts = rest.iter().take(end + 1).map(|line| line.text);
    let whole: Vec<&str> = texts.collect();
    let whole = whole.join("\n");
    let (_, body) = whole.split_once("[block:parameters]")?;
    let body = body.split("[/block]").next()?.trim();
    let cell = |text: &str| {
        let end = first.start + first.text.len();
        Cell::new(text.trim().to_owned(), source, first.start, end)
    };
    let grid = grid(body, &cell).unwrap_or_else(|| (vec![cell(first.text)], Vec::new()));
    let grid = Grid::new(grid.0, grid.1, first.span(source));
    Some((Block::Table(grid), at + end + 1))
}

fn grid(body: &str, cell: &dyn Fn(&str) -> Cell) -> Option<(Vec<Cell>, Vec<Vec<Cell>>)> {
    let value = fieldwright_runtime::from_json::<Value>(body.as_bytes()).ok()?;
    let count = |key: &str| {
        let count = value.as_object()?.get(key)?.as_i64()?;
        (0..=MOST).contains(&count).then_some(count)
    };
    let data = value.as_object()?.get("data")?.as_object()?;
    let (columns, rows) = (count("cols")?, count("rows")?);
    let text = |key: String| {
        data.get(key.as_str())
            .and_then(Value::as_str)
            .unwrap_or_default()
    };
    let row = |front: &str| -> Vec<Cell> {
        let cells = (0..columns).map(|column| cell(text(format!("{front}-{column}"))));
        cells.collect()
    };
    let found = (row("h"), (0..rows).map(|at| row(&at.to_string())).collect());
    (columns > 0).then_some(found)
}
