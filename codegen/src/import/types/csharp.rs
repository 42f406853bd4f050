//! C#: `*string*`, `List<x>`, `Dictionary<String, x>`, `[DateTime](...)`.
//!
//! Nothing in a cell marks optional or null. A union's page has a heading for each member that is a
//! tag: `Str`, `ArrayOfAny`, or a type's name.

use super::{Sure, Type, last, list, map, named};

pub(super) fn word(name: &str) -> Option<Type> {
    Some(match name {
        "string" | "String" => Type::String,
        "bool" | "Boolean" => Type::Boolean,
        "int" | "long" | "short" | "uint" | "ulong" | "BigInteger" | "Int32" | "Int64" => {
            Type::Integer
        }
        "float" | "double" | "decimal" | "Decimal" | "Double" => Type::Number,
        "object" | "Object" | "dynamic" => Type::Any,
        "null" => Type::Null,
        "DateTime" | "DateTimeOffset" => Type::DateTime(Sure::Yes),
        "LocalDate" | "DateOnly" => Type::Date(Sure::Yes),
        "Stream" => Type::Binary,
        "HttpResponseMessage" | "HttpRequestMessage" | "HTTPMetadata" => Type::Transport,
        _ if last(name) == "HTTPMetadata" => Type::Transport,
        _ => return None,
    })
}

pub(super) fn apply(name: &str, types: Vec<Type>) -> Option<Type> {
    match last(name) {
        "List" | "IList" | "IEnumerable" | "ICollection" => list(types),
        "Dictionary" | "IDictionary" => map(types),
        "Nullable" => types.into_iter().next(),
        _ => None,
    }
}

/// The member of a union for a tag.
pub(in crate::import) fn tag(text: &str) -> Type {
    if let Some(inner) = text.strip_prefix("ArrayOf").filter(|rest| !rest.is_empty()) {
        return Type::Array(Box::new(tag(inner)));
    }
    if let Some(inner) = text.strip_prefix("MapOf").filter(|rest| !rest.is_empty()) {
        return Type::Map(Box::new(tag(inner)));
    }
    match text {
        "Str" => Type::String,
        "Number" | "Float" | "Float32" => Type::Number,
        "Integer" | "Bigint" => Type::Integer,
        "Boolean" => Type::Boolean,
        "Any" => Type::Any,
        "DateTime" => Type::DateTime(Sure::Yes),
        "Date" => Type::Date(Sure::Yes),
        "Null" => Type::Null,
        _ => named(text),
    }
}
