//! Tables that a word of a combination joins (`oneOf`, `xor`, `and`, `continued`) -> one table, as
//! widdershins breaks that of an object.
//!
//! ```text
//! owner | any                   owner                     | any
//! oneOf                         » 0 (oneOf item)          | Person
//! » *anonymous* | Person   ->   » 1 (oneOf item)          | Shelter
//! xor
//! » *anonymous* | Shelter
//! ```
//!
//! Alternatives of a whole type that are links alone become bullets of links. Others are left as they
//! are, and reported with their rows.

use std::collections::BTreeSet;

use super::blocks::{Block, Grid};
use super::text;

/// What a word above a table says of its parts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Join {
    Alternatives,
    Parts,
    Rest,
}

fn join(words: &str) -> Option<Join> {
    Some(match words.trim() {
        "oneOf" | "anyOf" | "xor" | "or" => Join::Alternatives,
        "allOf" | "and" => Join::Parts,
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
    // Where the tables are that have alternatives alone.
    let mut unions: BTreeSet<usize> = BTreeSet::new();
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
                if found == Join::Alternatives {
                    count += alternatives(&mut grid, count);
                }
                let last = out.len().saturating_sub(1);
                match out.last_mut() {
                    Some(Block::Table(above)) if same_head(above, &grid) => {
                        if found != Join::Alternatives {
                            unions.remove(&last);
                        }
                        above.rows.append(&mut grid.rows);
                        above.left.append(&mut grid.left);
                    }
                    _ => {
                        if found == Join::Alternatives {
                            unions.insert(out.len());
                        }
                        out.push(Block::Table(grid));
                    }
                }
            }
            (block, words) => {
                out.extend(words.map(|(_, words)| words));
                count = 0;
                out.push(block);
            }
        }
    }
    out.extend(held.map(|(_, words)| words));
    let all = out.into_iter().enumerate();
    all.map(|(at, block)| match unions.contains(&at) {
        true => linked(block),
        false => block,
    })
    .collect()
}

fn same_head(above: &Grid, below: &Grid) -> bool {
    let names =
        |grid: &Grid| -> Vec<String> { grid.head.iter().map(|cell| cell.text.clone()).collect() };
    names(above) == names(below)
}

/// The signs of depth in front of a part of a combination.
fn depth(name: &str) -> Option<&str> {
    name.trim().strip_suffix("*anonymous*")
}

/// Numbers the alternatives of fields, as AsyncAPI's pages do; returns how many there are.
fn alternatives(grid: &mut Grid, from: usize) -> usize {
    let mut count = 0;
    let names = grid.rows.iter_mut().filter_map(|row| row.first_mut());
    for cell in names {
        if let Some(signs) = depth(&cell.text).filter(|signs| !signs.trim().is_empty()) {
            cell.text = format!("{signs}{} (oneOf item)", from + count);
            count += 1;
        }
    }
    count
}

/// A table whose rows are all links to the alternatives of a type.
fn linked(block: Block) -> Block {
    let Block::Table(grid) = &block else {
        return block;
    };
    let link = |row: &Vec<super::table::Cell>| {
        let [name, ty, ..] = row.as_slice() else {
            return None;
        };
        let is_whole = depth(&name.text).is_some_and(|signs| signs.trim().is_empty());
        let label = text::label(ty.text.trim()).filter(|_| is_whole)?;
        Some(format!("- [{label}](#{label})"))
    };
    let links: Option<Vec<String>> = grid.rows.iter().map(link).collect();
    match links.filter(|links| links.len() > 1) {
        Some(links) => Block::Words(format!("One of:\n{}", links.join("\n"))),
        None => block,
    }
}
