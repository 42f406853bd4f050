//! Alternatives that extend one base type, whose discriminator distinguishes them.
//!
//! ```yaml
//! Animal: { discriminator: { propertyName: kind }, ... }
//! # Dog and Cat extend Animal by `allOf`
//! Body: { oneOf: [{ $ref: Dog }, { $ref: Cat }] } # strictly, most values are both
//! ```

use std::collections::{BTreeMap, BTreeSet};

use super::inheritance::Tags;
use crate::read::json_schema::{Base, SchemaReader};
use crate::read::report::Report;
use crate::schema::{Discriminator, SchemaId, Types};

impl SchemaReader<'_, '_, '_> {
    /// Gives a `oneOf` without a discriminator that of the base type of all its alternatives.
    pub(super) fn inherit_tags(
        &mut self,
        bases: &BTreeMap<usize, Base>,
        bases_of: &BTreeMap<usize, BTreeSet<usize>>,
        declared_tags: &BTreeMap<usize, String>,
    ) {
        if bases_of.is_empty() {
            return;
        }
        let ids: Vec<SchemaId> = self.graph.ids().collect();
        for id in ids {
            let [group] = self.graph.get(id).alternatives.as_slice() else {
                continue;
            };
            if !group.exactly_one || group.discriminator.is_some() || group.schemas.len() < 2 {
                continue;
            }
            let targets = group
                .schemas
                .iter()
                .map(|one| self.graph.get(*one).reference);
            let Some(targets) = targets.collect::<Option<Vec<usize>>>() else {
                continue;
            };
            let nothing = BTreeSet::new();
            let bases_of = |target: &usize| bases_of.get(target).unwrap_or(&nothing);
            let mut common = targets.first().map(bases_of).cloned().unwrap_or_default();
            for target in &targets {
                common.retain(|base| bases_of(target).contains(base));
            }
            let (Some(index), 1) = (common.first(), common.len()) else {
                continue; // of several bases none is meant more than another
            };
            let (Some(base), Some(definition)) =
                (bases.get(index), self.graph.definitions.get(*index))
            else {
                continue;
            };
            let tags = Tags {
                own: declared_tags,
                base,
            };
            let tags = targets.iter().map(|target| tags.of(&self.graph, *target));
            let discriminator = Discriminator {
                property: base.property.clone(),
                tags: tags.collect(),
                types: Types::STRING,
            };
            let message = format!(
                "alternatives without a discriminator; that of `{}`, which all extend, distinguishes them",
                definition.name.value
            );
            let help = "write the `discriminator` beside `oneOf`, too";
            let mut schema = self.graph.get(id).clone();
            if let Some(group) = schema.alternatives.first_mut() {
                group.discriminator = Some(discriminator);
            }
            self.recovered("recovered-keyword", schema.span, message, help);
            self.graph.set(id, schema);
        }
    }
}
