//! Types that several locations share -> the second paths of these types, as few as give every
//! location the path that it has without sharing.
//!
//! ```text
//! pub use super::repo::User as Owner;     // fork::Owner
//! pub use super::repo::owner;             // fork::owner::Kind and all else in it
//! ```

use std::collections::{BTreeMap, BTreeSet};

use super::{Names, TypeNames};
use crate::model::{Model, TypeId, TypeKind};

/// A name in a module for something that is defined elsewhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Reexport {
    /// The modules that have the name, below the input's.
    pub(crate) modules: Vec<String>,
    pub(crate) name: String,
    /// Its target type, or the type of its module.
    pub(crate) target: TypeId,
    /// The target's name, in the target's module.
    pub(crate) item: String,
    pub(crate) kind: ReexportKind,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ReexportKind {
    Type,
    Builder,
    /// The module of its inline types.
    Module,
}

impl Names {
    /// The re-exports that the types of `model` need, in order.
    pub(crate) fn reexports(&self, model: &Model) -> Vec<Reexport> {
        let paths = Paths::of(self, model);
        let mut found = Vec::new();
        for (id, _) in model.iter() {
            let names = self.get(id);
            if let Some(former) = &names.former {
                let own = (&*former.ident, &*former.builder);
                self.add(&mut found, model, (&names.modules, own), id);
            }
        }
        let mut copies: BTreeSet<Vec<String>> = BTreeSet::new();
        for (shared, names) in model.shared.iter().zip(&self.shared) {
            let depths = 1..=names.modules.len();
            if depths
                .into_iter()
                .any(|depth| copies.contains(&names.modules[..depth]))
            {
                continue;
            }
            let target = shared.target;
            let own = (&*names.ident, &*names.builder);
            self.add(&mut found, model, (&names.modules, own), target);
            let (own, other) = (inner(names), inner(self.get(target)));
            if paths.is_copy(&own, &other) {
                found.push(Reexport {
                    modules: names.modules.clone(),
                    name: names.inner.clone(),
                    target,
                    item: self.get(target).inner.clone(),
                    kind: ReexportKind::Module,
                });
                copies.insert(own);
            }
        }
        found
    }

    /// Names in a module for a type and its builder.
    fn add(
        &self,
        found: &mut Vec<Reexport>,
        model: &Model,
        (modules, (ident, builder)): (&[String], (&str, &str)),
        target: TypeId,
    ) {
        let (def, own) = (model.get(target), self.get(target));
        let has_builder = matches!(def.kind, TypeKind::Struct(_)) && def.builders;
        let builder = has_builder.then_some((builder, &own.builder, ReexportKind::Builder));
        let pairs = [(ident, &own.ident, ReexportKind::Type)];
        for (name, item, kind) in pairs.into_iter().chain(builder) {
            if modules != own.modules || name != item {
                found.push(Reexport {
                    modules: modules.to_vec(),
                    name: name.to_owned(),
                    target,
                    item: item.clone(),
                    kind,
                });
            }
        }
    }
}

fn inner(names: &TypeNames) -> Vec<String> {
    let mut path = names.modules.clone();
    path.push(names.inner.clone());
    path
}

/// The targets of the paths of all locations.
struct Paths {
    /// The types of each module by name.
    types: BTreeMap<Vec<String>, BTreeMap<String, TypeId>>,
    /// The modules in each module.
    modules: BTreeMap<Vec<String>, BTreeSet<String>>,
    /// The modules that types are defined in.
    defining: BTreeSet<Vec<String>>,
    /// How many types have their inline types in a module.
    owners: BTreeMap<Vec<String>, usize>,
}

impl Paths {
    fn of(names: &Names, model: &Model) -> Self {
        let mut paths = Self {
            types: BTreeMap::new(),
            modules: BTreeMap::new(),
            defining: BTreeSet::new(),
            owners: BTreeMap::new(),
        };
        for (id, _) in model.iter() {
            let own = names.get(id);
            paths.note(own, id);
            if let Some(former) = &own.former {
                paths.note_type(&own.modules, &former.ident, id);
            }
            for depth in 1..=own.modules.len() {
                paths.defining.insert(own.modules[..depth].to_vec());
            }
        }
        for (shared, own) in model.shared.iter().zip(&names.shared) {
            paths.note(own, shared.target);
        }
        paths
    }

    fn note(&mut self, names: &TypeNames, id: TypeId) {
        self.note_type(&names.modules, &names.ident, id);
        for depth in 0..names.modules.len() {
            let (outer, module) = (&names.modules[..depth], &names.modules[depth]);
            let modules = self.modules.entry(outer.to_vec()).or_default();
            modules.insert(module.clone());
        }
        *self.owners.entry(inner(names)).or_default() += 1;
    }

    fn note_type(&mut self, modules: &[String], ident: &str, id: TypeId) {
        let types = self.types.entry(modules.to_vec()).or_default();
        types.insert(ident.to_owned(), id);
    }

    /// Whether a module of one type's inline types contains only items of another module.
    fn is_copy(&self, own: &[String], other: &[String]) -> bool {
        let is_apart = !own.starts_with(other) && !other.starts_with(own);
        let is_sole = self.owners.get(own) == Some(&1) && !self.defining.contains(own);
        is_apart && is_sole && self.types.contains_key(own) && self.has_all(own, other)
    }

    fn has_all(&self, own: &[String], other: &[String]) -> bool {
        let none = BTreeMap::new();
        let (mine, theirs) = (
            self.types.get(own).unwrap_or(&none),
            self.types.get(other).unwrap_or(&none),
        );
        let is_same = |(name, id): (&String, &TypeId)| theirs.get(name) == Some(id);
        let inside = self.modules.get(own).into_iter().flatten();
        mine.iter().all(is_same)
            && inside.into_iter().all(|module| {
                let step = |path: &[String]| [path, std::slice::from_ref(module)].concat();
                self.has_all(&step(own), &step(other))
            })
    }
}
