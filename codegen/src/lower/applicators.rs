//! `dependentRequired`, `dependentSchemas`, `if`, `not`, `anyOf`, `oneOf` -> conditionals of a struct,
//! if their subschemas concern only its properties: their presence, and constraints on values that are
//! no objects or arrays. All of them or none: residual keywords are evaluated as a whole.

use std::collections::BTreeSet;

use fieldwright_runtime::{CountKeyword, NumberKeyword};

use super::merge::DEEPEST;
use super::plan::Left;
use super::{Context, Lowering};
use crate::model::{Applicator, Conditional, Constraint, Member};
use crate::schema::{Assertion, Property, Schema, SchemaId, Spanned, Types};

/// The keywords that conditionals can express.
const KEYWORDS: [&str; 6] = [
    "not",
    "if",
    "dependentSchemas",
    "dependentRequired",
    "anyOf",
    "oneOf",
];

impl Lowering<'_, '_> {
    /// Notes the location of each `dependentRequired`, before schemas are merged.
    pub(super) fn note_dependencies(&mut self) {
        let ids: Vec<SchemaId> = self.graph.ids().collect();
        for id in ids {
            if self.graph.get(id).dependent_required.is_empty() {
                continue;
            }
            let mut schema = self.graph.get(id).clone();
            for dependency in &mut schema.dependent_required {
                dependency.owner = Some(id);
            }
            self.graph.set(id, schema);
        }
    }

    /// Whether conditionals express all residual keywords of a struct.
    pub(super) fn has_conditionals(&self, schema: &Schema, left: &Left) -> bool {
        let are_known = left.iter().all(|keyword| KEYWORDS.contains(keyword));
        let plain = schema.types == Types::OBJECT
            && schema.pattern_properties.is_empty()
            && schema.unevaluated_properties.is_none();
        !left.is_empty() && are_known && plain && self.are_conditionals(schema, schema, 0)
    }

    /// Whether the applicators of `schema` are about properties of `object` only.
    fn are_conditionals(&self, schema: &Schema, object: &Schema, depth: usize) -> bool {
        let alternatives = schema.alternatives.iter();
        let mut inner: Vec<SchemaId> = alternatives.flat_map(|a| a.schemas.clone()).collect();
        inner.extend(&schema.not);
        if let Some(condition) = schema.condition {
            inner.push(condition.test);
            inner.extend(condition.then);
            inner.extend(condition.otherwise);
        }
        inner.extend(schema.dependent_schemas.iter().map(|member| member.schema));
        let tagged = schema
            .alternatives
            .iter()
            .any(|a| a.discriminator.is_some());
        let placed = schema.dependent_required.iter().all(|d| d.owner.is_some());
        !tagged
            && placed
            && inner
                .into_iter()
                .all(|id| self.is_conditional(id, object, depth + 1))
    }

    fn is_conditional(&self, id: SchemaId, object: &Schema, depth: usize) -> bool {
        let schema = self.graph.get(id);
        if depth > DEEPEST || self.pointers.get(&self.graph, id).is_none() {
            return false;
        }
        let mut own = schema.clone();
        own.types = Types::default();
        own.properties.clear();
        own.required.clear();
        own.has_fields = false;
        own.alternatives.clear();
        own.all_of.clear();
        let plain = !super::merge::is_shaped(&own)
            && schema.contains.is_none()
            && schema.property_names.is_none()
            && schema.reference.is_none()
            && schema.assertions.is_empty();
        let objects = schema.types.is_empty() || schema.types.meets(Types::OBJECT);
        let members = schema.properties.iter();
        plain
            && objects
            && members
                .into_iter()
                .all(|member| self.is_member(member, object))
            && schema
                .all_of
                .iter()
                .all(|id| self.is_conditional(*id, object, depth + 1))
            && self.are_conditionals(schema, object, depth)
    }

    /// Whether a subschema of a property is a list of constraints on values whose type is known.
    fn is_member(&self, member: &Property, object: &Schema) -> bool {
        let schema = self.graph.get(member.schema);
        let mut own = schema.clone();
        own.types = Types::default();
        own.enumeration = None;
        let plain = !super::merge::is_shaped(&own)
            && !super::merge::has_more(schema)
            && schema.reference.is_none()
            && !schema.open;
        let scalar = |value: &fieldwright_runtime::Value| {
            value.as_array().is_none() && value.as_object().is_none()
        };
        let listed = schema.enumeration.iter().flat_map(|values| &values.value);
        let mut listed = listed.map(|value| (&value.value.value, value.aliases.is_empty()));
        let asserted =
            schema
                .assertions
                .iter()
                .all(|assertion| match &assertion.value {
                    Assertion::Const(value) => scalar(value),
                    Assertion::Number(NumberKeyword::MultipleOf, _) | Assertion::Format(_) => false,
                    Assertion::UniqueItems
                    | Assertion::Count(
                        CountKeyword::MinProperties | CountKeyword::MaxProperties,
                        _,
                    ) => false,
                    _ => true,
                });
        let declared = object
            .properties
            .iter()
            .find(|p| p.name.value == member.name.value);
        let types = declared.and_then(|declared| self.plain_types(declared.schema));
        let typed = schema.types.is_empty() || types == Some(schema.types);
        plain
            && asserted
            && typed
            && listed.all(|(value, alone)| scalar(value) && alone)
            && declared.is_none_or(|declared| types.is_some() || !self.has_aliases(declared.schema))
    }

    /// The types of a declared property whose values are unchanged on the wire.
    fn plain_types(&self, id: SchemaId) -> Option<Types> {
        let schema = self.target(id)?;
        let known = !schema.types.is_empty() && schema.all_of.is_empty();
        (known && schema.alternatives.is_empty() && !self.has_aliases(id)).then_some(schema.types)
    }

    /// Whether an enum's values have more than one spelling: typed values know one only.
    fn has_aliases(&self, id: SchemaId) -> bool {
        let schema = self.target(id);
        let values = schema.and_then(|schema| schema.enumeration.as_ref());
        let mut values = values.into_iter().flat_map(|values| &values.value);
        values.any(|value| !value.aliases.is_empty())
    }

    /// The schema at `id`, or the one it refers to.
    fn target(&self, id: SchemaId) -> Option<&Schema> {
        let mut schema = self.graph.get(id);
        for _ in 0..=self.graph.definitions.len() {
            let Some(index) = schema.reference else {
                return Some(schema);
            };
            schema = self.graph.get(self.graph.definitions.get(index)?.schema);
        }
        None
    }

    /// The undeclared properties that conditionals name.
    pub(super) fn names_in_conditionals(&self, schema: &Schema) -> Vec<Spanned<String>> {
        let (_, left) = self.plan(schema);
        if !left.is_empty() || schema.additional.is_some_and(|id| self.graph.is_never(id)) {
            return Vec::new();
        }
        let mut found = Vec::new();
        let mut known: BTreeSet<String> = BTreeSet::new();
        known.extend(schema.properties.iter().map(|p| p.name.value.clone()));
        known.extend(schema.required.iter().map(|name| name.value.clone()));
        let mut open = vec![schema.clone()];
        while let Some(one) = open.pop() {
            let mut names: Vec<&Spanned<String>> = Vec::new();
            for dependency in &one.dependent_required {
                names.push(&dependency.name);
                names.extend(&dependency.requires);
            }
            names.extend(&one.required);
            names.extend(one.dependent_schemas.iter().map(|member| &member.name));
            names.extend(one.properties.iter().map(|member| &member.name));
            let new = names
                .into_iter()
                .filter(|name| known.insert(name.value.clone()));
            found.extend(new.cloned());
            let inner = one.in_place();
            open.extend(inner.into_iter().rev().map(|id| self.graph.get(id).clone()));
        }
        found
    }

    /// The conditionals of a struct; `context` is that of the struct itself.
    pub(super) fn conditionals(&mut self, schema: &Schema, context: &Context) -> Vec<Applicator> {
        let (_, left) = self.plan(schema);
        if !left.is_empty() {
            return Vec::new();
        }
        let pointer = context.pointers.first().cloned().unwrap_or_default();
        self.applicators(schema, &pointer)
    }

    fn applicators(&mut self, schema: &Schema, own: &str) -> Vec<Applicator> {
        let name = |name: &Spanned<String>| name.value.clone();
        let mut out = Vec::new();
        for dependency in &schema.dependent_required {
            let owner = dependency
                .owner
                .and_then(|id| self.pointers.get(&self.graph, id));
            out.push(Applicator::DependentRequired(
                owner.unwrap_or_else(|| own.to_owned()),
                name(&dependency.name),
                dependency.requires.iter().map(name).collect(),
            ));
        }
        for member in &schema.dependent_schemas {
            let conditional = self.conditional(member.schema);
            out.push(Applicator::DependentSchema(name(&member.name), conditional));
        }
        for alternatives in &schema.alternatives {
            let ids = &alternatives.schemas;
            let mut conditionals: Vec<Conditional> =
                ids.iter().map(|id| self.conditional(*id)).collect();
            self.entitle(&mut conditionals, ids);
            let first = conditionals
                .first()
                .map(|conditional| above(&conditional.pointer, 2));
            let pointer = first.unwrap_or_default();
            out.push(match alternatives.exactly_one {
                true => Applicator::OneOf(pointer, conditionals),
                false => Applicator::AnyOf(pointer, conditionals),
            });
        }
        for id in &schema.not {
            let conditional = self.conditional(*id);
            out.push(Applicator::Not(
                above(&conditional.pointer, 1),
                Box::new(conditional),
            ));
        }
        if let Some(condition) = schema.condition {
            let test = Box::new(self.conditional(condition.test));
            let mut branch = |id: SchemaId| Box::new(self.conditional(id));
            let then = condition.then.map(&mut branch);
            let otherwise = condition.otherwise.map(&mut branch);
            if then.is_some() || otherwise.is_some() {
                out.push(Applicator::If(test, then, otherwise));
            }
        }
        out
    }

    /// Names those without a title by what distinguishes them, as the evaluator does.
    fn entitle(&self, all: &mut [Conditional], ids: &[SchemaId]) {
        if all.iter().all(|one| one.title.is_some()) {
            return;
        }
        let branches: Vec<&Schema> = ids.iter().map(|id| self.graph.get(*id)).collect();
        let beside = self.beside(&branches);
        for (one, branch) in all.iter_mut().zip(branches) {
            let title = one.title.take();
            one.title = title.or_else(|| self.distinguishing_presence(branch, &beside));
        }
    }

    fn conditional(&mut self, id: SchemaId) -> Conditional {
        let schema = self.graph.get(id).clone();
        let pointer = self.pointers.get(&self.graph, id).unwrap_or_default();
        let name = |name: &Spanned<String>| name.value.clone();
        let required = schema.required.iter().map(name).collect();
        let mut members = Vec::new();
        for member in &schema.properties {
            let body = self.graph.get(member.schema).clone();
            let mut constraints = self.constraints(&body);
            if let Some(values) = &body.enumeration {
                let values = values.value.iter().map(|value| value.value.value.clone());
                constraints.push(Constraint::Enum(values.collect()));
            }
            if !constraints.is_empty() {
                let pointer = self.pointers.get(&self.graph, member.schema);
                members.push(Member {
                    name: name(&member.name),
                    pointer: pointer.unwrap_or_default(),
                    constraints,
                });
            }
        }
        let mut also = Vec::new();
        if !schema.all_of.is_empty() {
            let all = schema.all_of.iter().map(|id| self.conditional(*id));
            also.push(Applicator::AllOf(all.collect()));
        }
        also.extend(self.applicators(&schema, &pointer));
        Conditional {
            pointer,
            title: schema.title,
            required,
            members,
            also,
        }
    }
}

/// A pointer without its last tokens.
fn above(pointer: &str, tokens: usize) -> String {
    let mut rest = pointer;
    for _ in 0..tokens {
        rest = rest.rsplit_once('/').map_or(rest, |(before, _)| before);
    }
    rest.to_owned()
}
