//! Any JSON value: the type of a schema without a type.

mod access;
#[cfg(feature = "conveniences")]
mod more;

use std::fmt;

use crate::{Map, number};

pub use access::ValueIndex;

/// Any JSON value. Objects keep the order of their keys, numbers their text.
///
/// Equality is JSON Schema's: `1` equals `1.0`, the order of keys is irrelevant (JSON Schema
/// 2020-12 core, section 4.2.2).
#[derive(Clone, Eq, Default)]
pub enum Value {
    /// `null`.
    #[default]
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A number, exact.
    Number(Number),
    /// A string.
    String(String),
    /// An array.
    Array(Vec<Value>),
    /// An object.
    Object(Map<Value>),
}

/// A JSON number as it was written.
///
/// Equality is by mathematical value: `1`, `1.0` and `1e0` are equal.
#[derive(Clone)]
pub struct Number(Repr);

#[derive(Clone)]
enum Repr {
    /// Written in the shortest way: no `-0`, no fraction, no exponent.
    Integer(i64),
    Text(Box<str>),
}

impl Value {
    /// The value under a key, if this is an object that has it; or at an index, if this is an array
    /// that has it.
    #[must_use]
    pub fn get<I: ValueIndex>(&self, index: I) -> Option<&Value> {
        index.of(self)
    }

    /// The entries, if this is an object.
    #[must_use]
    pub fn as_object(&self) -> Option<&Map<Value>> {
        match self {
            Self::Object(map) => Some(map),
            _ => None,
        }
    }

    /// The elements, if this is an array.
    #[must_use]
    pub fn as_array(&self) -> Option<&[Value]> {
        match self {
            Self::Array(items) => Some(items),
            _ => None,
        }
    }

    /// The text, if this is a string.
    #[must_use]
    pub fn as_str(&self) -> Option<&str> {
        match self {
            Self::String(text) => Some(text),
            _ => None,
        }
    }

    /// The entries, without a copy, if this is an object: a pattern cannot move out of a value,
    /// since it drops its content without recursion.
    ///
    /// # Errors
    /// The value, where it is something else.
    pub fn into_object(mut self) -> Result<Map<Value>, Self> {
        match &mut self {
            Self::Object(map) => Ok(std::mem::take(map)),
            _ => Err(self),
        }
    }

    /// The elements, without a copy, if this is an array.
    ///
    /// # Errors
    /// The value, where it is something else.
    pub fn into_array(mut self) -> Result<Vec<Value>, Self> {
        match &mut self {
            Self::Array(items) => Ok(std::mem::take(items)),
            _ => Err(self),
        }
    }

    /// The text, without a copy, if this is a string.
    ///
    /// # Errors
    /// The value, where it is something else.
    pub fn into_string(mut self) -> Result<String, Self> {
        match &mut self {
            Self::String(text) => Ok(std::mem::take(text)),
            _ => Err(self),
        }
    }

    /// The number, if this is one.
    #[must_use]
    pub fn as_number(&self) -> Option<&Number> {
        match self {
            Self::Number(number) => Some(number),
            _ => None,
        }
    }

    /// The number as an `i64`, if it is an integer that fits.
    #[must_use]
    pub fn as_i64(&self) -> Option<i64> {
        self.as_number()?.as_i64()
    }

    /// The nearest `f64`, if this is a number that is not beyond its range.
    #[must_use]
    pub fn as_f64(&self) -> Option<f64> {
        self.as_number()?.as_f64()
    }

    /// The truth value, if this is one.
    #[must_use]
    pub fn as_bool(&self) -> Option<bool> {
        match self {
            Self::Bool(value) => Some(*value),
            _ => None,
        }
    }

    /// Whether this is `null`.
    #[must_use]
    pub fn is_null(&self) -> bool {
        matches!(self, Self::Null)
    }
}

impl Number {
    pub(crate) const ZERO: Self = Self(Repr::Integer(0));

    /// `text` must be a JSON number.
    pub(crate) fn from_text(text: &str) -> Self {
        match text.parse::<i64>() {
            Ok(value) if text != "-0" => Self(Repr::Integer(value)),
            _ => Self(Repr::Text(text.into())),
        }
    }

    /// The number as it was written.
    #[must_use]
    pub fn text(&self) -> String {
        self.to_string()
    }

    /// As an `i64`, if it is an integer that fits; `1.0` is the integer 1.
    #[must_use]
    pub fn as_i64(&self) -> Option<i64> {
        match &self.0 {
            Repr::Integer(value) => Some(*value),
            Repr::Text(text) => i64::try_from(number::to_integer(text)?).ok(),
        }
    }

    /// The nearest `f64`, unless the number is beyond its range.
    #[must_use]
    pub fn as_f64(&self) -> Option<f64> {
        let value = match &self.0 {
            Repr::Integer(value) => *value as f64,
            Repr::Text(text) => text.parse().ok()?,
        };
        value.is_finite().then_some(value)
    }

    /// For comparison: the integer, or the text if that is kept.
    pub(crate) fn parts(&self) -> Result<i64, &str> {
        match &self.0 {
            Repr::Integer(value) => Ok(*value),
            Repr::Text(text) => Err(text),
        }
    }
}

/// Compares iteratively, from a list of pairs, at any depth.
impl PartialEq for Value {
    fn eq(&self, other: &Self) -> bool {
        let mut rest = Vec::new();
        let mut next = Some((self, other));
        while let Some((one, other)) = next {
            let equal = match (one, other) {
                (Self::Null, Self::Null) => true,
                (Self::Bool(one), Self::Bool(other)) => one == other,
                (Self::Number(one), Self::Number(other)) => one == other,
                (Self::String(one), Self::String(other)) => one == other,
                (Self::Array(one), Self::Array(other)) => {
                    rest.extend(one.iter().zip(other));
                    one.len() == other.len()
                }
                (Self::Object(one), Self::Object(other)) => {
                    let mut entries = one.iter();
                    one.len() == other.len()
                        && entries.all(|(key, value)| {
                            let value = other.get(key).map(|other| (value, other));
                            rest.extend(value);
                            value.is_some()
                        })
                }
                _ => false,
            };
            if !equal {
                return false;
            }
            next = rest.pop();
        }
        true
    }
}

/// Values within are dropped from a list, so that no depth ends the stack.
impl Drop for Value {
    fn drop(&mut self) {
        let mut rest = Vec::new();
        self.take_containers(&mut rest);
        while let Some(mut value) = rest.pop() {
            value.take_containers(&mut rest);
        }
    }
}

impl Value {
    /// Moves the arrays and objects in it that are not empty to `out`.
    fn take_containers(&mut self, out: &mut Vec<Self>) {
        let take = |value: &mut Self| {
            let is_container = match value {
                Self::Array(items) => !items.is_empty(),
                Self::Object(map) => !map.is_empty(),
                _ => false,
            };
            if is_container {
                out.push(std::mem::take(value));
            }
        };
        match self {
            Self::Array(items) => items.iter_mut().for_each(take),
            Self::Object(map) => map.values_mut().for_each(take),
            _ => {}
        }
    }
}

impl PartialEq for Number {
    fn eq(&self, other: &Self) -> bool {
        match (&self.0, &other.0) {
            (Repr::Integer(a), Repr::Integer(b)) => a == b,
            _ => number::compare(&self.to_string(), &other.to_string()).is_eq(),
        }
    }
}

impl Eq for Number {}

impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Repr::Integer(value) => value.fmt(f),
            Repr::Text(text) => f.write_str(text),
        }
    }
}

impl fmt::Debug for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// JSON text, too.
impl fmt::Debug for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl From<bool> for Value {
    fn from(value: bool) -> Self {
        Self::Bool(value)
    }
}

impl From<i32> for Value {
    fn from(value: i32) -> Self {
        Self::from(i64::from(value))
    }
}

impl From<i64> for Value {
    fn from(value: i64) -> Self {
        Self::Number(Number(Repr::Integer(value)))
    }
}

impl From<u64> for Value {
    fn from(value: u64) -> Self {
        Self::Number(Number::from_text(&value.to_string()))
    }
}

/// `null` for a number that JSON has no text for.
impl From<f64> for Value {
    fn from(value: f64) -> Self {
        if value.is_finite() {
            Self::Number(Number::from_text(&number::float_text(value)))
        } else {
            Self::Null
        }
    }
}

impl From<&str> for Value {
    fn from(value: &str) -> Self {
        Self::String(value.to_owned())
    }
}

impl From<String> for Value {
    fn from(value: String) -> Self {
        Self::String(value)
    }
}

impl From<Map<Value>> for Value {
    fn from(value: Map<Value>) -> Self {
        Self::Object(value)
    }
}

impl<T: Into<Value>> From<Vec<T>> for Value {
    fn from(items: Vec<T>) -> Self {
        Self::Array(items.into_iter().map(Into::into).collect())
    }
}

impl From<serde_json::Value> for Value {
    fn from(value: serde_json::Value) -> Self {
        match value {
            serde_json::Value::Null => Self::Null,
            serde_json::Value::Bool(value) => Self::Bool(value),
            serde_json::Value::Number(number) => {
                Self::Number(Number::from_text(&number.to_string()))
            }
            serde_json::Value::String(text) => Self::String(text),
            serde_json::Value::Array(items) => {
                Self::Array(items.into_iter().map(Self::from).collect())
            }
            serde_json::Value::Object(map) => {
                Self::Object(map.into_iter().map(|(k, v)| (k, Self::from(v))).collect())
            }
        }
    }
}

/// Numbers that serde_json cannot hold exactly become the nearest `f64`, those
/// beyond its range `null`.
impl From<Value> for serde_json::Value {
    fn from(value: Value) -> Self {
        let mut value = value;
        match &mut value {
            Value::Null => Self::Null,
            Value::Bool(value) => Self::Bool(*value),
            Value::Number(number) => to_serde_number(number).map_or(Self::Null, Self::Number),
            Value::String(text) => Self::String(std::mem::take(text)),
            Value::Array(items) => {
                let items = std::mem::take(items).into_iter();
                Self::Array(items.map(Self::from).collect())
            }
            Value::Object(map) => {
                let map = std::mem::take(map).into_iter();
                Self::Object(map.map(|(k, v)| (k, Self::from(v))).collect())
            }
        }
    }
}

fn to_serde_number(number: &Number) -> Option<serde_json::Number> {
    let text = number.to_string();
    if let Ok(value) = text.parse::<i64>() {
        return Some(value.into());
    }
    if let Ok(value) = text.parse::<u64>() {
        return Some(value.into());
    }
    serde_json::Number::from_f64(number.as_f64()?)
}
