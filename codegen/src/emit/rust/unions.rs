//! Unions: an enum with a variant for each alternative.

use fieldwright_runtime::Types;
use proc_macro2::{Ident, Literal, TokenStream};
use quote::quote;

use super::types::derives;
use super::{Emitter, doc, ident};
use crate::emit::describe::json_types;
use crate::model::{Branch, Type, TypeDef, TypeKind, Union};
use crate::name::TypeNames;

impl<'m> Emitter<'m> {
    pub(super) fn union_items(
        self,
        def: &TypeDef,
        body: &Union,
        names: &TypeNames,
    ) -> Vec<TokenStream> {
        let docs = doc::of_type(def);
        let name = ident(&names.ident);
        let members: Vec<Ident> = names.members.iter().map(|member| ident(member)).collect();
        let types: Vec<TokenStream> = body
            .branches
            .iter()
            .map(|branch| self.place_type(&branch.place))
            .collect();
        let variants =
            body.branches
                .iter()
                .zip(&members)
                .zip(&types)
                .map(|((branch, member), ty)| {
                    let docs = doc::of_variant(
                        branch.docs.description.as_deref(),
                        branch.docs.deprecated,
                        &branch.words,
                    );
                    quote! { #docs #member(#ty), }
                });
        let derives = derives(&["Debug", "Clone", "PartialEq"], def);
        let mut items = vec![
            quote! {
                #docs
                #derives
                #[allow(clippy::large_enum_variant)]
                pub enum #name { #(#variants)* }
            },
            self.union_table(def, body, names),
        ];
        items.extend(self.conversions(&name, &members, &types));
        items.push(self.read_union(body, names));
        let table = ident(&names.table);
        let indices = (0..members.len()).map(Literal::usize_unsuffixed);
        items.push(quote! {
            impl rt::View for #name {
                fn view(&self) -> rt::Node<'_> {
                    let (index, inner): (usize, &dyn rt::View) = match self {
                        #(Self::#members(value) => (#indices, value),)*
                    };
                    rt::Node::Union(rt::judge::<Self>, &#table, index, inner)
                }
            }
        });
        items
    }

    fn union_table(self, def: &TypeDef, body: &Union, names: &TypeNames) -> TokenStream {
        let table = ident(&names.table);
        let (ident_text, pointer) = (&names.ident, &def.pointer);
        let kind = ident(&format!("{:?}", body.kind));
        let required = self.distinguishing(body);
        let branches = body
            .branches
            .iter()
            .zip(&required)
            .map(|(branch, required)| {
                let mut types = json_types(self.input.model, &branch.place, 0);
                if !branch.tags.is_empty() {
                    types &= Types::OBJECT.0; // only objects have a tag
                }
                let types = Literal::u8_unsuffixed(types);
                let constraints = self.constraints(&branch.place);
                let tags = &branch.tags;
                let name = branch.name.as_deref().unwrap_or_default();
                quote! {
                    rt::Branch {
                        name: #name,
                        types: rt::Types(#types),
                        tags: &[#(#tags),*],
                        required: &[#(#required),*],
                        constraints: &[#(#constraints),*],
                    }
                }
            });
        let tag = body.tag.as_deref().unwrap_or_default();
        let judges = self.judges(def);
        quote! {
            static #table: rt::Union = rt::Union {
                name: #ident_text,
                pointer: #pointer,
                kind: rt::UnionKind::#kind,
                tag: #tag,
                branches: &[#(#branches),*],
                judges: #judges,
            };
        }
    }

    /// For each branch that its tag does not tell from all others, the properties that an object
    /// of it must have, without those that all branches of objects ask for.
    fn distinguishing(self, body: &Union) -> Vec<Vec<&'m str>> {
        let mut required: Vec<Vec<&'m str>> = body
            .branches
            .iter()
            .map(|branch| match &branch.place.ty {
                _ if is_told_by_tag(body, branch) => Vec::new(),
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

    fn read_union(self, body: &Union, names: &TypeNames) -> TokenStream {
        let name = ident(&names.ident);
        let table = ident(&names.table);
        let members: Vec<Ident> = names.members.iter().map(|member| ident(member)).collect();
        let slots: Vec<Ident> = (0..body.branches.len())
            .map(|index| ident(&format!("branch_{index}")))
            .collect();
        let arms = slots
            .iter()
            .zip(&members)
            .enumerate()
            .map(|(index, (slot, member))| {
                let last = index + 1 == slots.len();
                let index = Literal::usize_unsuffixed(index);
                let pattern = if last {
                    quote! { _ }
                } else {
                    quote! { #index }
                };
                quote! { #pattern => #slot.map(Self::#member), }
            });
        let chosen = quote! { r.union(&#table, &mut [#(&mut #slots),*], c)? };
        let made = match (slots.as_slice(), members.as_slice()) {
            // Of one alternative there is nothing to choose.
            ([slot], [member]) => quote! { #chosen; #slot.map(Self::#member) },
            _ => quote! { match #chosen { #(#arms)* } },
        };
        quote! {
            impl rt::Read for #name {
                fn read(
                    r: &mut rt::Reader<'_>,
                    c: &'static [rt::Constraint],
                ) -> ::std::option::Option<Self> {
                    #(let mut #slots = ::std::option::Option::None;)*
                    #made
                }
            }
        }
    }

    /// `From` each alternative whose Rust type is no other's.
    fn conversions(
        self,
        name: &Ident,
        members: &[Ident],
        types: &[TokenStream],
    ) -> Vec<TokenStream> {
        let texts: Vec<String> = types.iter().map(TokenStream::to_string).collect();
        let unique = |index: usize| texts.iter().filter(|text| **text == texts[index]).count() == 1;
        let indices = (0..members.len()).filter(|index| unique(*index));
        indices
            .map(|index| {
                let (member, ty) = (&members[index], &types[index]);
                quote! {
                    impl ::std::convert::From<#ty> for #name {
                        fn from(value: #ty) -> Self {
                            Self::#member(value)
                        }
                    }
                }
            })
            .collect()
    }
}

/// Whether no other branch has a tag of this one.
fn is_told_by_tag(body: &Union, branch: &Branch) -> bool {
    let times = |tag| {
        let tags = body.branches.iter().flat_map(|branch| &branch.tags);
        tags.filter(|other| *other == tag).count()
    };
    !branch.tags.is_empty() && branch.tags.iter().all(|tag| times(tag) == 1)
}
