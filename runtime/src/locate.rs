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
        bytes: text.as_bytes(),
        pos: 0,
        path: Vec::new(),
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

enum Level {
    /// An object: the key being read, as written in the text.
    Object(Option<(usize, usize)>),
    Array(usize),
}

struct TokenWalk<'a> {
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
        loop {
            end = plain_end(self.bytes, end);
            match self.bytes.get(end) {
                Some(b'"') => break,
                Some(b'\\') => end += 2,
                Some(_) => end += 1,
                None => {
                    end = self.bytes.len();
                    break;
                }
            }
        }
        self.pos = (end + 1).min(self.bytes.len());
        if let Some(Level::Object(key @ None)) = self.path.last_mut() {
            // The text before the key still belongs to the object.
            if self.next >= start {
                *key = Some((start, self.pos));
            } else {
                self.reach(start);
                if let Some(Level::Object(key)) = self.path.last_mut() {
                    *key = Some((start, self.pos));
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
                Level::Object(Some((start, end))) => {
                    push_segment(&mut out, &self.key(*start, *end))
                }
                Level::Array(index) => push_segment(&mut out, &index.to_string()),
            }
        }
        out
    }

    fn key(&self, start: usize, end: usize) -> Cow<'_, str> {
        let raw = self.bytes.get(start..end).unwrap_or_default();
        let text = std::str::from_utf8(raw).unwrap_or_default();
        let between = text.trim_matches('"');
        if !between.contains('\\') {
            return Cow::Borrowed(between);
        }
        let key: Option<String> = serde_json::from_str(text).ok();
        key.map_or(Cow::Borrowed(between), Cow::Owned)
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
        // Each character has one byte that does not continue it.
        let starts = passed.iter().filter(|byte| **byte & 0xC0 != 0x80);
        position.column += starts.count();
        location.position = Some(position);
        from = to;
    }
}

/// The offset in `text`, one JSON value, of the target of an instance pointer; 0 if there is none.
pub(crate) fn offset_of(text: &str, pointer: &str) -> usize {
    let mut reader = Finder {
        bytes: text.as_bytes(),
        text,
        pos: 0,
    };
    for token in pointer.split('/').skip(1) {
        let token = token.replace("~1", "/").replace("~0", "~");
        if reader.enter(&token).is_none() {
            return 0;
        }
    }
    reader.space();
    reader.pos
}

/// Walks down a text that has been read once and is known to be JSON.
struct Finder<'t> {
    bytes: &'t [u8],
    text: &'t str,
    pos: usize,
}

impl Finder<'_> {
    fn space(&mut self) {
        while let Some(b' ' | b'\n' | b'\r' | b'\t') = self.bytes.get(self.pos) {
            self.pos += 1;
        }
    }

    /// Moves to the member or element that `token` names; `None` if there is none.
    fn enter(&mut self, token: &str) -> Option<()> {
        self.space();
        let open = *self.bytes.get(self.pos)?;
        self.pos += 1;
        let mut index = 0usize;
        loop {
            self.space();
            match *self.bytes.get(self.pos)? {
                b'}' | b']' => return None,
                b',' => {
                    self.pos += 1;
                    continue;
                }
                _ => {}
            }
            let found = if open == b'{' {
                let start = self.pos;
                self.value()?;
                let key: Option<String> =
                    serde_json::from_str(self.text.get(start..self.pos)?).ok();
                self.space();
                self.pos += 1;
                self.space();
                key.as_deref() == Some(token)
            } else {
                index += 1;
                token.parse() == Ok(index - 1)
            };
            if found {
                return Some(());
            }
            self.value()?;
        }
    }

    /// Skips one value.
    fn value(&mut self) -> Option<()> {
        let mut depth = 0usize;
        loop {
            match *self.bytes.get(self.pos)? {
                b'"' => self.string()?,
                b'{' | b'[' => {
                    depth += 1;
                    self.pos += 1;
                }
                b'}' | b']' => {
                    depth = depth.checked_sub(1)?;
                    self.pos += 1;
                }
                b',' | b':' | b' ' | b'\n' | b'\r' | b'\t' => self.pos += 1,
                _ => self.word(),
            }
            if depth == 0 {
                return Some(());
            }
        }
    }

    fn word(&mut self) {
        while let Some(byte) = self.bytes.get(self.pos) {
            if matches!(byte, b',' | b'}' | b']' | b' ' | b'\n' | b'\r' | b'\t') {
                return;
            }
            self.pos += 1;
        }
    }

    fn string(&mut self) -> Option<()> {
        self.pos += 1;
        loop {
            match *self.bytes.get(self.pos)? {
                b'\\' => self.pos += 2,
                b'"' => {
                    self.pos += 1;
                    return Some(());
                }
                _ => self.pos += 1,
            }
        }
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
