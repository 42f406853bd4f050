//! Several kinds of objects at one location, distinguished by a property that they share, or by
//! properties that only one kind has.

use std::collections::BTreeMap;

use super::groups::Group;
use super::{Data, Sample};

/// Names of properties that usually name the kind of an object. Others need more evidence.
pub(super) const NAMES: [&str; 16] = [
    "type",
    "kind",
    "object",
    "event",
    "tag",
    "class",
    "variant",
    "_type",
    "@type",
    "$type",
    "__typename",
    "eventType",
    "event_type",
    "objectType",
    "object_type",
    "discriminator",
];

/// More kinds than this are none.
pub(super) const MOST_KINDS: usize = 16;

/// How many properties with other names are inspected.
const MOST_CANDIDATES: usize = 8;

/// Longer texts are no tags.
const LONGEST: usize = 64;

type Objects<'s, 'd> = Vec<&'s Sample<'d>>;

/// Kinds of objects that the values of a property distinguish.
pub(super) struct Tagged<'s, 'd> {
    pub(super) name: &'d str,
    pub(super) kinds: Vec<(Vec<&'d str>, Objects<'s, 'd>)>,
}

/// The properties of the objects with one value, or of one kind.
struct Profile<'s, 'd> {
    values: Vec<&'d str>,
    objects: Objects<'s, 'd>,
    keys: BTreeMap<&'d str, Shared<'d>>,
}

/// The values of objects under one key.
#[derive(Default)]
struct Shared<'d> {
    /// How many have it.
    count: usize,
    /// The JSON types it has.
    kinds: u8,
    /// Of objects there, how many have each of their keys.
    inner: BTreeMap<&'d str, usize>,
}

impl Shared<'_> {
    /// Whether two kinds have values of different types here: without a common JSON type, or
    /// objects with as many separate keys as shared ones.
    fn differs(&self, other: &Self) -> bool {
        if self.kinds == 0 || other.kinds == 0 {
            return false;
        }
        let own = |one: &Self, other: &Self| {
            let inner = one.inner.iter();
            let own = inner
                .filter(|(key, count)| **count == one.count && !other.inner.contains_key(*key));
            own.count()
        };
        let (mine, theirs) = (own(self, other), own(other, self));
        let shared = self
            .inner
            .keys()
            .filter(|key| other.inner.contains_key(*key));
        self.kinds & other.kinds == 0 || mine > 0 && theirs > 0 && mine + theirs >= shared.count()
    }
}

/// The value of a tag that an object has.
pub(super) fn value_of<'d>(object: &Sample<'d>, tag: &str) -> Option<&'d str> {
    let entry = object.entries().iter().find(|(key, _)| *key == tag)?;
    match entry.1.data {
        Data::Text(text) if !text.is_empty() && text.len() <= LONGEST => Some(text),
        _ => None,
    }
}

/// The properties that may distinguish objects; those with usual names come first, marked.
pub(super) fn candidates<'d>(
    groups: &[Group<'_, 'd>],
    objects: &[&Sample<'d>],
) -> Vec<(&'d str, bool)> {
    let is_candidate = |group: &&Group<'_, 'd>| {
        let is_short = |value: &&Sample<'_>| match value.data {
            Data::Text(text) => !text.is_empty() && text.len() <= LONGEST,
            _ => false,
        };
        group.values.len() == objects.len() && group.values.iter().all(is_short)
    };
    let found: Vec<&'d str> = groups
        .iter()
        .filter(is_candidate)
        .map(|group| group.name)
        .collect();
    let known = NAMES.iter().copied().filter_map(|name| {
        let found = found.iter().find(|candidate| **candidate == name);
        found.map(|name| (*name, true))
    });
    let others = found.iter().filter(|name| !NAMES.contains(name));
    let others = others.map(|name| (*name, false)).take(MOST_CANDIDATES);
    known.chain(others).collect()
}

/// The property that distinguishes objects, and their kinds.
pub(super) fn tagged<'s, 'd>(
    groups: &[Group<'_, 'd>],
    objects: &[&'s Sample<'d>],
) -> Option<Tagged<'s, 'd>> {
    let mut candidates = candidates(groups, objects).into_iter();
    candidates.find_map(|(name, is_known)| by_tag(name, is_known, objects))
}

/// The kinds that a property distinguishes, if it does.
pub(super) fn by_tag<'s, 'd>(
    name: &'d str,
    is_known: bool,
    objects: &[&'s Sample<'d>],
) -> Option<Tagged<'s, 'd>> {
    let mut parts: Vec<(&'d str, Objects<'s, 'd>)> = Vec::new();
    for object in objects {
        let value = value_of(object, name)?;
        let is_full = parts.len() == MOST_KINDS;
        match parts.iter_mut().find(|part| part.0 == value) {
            Some(part) => part.1.push(object),
            None if is_full => return None,
            None => parts.push((value, vec![object])),
        }
    }
    if parts.len() < 2 || !is_known && objects.len() < parts.len() * 2 {
        return None;
    }
    let mut kinds: Vec<Profile<'s, 'd>> = Vec::new();
    for (value, objects) in parts {
        let mut profile = Profile::of(vec![value], objects);
        let mut place = kinds.len();
        // Values that are not distinguished become one kind, at the position of the first.
        while let Some(at) = kinds
            .iter()
            .position(|kind| !kind.differs(&profile, name, is_known))
        {
            profile = kinds.remove(at).joined(profile);
            place = place.min(at);
        }
        kinds.insert(place, profile);
    }
    let kinds: Vec<_> = kinds
        .into_iter()
        .map(|kind| (kind.values, kind.objects))
        .collect();
    (kinds.len() > 1).then_some(Tagged { name, kinds })
}

impl<'s, 'd> Profile<'s, 'd> {
    fn of(values: Vec<&'d str>, objects: Objects<'s, 'd>) -> Self {
        let mut keys: BTreeMap<&'d str, Shared<'d>> = BTreeMap::new();
        for (key, value) in objects.iter().flat_map(|object| object.entries()) {
            let known = keys.entry(key).or_default();
            known.count += 1;
            known.kinds |= value.kind();
            for (key, _) in value.entries() {
                *known.inner.entry(key).or_default() += 1;
            }
        }
        Self {
            values,
            objects,
            keys,
        }
    }

    fn joined(mut self, other: Self) -> Self {
        self.values.extend(other.values);
        self.objects.extend(other.objects);
        for (key, shared) in other.keys {
            let known = self.keys.entry(key).or_default();
            known.count += shared.count;
            known.kinds |= shared.kinds;
            for (key, count) in shared.inner {
                *known.inner.entry(key).or_default() += count;
            }
        }
        self
    }

    /// How many keys all objects of this kind have, and none of the other.
    fn only(&self, other: &Self) -> usize {
        let all = self.objects.len();
        let keys = self.keys.iter();
        let own =
            keys.filter(|(key, shared)| shared.count == all && !other.keys.contains_key(*key));
        own.count()
    }

    /// Whether the two are separate kinds. For a property with a usual name, a key that only one
    /// has is enough if there are several of both, or another type of a shared key; for any other
    /// property each must have as many separate keys as they share.
    fn differs(&self, other: &Self, tag: &str, is_known: bool) -> bool {
        let (own, foreign) = (self.only(other), other.only(self));
        let shared = self.keys.iter().filter(|(key, _)| **key != tag);
        let mut shared = shared.filter_map(|(key, shared)| Some((shared, other.keys.get(key)?)));
        if is_known {
            let several = self.objects.len() > 1 && other.objects.len() > 1;
            return own > 0 && foreign > 0
                || (own > 0 || foreign > 0) && several
                || shared.any(|(one, other)| one.differs(other));
        }
        own > 0 && foreign > 0 && own + foreign >= shared.count()
    }
}

/// Kinds of objects of which no two share a key, each seen at least twice and with a key that all
/// its objects have.
pub(super) fn apart<'s, 'd>(objects: &[&'s Sample<'d>]) -> Option<Vec<Objects<'s, 'd>>> {
    // A key leads to a kind, a kind to the one it was joined to.
    let mut kind_of: BTreeMap<&'d str, usize> = BTreeMap::new();
    let mut joined: Vec<usize> = Vec::new();
    for object in objects {
        let mut own: Option<usize> = None;
        for (key, _) in object.entries() {
            let next = joined.len();
            let mut kind = *kind_of.entry(key).or_insert(next);
            if kind == next {
                joined.push(next);
            }
            kind = root(&mut joined, kind);
            match own {
                Some(own) if own != kind => {
                    if let Some(place) = joined.get_mut(kind) {
                        *place = own;
                    }
                }
                _ => own = Some(kind),
            }
        }
        own?; // an object without keys is of no kind
    }
    let mut kinds: BTreeMap<usize, Objects<'s, 'd>> = BTreeMap::new();
    for object in objects {
        let (key, _) = object.entries().first()?;
        let kind = root(&mut joined, *kind_of.get(key)?);
        kinds.entry(kind).or_default().push(object);
    }
    let has_own = |objects: &Objects<'s, 'd>| {
        let profile = Profile::of(Vec::new(), objects.clone());
        let all = objects.len();
        all > 1 && profile.keys.values().any(|shared| shared.count == all)
    };
    let is_distinguished = (2..=MOST_KINDS).contains(&kinds.len()) && kinds.values().all(has_own);
    is_distinguished.then(|| kinds.into_values().collect())
}

/// The kind that a kind was finally joined to; shortens the path.
fn root(joined: &mut [usize], kind: usize) -> usize {
    let mut at = kind;
    while let Some(next) = joined.get(at).copied().filter(|next| *next != at) {
        let after = joined.get(next).copied().unwrap_or(next);
        if let Some(place) = joined.get_mut(at) {
            *place = after;
        }
        at = next;
    }
    at
}
