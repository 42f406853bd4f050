//! The kinds of rules, by the names that a schema gives them.

use std::cmp::Ordering;

/// How two fields must compare.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Comparison {
    /// `<`
    Less,
    /// `<=`
    AtMost,
    /// `>`
    Greater,
    /// `>=`
    AtLeast,
    /// `==`
    Equal,
    /// `!=`
    Different,
}

impl Comparison {
    /// All of them; those of two characters first, so that a text starts with one of them.
    const ALL: [Self; 6] = [
        Self::AtMost,
        Self::AtLeast,
        Self::Equal,
        Self::Different,
        Self::Less,
        Self::Greater,
    ];

    /// As a schema writes it.
    #[must_use]
    pub const fn symbol(self) -> &'static str {
        match self {
            Self::Less => "<",
            Self::AtMost => "<=",
            Self::Greater => ">",
            Self::AtLeast => ">=",
            Self::Equal => "==",
            Self::Different => "!=",
        }
    }

    /// Reads `<= end_at`: a comparison, and the field on its right.
    #[must_use]
    pub fn parse(text: &str) -> Option<(Self, &str)> {
        let found = Self::ALL
            .into_iter()
            .find_map(|one| Some((one, text.strip_prefix(one.symbol())?.trim_start())));
        found.filter(|(_, field)| !field.is_empty())
    }

    pub(crate) const fn allows(self, ordering: Ordering) -> bool {
        match self {
            Self::Less => ordering.is_lt(),
            Self::AtMost => ordering.is_le(),
            Self::Greater => ordering.is_gt(),
            Self::AtLeast => ordering.is_ge(),
            Self::Equal => ordering.is_eq(),
            Self::Different => ordering.is_ne(),
        }
    }
}

/// The kinds of rules.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RuleKind {
    /// If the first field is present, all others must be.
    Requires,
    /// If the first field is present, none of the others may be.
    Conflicts,
    /// The first field has no effect beside any of the others.
    Ineffective,
    /// At least one of the fields must be present.
    AtLeastOneOf,
    /// Exactly one of the fields must be present.
    ExactlyOneOf,
    /// The values of two fields compare so; the rule holds if one is absent or null.
    Compare(Comparison),
    /// A function of the user's holds; the fields are those that it is about.
    Check,
}

impl RuleKind {
    /// The name a schema uses for it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Requires => "requires",
            Self::Conflicts => "conflicts",
            Self::Ineffective => "ineffective",
            Self::AtLeastOneOf => "at_least_one_of",
            Self::ExactlyOneOf => "exactly_one_of",
            Self::Compare(_) => "compare",
            Self::Check => "check",
        }
    }
}
