//! The operations of a document: a constant each, in a module of their own.
//!
//! ```rust,ignore
//! rt::operations! { operations {
//!     LIST_PETS = GET "/pets" "listPets" { 200: JSON, default }
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
    /// The module of the operations, where there are any.
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
            let (method, path) = (token(&operation.method), text_literal(&operation.path));
            let id = operation.id.as_deref().map(text_literal);
            let request = media(&operation.request, names);
            let request = request.map(|media| quote! { takes #media });
            let responses = operation.responses.iter().map(|(status, content)| {
                let status = token(status);
                let media = media(content, names).map(|media| quote! { : #media });
                quote! { #status #media }
            });
            out.line(&quote! { #name = #method #path #id #request { #(#responses),* } });
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

/// A list of media types: the name of one that several operations have.
fn media(list: &[String], names: &OperationNames) -> Option<TokenStream> {
    if list.is_empty() {
        return None;
    }
    let mut known = names.media.iter();
    let known = known.find(|(known, _)| known == list);
    Some(match known {
        Some((_, name)) => {
            let name = ident(name);
            quote! { #name }
        }
        None => items(list),
    })
}

fn items(list: &[String]) -> TokenStream {
    let list = list.iter().map(|media| text_literal(media));
    quote! { [#(#list),*] }
}

/// A text as a token: a status such as `4XX`, a method.
fn token(text: &str) -> TokenStream {
    let letters = |text: &str| text.bytes().all(|byte| byte.is_ascii_uppercase());
    let is_status = |text: &str| {
        let digits = text.bytes().all(|byte| byte.is_ascii_digit());
        let is_class = text
            .strip_suffix("XX")
            .is_some_and(|class| "12345".contains(class));
        text.len() == 3 && (digits || is_class)
    };
    let is_token = !text.is_empty() && (letters(text) || is_status(text) || text == "default");
    match text.parse::<TokenStream>() {
        Ok(token) if is_token => token,
        _ => {
            let text = text_literal(text);
            quote! { (#text) }
        }
    }
}
