//! The cells of a table's head -> the role of each column. Knows no rows.

use super::column_words::WORDS;
use super::name_column_words::{NAMES, WIRE};
pub(super) use super::role::Role;
use super::{foreign_words, text};

/// What a head cell says; `Description / Comments` says what both of its words do.
pub(super) fn role(cell: &str) -> Role {
    let key = key(cell);
    let known = role_of(&key);
    if known != Role::Unknown || !key.contains('/') {
        return known;
    }
    let mut roles = key.split('/').map(|part| role_of(part.trim()));
    // `Constraints / Allowed values`, `Units / Validation`: what is no constraint is reported by its cell.
    let limits = [Role::Constraints, Role::AllowedValues];
    let may_limit = [Role::Format, Role::Pattern, Role::Unknown];
    let mut all = roles.clone();
    let all_roles = roles.clone();
    if roles.clone().any(|role| limits.contains(&role))
        && all.all(|role| limits.contains(&role) || may_limit.contains(&role))
    {
        let lists = all_roles.clone().any(|role| role == Role::AllowedValues);
        return if lists {
            Role::AllowedValues
        } else {
            Role::Constraints
        };
    }
    let first = roles.next().unwrap_or(Role::Unknown);
    let are_words = |role: Role| matches!(role, Role::Description | Role::Notes);
    let is_same = |role: Role| role == first || are_words(role) && are_words(first);
    match roles.all(is_same) {
        true if are_words(first) => Role::Description,
        true => first,
        false => Role::Unknown,
    }
}

fn role_of(key: &str) -> Role {
    let known = NAMES
        .iter()
        .chain(WORDS)
        .find(|(_, words)| words.contains(&key));
    let known = known.map(|(role, _)| *role);
    known
        .or_else(|| foreign_words::role(key))
        .or_else(|| by_ending(key))
        .unwrap_or(Role::Unknown)
}

/// The words of a head cell in lower case, without brackets and closing signs.
fn key(cell: &str) -> String {
    // `<XML Tag>`: words in brackets are no tag.
    let inner = cell.trim().strip_prefix('<');
    let inner = inner.and_then(|rest| rest.strip_suffix('>'));
    let inner = inner.filter(|inner| inner.contains(' ') && !inner.contains(['<', '>', '=']));
    let text = text::shown(inner.unwrap_or(cell));
    let text = text
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
        .to_lowercase();
    let text = match text.split_once(" (") {
        Some((front, _)) if !front.is_empty() => front.to_owned(),
        _ => text,
    };
    let text = text
        .trim_end_matches(['?', '*', ':', '.', '\u{25b2}', '\u{25bc}', '\u{2195}', ' '])
        .trim_start_matches(['*', ' ']);
    text.replace('_', " ")
}

/// What the first column of a table of fields names, at the end of its head.
const NAMED: [&str; 9] = [
    "field",
    "column",
    "element",
    "attribute",
    "parameter",
    "variable",
    "property",
    "item",
    "tag",
];

/// The role of each column; each role once, for the first column that has it.
pub(super) fn roles<'c>(head: impl IntoIterator<Item = &'c str>) -> Vec<Role> {
    let head: Vec<&str> = head.into_iter().collect();
    let has_words = head.iter().any(|cell| role(cell) == Role::Description);
    // The name on the wire wins over the one for people.
    let wire = head
        .iter()
        .position(|cell| WIRE.contains(&key(cell).as_str()));
    let wire = wire.filter(|at| {
        let is_other = |(other, cell): (usize, &&str)| other != *at && names_people(cell);
        head.iter().enumerate().any(is_other)
    });
    let mut out: Vec<Role> = Vec::new();
    for (at, cell) in head.iter().copied().enumerate() {
        let role = role(cell);
        let role = match role {
            _ if wire == Some(at) => Role::Name,
            _ if wire.is_some() && names_people(cell) && !out.contains(&Role::Title) => Role::Title,
            // `Field | Label | Type`: the second name is for people; `#` may repeat.
            // `Column | Type | Key`: whether it is a key of the table.
            Role::Name if out.contains(&Role::Name) && is_key(cell) => Role::Unknown,
            Role::Name if out.contains(&Role::Name) => Role::Title,
            Role::Description if out.contains(&Role::Description) => Role::Notes,
            // Beside a description the label is a mark, as in protobuf; else it is the description.
            Role::Mode if !has_words && key(cell) == "label" => Role::Description,
            role => role,
        };
        let again =
            out.contains(&role) && !matches!(role, Role::Ignored | Role::Unknown | Role::Notes);
        out.push(if again { Role::Unknown } else { role });
    }
    if !out.contains(&Role::Name) {
        // Some tables call the field's name its id, or its path its title.
        let at = out.iter().position(|role| *role == Role::Title);
        if let Some(place) = at.and_then(|at| out.get_mut(at)) {
            *place = Role::Name;
        }
    }
    if !out.contains(&Role::Name) && says_presence(&out) {
        // `Field label | Type | Required`: people's names are all there are.
        let is_label = |cell: &&str| matches!(key(cell).as_str(), "field label" | "label");
        let at = head.iter().position(is_label);
        if let Some(place) = at.and_then(|at| out.get_mut(at)) {
            *place = Role::Name;
            return out;
        }
        // The column of names often has no head.
        if let (Some(first), Some("")) = (out.first_mut(), head.first().map(|cell| cell.trim())) {
            *first = Role::Name;
            return out;
        }
        // `CDM Field | Datatype | Required`: the first head names what its cells name.
        let ends = |cell: &str| {
            NAMED
                .iter()
                .any(|word| key(cell).ends_with(&format!(" {word}")))
        };
        if let (Some(first @ Role::Unknown), true) =
            (out.first_mut(), head.first().is_some_and(|cell| ends(cell)))
        {
            *first = Role::Name;
            return out;
        }
        // `UBL name | Type | Cardinality`: no head is known, but one ends so.
        let is_name =
            |(role, cell): (&Role, &&str)| *role == Role::Unknown && key(cell).ends_with(" name");
        let at = out.iter().zip(&head).position(is_name);
        if let Some(place) = at.and_then(|at| out.get_mut(at)) {
            *place = Role::Name;
        }
    }
    out
}

/// Whether columns have types and marks, as those of fields alone do.
fn says_presence(roles: &[Role]) -> bool {
    let marks = [
        Role::Required,
        Role::Nullable,
        Role::NotNull,
        Role::Cardinality,
    ];
    roles.contains(&Role::Type) && marks.iter().any(|role| roles.contains(role))
}

/// `Picklist Values`, `Answer Options`
fn by_ending(key: &str) -> Option<Role> {
    let ends = |words: &[&str]| words.iter().any(|word| key.ends_with(word));
    match () {
        () if ends(&[" values", " options", " choices"]) => Some(Role::AllowedValues),
        () => None,
    }
}

/// Whether a column beside that of names on the wire has names for people.
fn names_people(cell: &str) -> bool {
    let key = key(cell);
    let is_name = matches!(role(cell), Role::Name | Role::Title) && !WIRE.contains(&key.as_str());
    is_name || matches!(key.as_str(), "field label" | "label" | "logical name")
}

fn is_key(cell: &str) -> bool {
    ["key", "keys"].contains(
        &cell
            .trim_matches([' ', '*', '`', '?'])
            .to_lowercase()
            .as_str(),
    )
}

/// The column of a role.
pub(super) fn of(roles: &[Role], role: Role) -> Option<usize> {
    roles.iter().position(|one| *one == role)
}

/// Whether cells are the head of a table that may be read: at least two columns are
/// understood, among them one that names a field or a value.
pub(super) fn is_head<'c>(cells: impl IntoIterator<Item = &'c str>) -> bool {
    let cells: Vec<&str> = cells.into_iter().collect();
    if cells.len() < 2 || cells.len() > 64 || cells.iter().any(|cell| cell.len() > 120) {
        return false;
    }
    let roles = roles(cells.iter().copied());
    let count = |wanted: Role| roles.iter().filter(|role| **role == wanted).count();
    let used = roles.len() - count(Role::Ignored);
    let known = used - count(Role::Unknown);
    let has_key = [Role::Name, Role::Value]
        .iter()
        .any(|role| roles.contains(role));
    // `information_schema` has many columns that do not concern a value.
    let is_sure = roles.contains(&Role::Name) && says_presence(&roles);
    // Dictionaries have columns of their own.
    let is_typed = roles.contains(&Role::Name) && roles.contains(&Role::Type);
    has_key && known >= 2 && (known * 2 >= used || is_sure || is_typed) || is_values(&roles)
}

fn is_values(roles: &[Role]) -> bool {
    roles.len() <= 4 && roles.contains(&Role::AllowedValues) && roles.contains(&Role::Description)
}

/// The kind of a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Fields,
    /// One value of an enum a row.
    Values,
    /// Values of several fields: `Property | Value`.
    ValuesOf,
    Other,
}

/// The kind of a table by its head.
pub(super) fn kind(head: &[&str], roles: &[Role]) -> Kind {
    let has = |role: Role| roles.contains(&role);
    let determines_type = [
        Role::Type,
        Role::Required,
        Role::Optional,
        Role::Cardinality,
        Role::Mode,
        Role::Nullable,
        Role::NotNull,
    ];
    let first = head.first().map(|cell| key(cell)).unwrap_or_default();
    let is_property = roles.first() == Some(&Role::Name)
        && !matches!(
            first.as_str(),
            "name" | "key" | "member" | "option" | "nombre" | "nom" | "nome" | "path" | "element"
        );
    if has(Role::Name) && determines_type.iter().any(|role| has(*role)) {
        return Kind::Fields;
    }
    if has(Role::Name) && has(Role::Value) && roles.len() == 2 && is_property {
        return Kind::ValuesOf;
    }
    if has(Role::Value)
        && !has(Role::Default)
        && (has(Role::Name) || has(Role::Description) || has(Role::Notes))
    {
        return Kind::Values;
    }
    if has(Role::Name) && has(Role::Number) {
        return Kind::Values;
    }
    if is_values(roles) && !has(Role::Name) {
        return Kind::Values;
    }
    let adds_keywords = [
        Role::Default,
        Role::Example,
        Role::Format,
        Role::Constraints,
        Role::AllowedValues,
    ]
    .iter()
    .any(|role| has(*role));
    let has_words = has(Role::Description) || has(Role::Notes);
    if has(Role::Name) && (adds_keywords || is_property && has_words) {
        return Kind::Fields;
    }
    Kind::Other
}
