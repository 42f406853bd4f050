//! A memo of earlier results, for evaluations that repeat on the same value.
//!
//! A schema may evaluate another one twice at every level (`if: X, then: X`), which costs time
//! exponential in its depth. Programs that can are detected when they are compiled, and remember
//! results after a few steps for each value; for others a memo would not pay.

use std::cell::{Cell, RefCell};
use std::collections::HashMap;

use super::instance::{Instance, Items, Members, ValueRef};
use super::program::{Id, Program};
use crate::reader::MAX_DEPTH;

/// A subschema, and the address in memory or text of the value it is evaluated on.
pub(super) type Question = (Id, usize);

/// The steps after which answers are remembered: more than a document of ten megabytes takes, a
/// fraction of a second. Unoptimised, a step takes many times as long.
const MEMO_AFTER: u32 = match cfg!(debug_assertions) {
    true => 1 << 16,
    false => 1 << 22,
};

/// The steps a value may take at first if questions may repeat.
const STEPS: u32 = 16;

/// The number of steps after which answers about an instance are remembered.
pub(super) fn patience<'a, I: Instance<'a>>(program: &Program, instance: I) -> u32 {
    match program.asks_twice {
        true => (16 + size(instance, 0).saturating_mul(STEPS)).min(MEMO_AFTER),
        false => MEMO_AFTER,
    }
}

/// How many values an instance contains, up to the nesting limit.
fn size<'a, I: Instance<'a>>(instance: I, depth: u32) -> u32 {
    if depth > MAX_DEPTH {
        return 1;
    }
    let mut sum = 1u32;
    match instance.value_ref() {
        ValueRef::Array(items) => {
            for item in items.each() {
                sum = sum.saturating_add(size(item, depth + 1));
            }
        }
        ValueRef::Object(members) => {
            members.all(&mut |_, member| {
                sum = sum.saturating_add(size(member, depth + 1));
                true
            });
        }
        _ => {}
    }
    sum
}

/// How many answers are remembered at once.
const MEMO_CAPACITY: usize = 1 << 18;

/// The verdicts of one evaluation.
pub(super) struct Verdicts {
    patience: u32,
    steps: Cell<u32>,
    known: RefCell<HashMap<Question, bool>>,
}

impl Verdicts {
    pub(super) fn new(patience: u32) -> Self {
        Self {
            patience,
            steps: Cell::new(0),
            known: RefCell::default(),
        }
    }

    /// How many there were.
    #[cfg(test)]
    pub(super) fn steps(&self) -> u32 {
        self.steps.get()
    }

    /// Counts a step. Returns whether answers are remembered by now.
    #[inline]
    pub(super) fn step(&self) -> bool {
        let steps = self.steps.get();
        self.steps.set(steps.saturating_add(1));
        steps > self.patience
    }

    /// The answer to a question, computed if it is not known.
    pub(super) fn remembered(&self, question: Question, find: impl FnOnce() -> bool) -> bool {
        if let Some(known) = self.known.borrow().get(&question) {
            return *known;
        }
        let verdict = find();
        let mut known = self.known.borrow_mut();
        if known.len() >= MEMO_CAPACITY {
            known.clear();
        }
        known.insert(question, verdict);
        verdict
    }
}

/// How often the violations of a value have been reported.
pub(super) struct Reported {
    patience: u32,
    steps: u32,
    times: HashMap<Question, u32>,
}

impl Reported {
    /// How often the same violation of the same value is reported.
    const OFTEN: u32 = 8;

    /// Reasons cost more than verdicts.
    pub(super) fn new(patience: u32) -> Self {
        Self {
            patience: patience.min(MEMO_AFTER >> 4),
            steps: 0,
            times: HashMap::new(),
        }
    }

    /// Counts a question. Returns whether it has been answered often enough.
    pub(super) fn enough(&mut self, question: Option<Question>) -> bool {
        self.steps = self.steps.saturating_add(1);
        let Some(question) = question.filter(|_| self.steps > self.patience) else {
            return false;
        };
        if self.times.len() >= MEMO_CAPACITY {
            self.times.clear();
        }
        let times = self.times.entry(question).or_default();
        *times += 1;
        *times > Self::OFTEN
    }
}
