//! Tags of HTML -> their names and attributes, as browsers read them: quotes may be missing, and so may
//! the end. Knows no elements.

use crate::import::text::entities;

/// A start tag.
pub(super) struct Tag<'t> {
    pub(super) name: String,
    pub(super) attributes: &'t str,
    pub(super) closes: bool,
}

impl Tag<'_> {
    /// The value of an attribute.
    pub(super) fn get(&self, name: &str) -> Option<String> {
        let mut rest = self.attributes;
        loop {
            rest = rest.trim_start_matches(|c: char| c.is_whitespace() || c == '/');
            let end = rest
                .find(|c: char| c.is_whitespace() || c == '=' || c == '/')
                .unwrap_or(rest.len());
            let key = rest.get(..end)?;
            if rest.is_empty() {
                return None;
            }
            rest = rest.get(end..)?.trim_start();
            let mut value = "";
            if let Some(after) = rest.strip_prefix('=') {
                let after = after.trim_start();
                let quote = after.chars().next().filter(|c| matches!(c, '"' | '\''));
                let (found, behind) = match quote {
                    Some(quote) => {
                        let inner = after.get(1..)?;
                        let end = inner.find(quote).unwrap_or(inner.len());
                        (inner.get(..end)?, inner.get(end + 1..).unwrap_or_default())
                    }
                    None => {
                        let end = after.find(char::is_whitespace).unwrap_or(after.len());
                        (after.get(..end)?, after.get(end..)?)
                    }
                };
                value = found;
                rest = behind;
            } else if end == 0 {
                rest = rest.get(rest.chars().next()?.len_utf8()..)?;
            }
            if key.eq_ignore_ascii_case(name) {
                return Some(entities(value));
            }
        }
    }

    pub(super) fn number(&self, name: &str) -> usize {
        let value = self.get(name).and_then(|value| value.trim().parse().ok());
        value.unwrap_or(1).clamp(1, 64)
    }
}

/// A tag or a comment at the front of a text: its length, and the tag.
pub(super) fn tag(text: &str) -> (usize, Option<Tag<'_>>) {
    if text.starts_with("<!--") {
        let end = text.find("-->").map_or(text.len(), |at| at + 3);
        return (end, None);
    }
    let closes = text.starts_with("</");
    let from = if closes { 2 } else { 1 };
    let inner = text.get(from..).unwrap_or_default();
    if !inner.starts_with(|c: char| c.is_ascii_alphabetic() || c == '!' || c == '?') {
        return (1, None);
    }
    let mut quote = None;
    let mut end = inner.len();
    for (at, c) in inner.char_indices() {
        match (quote, c) {
            (Some(open), _) if open == c => quote = None,
            (None, '"' | '\'') if inner.get(..at).is_some_and(|t| t.trim_end().ends_with('=')) => {
                quote = Some(c);
            }
            (None, '>') => {
                end = at;
                break;
            }
            _ => {}
        }
    }
    let body = inner.get(..end).unwrap_or_default();
    let name_end = body
        .find(|c: char| !c.is_ascii_alphanumeric())
        .unwrap_or(body.len());
    let tag = Tag {
        name: body
            .get(..name_end)
            .unwrap_or_default()
            .to_ascii_lowercase(),
        attributes: body.get(name_end..).unwrap_or_default(),
        closes,
    };
    ((from + end + 1).min(text.len()), Some(tag))
}

/// The end of an element whose content is not text.
pub(super) fn raw_end(text: &str, name: &str) -> usize {
    let close = format!("</{name}");
    let found = text.match_indices("</").find(|(at, _)| {
        text.get(*at..at + close.len())
            .is_some_and(|end| end.eq_ignore_ascii_case(&close))
    });
    let Some((at, _)) = found else {
        return text.len();
    };
    text.get(at..)
        .and_then(|rest| rest.find('>'))
        .map_or(text.len(), |end| at + end + 1)
}
