//! Slots -> Rust types.

use fieldwright_runtime::Format;
use proc_macro2::TokenStream;
use quote::quote;

use super::{Emitter, ident};
use crate::model::{Field, Integer, Slot, Type, TypeDef, TypeId};
use crate::settings::{Root, RustPath};

/// How a field's value is held.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Presence {
    /// `T`: always there.
    Required,
    /// `Option<T>`: absent or a value.
    Optional,
    /// `Option<T>`: null or a value.
    Nullable,
    /// `Maybe<T>`: absent, null or a value.
    Maybe,
    /// `Option<T>`: absent and null are one.
    Folded,
    /// `T`: absent is its default; if absent and null are the same, null is, too.
    Filled,
    /// `Option<T>`: absent is its default, null is `None`.
    FilledOrNull,
}

impl Emitter<'_> {
    /// The cell of the matrix required x nullable that a field is in.
    pub(super) fn presence(self, field: &Field) -> Presence {
        match (field.required, field.place.nullable) {
            (true, false) => Presence::Required,
            (false, true) if field.filled && !field.fold => Presence::FilledOrNull,
            (false, _) if field.filled => Presence::Filled,
            (false, false) => Presence::Optional,
            (true, true) => Presence::Nullable,
            (false, true) if field.fold => Presence::Folded,
            (false, true) => Presence::Maybe,
        }
    }

    /// The type of a field as declared.
    pub(super) fn field_type(self, field: &Field) -> TokenStream {
        let inner = self.value_type(&field.place);
        match self.presence(field) {
            Presence::Required | Presence::Filled => inner,
            Presence::Maybe => quote! { rt::Maybe<#inner> },
            _ => quote! { rt::Option<#inner> },
        }
    }

    /// The type of a slot, `Option` if it is nullable.
    pub(super) fn place_type(self, place: &Slot) -> TokenStream {
        let inner = self.value_type(place);
        if place.nullable {
            quote! { rt::Option<#inner> }
        } else {
            inner
        }
    }

    /// The type of a slot in a `Vec` or map, which need no `Box` to end a circle of types.
    pub(super) fn element_type(self, place: &Slot) -> TokenStream {
        match &place.ty {
            _ if place.custom.is_some() => self.place_type(place),
            Type::Named(id) if place.nullable => {
                let path = self.path(*id);
                quote! { rt::Option<#path> }
            }
            Type::Named(id) => self.path(*id),
            _ => self.place_type(place),
        }
    }

    /// The type of a slot's value when it is not null.
    pub(super) fn value_type(self, place: &Slot) -> TokenStream {
        if let Some(custom) = &place.custom {
            return path(&custom.path);
        }
        match &place.ty {
            Type::Any => quote! { rt::Value },
            Type::Null => quote! { () },
            Type::Boolean => quote! { bool },
            Type::Integer(integer) => integer_type(*integer),
            Type::Number => quote! { f64 },
            Type::String => quote! { rt::String },
            Type::Text(format) => text_type(*format),
            Type::Array(inner) => {
                let inner = self.element_type(inner);
                quote! { rt::Vec<#inner> }
            }
            Type::Tuple(elements) => {
                let elements = elements.iter().map(|element| self.place_type(element));
                quote! { (#(#elements,)*) }
            }
            Type::Map(inner) => {
                let inner = self.element_type(inner);
                quote! { rt::Map<#inner> }
            }
            Type::Named(id) => {
                let path = self.path(*id);
                if self.input.facts.is_boxed(self.id, *id) {
                    quote! { rt::Box<#path> }
                } else {
                    path
                }
            }
        }
    }

    /// The path of a type, relative to the current type.
    pub(super) fn path(self, id: TypeId) -> TokenStream {
        let names = self.input.names.get(id);
        let here = self
            .layout
            .place(self.id, &self.input.names.get(self.id).modules);
        let (up, down) = self.way(&here, self.layout.part(self.id), id);
        let up = (0..up).map(|_| quote! { super:: });
        let down = down.iter().map(|module| {
            let module = ident(module);
            quote! { #module:: }
        });
        let name = ident(&names.ident);
        quote! { #(#up)* #(#down)* #name }
    }

    /// How many modules to go up from `here`, in a file, and which to go down, to a type.
    pub(super) fn way(
        self,
        here: &[String],
        part: Option<&str>,
        id: TypeId,
    ) -> (usize, Vec<String>) {
        let modules = &self.input.names.get(id).modules;
        // Types of other files are named by their public paths.
        let there = if self.layout.part(id) == part {
            self.layout.place(id, modules)
        } else {
            modules.clone()
        };
        let steps = here.iter().zip(&there);
        let shared = steps.take_while(|(a, b)| a == b).count();
        (here.len() - shared, there[shared..].to_vec())
    }
}

/// A path that settings gave.
pub(super) fn path(path: &RustPath) -> TokenStream {
    let root = match path.root {
        Root::Crates => quote! { :: },
        Root::Crate => quote! { crate:: },
        Root::Runtime => quote! { rt:: },
        Root::Language => TokenStream::new(),
    };
    let segments = path.segments.iter().map(|segment| {
        let name = ident(&segment.name);
        if segment.arguments.is_empty() {
            return quote! { #name };
        }
        let arguments = segment.arguments.iter().map(self::path);
        quote! { #name<#(#arguments),*> }
    });
    quote! { #root #(#segments)::* }
}

/// The derives of a type: its usual ones, and those that settings add; traits that it has by other
/// means are not derived.
pub(super) fn derives(own: &[&str], written: &[&str], def: &TypeDef) -> TokenStream {
    let names = own.iter().map(|name| ident(name));
    let is_new = |path: &&RustPath| {
        let has = own.contains(&path.last()) || written.contains(&path.last());
        path.root != Root::Language || !has
    };
    let others = def.derives.iter().filter(is_new).map(path);
    let all = names.map(|name| quote! { #name }).chain(others);
    quote! { #[derive(#(#all),*)] }
}

fn integer_type(integer: Integer) -> TokenStream {
    let name = ident(integer.name());
    quote! { #name }
}

fn text_type(format: Format) -> TokenStream {
    let name = match format {
        Format::DateTime => "DateTime",
        Format::Date => "Date",
        Format::Time => "Time",
        Format::Duration => "Duration",
        Format::Email => "Email",
        Format::Hostname => "Hostname",
        Format::Ipv4 => "Ipv4",
        Format::Ipv6 => "Ipv6",
        Format::Uri => "Uri",
        Format::UriReference => "UriReference",
        Format::Iri => "Iri",
        Format::IriReference => "IriReference",
        Format::UriTemplate => "UriTemplate",
        Format::JsonPointer => "JsonPointer",
        Format::RelativeJsonPointer => "RelativeJsonPointer",
        Format::Uuid => "Uuid",
        Format::Byte => "Base64",
        Format::Regex => "Regex",
        // Lowering gives no other format a separate type.
        _ => return quote! { rt::String },
    };
    let name = ident(name);
    quote! { rt::#name }
}
