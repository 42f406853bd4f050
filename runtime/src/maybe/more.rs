//! Methods of std's `Option` beyond the needs of generated code. Absent and null are both "no
//! value"; methods that change a value keep the two distinct.

use std::cmp::Ordering;

use serde::de::{Deserialize, Deserializer};
use serde::ser::{Serialize, Serializer};

use super::Maybe;

impl<T> Maybe<T> {
    /// Whether there is a value for which `holds` is true.
    pub fn is_value_and(self, holds: impl FnOnce(T) -> bool) -> bool {
        self.into_option().is_some_and(holds)
    }

    /// The value, or the result of `other` if there is none.
    pub fn unwrap_or_else(self, other: impl FnOnce() -> T) -> T {
        self.into_option().unwrap_or_else(other)
    }

    /// The mapped value, or `other` if there is none.
    pub fn map_or<U>(self, other: U, change: impl FnOnce(T) -> U) -> U {
        self.into_option().map_or(other, change)
    }

    /// The mapped value, or the result of `other` if there is none.
    pub fn map_or_else<U>(self, other: impl FnOnce() -> U, change: impl FnOnce(T) -> U) -> U {
        self.into_option().map_or_else(other, change)
    }

    /// The value, or an error if there is none.
    ///
    /// # Errors
    /// The given error.
    pub fn ok_or<E>(self, error: E) -> Result<T, E> {
        self.into_option().ok_or(error)
    }

    /// The value, or the result of a function as the error if there is none.
    ///
    /// # Errors
    /// The result of the function.
    pub fn ok_or_else<E>(self, error: impl FnOnce() -> E) -> Result<T, E> {
        self.into_option().ok_or_else(error)
    }

    /// The result of `next` for a value; absent and null stay the same.
    pub fn and_then<U>(self, next: impl FnOnce(T) -> Maybe<U>) -> Maybe<U> {
        match self {
            Self::Value(value) => next(value),
            Self::Null => Maybe::Null,
            Self::Absent => Maybe::Absent,
        }
    }

    /// This if it has a value, else the other.
    #[must_use]
    pub fn or(self, other: Self) -> Self {
        self.or_else(|| other)
    }

    /// This if it has a value, else the result of a function.
    #[must_use]
    pub fn or_else(self, other: impl FnOnce() -> Self) -> Self {
        match self {
            Self::Value(_) => self,
            Self::Absent | Self::Null => other(),
        }
    }

    /// The value if `keep` returns true for it, else absent. Null stays null.
    #[must_use]
    pub fn filter(self, keep: impl FnOnce(&T) -> bool) -> Self {
        match self {
            Self::Value(value) if !keep(&value) => Self::Absent,
            other => other,
        }
    }

    /// The value to change; inserts `value` if there was none.
    pub fn get_or_insert(&mut self, value: T) -> &mut T {
        self.get_or_insert_with(|| value)
    }

    /// The value to change; inserts a new one if there was none.
    pub fn get_or_insert_with(&mut self, make: impl FnOnce() -> T) -> &mut T {
        if !self.is_value() {
            *self = Self::Value(make());
        }
        match self {
            Self::Value(value) => value,
            Self::Absent | Self::Null => unreachable!(),
        }
    }

    /// Sets the value, and returns the previous state.
    pub fn replace(&mut self, value: T) -> Self {
        std::mem::replace(self, Self::Value(value))
    }

    /// Takes the current state and leaves absent.
    #[must_use]
    pub fn take(&mut self) -> Self {
        std::mem::take(self)
    }

    /// Converts a nested option, as used by other crates: absent for `None`, null for `Some(None)`.
    pub fn from_nested(value: Option<Option<T>>) -> Self {
        match value {
            None => Self::Absent,
            Some(None) => Self::Null,
            Some(Some(value)) => Self::Value(value),
        }
    }

    /// As an option within an option: `None` for absent, `Some(None)` for null.
    pub fn into_nested(self) -> Option<Option<T>> {
        match self {
            Self::Absent => None,
            Self::Null => Some(None),
            Self::Value(value) => Some(Some(value)),
        }
    }

    /// The dereferenced value to change, if there is one.
    pub fn as_deref_mut(&mut self) -> Option<&mut T::Target>
    where
        T: std::ops::DerefMut,
    {
        self.as_mut().map(|value| &mut **value)
    }

    /// Its rank among the three.
    fn rank(&self) -> u8 {
        match self {
            Self::Absent => 0,
            Self::Null => 1,
            Self::Value(_) => 2,
        }
    }

    /// The value, if there is one, as a mutable iterator.
    pub fn iter_mut(&mut self) -> std::option::IntoIter<&mut T> {
        self.as_mut().into_iter()
    }
}

/// Absent before null, null before a value.
impl<T: PartialOrd> PartialOrd for Maybe<T> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        match (self, other) {
            (Self::Value(one), Self::Value(other)) => one.partial_cmp(other),
            _ => self.rank().partial_cmp(&other.rank()),
        }
    }
}

/// Absent before null, null before a value.
impl<T: Ord> Ord for Maybe<T> {
    fn cmp(&self, other: &Self) -> Ordering {
        match (self, other) {
            (Self::Value(one), Self::Value(other)) => one.cmp(other),
            _ => self.rank().cmp(&other.rank()),
        }
    }
}

impl<T> IntoIterator for Maybe<T> {
    type Item = T;
    type IntoIter = std::option::IntoIter<T>;

    fn into_iter(self) -> Self::IntoIter {
        self.into_option().into_iter()
    }
}

impl<'a, T> IntoIterator for &'a Maybe<T> {
    type Item = &'a T;
    type IntoIter = std::option::IntoIter<&'a T>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl<'a, T> IntoIterator for &'a mut Maybe<T> {
    type Item = &'a mut T;
    type IntoIter = std::option::IntoIter<&'a mut T>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter_mut()
    }
}

/// Null if there is no value: a struct that leaves absent fields out declares
/// `#[serde(default, skip_serializing_if = "Maybe::is_absent")]`.
impl<T: Serialize> Serialize for Maybe<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.as_ref().serialize(serializer)
    }
}

/// Null or a value; absent requires `#[serde(default)]`.
impl<'de, T: Deserialize<'de>> Deserialize<'de> for Maybe<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let value = Option::deserialize(deserializer)?;
        Ok(value.map_or(Self::Null, Self::Value))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn absent_is_least_and_values_come_last() {
        let ordered = [Maybe::Absent, Maybe::Null, Maybe::Value(1), Maybe::Value(2)];
        for (at, one) in ordered.iter().enumerate() {
            for (place, other) in ordered.iter().enumerate() {
                assert_eq!(one.cmp(other), at.cmp(&place));
                assert_eq!(one.partial_cmp(other), Some(at.cmp(&place)));
            }
        }
        assert_eq!(Maybe::Value(f64::NAN).partial_cmp(&Maybe::Value(1.0)), None);
    }
}
