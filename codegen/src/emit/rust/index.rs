//! The index of a module of several files: the files, and the types of each.

use quote::quote;

use super::print::Lines;
use super::{Emitter, ident};
use crate::model::{Slot, Type, TypeId, TypeKind};
use crate::settings::{Root, RustPath};

impl Emitter<'_> {
    /// The modules that the files are, and a line for each that hands out its types.
    pub(super) fn index(self) -> Vec<String> {
        let files = &self.layout.files;
        if files.is_empty() {
            return Vec::new();
        }
        let root = ident(&self.layout.root);
        let folder = self.input.module;
        let mut list = Lines::default();
        list.line(&quote! { #[path = #folder] });
        list.open(&quote! { mod #root });
        for file in files {
            let file = ident(file);
            list.line(&quote! { pub mod #file; });
        }
        list.close("}");
        let mut lines = Lines::default();
        let types = |file: &str| {
            let scope = self.scopes.get(&self.layout.module(file));
            scope.into_iter().flat_map(|scope| &scope.types)
        };
        let is_deprecated = |id: &TypeId| self.input.model.get(*id).docs.deprecated;
        if files.iter().any(|file| types(file).any(is_deprecated)) {
            lines.line(&quote! { #[allow(deprecated)] });
        }
        lines.open_with(&quote! { pub use #root:: }, "{");
        for file in files {
            let scope = self.scopes.get(&self.layout.module(file));
            let mut items: Vec<String> =
                types(file).flat_map(|id| self.public_items(*id)).collect();
            let inner = scope.into_iter().flat_map(|scope| &scope.modules);
            items.extend(inner.filter_map(|path| path.last().cloned()));
            // As rustfmt sorts them: modules in front.
            items.sort_by_key(|item| (item.starts_with(char::is_uppercase), item.clone()));
            let (file, items) = (ident(file), items.iter().map(|item| ident(item)));
            let braces = items.len() > 1;
            let items = quote! { #(#items),* };
            let items = if braces {
                quote! { { #items } }
            } else {
                items
            };
            lines.line(&quote! { #file::#items, });
        }
        lines.close("};");
        vec![list.finish(), lines.finish()]
    }

    /// The names that a type takes in its module and shows to the outside.
    fn public_items(self, id: TypeId) -> Vec<String> {
        let names = self.input.names.get(id);
        let def = self.input.model.get(id);
        let is_struct = matches!(def.kind, TypeKind::Struct(_));
        let builder = (is_struct && def.builders).then(|| names.builder.clone());
        [names.ident.clone()].into_iter().chain(builder).collect()
    }

    /// Whether the items of a type name the runtime: all but some second names for a type do.
    pub(super) fn names_runtime(self, id: TypeId) -> bool {
        fn is_of_runtime(path: &RustPath) -> bool {
            let mut arguments = path.segments.iter().flat_map(|segment| &segment.arguments);
            path.root == Root::Runtime || arguments.any(is_of_runtime)
        }
        fn of_runtime(place: &Slot) -> bool {
            if let Some(custom) = &place.custom {
                return is_of_runtime(&custom.path);
            }
            let own = matches!(
                place.ty,
                Type::Any | Type::Map(_) | Type::Text(_) | Type::String | Type::Array(_)
            );
            own || place.nullable || place.ty.inner().iter().any(of_runtime)
        }
        match &self.input.model.get(id).kind {
            TypeKind::Alias(place) => of_runtime(place),
            _ => true,
        }
    }
}
