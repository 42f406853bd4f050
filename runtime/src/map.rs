//! A map from strings that keeps the order its entries were written in.

#[cfg(feature = "conveniences")]
mod access;
#[cfg(feature = "conveniences")]
mod more;

use std::collections::hash_map::RandomState;
use std::fmt;
use std::hash::BuildHasher;
use std::sync::OnceLock;

#[cfg(feature = "conveniences")]
pub use access::{Entry, IterMut, OccupiedEntry, VacantEntry};

/// Up to this many entries a search from the front is faster than a hash.
const SCAN: usize = 16;

/// A map from strings to `V` in insertion order; the type of a JSON object without declared
/// properties.
///
/// Equality does not depend on the order, as for JSON objects.
#[derive(Clone)]
pub struct Map<V> {
    entries: Vec<(String, V)>,
    /// Open addressing over `entries`: 0 is empty, else index + 1. Empty while
    /// the map is small.
    table: Vec<u32>,
}

impl<V> Map<V> {
    /// An empty map.
    #[must_use]
    pub const fn new() -> Self {
        Self {
            entries: Vec::new(),
            table: Vec::new(),
        }
    }

    /// How many entries it has.
    #[must_use]
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether it has none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// The value under `key`.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&V> {
        let index = self.find(key)?;
        self.entries.get(index).map(|(_, value)| value)
    }

    /// The value under `key`, to change.
    pub fn get_mut(&mut self, key: &str) -> Option<&mut V> {
        let index = self.find(key)?;
        self.entries.get_mut(index).map(|(_, value)| value)
    }

    /// Whether there is an entry under `key`.
    #[must_use]
    pub fn contains_key(&self, key: &str) -> bool {
        self.find(key).is_some()
    }

    /// Sets the value under `key` and returns its previous value; an existing key keeps its
    /// position.
    pub fn insert(&mut self, key: impl Into<String>, value: V) -> Option<V> {
        let key = key.into();
        if let Some(old) = self.get_mut(&key) {
            return Some(std::mem::replace(old, value));
        }
        self.push_new(key, value);
        None
    }

    /// Removes the entry under `key`; the others keep their order.
    pub fn remove(&mut self, key: &str) -> Option<V> {
        let index = self.find(key)?;
        let (_, value) = self.entries.remove(index);
        self.table.clear();
        self.grow_table();
        Some(value)
    }

    /// The entry at `index`, in insertion order.
    #[must_use]
    pub fn get_index(&self, index: usize) -> Option<(&str, &V)> {
        self.entries.get(index).map(|(k, v)| (k.as_str(), v))
    }

    /// The entries in insertion order.
    pub fn iter(&self) -> Iter<'_, V> {
        Iter {
            inner: self.entries.iter(),
        }
    }

    /// The keys in insertion order.
    pub fn keys(&self) -> impl Iterator<Item = &str> {
        self.entries.iter().map(|(key, _)| key.as_str())
    }

    /// The values in insertion order.
    pub fn values(&self) -> impl Iterator<Item = &V> {
        self.entries.iter().map(|(_, value)| value)
    }

    /// The values in insertion order, to change.
    pub fn values_mut(&mut self) -> impl Iterator<Item = &mut V> {
        self.entries.iter_mut().map(|(_, value)| value)
    }

    /// Adds an entry unless the key exists; returns whether it was added.
    pub(crate) fn insert_new(&mut self, key: String, value: V) -> bool {
        if self.find(&key).is_some() {
            return false;
        }
        self.push_new(key, value);
        true
    }

    fn push_new(&mut self, key: String, value: V) {
        self.entries.push((key, value));
        if self.table.len() < self.entries.len() * 2 {
            self.grow_table();
        } else {
            let index = self.entries.len() - 1;
            self.enter(index);
        }
    }

    fn find(&self, key: &str) -> Option<usize> {
        if self.table.is_empty() {
            return self.entries.iter().position(|(known, _)| known == key);
        }
        let mask = self.table.len() - 1;
        let mut slot = hash(key) & mask;
        loop {
            let index = (self.table[slot] as usize).checked_sub(1)?;
            if self.entries[index].0 == key {
                return Some(index);
            }
            slot = (slot + 1) & mask;
        }
    }

    fn grow_table(&mut self) {
        if self.entries.len() <= SCAN {
            return;
        }
        let slots = (self.entries.len() * 4).next_power_of_two();
        self.table = vec![0; slots];
        for index in 0..self.entries.len() {
            self.enter(index);
        }
    }

    fn enter(&mut self, index: usize) {
        if self.table.is_empty() {
            return;
        }
        let mask = self.table.len() - 1;
        let mut slot = hash(&self.entries[index].0) & mask;
        while self.table[slot] != 0 {
            slot = (slot + 1) & mask;
        }
        self.table[slot] = index as u32 + 1;
    }
}

/// Keyed at random, so that nobody can prepare keys that collide.
fn hash(key: &str) -> usize {
    static STATE: OnceLock<RandomState> = OnceLock::new();
    STATE.get_or_init(RandomState::new).hash_one(key) as usize
}

/// The entries of a [`Map`], in insertion order.
pub struct Iter<'a, V> {
    inner: std::slice::Iter<'a, (String, V)>,
}

impl<'a, V> Iterator for Iter<'a, V> {
    type Item = (&'a str, &'a V);

    fn next(&mut self) -> Option<Self::Item> {
        self.inner.next().map(|(key, value)| (key.as_str(), value))
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        self.inner.size_hint()
    }
}

impl<V> ExactSizeIterator for Iter<'_, V> {}

impl<V> Default for Map<V> {
    fn default() -> Self {
        Self::new()
    }
}

impl<V: PartialEq> PartialEq for Map<V> {
    fn eq(&self, other: &Self) -> bool {
        self.len() == other.len()
            && self
                .iter()
                .all(|(key, value)| other.get(key) == Some(value))
    }
}

impl<V: Eq> Eq for Map<V> {}

impl<V: fmt::Debug> fmt::Debug for Map<V> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_map().entries(self.iter()).finish()
    }
}

impl<K: Into<String>, V> Extend<(K, V)> for Map<V> {
    fn extend<I: IntoIterator<Item = (K, V)>>(&mut self, entries: I) {
        for (key, value) in entries {
            self.insert(key, value);
        }
    }
}

impl<K: Into<String>, V> FromIterator<(K, V)> for Map<V> {
    fn from_iter<I: IntoIterator<Item = (K, V)>>(entries: I) -> Self {
        let mut map = Self::new();
        map.extend(entries);
        map
    }
}

impl<K: Into<String>, V, const N: usize> From<[(K, V); N]> for Map<V> {
    fn from(entries: [(K, V); N]) -> Self {
        entries.into_iter().collect()
    }
}

impl<'a, V> IntoIterator for &'a Map<V> {
    type Item = (&'a str, &'a V);
    type IntoIter = Iter<'a, V>;
    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl<V> IntoIterator for Map<V> {
    type Item = (String, V);
    type IntoIter = std::vec::IntoIter<(String, V)>;
    fn into_iter(self) -> Self::IntoIter {
        self.entries.into_iter()
    }
}
