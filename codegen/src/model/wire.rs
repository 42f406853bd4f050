//! The JSON types of the values of a location: the information that text lacks.
//!
//! Named types are resolved, except structs: their properties are resolved one level at a time, so
//! that a schema may be recursive.

use std::collections::BTreeSet;

use fieldwright_runtime::Value;

use super::{Constraint, Model, Slot, Type, TypeId, TypeKind, Unknown, Values};

/// The JSON types of a value.
#[derive(Debug, Clone, Default)]
pub(crate) struct Wire<'m> {
    pub(crate) scalars: Scalars,
    /// The slots of an array's elements.
    pub(crate) items: Vec<&'m Slot>,
    pub(crate) structs: Vec<TypeId>,
    /// The slots of the values of an object without names.
    pub(crate) maps: Vec<&'m Slot>,
}

/// The scalar types among them.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Scalars {
    pub(crate) boolean: bool,
    pub(crate) integer: bool,
    pub(crate) number: bool,
    pub(crate) string: bool,
}

impl Scalars {
    pub(crate) const ANY: Self = Self {
        boolean: true,
        integer: true,
        number: true,
        string: true,
    };

    pub(crate) fn is_empty(self) -> bool {
        self == Self::default()
    }

    fn add(&mut self, value: &Value) {
        match value {
            Value::Bool(_) => self.boolean = true,
            Value::Number(number) if number.as_i64().is_some() => self.integer = true,
            Value::Number(_) => self.number = true,
            Value::String(_) => self.string = true,
            Value::Null | Value::Array(_) | Value::Object(_) => {}
        }
    }
}

/// The properties of objects.
#[derive(Debug, Default)]
pub(crate) struct Members<'m> {
    /// By name, in the order of the schema.
    pub(crate) named: Vec<(&'m str, Vec<&'m Slot>)>,
    /// Properties without a name, if they are kept.
    pub(crate) rest: Vec<&'m Slot>,
    /// Whether those are refused.
    pub(crate) is_closed: bool,
}

/// The parts that are still to be visited.
enum Open<'m> {
    Slot(&'m Slot),
    Type(TypeId),
}

impl<'m> Wire<'m> {
    /// The types of the values of these slots.
    pub(crate) fn of_places(model: &'m Model, places: &[&'m Slot]) -> Self {
        let mut wire = Self::default();
        let mut open = Vec::new();
        open.extend(places.iter().rev().map(|place| Open::Slot(place)));
        wire.all(model, open);
        wire
    }

    pub(crate) fn of_type(model: &'m Model, id: TypeId) -> Self {
        let mut wire = Self::default();
        wire.all(model, vec![Open::Type(id)]);
        wire
    }

    pub(crate) fn has_objects(&self) -> bool {
        !self.structs.is_empty() || !self.maps.is_empty()
    }

    /// Takes in all that is open, the last first; a list, because types lead to types at any depth.
    fn all(&mut self, model: &'m Model, mut open: Vec<Open<'m>>) {
        let mut seen = BTreeSet::new();
        while let Some(next) = open.pop() {
            match next {
                Open::Slot(place) => match &place.ty {
                    Type::Any => self.any(&place.constraints),
                    Type::Null => {}
                    Type::Boolean => self.scalars.boolean = true,
                    Type::Integer(_) => self.scalars.integer = true,
                    Type::Number => self.scalars.number = true,
                    Type::String | Type::Text(_) => self.scalars.string = true,
                    Type::Array(item) => self.items.push(item),
                    Type::Tuple(items) => self.items.extend(items),
                    Type::Map(value) => self.maps.push(value),
                    Type::Named(id) => open.push(Open::Type(*id)),
                },
                Open::Type(id) if seen.insert(id) => self.kind(model, id, &mut open),
                Open::Type(_) => {}
            }
        }
    }

    fn kind(&mut self, model: &'m Model, id: TypeId, open: &mut Vec<Open<'m>>) {
        match &model.get(id).kind {
            TypeKind::Struct(_) => self.structs.push(id),
            TypeKind::Enum(body) => match body.values {
                Values::Strings(_) => self.scalars.string = true,
                Values::Integers(_) => self.scalars.integer = true,
            },
            TypeKind::Union(union) => {
                let branches = union.branches.iter().rev();
                open.extend(branches.map(|branch| Open::Slot(&branch.place)));
            }
            TypeKind::Newtype(place) | TypeKind::Alias(place) => open.push(Open::Slot(place)),
        }
    }

    /// A value without a type has the types of the values it may have.
    fn any(&mut self, constraints: &[Constraint]) {
        let listed = constraints.iter().find_map(|one| match one {
            Constraint::Const(value) => Some(std::slice::from_ref(value)),
            Constraint::Enum(values) => Some(values.as_slice()),
            _ => None,
        });
        match listed {
            Some(values) => values.iter().for_each(|value| self.scalars.add(value)),
            None => self.scalars = Scalars::ANY,
        }
    }

    /// How many properties its objects have, and those in them; stops beyond `most`.
    pub(crate) fn reach(&self, model: &'m Model, most: usize) -> usize {
        let mut seen = BTreeSet::new();
        let mut count = 0;
        let mut open = vec![self.clone()];
        while let Some(wire) = open.pop() {
            if !seen.insert(wire.key()) {
                continue;
            }
            let members = wire.members(model);
            for (_, places) in &members.named {
                open.push(Self::of_places(model, places));
            }
            open.push(Self::of_places(model, &members.rest));
            count += members.named.len() + 1;
            if count > most {
                break;
            }
        }
        count
    }

    /// The identity of its objects: structs, and the addresses of slots.
    pub(crate) fn key(&self) -> (Vec<TypeId>, Vec<*const Slot>) {
        let maps = self.maps.iter().map(|place| std::ptr::from_ref(*place));
        (self.structs.clone(), maps.collect())
    }

    /// The properties of the objects among its values.
    pub(crate) fn members(&self, model: &'m Model) -> Members<'m> {
        let mut members = Members {
            rest: self.maps.clone(),
            ..Members::default()
        };
        let mut places = std::collections::BTreeMap::new();
        for id in &self.structs {
            let TypeKind::Struct(body) = &model.get(*id).kind else {
                continue;
            };
            for field in &body.fields {
                let name = field.wire.value.as_str();
                let index = *places.entry(name).or_insert(members.named.len());
                if index == members.named.len() {
                    members.named.push((name, Vec::new()));
                }
                if let Some((_, places)) = members.named.get_mut(index) {
                    places.push(&field.place);
                }
            }
            match &body.unknown {
                Unknown::Keep(place) => members.rest.push(place),
                Unknown::Deny => members.is_closed = true,
                Unknown::Ignore => {}
            }
        }
        members
    }
}
