//! Paths of shared types that are gone, though the types are not: `pub use Kind as OtherKind`.

use std::collections::{BTreeMap, BTreeSet};

use super::change::{RustDifference, RustImpact, keep_name};
use super::matching::Matching;
use super::side::Side;
use crate::model::{Origin, TypeDef, TypeId};

/// The differences; `moved` are the pointers of types that moved, and what lies in them with them.
pub(super) fn aliases(
    (old, new): (&Side, &Side),
    matching: &Matching,
    new_paths: &BTreeMap<String, TypeId>,
    moved: &BTreeSet<String>,
) -> Vec<RustDifference> {
    let definitions = old.graph.definitions.iter().enumerate();
    let definitions = definitions.map(|(index, d)| (d.name.value.as_str(), index));
    let indices: BTreeMap<&str, usize> = definitions.collect();
    let now = paths_by_name(new);
    let mut found = Vec::new();
    for (one, names) in old.model.shared.iter().zip(old.names.shared()) {
        let (path, pointer) = (names.path(), &one.def.pointer);
        if new_paths.contains_key(&path) || is_inside(pointer, moved) {
            continue;
        }
        let index = defined(&one.def).and_then(|name| indices.get(name));
        let matched = index.and_then(|index| matching.new_of(*index));
        let name = matched.map(|index| new.name(index));
        let is = name.and_then(|name| Some((name, now.get(name)?)));
        let (code, words, help) = match is {
            Some((name, is)) => {
                let target = fieldwright_runtime::Value::from(name).to_string();
                let help = keep_name(&target, &names.ident);
                let words = format!("`{path}` is `{is}` now");
                ("rust-item-moved", words, Some(help))
            }
            None => {
                let words = format!("{} `{path}` is gone", one.def.kind.word());
                ("rust-item-removed", words, None)
            }
        };
        found.push(RustDifference {
            code,
            pointers: (vec![pointer.clone()], Vec::new()),
            types: (Vec::new(), Vec::new()),
            member: None,
            is_item: true,
            is_rest: false,
            path,
            impact: RustImpact::Breaking(words),
            help,
            spans: (Some(one.def.span), None),
        });
    }
    found
}

/// The paths of types with names in the schema, by these.
fn paths_by_name(side: &Side) -> BTreeMap<&str, String> {
    let shared = side.model.shared.iter().zip(side.names.shared());
    let shared = shared.map(|(one, names)| (&one.def, names.path()));
    let own = side.model.iter();
    let own = own.map(|(id, def)| (def, side.names.get(id).path()));
    shared
        .chain(own)
        .filter_map(|(def, path)| Some((defined(def)?, path)))
        .collect()
}

/// The name in the schema.
fn defined(def: &TypeDef) -> Option<&str> {
    match &def.origin {
        Origin::Definition(name) => Some(&name.value),
        Origin::Inline { .. } => None,
    }
}

fn is_inside(pointer: &str, moved: &BTreeSet<String>) -> bool {
    let mut around = pointer;
    while let Some((shorter, _)) = around.rsplit_once('/') {
        around = shorter;
        if moved.contains(around) {
            return true;
        }
    }
    false
}
