//! A schema document as the evaluator runs it: an arena of subschemas that name each
//! other by index, their keywords grouped by the JSON type they concern.

use super::keys::Keys;
use super::tag::Tag;
use crate::num::Limit;
use crate::{CountKeyword, Format, NumberKeyword, RuleKind, Severity, Value};

/// A compiled schema document.
#[derive(Debug)]
pub(super) struct Program {
    pub(super) nodes: Vec<ProgramNode>,
    pub(super) root: Child,
    /// Canonical pointers of all subschemas, sorted.
    pub(super) pointers: Vec<(Box<str>, Child)>,
    /// Whether some rule only advises: then valid instances may have violations.
    pub(super) advises: bool,
    /// Whether questions may repeat on the same value: then answers are remembered from the start.
    pub(super) asks_twice: bool,
}

/// The index of a subschema in its program.
pub(super) type Id = u32;

/// A reference to a subschema.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Child {
    /// The subschema itself.
    pub(super) id: Id,
    /// The equivalent one, after plain references are resolved.
    pub(super) goal: Id,
    /// The types that some valid instance may have, as far as is known without one,
    /// by the bits of [`crate::Types`].
    pub(super) possible: u8,
    /// The types that have further assertions.
    pub(super) work: u8,
}

/// One subschema.
#[derive(Debug, Default)]
pub(super) struct ProgramNode {
    /// Its pointer in the document: `#/$defs/X`.
    pub(super) pointer: Box<str>,
    /// `true` and `false`, and objects that assert nothing.
    pub(super) boolean: Option<bool>,
    /// `type`, by the bits of [`crate::Types`]; and whether numbers must be integers.
    pub(super) types: u8,
    pub(super) integers: bool,
    /// As [`Child::possible`] and [`Child::work`].
    pub(super) possible: u8,
    pub(super) work: u8,
    pub(super) constant: Option<Box<Value>>,
    pub(super) enumeration: Option<Box<Enumeration>>,
    pub(super) number: Option<Box<Numbers>>,
    pub(super) text: Option<Box<Texts>>,
    pub(super) array: Option<Box<Arrays>>,
    pub(super) object: Option<Box<Objects>>,
    /// Applicators to the same value, in the order of evaluation.
    pub(super) in_place: Box<[InPlace]>,
    /// Keywords whose value is an annotation.
    pub(super) annotations: Box<[(Box<str>, Value)]>,
}

/// An applicator whose subschemas see the same value (core, sections 8.2.3, 10.2).
#[derive(Debug)]
pub(super) enum InPlace {
    Ref(Child),
    AllOf(Box<[Child]>),
    AnyOf(Branches),
    OneOf(Branches),
    Not(Child),
    If {
        test: Child,
        then: Option<Child>,
        otherwise: Option<Child>,
    },
}

impl ProgramNode {
    /// The subschemas that see the same value.
    pub(super) fn applied(&self) -> Vec<Child> {
        let dependent = self.object.iter().flat_map(|own| &own.dependent_schemas);
        let dependent = dependent.map(|(_, child)| *child);
        let in_place = self.in_place.iter().flat_map(InPlace::children);
        in_place.chain(dependent).collect()
    }
}

impl InPlace {
    pub(super) fn children(&self) -> Vec<Child> {
        match self {
            Self::Ref(child) | Self::Not(child) => vec![*child],
            Self::AllOf(children) => children.to_vec(),
            Self::AnyOf(branches) | Self::OneOf(branches) => branches.children.to_vec(),
            Self::If {
                test,
                then,
                otherwise,
            } => [Some(*test), *then, *otherwise]
                .into_iter()
                .flatten()
                .collect(),
        }
    }
}

/// The alternatives of `anyOf` or `oneOf`.
#[derive(Debug)]
pub(super) struct Branches {
    pub(super) children: Box<[Child]>,
    pub(super) tag: Option<Tag>,
}

/// `enum`, the strings apart.
#[derive(Debug)]
pub(super) struct Enumeration {
    pub(super) texts: Keys,
    pub(super) others: Box<[Value]>,
    /// All, in the order of the schema.
    pub(super) all: Box<[Value]>,
}

/// The limits of what is counted in a value.
pub(super) type Counts = Box<[(CountKeyword, u64)]>;

/// Keywords for numbers (validation, sections 6.2 and 7).
#[derive(Debug, Default)]
pub(super) struct Numbers {
    pub(super) limits: Box<[(NumberKeyword, Limit)]>,
    pub(super) format: Option<Format>,
}

/// Keywords for strings (validation, sections 6.3 and 7).
#[derive(Debug, Default)]
pub(super) struct Texts {
    pub(super) counts: Counts,
    pub(super) pattern: Option<Pattern>,
    pub(super) format: Option<Format>,
}

/// Keywords for arrays (validation, section 6.4; core, sections 10.3.1 and 11.2).
#[derive(Debug, Default)]
pub(super) struct Arrays {
    pub(super) counts: Counts,
    pub(super) unique: bool,
    pub(super) prefix: Box<[Child]>,
    pub(super) items: Option<Child>,
    pub(super) contains: Option<Contains>,
    pub(super) unevaluated: Option<Child>,
}

/// `contains` with its bounds (core, section 10.3.1.3; validation, section 6.4.4).
#[derive(Debug)]
pub(super) struct Contains {
    pub(super) schema: Child,
    pub(super) min: Option<u64>,
    pub(super) max: Option<u64>,
}

/// Keywords for objects (validation, section 6.5; core, sections 10.2.2.4, 10.3.2, 11.3).
#[derive(Debug, Default)]
pub(super) struct Objects {
    pub(super) counts: Counts,
    /// Every name in a keyword: those of `properties` first, in order.
    pub(super) keys: Keys,
    /// One for each name.
    pub(super) slots: Box<[Slot]>,
    pub(super) required: u32,
    pub(super) patterns: Box<[(Pattern, Child)]>,
    pub(super) additional: Option<Child>,
    pub(super) names: Option<Child>,
    /// Slots: if the first is present, the others must be.
    pub(super) dependent_required: Box<[(u32, Box<[u32]>)]>,
    pub(super) dependent_schemas: Box<[(u32, Child)]>,
    pub(super) rules: Box<[Rule]>,
    pub(super) unevaluated: Option<Child>,
    /// Whether members are constrained by their names only.
    pub(super) free: bool,
    /// Whether members that `properties` names have no further constraints.
    pub(super) plain: bool,
    /// The bits of the required slots, if there are at most 64 slots.
    pub(super) mask: u64,
}

/// The assertions on one property.
#[derive(Debug, Default)]
pub(super) struct Slot {
    pub(super) schema: Option<Child>,
    pub(super) required: bool,
}

/// A rule over the presence of properties.
#[derive(Debug)]
pub(super) struct Rule {
    pub(super) id: Box<str>,
    pub(super) kind: RuleKind,
    /// Slots.
    pub(super) fields: Box<[u32]>,
    pub(super) message: Box<str>,
    pub(super) severity: Severity,
}

/// A pattern of the schema, ready to run.
#[derive(Debug)]
pub(super) struct Pattern {
    pub(super) source: Box<str>,
    pub(super) matcher: Matcher,
}

#[derive(Debug)]
pub(super) enum Matcher {
    /// The text begins so.
    Prefix(Box<str>),
    #[cfg(feature = "regex")]
    Expression(crate::Expression),
}

/// The bits of all JSON types.
pub(super) const ANY: u8 = 63;

impl Program {
    pub(super) fn node(&self, id: Id) -> &ProgramNode {
        // Indices come from the compiler of this very program.
        self.nodes.get(id as usize).unwrap_or_else(|| &*NOTHING)
    }

    /// The subschema at a pointer as the compiler writes it.
    pub(super) fn find(&self, pointer: &str) -> Option<Child> {
        let found = self
            .pointers
            .binary_search_by(|(known, _)| (**known).cmp(pointer))
            .ok()?;
        self.pointers.get(found).map(|(_, child)| *child)
    }
}

/// A node that refuses every value.
static NOTHING: std::sync::LazyLock<ProgramNode> = std::sync::LazyLock::new(|| ProgramNode {
    boolean: Some(false),
    ..ProgramNode::default()
});

impl Pattern {
    #[inline]
    pub(super) fn is_match(&self, text: &str) -> bool {
        match &self.matcher {
            Matcher::Prefix(prefix) => text.starts_with(&**prefix),
            #[cfg(feature = "regex")]
            Matcher::Expression(expression) => expression.is_match(text),
        }
    }
}

impl Objects {
    pub(super) fn slot(&self, name: &str) -> Option<usize> {
        self.keys.find(name)
    }

    /// Whether only `required` depends on the presence of members.
    pub(super) fn has_no_dependents(&self) -> bool {
        self.dependent_required.is_empty()
            && self.dependent_schemas.is_empty()
            && self.rules.is_empty()
    }

    /// Whether a rule of this kind holds for the slots that are present.
    pub(super) fn rule_holds(rule: &Rule, present: &dyn Fn(u32) -> bool) -> bool {
        let is_present = |slot: &u32| present(*slot);
        let Some((first, others)) = rule.fields.split_first() else {
            return true;
        };
        match rule.kind {
            RuleKind::Requires => !is_present(first) || others.iter().all(is_present),
            RuleKind::Conflicts | RuleKind::Ineffective => {
                !is_present(first) || !others.iter().any(is_present)
            }
            RuleKind::AtLeastOneOf => rule.fields.iter().any(is_present),
            RuleKind::ExactlyOneOf => rule.fields.iter().filter(|s| is_present(s)).count() == 1,
            // It is about values.
            RuleKind::Compare(_) => true,
            // It is about Rust values.
            RuleKind::Check => true,
        }
    }
}
