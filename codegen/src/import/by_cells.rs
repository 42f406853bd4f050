//! Columns whose heads leave open what they say -> their roles, by their cells: `Attributes` may be
//! names or marks, `Key` names or kinds of keys, `Domain` a list of values or the name of a type.

use std::collections::BTreeSet;

use super::blocks::Grid;
use super::by_names::{arrows, cells, head, outline, signs, tags};
use super::choices;
use super::columns::{self, Role};
use super::facts;
use super::marks::{self, Mark};
use super::request;
use super::text;
use super::types::plain;

/// Settles the roles of such columns.
pub(super) fn settle(grid: &mut Grid, roles: &mut [Role]) {
    tags(grid, roles);
    signs(grid, roles);
    keys(grid, roles);
    for_people(grid, roles);
    outline(grid, roles);
    arrows(grid, roles);
    let grid = &*grid;
    numbers(grid, roles);
    places(grid, roles);
    types(grid, roles);
    cardinalities(grid, roles);
    owners(grid, roles);
    for at in 0..roles.len() {
        let Some(role) = roles.get(at).copied() else {
            return;
        };
        let cells = || cells(grid, at);
        let settled = match head(grid, at).as_str() {
            "attributes" | "properties" | "flags" | "modifiers" if role != Role::Name => {
                marks_of(&cells(), roles)
            }
            "key" | "keys"
                if role == Role::Unknown
                    && !roles.contains(&Role::AllowedValues)
                    && !cells().is_empty()
                    && are_lists(&cells()) =>
            {
                Some(Role::AllowedValues)
            }
            _ if role == Role::Unknown && are_flags(&cells()) => marks_of(&cells(), roles),
            // `xsd:date`, `foaf:Agent`: what a property ranges over.
            "range" if !roles.contains(&Role::Type) && are_prefixed(&cells()) => Some(Role::Type),
            "use" => use_of(&cells(), roles),
            "domain" if role == Role::AllowedValues && !are_lists(&cells()) => Some(Role::Unknown),
            // Words where numbers are meant, or such as `header` and `C01`, are for people.
            _ if role == Role::Depth => are_words(&cells()).then_some(Role::Unknown),
            "tag" | "no" | "nr" | "position" | "index" | "order" | "seq"
                if role == Role::Ignored && !are_running(&cells()) =>
            {
                Some(Role::Unknown)
            }
            "in" if role == Role::Ignored && request::column(grid).is_none() => {
                are_words(&cells()).then_some(Role::Unknown)
            }
            "id" if role == Role::Ignored => are_words(&cells()).then_some(Role::Unknown),
            _ => None,
        };
        let Some(settled) = settled else {
            continue;
        };
        if let Some(place) = roles.get_mut(at) {
            *place = settled;
        }
        // The words stand in the next column that has some.
        if role == Role::Description
            && let Some(next) = (at + 1..roles.len())
                .find(|at| columns::role(&head(grid, *at)) == Role::Description)
            && let Some(place) = roles.get_mut(next)
        {
            *place = Role::Description;
        }
    }
}

/// Marks of all kinds beside a name: `required, read-only`, `<optional>`.
fn marks_of(cells: &[String], roles: &[Role]) -> Option<Role> {
    let says = |text: &&String| {
        let mut parts = text.split([',', ';', '\n']);
        let found = facts::read(text, facts::Base::Other);
        // `enum: a, b`, and annotations such as `@id`
        let is_fact = found.default.is_some() || !found.values.is_empty() || text.starts_with('@');
        is_fact || parts.any(|part| facts::flag(part).is_some() || facts::is_limit(part))
    };
    let count = cells.iter().filter(says).count();
    let is_free = !roles.contains(&Role::Constraints);
    match () {
        () if count == 0 => None,
        () if count * 2 >= cells.len() && is_free => Some(Role::Constraints),
        () => Some(Role::Unknown),
    }
}

/// Names of vocabularies, each with its prefix.
fn are_prefixed(cells: &[String]) -> bool {
    let is_prefixed = |text: &String| {
        let first = text.split_whitespace().next().unwrap_or_default();
        let parts = text::shown(first);
        let parts = parts.split_once(':');
        let is_letters = |part: &str| !part.is_empty() && part.chars().all(char::is_alphabetic);
        parts.is_some_and(|(prefix, name)| is_letters(prefix) && is_letters(name))
    };
    !cells.is_empty() && cells.iter().all(is_prefixed)
}

/// Each cell begins with a word for a mark: `Required, Read-only`.
fn are_flags(cells: &[String]) -> bool {
    let begins = |text: &String| {
        let first = text.split([',', ';', '\n']).next();
        first.is_some_and(|first| facts::flag(first).is_some())
    };
    !cells.is_empty() && cells.iter().all(begins)
}

/// `R`, `O`: whether a field is used, and not what for.
fn use_of(cells: &[String], roles: &[Role]) -> Option<Role> {
    let is_mark = |text: &&String| matches!(marks::read(text), Mark::Yes | Mark::No);
    let is_short = |text: &String| text.chars().count() <= 12 && !text.contains(' ');
    let count = cells.iter().filter(is_mark).count();
    let are_marks = count * 2 > cells.len() && cells.iter().all(is_short);
    match roles.contains(&Role::Required) {
        _ if !are_marks => None,
        true => Some(Role::Unknown),
        false => Some(Role::Required),
    }
}

/// The only column of sentences, where none is known to describe its row.
pub(super) fn prose(grid: &Grid, roles: &[Role]) -> Option<usize> {
    let are_words = [Role::Description, Role::Notes];
    if are_words.iter().any(|role| roles.contains(role)) {
        return None;
    }
    // `time, lat, lon` is a list.
    let is_sentence = |text: &&String| {
        let words = text.split_whitespace().count();
        words > 2 && text.matches(',').count() + 1 < words
    };
    let is_prose = |at: &usize| {
        let cells = cells(grid, *at);
        let sentences = cells.iter().filter(is_sentence).count();
        roles.get(*at) == Some(&Role::Unknown) && sentences > 0 && sentences * 2 >= cells.len()
    };
    let mut found = (0..roles.len()).filter(is_prose);
    found.next().filter(|_| found.next().is_none())
}

/// Numbers that count the rows; others say something of them.
fn are_running(cells: &[String]) -> bool {
    let numbers: Vec<Option<u64>> = cells
        .iter()
        .map(|text| text::shown(text).trim_end_matches('.').parse().ok())
        .collect();
    let mut pairs = numbers.iter().zip(numbers.iter().skip(1));
    pairs.all(|(a, b)| a.zip(*b).is_some_and(|(a, b)| b > a && b - a <= 1))
        || numbers.iter().all(Option::is_none)
}

/// None of the cells is a number, and some say something.
fn are_words(cells: &[String]) -> bool {
    let is_number = |text: &String| text::shown(text).parse::<f64>().is_ok();
    !cells.is_empty() && !cells.iter().any(is_number)
}

/// At least half of the cells list several values.
fn are_lists(cells: &[String]) -> bool {
    let lists = cells
        .iter()
        .filter(|cell| choices::read(cell, false).values.len() > 1);
    lists.count() * 2 >= cells.len()
}

/// `Key | Column`: what kind of key a column of a database is.
fn keys(grid: &Grid, roles: &mut [Role]) {
    const KINDS: [&str; 14] = [
        "pk",
        "fk",
        "pri",
        "mul",
        "uni",
        "uk",
        "ak",
        "sk",
        "primary",
        "foreign",
        "unique",
        "primary key",
        "foreign key",
        "x",
    ];
    let Some(at) = columns::of(roles, Role::Name).filter(|at| head(grid, *at) == "key") else {
        return;
    };
    let next = (0..roles.len())
        .find(|other| *other != at && columns::role(&head(grid, *other)) == Role::Name);
    let is_kind = |text: &String| {
        let text = text::shown(text).to_lowercase();
        text.split([',', '/', ' ', '\n']).all(|part| {
            let part = part.trim_matches(['(', ')']);
            part.is_empty() || KINDS.contains(&part) || part == "key"
        })
    };
    if let Some(next) = next.filter(|_| cells(grid, at).iter().all(is_kind)) {
        for (place, role) in [(at, Role::Unknown), (next, Role::Name)] {
            if let Some(place) = roles.get_mut(place) {
                *place = role;
            }
        }
    }
}

/// `Setting | Key`: names for people, and beside them those that documents have.
fn for_people(grid: &mut Grid, roles: &mut [Role]) {
    // `字段名 | 变量名`: the second of two names is a title unless its cells say otherwise.
    let title = columns::of(roles, Role::Title);
    let is_free = title.is_none_or(|at| columns::role(&head(grid, at)) == Role::Name);
    let Some(at) = columns::of(roles, Role::Name).filter(|_| is_free) else {
        return;
    };
    let is_full = |text: &&String| !matches!(text.as_str(), "-" | "\u{2013}" | "\u{2014}");
    let several = |text: &&String| {
        let text = text::shown(text);
        text.contains(' ') || !text.is_ascii()
    };
    let names = cells(grid, at);
    if !names.iter().any(|name| several(&name)) {
        return;
    }
    let is_other = |other: &usize| {
        let keys = cells(grid, *other);
        let keys: Vec<&String> = keys.iter().filter(is_full).collect();
        let head = head(grid, *other);
        let is_name = columns::role(&head) == Role::Name || head == "id";
        let is_word = |text: &&String| {
            let text = text::shown(text);
            text::is_word(&text) && (title.is_none() || text.is_ascii())
        };
        // Kinds of keys repeat.
        let is_apart = keys.iter().collect::<BTreeSet<_>>().len() == keys.len();
        let is_full = is_apart && keys.len() * 2 > names.len();
        *other != at && is_name && is_full && keys.iter().all(is_word)
    };
    let Some(key) = (0..roles.len()).find(is_other) else {
        return;
    };
    for (place, role) in [(at, Role::Title), (key, Role::Name)] {
        if let Some(place) = roles.get_mut(place) {
            *place = role;
        }
    }
    // What has no key is called as people call it.
    for row in &mut grid.rows {
        let name = row.get(at).map(|cell| cell.text.clone());
        if let (Some(name), Some(cell)) = (name, row.get_mut(key))
            && (cell.text.is_empty() || !is_full(&&text::shown(&cell.text)))
        {
            cell.text = name;
        }
    }
}

/// `Key | Field`: numbers, and beside them the names.
fn numbers(grid: &Grid, roles: &mut [Role]) {
    let Some(at) = columns::of(roles, Role::Name) else {
        return;
    };
    let is_number = |text: &String| text::shown(text).parse::<u64>().is_ok();
    let names = cells(grid, at);
    let next = (0..roles.len())
        .find(|other| *other != at && columns::role(&head(grid, *other)) == Role::Name);
    let Some(next) = next.filter(|_| !names.is_empty() && names.iter().all(is_number)) else {
        return;
    };
    if !cells(grid, next).iter().any(is_number) {
        for (place, role) in [(at, Role::Ignored), (next, Role::Name)] {
            if let Some(place) = roles.get_mut(place) {
                *place = role;
            }
        }
    }
}

/// `Anz.`, `Häufigkeit`: no head is known to be that of cardinalities, but all cells are some.
fn cardinalities(grid: &Grid, roles: &mut [Role]) {
    if roles.contains(&Role::Cardinality) || !roles.contains(&Role::Name) {
        return;
    }
    let is_range = |text: &String| {
        let text = text::shown(text);
        text.contains("..") && marks::cardinality(&text).is_some()
    };
    let are_all = |at: &usize| {
        let cells = cells(grid, *at);
        roles.get(*at) == Some(&Role::Unknown) && cells.len() > 1 && cells.iter().all(is_range)
    };
    if let Some(at) = (0..roles.len()).find(are_all)
        && let Some(place) = roles.get_mut(at)
    {
        *place = Role::Cardinality;
    }
}

/// `Type | Name | Schema`: where a parameter is, and beside it its type.
fn places(grid: &Grid, roles: &mut [Role]) {
    let schema = (0..roles.len()).find(|at| head(grid, *at) == "schema");
    if let (Some(place), Some(schema)) = (request::kinds(grid), schema) {
        for (at, role) in [(place, Role::Ignored), (schema, Role::Type)] {
            if let Some(place) = roles.get_mut(at) {
                *place = role;
            }
        }
    }
}

/// `BSON type`, `Expected type`: no head is known to be that of types, but one ends so.
fn types(grid: &Grid, roles: &mut [Role]) {
    if roles.contains(&Role::Type) || !roles.contains(&Role::Name) {
        return;
    }
    let is_type = |at: &usize| {
        let cells = cells(grid, *at);
        let known = cells.iter().filter(|cell| plain::is_known(cell));
        roles.get(*at) == Some(&Role::Unknown)
            && [" type", "/type", " datatype"]
                .iter()
                .any(|end| head(grid, *at).ends_with(end))
            && !cells.is_empty()
            && known.count() * 2 >= cells.len()
    };
    if let Some(at) = (0..roles.len()).find(is_type)
        && let Some(place) = roles.get_mut(at)
    {
        *place = Role::Type;
    }
}

/// `Element | Attribute`: the name of an object in each row of its fields.
fn owners(grid: &Grid, roles: &mut [Role]) {
    const OWNERS: [&str; 6] = [
        "element",
        "parent",
        "object",
        "message element",
        "record",
        "message",
    ];
    let Some(at) = columns::of(roles, Role::Name).filter(|_| !roles.contains(&Role::Group)) else {
        return;
    };
    let next = (at + 1..roles.len()).find(|other| columns::role(&head(grid, *other)) == Role::Name);
    let Some(next) = next.filter(|_| OWNERS.contains(&head(grid, at).as_str())) else {
        return;
    };
    let names = cells(grid, at);
    let again = names
        .iter()
        .zip(names.iter().skip(1))
        .any(|(name, next)| name == next);
    let is_full = names.len() == grid.rows.len() && cells(grid, next).len() == names.len();
    if again && is_full {
        for (place, role) in [(at, Role::Group), (next, Role::Name)] {
            if let Some(place) = roles.get_mut(place) {
                *place = role;
            }
        }
    }
}
