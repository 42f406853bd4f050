//! Constraints on a value, ready to be checked and emitted.

use fieldwright_runtime::{Format, Number, Value};

use crate::pattern::{self, Compiled};
use crate::settings::RustPath;
use crate::source::compare_numbers;

/// One assertion; numbers by their JSON text.
#[derive(Debug, Clone)]
pub(crate) enum Constraint {
    MinLength(u64),
    MaxLength(u64),
    Pattern {
        source: String,
        program: Compiled,
    },
    Format(Format),
    /// A format that a function of the user's checks.
    CustomFormat {
        name: String,
        check: RustPath,
    },
    Minimum(String),
    Maximum(String),
    ExclusiveMinimum(String),
    ExclusiveMaximum(String),
    MultipleOf(String),
    MinItems(u64),
    MaxItems(u64),
    /// `items: false` after so many elements.
    Closed(u64),
    UniqueItems,
    MinProperties(u64),
    MaxProperties(u64),
    Const(Value),
    Enum(Vec<Value>),
    /// Alternatives with only constraints on the value: the evaluator checks them.
    Either {
        exactly_one: bool,
        alternatives: Vec<Vec<Self>>,
    },
}

impl Constraint {
    /// The keyword that states it.
    pub(crate) const fn keyword(&self) -> &'static str {
        match self {
            Self::MinLength(_) => "minLength",
            Self::MaxLength(_) => "maxLength",
            Self::Pattern { .. } => "pattern",
            Self::Format(_) | Self::CustomFormat { .. } => "format",
            Self::Minimum(_) => "minimum",
            Self::Maximum(_) => "maximum",
            Self::ExclusiveMinimum(_) => "exclusiveMinimum",
            Self::ExclusiveMaximum(_) => "exclusiveMaximum",
            Self::MultipleOf(_) => "multipleOf",
            Self::MinItems(_) => "minItems",
            Self::MaxItems(_) => "maxItems",
            Self::Closed(_) => "items",
            Self::UniqueItems => "uniqueItems",
            Self::MinProperties(_) => "minProperties",
            Self::MaxProperties(_) => "maxProperties",
            Self::Const(_) => "const",
            Self::Enum(_) => "enum",
            Self::Either { exactly_one, .. } => match exactly_one {
                true => "oneOf",
                false => "anyOf",
            },
        }
    }

    /// Whether a value satisfies it; it does not apply to values of other types.
    pub(crate) fn holds(&self, value: &Value) -> bool {
        match (self, value) {
            (Self::MinLength(n), Value::String(text)) => text.chars().count() as u64 >= *n,
            (Self::MaxLength(n), Value::String(text)) => text.chars().count() as u64 <= *n,
            (Self::Pattern { source, .. }, Value::String(text)) => pattern::is_match(source, text),
            (Self::Format(format), Value::String(text)) => format.matches(text),
            (Self::Format(format), Value::Number(n)) => format.matches_number(&n.to_string()),
            (Self::Minimum(limit), Value::Number(n)) => ordering(n, limit).is_ge(),
            (Self::Maximum(limit), Value::Number(n)) => ordering(n, limit).is_le(),
            (Self::ExclusiveMinimum(limit), Value::Number(n)) => ordering(n, limit).is_gt(),
            (Self::ExclusiveMaximum(limit), Value::Number(n)) => ordering(n, limit).is_lt(),
            (Self::MultipleOf(divisor), Value::Number(n)) => {
                fieldwright_runtime::is_multiple_of(&n.to_string(), divisor)
            }
            (Self::MinItems(n), Value::Array(items)) => items.len() as u64 >= *n,
            (Self::MaxItems(n) | Self::Closed(n), Value::Array(items)) => items.len() as u64 <= *n,
            (Self::UniqueItems, Value::Array(items)) => {
                (1..items.len()).all(|end| !items[..end].contains(&items[end]))
            }
            (Self::MinProperties(n), Value::Object(map)) => map.len() as u64 >= *n,
            (Self::MaxProperties(n), Value::Object(map)) => map.len() as u64 <= *n,
            (Self::Const(allowed), _) => value == allowed,
            (Self::Enum(allowed), _) => allowed.contains(value),
            (
                Self::Either {
                    exactly_one,
                    alternatives,
                },
                _,
            ) => {
                let holds = |all: &&Vec<Self>| all.iter().all(|one| one.holds(value));
                match alternatives.iter().filter(holds).count() {
                    0 => false,
                    count => count == 1 || !exactly_one,
                }
            }
            _ => true,
        }
    }

    /// Whether it can refuse an object.
    pub(crate) const fn is_of_objects(&self) -> bool {
        matches!(
            self,
            Self::MinProperties(_) | Self::MaxProperties(_) | Self::Const(_) | Self::Enum(_)
        )
    }

    /// The argument as JSON, for documentation.
    pub(crate) fn argument(&self) -> Value {
        match self {
            Self::MinLength(n)
            | Self::MaxLength(n)
            | Self::MinItems(n)
            | Self::MaxItems(n)
            | Self::Closed(n)
            | Self::MinProperties(n)
            | Self::MaxProperties(n) => Value::from(*n),
            Self::Minimum(text)
            | Self::Maximum(text)
            | Self::ExclusiveMinimum(text)
            | Self::ExclusiveMaximum(text)
            | Self::MultipleOf(text) => number_value(text),
            Self::Pattern { source, .. } => Value::from(source.as_str()),
            Self::Format(format) => Value::from(format.name()),
            Self::CustomFormat { name, .. } => Value::from(name.as_str()),
            Self::UniqueItems => Value::Bool(true),
            Self::Const(value) => value.clone(),
            Self::Enum(values) => Value::Array(values.clone()),
            Self::Either { alternatives, .. } => {
                let object = |all: &Vec<Self>| {
                    let members = all.iter().map(|one| (one.keyword(), one.argument()));
                    Value::Object(members.collect())
                };
                Value::Array(alternatives.iter().map(object).collect())
            }
        }
    }
}

/// The JSON number that `text` is.
pub(crate) fn number_value(text: &str) -> Value {
    match fieldwright_runtime::from_json::<Number>(text.as_bytes()) {
        Ok(number) => Value::Number(number),
        Err(_) => Value::Null,
    }
}

fn ordering(number: &Number, limit: &str) -> std::cmp::Ordering {
    compare_numbers(&number.to_string(), limit)
}
