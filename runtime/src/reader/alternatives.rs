//! The tables of unions -> the properties of each alternative, on first use.

use std::ops::Deref;
use std::sync::OnceLock;

use super::instance_path::SchemaStep;
use crate::bits::Bits;
use crate::shape::{Constraint, Hook};
use crate::words::{Words, constraint};
use crate::{Subschema, Types};

/// The table of one generated union, and its alternatives, compiled on first use.
#[derive(Debug)]
pub struct Union {
    table: UnionTable,
    compiled: OnceLock<Compiled>,
}

#[derive(Debug)]
struct Compiled {
    branches: Vec<Branch>,
    /// The tags of exactly one alternative, sorted, with its index.
    by_tag: Vec<(String, usize)>,
}

/// The content of a generated union's table.
#[derive(Debug)]
pub struct UnionTable {
    /// The Rust name, for messages.
    pub name: &'static str,
    /// JSON pointer of its schema in the normalised schema.
    pub pointer: &'static str,
    /// How many alternatives must hold.
    pub kind: UnionKind,
    /// The property whose text selects the alternative of an object; empty if there is none.
    pub tag: &'static str,
    /// The alternatives, in the order of the schema.
    pub variants: &'static [Variant],
    /// Schemas beyond the table, by which the evaluator evaluates the value.
    pub evaluated: &'static [Subschema],
}

/// One alternative: the Rust name of its variant, and its keywords: its JSON types (`object`,
/// `string`, ...), `title="..."`, the `tags=[...]` that select it, the properties that it requires
/// and not all others (`required=[...]`) and constraints.
#[derive(Debug, Clone, Copy)]
pub struct Variant {
    /// The Rust name.
    pub name: &'static str,
    /// The words.
    pub words: &'static str,
    /// The patterns and functions that the words refer to.
    pub hooks: &'static [Hook],
}

impl UnionTable {
    /// An empty table, to be filled in.
    pub const EMPTY: Self = Self {
        name: "",
        pointer: "",
        kind: UnionKind::OneOf,
        tag: "",
        variants: &[],
        evaluated: &[],
    };
}

impl Union {
    /// The table as a static has it.
    #[must_use]
    pub const fn new(table: UnionTable) -> Self {
        let compiled = OnceLock::new();
        Self { table, compiled }
    }

    #[inline]
    fn compiled(&self) -> &Compiled {
        self.compiled.get_or_init(|| Compiled::new(&self.table))
    }

    #[inline]
    pub(super) fn branches(&self) -> &[Branch] {
        &self.compiled().branches
    }

    /// The only alternative that has a tag.
    #[inline]
    pub(super) fn only_tagged(&self, tag: &str) -> Option<usize> {
        let by_tag = &self.compiled().by_tag;
        let found = by_tag.binary_search_by(|(own, _)| own.as_str().cmp(tag));
        by_tag.get(found.ok()?).map(|(_, index)| *index)
    }
}

impl Compiled {
    #[cold]
    fn new(table: &UnionTable) -> Self {
        let branches: Vec<Branch> = table.variants.iter().map(Branch::new).collect();
        let all = branches.iter().enumerate();
        let all = all.filter(|(_, one)| !one.is_advised);
        let tags = all.flat_map(|(index, one)| one.tags.iter().map(move |tag| (tag, index)));
        let mut by_tag: Vec<(String, usize)> = Vec::new();
        let mut sorted: Vec<(&String, usize)> = tags.collect();
        sorted.sort_unstable();
        for same in sorted.chunk_by(|a, b| a.0 == b.0) {
            if let [(tag, index)] = same {
                by_tag.push(((*tag).clone(), *index));
            }
        }
        Self { branches, by_tag }
    }
}

impl Deref for Union {
    type Target = UnionTable;

    fn deref(&self) -> &UnionTable {
        &self.table
    }
}

/// How many alternatives of a union must hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum UnionKind {
    /// At least one (JSON Schema 2020-12 core, section 10.2.1.2).
    AnyOf,
    /// Exactly one (section 10.2.1.3).
    OneOf,
    /// The one with the JSON type of the value: a list of types (validation, section 6.1.1).
    TypeOf,
}

/// One alternative of a union.
#[derive(Debug)]
pub(super) struct Branch {
    /// Its name in the schema: the type it refers to, or its title; else the variant's name.
    pub(super) title: String,
    /// The JSON types it can have.
    pub(super) types: Types,
    /// Whether its numbers are integers.
    integers: bool,
    /// The values of the union's tag that select this alternative; one without any is for all
    /// others.
    pub(super) tags: Vec<String>,
    /// Whether it keeps objects with unknown tags, and these are advice when read.
    pub(super) is_advised: bool,
    /// Properties that this alternative requires and not all others do.
    pub(super) required: Vec<String>,
    /// The constraints of its value.
    pub(super) constraints: Vec<Constraint>,
}

impl Branch {
    fn new(variant: &Variant) -> Self {
        let mut branch = Self {
            title: variant.name.to_owned(),
            types: Types(0),
            integers: false,
            tags: Vec::new(),
            is_advised: false,
            required: Vec::new(),
            constraints: Vec::new(),
        };
        let mut hooks = variant.hooks.iter();
        Words::new(variant.words).each(&mut |word, words| match word.name {
            "title" => branch.title = word.text(),
            "unknown" => {}
            "advised" => branch.is_advised = true,
            "tags" => branch.tags = word.texts(),
            "required" => branch.required = word.texts(),
            "integer" => {
                branch.types = branch.types.or(Types::NUMBER);
                branch.integers = true;
            }
            name => match Types::of(name) {
                Some(types) => branch.types = branch.types.or(types),
                None => branch
                    .constraints
                    .extend(constraint(word, words, &mut hooks)),
            },
        });
        branch
    }

    pub(super) fn has_tag(&self, tag: &str) -> bool {
        self.tags.iter().any(|own| own == tag)
    }
}

impl UnionKind {
    /// The way into an alternative.
    pub(crate) fn step(self, index: usize) -> SchemaStep {
        let number = u16::try_from(index).unwrap_or(u16::MAX);
        match self {
            Self::AnyOf => SchemaStep::AnyOf(number),
            Self::OneOf => SchemaStep::OneOf(number),
            Self::TypeOf => SchemaStep::Here,
        }
    }

    pub(crate) const fn keyword(self) -> &'static str {
        match self {
            Self::AnyOf => "anyOf",
            Self::OneOf => "oneOf",
            Self::TypeOf => "type",
        }
    }
}

impl Union {
    /// The alternatives for which `test` is true.
    pub(super) fn those(&self, test: impl Fn(&Branch) -> bool) -> Bits {
        let mut found = Bits::default();
        for (index, branch) in self.branches().iter().enumerate() {
            if test(branch) {
                found.insert(index);
            }
        }
        found
    }
}

/// The types that the alternatives have between them, and whether all numbers are integers.
pub(super) fn expected(union: &Union) -> (Types, bool) {
    let branches = union.branches().iter();
    let types = branches.clone().map(|branch| branch.types);
    let mut numbers = branches.filter(|branch| branch.types.meets(Types::NUMBER));
    let integers = numbers.all(|branch| branch.integers);
    (types.fold(Types(0), Types::or), integers)
}
