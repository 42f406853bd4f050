//! Sets of JSON types.

use fieldwright_runtime::{Value, is_multiple_of};

/// A set of JSON Schema types.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Types(u8);

impl Types {
    pub(crate) const NULL: Self = Self(1);
    pub(crate) const BOOLEAN: Self = Self(2);
    pub(crate) const INTEGER: Self = Self(4);
    pub(crate) const NUMBER: Self = Self(8);
    pub(crate) const STRING: Self = Self(16);
    pub(crate) const ARRAY: Self = Self(32);
    pub(crate) const OBJECT: Self = Self(64);
    pub(crate) const NUMERIC: Self = Self(4 | 8);
    pub(crate) const ANY: Self = Self(127);

    /// Each type by its name, in the order they are printed.
    pub(crate) const NAMED: [(&'static str, Self); 7] = [
        ("string", Self::STRING),
        ("number", Self::NUMBER),
        ("integer", Self::INTEGER),
        ("boolean", Self::BOOLEAN),
        ("array", Self::ARRAY),
        ("object", Self::OBJECT),
        ("null", Self::NULL),
    ];

    pub(crate) fn from_name(name: &str) -> Option<Self> {
        let found = Self::NAMED.iter().find(|(known, _)| *known == name)?;
        Some(found.1)
    }

    /// The types of values.
    pub(crate) fn of<'v>(values: impl IntoIterator<Item = &'v Value>) -> Self {
        values.into_iter().fold(Self::default(), |types, value| {
            types.with(match value {
                Value::Null => Self::NULL,
                Value::Bool(_) => Self::BOOLEAN,
                Value::Number(number) if is_multiple_of(&number.text(), "1") => Self::INTEGER,
                Value::Number(_) => Self::NUMBER,
                Value::String(_) => Self::STRING,
                Value::Array(_) => Self::ARRAY,
                Value::Object(_) => Self::OBJECT,
            })
        })
    }

    pub(crate) fn is_empty(self) -> bool {
        self.0 == 0
    }

    pub(crate) const fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    pub(crate) const fn without(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }

    pub(crate) const fn common(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }

    pub(crate) const fn meets(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// With integers, if numbers are accepted.
    pub(crate) const fn wide(self) -> Self {
        match self.meets(Self::NUMBER) {
            true => self.with(Self::INTEGER),
            false => self,
        }
    }

    /// The names of the types in the set.
    pub(crate) fn names(self) -> impl Iterator<Item = &'static str> {
        let named = Self::NAMED.into_iter();
        named
            .filter(move |(_, one)| self.meets(*one))
            .map(|(name, _)| name)
    }

    /// The types in the set, one by one.
    pub(crate) fn each(self) -> impl Iterator<Item = Self> {
        let named = Self::NAMED.into_iter();
        named
            .filter(move |(_, one)| self.meets(*one))
            .map(|(_, one)| one)
    }
}
