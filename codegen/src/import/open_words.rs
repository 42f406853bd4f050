//! Words beside values -> whether others may stand as well. Knows no values.

/// What the words say of a list of values.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Openness {
    /// Nothing: the list is complete.
    Closed,
    /// Others may stand, too.
    Open,
    /// The list has examples.
    Examples,
}

const OPEN: [&str; 26] = [
    "or any other",
    "and other",
    "not limited to",
    "custom value",
    "custom string",
    "any other value",
    "any other string",
    "other values",
    "other value may",
    "more values",
    "more may be added",
    "new values",
    "additional values",
    "further values",
    "future values",
    "values may be added",
    "values can be added",
    "values will be added",
    "values might be added",
    "well-known values",
    "well known values",
    "may be extended",
    "can be extended",
    "open enum",
    "extensible enum",
    "not exhaustive",
];

const EXAMPLES: [&str; 5] = [
    "e.g. one of",
    "eg. one of",
    "for example one of",
    "for example, one of",
    "such as one of",
];

/// Denials of the above.
const CLOSED: [&str; 10] = [
    "no other values",
    "no other value",
    "other values are not",
    "other values are rejected",
    "other values are ignored",
    "other values are invalid",
    "other values are refused",
    "all other values",
    "no custom value",
    "any other value is",
];

/// Reads words.
pub(super) fn read(words: &str) -> Openness {
    // Most words are about no values.
    let lower = words.to_lowercase().replace(['`', '*', '_', '"'], "");
    let has = |phrases: &[&str]| phrases.iter().any(|phrase| lower.contains(phrase));
    match () {
        () if has(&EXAMPLES) => Openness::Examples,
        () if has(&OPEN) && !has(&CLOSED) => Openness::Open,
        () => Openness::Closed,
    }
}

/// `a, b, or a custom value`: the words without the part for others.
pub(super) fn without_others(sentence: &str) -> &str {
    const ENDS: [&str; 8] = [
        "a custom value",
        "any custom value",
        "custom value",
        "another value",
        "any other value",
        "any other string",
        "a custom string",
        "another string",
    ];
    let bare = sentence.trim_end_matches(['.', ' ']);
    let front = ENDS.iter().find_map(|end| {
        let at = bare.len().checked_sub(end.len())?;
        let (front, tail) = bare.split_at_checked(at)?;
        tail.eq_ignore_ascii_case(end).then_some(front)
    });
    let front = front.and_then(|front| front.trim_end().strip_suffix("or"));
    front.map_or(sentence, |front| front.trim_end_matches([',', ' ']))
}
