//! A slot -> the JSON types of its values, which distinguish alternatives.

use fieldwright_runtime::Types;

use crate::model::{Model, Slot, Type, TypeKind, Values};

/// The JSON types of a slot, as the runtime's bits.
pub(crate) fn json_types(model: &Model, place: &Slot, depth: usize) -> u8 {
    let null = if place.nullable { Types::NULL.0 } else { 0 };
    let own = match &place.ty {
        Type::Any => Types::ANY,
        Type::Null => Types::NULL,
        Type::Boolean => Types::BOOLEAN,
        Type::Integer(_) | Type::Number => Types::NUMBER,
        Type::String | Type::Text(_) => Types::STRING,
        Type::Array(_) | Type::Tuple(_) => Types::ARRAY,
        Type::Map(_) => Types::OBJECT,
        // A union within unions without end can be anything.
        Type::Named(_) if depth > 4 => Types::ANY,
        Type::Named(id) => match &model.get(*id).kind {
            TypeKind::Struct(_) => Types::OBJECT,
            TypeKind::Enum(body) => match body.values {
                Values::Strings(_) => Types::STRING,
                Values::Integers(_) => Types::NUMBER,
            },
            TypeKind::Union(union) => Types(
                union
                    .branches
                    .iter()
                    .fold(0, |t, b| t | json_types(model, &b.place, depth + 1)),
            ),
            TypeKind::Newtype(inner) | TypeKind::Alias(inner) => {
                Types(json_types(model, inner, depth + 1))
            }
        },
    };
    own.0 | null
}

/// Whether all numbers in a slot are integers.
pub(crate) fn only_integers(model: &Model, place: &Slot, depth: usize) -> bool {
    match &place.ty {
        Type::Any | Type::Number => false,
        Type::Named(_) if depth > 4 => false,
        Type::Named(id) => match &model.get(*id).kind {
            TypeKind::Union(union) => union
                .branches
                .iter()
                .all(|b| only_integers(model, &b.place, depth + 1)),
            TypeKind::Newtype(inner) | TypeKind::Alias(inner) => {
                only_integers(model, inner, depth + 1)
            }
            TypeKind::Struct(_) | TypeKind::Enum(_) => true,
        },
        _ => true,
    }
}
