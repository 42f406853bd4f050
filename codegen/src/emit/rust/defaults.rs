//! Defaults: constants, functions that fall back on them, and fields that are filled with them.

use proc_macro2::{Ident, Literal, TokenStream};
use quote::quote;

use fieldwright_runtime::Value;

use super::types::Presence;
use super::{Emitter, ident};
use crate::model::{Field, Type, TypeKind, Values};

/// A default as a constant.
struct Constant {
    /// How its value is returned: `copy`, `clone` or `text`.
    kind: &'static str,
    ty: TokenStream,
    value: TokenStream,
}

impl Emitter<'_> {
    /// The line of a default: its constant, and the function that falls back on it.
    pub(super) fn default_entry(self, field: &Field, member: &str) -> Option<TokenStream> {
        if self.presence(field) == Presence::Required {
            return None;
        }
        let Constant { kind, ty, value } = self.constant(field)?;
        let (kind, constant) = (ident(kind), default_constant(member));
        let function = format!("{}_or_default", member.trim_end_matches('_'));
        let function = (!field.filled).then(|| ident(&function));
        let member = ident(member);
        Some(quote! { #constant #function = #member: #kind(#ty) = #value; })
    }

    /// The value of a filled field: the value read or set, else its default. `owner` has the
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
            Type::String => quote! { rt::String::from(#owner::#constant) },
            _ => quote! { #owner::#constant },
        };
        if self.presence(field) == Presence::FilledOrNull {
            quote! { ::std::option::Option::Some(#value) }
        } else {
            value
        }
    }

    fn constant(self, field: &Field) -> Option<Constant> {
        let default = &field.default.as_ref()?.value;
        if field.place.custom.is_some() {
            return None; // only its own code can make one
        }
        let ty = self.value_type(&field.place);
        let of = |kind, value| Constant { kind, ty, value };
        Some(match (&field.place.ty, default) {
            (Type::Boolean, Value::Bool(value)) => of("copy", quote! { #value }),
            (Type::Integer(integer), Value::Number(number)) => {
                let (least, greatest) = integer.range();
                let fits = |value: i128| least <= value && value <= greatest;
                let value = match number.as_i64() {
                    Some(value) if fits(value.into()) => super::enums::signed(value),
                    Some(_) => return None,
                    None => {
                        let value: u64 = number.to_string().parse().ok()?;
                        let literal = Literal::u64_unsuffixed(value);
                        fits(value.into()).then(|| quote! { #literal })?
                    }
                };
                of("copy", value)
            }
            (Type::Number, Value::Number(number)) => {
                let value = number.as_f64().filter(|value| value.is_finite())?;
                of("copy", float(value))
            }
            (Type::String, Value::String(text)) => of("text", quote! { #text }),
            (Type::Named(id), _) => {
                let text = default.as_str();
                let index = match &self.input.model.get(*id).kind {
                    TypeKind::Enum(body) => match &body.values {
                        Values::Strings(values) => values.iter().position(|v| {
                            text == Some(&v.value)
                                || v.aliases.iter().any(|a| text == Some(&a.value))
                        })?,
                        Values::Integers(values) => values
                            .iter()
                            .position(|v| default.as_i64() == Some(v.value))?,
                    },
                    TypeKind::Union(body) => body
                        .variants()
                        .position(|v| v.unit.is_some_and(|unit| text == Some(&unit.value)))?,
                    _ => return None,
                };
                let path = self.path(*id);
                let variant = ident(&self.input.names.get(*id).members[index]);
                of("clone", quote! { #path::#variant })
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

/// A float literal; a sign is a separate token.
pub(super) fn float(value: f64) -> TokenStream {
    let literal = Literal::f64_unsuffixed(value.abs());
    if value.is_sign_negative() {
        quote! { -#literal }
    } else {
        quote! { #literal }
    }
}
