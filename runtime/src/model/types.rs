//! How the Rust types of fields are read and viewed.

use std::borrow::Cow;

use super::{Empty, Model, is_same, replace};
use crate::reader::Reader;
use crate::shape::Checks;
use crate::view::{Elements, Entries, Node, item_constraints};
use crate::{Map, Maybe, Number, Value};

/// `null`, if no other value is possible.
impl Model for () {
    fn read_value(reader: &mut Reader<'_>, checks: Checks) -> Option<Self> {
        let at = reader.position();
        if !reader.null() {
            reader.wrong_type("null");
            return None;
        }
        reader.check(at, Node::Null, checks);
        Some(())
    }

    fn view_value(&self) -> Node<'_> {
        Node::Null
    }

    crate::whole_value! {}
}

impl Model for bool {
    fn read_value(reader: &mut Reader<'_>, checks: Checks) -> Option<Self> {
        let at = reader.position();
        if reader.is_coerced(checks) {
            return reader.coerced("boolean", checks);
        }
        let value = reader.boolean()?;
        reader.check(at, Node::Bool(value), checks);
        Some(value)
    }

    fn view_value(&self) -> Node<'_> {
        Node::Bool(*self)
    }

    crate::whole_value! {}
}

impl Model for String {
    fn read_value(reader: &mut Reader<'_>, checks: Checks) -> Option<Self> {
        let at = reader.position();
        let text = match reader.plain_text() {
            Some(text) => Cow::Borrowed(text),
            None => reader.text_value("string")?,
        };
        reader.check_text(at, &text, checks);
        Some(text.into_owned())
    }

    fn view_value(&self) -> Node<'_> {
        Node::Text(self)
    }

    crate::whole_value! {}
}

macro_rules! integers {
    ($($integer:ty)*) => {$(
        impl Model for $integer {
            fn read_value(reader: &mut Reader<'_>, checks: Checks) -> Option<Self> {
                let at = reader.position();
                if reader.is_coerced(checks) {
                    return reader.coerced("integer", checks);
                }
                let value = reader.integer(checks)?;
                let value = Self::try_from(value).ok();
                reader.held(at, value, stringify!($integer))
            }

            fn view_value(&self) -> Node<'_> {
                Node::Integer(i128::from(*self))
            }

            crate::whole_value! {}
        }

        impl Empty for $integer {
            const EMPTY: Self = 0;
        }
    )*};
}

integers!(i8 i16 i32 i64 u8 u16 u32 u64);

impl Model for f64 {
    fn read_value(reader: &mut Reader<'_>, checks: Checks) -> Option<Self> {
        let at = reader.position();
        if reader.is_coerced(checks) {
            return reader.coerced("number", checks);
        }
        let number = reader.number("number")?;
        let value = number.float();
        if !checks.is_empty() {
            // Checks the value that is kept: the shortest text of the f64.
            reader.check_number(at, value.map_or(number.node(), Node::Float), checks);
        }
        reader.held(at, value, "f64")
    }

    fn view_value(&self) -> Node<'_> {
        Node::Float(*self)
    }

    crate::whole_value! {}
}

impl Model for Number {
    fn read_value(reader: &mut Reader<'_>, checks: Checks) -> Option<Self> {
        let at = reader.position();
        if reader.is_coerced(checks) {
            return reader.coerced("number", checks);
        }
        let number = reader.number("number")?;
        reader.check_number(at, number.node(), checks);
        Some(Number::from_text(number.text))
    }

    fn view_value(&self) -> Node<'_> {
        match self.parts() {
            Ok(integer) => Node::Integer(i128::from(integer)),
            Err(text) => Node::Number(text),
        }
    }

    crate::whole_value! {}
}

impl Model for Value {
    fn read_value(reader: &mut Reader<'_>, checks: Checks) -> Option<Self> {
        let at = reader.position();
        let value = match reader.peek() {
            Some(b'"') => Value::String(reader.text_value("string")?.into_owned()),
            Some(b'{') => Value::Object(reader.map(checks)?.0),
            Some(b'[') => Value::Array(read_items(reader, checks)?.0),
            Some(b't' | b'f') => Value::Bool(reader.boolean()?),
            Some(b'n') => reader.null().then_some(Value::Null)?,
            _ => Value::Number(Number::read_value(reader, &[])?),
        };
        reader.check(at, value.view_value(), checks);
        Some(value)
    }

    fn view_value(&self) -> Node<'_> {
        match self {
            Value::Null => Node::Null,
            Value::Bool(value) => Node::Bool(*value),
            Value::Number(number) => number.view_value(),
            Value::String(text) => Node::Text(text),
            Value::Array(items) => Node::Array(items),
            Value::Object(map) => Node::Map(map),
        }
    }

    crate::whole_value! {}
}

/// As an element, `None` is null; as a property, its table decides.
impl<T: Model + PartialEq> Model for Option<T> {
    fn read_value(reader: &mut Reader<'_>, checks: Checks) -> Option<Self> {
        let at = reader.position();
        if reader.null() {
            reader.check(at, Node::Null, checks);
            return Some(None);
        }
        T::read_value(reader, checks).map(Some)
    }

    fn fill_slot(&mut self, reader: &mut Reader<'_>, checks: Checks) -> bool {
        *self = T::read_value(reader, checks);
        self.is_some()
    }

    fn set_null(&mut self) {
        *self = None;
    }

    fn view_value(&self) -> Node<'_> {
        self.as_ref().map_or(Node::Null, Model::view_value)
    }

    fn view_member(&self) -> Node<'_> {
        self.as_ref().map_or(Node::Absent, Model::view_value)
    }

    #[inline]
    fn is_same(&self, other: &dyn Model) -> bool {
        is_same(self, other)
    }
}

/// Of a property that may be absent and may be `null`.
impl<T: Model + PartialEq> Model for Maybe<T> {
    fn read_value(reader: &mut Reader<'_>, checks: Checks) -> Option<Self> {
        Option::read_value(reader, checks).map(|value| match value {
            Some(value) => Self::Value(value),
            None => Self::Null,
        })
    }

    fn fill_slot(&mut self, reader: &mut Reader<'_>, checks: Checks) -> bool {
        replace(self, T::read_value(reader, checks).map(Self::Value))
    }

    fn set_null(&mut self) {
        *self = Self::Null;
    }

    fn view_value(&self) -> Node<'_> {
        match self {
            Maybe::Absent => Node::Absent,
            Maybe::Null => Node::Null,
            Maybe::Value(value) => value.view_value(),
        }
    }

    #[inline]
    fn is_same(&self, other: &dyn Model) -> bool {
        is_same(self, other)
    }
}

impl<T: Model + PartialEq> Model for Box<T> {
    fn read_value(reader: &mut Reader<'_>, checks: Checks) -> Option<Self> {
        T::read_value(reader, checks).map(Box::new)
    }

    fn fill_slot(&mut self, reader: &mut Reader<'_>, checks: Checks) -> bool {
        (**self).fill_slot(reader, checks)
    }

    fn set_null(&mut self) {
        (**self).set_null();
    }

    fn view_value(&self) -> Node<'_> {
        (**self).view_value()
    }

    #[inline]
    fn is_same(&self, other: &dyn Model) -> bool {
        is_same(self, other)
    }
}

impl<T: Model + PartialEq> Model for Vec<T> {
    fn read_value(reader: &mut Reader<'_>, checks: Checks) -> Option<Self> {
        let at = reader.position();
        let (items, missing) = read_items(reader, checks)?;
        reader.check_items(at, &items, &missing, checks);
        Some(items)
    }

    fn view_value(&self) -> Node<'_> {
        Node::Array(self)
    }

    crate::whole_value! {}
}

impl<T: Model> Elements for Vec<T> {
    fn count(&self) -> usize {
        self.len()
    }

    fn element(&self, index: usize) -> Node<'_> {
        self.get(index).map_or(Node::Absent, Model::view_value)
    }
}

/// The elements, and the indices of those that fail: those have been reported, and the violations
/// of the others are still found.
fn read_items<T: Model>(reader: &mut Reader<'_>, checks: Checks) -> Option<(Vec<T>, Vec<usize>)> {
    let inner = item_constraints(checks);
    let mut items = Vec::new();
    let mut missing = Vec::new();
    let complete = reader.array(&mut |reader| match T::read_value(reader, inner) {
        Some(item) => items.push(item),
        None => missing.push(items.len() + missing.len()),
    });
    complete.then_some((items, missing))
}

impl<V: Model + PartialEq> Model for Map<V> {
    fn read_value(reader: &mut Reader<'_>, checks: Checks) -> Option<Self> {
        reader.checked_map(checks)
    }

    fn view_value(&self) -> Node<'_> {
        Node::Map(self)
    }

    crate::whole_value! {}
}

impl<V: Model> Entries for Map<V> {
    fn count(&self) -> usize {
        self.len()
    }

    fn named_element(&self, index: usize) -> (&str, Node<'_>) {
        self.get_index(index)
            .map_or(("", Node::Absent), |(key, value)| (key, value.view_value()))
    }
}

macro_rules! empty {
    ($($ty:ty [$($generic:ident)?] = $value:expr;)*) => {$(
        impl $(<$generic>)? Empty for $ty {
            const EMPTY: Self = $value;
        }
    )*};
}

empty! {
    () [] = ();
    bool [] = false;
    f64 [] = 0.0;
    String [] = String::new();
    Value [] = Value::Null;
    Number [] = Number::ZERO;
    Option<T> [T] = None;
    Maybe<T> [T] = Maybe::Absent;
    Vec<T> [T] = Vec::new();
    Map<T> [T] = Map::new();
}

impl Reader<'_> {
    /// Reads an integer and checks `checks` on it. One too large for any integer type is checked
    /// too, and then returned as the largest.
    fn integer(&mut self, checks: Checks) -> Option<i128> {
        let at = self.position();
        let number = self.number("integer")?;
        if !number.is_integer() {
            self.report_type(at, "integer", "number");
            return None;
        }
        self.check_number(at, number.node(), checks);
        Some(number.integer().unwrap_or(i128::MAX))
    }

    /// `value`, or a violation if the type cannot hold it, unless another one already reports this
    /// location.
    fn held<T>(&mut self, at: usize, value: Option<T>, name: &'static str) -> Option<T> {
        if value.is_none() {
            self.unrepresentable(at, [("type", name.into())]);
        }
        value
    }
}
