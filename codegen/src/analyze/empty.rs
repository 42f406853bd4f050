//! Which types have a value to read into (see `fieldwright_runtime::Empty`).
//!
//! It is a constant. A struct has one if each required field has one: an absent or null value needs
//! none, a default and a box cannot be constants. A union has none, to avoid a value that is
//! dropped at once; nor has a custom type, of which nothing is known. A type whose values all
//! contain another of the type has none either, which keeps the value finite.

use std::collections::BTreeSet;

use crate::model::{Field, Model, Slot, Type, TypeId, TypeKind, Values};

/// For each type, whether it has one: those without needs first, then each whose needs are all met.
/// A type that needs itself never has one.
pub(super) fn empties(model: &Model, boxed: &BTreeSet<(TypeId, TypeId)>) -> Vec<bool> {
    let count = model.types.len();
    let (mut unmet, mut needed_by) = (vec![0_usize; count], vec![Vec::new(); count]);
    let mut ready = Vec::new();
    for (id, _) in model.iter() {
        let needs = needs(model, id);
        let needs = needs.filter(|needs| !needs.iter().any(|need| boxed.contains(&(id, *need))));
        let Some(needs) = needs else { continue };
        unmet[id.0] = needs.len();
        needs.iter().for_each(|need| needed_by[need.0].push(id));
        ready.extend(needs.is_empty().then_some(id));
    }
    let mut has = vec![false; count];
    while let Some(id) = ready.pop() {
        has[id.0] = true;
        for user in &needed_by[id.0] {
            unmet[user.0] -= 1;
            ready.extend((unmet[user.0] == 0).then_some(*user));
        }
    }
    has
}

/// The types whose values lie in every value of a type; `None` if it has no value to read into in
/// any case.
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

fn of_place(place: &Slot, found: &mut Vec<TypeId>) -> bool {
    place.nullable || of_value(place, found)
}

fn of_value(place: &Slot, found: &mut Vec<TypeId>) -> bool {
    if place.custom.is_some() {
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
