//! The types of a parameter's value: the information that the text lacks.
//!
//! ```text
//! integer            boolean|string          any
//! [string]           {a:integer,"b c":[string],*:any}          @0
//! ```
//! A shape is written beside its parameter; `@0` is the object of a separate line, so that schemas
//! may be recursive. A property without a shape is a string, `*` stands for those not named. The
//! generator writes them, so that errors in them need no explanation.

use std::collections::BTreeMap;

use crate::Model;
use crate::reader::Reader;

/// The JSON types of a value.
#[derive(Debug, Clone, Default)]
pub(super) struct Shape {
    pub(super) scalars: Scalars,
    /// The shape of the elements, if it may be an array.
    pub(super) items: Option<Box<Shape>>,
    /// The shape of an object, if it may be one.
    pub(super) object: Option<Object>,
}

/// The shape of a value that is not requested.
pub(super) static NOTHING: Shape = Shape {
    scalars: Scalars::NONE,
    items: None,
    object: None,
};

/// The scalar types among them.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(super) struct Scalars {
    pub(super) boolean: bool,
    pub(super) integer: bool,
    pub(super) number: bool,
    pub(super) string: bool,
}

#[derive(Debug, Clone)]
pub(super) enum Object {
    Inline(Members),
    /// That of this line.
    Line(usize),
}

/// The properties of an object.
#[derive(Debug, Clone, Default)]
pub(super) struct Members {
    pub(super) named: BTreeMap<String, Shape>,
    /// Properties that are not named.
    pub(super) rest: Option<Box<Shape>>,
}

impl Scalars {
    const NONE: Self = Self {
        boolean: false,
        integer: false,
        number: false,
        string: false,
    };
    const ANY: Self = Self {
        boolean: true,
        integer: true,
        number: true,
        string: true,
    };

    pub(super) fn is_empty(self) -> bool {
        self == Self::NONE
    }

    /// Adds the type of this name; `false` if it is none.
    pub(super) fn add(&mut self, name: &str) -> bool {
        match name {
            "boolean" => self.boolean = true,
            "integer" => self.integer = true,
            "number" => self.number = true,
            "string" => self.string = true,
            "any" => *self = Self::ANY,
            _ => return false,
        }
        true
    }
}

impl Shape {
    pub(super) fn string() -> Self {
        let mut shape = Self::default();
        shape.scalars.string = true;
        shape
    }

    /// Whether a value is an array, if its text does not show that it is a scalar.
    pub(super) fn is_list(&self) -> bool {
        self.items.is_some() && self.scalars.is_empty()
    }

    /// The same for an object.
    pub(super) fn is_object(&self) -> bool {
        self.object.is_some() && self.items.is_none() && self.scalars.is_empty()
    }

    pub(super) fn item(&self) -> &Self {
        self.items.as_deref().unwrap_or(&NOTHING)
    }
}

/// Shapes and names, read from the front of a line.
pub(super) struct Scan<'t> {
    pub(super) rest: &'t str,
}

impl Scan<'_> {
    pub(super) fn take(&mut self, token: char) -> bool {
        let rest = self.rest.strip_prefix(token);
        self.rest = rest.unwrap_or(self.rest);
        rest.is_some()
    }

    /// A word, or a JSON string.
    pub(super) fn name(&mut self) -> String {
        if self.rest.starts_with('"') {
            let mut reader = Reader::new(self.rest, false);
            let name = String::read_value(&mut reader, &[]).unwrap_or_default();
            self.rest = self.rest.get(reader.position()..).unwrap_or_default();
            return name;
        }
        let end = self.rest.find(|c| ":,{}[]| ".contains(c));
        let (name, rest) = self.rest.split_at(end.unwrap_or(self.rest.len()));
        self.rest = rest;
        name.to_owned()
    }

    pub(super) fn shape(&mut self) -> Shape {
        let mut shape = Shape::default();
        loop {
            if self.take('[') {
                shape.items = Some(Box::new(self.shape()));
                self.take(']');
            } else if self.take('{') {
                shape.object = Some(Object::Inline(self.members()));
            } else if self.take('@') {
                let line = self.name().parse().unwrap_or(usize::MAX);
                shape.object = Some(Object::Line(line));
            } else {
                let name = self.name();
                shape.scalars.add(&name);
            }
            if !self.take('|') {
                return shape;
            }
        }
    }

    /// The properties of an object, behind its brace.
    pub(super) fn members(&mut self) -> Members {
        let mut members = Members::default();
        while !self.take('}') && !self.rest.is_empty() {
            let is_rest = self.rest.starts_with('*');
            let name = self.name();
            let shape = match self.take(':') {
                true => self.shape(),
                false => Shape::string(),
            };
            match is_rest {
                true => members.rest = Some(Box::new(shape)),
                false => drop(members.named.insert(name, shape)),
            }
            self.take(',');
        }
        members
    }
}
