//! What the members of one object have to do with each other -> the text by which types are
//! compared.

use super::content::Content;
use crate::model::{Applicator, Clause, Member};

impl Content {
    pub(super) fn applicator(&mut self, one: &Applicator) {
        self.say(&one.keyword());
        match one {
            Applicator::DependentRequired(_, first, others) => {
                self.text(first);
                self.say(&others.len());
                others.iter().for_each(|other| self.text(other));
            }
            Applicator::DependentSchema(first, clause) => {
                self.text(first);
                self.clause(clause);
            }
            Applicator::AllOf(clauses)
            | Applicator::AnyOf(_, clauses)
            | Applicator::OneOf(_, clauses) => {
                self.say(&clauses.len());
                clauses.iter().for_each(|clause| self.clause(clause));
            }
            Applicator::Not(_, clause) => self.clause(clause),
            Applicator::If(test, then, otherwise) => {
                self.clause(test);
                for branch in [then, otherwise] {
                    self.say(&branch.is_some());
                    branch.iter().for_each(|clause| self.clause(clause));
                }
            }
        }
    }

    fn clause(&mut self, clause: &Clause) {
        let Clause {
            pointer: _,
            title,
            required,
            members,
            also,
        } = clause;
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
