//! The words of a description -> the limits in them, one a text: `Up to 64 characters.`, `The name
//! (max. 20 chars)`, `**Minimum value** : 1`. Which keyword a limit is, others decide.
//!
//! A sentence counts as a whole, or by what stands in brackets or behind *must be*: `for orders of at
//! least 5` limits something else. What looks like a limit and is none that is known is returned apart.

use fieldwright_runtime::Value;

use super::facts::{self, Base};
use super::text;

/// What a description says besides its words.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct WordLimits {
    pub(super) limits: Vec<String>,
    pub(super) default: Option<String>,
    pub(super) example: Option<String>,
    /// Text with a number that looks like a limit.
    pub(super) unread: Vec<String>,
}

/// Labels in front of a colon, and the word for what follows.
const LABELS: [(&str, &str); 27] = [
    ("minimum value", "minimum"),
    ("maximum value", "maximum"),
    ("min value", "minimum"),
    ("max value", "maximum"),
    ("minimum", "minimum"),
    ("maximum", "maximum"),
    ("min", "minimum"),
    ("max", "maximum"),
    ("minimum length", "min length"),
    ("maximum length", "max length"),
    ("min length", "min length"),
    ("max length", "max length"),
    ("minimum items", "min items"),
    ("maximum items", "max items"),
    ("min items", "min items"),
    ("max items", "max items"),
    ("multiple of", "multiple of"),
    ("length", "length"),
    ("size range", ""),
    ("range", "range"),
    ("valid range", "range"),
    ("allowed range", "range"),
    ("pattern", "pattern:"),
    ("format", "format:"),
    ("default", "default"),
    ("default value", "default"),
    ("example", "example"),
];

/// Words before a number that limits something.
const BEFORE: [&str; 18] = [
    "in the range",
    "max",
    "max.",
    "maximum",
    "min",
    "min.",
    "minimum",
    "most",
    "least",
    "up to",
    "exactly",
    "limited to",
    "more than",
    "less than",
    "greater than",
    "range",
    "range is",
    "range of",
];

/// Words behind such a number.
const BEHIND: [&str; 9] = [
    "chars",
    "char",
    "characters",
    "character",
    "digits",
    "items",
    "elements",
    "letters",
    "entries",
];

/// Longer sentences are about something else.
const LONGEST: usize = 160;

/// Reads the words of a row of a type.
pub(super) fn read(description: &str, base: Base) -> WordLimits {
    let mut out = WordLimits::default();
    if base == Base::Other && !description.contains(':') {
        return out;
    }
    for line in description.lines() {
        if constrained(line, &mut out) {
            continue;
        }
        let is_code = line.trim_end().ends_with('`') && line.matches('`').count() == 2;
        let line = text::shown(line);
        if labelled(&line, is_code, &mut out) {
            continue;
        }
        let sentences = facts::sentences(&line).into_iter();
        for sentence in sentences.filter(|text| text.len() <= LONGEST) {
            let lower = sentence.to_lowercase();
            let is_about = |word: &&str| lower.contains(*word);
            if !lower.contains(|c: char| c.is_ascii_digit())
                && !["empty", "positive", "negative", "match", "zero", "must "]
                    .iter()
                    .any(is_about)
            {
                continue;
            }
            match limit(sentence, base) {
                Some(limit) => out.limits.push(limit),
                None if looks_like_limit(sentence) => out.unread.push(sentence.to_owned()),
                None => {}
            }
        }
    }
    out
}

/// `**Label** : value`
fn labelled(line: &str, is_code: bool, out: &mut WordLimits) -> bool {
    let Some((label, value)) = line.split_once(':') else {
        return false;
    };
    let value = value.trim_start_matches(['*', '_', ' ']).trim();
    // `Default: 5, min: 1` goes on.
    let goes_on = value.is_empty() || value.contains(": ") || value.contains(". ");
    !goes_on && one_labelled(label, value, is_code, out)
}

/// `**Constraints**: *Minimum Length*: `1`, `>= 0`, *Pattern*: `^a$``
fn constrained(line: &str, out: &mut WordLimits) -> bool {
    const HEADS: [&str; 4] = ["constraints", "constraint", "validation", "restrictions"];
    let bare = |text: &str| text.trim_matches(['*', '_', ' ']).to_lowercase();
    let Some((_, rest)) = line
        .split_once(':')
        .filter(|(label, _)| HEADS.contains(&bare(label).as_str()))
    else {
        return false;
    };
    for part in text::split_outside_code(rest.trim_start_matches(['*', '_', ' ']), ',') {
        let part = part.trim().trim_end_matches('.');
        let is_known = match part.split_once(':') {
            Some((label, value)) => {
                let value = value.trim_start_matches(['*', '_', ' ']).trim();
                let code = text::code(value);
                let shown = code.as_deref().unwrap_or(value);
                one_labelled(&bare(label), shown, code.is_some(), out)
            }
            None => false,
        };
        let limit = text::code(part).unwrap_or_else(|| text::shown(part));
        match limit.to_lowercase().as_str() {
            _ if is_known || part.is_empty() => {}
            "unique items required" | "unique items" => out.limits.push("unique items".to_owned()),
            _ if facts::is_limit(&limit) => out.limits.push(limit),
            _ => out.unread.push(limit),
        }
    }
    true
}

/// One label, and its value.
fn one_labelled(label: &str, value: &str, is_code: bool, out: &mut WordLimits) -> bool {
    let label = label.trim().trim_matches('*').trim().to_lowercase();
    let Some((_, word)) = LABELS.iter().find(|(known, _)| *known == label) else {
        return false;
    };
    // Words about a value are no value.
    let is_value = is_code || !value.contains(char::is_whitespace);
    match *word {
        "default" | "example" if !is_value => return false,
        "default" => out.default = Some(value.to_owned()),
        "example" => out.example = Some(value.to_owned()),
        "pattern:" | "format:" => {
            let value = text::unquoted(value).unwrap_or_else(|| value.to_owned());
            if word == &"pattern:" && !is_code && !is_expression(&value) {
                return false;
            }
            out.limits.push(format!("{word} {value}"));
        }
        word => {
            let limit = format!("{word} {value}");
            match facts::is_limit(&limit) {
                true => out.limits.push(limit),
                false => out.unread.push(format!("{label}: {value}")),
            }
        }
    }
    true
}

/// The limit that a sentence is, or has in brackets or behind *must be*.
fn limit(sentence: &str, base: Base) -> Option<String> {
    let bare = sentence.trim().trim_end_matches(['.', ',', ';']);
    let bare = &bare.replace("than zero", "than 0");
    let lower = bare.to_lowercase();
    let inner = bare
        .rsplit_once('(')
        .and_then(|(_, behind)| behind.split_once(')'));
    let must = [
        "needs to be ",
        "in the range ",
        "must be ",
        "should be ",
        "has to be ",
        "limited to ",
        "range is ",
        "range of ",
        "ranges from ",
    ];
    let behind = must
        .iter()
        .find_map(|must| bare.get(lower.find(must)? + must.len()..));
    let range = lower.find(" between ").filter(|_| base == Base::Number);
    let range = range.and_then(|at| bare.get(at..));
    let empty = ["cannot be empty", "must not be empty", "may not be empty"];
    if empty.iter().any(|words| lower.ends_with(words)) {
        return Some("non-empty".to_owned());
    }
    let denied = denied(bare, &lower);
    let limited = lower
        .contains("limited to ")
        .then(|| behind.map(|behind| format!("max {behind}")));
    // `The name, max 50 characters`
    let last = bare.rsplit_once(", ").map(|(_, last)| last.to_owned());
    let last = last.filter(|last| last.contains(char::is_alphabetic));
    let texts = [
        Some(bare.to_owned()),
        limited.flatten(),
        denied,
        behind.map(str::to_owned),
        last,
        range.map(str::to_owned),
        inner.map(|(inner, _)| inner.to_owned()),
    ];
    let mut texts = texts.into_iter().flatten();
    texts.find_map(|text| limit_of(text.trim(), base))
}

/// `cannot be less than 5`, `no longer than 30 characters`, `must not exceed 10`
fn denied(bare: &str, lower: &str) -> Option<String> {
    const COMPARED: [(&str, &[&str]); 2] = [
        ("min", &["less", "fewer", "shorter", "smaller", "lower"]),
        ("max", &["more", "greater", "longer", "larger", "higher"]),
    ];
    let fronts = ["cannot be", "not be", "not", "no"];
    for front in ["cannot exceed ", "must not exceed ", "may not exceed "] {
        if let Some(at) = lower.find(front) {
            return Some(format!("max {}", bare.get(at + front.len()..)?));
        }
    }
    for (bound, phrase) in [("max", "maximum length of "), ("min", "minimum length of ")] {
        if let Some(at) = lower.find(phrase) {
            return Some(format!("{bound} length {}", bare.get(at + phrase.len()..)?));
        }
    }
    for (bound, words) in COMPARED {
        for (front, word) in fronts
            .iter()
            .flat_map(|f| words.iter().map(move |w| (f, w)))
        {
            let phrase = format!("{front} {word} than ");
            let at = lower.find(&phrase);
            let is_begin = |at: &usize| {
                let before = lower.get(..*at).unwrap_or_default();
                // `if there are no more than 5` limits something else.
                let is_sure = front.ends_with("be") || before.is_empty();
                is_sure && !before.ends_with(char::is_alphanumeric)
            };
            if let Some(at) = at.filter(is_begin) {
                return Some(format!("{bound} {}", bare.get(at + phrase.len()..)?));
            }
        }
    }
    None
}

/// A text that is a limit of such a value, beyond doubt.
fn limit_of(text: &str, base: Base) -> Option<String> {
    let lower = text.to_lowercase();
    let has = |words: &[&str]| words.iter().any(|word| lower.contains(word));
    let is_length = has(&["char", "length", "long", "letter"]);
    // `up to 10 tags`
    let is_short = text.split_whitespace().count() < 5;
    let counts = base == Base::Array && is_short && has(&["up to ", "at most ", "at least "]);
    let fits = match base {
        Base::String => is_length || has(&["digit", "match"]),
        Base::Number => !is_length && !has(&["digit", "item", "byte", "propert"]),
        Base::Array => counts || has(&["item", "element", "entries", "length", "size"]),
        Base::Object => has(&["propert", "entries", "keys"]),
        Base::Other => false,
    };
    let text = match text.rsplit_once(' ') {
        Some((front, word)) if counts && !word.contains(|c: char| c.is_ascii_digit()) => front,
        _ => text,
    };
    let found = facts::read(text, base);
    // `Must match the version` is no pattern.
    let is_pattern = |(key, value): &(String, Value)| {
        key == "pattern" && !value.as_str().is_some_and(is_expression)
    };
    if found.keywords.iter().any(is_pattern) {
        return None;
    }
    let is_limit = !found.keywords.is_empty() && found.unread.is_empty() && found.values.is_empty();
    // `>= 5`, `1-12`: alone, they bound a number.
    let is_bare = base == Base::Number && !lower.contains(char::is_alphabetic);
    (fits && is_limit && (is_bare || lower.contains(char::is_alphabetic))).then(|| text.to_owned())
}

/// Whether a text has signs of a regular expression.
fn is_expression(text: &str) -> bool {
    !text.contains(' ') && text.contains(['^', '$', '[', ']', '\\', '+', '*', '{', '|'])
}

/// Whether a number stands beside a word that limits it.
fn looks_like_limit(sentence: &str) -> bool {
    const SHAPES: [&str; 4] = ["must start ", "must begin ", "must end ", "must contain "];
    let lower = sentence.to_lowercase();
    let is_shape = SHAPES.iter().any(|words| lower.contains(words));
    if is_shape || lists_words(sentence) || begins_with_range(sentence) {
        return true;
    }
    let words: Vec<&str> = lower
        .split([' ', '(', ')', ',', ':'])
        .filter(|word| !word.is_empty())
        .collect();
    let is_number = |word: &&str| word.starts_with(|c: char| c.is_ascii_digit());
    let mut pairs = words.iter().zip(words.iter().skip(1));
    let is_behind = pairs
        .any(|(number, word)| is_number(number) && BEHIND.contains(&word.trim_end_matches('.')));
    let is_before = BEFORE.iter().any(|word| {
        let mut places = lower.match_indices(word);
        places.any(|(at, _)| {
            let front = lower.get(..at).unwrap_or_default();
            let rest = lower.get(at + word.len()..).unwrap_or_default();
            let rest = rest.trim_start_matches([' ', ':', '=']);
            !front.ends_with(char::is_alphanumeric) && is_number(&rest)
        })
    });
    is_behind || is_before
}

/// `1 - 5 (stars)`: a range, and a few words.
fn begins_with_range(sentence: &str) -> bool {
    let text = sentence.replace([' ', '\u{2013}'], "-").replace("--", "-");
    let mut parts = text.split('-').filter(|part| !part.is_empty());
    let mut number = || parts.next()?.parse::<u16>().ok();
    let bounds = number().zip(number());
    let is_short = sentence.split_whitespace().count() <= 6;
    let is_one = sentence.matches(['-', '\u{2013}']).count() == 1;
    is_short && is_one && bounds.is_some_and(|(low, high)| low < high)
}

/// `Must be UDP, TCP or SCTP`: words with capitals, which may be the values or what they are about.
fn lists_words(sentence: &str) -> bool {
    let Some(rest) = sentence.trim().strip_prefix("Must be ") else {
        return false;
    };
    let rest = rest.replace(" or ", ",");
    let mut parts = rest
        .split(',')
        .map(|part| part.trim_matches(['.', ' ']))
        .filter(|part| !part.is_empty())
        .peekable();
    let is_word = |part: &str| {
        part.starts_with(char::is_uppercase) && part.chars().all(|c| c.is_alphanumeric())
    };
    rest.contains(',') && parts.peek().is_some() && parts.all(is_word)
}

#[cfg(test)]
mod tests {
    use super::{Base, read};

    #[test]
    fn limits_in_words() {
        let cases = [
            (
                "The title (1\u{2013}100 chars).",
                Base::String,
                "1\u{2013}100 chars",
            ),
            ("A code. Length: 2.", Base::String, "Length: 2"),
            ("Rating between 1 and 5.", Base::Number, "between 1 and 5"),
            (
                "The name. Limited to 255 characters.",
                Base::String,
                "max 255 characters",
            ),
            ("Seconds (max. 3600).", Base::Number, "max. 3600"),
            ("Must be at least 18.", Base::Number, "Must be at least 18"),
            ("**Minimum value** : `1`", Base::Number, "minimum 1"),
            ("The name, cannot be empty.", Base::String, "non-empty"),
            (
                "Must not be longer than 30 characters",
                Base::String,
                "max 30 characters",
            ),
            (
                "The name, max 50 characters",
                Base::String,
                "max 50 characters",
            ),
            ("No less than 2.", Base::Number, "min 2"),
            ("Valid range is 1 to 10", Base::Number, "1 to 10"),
        ];
        for (words, base, expected) in cases {
            assert_eq!(read(words, base).limits, [expected], "{words}");
        }
        let none = read("For orders of at least 5 pieces.", Base::Number);
        assert!(none.limits.is_empty());
        assert_eq!(none.unread.len(), 1);
        assert_eq!(
            read("The 3 first letters", Base::String),
            Default::default()
        );
    }
}
