//! What the variants of a union are called.

use std::collections::BTreeSet;

use fieldwright_runtime::Value;

use super::Lowering;
use super::assertions::ORDINALS;
use crate::schema::{Assertion, Definition, Schema, SchemaId, Types};

/// How many parts of an alternative are looked at for the names of its properties.
const MOST_PARTS: usize = 100;

impl Lowering<'_, '_> {
    /// What the variants are called: after the alternative's own name, else a constant that tells
    /// it apart, else a property that no other has, else its format or type. A title that two have
    /// tells nothing. Further ones of the same words say which one they are.
    pub(super) fn words_of_branches(&self, schemas: &[SchemaId]) -> Vec<String> {
        let branches: Vec<&Schema> = schemas.iter().map(|id| self.graph.get(*id)).collect();
        // Strings that are variants themselves do not have the words of their alternative.
        let has_words: Vec<bool> = branches.iter().map(|b| !self.has_units(b)).collect();
        let named: Vec<String> = branches.iter().map(|b| self.branch_words(b)).collect();
        let is_repeated = |words: &[String], index: usize| {
            let mut others = words.iter().zip(&has_words).enumerate();
            let is_same = |other: &String| same(other, &words[index]);
            has_words[index]
                && others.any(|(at, (other, has))| at != index && *has && is_same(other))
        };
        let mut words = named.clone();
        for index in 0..words.len() {
            let is_vague = matches!(
                named[index].as_str(),
                "object" | "any" | "string" | "integer"
            );
            // What it refers to has the first claim to its name.
            let is_named = branches[index].reference.is_some();
            if (is_repeated(&named, index) && !is_named) || is_vague {
                let others = branches.iter().enumerate();
                let others = others.filter(|(other, _)| *other != index);
                let others: Vec<&Schema> = others.map(|(_, branch)| *branch).collect();
                let better = self.distinguishing(branches[index], &others);
                words[index] = better.unwrap_or_else(|| named[index].clone());
            }
        }
        let chosen = words.clone();
        for index in 0..words.len() {
            if is_repeated(&chosen, index) && branches[index].reference.is_none() {
                words[index] = self.type_words(branches[index]);
            }
        }
        let plain = words.clone();
        for index in 1..words.len() {
            let before = plain[..index].iter().zip(&has_words);
            let same = before.filter(|(other, has)| **has && **other == plain[index]);
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
        let own = self.own_names(branch);
        let others: Vec<BTreeSet<String>> = others.iter().map(|o| self.all_names(o)).collect();
        let is_other = |name: &&String| !others.iter().any(|other| other.contains(*name));
        let only = own.iter().find(is_other);
        let all = self.all_names(branch);
        let is_alone = |name: &String| match branch.properties.as_slice() {
            [property] => branch.all_of.is_empty() && property.name.value == *name,
            _ => false,
        };
        match (only, own.as_slice()) {
            (Some(only), _) if is_alone(only) => Some(only.clone()),
            (Some(only), _) => Some(format!("with {only}")),
            // No property is its alone, but no other has the same ones.
            (None, [_] | [_, _]) if own.len() == all.len() && !others.contains(&all) => {
                Some(own.join(" and "))
            }
            _ => None,
        }
    }

    /// The properties that a branch names itself, the required ones first.
    fn own_names(&self, branch: &Schema) -> Vec<String> {
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

    /// The properties of a branch and of what it refers to.
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
            (None, Some(_), _) if several(branch).is_some() => several(branch).unwrap_or_default(),
            (None, Some("string"), _) => self.format_words(branch),
            (None, Some(one), _) => one.to_owned(),
            (None, None, _) if !branch.properties.is_empty() => "object".to_owned(),
            (None, None, _) if listed(branch).is_some() => listed(branch).unwrap_or_default(),
            (None, None, _) => self.part_words(branch).unwrap_or_else(|| "any".to_owned()),
        }
    }

    /// What a branch is called without its title: its type tells it apart from others of that title.
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

/// Whether two texts are the same words.
fn same(one: &str, other: &str) -> bool {
    let words = |text: &str| -> String {
        let letters = text.chars().filter(|c| c.is_alphanumeric());
        letters.flat_map(char::to_lowercase).collect()
    };
    one == other || (!words(one).is_empty() && words(one) == words(other))
}
