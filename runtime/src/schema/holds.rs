//! An instance and a subschema -> whether it holds; allocates nothing for ordinary schemas, and
//! keeps only the verdict.

use std::cell::Cell;

use super::compare::comparison_holds;
use super::equal::first_duplicate;
use super::instance::{Instance, Items, Members, Name, ValueRef};
use super::leaf::{counts_hold, literals_hold, number_holds, text_holds};
use super::memory::{Verdicts, patience};
use super::program::{Arrays, Branches, Child, InPlace, Objects, Program, ProgramNode};
use crate::Severity;
use crate::bits::Bits;

/// How many subschemas may be open at once: five for each level that a text may nest.
/// As many fit the 2 MiB of a thread's stack, unoptimised.
pub(super) const MAX_STEPS: u32 = 640;

/// One evaluation.
pub(super) struct Run<'p> {
    pub(super) program: &'p Program,
    /// Whether the evaluation went too deep: then no verdict counts.
    pub(super) exceeded: Cell<bool>,
    verdicts: Verdicts,
}

impl<'p> Run<'p> {
    /// For one instance.
    pub(super) fn new(program: &'p Program, patience: u32) -> Self {
        Self {
            program,
            exceeded: Cell::new(false),
            verdicts: Verdicts::new(patience),
        }
    }

    /// The verdict on a whole instance.
    pub(super) fn verdict<'a, I: Instance<'a>>(
        program: &'p Program,
        child: Child,
        instance: I,
    ) -> bool {
        let run = Self::new(program, patience(program, instance));
        run.holds(child, instance, 0) && !run.exceeded.get()
    }

    /// How many subschemas the verdict took.
    #[cfg(test)]
    pub(super) fn steps<'a, I: Instance<'a>>(program: &'p Program, instance: I) -> u32 {
        let run = Self::new(program, patience(program, instance));
        assert!(run.holds(program.root, instance, 0));
        run.verdicts.steps()
    }

    #[inline]
    pub(super) fn holds<'a, I: Instance<'a>>(&self, child: Child, instance: I, depth: u32) -> bool {
        let kind = instance.kind();
        child.possible & kind != 0
            && (child.work & kind == 0 || self.works(child, instance, kind, depth))
    }

    /// For a value of an accepted type that has further assertions.
    fn works<'a, I: Instance<'a>>(&self, child: Child, instance: I, kind: u8, depth: u32) -> bool {
        if depth > MAX_STEPS {
            self.exceeded.set(true);
            return false;
        }
        let node = self.program.node(child.goal);
        if self.verdicts.step()
            && (kind & CONTAINERS != 0 || !node.in_place.is_empty())
            && let Some(identity) = instance.identity()
        {
            let find = || self.node_holds(node, instance, kind, depth);
            return self.verdicts.remembered((child.goal, identity), find);
        }
        self.node_holds(node, instance, kind, depth)
    }

    #[inline]
    fn node_holds<'a, I: Instance<'a>>(
        &self,
        node: &ProgramNode,
        instance: I,
        kind: u8,
        depth: u32,
    ) -> bool {
        let own = match instance.value_ref() {
            ValueRef::Number(number) => number_holds(node, number),
            ValueRef::Text(text) => node
                .text
                .as_ref()
                .is_none_or(|texts| text_holds(texts, text)),
            ValueRef::Array(items) => match &node.array {
                Some(arrays) => self.array_holds::<I>(arrays, items, depth),
                None => true,
            },
            ValueRef::Object(members) => match &node.object {
                Some(objects) => self.object_holds(objects, instance, members, depth),
                None => true,
            },
            ValueRef::Null | ValueRef::Bool(_) => true,
        };
        own && literals_hold(node, instance)
            && (node.in_place.is_empty() || self.in_place_holds(node, instance, depth))
            && (kind & CONTAINERS == 0 || self.unevaluated_holds(node, instance, depth))
    }

    fn in_place_holds<'a, I: Instance<'a>>(
        &self,
        node: &ProgramNode,
        instance: I,
        depth: u32,
    ) -> bool {
        let holds = |child: Child| self.holds(child, instance, depth + 1);
        node.in_place.iter().all(|applicator| match applicator {
            InPlace::Ref(child) => holds(*child),
            InPlace::AllOf(children) => children.iter().all(|child| holds(*child)),
            InPlace::AnyOf(branches) => {
                let mut candidates = branches.candidates(instance);
                candidates.any(holds)
            }
            InPlace::OneOf(branches) => {
                let mut holding = branches.candidates(instance).filter(|child| holds(*child));
                holding.next().is_some() && holding.next().is_none()
            }
            InPlace::Not(child) => !holds(*child),
            InPlace::If {
                test,
                then,
                otherwise,
            } => {
                let branch = if holds(*test) { then } else { otherwise };
                branch.is_none_or(holds)
            }
        })
    }

    fn array_holds<'a, I: Instance<'a>>(
        &self,
        arrays: &Arrays,
        items: I::Items,
        depth: u32,
    ) -> bool {
        let count = items.count() as u64;
        if !counts_hold(&arrays.counts, count) {
            return false;
        }
        if !arrays.prefix.is_empty() || arrays.items.is_some() {
            let mut prefix = arrays.prefix.iter();
            for item in items.each() {
                let Some(child) = prefix.next().copied().or(arrays.items) else {
                    break;
                };
                if !self.holds(child, item, depth + 1) {
                    return false;
                }
            }
        }
        if let Some(contains) = &arrays.contains {
            let holding = items.each();
            let holding = holding.filter(|item| self.holds(contains.schema, *item, depth + 1));
            // Counting stops once the result is decided.
            let enough = contains
                .max
                .map_or(contains.least(), |max| max.saturating_add(1));
            let enough = usize::try_from(enough).unwrap_or(usize::MAX);
            if contains
                .verdict(holding.take(enough).count() as u64)
                .is_some()
            {
                return false;
            }
        }
        !arrays.unique || first_duplicate::<I>(items).is_none()
    }

    fn object_holds<'a, I: Instance<'a>>(
        &self,
        objects: &Objects,
        instance: I,
        members: I::Members,
        depth: u32,
    ) -> bool {
        if !objects.counts.is_empty() && !counts_hold(&objects.counts, members.count() as u64) {
            return false;
        }
        let seen = if objects.slots.len() <= 64 {
            let few = objects.free && objects.slots.len() <= 2;
            let seen = match few {
                true => self.by_name::<I>(objects, members, depth),
                false => self.by_member_of_few::<I>(objects, members, depth),
            };
            if objects.has_no_dependents() {
                return seen.is_some();
            }
            seen.map(Bits::of_word)
        } else {
            self.by_member::<I>(objects, members, depth)
        };
        seen.is_some_and(|seen| self.dependents_hold(objects, &seen, instance, depth))
    }

    /// For few names: each is looked up. The slots that are there, if all is well.
    fn by_name<'a, I: Instance<'a>>(
        &self,
        objects: &Objects,
        members: I::Members,
        depth: u32,
    ) -> Option<u64> {
        let mut seen = 0;
        for (index, slot) in objects.slots.iter().enumerate() {
            match (members.get(objects.keys.name(index)), slot.schema) {
                (Some(value), Some(child)) if !self.holds(child, value, depth + 1) => return None,
                (Some(_), _) => seen |= 1 << index,
                (None, _) if slot.required => return None,
                (None, _) => {}
            }
        }
        Some(seen)
    }

    /// One pass over the members, with at most 64 slots: those that are there, if all
    /// is well.
    fn by_member_of_few<'a, I: Instance<'a>>(
        &self,
        objects: &Objects,
        members: I::Members,
        depth: u32,
    ) -> Option<u64> {
        let mut seen: u64 = 0;
        let mut next = 0;
        let well = members.all(&mut |name, value| {
            let mut evaluated = false;
            // Most objects come in the order of their schema.
            let slot = match objects.keys.is_at(next, name) {
                true => Some(next),
                false => objects.slot(name),
            };
            if let Some(index) = slot
                && let Some(slot) = objects.slots.get(index)
            {
                next = index + 1;
                seen |= 1 << index;
                if let Some(child) = slot.schema {
                    evaluated = true;
                    if !self.holds(child, value, depth + 1) {
                        return false;
                    }
                }
            }
            objects.free
                || (evaluated && objects.plain)
                || self.member_holds(objects, name, value, evaluated, depth)
        });
        (well && seen & objects.mask == objects.mask).then_some(seen)
    }

    /// One pass over the members. The slots that are there, if all is well.
    fn by_member<'a, I: Instance<'a>>(
        &self,
        objects: &Objects,
        members: I::Members,
        depth: u32,
    ) -> Option<Bits> {
        let mut seen = Bits::default();
        let mut required = 0;
        let well = members.all(&mut |name, value| {
            let mut evaluated = false;
            if let Some((index, slot)) = objects
                .slot(name)
                .and_then(|index| Some((index, objects.slots.get(index)?)))
            {
                if seen.insert(index) && slot.required {
                    required += 1;
                }
                if let Some(child) = slot.schema {
                    evaluated = true;
                    if !self.holds(child, value, depth + 1) {
                        return false;
                    }
                }
            }
            objects.free || self.member_holds(objects, name, value, evaluated, depth)
        });
        (well && required == objects.required).then_some(seen)
    }

    fn member_holds<'a, I: Instance<'a>>(
        &self,
        objects: &Objects,
        name: &'a str,
        value: I,
        mut evaluated: bool,
        depth: u32,
    ) -> bool {
        for (pattern, child) in &objects.patterns {
            if pattern.is_match(name) {
                evaluated = true;
                if !self.holds(*child, value, depth + 1) {
                    return false;
                }
            }
        }
        if let Some(additional) = objects.additional
            && !evaluated
            && !self.holds(additional, value, depth + 1)
        {
            return false;
        }
        let named = |child: Child| self.holds(child, Name(name), depth + 1);
        objects.names.is_none_or(named)
    }

    fn dependents_hold<'a, I: Instance<'a>>(
        &self,
        objects: &Objects,
        seen: &Bits,
        instance: I,
        depth: u32,
    ) -> bool {
        let present = |slot: u32| seen.contains(slot as usize);
        let compares = |rule| comparison_holds(rule, objects, instance);
        objects
            .dependent_required
            .iter()
            .all(|(first, others)| !present(*first) || others.iter().all(|slot| present(*slot)))
            && objects.rules.iter().all(|rule| {
                rule.severity == Severity::Advice
                    || (Objects::rule_holds(rule, &present) && compares(rule))
            })
            && objects
                .dependent_schemas
                .iter()
                .all(|(first, child)| !present(*first) || self.holds(*child, instance, depth + 1))
    }
}

/// Arrays and objects: the types with unevaluated parts.
const CONTAINERS: u8 = 16 | 32;

impl Branches {
    /// The alternatives that must be tried: not those that the type or the tag rules
    /// out.
    #[inline]
    fn candidates<'a, I: Instance<'a>>(&self, instance: I) -> impl Iterator<Item = Child> {
        let tag = self.tag.as_ref().and_then(|tag| {
            let ValueRef::Object(members) = instance.value_ref() else {
                return None;
            };
            let found = members.get(&tag.name);
            Some((tag, found.and_then(|found| found.value_ref().tag_value())))
        });
        let children = self.children.iter().enumerate();
        children.filter_map(move |(index, child)| match &tag {
            Some((tag, found)) => tag.allows(index, *found).then_some(*child),
            None => Some(*child),
        })
    }
}
