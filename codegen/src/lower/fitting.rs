//! Alternatives without a value because of the keywords beside them.
//!
//! ```yaml
//! type: object
//! oneOf: [{ type: string, enum: [auto] }, { $ref: Config }] # the first one never holds
//! ```
//! They are left out, which changes no verdict; a single remaining one is the type.

use super::Lowering;
use super::merge::{has_more, is_shaped};
use crate::schema::{Schema, SchemaId, Types};

impl Lowering<'_, '_> {
    /// Leaves out alternatives all values of which are of other types than the schema's own.
    pub(super) fn settle_alternatives(&mut self, schema: &mut Schema, visited: &mut Vec<SchemaId>) {
        while let Some(index) = self.unfit_group(schema) {
            let types = schema.types;
            let mut group = schema.alternatives.remove(index);
            let fits: Vec<bool> = group
                .schemas
                .iter()
                .map(|id| self.may_be(*id, types))
                .collect();
            let mut kept = fits.iter();
            group.schemas.retain(|_| kept.next() == Some(&true));
            if let Some(discriminator) = &mut group.discriminator {
                let mut kept = fits.iter();
                discriminator.tags.retain(|_| kept.next() == Some(&true));
            }
            let has_discriminator = group.discriminator.is_some();
            match group.schemas.as_slice() {
                [] => schema.boolean = Some(false),
                [only] if !has_discriminator && !self.is_constant(*only) => {
                    self.take_only(schema, *only, visited);
                }
                _ => schema.alternatives.insert(index, group),
            }
        }
    }

    /// Reports the alternatives of an input's schema that have no value of its own types.
    pub(super) fn report_unfit(&mut self, schema: &Schema) {
        // In a table the two together are a separate error.
        if self.graph.strict || self.unfit_group(schema).is_none() {
            return;
        }
        let groups = schema.alternatives.iter();
        let unfit: Vec<SchemaId> = groups
            .flat_map(|group| &group.schemas)
            .copied()
            .filter(|id| !self.may_be(*id, schema.types))
            .collect();
        for id in unfit {
            let message =
                "no value can be this alternative: the `type` beside the alternatives excludes it";
            let help = "take `type` out where the alternatives say it, or take out the alternative";
            self.report_never(self.graph.get(id).span, message, help);
        }
    }

    /// Alternatives some of which never hold.
    fn unfit_group(&self, schema: &Schema) -> Option<usize> {
        if schema.types.is_empty() {
            return None;
        }
        schema.alternatives.iter().position(|group| {
            let mut ids = group.schemas.iter();
            !ids.all(|id| self.may_be(*id, schema.types))
        })
    }

    /// Replaces a schema by its one remaining alternative.
    fn take_only(&mut self, schema: &mut Schema, only: SchemaId, visited: &mut Vec<SchemaId>) {
        let mut rest = schema.clone();
        let types = std::mem::take(&mut rest.types);
        let has_types_only = is_plain(&rest) && rest.reference.is_none();
        let member = self.graph.get(only);
        let target = member.reference.filter(|_| is_plain(member));
        let is_narrower = self.graph.types_of(only).without(types.wide()).is_empty();
        if let Some(target) = target.filter(|_| has_types_only && is_narrower) {
            schema.reference = Some(target);
            schema.types = Types::default();
        } else if !self.absorb(schema, only, visited) {
            schema.all_of.push(only);
        }
    }

    /// Alternatives are tried in their order: any string, or any number, would take the values of
    /// more specific ones, so it comes after them.
    pub(super) fn narrower_first(&self, schemas: Vec<SchemaId>) -> Vec<SchemaId> {
        let mut sorted = schemas;
        for types in [Types::STRING, Types::NUMBER] {
            let is_any = |id: &SchemaId| self.graph.is_any_of(*id, types);
            let is_narrower = |id: &SchemaId| {
                let own = self.graph.types_of(*id);
                !own.is_empty() && own.without(types.wide()).is_empty() && !is_any(id)
            };
            let last = sorted.iter().rposition(is_narrower);
            let first = sorted.iter().position(is_any);
            if let (Some(first), Some(last)) = (first, last)
                && first < last
            {
                sorted[first..=last].rotate_left(1);
            }
        }
        sorted
    }

    /// Whether one of its values may be of these types.
    fn may_be(&self, id: SchemaId, types: Types) -> bool {
        self.graph.types_of(id).meets(types.wide())
    }
}

/// Whether a schema has no keyword except its reference.
fn is_plain(schema: &Schema) -> bool {
    !is_shaped(schema) && !has_more(schema) && schema.assertions.is_empty()
}
