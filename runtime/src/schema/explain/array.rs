//! Keywords for arrays, explained.

use super::super::equal::first_duplicate;
use super::super::instance::{Instance, Items, Members, ValueRef};
use super::super::leaf::broken_counts;
use super::super::program::{Arrays, Child, Contains, ProgramNode};
use super::{Explain, Segment, Unit};
use crate::Value;
use crate::fault::Fault;

impl<'p, 'a> Explain<'p, 'a> {
    pub(super) fn array<I: Instance<'a>>(
        &mut self,
        node: &'p ProgramNode,
        arrays: &'p Arrays,
        instance: I,
        items: I::Items,
        depth: u32,
        out: &mut Vec<Unit>,
    ) -> bool {
        let at = instance.offset();
        let count = items.count() as u64;
        let mut faults: Vec<Fault> = broken_counts(&arrays.counts, count).collect();
        if let Some(indices) = first_duplicate::<I>(items).filter(|_| arrays.unique) {
            faults.push(Fault::duplicate(indices));
        }
        let mut valid = faults.is_empty();
        for fault in faults {
            self.assertion(node, at, fault, out);
        }
        valid &= self.elements(node, arrays, instance, items, depth, out);
        if let Some(contains) = &arrays.contains {
            valid &= self.contains(node, contains, instance, items, depth, out);
        }
        valid
    }

    fn elements<I: Instance<'a>>(
        &mut self,
        node: &'p ProgramNode,
        arrays: &'p Arrays,
        instance: I,
        items: I::Items,
        depth: u32,
        out: &mut Vec<Unit>,
    ) -> bool {
        let mut valid = true;
        let (count, prefix) = (items.count(), arrays.prefix.len());
        for (index, (child, item)) in arrays.prefix.iter().zip(items.each()).enumerate() {
            let steps = ["prefixItems", &index.to_string()];
            valid &= self.descend(Segment::Index(index), &steps, *child, item, depth, out);
        }
        if self.full && valid && prefix > 0 && count > 0 {
            let last = prefix.min(count) - 1;
            let seen = match last + 1 == count {
                true => Value::Bool(true),
                false => Value::from(last as u64),
            };
            self.annotate(node, "prefixItems", instance, seen, out);
        }
        let Some(child) = arrays.items.filter(|_| count > prefix) else {
            return valid;
        };
        if self.refuses(child) {
            let fault = Fault::counted("items", prefix as u64, count as u64);
            self.assertion(node, instance.offset(), fault, out);
            return false;
        }
        let mut rest = true;
        for (index, item) in items.each().enumerate().skip(prefix) {
            rest &= self.descend(Segment::Index(index), &["items"], child, item, depth, out);
        }
        if self.full && rest {
            self.annotate(node, "items", instance, Value::Bool(true), out);
        }
        valid && rest
    }

    fn contains<I: Instance<'a>>(
        &mut self,
        node: &'p ProgramNode,
        contains: &'p Contains,
        instance: I,
        items: I::Items,
        depth: u32,
        out: &mut Vec<Unit>,
    ) -> bool {
        let mut found: Vec<u64> = Vec::new();
        for (index, item) in (0..).zip(items.each()) {
            if self.run.holds(contains.schema, item, depth + 1) {
                found.push(index);
            }
        }
        let count = found.len() as u64;
        let Some(keyword) = contains.verdict(count) else {
            if self.full && count > 0 {
                let seen = match count == items.count() as u64 {
                    true => Value::Bool(true),
                    false => Value::from(found),
                };
                self.annotate(node, "contains", instance, seen, out);
            }
            return true;
        };
        let limit = match keyword {
            "maxContains" => contains.max.unwrap_or_default(),
            _ => contains.least(),
        };
        let fault = Fault::counted(keyword, limit, count);
        self.assertion(node, instance.offset(), fault, out);
        false
    }

    /// `unevaluatedItems` and `unevaluatedProperties`.
    pub(super) fn unevaluated<I: Instance<'a>>(
        &mut self,
        node: &'p ProgramNode,
        child: Child,
        instance: I,
        depth: u32,
        out: &mut Vec<Unit>,
    ) -> bool {
        let marks = self.run.evaluated(node, instance, depth);
        let mut valid = true;
        match instance.value_ref() {
            ValueRef::Array(items) => {
                const KEYWORD: &str = "unevaluatedItems";
                for (index, item) in items.each().enumerate() {
                    if marks.has(index) {
                        continue;
                    }
                    let segment = Segment::Index(index);
                    if self.refuses(child) {
                        self.path.push(segment);
                        let fault = Fault::of(KEYWORD, []);
                        self.assertion(node, item.offset(), fault, out);
                        self.path.pop();
                        valid = false;
                    } else {
                        valid &= self.descend(segment, &[KEYWORD], child, item, depth, out);
                    }
                }
            }
            ValueRef::Object(members) => {
                let mut index = 0;
                members.all(&mut |name, value| {
                    if !marks.has(index) {
                        let keyword = "unevaluatedProperties";
                        valid &= self.other::<I>(
                            node,
                            keyword,
                            child,
                            (name, value, members.key_offset(name)),
                            depth,
                            out,
                        );
                    }
                    index += 1;
                    true
                });
            }
            _ => {}
        }
        if self.full && valid {
            let (keyword, seen) = match instance.value_ref() {
                ValueRef::Object(members) => {
                    let mut names: Vec<&str> = Vec::new();
                    let mut index = 0;
                    members.all(&mut |name, _| {
                        if !marks.has(index) {
                            names.push(name);
                        }
                        index += 1;
                        true
                    });
                    ("unevaluatedProperties", Value::from(names))
                }
                _ => ("unevaluatedItems", Value::Bool(true)),
            };
            self.annotate(node, keyword, instance, seen, out);
        }
        valid
    }

    /// Whether a subschema refuses everything.
    pub(super) fn refuses(&self, child: Child) -> bool {
        self.run.program.node(child.goal).boolean == Some(false)
    }
}
