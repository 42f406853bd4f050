//! Sets of JSON types.

/// A set of JSON types; an integer is a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Types(pub u8);

impl Types {
    /// `null`.
    pub const NULL: Self = Self(1);
    /// Booleans.
    pub const BOOLEAN: Self = Self(2);
    /// Numbers.
    pub const NUMBER: Self = Self(4);
    /// Strings.
    pub const STRING: Self = Self(8);
    /// Arrays.
    pub const ARRAY: Self = Self(16);
    /// Objects.
    pub const OBJECT: Self = Self(32);
    /// Every type.
    pub const ANY: Self = Self(63);
    /// In the order of their bits.
    pub const NAMES: [&'static str; 6] = ["null", "boolean", "number", "string", "array", "object"];

    /// The type of this name.
    pub(crate) fn of(name: &str) -> Option<Self> {
        let types = Self::NAMES.iter().position(|known| *known == name);
        match (types, name) {
            (Some(bit), _) => Some(Self(1 << bit)),
            (None, "any") => Some(Self::ANY),
            (None, _) => None,
        }
    }

    /// The names of the types in it.
    pub(crate) fn names(self) -> impl Iterator<Item = &'static str> {
        let names = Self::NAMES.iter().enumerate();
        let names = names.filter(move |(bit, _)| self.0 & (1 << bit) != 0);
        names.map(|(_, name)| *name)
    }

    /// The name of the first type in it.
    pub(crate) fn name(self) -> &'static str {
        self.names().next().unwrap_or("any")
    }

    /// The types of both.
    #[must_use]
    pub const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    pub(crate) const fn meets(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }
}
