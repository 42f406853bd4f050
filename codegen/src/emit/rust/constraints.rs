//! Constraints -> const data.

use std::collections::{BTreeMap, BTreeSet};

use fieldwright_runtime::{Format, Value};
use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::layout::Layout;
use super::{Emitter, ident};
use crate::model::{Constraint, Model, Place, Type, TypeKind, Unknown};
use crate::name::Names;
use crate::pattern::Compiled;

/// The patterns of a module. Each is a static, as a compiled one is kept in it.
pub(super) struct Patterns {
    /// By module and pattern: the static's name.
    names: BTreeMap<(Vec<String>, String), String>,
    /// In the order they are met.
    list: Vec<(Vec<String>, String, Compiled)>,
    /// The names of statics that are taken, in whatever module.
    taken: BTreeSet<String>,
}

impl Patterns {
    pub(super) fn collect(model: &Model, names: &Names, layout: &Layout) -> Self {
        let mut patterns = Self {
            names: BTreeMap::new(),
            list: Vec::new(),
            taken: BTreeSet::from([names.schema.clone()]),
        };
        for (id, _) in model.iter() {
            let own = names.get(id);
            patterns
                .taken
                .extend([own.table.clone(), own.judges.clone()]);
        }
        for (id, def) in model.iter() {
            let own = names.get(id);
            let modules = layout.place(id, &own.modules);
            let mut add = |place: &Place, member: Option<&String>| {
                let words = member.map_or("", String::as_str);
                let wanted = format!("{}_{}_PATTERN", own.table, words.to_uppercase());
                patterns.add(place, &modules, &wanted.replace("__", "_"));
            };
            match &def.kind {
                TypeKind::Struct(body) => {
                    for (field, name) in body.fields.iter().zip(&own.members) {
                        add(&field.place, Some(name));
                    }
                    if let Unknown::Keep(place) = &body.unknown {
                        add(place, Some(&own.extra));
                    }
                    let wanted = format!("{}_PATTERN", own.table);
                    for one in &body.clauses {
                        one.for_each_constraint(&mut |constraint| {
                            patterns.note(constraint, &modules, &wanted);
                        });
                    }
                }
                TypeKind::Union(union) => {
                    for (branch, name) in union.branches.iter().zip(&own.members) {
                        add(&branch.place, Some(name));
                    }
                }
                TypeKind::Newtype(place) => add(place, None),
                TypeKind::Enum(_) | TypeKind::Alias(_) => {}
            }
        }
        patterns
    }

    fn add(&mut self, place: &Place, modules: &[String], wanted: &str) {
        for constraint in &place.constraints {
            self.note(constraint, modules, wanted);
        }
        for inner in place.ty.inner() {
            self.add(inner, modules, wanted);
        }
    }

    fn note(&mut self, constraint: &Constraint, modules: &[String], wanted: &str) {
        let Constraint::Pattern { source, program } = constraint else {
            return;
        };
        let key = (modules.to_vec(), source.clone());
        if self.names.contains_key(&key) {
            return;
        }
        let mut name = wanted.to_owned();
        while !self.taken.insert(name.clone()) {
            name.push('_');
        }
        self.names.insert(key, name);
        self.list
            .push((modules.to_vec(), source.clone(), program.clone()));
    }

    fn name(&self, modules: &[String], source: &str) -> &str {
        let key = (modules.to_vec(), source.to_owned());
        self.names.get(&key).map_or("PATTERN", String::as_str)
    }

    /// The statics of one module.
    pub(super) fn statics(&self, modules: &[String]) -> Vec<TokenStream> {
        let own = self.list.iter().filter(|(place, ..)| place == modules);
        own.map(|(_, source, program)| {
            let name = ident(self.name(modules, source));
            let value = program_tokens(source, program);
            quote! { static #name: rt::Pattern = #value; }
        })
        .collect()
    }
}

fn program_tokens(source: &str, program: &Compiled) -> TokenStream {
    match program {
        Compiled::Simple(simple) => {
            let (start, end) = (simple.start, simple.end);
            let steps = simple.steps.iter().map(|step| {
                let ascii = hexadecimal(step.ascii);
                let rest = step.rest.iter().map(|(low, high)| quote! { (#low, #high) });
                let min = Literal::u32_unsuffixed(step.min);
                let max = match step.max {
                    Some(max) => {
                        let max = Literal::u32_unsuffixed(max);
                        quote! { #max }
                    }
                    None => quote! { ::std::primitive::u32::MAX },
                };
                quote! { rt::Step::new(#ascii, &[#(#rest),*], #min, #max) }
            });
            quote! { rt::Pattern::simple(#source, #start, #end, &[#(#steps),*]) }
        }
        Compiled::Regex(translated) => quote! { rt::Pattern::regex(#source, #translated) },
        // Refused where patterns are read.
        Compiled::Backtracking { .. } => quote! { rt::Pattern::simple(#source, false, false, &[]) },
    }
}

fn hexadecimal(bits: u128) -> TokenStream {
    let text = format!("0x{bits:x}");
    // The text of a number is always one token.
    text.parse().unwrap_or_else(|_| quote! { 0 })
}

impl Emitter<'_> {
    /// The constraints of a place as the elements of a const slice.
    pub(super) fn constraints(self, place: &Place) -> Vec<TokenStream> {
        let mut out: Vec<TokenStream> = place
            .constraints
            .iter()
            .map(|c| self.constraint(c))
            .collect();
        let (inner, applicator) = match &place.ty {
            Type::Array(inner) => (inner, quote! { Items }),
            Type::Map(inner) => (inner, quote! { Values }),
            Type::Tuple(elements) => {
                out.extend(self.prefix(elements));
                return out;
            }
            _ => return out,
        };
        let inner = self.constraints(inner);
        if !inner.is_empty() {
            out.push(quote! { rt::Constraint::#applicator(&[#(#inner),*]) });
        }
        out
    }

    fn prefix(self, elements: &[Place]) -> Option<TokenStream> {
        let elements = elements.iter().map(|element| self.constraints(element));
        let elements: Vec<Vec<TokenStream>> = elements.collect();
        let some = elements.iter().any(|element| !element.is_empty());
        some.then(|| quote! { rt::Constraint::Prefix(&[#(&[#(#elements),*]),*]) })
    }

    pub(super) fn constraint(self, constraint: &Constraint) -> TokenStream {
        let count = |name: &str, n: &u64| {
            let (name, n) = (ident(name), Literal::u64_unsuffixed(*n));
            quote! { rt::Constraint::#name(#n) }
        };
        let bound = |name: &str, text: &str| {
            let (name, bound) = (ident(name), bound(text));
            quote! { rt::Constraint::#name(#bound) }
        };
        match constraint {
            Constraint::MinLength(n) => count("MinLength", n),
            Constraint::MaxLength(n) => count("MaxLength", n),
            Constraint::MinItems(n) => count("MinItems", n),
            Constraint::MaxItems(n) => count("MaxItems", n),
            Constraint::MinProperties(n) => count("MinProperties", n),
            Constraint::MaxProperties(n) => count("MaxProperties", n),
            Constraint::Minimum(text) => bound("Minimum", text),
            Constraint::Maximum(text) => bound("Maximum", text),
            Constraint::ExclusiveMinimum(text) => bound("ExclusiveMinimum", text),
            Constraint::ExclusiveMaximum(text) => bound("ExclusiveMaximum", text),
            Constraint::MultipleOf(text) => bound("MultipleOf", text),
            Constraint::UniqueItems => quote! { rt::Constraint::UniqueItems },
            Constraint::Format(format) => {
                let name = format_variant(*format);
                quote! { rt::Constraint::Format(rt::Format::#name) }
            }
            Constraint::OwnFormat { name, check } => {
                let check = super::types::path(check);
                quote! { rt::Constraint::OwnFormat(#name, #check) }
            }
            Constraint::Pattern { source, .. } => {
                let modules = &self.input.names.get(self.id).modules;
                let modules = self.layout.place(self.id, modules);
                let name = ident(self.patterns.name(&modules, source));
                quote! { rt::Constraint::Pattern(&#name) }
            }
            Constraint::Const(value) => {
                let value = literal(value);
                quote! { rt::Constraint::Const(#value) }
            }
            Constraint::Enum(values) => {
                let values = values.iter().map(literal);
                quote! { rt::Constraint::Enum(&[#(#values),*]) }
            }
        }
    }
}

fn format_variant(format: Format) -> proc_macro2::Ident {
    ident(&format!("{format:?}"))
}

/// A number of the schema: an integer where it is one by value.
fn bound(text: &str) -> TokenStream {
    let value = crate::model::number_value(text);
    let integer = value
        .as_number()
        .and_then(fieldwright_runtime::Number::as_i64);
    match (integer, value.as_f64()) {
        (Some(integer), _) => {
            let canonical = integer.to_string();
            let integer = super::enums::signed(integer);
            quote! { rt::Bound::integer(#integer, #canonical) }
        }
        (None, Some(float)) => {
            let float = super::doors::float(float);
            quote! { rt::Bound::decimal(#text, #float) }
        }
        (None, None) => {
            let limit = if text.starts_with('-') {
                quote! { MIN }
            } else {
                quote! { MAX }
            };
            quote! { rt::Bound::decimal(#text, ::std::primitive::f64::#limit) }
        }
    }
}

fn literal(value: &Value) -> TokenStream {
    match value {
        Value::Null => quote! { rt::Literal::Null },
        Value::Bool(value) => quote! { rt::Literal::Bool(#value) },
        Value::Number(number) => {
            let text = number.to_string();
            quote! { rt::Literal::Number(#text) }
        }
        Value::String(text) => quote! { rt::Literal::Text(#text) },
        Value::Array(_) | Value::Object(_) => {
            let text = value.to_string();
            quote! { rt::Literal::Json(#text) }
        }
    }
}
