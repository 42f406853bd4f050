//! The Rust items of both sides -> the differences for code that uses them.
//!
//! Items are compared by path, fields and variants by name, because users write these. An item that
//! has another path now, though its schema is matched, was moved.

use std::collections::{BTreeMap, BTreeSet};

use super::aliases::aliases;
use super::change::{RustDifference, RustImpact, keep_name};
use super::items::{Item, Member, items};
use super::matching::Matching;
use super::side::Side;
use crate::model::{Origin, TypeId};

/// Compares all items.
pub(super) fn differences(old: &Side, new: &Side, matching: &Matching) -> Vec<RustDifference> {
    let pairs = correspondence(old, new, matching);
    let new_paths = paths(new);
    let mut moved: BTreeMap<TypeId, String> = BTreeMap::new();
    for (a, b) in &pairs {
        let (was, is) = (old.names.get(*a).path(), new.names.get(*b).path());
        if was != is && !new_paths.contains_key(&was) {
            moved.insert(*a, is);
        }
    }
    // A path that leads to a type that is defined elsewhere now is still a path of it.
    let mut renamed = moved.clone();
    for (id, _) in old.model.iter() {
        let was = old.names.get(id).path();
        let there = new_paths
            .get(&was)
            .map(|there| new.names.get(*there).path());
        renamed.extend(there.filter(|is| *is != was).map(|is| (id, is)));
    }
    let olds = items(old, &renamed);
    let news = items(new, &BTreeMap::new());
    let by_path: BTreeMap<&str, &Item> = new_paths
        .iter()
        .filter_map(|(path, id)| Some((path.as_str(), news.get(id.0)?)))
        .collect();
    let mut comparison = Comparison {
        old,
        new,
        found: Vec::new(),
    };
    for item in &olds {
        let same = by_path.get(item.path.as_str()).copied();
        let other = moved
            .get(&item.id)
            .and_then(|path| by_path.get(path.as_str()).copied());
        match (same, other) {
            (Some(there), _) => comparison.item(item, there),
            (None, Some(there)) => {
                comparison.moved(item, there);
                comparison.item(item, there);
            }
            (None, None) => {
                let words = format!("{} `{}` is gone", item.kind, item.path);
                comparison.add(
                    ("rust-item-removed", RustImpact::Breaking(words)),
                    (Some(item), None),
                    None,
                );
            }
        }
    }
    let moved = comparison.found.iter();
    let moved = moved.filter(|one| one.code == "rust-item-moved");
    let moved: BTreeSet<String> = moved.flat_map(|one| one.pointers.0.clone()).collect();
    let gone = aliases((old, new), matching, &new_paths, &moved);
    comparison.found.extend(gone);
    comparison.found
}

/// The paths of all types: their definitions and their re-exports.
fn paths(side: &Side) -> BTreeMap<String, TypeId> {
    let others = side.names.others(&side.model).into_iter().enumerate();
    let others = others.flat_map(|(index, list)| {
        let named = move |path| (path, TypeId(index));
        list.into_iter().map(named)
    });
    let mut paths: BTreeMap<String, TypeId> = others.collect();
    let own = side.model.iter();
    paths.extend(own.map(|(id, _)| (side.names.get(id).path(), id)));
    paths
}

/// Matches types: those of matched definitions, and inline ones at the same relative location.
fn correspondence(old: &Side, new: &Side, matching: &Matching) -> BTreeMap<TypeId, TypeId> {
    let (olds, news) = (items(old, &BTreeMap::new()), items(new, &BTreeMap::new()));
    let names = |side: &Side| -> BTreeMap<String, usize> {
        let all = side.graph.definitions.iter().enumerate();
        all.map(|(index, d)| (d.name.value.clone(), index))
            .collect()
    };
    let (old_names, new_types) = (names(old), &new.types);
    let mut open: Vec<(TypeId, TypeId, bool)> = Vec::new();
    for (id, def) in old.model.iter() {
        if let Origin::Definition(name) = &def.origin {
            let there = old_names
                .get(&name.value)
                .and_then(|index| matching.new_of(*index));
            let found = there.and_then(|index| new_types.get(new.name(index)));
            open.extend(found.map(|other| (id, *other, true)));
        }
    }
    open.reverse();
    let mut pairs = BTreeMap::new();
    let mut taken: BTreeSet<TypeId> = open.iter().map(|(_, b, _)| *b).collect();
    while let Some((a, b, is_definition)) = open.pop() {
        let is_named =
            |side: &Side, id: TypeId| matches!(side.model.get(id).origin, Origin::Definition(_));
        if !is_definition && is_named(old, a) && is_named(new, b) {
            continue; // they are matched, or are not the same
        }
        // Several definitions may be one type now.
        let is_free = taken.insert(b) || is_definition;
        if pairs.contains_key(&a) || !is_free {
            continue;
        }
        pairs.insert(a, b);
        let (Some(here), Some(there)) = (olds.get(a.0), news.get(b.0)) else {
            continue;
        };
        let renamed = renamed((here, &olds), (there, &news));
        for member in here.members.iter().rev() {
            let mut others = there.members.iter();
            let same_wire = others.clone().find(|other| other.wire == member.wire);
            // A variant has a name where its content has another one.
            let other = same_wire.or_else(|| others.find(|other| other.name == member.name));
            let other = other.or_else(|| {
                let found = renamed.filter(|(was, _)| was.name == member.name);
                found.map(|(_, is)| is)
            });
            let types = other.map_or(&[][..], |other| &other.types);
            let both = member.types.iter().zip(types).rev();
            open.extend(both.map(|(a, b)| (*a, *b, false)));
        }
    }
    pairs
}

/// The only member that went and the only one that came, if they hold types with the same members.
fn renamed<'i>(
    (here, olds): (&'i Item, &[Item]),
    (there, news): (&'i Item, &[Item]),
) -> Option<(&'i Member, &'i Member)> {
    let only = |item: &'i Item, other: &Item| {
        let has = |member: &&Member| !other.members.iter().any(|m| m.wire == member.wire);
        let mut left = item.members.iter().filter(has);
        left.next().filter(|_| left.next().is_none())
    };
    let (was, is) = (only(here, there)?, only(there, here)?);
    let shape = |items: &[Item], member: &Member| {
        let held = items.get(member.types.first()?.0)?;
        let names = held.members.iter().map(|member| member.name.clone());
        Some((held.kind, names.collect::<Vec<_>>()))
    };
    let held = shape(olds, was);
    (held.is_some() && held == shape(news, is)).then_some((was, is))
}

struct Comparison<'s> {
    old: &'s Side,
    new: &'s Side,
    found: Vec<RustDifference>,
}

impl Comparison<'_> {
    fn add(
        &mut self,
        (code, impact): (&'static str, RustImpact),
        (old, new): (Option<&Item>, Option<&Item>),
        members: Option<(Option<&Member>, Option<&Member>)>,
    ) {
        let pointers = |item: Option<&Item>, member: Option<Option<&Member>>| -> Vec<String> {
            let Some(item) = item else { return Vec::new() };
            let Some(Some(member)) = member else {
                return item.pointers.clone();
            };
            if let Some(pointer) = &member.pointer {
                return vec![pointer.clone()];
            }
            let suffix = member.suffix.as_deref().unwrap_or_default();
            item.pointers
                .iter()
                .map(|pointer| format!("{pointer}{suffix}"))
                .collect()
        };
        let (a, b) = (members.map(|m| m.0), members.map(|m| m.1));
        let some = members.and_then(|(a, b)| b.or(a));
        let item = new.or(old);
        let path = match (item, some) {
            (Some(item), Some(member)) => item.of(&member.name),
            (Some(item), None) => item.path.clone(),
            (None, _) => String::new(),
        };
        let span = |item: Option<&Item>, member: Option<Option<&Member>>| {
            member.flatten().map(|m| m.span).or(item.map(|i| i.span))
        };
        let of_variant = some.filter(|member| member.suffix.is_none() && member.pointer.is_none());
        let of_variant = of_variant.filter(|member| !member.wire.is_empty());
        self.found.push(RustDifference {
            code,
            pointers: (pointers(old, a), pointers(new, b)),
            types: (
                self.types(self.old, a.flatten()),
                self.types(self.new, b.flatten()),
            ),
            member: of_variant.map(|member| member.wire.clone()),
            is_item: members.is_none(),
            is_rest: some.is_some_and(|member| {
                item.is_some_and(|item| item.kind == "struct") && member.wire.is_empty()
            }),
            path,
            impact,
            help: None,
            spans: (span(old, a), span(new, b)),
        });
    }

    /// The pointers of the types in a member.
    fn types(&self, side: &Side, member: Option<&Member>) -> Vec<String> {
        let types = member.into_iter().flat_map(|member| &member.types);
        types
            .map(|id| side.model.get(*id).pointer.clone())
            .collect()
    }

    fn moved(&mut self, old: &Item, new: &Item) {
        let words = format!("`{}` is `{}` now", old.path, new.path);
        let impact = RustImpact::Breaking(words);
        self.add(("rust-item-moved", impact), (Some(old), Some(new)), None);
        let help = self.keep_name(old, new);
        if let Some(found) = self.found.last_mut() {
            found.help = help;
        }
    }

    /// The setting that keeps the old name.
    fn keep_name(&self, old: &Item, new: &Item) -> Option<String> {
        let parts = |path: &str| {
            let (modules, name) = path.rsplit_once("::").unwrap_or(("", path));
            (modules.to_owned(), name.to_owned())
        };
        let ((before, name), (after, other)) = (parts(&old.path), parts(&new.path));
        let def = self.new.model.get(new.id);
        let target = match &def.origin {
            Origin::Definition(name) => name.value.clone(),
            Origin::Inline { .. } => def.pointer.clone(),
        };
        let target = fieldwright_runtime::Value::from(target.as_str());
        if before != after || name == other {
            let module = match before.as_str() {
                "" => "beside the module".to_owned(),
                before => format!("in a module `{before}`"),
            };
            let words = match name == other {
                true => format!("`pub use {};` {module} keeps the path", new.path),
                false => format!("`pub use {} as {name};` {module} keeps the path", new.path),
            };
            return Some(words);
        }
        Some(keep_name(&target.to_string(), &name))
    }

    fn item(&mut self, old: &Item, new: &Item) {
        let both = (Some(old), Some(new));
        if old.kind != new.kind {
            let words = format!(
                "`{}` was {} {}, and is {} {}",
                new.path,
                article(old.kind),
                old.kind,
                article(new.kind),
                new.kind
            );
            self.add(
                ("rust-kind-changed", RustImpact::Breaking(words)),
                both,
                None,
            );
            return;
        }
        for member in &old.members {
            if !new.members.iter().any(|other| other.name == member.name) {
                self.gone(member, old, new);
            }
        }
        for member in &new.members {
            match old.members.iter().find(|other| other.name == member.name) {
                Some(before) if before.ty != member.ty => {
                    let shown = |ty: &str| match ty {
                        "" => "no value".to_owned(),
                        ty => format!("`{ty}`"),
                    };
                    let words = format!(
                        "`{}` was {}, and is {}",
                        new.of(&member.name),
                        shown(&before.ty),
                        shown(&member.ty)
                    );
                    let impact = RustImpact::Breaking(words);
                    self.add(
                        ("rust-type-changed", impact),
                        both,
                        Some((Some(before), Some(member))),
                    );
                }
                Some(_) => {}
                None if old.members.iter().any(|was| is_renamed(was, member, new)) => {}
                None => self.came(member, old, new),
            }
        }
        let builders = (&old.builder, &new.builder);
        if let (Some(was), Some(is)) = builders
            && was != is
            && !self.is_builder_explained(old, new)
        {
            let words = format!("`{}::{was}` is `{is}` now", new.path);
            self.add(
                ("rust-signature-changed", RustImpact::Breaking(words)),
                both,
                None,
            );
        }
        if let (Some(was), None) = builders {
            let words = format!("`{}::{was}` is gone", new.path);
            self.add(
                ("rust-signature-changed", RustImpact::Breaking(words)),
                both,
                None,
            );
        }
        if old.traits != new.traits && !old.traits.is_empty() {
            let words = format!("`{}` is no longer `{}`", new.path, old.traits);
            self.add(
                ("rust-trait-removed", RustImpact::Breaking(words)),
                both,
                None,
            );
        }
    }

    /// Whether a field that changed, came or went is the reason that a builder changed.
    fn is_builder_explained(&mut self, old: &Item, new: &Item) -> bool {
        let names = |item: &Item| -> BTreeSet<(String, String)> {
            let members = item.members.iter().filter(|member| member.is_required);
            members.map(|m| (m.name.clone(), m.ty.clone())).collect()
        };
        let (a, b) = (names(old), names(new));
        if a == b {
            return false; // another order
        }
        let came = b.difference(&a).map(|(name, _)| name.clone());
        let changed: BTreeSet<String> = came
            .chain(a.difference(&b).map(|(n, _)| n.clone()))
            .collect();
        let mut is_explained = false;
        for found in &mut self.found {
            let is_of = changed.iter().any(|name| found.path == new.of(name));
            if is_of && let (Some(was), Some(is)) = (&old.builder, &new.builder) {
                let words = found.impact.words().unwrap_or_default();
                let words = format!("{words}; `{}::{was}` is `{is}` now", new.path);
                found.impact = RustImpact::Breaking(words);
                is_explained = true;
            }
        }
        is_explained
    }

    fn came(&mut self, member: &Member, old: &Item, new: &Item) {
        let kind = member_word(new);
        let words = format!("the {kind} `{}` is new", new.of(&member.name));
        let code = match kind {
            "field" => "rust-field-added",
            _ => "rust-variant-added",
        };
        let impact = RustImpact::Literals(words);
        self.add(
            (code, impact),
            (Some(old), Some(new)),
            Some((None, Some(member))),
        );
    }

    fn gone(&mut self, member: &Member, old: &Item, new: &Item) {
        let kind = member_word(new);
        let renamed = new.members.iter().find(|other| {
            is_renamed(member, other, new) && !old.members.iter().any(|m| m.name == other.name)
        });
        let (code, words) = match (renamed, kind) {
            (Some(other), _) => {
                let words = format!(
                    "the {kind} `{}` is called `{}` now",
                    new.of(&member.name),
                    other.name
                );
                ("rust-member-renamed", words)
            }
            (None, "field") => (
                "rust-field-removed",
                format!("the field `{}` is gone", new.of(&member.name)),
            ),
            (None, _) => (
                "rust-variant-removed",
                format!("the variant `{}` is gone", new.of(&member.name)),
            ),
        };
        let members = Some((Some(member), renamed));
        self.add(
            (code, RustImpact::Breaking(words)),
            (Some(old), Some(new)),
            members,
        );
        let target =
            fieldwright_runtime::Value::from(format!("{}.{}", new.path, member.wire).as_str());
        if let (Some(found), Some(_)) = (self.found.last_mut(), renamed) {
            let name = &member.name;
            found.help = Some(keep_name(&target.to_string(), name));
        }
    }
}

/// Whether `was`, whose Rust name was removed, is now named `is`: both represent the same thing.
fn is_renamed(was: &Member, is: &Member, new: &Item) -> bool {
    let is_kept = || new.members.iter().any(|other| other.name == was.name);
    !was.wire.is_empty() && was.wire == is.wire && !is_kept()
}

fn member_word(item: &Item) -> &'static str {
    match item.kind {
        "struct" => "field",
        "enum" | "union" => "variant",
        _ => "value",
    }
}

fn article(kind: &str) -> &'static str {
    if kind.starts_with(['a', 'e', 'i', 'o']) {
        "an"
    } else {
        "a"
    }
}
