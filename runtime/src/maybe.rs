//! Absent, null or a value: the fourth cell of required x nullable.

#[cfg(feature = "conveniences")]
mod more;

/// A property that may be absent and may be `null`, which are not the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Maybe<T> {
    /// The property is not there.
    #[default]
    Absent,
    /// The property is there and `null`.
    Null,
    /// The property has a value.
    Value(T),
}

impl<T> Maybe<T> {
    /// The value, if there is one.
    pub fn as_ref(&self) -> Option<&T> {
        match self {
            Self::Value(value) => Some(value),
            Self::Absent | Self::Null => None,
        }
    }

    /// The value to change, if there is one.
    pub fn as_mut(&mut self) -> Option<&mut T> {
        match self {
            Self::Value(value) => Some(value),
            Self::Absent | Self::Null => None,
        }
    }

    /// The value; absent and null are both `None`.
    pub fn into_option(self) -> Option<T> {
        match self {
            Self::Value(value) => Some(value),
            Self::Absent | Self::Null => None,
        }
    }

    /// Maps the value, if there is one.
    pub fn map<U>(self, change: impl FnOnce(T) -> U) -> Maybe<U> {
        match self {
            Self::Value(value) => Maybe::Value(change(value)),
            Self::Null => Maybe::Null,
            Self::Absent => Maybe::Absent,
        }
    }

    /// The value, or `other` if there is none.
    pub fn unwrap_or(self, other: T) -> T {
        self.into_option().unwrap_or(other)
    }

    /// The value, or the default of its type if there is none.
    pub fn unwrap_or_default(self) -> T
    where
        T: Default,
    {
        self.into_option().unwrap_or_default()
    }

    /// The dereferenced value, if there is one.
    pub fn as_deref(&self) -> Option<&T::Target>
    where
        T: std::ops::Deref,
    {
        self.as_ref().map(|value| &**value)
    }

    /// The value, if there is one, as an iterator.
    pub fn iter(&self) -> std::option::IntoIter<&T> {
        self.as_ref().into_iter()
    }

    /// Whether there is a value.
    pub const fn is_value(&self) -> bool {
        matches!(self, Self::Value(_))
    }

    /// Whether the property is not there.
    pub const fn is_absent(&self) -> bool {
        matches!(self, Self::Absent)
    }

    /// Whether the property is there and `null`.
    pub const fn is_null(&self) -> bool {
        matches!(self, Self::Null)
    }

    /// Gives the property a value.
    pub fn set(&mut self, value: T) {
        *self = Self::Value(value);
    }

    /// Takes the property away.
    pub fn clear(&mut self) {
        *self = Self::Absent;
    }
}

/// A value, or absent.
impl<T> From<Option<T>> for Maybe<T> {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Absent, Self::Value)
    }
}

/// The value; absent and null are both `None`.
impl<T> From<Maybe<T>> for Option<T> {
    fn from(value: Maybe<T>) -> Self {
        value.into_option()
    }
}

impl<T> From<T> for Maybe<T> {
    fn from(value: T) -> Self {
        Self::Value(value)
    }
}

#[cfg(test)]
mod tests {
    use super::Maybe;

    #[test]
    fn options_lead_there_and_back() {
        let text = Maybe::from(Some("a".to_owned()));
        assert_eq!((text.as_deref(), text.is_value()), (Some("a"), true));
        assert_eq!(text.iter().collect::<Vec<_>>(), ["a"]);
        assert_eq!(Option::from(text), Some("a".to_owned()));
        assert_eq!(Maybe::<u8>::from(None), Maybe::Absent);
        assert_eq!(Maybe::<u8>::Null.unwrap_or(7), 7);
        assert_eq!(Maybe::Value(3).unwrap_or_default(), 3);
        assert_eq!(Option::<u8>::from(Maybe::Null), None);
    }
}
