//! A column `Value` beside one of names -> its role: the values of an enum, or the types or the
//! defaults of fields.
//!
//! ```text
//! ## Values                Name | Value: RED | red             an enum
//! Name | Value             name | string (required)            types
//! Name | Value             retries | 3                         defaults
//! ```

use super::blocks::Grid;
use super::calling::folded;
use super::columns::{self, Role};
use super::facts;
use super::table::Cell;
use super::text;
use super::types::plain;

/// The role of the column, if it is no list of the values of an enum.
pub(super) fn role(grid: &Grid, roles: &[Role], announces_enum: bool) -> Option<Role> {
    let names = column(grid, roles, Role::Name)?;
    let values = column(grid, roles, Role::Value)?;
    let filled: Vec<&str> = values
        .iter()
        .copied()
        .filter(|text| !text.is_empty())
        .collect();
    // `image.tag` is no constant.
    let is_path = |name: &&str| {
        let name = text::unmarked(name);
        name.split_once('.')
            .is_some_and(|(_, rest)| rest.starts_with(char::is_lowercase))
    };
    // A cell with several values is the type of a field.
    let lists = filled
        .iter()
        .filter(|text| literals(text).is_some_and(|values| values.len() > 1));
    if lists.count() * 2 > filled.len() {
        return Some(Role::Type);
    }
    let types = filled.iter().filter(|text| is_type(text)).count();
    let known = filled.iter().any(|text| plain::is_known(first_line(text)));
    if known && types * 2 > filled.len() && !are_constants(&names, &values) {
        return Some(Role::Type);
    }
    let announces_enum = announces_enum && !names.iter().any(is_path);
    if announces_enum || filled.is_empty() || are_constants(&names, &values) {
        return None;
    }
    Some(Role::Default)
}

/// The column under its new role; text below a type in its cell gets a separate column.
pub(super) fn renamed(mut grid: Grid, roles: &mut Vec<Role>, role: Role) -> Grid {
    let Some(at) = columns::of(roles, Role::Value) else {
        return grid;
    };
    if let Some(place) = roles.get_mut(at) {
        *place = role;
    }
    if role != Role::Type {
        return grid;
    }
    roles.push(Role::Constraints);
    grid.head.extend(grid.head.get(at).map(Cell::emptied));
    let width = grid.head.len();
    for row in &mut grid.rows {
        let Some(cell) = row.get_mut(at) else {
            continue;
        };
        let mut limits = cell.emptied();
        let lines = text::with_breaks(&cell.text);
        let mut lines = lines.lines().map(str::trim).filter(|line| !line.is_empty());
        if let Some(values) = literals(&cell.text) {
            let mark = lines.next_back().and_then(|line| line.rsplit_once(" ("));
            let mark = mark.filter(|(_, mark)| facts::flag(mark).is_some());
            limits.text = mark
                .map_or("", |(_, mark)| mark.trim_end_matches(')'))
                .to_owned();
            cell.text = values.join(" | ");
        } else if let Some(first) = lines.next().map(str::to_owned) {
            let is_label = |line: &&str| !line.eq_ignore_ascii_case("constraints:");
            limits.text = lines.filter(is_label).collect::<Vec<_>>().join("\n");
            cell.text = first;
        }
        while row.len() + 1 < width {
            row.push(limits.emptied());
        }
        row.truncate(width - 1);
        row.push(limits);
    }
    grid
}

/// Columns of the least and the most occurrences of a property, joined: `*`, `n` or `unbounded`
/// below the second marks them as counts, or their heads do.
pub(super) fn occurrences(grid: &mut Grid, roles: &mut [Role]) {
    let least = columns::of(roles, Role::Minimum).or_else(|| occurs(grid, roles, "min"));
    let most = columns::of(roles, Role::Maximum).or_else(|| occurs(grid, roles, "max"));
    let (Some(least), Some(most)) = (least, most) else {
        return;
    };
    let is_many = |text: &str| {
        let text = text::shown(text).to_lowercase();
        matches!(text.as_str(), "*" | "n" | "unbounded" | "many" | "\u{221e}")
    };
    let many = |row: &Vec<Cell>| row.get(most).is_some_and(|cell| is_many(&cell.text));
    let is_unmarked = roles.get(least) == Some(&Role::Unknown);
    if roles.contains(&Role::Cardinality) || !is_unmarked && !grid.rows.iter().any(many) {
        return;
    }
    for row in &mut grid.rows {
        let high = row.get(most).map(|cell| text::shown(&cell.text));
        if let (Some(high), Some(low)) = (high, row.get_mut(least))
            && !(high.is_empty() && low.text.is_empty())
        {
            let front = text::shown(&low.text);
            let front = if front.is_empty() { "0" } else { &front };
            let high = if high.is_empty() { "*" } else { &high };
            low.text = format!("{front}..{high}");
        }
    }
    for (at, role) in [(least, Role::Cardinality), (most, Role::Ignored)] {
        if let Some(place) = roles.get_mut(at) {
            *place = role;
        }
    }
}

/// Names in two columns below one head: those of an object, and of the fields in it.
pub(super) fn two_names(grid: &mut Grid, roles: &[Role]) {
    let at = columns::of(roles, Role::Name).filter(|_| grid.merged);
    let Some(at) = at.filter(|at| {
        grid.head
            .get(at + 1)
            .is_some_and(|cell| cell.text.is_empty())
    }) else {
        return;
    };
    for row in &mut grid.rows {
        let below = row.get(at + 1).map(|cell| text::shown(&cell.text));
        if let (Some(below), Some(cell)) = (below, row.get_mut(at))
            && !below.is_empty()
            && !cell.text.is_empty()
        {
            cell.text = format!("{}.{below}", text::shown(&cell.text));
        }
    }
}

/// `minOccurs`, `Max. occurrences`.
fn occurs(grid: &Grid, roles: &[Role], bound: &str) -> Option<usize> {
    let mut heads = grid.head.iter().zip(roles);
    heads.position(|(cell, role)| {
        let key = folded(&text::shown(&cell.text));
        let rest = key.strip_prefix(bound).unwrap_or_default();
        *role == Role::Unknown && (rest.starts_with("occur") || rest == "cardinality")
    })
}

fn column<'g>(grid: &'g Grid, roles: &[Role], role: Role) -> Option<Vec<&'g str>> {
    let at = columns::of(roles, role)?;
    let cells = grid.rows.iter().map(|row| row.get(at));
    Some(
        cells
            .map(|cell| cell.map_or("", |cell| cell.text.trim()))
            .collect(),
    )
}

fn first_line(cell: &str) -> &str {
    let end = ["<br", "\n"]
        .iter()
        .filter_map(|sign| cell.find(sign))
        .min();
    let line = cell
        .get(..end.unwrap_or(cell.len()))
        .unwrap_or_default()
        .trim();
    // `string (required)`
    match line.rsplit_once(" (") {
        Some((front, words)) if facts::flag(words).is_some() => front.trim(),
        _ => line,
    }
}

fn is_type(cell: &str) -> bool {
    plain::is_known(first_line(cell)) || literals(cell).is_some()
}

/// Values in quotes, one a line; the last one may have a mark behind it.
fn literals(cell: &str) -> Option<Vec<String>> {
    let lines = text::with_breaks(cell);
    let lines = lines.lines().map(str::trim).filter(|line| !line.is_empty());
    let read = |line: &str| {
        let line = match line.rsplit_once(" (") {
            Some((front, mark)) if facts::flag(mark).is_some() => front.trim(),
            _ => line,
        };
        (line.len() > 2 && text::unquoted(line).is_some()).then(|| line.to_owned())
    };
    let values: Option<Vec<String>> = lines.map(read).collect();
    values.filter(|values| !values.is_empty())
}

/// Whether names and values are those of constants: numbers that count, or words that are spelled
/// after each other.
fn are_constants(names: &[&str], values: &[&str]) -> bool {
    let names: Vec<String> = names.iter().map(|name| text::unmarked(name)).collect();
    let values: Vec<String> = values.iter().map(|value| text::unmarked(value)).collect();
    let is_word = |name: &String| !name.is_empty() && !name.contains(['.', '[']);
    if names.is_empty() || !names.iter().all(is_word) {
        return false;
    }
    let lower = |name: &String| name.chars().any(char::is_lowercase);
    let begins_low = |name: &String| name.starts_with(char::is_lowercase);
    let numbers: Option<Vec<i64>> = values.iter().map(|value| value.parse().ok()).collect();
    if let Some(numbers) = numbers {
        let (first, rest) = (numbers.first().copied().unwrap_or(9), numbers.get(1..));
        let steps = rest.unwrap_or_default().iter().zip(&numbers);
        let counts = (0..2).contains(&first)
            && numbers.len() > 1
            && steps.into_iter().all(|(next, last)| {
                next.checked_sub(*last) == Some(1) || last.checked_mul(2) == Some(*next)
            });
        return counts || !names.iter().any(lower) || !names.iter().any(begins_low);
    }
    let alike = |(name, value): (&String, &String)| {
        let (name, value) = (folded(name), folded(value));
        !value.is_empty()
            && (name.ends_with(&value) || value.ends_with(&name) || name.starts_with(&value))
    };
    let pairs = || names.iter().zip(&values);
    let count = pairs().filter(|pair| alike(*pair)).count();
    let are_codes =
        values.iter().all(|value| (1..4).contains(&value.len())) && !names.iter().any(begins_low);
    count * 2 > names.len() || are_codes
}
