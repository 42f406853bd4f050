//! The constants that distinguish the alternatives of a union.

use fieldwright_runtime::Value;

use super::Lowering;
use crate::schema::{Assertion, Schema, SchemaId, Types};

impl Lowering<'_, '_> {
    /// A property that all alternatives that are objects require, each with constants of its own:
    /// it distinguishes them, be it called a discriminator or not. Others have no tags, and neither
    /// has one that excludes the constants of all others.
    pub(super) fn constant_tags(
        &mut self,
        schemas: &[SchemaId],
    ) -> Option<(String, Vec<Vec<String>>)> {
        let branches: Vec<Schema> = schemas.iter().map(|id| self.resolved(*id)).collect();
        let is_object = |id: &SchemaId| self.graph.types_of(*id).meets(Types::OBJECT);
        let objects: Vec<bool> = schemas.iter().map(is_object).collect();
        let mut those = branches.iter().zip(&objects).filter(|(_, is)| **is);
        let (first, _) = those.next().filter(|_| those.next().is_some())?;
        for property in &first.properties {
            let name = &property.name.value;
            let mut tags = Vec::new();
            let mut excluded = Vec::new();
            for (branch, is_object) in branches.iter().zip(&objects) {
                let own = match is_object {
                    true => self.tags_of(branch, name),
                    false => Some(Vec::new()),
                };
                tags.push(own.or_else(|| {
                    excluded.push(self.excluded_of(branch, name)?);
                    Some(Vec::new())
                }));
            }
            let tags = tags.into_iter();
            let Some(tags) = tags.collect::<Option<Vec<Vec<String>>>>() else {
                continue;
            };
            let is_other = match excluded.as_slice() {
                [] => true,
                [excluded] => tags.iter().flatten().all(|tag| excluded.contains(tag)),
                _ => false,
            };
            let selects = tags.iter().any(|tags| !tags.is_empty());
            if !is_other || !selects {
                continue;
            }
            let mut all: Vec<&String> = tags.iter().flatten().collect();
            let count = all.len();
            all.sort();
            all.dedup();
            if all.len() == count {
                return Some((name.clone(), tags));
            }
        }
        None
    }

    /// The constants that a property of an object must not be.
    fn excluded_of(&mut self, branch: &Schema, name: &str) -> Option<Vec<String>> {
        let property = branch.properties.iter().find(|p| p.name.value == name)?;
        let schema = self.effective(property.schema);
        let [not] = schema.not.as_slice() else {
            return None;
        };
        let not = self.graph.get(*not);
        let mut rest = not.clone();
        rest.enumeration = None;
        rest.assertions.clear();
        if branch.types != Types::OBJECT || !rest.is_unconstrained() || not.open {
            return None;
        }
        match (not.assertions.as_slice(), &not.enumeration) {
            ([], Some(listed)) => {
                let values = listed.value.iter();
                values.map(|value| tag_of(&value.value.value)).collect()
            }
            ([one], None) => match &one.value {
                Assertion::Const(value) => Some(vec![tag_of(value)?]),
                _ => None,
            },
            _ => None,
        }
    }

    /// The schema at `id`, or the one it refers to.
    fn resolved(&mut self, id: SchemaId) -> Schema {
        let mut schema = self.effective(id);
        for _ in 0..self.graph.definitions.len() {
            let target = schema.reference.filter(|_| schema.types.is_empty());
            let Some(target) = target.and_then(|index| self.graph.definitions.get(index)) else {
                break;
            };
            let target = target.schema;
            schema = self.effective(target);
        }
        schema
    }

    /// The constants that a required property of an object has.
    fn tags_of(&mut self, branch: &Schema, name: &str) -> Option<Vec<String>> {
        let property = branch.properties.iter().find(|p| p.name.value == name)?;
        let is_object = branch.types == Types::OBJECT;
        let required = branch.requires(name);
        if !is_object || !required {
            return None;
        }
        // A constant may be beside the reference to the values of others.
        let beside = self.effective(property.schema);
        let schema = self.resolved(property.schema);
        if schema.open {
            return None;
        }
        let assertions = beside.assertions.iter().chain(&schema.assertions);
        let mut constants = assertions.filter_map(|a| match &a.value {
            Assertion::Const(value) => Some(tag_of(value)),
            _ => None,
        });
        if let Some(constant) = constants.next() {
            return Some(vec![constant?]);
        }
        let values = &schema.enumeration.as_ref()?.value;
        let values = values.iter().map(|value| {
            let alone = value.aliases.is_empty();
            tag_of(&value.value.value).filter(|_| alone)
        });
        values.collect()
    }
}

/// The text of a tag: a string, an integer or a boolean.
fn tag_of(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.to_string()),
        Value::Bool(value) => Some(value.to_string()),
        value => value.as_i64().map(|integer| integer.to_string()),
    }
}
