//! Named types that are no objects: newtypes, and enums of strings and integers.

use super::Reader;
use crate::shape::{Constraint, Enum, IntegerEnum, Named};
use crate::suggest::nearest;
use crate::view::{Node, View};
use crate::{Map, Read, Value};

/// What an enum's value is.
#[derive(Debug)]
pub enum EnumValue<T> {
    /// The index of a declared value.
    Known(usize),
    /// A value that the schema does not name.
    Unknown(T),
}

impl Reader<'_> {
    /// Reads the content of a newtype and checks the newtype's own constraints.
    pub fn named<T: Read + View>(
        &mut self,
        named: &'static Named,
        constraints: &'static [Constraint],
    ) -> Option<T> {
        let at = self.pos;
        let outer = self.place.enter(named.pointer);
        let value = self.judged(named.judges, |reader| T::read(reader, named.constraints));
        self.place.leave(outer);
        if let Some(value) = &value {
            self.check(at, value.view(), constraints);
        }
        value
    }

    /// Reads the value of an enum of strings.
    pub fn enumeration(
        &mut self,
        table: &'static Enum,
        constraints: &'static [Constraint],
    ) -> Option<EnumValue<String>> {
        let at = self.pos;
        let outer = self.place.enter(table.pointer);
        let text = self.text_value("string");
        let value = text
            .as_deref()
            .and_then(|text| self.enum_value(table, text, at));
        self.place.leave(outer);
        // What is kept is checked: the wire value, whatever alias was read.
        let wire = match &value {
            Some(EnumValue::Known(index)) => table.values.get(*index).copied(),
            Some(EnumValue::Unknown(text)) => Some(text.as_str()),
            None => None,
        };
        self.check(at, Node::Text(wire?), constraints);
        value
    }

    fn enum_value(
        &mut self,
        table: &'static Enum,
        text: &str,
        at: usize,
    ) -> Option<EnumValue<String>> {
        if let Some(index) = table.find(text) {
            return Some(EnumValue::Known(index));
        }
        if table.open {
            return Some(EnumValue::Unknown(text.to_owned()));
        }
        self.misshapen(at, table.keyword, enum_parameters(table, text));
        None
    }

    /// Reads the value of an enum of integers.
    pub fn integer_enumeration(
        &mut self,
        table: &'static IntegerEnum,
        constraints: &'static [Constraint],
    ) -> Option<EnumValue<i64>> {
        let at = self.pos;
        let outer = self.place.enter(table.pointer);
        let integer = i64::read(self, &[]);
        let value = integer.and_then(|integer| {
            match table.values.iter().position(|known| *known == integer) {
                Some(index) => Some(EnumValue::Known(index)),
                None if table.open => Some(EnumValue::Unknown(integer)),
                None => {
                    let mut parameters = listed(table.keyword);
                    parameters.insert("allowed", Value::from(table.values.to_vec()));
                    self.misshapen(at, table.keyword, parameters);
                    None
                }
            }
        });
        self.place.leave(outer);
        self.check(at, Node::Integer(i128::from(integer?)), constraints);
        value
    }
}

impl Enum {
    /// The index of the value that `text` is, by wire value or alias.
    #[must_use]
    pub fn find(&self, text: &str) -> Option<usize> {
        let by_value = self.values.iter().position(|value| *value == text);
        by_value.or_else(|| {
            let alias = self.aliases.iter().find(|(alias, _)| *alias == text)?;
            Some(alias.1)
        })
    }
}

/// A union says how many of its alternatives match.
fn listed(keyword: &str) -> Map<Value> {
    match keyword {
        "enum" => Map::new(),
        _ => Map::from([("matches", Value::from(0u64))]),
    }
}

/// What a refused enum value is told: the allowed ones and the nearest.
fn enum_parameters(table: &Enum, text: &str) -> Map<Value> {
    let allowed = Value::from(table.values.to_vec());
    let mut parameters = listed(table.keyword);
    parameters.insert("allowed", allowed);
    if let Some(near) = nearest(text, table.values.iter().copied()) {
        parameters.insert("nearest", Value::from(near));
    }
    parameters
}
