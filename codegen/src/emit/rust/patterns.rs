//! The patterns of a module: each is a static, as a compiled one is kept in it.

use std::collections::{BTreeMap, BTreeSet};

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::ident;
use super::layout::Layout;
use crate::model::{Constraint, Model, Slot, TypeKind, Unknown};
use crate::name::Names;
use crate::pattern::Compiled;

/// The patterns of a module. Each is a static, as a compiled one is kept in it.
pub(super) struct Patterns {
    /// By module and pattern: the static's name.
    names: BTreeMap<(Vec<String>, String), String>,
    /// In the order they are met.
    list: Vec<(Vec<String>, String, Compiled)>,
    /// The names of statics that are taken, in any module.
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
                .extend([own.table.clone(), own.subschemas.clone()]);
        }
        for (id, def) in model.iter() {
            let own = names.get(id);
            let modules = layout.place(id, &own.modules);
            let mut add = |place: &Slot, member: Option<&String>| {
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
                    for one in &body.conditionals {
                        one.for_each_constraint(&mut |constraint| {
                            patterns.note(constraint, &modules, &wanted);
                        });
                    }
                }
                TypeKind::Union(union) => {
                    for (variant, name) in union.variants().zip(&own.members) {
                        add(&variant.branch.place, Some(name));
                    }
                }
                TypeKind::Newtype(place) => add(place, None),
                TypeKind::Enum(_) | TypeKind::Alias(_) => {}
            }
        }
        patterns
    }

    fn add(&mut self, place: &Slot, modules: &[String], wanted: &str) {
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

    pub(super) fn name(&self, modules: &[String], source: &str) -> &str {
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
        Compiled::Regex(translated) => quote! { rt::regex(#source, #translated) },
        // Refused when patterns are read.
        Compiled::Backtracking { .. } => quote! { rt::Pattern::simple(#source, false, false, &[]) },
    }
}

fn hexadecimal(bits: u128) -> TokenStream {
    let text = format!("0x{bits:x}");
    // The text of a number is always one token.
    text.parse().unwrap_or_else(|_| quote! { 0 })
}
