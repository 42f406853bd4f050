//! Unions: an enum with a variant for each alternative.

use proc_macro2::{Ident, Literal, TokenStream};
use quote::quote;

use super::types::derives;
use super::{Emitter, doc, ident};
use crate::emit::describe::json_types;
use crate::model::{TypeDef, Union};
use crate::name::TypeNames;

impl Emitter<'_> {
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
        let branches = body.branches.iter().map(|branch| {
            let mut types = json_types(self.input.model, &branch.place, 0);
            if !branch.tags.is_empty() {
                types &= fieldwright_runtime::Types::OBJECT.0; // only objects have a tag
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
