//! Notes on OpenAPI's base types while schemas are read, by their location.

use std::collections::BTreeMap;

use super::resource::Location;
use crate::schema::Spanned;

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
}
