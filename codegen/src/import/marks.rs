//! The mark in a column for required fields -> yes or no. Knows only the one cell, except for `x`,
//! whose meaning the column decides.

use super::foreign_words;

/// What a mark says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mark {
    Yes,
    No,
    /// `x`: yes in a column without other marks, no beside ticks.
    Cross,
    /// An empty cell.
    Blank,
    /// Nothing that is known.
    Unknown,
}

const YES: [&str; 48] = [
    "checked",
    "yes",
    "y",
    "true",
    "t",
    "1",
    "required",
    "mandatory",
    "must",
    "shall",
    "m",
    "r",
    "req",
    "always",
    "\u{2713}",
    "\u{2714}",
    "\u{2611}",
    "\u{2705}",
    ":heavy_check_mark:",
    ":white_check_mark:",
    ":ballot_box_with_check:",
    ":check_mark:",
    "[x]",
    "(/)",
    "(y)",
    "*",
    "ja",
    "j",
    "oui",
    "si",
    "s\u{ed}",
    "sim",
    "\u{662f}",
    "\u{5fc5}\u{586b}",
    "\u{5fc5}\u{987b}",
    "\u{5fc5}\u{9808}",
    "\u{25cf}",
    "\u{2022}",
    "\u{25cb}",
    "\u{2731}",
    "not null",
    "\u{5bf9}",
    "pflicht",
    "obligatoire",
    "obligatorio",
    "is required",
    "can be null",
    "\u{2612}",
];
const NO: [&str; 51] = [
    "unchecked",
    "opt-in",
    "opt in",
    "not mandatory",
    "no",
    "n",
    "false",
    "f",
    "0",
    "optional",
    "should",
    "may",
    "recommended",
    "should not",
    "o",
    "opt",
    "\u{2717}",
    "\u{2718}",
    "\u{274c}",
    "\u{2716}",
    "\u{274e}",
    ":x:",
    ":heavy_minus_sign:",
    ":heavy_multiplication_x:",
    "\u{2796}",
    ":negative_squared_cross_mark:",
    ":cross_mark:",
    "-",
    "\u{2013}",
    "\u{2014}",
    "--",
    "[ ]",
    "(x)",
    "(n)",
    "nein",
    "non",
    "nao",
    "n\u{e3}o",
    "\u{5426}",
    "\u{9009}\u{586b}",
    "\u{53ef}\u{9009}",
    "\u{4efb}\u{610f}",
    "\u{d7}",
    "\u{2610}",
    "\u{2b1c}",
    "not required",
    "cannot be null",
    "null",
    "n/a",
    "facultatif",
    "opcional",
];

/// Reads a cell.
pub(super) fn read(cell: &str) -> Mark {
    let shown = super::text::shown(cell);
    let raw = cell.trim();
    let bare = |text: &str| {
        let text = text.trim_matches(|c: char| {
            c.is_whitespace() || matches!(c, '\u{fe0f}' | '\u{200d}' | '\u{a0}')
        });
        text.trim_end_matches(['.', '!', ';']).to_lowercase()
    };
    if raw.is_empty() || shown.is_empty() && raw != "*" {
        return Mark::Blank;
    }
    // GitLab's icons: `{check-circle} Yes`
    let icon = shown
        .strip_prefix('{')
        .and_then(|rest| rest.split_once("} "));
    let shown = icon.map_or(shown.as_str(), |(_, words)| words);
    let mut text = bare(shown);
    if raw == "*" || raw == "\\*" {
        text = "*".to_owned();
    }
    // `yes (1)`, `required[^2]`
    for open in [" (", "[^"] {
        if let Some((front, rest)) = text.split_once(open)
            && !front.is_empty()
            && rest.ends_with([')', ']'])
        {
            if !is_harmless(rest) {
                return Mark::Unknown;
            }
            text = front.to_owned();
        }
    }
    let text = text.trim_end_matches('*').trim();
    let text = if text.is_empty() { "*" } else { text };
    // `S\u{ed} / Yes`: both words agree.
    let mut both = text.split('/').map(|part| known(part.trim()));
    let agreed = both
        .next()
        .flatten()
        .filter(|first| both.all(|is| is == Some(*first)));
    if let Some(is) = known(text).or(agreed) {
        return if is { Mark::Yes } else { Mark::No };
    }
    // `[required]`
    let bare = text
        .strip_prefix('[')
        .and_then(|rest| rest.strip_suffix(']'));
    if let Some(is) = bare.filter(|bare| bare.len() > 1).and_then(known) {
        return if is { Mark::Yes } else { Mark::No };
    }
    if text == "x" {
        return Mark::Cross;
    }
    // `✔ Yes`, `❌ No`: sign and word agree.
    let mut words = text.split([' ', '\n']);
    match (
        words.next().map(known),
        words.next().map(known),
        words.next(),
    ) {
        (Some(Some(a)), Some(Some(b)), None) if a == b => {
            if a {
                Mark::Yes
            } else {
                Mark::No
            }
        }
        _ => Mark::Unknown,
    }
}

/// Whether words in brackets behind a mark leave it to all: a footnote, a bound, another mark. Others, such as
/// `Yes (US only)`, are a condition.
fn is_harmless(words: &str) -> bool {
    let words = words.trim_matches(|c: char| !c.is_alphanumeric());
    let is_note = words.chars().count() < 3 || words.chars().all(|c| c.is_ascii_digit());
    let lower = words.to_lowercase();
    is_note
        || lower.starts_with("default")
        || matches!(
            lower.as_str(),
            "always" | "unique" | "primary key" | "pk" | "auto"
        )
        || known(&lower).is_some()
        || cardinality(words).is_some()
        || super::facts::flag(words).is_some()
        || super::facts::is_limit(words)
}

/// Whether a field is required, where a cell names that instead of answering yes or no.
pub(super) fn state(cell: &str) -> Option<bool> {
    let shown = super::text::shown(cell).to_lowercase();
    match shown.trim_matches(|c: char| !c.is_alphanumeric()) {
        "required" | "mandatory" | "must" | "m" | "r" | "req" | "is required" | "not optional" => {
            Some(true)
        }
        "optional" | "o" | "opt" | "may" | "not required" | "is optional" => Some(false),
        _ => None,
    }
}

fn known(word: &str) -> Option<bool> {
    let word = word.trim_matches('\u{fe0f}');
    let is =
        |english: &[&str], other: &str| english.contains(&word) || foreign_words::has(other, word);
    match (is(&YES, foreign_words::YES), is(&NO, foreign_words::NO)) {
        (true, _) => Some(true),
        (_, true) => Some(false),
        _ => None,
    }
}

/// The keywords of a list by the number of occurrences: `2..5`; one and none need no keyword.
pub(super) fn counts(cell: &str) -> Vec<(&'static str, String)> {
    let text = super::text::shown(cell);
    let text = text
        .trim_matches(['[', ']', '(', ')', ' '])
        .replace("...", "..");
    let Some((low, high)) = text.split_once("..") else {
        return Vec::new();
    };
    let pairs = [("minItems", low), ("maxItems", high)];
    let counts = pairs
        .into_iter()
        .filter(|(_, count)| count.parse::<u64>().is_ok_and(|n| n > 1));
    counts.map(|(key, count)| (key, count.to_owned())).collect()
}

/// The number of occurrences: `0..1`, `1`, `1..*`, `[0..n]`, `1:N`; whether it is required, and
/// whether it is a list.
pub(super) fn cardinality(cell: &str) -> Option<(bool, bool)> {
    let text = super::text::shown(cell);
    // `1..1 (M)`
    let text = match text.split_once(" (") {
        Some((front, behind)) if behind.ends_with(')') => front.to_owned(),
        _ => text,
    };
    let text = text.trim_matches(['[', ']', '(', ')', ' ']).to_lowercase();
    let text = text
        .replace("...", "..")
        .replace('\u{2026}', "..")
        .replace(" to ", "..")
        .replace([':', '-', '\u{2013}', ','], "..");
    let (low, high) = match text.as_str() {
        "*" | "n" | "many" | "zero or more" | "0 or more" | "any number" | "0+" => ("0", "*"),
        "?" | "zero or one" | "0 or 1" | "at most one" => ("0", "1"),
        "+" | "one or more" | "1 or more" | "at least one" | "1+" => ("1", "*"),
        "one" | "exactly one" | "exactly 1" | "once" => ("1", "1"),
        other => other.split_once("..").unwrap_or((other, other)),
    };
    let (low, high) = (low.trim(), high.trim());
    let least: u32 = low.parse().ok()?;
    let many = match high.parse::<u32>() {
        // What never stands is no field.
        Ok(0) => return None,
        Ok(most) => most > 1,
        Err(_) if matches!(high, "*" | "n" | "m" | "unbounded" | "many" | "\u{221e}") => true,
        Err(_) => return None,
    };
    Some((least > 0, many))
}

#[cfg(test)]
mod tests {
    use super::{Mark, cardinality, read};

    #[test]
    fn marks_of_all_kinds_are_read() {
        for yes in [
            "Yes",
            "**Yes**",
            "Y",
            "`true`",
            "required",
            "\u{2714}\u{fe0f}",
            ":heavy_check_mark:",
            "*",
            "\u{2705} Yes",
            "Yes (always)",
            "1",
        ] {
            assert_eq!(read(yes), Mark::Yes, "{yes}");
        }
        for no in [
            "No", "false", "Optional", "\u{274c}", ":x:", "\u{2796}", "-", "\u{2014}", "N",
        ] {
            assert_eq!(read(no), Mark::No, "{no}");
        }
        assert_eq!(read("X"), Mark::Cross);
        assert_eq!(read(" "), Mark::Blank);
        for unknown in ["Conditional", "if paid", "\u{1f7e2}"] {
            assert_eq!(read(unknown), Mark::Unknown, "{unknown}");
        }
        let cases = [
            ("0..1", (false, false)),
            ("1..1", (true, false)),
            ("[1..*]", (true, true)),
            ("0..n", (false, true)),
            ("1", (true, false)),
            ("*", (false, true)),
        ];
        for (text, expected) in cases {
            assert_eq!(cardinality(text), Some(expected), "{text}");
        }
        assert_eq!(cardinality("some"), None);
    }
}
