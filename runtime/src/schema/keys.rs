//! Names of a schema -> their index, found by a few bytes of a name.
//!
//! The table holds the schema's names only: an instance cannot make it slow.

/// A set of names, each with an index in the order they were given.
#[derive(Debug, Default)]
pub(super) struct Keys {
    names: Box<[Box<str>]>,
    /// Open addressing: 0 is empty, else index + 1; at least four slots for each name.
    table: Box<[u32]>,
    shift: u32,
}

impl Keys {
    /// Of distinct names.
    pub(super) fn new(names: Vec<Box<str>>) -> Self {
        let slots = (names.len() * 4).next_power_of_two().max(4);
        let shift = 64 - slots.trailing_zeros();
        let mut table = vec![0u32; slots];
        for (index, name) in (1u32..).zip(&names) {
            let mut slot = place(name, shift);
            while table.get(slot).is_some_and(|taken| *taken != 0) {
                slot = (slot + 1) % slots;
            }
            if let Some(free) = table.get_mut(slot) {
                *free = index;
            }
        }
        Self {
            names: names.into(),
            table: table.into(),
            shift,
        }
    }

    pub(super) fn names(&self) -> &[Box<str>] {
        &self.names
    }

    pub(super) fn is_empty(&self) -> bool {
        self.names.is_empty()
    }

    pub(super) fn name(&self, index: usize) -> &str {
        self.names.get(index).map_or("", |name| name)
    }

    /// Whether the name at `index` is this one.
    #[inline]
    pub(super) fn is_at(&self, index: usize, name: &str) -> bool {
        self.names.get(index).is_some_and(|known| **known == *name)
    }

    /// The index of `name`.
    #[inline]
    pub(super) fn find(&self, name: &str) -> Option<usize> {
        if self.names.is_empty() {
            return None;
        }
        let mut slot = place(name, self.shift);
        loop {
            let index = (*self.table.get(slot)? as usize).checked_sub(1)?;
            if **self.names.get(index)? == *name {
                return Some(index);
            }
            slot = (slot + 1) & (self.table.len() - 1);
        }
    }
}

/// The first slot of a name's search: from its first and last bytes and its length.
#[inline]
fn place(name: &str, shift: u32) -> usize {
    let bytes = name.as_bytes();
    let mixed = match (bytes.first_chunk::<8>(), bytes.last_chunk::<8>()) {
        (Some(first), Some(last)) => {
            u64::from_le_bytes(*first) ^ u64::from_le_bytes(*last).rotate_left(23)
        }
        _ => match (bytes.first_chunk::<4>(), bytes.last_chunk::<4>()) {
            (Some(first), Some(last)) => {
                u64::from(u32::from_le_bytes(*first)) | u64::from(u32::from_le_bytes(*last)) << 32
            }
            _ => bytes
                .iter()
                .fold(0, |mixed, byte| mixed << 8 | u64::from(*byte)),
        },
    };
    let mixed = (mixed ^ bytes.len() as u64).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    (mixed >> shift) as usize
}

#[cfg(test)]
mod tests {
    use super::Keys;

    #[test]
    fn finds_its_names_and_no_others() {
        let names: Vec<Box<str>> = (0..500)
            .map(|n| "key_".repeat(n % 7) + &n.to_string())
            .chain(["".to_owned(), "é".to_owned()])
            .map(Into::into)
            .collect();
        let keys = Keys::new(names.clone());
        for (index, name) in names.iter().enumerate() {
            assert_eq!(keys.find(name), Some(index));
            assert_eq!(keys.find(&format!("{name}_")), None);
        }
        assert_eq!(Keys::default().find(""), None);
    }
}
