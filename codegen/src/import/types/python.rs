//! Python: `Optional[str]`, `OptionalNullable[List[models.X]]`, `Literal["x"]`.
//!
//! `Optional` is absent or a value, `Nullable` a value or null, `OptionalNullable` all three;
//! lists, dicts and dates go without them. The links of dates are swapped: `date` marks a
//! date-time, `datetime` a date.

use super::{NullToo, Sure, Type, last, list, map, nullable, optional, union};

pub(super) fn word(name: &str) -> Option<Type> {
    Some(match name {
        "str" | "UnrecognizedStr" => Type::String,
        "int" | "UnrecognizedInt" => Type::Integer,
        "float" | "Decimal" | "decimal.Decimal" => Type::Number,
        "bool" => Type::Boolean,
        "Any" | "object" | "typing.Any" => Type::Any,
        "None" | "NoneType" => Type::Null,
        "True" => Type::Const(vec!["true".to_owned()]),
        "False" => Type::Const(vec!["false".to_owned()]),
        "date" => Type::DateTime(Sure::Swapped),
        "datetime" => Type::Date(Sure::Swapped),
        "datetime.datetime" => Type::DateTime(Sure::Yes),
        "datetime.date" => Type::Date(Sure::Yes),
        "bytes" | "bytearray" | "BinaryIO" | "io.BufferedReader" | "io.BytesIO" => Type::Binary,
        "httpx.Response" | "requests.Response" | "httpx.Request" | "requests_http.Response" => {
            Type::Transport
        }
        "dict" | "Dict" => Type::Map(Box::new(Type::Any)),
        "list" | "List" => Type::Array(Box::new(Type::Any)),
        _ => return None,
    })
}

pub(super) fn apply(name: &str, types: Vec<Type>) -> Option<Type> {
    match last(name) {
        "Optional" => optional(types, NullToo::No),
        "Nullable" => nullable(types),
        "OptionalNullable" => optional(vec![nullable(types)?], NullToo::No),
        "List" | "list" | "Sequence" | "Set" | "set" | "Iterable" | "Tuple" => list(types),
        "Dict" | "dict" | "Mapping" => map(types),
        "Union" | "Literal" => Some(union(types)),
        "IO" => Some(Type::Binary),
        "Annotated" | "Final" => types.into_iter().next(),
        _ => None,
    }
}
