//! Types that are not generated: custom types, and those of crates for dates and times.
//!
//! Such a type is viewed as the JSON value it writes, which is made on demand: for writing, for
//! checking, for comparing. [`custom_type!`](crate::custom_type) implements the trait that
//! generated code needs, [`Model`], by serde's traits.

use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::reader::Reader;
use crate::shape::Checks;
use crate::{Model, Value};

/// A value that has no JSON structure itself, but can be written as JSON.
pub trait Custom {
    /// The JSON value that it writes; `None` if it cannot be written.
    fn value(&self) -> Option<Value>;
}

/// Lets generated code hold a custom type, as set by `type = "..."` in fieldwright.toml: implements
/// [`Model`](crate::Model) by its serde implementations. Numbers are limited to those that
/// serde_json can hold.
///
/// ```
/// use fieldwright_runtime::{custom_type, serde};
///
/// #[derive(Debug, Clone, PartialEq)]
/// struct Cents(i64);
///
/// impl serde::Serialize for Cents {
///     fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
///         serializer.serialize_i64(self.0)
///     }
/// }
///
/// impl<'de> serde::Deserialize<'de> for Cents {
///     fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
///         serde::Deserialize::deserialize(deserializer).map(Self)
///     }
/// }
///
/// custom_type!(Cents);
///
/// assert_eq!(fieldwright_runtime::from_json::<Cents>(b"5").unwrap(), Cents(5));
/// ```
#[macro_export]
macro_rules! custom_type {
    ($name:ty) => {
        impl $crate::Model for $name {
            fn read_value(
                r: &mut $crate::Reader<'_>,
                c: $crate::Checks,
            ) -> ::std::option::Option<Self> {
                r.custom(c, ::std::stringify!($name))
            }

            fn view_value(&self) -> $crate::Node<'_> {
                $crate::Node::Custom(self)
            }

            $crate::whole_value! {}
        }

        impl $crate::Custom for $name {
            fn value(&self) -> ::std::option::Option<$crate::Value> {
                $crate::custom_value(self)
            }
        }
    };
}

/// The JSON value that serde writes; called by [`custom_type!`](crate::custom_type).
pub fn custom_value<T: Serialize>(value: &T) -> Option<Value> {
    let text = serde_json::to_string(value).ok()?;
    crate::from_json(text.as_bytes()).ok()
}

impl Reader<'_> {
    /// Reads a value through its serde implementation; `checks` are those on the JSON.
    pub fn custom<T: DeserializeOwned>(&mut self, checks: Checks, name: &'static str) -> Option<T> {
        let at = self.position();
        let value = Value::read_value(self, checks)?;
        match serde_json::from_str(&value.to_string()) {
            Ok(value) => Some(value),
            Err(error) => {
                // A position within the value would point into a text that nobody sees.
                let problem = error.to_string();
                let problem = problem.split(" at line ").next().unwrap_or_default();
                let parameters = [
                    ("type", name.into()),
                    ("problem", problem.to_owned().into()),
                ];
                self.unrepresentable(at, parameters);
                None
            }
        }
    }

    /// Reads a text of a format and converts it; reports a text that the type cannot hold.
    #[cfg(any(
        feature = "jiff",
        feature = "jiff_02",
        feature = "chrono",
        feature = "time"
    ))]
    pub(crate) fn converted<X: Model, T>(
        &mut self,
        checks: Checks,
        name: &'static str,
        convert: impl FnOnce(&X) -> Option<T>,
    ) -> Option<T> {
        let at = self.position();
        let text = X::read_value(self, checks)?;
        let value = convert(&text);
        if value.is_none() {
            self.unrepresentable(at, [("type", name.into())]);
        }
        value
    }
}

/// The JSON value of a custom type; null if it cannot be written, as for a float without a text.
pub(crate) fn value_of(own: &dyn Custom) -> Value {
    own.value().unwrap_or_default()
}
