//! Words of a description -> the one example in them.

use super::facts::Base;
use super::types::Type;

/// The one example that words give: `5 digits, e.g. 12345`, `*Example:* \`404\``.
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
            behind
                .trim_matches(['.', ')', ' '])
                .is_empty()
                .then_some(text)?
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
