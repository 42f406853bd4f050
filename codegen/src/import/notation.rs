//! Tables with the same columns -> what the others say about each: their writer used one notation.
//!
//! ```text
//! Name | Type | Description | Notes        Name | Type | Description | Notes
//! id   | int  |             | [optional]   no   | int  |             |             `no` is required
//! ```
//!
//! Also the language that spells their names, if it leaves no choice: Go and C# begin each public
//! name with a capital.

use std::collections::BTreeMap;

use super::columns::{self, Role};
use super::page::{Body, Page};
use super::row::Row;
use super::text;
use super::wire::WireCase;

/// Applies the notation of tables to those with the same columns; returns the language that spells the
/// names of each page.
pub(super) fn settle(pages: &mut [Page]) -> Vec<Option<Speller>> {
    let mut groups: BTreeMap<Vec<String>, Vec<usize>> = BTreeMap::new();
    for (index, page) in pages.iter().enumerate() {
        if page.general && !page.head.is_empty() && matches!(page.body, Body::Fields(_)) {
            groups.entry(page.head.clone()).or_default().push(index);
        }
    }
    let mut spellers = vec![None; pages.len()];
    for (head, group) in groups {
        let speller = speller(&rows(pages, &group));
        for index in &group {
            if let Some(place) = spellers.get_mut(*index) {
                *place = speller;
            }
        }
        if has_flags(&head) && marks_optional(&rows(pages, &group)) {
            for index in group {
                if let Some(Body::Fields(rows)) = pages.get_mut(index).map(|page| &mut page.body) {
                    require(rows);
                }
            }
        }
    }
    spellers
}

fn rows<'p>(pages: &'p [Page], group: &[usize]) -> Vec<&'p Row> {
    let pages = group.iter().filter_map(|index| pages.get(*index));
    let rows = pages.flat_map(|page| match &page.body {
        Body::Fields(rows) => rows.as_slice(),
        _ => &[],
    });
    rows.collect()
}

/// Whether a column of notes is the only one that may have marks.
fn has_flags(head: &[String]) -> bool {
    let roles = columns::roles(head.iter().map(String::as_str));
    let marks = [
        Role::Required,
        Role::Optional,
        Role::Cardinality,
        Role::NotNull,
        Role::Nullable,
        Role::Mode,
    ];
    roles.contains(&Role::Notes) && !marks.iter().any(|role| roles.contains(role))
}

/// Whether rows are marked as optional, and none as required.
fn marks_optional(rows: &[&Row]) -> bool {
    let marked = |wanted: bool| {
        let mut rows = rows
            .iter()
            .filter(|row| row.more.assumed_required.is_none());
        rows.any(|row| row.required == Some(wanted))
    };
    marked(false) && !marked(true)
}

/// Takes rows without a mark for required.
fn require(rows: &mut [Row]) {
    for row in rows.iter_mut().filter(|row| row.required.is_none()) {
        row.required = Some(true);
        row.more.assumed_required = Some(
            "is not marked, while tables with the same columns mark what is optional, and is taken for required",
        );
    }
}

/// The language that spells the names of a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Speller {
    pub(super) name: &'static str,
    pub(super) case: WireCase,
    /// How all of its names look.
    spelling: Spelling,
    /// Types that it spells so, and those above do not.
    clues: &'static [&'static str],
}

/// How a language spells names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Spelling {
    Capital,
    NoCapitals,
    Any,
}

const SPELLERS: [Speller; 4] = [
    Speller {
        name: "Go",
        case: WireCase::Snake,
        spelling: Spelling::Capital,
        clues: &[
            "Pointer to",
            "time.Time",
            "map[string]",
            "interface{}",
            "float32",
            "float64",
            "int32",
            "int64",
        ],
    },
    Speller {
        name: "C#",
        case: WireCase::Snake,
        spelling: Spelling::Capital,
        clues: &[
            "long",
            "List<",
            "Dictionary<",
            "DateTime",
            "Guid",
            "decimal",
            "int",
            "bool?",
        ],
    },
    Speller {
        name: "Python",
        case: WireCase::AsIs,
        spelling: Spelling::NoCapitals,
        clues: &["str", "Dict[", "List[", "none_type"],
    },
    Speller {
        name: "the language of the types",
        case: WireCase::AsIs,
        spelling: Spelling::Any,
        clues: &[
            "String", "Integer", "Boolean", "Double", "i32", "i64", "Vec<",
        ],
    },
];

impl Speller {
    fn spells(self, name: &str) -> bool {
        match self.spelling {
            Spelling::Capital => name.starts_with(char::is_uppercase),
            Spelling::NoCapitals => !name.contains(char::is_uppercase),
            Spelling::Any => true,
        }
    }
}

/// The language whose types the rows have, if it spells all names.
fn speller(rows: &[&Row]) -> Option<Speller> {
    let name = |row: &Row| row.name.as_ref().map(|cell| text::name(&cell.text).1);
    let names: Vec<String> = rows.iter().filter_map(|row| name(row)).collect();
    // Types in bold, as most are, are those of code; others may be those of databases.
    let in_bold = rows.iter().filter(|row| row.ty.contains("**")).count();
    if names.is_empty() || in_bold * 2 <= rows.len() {
        return None;
    }
    let has = |clue: &str| {
        rows.iter().any(|row| {
            let shown = text::shown(&text::entities(&row.ty));
            match clue.chars().all(char::is_alphanumeric) {
                true => shown
                    .split(|c: char| !c.is_alphanumeric())
                    .any(|word| word == clue),
                false => shown.contains(clue),
            }
        })
    };
    SPELLERS.into_iter().find(|speller| {
        names.iter().all(|name| speller.spells(name)) && speller.clues.iter().any(|clue| has(clue))
    })
}
