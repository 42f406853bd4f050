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
}

#[derive(Debug, Default)]
pub(in crate::read) struct Bases {
    pub(in crate::read) bases: BTreeMap<Location, Base>,
    /// Tags that types name for themselves.
    pub(in crate::read) tags: BTreeMap<Location, String>,
}
