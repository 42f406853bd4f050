//! Keys with brackets -> nested values: `filter[age][gte]=3&filter[tags][]=a`.
//!
//! OpenAPI defines `deepObject` for one level of scalars; deeper ones are read and written as most
//! clients do it. Brackets without a name add to a list, whose elements are scalars.

use std::borrow::Cow;

use super::super::shape::Shape;
use super::super::style::Style;
use super::super::table::Parameters;
use crate::{Map, Value};

/// The tree of keys with a common beginning.
#[derive(Debug, Default, Clone)]
pub(super) struct Tree<'t> {
    /// The texts of the key itself.
    texts: Vec<Cow<'t, str>>,
    /// Those under `[]`.
    list: Vec<Cow<'t, str>>,
    members: Map<Tree<'t>>,
}

impl<'t> Tree<'t> {
    pub(super) fn is_empty(&self) -> bool {
        self.texts.is_empty() && self.list.is_empty() && self.members.is_empty()
    }

    /// The tree with the texts under the name without brackets.
    pub(super) fn with(&self, texts: &[Cow<'t, str>]) -> Self {
        let mut tree = self.clone();
        tree.texts.extend_from_slice(texts);
        tree
    }

    /// Adds a text under `[a][b]`; there are few brackets.
    pub(super) fn add(&mut self, brackets: &str, text: &'t str) -> Result<(), &'static str> {
        let mut tree = self;
        let mut rest = brackets;
        while !rest.is_empty() {
            let inner = rest.strip_prefix('[').and_then(|rest| rest.split_once(']'));
            let (name, after) = inner.ok_or("the brackets of a name are not closed")?;
            rest = after;
            if name.is_empty() {
                tree.list.push(Cow::Borrowed(text));
                return match rest {
                    "" => Ok(()),
                    _ => Err("elements of a list cannot be objects or lists"),
                };
            }
            if !tree.members.contains_key(name) {
                tree.members.insert(name, Self::default());
            }
            let Some(member) = tree.members.get_mut(name) else {
                return Ok(());
            };
            tree = member;
        }
        tree.texts.push(Cow::Borrowed(text));
        Ok(())
    }

    pub(super) fn value(
        &self,
        parameters: &Parameters,
        shape: &Shape,
        style: Style,
    ) -> Result<Value, String> {
        let is_one = |parts: [bool; 3]| parts.into_iter().filter(|part| *part).count() == 1;
        let (texts, list) = (!self.texts.is_empty(), !self.list.is_empty());
        if !is_one([texts, list, !self.members.is_empty()]) {
            return Err("is given as several of a text, a list and an object".to_owned());
        }
        if list {
            let items = self.list.iter();
            let items = items.map(|text| parameters.read_piece(text, shape.item(), style));
            return items
                .collect::<Result<Vec<Value>, String>>()
                .map(Value::Array);
        }
        if texts {
            let texts: Vec<&str> = self.texts.iter().map(|text| &**text).collect();
            return parameters.read_repeated(&texts, shape, style);
        }
        let members = self.members.iter().map(|(name, member)| {
            let value = member.value(parameters, parameters.member(shape, name), style)?;
            Ok((name.to_owned(), value))
        });
        members
            .collect::<Result<Map<Value>, String>>()
            .map(Value::Object)
    }
}
