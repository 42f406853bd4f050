//! `defaults = "fill"`: which absent fields are read as their default.

use super::{Context, Lowering};
use crate::diagnostic::Diagnostic;
use crate::model::{Constraint, Field, Model, Struct, Type, TypeId, TypeKind, Values};
use crate::schema::Schema;
use crate::source::Span;
use fieldwright_runtime::{CountKeyword, Value};

/// A field that is to have its default.
pub(super) struct Fill {
    ty: TypeId,
    field: usize,
    /// The override that sets it.
    overriding: Option<Span>,
}

impl Lowering<'_, '_> {
    /// Notes the fields of a struct that are to be filled; whether they can be is known when all
    /// types are.
    pub(super) fn note_fills(&mut self, fields: &[Field], schema: &Schema, context: &Context) {
        let properties = schema.properties_by_name();
        for (index, field) in fields.iter().enumerate() {
            let property = properties.get(field.wire.value.as_str());
            let Some(property) = property.filter(|_| field.default.is_some() && !field.required)
            else {
                continue;
            };
            if let Some(overriding) = self.effective_fill(context, *property) {
                self.fills.push(Fill {
                    ty: context.parent,
                    field: index,
                    overriding,
                });
            }
        }
    }

    /// Fills the fields that can be filled, and reports the others.
    pub(super) fn fill(&mut self) {
        for fill in std::mem::take(&mut self.fills) {
            let problem = problem(&self.model, &fill);
            let TypeKind::Struct(body) = &mut self.model.types[fill.ty.0].kind else {
                continue;
            };
            let Some(field) = body.fields.get_mut(fill.field) else {
                continue;
            };
            let Some(problem) = problem else {
                field.filled = true;
                fill.overriding
                    .iter()
                    .for_each(|span| self.override_table.done(*span));
                continue;
            };
            let span = field.default.as_ref().map_or(field.wire.span, |d| d.span);
            let message = format!(
                "the default of `{}` is not filled in: {problem}",
                field.wire.value
            );
            let help = "it stays a constant, or nothing, and the field optional";
            let diagnostic = Diagnostic::warning("unfilled-default", span, message);
            self.collector.add(diagnostic.help(help));
        }
    }
}

/// Why an absent field cannot have its default: the default must fit a Rust constant, and nothing
/// may depend on the presence of the property.
fn problem(model: &Model, fill: &Fill) -> Option<&'static str> {
    let def = model.get(fill.ty);
    let TypeKind::Struct(body) = &def.kind else {
        return None;
    };
    let field = body.fields.get(fill.field)?;
    if !is_constant(model, field) {
        return Some("it is no boolean, number, string or value of an enum");
    }
    if body
        .rules
        .iter()
        .any(|rule| rule.fields.contains(&fill.field))
    {
        return Some("a rule asks whether it is there");
    }
    if def.evaluated.is_some() || !body.conditionals.is_empty() || counts(body) {
        return Some("its object is evaluated by which properties are there");
    }
    None
}

fn counts(body: &Struct) -> bool {
    body.constraints.iter().any(|constraint| {
        matches!(
            constraint,
            Constraint::Count(CountKeyword::MinProperties | CountKeyword::MaxProperties, _)
        )
    })
}

fn is_constant(model: &Model, field: &Field) -> bool {
    let Some(default) = field.default.as_ref().map(|default| &default.value) else {
        return false;
    };
    if field.place.custom.is_some() {
        return false;
    }
    match (&field.place.ty, default) {
        (Type::Boolean, Value::Bool(_)) | (Type::String, Value::String(_)) => true,
        (Type::Integer(_) | Type::Number, Value::Number(_)) => true,
        (Type::Named(id), value) => match &model.get(*id).kind {
            TypeKind::Enum(body) => match &body.values {
                Values::Strings(values) => values.iter().any(|known| {
                    let mut aliases = known.aliases.iter();
                    value.as_str() == Some(&known.value)
                        || aliases.any(|alias| value.as_str() == Some(&alias.value))
                }),
                Values::Integers(values) => values
                    .iter()
                    .any(|known| value.as_i64() == Some(known.value)),
            },
            _ => false,
        },
        _ => false,
    }
}
