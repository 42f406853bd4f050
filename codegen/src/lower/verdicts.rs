//! Whether a schema accepts a value, as far as that is seen without looking into arrays and objects.
//!
//! ```yaml
//! enum: [red, green, blue]
//! not: { const: red } # refuses the first of them
//! ```

use super::Lowering;
use crate::model::Constraint;
use crate::schema::{Property, Schema, SchemaId, Types};
use fieldwright_runtime::Value;

/// How many values and schemas are looked at for one verdict.
const MOST_STEPS: usize = 100_000;

/// How deep: that needs call stack.
const DEEPEST: usize = 20;

/// What is left to look at.
pub(super) struct Budget {
    steps: usize,
    depth: usize,
}

impl Budget {
    pub(super) const fn new() -> Self {
        Self {
            steps: MOST_STEPS,
            depth: 0,
        }
    }

    /// Takes some steps, if they are left.
    fn take(&mut self, steps: usize) -> Option<()> {
        self.steps = self.steps.checked_sub(steps)?;
        Some(())
    }
}

/// The keyword by which a schema refuses a value, or none if it accepts it; `None` if neither is
/// certain.
pub(super) type Refusal = Option<Option<&'static str>>;

impl Lowering<'_, '_> {
    /// Whether a schema accepts a value, if that is certain.
    pub(super) fn accepts(
        &mut self,
        id: SchemaId,
        value: &Value,
        budget: &mut Budget,
    ) -> Option<bool> {
        let schema = self.graph.get(id).clone();
        let constraints = self.constraints(&schema);
        match self.refusal(&schema, &constraints, value, budget)? {
            Some(_) => Some(false),
            None => Some(true),
        }
    }

    /// The first keyword by which a schema refuses each of some values.
    pub(super) fn refusals<'v>(
        &mut self,
        schema: &Schema,
        values: impl Iterator<Item = &'v Value>,
    ) -> Vec<Refusal> {
        let constraints = self.constraints(schema);
        let mut budget = Budget::new();
        let refusals = values.map(|value| self.refusal(schema, &constraints, value, &mut budget));
        refusals.collect()
    }

    /// The same for one value; `constraints` are those of the schema's assertions.
    fn refusal(
        &mut self,
        schema: &Schema,
        constraints: &[Constraint],
        value: &Value,
        budget: &mut Budget,
    ) -> Refusal {
        budget.take(1)?;
        if schema.boolean == Some(false) {
            return Some(Some("false"));
        }
        if !is_of(schema, value) && !schema.coerce {
            return Some(Some("type"));
        }
        let mut is_certain = !schema.coerce && !has_unseen(schema, value);
        if let Some(listed) = schema.enumeration.as_ref().filter(|_| !schema.open) {
            budget.take(listed.value.len())?;
            if listed.value.iter().all(|one| one.value.value != *value) {
                return Some(Some(schema.listed_by));
            }
        }
        for constraint in constraints {
            if !constraint.holds(value) {
                return Some(Some(constraint.keyword()));
            }
            is_certain &= !matches!(constraint, Constraint::CustomFormat { .. });
        }
        if let Some(keyword) = self.part_refusal(schema, value, budget) {
            return Some(Some(keyword));
        }
        for (keyword, verdict) in self.verdicts(schema, value, budget) {
            match verdict {
                Some(true) => {}
                Some(false) => return Some(Some(keyword)),
                None => is_certain = false,
            }
        }
        is_certain.then_some(None)
    }

    /// The keyword by which an object or an array is refused for one of its parts.
    fn part_refusal(
        &mut self,
        schema: &Schema,
        value: &Value,
        budget: &mut Budget,
    ) -> Option<&'static str> {
        if budget.depth >= DEEPEST {
            return None;
        }
        budget.depth += 1;
        let mut refuses =
            |id: SchemaId, part: &Value| self.accepts(id, part, budget) == Some(false);
        let found = match value {
            Value::Object(members) => {
                let mut properties = schema.properties.iter();
                let mut required = schema.required.iter();
                let is_refused = |property: &Property| {
                    let part = members.get(property.name.value.as_str());
                    part.is_some_and(|part| refuses(property.schema, part))
                };
                if required.any(|name| members.get(name.value.as_str()).is_none()) {
                    Some("required")
                } else {
                    properties.any(is_refused).then_some("properties")
                }
            }
            Value::Array(items) if schema.prefix_items.is_empty() => {
                let mut items = items.iter();
                let is_refused = |item| schema.items.is_some_and(|id| refuses(id, item));
                items.any(is_refused).then_some("items")
            }
            _ => None,
        };
        budget.depth -= 1;
        found
    }

    /// What the keywords with schemas for the same value say of it.
    fn verdicts(
        &mut self,
        schema: &Schema,
        value: &Value,
        budget: &mut Budget,
    ) -> Vec<(&'static str, Option<bool>)> {
        if budget.depth >= DEEPEST {
            return vec![("allOf", None)];
        }
        budget.depth += 1;
        let definitions = &self.graph.definitions;
        let target = schema.reference.and_then(|at| definitions.get(at));
        let target = target.map(|target| target.schema);
        let found = schema.verdicts(target, &mut |id| self.accepts(id, value, budget));
        budget.depth -= 1;
        found
    }
}

/// Whether keywords for the parts of a value, or rules, may refuse it.
fn has_unseen(schema: &Schema, value: &Value) -> bool {
    match value {
        Value::Array(_) => {
            schema.items.is_some()
                || !schema.prefix_items.is_empty()
                || schema.contains.is_some()
                || schema.unevaluated_items.is_some()
        }
        Value::Object(_) => {
            !schema.properties.is_empty()
                || !schema.required.is_empty()
                || schema.additional.is_some()
                || !schema.pattern_properties.is_empty()
                || schema.property_names.is_some()
                || !schema.dependent_schemas.is_empty()
                || !schema.dependent_required.is_empty()
                || schema.unevaluated_properties.is_some()
                || !schema.rules.is_empty()
        }
        _ => false,
    }
}

/// Whether a value is of the types that the schema names, if it names any.
pub(super) fn is_of(schema: &Schema, value: &Value) -> bool {
    schema.types.is_empty() || is_of_types(schema.types, value)
}

fn is_of_types(types: Types, value: &Value) -> bool {
    let own = Types::of([value]);
    let integer = own == Types::INTEGER && types.meets(Types::NUMBER);
    types.meets(own) || integer
}
