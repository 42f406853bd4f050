//! Object types that are written out in a cell -> their members.
//!
//! ```text
//! { token?: string; readonly n: number; [key: string]: any }    TypeScript, PHPStan, Python
//! STRUCT<a INT64, b STRING>    struct<a:int>    ROW(a int)      columns of databases
//! {"a": "string", "b": ["integer"]}                             a shape in JSON
//! ```
//!
//! Other parts (a method, a spread) are returned as lost. Knows no words: its caller reads the
//! types of members.

use fieldwright_runtime::Value;

use super::parts::split;
use super::{Object, ObjectField, Type};
use crate::import::text;

type Read<'r> = &'r dyn Fn(&str) -> Option<Type>;

/// The content of braces: an object, a map, or nothing readable.
pub(super) fn braces(body: &str, read: Read<'_>) -> Type {
    let body = body.trim().trim_end_matches(',').trim();
    let any = || Type::Map(Box::new(Type::Any));
    if matches!(body, "" | "..." | "\u{2026}") {
        return any();
    }
    let whole = format!("{{{body}}}");
    if let Ok(value) = fieldwright_runtime::from_json::<Value>(whole.as_bytes()) {
        return shape(&value, read).unwrap_or_else(|| Type::Lost(Box::new(any()), whole));
    }
    let parts = split(body, &[",", ";"]);
    // JSDoc's `{string[]}`.
    if let ([only], false) = (parts.as_slice(), body.contains(':') || body.contains("=>"))
        && let Some(ty) = read(only)
    {
        return ty;
    }
    members(&parts, false, read).unwrap_or_else(|| Type::Lost(Box::new(any()), whole))
}

/// `a INT64, b STRING`; `None` if no part has a name.
pub(super) fn columns(body: &str, read: Read<'_>) -> Option<Type> {
    members(&split(body, &[","]), true, read)
}

/// The object of these members; `None` if none of them is one.
fn members(parts: &[&str], are_columns: bool, read: Read<'_>) -> Option<Type> {
    let mut object = Object::default();
    let mut lost: Vec<&str> = Vec::new();
    for part in parts {
        let part = part.trim();
        if matches!(part, "" | "..." | "\u{2026}") {
            continue;
        }
        let rest = if are_columns {
            None
        } else {
            index_signature(part)
        };
        if let Some(ty) = rest.filter(|_| object.rest.is_none()).and_then(read) {
            object.rest = Some(Box::new(ty));
            continue;
        }
        match member(part, are_columns, read) {
            Some(field) if rest.is_none() => object.fields.push(field),
            _ => lost.push(part),
        }
    }
    let ty = match (object.fields.is_empty(), object.rest) {
        (true, None) => return None,
        (true, Some(rest)) => Type::Map(rest),
        (false, rest) => Type::Object(Object {
            fields: object.fields,
            rest,
        }),
    };
    Some(match lost.is_empty() {
        true => ty,
        false => Type::Lost(Box::new(ty), lost.join("; ")),
    })
}

/// The type behind `[key: string]:`, or behind a word for keys: Python's `{str: int}`.
fn index_signature(part: &str) -> Option<&str> {
    let part = part.strip_prefix("readonly ").unwrap_or(part).trim();
    if let Some((key, rest)) = part.strip_prefix('[').and_then(|p| p.split_once(']')) {
        let ty = rest
            .trim_start()
            .trim_start_matches('?')
            .strip_prefix(':')?;
        return (!key.contains(" in ")).then_some(ty);
    }
    let (key, ty) = part.split_once(':').or_else(|| part.split_once("=>"))?;
    let ty = ty.strip_prefix('>').unwrap_or(ty);
    let is_key = matches!(key.trim(), "str" | "String" | "Symbol" | "*");
    is_key.then_some(ty)
}

/// A name and a type, with the marks around them.
fn member(part: &str, is_column: bool, read: Read<'_>) -> Option<ObjectField> {
    let mut part = part;
    let mut read_only = false;
    while let Some((mark, rest)) = part.split_once(' ') {
        match mark {
            "readonly" => read_only = true,
            "public" | "declare" | "var" | "val" => {}
            _ => break,
        }
        part = rest.trim_start();
    }
    let (name, rest) = name(part)?;
    let mut required = (!is_column).then_some(true);
    let mut rest = rest.trim_start();
    if let Some(behind) = rest.strip_prefix('?') {
        required = Some(false);
        rest = behind.trim_start();
    }
    let behind = [":", "=>", "="]
        .iter()
        .find_map(|sign| rest.strip_prefix(sign));
    let ty = match behind {
        Some(ty) => ty,
        None if is_column && part.len() > name.len() + rest.len() => rest,
        None => return None,
    };
    let mut field = ObjectField {
        name: name.to_owned(),
        ty: Type::Any,
        required,
        read_only,
        default: String::new(),
        description: String::new(),
    };
    let ty = marked(ty.trim(), is_column, &mut field);
    field.ty = read(&ty)?;
    let is_sure = behind.is_some() || !matches!(&field.ty, Type::Named(_));
    is_sure.then_some(field)
}

/// The name of a member and the text after it.
fn name(part: &str) -> Option<(&str, &str)> {
    let quote = part
        .chars()
        .next()
        .filter(|c| matches!(c, '"' | '\'' | '`'));
    if let Some(quote) = quote {
        let (name, rest) = part.get(1..)?.split_once(quote)?;
        return (!name.is_empty()).then_some((name, rest));
    }
    let is_sign = |c: char| c.is_alphanumeric() || matches!(c, '_' | '$' | '-' | '@' | '.');
    let end = part.find(|c| !is_sign(c)).unwrap_or(part.len());
    let (name, rest) = part.split_at_checked(end)?;
    let is_name = name.starts_with(|c: char| c.is_alphabetic() || matches!(c, '_' | '$' | '@'));
    is_name.then_some((name, rest))
}

/// The type without marks, a default and words behind it, which the field gets.
fn marked(ty: &str, is_column: bool, field: &mut ObjectField) -> String {
    let mut ty = ty.to_owned();
    if let [front, default] = split(&ty, &[" = "]).as_slice() {
        (field.default, ty) = ((*default).trim().to_owned(), (*front).to_owned());
    }
    // `optional(number, 10)`: a type and its default
    if let Some(inner) = ty
        .strip_prefix("optional(")
        .and_then(|rest| rest.strip_suffix(')'))
        && let [inner, default @ ..] = split(inner, &[","]).as_slice()
        && default.len() < 2
    {
        field.required = Some(false);
        field.default = default.concat().trim().to_owned();
        ty = (*inner).to_owned();
    }
    if is_column {
        // BigQuery's `OPTIONS(description="..")`
        let lower = ty.to_ascii_lowercase();
        if let Some(at) = lower.find(" options(") {
            let words = ty.get(at + 9..).unwrap_or_default().trim();
            let words = words.strip_suffix(')').unwrap_or(words);
            let words_after = words
                .strip_prefix("description")
                .map(|words_after| words_after.trim_start_matches([' ', '=']));
            field.description = words_after
                .and_then(text::unquoted)
                .unwrap_or_else(|| words.to_owned());
            ty.truncate(at);
        }
        let lower = ty.to_ascii_lowercase();
        if let Some(at) = lower.find(" comment ") {
            let words = ty.get(at + 9..).unwrap_or_default().trim();
            field.description = text::unquoted(words).unwrap_or_else(|| words.to_owned());
            ty.truncate(at);
        }
        let lower = ty.to_ascii_lowercase();
        if let Some(front) = lower.strip_suffix(" not null") {
            field.required = Some(true);
            ty.truncate(front.len());
        }
    }
    if let Some((front, behind)) = ty.rsplit_once('(')
        && let Some(is_required) = behind.strip_suffix(')').and_then(mark)
    {
        field.required = Some(is_required);
        ty = front.trim().to_owned();
    }
    let members = split(&ty, &["\\|", "|"]);
    let is_left_out = |part: &&str| part.trim() == "undefined";
    if members.len() > 1 && members.iter().any(is_left_out) {
        field.required = Some(false);
        let kept = members.into_iter().filter(|part| !is_left_out(part));
        ty = kept.collect::<Vec<_>>().join("|");
    }
    ty.trim().to_owned()
}

/// A JSON value all of whose texts are words for types; `None` if one is not.
fn shape(value: &Value, read: Read<'_>) -> Option<Type> {
    if let Some(text) = value.as_str() {
        let ty = read(text)?;
        return (!matches!(ty, Type::Named(_) | Type::Const(_) | Type::Lost(..))).then_some(ty);
    }
    if let Some([only]) = value.as_array() {
        return shape(only, read).map(|ty| Type::Array(Box::new(ty)));
    }
    let mut object = Object::default();
    for (name, value) in value.as_object()?.iter() {
        let bare = name.strip_suffix('?');
        object.fields.push(ObjectField {
            name: bare.unwrap_or(name).to_owned(),
            ty: shape(value, read)?,
            required: bare.map(|_| false),
            read_only: false,
            default: String::new(),
            description: String::new(),
        });
    }
    Some(match object.fields.is_empty() {
        true => Type::Map(Box::new(Type::Any)),
        false => Type::Object(object),
    })
}

fn mark(word: &str) -> Option<bool> {
    match word.trim().to_ascii_lowercase().as_str() {
        "required" => Some(true),
        "optional" => Some(false),
        _ => None,
    }
}
