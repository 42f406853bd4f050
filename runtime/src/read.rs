//! How each Rust type is read.

use crate::reader::Reader;
use crate::shape::Constraint;
use crate::view::{Node, View, item_constraints};
use crate::{Map, Number, Value};

/// A type that can be read from JSON.
pub trait Read: Sized {
    /// Reads the value that stands here, and checks `constraints` on it. `None`
    /// where no value can be made, after reporting why and reading past it.
    fn read(reader: &mut Reader<'_>, constraints: &'static [Constraint]) -> Option<Self>;
}

impl Read for () {
    fn read(reader: &mut Reader<'_>, constraints: &'static [Constraint]) -> Option<Self> {
        let at = reader.position();
        if !reader.null() {
            reader.wrong_type("null");
            return None;
        }
        reader.check(at, Node::Null, constraints);
        Some(())
    }
}

impl Read for bool {
    fn read(reader: &mut Reader<'_>, constraints: &'static [Constraint]) -> Option<Self> {
        let at = reader.position();
        let value = reader.boolean()?;
        reader.check(at, Node::Bool(value), constraints);
        Some(value)
    }
}

impl Read for String {
    fn read(reader: &mut Reader<'_>, constraints: &'static [Constraint]) -> Option<Self> {
        let at = reader.position();
        let value = reader.text_value("string")?;
        reader.check(at, Node::Text(&value), constraints);
        Some(value.into_owned())
    }
}

macro_rules! read_integer {
    ($($integer:ty)*) => {$(
        impl Read for $integer {
            fn read(
                reader: &mut Reader<'_>,
                constraints: &'static [Constraint],
            ) -> Option<Self> {
                let at = reader.position();
                let value = reader.integer(constraints)?;
                let value = Self::try_from(value).ok();
                reader.held(at, value, stringify!($integer))
            }
        }
    )*};
}

read_integer!(i8 i16 i32 i64 u8 u16 u32 u64);

impl Read for f64 {
    fn read(reader: &mut Reader<'_>, constraints: &'static [Constraint]) -> Option<Self> {
        let at = reader.position();
        let number = reader.number("number")?;
        let value = number.float();
        if !constraints.is_empty() {
            // What is checked is what is kept: the shortest text of the f64.
            reader.check(at, value.map_or(number.node(), Node::Float), constraints);
        }
        reader.held(at, value, "f64")
    }
}

impl Read for Number {
    fn read(reader: &mut Reader<'_>, constraints: &'static [Constraint]) -> Option<Self> {
        let at = reader.position();
        let number = reader.number("number")?;
        reader.check(at, number.node(), constraints);
        Some(Number::from_text(number.text))
    }
}

impl Read for Value {
    fn read(reader: &mut Reader<'_>, constraints: &'static [Constraint]) -> Option<Self> {
        let at = reader.position();
        let value = match reader.peek() {
            Some(b'"') => Value::String(reader.text_value("string")?.into_owned()),
            Some(b'{') => Value::Object(reader.map(constraints)?.0),
            Some(b'[') => Value::Array(read_items(reader, constraints)?.0),
            Some(b't' | b'f') => Value::Bool(reader.boolean()?),
            Some(b'n') => reader.null().then_some(Value::Null)?,
            _ => Value::Number(Number::read(reader, &[])?),
        };
        reader.check(at, value.view(), constraints);
        Some(value)
    }
}

impl<T: Read> Read for Option<T> {
    fn read(reader: &mut Reader<'_>, constraints: &'static [Constraint]) -> Option<Self> {
        let at = reader.position();
        if reader.null() {
            reader.check(at, Node::Null, constraints);
            return Some(None);
        }
        T::read(reader, constraints).map(Some)
    }
}

impl<T: Read> Read for Box<T> {
    fn read(reader: &mut Reader<'_>, constraints: &'static [Constraint]) -> Option<Self> {
        T::read(reader, constraints).map(Box::new)
    }
}

impl<T: Read + View> Read for Vec<T> {
    fn read(reader: &mut Reader<'_>, constraints: &'static [Constraint]) -> Option<Self> {
        let at = reader.position();
        let (items, missing) = read_items(reader, constraints)?;
        reader.check_items(at, &items, &missing, constraints);
        Some(items)
    }
}

/// The elements, and the indices of those that fail: they have been reported, and what is wrong
/// with the others is still found.
fn read_items<T: Read>(
    reader: &mut Reader<'_>,
    constraints: &'static [Constraint],
) -> Option<(Vec<T>, Vec<usize>)> {
    let inner = item_constraints(constraints);
    let mut items = Vec::new();
    let mut missing = Vec::new();
    let complete = reader.array(&mut |reader| match T::read(reader, inner) {
        Some(item) => items.push(item),
        None => missing.push(items.len() + missing.len()),
    });
    complete.then_some((items, missing))
}

impl<V: Read + View> Read for Map<V> {
    fn read(reader: &mut Reader<'_>, constraints: &'static [Constraint]) -> Option<Self> {
        reader.checked_map(constraints)
    }
}

impl Reader<'_> {
    /// Reads an integer and checks `constraints` on it. One too large for any
    /// integer type is checked too, and then handed out as the largest.
    fn integer(&mut self, constraints: &'static [Constraint]) -> Option<i128> {
        let at = self.position();
        let number = self.number("integer")?;
        if !number.is_integer() {
            self.report_type(at, "integer", "number");
            return None;
        }
        self.check(at, number.node(), constraints);
        Some(number.integer().unwrap_or(i128::MAX))
    }

    /// `value`, or where the type cannot hold it a violation, unless another
    /// one speaks of this place already.
    fn held<T>(&mut self, at: usize, value: Option<T>, name: &'static str) -> Option<T> {
        if value.is_none() {
            let parameters = Map::from([("type", Value::from(name))]);
            self.unheld(at, parameters);
        }
        value
    }
}
