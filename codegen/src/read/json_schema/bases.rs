//! Notes on OpenAPI's base types while schemas are read, by their location.

use std::collections::BTreeMap;

use super::resource::Location;
use crate::schema::Spanned;
use crate::source::Span;

/// A discriminator without alternatives beside it.
#[derive(Debug, Clone)]
pub(in crate::read) struct Base {
    pub(in crate::read) property: Spanned<String>,
    /// The definitions of tags, in the order of the mapping.
    pub(in crate::read) mapping: Vec<(usize, String)>,
    /// The definition of all other tags (3.2 section 4.25.1).
    pub(in crate::read) default: Option<usize>,
    /// Whether a type that this one is made of says so: the mapping names its children, too.
    pub(in crate::read) is_inherited: bool,
}

#[derive(Debug, Default)]
pub(in crate::read) struct Bases {
    pub(in crate::read) bases: BTreeMap<Location, Base>,
    /// Tags that types name for themselves.
    pub(in crate::read) tags: BTreeMap<Location, String>,
    /// Entries of mappings that name no alternative, by the location of the discriminator.
    pub(in crate::read) elsewhere: BTreeMap<Span, Vec<Elsewhere>>,
}

/// A tag that is mapped to what is no alternative.
#[derive(Debug)]
pub(in crate::read) struct Elsewhere {
    pub(in crate::read) tag: Spanned<String>,
    pub(in crate::read) target: usize,
}

impl Bases {
    /// Follows definitions that change their index.
    pub(in crate::read) fn redirect(&mut self, new: impl Fn(usize) -> usize) {
        for base in self.bases.values_mut() {
            base.mapping
                .iter_mut()
                .for_each(|(index, _)| *index = new(*index));
            base.default = base.default.map(&new);
        }
        for entry in self.elsewhere.values_mut().flatten() {
            entry.target = new(entry.target);
        }
    }
}
