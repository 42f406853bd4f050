//! A count -> that many object types of eight fields, the same ones on every run.
//!
//! Which constraint, default or null a type has depends on its index alone. The
//! names differ from type to type, so that the compiler cannot merge the code of two.

/// The object types of the benchmark, `Record0` first.
pub(crate) fn records(count: usize) -> Vec<Record> {
    (0..count).map(record).collect()
}

/// The flat type that is measured: its index has every constraint and a rule.
pub(crate) const FLAT: usize = 30;

/// The nested one: it refers to the two before it.
pub(crate) const NESTED: usize = 33;

/// Types that share one closed and one open enum.
const GROUP: usize = 50;

/// A reference goes to the type before, except at the first of so many.
const DEPTH: usize = 10;

/// The pattern of names; byte checks for us, a regular expression for garde.
pub(crate) const PATTERN: &str = "^[a-z][a-z0-9-]*$";

/// The wire values of a closed enum; an open one knows all but the last.
pub(crate) const VALUES: [&str; 4] = ["low", "middle", "high", "extra-high"];

/// One object type.
pub(crate) struct Record {
    pub(crate) index: usize,
    pub(crate) fields: Vec<Field>,
    /// Whether `requires` asks for the third field where the fourth is present.
    pub(crate) has_rule: bool,
}

/// One field.
pub(crate) struct Field {
    /// The name on the wire.
    pub(crate) name: &'static str,
    pub(crate) kind: Kind,
    pub(crate) required: bool,
    pub(crate) nullable: bool,
    pub(crate) default: Option<&'static str>,
    pub(crate) limits: Vec<Limit>,
}

/// What a field holds.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Text,
    Integer,
    Number,
    Boolean,
    Texts,
    /// Another object type, by index.
    Record(usize),
    /// A closed enum, by group.
    Level(usize),
    /// An open enum, by group.
    State(usize),
}

/// What a field's value must keep.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Limit {
    MinLength(u32),
    MaxLength(u32),
    /// Both ends, of an integer or a number.
    Range(u32, u32),
    Pattern,
    MaxItems(u32),
    ItemMinLength(u32),
}

impl Record {
    pub(crate) fn name(&self) -> String {
        record_name(self.index)
    }
}

impl Field {
    /// The Rust name: the wire name in snake case.
    pub(crate) fn member(&self) -> String {
        let mut member = String::new();
        for c in self.name.chars() {
            if c.is_ascii_uppercase() {
                member.push('_');
            }
            member.push(c.to_ascii_lowercase());
        }
        member
    }

    pub(crate) fn docs(&self, record: &Record) -> String {
        format!(
            "The {} of a record of kind {}, as the system that owns the record knows it.",
            self.member().replace('_', " "),
            record.index
        )
    }

    /// Whether the Rust type is one that a bounded integer has.
    pub(crate) fn has_range(&self) -> bool {
        self.limits.iter().any(|l| matches!(l, Limit::Range(..)))
    }
}

pub(crate) fn record_name(index: usize) -> String {
    format!("Record{index}")
}

pub(crate) fn level_name(group: usize) -> String {
    format!("Level{group}")
}

pub(crate) fn state_name(group: usize) -> String {
    format!("State{group}")
}

/// How many groups of enums `count` types have.
pub(crate) fn groups(count: usize) -> usize {
    count.div_ceil(GROUP)
}

fn record(index: usize) -> Record {
    Record {
        index,
        fields: (0..8).map(|slot| field(index, slot)).collect(),
        has_rule: index % 7 == 2,
    }
}

fn field(index: usize, slot: usize) -> Field {
    let names = NAMES[slot];
    Field {
        name: names[index % names.len()],
        kind: kind(index, slot),
        required: slot < 2,
        nullable: match slot {
            2 => index.is_multiple_of(2),
            4 => index % 3 == 1,
            5 => index % 4 == 2,
            _ => false,
        },
        default: default(index, slot),
        limits: limits(index, slot),
    }
}

fn kind(index: usize, slot: usize) -> Kind {
    match slot {
        0 | 1 => Kind::Text,
        2 if index % 4 == 1 => Kind::Level(index / GROUP),
        2 => Kind::Text,
        3 => Kind::Integer,
        4 => Kind::Number,
        5 => Kind::Boolean,
        6 => Kind::Texts,
        _ if index.is_multiple_of(DEPTH) => Kind::State(index / GROUP),
        _ => Kind::Record(index - 1),
    }
}

fn default(index: usize, slot: usize) -> Option<&'static str> {
    match slot {
        2 if index % 6 == 2 => Some("none"),
        3 if index.is_multiple_of(4) => Some("1"),
        5 if index % 2 == 1 => Some("false"),
        _ => None,
    }
}

fn limits(index: usize, slot: usize) -> Vec<Limit> {
    let even = index.is_multiple_of(2);
    match slot {
        0 if even => vec![Limit::MaxLength(64)],
        1 if index.is_multiple_of(3) => vec![Limit::Pattern],
        1 if index % 3 == 1 => vec![Limit::MinLength(1)],
        2 if kind(index, slot) == Kind::Text && index % 3 != 1 => vec![Limit::MaxLength(80)],
        3 if even => vec![Limit::Range(0, 1_000_000)],
        4 if index.is_multiple_of(3) => vec![Limit::Range(0, 1)],
        6 if even => vec![Limit::MaxItems(10), Limit::ItemMinLength(1)],
        _ => Vec::new(),
    }
}

/// The names of each slot; lists of different lengths, so that combinations differ.
const NAMES: [&[&str]; 8] = [
    &["id", "key", "externalId", "reference", "accountId"],
    &["name", "slug", "handle", "code", "alias", "tenant", "owner"],
    &[
        "label",
        "title",
        "summary",
        "category",
        "remoteStatus",
        "note",
        "locale",
        "group",
    ],
    &[
        "count",
        "position",
        "version",
        "sequence",
        "size",
        "priority",
        "maxRetries",
        "quantity",
        "level",
    ],
    &[
        "ratio", "score", "weight", "share", "rate", "discount", "progress", "coverage", "margin",
        "balance", "taxRate",
    ],
    &[
        "active",
        "archived",
        "isDefault",
        "verified",
        "shared",
        "locked",
        "hidden",
        "billable",
        "internal",
        "pinned",
        "remote",
        "draft",
        "paid",
    ],
    &[
        "tags", "labels", "scopes", "emails", "regions", "keywords", "channels", "teams", "skills",
        "roles", "topics", "sources", "flags", "notes", "paths", "badges", "hosts",
    ],
    &[
        "parent",
        "related",
        "source",
        "target",
        "origin",
        "manager",
        "template",
        "container",
        "previous",
        "successor",
        "reviewer",
        "sponsor",
        "delegate",
        "department",
        "location",
        "contract",
        "schedule",
        "payment",
        "session",
    ],
];
