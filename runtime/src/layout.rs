//! What the reader wants to know of a struct's fields, made from its table on first use.
//!
//! A table is lists of names, which is all that a compiler should have to look at in every
//! generated type; what makes names quick to find is worked out here, once for each type that is
//! read or validated.

use crate::bits::Bits;
use crate::shape::{Constraint, Table};

/// The fields of one struct.
#[derive(Debug)]
pub(crate) struct Layout {
    /// In the order of the table.
    pub(crate) fields: Box<[Field]>,
    /// Those that must be present.
    pub(crate) required: Bits,
    /// Whether nothing is asked of the members together.
    pub(crate) is_free: bool,
    /// Indices into `fields` at the hashes of their names, or [`FREE`]; a power of two, and at
    /// most half full.
    slots: Box<[u32]>,
}

const FREE: u32 = u32::MAX;

/// One declared property.
#[derive(Debug)]
pub(crate) struct Field {
    /// The name on the wire.
    pub(crate) name: &'static str,
    /// Whether `null` counts as absent for rules, because the Rust type cannot
    /// tell the two apart.
    pub(crate) null_is_absent: bool,
    /// What the value must keep.
    pub(crate) constraints: &'static [Constraint],
    /// Where the property's schema stands; empty where that is below the shape's, under
    /// `properties`.
    pub(crate) pointer: &'static str,
    /// The name's first eight bytes, little-endian, zeros after its end.
    pub(crate) head: u64,
    /// All ones for each byte of the name that is in `head`; 0 for a name that JSON
    /// text can only spell with escapes.
    pub(crate) mask: u64,
}

impl Layout {
    pub(crate) fn new(table: &Table) -> Self {
        let fields: Box<[Field]> = table.fields.iter().map(|name| Field::new(name)).collect();
        let slots = vec![FREE; (2 * fields.len()).next_power_of_two().max(2)];
        let mut layout = Self {
            fields,
            required: Bits::default(),
            is_free: table.constraints.is_empty()
                && table.rules.is_empty()
                && table.clauses.is_empty(),
            slots: slots.into_boxed_slice(),
        };
        layout.hash();
        for name in table.required {
            if let Some(index) = layout.find(name) {
                layout.required.insert(index);
            }
        }
        for name in table.nullable {
            layout.change(name, |field| field.null_is_absent = true);
        }
        for (name, constraints) in table.values {
            layout.change(name, |field| field.constraints = constraints);
        }
        for (name, pointer) in table.elsewhere {
            layout.change(name, |field| field.pointer = pointer);
        }
        layout
    }

    fn hash(&mut self) {
        for (index, field) in (0..FREE).zip(&self.fields) {
            let mut slot = self.slot(field.head, field.name.len());
            while self.slots.get(slot).is_some_and(|taken| *taken != FREE) {
                slot = self.after(slot);
            }
            if let Some(free) = self.slots.get_mut(slot) {
                *free = index;
            }
        }
    }

    fn change(&mut self, name: &str, change: impl FnOnce(&mut Field)) {
        let index = self.find(name);
        if let Some(field) = index.and_then(|index| self.fields.get_mut(index)) {
            change(field);
        }
    }

    /// The index of the field called `key`.
    pub(crate) fn find(&self, key: &str) -> Option<usize> {
        let head = head(key.as_bytes());
        self.find_by(head, key.len(), |field| {
            field.head == head && field.name == key
        })
    }

    /// The index of the field that `is_key` holds for, among those whose names may have this
    /// beginning and this length.
    #[inline]
    pub(crate) fn find_by(
        &self,
        head: u64,
        length: usize,
        is_key: impl Fn(&Field) -> bool,
    ) -> Option<usize> {
        let mut slot = self.slot(head, length);
        loop {
            let index = *self.slots.get(slot)? as usize;
            if is_key(self.fields.get(index)?) {
                return Some(index);
            }
            slot = self.after(slot);
        }
    }

    /// Where a name is looked for first.
    #[inline]
    fn slot(&self, head: u64, length: usize) -> usize {
        // Names that differ in few bits are spread by an odd multiplier (2^64 over the golden
        // ratio), whose product is best in its upper half.
        let mixed = (head ^ length as u64).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        (mixed >> 32) as usize & (self.slots.len() - 1)
    }

    #[inline]
    fn after(&self, slot: usize) -> usize {
        (slot + 1) & (self.slots.len() - 1)
    }
}

impl Field {
    fn new(name: &'static str) -> Self {
        Self {
            name,
            null_is_absent: false,
            constraints: &[],
            pointer: "",
            head: head(name.as_bytes()),
            mask: if is_plain(name) { mask(name.len()) } else { 0 },
        }
    }
}

/// The first eight bytes as one number, little-endian, zeros after the end.
fn head(bytes: &[u8]) -> u64 {
    let mut head = [0; 8];
    for (to, from) in head.iter_mut().zip(bytes) {
        *to = *from;
    }
    u64::from_le_bytes(head)
}

/// All ones for each of the first eight bytes of a name of this length.
#[inline]
pub(crate) fn mask(length: usize) -> u64 {
    if length >= 8 {
        u64::MAX
    } else {
        (1 << (8 * length)) - 1
    }
}

fn is_plain(name: &str) -> bool {
    !name
        .bytes()
        .any(|byte| byte < 0x20 || byte == b'"' || byte == b'\\')
}

#[cfg(test)]
mod tests {
    use super::*;

    const TABLE: Table = Table {
        fields: &[
            "",
            "id",
            "learning_object_id",
            "learning_object_ip",
            "a\"b",
            "é",
        ],
        required: &["id", "é"],
        values: &[("id", &[Constraint::MinLength(1)])],
        ..Table::PLAIN
    };

    #[test]
    fn finds_each_name_and_no_other() {
        let layout = Layout::new(&TABLE);
        for (index, name) in TABLE.fields.iter().enumerate() {
            assert_eq!(layout.find(name), Some(index), "{name}");
        }
        for name in [
            "i",
            "idd",
            "learning_object_i",
            "learning_object_ix",
            "a",
            "a\\\"b",
            "\0",
        ] {
            assert_eq!(layout.find(name), None, "{name}");
        }
    }

    #[test]
    fn what_is_said_of_a_name_is_said_of_its_field() {
        let layout = Layout::new(&TABLE);
        let required = (0..TABLE.fields.len()).filter(|index| layout.required.contains(*index));
        assert_eq!(required.collect::<Vec<_>>(), [1, 5]);
        let constrained = layout.fields.iter().map(|field| field.constraints.len());
        assert_eq!(constrained.collect::<Vec<_>>(), [0, 1, 0, 0, 0, 0]);
    }

    #[test]
    fn a_struct_without_fields_has_none() {
        assert_eq!(Layout::new(&Table::PLAIN).find(""), None);
        assert_eq!(Layout::new(&Table::PLAIN).find("id"), None);
    }
}
