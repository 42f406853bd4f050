//! Objects: keys to slots, required and unknown properties, rules.
//!
//! Generated code names one slot per field, in the order of its shape, and
//! calls [`Reader::object`]; everything else happens here, once for all types.

use std::borrow::Cow;

use super::instance_path::SchemaStep;
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

/// The target of properties that a shape does not name.
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

/// So many undeclared properties are looked at for one that is misspelt.
const MOST_UNDECLARED: usize = 32;

/// Whether `rest`, which begins with `chunk`, is the field's name, a quote and a colon.
#[inline]
fn is_key(field: &Field, chunk: u64, rest: &[u8]) -> bool {
    let name = field.name.as_bytes();
    let starts = chunk & field.mask == field.head && field.mask != 0;
    let (true, Some((key, end))) = (starts, rest.split_at_checked(name.len())) else {
        return false;
    };
    end.first_chunk() == Some(b"\":") && (name.len() <= 8 || key.get(8..) == name.get(8..))
}

/// The length of the key at the start of `rest`, whose first eight bytes are those of `chunk`.
#[inline]
fn key_length(rest: &[u8], chunk: u64) -> usize {
    const ONES: u64 = u64::MAX / 255;
    // The lowest byte that is zero in `x` has its high bit set, and no byte below it.
    let x = chunk ^ (ONES * u64::from(b'"'));
    match x.wrapping_sub(ONES) & !x & (ONES * 128) {
        0 => plain_end(rest, 8),
        found => (found.trailing_zeros() / 8) as usize,
    }
}

/// The state of the object being read.
struct Open {
    shape: &'static Shape,
    layout: &'static Layout,
    at: usize,
    seen: Bits,
    /// Seen, and not a `null` that means absent; kept if rules need it.
    present: Bits,
    /// Seen, but its value could not be read.
    failed: Bits,
    count: u64,
}

impl<'a> Reader<'a> {
    /// Reads an object into `slots`, one for each field of `shape`, and unnamed properties into
    /// `extra`, if there is one. `false` if it is no object or lacks a required property or its
    /// value, after reporting that.
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

    /// Enters an object to inspect its keys; `false` if there is none.
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
        let layout = open.layout;
        let mut expected = 0;
        loop {
            let key_at = self.pos;
            open.count += 1;
            // Most objects come in schema order.
            let found = match layout.fields.get(expected) {
                Some(field) if self.plain_key(field) => Some((expected, field)),
                _ => self.other_key(open, key_at, extra),
            };
            if let Some((index, field)) = found {
                self.field(open, slots, index, field, key_at);
                expected = index + 1;
            }
            if self.stopped || self.after_element(b'}', "an object") {
                return;
            }
        }
    }

    /// Whether the field's name comes next in its plain spelling; if so, skips it and its colon.
    #[inline]
    fn plain_key(&mut self, field: &Field) -> bool {
        let Some((chunk, rest)) = self.key_start() else {
            return false;
        };
        let found = is_key(field, chunk, rest);
        if found {
            self.past_key(field);
        }
        found
    }

    /// The text after a quote, and its first eight bytes.
    #[inline]
    fn key_start(&self) -> Option<(u64, &'a [u8])> {
        let (quote, rest) = self.text.as_bytes().get(self.pos..)?.split_first()?;
        let chunk = rest.first_chunk().filter(|_| *quote == b'"')?;
        Some((u64::from_le_bytes(*chunk), rest))
    }

    #[inline]
    fn past_key(&mut self, field: &Field) {
        // Two quotes and a colon.
        self.pos += field.name.len() + 3;
        self.skip_space();
    }

    /// Reads past any key: the field that it names. One that names none is read with its value.
    #[inline(never)]
    fn other_key(
        &mut self,
        open: &Open,
        key_at: usize,
        extra: &mut [&mut dyn Extra],
    ) -> Option<(usize, &'static Field)> {
        match self.find_plain_key(open.layout) {
            Some((index, field)) => {
                self.past_key(field);
                Some((index, field))
            }
            None => self.spelled_key(open, key_at, extra),
        }
    }

    /// The same if the key has escapes, or space before its colon, or names no field.
    #[inline(never)]
    fn spelled_key(
        &mut self,
        open: &Open,
        key_at: usize,
        extra: &mut [&mut dyn Extra],
    ) -> Option<(usize, &'static Field)> {
        let key = self.key()?;
        let found = open.layout.find(&key);
        if found.is_none() {
            self.unknown(open, key, key_at, extra);
        }
        found
    }

    /// The field whose name comes next in its plain spelling: eight bytes distinguish most names.
    #[inline]
    fn find_plain_key<'l>(&self, layout: &'l Layout) -> Option<(usize, &'l Field)> {
        let (chunk, rest) = self.key_start()?;
        let wanted = |field: &Field| is_key(field, chunk, rest);
        let length = key_length(rest, chunk);
        layout.find_by(chunk & mask(length), length, wanted)
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
        let fault = Fault::of("duplicateKey", [("property", key.to_owned().into())]);
        self.type_error(key_at, fault);
    }

    fn unknown(
        &mut self,
        open: &Open,
        key: Cow<'a, str>,
        key_at: usize,
        extra: &mut [&mut dyn Extra],
    ) {
        self.place.set_field(None);
        self.union_memo.undeclared(open.at);
        match (open.shape.unknown, extra) {
            (Unknown::Keep(..), [extra]) => {
                if extra.contains(&key) {
                    self.duplicate(&key, key_at);
                    self.skip_value();
                    return;
                }
                self.place.push(SchemaStep::others(open.shape.unknown_by));
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

    /// The undeclared properties of an object that has been read, if they matter: among the
    /// alternatives of a union, one may be the misspelling of a missing property.
    fn undeclared(&mut self, open: &Open) -> Vec<Cow<'a, str>> {
        let mut found = Vec::new();
        if self.union_memo.depth == 0 || self.problems.len() >= self.limit {
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
        for constraints in [&*open.layout.constraints, constraints] {
            for constraint in constraints {
                if let Some(fault) = check_property_count(constraint, open.count) {
                    self.broken(open.at, fault);
                }
            }
            self.check_equality(open.at, constraints);
        }
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

    /// Checks the constraints between the members.
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
        self.place.push(SchemaStep::Values);
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
