//! The interface of an instance for the evaluator: a [`Value`], a serde value, or text
//! ([`super::text`]). A typed Rust value is evaluated as its text.
//!
//! The evaluator is generic over this trait inside the crate only.

use super::tag::{TagValue, num_of};
use crate::num::Num;
use crate::{Map, Value};

/// One value of an instance.
pub(super) trait Instance<'a>: Copy {
    /// The elements of an array.
    type Items: Items<'a, Self>;
    /// The members of an object.
    type Members: Members<'a, Self>;

    /// The value, by its JSON type.
    fn value_ref(self) -> ValueRef<'a, Self>;

    /// The bit of its JSON type, as in [`crate::Types`].
    #[inline]
    fn kind(self) -> u8 {
        self.value_ref().kind()
    }

    /// Its start in the text, in bytes, if it was read from one.
    fn offset(self) -> Option<usize> {
        None
    }

    /// Its identity among all values of the same instance.
    fn identity(self) -> Option<usize> {
        self.offset()
    }
}

/// A value by its JSON type.
pub(super) enum ValueRef<'a, I: Instance<'a>> {
    Null,
    Bool(bool),
    Number(Num<'a>),
    Text(&'a str),
    Array(I::Items),
    Object(I::Members),
}

pub(super) trait Items<'a, I>: Copy {
    fn count(self) -> usize;
    fn each(self) -> impl Iterator<Item = I>;
    /// The element at `index`.
    fn at(self, index: usize) -> Option<I>;
}

pub(super) trait Members<'a, I>: Copy {
    fn count(self) -> usize;
    fn get(self, name: &str) -> Option<I>;
    /// Calls `visit` with each member until it returns `false`; returns whether it never did.
    fn all(self, visit: &mut impl FnMut(&'a str, I) -> bool) -> bool;
    /// The start of the key of `name` in the text.
    fn key_offset(self, _name: &str) -> Option<usize> {
        None
    }
}

impl<'a, I: Instance<'a>> ValueRef<'a, I> {
    /// The bit of the JSON type, as in [`crate::Types`].
    pub(super) fn kind(&self) -> u8 {
        match self {
            Self::Null => 1,
            Self::Bool(_) => 2,
            Self::Number(_) => 4,
            Self::Text(_) => 8,
            Self::Array(_) => 16,
            Self::Object(_) => 32,
        }
    }

    /// The value as a tag, if it may be one.
    pub(super) fn tag_value(&self) -> Option<TagValue<'a>> {
        match self {
            Self::Text(text) => Some(TagValue::Text(text)),
            Self::Number(number) => Some(TagValue::Number(*number)),
            Self::Bool(value) => Some(TagValue::Bool(*value)),
            Self::Null | Self::Array(_) | Self::Object(_) => None,
        }
    }

    pub(super) fn name(&self) -> &'static str {
        match self {
            Self::Null => "null",
            Self::Bool(_) => "boolean",
            Self::Number(_) => "number",
            Self::Text(_) => "string",
            Self::Array(_) => "array",
            Self::Object(_) => "object",
        }
    }
}

impl<'a> Instance<'a> for &'a Value {
    type Items = &'a [Value];
    type Members = &'a Map<Value>;

    #[inline]
    fn value_ref(self) -> ValueRef<'a, Self> {
        match self {
            Value::Null => ValueRef::Null,
            Value::Bool(value) => ValueRef::Bool(*value),
            Value::Number(number) => ValueRef::Number(num_of(number)),
            Value::String(text) => ValueRef::Text(text),
            Value::Array(items) => ValueRef::Array(items.as_slice()),
            Value::Object(map) => ValueRef::Object(map),
        }
    }

    #[inline]
    fn kind(self) -> u8 {
        match self {
            Value::Null => 1,
            Value::Bool(_) => 2,
            Value::Number(_) => 4,
            Value::String(_) => 8,
            Value::Array(_) => 16,
            Value::Object(_) => 32,
        }
    }

    fn identity(self) -> Option<usize> {
        Some(std::ptr::from_ref(self).addr())
    }
}

impl<'a, T> Items<'a, &'a T> for &'a [T] {
    fn count(self) -> usize {
        self.len()
    }

    fn each(self) -> impl Iterator<Item = &'a T> {
        self.iter()
    }

    fn at(self, index: usize) -> Option<&'a T> {
        self.get(index)
    }
}

impl<'a> Members<'a, &'a Value> for &'a Map<Value> {
    fn count(self) -> usize {
        self.len()
    }

    fn get(self, name: &str) -> Option<&'a Value> {
        self.get(name)
    }

    fn all(self, visit: &mut impl FnMut(&'a str, &'a Value) -> bool) -> bool {
        self.iter().all(|(name, value)| visit(name, value))
    }
}

impl<'a> Instance<'a> for &'a serde_json::Value {
    type Items = &'a [serde_json::Value];
    type Members = &'a serde_json::Map<String, serde_json::Value>;

    #[inline]
    fn value_ref(self) -> ValueRef<'a, Self> {
        match self {
            serde_json::Value::Null => ValueRef::Null,
            serde_json::Value::Bool(value) => ValueRef::Bool(*value),
            serde_json::Value::Number(number) => ValueRef::Number(Num::of_serde(number)),
            serde_json::Value::String(text) => ValueRef::Text(text),
            serde_json::Value::Array(items) => ValueRef::Array(items.as_slice()),
            serde_json::Value::Object(map) => ValueRef::Object(map),
        }
    }

    #[inline]
    fn kind(self) -> u8 {
        match self {
            serde_json::Value::Null => 1,
            serde_json::Value::Bool(_) => 2,
            serde_json::Value::Number(_) => 4,
            serde_json::Value::String(_) => 8,
            serde_json::Value::Array(_) => 16,
            serde_json::Value::Object(_) => 32,
        }
    }

    fn identity(self) -> Option<usize> {
        Some(std::ptr::from_ref(self).addr())
    }
}

impl<'a> Members<'a, &'a serde_json::Value> for &'a serde_json::Map<String, serde_json::Value> {
    fn count(self) -> usize {
        self.len()
    }

    fn get(self, name: &str) -> Option<&'a serde_json::Value> {
        self.get(name)
    }

    fn all(self, visit: &mut impl FnMut(&'a str, &'a serde_json::Value) -> bool) -> bool {
        self.iter().all(|(name, value)| visit(name, value))
    }
}

/// The name of a property, as `propertyNames` sees it: a string (JSON Schema 2020-12 core, section
/// 10.3.2.4).
#[derive(Clone, Copy)]
pub(super) struct Name<'a>(pub(super) &'a str);

/// The empty elements and members of a name.
#[derive(Clone, Copy)]
pub(super) struct Nothing;

impl<'a> Instance<'a> for Name<'a> {
    type Items = Nothing;
    type Members = Nothing;

    fn value_ref(self) -> ValueRef<'a, Self> {
        ValueRef::Text(self.0)
    }
}

impl<'a> Items<'a, Name<'a>> for Nothing {
    fn count(self) -> usize {
        0
    }

    fn each(self) -> impl Iterator<Item = Name<'a>> {
        std::iter::empty()
    }

    fn at(self, _: usize) -> Option<Name<'a>> {
        None
    }
}

impl<'a> Members<'a, Name<'a>> for Nothing {
    fn count(self) -> usize {
        0
    }

    fn get(self, _: &str) -> Option<Name<'a>> {
        None
    }

    fn all(self, _: &mut impl FnMut(&'a str, Name<'a>) -> bool) -> bool {
        true
    }
}
