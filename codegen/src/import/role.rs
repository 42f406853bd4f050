//! What a column of a table says. Knows no words.

/// What a column says of a field or a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    Name,
    Type,
    Required,
    Optional,
    Nullable,
    NotNull,
    Cardinality,
    /// BigQuery's `REQUIRED`, `NULLABLE`, `REPEATED`; protobuf's label.
    Mode,
    Description,
    /// Words and flags such as `[optional]`.
    Notes,
    Example,
    Default,
    Format,
    Pattern,
    Constraints,
    AllowedValues,
    /// A value of an enum.
    Value,
    /// The number of a value whose name is what JSON has.
    Number,
    Minimum,
    Maximum,
    MinLength,
    MaxLength,
    /// The greatest length, or a range of them.
    Length,
    Deprecated,
    Access,
    /// A short name for people.
    Title,
    /// The form or table that a row belongs to.
    Group,
    /// How deep a row lies, as a number.
    Depth,
    /// A count of rows, a version: understood, and no part of a field table.
    Ignored,
    Unknown,
}
