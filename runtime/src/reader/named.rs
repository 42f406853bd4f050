//! Named types that are no objects: newtypes, and enums of strings and integers.

use std::borrow::Cow;

use super::Reader;
use crate::fault::Fault;
use crate::shape::{Checks, Enum, IntegerEnum, Named};
use crate::view::Node;
use crate::{Model, UnknownValue, Value};

impl<'a> Reader<'a> {
    /// Reads the content of a newtype and checks the newtype's own constraints.
    pub fn named<T: Model>(&mut self, named: &'static Named, checks: Checks) -> Option<T> {
        let at = self.pos;
        let outer = self.place.enter(named.pointer);
        let value = self.evaluated(named.evaluated, |reader| {
            T::read_value(reader, named.constraints())
        });
        self.place.leave(outer);
        if let Some(value) = &value {
            self.check(at, value.view_value(), checks);
        }
        value
    }

    /// Reads the value of a closed enum of strings; `all` are its variants.
    pub fn known<T: Copy>(
        &mut self,
        table: &'static Enum,
        all: &'static [T],
        checks: Checks,
    ) -> Option<T> {
        let index = self.enumeration(table, checks)?.ok()?;
        all.get(index).copied()
    }

    /// Reads the value of an open enum of strings; `other` makes the variant for any other value.
    pub fn known_or<T: Clone>(
        &mut self,
        table: &'static Enum,
        all: &'static [T],
        other: fn(String) -> T,
        checks: Checks,
    ) -> Option<T> {
        match self.enumeration(table, checks)? {
            Ok(index) => all.get(index).cloned(),
            Err(text) => Some(other(text.into_owned())),
        }
    }

    /// Reads one of the strings that an alternative of a union is.
    pub fn unit(&mut self, table: &'static Enum) -> Option<&'static str> {
        let at = self.pos;
        let text = self.text_value("string")?;
        if let Some(index) = table.find(&text) {
            return table.values.get(index).copied();
        }
        let fault = match (table.keyword, table.values) {
            ("const", [only]) => Fault::constant(&Value::from(*only), Some(&text)),
            _ => unlisted(table, &text),
        };
        self.type_error(at, fault);
        None
    }

    /// The index of the next value, or the text of one that the schema does not name.
    #[inline]
    fn enumeration(
        &mut self,
        table: &'static Enum,
        checks: Checks,
    ) -> Option<Result<usize, Cow<'a, str>>> {
        let at = self.pos;
        if let Some(index) = self.plain_text().and_then(|text| table.find(text)) {
            self.check_wire(at, table, index, checks);
            return Some(Ok(index));
        }
        self.pos = at;
        self.other_enumeration(table, checks)
    }

    /// The same of any text.
    fn other_enumeration(
        &mut self,
        table: &'static Enum,
        checks: Checks,
    ) -> Option<Result<usize, Cow<'a, str>>> {
        let at = self.pos;
        let outer = self.place.enter(table.pointer);
        let text = self.text_value("string");
        let found = text.and_then(|text| {
            let index = table.find(&text);
            if index.is_none() && !table.open {
                self.type_error(at, unlisted(table, &text));
                return None;
            }
            if index.is_none() && table.advice {
                self.kept(at, unlisted(table, &text));
            }
            Some(index.ok_or(text))
        });
        self.place.leave(outer);
        let found = found?;
        match &found {
            Ok(index) => self.check_wire(at, table, *index, checks),
            Err(text) => self.check_text(at, text, checks),
        }
        Some(found)
    }

    /// Checks the value that is kept: the wire value, whatever alias was read.
    #[inline]
    fn check_wire(&mut self, at: usize, table: &Enum, index: usize, checks: Checks) {
        let wire = table.values.get(index).copied().unwrap_or_default();
        self.check_text(at, wire, checks);
    }

    /// Reads the value of an enum of integers; `other` makes the variant for a value that the
    /// schema does not name, if there is one.
    pub fn known_integer<T: Clone>(
        &mut self,
        table: &'static IntegerEnum,
        all: &'static [T],
        other: fn(i64) -> Option<T>,
        checks: Checks,
    ) -> Option<T> {
        let at = self.pos;
        let outer = self.place.enter(table.pointer);
        let integer = i64::read_value(self, &[]);
        let value = integer.and_then(|integer| {
            match table.values.iter().position(|known| *known == integer) {
                Some(index) => all.get(index).cloned(),
                None if table.open && !table.advice => other(integer),
                None => {
                    let allowed = table.values.iter().map(|one| Value::from(*one)).collect();
                    let fault = Fault::listed(table.keyword, allowed, None);
                    if table.open {
                        self.kept(at, fault);
                        return other(integer);
                    }
                    self.type_error(at, fault);
                    None
                }
            }
        });
        self.place.leave(outer);
        self.check(at, Node::Integer(i128::from(integer?)), checks);
        value
    }
}

impl Enum {
    /// The index of the value that `text` is, by wire value or alias.
    #[must_use]
    pub fn find(&self, text: &str) -> Option<usize> {
        let by_value = self.values.iter().position(|value| *value == text);
        by_value.or_else(|| {
            let (_, meant) = self.aliases.iter().find(|(alias, _)| *alias == text)?;
            self.values.iter().position(|value| value == meant)
        })
    }

    /// Called by `FromStr` of a closed enum.
    ///
    /// # Errors
    /// A text that is none of the values.
    pub fn value<T: Copy>(&'static self, all: &[T], text: &str) -> Result<T, UnknownValue> {
        let value = self.find(text).and_then(|index| all.get(index).copied());
        value.ok_or_else(|| UnknownValue::new(self, text))
    }

    /// Called by `FromStr` of an open enum.
    #[must_use]
    pub fn open_value<T: Clone>(&self, all: &[T], text: &str, other: fn(String) -> T) -> T {
        let value = self.find(text).and_then(|index| all.get(index).cloned());
        value.unwrap_or_else(|| other(text.to_owned()))
    }
}

/// A text that is none of an enum's values.
fn unlisted(table: &Enum, text: &str) -> Fault {
    Fault::unlisted(table.keyword, table.values, text)
}
