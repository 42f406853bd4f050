//! The property that distinguishes the alternatives of a union.

use crate::num::Num;
use crate::{Number, Value};

/// A property that distinguishes alternatives by its value: a text, an integer or a boolean.
#[derive(Debug)]
pub(super) struct Tag {
    pub(super) name: Box<str>,
    /// The values that each alternative allows.
    pub(super) values: Box<[TagValues]>,
}

/// The values of a tag that an alternative allows.
#[derive(Debug)]
pub(super) enum TagValues {
    Any,
    /// The property must be one of them.
    OneOf(Box<[Value]>),
    /// It must not be one of them.
    NoneOf(Box<[Value]>),
}

/// The value of a tag in an instance, if it may be one.
#[derive(Debug, Clone, Copy)]
pub(super) enum TagValue<'a> {
    Text(&'a str),
    Number(Num<'a>),
    Bool(bool),
}

impl TagValue<'_> {
    fn is(self, value: &Value) -> bool {
        match (self, value) {
            (Self::Text(text), value) => value.as_str() == Some(text),
            (Self::Number(one), Value::Number(other)) => one.equals(num_of(other)),
            (Self::Bool(one), value) => value.as_bool() == Some(one),
            (Self::Number(_), _) => false,
        }
    }
}

impl Tag {
    /// Whether the tag's value allows the alternative at `index`.
    #[inline]
    pub(super) fn allows(&self, index: usize, value: Option<TagValue<'_>>) -> bool {
        let is_one =
            |values: &[Value]| value.is_some_and(|value| values.iter().any(|one| value.is(one)));
        match self.values.get(index) {
            Some(TagValues::OneOf(values)) => is_one(values),
            Some(TagValues::NoneOf(values)) => !is_one(values),
            Some(TagValues::Any) | None => true,
        }
    }

    /// The values that select an alternative.
    pub(super) fn selecting(&self) -> impl Iterator<Item = &Value> {
        let values = self.values.iter().map(|values| match values {
            TagValues::OneOf(values) => values.as_ref(),
            TagValues::Any | TagValues::NoneOf(_) => &[],
        });
        values.flatten()
    }
}

/// The number of a value.
pub(super) fn num_of(number: &Number) -> Num<'_> {
    match number.parts() {
        Ok(value) => Num::Integer(i128::from(value)),
        Err(text) => Num::Text(text),
    }
}
