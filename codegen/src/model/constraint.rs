//! What a value must keep, ready to be checked and emitted.

use fieldwright_runtime::{Format, Number, Value};

use crate::pattern::Compiled;
use crate::settings::RustPath;

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
    OwnFormat {
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
    UniqueItems,
    MinProperties(u64),
    MaxProperties(u64),
    Const(Value),
    Enum(Vec<Value>),
}

impl Constraint {
    /// The keyword that states it.
    pub(crate) const fn keyword(&self) -> &'static str {
        match self {
            Self::MinLength(_) => "minLength",
            Self::MaxLength(_) => "maxLength",
            Self::Pattern { .. } => "pattern",
            Self::Format(_) | Self::OwnFormat { .. } => "format",
            Self::Minimum(_) => "minimum",
            Self::Maximum(_) => "maximum",
            Self::ExclusiveMinimum(_) => "exclusiveMinimum",
            Self::ExclusiveMaximum(_) => "exclusiveMaximum",
            Self::MultipleOf(_) => "multipleOf",
            Self::MinItems(_) => "minItems",
            Self::MaxItems(_) => "maxItems",
            Self::UniqueItems => "uniqueItems",
            Self::MinProperties(_) => "minProperties",
            Self::MaxProperties(_) => "maxProperties",
            Self::Const(_) => "const",
            Self::Enum(_) => "enum",
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
            | Self::MinProperties(n)
            | Self::MaxProperties(n) => Value::from(*n),
            Self::Minimum(text)
            | Self::Maximum(text)
            | Self::ExclusiveMinimum(text)
            | Self::ExclusiveMaximum(text)
            | Self::MultipleOf(text) => number_value(text),
            Self::Pattern { source, .. } => Value::from(source.as_str()),
            Self::Format(format) => Value::from(format.name()),
            Self::OwnFormat { name, .. } => Value::from(name.as_str()),
            Self::UniqueItems => Value::Bool(true),
            Self::Const(value) => value.clone(),
            Self::Enum(values) => Value::Array(values.clone()),
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
