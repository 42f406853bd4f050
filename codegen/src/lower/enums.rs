//! `enum`: of strings or of integers an enum, of anything else a constraint.

use fieldwright_runtime::Value;

use super::{Context, Lowering};
use crate::model::{Constraint, Enum, EnumValue, Place, TypeKind, Values};
use crate::schema::{self, Schema, Types};

impl Lowering<'_, '_> {
    pub(super) fn try_enum(&mut self, schema: &Schema, context: &Context) -> Option<Place> {
        if let Some(kind) = self.enum_kind(schema) {
            let mut place = self.inline(schema, context, kind);
            place.constraints = self.constraints(schema);
            // A closed enum lists all it accepts; an open one accepts its types.
            place.nullable = schema.open && schema.types.meets(Types::NULL);
            return Some(place);
        }
        // Of mixed or other types: the values are literals to compare with.
        let values = schema.enumeration.as_ref()?;
        let mut plain = schema.clone();
        plain.enumeration = None;
        let mut place = self.single(&plain, context);
        let literals = values.value.iter().map(|value| value.value.value.clone());
        place.constraints.push(Constraint::Enum(literals.collect()));
        Some(place)
    }

    pub(super) fn enum_kind(&self, schema: &Schema) -> Option<TypeKind> {
        let values = &schema.enumeration.as_ref()?.value;
        let string = |value: &Value| value.as_str().map(str::to_owned);
        let values = match convert(values, string) {
            Some(strings) => Values::Strings(strings),
            None => Values::Integers(convert(values, Value::as_i64)?),
        };
        Some(TypeKind::Enum(Enum {
            values,
            open: schema.open,
        }))
    }
}

/// All values as `T`, or nothing.
fn convert<T>(
    values: &[schema::EnumValue],
    to: impl Fn(&Value) -> Option<T>,
) -> Option<Vec<EnumValue<T>>> {
    let convert = |value: &schema::EnumValue| {
        Some(EnumValue {
            value: to(&value.value.value)?,
            span: value.value.span,
            aliases: value.aliases.clone(),
            rust_name: value.rust_name.clone(),
            description: value.description.clone(),
            deprecated: value.deprecated,
        })
    };
    values.iter().map(convert).collect()
}
