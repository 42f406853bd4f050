//! Unions of objects that a tag tells apart: the alternative that it selects.

use std::borrow::Cow;
use std::collections::BTreeSet;

use super::Reader;
use super::alternatives::{Branch, Union};
use super::union::Alternatives;
use crate::bits::Bits;
use crate::fault::Fault;
use crate::number::to_integer;
use crate::scan::plain_end;
use crate::{Types, Value};

/// The value of a union's tag.
struct Tag<'a> {
    /// Where it stands.
    at: usize,
    /// A string itself, of an integer or a boolean its JSON text.
    text: Option<Cow<'a, str>>,
    /// Its JSON type.
    found: &'static str,
}

/// The expected type of a tag whose type differs from the tags of all alternatives.
fn wrong_type(union: &Union, tag: &Tag<'_>) -> Option<&'static str> {
    let mut tags = union.branches().iter().flat_map(|branch| &branch.tags);
    let first = tags.next()?;
    let is_integer = |tag: &String| tag.parse::<i64>().is_ok();
    let is_boolean = |tag: &String| tag == "true" || tag == "false";
    let integers = is_integer(first) && tags.clone().all(is_integer);
    let booleans = is_boolean(first) && tags.all(is_boolean);
    match tag.found {
        "string" => None,
        "number" if integers => None,
        "boolean" if booleans => None,
        _ if integers => Some("integer"),
        _ if booleans => Some("boolean"),
        _ => Some("string"),
    }
}

impl<'a> Reader<'a> {
    /// An object whose tag selects its alternative.
    pub(super) fn tagged(
        &mut self,
        union: &'static Union,
        read: Alternatives<'_>,
        held: Option<usize>,
    ) -> Option<usize> {
        let at = self.pos;
        let first = self.first_text(union.tag).filter(|_| held.is_none());
        let only = first.and_then(|(_, tag)| union.only_tagged(tag));
        if let Some(only) = only {
            return self.only(union, read, only);
        }
        let tag = self.peek_tag(union.tag);
        let text = tag.as_ref().and_then(|tag| tag.text.as_deref());
        let mut candidates = union.those(|b| text.is_some_and(|text| b.has_tag(text)));
        if candidates.is_empty() {
            candidates = union.those(|b| b.types.meets(Types::OBJECT) && b.tags.is_empty());
        }
        // A variant made in Rust must have a tag that leads to it.
        let own = held.and_then(|held| union.branches().get(held));
        if own.is_some_and(|own| !leads_to(union, own, text)) {
            candidates = Bits::default();
        }
        if candidates.is_empty() {
            self.refused_tag(union, own, (at, tag.as_ref()));
            return None;
        }
        let only = candidates
            .only()
            .and_then(|only| union.branches().get(only));
        if only.is_some_and(|only| only.is_advised) {
            let fault = tag_fault(union, None, tag.as_ref());
            self.kept(tag.as_ref().map_or(at, |tag| tag.at), fault);
        }
        self.one_of(union, read, candidates, held)
    }

    /// Reports an unknown or missing tag, and skips the object: a missing one at the object, else
    /// at the tag.
    fn refused_tag(
        &mut self,
        union: &Union,
        own: Option<&Branch>,
        (at, tag): (usize, Option<&Tag<'_>>),
    ) {
        let fault = tag_fault(union, own, tag);
        self.skip_value();
        if !self.stopped {
            self.type_error(tag.map_or(at, |tag| tag.at), fault);
        }
    }

    /// The tag of the next object; the reader does not move.
    fn peek_tag(&mut self, property: &str) -> Option<Tag<'a>> {
        if let Some((at, text)) = self.first_text(property) {
            let text = Some(Cow::Borrowed(text));
            return Some(Tag {
                at,
                text,
                found: "string",
            });
        }
        let mut tag = None;
        self.each_key(&mut |reader, key| {
            if key != property {
                reader.skip_value();
                return true;
            }
            tag = Some(reader.tag_here());
            false
        });
        tag
    }

    /// The next value, as a tag.
    fn tag_here(&mut self) -> Tag<'a> {
        let at = self.pos;
        let found = self.next_type().name();
        let text = match self.peek() {
            Some(b'"') => self.text_value("string"),
            Some(b't' | b'f') => self.boolean().map(|value| Cow::Owned(value.to_string())),
            Some(b'-' | b'0'..=b'9') => {
                self.skip_value();
                let token = self.text.get(at..self.pos).unwrap_or_default();
                to_integer(token).map(|integer| Cow::Owned(integer.to_string()))
            }
            _ => None,
        };
        Tag { at, text, found }
    }

    /// The same if it comes first, in its plain spelling.
    fn first_text(&self, property: &str) -> Option<(usize, &'a str)> {
        let is_plain = plain_end(property.as_bytes(), 0) == property.len();
        let rest = self.text.get(self.pos..)?.strip_prefix("{\"")?;
        let rest = rest.strip_prefix(property)?.strip_prefix("\":\"")?;
        let start = self.text.len() - rest.len();
        let end = plain_end(self.text.as_bytes(), start);
        let ends = is_plain && self.text.as_bytes().get(end) == Some(&b'"');
        let text = self.text.get(start..end).filter(|_| ends)?;
        Some((start - 1, text))
    }
}

/// The violation of a tag that no alternative has.
fn tag_fault(union: &Union, own: Option<&Branch>, tag: Option<&Tag<'_>>) -> Fault {
    let text = tag.and_then(|tag| tag.text.as_deref());
    match tag {
        None => Fault::required(union.tag),
        Some(tag) => match wrong_type(union, tag) {
            Some(expected) => Fault::expected(expected, tag.found),
            None => {
                let allowed = allowed_tags(union, own).into_iter();
                let allowed = allowed.map(|text| match (tag.found, text.parse::<i64>()) {
                    ("string", _) => Value::from(text),
                    (_, Ok(number)) => Value::from(number),
                    _ => Value::Bool(text == "true"),
                });
                let fault = Fault::tag(union.kind.keyword(), union.tag, text, allowed.collect());
                // The alternative for all other tags has the tag of another one.
                let rest = own.filter(|own| own.tags.is_empty());
                let has = |one: &&Branch| text.is_some_and(|text| one.has_tag(text));
                match rest.and_then(|_| union.branches().iter().find(has)) {
                    Some(other) => fault.near(Some(other.title.clone())),
                    None => fault,
                }
            }
        },
    }
}

/// Whether an object with this tag may be the alternative: it has the tag, or no alternative does.
fn leads_to(union: &Union, own: &Branch, tag: Option<&str>) -> bool {
    let has = |branch: &Branch| tag.is_some_and(|tag| branch.has_tag(tag));
    has(own) || (own.tags.is_empty() && !union.branches().iter().any(has))
}

/// The tags of all alternatives, or of the selected one.
fn allowed_tags<'u>(union: &'u Union, own: Option<&Branch>) -> Vec<&'u str> {
    let all = union.branches().iter();
    let asked = all.filter(|branch| own.is_none_or(|own| std::ptr::eq(own, *branch)));
    // Alternatives that are unions themselves may share some.
    let mut seen = BTreeSet::new();
    let tags = asked.flat_map(|one| one.tags.iter().map(String::as_str));
    tags.filter(|tag| seen.insert(*tag)).collect()
}
