//! What has been judged before, for evaluations that come back to the same place again
//! and again.
//!
//! A schema may evaluate another one twice at every level (`if: X, then: X`), which
//! costs time exponential in its depth. Ordinary evaluations never come back often
//! enough to pay for remembering, so that starts late.

use std::cell::{Cell, RefCell};
use std::collections::HashMap;

use super::program::Id;

/// A subschema, and the place in memory or text of the value it is asked of.
pub(super) type Question = (Id, usize);

/// After so many steps answers are remembered: more than a document of ten megabytes
/// takes, a fraction of a second. Unoptimised, a step takes many times as long.
const PATIENCE: u32 = match cfg!(debug_assertions) {
    true => 1 << 16,
    false => 1 << 22,
};

/// So many answers are remembered at once.
const MOST: usize = 1 << 18;

/// The verdicts of one evaluation.
#[derive(Default)]
pub(super) struct Verdicts {
    steps: Cell<u32>,
    known: RefCell<HashMap<Question, bool>>,
}

impl Verdicts {
    /// One more step. Whether answers are remembered by now.
    #[inline]
    pub(super) fn step(&self) -> bool {
        let steps = self.steps.get();
        self.steps.set(steps.saturating_add(1));
        steps > PATIENCE
    }

    /// The answer to a question, found out where it is not known.
    pub(super) fn remembered(&self, question: Question, find: impl FnOnce() -> bool) -> bool {
        if let Some(known) = self.known.borrow().get(&question) {
            return *known;
        }
        let verdict = find();
        let mut known = self.known.borrow_mut();
        if known.len() >= MOST {
            known.clear();
        }
        known.insert(question, verdict);
        verdict
    }
}

/// The reasons that have been told.
#[derive(Default)]
pub(super) struct Told {
    steps: u32,
    times: HashMap<Question, u32>,
}

impl Told {
    /// Reasons cost more than verdicts.
    const PATIENCE: u32 = PATIENCE >> 4;

    /// So often the same is told of the same value.
    const OFTEN: u32 = 8;

    /// One more question. Whether it has been answered often enough.
    pub(super) fn enough(&mut self, question: Option<Question>) -> bool {
        self.steps = self.steps.saturating_add(1);
        let Some(question) = question.filter(|_| self.steps > Self::PATIENCE) else {
            return false;
        };
        if self.times.len() >= MOST {
            self.times.clear();
        }
        let times = self.times.entry(question).or_default();
        *times += 1;
        *times > Self::OFTEN
    }
}
