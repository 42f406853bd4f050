//! Tables that a word of a combination joins (`oneOf`, `xor`, `and`, `continued`) -> one table, where a
//! page breaks that of an object.
//!
//! ```text
//! owner | any                   owner                     | any
//! oneOf                         » 0 (oneOf item)          | Person
//! » *anonymous* | Person   ->   » 1 (oneOf item)          | Shelter
//! xor
//! » *anonymous* | Shelter
//! ```
//!
//! Parts are numbered, with a bracket that [`super::name_parts`] reads; those of `allOf`, and a row of
//! the whole, are members.

use super::blocks::{Block, Grid};
use super::name_parts::is_unnamed;

/// What a word above a table says of its parts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Join {
    Alternatives,
    Parts,
    Rest,
}

fn join(words: &str) -> Option<Join> {
    let is_sign = |c: char| c.is_whitespace() || "*_`:.".contains(c);
    let words = words.trim_matches(is_sign).to_lowercase();
    Some(match words.replace(' ', "").as_str() {
        "oneof" | "anyof" | "xor" | "or" => Join::Alternatives,
        "allof" | "and" => Join::Parts,
        "continued" => Join::Rest,
        _ => return None,
    })
}

/// The blocks with such tables as one.
pub(super) fn joined(blocks: Vec<Block>) -> Vec<Block> {
    let mut out: Vec<Block> = Vec::new();
    let mut held: Option<(Join, Block)> = None;
    // How many alternatives the table has.
    let mut count = 0usize;
    for block in blocks {
        let found = match &block {
            Block::Words(words) => join(words),
            _ => None,
        };
        if let Some(found) = found {
            out.extend(held.replace((found, block)).map(|(_, words)| words));
            continue;
        }
        match (block, held.take()) {
            (Block::Table(mut grid), Some((found, _))) => {
                count += parts(&mut grid, Some(found), count);
                match out.last_mut() {
                    Some(Block::Table(above)) if same_head(above, &grid) => {
                        above.rows.append(&mut grid.rows);
                        above.left.append(&mut grid.left);
                    }
                    _ => out.push(Block::Table(grid)),
                }
            }
            (block, words) => {
                out.extend(words.map(|(_, words)| words));
                count = 0;
                out.push(match block {
                    Block::Table(mut grid) => {
                        parts(&mut grid, None, 0);
                        Block::Table(grid)
                    }
                    block => block,
                });
            }
        }
    }
    out.extend(held.map(|(_, words)| words));
    out
}

fn same_head(above: &Grid, below: &Grid) -> bool {
    let names =
        |grid: &Grid| -> Vec<String> { grid.head.iter().map(|cell| cell.text.clone()).collect() };
    names(above) == names(below)
}

/// The signs of depth in front of a part of a combination, which has no name.
fn depth(name: &str) -> Option<&str> {
    let name = name.trim();
    let is_sign = |c: char| matches!(c, '\u{bb}' | '\u{203a}' | '>' | '.' | ' ');
    let own = name.trim_start_matches(is_sign);
    is_unnamed(own).then(|| name.strip_suffix(own).unwrap_or_default())
}

/// Numbers the parts; returns how many there are. One without a word above its table is the whole.
fn parts(grid: &mut Grid, join: Option<Join>, from: usize) -> usize {
    let word = match join {
        Some(Join::Alternatives) => "oneOf",
        _ => "allOf",
    };
    let mut count = 0;
    let names = grid.rows.iter_mut().filter_map(|row| row.first_mut());
    for cell in names {
        if let Some(signs) = depth(&cell.text) {
            cell.text = format!("{signs}{} ({word} item)", from + count);
            count += usize::from(join.is_some());
        }
    }
    count
}
