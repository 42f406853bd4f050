//! XML -> its tags and texts, names without prefixes. Entities that a document defines are not
//! known: they could multiply.

use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

use super::Problem;

/// A part of a text.
pub(super) enum Part {
    Open(Tag),
    Close(String),
    Text(String),
}

/// A start tag.
pub(super) struct Tag {
    pub(super) name: String,
    attributes: Vec<(String, String)>,
    /// It is an end tag as well.
    is_empty: bool,
}

impl Tag {
    pub(super) fn get(&self, name: &str) -> Option<&str> {
        let mut attributes = self.attributes.iter();
        let found = attributes.find(|(own, _)| own == name);
        found.map(|(_, value)| value.as_str())
    }

    /// A count; one if it is missing or invalid.
    pub(super) fn count(&self, name: &str) -> usize {
        let count = self.get(name).and_then(|text| text.parse().ok());
        count.unwrap_or(1).max(1)
    }
}

/// Hands each part of a text to `take`; an empty element is opened and closed.
pub(super) fn walk(
    text: &str,
    mut take: impl FnMut(Part) -> Result<(), Problem>,
) -> Result<(), Problem> {
    let mut reader = Reader::from_str(text);
    loop {
        match reader.read_event().map_err(|_| Problem::Broken)? {
            Event::Start(start) => take(Part::Open(tag(&start, false)))?,
            Event::Empty(start) => {
                let tag = tag(&start, true);
                let name = tag.name.clone();
                take(Part::Open(tag))?;
                take(Part::Close(name))?;
            }
            Event::End(end) => take(Part::Close(end.local_name().as_ref().to_owned()))?,
            Event::Text(text) => take(Part::Text(text.xml10_content().into_owned()))?,
            Event::CData(text) => take(Part::Text(text.xml10_content().into_owned()))?,
            Event::GeneralRef(reference) => {
                let sign = match reference.as_ref() {
                    "lt" => Some('<'),
                    "gt" => Some('>'),
                    "amp" => Some('&'),
                    "quot" => Some('"'),
                    "apos" => Some('\''),
                    _ => reference.resolve_char_ref().ok().flatten(),
                };
                take(Part::Text(sign.unwrap_or('\u{fffd}').to_string()))?;
            }
            Event::Eof => return Ok(()),
            Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_) => {}
        }
    }
}

fn tag(start: &BytesStart<'_>, is_empty: bool) -> Tag {
    // An invalid attribute is ignored.
    let attributes = start.attributes().flatten().filter_map(|attribute| {
        let value = attribute.normalized_value(XmlVersion::Implicit1_0).ok()?;
        let name = attribute.key.local_name().as_ref().to_owned();
        Some((name, value.into_owned()))
    });
    Tag {
        name: start.local_name().as_ref().to_owned(),
        attributes: attributes.collect(),
        is_empty,
    }
}

impl Tag {
    /// Whether the element is empty.
    pub(super) fn is_empty(&self) -> bool {
        self.is_empty
    }
}
