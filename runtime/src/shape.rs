//! The const tables that generated code passes to the runtime: the names of an object's fields,
//! which are required, and the constraints of their values.
//!
//! A table is written once, beside the type it describes, and used by every path: the reader (as
//! each value is read), `validate`, builders and newtypes. It is mostly text, which is cheap to
//! compile and easy to read; see [`crate::words`].

use std::ops::Deref;
use std::sync::OnceLock;

use crate::layout::Layout;
use crate::num::Limit;
use crate::view::Node;
use crate::words::constraints;
use crate::{
    CountKeyword, Format, Model, NumberKeyword, Pattern, RuleKind, Severity, Subschema, Value,
};

/// The constraints of a value; compiled from the words of a table on first use.
pub type Checks = &'static [Constraint];

/// The table of one generated struct, and its layout, compiled on first use.
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

    /// The value of the field at `index` as a property: whether `None` is null or absent depends on
    /// the field.
    pub(crate) fn member<'a>(&'static self, index: usize, value: &'a dyn Model) -> Node<'a> {
        let field = self.layout().fields.get(index);
        field.map_or(Node::Absent, |field| field.member(value))
    }

    /// The name of a property on the wire.
    pub(crate) fn wire(&'static self, index: usize) -> &'static str {
        let field = self.layout().fields.get(index);
        field.map_or("", |field| &field.name)
    }
}

impl Deref for Shape {
    type Target = Table;

    fn deref(&self) -> &Table {
        &self.table
    }
}

/// The content of a generated struct's table. Its words are compiled on first use.
#[derive(Debug)]
pub struct Table {
    /// The Rust name of the struct, for messages and `Debug`.
    pub name: &'static str,
    /// JSON pointer of the struct's schema in the normalised schema, as a URI
    /// fragment: `#/$defs/ConnectSessionCreate`.
    pub pointer: &'static str,
    /// The declared properties in the order of the schema, a line each: the Rust name of the field, and
    /// after a space its keywords: `as=...` (its name on the wire, if that differs), `required`, `null`
    /// (null is allowed), `folded` (it is, and counts as absent for rules), `default` (an absent one is
    /// read as its default), `pointer=...` (the pointer of its schema, if not below the struct's) and
    /// constraints by their keywords, such as `maxLength=80` or `items(minimum=1)`.
    pub fields: &'static str,
    /// The values of the words `pattern` and `custom` of the fields, in their order.
    pub field_hooks: &'static [Hook],
    /// The Rust name of the field that keeps other properties; empty if there is none.
    pub extra: &'static str,
    /// The handling of properties that `fields` does not name.
    pub unknown: Unknown,
    /// The keyword that determines it.
    pub unknown_by: &'static str,
    /// Constraints on the object as a whole, as words.
    pub constraints: &'static str,
    /// Rules over several fields, each as the normalised schema has it, in JSON.
    pub rules: &'static [&'static str],
    /// The applicators over several members, by keywords of JSON Schema, in JSON.
    pub applicators: &'static [&'static str],
    /// The patterns and functions of `applicators`, in their order.
    pub hooks: &'static [Hook],
    /// Schemas beyond the table, by which the evaluator evaluates the object.
    pub evaluated: &'static [Subschema],
}

impl Table {
    /// A table that says nothing, to be filled in.
    pub const EMPTY: Self = Self {
        name: "",
        pointer: "",
        fields: "",
        field_hooks: &[],
        extra: "",
        unknown: Unknown::Ignore,
        unknown_by: "additionalProperties",
        constraints: "",
        rules: &[],
        applicators: &[],
        hooks: &[],
        evaluated: &[],
    };
}

/// A value that words cannot express, kept beside them.
#[derive(Debug, Clone, Copy)]
pub enum Hook {
    /// A compiled pattern.
    Pattern(&'static Pattern),
    /// A format that a function of the user's checks, and its name.
    Format(&'static str, fn(&str) -> bool),
}

/// How a struct handles undeclared properties.
#[derive(Debug, Clone, Copy)]
pub enum Unknown {
    /// Read past them.
    Ignore,
    /// Report each.
    Deny,
    /// Keep each in the struct's map; its value must satisfy these words.
    Keep(&'static str, &'static [Hook]),
}

/// One assertion on a value, after JSON Schema 2020-12 validation, section 6.
#[derive(Debug, Clone)]
pub enum Constraint {
    /// So many characters, items or properties.
    Count(CountKeyword, u64),
    /// Compared with a number.
    Number(NumberKeyword, Limit),
    /// An ECMA-262 pattern that must match somewhere (section 6.3.3).
    Pattern(&'static Pattern),
    /// A string format, asserted (section 7).
    Format(Format),
    /// A string format that a function of the user's checks.
    CustomFormat(&'static str, fn(&str) -> bool),
    /// No element after this many: `items: false` (core section 10.3.1.2).
    Closed(u64),
    /// No two equal elements (section 6.4.3).
    UniqueItems,
    /// Equal to this value (section 6.1.3).
    Const(Value),
    /// Equal to one of these values (section 6.1.2).
    Enum(Vec<Value>),
    /// The constraints of each of the first elements (core section 10.3.1.1).
    Prefix(Vec<Vec<Constraint>>),
    /// Every element of an array keeps these (applicator `items`).
    Items(Vec<Constraint>),
    /// Every value of a map keeps these (applicator `additionalProperties`).
    Values(Vec<Constraint>),
    /// No assertion: a text that holds a value of the type is read, too.
    Coerce,
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
    /// Further spellings that are read, each with its value.
    pub aliases: &'static [(&'static str, &'static str)],
    /// Whether other strings are kept instead of refused.
    pub open: bool,
    /// Whether those are advice when read, and refused where a Rust value is checked.
    pub advice: bool,
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
    /// Whether those are advice when read, and refused where a Rust value is checked.
    pub advice: bool,
}

/// The table of one generated newtype, a named schema that is no object, and its constraints,
/// compiled on first use.
#[derive(Debug)]
pub struct Named {
    table: NamedTable,
    constraints: OnceLock<Vec<Constraint>>,
}

/// The content of a generated newtype's table.
#[derive(Debug)]
pub struct NamedTable {
    /// The Rust name, for messages.
    pub name: &'static str,
    /// JSON pointer of its schema in the normalised schema.
    pub pointer: &'static str,
    /// The constraints of the value, as words.
    pub words: &'static str,
    /// The patterns and functions that the words refer to.
    pub hooks: &'static [Hook],
    /// Schemas beyond the table, by which the evaluator evaluates the value.
    pub evaluated: &'static [Subschema],
}

impl NamedTable {
    /// A table that says nothing, to be filled in.
    pub const EMPTY: Self = Self {
        name: "",
        pointer: "",
        words: "",
        hooks: &[],
        evaluated: &[],
    };
}

impl Named {
    /// The table as a static has it.
    #[must_use]
    pub const fn new(table: NamedTable) -> Self {
        let constraints = OnceLock::new();
        Self { table, constraints }
    }

    #[inline]
    pub(crate) fn constraints(&'static self) -> Checks {
        let compiled = || constraints(self.table.words, self.table.hooks);
        self.constraints.get_or_init(compiled)
    }
}

impl Deref for Named {
    type Target = NamedTable;

    fn deref(&self) -> &NamedTable {
        &self.table
    }
}

/// A rule over the presence of several fields of one object.
#[derive(Debug)]
pub(crate) struct Rule {
    /// The violation's code: the rule's `id`, else the name of its kind.
    pub(crate) id: String,
    /// Its kind.
    pub(crate) kind: RuleKind,
    /// Indices into the shape's fields; the first is the subject if the kind has one.
    pub(crate) fields: Vec<usize>,
    /// The author's message; empty if the schema has none.
    pub(crate) message: String,
    /// Whether breaking it refuses the value.
    pub(crate) severity: Severity,
}
