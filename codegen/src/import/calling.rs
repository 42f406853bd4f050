//! The names of a document's tables: the words directly above one, a number if a name is taken, and
//! the anchors of links.

use std::collections::BTreeMap;

use super::report::Reports;
use super::table::Cell;
use super::text;
use super::titles::{self, Title};
use crate::source::Span;

/// Titles that are taken, and how many tables have each.
pub(super) type Taken = BTreeMap<String, usize>;

/// The title, with a number if another table of the document has it.
pub(super) fn counted(
    title: String,
    taken: &mut Taken,
    span: Span,
    reports: &mut Reports,
) -> String {
    let mut free = title.clone();
    while taken.contains_key(&folded(&free)) {
        let count = taken.entry(folded(&title)).or_insert(1);
        *count += 1;
        free = format!("{title}{count}");
    }
    taken.insert(folded(&free), 1);
    if free != title {
        let message =
            format!("is called so because another table of the document is called `{title}`");
        let help = "put a heading above each table that names its type";
        reports.lost("renamed-type", Some(span), &free, message, help);
    }
    free
}

pub(super) fn same(a: &str, b: &str) -> bool {
    folded(a) == folded(b)
}

/// Letters and digits in lower case.
pub(super) fn folded(text: &str) -> String {
    let kept = text.chars().filter(|c| c.is_alphanumeric());
    kept.flat_map(char::to_lowercase).collect()
}

/// The anchor that a heading has.
pub(super) fn slug(text: &str) -> String {
    let shown = text::shown(text);
    let mut out = String::new();
    for c in shown.chars() {
        match c {
            ' ' | '-' => out.push('-'),
            '_' => out.push('_'),
            c if c.is_alphanumeric() => out.extend(c.to_lowercase()),
            _ => {}
        }
    }
    out
}

/// A line of one capitalised word directly above a table is its title; an empty one if there are
/// only words such as `Fields`.
pub(super) fn weak_title(words: &str) -> Option<String> {
    let mut lines = words
        .lines()
        .rev()
        .map(str::trim)
        .filter(|line| !line.is_empty());
    let Some(line) = lines.find(|line| titles::read(line) != Title::Generic) else {
        return Some(String::new());
    };
    let bare = text::shown(line);
    let bare = bare.trim_end_matches(':');
    let is_title = text::is_word(bare) && bare.starts_with(char::is_uppercase) && bare.len() < 80;
    is_title.then(|| bare.to_owned())
}

/// The title that stands alone right above a table: `1. **User**`, ``Table: `users` ``.
pub(super) fn strong_title(words: &str) -> Option<String> {
    const KINDS: [&str; 6] = ["table", "collection", "entity", "model", "object", "schema"];
    let line = words.lines().next_back()?.trim();
    let digits = line.trim_start_matches(|c: char| c.is_ascii_digit());
    let line = digits
        .strip_prefix(". ")
        .filter(|_| digits.len() < line.len())
        .unwrap_or(line);
    let bare = line.trim_end_matches(':');
    let bold = bare
        .strip_prefix("**")
        .and_then(|rest| rest.strip_suffix("**"));
    let bold = bold.filter(|inner| !inner.contains("**") && !inner.contains(':'));
    let kind = line.split_once(':').filter(|(front, name)| {
        KINDS.contains(&front.trim_matches('*').to_lowercase().as_str())
            && !name.trim().contains(' ')
    });
    let text = bold.or(kind.map(|(_, name)| name.trim().trim_matches('*')))?;
    let is_short = text.split_whitespace().count() <= 3;
    match titles::read(text) {
        Title::Name(name) if is_short && super::facts::flag(text).is_none() => Some(name),
        _ => None,
    }
}

/// The type that words above a table extend: `Extends [Animal](#animal).`
pub(super) fn extended(words: &str) -> Option<String> {
    const FRONT: [&str; 8] = [
        "extends ",
        "extends: ",
        "inherits from ",
        "inherits from: ",
        "specialises ",
        "specializes ",
        "base type: ",
        "derived from ",
    ];
    words.lines().find_map(|line| {
        let line = text::shown(line);
        let front = FRONT.iter().find(|front| {
            line.get(..front.len())
                .is_some_and(|start| start.eq_ignore_ascii_case(front))
        })?;
        let name = line.get(front.len()..)?.trim_end_matches('.').trim();
        (!name.is_empty() && name.split_whitespace().count() < 4).then(|| name.to_owned())
    })
}

/// Whether words are sentences alone: no list, no line of links.
pub(super) fn is_prose(words: &[String]) -> bool {
    // A link among words is no line of links.
    let is_line = |line: &str| {
        let is_sentence = line.contains(['.', ' ']) && line.len() > 60;
        line.starts_with(char::is_alphabetic)
            && !line.contains(['<', '|'])
            && (is_sentence || !line.contains('['))
    };
    words.iter().flat_map(|words| words.lines()).all(is_line)
}

/// The words between the heading and the table.
pub(super) fn between(words: &[String], head: &[Cell]) -> String {
    let head: Vec<&str> = head.iter().map(|cell| cell.text.as_str()).collect();
    let head = head.join(", ");
    let kept = words.iter().filter(|words| words.trim() != head);
    let kept = kept.filter(|words| {
        let is_label = weak_title(words).is_some() || words.trim_end().ends_with(':');
        !(is_label && words.lines().count() < 3 && words.len() < 200)
    });
    kept.map(String::as_str).collect::<Vec<_>>().join("\n\n")
}
