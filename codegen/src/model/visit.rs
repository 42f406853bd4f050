//! A type -> the slots of its fields, branches and values.

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
        for slot in self.kind.slots_mut() {
            for_each_in(slot, change);
        }
    }
}

impl TypeKind {
    /// The slots of a type, without those in arrays and maps; each with the index of its field or
    /// branch if it has one.
    pub(crate) fn numbered_slots(&self) -> Vec<(Option<usize>, &Slot)> {
        match self {
            Self::Struct(body) => {
                let fields = body.fields.iter().map(|field| &field.place).enumerate();
                let fields = fields.map(|(index, slot)| (Some(index), slot));
                let kept = match &body.unknown {
                    Unknown::Keep(slot) => Some((None, slot)),
                    Unknown::Ignore | Unknown::Deny => None,
                };
                fields.chain(kept).collect()
            }
            Self::Union(union) => {
                let branches = union.branches.iter().map(|branch| &branch.place);
                let branches = branches.enumerate();
                branches.map(|(index, slot)| (Some(index), slot)).collect()
            }
            Self::Newtype(slot) | Self::Alias(slot) => vec![(None, slot)],
            Self::Enum(_) => Vec::new(),
        }
    }

    /// The same without the indexes.
    pub(crate) fn slots(&self) -> impl Iterator<Item = &Slot> {
        self.numbered_slots().into_iter().map(|(_, slot)| slot)
    }

    /// The same slots, to be changed.
    pub(crate) fn slots_mut(&mut self) -> Vec<&mut Slot> {
        match self {
            Self::Struct(body) => {
                let fields = body.fields.iter_mut().map(|field| &mut field.place);
                let kept = match &mut body.unknown {
                    Unknown::Keep(slot) => Some(slot),
                    Unknown::Ignore | Unknown::Deny => None,
                };
                fields.chain(kept).collect()
            }
            Self::Union(union) => {
                let branches = union.branches.iter_mut();
                branches.map(|branch| &mut branch.place).collect()
            }
            Self::Newtype(slot) | Self::Alias(slot) => vec![slot],
            Self::Enum(_) => Vec::new(),
        }
    }
}

fn for_each_in(place: &mut Slot, change: &mut dyn FnMut(&mut Slot)) {
    for inner in place.ty.inner_mut() {
        for_each_in(inner, change);
    }
    change(place);
}
