//! Applicators over the members of one object -> the text by which types are compared.

use super::content::Content;
use crate::model::{Applicator, Conditional, Member};

impl Content {
    pub(super) fn applicator(&mut self, one: &Applicator) {
        self.say(&one.keyword());
        match one {
            Applicator::DependentRequired(_, first, others) => {
                self.text(first);
                self.say(&others.len());
                others.iter().for_each(|other| self.text(other));
            }
            Applicator::DependentSchema(first, conditional) => {
                self.text(first);
                self.conditional(conditional);
            }
            Applicator::AllOf(conditionals)
            | Applicator::AnyOf(_, conditionals)
            | Applicator::OneOf(_, conditionals) => {
                self.say(&conditionals.len());
                conditionals
                    .iter()
                    .for_each(|conditional| self.conditional(conditional));
            }
            Applicator::Not(_, conditional) => self.conditional(conditional),
            Applicator::If(test, then, otherwise) => {
                self.conditional(test);
                for branch in [then, otherwise] {
                    self.say(&branch.is_some());
                    branch
                        .iter()
                        .for_each(|conditional| self.conditional(conditional));
                }
            }
        }
    }

    fn conditional(&mut self, conditional: &Conditional) {
        let Conditional {
            pointer: _,
            title,
            required,
            members,
            also,
        } = conditional;
        self.optional(title.as_ref());
        self.say(&(required.len(), members.len(), also.len()));
        required.iter().for_each(|name| self.text(name));
        for member in members {
            let Member {
                name,
                pointer: _,
                constraints,
            } = member;
            self.text(name);
            self.constraints(constraints);
        }
        also.iter().for_each(|one| self.applicator(one));
    }
}
