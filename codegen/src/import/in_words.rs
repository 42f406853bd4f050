//! The words of a description -> the values that they list, and whether null is allowed. Only
//! unambiguous words count.

use super::choices;
use super::facts::{VALUES, listed};
use super::open_words::{self, Openness};
use super::row::RawValue;
use super::text::{self, unbulleted};

/// The word for null among values.
pub(super) const NULL: &str = "null";

/// Whether words allow null: "May be null", "null if unknown", "One of `a`, `null`".
pub(super) fn mentions_null(words: &str) -> bool {
    const PHRASES: [&str; 12] = [
        "may be null",
        "can be null",
        "could be null",
        "might be null",
        "or null if",
        "null if ",
        "null when ",
        "null for ",
        "null unless ",
        "null where ",
        "null until ",
        "null otherwise",
    ];
    let lower = words.to_lowercase().replace(['`', '*', '"', '\''], "");
    let begins = |at: usize| {
        let front = lower.get(..at).unwrap_or_default();
        !front.ends_with(|c: char| c.is_alphanumeric() || c == '-')
    };
    let is_stated = PHRASES
        .iter()
        .any(|phrase| lower.find(phrase).is_some_and(begins));
    let is_listed = || values(words).iter().any(|value| value == NULL);
    let is_sentence = || {
        lower
            .split(['.', ';', '\n'])
            .any(|part| part.trim() == "nullable")
    };
    !DENIED.iter().any(|denied| lower.contains(denied))
        && (is_stated || is_sentence() || is_listed())
}

const DENIED: [&str; 7] = [
    "not null",
    "non-null",
    "never null",
    "cannot be null",
    "can not be null",
    "must not be null",
    "null is not",
];

/// Whether a sentence says that null may not stand: "Not nullable."
pub(super) fn denies_null(words: &str) -> bool {
    let lower = words.to_lowercase().replace(['`', '*'], "");
    let mut sentences = lower.split(['.', ';', '\n', '(', ')']).map(str::trim);
    sentences.any(|part| {
        matches!(
            part,
            "not nullable" | "non-nullable" | "cannot be null" | "must not be null" | "never null"
        )
    })
}

/// A value alone on a line, or with words behind it: `` `PAID` - the money came ``.
pub(super) fn value(line: &str) -> Option<RawValue> {
    let line = unbulleted(line);
    let signs = [" - ", " \u{2013} ", " \u{2014} ", ": "];
    let parts = signs.iter().find_map(|sign| line.split_once(sign));
    let (raw, words) = parts.unwrap_or((line, ""));
    // `` `0` (or blank) ``
    let code = raw.strip_prefix('`').and_then(|rest| rest.split_once('`'));
    let raw = code.map_or_else(
        || text::unmarked(raw),
        |(code, _)| text::unquoted(code).unwrap_or_else(|| code.to_owned()),
    );
    let is_word = !raw.is_empty() && raw.len() <= 60 && !raw.contains(char::is_whitespace);
    is_word.then(|| RawValue {
        description: Some(text::words(words)).filter(|words| !words.is_empty()),
        ..choices::value(raw)
    })
}

/// Values in ticks on the lines below `Choices:`.
fn below(text: &str) -> Option<Vec<RawValue>> {
    let mut lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    let is_title = |line: &str| {
        let lower = line.to_lowercase();
        let front = lower
            .trim_matches(['*', '_'])
            .strip_suffix(':')
            .map(str::to_owned);
        front.is_some_and(|front| VALUES.contains(&front.trim_matches(['*', '_'])))
    };
    lines.find(|line| is_title(line))?;
    let ticked = lines.take_while(|line| unbulleted(line).starts_with(['`', '"']));
    let values: Option<Vec<RawValue>> = ticked.map(value).collect();
    values.filter(|values| values.len() > 1)
}

/// Words in front of *values* that may not stand.
const DENIALS: [&str; 8] = [
    "forbidden",
    "reserved",
    "invalid",
    "not ",
    "disallowed",
    "prohibited",
    "deprecated",
    "unsupported",
];

/// Values with words in brackets behind them: "Valid values: A (the first), B (the second)".
pub(super) fn noted(text: &str) -> Option<Vec<RawValue>> {
    let text = text::without_tags(text);
    if let Some(values) = below(&text) {
        return Some(values);
    }
    let sentences = text.lines().flat_map(|line| line.split(". "));
    let found = sentences.filter_map(|sentence| {
        let (front, _) = sentence.split_once(':')?;
        let lower = front.to_lowercase();
        let front = lower.trim_end_matches(['*', '_', ' ']);
        let front = front.strip_suffix(" are").unwrap_or(front);
        let front = front.strip_suffix(" the following").unwrap_or(front);
        let is_list = VALUES.iter().any(|word| front.ends_with(word));
        let is_denied = DENIALS.iter().any(|word| lower.contains(word));
        let is_list = is_list && !is_denied;
        let list = sentence.get(front.len()..)?.split_once(':')?.1;
        let listed = listed(&format!("values: {}", list.trim())).filter(|_| is_list)?;
        let is_noted = listed
            .iter()
            .any(|value| value.contains(" (") || value.contains(" - "));
        let is_plain = lower.contains("the following");
        let read = choices::values(listed, &mut None).filter(|_| is_noted || is_plain)?;
        let is_value = |raw: &RawValue| !raw.value.contains(' ') && raw.value.len() <= 40;
        (read.len() > 1 && read.iter().all(is_value)).then_some(read)
    });
    let mut found = found;
    found.next()
}

/// `1 = Standard; 2 = Night`, on the last lines: codes, and what they mean; `1: Standard` of numbers.
pub(super) fn paired(text: &str, are_numbers: bool) -> Vec<RawValue> {
    let are_labels = are_numbers && are_numbered(text);
    let parts = |line: &str| -> Option<Vec<RawValue>> {
        // `0 = off, 1 = on`, `0 (off), 1 (on)`
        let starts = line.split(", ").filter(|part| {
            let code = part.trim_start_matches(|c: char| c.is_ascii_digit());
            code.len() < part.len() && code.trim_start().starts_with(['=', '\u{2013}', '('])
        });
        let is_counted = !line.contains(';') && starts.count() > 1;
        // `1=low 2=high`
        let mut words = line.split_whitespace();
        let is_pair = |word: &str| {
            let pair = word.split_once('=');
            pair.is_some_and(|(code, words)| code.parse::<i64>().is_ok() && !words.is_empty())
        };
        let sign = match is_counted {
            true => ", ",
            false if words.all(is_pair) => " ",
            false => ";",
        };
        let parts = line.split(sign).filter(|part| !part.trim().is_empty());
        let pairs = parts.map(|part| {
            let bracket = || part.trim().strip_suffix(')')?.split_once(" (");
            let dash = || part.split_once('\u{2013}').or_else(bracket);
            let pair = is_counted.then(dash).flatten();
            let label = || part.split_once([':', '\u{ff1a}']).filter(|_| are_labels);
            let (code, words) = pair.or_else(|| part.split_once('=')).or_else(label)?;
            let code = text::unmarked(code.trim());
            let words = words.trim();
            let is_code =
                !code.is_empty() && code.len() <= 12 && text::is_word(&format!("a{code}"));
            let is_label = words.contains(char::is_alphabetic) && !words.starts_with(['=', '>']);
            (is_code && is_label && words.len() < 80).then(|| RawValue {
                description: Some(words.to_owned()),
                ..choices::value(code)
            })
        });
        pairs.collect()
    };
    let mut out: Vec<RawValue> = Vec::new();
    for line in text.lines().filter(|line| !line.trim().is_empty()) {
        match parts(unbulleted(line)) {
            Some(found) => out.extend(found),
            None => out.clear(),
        }
    }
    if out.len() < 2 {
        out.clear();
    }
    out
}

/// `1: house`, `2: shop`: each line is a number and its label, and the numbers rise.
fn are_numbered(text: &str) -> bool {
    let lines = text.lines().filter(|line| !line.trim().is_empty());
    let number = |line: &str| {
        line.split_once([':', '\u{ff1a}'])?
            .0
            .trim()
            .parse::<i64>()
            .ok()
    };
    let numbers: Option<Vec<i64>> = lines.map(number).collect();
    numbers.is_some_and(|numbers| {
        let mut pairs = numbers.iter().zip(numbers.iter().skip(1));
        numbers.len() > 1 && pairs.all(|(a, b)| a < b)
    })
}

/// Nothing but words between commas: `EQUITY, FIXED_INCOME, CASH`.
pub(super) fn all_words(text: &str) -> Vec<RawValue> {
    let text = text.trim().trim_end_matches('.');
    let parts: Vec<String> = text
        .split([',', '/'])
        .map(|part| text::unmarked(part.trim()))
        .collect();
    let is_value = |part: &String| {
        let is_sign = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-');
        !part.is_empty() && part.chars().all(is_sign)
    };
    let are_all = parts.len() > 1 && parts.iter().all(is_value);
    let values = parts.into_iter().filter(|_| are_all);
    values.map(choices::value).collect()
}

/// Only `male | female | other`.
fn between_bars(text: &str) -> Option<Vec<String>> {
    let parts = text
        .split('|')
        .map(str::trim)
        .map(|part| part.trim_matches(['`', '"']));
    let parts: Vec<&str> = parts.collect();
    let is_word = |part: &&str| {
        let sign = |c: char| c.is_alphanumeric() || c == '_' || c == '-';
        !part.is_empty() && part.len() <= 40 && part.chars().all(sign)
    };
    let is_list = parts.len() > 1 && parts.iter().all(is_word);
    is_list.then(|| parts.iter().map(|part| (*part).to_owned()).collect())
}

/// A list with a value on each line behind `Values:`, as one line.
fn in_one_line(text: &str) -> String {
    let plain = text::without_tags(text);
    let lines = plain.lines().map(str::trim).filter(|line| !line.is_empty());
    let mut out = String::new();
    let mut lists = false;
    for line in lines {
        let item = unbulleted(line);
        let is_item = !item.is_empty() && !item.contains(' ') && !item.ends_with(['.', ':']);
        if lists && is_item {
            out.push_str(if out.ends_with(':') { " " } else { ", " });
            out.push_str(item);
            continue;
        }
        lists = line.rsplit_once(':').is_some_and(|(front, value)| {
            let front = front.to_lowercase();
            let front = front.trim_matches(['*', '_', ' ']);
            VALUES.iter().any(|word| front.ends_with(word)) && !value.trim().contains(' ')
        });
        if !out.is_empty() {
            out.push('\n');
        }
        out.push_str(line);
    }
    out
}

/// ``Valid health statuses are `a`, `b`, or `c` ``
fn of_noun(sentence: &str, lower: &str) -> Option<Vec<String>> {
    const FRONT: [&str; 6] = [
        "valid ",
        "allowed ",
        "possible ",
        "accepted ",
        "supported ",
        "permitted ",
    ];
    let is_front = FRONT.iter().any(|word| lower.starts_with(word));
    let at = lower.find(" are `").or_else(|| lower.find(" are \""))?;
    let rest = sentence.get(at + " are ".len()..)?;
    let found = listed(&format!("values: {rest}")).filter(|_| is_front && at < 60)?;
    let is_marked = |sign: char| rest.matches(sign).count() == 2 * found.len();
    (found.len() > 1 && (is_marked('`') || is_marked('"'))).then_some(found)
}

/// The values that a description lists: "One of `a`, `b`", "Allowed values: a, b".
pub(super) fn values(text: &str) -> Vec<String> {
    const SURE: [&str; 7] = [
        "one of",
        "must be one of",
        "can be one of",
        "valid values are",
        "allowed values are",
        "possible values are",
        "accepted values are",
    ];
    if let Some(values) = between_bars(text.lines().next().unwrap_or_default()) {
        return values;
    }
    let text = in_one_line(text);
    if open_words::read(&text) == Openness::Examples {
        return Vec::new();
    }
    let sentences = text
        .split(['\n', '(', ')'])
        .flat_map(|line| line.split(". "));
    for sentence in sentences {
        // `_Enum:_ a, b`, `“a” or “b”`
        let sentence = sentence.replace('*', "").replace(":_", ":");
        let sentence = sentence.replace(['\u{201c}', '\u{201d}'], "\"");
        let sentence = sentence.trim().trim_start_matches(['*', '_', '-']).trim();
        let sentence = open_words::without_others(sentence);
        let lower = sentence.to_lowercase();
        let at = [
            "one of ",
            "one of: ",
            "enum: ",
            "allowed values: ",
            "allowed: ",
            "possible values: ",
            "valid values: ",
            "accepted values: ",
            "allowed values are ",
            "possible values are ",
            "valid values are ",
            "accepted values are ",
            "can be `",
            "can be \"",
            "enum [",
            "one of:",
            "supported values: ",
            "values: ",
            "options: ",
            "either ",
            "options are ",
            "accepts `",
            "accepts \"",
        ]
        .iter()
        .filter_map(|start| lower.find(start))
        .min();
        if let Some(found) = of_noun(sentence, &lower) {
            return found;
        }
        let Some(at) = at.filter(|_| lower.len() == sentence.len()) else {
            continue;
        };
        let front = lower.get(..at).unwrap_or_default();
        if DENIALS.iter().any(|word| front.contains(word)) {
            continue;
        }
        let rest = sentence.get(at..).unwrap_or_default();
        let named = lower
            .get(at..)
            .is_some_and(|rest| rest.starts_with("can be ") || rest.starts_with("accepts"));
        let found = match rest.get(7..).filter(|_| named) {
            Some(rest) => listed(&format!("values: {rest}")),
            None => listed(rest),
        };
        let Some(found) = found else {
            continue;
        };
        let quoted = sentence.matches('`').count() >= 2 * found.len()
            || sentence.matches('"').count() >= 2 * found.len();
        let colon = sentence
            .get(at..)
            .is_some_and(|rest| rest.contains([':', '[']));
        let single = found.iter().all(|value| !value.contains(' '));
        let is_sure = SURE
            .iter()
            .any(|start| lower.get(at..).is_some_and(|rest| rest.starts_with(start)));
        if found.len() > 1
            && single
            && (quoted || colon || is_sure && !found.iter().any(|v| v == "the"))
        {
            return found;
        }
    }
    Vec::new()
}
