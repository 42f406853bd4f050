//! Builders: required fields as arguments, up to four of them; setters for the others.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::types::Presence;
use super::{Emitter, ident};
use crate::emit::prose::code;
use crate::model::{Field, Slot, Struct, Type, TypeDef};
use crate::name::TypeNames;
use crate::settings::Root;

/// More required fields than this are setters, too.
const ARGUMENTS: usize = 4;

/// A parameter's type, and the conversion to the field's value.
struct Parameter {
    ty: TokenStream,
    value: TokenStream,
}

impl Emitter<'_> {
    fn is_argument(self, field: &Field) -> bool {
        let presence = self.presence(field);
        let is_required = matches!(presence, Presence::Required | Presence::Nullable);
        is_required && self.struct_tag(field).is_none()
    }

    /// Whether the required fields are the arguments of `builder`.
    fn takes_arguments(self, body: &Struct) -> bool {
        body.fields
            .iter()
            .filter(|field| self.is_argument(field))
            .count()
            <= ARGUMENTS
    }

    /// `X::builder(...)`.
    fn builder_function(self, body: &Struct, names: &TypeNames) -> TokenStream {
        let (builder, name) = (ident(&names.builder), ident(&names.ident));
        if !self.takes_arguments(body) {
            return quote! {
                /// Starts a value; `build` tells which required fields were not set.
                #[must_use]
                pub fn builder() -> #builder {
                    #builder::default()
                }
            };
        }
        let fields = || body.fields.iter().zip(&names.bindings);
        let arguments =
            fields()
                .filter(|(field, _)| self.is_argument(field))
                .map(|(field, binding)| {
                    let binding = ident(binding);
                    let ty = self.argument(field, &binding).ty;
                    quote! { #binding: #ty }
                });
        let values = fields()
            .zip(&names.members)
            .map(|((field, binding), member)| {
                let (member, binding) = (ident(member), ident(binding));
                let value = match (self.struct_tag(field), self.presence(field)) {
                    (Some(tag), _) => tag,
                    (None, Presence::Required | Presence::Nullable) => {
                        self.argument(field, &binding).value
                    }
                    (None, Presence::Maybe) => quote! { rt::Maybe::Absent },
                    (None, Presence::Optional | Presence::Folded) => {
                        quote! { ::std::option::Option::None }
                    }
                    (None, Presence::Filled | Presence::FilledOrNull) => {
                        self.default_value(field, &member, &name)
                    }
                };
                if member == value.to_string() {
                    quote! { #member }
                } else {
                    quote! { #member: #value }
                }
            });
        let extra = self.extra_type(body).map(|ty| {
            let extra = ident(&names.extra);
            quote! { #extra: <#ty>::new() }
        });
        let values = values.chain(extra);
        quote! {
            /// Starts a value from its required fields.
            #[must_use]
            pub fn builder(#(#arguments),*) -> #builder {
                #builder { value: Self { #(#values),* } }
            }
        }
    }

    /// The function that starts it, the builder type and its setters.
    pub(super) fn builder_items(
        self,
        def: &TypeDef,
        body: &Struct,
        names: &TypeNames,
    ) -> Vec<TokenStream> {
        let name = ident(&names.ident);
        let builder = ident(&names.builder);
        let start = self.builder_function(body, names);
        let start = quote! { impl #name { #start } };
        let doc_line = format!(" Builds a [`{}`].", names.ident);
        let setters = self.setters(body, names);
        if self.takes_arguments(body) {
            return vec![
                start,
                quote! {
                    #[doc = #doc_line]
                    #[derive(Debug, Clone)]
                    pub struct #builder {
                        value: #name,
                    }
                },
                quote! {
                    impl #builder {
                        #(#setters)*

                        /// The value, if it keeps every constraint and rule.
                        ///
                        /// # Errors
                        /// Every violation.
                        pub fn build(self) -> ::std::result::Result<#name, rt::Violations> {
                            rt::validate(&self.value)?;
                            ::std::result::Result::Ok(self.value)
                        }
                    }
                },
            ];
        }
        let members: Vec<Ident> = names.members.iter().map(|member| ident(member)).collect();
        let fields = body.fields.iter().zip(&members).map(|(field, member)| {
            let ty = self.field_type(field);
            let is_tag = field.required && self.struct_tag(field).is_some();
            match self.is_argument(field) || field.filled || is_tag {
                true => quote! { #member: rt::Option<#ty> },
                false => quote! { #member: #ty },
            }
        });
        let extra = self.extra_type(body).map(|ty| (ident(&names.extra), ty));
        let extra_field = extra.iter().map(|(extra, ty)| quote! { #extra: #ty });
        let fields = fields.chain(extra_field);
        let build = self.collecting_build(def, body, names, extra.as_ref().map(|(extra, _)| extra));
        vec![
            start,
            quote! {
                #[doc = #doc_line]
                #[derive(Debug, Clone, Default)]
                pub struct #builder { #(#fields),* }
            },
            quote! { impl #builder { #(#setters)* #build } },
        ]
    }

    /// `build` of a builder whose required fields are setters.
    fn collecting_build(
        self,
        def: &TypeDef,
        body: &Struct,
        names: &TypeNames,
        extra: Option<&Ident>,
    ) -> TokenStream {
        let name = ident(&names.ident);
        let pointer = &def.pointer;
        let fields = || {
            let fields = body.fields.iter().zip(&names.members).zip(&names.bindings);
            fields.map(|((field, member), binding)| (field, ident(member), ident(binding)))
        };
        let required = || fields().filter(|(field, ..)| self.is_argument(field));
        let wires = required().map(|(field, ..)| field.wire.value.clone());
        let (idents, bindings): (Vec<Ident>, Vec<Ident>) = required()
            .map(|(_, member, binding)| (member, binding))
            .unzip();
        let values = fields().map(|(field, member, binding)| {
            if let Some(tag) = self.struct_tag(field) {
                let value = self.set_or_tag(field, &member, &tag);
                return quote! { #member: #value };
            }
            match self.is_argument(field) {
                true if member == binding => quote! { #member },
                true => quote! { #member: #binding },
                false if field.filled => {
                    let value = self.filled(field, &member, &quote! { self.#member }, &name);
                    quote! { #member: #value }
                }
                false => quote! { #member: self.#member },
            }
        });
        let values = values.chain(extra.map(|extra| quote! { #extra: self.#extra }));
        quote! {
            /// The value, if nothing required is missing and it keeps every constraint and rule.
            ///
            /// # Errors
            /// Every violation.
            pub fn build(self) -> ::std::result::Result<#name, rt::Violations> {
                let mut missing = rt::Vec::new();
                #(if self.#idents.is_none() { missing.push(#wires); })*
                let (#(::std::option::Option::Some(#bindings),)*) = (#(self.#idents,)*) else {
                    return ::std::result::Result::Err(rt::missing(#pointer, &missing));
                };
                let value = #name { #(#values),* };
                rt::validate(&value)?;
                ::std::result::Result::Ok(value)
            }
        }
    }

    fn setters(self, body: &Struct, names: &TypeNames) -> Vec<TokenStream> {
        let takes_arguments = self.takes_arguments(body);
        let mut setters = Vec::new();
        let members = names.members.iter().zip(&names.bindings);
        let members = members.zip(&names.setters);
        for (field, ((member, binding), setter)) in body.fields.iter().zip(members) {
            if takes_arguments && self.is_argument(field) {
                continue;
            }
            let member = ident(member);
            let target = if takes_arguments {
                quote! { self.value.#member }
            } else {
                quote! { self.#member }
            };
            let binding = ident(binding);
            setters.push(self.setter(field, &binding, setter, &target, takes_arguments));
            if self.presence(field) == Presence::Maybe {
                setters.push(null_setter(field, setter, &target));
            }
        }
        setters
    }

    fn setter(
        self,
        field: &Field,
        binding: &Ident,
        setter: &str,
        target: &TokenStream,
        is_set_in_place: bool,
    ) -> TokenStream {
        let (parameter, wrapped) = match self.presence(field) {
            Presence::Required | Presence::Nullable => {
                let parameter = self.argument(field, binding);
                let value = &parameter.value;
                let wrapped = match is_set_in_place {
                    true => quote! { #value },
                    false => quote! { ::std::option::Option::Some(#value) },
                };
                (parameter, wrapped)
            }
            presence @ (Presence::Filled | Presence::FilledOrNull) => {
                let parameter = match presence {
                    Presence::Filled => self.parameter(&field.place, binding),
                    _ => self.argument(field, binding),
                };
                let value = &parameter.value;
                let wrapped = match is_set_in_place {
                    true => quote! { #value },
                    false => quote! { ::std::option::Option::Some(#value) },
                };
                (parameter, wrapped)
            }
            presence => {
                let parameter = self.parameter(&field.place, binding);
                let value = &parameter.value;
                let wrapped = match presence {
                    Presence::Maybe => quote! { rt::Maybe::Value(#value) },
                    _ => quote! { ::std::option::Option::Some(#value) },
                };
                (parameter, wrapped)
            }
        };
        let doc_line = format!(" Sets {}.", code(&field.wire.value));
        let setter = ident(setter);
        let ty = parameter.ty;
        quote! {
            #[doc = #doc_line]
            #[must_use]
            pub fn #setter(mut self, #binding: #ty) -> Self {
                #target = #wrapped;
                self
            }
        }
    }

    /// The parameter of a required field; a nullable one takes an `Option`.
    fn argument(self, field: &Field, binding: &Ident) -> Parameter {
        if field.place.nullable {
            let inner = self.value_type(&field.place);
            return Parameter {
                ty: quote! { impl ::std::convert::Into<rt::Option<#inner>> },
                value: quote! { #binding.into() },
            };
        }
        self.parameter(&field.place, binding)
    }

    /// A convenient parameter for a value of `place`.
    fn parameter(self, place: &Slot, binding: &Ident) -> Parameter {
        let ty = self.value_type(place);
        let into = |ty: TokenStream| Parameter {
            ty: quote! { impl ::std::convert::Into<#ty> },
            value: quote! { #binding.into() },
        };
        if let Some(custom) = &place.custom {
            // An integer is passed for the text that holds it, a `Vec` for bytes.
            let is_wrapper = matches!(custom.path.last(), "IntegerText" | "Binary");
            if custom.path.root == Root::Runtime && is_wrapper {
                return into(ty);
            }
            return Parameter {
                ty,
                value: quote! { #binding },
            };
        }
        match &place.ty {
            Type::String | Type::Any => into(ty),
            Type::Array(inner) if is_string(inner) => Parameter {
                ty: quote! { impl ::std::iter::IntoIterator<Item = impl ::std::convert::Into<rt::String>> },
                value: quote! { #binding.into_iter().map(::std::convert::Into::into).collect() },
            },
            Type::Array(inner) => {
                let inner = self.element_type(inner);
                Parameter {
                    ty: quote! { impl ::std::iter::IntoIterator<Item = #inner> },
                    value: quote! { #binding.into_iter().collect() },
                }
            }
            Type::Map(_) => into(ty),
            Type::Named(id) if self.input.facts.is_boxed(self.id, *id) => {
                let path = self.path(*id);
                Parameter {
                    ty: quote! { #path },
                    value: quote! { rt::Box::new(#binding) },
                }
            }
            _ => Parameter {
                ty,
                value: quote! { #binding },
            },
        }
    }
}

fn is_string(place: &Slot) -> bool {
    !place.nullable && place.custom.is_none() && matches!(place.ty, Type::String)
}

fn null_setter(field: &Field, setter: &str, target: &TokenStream) -> TokenStream {
    let doc_line = format!(" Sets {} to null.", code(&field.wire.value));
    let name = ident(&format!("{}_null", setter.trim_end_matches('_')));
    quote! {
        #[doc = #doc_line]
        #[must_use]
        pub fn #name(mut self) -> Self {
            #target = rt::Maybe::Null;
            self
        }
    }
}
