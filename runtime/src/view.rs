//! A Rust value seen as JSON: what writing, validating and serde have in common.
//!
//! Generated types say what their members are, once, and the runtime does the
//! rest without a generic in sight: a [`Node`] is one value, its children are
//! reached through trait objects.

use crate::own::value_of;
use crate::{Asking, Constraint, Map, Maybe, Named, Number, Own, Reader, Shape, Union, Value};

/// One value of an instance.
#[derive(Clone, Copy)]
pub enum Node<'a> {
    /// No value: an optional property that is not there.
    Absent,
    /// `null`.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// An integer.
    Integer(i128),
    /// A finite number; others have no JSON and are written as `null`.
    Float(f64),
    /// A number by its JSON text.
    Number(&'a str),
    /// A string.
    Text(&'a str),
    /// An array.
    Array(&'a dyn Elements),
    /// An object without declared properties.
    Map(&'a dyn Entries),
    /// An object of a generated struct.
    Object(&'a dyn Object),
    /// A value of a generated newtype.
    Named(&'static Named, &'a dyn View),
    /// A value of a generated union: how it is judged, its table, which alternative
    /// it holds, and the value.
    Union(Judge, &'static Union, usize, &'a dyn View),
    /// A value of a type that is not generated.
    Own(&'a dyn Own),
}

/// Reads a union from JSON text, reporting what is wrong with it.
pub type Judge = fn(&mut Reader<'_>);

/// A value that can be seen as JSON.
pub trait View {
    /// The value as a node.
    fn view(&self) -> Node<'_>;
}

/// The elements of an array.
pub trait Elements {
    /// How many there are.
    fn count(&self) -> usize;
    /// The element at `index`.
    fn element(&self, index: usize) -> Node<'_>;
}

/// The entries of a map.
pub trait Entries {
    /// How many there are.
    fn count(&self) -> usize;
    /// The entry at `index`.
    fn entry(&self, index: usize) -> (&str, Node<'_>);
}

/// A generated struct.
pub trait Object {
    /// The table of its type.
    fn shape(&self) -> &'static Shape;
    /// The member at `index` of the table.
    fn member(&self, index: usize) -> Node<'_>;
    /// The properties that the table does not name, where they are kept.
    fn extra(&self) -> Option<&dyn Entries> {
        None
    }
    /// Asks the rules that are functions of the user's.
    fn ask(&self, _asking: &mut Asking) {}
}

impl<'a> Node<'a> {
    /// The node without the wrapping of newtypes and unions.
    #[must_use]
    pub fn peel(self) -> Node<'a> {
        let mut node = self;
        while let Node::Named(_, inner) | Node::Union(_, _, _, inner) = node {
            node = inner.view();
        }
        node
    }

    /// The JSON type, after JSON Schema 2020-12 core section 4.2.1.
    #[must_use]
    pub fn type_name(self) -> &'static str {
        match self.peel() {
            Node::Absent | Node::Null => "null",
            Node::Bool(_) => "boolean",
            Node::Integer(_) => "integer",
            Node::Float(_) | Node::Number(_) => "number",
            Node::Text(_) => "string",
            Node::Array(_) => "array",
            Node::Map(_) | Node::Object(_) | Node::Named(..) | Node::Union(..) => "object",
            Node::Own(own) => value_of(own).view().type_name(),
        }
    }
}

/// Calls `visit` with every property of an object node that is present.
pub(crate) fn for_each_member<'a>(node: Node<'a>, visit: &mut dyn FnMut(&'a str, Node<'a>)) {
    let entries = match node {
        Node::Map(entries) => Some(entries),
        Node::Object(object) => {
            for (index, name) in object.shape().fields.iter().enumerate() {
                match object.member(index) {
                    Node::Absent => {}
                    value => visit(name, value),
                }
            }
            object.extra()
        }
        _ => None,
    };
    if let Some(entries) = entries {
        for index in 0..entries.count() {
            let (name, value) = entries.entry(index);
            visit(name, value);
        }
    }
}

/// `null`, where nothing else is possible.
impl View for () {
    fn view(&self) -> Node<'_> {
        Node::Null
    }
}

impl View for bool {
    fn view(&self) -> Node<'_> {
        Node::Bool(*self)
    }
}

macro_rules! integer_view {
    ($($integer:ty)*) => {$(
        impl View for $integer {
            fn view(&self) -> Node<'_> {
                Node::Integer(i128::from(*self))
            }
        }
    )*};
}

integer_view!(i8 i16 i32 i64 u8 u16 u32 u64);

impl View for f64 {
    fn view(&self) -> Node<'_> {
        Node::Float(*self)
    }
}

impl View for String {
    fn view(&self) -> Node<'_> {
        Node::Text(self)
    }
}

impl View for Number {
    fn view(&self) -> Node<'_> {
        Number::view(self)
    }
}

impl View for Value {
    fn view(&self) -> Node<'_> {
        match self {
            Value::Null => Node::Null,
            Value::Bool(value) => Node::Bool(*value),
            Value::Number(number) => number.view(),
            Value::String(text) => Node::Text(text),
            Value::Array(items) => Node::Array(items),
            Value::Object(map) => Node::Map(map),
        }
    }
}

/// `None` is `null`; a struct turns the `None` of an optional field into
/// [`Node::Absent`] with [`optional`].
impl<T: View> View for Option<T> {
    fn view(&self) -> Node<'_> {
        match self {
            Some(value) => value.view(),
            None => Node::Null,
        }
    }
}

impl<T: View> View for Maybe<T> {
    fn view(&self) -> Node<'_> {
        match self {
            Maybe::Absent => Node::Absent,
            Maybe::Null => Node::Null,
            Maybe::Value(value) => value.view(),
        }
    }
}

/// The view of an optional field: `None` is absent.
pub fn optional<T: View>(value: &Option<T>) -> Node<'_> {
    match value {
        Some(value) => value.view(),
        None => Node::Absent,
    }
}

impl<T: View + ?Sized> View for Box<T> {
    fn view(&self) -> Node<'_> {
        (**self).view()
    }
}

impl<T: View> View for Vec<T> {
    fn view(&self) -> Node<'_> {
        Node::Array(self)
    }
}

impl<T: View> Elements for Vec<T> {
    fn count(&self) -> usize {
        self.len()
    }

    fn element(&self, index: usize) -> Node<'_> {
        self.get(index).map_or(Node::Absent, View::view)
    }
}

impl<V: View> View for Map<V> {
    fn view(&self) -> Node<'_> {
        Node::Map(self)
    }
}

impl<V: View> Entries for Map<V> {
    fn count(&self) -> usize {
        self.len()
    }

    fn entry(&self, index: usize) -> (&str, Node<'_>) {
        self.get_index(index)
            .map_or(("", Node::Absent), |(key, value)| (key, value.view()))
    }
}

/// The constraints on the elements of an array.
pub(crate) fn item_constraints(constraints: &'static [Constraint]) -> &'static [Constraint] {
    constraints
        .iter()
        .find_map(|constraint| match constraint {
            Constraint::Items(items) => Some(*items),
            _ => None,
        })
        .unwrap_or_default()
}

/// The constraints on each of the first elements of an array.
pub(crate) fn prefix_constraints(
    constraints: &'static [Constraint],
) -> &'static [&'static [Constraint]] {
    constraints
        .iter()
        .find_map(|constraint| match constraint {
            Constraint::Prefix(prefix) => Some(*prefix),
            _ => None,
        })
        .unwrap_or_default()
}

/// The constraints on the values of a map.
pub(crate) fn value_constraints(constraints: &'static [Constraint]) -> &'static [Constraint] {
    constraints
        .iter()
        .find_map(|constraint| match constraint {
            Constraint::Values(values) => Some(*values),
            _ => None,
        })
        .unwrap_or_default()
}
