//! The names of a union's variants.

use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet};

use fieldwright_runtime::Value;

use super::Lowering;
use super::assertions::ORDINALS;
use crate::schema::{Assertion, Definition, Schema, SchemaId, Types, letters};

/// How many parts of an alternative are looked at for the names of its properties.
const MOST_PARTS: usize = 100;

/// The properties of a union's branches, and how many branches have each.
struct Beside {
    /// The properties of each, and of its references.
    names: Vec<BTreeSet<String>>,
    named: BTreeMap<String, usize>,
    sets: BTreeMap<BTreeSet<String>, usize>,
    /// Properties of one value, and that.
    constants: BTreeMap<(String, String), usize>,
    /// The targets of `allOf`.
    parts: BTreeMap<usize, usize>,
    /// The types of properties: `user email`, `string size`.
    inner: BTreeMap<String, usize>,
}

impl Lowering<'_, '_> {
    /// The names of variants: the alternative's own name, else a distinguishing constant, else a
    /// property that no other has, else its format or type. A title that two have is not used.
    /// Further ones of the same words are numbered.
    pub(super) fn words_of_branches(&self, schemas: &[SchemaId]) -> Vec<String> {
        let branches: Vec<&Schema> = schemas.iter().map(|id| self.graph.get(*id)).collect();
        // Strings that are variants themselves do not use the words of their alternative.
        let has_words: Vec<bool> = branches.iter().map(|b| !self.has_units(b)).collect();
        let named: Vec<String> = branches.iter().map(|b| self.branch_words(b)).collect();
        // How many have the same words.
        let counted = |words: &[String]| {
            let having = words.iter().zip(&has_words).filter(|(_, has)| **has);
            counts(having.map(|(words, _)| key(words)))
        };
        let is_repeated = |counts: &BTreeMap<String, usize>, words: &[String], index: usize| {
            has_words[index]
                && counts
                    .get(&key(&words[index]))
                    .is_some_and(|count| *count > 1)
        };
        let mut words = named.clone();
        let repeated = counted(&named);
        let beside = OnceCell::new();
        for index in 0..words.len() {
            let is_vague = matches!(
                named[index].as_str(),
                "object" | "any" | "string" | "integer"
            );
            // The target of a reference has the first claim to its name.
            let is_named = branches[index].reference.is_some();
            if (is_repeated(&repeated, &named, index) && !is_named) || is_vague {
                let beside = beside.get_or_init(|| self.beside(&branches));
                let better = self.distinguishing(branches[index], beside, index);
                words[index] = better.unwrap_or_else(|| named[index].clone());
            }
        }
        let current = words.clone();
        let repeated = counted(&current);
        for index in 0..words.len() {
            if is_repeated(&repeated, &current, index) && branches[index].reference.is_none() {
                words[index] = self.type_words(branches[index]);
            }
        }
        let plain = words.clone();
        let mut before: BTreeMap<&String, usize> = BTreeMap::new();
        for index in 0..words.len() {
            let same = before.entry(&plain[index]).or_default();
            // Further ones are settled where names are decided.
            if let Some(ordinal) = ORDINALS.get(*same).filter(|_| *same > 0) {
                words[index] = format!("{ordinal} {}", plain[index]);
            }
            *same += usize::from(has_words[index]);
        }
        words
    }

    /// Counts the properties of all branches.
    fn beside(&self, branches: &[&Schema]) -> Beside {
        let names: Vec<BTreeSet<String>> = branches.iter().map(|b| self.all_names(b)).collect();
        let constants = branches.iter().flat_map(|branch| {
            let mut seen = BTreeSet::new();
            let first = branch.properties.iter();
            let first = first.filter(move |property| seen.insert(&property.name.value));
            first.filter_map(|property| {
                let value = self.only_value(self.graph.get(property.schema))?;
                Some((property.name.value.clone(), value))
            })
        });
        let elements = branches
            .iter()
            .flat_map(|branch| self.elements_of_one(branch));
        let constants = constants.chain(elements);
        let parts = branches.iter().flat_map(|branch| {
            let parts: BTreeSet<usize> = self.parts(branch).into_iter().collect();
            parts
        });
        Beside {
            constants: counts(constants),
            parts: counts(parts),
            inner: counts(branches.iter().flat_map(|branch| {
                let inner: BTreeSet<String> = self.inner_words(branch).into_iter().collect();
                inner
            })),
            named: counts(names.iter().flatten().cloned()),
            sets: counts(names.iter().cloned()),
            names,
        }
    }

    /// The distinguishing feature of a branch.
    fn distinguishing(&self, branch: &Schema, beside: &Beside, index: usize) -> Option<String> {
        for property in &branch.properties {
            let own = self.only_value(self.graph.get(property.schema));
            let own = own.map(|own| (property.name.value.clone(), own));
            if let Some(own) = own.filter(|own| beside.constants.get(own) == Some(&1)) {
                return Some(own.1);
            }
        }
        let mut elements = self.elements_of_one(branch).into_iter();
        if let Some(own) = elements.find(|own| beside.constants.get(own) == Some(&1)) {
            return Some(own.1);
        }
        if let Some(own) = self.only_value(branch) {
            return Some(own);
        }
        if let Some(own) = self.only_part(branch, beside) {
            return Some(own);
        }
        let own = self.declared_names(branch);
        let all = beside.names.get(index)?;
        let is_only = |name: &&String| {
            let count = beside.named.get(*name).copied().unwrap_or_default();
            count <= usize::from(all.contains(*name))
        };
        let only = own.iter().find(is_only);
        let is_alone = |name: &String| match branch.properties.as_slice() {
            [property] => branch.all_of.is_empty() && property.name.value == *name,
            _ => false,
        };
        match (only, own.as_slice()) {
            (Some(only), _) if is_alone(only) => Some(only.clone()),
            (Some(only), _) => Some(format!("with {only}")),
            // No property is unique to it, but no other has the same ones.
            (None, [_] | [_, _]) if own.len() == all.len() && beside.sets.get(all) == Some(&1) => {
                Some(own.join(" and "))
            }
            _ => {
                let mut inner = self.inner_words(branch).into_iter();
                let only = inner.find(|words| beside.inner.get(words) == Some(&1))?;
                Some(format!("with {only}"))
            }
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

    /// The elements of a tuple that have one value, by index.
    fn elements_of_one(&self, branch: &Schema) -> Vec<(String, String)> {
        let elements = branch.prefix_items.iter().enumerate();
        let constants = elements.filter_map(|(index, id)| {
            let value = self.only_value(self.graph.get(*id))?;
            Some((format!("[{index}]"), value))
        });
        constants.collect()
    }

    /// The properties that a branch names itself, the required ones first.
    fn declared_names(&self, branch: &Schema) -> Vec<String> {
        let mut found: Vec<String> = Vec::new();
        let members = branch.all_of.iter().map(|id| self.graph.get(*id));
        let parts: Vec<&Schema> = std::iter::once(branch).chain(members).collect();
        let required = parts.iter().flat_map(|part| &part.required);
        let declared = parts.iter().flat_map(|part| &part.properties);
        let names = required.map(|name| &name.value);
        for name in names.chain(declared.map(|property| &property.name.value)) {
            if !found.contains(name) {
                found.push(name.clone());
            }
        }
        found
    }

    /// The properties of a branch and of its references.
    fn all_names(&self, branch: &Schema) -> BTreeSet<String> {
        let mut found = BTreeSet::new();
        let mut open = vec![branch];
        for _ in 0..MOST_PARTS {
            let Some(part) = open.pop() else { break };
            found.extend(part.required.iter().map(|name| name.value.clone()));
            found.extend(part.properties.iter().map(|p| p.name.value.clone()));
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

    /// The text of a schema with one value, if it is short.
    fn only_value(&self, schema: &Schema) -> Option<String> {
        let constant = schema.assertions.iter().find_map(|a| match &a.value {
            Assertion::Const(value) => Some(value),
            _ => None,
        });
        let listed = schema
            .enumeration
            .as_ref()
            .map(|values| values.value.as_slice());
        let value = match (constant, listed) {
            (Some(value), _) => value,
            (None, Some([only])) => &only.value.value,
            _ => return None,
        };
        let text = match value {
            Value::String(text) => text.clone(),
            Value::Number(number) => format!("value {number}"),
            Value::Bool(value) => value.to_string(),
            _ => return None,
        };
        (!text.is_empty() && text.len() <= 40).then_some(text)
    }

    pub(super) fn branch_words(&self, branch: &Schema) -> String {
        let definition = |index| self.graph.definitions.get(index);
        let referred = branch.reference.and_then(definition);
        // A request or response type is named after its whole: the union determines which one.
        let whole = |d: &&Definition| d.form_of.and_then(definition);
        let referred = std::iter::successors(referred, whole).last();
        let name = branch.rust_name.as_ref().map(|name| &name.value);
        let name = name
            .or(branch.title.as_ref())
            .or(referred.map(|d| &d.name.value));
        match (name, branch.types.names().next(), branch.items) {
            (Some(name), _, _) => name.clone(),
            (None, Some("array"), Some(items)) => {
                format!("{} list", self.branch_words(self.graph.get(items)))
            }
            (None, Some(_), _) if several(branch).is_some() => several(branch).unwrap_or_default(),
            (None, Some("string"), _) => self.format_words(branch),
            (None, Some(one), _) => one.to_owned(),
            (None, None, _) if !branch.properties.is_empty() => "object".to_owned(),
            (None, None, _) if listed(branch).is_some() => listed(branch).unwrap_or_default(),
            (None, None, _) => self.part_words(branch).unwrap_or_else(|| "any".to_owned()),
        }
    }

    /// The name of a branch without its title: its type distinguishes it from others of that title.
    fn type_words(&self, branch: &Schema) -> String {
        let mut plain = branch.clone();
        plain.title = None;
        let value = plain.additional.filter(|_| plain.properties.is_empty());
        match (plain.types.names().next(), value) {
            (Some("integer"), _) => match self.format_words(&plain) {
                format if format == "string" => "integer".to_owned(),
                format => format,
            },
            (Some("object"), Some(value)) if self.graph.get(value).boolean.is_none() => {
                format!("{} map", self.branch_words(self.graph.get(value)))
            }
            _ => self.branch_words(&plain),
        }
    }

    /// A schema without a type is named after its parts: the first typed member of `allOf`, or all
    /// of a few alternatives.
    fn part_words(&self, branch: &Schema) -> Option<String> {
        let plain = |id: &SchemaId| {
            let part = self.graph.get(*id);
            let name = part.title.as_ref();
            let referred = part
                .reference
                .and_then(|index| self.graph.definitions.get(index));
            let name = name.or(referred.map(|definition| &definition.name.value));
            match (name, part.types.names().next()) {
                (Some(name), _) => Some(name.clone()),
                (None, Some("string")) => Some(self.format_words(part)),
                (None, own) => own.map(str::to_owned),
            }
        };
        if let Some(words) = branch.all_of.iter().find_map(plain) {
            return Some(words);
        }
        let [group] = branch.alternatives.as_slice() else {
            return None;
        };
        let words: Option<Vec<String>> = group.schemas.iter().map(plain).collect();
        words
            .filter(|words| words.len() <= 3)
            .map(|words| words.join(" or "))
    }

    /// A text is called after its format.
    fn format_words(&self, branch: &Schema) -> String {
        let mut assertions = branch.assertions.iter();
        let format = assertions.find_map(|a| match &a.value {
            Assertion::Format(name) => Some(name.clone()),
            _ => None,
        });
        format.unwrap_or_else(|| "string".to_owned())
    }
}

/// The types of a schema that has two or three: `string or number`.
fn several(branch: &Schema) -> Option<String> {
    let types = branch.types.without(Types::NULL);
    let names: Vec<&str> = types.names().collect();
    (2..=3).contains(&names.len()).then(|| names.join(" or "))
}

/// The type that the values have which a schema lists without naming it.
fn listed(branch: &Schema) -> Option<String> {
    let values = branch.enumeration.iter().flat_map(|listed| &listed.value);
    let types = Types::of(values.map(|value| &value.value.value));
    let mut names = types.names();
    names
        .next()
        .filter(|_| names.next().is_none())
        .map(str::to_owned)
}

/// A text as its words: texts of the same words have the same key.
fn key(text: &str) -> String {
    match letters(text) {
        words if words.is_empty() => text.to_owned(),
        words => words,
    }
}

fn counts<T: Ord>(all: impl Iterator<Item = T>) -> BTreeMap<T, usize> {
    let mut out = BTreeMap::new();
    for one in all {
        *out.entry(one).or_default() += 1;
    }
    out
}
