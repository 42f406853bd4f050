//! The pointer of a check in the normalised schema: kept as a few words, written out only for a
//! violation.

use crate::layout::Field;
use crate::pointer::{push_fragment, push_segment};

/// A pointer into the normalised schema.
pub(crate) struct InstancePath {
    frame: Frame,
    /// The first steps; most readers never take more, and allocate nothing.
    near: [SchemaStep; NEAR],
    far: Vec<SchemaStep>,
    depth: usize,
}

const NEAR: usize = 16;

/// The named schema of a pointer, and the property within it.
#[derive(Clone, Copy)]
pub(crate) struct Frame {
    pointer: &'static str,
    field: Option<&'static Field>,
    first_step: usize,
}

/// One step into the schema of a property.
#[derive(Clone, Copy)]
pub(crate) enum SchemaStep {
    Items,
    Prefix(u16),
    Values,
    /// Into the values of properties that no other keyword evaluates.
    Unevaluated,
    /// The same schema, viewed as one of its types.
    Here,
    AnyOf(u16),
    OneOf(u16),
}

impl SchemaStep {
    /// Into one of `prefixItems`.
    pub(crate) fn prefix(index: usize) -> Self {
        Self::Prefix(u16::try_from(index).unwrap_or(u16::MAX))
    }

    /// Into the schema of undeclared properties, by the keyword that has it.
    pub(crate) fn others(keyword: &str) -> Self {
        match keyword {
            "unevaluatedProperties" => Self::Unevaluated,
            _ => Self::Values,
        }
    }
}

impl InstancePath {
    pub(crate) const fn root() -> Self {
        Self {
            frame: Frame {
                pointer: "#",
                field: None,
                first_step: 0,
            },
            near: [SchemaStep::Items; NEAR],
            far: Vec::new(),
            depth: 0,
        }
    }

    /// Enters a named schema; pass the result to [`Self::leave`].
    pub(crate) fn enter(&mut self, pointer: &'static str) -> Frame {
        let frame = Frame {
            pointer,
            field: None,
            first_step: self.depth,
        };
        std::mem::replace(&mut self.frame, frame)
    }

    pub(crate) fn leave(&mut self, outer: Frame) {
        self.frame = outer;
    }

    pub(crate) fn set_field(&mut self, field: Option<&'static Field>) {
        self.frame.field = field;
    }

    pub(crate) fn push(&mut self, step: SchemaStep) {
        match self.near.get_mut(self.depth) {
            Some(place) => *place = step,
            None => self.far.push(step),
        }
        self.depth += 1;
    }

    pub(crate) fn pop(&mut self) {
        self.depth -= 1;
        if self.depth >= NEAR {
            self.far.pop();
        }
    }

    /// The pointer of a keyword in this schema.
    pub(crate) fn keyword(&self, keyword: &str) -> String {
        let mut out = self.pointer();
        push_segment(&mut out, keyword);
        out
    }

    /// The pointer of this schema.
    pub(crate) fn pointer(&self) -> String {
        let start = match self.frame.field {
            Some(field) if !field.pointer.is_empty() => field.pointer,
            _ => self.frame.pointer,
        };
        // Room for a property, a step and a keyword.
        let mut out = String::with_capacity(start.len() + 64);
        out.push_str(start);
        if let Some(field) = self.frame.field.filter(|field| field.pointer.is_empty()) {
            out.push_str("/properties");
            push_fragment(&mut out, &field.name);
        }
        let steps = self.near.iter().take(self.depth).chain(&self.far);
        for step in steps.skip(self.frame.first_step) {
            match step {
                SchemaStep::Items => out.push_str("/items"),
                SchemaStep::Prefix(index) => out.push_str(&format!("/prefixItems/{index}")),
                SchemaStep::Values => out.push_str("/additionalProperties"),
                SchemaStep::Unevaluated => out.push_str("/unevaluatedProperties"),
                SchemaStep::Here => {}
                SchemaStep::AnyOf(index) => out.push_str(&format!("/anyOf/{index}")),
                SchemaStep::OneOf(index) => out.push_str(&format!("/oneOf/{index}")),
            }
        }
        out
    }
}
