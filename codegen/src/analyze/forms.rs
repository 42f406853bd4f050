//! Which types convert to their request and response types by moves: every field, or alternative,
//! needs a counterpart in the whole of the same type, or of one that converts to it.

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};

use crate::model::{Model, Slot, Struct, Type, TypeId, TypeKind, Union, Unknown};

/// From a type to another one.
type Pair = (TypeId, TypeId);

/// The types that each type can be made from.
pub(super) fn conversions(model: &Model) -> BTreeMap<TypeId, Vec<TypeId>> {
    let forms = model.iter();
    let mut open: Vec<Pair> = forms
        .filter_map(|(id, def)| Some((def.form_of?, id)))
        .collect();
    let mut needs: BTreeMap<Pair, Option<Vec<Pair>>> = BTreeMap::new();
    while let Some(pair) = open.pop() {
        if let Entry::Vacant(entry) = needs.entry(pair) {
            let needed = entry.insert(needed(model, pair));
            open.extend(needed.iter().flatten());
        }
    }
    // A conversion that needs a missing one is not possible either.
    let mut good: BTreeSet<Pair> = needs.keys().copied().collect();
    loop {
        let holds = |pair: &Pair| {
            let needed = needs.get(pair).and_then(Option::as_ref);
            needed.is_some_and(|needed| needed.iter().all(|pair| good.contains(pair)))
        };
        let left: BTreeSet<Pair> = good.iter().copied().filter(holds).collect();
        if left.len() == good.len() {
            break;
        }
        good = left;
    }
    let mut found: BTreeMap<TypeId, Vec<TypeId>> = BTreeMap::new();
    for (from, to) in good {
        found.entry(to).or_default().push(from);
    }
    found
}

/// The conversions that one needs; `None` if it is not possible.
fn needed(model: &Model, (from, to): Pair) -> Option<Vec<Pair>> {
    let mut pairs = Vec::new();
    match (&model.get(from).kind, &model.get(to).kind) {
        (TypeKind::Struct(from), TypeKind::Struct(to)) => fields(from, to, &mut pairs)?,
        (TypeKind::Union(old), TypeKind::Union(new)) => {
            // An alternative converts to its union already.
            let own = |place: &Slot| matches!(place.ty, Type::Named(id) if id == from);
            if new.branches.iter().any(|branch| own(&branch.place)) {
                return None;
            }
            branches(old, new, &mut pairs)?;
        }
        _ => return None,
    }
    Some(pairs)
}

fn fields(from: &Struct, to: &Struct, pairs: &mut Vec<Pair>) -> Option<()> {
    for field in &to.fields {
        let mut whole = from.fields.iter();
        let whole = whole.find(|whole| whole.wire.value == field.wire.value)?;
        if (whole.required, whole.fold) != (field.required, field.fold) {
            return None;
        }
        places(&whole.place, &field.place, pairs)?;
    }
    match (&from.unknown, &to.unknown) {
        (Unknown::Keep(from), Unknown::Keep(to)) => places(from, to, pairs),
        (Unknown::Keep(_), _) | (_, Unknown::Keep(_)) => None,
        _ => Some(()),
    }
}

fn branches(from: &Union, to: &Union, pairs: &mut Vec<Pair>) -> Option<()> {
    if from.branches.len() != to.branches.len() {
        return None;
    }
    let mut both = from.branches.iter().zip(&to.branches);
    both.try_for_each(
        |(from, to)| match from.units.values.len() == to.units.values.len() {
            true => places(&from.place, &to.place, pairs),
            false => None,
        },
    )
}

fn places(from: &Slot, to: &Slot, pairs: &mut Vec<Pair>) -> Option<()> {
    if from.nullable != to.nullable {
        return None;
    }
    match (&from.custom, &to.custom) {
        (None, None) => {}
        (Some(from), Some(to)) if from.path == to.path => return Some(()),
        _ => return None,
    }
    match (&from.ty, &to.ty) {
        (Type::Named(from), Type::Named(to)) => {
            pairs.extend((from != to).then_some((*from, *to)));
            Some(())
        }
        (Type::Array(from), Type::Array(to)) | (Type::Map(from), Type::Map(to)) => {
            places(from, to, pairs)
        }
        (Type::Tuple(from), Type::Tuple(to)) if from.len() == to.len() => {
            let mut inner = Vec::new();
            let mut both = from.iter().zip(to);
            both.try_for_each(|(from, to)| places(from, to, &mut inner))?;
            inner.is_empty().then_some(())
        }
        (Type::Integer(from), Type::Integer(to)) => (from == to).then_some(()),
        (Type::Text(from), Type::Text(to)) => (from == to).then_some(()),
        (Type::Any, Type::Any)
        | (Type::Null, Type::Null)
        | (Type::Boolean, Type::Boolean)
        | (Type::Number, Type::Number)
        | (Type::String, Type::String) => Some(()),
        _ => None,
    }
}
