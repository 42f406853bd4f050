//! Tables of AsciiDoc -> rows of cells.
//!
//! ```text
//! |===
//! | Name | Type | Description        a bar begins a cell, also behind nothing
//! 2+| A heading  .2+a| - a list      what stands right before a bar shapes its cell
//! |===
//! ```
//!
//! Text without a bar continues the cell above. The number of cells in a row comes from the
//! attribute `cols`, or the first line, or the first lines up to a blank one.

use super::bars;
use super::spans::Table;
use crate::import::table::{Cell, Line};
use crate::source::SourceId;

/// A cell as written: how many columns and rows it takes, and how often it is repeated.
struct Shaped {
    cell: Cell,
    columns: usize,
    rows: usize,
    times: usize,
    /// A blank line precedes it.
    is_apart: bool,
}

/// The specification before a bar.
#[derive(Clone, Copy)]
struct Shape {
    columns: usize,
    rows: usize,
    times: usize,
}

const PLAIN: Shape = Shape {
    columns: 1,
    rows: 1,
    times: 1,
};

/// The most columns, rows or repetitions of a cell.
const MOST: usize = 64;

/// The most repeated cells of one table.
const MOST_AGAIN: usize = 10_000;

/// The rows of a table; `columns` is their width from an attribute.
pub(super) fn rows(
    body: &[Line<'_>],
    columns: Option<usize>,
    source: SourceId,
    start: usize,
) -> Table {
    let (cells, first) = cells(body, source);
    let until_blank = || {
        let rest = cells.iter().skip(1).take_while(|cell| !cell.is_apart);
        1 + rest.count()
    };
    let width = match columns {
        Some(columns) => columns,
        None if first == 1 => until_blank(),
        None => cells
            .iter()
            .take(first)
            .map(|cell| cell.columns * cell.times)
            .sum(),
    };
    let is_a_cell_a_line = first == 1;
    let mut table = Table::new(start);
    let mut again = MOST_AGAIN;
    for (at, shaped) in cells.into_iter().enumerate() {
        let is_next = is_a_cell_a_line && shaped.is_apart && table.is_begun();
        if shaped.cell.text.lines().any(|line| line.trim() == "!===") {
            table.inner.push(shaped.cell.clone());
        }
        let times = shaped.times.min(again + 1);
        again -= times.saturating_sub(1);
        for time in 0..times {
            let mut is_new = time == 0 && (at == 0 || is_next);
            while is_new || table.is_full(width.max(1)) {
                table.begin_row();
                is_new = false;
            }
            table.add(shaped.cell.clone(), shaped.columns, shaped.rows);
        }
    }
    table.fill();
    table
}

/// How many columns `[cols="1,2*,3a"]` names.
pub(super) fn columns(attributes: &str) -> Option<usize> {
    let (_, rest) = attributes.split_once("cols=")?;
    let list = match rest.chars().next()? {
        quote @ ('"' | '\'') => rest.get(1..)?.split(quote).next()?,
        _ => rest.split([',', ']']).next()?,
    };
    let count = |part: &str| {
        let times = part.split_once('*').map(|(times, _)| times.trim());
        times.and_then(|times| times.parse().ok()).unwrap_or(1usize)
    };
    let is_count = list.trim().parse::<usize>().ok();
    // `cols=3` is three columns, `cols="3"` one.
    let is_bare = !rest.starts_with(['"', '\'']);
    let count = match is_count.filter(|_| is_bare) {
        Some(count) => count,
        None => list
            .split([',', ';'])
            .map(count)
            .fold(0, usize::saturating_add),
    };
    (1..=MOST).contains(&count).then_some(count)
}

/// The cells of all lines, and how many the first line with bars has.
fn cells(body: &[Line<'_>], source: SourceId) -> (Vec<Shaped>, usize) {
    let mut out: Vec<Shaped> = Vec::new();
    let (mut first, mut is_apart) = (0, false);
    for line in body {
        if line.text.trim().is_empty() {
            is_apart = true;
            continue;
        }
        if line.text.trim_start().starts_with("//") {
            continue;
        }
        let bars = bars(line.text);
        let end = bars.first().map_or(line.text.len(), |at| *at);
        let front = line.text.get(..end).unwrap_or_default();
        let (front, mut shape) = match bars.is_empty() {
            true => (front, PLAIN),
            false => shaped(front, true),
        };
        if let Some(last) = out.last_mut().filter(|_| !front.trim().is_empty()) {
            last.cell.text.push('\n');
            last.cell.text.push_str(&front.trim().replace("\\|", "|"));
        }
        for (at, bar) in bars.iter().enumerate() {
            let to = bars.get(at + 1).copied();
            let text = line.text.get(bar + 1..to.unwrap_or(line.text.len()));
            let text = text.unwrap_or_default();
            let (text, next) = match to {
                Some(_) => shaped(text, false),
                None => (text, PLAIN),
            };
            out.push(Shaped {
                cell: bars::cell(*line, source, bar + 1, bar + 1 + text.len()),
                columns: shape.columns,
                rows: shape.rows,
                times: shape.times,
                is_apart: std::mem::take(&mut is_apart),
            });
            shape = next;
        }
        if first == 0 {
            first = out.len();
        }
    }
    for shaped in &mut out {
        // A plus at the end of a line is a break.
        let text = shaped.cell.text.replace(" +\n", "\n");
        shaped.cell.text = linked(&passed(&text));
    }
    (out, first)
}

/// `<<id,label>>` as a link of Markdown.
fn linked(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((front, behind)) = rest.split_once("<<") {
        let Some((inner, next)) = behind.split_once(">>") else {
            break;
        };
        let (id, label) = inner.split_once(',').unwrap_or((inner, inner));
        let is_id = !id.is_empty() && !id.contains([' ', '<', '(', ')', '\n']);
        out.push_str(front);
        out.push_str(&match is_id {
            true => format!("[{}](#{})", label.trim(), id.trim_start_matches('#')),
            false => format!("<<{inner}>>"),
        });
        rest = next;
    }
    out.push_str(rest);
    out
}

/// A text without the signs that keep it from being markup: `` `+a+` `` is `` `a` ``, as is `+a+` alone.
fn passed(text: &str) -> String {
    let alone = |sign: &str| {
        let inner = text.strip_prefix(sign)?.strip_suffix(sign)?;
        (!inner.is_empty() && !inner.contains(['+', '`', ' '])).then(|| format!("`{inner}`"))
    };
    if let Some(code) = alone("++").or_else(|| alone("+")) {
        return code;
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((front, behind)) = rest.split_once("`+") {
        let Some((inner, next)) = behind.split_once("+`") else {
            break;
        };
        out.push_str(front);
        out.push('`');
        out.push_str(inner);
        out.push('`');
        rest = next;
    }
    out.push_str(rest);
    out
}

/// The positions of the bars of a line; one behind a backslash is text.
fn bars(text: &str) -> Vec<usize> {
    let mut out = Vec::new();
    let mut escaped = false;
    for (at, c) in text.char_indices() {
        if c == '|' && !escaped {
            out.push(at);
        }
        escaped = c == '\\' && !escaped;
    }
    out
}

/// The text before a bar without the specification of the next cell: `2+`, `.2+^.^a`, `3*`.
fn shaped(text: &str, is_first: bool) -> (&str, Shape) {
    let at = text.rfind([' ', '\t']).map(|at| at + 1);
    let Some(at) = at.or(is_first.then_some(0)) else {
        return (text, PLAIN);
    };
    let (front, sign) = text.split_at_checked(at).unwrap_or((text, ""));
    match shape(sign) {
        Some(shape) => (front, shape),
        None => (text, PLAIN),
    }
}

fn shape(sign: &str) -> Option<Shape> {
    let end = sign.find(|c: char| !c.is_ascii_digit() && c != '.')?;
    let (count, rest) = sign.split_at_checked(end)?;
    let number = |text: &str| match text {
        "" => Some(1),
        text => text.parse().ok().map(|count: usize| count.clamp(1, MOST)),
    };
    let mut out = PLAIN;
    let rest = match rest.strip_prefix('+') {
        Some(rest) if !count.is_empty() => {
            let (columns, rows) = count.split_once('.').unwrap_or((count, ""));
            (out.columns, out.rows) = (number(columns)?, number(rows)?);
            rest
        }
        _ => match rest.strip_prefix('*') {
            Some(rest) if !count.is_empty() => {
                out.times = number(count)?;
                rest
            }
            // The dot of `.^` is no count.
            _ => sign,
        },
    };
    let style = rest.trim_start_matches(['<', '^', '>', '.']);
    let is_style = style.is_empty()
        || style.len() == 1 && style.starts_with(['a', 'd', 'e', 'h', 'l', 'm', 's', 'v']);
    is_style.then_some(out)
}

#[cfg(test)]
mod tests {
    use super::{columns, linked, passed, shaped};

    #[test]
    fn cells_are_shaped_before_their_bars() {
        let of = |text, is_first| {
            let (front, shape) = shaped(text, is_first);
            (front, shape.columns, shape.rows, shape.times)
        };
        assert_eq!(of("2+", true), ("", 2, 1, 1));
        assert_eq!(of("x .2+", false), ("x ", 1, 2, 1));
        assert_eq!(of("x 2.3+^.^a", false), ("x ", 2, 3, 1));
        assert_eq!(of(" 3*", false), (" ", 1, 1, 3));
        assert_eq!(of(" x a", false), (" x ", 1, 1, 1));
        // Text of the cell before.
        for text in ["x 2+ ", "C++", " a+b", "x yes", "x 2", "a"] {
            assert_eq!(of(text, false), (text, 1, 1, 1), "{text}");
        }
    }

    #[test]
    fn what_passes_through_is_code() {
        let cases = [
            ("`+a.b+`", "`a.b`"),
            ("+a+", "`a`"),
            ("++a++", "`a`"),
            ("one of `+a+`, `+b+`", "one of `a`, `b`"),
            ("`+a", "`+a"),
            ("a + b + c", "a + b + c"),
            ("+", "+"),
        ];
        for (text, expected) in cases {
            assert_eq!(passed(text), expected, "{text}");
        }
    }

    #[test]
    fn references_are_links() {
        let cases = [
            ("<<place,Place>>", "[Place](#place)"),
            ("<<place>> of it", "[place](#place) of it"),
            ("1 << 4", "1 << 4"),
            ("a << b >> c", "a << b >> c"),
        ];
        for (text, expected) in cases {
            assert_eq!(linked(text), expected, "{text}");
        }
    }

    #[test]
    fn columns_are_counted() {
        let cases = [
            ("[cols=\"1,1,2\"]", Some(3)),
            ("[%header,cols=\"3*\"]", Some(3)),
            ("[cols=\"2*,1a\",options=\"header\"]", Some(3)),
            ("[cols=4]", Some(4)),
            ("[options=\"header\"]", None),
            ("[cols=\"999*\"]", None),
        ];
        for (text, expected) in cases {
            assert_eq!(columns(text), expected, "{text}");
        }
    }
}
