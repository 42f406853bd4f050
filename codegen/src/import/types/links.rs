//! Links that are a whole type cell -> their labels and addresses, and the type of both.

use super::leaves::unwrapped;
use super::{Named, Type, linked, words};

/// The label and the address of `[label](url)`, of a wiki's `[[page|label]]` and of Jira's
/// `[label|#anchor]`.
pub(super) fn of(text: &str) -> Option<(&str, &str)> {
    let wiki = || wiki_link(text).map(|(page, label)| (label, page));
    let jira = || {
        let inner = text.strip_prefix('[')?.strip_suffix(']')?;
        let (label, url) = inner.split_once('|')?;
        (url.starts_with('#') || url.starts_with("http")).then_some((label, url))
    };
    wiki().or_else(|| link(text)).or_else(jira)
}

/// `[label](url)`, where that is the whole text.
fn link(text: &str) -> Option<(&str, &str)> {
    let body = text.strip_prefix('[')?.strip_suffix(')')?;
    let (label, url) = body.split_once("](")?;
    (!url.contains("](") && !url.contains(")(")).then_some((label, url))
}

/// `[string](#string)(255)`: the link, its label, and the argument behind it.
pub(super) fn with_argument(text: &str) -> Option<(&str, &str, &str)> {
    let (front, argument) = text.strip_suffix(')')?.rsplit_once(")(")?;
    let whole = text.get(..=front.len())?;
    let (label, _) = link(whole)?;
    (!argument.contains(['[', ']'])).then_some((whole, label, argument))
}

fn wiki_link(text: &str) -> Option<(&str, &str)> {
    let body = text.strip_prefix("[[")?.strip_suffix("]]")?;
    let (page, label) = body.split_once("\\|").or_else(|| body.split_once('|'))?;
    let is_page = |text: &str| !text.contains(['[', ']', '|', '<', '"', ',']);
    (is_page(page) && is_page(label) && words::word(page).is_none()).then_some((page, label))
}

/// A link decides unless its label is one of the words that link to a list of words.
pub(super) fn follow(ty: Type, label: &str, url: &str) -> Type {
    let absolute = url.contains("://");
    let label = unwrapped(label);
    let is_title = label.starts_with(char::is_uppercase) && !label.contains(char::is_whitespace);
    match ty {
        Type::Named(_) => linked(ty, url),
        _ if absolute || !is_title || words::word(label).is_none() => linked(ty, url),
        _ => linked(
            Type::Named(Named {
                name: label.to_owned(),
                space: None,
                link: None,
                members: Vec::new(),
            }),
            url,
        ),
    }
}
