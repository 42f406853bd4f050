//! PHP: `?string`, `array<string, x>`, `[?Components\X](...)`, `string\|int\|null`.
//!
//! `?x` makes a value optional in PHP and implies nothing about null, unless the field is required.

use super::{Sure, Type, last, list, map};

pub(super) fn word(name: &str) -> Option<Type> {
    Some(match name.trim_start_matches('\\') {
        "string" => Type::String,
        "bool" | "boolean" | "true" | "false" => Type::Boolean,
        "int" | "integer" => Type::Integer,
        "float" | "double" => Type::Number,
        "mixed" | "object" => Type::Any,
        "null" | "void" => Type::Null,
        "array" => Type::Array(Box::new(Type::Any)),
        // Older pages write it for dates, too.
        "DateTime" | "DateTimeInterface" | "DateTimeImmutable" => Type::DateTime(Sure::No),
        "Psr\\Http\\Message\\ResponseInterface" | "Psr\\Http\\Message\\RequestInterface" => {
            Type::Transport
        }
        other => match last(other) {
            "BigInteger" => Type::Integer,
            "BigDecimal" => Type::Number,
            "LocalDate" => Type::Date(Sure::Yes),
            "HTTPMetadata" | "ResponseInterface" => Type::Transport,
            "StreamInterface" => Type::Binary,
            _ => return None,
        },
    })
}

pub(super) fn apply(name: &str, types: Vec<Type>) -> Option<Type> {
    match name {
        "array" | "list" | "iterable" if types.len() == 1 => list(types),
        "array" | "iterable" => map(types),
        _ => None,
    }
}
