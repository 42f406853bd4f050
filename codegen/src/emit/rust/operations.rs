//! The operations of a document: one constant each, in a separate module.
//!
//! ```rust,ignore
//! rt::operations! { operations {
//!     LIST_PETS = Some("listPets") "GET" "/pets" [] { "200" JSON, "default" [] }
//! }
//!     JSON: ["application/json"],
//! }
//! ```

use proc_macro2::TokenStream;
use quote::quote;

use super::print::Lines;
use super::words::text_literal;
use super::{Emitter, ident};
use crate::name::OperationNames;

impl Emitter<'_> {
    /// The module of the operations, if there are any.
    pub(super) fn operations(self) -> Option<String> {
        let (operations, names) = (&self.input.model.operations, &self.input.names.operations);
        if operations.is_empty() {
            return None;
        }
        let mut out = Lines::default();
        let module = ident(&names.module);
        out.open_both(
            &quote! { ::fieldwright_runtime::operations! },
            &quote! { #module },
        );
        for (operation, name) in operations.iter().zip(&names.constants) {
            let name = ident(name);
            let (method, path) = (
                text_literal(&operation.method),
                text_literal(&operation.path),
            );
            let id = match operation.id.as_deref().map(text_literal) {
                Some(id) => quote! { Some(#id) },
                None => quote! { None },
            };
            let request = media(&operation.request, names);
            let responses = operation.responses.iter().map(|response| {
                let status = text_literal(&response.status);
                let media = media(&response.media, names);
                quote! { #status #media }
            });
            out.line(&quote! { #name = #id #method #path #request { #(#responses),* } });
        }
        let mut lists = Lines::inside();
        for (list, name) in &names.media {
            let (name, list) = (ident(name), items(list));
            lists.line(&quote! { #name: #list, });
        }
        out.close_both(lists);
        Some(out.finish())
    }
}

/// A list of media types: the name of one that several bodies have.
fn media(list: &[String], names: &OperationNames) -> TokenStream {
    let mut known = names.media.iter();
    match known.find(|(known, _)| known == list) {
        Some((_, name)) => {
            let name = ident(name);
            quote! { #name }
        }
        None => items(list),
    }
}

fn items(list: &[String]) -> TokenStream {
    let list = list.iter().map(|media| text_literal(media));
    quote! { [#(#list),*] }
}
