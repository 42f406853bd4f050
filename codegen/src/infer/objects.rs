//! Objects of samples -> one object with all their properties, several kinds of objects, or a map.

use std::collections::BTreeSet;

use super::groups::Groups;
use super::recursion::{self, Family, Known};
use super::{
    Alternative, Distinction, Field, Inference, Inferred, Kinds, Map, Object, Sample, maps, tags,
};

impl Inference<'_> {
    /// Adds the structure of the objects at one location.
    pub(super) fn objects<'d>(
        &mut self,
        objects: &[&Sample<'d>],
        depth: usize,
        known: &Known<'_, 'd>,
        found: &mut Inferred<'d>,
    ) {
        let groups = Groups::of(objects);
        if let Some(why) = maps::reason(&groups.list, objects.len(), self.options.map_keys) {
            let values = groups.list.iter().flat_map(|group| &group.values);
            let values: Vec<&Sample<'d>> = values.copied().collect();
            found.alternatives.push(Alternative::Map(Map {
                keys: groups.list.len(),
                objects: objects.len(),
                value: Box::new(self.values(&values, depth + 1, &Known::default())),
                why,
            }));
            return;
        }
        // On a path to a known type no other is searched: it would include objects that the first lacks.
        let below = match self.options.recursion && known.is_empty() {
            true => recursion::keys_below(objects),
            false => BTreeSet::new(),
        };
        if self.options.unions {
            if let Some(kinds) = self.kinds(&groups, objects, depth, &below) {
                found.alternatives.push(Alternative::Kinds(kinds));
                return;
            }
            if let Some(tagged) = tags::tagged(&groups.list, objects) {
                found.distinction = Distinction::Tag(tagged.name);
                for (values, objects) in tagged.kinds {
                    let mut object = self.object(&objects, depth, known, None);
                    object.distinguish_by(tagged.name, values);
                    found.alternatives.push(Alternative::Object(object));
                }
                return;
            }
            if let Some(kinds) = tags::apart(objects) {
                found.distinction = Distinction::Properties;
                for objects in kinds {
                    let mut object = self.object(&objects, depth, known, None);
                    let count = object.count;
                    for field in &mut object.fields {
                        field.is_distinguishing = field.is_in_all(count);
                    }
                    found.alternatives.push(Alternative::Object(object));
                }
                return;
            }
        }
        let object = match family(&groups, objects, &below) {
            None => self.object(objects, depth, known, None),
            Some(family) => {
                let id = self.next_id();
                let known = Known::ways(id, &family.paths);
                self.object(&family.objects, depth, &known, Some(id))
            }
        };
        found.alternatives.push(Alternative::Object(object));
    }

    fn next_id(&mut self) -> usize {
        self.ids += 1;
        self.ids
    }

    /// Kinds of objects that hold objects of one of the kinds.
    fn kinds<'d>(
        &mut self,
        groups: &Groups<'_, 'd>,
        objects: &[&Sample<'d>],
        depth: usize,
        below: &BTreeSet<&str>,
    ) -> Option<Kinds<'d>> {
        if below.is_empty() {
            return None;
        }
        let candidates = tags::candidates(&groups.list, objects);
        let mut candidates = candidates
            .into_iter()
            .filter(|(name, _)| below.contains(name));
        let (family, tagged) = candidates.find_map(|(name, is_known)| {
            let family = Family::of(objects, Some(name))?;
            let tagged = tags::by_tag(name, is_known, &family.objects)?;
            Some((family, tagged))
        })?;
        let id = self.next_id();
        let known = Known::ways(id, &family.paths);
        let kinds = tagged.kinds.into_iter().map(|(values, objects)| {
            let mut object = self.object(&objects, depth, &known, None);
            object.distinguish_by(tagged.name, values);
            object
        });
        Some(Kinds {
            span: objects.first().map(|object| object.span),
            count: family.objects.len(),
            tag: tagged.name,
            kinds: kinds.collect(),
            id,
        })
    }

    /// One object with the properties of all.
    fn object<'d>(
        &mut self,
        objects: &[&Sample<'d>],
        depth: usize,
        known: &Known<'_, 'd>,
        id: Option<usize>,
    ) -> Object<'d> {
        let groups = Groups::of(objects);
        let fields = groups.list.iter().map(|group| Field {
            name: group.name,
            value: self.values(&group.values, depth + 1, &known.below(group.name)),
            is_distinguishing: false,
            tag: Vec::new(),
        });
        Object {
            span: objects.first().map(|object| object.span),
            count: objects.len(),
            fields: fields.collect(),
            id,
        }
    }
}

/// The objects with nested objects of the same type, if there are any.
fn family<'s, 'd>(
    groups: &Groups<'_, 'd>,
    objects: &[&'s Sample<'d>],
    below: &BTreeSet<&str>,
) -> Option<Family<'s, 'd>> {
    // A way begins with a property that objects below have, too.
    groups
        .list
        .iter()
        .find(|group| below.contains(group.name))?;
    Family::of(objects, None)
}

impl<'d> Object<'d> {
    /// Marks these values of a property as distinguishing the object.
    fn distinguish_by(&mut self, name: &str, values: Vec<&'d str>) {
        let mut fields = self.fields.iter_mut();
        if let Some(tag) = fields.find(|field| field.name == name) {
            tag.tag = values;
            tag.is_distinguishing = true;
        }
    }
}
