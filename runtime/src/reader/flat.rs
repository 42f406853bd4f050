//! JSON text -> one flat list of its values, each with its position: the instance of a schema.
//! Strings without escapes and numbers stay in the text.

use std::borrow::Cow;
use std::collections::HashSet;

use super::Reader;
use crate::Node;

/// The values of a text; children are adjacent.
#[derive(Default)]
pub(crate) struct Flat<'t> {
    entries: Vec<Entry<'t>>,
    /// Values whose array or object is still open.
    open: Vec<Entry<'t>>,
}

/// One value, with its key if it is a member.
pub(crate) struct Entry<'t> {
    pub(crate) key: Cow<'t, str>,
    pub(crate) key_at: usize,
    /// The offset of the value in the text, in bytes.
    pub(crate) at: usize,
    pub(crate) content: Content<'t>,
}

pub(crate) enum Content<'t> {
    Null,
    Bool(bool),
    /// [`Node::Integer`] if it fits.
    Integer(i64),
    Number(&'t str),
    Text(Cow<'t, str>),
    Array(Range),
    Object(Range),
}

/// The range of the children.
#[derive(Clone, Copy)]
pub(crate) struct Range {
    start: usize,
    end: usize,
}

impl<'t> Flat<'t> {
    pub(crate) fn children(&self, range: Range) -> &[Entry<'t>] {
        self.entries.get(range.start..range.end).unwrap_or_default()
    }

    fn close(&mut self, from: usize) -> Range {
        let start = self.entries.len();
        self.entries.extend(self.open.drain(from..));
        Range {
            start,
            end: self.entries.len(),
        }
    }
}

impl<'t> Reader<'t> {
    /// Reads the whole text as one value. `None` if it is not JSON or has a duplicate key in an
    /// object, after reporting that.
    pub(crate) fn flat(&mut self) -> Option<(Flat<'t>, Entry<'t>)> {
        let mut flat = Flat::default();
        self.start();
        let at = self.pos;
        let content = self.content(&mut flat);
        self.end();
        let root = Entry {
            key: Cow::Borrowed(""),
            key_at: at,
            at,
            content: content?,
        };
        (self.shape_errors == 0).then_some((flat, root))
    }

    fn content(&mut self, flat: &mut Flat<'t>) -> Option<Content<'t>> {
        match self.peek() {
            Some(b'"') => self.string().map(Content::Text),
            Some(b'{') => self.flat_object(flat).map(Content::Object),
            Some(b'[') => {
                let from = flat.open.len();
                let whole = self.array(&mut |reader| {
                    let at = reader.pos;
                    if let Some(content) = reader.content(flat) {
                        flat.open.push(Entry {
                            key: Cow::Borrowed(""),
                            key_at: at,
                            at,
                            content,
                        });
                    }
                });
                whole.then(|| Content::Array(flat.close(from)))
            }
            Some(b't' | b'f') => self.boolean().map(Content::Bool),
            Some(b'n') => self.null().then_some(Content::Null),
            Some(b'-' | b'0'..=b'9') => {
                let number = self.number("number")?;
                let small = match number.node() {
                    Node::Integer(value) => i64::try_from(value).ok(),
                    _ => None,
                };
                Some(small.map_or(Content::Number(number.text), Content::Integer))
            }
            _ => {
                self.unexpected("a value");
                None
            }
        }
    }

    fn flat_object(&mut self, flat: &mut Flat<'t>) -> Option<Range> {
        if !self.descend() {
            return None;
        }
        let from = flat.open.len();
        self.pos += 1;
        self.skip_space();
        if self.peek() == Some(b'}') {
            self.pos += 1;
        } else {
            loop {
                let key_at = self.pos;
                let key = self.key()?;
                let at = self.pos;
                if let Some(content) = self.content(flat) {
                    flat.open.push(Entry {
                        key,
                        key_at,
                        at,
                        content,
                    });
                }
                if self.stopped {
                    return None;
                }
                if self.after_element(b'}', "an object") {
                    break;
                }
            }
        }
        self.depth -= 1;
        if self.stopped {
            return None;
        }
        self.duplicates(flat.open.get(from..).unwrap_or_default());
        Some(flat.close(from))
    }

    fn duplicates(&mut self, members: &[Entry<'t>]) {
        /// Up to here comparing each with each is cheaper than hashing.
        const SCAN: usize = 16;
        if members.len() <= SCAN {
            for (index, member) in members.iter().enumerate() {
                let mut earlier = members.iter().take(index);
                if earlier.any(|other| other.key == member.key) {
                    self.duplicate(&member.key, member.key_at);
                }
            }
            return;
        }
        let mut seen = HashSet::with_capacity(members.len());
        for member in members {
            if !seen.insert(&*member.key) {
                self.duplicate(&member.key, member.key_at);
            }
        }
    }
}
