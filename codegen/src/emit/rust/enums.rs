//! Enums of strings and of integers, open or closed.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::print::Lines;
use super::types::derives;
use super::{Emitter, doc, ident};
use crate::model::{Enum, EnumValue, TypeDef, Values};
use crate::name::TypeNames;

impl Emitter<'_> {
    pub(super) fn enum_text(self, def: &TypeDef, body: &Enum, names: &TypeNames) -> String {
        let mut out = Lines::default();
        match &body.values {
            Values::Strings(values) => {
                let held = quote! { rt::String };
                self.enum_definition(def, body, values, names, &held, &mut out);
                let wires = values.iter().map(|value| {
                    let (wire, aliases) = (&value.value, value.aliases.iter());
                    let aliases = aliases.map(|alias| &alias.value);
                    quote! { #wire #(| #aliases)* }
                });
                self.enum_table("string_enum", def, body, names, wires, &mut out);
            }
            Values::Integers(values) => {
                let held = quote! { i64 };
                self.enum_definition(def, body, values, names, &held, &mut out);
                let wires = values.iter().map(|value| signed(value.value));
                self.enum_table("integer_enum", def, body, names, wires, &mut out);
            }
        }
        out.finish()
    }

    fn enum_definition<T: ToString>(
        self,
        def: &TypeDef,
        body: &Enum,
        values: &[EnumValue<T>],
        names: &TypeNames,
        held: &TokenStream,
        out: &mut Lines,
    ) {
        let mut own = vec!["Debug", "Clone"];
        if !body.open {
            own.push("Copy");
        }
        own.extend(["PartialEq", "Eq", "Hash"]);
        if self.input.model.strict {
            own.extend(["PartialOrd", "Ord"]);
        }
        let derives = derives(&own, &[], def);
        self.head(&self.type_docs(def), &derives, def.docs.deprecated, out);
        if def.non_exhaustive {
            out.line(&quote! { #[non_exhaustive] });
        }
        let name = ident(&names.ident);
        out.open(&quote! { pub enum #name });
        for (value, member) in values.iter().zip(&names.members) {
            let wire = value.value.to_string();
            out.docs(&doc::of_variant(value.description.as_deref(), &wire));
            if value.deprecated {
                out.line(&quote! { #[deprecated] });
            }
            let member = ident(member);
            out.line(&quote! { #member, });
        }
        if body.open {
            let unknown = ident(&names.unknown);
            let docs = "A value that the schema does not name, as it was read.";
            out.docs(&[docs.to_owned()]);
            out.line(&quote! { #unknown(#held), });
        }
        out.close("}");
        out.gap();
    }

    fn enum_table(
        self,
        kind: &str,
        def: &TypeDef,
        body: &Enum,
        names: &TypeNames,
        wires: impl Iterator<Item = TokenStream>,
        out: &mut Lines,
    ) {
        let (kind, keyword) = (ident(kind), body.keyword);
        let open = body.open.then(|| {
            let unknown = ident(&names.unknown);
            let advice = body.advice.then(|| quote! { advice });
            quote! { open #unknown #advice }
        });
        let opening = self.opening(def, &names.ident);
        // Nearly all are lists of values.
        let keyword = (keyword != "enum").then(|| quote! { #keyword });
        let arrow = (keyword.is_some() || body.open).then(|| quote! { => });
        let opening = quote! { #opening #arrow #keyword #open };
        out.open_both(&quote! { rt::#kind! }, &opening);
        for (member, wire) in names.members.iter().zip(wires) {
            let member = ident(member);
            out.line(&quote! { #member = #wire, });
        }
        out.close_both(Lines::inside());
    }
}

/// An integer literal; a sign is a separate token.
pub(super) fn signed(value: i64) -> TokenStream {
    let literal = Literal::u64_unsuffixed(value.unsigned_abs());
    if value < 0 {
        quote! { -#literal }
    } else {
        quote! { #literal }
    }
}
