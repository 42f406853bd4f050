//! Syntax tree of a pattern -> a sequence of greedy steps, if such a sequence gives the same verdict on every text.
//!
//! It does if no step that may stop early could hand a character to a later one. Let a step of class C take from m to
//! M characters, and let F be all characters that may follow it: the classes of the next steps up to the first that
//! must take one. Where C and F share nothing, a match in which the step takes fewer than it could would go on
//! with a character of C, but only one of F can come there; or all later steps are optional, and then taking more
//! changes nothing, except before `$`, where the text would have to end. So taking all is always right.
//!
//! Knows nothing of the ECMA-262 grammar.

use super::ast::{Class, PatternNode};
use super::set::CharSet;
use super::{MAX_RANGES, MAX_WIDTH, Simple, Step};

/// The steps of a pattern, or `None` if they would not be exact, or not cheap.
pub(super) fn simple(node: &PatternNode) -> Option<Simple> {
    let mut items = match node {
        PatternNode::Concat(nodes) => nodes.as_slice(),
        other => std::slice::from_ref(other),
    };
    let (mut start, mut end) = (false, false);
    while let Some((PatternNode::Start, rest)) = items.split_first() {
        (start, items) = (true, rest);
    }
    while let Some((PatternNode::End, rest)) = items.split_last() {
        (end, items) = (true, rest);
    }
    // At an open side the text may continue anyhow, so optional parts there have no effect.
    while !end
        && let Some((last, rest)) = items.split_last()
        && last.is_nullable()
    {
        items = rest;
    }
    while !start
        && let Some((first, rest)) = items.split_first()
        && first.is_nullable()
    {
        items = rest;
    }
    let mut runs = Vec::new();
    for item in items {
        append(&mut runs, item)?;
    }
    trim(&mut runs, start, end);
    if runs.is_empty() {
        // `^` and `$` alone hold of every text, but together of the empty one only.
        let both = start && end;
        return Some(Simple {
            start: both,
            end: both,
            steps: Vec::new(),
        });
    }
    let affordable = start || (runs.len() == 1 && !end) || width(&runs)? <= u64::from(MAX_WIDTH);
    if !affordable || !is_greedy(&runs) {
        return None;
    }
    let steps = runs
        .into_iter()
        .map(Run::step)
        .collect::<Option<Vec<Step>>>()?;
    Some(Simple { start, end, steps })
}

/// More steps than this read better as a regular expression.
const MAX_STEPS: usize = 64;

/// A step in the making.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Run {
    set: CharSet,
    min: u64,
    max: Option<u64>,
}

impl Run {
    /// `min` to `max` times this run as one run. The counts must leave no gap: (xxx){1,2} takes 3 or 6, never 4.
    fn repeated(&self, min: u64, max: Option<u64>) -> Option<Run> {
        // The counts of k repeats and of k + 1 meet if (k + 1) * self.min <= k * self.max + 1; if they do for the
        // least k, they do for all.
        let gapless = max == Some(min)
            || match self.max {
                Some(most) => {
                    min.checked_add(1)?.checked_mul(self.min)?
                        <= min.checked_mul(most)?.checked_add(1)?
                }
                None => min > 0 || self.min <= 1,
            };
        let most = match (self.max, max) {
            (Some(inner), Some(outer)) => Some(inner.checked_mul(outer)?),
            _ => None,
        };
        gapless.then_some(Run {
            set: self.set.clone(),
            min: self.min.checked_mul(min)?,
            max: most,
        })
    }

    fn step(self) -> Option<Step> {
        let rest = self.set.beyond_ascii();
        let max = match self.max {
            Some(max) => Some(bound(max)?),
            None => None,
        };
        (rest.len() <= MAX_RANGES).then_some(Step {
            ascii: self.set.ascii(),
            rest,
            min: bound(self.min)?,
            max,
        })
    }
}

fn bound(count: u64) -> Option<u32> {
    u32::try_from(count).ok().filter(|count| *count < u32::MAX)
}

/// Adds the runs of a node, if it consists of runs.
fn append(runs: &mut Vec<Run>, node: &PatternNode) -> Option<()> {
    match node {
        PatternNode::Empty => {}
        PatternNode::Class(Class::Set(set)) => push(
            runs,
            Run {
                set: set.clone(),
                min: 1,
                max: Some(1),
            },
        )?,
        PatternNode::Concat(nodes) => nodes.iter().try_for_each(|node| append(runs, node))?,
        PatternNode::Repeat { node, min, max, .. } => {
            let mut inner = Vec::new();
            append(&mut inner, node)?;
            match inner.as_slice() {
                [] => {}
                [run] => push(runs, run.repeated(*min, *max)?)?,
                // Written out; a bound on the number of steps is in `push`.
                _ if *max == Some(*min) => {
                    for _ in 0..*min {
                        inner.iter().try_for_each(|run| push(runs, run.clone()))?;
                    }
                }
                _ => return None,
            }
        }
        PatternNode::Class(Class::Unicode { .. })
        | PatternNode::Alternation(_)
        | PatternNode::Look { .. }
        | PatternNode::Start
        | PatternNode::End
        | PatternNode::WordBoundary { .. }
        | PatternNode::Beyond(_) => return None,
    }
    Some(())
}

/// Adds a run; two in a row of the same class are one.
fn push(runs: &mut Vec<Run>, next: Run) -> Option<()> {
    match runs.last_mut() {
        Some(last) if last.set == next.set => {
            last.min = last.min.checked_add(next.min)?;
            last.max = match (last.max, next.max) {
                (Some(one), Some(other)) => Some(one.checked_add(other)?),
                _ => None,
            };
        }
        _ => runs.push(next),
    }
    (runs.len() <= MAX_STEPS).then_some(())
}

/// Reduces the outer runs to their required part where the text may continue anyhow.
fn trim(runs: &mut Vec<Run>, start: bool, end: bool) {
    if !end {
        while runs.last().is_some_and(|last| last.min == 0) {
            runs.pop();
        }
        if let Some(last) = runs.last_mut() {
            last.max = Some(last.min);
        }
    }
    if !start {
        let optional = runs.iter().take_while(|run| run.min == 0).count();
        runs.drain(..optional);
        if let Some(first) = runs.first_mut() {
            first.max = Some(first.min);
        }
    }
}

/// The most characters that the runs take together; `None` if there is no bound.
fn width(runs: &[Run]) -> Option<u64> {
    runs.iter()
        .try_fold(0_u64, |sum, run| sum.checked_add(run.max?))
}

/// Whether each run that may stop early shares nothing with what may follow it.
fn is_greedy(runs: &[Run]) -> bool {
    runs.iter().enumerate().all(|(index, run)| {
        let mut later = runs.iter().skip(index + 1);
        run.max == Some(run.min) || {
            let mut open = true;
            later.all(|next| {
                let apart = !open || run.set.is_disjoint(&next.set);
                open &= next.min == 0;
                apart
            })
        }
    })
}
