//! The tag of a struct that is a variant of a union: `From` sets it, and the builder does not
//! require it.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::types::Presence;
use super::{Emitter, enums, ident};
use crate::analyze::{only_tag, struct_of};
use crate::model::{Branch, Field, Type, TypeKind, Union, Values};

impl Emitter<'_> {
    /// The field of a variant's struct that holds the tag, and its value there.
    pub(super) fn tag_of_branch(
        self,
        union: &Union,
        branch: &Branch,
    ) -> Option<(Ident, TokenStream)> {
        let (property, tag) = (union.tag.as_ref()?, only_tag(union, branch)?);
        let id = struct_of(self.input.model, &branch.place)?;
        let TypeKind::Struct(body) = &self.input.model.get(id).kind else {
            return None;
        };
        let mut fields = body.fields.iter();
        let index = fields.position(|field| field.wire.value == *property)?;
        let value = self.wrapped_tag(&body.fields[index], tag)?;
        Some((ident(&self.input.names.get(id).members[index]), value))
    }

    /// The value of a field of this struct that holds the tag which makes it a variant.
    pub(super) fn struct_tag(self, field: &Field) -> Option<TokenStream> {
        let (property, tag) = self.input.facts.tag(self.id)?;
        let is_tag = field.wire.value == *property;
        is_tag.then(|| self.wrapped_tag(field, tag)).flatten()
    }

    /// The value of that field in a builder that holds its fields: the value set, else the tag.
    pub(super) fn set_or_tag(
        self,
        field: &Field,
        member: &Ident,
        tag: &TokenStream,
    ) -> TokenStream {
        let is_text = matches!(field.place.ty, Type::String);
        match self.presence(field) {
            Presence::Maybe => quote! {
                match self.#member {
                    rt::Maybe::Absent => #tag,
                    set => set,
                }
            },
            Presence::Optional | Presence::Folded if is_text => {
                quote! { self.#member.or_else(|| #tag) }
            }
            Presence::Optional | Presence::Folded => quote! { self.#member.or(#tag) },
            _ if is_text => quote! { self.#member.unwrap_or_else(|| #tag) },
            _ => quote! { self.#member.unwrap_or(#tag) },
        }
    }

    fn wrapped_tag(self, field: &Field, tag: &str) -> Option<TokenStream> {
        let value = self.tag_value(field, tag)?;
        Some(match self.presence(field) {
            Presence::Required | Presence::Filled => value,
            Presence::Maybe => quote! { rt::Maybe::Value(#value) },
            _ => quote! { rt::Option::Some(#value) },
        })
    }

    fn tag_value(self, field: &Field, tag: &str) -> Option<TokenStream> {
        if field.place.custom.is_some() {
            return None; // only its own code can make one
        }
        match &field.place.ty {
            Type::String => Some(quote! { rt::String::from(#tag) }),
            Type::Boolean => match tag {
                "true" => Some(quote! { true }),
                "false" => Some(quote! { false }),
                _ => None,
            },
            Type::Integer(integer) => {
                let value: i64 = tag.parse().ok()?;
                let (least, greatest) = integer.range();
                let fits = (least..=greatest).contains(&value.into());
                fits.then(|| enums::signed(value))
            }
            Type::Named(id) => {
                let TypeKind::Enum(body) = &self.input.model.get(*id).kind else {
                    return None;
                };
                let index = match &body.values {
                    Values::Strings(values) => values.iter().position(|v| v.value == tag)?,
                    Values::Integers(values) => {
                        values.iter().position(|v| v.value.to_string() == tag)?
                    }
                };
                let path = self.path(*id);
                let variant = ident(&self.input.names.get(*id).members[index]);
                Some(quote! { #path::#variant })
            }
            _ => None,
        }
    }
}
