//! The model -> Rust source: one item after the other, in the schema's order.

mod applicators;
mod builders;
mod defaults;
mod doc;
mod enums;
mod evaluated;
mod forms;
mod ident;
mod index;
mod layout;
mod newtypes;
mod operations;
mod parameters;
mod patterns;
mod print;
mod reexports;
mod root;
mod structs;
mod tags;
mod types;
mod unions;
mod words;

use std::collections::BTreeMap;

use proc_macro2::TokenStream;
use quote::quote;

use crate::analyze::Facts;
use crate::model::{Model, Origin, TypeDef, TypeId, TypeKind};
use crate::name::{Names, Reexport, TypeNames};
use crate::settings::{DeserializeChecks, Settings};

use ident::ident;
use layout::Layout;
use patterns::Patterns;
pub(crate) use root::{guarded, index, library};

/// The input of emission.
#[derive(Clone, Copy)]
pub(crate) struct ModuleInput<'m> {
    /// The name of the module.
    pub(crate) module: &'m str,
    pub(crate) model: &'m Model,
    pub(crate) names: &'m Names,
    pub(crate) facts: &'m Facts,
    pub(crate) settings: &'m Settings,
    /// Whether every public item has documentation, as `missing_docs` requires: in crates of users.
    /// Elsewhere it would only repeat the item.
    pub(crate) documents_all: bool,
}

/// A file of formatted Rust, without a header.
#[derive(Debug)]
pub(crate) struct File {
    /// Below `src/`.
    pub(crate) path: String,
    pub(crate) text: String,
}

/// The module of one input: its own file first, then its parts.
pub(crate) fn module(input: ModuleInput<'_>) -> Vec<File> {
    let layout = Layout::of(input);
    let patterns = Patterns::collect(input.model, input.names, &layout);
    let scopes = scopes(input, &layout);
    let emitter = Emitter {
        input,
        layout: &layout,
        patterns: &patterns,
        scopes: &scopes,
        id: TypeId(0),
    };
    let texts = print::side_by_side(input.model.types.len(), &|index| {
        let emitter = Emitter {
            id: TypeId(index),
            ..emitter
        };
        emitter.item_text()
    });
    let mut files = vec![File {
        path: format!("{}.rs", input.module),
        text: emitter.scope(&[], &texts),
    }];
    files.extend(layout.files.iter().map(|part| File {
        path: format!("{}/{part}.rs", input.module),
        text: emitter.scope(&layout.module(part), &texts),
    }));
    files
}

/// The content of a module: its types, second paths of other types, and the paths of the modules in
/// it, in the model's order.
#[derive(Default)]
struct Scope {
    types: Vec<TypeId>,
    reexports: Vec<Reexport>,
    modules: Vec<Vec<String>>,
}

type Scopes = BTreeMap<Vec<String>, Scope>;

fn scopes(input: ModuleInput<'_>, layout: &Layout) -> Scopes {
    let mut scopes = Scopes::new();
    for (id, _) in input.model.iter() {
        let modules = &input.names.get(id).modules;
        let path = layout.place(id, modules);
        scope_at(&mut scopes, &path, modules.len()).types.push(id);
    }
    for reexport in input.names.reexports(input.model) {
        let modules = &reexport.modules;
        let path = layout.place_of_modules(input.names, modules);
        let scope = scope_at(&mut scopes, &path, modules.len());
        scope.reexports.push(reexport);
    }
    scopes
}

/// The scope at `path`, whose last `depth` modules are those of a path that users write; the
/// modules of files are in the index.
fn scope_at<'s>(scopes: &'s mut Scopes, path: &[String], depth: usize) -> &'s mut Scope {
    for length in path.len() - depth + 1..=path.len() {
        let (inner, outer) = (&path[..length], &path[..length - 1]);
        if !scopes.contains_key(inner) {
            scopes.insert(inner.to_vec(), Scope::default());
            let outer = scopes.entry(outer.to_vec()).or_default();
            outer.modules.push(inner.to_vec());
        }
    }
    scopes.entry(path.to_vec()).or_default()
}

/// Emits one type at a time.
#[derive(Clone, Copy)]
struct Emitter<'m> {
    input: ModuleInput<'m>,
    layout: &'m Layout,
    patterns: &'m Patterns,
    scopes: &'m Scopes,
    /// The type at hand.
    id: TypeId,
}

impl<'m> Emitter<'m> {
    /// The text of one module: its types, then the modules inside.
    fn scope(self, modules: &[String], texts: &[String]) -> String {
        let empty = Scope::default();
        let scope = self.scopes.get(modules).unwrap_or(&empty);
        let statics = self.patterns.statics(modules);
        let schema = match (modules.is_empty(), &self.input.model.evaluated) {
            (true, Some(evaluated)) => Some(self.schema_static(evaluated)),
            _ => None,
        };
        let needs = match modules.is_empty() {
            true => self.needs(schema.is_some()),
            false => TokenStream::new(),
        };
        let mut parts = Vec::new();
        if !statics.is_empty()
            || schema.is_some()
            || !needs.is_empty()
            || scope.types.iter().any(|id| self.names_runtime(*id))
        {
            let import = quote! { use ::fieldwright_runtime as rt; };
            parts.push(print::print(vec![import]));
        }
        if modules.is_empty() {
            parts.extend(self.index());
        }
        parts.extend(self.reexports(modules, &scope.reexports));
        let own = scope.types.iter().filter_map(|id| texts.get(id.0));
        parts.extend(own.filter(|text| !text.is_empty()).cloned());
        if !statics.is_empty() {
            let mut lines = print::Lines::default();
            statics.iter().for_each(|one| lines.line(one));
            parts.push(lines.finish());
        }
        parts.extend(schema.map(|schema| print::print(vec![schema])));
        if !needs.is_empty() {
            parts.push(print::print(vec![needs]));
        }
        for path in &scope.modules {
            let body = self.scope(path, texts);
            let mut lines = print::Lines::default();
            self.inner_module(path, &body, &mut lines);
            parts.push(lines.finish());
        }
        if modules.is_empty() {
            parts.extend(self.operations());
        }
        parts.join("\n")
    }

    /// Names the features of the runtime that no other item of the module names: if one is off, the
    /// compiler's error names it.
    fn needs(self, has_schema: bool) -> TokenStream {
        let facts = self.input.facts;
        let evaluator = facts.features.contains("evaluator") && !has_schema;
        let evaluator = evaluator.then(|| quote! { const _: rt::Evaluator = rt::Evaluator; });
        let needs = |feature| facts.format_features.contains(feature);
        let idn = needs("idn").then(|| quote! { const _: rt::Idn = rt::Idn; });
        let regex = needs("regex").then(|| quote! { const _: rt::Patterns = rt::Patterns; });
        quote! { #evaluator #idn #regex }
    }

    /// The text of all items of the type at hand.
    fn item_text(self) -> String {
        let (def, names) = (self.input.model.get(self.id), self.input.names.get(self.id));
        let mut parts = vec![self.type_text(def, names)];
        if let Some(subschemas) = self.subschemas(def) {
            let mut lines = print::Lines::default();
            lines.line(&subschemas);
            parts.push(lines.finish());
        }
        parts.extend(self.transport(def, names));
        let conversions = self.form_conversions();
        if !conversions.is_empty() {
            parts.push(print::print(self.all_allowing(conversions)));
        }
        parts.join("\n")
    }

    /// Deprecated items are used where they are read, written and viewed.
    fn all_allowing(self, items: Vec<TokenStream>) -> Vec<TokenStream> {
        if !self.input.facts.uses_deprecated(self.id) {
            return items;
        }
        let items = items.into_iter();
        items
            .map(|item| quote! { #[allow(deprecated)] #item })
            .collect()
    }

    /// The functions that a type has beside those of the trait: of a field table all, of a document
    /// those that a named type is read and checked by.
    fn functions(self, def: &TypeDef) -> TokenStream {
        let is_validated = self.input.settings.deserialize == DeserializeChecks::Validated;
        let validated = is_validated.then(|| quote! { validated });
        let functions = match &def.origin {
            _ if self.input.model.strict => quote! { table },
            Origin::Definition(_) => TokenStream::new(),
            Origin::Inline { .. } => quote! { inline },
        };
        quote! { #functions #validated }
    }

    /// A module of inline types around their text.
    fn inner_module(self, path: &[String], body: &str, lines: &mut print::Lines) {
        let name = path.last().map_or("inner", String::as_str);
        lines.docs(&["Types that stand inside the type of the same name.".to_owned()]);
        // A type inside a type of the same name; the lint is about files.
        let is_same = path
            .iter()
            .rev()
            .nth(1)
            .is_some_and(|parent| parent == name);
        if is_same {
            lines.line(&quote! { #[allow(clippy::module_inception)] });
        }
        let name = ident(name);
        lines.block(&quote! { pub mod #name }, body);
    }

    fn type_text(self, def: &'m TypeDef, names: &'m TypeNames) -> String {
        match &def.kind {
            TypeKind::Struct(body) => self.struct_text(def, body, names),
            TypeKind::Enum(body) => self.enum_text(def, body, names),
            TypeKind::Union(body) => self.union_text(def, body, names),
            TypeKind::Newtype(place) => self.newtype_text(def, place, names),
            TypeKind::Alias(place) => {
                let mut lines = print::Lines::default();
                self.head(
                    &self.type_docs(def),
                    &TokenStream::new(),
                    def.docs.deprecated,
                    &mut lines,
                );
                let name = ident(&names.ident);
                let target = self.place_type(place);
                lines.line(&quote! { pub type #name = #target; });
                lines.finish()
            }
        }
    }
}
