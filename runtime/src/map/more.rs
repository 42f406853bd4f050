//! Methods of the maps of std and serde_json beyond the needs of generated code.

use std::collections::{BTreeMap, HashMap};
use std::hash::{Hash, Hasher};
use std::iter::FusedIterator;
use std::ops::IndexMut;

use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde::ser::{Serialize, Serializer};

use super::{Entry, Iter, IterMut, Map, OccupiedEntry, VacantEntry};
use crate::Value;

impl<V> Map<V> {
    /// An empty map with room for `capacity` entries.
    #[must_use]
    pub fn with_capacity(capacity: usize) -> Self {
        Self {
            entries: Vec::with_capacity(capacity),
            table: Vec::new(),
        }
    }

    /// Makes room for `additional` more entries.
    pub fn reserve(&mut self, additional: usize) {
        self.entries.reserve(additional);
    }

    /// The key and the value under `key`.
    #[must_use]
    pub fn get_key_value(&self, key: &str) -> Option<(&str, &V)> {
        self.get_index(self.find(key)?)
    }

    /// The first entry.
    #[must_use]
    pub fn first(&self) -> Option<(&str, &V)> {
        self.get_index(0)
    }

    /// The last entry.
    #[must_use]
    pub fn last(&self) -> Option<(&str, &V)> {
        self.get_index(self.len().checked_sub(1)?)
    }

    /// Removes and returns the entry under `key`; the others keep their order.
    pub fn remove_entry(&mut self, key: &str) -> Option<(String, V)> {
        let index = self.find(key)?;
        let entry = self.entries.remove(index);
        self.table.clear();
        self.grow_table();
        Some(entry)
    }

    /// Takes the last entry out.
    pub fn pop(&mut self) -> Option<(String, V)> {
        let (last, _) = self.entries.last()?;
        let last = last.clone();
        self.remove_entry(&last)
    }

    /// Moves all entries of `other` to the end of this map; an existing key gets the value of
    /// `other`.
    pub fn append(&mut self, other: &mut Self) {
        self.extend(std::mem::take(other));
    }

    /// Sorts the entries by their keys.
    pub fn sort_keys(&mut self) {
        self.entries.sort_by(|one, other| one.0.cmp(&other.0));
        self.table.clear();
        self.grow_table();
    }

    /// The entries in the order of their keys.
    pub(crate) fn sorted(&self) -> Vec<(&str, &V)> {
        let mut entries: Vec<_> = self.iter().collect();
        entries.sort_by_key(|entry| entry.0);
        entries
    }

    /// The keys in insertion order.
    pub fn into_keys(self) -> impl Iterator<Item = String> {
        self.entries.into_iter().map(|(key, _)| key)
    }

    /// The values in insertion order.
    pub fn into_values(self) -> impl Iterator<Item = V> {
        self.entries.into_iter().map(|(_, value)| value)
    }
}

/// Equal maps have equal hashes, whatever the order of their entries.
impl<V: Hash> Hash for Map<V> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.sorted().hash(state);
    }
}

impl<'a, V> Entry<'a, V> {
    /// The key.
    #[must_use]
    pub fn key(&self) -> &str {
        match self {
            Self::Occupied(occupied) => occupied.key(),
            Self::Vacant(vacant) => vacant.key(),
        }
    }

    /// The value; inserts one made from the key if there was none.
    pub fn or_insert_with_key(self, value: impl FnOnce(&str) -> V) -> &'a mut V {
        match self {
            Self::Occupied(occupied) => occupied.into_mut(),
            Self::Vacant(vacant) => {
                let value = value(vacant.key());
                vacant.insert(value)
            }
        }
    }
}

impl<V> OccupiedEntry<'_, V> {
    /// The key.
    #[must_use]
    pub fn key(&self) -> &str {
        &self.map.entries[self.index].0
    }

    /// Sets the value, and returns the one it had.
    pub fn insert(&mut self, value: V) -> V {
        std::mem::replace(self.get_mut(), value)
    }

    /// Removes the entry and returns its value; the others keep their order.
    pub fn remove(self) -> V {
        self.remove_entry().1
    }

    /// Removes and returns the entry; the others keep their order.
    pub fn remove_entry(self) -> (String, V) {
        let entry = self.map.entries.remove(self.index);
        self.map.table.clear();
        self.map.grow_table();
        entry
    }
}

impl<V> VacantEntry<'_, V> {
    /// The key.
    #[must_use]
    pub fn key(&self) -> &str {
        &self.key
    }

    /// The key, without a value.
    #[must_use]
    pub fn into_key(self) -> String {
        self.key
    }
}

/// The value under a key, to change.
///
/// # Panics
/// If there is none; [`Map::get_mut`] does not panic, and [`Map::entry`] adds it.
impl<V> IndexMut<&str> for Map<V> {
    fn index_mut(&mut self, key: &str) -> &mut V {
        let index = self.find(key);
        // No index is that great: the panic is that of a slice.
        &mut self.entries[index.unwrap_or(usize::MAX)].1
    }
}

impl<V> Clone for Iter<'_, V> {
    fn clone(&self) -> Self {
        Self {
            inner: self.inner.clone(),
        }
    }
}

impl<V: std::fmt::Debug> std::fmt::Debug for Iter<'_, V> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_list().entries(self.clone()).finish()
    }
}

impl<V> DoubleEndedIterator for Iter<'_, V> {
    fn next_back(&mut self) -> Option<Self::Item> {
        let (key, value) = self.inner.next_back()?;
        Some((key.as_str(), value))
    }
}

impl<V> DoubleEndedIterator for IterMut<'_, V> {
    fn next_back(&mut self) -> Option<Self::Item> {
        let (key, value) = self.inner.next_back()?;
        Some((key.as_str(), value))
    }
}

impl<V> FusedIterator for Iter<'_, V> {}

impl<V> FusedIterator for IterMut<'_, V> {}

impl<'a, V: Clone> Extend<(&'a str, &'a V)> for Map<V> {
    fn extend<I: IntoIterator<Item = (&'a str, &'a V)>>(&mut self, entries: I) {
        for (key, value) in entries {
            self.insert(key, value.clone());
        }
    }
}

impl<V> From<BTreeMap<String, V>> for Map<V> {
    fn from(map: BTreeMap<String, V>) -> Self {
        map.into_iter().collect()
    }
}

/// In the order that the map gives, which differs from run to run.
impl<V, S> From<HashMap<String, V, S>> for Map<V> {
    fn from(map: HashMap<String, V, S>) -> Self {
        map.into_iter().collect()
    }
}

impl<V> From<Map<V>> for BTreeMap<String, V> {
    fn from(map: Map<V>) -> Self {
        map.into_iter().collect()
    }
}

impl<V, S: std::hash::BuildHasher + Default> From<Map<V>> for HashMap<String, V, S> {
    fn from(map: Map<V>) -> Self {
        map.into_iter().collect()
    }
}

impl From<serde_json::Map<String, serde_json::Value>> for Map<Value> {
    fn from(map: serde_json::Map<String, serde_json::Value>) -> Self {
        let entries = map.into_iter();
        entries.map(|(key, value)| (key, value.into())).collect()
    }
}

impl From<Map<Value>> for serde_json::Map<String, serde_json::Value> {
    fn from(map: Map<Value>) -> Self {
        let entries = map.into_iter();
        entries.map(|(key, value)| (key, value.into())).collect()
    }
}

impl<V: Serialize> Serialize for Map<V> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self)
    }
}

/// The last of several values under a key counts.
impl<'de, V: Deserialize<'de>> Deserialize<'de> for Map<V> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(Entries(std::marker::PhantomData))
    }
}

struct Entries<V>(std::marker::PhantomData<V>);

impl<'de, V: Deserialize<'de>> Visitor<'de> for Entries<V> {
    type Value = Map<V>;

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("a map")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut access: A) -> Result<Map<V>, A::Error> {
        let mut map = Map::new();
        while let Some((key, value)) = access.next_entry::<String, V>()? {
            map.insert(key, value);
        }
        Ok(map)
    }
}
