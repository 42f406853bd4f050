//! Methods of serde_json's value beyond the needs of generated code: predicates, comparisons with
//! plain values, changes, conversions.

use std::borrow::Cow;
use std::hash::{Hash, Hasher};
use std::ops::IndexMut;

use super::{Number, Value};
use crate::Map;

impl Value {
    /// Whether this is a boolean.
    #[must_use]
    pub fn is_boolean(&self) -> bool {
        matches!(self, Self::Bool(_))
    }

    /// Whether this is a number.
    #[must_use]
    pub fn is_number(&self) -> bool {
        matches!(self, Self::Number(_))
    }

    /// Whether this is a string.
    #[must_use]
    pub fn is_string(&self) -> bool {
        matches!(self, Self::String(_))
    }

    /// Whether this is an array.
    #[must_use]
    pub fn is_array(&self) -> bool {
        matches!(self, Self::Array(_))
    }

    /// Whether this is an object.
    #[must_use]
    pub fn is_object(&self) -> bool {
        matches!(self, Self::Object(_))
    }

    /// Whether this is an integer that an `i64` holds; `1.0` is one.
    #[must_use]
    pub fn is_i64(&self) -> bool {
        self.as_i64().is_some()
    }

    /// Whether this is an integer that a `u64` holds; `1.0` is one.
    #[must_use]
    pub fn is_u64(&self) -> bool {
        self.as_u64().is_some()
    }

    /// Whether this is a number with a fraction, or beyond integers, that an `f64` holds at least
    /// nearly.
    #[must_use]
    pub fn is_f64(&self) -> bool {
        self.as_f64().is_some() && !self.is_i64() && !self.is_u64()
    }

    /// `()`, if this is null.
    #[must_use]
    pub fn as_null(&self) -> Option<()> {
        self.is_null().then_some(())
    }

    /// The value that a JSON pointer leads to (RFC 6901), to change.
    pub fn pointer_mut(&mut self, pointer: &str) -> Option<&mut Self> {
        if pointer.is_empty() {
            return Some(self);
        }
        let mut tokens = pointer.strip_prefix('/')?.split('/');
        tokens.try_fold(self, |value, token| match value {
            Self::Object(map) => map.get_mut(&token.replace("~1", "/").replace("~0", "~")),
            Self::Array(items) => items.get_mut(super::access::index(token)?),
            _ => None,
        })
    }

    /// Sorts the keys of this object and of all objects in it.
    pub fn sort_all_objects(&mut self) {
        let mut open = vec![self];
        while let Some(value) = open.pop() {
            match value {
                Self::Object(map) => {
                    map.sort_keys();
                    open.extend(map.values_mut());
                }
                Self::Array(items) => open.extend(items),
                _ => {}
            }
        }
    }
}

/// The value under a key, to set; null becomes an object, and a missing key is added with null, as
/// in serde_json.
///
/// # Panics
/// If this is neither null nor an object.
impl IndexMut<&str> for Value {
    fn index_mut(&mut self, key: &str) -> &mut Self {
        if self.is_null() {
            *self = Self::Object(Map::new());
        }
        assert!(self.is_object(), "only an object has the key {key:?}");
        let map = self.as_object_mut();
        map.map(|map| map.entry(key).or_insert(Self::Null))
            .unwrap_or_else(|| unreachable!())
    }
}

/// The element at an index, to set.
///
/// # Panics
/// If this is no array, or has no such element.
impl IndexMut<usize> for Value {
    fn index_mut(&mut self, index: usize) -> &mut Self {
        let items = self.as_array_mut();
        &mut items.map_or(&mut [][..], Vec::as_mut_slice)[index]
    }
}

/// Comparisons of a value with plain ones, both ways round.
macro_rules! comparable {
    ($($plain:ty: |$value:ident, $other:ident| $equal:expr;)*) => {$(
        impl PartialEq<$plain> for Value {
            fn eq(&self, $other: &$plain) -> bool {
                let $value = self;
                $equal
            }
        }

        impl PartialEq<Value> for $plain {
            fn eq(&self, other: &Value) -> bool {
                other == self
            }
        }
    )*};
}

comparable! {
    str: |value, other| value.as_str() == Some(other);
    &str: |value, other| value.as_str() == Some(*other);
    String: |value, other| value.as_str() == Some(other.as_str());
    bool: |value, other| value.as_bool() == Some(*other);
}

/// Comparisons with numbers, by value, and conversions from them.
macro_rules! numbers {
    ($($plain:ty)*) => {$(
        impl PartialEq<$plain> for Value {
            fn eq(&self, other: &$plain) -> bool {
                let other = Self::from(*other);
                self.is_number() && *self == other
            }
        }

        impl PartialEq<Value> for $plain {
            fn eq(&self, other: &Value) -> bool {
                other == self
            }
        }
    )*};
}

numbers! { i8 i16 i32 i64 isize u8 u16 u32 u64 usize f32 f64 }

macro_rules! integers {
    ($($small:ty: $wide:ty;)*) => {$(
        impl From<$small> for Value {
            fn from(value: $small) -> Self {
                Self::from(value as $wide)
            }
        }
    )*};
}

integers! { i8: i64; i16: i64; isize: i64; u8: i64; u16: i64; }

/// The shortest decimal text of the `f32`; null for a number that JSON has no text for.
impl From<f32> for Value {
    fn from(value: f32) -> Self {
        let text = value.to_string();
        text.parse::<f64>().map_or(Self::Null, Self::from)
    }
}

impl From<()> for Value {
    fn from((): ()) -> Self {
        Self::Null
    }
}

impl From<Cow<'_, str>> for Value {
    fn from(value: Cow<'_, str>) -> Self {
        Self::String(value.into_owned())
    }
}

impl<T: Clone + Into<Value>> From<&[T]> for Value {
    fn from(items: &[T]) -> Self {
        items.iter().cloned().collect()
    }
}

impl<T: Into<Value>, const N: usize> From<[T; N]> for Value {
    fn from(items: [T; N]) -> Self {
        items.into_iter().collect()
    }
}

/// Equal values have equal hashes: numbers by value, objects whatever the order of their keys.
/// Visits the content iteratively, so that no depth overflows the stack.
impl Hash for Value {
    fn hash<H: Hasher>(&self, state: &mut H) {
        let mut rest = vec![self];
        while let Some(value) = rest.pop() {
            std::mem::discriminant(value).hash(state);
            match value {
                Self::Null => {}
                Self::Bool(value) => value.hash(state),
                Self::Number(number) => number.hash(state),
                Self::String(text) => text.hash(state),
                Self::Array(items) => {
                    items.len().hash(state);
                    rest.extend(items);
                }
                Self::Object(map) => {
                    map.len().hash(state);
                    for (key, value) in map.sorted() {
                        key.hash(state);
                        rest.push(value);
                    }
                }
            }
        }
    }
}

impl Number {
    /// Whether an `i64` holds it; `1.0` is the integer 1.
    #[must_use]
    pub fn is_i64(&self) -> bool {
        self.as_i64().is_some()
    }

    /// Whether a `u64` holds it; `1.0` is the integer 1.
    #[must_use]
    pub fn is_u64(&self) -> bool {
        self.as_u64().is_some()
    }

    /// The number of an `f64`; `None` if it is infinite or not a number.
    #[must_use]
    pub fn from_f64(value: f64) -> Option<Self> {
        let finite = value.is_finite();
        finite.then(|| Self::from_text(&crate::number::float_text(value)))
    }
}

macro_rules! to_number {
    ($($integer:ty)*) => {$(
        impl From<$integer> for Number {
            fn from(value: $integer) -> Self {
                Self::from_text(&value.to_string())
            }
        }
    )*};
}

to_number! { i8 i16 i32 i64 isize u8 u16 u32 u64 usize }

/// Equal numbers have equal hashes, however they are written.
impl Hash for Number {
    fn hash<H: Hasher>(&self, state: &mut H) {
        crate::number::canonical(&self.to_string()).hash(state);
    }
}

/// By value.
impl PartialOrd for Number {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

/// By value.
impl Ord for Number {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        crate::compare_numbers(&self.to_string(), &other.to_string())
    }
}

#[cfg(test)]
mod tests {
    use std::hash::{BuildHasher, RandomState};

    use super::*;

    #[test]
    fn equal_values_have_equal_hashes() {
        let state = RandomState::new();
        let hash = |text: &str| state.hash_one(crate::from_json::<Value>(text).unwrap());
        let all = [
            "null",
            "false",
            "0",
            "\"\"",
            "[]",
            "{}",
            "[[]]",
            "[null]",
            "[1,2]",
            "[2,1]",
            "[[1],2]",
            "[[1,2]]",
            r#"{"a":1}"#,
            r#"{"a":[]}"#,
            r#"{"b":1}"#,
            r#"{"a":{"b":1}}"#,
        ];
        let hashes: std::collections::BTreeSet<u64> = all.iter().map(|one| hash(one)).collect();
        assert_eq!(hashes.len(), all.len());
        assert_eq!(hash("[1.0,1e2,-0]"), hash("[1,100,0]"));
        let (one, other) = (
            r#"{"a":[1],"b":{"x":1,"y":2}}"#,
            r#"{"b":{"y":2.0,"x":1},"a":[1.0]}"#,
        );
        assert_eq!(hash(one), hash(other));
    }

    #[test]
    fn a_deep_value_is_hashed() {
        let deep = (0..200_000).fold(Value::Null, |value, _| Value::from([value]));
        RandomState::new().hash_one(&deep);
    }
}
