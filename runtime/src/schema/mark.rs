//! Which elements and members of a value its schema has evaluated: those that `unevaluatedItems`
//! and `unevaluatedProperties` skip (core, section 11).
//!
//! Computed only if a schema has one of these keywords, by a walk over the subschemas that hold;
//! the other evaluation code collects no annotations.

use std::collections::BTreeSet;

use super::holds::Run;
use super::instance::{Instance, Items, Members, ValueRef};
use super::program::{Arrays, Child, Id, InPlace, Objects, ProgramNode};
use crate::bits::Bits;

/// The evaluated elements or members of one value, by position.
#[derive(Default)]
pub(super) struct Marks {
    all: bool,
    some: Bits,
    /// The subschemas that have marked already.
    done: BTreeSet<Id>,
}

impl Marks {
    pub(super) fn has(&self, index: usize) -> bool {
        self.all || self.some.contains(index)
    }

    fn add(&mut self, index: usize) {
        if !self.all {
            self.some.insert(index);
        }
    }
}

impl Run<'_> {
    /// Whether the unevaluated parts hold, if the schema constrains them.
    pub(super) fn unevaluated_holds<'a, I: Instance<'a>>(
        &self,
        node: &ProgramNode,
        instance: I,
        depth: u32,
    ) -> bool {
        let Some(child) = unevaluated(node, &instance.value_ref()) else {
            return true;
        };
        let marks = self.evaluated(node, instance, depth);
        if marks.all {
            return true;
        }
        match instance.value_ref() {
            ValueRef::Array(items) => items
                .each()
                .enumerate()
                .all(|(index, item)| marks.has(index) || self.holds(child, item, depth + 1)),
            ValueRef::Object(members) => {
                let mut index = 0;
                members.all(&mut |_, value| {
                    let evaluated = marks.has(index);
                    index += 1;
                    evaluated || self.holds(child, value, depth + 1)
                })
            }
            _ => true,
        }
    }

    /// The parts that the keywords of `node` except `unevaluated*` have evaluated.
    pub(super) fn evaluated<'a, I: Instance<'a>>(
        &self,
        node: &ProgramNode,
        instance: I,
        depth: u32,
    ) -> Marks {
        let mut marks = Marks::default();
        self.mark_by_keywords(node, instance, &mut marks, depth);
        self.mark_in_place(node, instance, &mut marks, depth);
        marks
    }

    /// Marks the parts that a subschema that holds has evaluated.
    fn mark<'a, I: Instance<'a>>(&self, child: Child, instance: I, marks: &mut Marks, depth: u32) {
        if marks.all || depth > super::holds::MAX_STEPS {
            return;
        }
        let node = self.program.node(child.goal);
        if !node.in_place.is_empty() && !marks.done.insert(child.goal) {
            return;
        }
        if unevaluated(node, &instance.value_ref()).is_some() {
            marks.all = true;
            return;
        }
        self.mark_by_keywords(node, instance, marks, depth);
        self.mark_in_place(node, instance, marks, depth);
    }

    fn mark_by_keywords<'a, I: Instance<'a>>(
        &self,
        node: &ProgramNode,
        instance: I,
        marks: &mut Marks,
        depth: u32,
    ) {
        match (instance.value_ref(), &node.array, &node.object) {
            (ValueRef::Array(items), Some(arrays), _) => {
                self.mark_items::<I>(arrays, items, marks, depth);
            }
            (ValueRef::Object(members), _, Some(objects)) => {
                mark_members::<I>(objects, members, marks);
                for (first, child) in &objects.dependent_schemas {
                    if members.get(objects.keys.name(*first as usize)).is_some() {
                        self.mark(*child, instance, marks, depth + 1);
                    }
                }
            }
            _ => {}
        }
    }

    fn mark_items<'a, I: Instance<'a>>(
        &self,
        arrays: &Arrays,
        items: I::Items,
        marks: &mut Marks,
        depth: u32,
    ) {
        if arrays.items.is_some() {
            marks.all = true;
            return;
        }
        (0..arrays.prefix.len()).for_each(|index| marks.add(index));
        if let Some(contains) = &arrays.contains {
            for (index, item) in items.each().enumerate() {
                if self.holds(contains.schema, item, depth + 1) {
                    marks.add(index);
                }
            }
        }
    }

    fn mark_in_place<'a, I: Instance<'a>>(
        &self,
        node: &ProgramNode,
        instance: I,
        marks: &mut Marks,
        depth: u32,
    ) {
        for applicator in &node.in_place {
            match applicator {
                InPlace::Ref(child) => self.mark(*child, instance, marks, depth + 1),
                InPlace::AllOf(children) => {
                    for child in children {
                        self.mark(*child, instance, marks, depth + 1);
                    }
                }
                InPlace::AnyOf(branches) | InPlace::OneOf(branches) => {
                    for child in &branches.children {
                        if self.holds(*child, instance, depth + 1) {
                            self.mark(*child, instance, marks, depth + 1);
                        }
                    }
                }
                // A `not` gives no annotations.
                InPlace::Not(_) => {}
                InPlace::If {
                    test,
                    then,
                    otherwise,
                } => {
                    let branch = if self.holds(*test, instance, depth + 1) {
                        self.mark(*test, instance, marks, depth + 1);
                        then
                    } else {
                        otherwise
                    };
                    if let Some(child) = branch {
                        self.mark(*child, instance, marks, depth + 1);
                    }
                }
            }
        }
    }
}

fn mark_members<'a, I: Instance<'a>>(objects: &Objects, members: I::Members, marks: &mut Marks) {
    if objects.additional.is_some() {
        marks.all = true;
        return;
    }
    let mut index = 0;
    members.all(&mut |name, _| {
        let named = objects
            .slot(name)
            .and_then(|slot| objects.slots.get(slot))
            .is_some_and(|slot| slot.schema.is_some());
        if named || objects.patterns.iter().any(|(p, _)| p.is_match(name)) {
            marks.add(index);
        }
        index += 1;
        true
    });
}

/// The schema for unevaluated parts of a value of this type.
pub(super) fn unevaluated<'a, I: Instance<'a>>(
    node: &ProgramNode,
    value_ref: &ValueRef<'a, I>,
) -> Option<Child> {
    match value_ref {
        ValueRef::Array(_) => node.array.as_ref()?.unevaluated,
        ValueRef::Object(_) => node.object.as_ref()?.unevaluated,
        _ => None,
    }
}
