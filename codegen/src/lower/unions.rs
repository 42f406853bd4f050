//! `anyOf`, `oneOf` and lists of types: a nullable place or a union.

use super::{Context, Lowering, docs};
use crate::model::{Branch, Constraint, Place, Type, TypeKind, Union};
use fieldwright_runtime::{UnionKind, Value};

use crate::schema::{Alternatives, Assertion, Schema, SchemaId, Spanned, Types};

impl Lowering<'_, '_> {
    /// An alternative that is `null` and nothing else makes the rest nullable.
    pub(super) fn try_null_branch(&mut self, schema: &Schema, context: &Context) -> Option<Place> {
        let value = self.beside_null(schema)?;
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
        place.constraints.extend(self.constraints(schema));
        Some(place)
    }

    /// The other one of two alternatives, one of which is `null`. Of `oneOf` only
    /// where null is not what the other accepts, too.
    pub(super) fn beside_null(&self, schema: &Schema) -> Option<SchemaId> {
        let alternatives = schema.alternatives.as_ref()?;
        let [one, other] = alternatives.schemas.as_slice() else {
            return None;
        };
        let is_null = |id: SchemaId| {
            let schema = self.graph.get(id);
            schema.types == Types::NULL && schema.enumeration.is_none()
        };
        let value = match (is_null(*one), is_null(*other)) {
            (false, true) => *one,
            (true, false) => *other,
            _ => return None,
        };
        (!alternatives.exactly_one || !self.accepts_null(value)).then_some(value)
    }

    /// Whether null may be valid; says yes where finding out would take long.
    fn accepts_null(&self, id: SchemaId) -> bool {
        let mut schema = self.graph.get(id);
        for _ in 0..self.graph.definitions.len() {
            match schema
                .reference
                .and_then(|index| self.graph.definitions.get(index))
            {
                Some(definition) => schema = self.graph.get(definition.schema),
                None => break,
            }
        }
        schema.types.is_empty() || schema.types.meets(Types::NULL)
    }

    pub(super) fn try_union(&mut self, schema: &Schema, context: &Context) -> Option<Place> {
        schema.alternatives.as_ref()?;
        let id = self.reserve(schema, context);
        let inner = context.inside(id);
        let kind = self.union_kind(schema, &inner)?;
        self.model.types[id.0].kind = kind;
        let mut place = Place::of(Type::Named(id));
        place.constraints = self.constraints(schema);
        Some(place)
    }

    /// `context` is that of the union itself.
    pub(super) fn union_kind(&mut self, schema: &Schema, context: &Context) -> Option<TypeKind> {
        let Alternatives {
            exactly_one,
            schemas,
        } = schema.alternatives.as_ref()?;
        let (keyword, kind) = if *exactly_one {
            ("oneOf", UnionKind::OneOf)
        } else {
            ("anyOf", UnionKind::AnyOf)
        };
        let mut branches = Vec::new();
        for (index, id) in schemas.iter().enumerate() {
            let branch = self.graph.get(*id);
            let words = self.branch_words(branch);
            let docs = docs(branch);
            let context = context.step(&format!("{keyword}/{index}"), Some(&words));
            branches.push(Branch {
                place: self.place(*id, &context),
                words,
                docs,
            });
        }
        Some(TypeKind::Union(Union { kind, branches }))
    }

    fn branch_words(&self, branch: &Schema) -> String {
        let referred = branch
            .reference
            .and_then(|index| self.graph.definitions.get(index));
        let name = branch.rust_name.as_ref().map(|name| &name.value);
        let name = name
            .or(branch.title.as_ref())
            .or(referred.map(|d| &d.name.value));
        match (name, branch.types.names().next(), branch.items) {
            (Some(name), _, _) => name.clone(),
            (None, Some("array"), Some(items)) => {
                format!("{} list", self.branch_words(self.graph.get(items)))
            }
            (None, Some(one), _) => one.to_owned(),
            (None, None, _) => "any".to_owned(),
        }
    }

    /// `type: [string, integer]`: a union with an alternative for each type.
    pub(super) fn try_several_types(
        &mut self,
        schema: &Schema,
        context: &Context,
    ) -> Option<Place> {
        several_types(schema)?;
        let id = self.reserve(schema, context);
        let inner = context.inside(id);
        let kind = self.types_kind(schema, &inner)?;
        self.model.types[id.0].kind = kind;
        let mut place = Place::of(Type::Named(id));
        place.nullable = schema.types.meets(Types::NULL);
        Some(place)
    }

    /// `context` is that of the union itself.
    pub(super) fn types_kind(&mut self, schema: &Schema, context: &Context) -> Option<TypeKind> {
        let mut branches = Vec::new();
        for one in several_types(schema)?.each() {
            let mut narrowed = schema.clone();
            narrowed.types = one;
            let applies = |a: &Spanned<Assertion>| a.value.applies_to().meets(one);
            narrowed.assertions.retain(applies);
            let words = one.names().next().unwrap_or("any").to_owned();
            let mut context = context.clone();
            context.words.push(words.clone());
            let place = match self.try_struct(&narrowed, &context) {
                Some(place) => place,
                None => self.single(&narrowed, &context),
            };
            let docs = crate::model::Docs::default();
            branches.push(Branch { place, words, docs });
        }
        Some(TypeKind::Union(Union {
            kind: UnionKind::TypeOf,
            branches,
        }))
    }
}

/// The types of a schema that has several; an integer is a number, and null is beside
/// them.
fn several_types(schema: &Schema) -> Option<Types> {
    let mut types = schema.types.without(Types::NULL);
    if types.meets(Types::NUMBER) {
        types = types.without(Types::INTEGER);
    }
    (schema.types != Types::ANY && types.each().count() > 1).then_some(types)
}
