//! The one place where names become identifiers.

use proc_macro2::{Ident, Span};

/// `name` comes from the `name` stage, which makes only identifiers.
pub(super) fn ident(name: &str) -> Ident {
    Ident::new(name, Span::call_site())
}
