//! What unions within unions were before, for texts that are read again and again.
//!
//! Where several alternatives of a union could each hold the same union, every one of them reads
//! what is within once more, which costs time exponential in the depth. Ordinary texts
//! never do that often enough to pay for remembering, so that starts late.

use std::collections::BTreeMap;
use std::rc::Rc;

use super::union::Saved;
use super::{Problem, Reader, Union};

/// After so many choices answers are remembered: more than ordinary texts ask for.
const MEMO_AFTER: u64 = 1 << 6;

/// So many answers are remembered at once.
const MEMO_CAPACITY: usize = 1 << 16;

/// The choices of one reader.
#[derive(Default)]
pub(super) struct Choices {
    /// How many unions are being chosen from at this place.
    pub(super) depth: u32,
    /// Where the object begins whose undeclared properties are counted, and how many there are.
    counted: (usize, usize),
    made: u64,
    /// By the union's address and the place in the text.
    known: BTreeMap<(usize, usize), Rc<Answer>>,
}

/// Which alternative a value is, and what was found on the way.
struct Answer {
    chosen: Option<usize>,
    end: usize,
    problems: Vec<Rc<Problem>>,
    omitted: usize,
    shape_errors: usize,
    errors: usize,
}

impl Choices {
    /// Notes that the object that begins at `at` has a property that is read as undeclared.
    pub(super) fn undeclared(&mut self, at: usize) {
        self.counted.1 += usize::from(self.counted.0 == at);
    }

    /// Starts to count those of the object at `at`; gives what was counted before.
    pub(super) fn count(&mut self, at: usize) -> (usize, usize) {
        std::mem::replace(&mut self.counted, (at, 0))
    }

    /// Goes on with what was counted before, with so many more where it is the same object.
    pub(super) fn count_on(&mut self, (at, count): (usize, usize), more: usize) {
        let is_same = self.counted.0 == at;
        self.counted = (at, count + if is_same { more } else { 0 });
    }
}

impl Reader<'_> {
    /// Which alternative stands here: `choose` finds out where it is not known yet, and reads the
    /// one that is known.
    pub(super) fn remembered(
        &mut self,
        union: &'static Union,
        choose: &mut dyn FnMut(&mut Self, Option<usize>) -> Option<usize>,
    ) -> Option<usize> {
        if self.choices.depth == 0 {
            return choose(self, None);
        }
        let question = (std::ptr::from_ref(union).addr(), self.pos);
        let before = self.save();
        if let Some(answer) = self.choices.known.get(&question).cloned() {
            if answer.chosen.is_some() {
                choose(self, answer.chosen);
            }
            self.go_back(&before);
            self.replay(&answer);
            return answer.chosen;
        }
        let made = self.choices.made;
        self.choices.made += 1;
        let chosen = choose(self, None);
        // A union without unions in it is soon chosen again.
        if made > MEMO_AFTER && self.choices.made > made + 1 && !self.stopped {
            self.remember(question, &before, chosen);
        }
        chosen
    }

    fn remember(&mut self, question: (usize, usize), before: &Saved, chosen: Option<usize>) {
        let problems = self.problems.get(before.problems..).unwrap_or_default();
        let answer = Answer {
            chosen,
            end: self.pos,
            problems: problems.to_vec(),
            omitted: self.omitted - before.omitted,
            shape_errors: self.shape_errors - before.shape_errors,
            errors: self.errors - before.errors,
        };
        if self.choices.known.len() >= MEMO_CAPACITY {
            self.choices.known.clear();
        }
        self.choices.known.insert(question, Rc::new(answer));
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
