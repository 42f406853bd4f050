//! The functions and impls that every type has: from and to JSON, validation, serde.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use fieldwright_runtime::Value;

use super::types::Presence;
use super::{Emitter, ident};
use crate::emit::text::code;
use crate::model::{Field, Struct, Type, TypeKind, Values};
use crate::name::TypeNames;

impl Emitter<'_> {
    /// `impl` block of a struct.
    pub(super) fn inherent(self, body: &Struct, names: &TypeNames) -> TokenStream {
        let name = ident(&names.ident);
        let (constants, fallbacks): (Vec<TokenStream>, Vec<TokenStream>) = body
            .fields
            .iter()
            .zip(&names.members)
            .filter_map(|(field, member)| self.default_items(field, member))
            .unzip();
        let builder = self
            .input
            .settings
            .builders
            .then(|| self.builder_function(body, names));
        let functions = self.functions();
        quote! {
            impl #name {
                #(#constants)*
                #builder
                #functions
                #(#fallbacks)*
            }
        }
    }

    /// `impl` block of a type that has nothing else.
    pub(super) fn plain_inherent(self, names: &TypeNames) -> TokenStream {
        let name = ident(&names.ident);
        let functions = self.functions();
        quote! { impl #name { #functions } }
    }

    /// The functions that every type has.
    pub(super) fn functions(self) -> TokenStream {
        quote! {
            /// Reads JSON text and validates it.
            ///
            /// # Errors
            /// Every violation, with its place.
            pub fn from_json(
                json: impl ::std::convert::AsRef<[u8]>,
            ) -> ::std::result::Result<Self, rt::Violations> {
                rt::from_json(json.as_ref())
            }

            /// Reads JSON text and tells everything there is to say of it, advice included.
            pub fn report_json(
                json: impl ::std::convert::AsRef<[u8]>,
            ) -> (::std::option::Option<Self>, rt::Violations) {
                rt::report_json(json.as_ref())
            }

            /// Reads a JSON value and validates it.
            ///
            /// # Errors
            /// Every violation.
            pub fn from_value(
                value: &rt::serde_json::Value,
            ) -> ::std::result::Result<Self, rt::Violations> {
                rt::from_value(value)
            }

            /// Writes JSON text.
            #[must_use]
            pub fn to_json(&self) -> ::std::string::String {
                rt::to_json(rt::View::view(self))
            }

            /// Checks every constraint and rule.
            ///
            /// # Errors
            /// Every violation.
            pub fn validate(&self) -> ::std::result::Result<(), rt::Violations> {
                rt::validate(rt::View::view(self))
            }

            /// Everything there is to say of the value, advice included.
            #[must_use]
            pub fn report(&self) -> rt::Violations {
                rt::report(rt::View::view(self))
            }
        }
    }

    /// `Serialize` and `Deserialize`.
    pub(super) fn serde_impls(self, names: &TypeNames) -> Vec<TokenStream> {
        let name = ident(&names.ident);
        let read = ident(if self.input.settings.validated {
            "deserialize_validated"
        } else {
            "deserialize"
        });
        vec![
            quote! {
                impl rt::serde::Serialize for #name {
                    fn serialize<S: rt::serde::Serializer>(
                        &self,
                        serializer: S,
                    ) -> ::std::result::Result<S::Ok, S::Error> {
                        rt::serialize(rt::View::view(self), serializer)
                    }
                }
            },
            quote! {
                impl<'de> rt::serde::Deserialize<'de> for #name {
                    fn deserialize<D: rt::serde::Deserializer<'de>>(
                        deserializer: D,
                    ) -> ::std::result::Result<Self, D::Error> {
                        rt::#read(deserializer)
                    }
                }
            },
        ]
    }

    /// The constant of a default, and the function that falls back on it.
    fn default_items(self, field: &Field, member: &str) -> Option<(TokenStream, TokenStream)> {
        let (ty, value, returned, fallback) = self.default_parts(field)?;
        let wire = code(&field.wire.value);
        let constant = ident(&format!(
            "DEFAULT_{}",
            member.trim_matches('_').to_uppercase()
        ));
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
        Some((constant_item, function_item))
    }

    /// Type and value of the constant, the type the function returns, and how it
    /// gets that from a reference called `value`.
    fn default_parts(
        self,
        field: &Field,
    ) -> Option<(TokenStream, TokenStream, TokenStream, TokenStream)> {
        let default = &field.default.as_ref()?.value;
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

/// A float literal; a sign is a token of its own.
pub(super) fn float(value: f64) -> TokenStream {
    let literal = Literal::f64_unsuffixed(value.abs());
    if value.is_sign_negative() {
        quote! { -#literal }
    } else {
        quote! { #literal }
    }
}
