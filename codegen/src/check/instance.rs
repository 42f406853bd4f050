//! A JSON value against a slot of the model: whether defaults and examples are valid by their row.

use fieldwright_runtime::{Number, UnionKind, Value};

use crate::model::{
    Constraint, Integer, Model, Slot, Struct, Type, TypeId, TypeKind, Union, Unknown, Values,
};
use crate::source::compare_numbers;

/// Evaluates values by the types of a model.
#[derive(Clone, Copy)]
pub(crate) struct ValueCheck<'m> {
    pub(crate) model: &'m Model,
}

/// The reason why a value is refused, in a few words.
type Verdict = Result<(), String>;

impl ValueCheck<'_> {
    /// Whether `value` is valid in the slot `place`.
    pub(crate) fn place(self, place: &Slot, value: &Value) -> Verdict {
        if place.nullable && value.is_null() {
            return Ok(());
        }
        self.ty(&place.ty, value)?;
        place
            .constraints
            .iter()
            .try_for_each(|constraint| keeps(constraint, value))
    }

    /// The same for an example, which may also be a list of examples.
    pub(crate) fn example(self, place: &Slot, value: &Value) -> Verdict {
        let verdict = self.place(place, value);
        match value.as_array() {
            Some(items) if !items.is_empty() && verdict.is_err() => {
                let all = items.iter().all(|item| self.place(place, item).is_ok());
                if all { Ok(()) } else { verdict }
            }
            _ => verdict,
        }
    }

    fn ty(self, ty: &Type, value: &Value) -> Verdict {
        let expected = |name: &str| Err(format!("expected {name}, found {}", type_name(value)));
        match (ty, value) {
            (Type::Any, _)
            | (Type::Null, Value::Null)
            | (Type::Boolean, Value::Bool(_))
            | (Type::String | Type::Text(_), Value::String(_)) => Ok(()),
            (Type::Number, Value::Number(number)) => match number.as_f64() {
                Some(value) if value.is_finite() => Ok(()),
                _ => Err("it does not fit into f64".to_owned()),
            },
            (Type::Integer(integer), Value::Number(number)) => fits(*integer, number),
            (Type::Array(element), Value::Array(items)) => {
                items.iter().try_for_each(|item| self.place(element, item))
            }
            (Type::Tuple(elements), Value::Array(items)) => {
                if elements.len() != items.len() {
                    return Err(format!("expected {} elements", elements.len()));
                }
                let mut pairs = elements.iter().zip(items);
                pairs.try_for_each(|(element, item)| self.place(element, item))
            }
            (Type::Map(inner), Value::Object(map)) => {
                map.values().try_for_each(|value| self.place(inner, value))
            }
            (Type::Named(id), _) => self.named(*id, value),
            (Type::Null, _) => expected("null"),
            (Type::Boolean, _) => expected("a boolean"),
            (Type::Number, _) => expected("a number"),
            (Type::Integer(_), _) => expected("an integer"),
            (Type::String | Type::Text(_), _) => expected("a string"),
            (Type::Array(_) | Type::Tuple(_), _) => expected("an array"),
            (Type::Map(_), _) => expected("an object"),
        }
    }

    fn named(self, id: TypeId, value: &Value) -> Verdict {
        let def = self.model.get(id);
        match &def.kind {
            TypeKind::Newtype(place) | TypeKind::Alias(place) => self.place(place, value),
            TypeKind::Struct(body) => match value.as_object() {
                Some(map) => self.members(body, map),
                None => Err(format!("expected an object, found {}", type_name(value))),
            },
            TypeKind::Union(union) => self.union(union, value),
            TypeKind::Enum(body) => {
                let known = match (&body.values, value) {
                    (Values::Strings(values), Value::String(text)) => values.iter().any(|v| {
                        v.value == *text || v.aliases.iter().any(|alias| alias.value == *text)
                    }),
                    (Values::Integers(values), Value::Number(_)) => {
                        values.iter().any(|v| Some(v.value) == value.as_i64())
                    }
                    _ => return Err(format!("a value of the enum is no {}", type_name(value))),
                };
                match known || body.open {
                    true => Ok(()),
                    false => Err("it is none of the enum's values".to_owned()),
                }
            }
        }
    }

    fn members(self, body: &Struct, map: &fieldwright_runtime::Map<Value>) -> Verdict {
        for field in &body.fields {
            match map.get(&field.wire.value) {
                Some(value) => self.place(&field.place, value)?,
                None if field.required => return Err(format!("`{}` is missing", field.wire.value)),
                None => {}
            }
        }
        for (key, value) in map {
            let declared = body.fields.iter().any(|field| field.wire.value == key);
            match &body.unknown {
                Unknown::Deny if !declared => return Err(format!("`{key}` is not known")),
                Unknown::Keep(place) if !declared => self.place(place, value)?,
                _ => {}
            }
        }
        let value = Value::Object(map.clone());
        body.constraints
            .iter()
            .try_for_each(|constraint| keeps(constraint, &value))
    }

    fn union(self, union: &Union, value: &Value) -> Verdict {
        let holds = |branch: &&crate::model::Branch| self.place(&branch.place, value).is_ok();
        match (
            union.branches.iter().filter(holds).count(),
            union.kind == UnionKind::OneOf,
        ) {
            (0, _) => Err("it matches none of the alternatives".to_owned()),
            (1, _) | (_, false) => Ok(()),
            (n, true) => Err(format!("it matches {n} alternatives where one is allowed")),
        }
    }
}

fn fits(integer: Integer, number: &Number) -> Verdict {
    let text = number.to_string();
    let (least, greatest) = integer.range();
    let name = integer.name();
    if compare_numbers(&text, &least.to_string()).is_lt() {
        return Err(format!("it is less than {least}, the least {name}"));
    }
    if compare_numbers(&text, &greatest.to_string()).is_gt() {
        return Err(format!(
            "it is greater than {greatest}, the greatest {name}"
        ));
    }
    match number.as_i64() {
        None if integer != Integer::U64 => Err("expected an integer".to_owned()),
        _ => Ok(()),
    }
}

fn keeps(constraint: &Constraint, value: &Value) -> Verdict {
    match constraint.holds(value) {
        true => Ok(()),
        false => Err(format!(
            "it breaks `{}: {}`",
            constraint.keyword(),
            constraint.argument()
        )),
    }
}

fn type_name(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "boolean",
        Value::Number(_) => "number",
        Value::String(_) => "string",
        Value::Array(_) => "array",
        Value::Object(_) => "object",
    }
}
