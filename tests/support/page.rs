//! A reader of HTML that takes only what a well-formed page has.

use std::collections::BTreeSet;

/// A start tag, or an end tag.
#[derive(Debug, Clone)]
pub(crate) struct Tag {
    pub(crate) name: String,
    pub(crate) ends: bool,
    pub(crate) attributes: Vec<(String, String)>,
}

impl Tag {
    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        let found = self.attributes.iter().find(|(own, _)| own == name);
        found.map(|(_, value)| value.as_str())
    }
}

const VOID: [&str; 6] = ["meta", "link", "input", "br", "img", "hr"];

/// The tags of a page, balanced; and its text.
pub(crate) fn read(page: &str) -> (Vec<Tag>, String) {
    let (mut tags, mut text, mut open) = (Vec::new(), String::new(), Vec::<String>::new());
    let mut rest = page;
    while let Some(at) = rest.find('<') {
        text.push_str(&decoded(&rest[..at]));
        rest = &rest[at..];
        if let Some(comment) = rest.strip_prefix("<!--") {
            rest = &comment[comment.find("-->").expect("a comment ends") + 3..];
            continue;
        }
        if let Some(after) = rest.strip_prefix("<!doctype html>") {
            rest = after;
            continue;
        }
        let (tag, length) = tag(rest);
        rest = &rest[length..];
        if tag.ends {
            assert_eq!(open.pop().as_ref(), Some(&tag.name), "before {:.80}", rest);
        } else if !VOID.contains(&tag.name.as_str()) {
            open.push(tag.name.clone());
        }
        tags.push(tag);
    }
    text.push_str(&decoded(rest));
    assert!(open.is_empty(), "left open: {open:?}");
    (tags, text)
}

fn tag(rest: &str) -> (Tag, usize) {
    let ends = rest.starts_with("</");
    let start = if ends { 2 } else { 1 };
    let is_name = |c: char| c.is_ascii_alphanumeric() || c == '-';
    let length = rest[start..].find(|c| !is_name(c)).unwrap();
    let mut at = start + length;
    let name = rest[start..at].to_owned();
    assert!(!name.is_empty(), "a bare `<` at {rest:.80}");
    let mut attributes = Vec::new();
    loop {
        at += rest[at..].find(|c: char| c != ' ').unwrap();
        if rest[at..].starts_with('>') {
            break;
        }
        let length = rest[at..].find(|c| !is_name(c)).unwrap();
        assert!(length > 0, "an attribute at {:.80}", &rest[at..]);
        let attribute = rest[at..at + length].to_owned();
        at += length;
        let value = match rest[at..].strip_prefix("=\"") {
            Some(value) => {
                let end = value.find('"').unwrap();
                at += end + 3;
                decoded(&value[..end])
            }
            None => String::new(),
        };
        assert!(
            attributes.iter().all(|(own, _)| *own != attribute),
            "{attribute} twice"
        );
        attributes.push((attribute, value));
    }
    let tag = Tag {
        name,
        ends,
        attributes,
    };
    (tag, at + 1)
}

/// Text without its character references.
fn decoded(text: &str) -> String {
    assert!(!text.contains(['<', '>']), "bare brackets: {text}");
    for part in text.split('&').skip(1) {
        let known = ["lt;", "gt;", "amp;", "quot;", "#39;"];
        assert!(known.iter().any(|k| part.starts_with(k)), "&{part:.20}");
    }
    text.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&#39;", "'")
        .replace("&amp;", "&")
}

/// The ids of a page; each stands once.
pub(crate) fn ids(tags: &[Tag]) -> BTreeSet<String> {
    let mut ids = BTreeSet::new();
    for id in tags.iter().filter_map(|tag| tag.get("id")) {
        assert!(!id.contains(char::is_whitespace), "{id:?} has spaces");
        assert!(ids.insert(id.to_owned()), "{id} stands twice");
    }
    ids
}

/// An address without its percent signs.
pub(crate) fn unescaped(address: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = address.as_bytes();
    while let [first, tail @ ..] = rest {
        match (first, tail) {
            (b'%', [high, low, after @ ..]) => {
                let hex = [*high, *low];
                let hex = std::str::from_utf8(&hex).unwrap();
                bytes.push(u8::from_str_radix(hex, 16).unwrap());
                rest = after;
            }
            _ => {
                bytes.push(*first);
                rest = tail;
            }
        }
    }
    String::from_utf8(bytes).unwrap()
}
