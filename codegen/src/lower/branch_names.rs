//! What the variants of a union are called.

use fieldwright_runtime::Value;

use super::Lowering;
use super::assertions::ORDINALS;
use crate::schema::{Assertion, Definition, Schema, SchemaId};

impl Lowering<'_, '_> {
    /// What the variants are called: after the alternative's own name, else a constant that tells
    /// it apart, else a property that no other has, else its format or type; further ones of the same words say which
    /// one they are.
    pub(super) fn words_of_branches(&self, schemas: &[SchemaId]) -> Vec<String> {
        let branches: Vec<&Schema> = schemas.iter().map(|id| self.graph.get(*id)).collect();
        let mut words: Vec<String> = branches.iter().map(|b| self.branch_words(b)).collect();
        for index in 0..words.len() {
            let same = words.iter().filter(|other| **other == words[index]).count() > 1;
            let is_vague = matches!(
                words[index].as_str(),
                "object" | "any" | "string" | "integer"
            );
            if !same && !is_vague {
                continue;
            }
            let others = branches.iter().enumerate();
            let others: Vec<&Schema> = others
                .filter(|(other, _)| *other != index)
                .map(|(_, branch)| *branch)
                .collect();
            if let Some(better) = self.distinguishing(branches[index], &others) {
                words[index] = better;
            }
        }
        let plain = words.clone();
        for index in 1..words.len() {
            let same = plain[..index]
                .iter()
                .filter(|other| **other == plain[index]);
            let Some(ordinal) = ORDINALS.get(same.count()) else {
                continue; // names are settled where they are decided
            };
            if *ordinal != "first" {
                words[index] = format!("{ordinal} {}", plain[index]);
            }
        }
        words
    }

    /// What a branch has that the others have not.
    fn distinguishing(&self, branch: &Schema, others: &[&Schema]) -> Option<String> {
        let constant = |schema: &Schema, name: &str| {
            let property = schema.properties.iter().find(|p| p.name.value == name)?;
            self.only_value(self.graph.get(property.schema))
        };
        for property in &branch.properties {
            let name = &property.name.value;
            let own = constant(branch, name);
            if own.is_some() && others.iter().all(|other| constant(other, name) != own) {
                return own;
            }
        }
        if let Some(own) = self.only_value(branch) {
            return Some(own);
        }
        if let Some(own) = self.only_part(branch, others) {
            return Some(own);
        }
        let required = branch.required.iter().map(|name| &name.value);
        let declared = branch
            .properties
            .iter()
            .map(|property| &property.name.value);
        let has = |schema: &Schema, name: &str| {
            schema.properties.iter().any(|p| p.name.value == name) || schema.requires(name)
        };
        let mut names = required.chain(declared);
        let own = names.find(|name| !others.iter().any(|other| has(other, name)));
        match branch.properties.as_slice() {
            [only] if own == Some(&only.name.value) => own.cloned(),
            _ => own.map(|name| format!("with {name}")),
        }
    }

    /// The name of what a branch is made of by `allOf`, and no other.
    fn only_part(&self, branch: &Schema, others: &[&Schema]) -> Option<String> {
        let parts = |schema: &Schema| -> Vec<usize> {
            let members = schema.all_of.iter().map(|id| self.graph.get(*id));
            members.filter_map(|member| member.reference).collect()
        };
        let others: Vec<usize> = others.iter().flat_map(|other| parts(other)).collect();
        let own = parts(branch)
            .into_iter()
            .find(|part| !others.contains(part))?;
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
        // A form is called after what it is a form of: the union says which one.
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
            (None, Some("string"), _) => self.format_words(branch),
            (None, Some(one), _) => one.to_owned(),
            (None, None, _) if !branch.properties.is_empty() => "object".to_owned(),
            (None, None, _) => self.part_words(branch).unwrap_or_else(|| "any".to_owned()),
        }
    }

    /// A schema without a type is called after what it is made of: the first member of `allOf`
    /// that says what it is, or all of a few alternatives.
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
