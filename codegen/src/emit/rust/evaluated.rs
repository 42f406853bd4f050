//! Types that the evaluator evaluates: the schema it needs, and the references to it.

use fieldwright_runtime::{Map, Value};
use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::{Emitter, ident};
use crate::model::{Evaluated, TypeDef};

impl Emitter<'_> {
    /// The table entry for constraints on a value of the type beyond the table.
    pub(super) fn evaluated(self, def: &TypeDef) -> Option<TokenStream> {
        def.evaluated.as_ref()?;
        let name = ident(&self.input.names.get(self.id).subschemas);
        Some(quote! { &#name })
    }

    /// The subschemas by which the evaluator evaluates a type; they cache their look-up.
    pub(super) fn subschemas(self, def: &TypeDef) -> Option<TokenStream> {
        let evaluated = def.evaluated.as_ref()?;
        let names = self.input.names.get(self.id);
        let (name, schema) = (ident(&names.subschemas), ident(&self.input.names.schema));
        let here = self.layout.place(self.id, &names.modules);
        let up: TokenStream = here.iter().map(|_| quote! { super:: }).collect();
        let pointers = evaluated.pointers.iter();
        let count = Literal::usize_unsuffixed(pointers.len());
        let entries = pointers.map(|pointer| quote! { rt::Subschema::new(&#up #schema, #pointer) });
        Some(quote! {
            static #name: [rt::Subschema; #count] = [#(#entries),*];
        })
    }

    /// The schema itself, as text: it costs the compiler nothing and is compiled on first use.
    pub(super) fn schema_static(self, evaluated: &Evaluated) -> TokenStream {
        let name = ident(&self.input.names.schema);
        let parts = parts(evaluated);
        quote! {
            static #name: rt::Schema = rt::Schema::embedded(::std::concat!(#(#parts),*));
        }
    }
}

/// The document in pieces, a definition each, so that a change shows as one line.
fn parts(evaluated: &Evaluated) -> Vec<String> {
    let mut head = String::from("{");
    if evaluated.formats_assert {
        head.push_str("\"x-fieldwright-formats\":\"assert\",");
    }
    let patterns = evaluated.patterns.iter();
    let patterns: Map<Value> = patterns
        .map(|(source, translated)| (source.clone(), Value::from(translated.as_str())))
        .collect();
    if !patterns.is_empty() {
        let patterns = Value::Object(patterns);
        head.push_str(&format!("\"x-fieldwright-patterns\":{patterns},"));
    }
    head.push_str("\"$defs\":{");
    let mut parts = vec![head];
    for (index, (name, text)) in evaluated.definitions.iter().enumerate() {
        let comma = if index > 0 { "," } else { "" };
        parts.push(format!("{comma}{}:{text}", Value::from(name.as_str())));
    }
    parts.push("}}".to_owned());
    parts
}
