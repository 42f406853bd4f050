//! The syntax tree of a pattern: what `parse` makes and `simple` and `translate` read.
//!
//! Groups leave no trace, since only back-references would need them and those end in [`Node::Beyond`].
//! Flags (of ECMA-262 22.2.1 Modifiers, `(?i:...)`) are already applied. Knows nothing of the grammar.

use super::set::CharSet;

/// A part of a pattern (ECMA-262 22.2.1: Disjunction, Alternative, Term, Atom).
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Node {
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
    /// Holds where what follows, or what stands before, matches, or does not if negated.
    Look {
        ahead: bool,
        negated: bool,
        node: Box<Node>,
    },
    /// One after the other; never nested directly, at least two.
    Concat(Vec<Node>),
    /// One of them; at least two.
    Alternation(Vec<Node>),
    /// `min` to `max` times; `max` is `None` for no bound and never 0. Counts saturate.
    Repeat {
        node: Box<Node>,
        min: u64,
        max: Option<u64>,
        lazy: bool,
    },
    /// Something that no linear-time engine here runs; says what and where.
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

impl Node {
    /// `nodes` one after the other, without needless nesting.
    pub(super) fn concat(nodes: Vec<Node>) -> Node {
        let mut flat = Vec::with_capacity(nodes.len());
        for node in nodes {
            match node {
                Node::Empty => {}
                Node::Concat(inner) => flat.extend(inner),
                other => flat.push(other),
            }
        }
        match flat.len() {
            0 | 1 => flat.pop().unwrap_or(Node::Empty),
            _ => Node::Concat(flat),
        }
    }

    /// One of `branches`; where each is a set of characters, their union.
    pub(super) fn alternation(mut branches: Vec<Node>) -> Node {
        if branches.len() < 2 {
            return branches.pop().unwrap_or(Node::Empty);
        }
        let mut ranges = Vec::new();
        for branch in &branches {
            match branch {
                Node::Class(Class::Set(set)) => ranges.extend_from_slice(set.ranges()),
                _ => return Node::Alternation(branches),
            }
        }
        Node::Class(Class::Set(CharSet::new(ranges)))
    }

    /// `node` repeated `min` to `max` times.
    pub(super) fn repeat(node: Node, min: u64, max: Option<u64>, lazy: bool) -> Node {
        match (node, max) {
            (Node::Empty, _) | (_, Some(0)) => Node::Empty,
            (node, max) => Node::Repeat {
                node: Box::new(node),
                min,
                max,
                lazy,
            },
        }
    }

    /// Whether the empty text matches at every place.
    pub(super) fn is_nullable(&self) -> bool {
        match self {
            Node::Empty => true,
            Node::Concat(nodes) => nodes.iter().all(Node::is_nullable),
            Node::Alternation(branches) => branches.iter().any(Node::is_nullable),
            Node::Repeat { node, min, .. } => *min == 0 || node.is_nullable(),
            Node::Class(_)
            | Node::Start
            | Node::End
            | Node::WordBoundary { .. }
            | Node::Look { .. }
            | Node::Beyond(_) => false,
        }
    }

    /// Whether there is a `\B` anywhere.
    pub(super) fn has_inner_boundary(&self) -> bool {
        match self {
            Node::WordBoundary { negated } => *negated,
            Node::Concat(nodes) | Node::Alternation(nodes) => {
                nodes.iter().any(Node::has_inner_boundary)
            }
            Node::Repeat { node, .. } => node.has_inner_boundary(),
            Node::Empty
            | Node::Class(_)
            | Node::Start
            | Node::End
            | Node::Look { .. }
            | Node::Beyond(_) => false,
        }
    }

    /// Whether it looks around anywhere.
    pub(super) fn looks_around(&self) -> bool {
        match self {
            Node::Look { .. } => true,
            Node::Concat(nodes) | Node::Alternation(nodes) => nodes.iter().any(Node::looks_around),
            Node::Repeat { node, .. } => node.looks_around(),
            Node::Empty
            | Node::Class(_)
            | Node::Start
            | Node::End
            | Node::WordBoundary { .. }
            | Node::Beyond(_) => false,
        }
    }
}
