//! Headings that are fields, each with a line for its type below -> a table.
//!
//! ```text
//! ### server.port                 #### options
//! - **Type:** `number`            Type: `object`\
//! - **Default:** `5173`           Required
//! Where to listen.                ##### depth             a field of `options`
//! ```
//!
//! Only a document without any table of fields is read so: others describe the fields of a table there.

use super::terms::renamed;
use super::{Block, Grid};
use crate::import::columns::{self, Role};
use crate::import::facts::{self, Flag};
use crate::import::table::Cell;
use crate::import::text::{self, unbulleted};
use crate::import::types::plain;
use crate::source::{SourceId, Span};

/// The cells of a field.
#[derive(Default)]
struct Field {
    level: usize,
    name: String,
    /// The heading as written.
    heading: String,
    ty: String,
    mark: &'static str,
    default: String,
    example: String,
    words: Vec<String>,
}

const HEAD: [&str; 6] = [
    "Name",
    "Type",
    "Required",
    "Default",
    "Example",
    "Description",
];

/// How far apart the names of two fields are at most, in bytes.
const NEAR: usize = 1 << 16;

/// The blocks with runs of such headings as tables.
pub(super) fn tables(source: SourceId, text: &str, blocks: Vec<Block>) -> Vec<Block> {
    let is_table = |block: &Block| matches!(block, Block::Table(grid) if grid.is_known());
    if blocks.iter().any(is_table) {
        return blocks;
    }
    let mut out: Vec<Block> = Vec::new();
    let mut from = 0;
    let mut rest = blocks.into_iter().peekable();
    // The blocks of the run, and its fields.
    let mut run: Vec<Block> = Vec::new();
    let mut fields: Vec<Field> = Vec::new();
    while let Some(block) = rest.next() {
        let mut group = vec![block];
        while rest
            .peek()
            .is_some_and(|next| !matches!(next, Block::Heading { .. }))
        {
            group.extend(rest.next());
        }
        let found = field(&group);
        let least = fields.first().map_or(0, |field| field.level);
        if found.as_ref().is_none_or(|field| field.level < least) {
            out.append(&mut end(source, text, &mut from, &mut run, &mut fields));
        }
        match found {
            Some(field) => {
                fields.push(field);
                run.append(&mut group);
            }
            None => out.append(&mut group),
        }
    }
    out.append(&mut end(source, text, &mut from, &mut run, &mut fields));
    out
}

/// The table of a run, or its blocks where few of the types are known.
fn end(
    source: SourceId,
    text: &str,
    from: &mut usize,
    run: &mut Vec<Block>,
    fields: &mut Vec<Field>,
) -> Vec<Block> {
    let (run, fields) = (std::mem::take(run), std::mem::take(fields));
    let known = fields.iter().filter(|field| plain::is_known(&field.ty));
    if fields.len() < 2 || known.count() * 2 < fields.len() {
        return run;
    }
    let least = fields.iter().map(|field| field.level).min().unwrap_or(0);
    let mut rows: Vec<Vec<Cell>> = Vec::new();
    for field in fields {
        // A name that is spelled otherwise is not looked for in all of the text.
        let mut near = (*from + NEAR).min(text.len());
        while !text.is_char_boundary(near) {
            near -= 1;
        }
        let near = text.get(*from..near).unwrap_or_default();
        let heading = near.find(&format!("# {}", field.heading));
        let line = heading.and_then(|at| Some((at, near.get(at..)?.find(&field.name)?)));
        let found = line.map(|(at, begin)| at + begin);
        let begin = *from + found.or_else(|| near.find(&field.name)).unwrap_or(0);
        let behind = begin + field.name.len();
        let name = Cell::new(field.name.clone(), source, begin, behind);
        if text.is_char_boundary(behind) && behind < text.len() {
            *from = behind;
        }
        let depth = "\u{bb}".repeat(field.level - least);
        let shown = format!("{depth} {}", field.name);
        let cells = [
            shown.trim().to_owned(),
            field.ty,
            field.mark.to_owned(),
            field.default,
            field.example,
            field.words.join("\n").trim().to_owned(),
        ];
        rows.push(cells.map(|text| renamed(&name, text)).to_vec());
    }
    let Some(first) = rows.first().and_then(|row| row.first()).cloned() else {
        return run;
    };
    // A column that nobody fills is none.
    let is_full = |at: usize| {
        rows.iter()
            .any(|row| row.get(at).is_some_and(|c| !c.text.is_empty()))
    };
    let full: Vec<usize> = (0..HEAD.len()).filter(|at| is_full(*at)).collect();
    let kept = |row: &Vec<Cell>| full.iter().filter_map(|at| row.get(*at).cloned()).collect();
    let head = HEAD.map(|head| renamed(&first, head.to_owned())).to_vec();
    let end = rows
        .last()
        .and_then(|row| row.first())
        .map(|cell| cell.span);
    let span = Span {
        end: end.map_or(first.span.end, |span| span.end),
        ..first.span
    };
    let rows: Vec<Vec<Cell>> = rows.iter().map(kept).collect();
    vec![Block::Table(Grid::new(kept(&head), rows, span))]
}

/// A heading, and the words below it, as a field.
fn field(group: &[Block]) -> Option<Field> {
    let (Block::Heading { level, text }, rest) = group.split_first()? else {
        return None;
    };
    let name = text::shown(text);
    let bare = name.trim_end_matches(['?', '*']);
    let is_name = bare
        .chars()
        .all(|c| c.is_alphanumeric() || "_-.$[]@".contains(c));
    if *level == 0 || !is_name || !bare.contains(char::is_alphabetic) {
        return None;
    }
    let mut field = Field {
        level: *level,
        name,
        heading: text.clone(),
        ..Field::default()
    };
    for block in rest {
        match block {
            Block::Words(words) => words.lines().for_each(|line| field.take(line)),
            Block::Fence(..) | Block::Anchor(_) => {}
            Block::Table(_) | Block::Heading { .. } => return None,
        }
        field.words.push(String::new());
    }
    (!field.ty.is_empty()).then_some(field)
}

impl Field {
    fn take(&mut self, line: &str) {
        let plain = unbulleted(line.trim().trim_end_matches('\\').trim());
        let flag = facts::flag(plain).filter(|_| self.mark.is_empty());
        match flag {
            Some(Flag::Required) => return self.mark = "yes",
            Some(Flag::Optional) => return self.mark = "no",
            _ => {}
        }
        let label = plain.split_once(':').filter(|(front, _)| front.len() < 24);
        let (role, said) = label.map_or((Role::Unknown, ""), |(front, said)| {
            let role = columns::role(front.trim_matches(['*', '_', ' ']));
            (role, said.trim().trim_start_matches(['*', '_']).trim())
        });
        let place = match role {
            Role::Type => &mut self.ty,
            Role::Default => &mut self.default,
            Role::Example => &mut self.example,
            Role::Required if facts::flag(said).is_some() || said.len() < 6 => {
                let is_no = matches!(said.to_lowercase().trim_matches('`'), "no" | "false");
                self.mark = if is_no { "no" } else { "yes" };
                return;
            }
            _ => return self.words.push(line.trim_end().to_owned()),
        };
        match place.is_empty() {
            // `Default:` alone says that there is none.
            true => said.clone_into(place),
            false => self.words.push(line.trim_end().to_owned()),
        }
    }
}
