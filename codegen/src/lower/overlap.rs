//! Alternatives that may hold together: all keep the properties that one of them declares.
//!
//! A value is read as the first alternative that holds. A property that another alternative
//! declares belongs to the schema: if skipped, it would be lost, and with `oneOf` the other
//! alternative might hold without it.

use std::collections::{BTreeMap, BTreeSet};

use fieldwright_runtime::{UnionKind, Value};

use super::Lowering;
use crate::model::{
    Branch, Constraint, Enum, Field, Model, Slot, Struct, Type, TypeId, TypeKind, Union, Unknown,
    Values,
};

/// How many structs are compared with each other, each with each.
const MOST_COMPARED: usize = 100;

/// How many structs are looked into together, each as often as it is.
const MOST_STEPS: usize = 2_000_000;

impl Lowering<'_, '_> {
    /// Structs keep unknown properties if one of them may be another alternative's.
    pub(super) fn keep_what_overlaps(&mut self) {
        let mut overlaps = Overlaps {
            model: &self.model,
            seen: BTreeSet::new(),
            gathered: BTreeSet::new(),
            steps: 0,
            keeps: BTreeSet::new(),
        };
        for def in &self.model.types {
            if let TypeKind::Union(union) = &def.kind {
                overlaps.alternatives(union);
                if def.evaluated.is_some() {
                    overlaps.evaluated(union);
                }
            }
        }
        for id in overlaps.keeps {
            if let TypeKind::Struct(body) = &mut self.model.types[id.0].kind
                && matches!(body.unknown, Unknown::Ignore)
            {
                body.unknown = Unknown::Keep(Slot::of(Type::Any));
            }
        }
    }
}

struct Overlaps<'m> {
    model: &'m Model,
    /// The pairs that have been compared.
    seen: BTreeSet<(TypeId, TypeId)>,
    /// The structs that have been looked into together.
    gathered: BTreeSet<BTreeSet<TypeId>>,
    steps: usize,
    /// The structs that keep undeclared properties.
    keeps: BTreeSet<TypeId>,
}

/// The objects that a slot may hold.
#[derive(Default)]
struct Objects {
    structs: BTreeSet<TypeId>,
    has_map: bool,
}

impl Overlaps<'_> {
    fn alternatives(&mut self, union: &Union) {
        if union.kind == UnionKind::TypeOf || union.has_discriminator {
            return;
        }
        if union.tag.is_some() {
            self.others(union);
            return;
        }
        let branches = union.branches.iter();
        let objects: Vec<Objects> = branches.map(|b| self.objects(&b.place)).collect();
        if objects.iter().map(|one| one.structs.len()).sum::<usize>() > MOST_COMPARED {
            self.together(objects);
            return;
        }
        for (index, own) in objects.iter().enumerate() {
            for (_, other) in objects.iter().enumerate().filter(|(i, _)| *i != index) {
                self.compare(own, other);
            }
        }
    }

    /// The alternative for all other constants keeps what the others declare.
    fn others(&mut self, union: &Union) {
        let (others, tagged): (Vec<&Branch>, Vec<&Branch>) =
            union.branches.iter().partition(|one| one.tags.is_empty());
        for one in others {
            let own = self.objects(&one.place);
            for other in &tagged {
                let other = self.objects(&other.place);
                self.compare(&own, &other);
            }
        }
    }

    /// With many alternatives, all keep the properties of the others, even if they are
    /// distinguished: comparing all pairs would take quadratic time. Properties of one name are
    /// visited together.
    fn together(&mut self, groups: Vec<Objects>) {
        let mut open = vec![groups];
        while let Some(groups) = open.pop() {
            let maps = groups.iter().filter(|group| group.has_map).count();
            let mut structs: BTreeSet<TypeId> = BTreeSet::new();
            let mut fields: BTreeMap<&str, Vec<&Slot>> = BTreeMap::new();
            let mut is_open = 0;
            for group in &groups {
                for id in group.structs.iter().filter(|id| structs.insert(**id)) {
                    let TypeKind::Struct(body) = &self.model.get(*id).kind else {
                        continue;
                    };
                    is_open += usize::from(matches!(body.unknown, Unknown::Keep(_)));
                    for field in &body.fields {
                        let places = fields.entry(&field.wire.value).or_default();
                        places.push(&field.place);
                    }
                }
            }
            if structs.len() < 2 && maps == 0 || !self.gathered.insert(structs.clone()) {
                continue;
            }
            self.steps += structs.len();
            if self.steps > MOST_STEPS {
                // A hostile input: keeping more than needed does no harm.
                self.keeps.extend((0..self.model.types.len()).map(TypeId));
                return;
            }
            for id in structs {
                let TypeKind::Struct(body) = &self.model.get(id).kind else {
                    continue;
                };
                let keeps_map = usize::from(matches!(body.unknown, Unknown::Keep(_)));
                if maps > 0 || is_open > keeps_map || body.fields.len() < fields.len() {
                    self.keeps.insert(id);
                }
            }
            for mut places in fields.into_values().filter(|places| places.len() > 1) {
                while !places.is_empty() {
                    open.push(places.iter().map(|place| self.objects(place)).collect());
                    places = places.iter().flat_map(|place| place.ty.inner()).collect();
                }
            }
        }
    }

    /// Keywords evaluated beside a union's alternatives may concern any property.
    fn evaluated(&mut self, union: &Union) {
        for branch in &union.branches {
            let objects = self.objects(&branch.place);
            self.keeps.extend(objects.structs);
        }
    }

    fn objects(&self, place: &Slot) -> Objects {
        let mut found = Objects::default();
        let mut open = vec![place];
        let mut met = BTreeSet::new();
        while let Some(place) = open.pop() {
            let id = match &place.ty {
                Type::Named(id) if met.insert(*id) => *id,
                Type::Map(_) | Type::Any => {
                    found.has_map = true;
                    continue;
                }
                _ => continue,
            };
            match &self.model.get(id).kind {
                TypeKind::Struct(_) => {
                    found.structs.insert(id);
                }
                TypeKind::Union(union) => open.extend(union.branches.iter().map(|b| &b.place)),
                TypeKind::Newtype(inner) | TypeKind::Alias(inner) => open.push(inner),
                TypeKind::Enum(_) => {}
            }
        }
        found
    }

    fn compare(&mut self, own: &Objects, other: &Objects) {
        if other.has_map {
            self.keeps.extend(&own.structs);
        }
        for one in &own.structs {
            for other in &other.structs {
                self.structs(*one, *other);
            }
        }
    }

    /// Makes `own` keep what `other` declares, recursively for the properties of both.
    fn structs(&mut self, own: TypeId, other: TypeId) {
        if own == other || !self.seen.insert((own, other)) {
            return;
        }
        let model = self.model;
        let (TypeKind::Struct(a), TypeKind::Struct(b)) =
            (&model.get(own).kind, &model.get(other).kind)
        else {
            return;
        };
        let shared: Vec<(&Field, &Field)> = b
            .fields
            .iter()
            .filter_map(|field| Some((find(a, &field.wire.value)?, field)))
            .collect();
        if shared.iter().any(|(x, y)| self.are_distinguishable(x, y)) {
            return;
        }
        let is_open = matches!(b.unknown, Unknown::Keep(_));
        if is_open || shared.len() < b.fields.len() {
            self.keeps.insert(own);
        }
        for (x, y) in shared {
            let mut open = vec![(&x.place, &y.place)];
            while let Some((x, y)) = open.pop() {
                let (x_objects, y_objects) = (self.objects(x), self.objects(y));
                self.compare(&x_objects, &y_objects);
                open.extend(x.ty.inner().iter().zip(y.ty.inner()));
            }
        }
    }

    /// Whether no value of one property is a value of the other, and both are required.
    fn are_distinguishable(&self, one: &Field, other: &Field) -> bool {
        let both = one.required && other.required;
        let (Some(one), Some(other)) = (self.values(&one.place), self.values(&other.place)) else {
            return false;
        };
        both && !one.iter().any(|value| other.contains(value))
    }

    /// The values of a slot, if they are listed.
    fn values(&self, place: &Slot) -> Option<Vec<Value>> {
        let mut listed = place.constraints.iter().filter_map(|c| match c {
            Constraint::Const(value) => Some(vec![value.clone()]),
            Constraint::Enum(values) => Some(values.clone()),
            _ => None,
        });
        let Type::Named(id) = place.ty else {
            return listed.next();
        };
        let listed = listed.next();
        let own = match &self.model.get(id).kind {
            TypeKind::Enum(body) if !body.open && !place.nullable => Some(values_of(body)),
            _ => None,
        };
        listed.or(own)
    }
}

fn values_of(body: &Enum) -> Vec<Value> {
    match &body.values {
        Values::Strings(values) => {
            let texts = values.iter().flat_map(|value| {
                let aliases = value.aliases.iter().map(|alias| &alias.value);
                std::iter::once(&value.value).chain(aliases)
            });
            texts.map(|text| Value::from(text.as_str())).collect()
        }
        Values::Integers(values) => values.iter().map(|v| Value::from(v.value)).collect(),
    }
}

fn find<'s>(body: &'s Struct, wire: &str) -> Option<&'s Field> {
    body.fields.iter().find(|field| field.wire.value == wire)
}
