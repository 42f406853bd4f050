//! Named values that are no struct, enum or union.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::types::derives;
use super::{Emitter, doc, ident};
use crate::model::{Place, Type, TypeDef};
use crate::name::TypeNames;

impl Emitter<'_> {
    pub(super) fn newtype_items(
        self,
        def: &TypeDef,
        place: &Place,
        names: &TypeNames,
    ) -> Vec<TokenStream> {
        let name = ident(&names.ident);
        let table = ident(&names.table);
        let inner = self.place_type(place);
        let docs = doc::of_type(def);
        let separate = if docs.is_empty() { "" } else { "\n" };
        let note = doc::lines(&format!(
            "{separate}Made from Rust or by `from_json` it keeps its constraints; serde reads the shape only,\n\
             so what came through serde is checked by `validate`.",
        ));
        let constraints = self.constraints(place);
        let judges = self.judges(def);
        let is_plain = !place.nullable && place.own.is_none();
        let is_text = is_plain && matches!(place.ty, Type::String | Type::Text(_));
        let all = [
            "Debug",
            "Clone",
            "PartialEq",
            "Eq",
            "PartialOrd",
            "Ord",
            "Hash",
        ];
        let derives = derives(if is_text { &all } else { &all[..3] }, def);
        let (ident_text, pointer) = (&names.ident, &def.pointer);
        let mut items = vec![
            quote! {
                #docs
                #note
                #derives
                pub struct #name(#inner);
            },
            quote! {
                static #table: rt::Named = rt::Named {
                    name: #ident_text,
                    pointer: #pointer,
                    constraints: &[#(#constraints),*],
                    judges: #judges,
                };
            },
            quote! {
                impl #name {
                    /// The value inside.
                    #[must_use]
                    pub fn into_inner(self) -> #inner {
                        self.0
                    }
                }
            },
            quote! {
                impl ::std::convert::TryFrom<#inner> for #name {
                    type Error = rt::Violations;
                    fn try_from(value: #inner) -> ::std::result::Result<Self, rt::Violations> {
                        rt::checked(Self(value))
                    }
                }
            },
            quote! {
                impl ::std::ops::Deref for #name {
                    type Target = #inner;
                    fn deref(&self) -> &#inner {
                        &self.0
                    }
                }
            },
            quote! {
                impl rt::Read for #name {
                    fn read(
                        r: &mut rt::Reader<'_>,
                        c: &'static [rt::Constraint],
                    ) -> ::std::option::Option<Self> {
                        r.named(&#table, c).map(Self)
                    }
                }
            },
            quote! {
                impl rt::View for #name {
                    fn view(&self) -> rt::Node<'_> {
                        rt::Node::Named(&#table, &self.0)
                    }
                }
            },
        ];
        if is_text {
            items.extend(text_impls(&name));
        }
        items
    }
}

/// What a text is expected to do: made from `&str`, shown, used as one.
fn text_impls(name: &Ident) -> [TokenStream; 4] {
    [
        quote! {
            impl ::std::convert::TryFrom<&::std::primitive::str> for #name {
                type Error = rt::Violations;
                fn try_from(text: &::std::primitive::str) -> ::std::result::Result<Self, rt::Violations> {
                    rt::checked_text(text)
                }
            }
        },
        quote! {
            impl ::std::str::FromStr for #name {
                type Err = rt::Violations;
                fn from_str(text: &::std::primitive::str) -> ::std::result::Result<Self, rt::Violations> {
                    ::std::convert::TryFrom::try_from(text)
                }
            }
        },
        quote! {
            impl ::std::convert::AsRef<::std::primitive::str> for #name {
                fn as_ref(&self) -> &::std::primitive::str {
                    &self.0
                }
            }
        },
        quote! {
            impl ::std::fmt::Display for #name {
                fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                    ::std::fmt::Display::fmt(&self.0, f)
                }
            }
        },
    ]
}
