//! A Rust value viewed as JSON: the common part of writing, validating and serde.
//!
//! Generated types describe their members once; the runtime works on that without generics: a
//! [`Node`] is one value, its children are reached through trait objects.

use crate::custom::value_of;
use crate::model::each_field;
use crate::num::Num;
use crate::shape::{Checks, Constraint};
use crate::{Custom, Model, Named, Shape, Union};

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
    Object(&'static Shape, &'a dyn Model),
    /// A value of a generated newtype.
    Named(&'static Named, &'a dyn Model),
    /// A value of a generated union: its table, the name of the variant that it is, and the
    /// value in that.
    Union(&'static Union, &'static str, &'a dyn Model),
    /// A value of a type that is not generated.
    Custom(&'a dyn Custom),
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
    fn named_element(&self, index: usize) -> (&str, Node<'_>);
}

impl<'a> Node<'a> {
    /// The number, if it is one and has JSON text.
    #[inline]
    pub(crate) fn num(self) -> Option<Num<'a>> {
        match self {
            Node::Integer(value) => Some(Num::Integer(value)),
            Node::Float(value) if value.is_finite() => Some(Num::Float(value)),
            Node::Number(text) => Some(Num::Text(text)),
            _ => None,
        }
    }

    /// The node without the wrapping of newtypes and unions.
    #[must_use]
    pub fn peel(self) -> Node<'a> {
        let mut node = self;
        while let Node::Named(_, inner) | Node::Union(_, _, inner) = node {
            node = inner.view_value();
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
            Node::Map(_) | Node::Object(..) | Node::Named(..) | Node::Union(..) => "object",
            Node::Custom(custom) => value_of(custom).view_value().type_name(),
        }
    }
}

/// Calls `visit` with every property of an object node that is present.
pub(crate) fn for_each_member<'a>(node: Node<'a>, visit: &mut dyn FnMut(&'a str, Node<'a>)) {
    let entries = match node {
        Node::Map(entries) => Some(entries),
        Node::Object(shape, object) => {
            let mut fields = shape.layout().fields.iter();
            each_field(object, &mut |value| {
                if let Some(field) = fields.next() {
                    match field.member(value) {
                        Node::Absent => {}
                        value => visit(&field.name, value),
                    }
                }
            })
            .and_then(entries)
        }
        _ => None,
    };
    if let Some(entries) = entries {
        for index in 0..entries.count() {
            let (name, value) = entries.named_element(index);
            visit(name, value);
        }
    }
}

/// The entries of a map.
pub(crate) fn entries(map: &dyn Model) -> Option<&dyn Entries> {
    match map.view_value() {
        Node::Map(entries) => Some(entries),
        _ => None,
    }
}

/// The constraints on the elements of an array.
pub(crate) fn item_constraints(constraints: Checks) -> Checks {
    constraints
        .iter()
        .find_map(|constraint| match constraint {
            Constraint::Items(items) => Some(items.as_slice()),
            _ => None,
        })
        .unwrap_or_default()
}

/// The constraints on each of the first elements of an array.
pub(crate) fn prefix_constraints(constraints: Checks) -> &'static [Vec<Constraint>] {
    constraints
        .iter()
        .find_map(|constraint| match constraint {
            Constraint::Prefix(prefix) => Some(prefix.as_slice()),
            _ => None,
        })
        .unwrap_or_default()
}

/// Whether no element may follow those that are declared.
pub(crate) fn is_closed(constraints: Checks) -> bool {
    let mut constraints = constraints.iter();
    constraints.any(|constraint| matches!(constraint, Constraint::Closed(_)))
}

/// The constraints on the values of a map.
pub(crate) fn value_constraints(constraints: Checks) -> Checks {
    constraints
        .iter()
        .find_map(|constraint| match constraint {
            Constraint::Values(values) => Some(values.as_slice()),
            _ => None,
        })
        .unwrap_or_default()
}
