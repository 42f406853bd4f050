//! Ruby with Sorbet: `T.nilable(::String)`, `T::Array<[Models::Shared::X](...)>`.
//!
//! `T.nilable` marks optional fields and implies nothing about null; arrays, hashes and dates have
//! none.

use super::{NullToo, Sure, Type, list, map, optional, union};

pub(super) fn word(name: &str) -> Option<Type> {
    Some(match constructed(name).trim_start_matches("::") {
        "String" | "Symbol" => Type::String,
        "Integer" => Type::Integer,
        "Float" | "Numeric" | "BigDecimal" => Type::Number,
        "T::Boolean" | "Crystalline::Boolean" | "TrueClass" | "FalseClass" => Type::Boolean,
        "Object" | "BasicObject" | "T.untyped" | "T.anything" => Type::Any,
        "NilClass" => Type::Null,
        "Date" if name.starts_with("::") => Type::Date(Sure::Yes),
        // The documentation links `Date` for both, or `DateTime` for a date.
        "Date" => Type::DateTime(Sure::No),
        "DateTime" | "Time" if name.starts_with("::") => Type::DateTime(Sure::Yes),
        "DateTime" => Type::Date(Sure::Swapped),
        "Time" => Type::DateTime(Sure::Yes),
        "File" | "Tempfile" | "IO" | "StringIO" => Type::Binary,
        "Faraday::Response" | "Faraday::Request" => Type::Transport,
        "Array" => Type::Array(Box::new(Type::Any)),
        "Hash" => Type::Map(Box::new(Type::Any)),
        _ => return None,
    })
}

/// `Crystalline::Array.new(..)` makes a type of the class.
fn constructed(name: &str) -> &str {
    name.strip_suffix(".new").unwrap_or(name)
}

pub(super) fn apply(name: &str, types: Vec<Type>) -> Option<Type> {
    match constructed(name).trim_start_matches("::") {
        "T.nilable" | "Crystalline::Nilable" => optional(types, NullToo::Unspecified),
        "T.any" | "Crystalline::Union" => Some(union(types)),
        "T::Array" | "Crystalline::Array" | "Array" | "T::Set" => list(types),
        "T::Hash" | "Crystalline::Hash" | "Hash" => map(types),
        _ => None,
    }
}
