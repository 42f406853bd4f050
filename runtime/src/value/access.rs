//! Methods shared with serde_json's value: pointers, indices, mutable parts, conversions.

use std::ops::Index;

use super::{Number, Value};
use crate::Map;

static NULL: Value = Value::Null;

/// An argument of [`Value::get`]: a key of an object, or an index of an array.
pub trait ValueIndex: sealed::Sealed {
    /// The value there.
    #[doc(hidden)]
    fn of(self, value: &Value) -> Option<&Value>;

    /// The value there, to change.
    #[doc(hidden)]
    fn of_mut(self, value: &mut Value) -> Option<&mut Value>;
}

mod sealed {
    pub trait Sealed {}
    impl Sealed for usize {}
    impl<T: AsRef<str> + ?Sized> Sealed for &T {}
}

impl<T: AsRef<str> + ?Sized> ValueIndex for &T {
    fn of(self, value: &Value) -> Option<&Value> {
        value.as_object()?.get(self.as_ref())
    }

    fn of_mut(self, value: &mut Value) -> Option<&mut Value> {
        value.as_object_mut()?.get_mut(self.as_ref())
    }
}

impl ValueIndex for usize {
    fn of(self, value: &Value) -> Option<&Value> {
        value.as_array()?.get(self)
    }

    fn of_mut(self, value: &mut Value) -> Option<&mut Value> {
        value.as_array_mut()?.get_mut(self)
    }
}

impl Value {
    /// The value that a JSON pointer leads to (RFC 6901); the empty one leads to this value.
    ///
    /// ```
    /// use fieldwright_runtime::{Value, from_json};
    ///
    /// let value: Value = from_json(r#"{"a/b": [1, {"~": 2}]}"#)?;
    /// assert_eq!(value.pointer("/a~1b/1/~0").and_then(Value::as_i64), Some(2));
    /// assert_eq!(value.pointer("/a~1b/01"), None);
    /// # Ok::<(), fieldwright_runtime::Violations>(())
    /// ```
    #[must_use]
    pub fn pointer(&self, pointer: &str) -> Option<&Self> {
        if pointer.is_empty() {
            return Some(self);
        }
        let mut tokens = pointer.strip_prefix('/')?.split('/');
        tokens.try_fold(self, |value, token| match value {
            Self::Object(map) => map.get(&token.replace("~1", "/").replace("~0", "~")),
            Self::Array(items) => items.get(index(token)?),
            _ => None,
        })
    }

    /// The entries to change, if this is an object.
    pub fn as_object_mut(&mut self) -> Option<&mut Map<Self>> {
        match self {
            Self::Object(map) => Some(map),
            _ => None,
        }
    }

    /// The elements to change, if this is an array.
    pub fn as_array_mut(&mut self) -> Option<&mut Vec<Self>> {
        match self {
            Self::Array(items) => Some(items),
            _ => None,
        }
    }

    /// The value under a key, or at an index, to change.
    pub fn get_mut<I: ValueIndex>(&mut self, index: I) -> Option<&mut Self> {
        index.of_mut(self)
    }

    /// The number as a `u64`, if it is an integer that fits.
    #[must_use]
    pub fn as_u64(&self) -> Option<u64> {
        self.as_number()?.as_u64()
    }

    /// Takes the value and leaves null.
    #[must_use]
    pub fn take(&mut self) -> Self {
        std::mem::take(self)
    }
}

/// An index of an array in a pointer has no leading zeros (RFC 6901 section 4).
pub(super) fn index(token: &str) -> Option<usize> {
    let is_plain = token == "0" || !token.starts_with(['0', '+']);
    token.parse().ok().filter(|_| is_plain)
}

impl Number {
    /// As a `u64`, if it is an integer that fits; `1.0` is the integer 1.
    #[must_use]
    pub fn as_u64(&self) -> Option<u64> {
        u64::try_from(crate::number::to_integer(&self.to_string())?).ok()
    }
}

/// The value under a key; null if there is none, as in serde_json.
impl Index<&str> for Value {
    type Output = Self;

    fn index(&self, key: &str) -> &Self {
        self.get(key).unwrap_or(&NULL)
    }
}

/// The element at an index; null if there is none, as in serde_json.
impl Index<usize> for Value {
    type Output = Self;

    fn index(&self, index: usize) -> &Self {
        let items = self.as_array().unwrap_or_default();
        items.get(index).unwrap_or(&NULL)
    }
}

impl From<Number> for Value {
    fn from(value: Number) -> Self {
        Self::Number(value)
    }
}

impl From<u32> for Value {
    fn from(value: u32) -> Self {
        Self::from(i64::from(value))
    }
}

impl From<usize> for Value {
    fn from(value: usize) -> Self {
        Self::from(value as u64)
    }
}

/// Null for `None`.
impl<T: Into<Value>> From<Option<T>> for Value {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Null, Into::into)
    }
}

impl<T: Into<Value>> FromIterator<T> for Value {
    fn from_iter<I: IntoIterator<Item = T>>(items: I) -> Self {
        Self::Array(items.into_iter().map(Into::into).collect())
    }
}

impl<K: Into<String>, V: Into<Value>> FromIterator<(K, V)> for Value {
    fn from_iter<I: IntoIterator<Item = (K, V)>>(entries: I) -> Self {
        let entries = entries.into_iter();
        Self::Object(entries.map(|(key, value)| (key, value.into())).collect())
    }
}

#[cfg(test)]
mod tests {
    use crate::{Value, from_json};

    fn value(text: &str) -> Value {
        from_json(text).unwrap()
    }

    #[test]
    fn pointers_lead_where_they_say() {
        let document = value(r#"{"":1,"a":[2,[3]],"b":null}"#);
        for (pointer, expected) in [
            ("/", Some("1")),
            ("/a/0", Some("2")),
            ("/a/1/0", Some("3")),
            ("/b", Some("null")),
            ("/a/2", None),
            ("/a/-1", None),
            ("/a/+1", None),
            ("/a/00", None),
            ("/b/0", None),
            ("a", None),
        ] {
            let found = document.pointer(pointer).map(ToString::to_string);
            assert_eq!(found.as_deref(), expected, "{pointer}");
        }
        assert_eq!(document.pointer(""), Some(&document));
    }

    #[test]
    fn values_are_made_and_changed() {
        let mut made: Value = [("a", Some(1)), ("b", None)].into_iter().collect();
        assert_eq!(made, value(r#"{"a":1,"b":null}"#));
        if let Some(inner) = made.get_mut("b") {
            *inner = ["x", "y"].into_iter().collect();
        }
        assert_eq!(made["b"][1].as_str(), Some("y"));
        assert!(made["c"]["d"][7].is_null());
        assert_eq!(made.get_mut("a").map(Value::take), Some(Value::from(1)));
        assert_eq!(made, value(r#"{"a":null,"b":["x","y"]}"#));
        assert_eq!(value("18446744073709551615").as_u64(), Some(u64::MAX));
        assert_eq!(
            (value("-1").as_u64(), value("2.0").as_u64()),
            (None, Some(2))
        );
    }
}
