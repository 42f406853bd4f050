//! Pages of a client by openapi-generator -> the language of their names, if it differs from JSON:
//! Go and C# begin each name with a capital, Rust writes all in snake case.

use super::language::Language;
use super::page::{Body, Page};
use super::row::Row;
use super::wire::WireCase;

/// The language of the names of such pages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Client {
    Go,
    CSharp,
    Rust,
}

impl Client {
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Go => "Go",
            Self::CSharp => "C#",
            Self::Rust => "Rust",
        }
    }

    pub(super) const fn case(self) -> WireCase {
        match self {
            Self::Go => WireCase::of(Language::Go),
            Self::CSharp => WireCase::of(Language::CSharp),
            Self::Rust => WireCase::AsIs,
        }
    }
}

/// Words that only pages of one of them have.
const CLUES: [(Client, &[&str]); 3] = [
    (
        Client::Go,
        &[
            "Pointer to",
            "**int32**",
            "**int64**",
            "time.Time",
            "map[string]",
            "float32",
            "interface{}",
            "**[]",
        ],
    ),
    (
        Client::CSharp,
        &[
            "**int**",
            "**int?**",
            "**long**",
            "**decimal**",
            "**DateTime",
            "**Guid",
            "**Object**",
            "**bool?**",
        ],
    ),
    (
        Client::Rust,
        &[
            "Option<**",
            "**i32**",
            "**i64**",
            "**f64**",
            "**Vec<",
            "Vec<",
            "uuid::Uuid",
            "serde_json::",
        ],
    ),
];

/// The language of all such pages; `None` if their names may be those of JSON.
pub(super) fn of(pages: &[Page]) -> Option<Client> {
    let rows = || {
        let pages = pages.iter().filter(|page| page.is_client);
        pages.flat_map(|page| match &page.body {
            Body::Fields(rows) => rows.as_slice(),
            _ => &[],
        })
    };
    let name = |row: &Row| {
        row.name
            .as_ref()
            .map(|cell| super::text::name(&cell.text).1)
    };
    let all = |wanted: fn(char) -> bool| {
        let mut names = rows().filter_map(name);
        names.all(|name| name.starts_with(wanted))
    };
    let has = |clues: &[&str]| rows().any(|row| clues.iter().any(|clue| row.ty.contains(clue)));
    let found = CLUES.iter().find(|(client, clues)| {
        let is_spelled = match client {
            Client::Rust => !rows()
                .filter_map(name)
                .any(|name| name.contains(char::is_uppercase)),
            _ => all(char::is_uppercase),
        };
        is_spelled && has(clues)
    });
    found.map(|(client, _)| *client)
}
