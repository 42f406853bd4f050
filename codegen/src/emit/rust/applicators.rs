//! Conditional constraints of a struct -> the JSON text that the runtime compiles.

use fieldwright_runtime::{Map, Value};
use proc_macro2::TokenStream;

use super::Emitter;
use super::words::{Words, text_literal};
use crate::model::{Applicator, Clause, Member};

impl Emitter<'_> {
    /// The text of one applicator, and what stands beside it.
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
            Applicator::DependentSchema(name, clause) => {
                let clause = self.clause(clause, hooks);
                out.insert(keyword, first(name, clause));
            }
            Applicator::AllOf(clauses) => {
                out.insert(keyword, self.clauses(clauses, hooks));
            }
            Applicator::AnyOf(pointer, clauses) | Applicator::OneOf(pointer, clauses) => {
                out.insert(keyword, self.clauses(clauses, hooks));
                out.insert("pointer", Value::from(pointer.as_str()));
            }
            Applicator::Not(pointer, clause) => {
                out.insert(keyword, self.clause(clause, hooks));
                out.insert("pointer", Value::from(pointer.as_str()));
            }
            Applicator::If(test, then, otherwise) => {
                out.insert(keyword, self.clause(test, hooks));
                for (name, clause) in [("then", then), ("else", otherwise)] {
                    if let Some(clause) = clause {
                        out.insert(name, self.clause(clause, hooks));
                    }
                }
            }
        }
        Value::Object(out)
    }

    fn clauses(self, clauses: &[Clause], hooks: &mut Vec<TokenStream>) -> Value {
        let clauses = clauses.iter().map(|clause| self.clause(clause, hooks));
        Value::Array(clauses.collect())
    }

    fn clause(self, clause: &Clause, hooks: &mut Vec<TokenStream>) -> Value {
        let mut out = Map::from([("pointer", Value::from(clause.pointer.as_str()))]);
        if let Some(title) = &clause.title {
            out.insert("title", Value::from(title.as_str()));
        }
        if !clause.required.is_empty() {
            out.insert("required", names(&clause.required));
        }
        if !clause.members.is_empty() {
            let members = clause.members.iter();
            let members = members.map(|member| self.member(member, hooks));
            out.insert("properties", Value::Array(members.collect()));
        }
        if !clause.also.is_empty() {
            let also = clause.also.iter();
            let also = also.map(|one| self.applicator_value(one, hooks));
            out.insert("also", Value::Array(also.collect()));
        }
        Value::Object(out)
    }

    /// The property, where its schema stands, and what its value must keep.
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
