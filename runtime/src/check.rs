//! Constraints against one value: the same functions for values as they are
//! read and for values made in Rust.
//!
//! Looks at one level only; the caller descends into elements and members.

use std::cmp::Ordering;
use std::collections::HashSet;

use crate::custom::value_of;
use crate::shape::{Bound, Constraint};
use crate::suggest::nearest;
use crate::view::{Elements, Node, for_each_member};
use crate::write::canonical;
use crate::{Map, Model, Value, number};

/// Receives one broken assertion: its code and parameters.
pub(crate) type Report<'r> = &'r mut dyn FnMut(&'static str, Map<Value>);

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
            let (code, parameters) = describe(node, constraint);
            report(code, parameters);
        }
    }
}

/// Whether a value keeps one constraint; one on another type says nothing of it.
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

#[inline]
fn text_holds(text: &str, constraint: &Constraint) -> bool {
    let bytes = text.len() as u64;
    match constraint {
        // A scalar value takes one byte at least and four at most.
        Constraint::MinLength(limit) => bytes.div_ceil(4) >= *limit || length(text) >= *limit,
        Constraint::MaxLength(limit) => bytes <= *limit || length(text) <= *limit,
        Constraint::Pattern(pattern) => pattern.is_match(text),
        Constraint::Format(format) => format.matches(text),
        Constraint::CustomFormat(_, holds) => holds(text),
        _ => equality_holds(Node::Text(text), constraint),
    }
}

fn number_holds(node: Node<'_>, constraint: &Constraint) -> bool {
    match constraint {
        Constraint::Minimum(bound) => compare(node, bound).is_ge(),
        Constraint::Maximum(bound) => compare(node, bound).is_le(),
        Constraint::ExclusiveMinimum(bound) => compare(node, bound).is_gt(),
        Constraint::ExclusiveMaximum(bound) => compare(node, bound).is_lt(),
        Constraint::MultipleOf(bound) => is_multiple_of(node, bound),
        Constraint::Format(format) => format.matches_number(&text_of_number(node)),
        _ => equality_holds(node, constraint),
    }
}

fn array_holds(elements: &dyn Elements, constraint: &Constraint) -> bool {
    match constraint {
        Constraint::MinItems(limit) => elements.count() as u64 >= *limit,
        Constraint::MaxItems(limit) => elements.count() as u64 <= *limit,
        Constraint::UniqueItems => first_duplicate(elements).is_none(),
        _ => equality_holds(Node::Array(elements), constraint),
    }
}

fn object_holds(node: Node<'_>, constraint: &Constraint) -> bool {
    match constraint {
        Constraint::MinProperties(_) | Constraint::MaxProperties(_) => {
            count_holds(constraint, property_count(node))
        }
        _ => equality_holds(node, constraint),
    }
}

fn count_holds(constraint: &Constraint, count: u64) -> bool {
    match constraint {
        Constraint::MinProperties(limit) => count >= *limit,
        Constraint::MaxProperties(limit) => count <= *limit,
        _ => true,
    }
}

fn equality_holds(node: Node<'_>, constraint: &Constraint) -> bool {
    match constraint {
        Constraint::Const(value) => equal(node, value.view_value()),
        Constraint::Enum(values) => values.iter().any(|value| equal(node, value.view_value())),
        _ => true,
    }
}

/// Checks the property counts, for readers that know the count already.
pub(crate) fn check_property_count(constraint: &Constraint, count: u64, report: Report<'_>) {
    if !count_holds(constraint, count) {
        let (code, limit) = count_limit(constraint);
        report(code, limits(limit, count));
    }
}

fn count_limit(constraint: &Constraint) -> (&'static str, u64) {
    match constraint {
        Constraint::MinProperties(limit) => ("minProperties", *limit),
        Constraint::MaxProperties(limit) => ("maxProperties", *limit),
        _ => ("", 0),
    }
}

fn length(text: &str) -> u64 {
    text.chars().count() as u64
}

fn property_count(node: Node<'_>) -> u64 {
    let mut count = 0;
    for_each_member(node, &mut |_, _| count += 1);
    count
}

/// Code and parameters of a constraint that does not hold.
#[cold]
fn describe(node: Node<'_>, constraint: &Constraint) -> (&'static str, Map<Value>) {
    let chars = |limit| match node {
        Node::Text(text) => limits(limit, length(text)),
        _ => Map::new(),
    };
    let items = |limit| match node {
        Node::Array(elements) => limits(limit, elements.count() as u64),
        _ => Map::new(),
    };
    let limit = |bound: &Bound| {
        Map::from([(
            "limit",
            Value::Number(crate::Number::from_text(&bound.text)),
        )])
    };
    match constraint {
        Constraint::MinLength(n) => ("minLength", chars(*n)),
        Constraint::MaxLength(n) => ("maxLength", chars(*n)),
        Constraint::Pattern(pattern) => (
            "pattern",
            Map::from([("pattern", Value::from(pattern.source()))]),
        ),
        Constraint::Format(format) => (
            "format",
            Map::from([("format", Value::from(format.name()))]),
        ),
        Constraint::CustomFormat(name, _) => {
            ("format", Map::from([("format", Value::from(*name))]))
        }
        Constraint::Minimum(bound) => ("minimum", limit(bound)),
        Constraint::Maximum(bound) => ("maximum", limit(bound)),
        Constraint::ExclusiveMinimum(bound) => ("exclusiveMinimum", limit(bound)),
        Constraint::ExclusiveMaximum(bound) => ("exclusiveMaximum", limit(bound)),
        Constraint::MultipleOf(bound) => ("multipleOf", limit(bound)),
        Constraint::MinItems(n) => ("minItems", items(*n)),
        Constraint::MaxItems(n) => ("maxItems", items(*n)),
        Constraint::UniqueItems => ("uniqueItems", duplicate_parameters(node)),
        Constraint::MinProperties(_) | Constraint::MaxProperties(_) => {
            let (code, n) = count_limit(constraint);
            (code, limits(n, property_count(node)))
        }
        Constraint::Const(value) => ("const", Map::from([("allowed", value.clone())])),
        Constraint::Enum(values) => {
            let mut parameters = Map::from([("allowed", Value::Array(values.clone()))]);
            let texts = values.iter().filter_map(Value::as_str);
            if let Node::Text(text) = node
                && let Some(near) = nearest(text, texts)
            {
                parameters.insert("nearest", Value::from(near));
            }
            ("enum", parameters)
        }
        // Applicators hold nothing of their own.
        Constraint::Items(_) | Constraint::Prefix(_) | Constraint::Values(_) => ("", Map::new()),
    }
}

fn duplicate_parameters(node: Node<'_>) -> Map<Value> {
    let duplicate = match node {
        Node::Array(elements) => first_duplicate(elements),
        _ => None,
    };
    let indices = duplicate.map(|(first, second)| {
        [
            ("first", Value::from(first as u64)),
            ("second", Value::from(second as u64)),
        ]
    });
    indices.into_iter().flatten().collect()
}

/// Compares by the decimal value of both; a float stands for its shortest text.
fn compare(node: Node<'_>, bound: &Bound) -> Ordering {
    match (node, bound.integer) {
        (Node::Integer(value), Some(limit)) => value.cmp(&limit),
        (Node::Float(value), _) => match value.partial_cmp(&bound.float) {
            // Different floats have different shortest texts in the same
            // order; equal ones may differ in digits that the bound has more.
            Some(Ordering::Equal) | None => number::compare(&text_of_number(node), &bound.text),
            Some(ordering) => ordering,
        },
        _ => number::compare(&text_of_number(node), &bound.text),
    }
}

fn is_multiple_of(node: Node<'_>, divisor: &Bound) -> bool {
    match (node, divisor.integer) {
        (Node::Integer(value), Some(divisor)) => value.checked_rem(divisor) == Some(0),
        _ => number::is_multiple_of(&text_of_number(node), &divisor.text),
    }
}

/// The JSON text of a number.
pub(crate) fn number_text(node: Node<'_>) -> Option<String> {
    match node {
        Node::Integer(value) => Some(value.to_string()),
        Node::Float(value) if value.is_finite() => Some(number::float_text(value)),
        Node::Number(text) => Some(text.to_owned()),
        _ => None,
    }
}

/// The same; a non-finite float, which has none, is 0.
fn text_of_number(node: Node<'_>) -> String {
    number_text(node).unwrap_or_else(|| "0".to_owned())
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
    match (a.peel(), b.peel()) {
        (Node::Null | Node::Absent, Node::Null | Node::Absent) => true,
        (Node::Bool(a), Node::Bool(b)) => a == b,
        (Node::Text(a), Node::Text(b)) => a == b,
        (Node::Integer(a), Node::Integer(b)) => a == b,
        (
            a @ (Node::Integer(_) | Node::Float(_) | Node::Number(_)),
            b @ (Node::Integer(_) | Node::Float(_) | Node::Number(_)),
        ) => number::compare(&text_of_number(a), &text_of_number(b)).is_eq(),
        (Node::Custom(own), other) | (other, Node::Custom(own)) => {
            equal(value_of(own).view_value(), other)
        }
        (a @ (Node::Array(_) | Node::Map(_) | Node::Object(..)), b) => canonical(a) == canonical(b),
        _ => false,
    }
}

fn limits(limit: u64, actual: u64) -> Map<Value> {
    Map::from([
        ("limit", Value::from(limit)),
        ("actual", Value::from(actual)),
    ])
}
