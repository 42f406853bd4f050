//! The const tables that generated code hands to the runtime: what an object's
//! fields are called, which are required, what their values must keep.
//!
//! A table is written once, beside the type it describes, and used by every
//! path: the reader (as each value is read), `validate`, builders and newtypes.

use std::cmp::Ordering;
use std::ops::Deref;
use std::sync::OnceLock;

use crate::layout::Layout;
use crate::{Applicator, Format, Pattern, Severity, Subschema};

/// The table of one generated struct, and what is made of it on first use.
#[derive(Debug)]
pub struct Shape {
    table: Table,
    layout: OnceLock<Layout>,
}

impl Shape {
    /// The table as a static has it.
    #[must_use]
    pub const fn new(table: Table) -> Self {
        let layout = OnceLock::new();
        Self { table, layout }
    }

    #[inline]
    pub(crate) fn layout(&self) -> &Layout {
        self.layout.get_or_init(|| Layout::new(&self.table))
    }
}

impl Deref for Shape {
    type Target = Table;

    fn deref(&self) -> &Table {
        &self.table
    }
}

/// What a generated struct's table says.
#[derive(Debug)]
pub struct Table {
    /// The Rust name of the struct, for messages and `Debug`.
    pub name: &'static str,
    /// JSON pointer of the struct's schema in the normalised schema, as a URI
    /// fragment: `#/$defs/ConnectSessionCreate`.
    pub pointer: &'static str,
    /// The names on the wire of the declared properties, in the order of the schema.
    pub fields: &'static [&'static str],
    /// Those that must be present.
    pub required: &'static [&'static str],
    /// Those in rules for which `null` counts as absent, because the Rust type cannot tell the
    /// two apart.
    pub nullable: &'static [&'static str],
    /// What their values must keep.
    pub values: &'static [(&'static str, &'static [Constraint])],
    /// Those that come from another schema than the struct's own, and where theirs stands.
    pub elsewhere: &'static [(&'static str, &'static str)],
    /// What happens to properties that `fields` does not name.
    pub unknown: Unknown,
    /// Constraints on the object as a whole (property counts).
    pub constraints: &'static [Constraint],
    /// Rules over the presence of several fields.
    pub rules: &'static [Rule],
    /// What the members have to do with each other by keywords of JSON Schema.
    pub clauses: &'static [Applicator],
    /// What no table says: schemas that the evaluator judges the object by.
    pub judges: &'static [Subschema],
}

impl Table {
    /// A table that says nothing, to be filled in.
    pub const PLAIN: Self = Self {
        name: "",
        pointer: "",
        fields: &[],
        required: &[],
        nullable: &[],
        values: &[],
        elsewhere: &[],
        unknown: Unknown::Ignore,
        constraints: &[],
        rules: &[],
        clauses: &[],
        judges: &[],
    };
}

/// What a struct does with properties that it does not declare.
#[derive(Debug, Clone, Copy)]
pub enum Unknown {
    /// Read past them.
    Ignore,
    /// Report each as `additionalProperties`.
    Deny,
    /// Keep each in the struct's map, its value read with these constraints.
    Keep(&'static [Constraint]),
}

/// One assertion on a value, after JSON Schema 2020-12 validation, section 6.
#[derive(Debug, Clone, Copy)]
pub enum Constraint {
    /// At least this many Unicode scalar values (section 6.3.2).
    MinLength(u64),
    /// At most this many Unicode scalar values (section 6.3.1).
    MaxLength(u64),
    /// An ECMA-262 pattern that must match somewhere (section 6.3.3).
    Pattern(&'static Pattern),
    /// A string format, asserted (section 7).
    Format(Format),
    /// A string format that a function of the user's checks.
    OwnFormat(&'static str, fn(&str) -> bool),
    /// At least this number (section 6.2.4).
    Minimum(Bound),
    /// At most this number (section 6.2.2).
    Maximum(Bound),
    /// More than this number (section 6.2.5).
    ExclusiveMinimum(Bound),
    /// Less than this number (section 6.2.3).
    ExclusiveMaximum(Bound),
    /// An integral multiple of this number (section 6.2.1).
    MultipleOf(Bound),
    /// At least this many elements (section 6.4.2).
    MinItems(u64),
    /// At most this many elements (section 6.4.1).
    MaxItems(u64),
    /// No two equal elements (section 6.4.3).
    UniqueItems,
    /// At least this many properties (section 6.5.2).
    MinProperties(u64),
    /// At most this many properties (section 6.5.1).
    MaxProperties(u64),
    /// Equal to this value (section 6.1.3).
    Const(Literal),
    /// Equal to one of these values (section 6.1.2).
    Enum(&'static [Literal]),
    /// What each of the first elements must keep (core section 10.3.1.1).
    Prefix(&'static [&'static [Constraint]]),
    /// Every element of an array keeps these (applicator `items`).
    Items(&'static [Constraint]),
    /// Every value of a map keeps these (applicator `additionalProperties`).
    Values(&'static [Constraint]),
}

/// A number of a schema, exact: its text, and the forms comparison is fast on.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Bound {
    pub(crate) text: &'static str,
    pub(crate) integer: Option<i128>,
    pub(crate) float: f64,
}

impl Bound {
    /// An integer bound; `text` is the same number in JSON's spelling.
    #[must_use]
    pub const fn integer(value: i128, text: &'static str) -> Self {
        Self {
            text,
            integer: Some(value),
            float: value as f64,
        }
    }

    /// Any other number; `float` is the nearest `f64` of `text`.
    #[must_use]
    pub const fn decimal(text: &'static str, float: f64) -> Self {
        Self {
            text,
            integer: None,
            float,
        }
    }

    /// The number as JSON text.
    #[must_use]
    pub const fn text(&self) -> &'static str {
        self.text
    }
}

/// A JSON value of a schema (`const`, `enum`).
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Literal {
    /// `null`.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A number, as JSON text.
    Number(&'static str),
    /// A string.
    Text(&'static str),
    /// An array or an object, as JSON text.
    Json(&'static str),
}

/// The table of one generated enum.
#[derive(Debug)]
pub struct Enum {
    /// The keyword that lists the values: `enum`, or a union of constants.
    pub keyword: &'static str,
    /// The Rust name, for messages.
    pub name: &'static str,
    /// JSON pointer of its schema in the normalised schema.
    pub pointer: &'static str,
    /// The wire values, in the order of the schema.
    pub values: &'static [&'static str],
    /// Further spellings that are read: text and index of the value it means.
    pub aliases: &'static [(&'static str, usize)],
    /// Whether other strings are kept instead of refused.
    pub open: bool,
}

/// The table of one generated enum over integers.
#[derive(Debug)]
pub struct IntegerEnum {
    /// The keyword that lists the values: `enum`, or a union of constants.
    pub keyword: &'static str,
    /// The Rust name, for messages.
    pub name: &'static str,
    /// JSON pointer of its schema in the normalised schema.
    pub pointer: &'static str,
    /// The wire values, in the order of the schema.
    pub values: &'static [i64],
    /// Whether other integers are kept instead of refused.
    pub open: bool,
}

/// The table of one generated newtype: a named schema that is no object.
#[derive(Debug)]
pub struct Named {
    /// The Rust name, for messages.
    pub name: &'static str,
    /// JSON pointer of its schema in the normalised schema.
    pub pointer: &'static str,
    /// What the value must keep.
    pub constraints: &'static [Constraint],
    /// What no table says: schemas that the evaluator judges the value by.
    pub judges: &'static [Subschema],
}

/// A rule over the presence of several fields of one object.
#[derive(Debug)]
pub struct Rule {
    /// The violation's code: the rule's `id`, else the name of its kind.
    pub id: &'static str,
    /// What it asks for.
    pub kind: RuleKind,
    /// Indices into the shape's fields; the first is the subject where the
    /// kind has one.
    pub fields: &'static [u16],
    /// The author's words; empty where the schema gives none.
    pub message: &'static str,
    /// Whether breaking it refuses the value.
    pub severity: Severity,
}

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

    /// Reads `<= end_at`: a comparison, and the field that stands on its right.
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
    /// The values of two fields compare so; nothing is asked where one is absent or null.
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
