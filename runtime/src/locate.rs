//! Byte offsets -> JSON pointers, lines and columns, for all problems of a text in one pass over
//! it. Only run if there are problems; tolerates any text.

use std::borrow::Cow;

use crate::Position;
use crate::pointer::push_segment;
use crate::scan::plain_end;

/// The location of one offset.
#[derive(Default)]
pub(crate) struct Location {
    pub(crate) pointer: String,
    pub(crate) position: Option<Position>,
}

/// The locations of `offsets`, which are sorted. An offset is the first byte of
/// a value or key; any other means the innermost value around it.
pub(crate) fn locate(text: &str, offsets: &[usize]) -> Vec<Location> {
    let mut walk = TokenWalk {
        text,
        bytes: text.as_bytes(),
        pos: 0,
        path: Vec::with_capacity(LEVELS),
        offsets,
        next: offsets.first().copied().unwrap_or(NONE),
        found: Vec::with_capacity(offsets.len()),
    };
    walk.run();
    walk.reach(NONE);
    let mut locations = walk.found;
    add_positions(text, offsets, &mut locations);
    locations
}

/// No offset: a text is never that long.
const NONE: usize = usize::MAX;

/// How many levels most texts have at most.
const LEVELS: usize = 8;

enum Level {
    /// An object: the key being read.
    Object(Option<Key>),
    Array(usize),
}

/// The characters of a key in the text, without its quotes.
#[derive(Clone, Copy)]
struct Key {
    start: usize,
    end: usize,
    has_escapes: bool,
}

struct TokenWalk<'a> {
    text: &'a str,
    bytes: &'a [u8],
    pos: usize,
    path: Vec<Level>,
    offsets: &'a [usize],
    /// The first offset that has not been reached.
    next: usize,
    found: Vec<Location>,
}

impl TokenWalk<'_> {
    /// Goes token by token; the path belongs to the token about to be read.
    fn run(&mut self) {
        while self.next != NONE {
            let Some(byte) = self.bytes.get(self.pos).copied() else {
                return;
            };
            match byte {
                b'{' => {
                    self.reach(self.pos + 1);
                    self.pos += 1;
                    self.path.push(Level::Object(None));
                }
                b'[' => {
                    self.reach(self.pos + 1);
                    self.pos += 1;
                    self.path.push(Level::Array(0));
                }
                b'}' | b']' => {
                    self.reach(self.pos);
                    self.path.pop();
                    self.reach(self.pos + 1);
                    self.pos += 1;
                }
                b',' => {
                    self.reach(self.pos + 1);
                    self.pos += 1;
                    match self.path.last_mut() {
                        Some(Level::Array(index)) => *index += 1,
                        Some(Level::Object(key)) => *key = None,
                        None => {}
                    }
                }
                b'"' => self.string(),
                _ => self.pos += 1,
            }
        }
    }

    fn string(&mut self) {
        let start = self.pos;
        let mut end = start + 1;
        let mut has_escapes = false;
        loop {
            end = plain_end(self.bytes, end);
            match self.bytes.get(end) {
                Some(b'"') => break,
                Some(b'\\') => {
                    has_escapes = true;
                    end += 2;
                }
                Some(_) => end += 1,
                None => {
                    end = self.bytes.len();
                    break;
                }
            }
        }
        self.pos = (end + 1).min(self.bytes.len());
        if let Some(Level::Object(key @ None)) = self.path.last_mut() {
            let found = Key {
                start: start + 1,
                end: end.min(self.bytes.len()),
                has_escapes,
            };
            // The text before the key still belongs to the object.
            if self.next >= start {
                *key = Some(found);
            } else {
                self.reach(start);
                if let Some(Level::Object(key)) = self.path.last_mut() {
                    *key = Some(found);
                }
            }
        }
        self.reach(self.pos);
    }

    /// Every offset before `end` has the present path.
    #[inline]
    fn reach(&mut self, end: usize) {
        if self.next < end {
            self.add(end);
        }
    }

    fn add(&mut self, end: usize) {
        while self.next < end {
            let pointer = self.pointer();
            self.found.push(Location {
                pointer,
                position: None,
            });
            self.next = self.offsets.get(self.found.len()).copied().unwrap_or(NONE);
        }
    }

    fn pointer(&self) -> String {
        // Room for most keys.
        let mut out = String::with_capacity(self.path.len() * 24);
        for level in &self.path {
            match level {
                Level::Object(None) => {}
                Level::Object(Some(key)) => push_segment(&mut out, &self.key(*key)),
                Level::Array(index) => push_segment(&mut out, &index.to_string()),
            }
        }
        out
    }

    fn key(&self, key: Key) -> Cow<'_, str> {
        let text = self.text.get(key.start..key.end).unwrap_or_default();
        if !key.has_escapes {
            return Cow::Borrowed(text);
        }
        let quoted = self.text.get(key.start - 1..key.end + 1);
        let key = quoted.and_then(|quoted| serde_json::from_str(quoted).ok());
        key.map_or(Cow::Borrowed(text), Cow::Owned)
    }
}

fn add_positions(text: &str, offsets: &[usize], locations: &mut [Location]) {
    let bytes = text.as_bytes();
    let mut position = Position { line: 1, column: 1 };
    let mut from = 0;
    for (offset, location) in offsets.iter().zip(locations) {
        let mut to = bytes.len().min(*offset);
        // An offset within a character is at its end.
        while !text.is_char_boundary(to) {
            to += 1;
        }
        let mut passed = bytes.get(from..to).unwrap_or_default();
        // Checked first, as most texts are one line.
        if passed.contains(&b'\n')
            && let Some(last) = passed.iter().rposition(|byte| *byte == b'\n')
        {
            let breaks = passed.iter().filter(|byte| **byte == b'\n').count();
            position.line += breaks;
            position.column = 1;
            passed = passed.get(last + 1..).unwrap_or_default();
        }
        position.column += if passed.is_ascii() {
            passed.len()
        } else {
            // Each character has one byte that does not continue it.
            passed.iter().filter(|byte| **byte & 0xC0 != 0x80).count()
        };
        location.position = Some(position);
        from = to;
    }
}

#[cfg(test)]
mod tests {
    use super::locate;

    fn places(text: &str, offsets: &[usize]) -> Vec<String> {
        let show = |l: &super::Location| match l.position {
            Some(position) => format!("{} {position}", l.pointer),
            None => l.pointer.clone(),
        };
        locate(text, offsets).iter().map(show).collect()
    }

    #[test]
    fn finds_values_and_keys() {
        let text = "{\"a\": [1, {\"b/c\": 2}],\n \"é\": \"x\"}";
        let at = |part: &str| text.find(part).unwrap_or_default();
        let offsets = [
            0,
            at("\"a\""),
            at("1,"),
            at("{\"b"),
            at("2}"),
            at("\"é"),
            at("\"x"),
        ];
        assert_eq!(
            places(text, &offsets),
            [
                " 1:1",
                "/a 1:2",
                "/a/0 1:8",
                "/a/1 1:11",
                "/a/1/b~1c 1:19",
                "/é 2:2",
                "/é 2:7"
            ]
        );
    }

    #[test]
    fn bears_broken_text() {
        for text in ["", "[", "{\"a", "]]]", "{\"a\\", "[1,,", "\"\\u\""] {
            let ends: Vec<usize> = (0..text.len() + 2).collect();
            assert_eq!(places(text, &ends).len(), ends.len(), "{text}");
        }
    }
}
