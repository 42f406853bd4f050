//! Names and texts of the files read -> ids, spans and line/column positions.
//!
//! Knows nothing of what the texts contain, and opens no file.

use std::path::{Component, Path, PathBuf};
use std::sync::{Arc, OnceLock};

use super::{Limits, Parsed, Store};

/// Every text read in one run.
#[derive(Debug, Default)]
pub(crate) struct Sources {
    files: Vec<File>,
    limits: Limits,
    store: Store,
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub(crate) struct SourceId(pub u32);

/// A stretch of a text, in byte offsets; the end is not part of it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub(crate) struct Span {
    pub source: SourceId,
    pub start: u32,
    pub end: u32,
}

/// Line and column from 1; columns count Unicode scalar values.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Position {
    /// From 1.
    pub line: u32,
    /// From 1, in Unicode scalar values.
    pub column: u32,
}

#[derive(Debug)]
struct File {
    name: String,
    text: Arc<str>,
    marks: OnceLock<Vec<Mark>>,
}

/// A known position: the start of each line, and points within long lines, so that finding a
/// column never reads more than [`MARK_EVERY`] bytes.
#[derive(Clone, Copy, Debug)]
struct Mark {
    offset: u32,
    position: Position,
}

const MARK_EVERY: usize = 1024;

impl Span {
    pub(crate) fn new(source: SourceId, start: u32, end: u32) -> Self {
        Self { source, start, end }
    }
}

impl Sources {
    pub(crate) fn new() -> Self {
        Self::default()
    }

    pub(crate) fn with_limits(limits: Limits) -> Self {
        Self {
            limits,
            ..Self::default()
        }
    }

    /// The limits on the texts of this run.
    pub(crate) fn limits(&self) -> Limits {
        self.limits
    }

    /// The store of files.
    pub(crate) fn store(&self) -> &Store {
        &self.store
    }

    /// Reads from `store` from now on; returns the previous store.
    pub(crate) fn read_from(&mut self, store: Store) -> Store {
        std::mem::replace(&mut self.store, store)
    }

    /// Takes in a text; the name is shown with forward slashes.
    pub(crate) fn add(&mut self, name: impl Into<String>, text: String) -> SourceId {
        let id = SourceId(to_u32(self.files.len()));
        self.files.push(File {
            name: name.into().replace('\\', "/"),
            text: text.into(),
            marks: OnceLock::new(),
        });
        id
    }

    /// Names files by their paths below `folder`, to which they were relative.
    pub(crate) fn below(&mut self, folder: &Path) {
        for file in &mut self.files {
            let name = without_parents(&folder.join(&file.name));
            file.name = name.to_string_lossy().replace('\\', "/");
        }
    }

    /// The name, or an empty text for an id that was not made here.
    pub(crate) fn name(&self, id: SourceId) -> &str {
        self.file(id).map_or("", |file| file.name.as_str())
    }

    pub(crate) fn text(&self, id: SourceId) -> &str {
        self.file(id).map_or("", |file| &file.text)
    }

    /// The text to be kept by a [`Document`], without a copy.
    pub(crate) fn shared_text(&self, id: SourceId) -> Arc<str> {
        self.file(id)
            .map_or_else(|| Arc::from(""), |file| Arc::clone(&file.text))
    }

    /// Reads the text by its name and its content.
    pub(crate) fn parse(&self, id: SourceId) -> Parsed {
        super::parse(self.name(id), id, &self.shared_text(id), self.limits)
    }

    #[cfg(test)]
    /// The text of a span; empty if the span does not fit the text.
    pub(crate) fn slice(&self, span: Span) -> &str {
        self.text(span.source)
            .get(span.start as usize..span.end as usize)
            .unwrap_or("")
    }

    /// The start of the span; an offset after the text counts as its end.
    pub(crate) fn position(&self, span: Span) -> Position {
        self.file(span.source)
            .map_or(START, |file| file.position(span.start as usize))
    }

    fn file(&self, id: SourceId) -> Option<&File> {
        self.files.get(id.0 as usize)
    }
}

const START: Position = Position { line: 1, column: 1 };

impl File {
    fn position(&self, offset: usize) -> Position {
        let offset = self.text.floor_char_boundary(offset);
        let marks = self.marks.get_or_init(|| make_marks(&self.text));
        let after = marks.partition_point(|mark| mark.offset as usize <= offset);
        let Some(mark) = after.checked_sub(1).and_then(|index| marks.get(index)) else {
            return START;
        };
        let before = self.text.get(mark.offset as usize..offset).unwrap_or("");
        let mut position = mark.position;
        position.column += to_u32(before.chars().count());
        position
    }
}

/// Lines end at a line feed, a carriage return, or both. A byte order mark has no column.
fn make_marks(text: &str) -> Vec<Mark> {
    let begin = if text.starts_with('\u{feff}') { 3 } else { 0 };
    let mut mark = Mark {
        offset: to_u32(begin),
        position: START,
    };
    let mut marks = vec![mark];
    let mut rest = text.get(begin..).unwrap_or("");
    while !rest.is_empty() {
        let window = rest.ceil_char_boundary(MARK_EVERY);
        let is_end = |byte: &u8| matches!(byte, b'\n' | b'\r');
        let end = rest.as_bytes().iter().take(window).position(is_end);
        let piece = match end {
            Some(at) if rest[at..].starts_with("\r\n") => at + 2,
            Some(at) => at + 1,
            None => window,
        };
        let (passed, following) = rest.split_at(piece);
        mark.offset += to_u32(piece);
        match end {
            Some(_) => {
                mark.position.line += 1;
                mark.position.column = 1;
            }
            None => mark.position.column += to_u32(passed.chars().count()),
        }
        marks.push(mark);
        rest = following;
    }
    marks
}

/// Offsets and counts fit, as no text is longer than [`Limits::text`] allows.
pub(super) fn to_u32(value: usize) -> u32 {
    u32::try_from(value).unwrap_or(u32::MAX)
}

/// A path without `folder/..`.
fn without_parents(path: &Path) -> PathBuf {
    let mut out = PathBuf::new();
    for part in path.components() {
        let is_below = matches!(out.components().next_back(), Some(Component::Normal(_)));
        match part {
            Component::ParentDir if is_below => {
                out.pop();
            }
            part => out.push(part),
        }
    }
    out
}
