//! The entries of mappings -> lookup by key, and duplicate keys.
//!
//! Small mappings are scanned; larger ones get a hash table that stays with the document. The
//! hash is keyed at random, so that no file can be written to be slow; no order depends on it.

use std::collections::HashMap;
use std::hash::{BuildHasher, RandomState};

use super::cell::{Cell, Tag};
use super::sources::to_u32;

/// The hash tables of the large mappings of one document.
#[derive(Debug, Default)]
pub(super) struct KeyTables {
    hasher: RandomState,
    /// Open addressing; 0 is free, otherwise the index of the entry plus one.
    slots: Vec<u32>,
    /// From the first child cell of a mapping to its stretch of `slots`.
    tables: HashMap<u32, (u32, u32)>,
}

/// The text of the file and the extra text, as [`Cell::text`] takes them.
pub(super) type Texts<'t> = (&'t str, &'t str);

/// Mappings up to this many entries are scanned.
const SCANNED: usize = 12;

impl KeyTables {
    /// The index of the entry with a key, in a mapping whose children start at `first`.
    pub(super) fn find(
        &self,
        first: u32,
        children: &[Cell],
        texts: Texts<'_>,
        key: &str,
    ) -> Option<usize> {
        let is =
            |cell: &Cell| cell.count as usize == key.len() && cell.text(texts.0, texts.1) == key;
        let Some((start, length)) = self.tables.get(&first).filter(|_| is_large(children)) else {
            return children.iter().step_by(2).position(is);
        };
        let start = *start as usize;
        let table = self.slots.get(start..start + *length as usize)?;
        let mut at = self.first_slot(key, table.len());
        loop {
            let index = (*table.get(at)? as usize).checked_sub(1)?;
            if children.get(2 * index).is_some_and(is) {
                return Some(index);
            }
            at = (at + 1) % table.len();
        }
    }

    /// Adds a mapping whose children start at `first`, and reports each duplicate key: the earlier
    /// entry and the later one.
    pub(super) fn add(
        &mut self,
        first: u32,
        children: &[Cell],
        texts: Texts<'_>,
        twice: impl FnMut(&Cell, &Cell),
    ) {
        if !is_large(children) {
            return scan(children, texts, twice);
        }
        let start = self.slots.len();
        self.fill(children, texts, twice);
        let length = self.slots.len() - start;
        self.tables.insert(first, (to_u32(start), to_u32(length)));
    }

    /// Like [`Self::add`], for entries that are not in the arena yet.
    pub(super) fn check(
        &mut self,
        children: &[Cell],
        texts: Texts<'_>,
        twice: impl FnMut(&Cell, &Cell),
    ) {
        if !is_large(children) {
            return scan(children, texts, twice);
        }
        let start = self.slots.len();
        self.fill(children, texts, twice);
        self.slots.truncate(start);
    }

    /// Appends the table of the children, at most half full.
    fn fill(&mut self, children: &[Cell], texts: Texts<'_>, mut twice: impl FnMut(&Cell, &Cell)) {
        let start = self.slots.len();
        let length = children.len().next_power_of_two();
        self.slots.resize(start + length, 0);
        for (index, key) in children.iter().step_by(2).enumerate() {
            if key.tag == Tag::Missing {
                // All of these have the same hash; a crowd of them would be slow.
                continue;
            }
            let mut at = self.first_slot(key.text(texts.0, texts.1), length);
            while let Some(slot) = self.slots.get_mut(start + at) {
                let Some(other) = (*slot as usize).checked_sub(1) else {
                    *slot = to_u32(index + 1);
                    break;
                };
                if let Some(other) = children.get(2 * other).filter(|o| same_key(o, key, texts)) {
                    twice(other, key);
                    break;
                }
                at = (at + 1) % length;
            }
        }
    }

    fn first_slot(&self, key: &str, length: usize) -> usize {
        // The table length is a power of two; the low bits of the hash are as good as any.
        (self.hasher.hash_one(key) as usize) & length.wrapping_sub(1)
    }
}

fn is_large(children: &[Cell]) -> bool {
    children.len() > 2 * SCANNED
}

fn scan(children: &[Cell], texts: Texts<'_>, mut twice: impl FnMut(&Cell, &Cell)) {
    for (index, key) in children.iter().step_by(2).enumerate() {
        let mut earlier = children.iter().step_by(2).take(index);
        if let Some(other) = earlier.find(|other| same_key(other, key, texts)) {
            twice(other, key);
        }
    }
}

/// A merge key is not the same as the string `<<`, and an invalid key equals no other.
fn same_key(a: &Cell, b: &Cell, texts: Texts<'_>) -> bool {
    a.count == b.count
        && (a.tag == Tag::MergeKey) == (b.tag == Tag::MergeKey)
        && a.tag != Tag::Missing
        && b.tag != Tag::Missing
        && a.text(texts.0, texts.1) == b.text(texts.0, texts.1)
}
