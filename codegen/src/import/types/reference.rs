//! fieldwright's pages: `array of [Tag](#tag) or null`, `string (date-time)`, `map of any`.

use super::{Named, Type};
use crate::page_words as words;

const DEPTH: usize = 64;

/// Reads the text of a type as our pages write it.
pub(in crate::import) fn parse(text: &str) -> Option<Type> {
    inner(text.trim(), DEPTH)
}

fn inner(text: &str, depth: usize) -> Option<Type> {
    let depth = depth.checked_sub(1)?;
    if let Some(rest) = text.strip_suffix(words::OR_NULL) {
        return Some(Type::Nullable(Box::new(inner(rest.trim(), depth)?)));
    }
    if let Some(rest) = text
        .strip_prefix('(')
        .and_then(|rest| rest.strip_suffix(')'))
    {
        return inner(rest, depth);
    }
    if let Some(rest) = text.strip_prefix(words::ARRAY_OF) {
        return Some(Type::Array(Box::new(inner(rest, depth)?)));
    }
    if let Some(rest) = text.strip_prefix(words::MAP_OF) {
        return Some(Type::Map(Box::new(inner(rest, depth)?)));
    }
    if let Some(format) = text
        .strip_prefix("string (")
        .and_then(|rest| rest.strip_suffix(')'))
    {
        return Some(Type::Format(format.to_owned()));
    }
    Some(match text {
        "any" => Type::Any,
        "null" => Type::Null,
        "boolean" => Type::Boolean,
        "integer" => Type::Integer,
        "number" => Type::Number,
        "string" => Type::String,
        _ => {
            let (name, link) = text
                .strip_prefix('[')?
                .strip_suffix(')')?
                .split_once("](")?;
            Type::Named(Named {
                name: name.to_owned(),
                space: None,
                link: Some(link.to_owned()),
                members: Vec::new(),
            })
        }
    })
}
