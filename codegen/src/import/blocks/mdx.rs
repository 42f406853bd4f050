//! Components of Mintlify's pages -> tables.
//!
//! ```text
//! <ParamField body="name" type="string" required default="x">Words</ParamField>
//! <ResponseField name="items" type="object[]">
//!   <Expandable title="properties"> <ResponseField name="id" type="string" /> </Expandable>
//! </ResponseField>
//! ```
//!
//! Components in others are rows of their objects. The place (`body`, `query`) is a column.

use super::{Block, Grid};
use crate::import::table::{Cell, Line};
use crate::import::types::{Type, plain};
use crate::source::{SourceId, Span};

const HEAD: [&str; 7] = [
    "Name",
    "Type",
    "Required",
    "Default",
    "In",
    "Deprecated",
    "Description",
];
const PLACES: [&str; 4] = ["body", "query", "path", "header"];

/// A component that is open.
struct Open {
    name: String,
    /// Its row; `None` for `Expandable`.
    row: Option<usize>,
}

/// The components that begin at a line, and the line behind them.
pub(super) fn table(source: SourceId, lines: &[Line<'_>], at: usize) -> Option<(Block, usize)> {
    let first = lines.get(at)?;
    component(first.text.trim_start())?;
    let mut reader = Components {
        source,
        rows: Vec::new(),
        open: Vec::new(),
    };
    let mut number = at;
    let mut text = String::new();
    while let Some(line) = lines.get(number) {
        let begins = component(line.text.trim_start()).is_some();
        let is_blank = line.text.trim().is_empty();
        if reader.open.is_empty() && text.is_empty() && !begins && !is_blank {
            break;
        }
        let from = line.start.saturating_sub(text.len());
        text.push_str(line.text);
        text.push('\n');
        // A tag may go over several lines, but not over many.
        if text.len() > 4_000 {
            break;
        }
        let is_whole = text
            .rfind('<')
            .is_none_or(|open| text.get(open..).is_some_and(|t| t.contains('>')));
        if is_whole {
            reader.read(&text, from);
            text.clear();
        }
        number += 1;
    }
    let head: Vec<Cell> = HEAD
        .iter()
        .map(|head| Cell::new((*head).to_owned(), source, first.start, first.start))
        .collect();
    let offset = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
    let end = lines.get(number.checked_sub(1)?)?;
    let span = Span::new(
        source,
        offset(first.start),
        offset(end.start + end.text.len()),
    );
    let grid = Grid::new(head, reader.rows, span);
    (!grid.rows.is_empty()).then_some((Block::Table(grid), number))
}

/// The name of a component that is a field, at the front of a text.
fn component(text: &str) -> Option<&'static str> {
    ["ParamField", "ResponseField"].into_iter().find(|name| {
        let rest = text
            .strip_prefix('<')
            .and_then(|text| text.strip_prefix(name));
        rest.is_some_and(|rest| rest.starts_with([' ', '\n', '>', '/']) || rest.is_empty())
    })
}

struct Components {
    source: SourceId,
    rows: Vec<Vec<Cell>>,
    open: Vec<Open>,
}

impl Components {
    fn read(&mut self, text: &str, offset: usize) {
        let mut at = 0;
        while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
            let open = rest.find('<').unwrap_or(rest.len());
            self.words(rest.get(..open).unwrap_or_default());
            let Some(tag) = rest.get(open..).filter(|tag| !tag.is_empty()) else {
                return;
            };
            let length = tag_end(tag);
            let whole = tag.get(..length).unwrap_or(tag);
            if !self.tag(whole, offset + at + open) {
                self.words(whole);
            }
            at += open + length.max(1);
        }
    }

    /// Words of the innermost component.
    fn words(&mut self, text: &str) {
        let row = self.open.iter().rev().find_map(|open| open.row);
        let cell = row.and_then(|row| self.rows.get_mut(row)?.last_mut());
        let text = text.trim_matches([' ', '\t']);
        if let Some(cell) = cell
            && !(text.trim().is_empty() && cell.text.is_empty())
        {
            let glue = cell.text.is_empty() || cell.text.ends_with('\n') || text.starts_with('\n');
            cell.text.push_str(if glue { "" } else { " " });
            cell.text.push_str(text);
            if cell.text.ends_with("\n\n") {
                cell.text.pop();
            }
        }
    }

    /// Whether a tag is one of a component.
    fn tag(&mut self, tag: &str, at: usize) -> bool {
        const OTHERS: [&str; 1] = ["Expandable"];
        let inner = tag.trim_start_matches('<').trim_end_matches('>');
        if let Some(name) = inner.strip_prefix('/') {
            let name = name.trim();
            let place = self.open.iter().rposition(|open| open.name == name);
            let Some(place) = place else {
                return OTHERS.contains(&name) || ["ParamField", "ResponseField"].contains(&name);
            };
            self.open.truncate(place);
            return true;
        }
        let name =
            component(tag).or_else(|| OTHERS.into_iter().find(|name| inner.starts_with(name)));
        let Some(name) = name else {
            return false;
        };
        let attributes = inner.get(name.len()..).unwrap_or_default();
        let is_whole = attributes.trim_end().ends_with('/');
        let row = (name != "Expandable").then(|| self.row(attributes, at));
        if !is_whole {
            self.open.push(Open {
                name: name.to_owned(),
                row,
            });
        }
        true
    }

    /// Adds the row of a component.
    fn row(&mut self, attributes: &str, at: usize) -> usize {
        let place = PLACES
            .into_iter()
            .find(|place| attribute(attributes, place).is_some());
        let name = place
            .or(Some("name"))
            .and_then(|key| attribute(attributes, key));
        let above = self.open.iter().rev().find_map(|open| open.row);
        let above = above.and_then(|row| self.rows.get(row)).map(|cells| {
            let text = |at: usize| {
                cells
                    .get(at)
                    .map(|cell| cell.text.as_str())
                    .unwrap_or_default()
            };
            let is_list = matches!(plain::parse(text(1)), Some(Type::Array(_)));
            let place = text(4).to_owned();
            (
                format!("{}{}.", text(0), if is_list { "[]" } else { "" }),
                place,
            )
        });
        let (front, above_place) = above.unwrap_or_default();
        let yes = |key: &str| attribute(attributes, key).map(|is| is != "false");
        let mark = match yes("required") {
            Some(true) => "yes",
            _ => "no",
        };
        let deprecated = if yes("deprecated") == Some(true) {
            "yes"
        } else {
            ""
        };
        let ty = attribute(attributes, "type").unwrap_or_default();
        let default = attribute(attributes, "default").or(attribute(attributes, "initialValue"));
        let texts = [
            format!("{front}{}", name.unwrap_or_default()),
            ty,
            mark.to_owned(),
            default.unwrap_or_default(),
            place.map_or(above_place, str::to_owned),
            deprecated.to_owned(),
            String::new(),
        ];
        let cells = texts.map(|text| Cell::new(text, self.source, at, at));
        self.rows.push(cells.into());
        self.rows.len() - 1
    }
}

/// The end of a tag: after the first `>` outside of quotes and braces.
fn tag_end(tag: &str) -> usize {
    let (mut quote, mut braces) = (None, 0usize);
    for (at, c) in tag.char_indices() {
        match (quote, c) {
            (Some(open), _) if c == open => quote = None,
            (Some(_), _) => {}
            (None, '"') => quote = Some(c),
            (None, '{') => braces += 1,
            (None, '}') => braces = braces.saturating_sub(1),
            (None, '>') if braces == 0 => return at + 1,
            _ => {}
        }
    }
    tag.len()
}

/// The value of an attribute: `key="value"`, `key={value}`, or `key` alone.
fn attribute(attributes: &str, key: &str) -> Option<String> {
    let mut from = 0;
    while let Some(at) = attributes.get(from..)?.find(key) {
        let at = from + at;
        from = at + key.len();
        let is_start = attributes.get(..at)?.ends_with(char::is_whitespace);
        let is_quoted = attributes.get(..at)?.matches('"').count() % 2 == 1;
        let rest = attributes.get(from..)?;
        if !is_start || is_quoted {
            continue;
        }
        if let Some(rest) = rest.strip_prefix('=') {
            let close = match rest.chars().next()? {
                '"' => '"',
                '\'' => '\'',
                '{' => '}',
                _ => return None,
            };
            let inner = rest.get(1..)?.split(close).next()?;
            let is_code = close == '}';
            let text = inner.trim();
            let bare = if is_code {
                text.trim_matches(['`', '"', '\''])
            } else {
                text
            };
            return Some(bare.to_owned());
        }
        if rest.is_empty() || rest.starts_with([' ', '/', '\n', '\t']) {
            return Some(String::new());
        }
    }
    None
}
