//! The syntax tree of a pattern, made by `parse` and read by `simple` and `translate`.
//!
//! Groups leave no trace, since only back-references would need them and those end in [`PatternNode::Beyond`].
//! Flags (of ECMA-262 22.2.1 Modifiers, `(?i:...)`) are already applied. Knows nothing of the grammar.

use super::set::CharSet;

/// A part of a pattern (ECMA-262 22.2.1: Disjunction, Alternative, Term, Atom).
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum PatternNode {
    /// Matches the empty text.
    Empty,
    /// Matches one character.
    Class(Class),
    /// `^`: the start of the text.
    Start,
    /// `$`: the end of the text.
    End,
    /// `\b`, or `\B` if negated, between ASCII word characters.
    WordBoundary { negated: bool },
    /// Holds if the text after, or before, the position matches, or does not if negated.
    Look {
        ahead: bool,
        negated: bool,
        node: Box<PatternNode>,
    },
    /// One after the other; never nested directly, at least two.
    Concat(Vec<PatternNode>),
    /// One of them; at least two.
    Alternation(Vec<PatternNode>),
    /// `min` to `max` times; `max` is `None` for no bound and never 0. Counts saturate.
    Repeat {
        node: Box<PatternNode>,
        min: u64,
        max: Option<u64>,
        lazy: bool,
    },
    /// A construct that no linear-time engine here runs; names it and its offset.
    Beyond(String),
}

/// One character out of a set.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Class {
    /// The set is known.
    Set(CharSet),
    /// The union of `set` and `properties`, or all but that.
    Unicode {
        negated: bool,
        set: CharSet,
        properties: Vec<Property>,
    },
}

/// `\p{expression}`, or `\P{expression}` if negated.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Property {
    pub(super) negated: bool,
    pub(super) expression: String,
}

impl PatternNode {
    /// `nodes` one after the other, without needless nesting.
    pub(super) fn concat(nodes: Vec<PatternNode>) -> PatternNode {
        let mut flat = Vec::with_capacity(nodes.len());
        for node in nodes {
            match node {
                PatternNode::Empty => {}
                PatternNode::Concat(inner) => flat.extend(inner),
                other => flat.push(other),
            }
        }
        match flat.len() {
            0 | 1 => flat.pop().unwrap_or(PatternNode::Empty),
            _ => PatternNode::Concat(flat),
        }
    }

    /// One of `branches`; if each is a set of characters, their union.
    pub(super) fn alternation(mut branches: Vec<PatternNode>) -> PatternNode {
        if branches.len() < 2 {
            return branches.pop().unwrap_or(PatternNode::Empty);
        }
        let mut ranges = Vec::new();
        for branch in &branches {
            match branch {
                PatternNode::Class(Class::Set(set)) => ranges.extend_from_slice(set.ranges()),
                _ => return PatternNode::Alternation(branches),
            }
        }
        PatternNode::Class(Class::Set(CharSet::new(ranges)))
    }

    /// `node` repeated `min` to `max` times.
    pub(super) fn repeat(node: PatternNode, min: u64, max: Option<u64>, lazy: bool) -> PatternNode {
        match (node, max) {
            (PatternNode::Empty, _) | (_, Some(0)) => PatternNode::Empty,
            (node, max) => PatternNode::Repeat {
                node: Box::new(node),
                min,
                max,
                lazy,
            },
        }
    }

    /// Whether the empty text matches at every position.
    pub(super) fn is_nullable(&self) -> bool {
        match self {
            PatternNode::Empty => true,
            PatternNode::Concat(nodes) => nodes.iter().all(PatternNode::is_nullable),
            PatternNode::Alternation(branches) => branches.iter().any(PatternNode::is_nullable),
            PatternNode::Repeat { node, min, .. } => *min == 0 || node.is_nullable(),
            PatternNode::Class(_)
            | PatternNode::Start
            | PatternNode::End
            | PatternNode::WordBoundary { .. }
            | PatternNode::Look { .. }
            | PatternNode::Beyond(_) => false,
        }
    }

    /// Whether there is a `\B` anywhere.
    pub(super) fn has_inner_boundary(&self) -> bool {
        match self {
            PatternNode::WordBoundary { negated } => *negated,
            PatternNode::Concat(nodes) | PatternNode::Alternation(nodes) => {
                nodes.iter().any(PatternNode::has_inner_boundary)
            }
            PatternNode::Repeat { node, .. } => node.has_inner_boundary(),
            PatternNode::Empty
            | PatternNode::Class(_)
            | PatternNode::Start
            | PatternNode::End
            | PatternNode::Look { .. }
            | PatternNode::Beyond(_) => false,
        }
    }

    /// Whether it contains look-around.
    pub(super) fn looks_around(&self) -> bool {
        match self {
            PatternNode::Look { .. } => true,
            PatternNode::Concat(nodes) | PatternNode::Alternation(nodes) => {
                nodes.iter().any(PatternNode::looks_around)
            }
            PatternNode::Repeat { node, .. } => node.looks_around(),
            PatternNode::Empty
            | PatternNode::Class(_)
            | PatternNode::Start
            | PatternNode::End
            | PatternNode::WordBoundary { .. }
            | PatternNode::Beyond(_) => false,
        }
    }
}
