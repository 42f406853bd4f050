//! Unions: which alternative a value is.
//!
//! Alternatives that the value's JSON type or its tag rules out are not tried, nor those that lack
//! a required property while others lack none. One that is left speaks for itself. Several
//! are read in order, each from the start of the value, with all constraints;
//! `anyOf` takes the first that holds, `oneOf` makes sure it is the only one.
//! Where none holds, the alternative with the fewest problems speaks, and the others are folded
//! under the union, each with its first problem.

use std::borrow::Cow;

use super::{Other, Problem, Reader, Slot, plain_end};
use crate::alternative::MAX_ALTERNATIVES;
use crate::bits::Bits;
use crate::place::Step;
use crate::shape::Constraint;
use crate::suggest::nearest;
use crate::{Map, Subschema, Value, View};

/// The table of one generated union.
#[derive(Debug)]
pub struct Union {
    /// The Rust name, for messages.
    pub name: &'static str,
    /// JSON pointer of its schema in the normalised schema.
    pub pointer: &'static str,
    /// How many alternatives must hold.
    pub kind: UnionKind,
    /// The property whose text says which alternative an object is; empty where there is none.
    pub tag: &'static str,
    /// The alternatives, in the order of the schema.
    pub branches: &'static [Branch],
    /// What no table says: schemas that the evaluator judges the value by.
    pub judges: &'static [Subschema],
}

/// How many alternatives of a union must hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum UnionKind {
    /// At least one (JSON Schema 2020-12 core, section 10.2.1.2).
    AnyOf,
    /// Exactly one (section 10.2.1.3).
    OneOf,
    /// The one whose JSON type the value has: a list of types (validation, section
    /// 6.1.1).
    TypeOf,
}

/// One alternative of a union.
#[derive(Debug)]
pub struct Branch {
    /// What the schema calls it: the type it refers to, or its title; empty where it has neither.
    pub name: &'static str,
    /// The JSON types it can have.
    pub types: Types,
    /// The values of the union's tag that mean this alternative; one without any is for all other
    /// values.
    pub tags: &'static [&'static str],
    /// Properties that an object must have to be this alternative and that not all of the
    /// alternatives ask for.
    pub required: &'static [&'static str],
    /// What its value must keep.
    pub constraints: &'static [Constraint],
}

/// A set of JSON types; an integer is a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Types(pub u8);

impl Types {
    /// `null`.
    pub const NULL: Self = Self(1);
    /// Booleans.
    pub const BOOLEAN: Self = Self(2);
    /// Numbers.
    pub const NUMBER: Self = Self(4);
    /// Strings.
    pub const STRING: Self = Self(8);
    /// Arrays.
    pub const ARRAY: Self = Self(16);
    /// Objects.
    pub const OBJECT: Self = Self(32);
    /// Every type.
    pub const ANY: Self = Self(63);

    /// The types of both.
    #[must_use]
    pub const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    const fn meets(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }
}

/// The state to go back to before trying another alternative.
pub(super) struct Saved {
    pub(super) pos: usize,
    depth: u32,
    pub(super) problems: usize,
    pub(super) omitted: usize,
    pub(super) shape_errors: usize,
    pub(super) errors: usize,
}

/// An alternative that was tried and did not hold.
struct Failed {
    index: usize,
    fits: bool,
    problems: Vec<Problem>,
    omitted: usize,
}

impl<'a> Reader<'a> {
    /// Reads a union: fills the slot of the alternative that holds and returns
    /// its index. `None` where none can, after reporting that.
    pub fn union(
        &mut self,
        union: &'static Union,
        slots: &mut [&mut dyn Slot],
        constraints: &'static [Constraint],
    ) -> Option<usize> {
        let at = self.pos;
        let outer = self.place.enter(union.pointer);
        let chosen = self.judged(union.judges, |reader| reader.alternatives(union, slots));
        self.place.leave(outer);
        if !constraints.is_empty() && self.checks && !self.stopped {
            // Rare: assertions beside a reference to the union.
            let text = self.text.get(at..self.pos).unwrap_or_default();
            let value = Reader::new(text, false)
                .document::<Value>()
                .unwrap_or_default();
            self.check(at, value.view(), constraints);
        }
        chosen
    }

    fn alternatives(
        &mut self,
        union: &'static Union,
        slots: &mut [&mut dyn Slot],
    ) -> Option<usize> {
        let found = self.next_type();
        if found == Types::OBJECT && !union.tag.is_empty() {
            return self.tagged(union, slots);
        }
        let candidates = union.those(|branch| branch.types.meets(found));
        if candidates.is_empty() {
            self.wrong_type(&expected(union));
            return None;
        }
        self.one_of(union, slots, candidates)
    }

    /// An object whose tag says which alternative it is.
    fn tagged(&mut self, union: &'static Union, slots: &mut [&mut dyn Slot]) -> Option<usize> {
        let at = self.pos;
        let tag = self.peek_text(union.tag);
        let text = tag.as_ref().map(|(_, text)| &**text);
        let mut candidates = union.those(|b| text.is_some_and(|text| b.tags.contains(&text)));
        if candidates.is_empty() {
            candidates = union.those(|b| b.types.meets(Types::OBJECT) && b.tags.is_empty());
        }
        if candidates.is_empty() {
            let parameters = self.unknown_tag(union, text);
            let at = tag.map_or(at, |(at, _)| at);
            self.skip_value();
            if !self.stopped {
                self.misshapen(at, union.kind.keyword(), parameters);
            }
            return None;
        }
        self.one_of(union, slots, candidates)
    }

    /// One of these alternatives.
    fn one_of(
        &mut self,
        union: &'static Union,
        slots: &mut [&mut dyn Slot],
        mut candidates: Bits,
    ) -> Option<usize> {
        if candidates.only().is_none() && self.peek() == Some(b'{') {
            candidates = self.complete(union, candidates);
        }
        if let Some(only) = candidates.only() {
            let before = self.shape_errors;
            self.alternative(union, slots, only);
            return (self.shape_errors == before).then_some(only);
        }
        self.choose(union, slots, &candidates)
    }

    /// The alternatives that lack no property; all of them where each lacks one.
    fn complete(&mut self, union: &'static Union, candidates: Bits) -> Bits {
        let required = |index: usize| union.branches.get(index).map_or(&[][..], |b| b.required);
        let mut missing: Vec<(usize, usize)> =
            candidates.iter().map(|i| (i, required(i).len())).collect();
        if missing.iter().all(|(_, count)| *count == 0) {
            return candidates;
        }
        self.each_key(&mut |reader, key| {
            for (index, count) in &mut missing {
                *count -= usize::from(*count > 0 && required(*index).contains(&key));
            }
            reader.skip_value();
            true
        });
        let mut complete = Bits::default();
        for (index, _) in missing.iter().filter(|(_, count)| *count == 0) {
            complete.insert(*index);
        }
        if complete.is_empty() {
            candidates
        } else {
            complete
        }
    }

    /// What is told of a tag that no alternative has.
    fn unknown_tag(&self, union: &Union, tag: Option<&str>) -> Map<Value> {
        let tags = union.branches.iter().flat_map(|branch| branch.tags);
        let allowed: Vec<&str> = tags.copied().collect();
        let mut parameters = Map::from([
            ("matches", Value::from(0u64)),
            ("property", Value::from(union.tag)),
        ]);
        if let Some(near) = tag.and_then(|tag| nearest(tag, allowed.iter().copied())) {
            parameters.insert("nearest", Value::from(near));
        }
        parameters.insert("allowed", Value::from(allowed));
        parameters
    }

    /// The text of a property of the object that stands here, and where it stands; the reader
    /// stays where it is.
    fn peek_text(&mut self, property: &str) -> Option<(usize, Cow<'a, str>)> {
        if let Some((at, text)) = self.first_text(property) {
            return Some((at, Cow::Borrowed(text)));
        }
        let mut found = None;
        self.each_key(&mut |reader, key| {
            if key != property {
                reader.skip_value();
                return true;
            }
            let at = reader.pos;
            let text = reader.peek() == Some(b'"');
            let text = text.then(|| reader.text_value("string")).flatten();
            found = text.map(|text| (at, text));
            false
        });
        found
    }

    /// The same where it comes first, in its plain spelling.
    fn first_text(&self, property: &str) -> Option<(usize, &'a str)> {
        let is_plain = plain_end(property.as_bytes(), 0) == property.len();
        let rest = self.text.get(self.pos..)?.strip_prefix("{\"")?;
        let rest = rest.strip_prefix(property)?.strip_prefix("\":\"")?;
        let start = self.text.len() - rest.len();
        let end = plain_end(self.text.as_bytes(), start);
        let ends = is_plain && self.text.as_bytes().get(end) == Some(&b'"');
        let text = self.text.get(start..end).filter(|_| ends)?;
        Some((start - 1, text))
    }

    /// Looks at the keys of the object that stands here until `look`, which reads past the value,
    /// says that it has seen enough; the reader stays where it is.
    fn each_key(&mut self, look: &mut dyn FnMut(&mut Self, &str) -> bool) {
        let saved = self.save();
        if self.enter_object() {
            while let Some(key) = self.next_key() {
                if !look(self, &key) {
                    break;
                }
            }
        }
        self.stopped = false;
        self.go_back(&saved);
    }

    fn choose(
        &mut self,
        union: &'static Union,
        slots: &mut [&mut dyn Slot],
        candidates: &Bits,
    ) -> Option<usize> {
        self.remembered(union, &mut |reader, known| {
            reader.choices.depth += 1;
            let chosen = match known {
                Some(known) => {
                    reader.alternative(union, slots, known);
                    Some(known)
                }
                None => reader.try_all(union, slots, candidates),
            };
            reader.choices.depth -= 1;
            chosen
        })
    }

    fn try_all(
        &mut self,
        union: &'static Union,
        slots: &mut [&mut dyn Slot],
        candidates: &Bits,
    ) -> Option<usize> {
        let at = self.pos;
        let checks = std::mem::replace(&mut self.checks, true);
        // Which alternative holds is seen by judging each in full.
        let judging = std::mem::replace(&mut self.judging, false);
        let saved = self.save();
        let mut end = at;
        let mut held: Vec<usize> = Vec::new();
        let mut failed: Vec<Failed> = Vec::new();
        for index in candidates.iter() {
            self.alternative(union, slots, index);
            if self.stopped {
                self.judging = judging;
                return None;
            }
            end = self.pos;
            if self.errors == saved.errors {
                held.push(index);
            } else {
                failed.push(Failed {
                    index,
                    omitted: self.omitted - saved.omitted,
                    fits: self.shape_errors == saved.shape_errors,
                    problems: self
                        .problems
                        .split_off(saved.problems.min(self.problems.len())),
                });
            }
            self.go_back(&saved);
            if union.kind != UnionKind::OneOf && !held.is_empty() {
                break;
            }
        }
        self.pos = end;
        self.checks = checks;
        self.judging = judging;
        match (held.as_slice(), union.kind) {
            ([index], _) | ([index, ..], UnionKind::AnyOf | UnionKind::TypeOf) => Some(*index),
            ([index, ..], UnionKind::OneOf) => {
                if checks {
                    let matches = Value::from(held.len() as u64);
                    self.broken(at, "oneOf", Map::from([("matches", matches)]));
                }
                Some(*index)
            }
            ([], _) => self.none_holds(union, at, failed),
        }
    }

    /// Where reading the shape only, the first alternative that fits is taken.
    fn none_holds(&mut self, union: &Union, at: usize, mut failed: Vec<Failed>) -> Option<usize> {
        let fitting = failed
            .iter()
            .find(|failed| failed.fits)
            .map(|failed| failed.index);
        if fitting.is_some() && !self.checks {
            return fitting;
        }
        failed.sort_by_key(|f| (!f.fits, f.problems.len() + f.omitted));
        let mut failed = failed.into_iter();
        let nearest = failed.next();
        let parameters = Map::from([("matches", Value::from(0u64))]);
        let code = union.kind.keyword();
        let mut problem = Problem::new(at, self.place.keyword(code), code, parameters);
        problem.others_omitted = failed.len().saturating_sub(MAX_ALTERNATIVES);
        let others = failed.take(MAX_ALTERNATIVES);
        let others = others.filter_map(|failed| self.other(union, failed));
        problem.others = others.collect();
        self.shape_errors += usize::from(fitting.is_none());
        self.add(problem);
        if let Some(nearest) = nearest {
            nearest.problems.into_iter().for_each(|p| self.add(p));
            self.omitted += nearest.omitted;
        }
        fitting
    }

    /// An alternative that is not the nearest, by its first problem.
    fn other(&mut self, union: &Union, failed: Failed) -> Option<Other> {
        let keyword = union.kind.keyword();
        let name = match union.branches.get(failed.index) {
            Some(Branch { name: "", .. }) | None => format!("{keyword}/{}", failed.index),
            Some(branch) => branch.name.to_owned(),
        };
        self.place.push(union.kind.step(failed.index));
        let schema = self.place.pointer();
        self.place.pop();
        let more = (failed.problems.len() + failed.omitted).saturating_sub(1);
        // As the evaluator says it: what is missing stands at the object's start.
        let reason = failed.problems.into_iter().min_by_key(|p| p.at)?;
        // Of a union within, that none of its alternatives holds is enough.
        let reason = Box::new(Problem {
            others: Vec::new(),
            others_omitted: 0,
            ..reason
        });
        Some(Other {
            name,
            schema,
            reason,
            more,
        })
    }

    fn alternative(&mut self, union: &'static Union, slots: &mut [&mut dyn Slot], index: usize) {
        let constraints = union.branches.get(index).map_or(&[][..], |b| b.constraints);
        self.place.push(union.kind.step(index));
        if let Some(slot) = slots.get_mut(index) {
            slot.fill(self, constraints);
        }
        self.place.pop();
    }

    fn next_type(&self) -> Types {
        match self.peek() {
            Some(b'{') => Types::OBJECT,
            Some(b'[') => Types::ARRAY,
            Some(b'"') => Types::STRING,
            Some(b't' | b'f') => Types::BOOLEAN,
            Some(b'n') => Types::NULL,
            Some(b'-' | b'0'..=b'9') => Types::NUMBER,
            // Broken JSON: let the first alternative say so.
            _ => Types::ANY,
        }
    }

    pub(super) fn save(&self) -> Saved {
        Saved {
            pos: self.pos,
            depth: self.depth,
            problems: self.problems.len(),
            omitted: self.omitted,
            shape_errors: self.shape_errors,
            errors: self.errors,
        }
    }

    pub(super) fn go_back(&mut self, saved: &Saved) {
        self.pos = saved.pos;
        self.depth = saved.depth;
        self.problems.truncate(saved.problems);
        self.omitted = saved.omitted;
        self.shape_errors = saved.shape_errors;
        self.errors = saved.errors;
    }
}

impl UnionKind {
    /// The way into an alternative.
    pub(crate) fn step(self, index: usize) -> Step {
        let number = u16::try_from(index).unwrap_or(u16::MAX);
        match self {
            Self::AnyOf => Step::AnyOf(number),
            Self::OneOf => Step::OneOf(number),
            Self::TypeOf => Step::Here,
        }
    }

    pub(crate) const fn keyword(self) -> &'static str {
        match self {
            Self::AnyOf => "anyOf",
            Self::OneOf => "oneOf",
            Self::TypeOf => "type",
        }
    }
}

impl Union {
    /// The alternatives for which `test` is true.
    fn those(&self, test: impl Fn(&Branch) -> bool) -> Bits {
        let mut found = Bits::default();
        for (index, branch) in self.branches.iter().enumerate() {
            if test(branch) {
                found.insert(index);
            }
        }
        found
    }
}

/// The types that the alternatives have between them, for the message.
fn expected(union: &Union) -> String {
    const NAMES: [&str; 6] = ["null", "boolean", "number", "string", "array", "object"];
    let types = union
        .branches
        .iter()
        .fold(0, |types, branch| types | branch.types.0);
    let names = NAMES.iter().enumerate();
    let names = names.filter(|(bit, _)| types & (1 << bit) != 0);
    let names: Vec<&str> = names.map(|(_, name)| *name).collect();
    names.join(" or ")
}
