//! The fields of a struct as the reader needs them, compiled from its table on first use.
//!
//! A table is lists of names, to keep the compiler's work for each generated type small; the index
//! by which names are found is computed here, once for each type that is read or validated.

use std::borrow::Cow;

#[cfg(feature = "evaluator")]
use crate::applicator::Applicator;
use crate::bits::Bits;
use crate::rules::RuleWords;
use crate::scan::plain_end;
use crate::shape::{Constraint, Rule, Table, Unknown};
use crate::view::Node;
use crate::words::{Hooks, Words, constraint, constraints};
use crate::{Model, Value};

/// The fields of one struct.
#[derive(Debug)]
pub(crate) struct Layout {
    /// In the order of the table.
    pub(crate) fields: Box<[Field]>,
    /// Those that must be present.
    pub(crate) required: Bits,
    /// Whether no constraint concerns several members.
    pub(crate) is_free: bool,
    /// On the object as a whole.
    pub(crate) constraints: Vec<Constraint>,
    /// On the values of properties that are kept.
    pub(crate) kept: Vec<Constraint>,
    pub(crate) rules: Vec<Rule>,
    #[cfg(feature = "evaluator")]
    pub(crate) applicators: Vec<Applicator>,
    /// Indices into `fields` at the hashes of their names, or [`FREE`]; a power of two, and at
    /// most half full.
    slots: Box<[u32]>,
}

const FREE: u32 = u32::MAX;

/// One declared property.
#[derive(Debug)]
pub(crate) struct Field {
    /// The name on the wire.
    pub(crate) name: Cow<'static, str>,
    /// The name in Rust.
    pub(crate) member: &'static str,
    /// Whether it must be present.
    pub(crate) required: bool,
    /// Whether an absent property is read as its default: then `None` is null.
    has_default: bool,
    /// Whether the slot holds null itself: it is not read as a value of the field's type.
    pub(crate) nullable: bool,
    /// Whether null counts as absent for rules, because the Rust type does not distinguish them.
    pub(crate) null_is_absent: bool,
    /// The constraints of the value.
    pub(crate) constraints: Vec<Constraint>,
    /// The pointer of the property's schema; empty if it is below the shape's, under `properties`.
    pub(crate) pointer: &'static str,
    /// The name's first eight bytes, little-endian, zeros after its end.
    pub(crate) head: u64,
    /// All ones for each byte of the name that is in `head`; 0 for a name that JSON
    /// text can only spell with escapes.
    pub(crate) mask: u64,
    /// A comma, the name in quotes and a colon; empty for a name with escapes.
    pub(crate) key: String,
}

impl Layout {
    pub(crate) fn new(table: &Table) -> Self {
        let mut hooks = table.field_hooks.iter();
        let fields = table.fields.lines();
        let fields: Box<[Field]> = fields.map(|line| Field::new(line, &mut hooks)).collect();
        let slots = vec![FREE; (2 * fields.len()).next_power_of_two().max(2)];
        let mut layout = Self {
            fields,
            required: Bits::default(),
            is_free: table.constraints.is_empty()
                && table.rules.is_empty()
                && table.applicators.is_empty(),
            constraints: constraints(table.constraints, &[]),
            kept: match table.unknown {
                Unknown::Keep(words, hooks) => constraints(words, hooks),
                Unknown::Ignore | Unknown::Deny => Vec::new(),
            },
            rules: Vec::new(),
            #[cfg(feature = "evaluator")]
            applicators: Vec::new(),
            slots: slots.into_boxed_slice(),
        };
        layout.hash();
        for index in 0..layout.fields.len() {
            if layout.fields.get(index).is_some_and(|field| field.required) {
                layout.required.insert(index);
            }
        }
        let rules = table.rules.iter();
        layout.rules = rules.filter_map(|text| rule(text, &layout)).collect();
        #[cfg(feature = "evaluator")]
        {
            layout.applicators = Applicator::of(table, &layout);
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

    /// The field called `key`, and its index.
    pub(crate) fn find(&self, key: &str) -> Option<(usize, &Field)> {
        let head = head(key.as_bytes());
        self.find_by(head, key.len(), |field| {
            field.head == head && field.name == key
        })
    }

    /// The field for which `is_key` holds, among those whose names may have this beginning and
    /// length.
    #[inline]
    pub(crate) fn find_by(
        &self,
        head: u64,
        length: usize,
        is_key: impl Fn(&Field) -> bool,
    ) -> Option<(usize, &Field)> {
        let mut slot = self.slot(head, length);
        loop {
            let index = *self.slots.get(slot)? as usize;
            let field = self.fields.get(index)?;
            if is_key(field) {
                return Some((index, field));
            }
            slot = self.after(slot);
        }
    }

    /// The first slot to search for a name.
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
    /// The field of one line of a table.
    fn new(line: &'static str, hooks: Hooks<'_>) -> Self {
        let (member, words) = line.split_once(' ').unwrap_or((line, ""));
        let mut field = Self {
            name: Cow::Borrowed(member),
            member,
            required: false,
            has_default: false,
            nullable: false,
            null_is_absent: false,
            constraints: Vec::new(),
            pointer: "",
            head: 0,
            mask: 0,
            key: String::new(),
        };
        Words::new(words).each(&mut |word, words| match word.name {
            "as" => field.name = word.owned_text(),
            "required" => field.required = true,
            "default" => field.has_default = true,
            "null" => field.nullable = true,
            "folded" => (field.nullable, field.null_is_absent) = (true, true),
            "pointer" => field.pointer = word.value,
            _ => field
                .constraints
                .extend(constraint(word, words, &mut *hooks)),
        });
        field.head = head(field.name.as_bytes());
        if plain_end(field.name.as_bytes(), 0) == field.name.len() {
            field.mask = mask(field.name.len());
            field.key = format!(",\"{}\":", field.name);
        }
        field
    }

    /// The value of the field as a property.
    pub(crate) fn member<'a>(&self, value: &'a dyn Model) -> Node<'a> {
        match value.view_member() {
            Node::Absent if self.required || self.has_default => Node::Null,
            node => node,
        }
    }
}

/// A rule as the normalised schema has it; the names of its fields are those on the wire.
fn rule(text: &'static str, layout: &Layout) -> Option<Rule> {
    let rule: Value = crate::from_json(text).ok()?;
    let rule = RuleWords::of(rule.as_object()?)?;
    let fields = rule.fields.iter();
    let fields = fields.map(|name| layout.find(name).map_or(usize::MAX, |found| found.0));
    Some(Rule {
        id: rule.id.to_owned(),
        kind: rule.kind,
        fields: fields.collect(),
        message: rule.message.to_owned(),
        severity: rule.severity,
    })
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

#[cfg(test)]
mod tests {
    use super::*;

    const TABLE: Table = Table {
        fields: "empty as=\"\"\nid required minLength=1\nlearning_object_id\nlearning_object_ip\n\
                 quote as=\"a\\\"b\" null\ne as=é required\n",
        ..Table::EMPTY
    };

    fn found(layout: &Layout, name: &str) -> Option<usize> {
        layout.find(name).map(|found| found.0)
    }

    #[test]
    fn finds_each_name_and_no_other() {
        let layout = Layout::new(&TABLE);
        let names = [
            "",
            "id",
            "learning_object_id",
            "learning_object_ip",
            "a\"b",
            "é",
        ];
        for (index, name) in names.into_iter().enumerate() {
            assert_eq!(found(&layout, name), Some(index), "{name}");
        }
        for name in [
            "i",
            "idd",
            "learning_object_i",
            "learning_object_ix",
            "a",
            "e",
            "a\\\"b",
            "\0",
        ] {
            assert_eq!(found(&layout, name), None, "{name}");
        }
    }

    #[test]
    fn words_are_said_of_their_field() {
        let layout = Layout::new(&TABLE);
        let required = (0..6).filter(|index| layout.required.contains(*index));
        assert_eq!(required.collect::<Vec<_>>(), [1, 5]);
        let constrained = layout.fields.iter().map(|field| field.constraints.len());
        assert_eq!(constrained.collect::<Vec<_>>(), [0, 1, 0, 0, 0, 0]);
    }

    #[test]
    fn a_struct_without_fields_has_none() {
        assert_eq!(found(&Layout::new(&Table::EMPTY), ""), None);
        assert_eq!(found(&Layout::new(&Table::EMPTY), "id"), None);
    }
}
