//! Methods shared with the maps of std and serde_json: entries, mutable iteration, indices.

use std::ops::Index;

use super::Map;

/// The place of a key in a [`Map`], taken or free.
#[derive(Debug)]
pub enum Entry<'a, V> {
    /// The key has a value.
    Occupied(OccupiedEntry<'a, V>),
    /// The key has none.
    Vacant(VacantEntry<'a, V>),
}

/// The place of a key that has a value.
#[derive(Debug)]
pub struct OccupiedEntry<'a, V> {
    pub(super) map: &'a mut Map<V>,
    pub(super) index: usize,
}

/// The place of a key that has no value.
#[derive(Debug)]
pub struct VacantEntry<'a, V> {
    map: &'a mut Map<V>,
    pub(super) key: String,
}

impl<'a, V> Entry<'a, V> {
    /// The value; inserts `value` if there was none.
    pub fn or_insert(self, value: V) -> &'a mut V {
        self.or_insert_with(|| value)
    }

    /// The value; inserts a new one if there was none.
    pub fn or_insert_with(self, value: impl FnOnce() -> V) -> &'a mut V {
        match self {
            Self::Occupied(occupied) => occupied.into_mut(),
            Self::Vacant(vacant) => vacant.insert(value()),
        }
    }

    /// The value; inserts the default of its type if there was none.
    pub fn or_default(self) -> &'a mut V
    where
        V: Default,
    {
        self.or_insert_with(V::default)
    }

    /// The entry, changed where there is a value.
    #[must_use]
    pub fn and_modify(mut self, change: impl FnOnce(&mut V)) -> Self {
        if let Self::Occupied(occupied) = &mut self {
            change(occupied.get_mut());
        }
        self
    }
}

impl<'a, V> OccupiedEntry<'a, V> {
    /// The value.
    #[must_use]
    pub fn get(&self) -> &V {
        &self.map.entries[self.index].1
    }

    /// The value, to change.
    pub fn get_mut(&mut self) -> &mut V {
        &mut self.map.entries[self.index].1
    }

    /// The value, to change as long as the map is borrowed.
    #[must_use]
    pub fn into_mut(self) -> &'a mut V {
        &mut self.map.entries[self.index].1
    }
}

impl<'a, V> VacantEntry<'a, V> {
    /// Sets the value of the key, behind the entries that are there.
    pub fn insert(self, value: V) -> &'a mut V {
        self.map.push_new(self.key, value);
        let last = self.map.entries.len() - 1;
        &mut self.map.entries[last].1
    }
}

impl<V> Map<V> {
    /// The place of a key, to inspect and to fill with one search.
    pub fn entry(&mut self, key: impl Into<String>) -> Entry<'_, V> {
        let key = key.into();
        match self.find(&key) {
            Some(index) => Entry::Occupied(OccupiedEntry { map: self, index }),
            None => Entry::Vacant(VacantEntry { map: self, key }),
        }
    }

    /// The entries in insertion order, values to change.
    pub fn iter_mut(&mut self) -> IterMut<'_, V> {
        IterMut {
            inner: self.entries.iter_mut(),
        }
    }

    /// Keeps the entries for which `keep` returns true, in their order.
    pub fn retain(&mut self, mut keep: impl FnMut(&str, &mut V) -> bool) {
        self.entries.retain_mut(|(key, value)| keep(key, value));
        self.table.clear();
        self.grow_table();
    }

    /// Takes all entries out.
    pub fn clear(&mut self) {
        self.entries.clear();
        self.table.clear();
    }
}

/// The entries of a [`Map`], in insertion order, values to change.
#[derive(Debug)]
pub struct IterMut<'a, V> {
    pub(super) inner: std::slice::IterMut<'a, (String, V)>,
}

impl<'a, V> Iterator for IterMut<'a, V> {
    type Item = (&'a str, &'a mut V);

    fn next(&mut self) -> Option<Self::Item> {
        let (key, value) = self.inner.next()?;
        Some((key.as_str(), value))
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        self.inner.size_hint()
    }
}

impl<V> ExactSizeIterator for IterMut<'_, V> {}

impl<'a, V> IntoIterator for &'a mut Map<V> {
    type Item = (&'a str, &'a mut V);
    type IntoIter = IterMut<'a, V>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter_mut()
    }
}

/// The value under a key, as of std's maps.
///
/// # Panics
/// If there is none; [`Map::get`] does not panic.
impl<V> Index<&str> for Map<V> {
    type Output = V;

    fn index(&self, key: &str) -> &V {
        let index = self.find(key);
        // No index is that great: the panic is that of a slice.
        &self.entries[index.unwrap_or(usize::MAX)].1
    }
}

#[cfg(test)]
mod tests {
    use crate::Map;

    #[test]
    fn entries_are_found_and_made() {
        let mut map = Map::from([("a", 1)]);
        *map.entry("a").or_insert(5) += 1;
        *map.entry("b").or_default() += 7;
        map.entry("a").and_modify(|value| *value *= 10).or_insert(0);
        assert_eq!((map["a"], map["b"], map.len()), (20, 7, 2));
        for (_, value) in &mut map {
            *value += 1;
        }
        assert_eq!(map.iter().collect::<Vec<_>>(), [("a", &21), ("b", &8)]);
    }

    #[test]
    fn a_map_finds_what_it_has_kept() {
        let mut map: Map<usize> = (0..100).map(|n| (format!("k{n}"), n)).collect();
        map.retain(|_, value| *value % 3 == 0);
        assert_eq!(
            (map.len(), map.get("k3"), map.get("k4")),
            (34, Some(&3), None)
        );
        *map.entry("k4").or_insert(0) += 4;
        assert_eq!(map.get("k4"), Some(&4));
        map.clear();
        assert!(map.is_empty() && map.get("k3").is_none());
    }

    #[test]
    #[should_panic(expected = "out of bounds")]
    fn an_index_that_is_not_there_panics() {
        let _ = Map::from([("a", 1)])["b"];
    }
}
