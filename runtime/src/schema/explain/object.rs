//! Keywords for objects, explained.

use std::collections::BTreeSet;

use super::super::compare::comparison_holds;
use super::super::instance::{Instance, Members, Name};
use super::super::leaf::broken_counts;
use super::super::program::{Child, InPlace, Objects, ProgramNode};
use super::{Explain, Segment, Unit};
use crate::Value;
use crate::bits::Bits;
use crate::fault::Fault;
use crate::rules::KEYWORD;

/// So many undeclared members are looked at for one that is misspelt.
const MOST_UNDECLARED: usize = 32;

/// So many subschemas are looked at for the names that they declare.
const MOST_APPLIED: usize = 256;

/// The names that each of the three applicators to members has evaluated.
#[derive(Default)]
struct Seen<'a> {
    declared: Vec<&'a str>,
    matched: Vec<&'a str>,
    other: Vec<&'a str>,
}

impl<'p, 'a> Explain<'p, 'a> {
    pub(super) fn object<I: Instance<'a>>(
        &mut self,
        node: &'p ProgramNode,
        objects: &'p Objects,
        instance: I,
        members: I::Members,
        depth: u32,
        out: &mut Vec<Unit>,
    ) -> bool {
        let mut present = Bits::default();
        members.all(&mut |name, _| {
            if let Some(slot) = objects.slot(name) {
                present.insert(slot);
            }
            true
        });
        let count = members.count() as u64;
        let undeclared = match self.trying {
            0 => Vec::new(),
            _ => undeclared::<I>(objects, members),
        };
        let found = (count, &present, undeclared.as_slice());
        let valid = self.presence(node, objects, found, instance, out);
        let mut seen = Seen::default();
        let mut all = true;
        members.all(&mut |name, value| {
            all &= self.member::<I>(node, objects, (name, value, members), &mut seen, depth, out);
            true
        });
        for (slot, child) in &objects.dependent_schemas {
            if present.contains(*slot as usize) {
                let steps = ["dependentSchemas", objects.keys.name(*slot as usize)];
                all &= self.apply(&steps, *child, instance, depth, out);
            }
        }
        if self.full && all {
            self.annotate_members(node, objects, instance, seen, out);
        }
        valid && all
    }

    fn presence<I: Instance<'a>>(
        &mut self,
        node: &'p ProgramNode,
        objects: &'p Objects,
        (count, present, undeclared): (u64, &Bits, &[&str]),
        instance: I,
        out: &mut Vec<Unit>,
    ) -> bool {
        let at = instance.offset();
        let mut valid = true;
        for fault in presence(objects, count, present, undeclared) {
            valid = false;
            self.assertion(node, at, fault, out);
        }
        for fault in broken_rules(objects, instance, present) {
            valid &= !fault.refuses();
            self.blame(node, KEYWORD, at, fault, out);
        }
        valid
    }

    fn member<I: Instance<'a>>(
        &mut self,
        node: &'p ProgramNode,
        objects: &'p Objects,
        (name, value, members): (&'a str, I, I::Members),
        seen: &mut Seen<'a>,
        depth: u32,
        out: &mut Vec<Unit>,
    ) -> bool {
        let mut valid = true;
        let mut evaluated = false;
        let slot = objects.slot(name).and_then(|slot| objects.slots.get(slot));
        if let Some(child) = slot.and_then(|slot| slot.schema) {
            evaluated = true;
            seen.declared.push(name);
            let steps = ["properties", name];
            valid &= self.descend(Segment::Key(name), &steps, child, value, depth, out);
        }
        let mut matched = false;
        for (pattern, child) in &objects.patterns {
            if pattern.is_match(name) {
                matched = true;
                let steps = ["patternProperties", &pattern.source];
                valid &= self.descend(Segment::Key(name), &steps, *child, value, depth, out);
            }
        }
        if matched {
            seen.matched.push(name);
        }
        if let Some(child) = objects.additional.filter(|_| !evaluated && !matched) {
            seen.other.push(name);
            let key_at = members.key_offset(name);
            let keyword = "additionalProperties";
            valid &= self.other::<I>(node, keyword, child, (name, value, key_at), depth, out);
        }
        if let Some(child) = objects.names {
            valid &= self.name::<I>(node, child, (name, members), depth, out);
        }
        valid
    }

    /// `propertyNames`: an invalid name, and its violation.
    fn name<I: Instance<'a>>(
        &mut self,
        node: &'p ProgramNode,
        child: Child,
        (name, members): (&'a str, I::Members),
        depth: u32,
        out: &mut Vec<Unit>,
    ) -> bool {
        const NAMES: &str = "propertyNames";
        if self.full {
            return self.apply(&[NAMES], child, Name(name), depth, out);
        }
        self.path.push(Segment::Key(name));
        let mut causes = Vec::new();
        let valid = self.schema(child, Name(name), depth + 1, &mut causes);
        if !valid {
            let at = members.key_offset(name);
            let fault = Fault::of(NAMES, [("property", name.to_owned().into())]);
            self.assertion(node, at, fault, out);
            // The only position of a name in the text is its key.
            for mut cause in causes {
                cause.at = at;
                if cause
                    .fault
                    .as_ref()
                    .is_some_and(|f| f.code != "falseSchema")
                {
                    self.push(cause, out);
                }
            }
        }
        self.path.pop();
        valid
    }

    /// A member that no other keyword has evaluated.
    pub(super) fn other<I: Instance<'a>>(
        &mut self,
        node: &'p ProgramNode,
        keyword: &'static str,
        child: Child,
        (name, value, key_at): (&'a str, I, Option<usize>),
        depth: u32,
        out: &mut Vec<Unit>,
    ) -> bool {
        if !self.refuses(child) {
            return self.descend(Segment::Key(name), &[keyword], child, value, depth, out);
        }
        let declared = match keyword {
            "unevaluatedProperties" => self.declared_in_place(node),
            _ => node.object.iter().flat_map(|own| declared(own)).collect(),
        };
        let fault = Fault::unknown(keyword, name, declared.into_iter());
        self.path.push(Segment::Key(name));
        self.blame(node, keyword, key_at, fault, out);
        self.path.pop();
        false
    }

    /// The names that a subschema and those it applies to the same object declare.
    fn declared_in_place(&self, node: &'p ProgramNode) -> Vec<&'p str> {
        let mut names = Vec::new();
        let (mut seen, mut open) = (BTreeSet::new(), vec![node]);
        while let Some(node) = open.pop() {
            if seen.len() > MOST_APPLIED || !seen.insert(std::ptr::from_ref(node)) {
                continue;
            }
            names.extend(node.object.iter().flat_map(|own| declared(own)));
            let applied = node.in_place.iter();
            let applied = applied.filter(|one| !matches!(one, InPlace::Not(_)));
            let children = applied.flat_map(InPlace::children);
            open.extend(children.map(|child| self.node(child)));
        }
        names
    }

    fn annotate_members<I: Instance<'a>>(
        &mut self,
        node: &'p ProgramNode,
        objects: &Objects,
        instance: I,
        seen: Seen<'a>,
        out: &mut Vec<Unit>,
    ) {
        if objects.slots.iter().any(|slot| slot.schema.is_some()) {
            self.annotate(
                node,
                "properties",
                instance,
                Value::from(seen.declared),
                out,
            );
        }
        if !objects.patterns.is_empty() {
            let names = Value::from(seen.matched);
            self.annotate(node, "patternProperties", instance, names, out);
        }
        if objects.additional.is_some() {
            let names = Value::from(seen.other);
            self.annotate(node, "additionalProperties", instance, names, out);
        }
    }
}

/// The names of declared properties.
fn declared(objects: &Objects) -> impl Iterator<Item = &str> {
    let slots = objects.keys.names().iter().zip(&objects.slots);
    let declared = slots.filter(|(_, slot)| slot.schema.is_some());
    declared.map(|(name, _)| &**name)
}

/// Members that no keyword names, one of which may be a misspelt one that is missing.
fn undeclared<'a, I: Instance<'a>>(objects: &Objects, members: I::Members) -> Vec<&'a str> {
    let mut found = Vec::new();
    members.all(&mut |name, _| {
        if objects.slot(name).is_none() {
            found.push(name);
        }
        found.len() < MOST_UNDECLARED
    });
    found
}

/// The violations of presence and of comparisons of members; rules are separate.
fn presence(objects: &Objects, count: u64, present: &Bits, undeclared: &[&str]) -> Vec<Fault> {
    let mut out: Vec<Fault> = broken_counts(&objects.counts, count).collect();
    let is_present = |slot: u32| present.contains(slot as usize);
    let name = |slot: u32| objects.keys.name(slot as usize);
    for (index, slot) in (0..).zip(&objects.slots) {
        if slot.required && !is_present(index) {
            out.push(Fault::required_among(name(index), undeclared));
        }
    }
    for (first, others) in &objects.dependent_required {
        for other in others.iter().filter(|slot| !is_present(**slot)) {
            if is_present(*first) {
                out.push(Fault::dependent(name(*first), name(*other)));
            }
        }
    }
    out
}

/// Rules that do not hold.
fn broken_rules<'a, I: Instance<'a>>(
    objects: &Objects,
    instance: I,
    present: &Bits,
) -> impl Iterator<Item = Fault> {
    let is_present = |slot: u32| present.contains(slot as usize);
    let rules = objects.rules.iter().filter(move |rule| {
        !Objects::rule_holds(rule, &is_present) || !comparison_holds(rule, objects, instance)
    });
    rules.map(|rule| {
        let names = rule.fields.iter();
        let names = names.map(|slot| objects.keys.name(*slot as usize));
        let (id, words) = (rule.id.to_string(), rule.message.to_string());
        Fault::rule(
            rule.kind,
            names.collect(),
            id.into(),
            words.into(),
            rule.severity,
        )
    })
}
