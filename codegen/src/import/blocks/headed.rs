//! Headings that are fields, each with a line for its type below -> a table.
//!
//! ```text
//! ### server.port                 #### options
//! - **Type:** `number`            Type: `object`\
//! - **Default:** `5173`           Required
//! Where to listen.                ##### depth             a field of `options`
//! ```
//!
//! The line may also declare the field: `` • `Optional` **depth**: `number` ``.
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
        // A deeper heading that is no field belongs to the one above.
        if let Some((above, level)) = fields.last_mut().zip(heading_level(&group))
            && found.is_none()
            && level > above.level
        {
            above.words.extend(words_of(&group));
            run.append(&mut group);
            continue;
        }
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

/// A line across the page, or one that says where the source lies.
fn is_rule(line: &str) -> bool {
    let bare = line.trim();
    let is_line = bare.len() > 2 && bare.chars().all(|c| matches!(c, '*' | '_' | '-'));
    is_line
        || bare
            .trim_start_matches(['*', '_'])
            .starts_with("Defined in [")
}

fn heading_level(group: &[Block]) -> Option<usize> {
    match group.first()? {
        Block::Heading { level, .. } => Some(*level),
        _ => None,
    }
}

/// A heading and the words below it; where the source lies is said by a link alone.
fn words_of(group: &[Block]) -> Vec<String> {
    let mut out = Vec::new();
    for block in group {
        match block {
            Block::Heading { text, .. } => out.push(format!("{}:", text::shown(text))),
            Block::Words(words) => {
                let kept = words.lines().filter(|line| !is_rule(line));
                out.push(kept.collect::<Vec<_>>().join("\n"));
            }
            _ => {}
        }
    }
    let is_link = |words: &String| {
        let mut lines = words.lines().filter(|line| !line.trim().is_empty());
        lines.all(|line| line.starts_with('[') && line.trim_end().ends_with(')'))
    };
    match out.as_slice() {
        [_, rest @ ..] if rest.iter().all(is_link) => Vec::new(),
        _ => out,
    }
}

/// A heading, and the words below it, as a field.
fn field(group: &[Block]) -> Option<Field> {
    let (Block::Heading { level, text }, rest) = group.split_first()? else {
        return None;
    };
    let (mark, own) = marked(text);
    let name = text::shown(own);
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
        mark,
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

/// `` `Optional` name ``: the mark in front, and the rest.
fn marked(text: &str) -> (&'static str, &str) {
    let mut mark = "";
    let mut rest = text.trim();
    while let Some((code, behind)) = rest.strip_prefix('`').and_then(|r| r.split_once('`')) {
        let is_other = matches!(
            code.to_lowercase().as_str(),
            "readonly" | "static" | "abstract"
        );
        match facts::flag(code) {
            Some(Flag::Optional) => mark = "no",
            Some(Flag::Required) => mark = "yes",
            _ if is_other => {}
            _ => break,
        }
        rest = behind.trim_start();
    }
    (mark, rest)
}

impl Field {
    /// `` • `Optional` **name**: `type` = `default` ``
    fn declared(&mut self, line: &str) -> bool {
        let (mark, rest) = marked(line.trim_start_matches(['\u{2022}', ' ']));
        let name = self.name.trim_end_matches('?');
        let Some(rest) = rest
            .strip_prefix("**")
            .and_then(|rest| rest.strip_prefix(name))
        else {
            return false;
        };
        let is_sign = |c: char| matches!(c, '*' | '?' | ' ' | '\\');
        let Some((signs, ty)) = rest
            .split_once(':')
            .filter(|(signs, _)| signs.contains("**") && signs.chars().all(is_sign))
        else {
            return false;
        };
        let ty = ty.replace(['`', '\\'], "");
        let ty = ty.replace('\u{2039}', "<").replace('\u{203a}', ">");
        let (ty, default) = ty.split_once(" = ").unwrap_or((&ty, ""));
        ty.trim().clone_into(&mut self.ty);
        default.trim().clone_into(&mut self.default);
        // A declaration marks what is optional.
        self.mark = match (mark, self.mark) {
            ("", "") if signs.contains('?') || self.name.ends_with('?') => "no",
            ("", "") => "yes",
            ("", above) => above,
            (mark, _) => mark,
        };
        true
    }

    fn take(&mut self, line: &str) {
        if is_rule(line) || self.ty.is_empty() && self.declared(line.trim()) {
            return;
        }
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
