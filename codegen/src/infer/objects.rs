//! Objects of samples -> one object with all their properties, several kinds of objects, or a map.

use std::collections::{BTreeMap, BTreeSet};

use super::{Alternative, Field, Inference, Inferred, Map, Object, Sample, Told, maps, tags};

/// The values that objects have under one key.
pub(super) struct Group<'s, 'd> {
    pub(super) name: &'d str,
    pub(super) values: Vec<&'s Sample<'d>>,
    /// The JSON types among them.
    pub(super) kinds: u8,
}

/// The keys of objects in the order they first stand in.
#[derive(Default)]
struct Groups<'s, 'd> {
    list: Vec<Group<'s, 'd>>,
    by_name: BTreeMap<&'d str, usize>,
}

impl<'s, 'd> Groups<'s, 'd> {
    fn of(objects: &[&'s Sample<'d>]) -> Self {
        let mut groups = Self::default();
        for object in objects {
            groups.add(object);
        }
        groups
    }

    fn add(&mut self, object: &'s Sample<'d>) {
        for (name, value) in object.entries() {
            let next = self.list.len();
            let at = *self.by_name.entry(name).or_insert(next);
            if at == next {
                self.list.push(Group {
                    name,
                    values: Vec::new(),
                    kinds: 0,
                });
            }
            if let Some(group) = self.list.get_mut(at) {
                group.values.push(value);
                group.kinds |= value.kind();
            }
        }
    }
}

impl Inference<'_> {
    /// Adds what objects at one place are.
    pub(super) fn objects<'d>(
        &mut self,
        objects: &[&Sample<'d>],
        depth: usize,
        found: &mut Inferred<'d>,
    ) {
        let groups = Groups::of(objects);
        if let Some(why) = maps::reason(&groups.list, objects.len(), self.options.map_keys) {
            let values = groups.list.iter().flat_map(|group| &group.values);
            let values: Vec<&Sample<'d>> = values.copied().collect();
            found.alternatives.push(Alternative::Map(Map {
                keys: groups.list.len(),
                objects: objects.len(),
                value: Box::new(self.values(&values, depth + 1, None)),
                why,
            }));
            return;
        }
        if self.options.unions {
            if let Some(tagged) = tags::tagged(&groups.list, objects) {
                found.told = Told::Tag(tagged.name);
                for (values, objects) in tagged.kinds {
                    let mut object = self.object(&objects, depth, false);
                    let mut fields = object.fields.iter_mut();
                    if let Some(tag) = fields.find(|field| field.name == tagged.name) {
                        tag.tag = values;
                        tag.tells = true;
                    }
                    found.alternatives.push(Alternative::Object(object));
                }
                return;
            }
            if let Some(kinds) = tags::apart(objects) {
                found.told = Told::Properties;
                for objects in kinds {
                    let mut object = self.object(&objects, depth, false);
                    let count = object.count;
                    for field in &mut object.fields {
                        field.tells = field.is_in_all(count);
                    }
                    found.alternatives.push(Alternative::Object(object));
                }
                return;
            }
        }
        let object = self.object(objects, depth, self.options.recursion);
        found.alternatives.push(Alternative::Object(object));
    }

    /// One object with the properties of all.
    fn object<'d>(&mut self, objects: &[&Sample<'d>], depth: usize, may_recur: bool) -> Object<'d> {
        let mut groups = Groups::of(objects);
        let mut count = objects.len();
        let recursive = match may_recur {
            true => take_in(&mut groups, &mut count),
            false => BTreeSet::new(),
        };
        let id = (!recursive.is_empty()).then(|| {
            self.ids += 1;
            self.ids
        });
        let fields = groups.list.iter().map(|group| Field {
            name: group.name,
            value: self.values(
                &group.values,
                depth + 1,
                id.filter(|_| recursive.contains(group.name)),
            ),
            tells: false,
            tag: Vec::new(),
        });
        Object {
            span: objects.first().map(|object| object.span),
            count,
            fields: fields.collect(),
            id,
        }
    }
}

/// How often properties are looked at again, after objects within have brought new ones.
const ROUNDS: usize = 8;

/// Takes in the objects below properties that hold objects of the same type, at any depth: the
/// names of those properties.
fn take_in<'d>(groups: &mut Groups<'_, 'd>, count: &mut usize) -> BTreeSet<&'d str> {
    let mut recursive = BTreeSet::new();
    for _ in 0..ROUNDS {
        let is_new = |group: &&Group<'_, 'd>| !recursive.contains(group.name);
        let candidates = groups.list.iter().filter(is_new);
        let found: Vec<usize> = candidates
            .filter(|group| is_alike(groups, group))
            .filter_map(|group| groups.by_name.get(group.name).copied())
            .collect();
        if found.is_empty() {
            break;
        }
        let mut open: Vec<&Sample<'d>> = Vec::new();
        for at in found {
            let Some(group) = groups.list.get(at) else {
                continue;
            };
            recursive.insert(group.name);
            open.extend(group.values.iter().flat_map(|value| value.objects()));
        }
        while let Some(object) = open.pop() {
            groups.add(object);
            *count += 1;
            let entries = object.entries().iter();
            let below = entries.filter(|(name, _)| recursive.contains(name));
            open.extend(below.flat_map(|(_, value)| value.objects()));
        }
    }
    recursive
}

/// Whether the objects below a property are like the one that has it: one of them has the property
/// itself, and they share half of their keys, two at least.
fn is_alike(groups: &Groups<'_, '_>, group: &Group<'_, '_>) -> bool {
    let mut keys: BTreeSet<&str> = BTreeSet::new();
    for object in group.values.iter().flat_map(|value| value.objects()) {
        keys.extend(object.entries().iter().map(|(key, _)| *key));
    }
    let common = keys.iter().filter(|key| groups.by_name.contains_key(**key));
    let common = common.count();
    let all = groups.list.len() + keys.len() - common;
    keys.contains(group.name) && common >= 2 && common * 2 >= all
}
