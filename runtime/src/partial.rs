//! Arrays and objects with values that could not be made: these count as in the text.
//!
//! The violation of such a value has been reported. Without it the others would seem too few.

use crate::Map;
use crate::Model;
use crate::reader::Reader;
use crate::shape::Checks;
use crate::view::{Elements, Entries, Node};

struct Items<'a> {
    read: &'a dyn Elements,
    /// The indices of the missing values.
    missing: &'a [usize],
}

impl Elements for Items<'_> {
    fn count(&self) -> usize {
        self.read.count() + self.missing.len()
    }

    /// A missing element equals no other.
    fn element(&self, index: usize) -> Node<'_> {
        match self.missing.binary_search(&index) {
            Ok(_) => Node::Integer(i128::MAX - i128::try_from(index).unwrap_or_default()),
            Err(before) => self.read.element(index - before),
        }
    }
}

struct Members<'a> {
    read: &'a dyn Entries,
    count: usize,
}

impl Entries for Members<'_> {
    fn count(&self) -> usize {
        self.count
    }

    fn named_element(&self, index: usize) -> (&str, Node<'_>) {
        if index < self.read.count() {
            return self.read.named_element(index);
        }
        ("", Node::Null)
    }
}

impl Reader<'_> {
    /// Checks an array of which the elements at `missing` could not be made.
    pub(crate) fn check_items(
        &mut self,
        at: usize,
        read: &dyn Elements,
        missing: &[usize],
        constraints: Checks,
    ) {
        if !constraints.is_empty() {
            self.check(at, Node::Array(&Items { read, missing }), constraints);
        }
    }

    /// Reads an object of any properties and checks it.
    pub(crate) fn checked_map<V: Model>(&mut self, constraints: Checks) -> Option<Map<V>> {
        let at = self.position();
        let (map, count) = self.map(constraints)?;
        if !constraints.is_empty() {
            self.check(at, Node::Map(&Members { read: &map, count }), constraints);
        }
        Some(map)
    }
}
