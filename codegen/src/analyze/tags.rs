//! Which tag makes a struct a variant of a union.

use std::collections::BTreeMap;

use crate::model::{Branch, Model, Slot, Type, TypeId, TypeKind, Union};

/// The property and value of a tag.
pub(crate) type Tag = (String, String);

/// The structs that are variants of tagged unions under one and the same tag.
pub(super) fn tags(model: &Model) -> BTreeMap<TypeId, Tag> {
    let mut found: BTreeMap<TypeId, Option<Tag>> = BTreeMap::new();
    for def in &model.types {
        let TypeKind::Union(union) = &def.kind else {
            continue;
        };
        let Some(property) = &union.tag else { continue };
        for branch in &union.branches {
            let Some(id) = struct_of(model, &branch.place) else {
                continue;
            };
            let tag = only_tag(union, branch).map(|tag| (property.clone(), tag.to_owned()));
            let known = found.entry(id).or_insert_with(|| tag.clone());
            if *known != tag {
                *known = None;
            }
        }
    }
    let found = found.into_iter();
    found.filter_map(|(id, tag)| Some((id, tag?))).collect()
}

/// The one tag that leads to a branch, and to no other.
pub(crate) fn only_tag<'m>(union: &'m Union, branch: &'m Branch) -> Option<&'m str> {
    let [tag] = branch.tags.as_slice() else {
        return None;
    };
    let tags = union.branches.iter().flat_map(|branch| &branch.tags);
    let is_only = tags.filter(|other| *other == tag).count() == 1;
    is_only.then_some(tag)
}

/// The struct in a slot, through any aliases.
pub(crate) fn struct_of(model: &Model, place: &Slot) -> Option<TypeId> {
    let mut place = place;
    for _ in 0..model.types.len() {
        let Type::Named(id) = place.ty else {
            return None;
        };
        match &model.get(id).kind {
            TypeKind::Struct(_) if !place.nullable && place.custom.is_none() => return Some(id),
            TypeKind::Alias(inner) => place = inner,
            _ => return None,
        }
    }
    None
}
