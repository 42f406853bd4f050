//! Objects with declared properties: structs.

use std::collections::HashSet;

use super::{Context, Lowering};
use crate::diagnostic::Diagnostic;
use crate::model::{Constraint, Docs, Field, Rule, Slot, Struct, Type, TypeKind, Unknown};
use crate::schema::{self, Schema, push_token};
use crate::settings::UnknownProperties;

impl Lowering<'_, '_> {
    /// `context` is that of the struct itself.
    pub(super) fn struct_kind(&mut self, schema: &Schema, context: &Context) -> TypeKind {
        let mut fields: Vec<Field> = Vec::new();
        self.report_required(schema);
        let never = self.required_never(schema);
        let required: HashSet<&str> = schema.required.iter().map(|n| n.value.as_str()).collect();
        for property in &schema.properties {
            if let Some(property) = self.possible(property, !never.is_empty()) {
                let is_required = required.contains(property.name.value.as_str());
                fields.push(self.field(&property, is_required, context));
            }
        }
        let (_, left) = self.plan(schema);
        if !left.is_empty() {
            for one in self.conditional_properties(schema, false) {
                let is_required = required.contains(one.property.name.value.as_str());
                let is_required = is_required || one.is_required;
                fields.push(self.field(&one.property, is_required, context));
            }
        }
        let mut known: HashSet<String> = never.iter().map(|name| name.value.clone()).collect();
        known.extend(schema.properties.iter().map(|p| p.name.value.clone()));
        known.extend(fields.iter().map(|field| field.wire.value.clone()));
        for name in &schema.required {
            if !known.contains(&name.value) {
                fields.push(self.undeclared(schema, name, context));
                known.insert(name.value.clone());
            }
        }
        for name in self.names_in_conditionals(schema) {
            let mut field = self.undeclared(schema, &name, context);
            field.required = false;
            fields.push(field);
        }
        self.note_fills(&fields, schema, context);
        let rules = self.rules(schema, &fields);
        let conditionals = self.conditionals(schema, context);
        let unknown = self.unknown(schema, context);
        let mut constraints = self.constraints(schema);
        // Constraints on values of other types do not apply to an object.
        constraints.retain(|c| c.is_of_objects() && !matches!(c, Constraint::Const(_)));
        TypeKind::Struct(Struct {
            fields,
            unknown,
            unknown_by: match schema.additional_is_unevaluated {
                true => "unevaluatedProperties",
                false => "additionalProperties",
            },
            constraints,
            rules,
            conditionals,
        })
    }

    /// Properties that must be there and cannot: reading such an object always fails.
    fn report_required(&mut self, schema: &Schema) {
        for name in self.required_never(schema) {
            let message = format!(
                "no value can be valid: `{}` must be there and is not allowed",
                name.value
            );
            let help = "declare it where other properties are forbidden, or allow them";
            self.report_never(name.span, &message, help);
        }
    }

    /// A property as a field. One that can never be present is none, except in an object that no
    /// value fits, which keeps its described properties.
    fn possible(
        &mut self,
        property: &schema::Property,
        is_impossible: bool,
    ) -> Option<schema::Property> {
        let mut property = property.clone();
        while let Some(declared) = self.shut_out.get(&property.schema).copied() {
            if !is_impossible {
                self.report_shut_out(&property.name);
                return None;
            }
            property.schema = declared;
        }
        (!self.graph.is_never(property.schema)).then_some(property)
    }

    fn report_shut_out(&mut self, name: &schema::Spanned<String>) {
        let message = format!(
            "`{}` can never be there: another member of `allOf` allows no such property",
            name.value
        );
        let help = "forbid other properties in one place that declares all, or allow them";
        self.report_never(name.span, &message, help);
    }

    /// The handling of other properties; the evaluator needs to see them.
    fn unknown(&mut self, schema: &Schema, context: &Context) -> Unknown {
        let any = || Unknown::Keep(Slot::of(Type::Any));
        if !schema.pattern_properties.is_empty() {
            return any();
        }
        let (_, left) = self.plan(schema);
        match schema.additional {
            None if !left.is_empty() => any(),
            None => match self.take_unknown(context) {
                UnknownProperties::Ignore => Unknown::Ignore,
                UnknownProperties::Deny => Unknown::Deny,
                UnknownProperties::Keep => any(),
            },
            Some(id) => match self.graph.get(id).boolean {
                Some(false) => Unknown::Deny,
                Some(true) => any(),
                None => {
                    let context = context.step(Some("value"));
                    Unknown::Keep(self.place(id, &context))
                }
            },
        }
    }

    /// A property that is required, but not declared.
    fn undeclared(
        &mut self,
        schema: &Schema,
        name: &schema::Spanned<String>,
        context: &Context,
    ) -> Field {
        let mut context = context.clone();
        context.words.push(name.value.clone());
        context.is_field = true;
        let open = schema.pattern_properties.is_empty();
        let place = schema.additional.filter(|_| open);
        let place = place.map(|id| self.place(id, &context));
        Field {
            wire: name.clone(),
            place: place.unwrap_or_else(|| Slot::of(Type::Any)),
            required: true,
            pointer: None,
            docs: Docs::default(),
            default: None,
            rust_name: None,
            fold: false,
            filled: false,
        }
    }

    fn field(&mut self, property: &schema::Property, required: bool, context: &Context) -> Field {
        let mut inner = context.clone();
        inner.words.push(property.name.value.clone());
        inner.is_field = true;
        let mut pointer = context.pointers.first().cloned().unwrap_or_default();
        pointer.push_str("/properties");
        push_token(&mut pointer, &property.name.value);
        let own = self.pointers_of(property.schema).into_iter().next();
        let body = self.graph.get(property.schema).clone();
        if let Some(name) = &body.rust_name {
            self.override_table.done(name.span);
        }
        let overrides = self.overrides(property.schema);
        self.override_into(&mut inner, overrides.as_ref());
        let (docs, default) = self.annotations(property.schema, &body);
        let mut field = Field {
            wire: property.name.clone(),
            place: self.place(property.schema, &inner),
            required,
            pointer: own.filter(|own| *own != pointer),
            docs,
            default,
            rust_name: body.rust_name,
            fold: false,
            filled: false,
        };
        field.fold = self.take_fold(&inner, &field);
        field
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
                    check: rule.check.clone(),
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
