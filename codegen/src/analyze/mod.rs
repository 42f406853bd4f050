//! Facts about the model that emission needs, computed once.

mod empty;
mod features;
mod forms;
mod json_types;
mod tags;

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{Model, Slot, Type, TypeDef, TypeId, TypeKind, Values};

pub(crate) use self::json_types::{json_types, only_integers};
use self::tags::Tag;
pub(crate) use self::tags::{only_tag, struct_of};

/// The facts about the whole model.
#[derive(Debug)]
pub(crate) struct Facts {
    /// References that need a `Box`, because the type would contain itself.
    boxed: BTreeSet<(TypeId, TypeId)>,
    /// The features of the runtime that the code needs.
    pub(crate) features: BTreeSet<&'static str>,
    /// Those that formats need.
    pub(crate) format_features: BTreeSet<&'static str>,
    /// The types whose own code uses something deprecated.
    deprecated: Vec<bool>,
    /// The types that each type can be made from.
    sources: BTreeMap<TypeId, Vec<TypeId>>,
    /// The types that have a value to read into.
    empty: Vec<bool>,
    /// The tag of each struct that is a variant under no other one.
    tags: BTreeMap<TypeId, Tag>,
}

impl Facts {
    /// The types whose values convert to a type by leaving fields out.
    pub(crate) fn sources(&self, id: TypeId) -> &[TypeId] {
        self.sources.get(&id).map_or(&[], Vec::as_slice)
    }

    /// The property and value of the tag that makes a struct a variant, if there is exactly one.
    pub(crate) fn tag(&self, id: TypeId) -> Option<&Tag> {
        self.tags.get(&id)
    }

    /// Whether the code of a type uses something deprecated, possibly itself.
    pub(crate) fn uses_deprecated(&self, id: TypeId) -> bool {
        self.deprecated.get(id.0).copied().unwrap_or_default()
    }

    /// Whether a type has a value to read into, which its fields then need as well.
    pub(crate) fn has_empty(&self, id: TypeId) -> bool {
        self.empty.get(id.0).copied().unwrap_or_default()
    }

    /// Whether `from` holds `to` in a `Box`.
    pub(crate) fn is_boxed(&self, from: TypeId, to: TypeId) -> bool {
        self.boxed.contains(&(from, to))
    }
}

/// Computes the facts.
pub(crate) fn analyze(model: &Model) -> Facts {
    let edges: Vec<Vec<TypeId>> = model.types.iter().map(|def| direct(&def.kind)).collect();
    let boxed = back_edges(&edges);
    let format_features = features::of_formats(model);
    Facts {
        empty: empty::empties(model, &boxed),
        boxed,
        features: features::of(model, &format_features),
        format_features,
        deprecated: deprecated(model),
        sources: forms::conversions(model),
        tags: tags::tags(model),
    }
}

/// The types that lie in a value of `kind` itself, without a `Vec` or map between.
fn direct(kind: &TypeKind) -> Vec<TypeId> {
    fn in_place(place: &Slot, found: &mut Vec<TypeId>) {
        match &place.ty {
            Type::Named(id) => found.push(*id),
            Type::Tuple(elements) => elements.iter().for_each(|e| in_place(e, found)),
            _ => {}
        }
    }
    let places: Vec<&Slot> = match kind {
        TypeKind::Struct(body) => body.fields.iter().map(|field| &field.place).collect(),
        TypeKind::Union(union) => union.branches.iter().map(|branch| &branch.place).collect(),
        TypeKind::Newtype(place) => vec![place],
        TypeKind::Enum(_) | TypeKind::Alias(_) => Vec::new(),
    };
    let mut found = Vec::new();
    places
        .into_iter()
        .for_each(|place| in_place(place, &mut found));
    found
}

/// A depth-first walk in the order of the schema; an edge back to a type that is
/// still open closes a cycle, and that is where the box goes.
fn back_edges(edges: &[Vec<TypeId>]) -> BTreeSet<(TypeId, TypeId)> {
    #[derive(Clone, Copy, PartialEq)]
    enum State {
        New,
        Open,
        Done,
    }
    let mut state = vec![State::New; edges.len()];
    let mut found = BTreeSet::new();
    for start in 0..edges.len() {
        if state[start] != State::New {
            continue;
        }
        state[start] = State::Open;
        let mut stack = vec![(start, 0)];
        while let Some((node, next)) = stack.pop() {
            let Some(target) = edges[node].get(next) else {
                state[node] = State::Done;
                continue;
            };
            stack.push((node, next + 1));
            match state[target.0] {
                State::Open => {
                    found.insert((TypeId(node), *target));
                }
                State::New => {
                    state[target.0] = State::Open;
                    stack.push((target.0, 0));
                }
                State::Done => {}
            }
        }
    }
    found
}

/// Deprecated types, those with deprecated members, and those that hold either.
fn deprecated(model: &Model) -> Vec<bool> {
    let own = |def: &TypeDef| {
        def.docs.deprecated
            || match &def.kind {
                TypeKind::Struct(body) => body.fields.iter().any(|field| field.docs.deprecated),
                TypeKind::Union(union) => union.branches.iter().any(|b| b.docs.deprecated),
                TypeKind::Enum(body) => match &body.values {
                    Values::Strings(values) => values.iter().any(|value| value.deprecated),
                    Values::Integers(values) => values.iter().any(|value| value.deprecated),
                },
                TypeKind::Newtype(_) | TypeKind::Alias(_) => false,
            }
    };
    let holds = |def: &TypeDef| {
        let mut found = false;
        for_each_named(&def.kind, &mut |id| found |= model.get(id).docs.deprecated);
        found
    };
    let defs = model.types.iter();
    defs.map(|def| own(def) || holds(def)).collect()
}

/// Calls `visit` with every type that a kind refers to, however deep.
fn for_each_named(kind: &TypeKind, visit: &mut dyn FnMut(TypeId)) {
    fn in_place(place: &Slot, visit: &mut dyn FnMut(TypeId)) {
        if let Type::Named(id) = place.ty {
            visit(id);
        }
        for inner in place.ty.inner() {
            in_place(inner, visit);
        }
    }
    for slot in kind.slots() {
        in_place(slot, visit);
    }
}
