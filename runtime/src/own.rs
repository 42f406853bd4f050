//! Types that are not generated: a user's own, and those of crates for dates and times.
//!
//! Such a type is seen as the JSON value it writes, which is made when it is asked for: for
//! writing, for checking, for comparing. [`own_type!`](crate::own_type) makes both traits that
//! generated code needs, [`Read`] and [`View`](crate::View), from serde's.

use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::reader::Reader;
use crate::shape::Constraint;
use crate::view::{Node, for_each_member};
use crate::{Map, Read, Value};

/// A value that is not made of JSON's parts, but can be written as them.
pub trait Own {
    /// The JSON value it is written as; `None` where it cannot be written.
    fn value(&self) -> Option<Value>;
}

/// Lets generated code hold a type of yours, as `type = "..."` in fieldwright.toml asks for:
/// implements [`Read`](crate::Read) and [`View`](crate::View) by way of its serde
/// implementations. Of an integer or fraction serde_json keeps what fits its own numbers.
///
/// ```
/// use fieldwright_runtime::{own_type, serde};
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
/// own_type!(Cents);
///
/// assert_eq!(fieldwright_runtime::from_json::<Cents>(b"5").unwrap(), Cents(5));
/// ```
#[macro_export]
macro_rules! own_type {
    ($name:ty) => {
        impl $crate::Read for $name {
            fn read(
                r: &mut $crate::Reader<'_>,
                c: &'static [$crate::Constraint],
            ) -> ::std::option::Option<Self> {
                r.own(c, ::std::stringify!($name))
            }
        }

        impl $crate::View for $name {
            fn view(&self) -> $crate::Node<'_> {
                $crate::Node::Own(self)
            }
        }

        impl $crate::Own for $name {
            fn value(&self) -> ::std::option::Option<$crate::Value> {
                $crate::own_value(self)
            }
        }
    };
}

/// What [`own_type!`](crate::own_type) calls: the JSON value that serde writes.
pub fn own_value<T: Serialize>(value: &T) -> Option<Value> {
    let text = serde_json::to_string(value).ok()?;
    crate::from_json(text.as_bytes()).ok()
}

impl Reader<'_> {
    /// Reads a value through its serde implementation; `constraints` are those on the JSON.
    pub fn own<T: DeserializeOwned>(
        &mut self,
        constraints: &'static [Constraint],
        name: &'static str,
    ) -> Option<T> {
        let at = self.position();
        let value = Value::read(self, constraints)?;
        match serde_json::from_str(&value.to_string()) {
            Ok(value) => Some(value),
            Err(error) => {
                // Where in the value it is would be a place in a text that nobody sees.
                let problem = error.to_string();
                let problem = problem.split(" at line ").next().unwrap_or_default();
                let parameters = [("type", Value::from(name)), ("problem", problem.into())];
                self.unheld(at, Map::from(parameters));
                None
            }
        }
    }

    /// Reads a text of a format and converts it; a text that the type cannot hold is told.
    #[cfg(any(feature = "jiff", feature = "chrono", feature = "time"))]
    pub(crate) fn converted<X: Read, T>(
        &mut self,
        constraints: &'static [Constraint],
        name: &'static str,
        convert: impl FnOnce(&X) -> Option<T>,
    ) -> Option<T> {
        let at = self.position();
        let text = X::read(self, constraints)?;
        let value = convert(&text);
        if value.is_none() {
            self.unheld(at, Map::from([("type", Value::from(name))]));
        }
        value
    }
}

/// The node as a value of its own, where something in it is not made of JSON's parts.
pub(crate) fn written(node: Node<'_>) -> Option<Value> {
    holds_own(node).then(|| {
        let text = crate::write::to_json(node);
        crate::from_json(text.as_bytes()).unwrap_or_default()
    })
}

fn holds_own(node: Node<'_>) -> bool {
    match node.peel() {
        Node::Own(_) => true,
        Node::Array(elements) => {
            (0..elements.count()).any(|index| holds_own(elements.element(index)))
        }
        node @ (Node::Map(_) | Node::Object(_)) => {
            let mut found = false;
            for_each_member(node, &mut |_, value| found = found || holds_own(value));
            found
        }
        _ => false,
    }
}

/// The JSON value of an own one; null for one that cannot be written, as for a float without
/// a text.
pub(crate) fn value_of(own: &dyn Own) -> Value {
    own.value().unwrap_or_default()
}
