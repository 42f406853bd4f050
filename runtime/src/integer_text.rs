//! Integers that travel as texts: `"123"` under `type: string, format: int64`.

use std::fmt;
use std::ops::{Deref, DerefMut};
use std::str::FromStr;

use crate::reader::Reader;
use crate::shape::Checks;
use crate::{Custom, Model, Node, Value};

/// An integer that is a string in JSON, as JSON's numbers are fractions of 53 bits to many programs:
/// `"9007199254740993"`. In Rust it is the number.
///
/// ```
/// use fieldwright_runtime::{IntegerText, from_json, to_json};
///
/// let mut id: IntegerText<i64> = from_json(r#""9007199254740993""#)?;
/// *id += 1;
/// assert_eq!(to_json(&id), r#""9007199254740994""#);
/// # Ok::<(), fieldwright_runtime::Violations>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct IntegerText<T>(pub T);

impl<T: fmt::Debug> fmt::Debug for IntegerText<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl<T: fmt::Display> fmt::Display for IntegerText<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl<T: FromStr> FromStr for IntegerText<T> {
    type Err = T::Err;

    fn from_str(text: &str) -> Result<Self, T::Err> {
        text.parse().map(Self)
    }
}

impl<T> From<T> for IntegerText<T> {
    fn from(value: T) -> Self {
        Self(value)
    }
}

impl<T: PartialEq> PartialEq<T> for IntegerText<T> {
    fn eq(&self, other: &T) -> bool {
        self.0 == *other
    }
}

impl<T> Deref for IntegerText<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0
    }
}

impl<T> DerefMut for IntegerText<T> {
    fn deref_mut(&mut self) -> &mut T {
        &mut self.0
    }
}

macro_rules! integers {
    ($($integer:ty)*) => {$(
        impl Model for IntegerText<$integer> {
            fn read_value(reader: &mut Reader<'_>, checks: Checks) -> Option<Self> {
                let at = reader.position();
                let text = reader.text_value("string")?;
                reader.check(at, Node::Text(&text), checks);
                // It is written back in the same form.
                let value: Option<$integer> = text.parse().ok();
                let value = value.filter(|value| value.to_string() == *text);
                if value.is_none() {
                    reader.unrepresentable(at, [("type", stringify!($integer).into())]);
                }
                value.map(Self)
            }

            fn view_value(&self) -> Node<'_> {
                Node::Custom(self)
            }

            crate::whole_value! {}
        }

        impl Custom for IntegerText<$integer> {
            fn value(&self) -> Option<Value> {
                Some(Value::String(self.0.to_string()))
            }
        }
    )*};
}

integers!(i8 i16 i32 i64 u8 u16 u32 u64);
