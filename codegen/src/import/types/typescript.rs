//! TypeScript: `*string*[]`, `Record<string, *any*>`, `[shared.X](...)`, `*"x"*`.
//!
//! Nothing in a cell marks optional or null.

use super::{Sure, Type, last, list, map};

pub(super) fn word(name: &str) -> Option<Type> {
    Some(match name {
        "string" => Type::String,
        "number" | "Decimal" | "Decimal$" => Type::Number,
        "bigint" => Type::Integer,
        "boolean" => Type::Boolean,
        "any" | "unknown" | "object" => Type::Any,
        "null" | "undefined" | "void" => Type::Null,
        "Date" => Type::DateTime(Sure::No),
        "RFCDate" => Type::Date(Sure::Yes),
        "Uint8Array" | "ArrayBuffer" | "Blob" | "File" | "Buffer" | "ReadableStream"
        | "Readable" => Type::Binary,
        "Response" | "Request" | "AxiosResponse" | "HTTPMetadata" => Type::Transport,
        _ if last(name) == "HTTPMetadata" => Type::Transport,
        _ => return None,
    })
}

pub(super) fn apply(name: &str, types: Vec<Type>) -> Option<Type> {
    match name {
        "Array" | "ReadonlyArray" | "Set" => list(types),
        "Record" | "Map" => map(types),
        "ReadableStream" => Some(Type::Binary),
        "ClosedEnum" | "OpenEnum" | "Partial" | "Readonly" => types.into_iter().next(),
        "Unrecognized" => types.into_iter().next(),
        _ => None,
    }
}
