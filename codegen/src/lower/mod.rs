//! The normalised schema -> the model: which Rust item each schema becomes.
//!
//! A chain of `try_*`, one shape each; the first that fits decides. Knows no
//! tokens and no identifiers.

mod assertions;
mod definitions;
mod enums;
mod objects;
mod unions;

use crate::diagnostic::{Collector, Diagnostic};
use crate::model::{Docs, Model, Origin, Place, Type, TypeDef, TypeId, TypeKind};
use crate::schema::{Graph, Schema, SchemaId, Types};
use crate::settings::Settings;

/// Lowers all definitions of `graph`.
pub(crate) fn lower(graph: &Graph, settings: &Settings, collector: &mut Collector) -> Model {
    let mut lowering = Lowering {
        graph,
        settings,
        collector,
        model: Model {
            types: Vec::new(),
            title: graph.title.clone(),
            description: graph.description.clone(),
        },
    };
    lowering.definitions();
    lowering.model
}

struct Lowering<'g, 'c> {
    graph: &'g Graph,
    settings: &'g Settings,
    collector: &'c mut Collector,
    model: Model,
}

/// Where a schema stands: what its inline type would be called, and its pointer.
#[derive(Clone)]
struct Context {
    parent: TypeId,
    words: Vec<String>,
    pointer: String,
    /// Whether the schema is a field's: then its `name` is the field's, not a type's.
    is_field: bool,
}

impl Context {
    /// That of a type found here.
    fn inside(&self, id: TypeId) -> Self {
        Self {
            parent: id,
            words: Vec::new(),
            pointer: self.pointer.clone(),
            is_field: false,
        }
    }

    /// One step down: `keyword` in the pointer, `word` in the name.
    fn step(&self, keyword: &str, word: Option<&str>) -> Self {
        let mut next = self.clone();
        next.is_field = false;
        next.pointer.push('/');
        next.pointer.push_str(keyword);
        next.words.extend(word.map(str::to_owned));
        next
    }
}

impl Lowering<'_, '_> {
    /// The place a schema describes.
    fn place(&mut self, id: SchemaId, context: &Context) -> Place {
        let schema = self.graph.get(id).clone();
        self.try_boolean(&schema)
            .or_else(|| self.try_reference(&schema))
            .or_else(|| self.try_null_branch(&schema, context))
            .or_else(|| self.try_enum(&schema, context))
            .or_else(|| self.try_union(&schema, context))
            .or_else(|| self.try_struct(&schema, context))
            .or_else(|| self.try_several_types(&schema, context))
            .unwrap_or_else(|| self.single(&schema, context))
    }

    fn try_boolean(&mut self, schema: &Schema) -> Option<Place> {
        if !schema.boolean? {
            let message = "a value that nothing can be";
            let help = "leave the row out, or give it a type";
            self.collector
                .add(Diagnostic::error("never", schema.span, message).help(help));
        }
        Some(Place::of(Type::Any))
    }

    fn try_reference(&mut self, schema: &Schema) -> Option<Place> {
        // The types of definitions are reserved first, in order.
        let mut place = Place::of(Type::Named(TypeId(schema.reference?)));
        place.constraints = self.constraints(schema);
        Some(place)
    }

    /// One JSON type, or none at all.
    fn single(&mut self, schema: &Schema, context: &Context) -> Place {
        let nullable = schema.types != Types::NULL && schema.types.meets(Types::NULL);
        let constraints = self.constraints(schema);
        let ty = match schema.types.without(Types::NULL) {
            Types::BOOLEAN => Type::Boolean,
            Types::INTEGER => Type::Integer(assertions::integer_type(schema)),
            Types::NUMBER | Types::NUMERIC => Type::Number,
            Types::STRING => assertions::text_type(&constraints),
            Types::ARRAY => {
                let context = context.step("items", Some("item"));
                let element = schema.items.map(|items| self.place(items, &context));
                Type::Array(Box::new(element.unwrap_or_else(|| Place::of(Type::Any))))
            }
            Types::OBJECT => {
                let context = context.step("additionalProperties", Some("value"));
                let value = schema.additional.map(|id| self.place(id, &context));
                Type::Map(Box::new(value.unwrap_or_else(|| Place::of(Type::Any))))
            }
            _ if schema.types == Types::NULL => Type::Null,
            _ => Type::Any,
        };
        Place {
            ty,
            nullable,
            constraints,
        }
    }

    /// Makes an inline type and refers to it.
    fn inline(&mut self, schema: &Schema, context: &Context, kind: TypeKind) -> Place {
        let id = self.reserve(schema, context);
        self.model.types[id.0].kind = kind;
        Place::of(Type::Named(id))
    }

    /// Takes the next id for an inline type, so that types found inside it come
    /// after it.
    fn reserve(&mut self, schema: &Schema, context: &Context) -> TypeId {
        let origin = Origin::Inline {
            parent: context.parent,
            words: context.words.clone(),
        };
        self.add(TypeDef {
            origin,
            rust_name: schema.rust_name.clone().filter(|_| !context.is_field),
            pointer: context.pointer.clone(),
            docs: docs(schema),
            span: schema.span,
            kind: TypeKind::Alias(Place::of(Type::Any)),
        })
    }

    fn add(&mut self, def: TypeDef) -> TypeId {
        self.model.types.push(def);
        TypeId(self.model.types.len() - 1)
    }
}

/// The words of a schema.
fn docs(schema: &Schema) -> Docs {
    Docs {
        title: schema.title.clone(),
        description: schema.description.clone(),
        deprecated: schema.deprecated,
        read_only: schema.read_only,
        write_only: schema.write_only,
        examples: schema.examples.clone(),
    }
}
