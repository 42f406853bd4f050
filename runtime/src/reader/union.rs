//! Unions: which alternative a value is.
//!
//! Alternatives that the value's JSON type or its tag rules out are not tried, nor those that lack
//! a required property while others lack none. A single candidate reports its violations itself.
//! Several are read in order, each from the start of the value, with all constraints; `anyOf` takes
//! the first that holds, `oneOf` makes sure it is the only one. If none holds, the alternative with
//! the fewest problems is reported, and the others are folded under the union, each with its first
//! problem.

use std::rc::Rc;

use super::alternatives::{Union, UnionKind, expected};
use super::{Problem, Reader};
use crate::Types;
use crate::alternative::{Distance, Failed, fold};
use crate::bits::Bits;
use crate::fault::Fault;
use crate::shape::Checks;
use crate::{Model, Value};

/// Reads the alternative at an index, and keeps its value if the third argument is true; returns
/// whether there is one.
pub type Alternatives<'r> = &'r mut dyn FnMut(&mut Reader<'_>, usize, bool, Checks) -> bool;

/// Called by generated unions with a value that was read: keeps it if requested.
#[inline]
pub fn keep<T>(kept: &mut Option<T>, wanted: bool, value: Option<T>) -> bool {
    let is_some = value.is_some();
    if wanted && is_some {
        *kept = value;
    }
    is_some
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

/// In the order in which alternatives are tried: for `anyOf` first those with more requirements, as
/// they name more of the object.
fn in_order(union: &Union, candidates: &Bits) -> Vec<usize> {
    let mut order: Vec<usize> = candidates.iter().collect();
    if union.kind == UnionKind::AnyOf {
        let asked = |index: &usize| union.branches().get(*index).map_or(0, |b| b.required.len());
        order.sort_by_key(|index| std::cmp::Reverse(asked(index)));
    }
    order
}

impl<'a> Reader<'a> {
    /// Reads a union: keeps the value of the alternative that holds, and returns its index. `None`
    /// if none holds, after reporting that.
    pub fn union(
        &mut self,
        union: &'static Union,
        read: Alternatives<'_>,
        constraints: Checks,
    ) -> Option<usize> {
        let at = self.pos;
        let outer = self.place.enter(union.pointer);
        let selected = self.evaluated(union.evaluated, |reader| reader.alternatives(union, read));
        self.place.leave(outer);
        if !constraints.is_empty() && self.checks && !self.stopped {
            // Rare: assertions beside a reference to the union.
            let text = self.text.get(at..self.pos).unwrap_or_default();
            let value = Reader::new(text, false)
                .document::<Value>()
                .unwrap_or_default();
            self.check(at, value.view_value(), constraints);
        }
        selected
    }

    fn alternatives(&mut self, union: &'static Union, read: Alternatives<'_>) -> Option<usize> {
        let found = self.next_type();
        let held = self.variant_in_rust(union);
        if found == Types::OBJECT && !union.tag.is_empty() {
            return self.tagged(union, read, held);
        }
        let candidates = union.those(|branch| branch.types.meets(found));
        if candidates.is_empty() {
            self.wrong_types(expected(union));
            return None;
        }
        self.one_of(union, read, candidates, held)
    }

    /// The variant of the Rust value, if a Rust value is evaluated.
    fn variant_in_rust(&self, union: &'static Union) -> Option<usize> {
        let start = self.held.partition_point(|held| held.at < self.pos);
        let here = self.held.get(start..).unwrap_or_default().iter();
        let mut here = here.take_while(|held| held.at == self.pos);
        let held = here.find(|held| std::ptr::eq(held.union, union))?;
        union
            .variants
            .iter()
            .position(|one| one.name == held.variant)
    }

    /// One of these alternatives.
    pub(super) fn one_of(
        &mut self,
        union: &'static Union,
        read: Alternatives<'_>,
        mut candidates: Bits,
        held: Option<usize>,
    ) -> Option<usize> {
        if candidates.only().is_none() && self.peek() == Some(b'{') {
            candidates = self.complete(union, candidates);
        }
        // The variant in Rust must hold, whatever else matches.
        if let Some(held) = held.filter(|held| !candidates.contains(*held)) {
            candidates = Bits::default();
            candidates.insert(held);
        }
        if let Some(only) = candidates.only() {
            return self.only(union, read, only);
        }
        self.select(union, read, &candidates, held)
    }

    /// The only alternative that may hold: its violations are those of the union.
    pub(super) fn only(
        &mut self,
        union: &'static Union,
        read: Alternatives<'_>,
        only: usize,
    ) -> Option<usize> {
        let before = self.shape_errors;
        self.alternative(union, read, only, true);
        (self.shape_errors == before).then_some(only)
    }

    /// The alternatives that lack no property; all of them if each lacks one.
    fn complete(&mut self, union: &'static Union, candidates: Bits) -> Bits {
        let required = |index: usize| {
            union
                .branches()
                .get(index)
                .map_or(&[][..], |b| b.required.as_slice())
        };
        let mut missing: Vec<(usize, usize)> =
            candidates.iter().map(|i| (i, required(i).len())).collect();
        if missing.iter().all(|(_, count)| *count == 0) {
            return candidates;
        }
        self.each_key(&mut |reader, key| {
            for (index, count) in &mut missing {
                *count -=
                    usize::from(*count > 0 && required(*index).iter().any(|name| name == key));
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

    /// Visits the keys of the next object until `look`, which skips the value, returns that it has
    /// seen enough; the reader does not move.
    pub(super) fn each_key(&mut self, look: &mut dyn FnMut(&mut Self, &str) -> bool) {
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

    fn select(
        &mut self,
        union: &'static Union,
        read: Alternatives<'_>,
        candidates: &Bits,
        held: Option<usize>,
    ) -> Option<usize> {
        self.remembered(union, &mut |reader, known| {
            reader.union_memo.depth += 1;
            let selected = match known {
                Some(known) => {
                    reader.alternative(union, read, known, true);
                    Some(known)
                }
                None => reader.try_all(union, read, candidates, held),
            };
            reader.union_memo.depth -= 1;
            selected
        })
    }

    fn try_all(
        &mut self,
        union: &'static Union,
        read: Alternatives<'_>,
        candidates: &Bits,
        in_rust: Option<usize>,
    ) -> Option<usize> {
        let at = self.pos;
        let checks = std::mem::replace(&mut self.checks, true);
        // Evaluates each alternative in full to find the one that holds.
        let evaluating = std::mem::replace(&mut self.evaluating, false);
        let saved = self.save();
        let mut end = at;
        let mut held: Vec<usize> = Vec::new();
        let mut failed: Vec<Failed<Rc<Problem>>> = Vec::new();
        let mut fitting: Option<usize> = None;
        let mut kept = None;
        let outer = self.union_memo.count(at);
        let mut least = usize::MAX;
        let others = in_order(union, candidates).into_iter();
        let others = others.filter(|index| Some(*index) != in_rust);
        for index in in_rust.into_iter().chain(others) {
            let wanted = held.is_empty();
            if self.alternative(union, read, index, wanted) && wanted {
                kept = Some(index);
            }
            if self.stopped {
                self.evaluating = evaluating;
                return None;
            }
            end = self.pos;
            let (_, undeclared) = self.union_memo.count(at);
            least = least.min(undeclared);
            if self.errors == saved.errors {
                held.push(index);
            } else {
                if self.shape_errors == saved.shape_errors {
                    fitting = Some(fitting.map_or(index, |known| known.min(index)));
                }
                let kept = saved.problems.min(self.problems.len());
                let problems = self.problems.split_off(kept);
                let omitted = self.omitted - saved.omitted;
                let mut distance = Distance::new(omitted, undeclared);
                for one in &problems {
                    distance.add(&one.fault, one.depth.saturating_sub(saved.depth));
                }
                failed.push(Failed {
                    index,
                    distance,
                    problems,
                    omitted,
                });
            }
            self.go_back(&saved);
            if union.kind != UnionKind::OneOf && !held.is_empty() {
                break;
            }
        }
        self.union_memo.count_on(outer, least);
        self.pos = end;
        self.checks = checks;
        self.evaluating = evaluating;
        failed.sort_by_key(|failed| failed.index);
        if let ([index], Some(own)) = (held.as_slice(), in_rust)
            && *index != own
        {
            // It holds as another; the one that it is has something wrong.
            let own = failed.into_iter().find(|failed| failed.index == own);
            if let Some(own) = own {
                own.problems.into_iter().for_each(|p| self.add_shared(p));
                self.omitted += own.omitted;
            }
            return Some(*index);
        }
        match (held.as_slice(), union.kind) {
            ([index], _) | ([index, ..], UnionKind::AnyOf | UnionKind::TypeOf) => Some(*index),
            ([index, ..], UnionKind::OneOf) => {
                if checks {
                    self.broken(at, Fault::union("oneOf", held.len() as u64, ""));
                }
                Some(*index)
            }
            ([], _) => {
                if fitting.is_none() || checks {
                    self.none_holds(union, at, fitting, failed);
                }
                if let Some(fitting) = fitting.filter(|fitting| kept != Some(*fitting)) {
                    // Rare: one that fits less was read after it.
                    let reported = self.save();
                    self.pos = at;
                    self.alternative(union, read, fitting, true);
                    self.go_back(&reported);
                }
                fitting
            }
        }
    }

    /// Reports that no alternative holds.
    fn none_holds(
        &mut self,
        union: &Union,
        at: usize,
        fitting: Option<usize>,
        failed: Vec<Failed<Rc<Problem>>>,
    ) {
        let keyword = union.kind.keyword();
        let schema = self.place.keyword(keyword);
        let named = &mut |index| self.called(union, index);
        let (nearest, others) = fold(keyword, failed, named, &first_problem);
        self.shape_errors += usize::from(fitting.is_none());
        let name = nearest.as_ref().map_or("", |(_, name)| name);
        let fault = Fault::union(keyword, 0, name);
        self.add(Problem {
            others,
            ..Problem::new((at, self.depth), schema, fault)
        });
        if let Some((nearest, _)) = nearest {
            nearest
                .problems
                .into_iter()
                .for_each(|p| self.add_shared(p));
            self.omitted += nearest.omitted;
        }
    }

    /// The name of an alternative, and its pointer in the schema.
    fn called(&mut self, union: &Union, index: usize) -> (String, String) {
        let branch = union.branches().get(index);
        let title = branch.map_or_else(String::new, |branch| branch.title.clone());
        self.place.push(union.kind.step(index));
        let schema = self.place.pointer();
        self.place.pop();
        (title, schema)
    }

    fn alternative(
        &mut self,
        union: &'static Union,
        read: Alternatives<'_>,
        index: usize,
        keep: bool,
    ) -> bool {
        let branch = union.branches().get(index);
        let checks: Checks = branch.map_or(&[], |b| &b.constraints);
        self.place.push(union.kind.step(index));
        let is_read = read(self, index, keep, checks);
        self.place.pop();
        is_read
    }

    pub(super) fn next_type(&self) -> Types {
        match self.peek() {
            Some(b'{') => Types::OBJECT,
            Some(b'[') => Types::ARRAY,
            Some(b'"') => Types::STRING,
            Some(b't' | b'f') => Types::BOOLEAN,
            Some(b'n') => Types::NULL,
            Some(b'-' | b'0'..=b'9') => Types::NUMBER,
            // Broken JSON: the first alternative reports it.
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

/// The first problem of an alternative by position. For a union within, it is enough that none of
/// its alternatives holds.
fn first_problem(problems: Vec<Rc<Problem>>) -> Option<Rc<Problem>> {
    let first = problems.into_iter().min_by_key(|problem| problem.at)?;
    let place = (first.at, first.depth);
    let alone = Problem::new(place, first.schema.clone(), first.fault.clone());
    Some(Rc::new(alone))
}
