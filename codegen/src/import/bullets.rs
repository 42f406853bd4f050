//! Bullets below a heading with *enum* -> the values of an enum: a type, or those of the field that
//! the heading names.
//!
//! ```text
//! ## Enum: StateEnum
//!
//! * `OPEN` (value: `"open"`)
//! ```

use super::page::Body;
use super::row::RawValue;
use super::tables::{Draft, TablesReader};
use super::text;
use super::titles::{self, Title};
use crate::source::Span;

impl TablesReader<'_> {
    /// Reads words that are such bullets; returns whether they are.
    pub(super) fn bullets(&mut self, words: &str) -> bool {
        let is_below = self.stack.last().is_some_and(|(_, heading)| {
            let text = text::shown(heading).to_lowercase();
            text.split(|c: char| !c.is_alphanumeric())
                .any(|word| word == "enum" || word == "enumeration")
        });
        if !is_below {
            return false;
        }
        let lines = words.lines().filter(|line| !line.trim().is_empty());
        let Some(found) = lines.map(bullet).collect::<Option<Vec<RawValue>>>() else {
            return false;
        };
        if self.bullets.values.is_empty() {
            self.bullets.intro = std::mem::take(&mut self.words);
        }
        for value in found {
            let name = value.name.as_deref().unwrap_or(&value.value);
            if stands_for_others(name) {
                self.bullets.open = true;
            } else {
                self.bullets.values.push(value);
            }
        }
        true
    }

    /// Makes an enum of the bullets so far, or gives them to their field.
    pub(super) fn end_bullets(&mut self, span: Span) {
        let pending = std::mem::take(&mut self.bullets);
        let (mut values, open) = (pending.values, pending.open);
        if values.is_empty() {
            return;
        }
        // The values of an enum are of one type: strings, where one of them is.
        if values.iter().any(|value| value.quoted == Some(true)) {
            values
                .iter_mut()
                .for_each(|value| value.quoted = Some(true));
        }
        let heading = self.stack.last().map(|(_, text)| titles::read(text));
        let name = match heading {
            Some(Title::Name(name)) => Some(name),
            _ => None,
        };
        let Some(values) = self.join(name.as_deref(), values, open) else {
            return;
        };
        let (base, part) = self.title();
        let anchors = self.take_anchors();
        let intro = pending.intro.join("\n\n");
        self.drafts.push(Draft::of(
            (base, part),
            intro,
            span,
            anchors,
            Body::Values { values, open },
        ));
    }
}

/// `UNKNOWN_DEFAULT`: what a reader makes of values that it does not know.
fn stands_for_others(name: &str) -> bool {
    let words = super::wire::words(name);
    let has = |wanted: &str| words.iter().any(|word| word.eq_ignore_ascii_case(wanted));
    has("unknown") && has("default")
}

/// `` * `OPEN` (value: `"open"`) ``, `` * `open` ``, `* "open"`.
fn bullet(line: &str) -> Option<RawValue> {
    let item = ["* ", "- ", "+ "]
        .iter()
        .find_map(|sign| line.trim().strip_prefix(sign))?;
    let (name, rest) = match item.split_once(" (value: ") {
        Some((name, rest)) => (Some(text::unmarked(name)), rest.trim().strip_suffix(')')?),
        None => (None, item.trim()),
    };
    let is_marked = rest.starts_with(['`', '"', '\'']);
    let bare = text::value(rest);
    let inner = text::unquoted(&bare).filter(|_| bare.len() > 1);
    let is_plain = !bare.contains('`') && (name.is_some() || is_marked);
    is_plain.then(|| RawValue {
        name,
        quoted: Some(inner.is_some()),
        value: inner.unwrap_or(bare),
        also: Vec::new(),
        description: None,
    })
}
