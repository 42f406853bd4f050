//! All rows of a table -> the fields of an object: which of them are required, if no column states
//! it, and their nesting.

use super::cells::Read;
use super::columns::Role;
use super::nesting;
use super::row::Row;
use super::types::{Type, plain};

/// Rows as an object: required fields, their nesting, and the description of the whole.
pub(super) fn assemble(mut reads: Vec<Read>, roles: &[Role]) -> (Vec<Row>, bool, String) {
    let mut words = String::new();
    let mut open = false;
    alone(&mut reads);
    reads.retain(|read| {
        if read.is_root {
            words.clone_from(&read.row.description);
            open |= read.open;
        }
        !read.is_root
    });
    if root(&reads).is_some() {
        words = reads.remove(0).row.description;
        reads.iter_mut().for_each(|read| read.depth -= 1);
    }
    others(&mut reads);
    presence(&mut reads, roles);
    let marks_null = reads.iter().any(|read| {
        let is_null = matches!(plain::parse(&read.row.ty), Some(Type::Nullable(_)));
        let is_marked = read.row.more.nullable.is_some() && !read.row.more.null_in_words;
        is_marked || is_null
    });
    for read in &mut reads {
        read.row.more.null_is_marked = marks_null;
    }
    nesting::below_objects(&mut reads);
    (nesting::nest(reads), open, words)
}

/// `(root) | string` without further rows: the type itself.
fn alone(reads: &mut Vec<Read>) {
    // `(single item)` says once more what a list holds.
    let is_item = |read: &Read| matches!(read.path.as_slice(), [name] if name == "(single item)");
    let [first, rest @ ..] = reads.as_slice() else {
        return;
    };
    let is_list = matches!(plain::parse(&first.row.ty), Some(Type::Array(of)) if *of != Type::Any);
    if first.is_root && is_list && rest.iter().all(is_item) {
        reads.truncate(1);
    }
    if let [only] = reads.as_mut_slice()
        && only.is_root
        && plain::is_known(&only.row.ty)
        && !matches!(
            plain::parse(&only.row.ty),
            Some(Type::Map(_) | Type::Object(_) | Type::Any)
        )
    {
        only.is_root = false;
        only.row.more.part = Some(super::row::Part::Member);
    }
}

/// The type of the row `additionalProperties` is that of each of them, unless the object is a schema.
fn others(reads: &mut [Read]) {
    let is = |read: &Read, name: &str| read.path.last().is_some_and(|last| last == name);
    if reads.iter().any(|read| is(read, "properties")) {
        return;
    }
    for read in reads
        .iter_mut()
        .filter(|read| is(read, "additionalProperties"))
    {
        let is_map = matches!(plain::parse(&read.row.ty), Some(Type::Map(_) | Type::Any));
        if !is_map && !read.row.ty.trim().is_empty() {
            read.row.ty = format!("map({})", read.row.ty);
        }
    }
}

/// The one row above all others, which is the object itself.
pub(super) fn root(reads: &[Read]) -> Option<&Read> {
    let (first, rest) = reads.split_first()?;
    let is_scalar = match plain::parse(&first.row.ty) {
        Some(Type::Named(_) | Type::Map(_) | Type::Object(_) | Type::Any) | None => false,
        Some(_) => true,
    };
    let is_above = first.depth == 0 && first.required.is_none() && !is_scalar;
    let are_below = !rest.is_empty() && rest.iter().all(|read| read.depth > 0);
    (is_above && are_below).then_some(first)
}

/// The presence of rows without a mark, inferred from those with one.
fn presence(reads: &mut [Read], roles: &[Role]) {
    let columns = [
        Role::Required,
        Role::Optional,
        Role::Cardinality,
        Role::NotNull,
    ];
    if columns.iter().any(|role| roles.contains(role)) {
        return;
    }
    let any = |wanted: bool| reads.iter().any(|read| read.required == Some(wanted));
    let (some_required, some_optional) = (any(true), any(false));
    let by_null = roles.contains(&Role::Nullable) && !some_required && !some_optional;
    let rest = match (some_required, some_optional) {
        (true, false) => Some((
            false,
            "is not marked, while other rows are marked as required, and is taken for optional",
        )),
        (false, true) => Some((
            true,
            "is not marked, while other rows are marked as optional, and is taken for required",
        )),
        _ => None,
    };
    let is_label = roles.contains(&Role::Mode);
    for read in reads.iter_mut().filter(|read| read.required.is_none()) {
        if is_label {
            read.required = Some(false);
        } else if by_null {
            read.required = read.row.more.nullable.map(|null| !null);
            read.row.more.assumed_required = Some(
                "has a mark of null and none of being required; what refuses null is taken for required",
            );
        } else if let Some((required, why)) = rest {
            read.required = Some(required);
            read.row.more.assumed_required = Some(why);
        }
    }
}
