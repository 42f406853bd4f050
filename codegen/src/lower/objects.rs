//! Objects with declared properties: structs.

use super::{Context, Lowering, docs};
use crate::diagnostic::Diagnostic;
use crate::model::{Field, Place, Rule, Struct, Type, TypeKind, Unknown};
use crate::schema::{self, Schema, Types, push_token};
use crate::settings::UnknownProperties;

impl Lowering<'_, '_> {
    pub(super) fn try_struct(&mut self, schema: &Schema, context: &Context) -> Option<Place> {
        if !is_struct(schema) {
            return None;
        }
        let id = self.reserve(schema, context);
        let inner = context.inside(id);
        let kind = self.struct_kind(schema, &inner)?;
        self.model.types[id.0].kind = kind;
        let mut place = Place::of(Type::Named(id));
        place.nullable = schema.types.meets(Types::NULL);
        Some(place)
    }

    /// `context` is that of the struct itself.
    pub(super) fn struct_kind(&mut self, schema: &Schema, context: &Context) -> Option<TypeKind> {
        if !is_struct(schema) {
            return None;
        }
        let fields: Vec<Field> = schema
            .properties
            .iter()
            .map(|property| self.field(schema, property, context))
            .collect();
        let rules = self.rules(schema, &fields);
        let unknown = match schema.additional {
            None => match self.settings.unknown {
                UnknownProperties::Ignore => Unknown::Ignore,
                UnknownProperties::Deny => Unknown::Deny,
                UnknownProperties::Keep => Unknown::Keep(Place::of(Type::Any)),
            },
            Some(id) => match self.graph.get(id).boolean {
                Some(false) => Unknown::Deny,
                Some(true) => Unknown::Keep(Place::of(Type::Any)),
                None => {
                    let context = context.step("additionalProperties", Some("value"));
                    Unknown::Keep(self.place(id, &context))
                }
            },
        };
        let constraints = self.constraints(schema);
        Some(TypeKind::Struct(Struct {
            fields,
            unknown,
            constraints,
            rules,
        }))
    }

    fn field(&mut self, schema: &Schema, property: &schema::Property, context: &Context) -> Field {
        let mut context = context.clone();
        context.words.push(property.name.value.clone());
        context.is_field = true;
        context.pointer.push_str("/properties");
        push_token(&mut context.pointer, &property.name.value);
        let body = self.graph.get(property.schema).clone();
        Field {
            wire: property.name.clone(),
            place: self.place(property.schema, &context),
            required: schema
                .required
                .iter()
                .any(|name| name.value == property.name.value),
            docs: docs(&body),
            default: body.default,
            rust_name: body.rust_name,
        }
    }

    fn rules(&mut self, schema: &Schema, fields: &[Field]) -> Vec<Rule> {
        let mut rules = Vec::new();
        for rule in &schema.rules {
            let found: Vec<Option<usize>> = rule
                .fields
                .iter()
                .map(|name| self.rule_field(name, fields))
                .collect();
            if let Some(fields) = found.into_iter().collect() {
                rules.push(Rule {
                    kind: rule.kind,
                    fields,
                    id: rule.id.clone(),
                    message: rule.message.clone(),
                    advice: rule.advice,
                });
            }
        }
        rules
    }

    fn rule_field(&mut self, name: &schema::Spanned<String>, fields: &[Field]) -> Option<usize> {
        let found = fields
            .iter()
            .position(|field| field.wire.value == name.value);
        if found.is_none() {
            let known = fields.iter().map(|field| field.wire.value.as_str());
            let message = format!(
                "the rule speaks of `{}`, which is no field here",
                name.value
            );
            let diagnostic = Diagnostic::error("unknown-field", name.span, message);
            self.collector
                .add(match fieldwright_runtime::nearest(&name.value, known) {
                    Some(near) => diagnostic.help(format!("did you mean `{near}`?")),
                    None => diagnostic.help("rules name the fields of their own type"),
                });
        }
        found
    }
}

fn is_struct(schema: &Schema) -> bool {
    schema.alternatives.is_none()
        && schema.types.without(Types::NULL) == Types::OBJECT
        && (schema.has_fields || !schema.rules.is_empty())
}
