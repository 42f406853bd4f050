//! `anyOf` and `oneOf`: which alternative is reported if none holds.
//!
//! As for typed values: alternatives that the value's JSON type or its tag rules out are not tried,
//! nor those that lack a required property while others lack none; a single candidate is reported
//! directly; of several, the one with the fewest problems is reported after the union, and the
//! others are folded under the union.

use std::collections::BTreeSet;

use super::super::instance::{Instance, Members, ValueRef};
use super::super::program::{Branches, Child, InPlace, Objects, ProgramNode};
use super::super::tag::Tag;
use super::alternative_name::name_of;
use super::{Explain, Segment, Unit};
use crate::alternative::{Distance, Failed, Other, Others, fold};
use crate::fault::Fault;
use crate::{Types, Value};

/// How deep subschemas are looked into at a glance.
const GLANCE: u32 = 4;

/// So many subschemas are looked into for the members of one object.
const MOST_STEPS: u32 = 1_000;

/// One of the alternatives, by its index among them.
type Candidate = (usize, Child);

impl<'p, 'a> Explain<'p, 'a> {
    pub(super) fn union<I: Instance<'a>>(
        &mut self,
        node: &'p ProgramNode,
        keyword: &'static str,
        branches: &'p Branches,
        instance: I,
        depth: u32,
        out: &mut Vec<Unit>,
    ) -> bool {
        let children = &branches.children;
        if self.full {
            return self.all_branches(node, keyword, children, instance, depth, out);
        }
        let kind = instance.value_ref().kind();
        let candidates = children.iter().copied().enumerate();
        let mut candidates: Vec<Candidate> = candidates
            .filter(|(_, child)| child.possible & kind != 0)
            .collect();
        if let Some(allowed) = self.constants(children) {
            let value_ref = instance.value_ref();
            let text = match value_ref {
                ValueRef::Text(text) => Some(text),
                _ => None,
            };
            let holds = candidates
                .iter()
                .any(|(_, child)| self.run.holds(*child, instance, depth + 1));
            if candidates.is_empty() && node.types & kind == 0 {
                return false; // reported by its type
            }
            if !holds && !candidates.is_empty() {
                let fault = Fault::listed(keyword, allowed, text);
                self.blame(node, keyword, instance.offset(), fault, out);
                return false;
            }
        }
        if candidates.is_empty() {
            self.no_branch(node, keyword, children, instance, out);
            return false;
        }
        if let (Some(tag), ValueRef::Object(members)) = (&branches.tag, instance.value_ref()) {
            let found = members.get(&tag.name);
            let found = found.and_then(|found| found.value_ref().tag_value());
            candidates.retain(|(index, _)| tag.allows(*index, found));
            if candidates.is_empty() {
                self.refused_tag::<I>(node, keyword, tag, (instance, members), out);
                return false;
            }
        }
        if let ValueRef::Object(members) = instance.value_ref() {
            // A constant that the object has selects, whatever else it lacks.
            let selected = candidates
                .iter()
                .map(|(_, child)| self.selects::<I>(*child, members, depth));
            let selected: Vec<Option<bool>> = selected.collect();
            if selected.contains(&Some(true)) {
                let mut selected = selected.iter();
                candidates.retain(|_| selected.next() != Some(&Some(false)));
            }
            let lacks = |candidate: &&Candidate| self.lacks::<I>(candidate.1, members);
            if candidates.iter().any(|candidate| !lacks(&candidate)) {
                candidates.retain(|candidate| !lacks(&candidate));
            }
        }
        match candidates.as_slice() {
            [(_, only)] => self.schema(*only, instance, depth + 1, out),
            several => self.nearest(node, keyword, several, instance, depth, out),
        }
    }

    /// Whether the required properties for which a subschema lists values have one of them;
    /// nothing where the object has none of these.
    fn selects<I: Instance<'a>>(
        &self,
        child: Child,
        members: I::Members,
        depth: u32,
    ) -> Option<bool> {
        let objects = self.run.program.node(child.goal).object.as_deref()?;
        let slots = objects.keys.names().iter().zip(&objects.slots);
        let holds = slots.filter_map(|(name, slot)| {
            let schema = slot.schema.filter(|_| slot.required)?;
            let node = self.run.program.node(schema.goal);
            let lists = node.constant.is_some() || node.enumeration.is_some();
            let value = members.get(name).filter(|_| lists)?;
            Some(self.run.holds(schema, value, depth + 1))
        });
        holds.reduce(|all, one| all && one)
    }

    /// Whether an object of these members lacks one that the subschema requires.
    fn lacks<I: Instance<'a>>(&self, child: Child, members: I::Members) -> bool {
        let node = self.run.program.node(child.id);
        let is_missing = |objects: &Objects| {
            let mut slots = objects.keys.names().iter().zip(&objects.slots);
            slots.any(|(name, slot)| slot.required && members.get(name).is_none())
        };
        node.object.as_deref().is_some_and(is_missing)
            || node.in_place.iter().any(|applicator| match applicator {
                InPlace::Ref(child) => self.lacks::<I>(*child, members),
                InPlace::AllOf(all) => all.iter().any(|one| self.lacks::<I>(*one, members)),
                _ => false,
            })
    }

    /// The values of alternatives that are all constants.
    fn constants(&self, children: &[Child]) -> Option<Vec<Value>> {
        let value = |child: &Child| {
            let node = self.run.program.node(child.id);
            let alone = node.enumeration.is_none()
                && node.number.is_none()
                && node.text.is_none()
                && node.in_place.is_empty();
            let value = node.constant.as_deref().filter(|_| alone)?;
            let scalar = value.as_str().is_some() || value.as_i64().is_some();
            scalar.then(|| value.clone())
        };
        let listed: Vec<Value> = children.iter().map(value).collect::<Option<_>>()?;
        let texts = listed
            .iter()
            .filter(|value| value.as_str().is_some())
            .count();
        let is_new = |at: usize| {
            !listed
                .iter()
                .take(at)
                .any(|one| Some(one) == listed.get(at))
        };
        let is_enum = (texts == 0 || texts == listed.len()) && (0..listed.len()).all(is_new);
        (is_enum && listed.len() > 1).then_some(listed)
    }

    /// No alternative has the value's tag: a missing one is reported at the object, else at the tag.
    fn refused_tag<I: Instance<'a>>(
        &mut self,
        node: &'p ProgramNode,
        keyword: &'static str,
        tag: &'p Tag,
        (instance, members): (I, I::Members),
        out: &mut Vec<Unit>,
    ) {
        let mut found = None;
        members.all(&mut |name, value| {
            let is_tag = name == &*tag.name;
            if is_tag {
                found = Some((name, value));
            }
            !is_tag
        });
        let Some((name, value)) = found else {
            let fault = Fault::required(tag.name.to_string());
            self.assertion(node, instance.offset(), fault, out);
            return;
        };
        let mut seen = BTreeSet::new();
        let allowed = tag.selecting().cloned();
        let allowed: Vec<Value> = allowed
            .filter(|value| seen.insert(value.to_string()))
            .collect();
        let found = value.value_ref();
        let kinds = allowed.iter().map(Instance::kind);
        let kinds = kinds.fold(0, |all, kind| all | kind);
        let fault = match found {
            ValueRef::Text(text) if kinds & Types::STRING.0 != 0 => {
                Fault::tag(keyword, tag.name.to_string(), Some(text), allowed)
            }
            _ if kinds & found.kind() != 0 => {
                Fault::tag(keyword, tag.name.to_string(), None, allowed)
            }
            _ => Fault::types(Types(kinds), true, found.name()),
        };
        self.path.push(Segment::Key(name));
        self.assertion(node, value.offset(), fault, out);
        self.path.pop();
    }

    /// No alternative has the value's type.
    fn no_branch<I: Instance<'a>>(
        &mut self,
        node: &'p ProgramNode,
        keyword: &'static str,
        children: &[Child],
        instance: I,
        out: &mut Vec<Unit>,
    ) {
        let possible = |child: &Child| child.possible;
        let types = children.iter().map(possible).fold(0, |a, b| a | b);
        let integers = children.iter().all(|child| self.only_integers(*child, 0));
        let fault = match types {
            0 => Fault::union(keyword, 0, ""),
            types => Fault::types(Types(types), integers, instance.value_ref().name()),
        };
        self.blame(node, keyword, instance.offset(), fault, out);
    }

    /// Whether all accepted numbers are integers, as far as a shallow look shows.
    fn only_integers(&self, child: Child, depth: u32) -> bool {
        if child.possible & Types::NUMBER.0 == 0 {
            return true;
        }
        let node = self.run.program.node(child.goal);
        let inside = |applicator: &InPlace| match applicator {
            InPlace::AnyOf(branches) | InPlace::OneOf(branches) => {
                let mut inside = branches.children.iter();
                inside.all(|one| self.only_integers(*one, depth + 1))
            }
            _ => false,
        };
        node.integers || (depth < GLANCE && node.in_place.iter().any(inside))
    }

    fn nearest<I: Instance<'a>>(
        &mut self,
        node: &'p ProgramNode,
        keyword: &'static str,
        candidates: &[Candidate],
        instance: I,
        depth: u32,
        out: &mut Vec<Unit>,
    ) -> bool {
        let mut holding = 0u64;
        let mut held = Vec::new();
        let mut failed: Vec<(Child, Failed<Unit>)> = Vec::new();
        let outer = self.omitted;
        for candidate in candidates {
            let mut units = Vec::new();
            self.omitted = 0;
            self.trying += 1;
            let holds = self.schema(candidate.1, instance, depth + 1, &mut units);
            self.trying -= 1;
            let omitted = std::mem::replace(&mut self.omitted, outer);
            if holds {
                holding += 1;
                held = units;
                if keyword == "anyOf" {
                    break;
                }
                continue;
            }
            let mut distance = Distance::new(omitted, self.undeclared(candidate.1, instance));
            for (unit, fault) in units
                .iter()
                .filter_map(|one| Some((one, one.fault.as_ref()?)))
            {
                distance.add(fault, unit.depth.saturating_sub(self.depth()));
            }
            let failure = Failed {
                index: candidate.0,
                distance,
                problems: units,
                omitted,
            };
            failed.push((candidate.1, failure));
        }
        if holding == 1 || (holding > 0 && keyword == "anyOf") {
            held.into_iter().for_each(|unit| self.push(unit, out));
            return true;
        }
        if holding > 0 {
            failed.clear();
        }
        self.blame_union(node, keyword, instance.offset(), (holding, failed), out);
        false
    }

    /// How many members of an object an alternative does not declare.
    fn undeclared<I: Instance<'a>>(&self, child: Child, instance: I) -> usize {
        let mut count = 0;
        let mut steps = MOST_STEPS;
        if let ValueRef::Object(members) = instance.value_ref() {
            members.all(&mut |name, _| {
                count += usize::from(!self.declares(child, name, &mut steps, 0));
                steps > 0
            });
        }
        count
    }

    /// Whether a subschema declares a member, as far as a shallow look shows.
    fn declares(&self, child: Child, name: &str, steps: &mut u32, depth: u32) -> bool {
        *steps = steps.saturating_sub(1);
        if *steps == 0 {
            return true;
        }
        let node = self.run.program.node(child.goal);
        let by_name = |objects: &Objects| {
            let slot = objects.slot(name).and_then(|at| objects.slots.get(at));
            slot.is_some_and(|slot| slot.schema.is_some())
                || objects
                    .patterns
                    .iter()
                    .any(|(pattern, _)| pattern.is_match(name))
        };
        let mut inside = |children: &[Child]| {
            let mut children = children.iter();
            children.any(|one| self.declares(*one, name, steps, depth + 1))
        };
        node.object.as_deref().is_some_and(by_name)
            || (depth < GLANCE
                && node.in_place.iter().any(|applicator| match applicator {
                    InPlace::Ref(child) => inside(std::slice::from_ref(child)),
                    InPlace::AllOf(children) => inside(children),
                    InPlace::AnyOf(branches) | InPlace::OneOf(branches) => {
                        inside(&branches.children)
                    }
                    InPlace::Not(_) | InPlace::If { .. } => false,
                }))
    }

    fn blame_union(
        &mut self,
        node: &'p ProgramNode,
        keyword: &'static str,
        at: Option<usize>,
        (holding, failed): (u64, Vec<(Child, Failed<Unit>)>),
        out: &mut Vec<Unit>,
    ) {
        let (children, failed): (Vec<Child>, Vec<_>) = failed.into_iter().unzip();
        let indices: Vec<usize> = failed.iter().map(|one| one.index).collect();
        let beside = node.in_place.iter().flat_map(|one| match one {
            InPlace::AnyOf(all) if keyword == "anyOf" => &*all.children,
            InPlace::OneOf(all) if keyword == "oneOf" => &*all.children,
            _ => &[],
        });
        let beside = beside.map(|child| self.run.program.node(child.id));
        let beside: Vec<&ProgramNode> = beside.collect();
        let named = &mut |index: usize| {
            let place = indices.iter().position(|own| *own == index);
            let child = place.and_then(|place| children.get(place));
            let node = child.map(|child| self.run.program.node(child.id));
            node.map_or_else(Default::default, |node| {
                let name = name_of(self.run.program, node, &beside);
                (name.unwrap_or_default(), node.pointer.to_string())
            })
        };
        let (nearest, others) = fold(keyword, failed, named, &first_unit);
        let name = nearest.as_ref().map_or("", |(_, name)| name);
        let fault = Fault::union(keyword, holding, name);
        let mut unit = self.at_keyword(node, keyword, at, Some(fault));
        unit.others = others;
        self.push(unit, out);
        if let Some((nearest, _)) = nearest {
            nearest
                .problems
                .into_iter()
                .for_each(|unit| self.push(unit, out));
            self.omitted += nearest.omitted;
        }
    }

    /// For output formats: every alternative.
    fn all_branches<I: Instance<'a>>(
        &mut self,
        node: &'p ProgramNode,
        keyword: &'static str,
        children: &[Child],
        instance: I,
        depth: u32,
        out: &mut Vec<Unit>,
    ) -> bool {
        let mut units = Vec::new();
        let mut holding = 0u64;
        for (index, child) in children.iter().enumerate() {
            let steps = [keyword, &index.to_string()];
            holding += u64::from(self.apply(&steps, *child, instance, depth, &mut units));
        }
        let valid = holding == 1 || (holding > 0 && keyword == "anyOf");
        self.branches_unit(
            node,
            keyword,
            instance.offset(),
            (holding, valid, units),
            out,
        );
        valid
    }

    fn branches_unit(
        &mut self,
        node: &'p ProgramNode,
        keyword: &'static str,
        at: Option<usize>,
        (holding, valid, children): (u64, bool, Vec<Unit>),
        out: &mut Vec<Unit>,
    ) {
        let fault = Fault::union(keyword, holding, "");
        let unit = self.at_keyword(node, keyword, at, (!valid).then_some(fault));
        out.push(Unit { children, ..unit });
    }
}

/// Of all that is wrong with an alternative, the first; of a union within, that none of its
/// alternatives holds is enough.
fn first_unit(units: Vec<Unit>) -> Option<Unit> {
    let first = units.into_iter().next()?;
    let others = Others::default();
    Some(Unit { others, ..first })
}

impl<P> Others<P> {
    /// The same with other reasons.
    pub(crate) fn map<Q>(self, reason: &mut dyn FnMut(P) -> Q) -> Others<Q> {
        let list = self.list.into_iter().map(|other| Other {
            name: other.name,
            schema: other.schema,
            reason: Box::new(reason(*other.reason)),
            more: other.more,
        });
        Others {
            list: list.collect(),
            omitted: self.omitted,
        }
    }
}
