//! A memo of unions within unions, for texts that are read repeatedly.
//!
//! If several alternatives of a union could each hold the same union, every one of them reads the
//! content once more, which costs time exponential in the depth. Ordinary texts rarely do that, so
//! the memo starts late.

use std::collections::BTreeMap;
use std::rc::Rc;

use super::union::Saved;
use super::{Problem, Reader, Union};

/// Answers are remembered after this many selections: more than ordinary texts need.
const MEMO_AFTER: u64 = 1 << 6;

/// How many answers are remembered at once.
const MEMO_CAPACITY: usize = 1 << 16;

/// The memo of one reader.
#[derive(Default)]
pub(super) struct UnionMemo {
    /// How many unions are being resolved at this position.
    pub(super) depth: u32,
    /// Where the object begins whose undeclared properties are counted, and how many there are.
    counted: (usize, usize),
    made: u64,
    /// By the union's address and the position in the text.
    known: BTreeMap<(usize, usize), Rc<Answer>>,
}

/// The alternative of a value, and the problems found on the way.
struct Answer {
    selected: Option<usize>,
    end: usize,
    problems: Vec<Rc<Problem>>,
    omitted: usize,
    shape_errors: usize,
    errors: usize,
}

impl UnionMemo {
    /// Notes that the object that begins at `at` has a property that is read as undeclared.
    pub(super) fn undeclared(&mut self, at: usize) {
        self.counted.1 += usize::from(self.counted.0 == at);
    }

    /// Starts to count those of the object at `at`; returns the previous count.
    pub(super) fn count(&mut self, at: usize) -> (usize, usize) {
        std::mem::replace(&mut self.counted, (at, 0))
    }

    /// Resumes a previous count, increased by the new one if it is the same object.
    pub(super) fn count_on(&mut self, (at, count): (usize, usize), more: usize) {
        let is_same = self.counted.0 == at;
        self.counted = (at, count + if is_same { more } else { 0 });
    }
}

impl Reader<'_> {
    /// The alternative of the next value: `select` finds an unknown one, and reads a known one.
    pub(super) fn remembered(
        &mut self,
        union: &'static Union,
        select: &mut dyn FnMut(&mut Self, Option<usize>) -> Option<usize>,
    ) -> Option<usize> {
        if self.union_memo.depth == 0 {
            return select(self, None);
        }
        let question = (std::ptr::from_ref(union).addr(), self.pos);
        let before = self.save();
        if let Some(answer) = self.union_memo.known.get(&question).cloned() {
            if answer.selected.is_some() {
                select(self, answer.selected);
            }
            self.go_back(&before);
            self.replay(&answer);
            return answer.selected;
        }
        let made = self.union_memo.made;
        self.union_memo.made += 1;
        let selected = select(self, None);
        // A union without unions in it is cheap to resolve again.
        if made > MEMO_AFTER && self.union_memo.made > made + 1 && !self.stopped {
            self.remember(question, &before, selected);
        }
        selected
    }

    fn remember(&mut self, question: (usize, usize), before: &Saved, selected: Option<usize>) {
        let problems = self.problems.get(before.problems..).unwrap_or_default();
        let answer = Answer {
            selected,
            end: self.pos,
            problems: problems.to_vec(),
            omitted: self.omitted - before.omitted,
            shape_errors: self.shape_errors - before.shape_errors,
            errors: self.errors - before.errors,
        };
        if self.union_memo.known.len() >= MEMO_CAPACITY {
            self.union_memo.known.clear();
        }
        self.union_memo.known.insert(question, Rc::new(answer));
    }

    fn replay(&mut self, answer: &Answer) {
        let (errors, omitted) = (self.errors, self.omitted);
        answer
            .problems
            .iter()
            .for_each(|problem| self.add_shared(Rc::clone(problem)));
        let unkept = self.omitted - omitted;
        self.pos = answer.end;
        self.errors = errors + answer.errors;
        self.omitted = omitted + answer.omitted + unkept;
        self.shape_errors += answer.shape_errors;
    }
}
