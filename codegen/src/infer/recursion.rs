//! Objects that contain objects of their own type, perhaps through another: the paths to them.
//!
//! ```json
//! {"id": 1, "text": "a", "thread": {"count": 1, "replies": [{"id": 2, "text": "b", "thread": null}]}}
//! ```
//! leads by `thread`, `replies` to an object like the one it stands in. All objects at the end of
//! such a path are assumed to have the same type, at any depth.

use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet};

use super::Sample;
use super::groups::{Group, Groups};
use super::tags::{MOST_KINDS, NAMES, value_of};

/// Names of properties, from an object to one of its type; lists are passed by.
pub(super) type Path<'d> = Vec<&'d str>;

/// The longest way that is looked for.
const LONGEST: usize = 3;

/// How often ways are looked for again, after objects within have brought new ones.
const ROUNDS: usize = 8;

/// The known types of objects below a location before they are inspected: the remaining path to
/// those of the type with an id.
#[derive(Debug, Clone, Default)]
pub(super) struct Known<'p, 'd>(Vec<(usize, &'p [&'d str])>);

impl<'p, 'd> Known<'p, 'd> {
    /// The ways to the type `id`.
    pub(super) fn ways(id: usize, paths: &'p [Path<'d>]) -> Self {
        Self(paths.iter().map(|path| (id, path.as_slice())).collect())
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The type of the objects at this location.
    pub(super) fn here(&self) -> Option<usize> {
        let mut known = self.0.iter();
        known.find(|(_, way)| way.is_empty()).map(|(id, _)| *id)
    }

    /// The known types below the property `name`.
    pub(super) fn below(&self, name: &str) -> Self {
        let known = self.0.iter().filter_map(|(id, way)| match way {
            [first, rest @ ..] if *first == name => Some((*id, rest)),
            _ => None,
        });
        Self(known.collect())
    }
}

/// Objects that are taken for those of one type.
pub(super) struct Family<'s, 'd> {
    groups: Groups<'s, 'd>,
    pub(super) objects: Vec<&'s Sample<'d>>,
    /// The property that distinguishes their kinds.
    tag: Option<&'d str>,
    /// The ways that lead from one to another; none begins with another.
    pub(super) paths: Vec<Path<'d>>,
}

impl<'s, 'd> Family<'s, 'd> {
    /// These objects and nested ones of the same type, if there are any.
    pub(super) fn of(objects: &[&'s Sample<'d>], tag: Option<&'d str>) -> Option<Self> {
        let mut family = Self {
            groups: Groups::of(objects),
            objects: objects.to_vec(),
            tag,
            paths: Vec::new(),
        };
        for _ in 0..ROUNDS {
            let found = family.search();
            if found.is_empty() {
                break;
            }
            let mut open: Vec<&'s Sample<'d>> = Vec::new();
            for path in &found {
                let ends = family.objects.iter().flat_map(|object| ends(object, path));
                open.extend(ends);
            }
            family.paths.extend(found);
            while let Some(object) = open.pop() {
                family.groups.add(object);
                family.objects.push(object);
                open.extend(family.paths.iter().flat_map(|path| ends(object, path)));
            }
        }
        (!family.paths.is_empty()).then_some(family)
    }

    /// New ways to objects of the type.
    fn search(&self) -> Vec<Path<'d>> {
        let kinds = match self.tag {
            Some(tag) => match kinds(&self.objects, tag) {
                Some(kinds) => kinds,
                None => return Vec::new(),
            },
            None => Kinds::new(),
        };
        let mut found = Vec::new();
        for group in &self.groups.list {
            let objects = below(group);
            if objects.is_empty() {
                continue;
            }
            let mut search = Search {
                family: self,
                kinds: &kinds,
                keys: keys(&objects),
                between: &objects,
                kinds_by_tag: OnceCell::new(),
                found: &mut found,
            };
            search.explore(&mut vec![group.name], &objects);
        }
        found
    }
}

/// A search for ways that begin with one property.
struct Search<'a, 's, 'd> {
    family: &'a Family<'s, 'd>,
    /// The keys that objects with each value of the family's tag have.
    kinds: &'a Kinds<'d>,
    /// The objects in that property, and their keys.
    between: &'a [&'s Sample<'d>],
    keys: BTreeSet<&'d str>,
    kinds_by_tag: OnceCell<Vec<(&'static str, Kinds<'d>)>>,
    found: &'a mut Vec<Path<'d>>,
}

impl<'s, 'd> Search<'_, 's, 'd> {
    /// Inspects the end of a path, and longer paths.
    fn explore(&mut self, path: &mut Path<'d>, ends: &[&'s Sample<'d>]) {
        let known = &self.family.paths;
        if ends.is_empty() || known.contains(path) {
            return;
        }
        let is_begun = known.iter().any(|known| known.starts_with(path));
        let is_it = match self.family.tag {
            _ if is_begun => false,
            Some(tag) => self.is_of_kinds(tag, ends),
            None => self.is_alike(path, ends),
        };
        if is_it {
            self.found.push(path.clone());
            return;
        }
        if path.len() == LONGEST {
            return;
        }
        for group in &Groups::of(ends).list {
            path.push(group.name);
            self.explore(path, &below(group));
            path.pop();
        }
    }

    /// Whether objects are like those of the family: one of them has the first property of the path
    /// itself, and they share half of their keys, at least two. So do intermediate objects, unless
    /// a tag distinguishes them.
    fn is_alike(&self, path: &[&'d str], ends: &[&'s Sample<'d>]) -> bool {
        let Some(first) = path.first() else {
            return false;
        };
        let own = &self.family.groups;
        let keys = keys(ends);
        let common = keys.iter().filter(|key| own.by_name.contains_key(*key));
        let common = common.count();
        if !keys.contains(first) || common < 2 || !is_half(common, own.list.len(), keys.len()) {
            return false;
        }
        if path.len() == 1 {
            return true;
        }
        let between = ends.iter().flat_map(|end| self::ends(end, &[first]));
        let between: Vec<&'s Sample<'d>> = between.collect();
        let keys = self::keys(&between);
        let common = keys.intersection(&self.keys).count();
        between.is_empty()
            || is_half(common, self.keys.len(), keys.len()) && !self.is_distinguished(&between)
    }

    /// Whether a tag distinguishes these objects from the intermediate ones.
    fn is_distinguished(&self, others: &[&'s Sample<'d>]) -> bool {
        let kinds_by_tag = self.kinds_by_tag.get_or_init(|| {
            let tags = NAMES.iter();
            let kinds_by_tag = tags.filter_map(|tag| Some((*tag, kinds(self.between, tag)?)));
            kinds_by_tag.collect()
        });
        kinds_by_tag.iter().any(|(tag, own)| {
            kinds(others, tag).is_some_and(|others| others.keys().all(|one| !own.contains_key(one)))
        })
    }

    /// Whether objects are of the kinds of the family: all have the tag, one has a value of it that is
    /// known, and those that have such a value are like the ones of this value.
    fn is_of_kinds(&self, tag: &'d str, ends: &[&'s Sample<'d>]) -> bool {
        let Some(found) = kinds(ends, tag) else {
            return false;
        };
        let known = found.iter();
        let mut known = known
            .filter_map(|(value, keys)| Some((self.kinds.get(value)?, keys)))
            .peekable();
        known.peek().is_some()
            && known.all(|(own, keys)| {
                let common = own.intersection(keys).count();
                own == keys || common >= 2 && is_half(common, own.len(), keys.len())
            })
    }
}

/// Whether half of all keys are common to both.
fn is_half(common: usize, one: usize, other: usize) -> bool {
    common * 2 >= one + other - common
}

/// The objects in a property.
fn below<'s, 'd>(group: &Group<'s, 'd>) -> Vec<&'s Sample<'d>> {
    let values = group.values.iter();
    values.flat_map(|value| value.objects()).collect()
}

/// The objects that a way leads to from an object.
fn ends<'s, 'd>(object: &'s Sample<'d>, path: &[&'d str]) -> Vec<&'s Sample<'d>> {
    let mut at = vec![object];
    for name in path {
        let entries = at.iter().flat_map(|object| object.entries());
        let values = entries.filter(|(key, _)| key == name);
        at = values.flat_map(|(_, value)| value.objects()).collect();
    }
    at
}

/// The keys of all nested objects, as deep as paths lead: other keys need no search.
pub(super) fn keys_below<'d>(objects: &[&Sample<'d>]) -> BTreeSet<&'d str> {
    let mut keys = BTreeSet::new();
    let mut at: Vec<&Sample<'d>> = objects.to_vec();
    for _ in 0..LONGEST {
        let entries = at.iter().flat_map(|object| object.entries());
        at = entries.flat_map(|(_, value)| value.objects()).collect();
        let entries = at.iter().flat_map(|object| object.entries());
        keys.extend(entries.map(|(key, _)| *key));
    }
    keys
}

fn keys<'d>(objects: &[&Sample<'d>]) -> BTreeSet<&'d str> {
    let entries = objects.iter().flat_map(|object| object.entries());
    entries.map(|(key, _)| *key).collect()
}

/// The keys of the objects that have each value of a tag.
type Kinds<'d> = BTreeMap<&'d str, BTreeSet<&'d str>>;

/// `None` if an object has no such tag, or there are more values than a union may have kinds.
fn kinds<'d>(objects: &[&Sample<'d>], tag: &str) -> Option<Kinds<'d>> {
    let mut kinds = Kinds::new();
    for object in objects {
        let keys = kinds.entry(value_of(object, tag)?).or_default();
        keys.extend(object.entries().iter().map(|(key, _)| *key));
        if kinds.len() > MOST_KINDS {
            return None;
        }
    }
    Some(kinds)
}
