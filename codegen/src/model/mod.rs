//! The model: the Rust items to generate, without names and without tokens.

mod applicator;
mod constraint;
mod visit;
mod wire;

pub(crate) use applicator::{Applicator, Conditional, Member};
pub(crate) use constraint::Constraint;
pub(crate) use wire::{Members, Scalars, Wire};

use std::collections::BTreeSet;

use fieldwright_runtime::{Format, RuleKind, UnionKind, Value};

use crate::schema::Spanned;
pub(crate) use crate::schema::{
    Carrier, Operation, Part, Provenance, Role, Style, StyleKind, Transport, UnknownValues,
};
use crate::settings::RustPath;
use crate::source::Span;

/// A type of the model.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct TypeId(pub(crate) usize);

/// All types of one input: the named ones in its order, each followed by the
/// inline types found in it.
#[derive(Debug, Default)]
pub(crate) struct Model {
    pub(crate) types: Vec<TypeDef>,
    pub(crate) title: Option<String>,
    pub(crate) description: Option<String>,
    /// Whether the input was written for fieldwright: then a probable mistake is an error.
    pub(crate) strict: bool,
    /// The part of the normalised schema for the evaluator, if types are evaluated by it.
    pub(crate) evaluated: Option<Evaluated>,
    /// The operations of a document.
    pub(crate) operations: Vec<Operation>,
    /// Inline types that are one with another type, in order.
    pub(crate) shared: Vec<Shared>,
}

/// An inline type that is one with another type.
#[derive(Debug)]
pub(crate) struct Shared {
    /// Its definition.
    pub(crate) def: TypeDef,
    pub(crate) target: TypeId,
}

/// A part of the normalised schema, as JSON.
#[derive(Debug)]
pub(crate) struct Evaluated {
    /// The definitions, by name, as compact JSON.
    pub(crate) definitions: Vec<(String, String)>,
    /// The patterns, with their translations for the `regex` crate.
    pub(crate) patterns: Vec<(String, String)>,
    pub(crate) formats_assert: bool,
    /// The formats that are asserted.
    pub(crate) formats: BTreeSet<String>,
}

impl Model {
    pub(crate) fn get(&self, id: TypeId) -> &TypeDef {
        &self.types[id.0]
    }

    /// The types with their ids, in order.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (TypeId, &TypeDef)> {
        self.types
            .iter()
            .enumerate()
            .map(|(index, def)| (TypeId(index), def))
    }
}

/// One Rust item to be.
#[derive(Debug)]
pub(crate) struct TypeDef {
    /// Its name or its location in the schema.
    pub(crate) origin: Origin,
    pub(crate) provenance: Provenance,
    /// The name that the author gave.
    pub(crate) rust_name: Option<Spanned<String>>,
    /// Derives beside those it has anyway.
    pub(crate) derives: Vec<RustPath>,
    /// Whether these are set for it alone: then one that it cannot have is an error.
    pub(crate) derives_by_name: bool,
    /// Whether a struct has a builder.
    pub(crate) builders: bool,
    /// Whether an enum or a union may get further values.
    pub(crate) non_exhaustive: bool,
    /// Its JSON pointer in the normalised schema, as a URI fragment.
    pub(crate) pointer: String,
    pub(crate) docs: Docs,
    pub(crate) span: Span,
    pub(crate) kind: TypeKind,
    /// The whole that it is a form of, for one direction.
    pub(crate) form_of: Option<TypeId>,
    /// How its values are written outside of JSON, if they are.
    pub(crate) transport: Option<Box<Transport>>,
    /// The part that the kind does not express; the evaluator evaluates it.
    pub(crate) evaluated: Option<EvaluatedPart>,
}

/// Schemas that a value must satisfy beyond its Rust type.
#[derive(Debug, Clone)]
pub(crate) struct EvaluatedPart {
    /// Their pointers in the normalised schema; all must hold.
    pub(crate) pointers: Vec<String>,
    /// The keywords that make it necessary.
    pub(crate) keywords: Vec<&'static str>,
}

/// The origin of a type's name.
#[derive(Debug, Clone)]
pub(crate) enum Origin {
    /// The author named it.
    Definition(Spanned<String>),
    /// It is inside another type; the words describe its location.
    Inline { parent: TypeId, words: Vec<String> },
}

#[derive(Debug)]
pub(crate) enum TypeKind {
    Struct(Struct),
    Enum(Enum),
    Union(Union),
    /// A named value that is none of the above.
    Newtype(Slot),
    /// A name for a type that needs no separate item.
    Alias(Slot),
}

impl TypeKind {
    /// The word for this kind of type.
    pub(crate) const fn word(&self) -> &'static str {
        match self {
            Self::Struct(_) => "struct",
            Self::Enum(_) => "enum",
            Self::Union(_) => "union",
            Self::Newtype(_) => "newtype",
            Self::Alias(_) => "alias",
        }
    }
}

/// Documentation.
#[derive(Debug, Clone, Default)]
pub(crate) struct Docs {
    pub(crate) title: Option<String>,
    pub(crate) description: Option<String>,
    pub(crate) deprecated: bool,
    pub(crate) read_only: bool,
    pub(crate) write_only: bool,
    pub(crate) examples: Vec<Spanned<Value>>,
}

#[derive(Debug)]
pub(crate) struct Struct {
    pub(crate) fields: Vec<Field>,
    pub(crate) unknown: Unknown,
    /// The keyword that determines it.
    pub(crate) unknown_by: &'static str,
    pub(crate) constraints: Vec<Constraint>,
    pub(crate) rules: Vec<Rule>,
    pub(crate) conditionals: Vec<Applicator>,
}

impl Struct {
    /// Whether every field may be absent, so that there is a value without any.
    pub(crate) fn may_be_empty(&self) -> bool {
        self.fields.iter().all(|field| !field.required)
    }
}

#[derive(Debug)]
pub(crate) struct Field {
    /// The property's name on the wire.
    pub(crate) wire: Spanned<String>,
    pub(crate) place: Slot,
    pub(crate) required: bool,
    /// The pointer of its schema, unless that is below the struct's.
    pub(crate) pointer: Option<String>,
    pub(crate) docs: Docs,
    pub(crate) default: Option<Spanned<Value>>,
    pub(crate) rust_name: Option<Spanned<String>>,
    /// Whether absent and null are one.
    pub(crate) fold: bool,
    /// Whether an absent one is read as its default.
    pub(crate) filled: bool,
}

impl Field {
    /// The pointer of its schema, in the struct at `object`.
    #[cfg(feature = "html")]
    pub(crate) fn pointer_in(&self, object: &str) -> String {
        self.pointer.clone().unwrap_or_else(|| {
            let mut pointer = format!("{object}/properties");
            crate::schema::push_token(&mut pointer, &self.wire.value);
            pointer
        })
    }
}

/// The handling of undeclared properties.
#[derive(Debug)]
pub(crate) enum Unknown {
    Ignore,
    Deny,
    Keep(Slot),
}

#[derive(Debug)]
pub(crate) struct Rule {
    pub(crate) kind: RuleKind,
    /// Indices of fields.
    pub(crate) fields: Vec<usize>,
    /// The path of the function that it is, for the kind `check`.
    pub(crate) check: Option<Spanned<String>>,
    pub(crate) id: Option<String>,
    pub(crate) message: Option<String>,
    pub(crate) advice: bool,
}

/// A slot for a value: its type and constraints.
#[derive(Debug, Clone)]
pub(crate) struct Slot {
    pub(crate) ty: Type,
    pub(crate) nullable: bool,
    pub(crate) constraints: Vec<Constraint>,
    /// The Rust type that replaces that of `ty`.
    pub(crate) custom: Option<Custom>,
    /// Whether a text that holds such a value is read, too.
    pub(crate) coerce: bool,
    /// A format that is no constraint: an annotation, or one that the type implies.
    pub(crate) format: Option<String>,
}

/// A Rust type that is neither generated nor one of those for JSON types.
#[derive(Debug, Clone)]
pub(crate) struct Custom {
    pub(crate) path: RustPath,
    /// The feature of the runtime that it needs.
    pub(crate) feature: Option<&'static str>,
    /// Whether it writes exactly the text that was read; unknown for a custom type.
    pub(crate) is_exact: Option<bool>,
}

impl Slot {
    pub(crate) fn of(ty: Type) -> Self {
        Self {
            ty,
            nullable: false,
            constraints: Vec::new(),
            custom: None,
            coerce: false,
            format: None,
        }
    }
}

impl Type {
    /// The slots of the elements or values directly inside.
    pub(crate) fn inner(&self) -> &[Slot] {
        match self {
            Self::Array(inner) | Self::Map(inner) => std::slice::from_ref(inner),
            Self::Tuple(inner) => inner,
            _ => &[],
        }
    }

    pub(crate) fn inner_mut(&mut self) -> &mut [Slot] {
        match self {
            Self::Array(inner) | Self::Map(inner) => std::slice::from_mut(inner),
            Self::Tuple(inner) => inner,
            _ => &mut [],
        }
    }
}

/// A Rust type, by its content.
#[derive(Debug, Clone)]
pub(crate) enum Type {
    Any,
    Null,
    Boolean,
    Integer(Integer),
    Number,
    String,
    /// A string whose format has a type in the runtime.
    Text(Format),
    Array(Box<Slot>),
    /// An array of just these elements.
    Tuple(Vec<Slot>),
    Map(Box<Slot>),
    Named(TypeId),
}

/// An integer type of Rust.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Integer {
    I8,
    I16,
    I32,
    I64,
    U8,
    U16,
    U32,
    U64,
}

impl Integer {
    /// Smallest first, unsigned before signed.
    pub(crate) const ALL: [Self; 8] = [
        Self::U8,
        Self::I8,
        Self::U16,
        Self::I16,
        Self::U32,
        Self::I32,
        Self::U64,
        Self::I64,
    ];

    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::I8 => "i8",
            Self::I16 => "i16",
            Self::I32 => "i32",
            Self::I64 => "i64",
            Self::U8 => "u8",
            Self::U16 => "u16",
            Self::U32 => "u32",
            Self::U64 => "u64",
        }
    }

    /// The least and greatest value.
    pub(crate) const fn range(self) -> (i128, i128) {
        match self {
            Self::I8 => (i8::MIN as i128, i8::MAX as i128),
            Self::I16 => (i16::MIN as i128, i16::MAX as i128),
            Self::I32 => (i32::MIN as i128, i32::MAX as i128),
            Self::I64 => (i64::MIN as i128, i64::MAX as i128),
            Self::U8 => (0, u8::MAX as i128),
            Self::U16 => (0, u16::MAX as i128),
            Self::U32 => (0, u32::MAX as i128),
            Self::U64 => (0, u64::MAX as i128),
        }
    }
}

#[derive(Debug)]
pub(crate) struct Enum {
    pub(crate) values: Values,
    /// The keyword that lists them.
    pub(crate) keyword: &'static str,
    pub(crate) open: bool,
    /// Whether values that are kept by an open one are advice when read, and refused by `validate`.
    pub(crate) advice: bool,
}

#[derive(Debug)]
pub(crate) enum Values {
    Strings(Vec<EnumValue<String>>),
    Integers(Vec<EnumValue<i64>>),
}

#[derive(Debug)]
pub(crate) struct EnumValue<T> {
    pub(crate) value: T,
    pub(crate) span: Span,
    pub(crate) aliases: Vec<Spanned<String>>,
    /// Its name, if not from its value.
    pub(crate) title: Option<String>,
    pub(crate) rust_name: Option<Spanned<String>>,
    pub(crate) description: Option<String>,
    pub(crate) deprecated: bool,
}

#[derive(Debug)]
pub(crate) struct Union {
    pub(crate) kind: UnionKind,
    pub(crate) branches: Vec<Branch>,
    /// The property that distinguishes the branches, if there is one.
    pub(crate) tag: Option<String>,
    /// Whether the schema names that property; else constants of the branches show it.
    pub(crate) has_discriminator: bool,
}

#[derive(Debug)]
pub(crate) struct Branch {
    pub(crate) place: Slot,
    /// The words its variant is named after.
    pub(crate) words: String,
    /// The name of its variant, if the author gives one.
    pub(crate) rust_name: Option<Spanned<String>>,
    pub(crate) docs: Docs,
    /// Its name in the schema: the definition it refers to, or its title.
    pub(crate) name: Option<String>,
    /// The values of the union's tag that select this branch; without any, all other values.
    pub(crate) tags: Vec<String>,
    pub(crate) units: Units,
    /// Whether it keeps objects of tags that the schema does not name.
    pub(crate) unknown: Option<UnknownValues>,
}

/// The strings of a branch, if it has nothing else: each is a variant without a value.
#[derive(Debug, Default)]
pub(crate) struct Units {
    /// The keyword that lists them.
    pub(crate) keyword: &'static str,
    pub(crate) values: Vec<EnumValue<String>>,
}

impl Union {
    /// The variants in order, each with the index of its branch and, if it is one of the strings of
    /// the branch, that string.
    pub(crate) fn variants(&self) -> impl Iterator<Item = Variant<'_>> {
        let branches = self.branches.iter().enumerate();
        branches.flat_map(|(index, branch)| {
            let units = branch.units.values.iter().map(Some);
            let whole = branch.units.values.is_empty().then_some(None);
            units.chain(whole).map(move |unit| Variant {
                index,
                branch,
                unit,
            })
        })
    }
}

/// A variant of a union.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Variant<'m> {
    /// Which branch it is of.
    pub(crate) index: usize,
    pub(crate) branch: &'m Branch,
    /// The string that it is, if it holds no value.
    pub(crate) unit: Option<&'m EnumValue<String>>,
}

impl<'m> Variant<'m> {
    /// Its name, if none is given: its title or its value.
    pub(crate) fn words(&self) -> &'m str {
        match self.unit {
            Some(unit) => unit.title.as_ref().unwrap_or(&unit.value),
            None => &self.branch.words,
        }
    }

    pub(crate) fn description(&self) -> Option<&'m str> {
        let description = match self.unit {
            Some(unit) => &unit.description,
            None => &self.branch.docs.description,
        };
        description.as_deref()
    }

    pub(crate) fn is_deprecated(&self) -> bool {
        self.unit
            .map_or(self.branch.docs.deprecated, |unit| unit.deprecated)
    }
}
