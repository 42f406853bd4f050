//! Every identifier of the output, decided once.
//!
//! Types and modules share one namespace in each module. A collision of names from an author is an
//! error; inline types are prefixed with their parent's name, with a warning. Knows no tokens.

mod members;
mod operations;
mod parts;
mod path;
mod reexports;
mod sharing;
mod signs;
mod words;

pub(crate) use operations::OperationNames;
#[cfg(feature = "config")]
pub(crate) use path::type_path;
pub(crate) use path::{derive_path, function_path};
pub(crate) use reexports::Reexport;
pub(crate) use words::{camel, field, file_module};

use std::collections::BTreeMap;

use crate::diagnostic::{Collector, Diagnostic};
use crate::model::{Model, Origin, TypeDef, TypeId, TypeKind};
use crate::schema::{Provenance, Spanned};
use crate::settings::RustPath;
use crate::source::Span;

/// The names of one module's items.
#[derive(Debug, Default)]
pub(crate) struct Names {
    types: Vec<TypeNames>,
    /// Those of inline types that are one with another type, as they are listed in the model.
    shared: Vec<TypeNames>,
    /// The names taken in each module.
    scopes: Scopes,
    /// The static that holds the schema which the evaluator needs.
    pub(crate) schema: String,
    pub(crate) operations: OperationNames,
}

/// The names in each module, with the span of the item.
type Scopes = BTreeMap<Vec<String>, BTreeMap<String, Span>>;

/// The names around one type.
#[derive(Debug, Clone, Default)]
pub(crate) struct TypeNames {
    /// The type itself.
    pub(crate) ident: String,
    /// The modules it lies in, below the input's.
    pub(crate) modules: Vec<String>,
    /// The module beside it that its inline types lie in.
    pub(crate) inner: String,
    /// Its names without sharing, if they differ: they stay as paths.
    pub(crate) former: Option<Former>,
    /// The const table.
    pub(crate) table: String,
    /// The static of the schemas that the evaluator evaluates it by.
    pub(crate) subschemas: String,
    /// The builder.
    pub(crate) builder: String,
    /// Fields of a struct, variants of an enum or union.
    pub(crate) members: Vec<String>,
    /// The builder's setters, one a field.
    pub(crate) setters: Vec<String>,
    /// The variables that hold the values of the fields.
    pub(crate) bindings: Vec<String>,
    /// The struct's map of undeclared properties.
    pub(crate) extra: String,
    /// The variant for values an open enum does not know.
    pub(crate) unknown: String,
    /// The functions that are rules of a struct, in their order.
    pub(crate) checks: Vec<RustPath>,
}

/// The names of a type that is called by its title because several locations share it.
#[derive(Debug, Clone)]
pub(crate) struct Former {
    pub(crate) ident: String,
    pub(crate) builder: String,
}

impl TypeNames {
    /// The path of the type below the input's module.
    pub(crate) fn path(&self) -> String {
        let parts = self.modules.iter().chain(std::iter::once(&self.ident));
        parts.map(String::as_str).collect::<Vec<_>>().join("::")
    }

    /// `wanted`, or something like it that is no member's name.
    pub(crate) fn free(&self, wanted: &str) -> String {
        let mut name = wanted.to_owned();
        while self.members.contains(&name) || self.extra == name {
            name.push('_');
        }
        name
    }
}

impl Names {
    /// Whether all names are ASCII, against which no lint of the compiler is.
    pub(crate) fn are_ascii(&self) -> bool {
        let types = self.types.iter().chain(&self.shared);
        let types = types.flat_map(|names| names.members.iter().chain([&names.ident]));
        let mut all = types.chain(&self.operations.constants);
        all.all(|name| name.is_ascii())
    }

    pub(crate) fn get(&self, id: TypeId) -> &TypeNames {
        &self.types[id.0]
    }
}

/// Names everything in `model`; reports names that are not possible.
pub(crate) fn name(model: &Model, collector: &mut Collector) -> Names {
    let definitions = model.types.iter().filter(|def| is_definition(def));
    let is_sole = definitions.count() == 1;
    let mut naming = Naming {
        model,
        is_sole,
        exact: exact_names(model),
        collector,
        scopes: BTreeMap::new(),
        numbers: BTreeMap::new(),
        types: Vec::new(),
    };
    let schema = "SCHEMA".to_owned();
    if model.types.iter().any(|def| def.evaluated.is_some()) {
        naming.take(&[], &schema, Span::new(crate::source::SourceId(0), 0, 0));
    }
    for (id, def) in model.iter() {
        let names = naming.names(id, def);
        naming.types.push(names);
    }
    naming.builders();
    let operations = naming.operations();
    Names {
        types: naming.types,
        shared: Vec::new(),
        scopes: naming.scopes,
        schema,
        operations,
    }
}

/// Another spelling of the same words that is free.
fn respelled(
    numbers: &mut BTreeMap<String, usize>,
    text: &str,
    spell: fn(&str) -> String,
    free: &dyn Fn(&str) -> bool,
) -> String {
    let spellings = words::spellings(text);
    let mut spelled = spellings.iter().map(|text| spell(text));
    spelled.find(|name| free(name)).unwrap_or_else(|| {
        let other = spell(&format!("other {text}"));
        if free(&other) {
            return other;
        }
        // Numbers continue after the last one of this name.
        let number = numbers.entry(spell(text)).or_insert(1);
        loop {
            *number += 1;
            let numbered = spell(&format!("{text} {number}"));
            if free(&numbered) {
                return numbered;
            }
        }
    })
}

/// The definitions that are spelled as Rust spells types, the first of each name: that is theirs.
fn exact_names(model: &Model) -> BTreeMap<String, (TypeId, Span)> {
    let mut found = BTreeMap::new();
    for (id, def) in model.iter() {
        let Origin::Definition(name) = &def.origin else {
            continue;
        };
        let text = match &def.rust_name {
            Some(given) => &given.value,
            None => &name.value,
        };
        let is_body = def.provenance != Provenance::Named;
        if !is_body && words::camel(text) == *text {
            found.entry(text.clone()).or_insert((id, def.span));
        }
    }
    found
}

fn is_definition(def: &TypeDef) -> bool {
    matches!(def.origin, Origin::Definition(_))
}

struct Naming<'m, 'c> {
    model: &'m Model,
    collector: &'c mut Collector,
    /// Whether the input has one named type only.
    is_sole: bool,
    /// The spellings of definitions' names, with their types.
    exact: BTreeMap<String, (TypeId, Span)>,
    /// The names taken in each module, and their items.
    scopes: Scopes,
    /// The last number put after each name that was taken.
    numbers: BTreeMap<String, usize>,
    types: Vec<TypeNames>,
}

/// Two things that would have one name.
struct Clash<'t> {
    /// `fields`, `variants` or `types`.
    what: &'t str,
    /// The name of the second in the schema.
    text: &'t str,
    /// Its kind, if it has no given name.
    kind_words: &'t str,
    ident: String,
    span: Span,
    /// The span of the first.
    first: Span,
}

impl Naming<'_, '_> {
    fn names(&mut self, id: TypeId, def: &TypeDef) -> TypeNames {
        let modules = self.modules(def);
        let ident = self.type_ident(id, def, &modules);
        let table = self.table_ident(&ident, &modules);
        let mut names = TypeNames {
            inner: words::module(&ident),
            ident,
            modules,
            table,
            ..TypeNames::default()
        };
        if def.evaluated.is_some() {
            let wanted = format!("{}_subschemas", names.ident);
            names.subschemas = self.table_ident(&wanted, &names.modules.clone());
        }
        self.members(id, def, &mut names);
        if let TypeKind::Struct(body) = &def.kind {
            let checks = body.rules.iter().filter_map(|rule| rule.check.as_ref());
            names.checks = checks.filter_map(|path| self.function(path)).collect();
        }
        names
    }

    /// A function that the author named.
    fn function(&mut self, path: &Spanned<String>) -> Option<RustPath> {
        match function_path(&path.value) {
            Ok(path) => Some(path),
            Err(why) => {
                let message = format!("this is no path of a function of Rust: {why}");
                let help = "such as \"my_rules::ends_in_time\"";
                self.collector
                    .add(Diagnostic::error("bad-path", path.span, message).help(help));
                None
            }
        }
    }

    /// Inline types lie in a module named after their parent, or beside it if it is the input's
    /// only named type.
    fn modules(&mut self, def: &TypeDef) -> Vec<String> {
        let Origin::Inline { parent, .. } = &def.origin else {
            return Vec::new();
        };
        if self.is_sole && is_definition(self.model.get(*parent)) {
            return Vec::new();
        }
        let parent = self.types.get(parent.0).cloned().unwrap_or_default();
        let mut modules = parent.modules;
        modules.push(parent.inner);
        modules
    }

    fn type_ident(&mut self, id: TypeId, def: &TypeDef, modules: &[String]) -> String {
        let (wanted, span) = match (&def.rust_name, &def.origin) {
            (Some(name), _) => (self.author_ident(name, words::is_camel), name.span),
            (None, Origin::Definition(name)) => (words::camel(&name.value), name.span),
            (None, Origin::Inline { words, .. }) => (words::camel(&words.join(" ")), def.span),
        };
        let owner = self.exact.get(&wanted).filter(|_| is_definition(def));
        let owner = owner.filter(|(owner, _)| *owner != id).map(|one| one.1);
        let taken = self.taken(modules, &wanted).or(owner);
        let ident = match (taken, &def.origin, &def.rust_name) {
            (None, ..) => wanted,
            (Some(_), Origin::Inline { parent, .. }, None) => {
                self.step_aside(wanted, *parent, modules, span)
            }
            (Some(first), origin, _) => {
                let text = match origin {
                    Origin::Definition(name) => name.value.clone(),
                    Origin::Inline { words, .. } => words.join(" "),
                };
                let scope = self.scopes.remove(modules).unwrap_or_default();
                let exact = std::mem::take(&mut self.exact);
                let free = |name: &str| !scope.contains_key(name) && !exact.contains_key(name);
                // A type of the schema has the first claim; one of an operation gets its kind.
                let kind_words = match (origin, def.provenance) {
                    (Origin::Definition(_), Provenance::Parameters(_)) => "parameters",
                    (Origin::Definition(_), Provenance::Inline) => "body",
                    _ => "",
                };
                let clash = Clash {
                    what: "types",
                    text: &text,
                    kind_words,
                    ident: wanted,
                    span,
                    first,
                };
                let ident = self.settle(clash, words::camel, &free);
                self.scopes.insert(modules.to_vec(), scope);
                self.exact = exact;
                ident
            }
        };
        self.take(modules, &ident, span);
        ident
    }

    /// An inline type whose name is taken gets its parent's name in front.
    fn step_aside(
        &mut self,
        wanted: String,
        parent: TypeId,
        modules: &[String],
        span: Span,
    ) -> String {
        let mut ident = wanted.clone();
        let mut parent = Some(parent);
        while let (Some(id), Some(_)) = (parent, self.taken(modules, &ident)) {
            let above = self
                .types
                .get(id.0)
                .map_or("", |names| names.ident.as_str());
            ident = format!("{}{ident}", above.trim_end_matches('_'));
            parent = match &self.model.get(id).origin {
                Origin::Inline { parent, .. } => Some(*parent),
                Origin::Definition(_) => None,
            };
        }
        if let Some(first) = self.taken(modules, &ident) {
            let scope = self.scopes.remove(modules).unwrap_or_default();
            let free = |name: &str| !scope.contains_key(name);
            let text = ident.clone();
            let clash = Clash {
                what: "types",
                text: &text,
                kind_words: "",
                ident,
                span,
                first,
            };
            ident = self.settle(clash, words::camel, &free);
            self.scopes.insert(modules.to_vec(), scope);
        } else {
            let message = format!("the name `{wanted}` is taken, so this type is called `{ident}`");
            let help = "to choose its name, give it one of its own under `types`";
            self.collector
                .add(Diagnostic::warning("renamed", span, message).help(help));
        }
        ident
    }

    /// A name from the author must be an identifier unchanged, in Rust's case for this kind of
    /// item.
    fn author_ident(&mut self, name: &Spanned<String>, has_case: fn(&str) -> bool) -> String {
        let is_keyword = words::escape(name.value.clone()) != name.value;
        if words::is_ident(&name.value) && !is_keyword && has_case(&name.value) {
            return name.value.clone();
        }
        let message = format!("`{}` cannot be a name here", name.value);
        let help = "types and variants are named LikeThis, fields like_this; a name is no keyword";
        self.collector
            .add(Diagnostic::error("bad-name", name.span, message).help(help));
        words::camel(&name.value)
    }

    /// A name that is taken: an error if an author gave both; otherwise another spelling of the
    /// same words, which is reported.
    fn settle(
        &mut self,
        clash: Clash<'_>,
        spell: fn(&str) -> String,
        free: &dyn Fn(&str) -> bool,
    ) -> String {
        let Clash {
            what,
            text,
            kind_words,
            ident,
            span,
            first,
        } = clash;
        if self.model.strict {
            self.collide(what, &ident, span, first);
            return ident;
        }
        let with_kind = spell(&format!("{text} {kind_words}"));
        let found = match !kind_words.is_empty() && free(&with_kind) {
            true => with_kind,
            false => respelled(&mut self.numbers, text, spell, free),
        };
        let message = format!("the name `{ident}` is taken, so this is called `{found}`");
        let help = "to choose its name, add `x-fieldwright-name`";
        let diagnostic = Diagnostic::warning("renamed", span, message);
        let diagnostic = diagnostic.related(first, "the other one").help(help);
        self.collector.add(diagnostic);
        found
    }

    fn collide(&mut self, what: &str, ident: &str, span: Span, first: Span) {
        let message = format!("two {what} would both be called `{ident}` in Rust");
        let diagnostic =
            Diagnostic::error("name-collision", span, message).related(first, "the other one");
        self.collector
            .add(diagnostic.help("give one of them another Rust name with `name: ...`"));
    }

    /// A constant beside the type; different types may spell it alike.
    fn table_ident(&mut self, ident: &str, modules: &[String]) -> String {
        let mut table = words::shouty(ident);
        while self.taken(modules, &table).is_some() {
            table.push('_');
        }
        self.take(modules, &table, Span::new(crate::source::SourceId(0), 0, 0));
        table
    }

    /// Builders come last: types of the schema have the first claim to a name.
    fn builders(&mut self) {
        for (id, def) in self.model.iter() {
            if !matches!(def.kind, TypeKind::Struct(_)) {
                continue;
            }
            let names = self.types[id.0].clone();
            let mut builder = format!("{}Builder", names.ident.trim_end_matches('_'));
            if self.taken(&names.modules, &builder).is_some() {
                builder = format!("Build{}", names.ident);
            }
            if let Some(first) = self.taken(&names.modules, &builder) {
                self.collide("types", &builder, def.span, first);
            }
            self.take(&names.modules, &builder, def.span);
            self.types[id.0].builder = builder;
        }
    }

    fn taken(&self, modules: &[String], ident: &str) -> Option<Span> {
        self.scopes.get(modules)?.get(ident).copied()
    }

    fn take(&mut self, modules: &[String], ident: &str, span: Span) {
        self.scopes
            .entry(modules.to_vec())
            .or_default()
            .insert(ident.to_owned(), span);
    }
}
