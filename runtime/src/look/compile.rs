//! A piece of a pattern -> its automaton (Thompson's), forwards or backwards.

use regex_syntax::hir::{Class, Hir, HirKind, Look as Boundary, Repetition};

use super::{Kind, Piece};

/// How many states the automata of a pattern may have between them.
pub(super) const MAX_STATES: usize = 1 << 16;

#[derive(Debug)]
pub(super) struct Automaton {
    pub(super) states: Vec<State>,
    pub(super) start: usize,
}

#[derive(Debug, Clone)]
pub(super) enum State {
    /// Takes a character in one of these inclusive ranges, which are sorted.
    Chars(Box<[(char, char)]>, usize),
    /// Continues at each of these.
    Split(Vec<usize>),
    /// Continues if the assertion holds at the position.
    Assert(Assertion, usize),
    Match,
}

/// An assertion about a position.
#[derive(Debug, Clone, Copy)]
pub(super) enum Assertion {
    Start,
    End,
    /// Whether it is between a word character of ASCII and something else.
    Boundary(bool),
    /// Whether the table of this index has this value.
    Table(usize, bool),
}

struct Compiler<'p> {
    piece: &'p Piece,
    states: Vec<State>,
    budget: &'p mut usize,
}

impl Automaton {
    /// # Errors
    /// The error in the piece, or that its automaton is too large.
    pub(super) fn new(piece: &Piece, budget: &mut usize) -> Result<Self, String> {
        let parsed = regex_syntax::ParserBuilder::new()
            .utf8(false)
            .build()
            .parse(&piece.text);
        let hir = parsed.map_err(|error| {
            let text = error.to_string();
            let last = text.lines().last().unwrap_or_default();
            last.trim_start_matches("error: ").to_owned()
        })?;
        let mut compiler = Compiler {
            piece,
            states: Vec::new(),
            budget,
        };
        let end = compiler.add(State::Match)?;
        let start = compiler.node(&hir, end)?;
        let states = compiler.states;
        Ok(Self { states, start })
    }
}

impl Compiler<'_> {
    fn add(&mut self, state: State) -> Result<usize, String> {
        let left = self.budget.checked_sub(1);
        *self.budget =
            left.ok_or_else(|| format!("its automaton has more than {MAX_STATES} states"))?;
        self.states.push(state);
        Ok(self.states.len() - 1)
    }

    /// Adds the states of a node, which continue at `next`; returns the first.
    fn node(&mut self, hir: &Hir, next: usize) -> Result<usize, String> {
        match hir.kind() {
            HirKind::Empty => Ok(next),
            HirKind::Literal(literal) => {
                let text =
                    std::str::from_utf8(&literal.0).map_err(|_| "a byte that is no character")?;
                self.literal(text, next)
            }
            HirKind::Class(Class::Unicode(class)) => {
                let ranges = class.iter().map(|range| (range.start(), range.end()));
                self.add(State::Chars(ranges.collect(), next))
            }
            HirKind::Class(Class::Bytes(class)) => {
                let ranges = class
                    .iter()
                    .map(|range| (range.start().into(), range.end().into()));
                self.add(State::Chars(ranges.collect(), next))
            }
            HirKind::Look(boundary) => self.assert(assertion(*boundary)?, next),
            HirKind::Capture(capture) => {
                let index = (capture.index as usize).checked_sub(1);
                let look = index.and_then(|index| self.piece.looks.get(index)).copied();
                let (table, negated) = look.ok_or("a capturing group")?;
                self.assert(Assertion::Table(table, !negated), next)
            }
            HirKind::Repetition(repetition) => self.repetition(repetition, next),
            HirKind::Concat(nodes) => {
                let mut next = next;
                for node in self.in_order(nodes) {
                    next = self.node(node, next)?;
                }
                Ok(next)
            }
            HirKind::Alternation(branches) => {
                let starts = branches.iter().map(|branch| self.node(branch, next));
                let starts: Result<Vec<usize>, String> = starts.collect();
                self.add(State::Split(starts?))
            }
        }
    }

    fn assert(&mut self, assertion: Assertion, next: usize) -> Result<usize, String> {
        self.add(State::Assert(assertion, next))
    }

    /// Parts in sequence, in the reverse order of matching.
    fn in_order<'n, T>(&self, parts: &'n [T]) -> Box<dyn Iterator<Item = &'n T> + 'n> {
        match self.piece.kind {
            Kind::Ahead => Box::new(parts.iter()),
            Kind::Behind | Kind::Whole => Box::new(parts.iter().rev()),
        }
    }

    fn literal(&mut self, text: &str, next: usize) -> Result<usize, String> {
        let chars: Vec<char> = text.chars().collect();
        let mut next = next;
        for c in self.in_order(&chars) {
            next = self.add(State::Chars(Box::new([(*c, *c)]), next))?;
        }
        Ok(next)
    }

    fn repetition(&mut self, repetition: &Repetition, next: usize) -> Result<usize, String> {
        let mut next = next;
        match repetition.max {
            None => {
                let again = self.add(State::Split(Vec::new()))?;
                let body = self.node(&repetition.sub, again)?;
                self.set_split(again, vec![body, next]);
                next = again;
            }
            Some(max) => {
                let end = next;
                for _ in repetition.min..max {
                    let body = self.node(&repetition.sub, next)?;
                    next = self.add(State::Split(vec![body, end]))?;
                }
            }
        }
        for _ in 0..repetition.min {
            next = self.node(&repetition.sub, next)?;
        }
        Ok(next)
    }

    fn set_split(&mut self, at: usize, targets: Vec<usize>) {
        if let Some(state) = self.states.get_mut(at) {
            *state = State::Split(targets);
        }
    }
}

fn assertion(boundary: Boundary) -> Result<Assertion, String> {
    match boundary {
        Boundary::Start => Ok(Assertion::Start),
        Boundary::End => Ok(Assertion::End),
        Boundary::WordAscii => Ok(Assertion::Boundary(true)),
        Boundary::WordAsciiNegate => Ok(Assertion::Boundary(false)),
        _ => Err("an assertion that ECMA-262 does not have".to_owned()),
    }
}
