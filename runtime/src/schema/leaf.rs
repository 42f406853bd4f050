//! Assertions on one value, without subschemas.

use std::cmp::Ordering;

use super::equal::equal;
use super::instance::{Instance, ValueRef};
use super::program::{Contains, Enumeration, Numbers, ProgramNode, Texts};
use crate::Format;
use crate::fault::Fault;
use crate::num::{Limit, Num};

impl Contains {
    /// How many elements must match at least.
    pub(super) fn least(&self) -> u64 {
        self.min.unwrap_or(1)
    }

    /// The keyword that `count` matching elements break.
    pub(super) fn verdict(&self, count: u64) -> Option<&'static str> {
        if count < self.least() {
            return Some(if self.min.is_some() {
                "minContains"
            } else {
                "contains"
            });
        }
        (self.max.is_some_and(|max| count > max)).then_some("maxContains")
    }
}

/// `const` and `enum`.
#[inline]
pub(super) fn literals_hold<'a, I: Instance<'a>>(node: &ProgramNode, instance: I) -> bool {
    if let Some(constant) = &node.constant
        && !equal(instance, &**constant)
    {
        return false;
    }
    node.enumeration
        .as_ref()
        .is_none_or(|enumeration| enumeration_holds(enumeration, instance))
}

#[inline]
pub(super) fn enumeration_holds<'a, I: Instance<'a>>(
    enumeration: &Enumeration,
    instance: I,
) -> bool {
    match instance.value_ref() {
        ValueRef::Text(text) => enumeration.texts.find(text).is_some(),
        _ => enumeration
            .others
            .iter()
            .any(|other| equal(instance, other)),
    }
}

#[inline]
pub(super) fn number_holds(node: &ProgramNode, number: Num<'_>) -> bool {
    (!node.integers || number.is_integer())
        && node.number.as_ref().is_none_or(|numbers| {
            broken_number(numbers, number).next().is_none()
                && broken_format(numbers, number).is_none()
        })
}

/// The format that a number does not keep.
#[inline]
pub(super) fn broken_format(numbers: &Numbers, number: Num<'_>) -> Option<Format> {
    numbers
        .format
        .filter(|format| !format.matches_number(&number.text()))
}

/// The keywords that a number breaks, each with its limit.
pub(super) fn broken_number<'n>(
    numbers: &'n Numbers,
    number: Num<'_>,
) -> impl Iterator<Item = (&'static str, &'n Limit)> {
    let bounds = [
        (
            "minimum",
            &numbers.minimum,
            [Ordering::Equal, Ordering::Greater],
        ),
        (
            "maximum",
            &numbers.maximum,
            [Ordering::Equal, Ordering::Less],
        ),
        (
            "exclusiveMinimum",
            &numbers.exclusive_minimum,
            [Ordering::Greater; 2],
        ),
        (
            "exclusiveMaximum",
            &numbers.exclusive_maximum,
            [Ordering::Less; 2],
        ),
    ];
    let broken = bounds
        .into_iter()
        .filter_map(move |(keyword, limit, allowed)| {
            let limit = limit.as_ref()?;
            (!allowed.contains(&number.compare(limit))).then_some((keyword, limit))
        });
    let multiple = numbers.multiple_of.as_ref();
    let multiple = multiple.filter(move |divisor| !number.is_multiple_of(divisor));
    broken.chain(multiple.map(|limit| ("multipleOf", limit)))
}

#[inline]
pub(super) fn text_holds(texts: &Texts, text: &str) -> bool {
    let bytes = text.len() as u64;
    // A scalar value takes one byte at least and four at most.
    texts
        .min
        .is_none_or(|min| bytes.div_ceil(4) >= min || (bytes >= min && length(text) >= min))
        && texts
            .max
            .is_none_or(|max| bytes <= max || length(text) <= max)
        && texts
            .pattern
            .as_ref()
            .is_none_or(|pattern| pattern.is_match(text))
        && texts.format.is_none_or(|format| format.matches(text))
}

/// The assertions that a string violates.
pub(super) fn broken_text(texts: &Texts, text: &str) -> Vec<Fault> {
    let mut out = Vec::new();
    let count = length(text);
    if let Some(min) = texts.min.filter(|min| count < *min) {
        out.push(Fault::counted("minLength", min, count));
    }
    if let Some(max) = texts.max.filter(|max| count > *max) {
        out.push(Fault::counted("maxLength", max, count));
    }
    if let Some(pattern) = texts.pattern.as_ref().filter(|p| !p.is_match(text)) {
        out.push(Fault::pattern(pattern.source.to_string()));
    }
    if let Some(format) = texts.format.filter(|format| !format.matches(text)) {
        out.push(Fault::format(format.name()));
    }
    out
}

/// In Unicode scalar values.
fn length(text: &str) -> u64 {
    text.chars().count() as u64
}
