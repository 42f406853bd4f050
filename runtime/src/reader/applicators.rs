//! Applicators over the members of an object that has just been read.

use std::rc::Rc;

use super::pointed::offset_of;
use super::{Problem, Reader};
use crate::applicator::{Applicator, ConditionalViolation, Members, violated_conditionals};
use crate::pointer::push_segment;

impl Reader<'_> {
    /// Checks the object that begins at `start` and ends here.
    pub(super) fn check_conditionals(
        &mut self,
        applicators: &'static [Applicator],
        start: usize,
        members: &Members<'_, '_>,
    ) {
        for found in violated_conditionals(applicators, members) {
            let problem = self.problem_of(found, start);
            self.add(problem);
        }
    }

    fn problem_of(&self, found: ConditionalViolation, start: usize) -> Problem {
        let at = found.member.map_or(start, |name| {
            let text = self.text.get(start..self.pos).unwrap_or_default();
            let mut pointer = String::new();
            push_segment(&mut pointer, name);
            start + offset_of(text, &pointer)
        });
        let depth = self.depth + u32::from(found.member.is_some());
        let others = found.others;
        let others = others.map(&mut |reason| Rc::new(self.problem_of(reason, start)));
        Problem {
            others,
            ..Problem::new((at, depth), found.schema, found.fault)
        }
    }
}
