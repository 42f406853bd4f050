//! After all types are there: aliases resolved, properties kept that are counted, types put into
//! the schema's order.

use super::Lowering;
use crate::model::{Constraint, Origin, Place, Type, TypeDef, TypeKind, Unknown};

impl Lowering<'_, '_> {
    /// A place that refers to an alias gets what the alias stands for.
    pub(super) fn resolve_aliases(&mut self) {
        let aliases = self.model.types.iter().map(|def| match &def.kind {
            TypeKind::Alias(place) => Some((place.clone(), def.pointer.clone())),
            _ => None,
        });
        let aliases: Vec<Option<(Place, String)>> = aliases.collect();
        let resolve = |place: &mut Place| {
            let mut pointer = None;
            for _ in 0..aliases.len() {
                let Type::Named(id) = place.ty else { break };
                let Some(Some((target, own))) = aliases.get(id.0) else {
                    break;
                };
                place.ty = target.ty.clone();
                place.own.clone_from(&target.own);
                place.nullable |= target.nullable;
                if place.constraints.is_empty() && !target.constraints.is_empty() {
                    pointer = Some(own.clone());
                }
                place.constraints.extend(target.constraints.iter().cloned());
            }
            pointer
        };
        for def in &mut self.model.types {
            if let TypeKind::Struct(body) = &mut def.kind {
                for field in &mut body.fields {
                    // What the alias says is told of where it says it.
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

    /// Where properties are counted, those that are not declared count, too: they are
    /// kept, so that `validate` sees what was read.
    pub(super) fn keep_what_is_counted(&mut self) {
        let counted = |place: &Place| place.constraints.iter().any(counts_properties);
        let mut ids: Vec<usize> = Vec::new();
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
            });
        }
        for id in ids {
            if let TypeKind::Struct(body) = &mut self.model.types[id].kind
                && matches!(body.unknown, Unknown::Ignore)
            {
                body.unknown = Unknown::Keep(Place::of(Type::Any));
            }
        }
    }

    /// Puts the types into the schema's order: definitions as they stand, each
    /// followed by the inline types within it.
    pub(super) fn in_order(&mut self) {
        let mut types = std::mem::take(&mut self.model.types);
        let mut owners: Vec<usize> = Vec::with_capacity(types.len());
        for (index, def) in types.iter().enumerate() {
            owners.push(match &def.origin {
                // A parent stands before its inline types.
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
        let mut moved: Vec<(usize, TypeDef)> = new_index.into_iter().zip(types).collect();
        moved.sort_by_key(|(new, _)| *new);
        self.model.types = moved.into_iter().map(|(_, def)| def).collect();
    }
}

fn counts_properties(constraint: &Constraint) -> bool {
    matches!(
        constraint,
        Constraint::MinProperties(_) | Constraint::MaxProperties(_)
    )
}
