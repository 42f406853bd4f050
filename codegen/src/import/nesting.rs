//! Rows whose names are paths or indented -> nested rows.
//!
//! ```text
//! buyer            buyer               buyer
//! buyer.name       » name                name       rows of `buyer`
//! buyer.tags[]     » tags                tags       a list
//! ```

use std::collections::{BTreeMap, BTreeSet};

use super::cells::Read;
use super::row::Row;
use super::text;
use super::types::{Type, plain};

/// The index of each path's row among its siblings.
type Places = BTreeMap<Vec<String>, usize>;

/// Deeper objects are taken by their whole names.
const DEPTH: usize = 24;

/// Makes depths of the blanks in front of names, as more of them put a row into the one above, and of
/// numbers and signs, by the least one.
pub(super) fn level(groups: &mut [(String, Vec<Read>)]) {
    let depths = groups.iter().flat_map(|(_, reads)| reads);
    let least = depths.map(|read| read.depth).min();
    let least = least.unwrap_or(0);
    for (_, reads) in groups.iter_mut() {
        // The blanks of the rows that the next one may lie in.
        let mut above: Vec<usize> = Vec::new();
        for read in reads {
            read.depth -= least.min(read.depth);
            if read.blanks > 0 || read.depth == 0 {
                while above.last().is_some_and(|blanks| *blanks >= read.blanks) {
                    above.pop();
                }
                read.depth = above.len();
                above.push(read.blanks);
            }
        }
    }
    for (_, reads) in groups.iter_mut() {
        // `--verbose` of a command: dashes show the depth of a row only below one without.
        let is_option = |read: &Read| {
            let name = read.path.first().map(String::as_str).unwrap_or_default();
            !read.dashes.is_empty() || name.starts_with('-')
        };
        if !reads.first().is_some_and(is_option) {
            continue;
        }
        for read in reads.iter_mut().filter(|read| !read.dashes.is_empty()) {
            read.depth = 0;
            if let (Some(first), Some(cell)) = (read.path.first_mut(), &mut read.row.name) {
                first.insert_str(0, &read.dashes);
                cell.text.insert_str(0, &read.dashes);
            }
        }
    }
}

/// `value[x]`: one of the names below it, which take its place. Returns the rows that are left
/// out, and the names that no row takes the place of.
pub(super) fn placeholders(reads: &mut Vec<Read>) -> (Vec<Read>, Vec<Read>) {
    let is_open = |read: &Read| read.path.last().is_some_and(|name| name.ends_with("[x]"));
    if !reads.iter().any(is_open) {
        return (Vec::new(), Vec::new());
    }
    let (mut replaced, mut kept) = (Vec::new(), Vec::new());
    let depths: Vec<usize> = reads.iter().map(|read| read.depth).collect();
    // The depths of those that the next row lies in.
    let mut above: Vec<usize> = Vec::new();
    let mut out = Vec::new();
    for (at, mut read) in std::mem::take(reads).into_iter().enumerate() {
        let depth = read.depth;
        above.retain(|other| *other < depth);
        read.depth -= above.len();
        match depths.get(at + 1) {
            Some(next) if is_open(&read) && *next > depth => {
                above.push(depth);
                replaced.push(read);
                continue;
            }
            _ if is_open(&read) => kept.push(read.clone()),
            _ => {}
        }
        out.push(read);
    }
    *reads = out;
    (replaced, kept)
}

/// `a->b`, `a > b`, `a[b]`, `a/b`, `a::b` below a row `a` of an object are fields of it.
pub(super) fn below_objects(reads: &mut [Read]) {
    let mut objects: BTreeSet<Vec<String>> = BTreeSet::new();
    for read in reads {
        if let [name] = read.path.as_slice()
            && let Some(path) = in_object(name, &objects)
        {
            read.path = path;
        }
        let holds = |ty: &Type| matches!(ty, Type::Map(_) | Type::Object(_) | Type::Any);
        let is_object = match plain::parse(&read.row.ty) {
            Some(Type::Array(inner)) => holds(&inner),
            Some(ty) => ty != Type::Any && holds(&ty),
            None => false,
        };
        if is_object {
            objects.insert(read.path.clone());
        }
    }
}

fn in_object(name: &str, objects: &BTreeSet<Vec<String>>) -> Option<Vec<String>> {
    let signs = ["->", "\u{2192}", " > ", "::", "/"];
    let sign = signs.into_iter().find(|sign| name.contains(sign));
    let path: Vec<String> = match sign {
        Some(sign) => name
            .split(sign)
            .map(|part| part.trim().to_owned())
            .collect(),
        None => {
            let (front, own) = name.strip_suffix(']')?.split_once('[')?;
            vec![front.to_owned(), own.to_owned()]
        }
    };
    let (own, above) = path.split_last()?;
    (text::is_word(own) && objects.contains(above)).then_some(path)
}

/// Puts rows into the rows that they are part of.
pub(super) fn nest(reads: Vec<Read>) -> Vec<Row> {
    let mut root: Vec<Row> = Vec::new();
    let mut places = Places::new();
    // The names from the outermost row to the last one.
    let mut last: Vec<String> = Vec::new();
    for read in reads {
        let depth = read.depth.min(last.len()).min(DEPTH);
        let mut path = read.path;
        if path.len() > DEPTH {
            path = vec![path.join(".")];
        }
        if depth > 0 {
            let above = last.get(..depth).unwrap_or_default();
            // `» buyer.name` below `buyer` is redundant.
            let is_whole =
                path.len() > above.len() && path.iter().zip(above).all(|(a, b)| bare(a) == bare(b));
            if !is_whole {
                path = above.iter().cloned().chain(path).collect();
            }
        }
        let mut row = read.row;
        row.required = read.required;
        last.clone_from(&path);
        insert(&mut root, &mut places, &path, row);
    }
    root
}

fn bare(part: &str) -> &str {
    part.strip_suffix("[]")
        .filter(|name| !name.is_empty())
        .unwrap_or(part)
}

fn insert(root: &mut Vec<Row>, places: &mut Places, path: &[String], mut row: Row) {
    let Some((own, above)) = path.split_last() else {
        return;
    };
    let mut rows = root;
    let mut key: Vec<String> = Vec::new();
    for part in above {
        let name = bare(part);
        key.push(name.to_owned());
        let at = *places.entry(key.clone()).or_insert(rows.len());
        if at == rows.len() {
            rows.push(implied(&row, name));
        }
        let Some(parent) = rows.get_mut(at) else {
            return;
        };
        parent.more.is_list |= part.ends_with("[]");
        if parent.more.implied {
            let needs = row.required == Some(true);
            parent.required = Some(parent.required == Some(true) || needs);
        }
        rows = &mut parent.rows;
    }
    let name = bare(own);
    let is_list = own.len() > name.len();
    row.more.is_list |= is_list;
    if let Some(cell) = &mut row.name {
        cell.text = name.to_owned();
    }
    key.push(name.to_owned());
    let known = places.get(&key).and_then(|at| rows.get_mut(*at));
    match known {
        // The row of the elements, below that of the list.
        Some(known) if is_list && !known.more.implied => {
            known.more.is_list = true;
            row.more.is_list = false;
            known.element = Some(Box::new(row));
        }
        Some(known) if known.more.implied => {
            row.rows = std::mem::take(&mut known.rows);
            row.more.is_list |= known.more.is_list;
            *known = row;
        }
        known => {
            if known.is_none() {
                places.insert(key, rows.len());
            }
            rows.push(row);
        }
    }
}

/// The row of an object that only its fields imply.
fn implied(of: &Row, name: &str) -> Row {
    let mut row = Row {
        name: of.name.clone(),
        ty: "object".to_owned(),
        ..Row::default()
    };
    if let Some(cell) = &mut row.name {
        cell.text = name.to_owned();
    }
    row.more.implied = true;
    row.more.assumed_required =
        Some("has no row of its own; it is required where one of its fields is");
    row.more.null_is_marked = true;
    row
}
