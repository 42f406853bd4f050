//! Object types of Terraform, as `terraform-docs` prints them -> the rows of an object.
//!
//! ```text
//! list(object({ name = string, size = optional(number, 10) }))
//! ```

use super::page::Row;
use super::table::Cell;
use super::text;

/// Deeper objects are objects of any kind.
const DEPTH: usize = 24;

/// The rows of an object, and whether the field is a list of such; nothing for other types. `at`
/// is the cell of the type.
pub(super) fn rows(ty: &str, at: &Cell) -> Option<(bool, Vec<Row>)> {
    if !ty.contains("object(") {
        return None;
    }
    let text = text::entities(&text::without_tags(&text::with_breaks(ty)));
    let is_kept = |c: &char| *c == '\n' || !c.is_whitespace();
    let text: String = text.chars().filter(is_kept).collect();
    object(text.trim_matches('`'), at, DEPTH)
}

fn object(ty: &str, at: &Cell, depth: usize) -> Option<(bool, Vec<Row>)> {
    let (ty, depth) = (ty.trim(), depth.checked_sub(1)?);
    let lists = ["list(", "set("];
    if let Some(inner) = lists.iter().find_map(|open| ty.strip_prefix(open)) {
        let (_, rows) = object(inner.strip_suffix(')')?, at, depth)?;
        return Some((true, rows));
    }
    let body = ty.strip_prefix("object({")?.strip_suffix("})")?;
    let mut rows = Vec::new();
    for part in parts(body) {
        let (name, ty) = part.split_once('=')?;
        let optional = ty
            .strip_prefix("optional(")
            .and_then(|inner| inner.strip_suffix(')'));
        let mut arguments = parts(optional.unwrap_or(ty)).into_iter();
        let ty = arguments.next()?;
        let mut cell = at.clone();
        cell.text = name.trim_matches('"').to_owned();
        let mut row = Row {
            name: Some(cell),
            required: Some(optional.is_none()),
            default: arguments.next().unwrap_or_default().to_owned(),
            ..Row::default()
        };
        match object(ty, at, depth) {
            Some((is_list, inner)) => {
                "object".clone_into(&mut row.ty);
                row.more.is_list = is_list;
                row.rows = inner;
            }
            None => ty.clone_into(&mut row.ty),
        }
        rows.push(row);
    }
    (!rows.is_empty()).then_some((false, rows))
}

/// The parts between commas and line breaks that stand in no brackets.
fn parts(body: &str) -> Vec<&str> {
    let (mut out, mut open, mut start) = (Vec::new(), 0_usize, 0);
    for (at, c) in body.char_indices() {
        match c {
            '(' | '{' | '[' => open += 1,
            ')' | '}' | ']' => open = open.saturating_sub(1),
            ',' | '\n' if open == 0 => {
                out.push(body.get(start..at).unwrap_or_default());
                start = at + 1;
            }
            _ => {}
        }
    }
    out.push(body.get(start..).unwrap_or_default());
    out.iter_mut().for_each(|part| *part = part.trim());
    out.retain(|part| !part.is_empty());
    out
}
