//! A type -> the types that its fields, branches and values have, for stages that change them.

use super::{Model, Slot, Type, TypeDef, TypeKind, Unknown};

impl Model {
    /// Gives the types of operations other numbers.
    pub(crate) fn for_each_part(&mut self, moved: &mut dyn FnMut(usize) -> usize) {
        let parts = self.operations.iter_mut().flat_map(|one| &mut one.parts);
        parts.for_each(|part| part.definition = part.definition.map(&mut *moved));
    }
}

impl TypeDef {
    /// Calls `change` with the type of every slot of the definition.
    pub(crate) fn for_each_type(&mut self, change: &mut dyn FnMut(&mut Type)) {
        self.for_each_place(&mut |place| change(&mut place.ty));
    }

    /// Calls `change` with every slot of the definition, inner ones first.
    pub(crate) fn for_each_place(&mut self, change: &mut dyn FnMut(&mut Slot)) {
        match &mut self.kind {
            TypeKind::Struct(body) => {
                body.fields
                    .iter_mut()
                    .for_each(|field| for_each_in(&mut field.place, change));
                if let Unknown::Keep(place) = &mut body.unknown {
                    for_each_in(place, change);
                }
            }
            TypeKind::Union(union) => {
                union
                    .branches
                    .iter_mut()
                    .for_each(|branch| for_each_in(&mut branch.place, change));
            }
            TypeKind::Newtype(place) | TypeKind::Alias(place) => for_each_in(place, change),
            TypeKind::Enum(_) => {}
        }
    }
}

fn for_each_in(place: &mut Slot, change: &mut dyn FnMut(&mut Slot)) {
    for inner in place.ty.inner_mut() {
        for_each_in(inner, change);
    }
    change(place);
}
