//! Unions: an enum with a variant for each alternative.

use fieldwright_runtime::Types;
use proc_macro2::TokenStream;
use quote::quote;

use super::print::Lines;
use super::types::derives;
use super::words::Words;
use super::{Emitter, doc, ident};
use crate::analyze::{json_types, only_integers};
use crate::model::{Branch, Type, TypeDef, TypeKind, Union, UnknownValues};
use crate::name::TypeNames;

impl<'m> Emitter<'m> {
    pub(super) fn union_text(self, def: &TypeDef, body: &Union, names: &TypeNames) -> String {
        let mut out = Lines::default();
        let types = body.branches.iter();
        let types: Vec<TokenStream> = types.map(|b| self.place_type(&b.place)).collect();
        let derives = derives(&["Debug", "Clone", "PartialEq"], &[], def);
        self.head(
            &self.type_docs(def),
            &derives,
            def.docs.deprecated,
            &mut out,
        );
        out.line(&quote! { #[allow(clippy::large_enum_variant)] });
        if def.non_exhaustive {
            out.line(&quote! { #[non_exhaustive] });
        }
        let name = ident(&names.ident);
        out.open(&quote! { pub enum #name });
        for (variant, member) in body.variants().zip(&names.members) {
            let value = variant
                .unit
                .map_or(&variant.branch.words, |unit| &unit.value);
            out.docs(&doc::of_variant(variant.description(), value));
            if variant.is_deprecated() {
                out.line(&quote! { #[deprecated] });
            }
            let member = ident(member);
            let held = variant.unit.is_none().then(|| {
                let ty = &types[variant.index];
                quote! { (#ty) }
            });
            out.line(&quote! { #member #held, });
        }
        out.close("}");
        out.gap();
        self.union_table(def, body, names, &types, &mut out);
        out.finish()
    }

    fn union_table(
        self,
        def: &TypeDef,
        body: &Union,
        names: &TypeNames,
        types: &[TokenStream],
        out: &mut Lines,
    ) {
        let kind = ident(&format!("{:?}", body.kind));
        let tag = body.tag.as_deref().unwrap_or_default();
        let opening = self.opening(def, &names.ident);
        let tag = (!tag.is_empty()).then(|| quote! { by #tag });
        out.open_both(&quote! { rt::union! }, &quote! { #opening => #kind #tag });
        let texts: Vec<String> = types.iter().map(TokenStream::to_string).collect();
        let required = self.distinguishing(body);
        let variants = body.variants().zip(&names.members);
        let mut variants = variants
            .map(|(variant, member)| (variant, ident(member)))
            .peekable();
        while let Some((variant, member)) = variants.next() {
            let (index, branch) = (variant.index, variant.branch);
            let words = self.branch_words(branch, &required[index]);
            let (text, hooks) = (words.literal(), words.hook_list());
            if let Some(unit) = variant.unit {
                let (keyword, value) = (branch.units.keyword, &unit.value);
                let mut same = Vec::new();
                while let Some((other, member)) = variants.next_if(|(v, _)| v.index == index) {
                    let value = other.unit.map_or("", |unit| &unit.value);
                    same.push(quote! { | #member = #value });
                }
                // Nearly all are lists of values.
                let keyword = (keyword != "enum").then(|| quote! { in #keyword });
                out.line(&quote! { #member = #value #(#same)* #keyword: #text #hooks, });
                continue;
            }
            // `From` each alternative whose Rust type is unique.
            let is_unique = texts.iter().filter(|text| **text == texts[index]).count() == 1;
            let from = is_unique.then(|| {
                let ty = &types[index];
                let tag = self.tag_of_branch(body, branch);
                let tag = tag.map(|(field, value)| quote! { , #field = #value });
                quote! { (#ty #tag) }
            });
            out.line(&quote! { #member #from: #text #hooks, });
        }
        let mut rest = Lines::inside();
        if let Some(evaluated) = self.evaluated(def) {
            rest.line(&quote! { evaluated: #evaluated });
        }
        out.close_both(rest);
        let unknown = body.branches.iter().position(|b| b.unknown.is_some());
        let unknown = unknown.and_then(|index| {
            let mut variants = body.variants().zip(&names.members);
            let (_, member) = variants.find(|(variant, _)| variant.index == index)?;
            Some(ident(member))
        });
        if let Some(unknown) = unknown {
            let name = ident(&names.ident);
            out.gap();
            out.line(&quote! { rt::open_union!(#name #unknown); });
        }
    }

    /// The JSON types of an alternative, its distinguishing marks, and its constraints.
    fn branch_words(self, branch: &Branch, required: &[&str]) -> Words {
        let mut types = json_types(self.input.model, &branch.place, 0);
        if !branch.tags.is_empty() && types == Types::ANY.0 {
            types = Types::OBJECT.0; // what has a tag is meant
        }
        let mut words = Words::default();
        if types == Types::ANY.0 {
            words.word("any");
        } else {
            let names = Types::NAMES.iter().enumerate();
            let names = names.filter(|(bit, _)| types & (1 << bit) != 0);
            let is_integer = only_integers(self.input.model, &branch.place, 0);
            names.for_each(|(_, name)| match *name {
                "number" if is_integer => words.word("integer"),
                name => words.word(name),
            });
        }
        match branch.unknown {
            Some(UnknownValues::Keep) => words.word("unknown"),
            Some(UnknownValues::Advice) => words.word("advised"),
            None => {}
        }
        // Several texts are one alternative, and several variants.
        let texts: Vec<&str> = match branch.units.values.as_slice() {
            [] | [_] => Vec::new(),
            units => units.iter().map(|unit| &*unit.value).collect(),
        };
        let joined = match texts.as_slice() {
            [] => None,
            [first, .., _] if texts.len() > 3 => {
                Some(format!("{first} or {} others", texts.len() - 1))
            }
            all => Some(all.join(" or ")),
        };
        if let Some(name) = branch.name.as_ref().or(joined.as_ref()) {
            words.text("title", name);
        }
        words.texts("tags", branch.tags.iter().map(String::as_str));
        words.texts("required", required.iter().copied());
        if branch.units.values.is_empty() {
            self.constraint_words(&branch.place, &mut words);
        }
        words
    }

    /// For each branch that its tag does not distinguish from all others, the properties that it
    /// requires, without those that all branches of objects require.
    fn distinguishing(self, body: &Union) -> Vec<Vec<&'m str>> {
        let mut required: Vec<Vec<&'m str>> = body
            .branches
            .iter()
            .map(|branch| match &branch.place.ty {
                _ if is_distinguished_by_tag(body, branch) => Vec::new(),
                Type::Named(id) => match &self.input.model.get(*id).kind {
                    TypeKind::Struct(body) => {
                        let fields = body.fields.iter().filter(|field| field.required);
                        fields.map(|field| &*field.wire.value).collect()
                    }
                    _ => Vec::new(),
                },
                _ => Vec::new(),
            })
            .collect();
        let is_object =
            |branch: &Branch| json_types(self.input.model, &branch.place, 0) & Types::OBJECT.0 != 0;
        let objects = body.branches.iter().zip(&required);
        let objects = objects.filter(|(branch, _)| is_object(branch));
        let mut common: Vec<&str> = required.iter().flatten().copied().collect();
        for (_, names) in objects {
            common.retain(|name| names.contains(name));
        }
        for names in &mut required {
            names.retain(|name| !common.contains(name));
        }
        required
    }
}

/// Whether no other branch has a tag of this one.
fn is_distinguished_by_tag(body: &Union, branch: &Branch) -> bool {
    let times = |tag| {
        let tags = body.branches.iter().flat_map(|branch| &branch.tags);
        tags.filter(|other| *other == tag).count()
    };
    !branch.tags.is_empty() && branch.tags.iter().all(|tag| times(tag) == 1)
}
