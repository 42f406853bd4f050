//! Words of a description -> the one example in them.

use super::facts::Base;
use super::types::Type;

/// The one example in words: `5 digits, e.g. 12345`, `*Example:* \`404\``.
pub(super) fn example_in(words: &str, ty: &Type) -> Option<String> {
    const SIGNS: [&str; 5] = [
        "e.g. ",
        "e.g.: ",
        "example: ",
        "for example ",
        "for example: ",
    ];
    let words = words.replace('*', "").replace(":_", ":");
    let lower = words.to_ascii_lowercase();
    let begins = |at: usize| {
        let before = words.get(..at).and_then(|front| front.chars().next_back());
        !before.is_some_and(char::is_alphanumeric)
    };
    let found = SIGNS
        .iter()
        .filter_map(|sign| Some((lower.find(sign)?, sign.len())));
    let (at, length) = found.filter(|(at, _)| begins(*at)).min()?;
    let rest = words.get(at + length..)?.lines().next()?.trim();
    let marked = ['`', '"', '\'']
        .into_iter()
        .find(|sign| rest.starts_with(*sign));
    let text = match marked {
        Some(sign) => {
            let (text, behind) = rest.get(1..)?.split_once(sign)?;
            let is_last = behind.trim_matches(['.', ')', ' ']).is_empty();
            // `"x"` in ticks is the text x.
            let quote = ['"', '\''].into_iter().find(|quote| {
                let is_text = Base::of(ty) == Base::String && text.len() > 2;
                is_text && sign == '`' && text.starts_with(*quote) && text.ends_with(*quote)
            });
            let text = quote.map_or(text, |quote| text.trim_matches(quote));
            is_last.then_some(text)?
        }
        None => rest.trim_end_matches(['.', ')', ' ']),
    };
    // Several examples, or a sentence, are words.
    let is_one = marked.is_some()
        || !text.contains([',', ';', '(', '|'])
            && !text.contains(" or ")
            && text.split(' ').count() <= 4;
    let is_value = match Base::of(ty) {
        Base::Number => {
            fieldwright_runtime::from_json::<fieldwright_runtime::Number>(text.as_bytes()).is_ok()
        }
        Base::String => true,
        _ => false,
    };
    (!text.is_empty() && text.len() <= 60 && is_one && is_value).then(|| text.to_owned())
}

/// The default in words, if there is no doubt: `Defaults to 10.`, `(default: true)`,
/// ``Default: `x`.``
pub(super) fn default_in(words: &str, ty: &Type) -> Option<String> {
    const SIGNS: [&str; 10] = [
        "defaults to ",
        "default value of ",
        "default of ",
        "default: ",
        "default is ",
        "default = ",
        "default=",
        "default value: ",
        "default value is ",
        "default ",
    ];
    let words = words.replace('*', "").replace(":_", ":");
    let lower = words.to_ascii_lowercase();
    let begins = |at: usize| {
        let before = words.get(..at).and_then(|front| front.chars().next_back());
        before.is_none_or(|c| matches!(c, ' ' | '(' | '[' | '\n' | '_'))
    };
    if let Some(value) = marked_default(&words, &lower) {
        let is_flag = *ty == Type::Boolean && matches!(value.as_str(), "true" | "false");
        return Some(value).filter(|_| is_flag || Base::of(ty) == Base::String);
    }
    let found = SIGNS
        .iter()
        .filter_map(|sign| Some((lower.find(sign)?, sign.len())));
    let found = found.filter(|(at, _)| begins(*at));
    // The longest of those at one place.
    let (at, length) = found.min_by_key(|(at, length)| (*at, usize::MAX - length))?;
    // Two defaults are none.
    if lower.matches("default").count() > 1 {
        return None;
    }
    let rest = words.get(at + length..)?.lines().next()?.trim();
    let marked = ['`', '"'].into_iter().find(|sign| rest.starts_with(*sign));
    let text = match marked {
        Some(sign) => {
            let (text, behind) = rest.get(1..)?.split_once(sign)?;
            let ends = behind.is_empty()
                || behind.starts_with(['.', ')', ']', ',', ';'])
                || behind.starts_with(" must be ");
            // `"x"` in ticks is the text x.
            let is_quoted = text.len() > 2 && text.starts_with('"') && text.ends_with('"');
            let text = match is_quoted && Base::of(ty) == Base::String {
                true => text.trim_matches('"'),
                false => text,
            };
            ends.then_some(text)?
        }
        None => {
            let end = rest.find([' ', ')', ']', ',', ';']).unwrap_or(rest.len());
            let behind = rest.get(end..).unwrap_or_default();
            let text = rest.get(..end)?.trim_end_matches('.');
            // A unit, or a condition, makes it another value.
            let ends = !behind.starts_with(' ') || rest.get(..end)?.ends_with('.');
            let ends = ends && (length != "default ".len() || is_alone(&words, at, behind));
            ends.then_some(text)?
        }
    };
    let value = fieldwright_runtime::from_json::<fieldwright_runtime::Value>(text.as_bytes()).ok();
    let is_value = match ty {
        Type::Boolean => value.is_some_and(|value| value.as_bool().is_some()),
        Type::Integer => value.is_some_and(|value| value.as_i64().is_some()),
        _ => match Base::of(ty) {
            Base::Number => value.is_some_and(|value| value.as_number().is_some()),
            Base::String => marked.is_some() || is_constant(text),
            _ => false,
        },
    };
    (is_value && !text.is_empty() && text.len() <= 60).then(|| text.to_owned())
}

/// `TCP`, `IN_USE`: no word of a sentence.
fn is_constant(text: &str) -> bool {
    let is_sign = |c: char| c.is_ascii_uppercase() || c.is_ascii_digit() || c == '_';
    text.len() > 1
        && text.starts_with(|c: char| c.is_ascii_uppercase())
        && text.chars().all(is_sign)
        && !matches!(text, "NULL" | "NONE" | "NA" | "EMPTY")
}

/// `Default is A.`: one word, which counts where it is one of the values of its row.
pub(super) fn default_word(words: &str) -> Option<String> {
    let mut sentences = words.lines().flat_map(|line| line.split(". "));
    sentences.find_map(|sentence| {
        let (front, word) = sentence.trim().split_once(' ')?;
        let word = word
            .strip_prefix("is ")
            .or(word.strip_prefix("to "))
            .unwrap_or(word);
        let word = word.trim_end_matches('.');
        let is_default = matches!(
            front.to_ascii_lowercase().as_str(),
            "default" | "default:" | "defaults"
        );
        (is_default && !word.is_empty() && !word.contains(' ')).then(|| word.to_owned())
    })
}

/// `` `open` (the default), `shut` ``: the value that is marked among others.
fn marked_default(words: &str, lower: &str) -> Option<String> {
    let signs = [
        "` (default)",
        "` (the default)",
        "` \u{2190} (default)",
        "` \u{2190} default",
    ];
    let at = signs.iter().find_map(|sign| lower.find(sign))?;
    if lower.matches("default").count() > 1 || lower.len() != words.len() {
        return None;
    }
    let (_, value) = words.get(..at)?.rsplit_once('`')?;
    let is_value = !value.is_empty() && value.len() <= 60;
    is_value.then(|| value.trim_matches('"').to_owned())
}

/// `(default 10)`, `The size. Default 10.`: a sentence or brackets of its own.
fn is_alone(words: &str, at: usize, behind: &str) -> bool {
    let front = words.get(..at).unwrap_or_default().trim_end();
    let begins = front.is_empty() || front.ends_with(['(', '[', '.', ';', '\n', ',']);
    begins && !behind.starts_with(' ')
}

#[cfg(test)]
mod tests {
    use super::default_in;
    use crate::import::types::Type;

    #[test]
    fn sure_defaults_are_read() {
        let cases = [
            ("How many. Defaults to 10.", Type::Integer, Some("10")),
            ("The size (default: 10)", Type::Integer, Some("10")),
            ("Defaults to 10 seconds", Type::Integer, None),
            ("Defaults to 10 if none is given", Type::Integer, None),
            (
                "Defaults to 10, or 20. The default is 3",
                Type::Integer,
                None,
            ),
            ("Default: `x`.", Type::String, Some("x")),
            ("Defaults to today", Type::String, None),
            ("Defaults to `true`", Type::Boolean, Some("true")),
            ("The defaulted to 10", Type::Integer, None),
        ];
        for (words, ty, expected) in cases {
            assert_eq!(default_in(words, &ty).as_deref(), expected, "{words}");
        }
    }
}
