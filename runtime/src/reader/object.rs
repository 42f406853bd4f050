//! Objects: keys to slots, required and unknown properties, rules.
//!
//! Generated code names one slot per field, in the order of its shape, and
//! calls [`Reader::object`]; everything else happens here, once for all types.

use std::borrow::Cow;

use super::instance_path::Step;
use super::{Problem, Reader};
use crate::bits::Bits;
use crate::check::check_property_count;
use crate::fault::Fault;
use crate::layout::{Field, Layout, mask};
use crate::rules::{KEYWORD, broken_rules};
use crate::scan::plain_end;
use crate::shape::{Checks, Constraint, Shape, Unknown};
use crate::view::{Node, value_constraints};
use crate::{Map, Model, Value};

/// Where the properties go that a shape does not name.
pub trait Extra {
    /// Whether there is a property of this name already.
    fn contains(&self, key: &str) -> bool;
    /// Reads the value of one of them.
    fn fill(&mut self, reader: &mut Reader<'_>, key: &str, checks: Checks);
}

impl<V: Model> Extra for Map<V> {
    fn contains(&self, key: &str) -> bool {
        self.contains_key(key)
    }

    fn fill(&mut self, reader: &mut Reader<'_>, key: &str, checks: Checks) {
        if let Some(value) = V::read_value(reader, checks) {
            self.insert_new(key.to_owned(), value);
        }
    }
}

/// Tables up to this length are searched from the front: that is as quick as a hash.
const SHORT: usize = 8;

/// So many undeclared properties are looked at for one that is misspelt.
const MOST_UNDECLARED: usize = 32;

/// How long the key is that begins at `start` with the eight bytes of `chunk`.
#[inline]
fn key_length(bytes: &[u8], start: usize, chunk: u64) -> usize {
    const ONES: u64 = u64::MAX / 255;
    // The lowest byte that is zero in `x` has its high bit set, and no byte below it.
    let x = chunk ^ (ONES * u64::from(b'"'));
    match x.wrapping_sub(ONES) & !x & (ONES * 128) {
        0 => plain_end(bytes, start + 8) - start,
        found => (found.trailing_zeros() / 8) as usize,
    }
}

/// What is known of the object being read.
struct Open {
    shape: &'static Shape,
    layout: &'static Layout,
    at: usize,
    seen: Bits,
    /// Seen, and not a `null` that stands for absent; kept where rules ask.
    present: Bits,
    /// Seen, but nothing could be read into the slot.
    failed: Bits,
    count: u64,
}

impl<'a> Reader<'a> {
    /// Reads an object into `slots`, one for each field of `shape`, and the properties that it does
    /// not name into the one of `extra`, if there is one. `false` where it is no object or lacks a
    /// required property or its value, after reporting that.
    pub fn object(
        &mut self,
        shape: &'static Shape,
        slots: &mut [&mut dyn Model],
        extra: &mut [&mut dyn Extra],
        checks: Checks,
    ) -> bool {
        let outer = self.place.enter(shape.pointer);
        let complete = if shape.evaluated.is_empty() {
            self.object_members(shape, slots, extra, checks)
        } else {
            self.evaluated(shape.evaluated, |reader| {
                reader.object_members(shape, slots, extra, checks)
            })
        };
        self.place.leave(outer);
        complete.is_some()
    }

    fn object_members(
        &mut self,
        shape: &'static Shape,
        slots: &mut [&mut dyn Model],
        extra: &mut [&mut dyn Extra],
        constraints: Checks,
    ) -> Option<()> {
        let at = self.pos;
        self.open_object()?;
        let mut open = Open {
            shape,
            layout: shape.layout(),
            at,
            seen: Bits::default(),
            present: Bits::default(),
            failed: Bits::default(),
            count: 0,
        };
        self.members(&mut open, slots, extra);
        self.place.set_field(None);
        self.close_object(&open, slots, constraints)
    }

    /// Goes into an object to look at its keys; `false` where there is none.
    pub(super) fn enter_object(&mut self) -> bool {
        let opened = self.open_object().is_some();
        opened && self.peek() != Some(b'}')
    }

    /// The next key of an object that is looked at, before its value.
    pub(super) fn next_key(&mut self) -> Option<Cow<'a, str>> {
        self.skip_space();
        if self.peek() == Some(b',') {
            self.pos += 1;
            self.skip_space();
        }
        if self.stopped || self.peek() != Some(b'"') {
            return None;
        }
        self.key()
    }

    fn open_object(&mut self) -> Option<()> {
        if self.peek() != Some(b'{') {
            self.wrong_type("object");
            return None;
        }
        if !self.descend() {
            return None;
        }
        self.pos += 1;
        self.skip_space();
        Some(())
    }

    fn members(
        &mut self,
        open: &mut Open,
        slots: &mut [&mut dyn Model],
        extra: &mut [&mut dyn Extra],
    ) {
        if self.peek() == Some(b'}') {
            self.pos += 1;
            return;
        }
        let fields = &open.layout.fields;
        let mut expected = 0;
        loop {
            let key_at = self.pos;
            open.count += 1;
            if let Some(index) = self.plain_key(open.layout, expected) {
                self.field(open, slots, index, &fields[index], key_at);
                expected = index + 1;
            } else {
                let Some(key) = self.key() else { return };
                match open.layout.find(&key) {
                    Some(index) => {
                        self.field(open, slots, index, &fields[index], key_at);
                        expected = index + 1;
                    }
                    None => self.unknown(open, key, key_at, extra),
                }
            }
            if self.stopped || self.after_element(b'}', "an object") {
                return;
            }
        }
    }

    /// The field whose name stands here in its plain spelling; if there is one, reads past the
    /// name and its colon. Most objects come in schema order, so the one at `expected` is tried
    /// first; and eight bytes tell most names apart.
    #[inline]
    fn plain_key(&mut self, layout: &Layout, expected: usize) -> Option<usize> {
        let bytes = self.text.as_bytes();
        let start = self.pos + 1;
        let chunk = bytes.get(start..start + 8)?;
        let chunk = u64::from_le_bytes(<[u8; 8]>::try_from(chunk).ok()?);
        let wanted = |field: &Field| {
            chunk & field.mask == field.head && field.mask != 0 && self.rest_is(start, field)
        };
        let index = match layout.fields.get(expected) {
            Some(field) if wanted(field) => expected,
            _ if layout.fields.len() <= SHORT => layout.fields.iter().position(wanted)?,
            _ => {
                let length = key_length(bytes, start, chunk);
                layout.find_by(chunk & mask(length), length, wanted)?
            }
        };
        self.pos = start + layout.fields.get(index)?.name.len() + 2;
        self.skip_space();
        Some(index)
    }

    /// Whether what the first eight bytes do not tell of a key is the field's name.
    #[inline]
    fn rest_is(&self, start: usize, field: &Field) -> bool {
        let bytes = self.text.as_bytes();
        let end = start + field.name.len();
        // Quote, name, quote, colon; the text of a name is never compared in part.
        bytes.get(end..end + 2) == Some(b"\":")
            && bytes.get(start - 1) == Some(&b'"')
            && (field.name.len() <= 8
                || bytes.get(start + 8..end) == field.name.as_bytes().get(8..))
    }

    #[inline]
    fn field(
        &mut self,
        open: &mut Open,
        slots: &mut [&mut dyn Model],
        index: usize,
        field: &'static Field,
        key_at: usize,
    ) {
        self.place.set_field(Some(field));
        if !open.seen.insert(index) {
            self.duplicate(&field.name, key_at);
            self.skip_value();
            return;
        }
        let is_absent = field.null_is_absent && self.peek() == Some(b'n');
        if !is_absent && !open.shape.rules.is_empty() {
            open.present.insert(index);
        }
        let Some(slot) = slots.get_mut(index) else {
            return; // generated code has one for each field
        };
        if field.nullable && self.peek() == Some(b'n') {
            let at = self.pos;
            if self.null() {
                self.check(at, Node::Null, &field.constraints);
                slot.set_null();
            }
        } else if !slot.fill_slot(self, &field.constraints) {
            open.failed.insert(index);
        }
    }

    pub(super) fn duplicate(&mut self, key: &str, key_at: usize) {
        let fault = Fault::of("duplicateKey", [("property", Value::from(key))]);
        self.type_error(key_at, fault);
    }

    fn unknown(
        &mut self,
        open: &mut Open,
        key: Cow<'a, str>,
        key_at: usize,
        extra: &mut [&mut dyn Extra],
    ) {
        self.place.set_field(None);
        self.choices.undeclared(open.at);
        match (open.shape.unknown, extra) {
            (Unknown::Keep(..), [extra]) => {
                if extra.contains(&key) {
                    self.duplicate(&key, key_at);
                    self.skip_value();
                    return;
                }
                self.place.push(Step::others(open.shape.unknown_by));
                extra.fill(self, &key, &open.layout.kept);
                self.place.pop();
            }
            (Unknown::Deny, _) => {
                let names = open.layout.fields.iter().map(|field| &*field.name);
                let fault = Fault::unknown(open.shape.unknown_by, &key, names);
                self.type_error(key_at, fault);
                self.skip_value();
            }
            _ => self.skip_value(),
        }
    }

    fn close_object(
        &mut self,
        open: &Open,
        slots: &[&mut dyn Model],
        constraints: Checks,
    ) -> Option<()> {
        self.depth -= 1;
        if self.stopped {
            return None;
        }
        let complete = open.seen.covers(&open.layout.required);
        if !complete {
            self.incomplete(open);
        }
        if self.checks && !(open.layout.is_free && constraints.is_empty()) {
            self.check_object(open, constraints);
            self.check_members(open, slots);
        }
        let holds = complete && !open.failed.meets(&open.layout.required);
        holds.then_some(())
    }

    #[cold]
    fn incomplete(&mut self, open: &Open) {
        let undeclared = self.undeclared(open);
        for (index, field) in open.layout.fields.iter().enumerate() {
            if field.required && !open.seen.contains(index) {
                self.type_error(open.at, Fault::required_among(&field.name, &undeclared));
            }
        }
    }

    /// The properties of an object that has been read which its shape does not name, where that
    /// matters: among the alternatives of a union, where one may be a misspelt one that is missing.
    fn undeclared(&mut self, open: &Open) -> Vec<Cow<'a, str>> {
        let mut found = Vec::new();
        if self.choices.depth == 0 || self.problems.len() >= self.limit {
            return found;
        }
        let end = std::mem::replace(&mut self.pos, open.at);
        self.each_key(&mut |reader, key| {
            if open.layout.find(key).is_none() {
                found.push(Cow::Owned(key.to_owned()));
            }
            reader.skip_value();
            found.len() < MOST_UNDECLARED
        });
        self.pos = end;
        found
    }

    fn check_object(&mut self, open: &Open, constraints: Checks) {
        for constraint in open.layout.constraints.iter().chain(constraints) {
            if let Some(fault) = check_property_count(constraint, open.count) {
                self.broken(open.at, fault);
            }
        }
        self.check_equality(open.at, &open.layout.constraints);
        self.check_equality(open.at, constraints);
    }

    /// The values that the text read since `at` may be, which are compared as a whole.
    fn check_equality(&mut self, at: usize, constraints: &[Constraint]) {
        let is_equality =
            |one: &Constraint| matches!(one, Constraint::Const(_) | Constraint::Enum(_));
        if constraints.iter().any(is_equality) {
            let text = self.text.get(at..self.pos).unwrap_or_default();
            let value = Reader::new(text, false).document::<Value>();
            let value = value.unwrap_or_default();
            for one in constraints.iter().filter(|one| is_equality(one)) {
                self.check(at, value.view_value(), std::slice::from_ref(one));
            }
        }
    }

    /// What the members have to do with each other.
    fn check_members(&mut self, open: &Open, slots: &[&mut dyn Model]) {
        let value = |index: usize| match slots.get(index) {
            Some(slot) if open.seen.contains(index) && !open.failed.contains(index) => {
                open.shape.member(index, &**slot)
            }
            _ => Node::Absent,
        };
        let present = |index| open.present.contains(index);
        for fault in broken_rules(open.shape, &present, &value) {
            let schema = self.place.keyword(KEYWORD);
            self.add(Problem::new((open.at, self.depth), schema, fault));
        }
        #[cfg(feature = "evaluator")]
        self.check_conditionals(
            &open.layout.applicators,
            open.at,
            &crate::applicator::Members {
                has: &|index| open.seen.contains(index),
                value: &value,
            },
        );
    }

    /// Reads an object without declared properties.
    pub(crate) fn map<V: Model>(&mut self, constraints: Checks) -> Option<(Map<V>, usize)> {
        self.open_object()?;
        let values = value_constraints(constraints);
        let mut map = Map::new();
        let mut failed = 0;
        self.place.push(Step::Values);
        self.entries(&mut |r, key, key_at| {
            if map.contains_key(&key) {
                r.duplicate(&key, key_at);
                r.skip_value();
            } else if let Some(value) = V::read_value(r, values) {
                map.insert_new(key.into_owned(), value);
            } else {
                failed += 1;
            }
        });
        self.place.pop();
        self.depth -= 1;
        let count = map.len() + failed;
        (!self.stopped).then_some((map, count))
    }

    fn entries(&mut self, entry: &mut dyn FnMut(&mut Self, Cow<'a, str>, usize)) {
        if self.peek() == Some(b'}') {
            self.pos += 1;
            return;
        }
        loop {
            let key_at = self.pos;
            let Some(key) = self.key() else { return };
            entry(self, key, key_at);
            if self.stopped || self.after_element(b'}', "an object") {
                return;
            }
        }
    }
}
