//! Marks among the words of a description: `**Required.** The id`, `The id. Optional.` Knows no cells.

use super::facts::Flag;

/// `The id. Required.`: the mark at the end of a description, and the length of the remaining text.
pub(super) fn trailing(text: &str) -> (Option<Flag>, usize) {
    let bare = text.trim_end_matches(|c: char| "*_.)] ".contains(c));
    let word = bare
        .rsplit(|c: char| !c.is_alphabetic())
        .next()
        .unwrap_or_default();
    let front = bare.get(..bare.len() - word.len()).unwrap_or_default();
    let in_brackets = front.ends_with('(') && text.trim_end_matches(['.', ' ']).ends_with(')');
    let flag = match word {
        "Required" | "REQUIRED" | "Mandatory" => Flag::Required,
        "Optional" | "OPTIONAL" => Flag::Optional,
        "required" | "mandatory" if in_brackets => Flag::Required,
        "optional" if in_brackets => Flag::Optional,
        _ => return (None, text.len()),
    };
    // `The id (required).`; a capital makes it a word of something else, as in `Binding (Required)`.
    if in_brackets && word.starts_with(char::is_lowercase) {
        let front = front.trim_end_matches('(').trim_end();
        // ``See `b` (required)`` is said of another field.
        if front.ends_with(['`', ')', '"']) {
            return (None, text.len());
        }
        return (Some(flag), front.len());
    }
    let front = front.trim_end_matches(|c: char| "*_([ ".contains(c));
    if front.ends_with(['.', ';', '\n']) {
        (Some(flag), front.trim_end().len())
    } else {
        (None, text.len())
    }
}

/// `**Required.**`, `*Optional*.`, `(required)` at the front of a description.
pub(super) fn leading(text: &str) -> (Option<Flag>, String) {
    let front = text.trim_start();
    let bare = front.trim_start_matches(['*', '_', '(', '[', '`']);
    let word: String = bare
        .chars()
        .take_while(|c| c.is_alphabetic() || *c == '-')
        .collect();
    let flag = match word.to_lowercase().as_str() {
        "required" | "mandatory" => Flag::Required,
        "optional" => Flag::Optional,
        "nullable" => Flag::Nullable,
        "deprecated" => Flag::Deprecated,
        "read-only" | "readonly" => Flag::ReadOnly,
        _ => return (None, text.to_owned()),
    };
    let decorated = bare.len() < front.len();
    let rest = bare.get(word.len()..).unwrap_or_default();
    // `**REQUIRED if the other is null**`
    if flag == Flag::Required && conditional(rest) {
        return (None, text.to_owned());
    }
    let is_end = |c: char| {
        matches!(
            c,
            '.' | ':' | ';' | ',' | '*' | '_' | ')' | ']' | '`' | '\n'
        )
    };
    let ends =
        rest.is_empty() || rest.starts_with(is_end) || decorated && rest.starts_with([' ', '-']);
    if !ends {
        return (None, text.to_owned());
    }
    if flag == Flag::Deprecated {
        // Its words name a replacement.
        return (Some(flag), text.to_owned());
    }
    let answers = rest.starts_with([':', '*']);
    let rest = rest.trim_start_matches(|c: char| is_end(c) || c == ' ' || c == '-');
    match answered(flag, rest).filter(|_| answers) {
        Some((flag, rest)) => (Some(flag), rest),
        None => (Some(flag), rest.to_owned()),
    }
}

/// ` if the other is null`: a condition right behind a mark.
fn conditional(rest: &str) -> bool {
    const CONDITIONS: [&str; 8] = [
        "if", "when", "unless", "for", "only", "except", "in", "where",
    ];
    let rest = rest.trim_start_matches([' ', '*', '_', '(', ',']);
    let word = rest.split(|c: char| !c.is_alphabetic()).next();
    word.is_some_and(|word| CONDITIONS.contains(&word.to_lowercase().as_str()))
}

/// `Required: No. The id`: the mark, and what is left.
fn answered(flag: Flag, rest: &str) -> Option<(Flag, String)> {
    let end = rest
        .find(|c: char| !c.is_alphabetic())
        .unwrap_or(rest.len());
    let (word, behind) = rest.split_at_checked(end)?;
    let is = match word.to_lowercase().as_str() {
        "yes" | "true" => true,
        "no" | "false" => false,
        _ => return None,
    };
    let is_end = behind.is_empty() || behind.starts_with(['.', ',', ';', '\n', ')', '*']);
    let flag = match (flag, is) {
        (flag, true) => flag,
        (Flag::Required, false) => Flag::Optional,
        (Flag::Optional, false) => Flag::Required,
        (Flag::Nullable, false) => Flag::NotNull,
        _ => return None,
    };
    let behind = behind.trim_start_matches(['.', ',', ';', '\n', ')', '*', ' ']);
    is_end.then(|| (flag, behind.to_owned()))
}
