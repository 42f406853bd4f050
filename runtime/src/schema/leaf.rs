//! Assertions on one value, without subschemas.

use super::equal::equal;
use super::instance::{Instance, ValueRef};
use super::program::{Contains, Counts, Enumeration, Numbers, ProgramNode, Texts};
use crate::fault::Fault;
use crate::keyword::length;
use crate::num::{Limit, Num};
use crate::{Format, NumberKeyword};

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
) -> impl Iterator<Item = &'n (NumberKeyword, Limit)> {
    let limits = numbers.limits.iter();
    limits.filter(move |(keyword, limit)| !keyword.holds(number, limit))
}

/// Whether a value of which so many are counted keeps all limits.
#[inline]
pub(super) fn counts_hold(counts: &Counts, count: u64) -> bool {
    let mut counts = counts.iter();
    counts.all(|(keyword, limit)| keyword.holds(count, *limit))
}

/// The limits that it does not keep.
pub(super) fn broken_counts(counts: &Counts, count: u64) -> impl Iterator<Item = Fault> {
    let broken = counts
        .iter()
        .filter(move |(keyword, limit)| !keyword.holds(count, *limit));
    broken.map(move |(keyword, limit)| Fault::counted(keyword.name(), *limit, count))
}

#[inline]
pub(super) fn text_holds(texts: &Texts, text: &str) -> bool {
    let mut counts = texts.counts.iter();
    counts.all(|(keyword, limit)| keyword.holds_text(text, *limit))
        && texts
            .pattern
            .as_ref()
            .is_none_or(|pattern| pattern.is_match(text))
        && texts.format.is_none_or(|format| format.matches(text))
}

/// The assertions that a string violates.
pub(super) fn broken_text(texts: &Texts, text: &str) -> Vec<Fault> {
    let mut out: Vec<Fault> = broken_counts(&texts.counts, length(text)).collect();
    if let Some(pattern) = texts.pattern.as_ref().filter(|p| !p.is_match(text)) {
        out.push(Fault::pattern(pattern.source.to_string()));
    }
    if let Some(format) = texts.format.filter(|format| !format.matches(text)) {
        out.push(Fault::format(format.name()));
    }
    out
}
