//! The names of a union's variants.

use std::borrow::Cow;
use std::cell::OnceCell;
use std::collections::BTreeMap;

use super::Lowering;
use super::assertions::ORDINALS;
use super::distinguishing::{counts, values};
use crate::schema::{Assertion, Definition, Schema, SchemaId, Types, letters};

impl Lowering<'_, '_> {
    /// The names of variants: the alternative's own name, else what distinguishes it from the
    /// others, else its format or type. A title that two have is not used. Further ones of the same
    /// words are numbered. `types` are those beside the alternatives.
    pub(super) fn words_of_branches(&self, schemas: &[SchemaId], types: Types) -> Vec<String> {
        let typed = schemas.iter().map(|id| {
            let schema = self.graph.get(*id);
            let is_typed = !schema.types.is_empty() || schema.reference.is_some();
            if is_typed || types.is_empty() {
                return Cow::Borrowed(schema);
            }
            let mut schema = schema.clone();
            schema.types = types;
            Cow::Owned(schema)
        });
        let typed: Vec<Cow<'_, Schema>> = typed.collect();
        let branches: Vec<&Schema> = typed.iter().map(AsRef::as_ref).collect();
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
            (None, None, _) => match (self.part_words(branch), self.format_words(branch)) {
                (Some(words), _) => words,
                (None, format) if format != "string" => format,
                _ => "any".to_owned(),
            },
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
    let types = Types::of(values(branch)?);
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
