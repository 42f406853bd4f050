//! What distinguishes an alternative of a union from the others: the words of a variant without a
//! name of its own.
//!
//! In this order: the one constant of a property, the few constants of a property for which another
//! alternative lists others, an element of a tuple, its own value, a member of `allOf` that only it
//! has, a property that only it requires, one that only it declares, a part of a property. The
//! evaluator names alternatives by the same rules, as far as violations need them.

use std::collections::{BTreeMap, BTreeSet};

use fieldwright_runtime::Value;

use super::Lowering;
use crate::schema::{Assertion, Property, Schema};

/// How many parts of an alternative are looked at for the names of its properties.
const MOST_PARTS: usize = 100;

/// More values of a property than these are no name: `EmailOrSms`.
const MOST_VALUES: usize = 4;

/// A longer text, in bytes, is no name.
const LONGEST: usize = 40;

/// The properties of a union's branches, and how many branches have each.
pub(super) struct Beside {
    /// The properties of each, and of its references.
    names: Vec<BTreeSet<String>>,
    named: BTreeMap<String, usize>,
    sets: BTreeMap<BTreeSet<String>, usize>,
    /// Properties of one value or a few, and these.
    constants: BTreeMap<(String, Option<String>), usize>,
    /// The properties that have values.
    valued: BTreeMap<String, usize>,
    /// The properties that each requires.
    required: BTreeMap<String, usize>,
    /// Whether each has a property that only it requires.
    each_has_own: bool,
    /// How many without a name have one that is not of a part.
    named_by_own: usize,
    /// The targets of `allOf`.
    parts: BTreeMap<usize, usize>,
    /// The types of properties: `user email`, `string size`.
    inner: BTreeMap<String, usize>,
}

/// The values of a property or of an element.
struct Constant {
    /// `kind`, or `[0]`.
    at: String,
    kind: Kind,
    /// Unless there are too many.
    words: Option<String>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    One,
    Several,
    Boolean,
    Element,
}

impl Lowering<'_, '_> {
    /// Counts what all branches have.
    pub(super) fn beside(&self, branches: &[&Schema]) -> Beside {
        let names: Vec<BTreeSet<String>> = branches.iter().map(|b| self.all_names(b)).collect();
        let constants: Vec<Constant> = branches
            .iter()
            .flat_map(|b| self.distinguishing_values(b))
            .collect();
        let parts = branches.iter().flat_map(|branch| {
            let parts: BTreeSet<usize> = self.parts(branch).into_iter().collect();
            parts
        });
        let required: Vec<BTreeSet<String>> =
            branches.iter().map(|b| self.all_required(b)).collect();
        let requiring = counts(required.iter().flatten().cloned());
        let is_only = |name: &String| requiring.get(name) == Some(&1);
        let mut each = branches.iter().zip(&required);
        let each_has_own =
            each.all(|(one, required)| one.reference.is_some() || required.iter().any(is_only));
        let unnamed = branches.iter().filter(|one| {
            let mut own = one.required.iter();
            let is_named = one.reference.is_some() || one.title.is_some();
            !is_named && own.any(|name| is_only(&name.value))
        });
        let named_by_own = unnamed.count();
        Beside {
            valued: counts(constants.iter().map(|one| one.at.clone())),
            constants: counts(constants.into_iter().map(|one| (one.at, one.words))),
            parts: counts(parts),
            inner: counts(branches.iter().flat_map(|branch| {
                let inner: BTreeSet<String> = self.inner_words(branch).into_iter().collect();
                inner
            })),
            named: counts(names.iter().flatten().cloned()),
            sets: counts(names.iter().cloned()),
            names,
            required: requiring,
            each_has_own,
            named_by_own,
        }
    }

    /// The distinguishing feature of a branch.
    pub(super) fn distinguishing(
        &self,
        branch: &Schema,
        beside: &Beside,
        index: usize,
    ) -> Option<String> {
        let constants = self.distinguishing_values(branch);
        only_values(
            &constants,
            beside,
            &[Kind::One, Kind::Several, Kind::Element],
        )
        .or_else(|| only_value(branch))
        .or_else(|| self.only_part(branch, beside))
        .or_else(|| self.only_presence(branch, &constants, beside))
        .or_else(|| self.only_declared(branch, beside, index))
        .or_else(|| {
            let mut inner = self.inner_words(branch).into_iter();
            let only = inner.find(|words| beside.inner.get(words) == Some(&1))?;
            Some(format!("with {only}"))
        })
    }

    /// The same, of an object of which nothing but its properties is known.
    pub(super) fn distinguishing_presence(
        &self,
        branch: &Schema,
        beside: &Beside,
    ) -> Option<String> {
        let constants = self.distinguishing_values(branch);
        only_values(&constants, beside, &[Kind::One, Kind::Several])
            .or_else(|| self.only_presence(branch, &constants, beside))
    }

    /// A property that no other branch requires. A boolean is no name if it tells as much.
    fn only_presence(
        &self,
        branch: &Schema,
        constants: &[Constant],
        beside: &Beside,
    ) -> Option<String> {
        let boolean = only_values(constants, beside, &[Kind::Boolean]);
        let boolean = boolean.filter(|_| !beside.each_has_own);
        boolean.or_else(|| self.only_required(branch, beside))
    }

    /// A property that no other branch requires: its name alone if there is nothing else, or if
    /// others are named so, too.
    fn only_required(&self, branch: &Schema, beside: &Beside) -> Option<String> {
        let only = |part: &Schema| {
            let declared = part.properties.iter().map(|property| &property.name);
            let declared = declared.filter(|name| part.requires(&name.value));
            let mut required = declared.chain(&part.required);
            let only = required.find(|name| beside.required.get(&name.value) == Some(&1));
            only.map(|name| name.value.clone())
        };
        let mut members = branch.all_of.iter().map(|id| self.graph.get(*id));
        let inner = || members.find_map(only).map(|name| format!("with {name}"));
        let is_alone = branch.properties.len() == 1 && branch.all_of.is_empty();
        let own = only(branch).map(|name| match is_alone || beside.named_by_own > 1 {
            true => name,
            false => format!("with {name}"),
        });
        own.or_else(inner)
    }

    /// A property that no other branch declares, or one or two that no other has alone.
    fn only_declared(&self, branch: &Schema, beside: &Beside, index: usize) -> Option<String> {
        let own = self.declared_names(branch);
        let all = beside.names.get(index)?;
        let is_only = |name: &&String| {
            let count = beside.named.get(*name).copied().unwrap_or_default();
            count <= usize::from(all.contains(*name))
        };
        let is_alone = |name: &String| match branch.properties.as_slice() {
            [property] => branch.all_of.is_empty() && property.name.value == *name,
            _ => false,
        };
        match (own.iter().find(is_only), own.as_slice()) {
            (Some(only), _) if is_alone(only) => Some(only.clone()),
            (Some(only), _) => Some(format!("with {only}")),
            // No property is unique to it, but no other has the same ones.
            (None, [_] | [_, _]) if own.len() == all.len() && beside.sets.get(all) == Some(&1) => {
                Some(own.join(" and "))
            }
            _ => None,
        }
    }

    /// The words for the properties' values of a branch, the required ones first: their references,
    /// their properties, their type.
    fn inner_words(&self, branch: &Schema) -> Vec<String> {
        let is_required = |name: &String| branch.required.iter().any(|r| r.value == *name);
        let (first, rest): (Vec<_>, Vec<_>) = branch
            .properties
            .iter()
            .partition(|property| is_required(&property.name.value));
        let words = first.into_iter().chain(rest).flat_map(|property| {
            let (name, schema) = (&property.name.value, self.graph.get(property.schema));
            let is = format!("{} {name}", self.branch_words(schema));
            let has = self.declared_names(schema).into_iter();
            has.map(|inner| format!("{name} {inner}"))
                .chain([is])
                .collect::<Vec<String>>()
        });
        words.take(MOST_PARTS).collect()
    }

    /// The values of its properties, and of the elements of a tuple.
    fn distinguishing_values(&self, branch: &Schema) -> Vec<Constant> {
        let mut seen = BTreeSet::new();
        let members = branch.all_of.iter().map(|id| self.graph.get(*id));
        let parts = std::iter::once(branch).chain(members);
        let first = parts.flat_map(|part| &part.properties);
        let first = first.filter(move |property| seen.insert(&property.name.value));
        let properties = first.filter_map(|property| {
            let at = property.name.value.clone();
            let values = values(self.graph.get(property.schema))?;
            let (kind, words) = match values.as_slice() {
                [Value::Bool(true)] => (Kind::Boolean, Some(at.clone())),
                [Value::Bool(false)] => (Kind::Boolean, Some(format!("not {at}"))),
                [_] => (Kind::One, words(&values)),
                _ => (Kind::Several, words(&values)),
            };
            Some(Constant { at, kind, words })
        });
        let elements = branch.prefix_items.iter().enumerate();
        let elements = elements.filter_map(|(index, id)| {
            let words = only_value(self.graph.get(*id));
            let at = format!("[{index}]");
            words.is_some().then_some(Constant {
                at,
                kind: Kind::Element,
                words,
            })
        });
        properties.chain(elements).collect()
    }

    /// The properties that a branch names itself, the required ones first.
    fn declared_names(&self, branch: &Schema) -> Vec<String> {
        let mut found: Vec<String> = Vec::new();
        let members = branch.all_of.iter().map(|id| self.graph.get(*id));
        let parts: Vec<&Schema> = std::iter::once(branch).chain(members).collect();
        let required = parts.iter().flat_map(|part| &part.required);
        let declared = parts.iter().flat_map(|part| &part.properties);
        let declared = declared.filter(|property| self.may_be_there(property));
        let names = required.map(|name| &name.value);
        for name in names.chain(declared.map(|property| &property.name.value)) {
            if !found.contains(name) {
                found.push(name.clone());
            }
        }
        found
    }

    /// Whether an object may have a property.
    fn may_be_there(&self, property: &Property) -> bool {
        self.graph.get(property.schema).boolean != Some(false)
    }

    /// The properties of a branch and of its references.
    fn all_names(&self, branch: &Schema) -> BTreeSet<String> {
        let mut found = BTreeSet::new();
        for part in self.all_parts(branch) {
            found.extend(part.required.iter().map(|name| name.value.clone()));
            let declared = part.properties.iter().filter(|p| self.may_be_there(p));
            found.extend(declared.map(|p| p.name.value.clone()));
        }
        found
    }

    /// The properties that a branch and its references require.
    fn all_required(&self, branch: &Schema) -> BTreeSet<String> {
        let parts = self.all_parts(branch).into_iter();
        let required = parts.flat_map(|part| &part.required);
        required.map(|name| name.value.clone()).collect()
    }

    /// A branch, the members of its `allOf` and its references.
    fn all_parts<'s>(&'s self, branch: &'s Schema) -> Vec<&'s Schema> {
        let mut found = Vec::new();
        let mut open = vec![branch];
        while let Some(part) = open.pop().filter(|_| found.len() < MOST_PARTS) {
            found.push(part);
            open.extend(part.all_of.iter().map(|id| self.graph.get(*id)));
            let target = part.reference.and_then(|at| self.graph.definitions.get(at));
            open.extend(target.map(|target| self.graph.get(target.schema)));
        }
        found
    }

    /// The references in a branch's `allOf`.
    fn parts(&self, branch: &Schema) -> Vec<usize> {
        let members = branch.all_of.iter().map(|id| self.graph.get(*id));
        members.filter_map(|member| member.reference).collect()
    }

    /// The name of a member of `allOf` that only this branch has.
    fn only_part(&self, branch: &Schema, beside: &Beside) -> Option<String> {
        let is_only = |part: &usize| beside.parts.get(part) == Some(&1);
        let own = self.parts(branch).into_iter().find(is_only)?;
        self.graph
            .definitions
            .get(own)
            .map(|d| d.name.value.clone())
    }
}

impl Beside {
    /// Whether no other branch has these values there, though another has some if they are several.
    fn has_alone(&self, one: &Constant) -> bool {
        let key = (one.at.clone(), one.words.clone());
        let is_choice = one.kind != Kind::Several || self.valued.get(&one.at) > Some(&1);
        is_choice && self.constants.get(&key) == Some(&1)
    }
}

/// The values that no other branch has, of the first kind that there is.
fn only_values(constants: &[Constant], beside: &Beside, kinds: &[Kind]) -> Option<String> {
    kinds.iter().find_map(|kind| {
        let mut those = constants.iter().filter(|one| one.kind == *kind);
        those.find_map(|one| one.words.clone().filter(|_| beside.has_alone(one)))
    })
}

/// The text of a schema with one value, if it is short.
fn only_value(schema: &Schema) -> Option<String> {
    let values = values(schema)?;
    match values.as_slice() {
        [Value::Bool(value)] => Some(value.to_string()),
        [_] => words(&values),
        _ => None,
    }
}

/// The values that a schema lists.
pub(super) fn values(schema: &Schema) -> Option<Vec<&Value>> {
    let constant = schema.assertions.iter().find_map(|a| match &a.value {
        Assertion::Const(value) => Some(value),
        _ => None,
    });
    let listed = schema.enumeration.as_ref().map(|listed| &listed.value);
    match (constant, listed) {
        (Some(value), _) => Some(vec![value]),
        (None, Some(listed)) => Some(listed.iter().map(|one| &one.value.value).collect()),
        (None, None) => None,
    }
}

/// A few texts, or a few numbers, as words: `email or sms`, `value 1 or 2`.
fn words(values: &[&Value]) -> Option<String> {
    let texts = values.iter().map(|value| match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number_words(&number.to_string())),
        _ => None,
    });
    let texts: Vec<String> = texts.take(MOST_VALUES + 1).collect::<Option<_>>()?;
    let is_number = |value: &&&Value| value.as_number().is_some();
    let numbers = values.iter().filter(is_number).count();
    let words = match numbers {
        0 => texts.join(" or "),
        all if all == values.len() => format!("value {}", texts.join(" or ")),
        _ => return None,
    };
    let is_short = (1..=MOST_VALUES).contains(&values.len()) && words.len() <= LONGEST;
    (is_short && !words.trim().is_empty()).then_some(words)
}

/// `minus 1`, `1 point 5`: numbers that differ by a sign have other words.
fn number_words(number: &str) -> String {
    number.replace('-', "minus ").replace('.', " point ")
}

/// How often each stands among all.
pub(super) fn counts<T: Ord>(all: impl Iterator<Item = T>) -> BTreeMap<T, usize> {
    let mut out = BTreeMap::new();
    for one in all {
        *out.entry(one).or_default() += 1;
    }
    out
}
