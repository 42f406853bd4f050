//! The constants that distinguish the alternatives of a union.

use super::Lowering;
use crate::schema::{Assertion, Schema, SchemaId, Types};

impl Lowering<'_, '_> {
    /// A property that all alternatives require, each with its own constants: it distinguishes
    /// them, whether it is declared as a discriminator or not.
    pub(super) fn constant_tags(
        &mut self,
        schemas: &[SchemaId],
    ) -> Option<(String, Vec<Vec<String>>)> {
        let branches: Vec<Schema> = schemas.iter().map(|id| self.resolved(*id)).collect();
        let first = branches.first().filter(|_| branches.len() > 1)?;
        for property in &first.properties {
            let name = &property.name.value;
            let mut tags = Vec::new();
            for branch in &branches {
                tags.push(self.tags_of(branch, name));
            }
            let tags = tags.into_iter();
            let Some(tags) = tags.collect::<Option<Vec<Vec<String>>>>() else {
                continue;
            };
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
            Assertion::Const(value) => value.as_str(),
            _ => None,
        });
        if let Some(constant) = constants.next() {
            return Some(vec![constant.to_owned()]);
        }
        let values = &schema.enumeration.as_ref()?.value;
        let values = values.iter().map(|value| {
            let alone = value.aliases.is_empty();
            value
                .value
                .value
                .as_str()
                .filter(|_| alone)
                .map(str::to_owned)
        });
        values.collect()
    }
}
