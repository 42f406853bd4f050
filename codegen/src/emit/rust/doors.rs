//! The functions and impls that every type has: from and to JSON, validation, serde.

use proc_macro2::{Ident, Literal, TokenStream};
use quote::quote;

use fieldwright_runtime::Value;

use super::types::Presence;
use super::{Emitter, ident};
use crate::emit::text::code;
use crate::model::{Field, Struct, Type, TypeDef, TypeKind, Values};
use crate::name::TypeNames;

impl Emitter<'_> {
    /// What a struct has beside what every type has: its builder and its defaults.
    pub(super) fn inherent(
        self,
        def: &TypeDef,
        body: &Struct,
        names: &TypeNames,
    ) -> Option<TokenStream> {
        let name = ident(&names.ident);
        let (constants, fallbacks): (Vec<TokenStream>, Vec<Option<TokenStream>>) = body
            .fields
            .iter()
            .zip(&names.members)
            .filter_map(|(field, member)| self.default_items(field, member))
            .unzip();
        let builder = def.builders.then(|| self.builder_function(body, names));
        if builder.is_none() && constants.is_empty() {
            return None;
        }
        Some(quote! {
            impl #name {
                #(#constants)*
                #builder
                #(#fallbacks)*
            }
        })
    }

    /// What every type of its kind has, written by the runtime's macros.
    pub(super) fn shared_items(self, def: &TypeDef, names: &TypeNames) -> Vec<TokenStream> {
        let name = ident(&names.ident);
        let doors =
            if self.input.settings.deserialize == crate::settings::DeserializeChecks::Validated {
                quote! { rt::doors!(#name, validated); }
            } else {
                quote! { rt::doors!(#name); }
            };
        match &def.kind {
            TypeKind::Alias(_) => Vec::new(),
            TypeKind::Enum(body) if matches!(body.values, Values::Strings(_)) => {
                let table = ident(&names.table);
                let unknown = body.open.then(|| ident(&names.unknown));
                let unknown = unknown.map(|unknown| quote! { , #unknown });
                vec![quote! { rt::string_enum!(#name, #table #unknown); }, doors]
            }
            _ => vec![doors],
        }
    }

    /// The constant of a default, and the function that falls back on it.
    fn default_items(
        self,
        field: &Field,
        member: &str,
    ) -> Option<(TokenStream, Option<TokenStream>)> {
        let (ty, value, returned, fallback) = self.default_parts(field)?;
        let wire = code(&field.wire.value);
        let constant = default_constant(member);
        let function = ident(&format!("{}_or_default", member.trim_end_matches('_')));
        let member = ident(member);
        if self.presence(field) == Presence::Required {
            return None;
        }
        let says_default = format!(" What {wire} means when it is absent.");
        let says_function = format!(" {wire}, or its default when it is absent.");
        let constant_item = quote! {
            #[doc = #says_default]
            pub const #constant: #ty = #value;
        };
        let function_item = quote! {
            #[doc = #says_function]
            #[must_use]
            pub fn #function(&self) -> #returned {
                match self.#member.as_ref() {
                    ::std::option::Option::Some(value) => #fallback,
                    ::std::option::Option::None => Self::#constant,
                }
            }
        };
        Some((constant_item, (!field.filled).then_some(function_item)))
    }

    /// The value of a filled field: what was read or set, else its default. `owner` has the
    /// constant.
    pub(super) fn filled(
        self,
        field: &Field,
        member: &Ident,
        value: &TokenStream,
        owner: &Ident,
    ) -> TokenStream {
        let default = self.default_value(field, member, owner);
        match field.place.ty {
            Type::String => quote! { #value.unwrap_or_else(|| #default) },
            _ => quote! { #value.unwrap_or(#default) },
        }
    }

    /// The default of a filled field as its value.
    pub(super) fn default_value(self, field: &Field, member: &Ident, owner: &Ident) -> TokenStream {
        let constant = default_constant(&member.to_string());
        let value = match field.place.ty {
            Type::String => quote! { ::std::convert::From::from(#owner::#constant) },
            _ => quote! { #owner::#constant },
        };
        if self.presence(field) == Presence::FilledOrNull {
            quote! { ::std::option::Option::Some(#value) }
        } else {
            value
        }
    }

    /// Type and value of the constant, the type the function returns, and how it
    /// gets that from a reference called `value`.
    fn default_parts(
        self,
        field: &Field,
    ) -> Option<(TokenStream, TokenStream, TokenStream, TokenStream)> {
        let default = &field.default.as_ref()?.value;
        if field.place.own.is_some() {
            return None; // only its own code can make one
        }
        let value_type = self.value_type(&field.place);
        let copied = |value: TokenStream| {
            (
                value_type.clone(),
                value,
                value_type.clone(),
                quote! { *value },
            )
        };
        Some(match (&field.place.ty, default) {
            (Type::Boolean, Value::Bool(value)) => copied(quote! { #value }),
            (Type::Integer(_), Value::Number(number)) => {
                match number.as_i64() {
                    Some(value) => copied(super::enums::signed(value)),
                    // Beyond i64 it fits an u64, or the default was refused.
                    None => copied(number.to_string().parse().ok()?),
                }
            }
            (Type::Number, Value::Number(number)) => copied(float(number.as_f64()?)),
            (Type::String, Value::String(text)) => {
                let str_type = quote! { &'static str };
                (
                    str_type,
                    quote! { #text },
                    quote! { &str },
                    quote! { value },
                )
            }
            (Type::Named(id), _) => {
                let TypeKind::Enum(body) = &self.input.model.get(*id).kind else {
                    return None;
                };
                let index = match &body.values {
                    Values::Strings(values) => values.iter().position(|v| {
                        let text = default.as_str();
                        text == Some(&v.value) || v.aliases.iter().any(|a| text == Some(&a.value))
                    })?,
                    Values::Integers(values) => values
                        .iter()
                        .position(|v| default.as_i64() == Some(v.value))?,
                };
                let path = self.path(*id);
                let variant = ident(&self.input.names.get(*id).members[index]);
                let value = quote! { #path::#variant };
                (
                    path.clone(),
                    value,
                    path,
                    quote! { ::std::clone::Clone::clone(value) },
                )
            }
            _ => return None,
        })
    }
}

fn default_constant(member: &str) -> Ident {
    ident(&format!(
        "DEFAULT_{}",
        member.trim_matches('_').to_uppercase()
    ))
}

/// A float literal; a sign is a token of its own.
pub(super) fn float(value: f64) -> TokenStream {
    let literal = Literal::f64_unsuffixed(value.abs());
    if value.is_sign_negative() {
        quote! { -#literal }
    } else {
        quote! { #literal }
    }
}
