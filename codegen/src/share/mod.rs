//! The model with a type for each inline schema -> one in which equal ones are one type.
//!
//! ```yaml
//! Repo: { properties: { owner: { title: User, ... } } }     # repo::User, and `pub use` as Owner
//! Fork: { properties: { owner: { title: User, ... } } }     # fork::Owner is repo::User
//! ```
//! Names are given before, so that every location keeps the path it has without sharing. Knows no
//! tokens.

mod applicators;
mod content;
mod merge;
mod partition;
mod texts;

use std::collections::{BTreeMap, BTreeSet};

use self::content::{Content, words_of_titled};
use self::partition::{Item, partition};
use self::texts::Texts;
use crate::model::{Model, Origin, Slot, Type, TypeDef, TypeId, TypeKind};
use crate::name::Names;
use crate::schema::{Graph, Provenance};
use crate::settings::Inline;

/// Makes equal inline types one.
pub(crate) fn share(model: &mut Model, names: &mut Names, graph: &Graph, inline: Inline) {
    let is_bare = match inline {
        Inline::Shared => false,
        Inline::Merged => true,
        Inline::Separate => return,
    };
    let labels = partition(&items(model, names, graph, is_bare));
    merge::merge(model, names, &labels);
}

/// The types as items to be grouped.
fn items(model: &Model, names: &Names, graph: &Graph, is_bare: bool) -> Vec<Item> {
    let texts = Texts::of(model, graph, is_bare);
    let of_fields = types_of_fields(model);
    let mut numbers: BTreeMap<String, usize> = BTreeMap::new();
    let mut number = |text: String| {
        let next = numbers.len();
        *numbers.entry(text).or_insert(next)
    };
    let items = model.iter().map(|(id, def)| {
        let content = Content::of(def, names.get(id), &texts, is_bare);
        let with = |words: &str| format!("{words}\n{}", content.text);
        let titled = words_of_titled(&def.docs).filter(|_| !is_bare);
        let titled = titled.as_deref().map(with);
        // The description of such a property belongs to it, and is kept at the field.
        let is_titled_field = titled.is_some() && is_inside(def) && of_fields.contains(&id);
        let is_named = def.provenance == Provenance::Named;
        let shapes = match titled {
            Some(titled) if is_titled_field => vec![number(titled)],
            Some(titled) if is_named => vec![number(with(&content.words)), number(titled)],
            _ => vec![number(with(&content.words))],
        };
        let is_item = !matches!(def.kind, TypeKind::Alias(_));
        Item {
            shapes,
            references: content.references.iter().map(|id| id.0).collect(),
            is_inline: is_item && !is_named,
            is_target: is_item && is_named,
        }
    });
    items.collect()
}

fn is_inside(def: &TypeDef) -> bool {
    matches!(def.origin, Origin::Inline { .. })
}

/// The types that are a field's, itself.
fn types_of_fields(model: &Model) -> BTreeSet<TypeId> {
    let bodies = model.types.iter().filter_map(|def| match &def.kind {
        TypeKind::Struct(body) => Some(body),
        _ => None,
    });
    let places = bodies.flat_map(|body| &body.fields).map(|f| &f.place);
    places.filter_map(named).collect()
}

fn named(place: &Slot) -> Option<TypeId> {
    match place.ty {
        Type::Named(id) => Some(id),
        _ => None,
    }
}
