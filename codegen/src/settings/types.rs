//! Settings of one type or field: `[types."Person.name"]` of fieldwright.toml.

use super::{Overrides, RustPath, Value};
use crate::source::Span;

/// One table below `types`: its target, and the settings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct TypeSetting {
    /// A type, `type.field`, or a JSON pointer; names may be patterns.
    pub(crate) target: Override<String>,
    pub(crate) overrides: Overrides,
}

/// A value that is set, and its span.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Override<T> {
    pub(crate) value: T,
    pub(crate) span: Span,
}

impl<T: PartialEq> Override<T> {
    /// Whether the value is this one, with the same span.
    pub(crate) fn is(self, value: T) -> Override<bool> {
        Override {
            value: self.value == value,
            span: self.span,
        }
    }
}

impl TryFrom<Value> for bool {
    type Error = ();

    fn try_from(value: Value) -> Result<Self, ()> {
        match value {
            Value::Flag(flag) => Ok(flag),
            _ => Err(()),
        }
    }
}

impl TryFrom<Value> for String {
    type Error = ();

    fn try_from(value: Value) -> Result<Self, ()> {
        match value {
            Value::Text(text) => Ok(text),
            _ => Err(()),
        }
    }
}

impl TryFrom<Value> for RustPath {
    type Error = ();

    fn try_from(value: Value) -> Result<Self, ()> {
        match value {
            Value::Path(path) => Ok(path),
            _ => Err(()),
        }
    }
}

impl TryFrom<Value> for Vec<RustPath> {
    type Error = ();

    fn try_from(value: Value) -> Result<Self, ()> {
        match value {
            Value::Paths(paths) => Ok(paths),
            _ => Err(()),
        }
    }
}
