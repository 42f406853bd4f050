//! Constraints on a value, ready to be checked and emitted.

use fieldwright_runtime::{CountKeyword, Format, Number, NumberKeyword, Types, Value};

use crate::pattern::{self, Compiled};
use crate::settings::RustPath;

/// One assertion; numbers by their JSON text.
#[derive(Debug, Clone)]
pub(crate) enum Constraint {
    Count(CountKeyword, u64),
    Number(NumberKeyword, String),
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
    /// `items: false` after so many elements.
    Closed(u64),
    UniqueItems,
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
            Self::Count(keyword, _) => keyword.name(),
            Self::Number(keyword, _) => keyword.name(),
            Self::Pattern { .. } => "pattern",
            Self::Format(_) | Self::CustomFormat { .. } => "format",
            Self::Closed(_) => "items",
            Self::UniqueItems => "uniqueItems",
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
            (Self::Count(keyword, limit), _) => counted(value)
                .is_none_or(|(of, count)| of != keyword.types() || keyword.holds(count, *limit)),
            (Self::Number(keyword, limit), Value::Number(number)) => {
                keyword.allows(&number.to_string(), limit)
            }
            (Self::Pattern { source, .. }, Value::String(text)) => pattern::is_match(source, text),
            (Self::Format(format), Value::String(text)) => format.matches(text),
            (Self::Format(format), Value::Number(n)) => format.matches_number(&n.to_string()),
            (Self::Closed(n), Value::Array(items)) => items.len() as u64 <= *n,
            (Self::UniqueItems, Value::Array(items)) => {
                (1..items.len()).all(|end| !items[..end].contains(&items[end]))
            }
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
    pub(crate) fn is_of_objects(&self) -> bool {
        match self {
            Self::Count(keyword, _) => keyword.types() == Types::OBJECT,
            Self::Const(_) | Self::Enum(_) => true,
            _ => false,
        }
    }

    /// The argument as JSON, for documentation.
    pub(crate) fn argument(&self) -> Value {
        match self {
            Self::Count(_, n) | Self::Closed(n) => Value::from(*n),
            Self::Number(_, text) => number_value(text),
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

/// The type of a value that has a length or a size, and that.
fn counted(value: &Value) -> Option<(Types, u64)> {
    match value {
        Value::String(text) => Some((Types::STRING, text.chars().count() as u64)),
        Value::Array(items) => Some((Types::ARRAY, items.len() as u64)),
        Value::Object(map) => Some((Types::OBJECT, map.len() as u64)),
        _ => None,
    }
}
