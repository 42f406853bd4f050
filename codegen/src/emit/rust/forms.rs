//! `From` a whole type for its request or response type: the remaining fields are moved.

use proc_macro2::TokenStream;
use quote::quote;

use super::types::Presence;
use super::{Emitter, ident};
use crate::model::{Slot, Struct, Type, TypeId, TypeKind, Union, Unknown};

/// A slot in one type and its target slot in another.
#[derive(Clone, Copy)]
struct Move<'p> {
    from: (TypeId, &'p Slot),
    to: (TypeId, &'p Slot),
    /// Whether it is an element of a `Vec` or map, which is never boxed.
    in_list: bool,
}

impl Emitter<'_> {
    /// The conversions into the type at hand.
    pub(super) fn form_conversions(self) -> Vec<TokenStream> {
        let sources = self.input.facts.sources(self.id).iter();
        sources.filter_map(|from| self.conversion(*from)).collect()
    }

    fn conversion(self, from: TypeId) -> Option<TokenStream> {
        let name = ident(&self.input.names.get(self.id).ident);
        let (source, whole) = (self.path(from), ident("whole"));
        let kinds = (
            &self.input.model.get(from).kind,
            &self.input.model.get(self.id).kind,
        );
        let (value, body) = match kinds {
            (TypeKind::Struct(old), TypeKind::Struct(new)) => {
                let fields = self.moved_fields(from, old, new, &whole);
                let ignores = fields.is_empty().then(|| ident("_whole"));
                (ignores, quote! { Self { #(#fields),* } })
            }
            (TypeKind::Union(old), TypeKind::Union(new)) => {
                let arms = self.moved_branches(from, old, new);
                (None, quote! { match #whole { #(#arms)* } })
            }
            _ => return None,
        };
        let value = value.unwrap_or(whole);
        Some(quote! {
            impl ::std::convert::From<#source> for #name {
                fn from(#value: #source) -> Self {
                    #body
                }
            }
        })
    }

    fn moved_fields(
        self,
        from: TypeId,
        old: &Struct,
        new: &Struct,
        whole: &proc_macro2::Ident,
    ) -> Vec<TokenStream> {
        let (old_names, names) = (self.input.names.get(from), self.input.names.get(self.id));
        let mut moved = Vec::new();
        for (field, member) in new.fields.iter().zip(&names.members) {
            let both = old.fields.iter().zip(&old_names.members);
            let mut both = both.filter(|(old, _)| old.wire.value == field.wire.value);
            let Some((old, old_member)) = both.next() else {
                continue; // then there is no such conversion
            };
            let places = Move {
                from: (from, &old.place),
                to: (self.id, &field.place),
                in_list: false,
            };
            let (member, old_member) = (ident(member), ident(old_member));
            let value = quote! { #whole.#old_member };
            let value = match self.presence(field) {
                Presence::Required => self.moved(places, value),
                _ => self.mapped(places, value),
            };
            moved.push(quote! { #member: #value });
        }
        if let (Unknown::Keep(old), Unknown::Keep(new)) = (&old.unknown, &new.unknown) {
            let (member, old_member) = (ident(&names.extra), ident(&old_names.extra));
            let places = Move {
                from: (from, old),
                to: (self.id, new),
                in_list: true,
            };
            let value = self.moved_map(places, quote! { #whole.#old_member });
            moved.push(quote! { #member: #value });
        }
        moved
    }

    fn moved_branches(self, from: TypeId, old: &Union, new: &Union) -> Vec<TokenStream> {
        let source = self.path(from);
        let old_names = self.input.names.get(from).members.iter();
        let names = self.input.names.get(self.id).members.iter();
        let names = old_names.zip(names);
        let variants = old.variants().zip(new.variants()).zip(names);
        let arms = variants.map(|((old, new), (old_name, name))| {
            let (old_name, name) = (ident(old_name), ident(name));
            if old.unit.is_some() {
                return quote! { #source::#old_name => Self::#name, };
            }
            let places = Move {
                from: (from, &old.branch.place),
                to: (self.id, &new.branch.place),
                in_list: false,
            };
            let value = self.moved_place(places, quote! { value });
            quote! { #source::#old_name(value) => Self::#name(#value), }
        });
        arms.collect()
    }

    /// A value that may be null.
    fn moved_place(self, places: Move<'_>, value: TokenStream) -> TokenStream {
        if places.to.1.nullable {
            self.mapped(places, value)
        } else {
            self.moved(places, value)
        }
    }

    /// Moves the content of an `Option` or `Maybe`.
    fn mapped(self, places: Move<'_>, value: TokenStream) -> TokenStream {
        match self.function(places) {
            Some(function) => quote! { #value.map(#function) },
            None => value,
        }
    }

    /// The function that moves one value; `None` if the type is the same.
    fn function(self, places: Move<'_>) -> Option<TokenStream> {
        if !differs(places.from.1, places.to.1) {
            return None;
        }
        let is_boxed = self.boxes(places) != (false, false);
        Some(match places.to.1.ty {
            Type::Named(_) if !is_boxed => quote! { ::std::convert::Into::into },
            _ => {
                let moved = self.moved(places, quote! { value });
                quote! { |value| #moved }
            }
        })
    }

    fn boxes(self, places: Move<'_>) -> (bool, bool) {
        let is_boxed = |(owner, place): (TypeId, &Slot)| match place.ty {
            Type::Named(id) => !places.in_list && self.input.facts.is_boxed(owner, id),
            _ => false,
        };
        (is_boxed(places.from), is_boxed(places.to))
    }

    /// A value that is there.
    fn moved(self, places: Move<'_>, value: TokenStream) -> TokenStream {
        if !differs(places.from.1, places.to.1) {
            return value;
        }
        match (&places.from.1.ty, &places.to.1.ty) {
            (Type::Array(old), Type::Array(new)) => {
                let inner = places.inside(old, new);
                match self.element(inner) {
                    Some(function) => quote! { #value.into_iter().map(#function).collect() },
                    None => value,
                }
            }
            (Type::Map(old), Type::Map(new)) => self.moved_map(places.inside(old, new), value),
            _ => {
                let (old, new) = self.boxes(places);
                let value = if old {
                    quote! { *#value }
                } else {
                    value
                };
                let value = quote! { ::std::convert::Into::into(#value) };
                if new {
                    quote! { rt::Box::new(#value) }
                } else {
                    value
                }
            }
        }
    }

    /// The function that moves an element, which may be null.
    fn element(self, places: Move<'_>) -> Option<TokenStream> {
        let function = self.function(places)?;
        Some(if places.to.1.nullable {
            let moved = self.mapped(places, quote! { value });
            quote! { |value: rt::Option<_>| #moved }
        } else {
            function
        })
    }

    fn moved_map(self, places: Move<'_>, value: TokenStream) -> TokenStream {
        if !differs(places.from.1, places.to.1) {
            return value;
        }
        let moved = self.moved_place(places, quote! { value });
        quote! { #value.into_iter().map(|(key, value)| (key, #moved)).collect() }
    }
}

impl<'p> Move<'p> {
    /// That of the elements.
    fn inside(self, from: &'p Slot, to: &'p Slot) -> Self {
        Self {
            from: (self.from.0, from),
            to: (self.to.0, to),
            in_list: true,
        }
    }
}

/// Whether the types of two slots differ.
fn differs(from: &Slot, to: &Slot) -> bool {
    if to.custom.is_some() {
        return false;
    }
    match (&from.ty, &to.ty) {
        (Type::Named(from), Type::Named(to)) => from != to,
        (from, to) => {
            let mut both = from.inner().iter().zip(to.inner());
            both.any(|(from, to)| differs(from, to))
        }
    }
}
