//! Go: `` `*string` `` or, in older pages, `**string*`; `[]x`, `map[string]x`.
//!
//! A pointer makes a value optional in Go and implies nothing about null, unless the field is
//! required; `optionalnullable.OptionalNullable[x]` marks both.

use super::{NullToo, Sure, Type, last, map, nullable, optional};

pub(super) fn word(name: &str) -> Option<Type> {
    Some(match name {
        "string" => Type::String,
        "bool" => Type::Boolean,
        "int" | "int8" | "int16" | "int32" | "int64" | "uint" | "uint8" | "uint16" | "uint32"
        | "uint64" | "big.Int" | "types.BigInt" => Type::Integer,
        "float32" | "float64" | "types.Decimal" | "decimal.Big" => Type::Number,
        "any" | "interface{}" | "interface" => Type::Any,
        "nil" => Type::Null,
        "time.Time" => Type::DateTime(Sure::Yes),
        "types.Date" | "civil.Date" => Type::Date(Sure::Yes),
        "io.Reader" | "io.ReadCloser" => Type::Binary,
        "http.Response" | "http.Request" | "components.HTTPMetadata" | "shared.HTTPMetadata" => {
            Type::Transport
        }
        _ if last(name) == "HTTPMetadata" => Type::Transport,
        _ => return None,
    })
}

pub(super) fn apply(name: &str, types: Vec<Type>) -> Option<Type> {
    match last(name) {
        "map" => map(types),
        "OptionalNullable" => optional(vec![nullable(types)?], NullToo::No),
        "Nullable" => nullable(types),
        "Optional" => optional(types, NullToo::No),
        _ => None,
    }
}
