//! Custom rules: called for a value that was just read.

use super::pointed::offset_of;
use super::{Problem, Reader};
use crate::finding::Asking;
use crate::rules::KEYWORD;
use crate::{Model, Shape};

/// Where a value begins, and the number of problems before it.
#[derive(Debug, Clone, Copy)]
pub struct Beginning {
    at: usize,
    errors: usize,
}

impl Reader<'_> {
    /// The beginning of a value whose type has custom rules: for [`Self::ask`].
    #[must_use]
    pub fn beginning(&self) -> Beginning {
        Beginning {
            at: self.pos,
            errors: self.errors,
        }
    }

    /// Calls the custom rules for a value that was just read, unless the evaluator has refused it.
    pub fn ask(&mut self, beginning: Beginning, shape: &'static Shape, object: &dyn Model) {
        let is_refused = !shape.evaluated.is_empty() && self.errors > beginning.errors;
        if !self.checks || self.stopped || is_refused {
            return;
        }
        let mut asking = Asking::new(shape);
        object.ask_rules(&mut asking);
        let text = self.text.get(beginning.at..self.pos).unwrap_or_default();
        let outer = self.place.enter(shape.pointer);
        for broken in asking.broken {
            let at = beginning.at + offset_of(text, &broken.instance);
            let depth = self.depth + levels(&broken.instance);
            let schema = self.place.keyword(KEYWORD);
            self.add(Problem::new((at, depth), schema, broken.fault));
        }
        self.place.leave(outer);
    }
}

/// How many arrays and objects a pointer leads into.
pub(super) fn levels(instance: &str) -> u32 {
    instance.matches('/').count() as u32
}
