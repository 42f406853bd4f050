//! Constraints against one value: the same functions for values as they are
//! read and for values made in Rust.
//!
//! Looks at one level only; the caller descends into elements and members.

use std::cmp::Ordering;
use std::collections::HashSet;

use crate::view::{Elements, Node, for_each_member};
use crate::write::canonical;
use crate::{Bound, Constraint, Literal, Map, Value, number};

/// Receives one broken assertion: its code and parameters.
pub(crate) type Report<'r> = &'r mut dyn FnMut(&'static str, Map<Value>);

/// Checks the constraints that concern `node` itself.
pub(crate) fn check(node: Node<'_>, constraints: &[Constraint], report: Report<'_>) {
    let node = node.peel();
    for constraint in constraints {
        match node {
            Node::Text(text) => check_text(text, constraint, report),
            Node::Integer(_) | Node::Float(_) | Node::Number(_) => {
                check_number(node, constraint, report);
            }
            Node::Array(elements) => check_array(elements, constraint, report),
            Node::Map(_) | Node::Object(_) => {
                let count = || {
                    let mut count = 0;
                    for_each_member(node, &mut |_, _| count += 1);
                    count
                };
                check_property_count(constraint, count, report);
            }
            _ => {}
        }
        check_equality(node, constraint, report);
    }
}

fn check_text(text: &str, constraint: &Constraint, report: Report<'_>) {
    match *constraint {
        Constraint::MinLength(limit) => {
            // A scalar value takes four bytes at most.
            if (text.len() as u64).div_ceil(4) >= limit {
                return;
            }
            let length = text.chars().count() as u64;
            if length < limit {
                report("minLength", limits(limit, length));
            }
        }
        Constraint::MaxLength(limit) if text.len() as u64 > limit => {
            let length = text.chars().count() as u64;
            if length > limit {
                report("maxLength", limits(limit, length));
            }
        }
        Constraint::Pattern(pattern) if !pattern.is_match(text) => {
            report(
                "pattern",
                Map::from([("pattern", Value::from(pattern.source()))]),
            );
        }
        Constraint::Format(format) if !format.matches(text) => {
            report(
                "format",
                Map::from([("format", Value::from(format.name()))]),
            );
        }
        _ => {}
    }
}

fn check_number(node: Node<'_>, constraint: &Constraint, report: Report<'_>) {
    let (code, bound, holds) = match constraint {
        Constraint::Minimum(bound) => ("minimum", bound, compare(node, bound).is_ge()),
        Constraint::Maximum(bound) => ("maximum", bound, compare(node, bound).is_le()),
        Constraint::ExclusiveMinimum(bound) => {
            ("exclusiveMinimum", bound, compare(node, bound).is_gt())
        }
        Constraint::ExclusiveMaximum(bound) => {
            ("exclusiveMaximum", bound, compare(node, bound).is_lt())
        }
        Constraint::MultipleOf(bound) => ("multipleOf", bound, is_multiple_of(node, bound)),
        _ => return,
    };
    if !holds {
        let limit = Value::Number(crate::Number::from_text(bound.text));
        report(code, Map::from([("limit", limit)]));
    }
}

/// Compares by the decimal value of both; a float stands for its shortest text.
fn compare(node: Node<'_>, bound: &Bound) -> Ordering {
    match (node, bound.integer) {
        (Node::Integer(value), Some(limit)) => value.cmp(&limit),
        (Node::Float(value), _) => match value.partial_cmp(&bound.float) {
            // Different floats have different shortest texts in the same
            // order; equal ones may differ in digits that the bound has more.
            Some(Ordering::Equal) | None => number::compare(&number_text(node), bound.text),
            Some(ordering) => ordering,
        },
        _ => number::compare(&number_text(node), bound.text),
    }
}

fn is_multiple_of(node: Node<'_>, divisor: &Bound) -> bool {
    match (node, divisor.integer) {
        (Node::Integer(value), Some(divisor)) => value.checked_rem(divisor) == Some(0),
        _ => number::is_multiple_of(&number_text(node), divisor.text),
    }
}

/// The JSON text of a number node; a non-finite float, which has none, is 0.
fn number_text(node: Node<'_>) -> String {
    match node {
        Node::Integer(value) => value.to_string(),
        Node::Float(value) if value.is_finite() => number::float_text(value),
        Node::Number(text) => text.to_owned(),
        _ => "0".to_owned(),
    }
}

fn check_array(elements: &dyn Elements, constraint: &Constraint, report: Report<'_>) {
    let count = elements.count() as u64;
    match *constraint {
        Constraint::MinItems(limit) if count < limit => report("minItems", limits(limit, count)),
        Constraint::MaxItems(limit) if count > limit => report("maxItems", limits(limit, count)),
        Constraint::UniqueItems => {
            if let Some((first, second)) = first_duplicate(elements) {
                let parameters = [
                    ("first", Value::from(first as u64)),
                    ("second", Value::from(second as u64)),
                ];
                report("uniqueItems", Map::from(parameters));
            }
        }
        _ => {}
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

/// Checks the property counts, for readers that know the count already.
pub(crate) fn check_property_count(
    constraint: &Constraint,
    count: impl Fn() -> u64,
    report: Report<'_>,
) {
    match *constraint {
        Constraint::MinProperties(limit) if count() < limit => {
            report("minProperties", limits(limit, count()));
        }
        Constraint::MaxProperties(limit) if count() > limit => {
            report("maxProperties", limits(limit, count()));
        }
        _ => {}
    }
}

fn check_equality(node: Node<'_>, constraint: &Constraint, report: Report<'_>) {
    match *constraint {
        Constraint::Const(literal) if !equals_literal(node, literal) => {
            report("const", Map::from([("allowed", literal_value(literal))]));
        }
        Constraint::Enum(literals) if !literals.iter().any(|l| equals_literal(node, *l)) => {
            let allowed = literals
                .iter()
                .map(|literal| literal_value(*literal))
                .collect();
            report("enum", Map::from([("allowed", Value::Array(allowed))]));
        }
        _ => {}
    }
}

fn equals_literal(node: Node<'_>, literal: Literal) -> bool {
    match (node, literal) {
        (Node::Null, Literal::Null) => true,
        (Node::Bool(value), Literal::Bool(expected)) => value == expected,
        (Node::Text(text), Literal::Text(expected)) => text == expected,
        (Node::Integer(_) | Node::Float(_) | Node::Number(_), Literal::Number(expected)) => {
            number::compare(&number_text(node), expected).is_eq()
        }
        (Node::Array(_) | Node::Map(_) | Node::Object(_), Literal::Json(_)) => {
            let expected = literal_value(literal);
            equal(node, crate::View::view(&expected))
        }
        _ => false,
    }
}

fn literal_value(literal: Literal) -> Value {
    match literal {
        Literal::Null => Value::Null,
        Literal::Bool(value) => Value::Bool(value),
        Literal::Number(text) => Value::Number(crate::Number::from_text(text)),
        Literal::Text(text) => Value::from(text),
        Literal::Json(text) => crate::from_json::<Value>(text.as_bytes()).unwrap_or_default(),
    }
}

/// JSON equality (JSON Schema 2020-12 core, section 4.2.2).
pub(crate) fn equal(a: Node<'_>, b: Node<'_>) -> bool {
    match (a.peel(), b.peel()) {
        (Node::Null | Node::Absent, Node::Null | Node::Absent) => true,
        (Node::Bool(a), Node::Bool(b)) => a == b,
        (Node::Text(a), Node::Text(b)) => a == b,
        (Node::Integer(a), Node::Integer(b)) => a == b,
        (
            a @ (Node::Integer(_) | Node::Float(_) | Node::Number(_)),
            b @ (Node::Integer(_) | Node::Float(_) | Node::Number(_)),
        ) => number::compare(&number_text(a), &number_text(b)).is_eq(),
        (a @ (Node::Array(_) | Node::Map(_) | Node::Object(_)), b) => canonical(a) == canonical(b),
        _ => false,
    }
}

fn limits(limit: u64, actual: u64) -> Map<Value> {
    Map::from([
        ("limit", Value::from(limit)),
        ("actual", Value::from(actual)),
    ])
}
