//! JSON text as an instance: the flat list of its values.

use super::instance::{Instance, Items, Members, ValueRef};
use crate::num::Num;
use crate::reader::{Content, Entry, Flat};

/// A value of a text.
#[derive(Clone, Copy)]
pub(super) struct TextValue<'a> {
    pub(super) flat: &'a Flat<'a>,
    pub(super) entry: &'a Entry<'a>,
}

/// The elements or members of a value of a text.
#[derive(Clone, Copy)]
pub(super) struct TextChildren<'a> {
    flat: &'a Flat<'a>,
    entries: &'a [Entry<'a>],
}

impl<'a> Instance<'a> for TextValue<'a> {
    type Items = TextChildren<'a>;
    type Members = TextChildren<'a>;

    #[inline]
    fn value_ref(self) -> ValueRef<'a, Self> {
        let flat = self.flat;
        let children = |range| TextChildren {
            flat,
            entries: flat.children(range),
        };
        match &self.entry.content {
            Content::Null => ValueRef::Null,
            Content::Bool(value) => ValueRef::Bool(*value),
            Content::Integer(value) => ValueRef::Number(Num::Integer(i128::from(*value))),
            Content::Number(text) => ValueRef::Number(Num::Text(text)),
            Content::Text(text) => ValueRef::Text(text),
            Content::Array(range) => ValueRef::Array(children(*range)),
            Content::Object(range) => ValueRef::Object(children(*range)),
        }
    }

    #[inline]
    fn kind(self) -> u8 {
        match &self.entry.content {
            Content::Null => 1,
            Content::Bool(_) => 2,
            Content::Integer(_) | Content::Number(_) => 4,
            Content::Text(_) => 8,
            Content::Array(_) => 16,
            Content::Object(_) => 32,
        }
    }

    fn offset(self) -> Option<usize> {
        Some(self.entry.at)
    }
}

impl<'a> Items<'a, TextValue<'a>> for TextChildren<'a> {
    fn count(self) -> usize {
        self.entries.len()
    }

    fn each(self) -> impl Iterator<Item = TextValue<'a>> {
        let flat = self.flat;
        self.entries
            .iter()
            .map(move |entry| TextValue { flat, entry })
    }

    fn at(self, index: usize) -> Option<TextValue<'a>> {
        let flat = self.flat;
        let entry = self.entries.get(index)?;
        Some(TextValue { flat, entry })
    }
}

impl<'a> Members<'a, TextValue<'a>> for TextChildren<'a> {
    fn count(self) -> usize {
        self.entries.len()
    }

    fn get(self, name: &str) -> Option<TextValue<'a>> {
        let flat = self.flat;
        let entry = self.entries.iter().find(|entry| entry.key == name)?;
        Some(TextValue { flat, entry })
    }

    fn all(self, visit: &mut impl FnMut(&'a str, TextValue<'a>) -> bool) -> bool {
        let flat = self.flat;
        self.entries
            .iter()
            .all(|entry| visit(&entry.key, TextValue { flat, entry }))
    }

    fn key_offset(self, name: &str) -> Option<usize> {
        let entry = self.entries.iter().find(|entry| entry.key == name)?;
        Some(entry.key_at)
    }
}
