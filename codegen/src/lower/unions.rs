//! `anyOf`, `oneOf` and lists of types: a nullable place or a union.

use super::{Context, Lowering, docs};
use crate::model::{Branch, Place, Type, TypeKind, Union};
use crate::schema::{Alternatives, Schema, SchemaId, Types};

impl Lowering<'_, '_> {
    /// An alternative that is `null` and nothing else makes the rest nullable.
    pub(super) fn try_null_branch(&mut self, schema: &Schema, context: &Context) -> Option<Place> {
        let alternatives = schema.alternatives.as_ref()?;
        let [one, other] = alternatives.schemas.as_slice() else {
            return None;
        };
        let is_null = |id: SchemaId| self.graph.get(id).types == Types::NULL;
        let value = match (is_null(*one), is_null(*other)) {
            (false, true) => *one,
            (true, false) => *other,
            _ => return None,
        };
        let mut place = self.place(value, context);
        place.nullable = true;
        place.constraints.extend(self.constraints(schema));
        Some(place)
    }

    pub(super) fn try_union(&mut self, schema: &Schema, context: &Context) -> Option<Place> {
        schema.alternatives.as_ref()?;
        let id = self.reserve(schema, context);
        let inner = Context {
            parent: id,
            words: Vec::new(),
            pointer: context.pointer.clone(),
        };
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
        let keyword = if *exactly_one { "oneOf" } else { "anyOf" };
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
        Some(TypeKind::Union(Union {
            exactly_one: *exactly_one,
            branches,
        }))
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
        let types = schema.types.without(Types::NULL);
        if types == Types::NUMERIC || schema.types == Types::ANY || types.each().count() < 2 {
            return None;
        }
        let id = self.reserve(schema, context);
        let inner = Context {
            parent: id,
            words: Vec::new(),
            pointer: context.pointer.clone(),
        };
        let mut branches = Vec::new();
        for one in types.each() {
            let mut narrowed = schema.clone();
            narrowed.types = one;
            narrowed
                .assertions
                .retain(|assertion| assertion.value.applies_to().meets(one));
            let words = one.names().next().unwrap_or("any").to_owned();
            let mut context = inner.clone();
            context.words.push(words.clone());
            let place = match self.try_struct(&narrowed, &context) {
                Some(place) => place,
                None => self.single(&narrowed, &context),
            };
            branches.push(Branch {
                place,
                words,
                docs: crate::model::Docs::default(),
            });
        }
        self.model.types[id.0].kind = TypeKind::Union(Union {
            exactly_one: false,
            branches,
        });
        let mut place = Place::of(Type::Named(id));
        place.nullable = schema.types.meets(Types::NULL);
        Some(place)
    }
}
