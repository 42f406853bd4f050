//! Objects -> the values that they have under each key.

use std::collections::BTreeMap;

use super::Sample;

/// The values that objects have under one key.
pub(super) struct Group<'s, 'd> {
    pub(super) name: &'d str,
    pub(super) values: Vec<&'s Sample<'d>>,
    /// The JSON types among them.
    pub(super) kinds: u8,
}

/// The keys of objects in the order of first occurrence.
#[derive(Default)]
pub(super) struct Groups<'s, 'd> {
    pub(super) list: Vec<Group<'s, 'd>>,
    pub(super) by_name: BTreeMap<&'d str, usize>,
}

impl<'s, 'd> Groups<'s, 'd> {
    pub(super) fn of(objects: &[&'s Sample<'d>]) -> Self {
        let mut groups = Self::default();
        for object in objects {
            groups.add(object);
        }
        groups
    }

    pub(super) fn add(&mut self, object: &'s Sample<'d>) {
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
