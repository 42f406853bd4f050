//! Alternatives of one scalar type that only constraints distinguish: a value of that type, which
//! the evaluator checks.
//!
//! ```yaml
//! oneOf: [{ type: string, pattern: ^usr_ }, { type: string, pattern: ^org_ }]
//! # struct Id(String)
//! ```

use super::Lowering;
use super::merge::{has_more, is_shaped};
use crate::model::Constraint;
use crate::schema::{Alternatives, Assertion, Schema, SchemaId, Types};

impl Lowering<'_, '_> {
    /// Gives a schema the type of such alternatives.
    pub(super) fn settle_scalars(&mut self, schema: &mut Schema) {
        if let Some(types) = self.scalars(schema) {
            schema.types = types;
        }
    }

    /// The type of the alternatives of a schema, if each has only that and constraints, and none
    /// has a name, documentation or settings.
    pub(super) fn scalars(&self, schema: &Schema) -> Option<Types> {
        let [group] = schema.alternatives.as_slice() else {
            return None;
        };
        let mut rest = schema.clone();
        let own = std::mem::take(&mut rest.types);
        rest.alternatives.clear();
        let is_alone = !is_shaped(&rest) && !has_more(&rest) && rest.reference.is_none();
        if !is_alone || group.discriminator.is_some() || group.schemas.len() < 2 {
            return None;
        }
        let first = self.graph.get(*group.schemas.first()?).types;
        let types = if own.is_empty() { first } else { own };
        let is_scalar = [Types::STRING, Types::INTEGER, Types::NUMBER].contains(&types);
        let mut all = group.schemas.iter();
        let is_such = is_scalar && all.all(|id| self.is_scalar(*id, types, own));
        is_such.then_some(types)
    }

    fn is_scalar(&self, id: SchemaId, types: Types, own: Types) -> bool {
        let schema = self.graph.get(id);
        let mut rest = schema.clone();
        rest.types = Types::default();
        let is_bare = !is_shaped(&rest)
            && !has_more(&rest)
            && rest.reference.is_none()
            && rest.rust_name.is_none()
            && rest.title.is_none()
            && rest.description.is_none()
            && !rest.deprecated
            && !rest.coerce;
        let determines_type = schema.types == types || (schema.types.is_empty() && !own.is_empty());
        // A format may be a type, and a constant is a variant.
        let is_typed = |a: &Assertion| matches!(a, Assertion::Format(_) | Assertion::Const(_));
        let mut assertions = schema.assertions.iter();
        is_bare
            && determines_type
            && self.overrides(id).is_none()
            && !schema.assertions.is_empty()
            && !assertions.any(|a| is_typed(&a.value) || !a.value.applies_to().meets(types))
    }

    /// The constraint of such alternatives on a value.
    pub(super) fn either(&mut self, schema: &Schema) -> Option<Constraint> {
        self.scalars(schema)?;
        let Alternatives {
            exactly_one,
            schemas,
            ..
        } = schema.alternatives.first().cloned()?;
        let alternatives = schemas.into_iter().map(|id| {
            let one = self.graph.get(id).clone();
            self.constraints(&one)
        });
        Some(Constraint::Either {
            exactly_one,
            alternatives: alternatives.collect(),
        })
    }
}
