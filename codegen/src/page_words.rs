//! The fixed words of the Markdown pages that fieldwright writes: `emit` writes them, `import` reads
//! them. A word that stands in both is changed here.

/// Before the other paths of a type that several locations share.
pub(crate) const ALSO: &str = "Also: ";
/// Before the examples of a type.
pub(crate) const EXAMPLES: &str = "Examples: ";
/// Before what becomes of properties that are not listed.
pub(crate) const OTHERS: &str = "Other properties are ";
/// They make the object invalid.
pub(crate) const REFUSED: &str = "refused";
/// Before the type of those that are kept.
pub(crate) const KEPT: &str = "kept: ";
/// Before the constraints of a type.
pub(crate) const CONSTRAINTS: &str = "Constraints: ";
/// Above the rules of an object.
pub(crate) const RULES: &str = "Rules:";
/// Of an enum that accepts other values.
pub(crate) const OPEN_ADVISED: &str =
    "Open: other values are kept and reported as advice when read, and refused by `validate`.";
/// The same where they are as good as any other.
pub(crate) const OPEN: &str = "Open: other values are accepted and kept.";
/// Before the type that a named type is made of.
pub(crate) const TYPE: &str = "Type: ";
/// Above the alternatives of `oneOf`.
pub(crate) const ONE_OF: &str = "Exactly one of:";
/// Above the alternatives of `anyOf`.
pub(crate) const ANY_OF: &str = "Any of:";
/// Of types and fields.
pub(crate) const DEPRECATED: &str = "**Deprecated.**";
/// Of fields.
pub(crate) const READ_ONLY: &str = "Read-only.";
/// Of fields.
pub(crate) const WRITE_ONLY: &str = "Write-only.";
/// The columns of a table of values.
pub(crate) const VALUES: [&str; 4] = ["Name", "Value", ALSO_READ, "Description"];
/// The column of other spellings of a value.
pub(crate) const ALSO_READ: &str = "Also read";
/// Before what an array holds.
pub(crate) const ARRAY_OF: &str = "array of ";
/// Before the values of a map.
pub(crate) const MAP_OF: &str = "map of ";
/// Behind a type.
pub(crate) const OR_NULL: &str = " or null";
