//! Constraints against one value: the same functions for values as they are
//! read and for values made in Rust.
//!
//! Looks at one level only; the caller descends into elements and members.

use std::collections::HashSet;

use crate::custom::value_of;
use crate::fault::Fault;
use crate::keyword::length;
use crate::num::Num;
use crate::shape::Constraint;
use crate::view::{Elements, Node, for_each_member};
use crate::write::canonical;
use crate::{Model, Types};

/// Receives one broken assertion.
pub(crate) type Report<'r> = &'r mut dyn FnMut(Fault);

/// Checks the constraints that concern `node` itself.
#[inline]
pub(crate) fn check(node: Node<'_>, constraints: &[Constraint], report: Report<'_>) {
    match node {
        Node::Named(..) | Node::Union(..) => return check(node.peel(), constraints, report),
        Node::Custom(own) => return check(value_of(own).view_value(), constraints, report),
        _ => {}
    }
    for constraint in constraints {
        if !holds(node, constraint) {
            report(describe(node, constraint));
        }
    }
}

/// Whether a value satisfies one constraint; constraints on other types do not apply.
#[inline]
fn holds(node: Node<'_>, constraint: &Constraint) -> bool {
    match node {
        Node::Text(text) => text_holds(text, constraint),
        Node::Integer(_) | Node::Float(_) | Node::Number(_) => number_holds(node, constraint),
        Node::Array(elements) => array_holds(elements, constraint),
        Node::Map(_) | Node::Object(..) => object_holds(node, constraint),
        _ => equality_holds(node, constraint),
    }
}

/// Whether a string keeps one constraint.
#[inline]
pub(crate) fn text_holds(text: &str, constraint: &Constraint) -> bool {
    match constraint {
        Constraint::Count(keyword, limit) if keyword.types() == Types::STRING => {
            keyword.holds_text(text, *limit)
        }
        Constraint::Pattern(pattern) => pattern.is_match(text),
        Constraint::Format(format) => format.matches(text),
        Constraint::CustomFormat(_, holds) => holds(text),
        Constraint::Const(value) => value.as_str() == Some(text),
        Constraint::Enum(values) => values.iter().any(|value| value.as_str() == Some(text)),
        _ => equality_holds(Node::Text(text), constraint),
    }
}

/// Whether a number keeps one constraint.
#[inline]
pub(crate) fn number_holds(node: Node<'_>, constraint: &Constraint) -> bool {
    // A float without JSON text counts as 0.
    let number = node.num().unwrap_or(Num::Integer(0));
    match constraint {
        Constraint::Number(keyword, limit) => keyword.holds(number, limit),
        Constraint::Format(format) => format.matches_number(&number.text()),
        _ => equality_holds(node, constraint),
    }
}

fn array_holds(elements: &dyn Elements, constraint: &Constraint) -> bool {
    match constraint {
        Constraint::Count(keyword, limit) if keyword.types() == Types::ARRAY => {
            keyword.holds(elements.count() as u64, *limit)
        }
        Constraint::Closed(limit) => elements.count() as u64 <= *limit,
        Constraint::UniqueItems => first_duplicate(elements).is_none(),
        _ => equality_holds(Node::Array(elements), constraint),
    }
}

fn object_holds(node: Node<'_>, constraint: &Constraint) -> bool {
    match constraint {
        Constraint::Count(keyword, limit) if keyword.types() == Types::OBJECT => {
            keyword.holds(property_count(node), *limit)
        }
        _ => equality_holds(node, constraint),
    }
}

#[inline(never)]
fn equality_holds(node: Node<'_>, constraint: &Constraint) -> bool {
    match constraint {
        Constraint::Const(value) => equal(node, value.view_value()),
        Constraint::Enum(values) => values.iter().any(|value| equal(node, value.view_value())),
        _ => true,
    }
}

/// Checks the property counts, for readers that know the count already.
pub(crate) fn check_property_count(constraint: &Constraint, count: u64) -> Option<Fault> {
    let Constraint::Count(keyword, limit) = constraint else {
        return None;
    };
    let is_broken = keyword.types() == Types::OBJECT && !keyword.holds(count, *limit);
    is_broken.then(|| Fault::counted(keyword.name(), *limit, count))
}

fn property_count(node: Node<'_>) -> u64 {
    let mut count = 0;
    for_each_member(node, &mut |_, _| count += 1);
    count
}

/// A constraint that does not hold.
#[cold]
fn describe(node: Node<'_>, constraint: &Constraint) -> Fault {
    let count = || match node {
        Node::Text(text) => length(text),
        Node::Array(elements) => elements.count() as u64,
        _ => property_count(node),
    };
    match constraint {
        Constraint::Count(keyword, limit) => Fault::counted(keyword.name(), *limit, count()),
        Constraint::Number(keyword, limit) => Fault::bound(keyword.name(), &limit.text),
        Constraint::Pattern(pattern) => Fault::pattern(pattern.source()),
        Constraint::Format(format) => Fault::format(format.name()),
        Constraint::CustomFormat(name, _) => Fault::format(name),
        Constraint::Closed(limit) => Fault::counted("items", *limit, count()),
        Constraint::UniqueItems => Fault::duplicate(match node {
            Node::Array(elements) => first_duplicate(elements).unwrap_or_default(),
            _ => (0, 0),
        }),
        Constraint::Const(value) => Fault::constant(value, text_of(node)),
        Constraint::Enum(values) => Fault::listed("enum", values.clone(), text_of(node)),
        // Applicators have no constraint themselves.
        Constraint::Items(_)
        | Constraint::Prefix(_)
        | Constraint::Values(_)
        | Constraint::Coerce => Fault::of("", []),
    }
}

fn text_of(node: Node<'_>) -> Option<&str> {
    match node {
        Node::Text(text) => Some(text),
        _ => None,
    }
}

/// The indices of the first element that equals an earlier one.
fn first_duplicate(elements: &dyn Elements) -> Option<(usize, usize)> {
    /// Up to here comparing each with each is cheaper than writing them out.
    const SCAN: usize = 8;
    let count = elements.count();
    if count <= SCAN {
        return (1..count).find_map(|second| {
            let node = elements.element(second);
            let first = (0..second).find(|first| equal(elements.element(*first), node))?;
            Some((first, second))
        });
    }
    let mut seen = HashSet::with_capacity(count);
    let mut texts = (0..count).map(|index| canonical(elements.element(index)));
    let second = texts.position(|text| !seen.insert(text))?;
    let node = elements.element(second);
    let first = (0..second).find(|first| equal(elements.element(*first), node))?;
    Some((first, second))
}

/// JSON equality (JSON Schema 2020-12 core, section 4.2.2).
pub(crate) fn equal(a: Node<'_>, b: Node<'_>) -> bool {
    let (a, b) = (a.peel(), b.peel());
    if let (Some(a), Some(b)) = (a.num(), b.num()) {
        return a.equals(b);
    }
    match (a, b) {
        (Node::Null | Node::Absent, Node::Null | Node::Absent) => true,
        (Node::Bool(a), Node::Bool(b)) => a == b,
        (Node::Text(a), Node::Text(b)) => a == b,
        (Node::Custom(own), other) | (other, Node::Custom(own)) => {
            equal(value_of(own).view_value(), other)
        }
        (a @ (Node::Array(_) | Node::Map(_) | Node::Object(..)), b) => canonical(a) == canonical(b),
        _ => false,
    }
}

#[cfg(test)]
mod tests;
