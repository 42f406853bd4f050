//! Which types have a value to read into (see `fieldwright_runtime::Empty`).
//!
//! It is a constant. A struct has one if each field that must be there has: an absent or null value
//! needs none, a default and a box cannot be constants. A union has none, so that nothing has to be made that is thrown away at once; nor has a type
//! that is not generated, of which nothing is known. A type whose values all hold another of its kind
//! has none either, which keeps the value finite.

use std::collections::BTreeSet;

use crate::model::{Field, Model, Place, Type, TypeId, TypeKind, Values};

#[derive(Clone, Copy, PartialEq)]
enum State {
    Unknown,
    /// Asked for by itself.
    Open,
    Known(bool),
}

/// For each type, whether it has one.
pub(super) fn empties(model: &Model, boxed: &BTreeSet<(TypeId, TypeId)>) -> Vec<bool> {
    let mut states = vec![State::Unknown; model.types.len()];
    for start in 0..model.types.len() {
        settle(model, boxed, TypeId(start), &mut states);
    }
    states
        .iter()
        .map(|state| *state == State::Known(true))
        .collect()
}

/// Finds out of one type and of those that it needs, without recursion: a chain of types may be long.
fn settle(model: &Model, boxed: &BTreeSet<(TypeId, TypeId)>, start: TypeId, states: &mut [State]) {
    let mut stack = vec![start];
    while let Some(id) = stack.last().copied() {
        if let State::Known(_) = states[id.0] {
            stack.pop();
            continue;
        }
        states[id.0] = State::Open;
        let needs =
            needs(model, id).filter(|needs| !needs.iter().any(|n| boxed.contains(&(id, *n))));
        let known = |need: &TypeId| states[need.0];
        let next = needs
            .iter()
            .flatten()
            .find(|need| known(need) == State::Unknown);
        if let (Some(next), Some(_)) = (next, &needs) {
            stack.push(*next);
            continue;
        }
        let has = needs.is_some_and(|needs| {
            let mut needs = needs.iter();
            needs.all(|need| known(need) == State::Known(true))
        });
        states[id.0] = State::Known(has);
        stack.pop();
    }
}

/// The types whose values lie in every value of a type; none where it has no value to read into
/// whatever they have.
fn needs(model: &Model, id: TypeId) -> Option<Vec<TypeId>> {
    let mut found = Vec::new();
    let complete = match &model.get(id).kind {
        TypeKind::Struct(body) => {
            let mut fields = body.fields.iter();
            !fields.clone().any(|field| field.filled)
                && fields.all(|field| !is_needed(field) || of_value(&field.place, &mut found))
        }
        TypeKind::Enum(body) => match &body.values {
            Values::Strings(values) => body.open || !values.is_empty(),
            Values::Integers(values) => body.open || !values.is_empty(),
        },
        TypeKind::Union(_) => false,
        TypeKind::Newtype(place) | TypeKind::Alias(place) => of_place(place, &mut found),
    };
    complete.then_some(found)
}

fn is_needed(field: &Field) -> bool {
    field.required && !field.place.nullable
}

fn of_place(place: &Place, found: &mut Vec<TypeId>) -> bool {
    place.nullable || of_value(place, found)
}

fn of_value(place: &Place, found: &mut Vec<TypeId>) -> bool {
    if place.own.is_some() {
        return false;
    }
    match &place.ty {
        Type::Named(id) => {
            found.push(*id);
            true
        }
        Type::Tuple(elements) => elements.iter().all(|element| of_place(element, found)),
        _ => true,
    }
}
