//! Automaton and text -> the positions where it matches, in one pass over all its states at once.

use super::compile::{Assertion, Automaton, State};

/// The active states at a position, each once.
struct Open {
    list: Vec<usize>,
    /// By state: the last position that activated it, from 1 on.
    seen: Vec<usize>,
    stack: Vec<usize>,
}

impl Automaton {
    /// Where a match ends. With `once` the pass stops at the first.
    pub(super) fn ends(&self, text: &[char], tables: &[Vec<bool>], once: bool) -> Vec<bool> {
        let mut found = vec![false; text.len() + 1];
        let mut open = Open::new(self);
        let mut next = Vec::new();
        for place in 0..=text.len() {
            let matches = self.open(&mut open, &next, (text, place), tables, place + 1);
            if let Some(at) = found.get_mut(place) {
                *at = matches;
            }
            if once && matches {
                break;
            }
            next.clear();
            if let Some(c) = text.get(place) {
                self.step(&open.list, *c, &mut next);
            }
        }
        found
    }

    /// Where a match starts; the automaton is one of the text backwards.
    pub(super) fn starts(&self, text: &[char], tables: &[Vec<bool>]) -> Vec<bool> {
        let mut found = vec![false; text.len() + 1];
        let mut open = Open::new(self);
        let mut next = Vec::new();
        for place in (0..=text.len()).rev() {
            let matches = self.open(
                &mut open,
                &next,
                (text, place),
                tables,
                text.len() + 1 - place,
            );
            if let Some(at) = found.get_mut(place) {
                *at = matches;
            }
            next.clear();
            if let Some(c) = place.checked_sub(1).and_then(|before| text.get(before)) {
                self.step(&open.list, *c, &mut next);
            }
        }
        found
    }

    /// Opens the start and `next`, and all they lead to without a character; whether that is a match.
    fn open(
        &self,
        open: &mut Open,
        next: &[usize],
        (text, place): (&[char], usize),
        tables: &[Vec<bool>],
        round: usize,
    ) -> bool {
        open.list.clear();
        open.stack.extend(next);
        open.stack.push(self.start);
        let mut matches = false;
        while let Some(at) = open.stack.pop() {
            match open.seen.get_mut(at) {
                Some(seen) if *seen != round => *seen = round,
                _ => continue,
            }
            match self.states.get(at) {
                Some(State::Chars(..)) => open.list.push(at),
                Some(State::Split(targets)) => open.stack.extend(targets),
                Some(State::Assert(assertion, next)) if holds(*assertion, text, place, tables) => {
                    open.stack.push(*next);
                }
                Some(State::Match) => matches = true,
                Some(State::Assert(..)) | None => {}
            }
        }
        matches
    }

    fn step(&self, open: &[usize], c: char, next: &mut Vec<usize>) {
        for at in open {
            if let Some(State::Chars(ranges, target)) = self.states.get(*at) {
                let after = ranges.partition_point(|(low, _)| *low <= c);
                let range = after.checked_sub(1).and_then(|index| ranges.get(index));
                if range.is_some_and(|(_, high)| c <= *high) {
                    next.push(*target);
                }
            }
        }
    }
}

impl Open {
    fn new(automaton: &Automaton) -> Self {
        Self {
            list: Vec::new(),
            seen: vec![0; automaton.states.len()],
            stack: Vec::new(),
        }
    }
}

fn holds(assertion: Assertion, text: &[char], place: usize, tables: &[Vec<bool>]) -> bool {
    let is_word = |c: Option<&char>| c.is_some_and(|c| c.is_ascii_alphanumeric() || *c == '_');
    match assertion {
        Assertion::Start => place == 0,
        Assertion::End => place == text.len(),
        Assertion::Boundary(wanted) => {
            let before = place.checked_sub(1).and_then(|before| text.get(before));
            (is_word(before) != is_word(text.get(place))) == wanted
        }
        Assertion::Table(index, wanted) => {
            let holds = tables.get(index).and_then(|table| table.get(place));
            holds.is_some_and(|holds| *holds == wanted)
        }
    }
}
