//! `anyOf`, `oneOf` and lists of types: a nullable slot or a union.

use std::collections::BTreeSet;

use super::conditional::Conditional;
use super::plan::several_types;
use super::{Context, Lowering};
use crate::model::{Branch, Constraint, Slot, Type, TypeKind, Union, Units};
use fieldwright_runtime::{UnionKind, Value};

use crate::schema::{Alternatives, Assertion, Schema, SchemaId, Spanned, Types};

impl Lowering<'_, '_> {
    /// An alternative that is only `null` makes the others nullable.
    pub(super) fn nullable(&mut self, value: SchemaId, schema: &Schema, context: &Context) -> Slot {
        let mut place = self.place(value, context);
        place.nullable = true;
        for constraint in &mut place.constraints {
            // The values of the other alternative, and null beside them.
            let values = match constraint {
                Constraint::Const(value) => std::slice::from_ref(value),
                Constraint::Enum(values) => values,
                _ => continue,
            };
            *constraint = Constraint::Enum([values, &[Value::Null]].concat());
        }
        let beside = self.constraints(schema);
        // A constant beside them may refuse null.
        place.nullable = !beside
            .iter()
            .any(|one| matches!(one, Constraint::Const(value) if !value.is_null()));
        place.constraints.extend(beside);
        place
    }

    /// The other one of two alternatives, one of which is `null`. For `oneOf` only if the other
    /// does not accept null, too.
    pub(super) fn beside_null(&self, schema: &Schema) -> Option<SchemaId> {
        let alternatives = schema.alternatives.first()?;
        let [one, other] = alternatives.schemas.as_slice() else {
            return None;
        };
        let mut rest = schema.clone();
        rest.alternatives.clear();
        if super::merge::is_shaped(&rest) || rest.reference.is_some() {
            return None;
        }
        let is_null = |id: SchemaId| {
            let mut schema = self.graph.get(id).clone();
            let is_null = std::mem::take(&mut schema.types) == Types::NULL;
            let adds_keywords = super::merge::is_shaped(&schema)
                || super::merge::has_more(&schema)
                || schema.reference.is_some()
                || schema
                    .assertions
                    .iter()
                    .any(|a| a.value.applies_to().meets(Types::NULL));
            is_null && !adds_keywords
        };
        let value = match (is_null(*one), is_null(*other)) {
            (false, true) => *one,
            (true, false) => *other,
            _ => return None,
        };
        (!alternatives.exactly_one || !self.accepts_null(value)).then_some(value)
    }

    /// Whether null may be valid; true if the answer would take long.
    fn accepts_null(&self, id: SchemaId) -> bool {
        self.may_be_null(id, &mut 0)
    }

    fn may_be_null(&self, id: SchemaId, steps: &mut usize) -> bool {
        /// How many schemas are looked into.
        const MOST: usize = 1_000;
        *steps += 1;
        if *steps > MOST {
            return true;
        }
        let schema = self.graph.get(id);
        let is_null = |value: &Value| matches!(value, Value::Null);
        let by_type = schema.types.is_empty() || schema.types.meets(Types::NULL);
        let listed = schema.enumeration.as_ref().filter(|_| !schema.open);
        let by_values = listed.is_none_or(|values| {
            let mut values = values.value.iter();
            values.any(|value| is_null(&value.value.value))
        });
        let by_constant = schema.assertions.iter().all(|a| match &a.value {
            Assertion::Const(value) => is_null(value),
            _ => true,
        });
        if !by_type || !by_values || !by_constant || schema.boolean == Some(false) {
            return false;
        }
        let target = schema
            .reference
            .and_then(|at| self.graph.definitions.get(at));
        let by_target = target.is_none_or(|target| self.may_be_null(target.schema, steps));
        by_target
            && schema.all_of.iter().all(|id| self.may_be_null(*id, steps))
            && schema.alternatives.iter().all(|group| {
                let mut members = group.schemas.iter();
                members.any(|id| self.may_be_null(*id, steps))
            })
    }

    /// `context` is that of the union itself. Keywords beside the alternatives are merged into each
    /// of them, which is equivalent.
    pub(super) fn union_kind(&mut self, schema: &Schema, context: &Context) -> TypeKind {
        let Some(Alternatives {
            exactly_one,
            schemas,
            discriminator,
        }) = schema.alternatives.first().cloned()
        else {
            return TypeKind::Newtype(Slot::of(Type::Any));
        };
        let kind = if exactly_one {
            UnionKind::OneOf
        } else {
            UnionKind::AnyOf
        };
        let schemas = match exactly_one || discriminator.is_some() {
            true => schemas,
            false => self.narrower_first(schemas),
        };
        let has_discriminator = discriminator.is_some();
        let tags = match discriminator {
            Some(given) => Some((given.property.value, given.tags)),
            None => self.constant_tags(&schemas),
        };
        let (tag, mut tags) = match tags {
            Some((property, tags)) => (Some(property), tags.into_iter()),
            None => (None, Vec::new().into_iter()),
        };
        let rest = self.beside_alternatives(schema, exactly_one, context);
        let mut branches = Vec::new();
        let words = self.words_of_branches(&schemas, schema.types.without(Types::NULL));
        for (id, words) in schemas.into_iter().zip(words) {
            let branch = self.graph.get(id).clone();
            let docs = self.docs(id, &branch);
            let context = context.step(Some(&words));
            let merged = match rest {
                Some(rest) if !self.is_narrower(id, rest) => {
                    self.both(Some(id), Some(rest)).unwrap_or(id)
                }
                _ => id,
            };
            if merged != id {
                self.silent.insert(merged);
            }
            let units = self.units(&branch, merged);
            branches.push(Branch {
                place: match &units {
                    Some((_, place)) => place.clone(),
                    None => self.place(merged, &context),
                },
                units: units.map(|(units, _)| units).unwrap_or_default(),
                words,
                rust_name: branch.rust_name.clone(),
                name: self.name_of_branch(&branch),
                docs,
                tags: tags.next().unwrap_or_default(),
                unknown: branch.unknown,
            });
        }
        if exactly_one && rest.is_some() && branches.iter().any(|b| self.is_evaluated(&b.place)) {
            self.evaluated_whole.insert(context.parent);
        }
        TypeKind::Union(Union {
            kind,
            branches,
            tag,
            has_discriminator,
        })
    }

    /// Whether the evaluator evaluates an inline type, or an alternative of it.
    fn is_evaluated(&self, place: &Slot) -> bool {
        let mut open = vec![place];
        while let Some(place) = open.pop() {
            let Type::Named(id) = place.ty else { continue };
            let is_inline = id.0 >= self.graph.definitions.len();
            let Some(def) = self.model.types.get(id.0).filter(|_| is_inline) else {
                continue;
            };
            if def.evaluated.is_some() {
                return true;
            }
            if let TypeKind::Union(union) = &def.kind {
                open.extend(union.branches.iter().map(|branch| &branch.place));
            }
        }
        false
    }

    /// The keywords of a union's schema beside its alternatives that a Rust type can express. The
    /// union also evaluates an evaluated alternative of `anyOf`, for the keywords beside it. Not
    /// one of `oneOf`, because the union fails if a second one holds: there the union as a whole is
    /// evaluated.
    fn beside_alternatives(
        &mut self,
        schema: &Schema,
        exactly_one: bool,
        context: &Context,
    ) -> Option<SchemaId> {
        let mut rest = Schema::new(schema.span);
        rest.types = schema.types;
        rest.enumeration.clone_from(&schema.enumeration);
        rest.items = schema.items;
        rest.prefix_items.clone_from(&schema.prefix_items);
        rest.properties.clone_from(&schema.properties);
        rest.has_fields = schema.has_fields;
        rest.required.clone_from(&schema.required);
        for one in self.beside_first(schema) {
            let name = &one.property.name;
            if one.is_required && !rest.requires(&name.value) {
                rest.required.push(name.clone());
            }
            rest.properties.push(one.property);
        }
        rest.additional = schema.additional;
        rest.pattern_properties
            .clone_from(&schema.pattern_properties);
        rest.rules.clone_from(&schema.rules);
        super::merge::is_shaped(&rest).then(|| {
            let id = self.graph.add(rest);
            self.made.insert(id, Vec::new());
            if !exactly_one {
                let mut pointers = context.pointers.clone();
                if let Some(outer) = context.schema {
                    pointers.extend(self.rests_of(outer));
                }
                self.rests.insert(id, pointers);
            }
            id
        })
    }

    /// The properties that only other applicators than the first alternatives declare: fields of
    /// all variants.
    fn beside_first(&mut self, schema: &Schema) -> Vec<Conditional> {
        let mut found = self.conditional_properties(schema, true);
        if found.is_empty() {
            return found;
        }
        let mut first = Schema::new(schema.span);
        first
            .alternatives
            .extend(schema.alternatives.first().cloned());
        let own = self.conditional_properties(&first, false);
        let name = |one: &Conditional| one.property.name.value.clone();
        let own: BTreeSet<String> = own.iter().map(name).collect();
        found.retain(|new| !own.contains(&name(new)));
        found
    }

    /// Whether a branch already implies the keywords beside it: only a type.
    fn is_narrower(&self, branch: SchemaId, rest: SchemaId) -> bool {
        let mut other = self.graph.get(rest).clone();
        let types = std::mem::take(&mut other.types);
        let only_types = !super::merge::is_shaped(&other);
        let mut own = self.graph.get(branch);
        for _ in 0..self.graph.definitions.len() {
            let referred = own.reference.filter(|_| own.types.is_empty());
            let Some(definition) = referred.and_then(|i| self.graph.definitions.get(i)) else {
                break;
            };
            own = self.graph.get(definition.schema);
        }
        only_types && !own.types.is_empty() && own.types.without(types).is_empty()
    }

    /// The name of an alternative in violations, as the evaluator finds it.
    fn name_of_branch(&self, branch: &Schema) -> Option<String> {
        let definition = branch
            .reference
            .and_then(|index| self.graph.definitions.get(index));
        let name = definition.map(|definition| &definition.name.value);
        name.or(branch.title.as_ref()).cloned()
    }

    /// `type: [string, integer]`: a union with an alternative for each type. `context` is that of
    /// the union itself.
    pub(super) fn types_kind(&mut self, schema: &Schema, context: &Context) -> TypeKind {
        let mut branches = Vec::new();
        for one in several_types(schema).unwrap_or_default().each() {
            let narrowed = narrowed(schema, one);
            let words = self.branch_words(&narrowed);
            let context = context.step(Some(&words));
            let place = self.place_of(&narrowed, &context);
            let docs = crate::model::Docs::default();
            branches.push(Branch {
                place,
                words,
                rust_name: None,
                name: None,
                docs,
                tags: Vec::new(),
                units: Units::default(),
                unknown: None,
            });
        }
        TypeKind::Union(Union {
            kind: UnionKind::TypeOf,
            branches,
            tag: None,
            has_discriminator: false,
        })
    }
}

/// The keywords of a schema for one of its types, as far as a Rust type can express them.
fn narrowed(schema: &Schema, one: Types) -> Schema {
    let mut narrowed = Schema::new(schema.span);
    narrowed.types = one;
    narrowed.assertions.clone_from(&schema.assertions);
    let applies = |a: &Spanned<Assertion>| a.value.applies_to().meets(one);
    narrowed.assertions.retain(applies);
    if one == Types::ARRAY && schema.prefix_items.is_empty() {
        narrowed.items = schema.items;
    }
    if one == Types::OBJECT {
        narrowed.properties.clone_from(&schema.properties);
        narrowed.has_fields = schema.has_fields;
        narrowed.required.clone_from(&schema.required);
        narrowed.additional = schema.additional;
        narrowed.rules.clone_from(&schema.rules);
        if !schema.pattern_properties.is_empty() || has_object_keywords(schema) {
            // The evaluator may use all properties: all are kept.
            narrowed.additional = None;
            narrowed
                .pattern_properties
                .clone_from(&schema.pattern_properties);
        }
    }
    narrowed
}

fn has_object_keywords(schema: &Schema) -> bool {
    schema.property_names.is_some() || schema.unevaluated_properties.is_some()
}
