//! Java: `Optional\<String>`, `JsonNullable\<X>`, `List\<X>`, `Map\<String, X>`.
//!
//! `Optional` is absent or a value, `JsonNullable` may be null, too; lists and maps
//! often go without either.

use super::{NullToo, Sure, Type, last, list, map, nullable, optional};

pub(super) fn word(name: &str) -> Option<Type> {
    Some(match last(name) {
        "String" | "CharSequence" => Type::String,
        "Boolean" | "boolean" => Type::Boolean,
        "Integer" | "int" | "Long" | "long" | "Short" | "short" | "BigInteger" => Type::Integer,
        "Double" | "double" | "Float" | "float" | "BigDecimal" => Type::Number,
        "Object" | "JsonNode" | "ObjectNode" => Type::Any,
        "Void" | "null" => Type::Null,
        "OffsetDateTime" | "ZonedDateTime" | "Instant" => Type::DateTime(Sure::Yes),
        "LocalDate" => Type::Date(Sure::Yes),
        "InputStream" | "Blob" | "ByteBuffer" => Type::Binary,
        "HttpResponse" | "HttpRequest" | "HTTPMetadata" => Type::Transport,
        "List" => Type::Array(Box::new(Type::Any)),
        "Map" => Type::Map(Box::new(Type::Any)),
        _ => return None,
    })
}

pub(super) fn apply(name: &str, types: Vec<Type>) -> Option<Type> {
    match last(name) {
        "Optional" => optional(types, NullToo::No),
        "JsonNullable" => {
            let inner = nullable(types)?;
            optional(vec![inner], NullToo::No)
        }
        "List" | "Set" | "Collection" | "Iterable" => list(types),
        "Map" => map(types),
        "HttpResponse" => Some(Type::Transport),
        _ => None,
    }
}
