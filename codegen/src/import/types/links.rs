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

/// `[string](#string)(255)`, `[Page](page.md)<User>`: the link, its label, and the argument behind it.
pub(super) fn with_argument(text: &str) -> Option<(&str, &str, &str)> {
    let (front, argument) = match text.strip_suffix('>') {
        Some(rest) => rest.split_once(")<")?,
        None => text.strip_suffix(')')?.rsplit_once(")(")?,
    };
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

/// `str (Currency)` that links to `currency.md`: the name of the target, which says more than the word.
pub(super) fn subject<'t>(label: &'t str, url: &str) -> &'t str {
    let folded = |text: &str| -> String {
        let kept = text.chars().filter(|c| c.is_alphanumeric());
        kept.flat_map(char::to_lowercase).collect()
    };
    let target = url.rsplit(['/', '#']).next().unwrap_or_default();
    let target = target.rsplit_once('.').map_or(target, |(stem, _)| stem);
    let bare = unwrapped(label);
    let inner = bare.strip_suffix(')').and_then(|rest| rest.split_once('('));
    match inner {
        Some((front, name))
            if words::word(front.trim()).is_some() && folded(name) == folded(target) =>
        {
            name.trim()
        }
        _ => label,
    }
}

/// A link decides unless its label is one of the words that link to a list of words.
pub(super) fn follow(ty: Type, label: &str, url: &str) -> Type {
    let absolute = url.contains("://");
    let label = unwrapped(label);
    let is_title = label.starts_with(char::is_uppercase) && !label.contains(char::is_whitespace);
    // `[Dict](vendor.md)`, `[List](vendor.md)`: the link is that of what is inside.
    let is_bare = label.chars().all(char::is_alphabetic) && !absolute;
    let inside = || {
        let name = crate::import::text::stem(url.split('#').next().unwrap_or(url));
        linked(super::named(&name), url)
    };
    match ty {
        Type::Named(_) => linked(ty, url),
        Type::Map(inner) if is_title && is_bare && *inner == Type::Any && is_map(label) => {
            Type::Map(Box::new(inside()))
        }
        Type::Array(inner) if is_title && is_bare && *inner == Type::Any => {
            Type::Array(Box::new(inside()))
        }
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

fn is_map(label: &str) -> bool {
    ["Dict", "Map", "Dictionary", "HashMap", "Hash"].contains(&label)
}
