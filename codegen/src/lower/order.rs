//! After all types are there: aliases resolved, properties kept that are counted, types put into
//! the schema's order.

use std::collections::BTreeSet;

use fieldwright_runtime::CountKeyword;

use super::Lowering;
use crate::model::{Constraint, Origin, Slot, Type, TypeDef, TypeKind, Unknown};

/// The target of an alias, other aliases followed.
#[derive(Clone)]
struct Resolved {
    place: Slot,
    /// The first alias on the way that has constraints.
    pointer: Option<String>,
}

impl Resolved {
    /// Replaces a reference to the alias in a slot by its target.
    fn put_into(&self, place: &mut Slot) {
        place.ty = self.place.ty.clone();
        place.custom.clone_from(&self.place.custom);
        place.nullable |= self.place.nullable;
        place
            .constraints
            .extend(self.place.constraints.iter().cloned());
    }
}

/// The target of each alias; `None` for other types. Each is resolved once, from its end: a chain
/// of aliases may have any length. A circle of aliases ends where it was entered.
fn resolved(types: &[TypeDef]) -> Vec<Option<Resolved>> {
    let alias = |index: usize| match &types.get(index)?.kind {
        TypeKind::Alias(place) => Some(place),
        _ => None,
    };
    let mut found: Vec<Option<Resolved>> = vec![None; types.len()];
    for start in 0..types.len() {
        let mut way: Vec<usize> = Vec::new();
        let mut seen = BTreeSet::new();
        let mut at = start;
        while let Some(place) = alias(at)
            && found.get(at).is_some_and(Option::is_none)
            && seen.insert(at)
        {
            way.push(at);
            match place.ty {
                Type::Named(next) => at = next.0,
                _ => break,
            }
        }
        for index in way.into_iter().rev() {
            let (Some(place), Some(def)) = (alias(index), types.get(index)) else {
                continue;
            };
            let has_constraints = !place.constraints.is_empty();
            let mut own = Resolved {
                place: place.clone(),
                pointer: has_constraints.then(|| def.pointer.clone()),
            };
            if let Type::Named(next) = place.ty
                && let Some(target) = found.get(next.0).and_then(Option::as_ref)
            {
                target.put_into(&mut own.place);
                own.pointer = own.pointer.or_else(|| target.pointer.clone());
            }
            if let Some(slot) = found.get_mut(index) {
                *slot = Some(own);
            }
        }
    }
    found
}

impl Lowering<'_, '_> {
    /// Replaces references to aliases in slots by their targets.
    pub(super) fn resolve_aliases(&mut self) {
        let aliases = resolved(&self.model.types);
        let resolve = |place: &mut Slot| {
            let Type::Named(id) = place.ty else {
                return None;
            };
            let target = aliases.get(id.0)?.as_ref()?;
            let pointer = target.pointer.clone();
            let pointer = pointer.filter(|_| place.constraints.is_empty());
            target.put_into(place);
            pointer
        };
        for def in &mut self.model.types {
            if let TypeKind::Struct(body) = &mut def.kind {
                for field in &mut body.fields {
                    // Errors of the alias are reported at its own location.
                    if let Some(pointer) = resolve(&mut field.place) {
                        field.pointer = Some(pointer);
                    }
                }
            }
            def.for_each_place(&mut |place| {
                resolve(place);
            });
        }
    }

    /// Where properties are counted, those that are not declared count, too, and elements that
    /// must differ may differ by them: they are kept, so that `validate` sees what was read.
    pub(super) fn keep_what_is_counted(&mut self) {
        let counted = |place: &Slot| place.constraints.iter().any(counts_properties);
        let mut ids: Vec<usize> = Vec::new();
        let mut compared: Vec<usize> = Vec::new();
        for (index, def) in self.model.types.iter_mut().enumerate() {
            if let TypeKind::Struct(body) = &def.kind
                && body.constraints.iter().any(counts_properties)
            {
                ids.push(index);
            }
            def.for_each_place(&mut |place| {
                if let Type::Named(id) = place.ty
                    && counted(place)
                {
                    ids.push(id.0);
                }
                if let Type::Array(inner) = &place.ty
                    && place
                        .constraints
                        .iter()
                        .any(|c| matches!(c, Constraint::UniqueItems))
                {
                    named_in(inner, &mut compared);
                }
            });
        }
        let mut seen: BTreeSet<usize> = BTreeSet::new();
        while let Some(id) = compared.pop() {
            if seen.insert(id)
                && let Some(def) = self.model.types.get_mut(id)
            {
                def.for_each_place(&mut |place| named_in(place, &mut compared));
            }
        }
        for id in ids.into_iter().chain(seen) {
            if let TypeKind::Struct(body) = &mut self.model.types[id].kind
                && matches!(body.unknown, Unknown::Ignore)
            {
                body.unknown = Unknown::Keep(Slot::of(Type::Any));
            }
        }
    }

    /// Puts the types into the schema's order: definitions in document order, each followed by the
    /// inline types within it.
    pub(super) fn in_order(&mut self) {
        let mut types = std::mem::take(&mut self.model.types);
        let mut owners: Vec<usize> = Vec::with_capacity(types.len());
        for (index, def) in types.iter().enumerate() {
            owners.push(match &def.origin {
                // A parent precedes its inline types.
                Origin::Inline { parent, .. } => owners[parent.0],
                Origin::Definition(_) => index,
            });
        }
        let mut order: Vec<usize> = (0..types.len()).collect();
        order.sort_by_key(|index| (owners[*index], *index));
        let mut new_index = vec![0; types.len()];
        for (new, old) in order.iter().enumerate() {
            new_index[*old] = new;
        }
        for def in &mut types {
            if let Origin::Inline { parent, .. } = &mut def.origin {
                parent.0 = new_index[parent.0];
            }
            def.for_each_type(&mut |ty| {
                if let Type::Named(id) = ty {
                    id.0 = new_index[id.0];
                }
            });
        }
        self.model.for_each_part(&mut |id| new_index[id]);
        let mut moved: Vec<(usize, TypeDef)> = new_index.into_iter().zip(types).collect();
        moved.sort_by_key(|(new, _)| *new);
        self.model.types = moved.into_iter().map(|(_, def)| def).collect();
    }
}

/// The types that a slot names, or what is inside of it.
fn named_in(place: &Slot, found: &mut Vec<usize>) {
    if let Type::Named(id) = place.ty {
        found.push(id.0);
    }
    let inner = place.ty.inner().iter();
    inner.for_each(|inner| named_in(inner, found));
}

fn counts_properties(constraint: &Constraint) -> bool {
    matches!(
        constraint,
        Constraint::Count(CountKeyword::MinProperties | CountKeyword::MaxProperties, _)
    )
}
