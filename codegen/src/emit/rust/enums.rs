//! Enums of strings and of integers, open or closed.

use proc_macro2::{Ident, Literal, TokenStream};
use quote::quote;

use super::types::derives;
use super::{Emitter, doc, ident};
use crate::model::{Enum, EnumValue, TypeDef, Values};
use crate::name::TypeNames;

impl Emitter<'_> {
    pub(super) fn enum_items(
        self,
        def: &TypeDef,
        body: &Enum,
        names: &TypeNames,
    ) -> Vec<TokenStream> {
        match &body.values {
            Values::Strings(values) => self.string_enum(def, body, values, names),
            Values::Integers(values) => self.integer_enum(def, body, values, names),
        }
    }

    fn enum_definition<T: ToString>(
        self,
        def: &TypeDef,
        body: &Enum,
        values: &[EnumValue<T>],
        names: &TypeNames,
        unknown_type: TokenStream,
    ) -> TokenStream {
        let docs = doc::of_type(def);
        let name = ident(&names.ident);
        let variants = values.iter().zip(&names.members).map(|(value, member)| {
            let docs = doc::of_variant(
                value.description.as_deref(),
                value.deprecated,
                &value.value.to_string(),
            );
            let member = ident(member);
            quote! { #docs #member, }
        });
        let unknown = body.open.then(|| {
            let unknown = ident(&names.unknown);
            quote! {
                /// A value that the schema does not name, as it was read.
                #unknown(#unknown_type),
            }
        });
        let all = [
            "Debug",
            "Clone",
            "Copy",
            "PartialEq",
            "Eq",
            "PartialOrd",
            "Ord",
            "Hash",
        ];
        let can = |name: &&str| !body.open || *name != "Copy";
        let own: Vec<&str> = all.into_iter().filter(can).collect();
        let derives = derives(&own, def);
        quote! {
            #docs
            #derives
            pub enum #name {
                #(#variants)*
                #unknown
            }
        }
    }

    fn string_enum(
        self,
        def: &TypeDef,
        body: &Enum,
        values: &[EnumValue<String>],
        names: &TypeNames,
    ) -> Vec<TokenStream> {
        let name = ident(&names.ident);
        let table = ident(&names.table);
        let members: Vec<Ident> = names.members.iter().map(|member| ident(member)).collect();
        let definition =
            self.enum_definition(def, body, values, names, quote! { ::std::string::String });
        let (ident_text, pointer, open) = (&names.ident, &def.pointer, body.open);
        let keyword = body.keyword;
        let wires: Vec<&String> = values.iter().map(|value| &value.value).collect();
        let aliases = values.iter().enumerate().flat_map(|(index, value)| {
            let index = Literal::usize_unsuffixed(index);
            value.aliases.iter().map(move |alias| {
                let alias = &alias.value;
                quote! { (#alias, #index) }
            })
        });
        let unknown = ident(&names.unknown);
        let kept = open.then(|| quote! { Self::#unknown(value) => value, });
        let text = if open {
            quote! { &str }
        } else {
            quote! { &'static str }
        };
        vec![
            definition,
            quote! {
                static #table: rt::Enum = rt::Enum {
                    keyword: #keyword,
                    name: #ident_text,
                    pointer: #pointer,
                    values: &[#(#wires),*],
                    aliases: &[#(#aliases),*],
                    open: #open,
                };
            },
            quote! {
                impl #name {
                    /// Every value that the schema names, in its order.
                    pub const ALL: &'static [Self] = &[#(Self::#members),*];

                    /// The value on the wire.
                    #[must_use]
                    pub fn as_str(&self) -> #text {
                        match self {
                            #(Self::#members => #wires,)*
                            #kept
                        }
                    }
                }
            },
        ]
    }

    fn read_enum(self, function: &str, open: bool, names: &TypeNames) -> TokenStream {
        let name = ident(&names.ident);
        let table = ident(&names.table);
        let function = ident(function);
        let unknown = ident(&names.unknown);
        let otherwise = if open {
            quote! { rt::EnumValue::Unknown(value) => ::std::option::Option::Some(Self::#unknown(value)), }
        } else {
            quote! { rt::EnumValue::Unknown(_) => ::std::option::Option::None, }
        };
        quote! {
            impl rt::Read for #name {
                fn read(
                    r: &mut rt::Reader<'_>,
                    c: &'static [rt::Constraint],
                ) -> ::std::option::Option<Self> {
                    match r.#function(&#table, c)? {
                        rt::EnumValue::Known(index) => Self::ALL.get(index).cloned(),
                        #otherwise
                    }
                }
            }
        }
    }

    fn integer_enum(
        self,
        def: &TypeDef,
        body: &Enum,
        values: &[EnumValue<i64>],
        names: &TypeNames,
    ) -> Vec<TokenStream> {
        let name = ident(&names.ident);
        let table = ident(&names.table);
        let members: Vec<Ident> = names.members.iter().map(|member| ident(member)).collect();
        let definition = self.enum_definition(def, body, values, names, quote! { i64 });
        let (ident_text, pointer, open) = (&names.ident, &def.pointer, body.open);
        let keyword = body.keyword;
        let wires: Vec<TokenStream> = values.iter().map(|value| signed(value.value)).collect();
        let unknown = ident(&names.unknown);
        let kept = open.then(|| quote! { Self::#unknown(value) => *value, });
        vec![
            definition,
            quote! {
                static #table: rt::IntegerEnum = rt::IntegerEnum {
                    keyword: #keyword,
                    name: #ident_text,
                    pointer: #pointer,
                    values: &[#(#wires),*],
                    open: #open,
                };
            },
            quote! {
                impl #name {
                    /// Every value that the schema names, in its order.
                    pub const ALL: &'static [Self] = &[#(Self::#members),*];

                    /// The value on the wire.
                    #[must_use]
                    pub fn as_i64(&self) -> i64 {
                        match self {
                            #(Self::#members => #wires,)*
                            #kept
                        }
                    }
                }
            },
            quote! {
                impl ::std::fmt::Display for #name {
                    fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                        ::std::fmt::Display::fmt(&self.as_i64(), f)
                    }
                }
            },
            self.read_enum("integer_enumeration", open, names),
            quote! {
                impl rt::View for #name {
                    fn view(&self) -> rt::Node<'_> {
                        rt::Node::Integer(::std::convert::From::from(self.as_i64()))
                    }
                }
            },
        ]
    }
}

/// An integer literal; a sign is a token of its own.
pub(super) fn signed(value: i64) -> TokenStream {
    let literal = Literal::u64_unsuffixed(value.unsigned_abs());
    if value < 0 {
        quote! { -#literal }
    } else {
        quote! { #literal }
    }
}
