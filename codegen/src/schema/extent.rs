//! Which types the values of a schema have, and whether it is any value of a type.

use std::cell::Cell;
use std::collections::BTreeSet;

use super::{Assertion, Graph, Schema, SchemaId, Types};

/// How many parts of a schema are inspected.
pub(crate) const MOST_PARTS: usize = 200;

/// How many schemas are looked at to find out which types the values of one have.
const MOST_STEPS: usize = 300;

/// How deep: that needs call stack.
const DEEPEST: usize = 30;

impl Graph {
    /// The schemas that one is made of by references and `allOf`, itself first; each once.
    pub(crate) fn parts(&self, id: SchemaId) -> Vec<SchemaId> {
        let mut found = vec![id];
        let mut seen = BTreeSet::from([id]);
        let mut next = 0;
        while let Some(id) = found.get(next).copied().filter(|_| next < MOST_PARTS) {
            next += 1;
            let schema = self.get(id);
            let target = schema.reference.and_then(|at| self.definitions.get(at));
            let target = target.map(|definition| definition.schema);
            let inner = target.into_iter().chain(schema.all_of.iter().copied());
            found.extend(inner.filter(|id| seen.insert(*id)));
        }
        found
    }

    /// The definition that a schema is or extends: its reference, or the only one in its `allOf`.
    pub(crate) fn named(&self, id: SchemaId) -> Option<usize> {
        let schema = self.get(id);
        let members = schema.all_of.iter();
        let mut members = members.filter_map(|one| self.get(*one).reference);
        let only = members.next().filter(|_| members.next().is_none());
        schema.reference.or(only)
    }

    /// The types that the values of a schema may have, as far as its own types and values,
    /// references, `allOf` and alternatives show: no value has another one.
    pub(crate) fn types_of(&self, id: SchemaId) -> Types {
        self.types_within(id, 0, &Cell::new(MOST_STEPS))
    }

    fn types_within(&self, id: SchemaId, depth: usize, steps: &Cell<usize>) -> Types {
        steps.set(steps.get().saturating_sub(1));
        let schema = self.get(id);
        if schema.boolean == Some(false) {
            return Types::default();
        }
        let mut types = match schema.types.is_empty() {
            true => Types::ANY,
            false => schema.types.wide(),
        };
        if schema.coerce {
            types = types.with(Types::STRING);
        }
        if let Some(listed) = schema.enumeration.as_ref().filter(|_| !schema.open) {
            types = types.common(Types::of(listed.value.iter().map(|one| &one.value.value)));
        }
        for assertion in &schema.assertions {
            if let Assertion::Const(value) = &assertion.value {
                types = types.common(Types::of([value]));
            }
        }
        if depth > DEEPEST || steps.get() == 0 {
            return types;
        }
        let inner = |id: SchemaId| self.types_within(id, depth + 1, steps);
        let target = schema.reference.and_then(|at| self.definitions.get(at));
        if let Some(target) = target {
            types = types.common(inner(target.schema));
        }
        for member in &schema.all_of {
            types = types.common(inner(*member));
        }
        for group in &schema.alternatives {
            let either = group.schemas.iter().map(|id| inner(*id));
            types = types.common(either.fold(Types::default(), Types::with));
        }
        types
    }

    /// Whether a schema refuses every value by its own keywords.
    pub(crate) fn is_never(&self, id: SchemaId) -> bool {
        let schema = self.get(id);
        let mut excluded = schema.not.iter().map(|id| self.get(*id));
        schema.boolean == Some(false) || excluded.any(Schema::is_unconstrained)
    }

    /// Whether a schema accepts all values of these types and no others, including by references.
    pub(crate) fn is_any_of(&self, id: SchemaId, types: Types) -> bool {
        let mut schema = self.get(id);
        for _ in 0..DEEPEST {
            if !schema.has_types_only() || (schema.reference.is_some() && !schema.types.is_empty())
            {
                return false;
            }
            match schema.reference.and_then(|at| self.definitions.get(at)) {
                Some(target) => schema = self.get(target.schema),
                None => return schema.types == types,
            }
        }
        false
    }
}

impl Schema {
    /// Whether a format restricts numbers to integers.
    pub(crate) fn has_integer_format(&self) -> bool {
        let mut assertions = self.assertions.iter();
        assertions.any(|assertion| assertion.value.is_integer_format())
    }

    /// Whether every value is valid.
    pub(crate) fn is_unconstrained(&self) -> bool {
        let is_plain = self.has_types_only() && self.types.is_empty();
        self.boolean == Some(true) || (is_plain && self.reference.is_none())
    }

    /// Whether it has only types and references.
    pub(crate) fn has_types_only(&self) -> bool {
        self.boolean.is_none()
            && self.enumeration.is_none()
            && self.assertions.is_empty()
            && self.required.is_empty()
            && self.dependent_required.is_empty()
            && self.rules.is_empty()
            && !self.has_fields
            && !self.coerce
            && self.subschemas().is_empty()
    }
}
