//! Clauses -> const data.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::Emitter;
use crate::model::{Applicator, Clause, Member, Name};

impl Emitter<'_> {
    pub(super) fn applicator(self, applicator: &Applicator) -> TokenStream {
        let list = |clauses: &[Clause]| {
            let clauses = clauses.iter().map(|clause| self.clause(clause));
            quote! { &[#(#clauses),*] }
        };
        let option = |clause: &Option<Box<Clause>>| match clause {
            Some(clause) => {
                let clause = self.clause(clause);
                quote! { ::std::option::Option::Some(&#clause) }
            }
            None => quote! { ::std::option::Option::None },
        };
        let arguments = match applicator {
            Applicator::DependentRequired(pointer, first, others) => {
                let (first, others) = (name(first), others.iter().map(name));
                quote! { DependentRequired(#pointer, #first, &[#(#others),*]) }
            }
            Applicator::DependentSchema(first, clause) => {
                let (first, clause) = (name(first), self.clause(clause));
                quote! { DependentSchema(#first, &#clause) }
            }
            Applicator::AllOf(clauses) => {
                let clauses = list(clauses);
                quote! { AllOf(#clauses) }
            }
            Applicator::AnyOf(pointer, clauses) => {
                let clauses = list(clauses);
                quote! { AnyOf(#pointer, #clauses) }
            }
            Applicator::OneOf(pointer, clauses) => {
                let clauses = list(clauses);
                quote! { OneOf(#pointer, #clauses) }
            }
            Applicator::Not(pointer, clause) => {
                let clause = self.clause(clause);
                quote! { Not(#pointer, &#clause) }
            }
            Applicator::If(test, then, otherwise) => {
                let (test, then, otherwise) = (self.clause(test), option(then), option(otherwise));
                quote! { If(&#test, #then, #otherwise) }
            }
        };
        quote! { rt::Applicator::#arguments }
    }

    fn clause(self, clause: &Clause) -> TokenStream {
        let pointer = &clause.pointer;
        let title = clause.title.as_deref().unwrap_or_default();
        let required = clause.required.iter().map(name);
        let members = clause.members.iter().map(|member| self.member(member));
        let also = clause.also.iter().map(|one| self.applicator(one));
        quote! {
            rt::Clause {
                pointer: #pointer,
                title: #title,
                required: &[#(#required),*],
                members: &[#(#members),*],
                also: &[#(#also),*],
            }
        }
    }

    fn member(self, member: &Member) -> TokenStream {
        let (name, pointer) = (name(&member.name), &member.pointer);
        let constraints = member.constraints.iter().map(|one| self.constraint(one));
        quote! {
            rt::Member {
                name: #name,
                pointer: #pointer,
                constraints: &[#(#constraints),*],
            }
        }
    }
}

/// The name of a property with the index of its field; beyond all where there is none.
fn name(name: &Name) -> TokenStream {
    let wire = &name.wire;
    match name.field {
        Some(index) => {
            let index = Literal::usize_unsuffixed(index);
            quote! { (#wire, #index) }
        }
        None => quote! { (#wire, ::std::primitive::u16::MAX) },
    }
}
