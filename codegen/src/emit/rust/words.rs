//! The words of a table: the text that the runtime compiles on first use, and the hooks that no
//! text can hold.

use std::fmt::Write;

use fieldwright_runtime::Value;
use proc_macro2::TokenStream;
use quote::quote;

use super::{Emitter, ident};
use crate::emit::prose::is_hidden;
use crate::model::{Constraint, Slot, Type};

/// The words of one entry of a table.
#[derive(Default)]
pub(super) struct Words {
    pub(super) text: String,
    /// Patterns and functions, in the order of the words that refer to them.
    pub(super) hooks: Vec<TokenStream>,
}

impl Words {
    pub(super) fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    pub(super) fn word(&mut self, word: &str) {
        if !self.text.is_empty() && !self.text.ends_with('(') {
            self.text.push(' ');
        }
        self.text.push_str(word);
    }

    fn pair(&mut self, name: &str, value: &str) {
        self.word(name);
        self.text.push('=');
        self.text.push_str(value);
    }

    /// A name as its value: unquoted if possible.
    pub(super) fn name(&mut self, name: &str, value: &str) {
        let is_plain = !value.is_empty() && !value.contains([' ', '"', '[', '{', '(', ')', '\\']);
        if is_plain && !value.chars().any(char::is_control) && !value.contains('\u{2028}') {
            self.pair(name, value);
        } else {
            self.text(name, value);
        }
    }

    /// A text as its value.
    pub(super) fn text(&mut self, name: &str, text: &str) {
        self.pair(name, &Value::from(text).to_string());
    }

    /// A list of texts as its value.
    pub(super) fn texts<'t>(&mut self, name: &str, texts: impl IntoIterator<Item = &'t str>) {
        let list: Vec<&str> = texts.into_iter().collect();
        if !list.is_empty() {
            self.pair(name, &Value::from(list).to_string());
        }
    }

    /// The words for a property whose schema is elsewhere; a pointer has no spaces.
    pub(super) fn pointer(&mut self, pointer: &str) {
        self.pair("pointer", pointer);
    }

    /// The literal of the words.
    pub(super) fn literal(&self) -> TokenStream {
        text_literal(&self.text)
    }

    /// The list of hooks beside them, if there are any.
    pub(super) fn hook_list(&self) -> Option<TokenStream> {
        let hooks = &self.hooks;
        (!hooks.is_empty()).then(|| quote! { [#(#hooks),*] })
    }
}

/// A readable literal: without escapes if possible.
///
/// The compiler refuses direction marks in a literal, and more than 255 signs around one.
pub(super) fn text_literal(text: &str) -> TokenStream {
    const MOST: usize = 16;
    let signs = |end: &str| end.bytes().take_while(|byte| *byte == b'#').count();
    let longest = text.split('"').skip(1).map(signs).max();
    let is_raw = longest.is_some() || text.contains('\\');
    if is_raw && longest.unwrap_or(0) < MOST && !text.chars().any(is_hidden) {
        let marks = "#".repeat(longest.unwrap_or(0) + 1);
        let raw = format!("r{marks}\"{text}\"{marks}");
        if let Ok(literal) = raw.parse::<proc_macro2::Literal>() {
            return quote! { #literal };
        }
    }
    quote! { #text }
}

impl Emitter<'_> {
    /// The constraints of a value of a slot.
    pub(super) fn constraint_words(self, place: &Slot, words: &mut Words) {
        if place.coerce {
            words.word("coerce");
        }
        for constraint in &place.constraints {
            self.constraint_word(constraint, words);
        }
        match &place.ty {
            Type::Array(inner) => self.nested("items", inner, words),
            Type::Map(inner) => self.nested("additionalProperties", inner, words),
            Type::Tuple(elements) => {
                let mut prefix = Words::default();
                for element in elements {
                    prefix.text.push('(');
                    self.constraint_words(element, &mut prefix);
                    prefix.text.push(')');
                }
                if prefix.text.len() > 2 * elements.len() {
                    words.word("prefixItems");
                    words.text.push_str(&prefix.text);
                    words.hooks.extend(prefix.hooks);
                }
            }
            _ => {}
        }
    }

    fn nested(self, name: &str, place: &Slot, words: &mut Words) {
        let mut inner = Words::default();
        self.constraint_words(place, &mut inner);
        if !inner.is_empty() {
            words.word(name);
            // Writing to a `String` cannot fail.
            let _ = write!(words.text, "({})", inner.text);
            words.hooks.extend(inner.hooks);
        }
    }

    pub(super) fn constraint_word(self, constraint: &Constraint, words: &mut Words) {
        let name = constraint.keyword();
        match constraint {
            Constraint::Count(_, n) | Constraint::Closed(n) => words.pair(name, &n.to_string()),
            Constraint::Number(_, text) => words.pair(name, text),
            Constraint::UniqueItems => words.word(name),
            Constraint::Format(format) => words.pair(name, format.name()),
            Constraint::CustomFormat { name, check } => {
                let check = super::types::path(check);
                words.word("custom");
                words.hooks.push(quote! { rt::Hook::Format(#name, #check) });
            }
            Constraint::Pattern { source, .. } => {
                let modules = &self.input.names.get(self.id).modules;
                let modules = self.layout.place(self.id, modules);
                let pattern = ident(self.patterns.name(&modules, source));
                words.word(name);
                words.hooks.push(quote! { rt::Hook::Pattern(&#pattern) });
            }
            Constraint::Either { .. } => {} // for the evaluator
            Constraint::Const(value) => words.pair(name, &value.to_string()),
            Constraint::Enum(values) => words.pair(name, &Value::Array(values.clone()).to_string()),
        }
    }
}
