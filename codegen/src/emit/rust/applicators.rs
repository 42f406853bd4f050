//! Conditional constraints of a struct -> the JSON text that the runtime compiles.

use fieldwright_runtime::{Map, Value};
use proc_macro2::TokenStream;

use super::Emitter;
use super::words::{Words, text_literal};
use crate::model::{Applicator, Conditional, Member};

impl Emitter<'_> {
    /// The text of one applicator, and the hooks beside it.
    pub(super) fn applicator(
        self,
        applicator: &Applicator,
        hooks: &mut Vec<TokenStream>,
    ) -> TokenStream {
        text_literal(&self.applicator_value(applicator, hooks).to_string())
    }

    fn applicator_value(self, applicator: &Applicator, hooks: &mut Vec<TokenStream>) -> Value {
        let mut out = Map::new();
        let keyword = applicator.keyword();
        let first = |name: &str, value: Value| Value::Object(Map::from([(name, value)]));
        match applicator {
            Applicator::DependentRequired(pointer, name, others) => {
                out.insert(keyword, first(name, names(others)));
                out.insert("pointer", Value::from(pointer.as_str()));
            }
            Applicator::DependentSchema(name, conditional) => {
                let conditional = self.conditional(conditional, hooks);
                out.insert(keyword, first(name, conditional));
            }
            Applicator::AllOf(conditionals) => {
                out.insert(keyword, self.conditionals(conditionals, hooks));
            }
            Applicator::AnyOf(pointer, conditionals) | Applicator::OneOf(pointer, conditionals) => {
                out.insert(keyword, self.conditionals(conditionals, hooks));
                out.insert("pointer", Value::from(pointer.as_str()));
            }
            Applicator::Not(pointer, conditional) => {
                out.insert(keyword, self.conditional(conditional, hooks));
                out.insert("pointer", Value::from(pointer.as_str()));
            }
            Applicator::If(test, then, otherwise) => {
                out.insert(keyword, self.conditional(test, hooks));
                for (name, conditional) in [("then", then), ("else", otherwise)] {
                    if let Some(conditional) = conditional {
                        out.insert(name, self.conditional(conditional, hooks));
                    }
                }
            }
        }
        Value::Object(out)
    }

    fn conditionals(self, conditionals: &[Conditional], hooks: &mut Vec<TokenStream>) -> Value {
        let conditionals = conditionals
            .iter()
            .map(|conditional| self.conditional(conditional, hooks));
        Value::Array(conditionals.collect())
    }

    fn conditional(self, conditional: &Conditional, hooks: &mut Vec<TokenStream>) -> Value {
        let mut out = Map::from([("pointer", Value::from(conditional.pointer.as_str()))]);
        if let Some(title) = &conditional.title {
            out.insert("title", Value::from(title.as_str()));
        }
        if !conditional.required.is_empty() {
            out.insert("required", names(&conditional.required));
        }
        if !conditional.members.is_empty() {
            let members = conditional.members.iter();
            let members = members.map(|member| self.member(member, hooks));
            out.insert("properties", Value::Array(members.collect()));
        }
        if !conditional.also.is_empty() {
            let also = conditional.also.iter();
            let also = also.map(|one| self.applicator_value(one, hooks));
            out.insert("also", Value::Array(also.collect()));
        }
        Value::Object(out)
    }

    /// The property, the pointer of its schema, and the constraints of its value.
    fn member(self, member: &Member, hooks: &mut Vec<TokenStream>) -> Value {
        let mut words = Words::default();
        for constraint in &member.constraints {
            self.constraint_word(constraint, &mut words);
        }
        hooks.append(&mut words.hooks);
        let (name, pointer) = (member.name.as_str(), member.pointer.as_str());
        Value::from(vec![name, pointer, words.text.as_str()])
    }
}

fn names(names: &[String]) -> Value {
    Value::from(names.to_vec())
}
