//! Cells in reading order -> the arena of a document, with adjacent children.
//!
//! Both readers push finished nodes on a stack; closing a collection moves its children from there
//! into the arena. Also checks keys and expands merge keys. Knows no grammar.

use std::collections::{HashMap, HashSet};

use std::sync::Arc;

use super::cell::{Cell, Tag};
use super::document::{Built, Document};
use super::keys::KeyTables;
use super::sources::{SourceId, Span, to_u32};
use super::{Parsed, SyntaxError};

pub(super) struct Builder<'t> {
    pub(super) source: SourceId,
    pub(super) text: &'t str,
    pub(super) extra: String,
    pub(super) errors: Vec<SyntaxError>,
    cells: Vec<Cell>,
    /// The nodes whose parent is still open.
    stack: Vec<Cell>,
    keys: KeyTables,
}

impl<'t> Builder<'t> {
    pub(super) fn new(source: SourceId, text: &'t str) -> Self {
        Self {
            source,
            text,
            extra: String::new(),
            errors: Vec::new(),
            // Real files have a cell for every 12 to 20 bytes.
            cells: Vec::with_capacity(text.len() / 16),
            stack: Vec::new(),
            keys: KeyTables::default(),
        }
    }

    pub(super) fn push(&mut self, cell: Cell) {
        self.stack.push(cell);
    }

    /// How many nodes wait for their parent to close.
    pub(super) fn waiting(&self) -> usize {
        self.stack.len()
    }

    pub(super) fn last(&self) -> Option<&Cell> {
        self.stack.last()
    }

    pub(super) fn span(&self, cell: &Cell) -> Span {
        Span::new(self.source, cell.start, cell.end)
    }

    /// Takes the nodes from `from` on off the stack, as the children of one sequence.
    pub(super) fn close_sequence(&mut self, from: usize, start: u32, end: u32) -> Cell {
        let first = self.cells.len();
        self.move_children(from);
        Cell {
            start,
            end,
            first: to_u32(first),
            count: to_u32(self.cells.len() - first),
            tag: Tag::Sequence,
        }
    }

    /// The same for a mapping, whose keys and values alternate on the stack.
    pub(super) fn close_mapping(
        &mut self,
        from: usize,
        start: u32,
        end: u32,
        has_merge: bool,
    ) -> Cell {
        if has_merge {
            self.expand_merges(from);
        }
        let first = self.cells.len();
        self.move_children(from);
        let mut twice = self.add_keys(first);
        // With merges this was reported before they were expanded.
        if !has_merge && !twice.is_empty() {
            self.report_twice(first, &mut twice);
            if !twice.is_empty() {
                self.leave_out(first, &twice);
                self.add_keys(first);
            }
        }
        Cell {
            start,
            end,
            first: to_u32(first),
            count: to_u32((self.cells.len() - first) / 2),
            tag: Tag::Mapping,
        }
    }

    /// Adds the keys of the mapping whose children start at `first`; returns duplicates, the
    /// earlier and the later one.
    fn add_keys(&mut self, first: usize) -> Vec<(Cell, Cell)> {
        let children = self.cells.get(first..).unwrap_or(&[]);
        let mut twice = Vec::new();
        let texts = (self.text, self.extra.as_str());
        self.keys
            .add(to_u32(first), children, texts, |earlier, later| {
                twice.push((*earlier, *later));
            });
        twice
    }

    /// Reports duplicate keys; those with the same text as value remain.
    fn report_twice(&mut self, first: usize, twice: &mut Vec<(Cell, Cell)>) {
        let children = self.cells.get(first..).unwrap_or(&[]);
        let texts = |entry: &[Cell]| match entry {
            [key, value] => Some((
                key.start,
                self.text.get(value.start as usize..value.end as usize)?,
            )),
            _ => None,
        };
        let values: HashMap<u32, &str> = children.chunks_exact(2).filter_map(texts).collect();
        let (source, errors) = (self.source, &mut self.errors);
        twice.retain(|(earlier, later)| {
            let key = later.text(self.text, &self.extra);
            let value = values.get(&later.start);
            let is_same = value.is_some() && values.get(&earlier.start) == value;
            let error = duplicate(source, earlier, later, key);
            errors.push(match is_same {
                true => SyntaxError {
                    code: "recovered-syntax",
                    is_recovered: true,
                    ..error.help("keep one of the two; they have the same value")
                },
                false => error,
            });
            is_same
        });
    }

    /// Leaves out the later ones of these entries.
    fn leave_out(&mut self, first: usize, twice: &[(Cell, Cell)]) {
        let later: HashSet<u32> = twice.iter().map(|(_, later)| later.start).collect();
        let entries = self.cells.split_off(first);
        for entry in entries.chunks_exact(2) {
            if entry.first().is_some_and(|key| !later.contains(&key.start)) {
                self.cells.extend_from_slice(entry);
            }
        }
    }

    fn move_children(&mut self, from: usize) {
        self.cells
            .extend_from_slice(self.stack.get(from..).unwrap_or(&[]));
        self.stack.truncate(from);
    }

    /// Replaces each merge key among the entries on the stack by its entries, except those whose
    /// key is in the mapping itself or in an earlier merge.
    fn expand_merges(&mut self, from: usize) {
        let from = from.min(self.stack.len());
        let entries = self.stack.split_off(from);
        let texts = (self.text, self.extra.as_str());
        let (source, errors) = (self.source, &mut self.errors);
        self.keys.check(&entries, texts, |earlier, later| {
            let error = duplicate(source, earlier, later, later.text(texts.0, texts.1));
            errors.push(if later.tag == Tag::MergeKey {
                error.help("merge several mappings with one key: `<<: [*first, *second]`")
            } else {
                error
            });
        });
        let mut seen: HashSet<&str> = HashSet::with_capacity(entries.len());
        for entry in entries.chunks_exact(2) {
            if let [key, _] = entry
                && key.tag != Tag::MergeKey
            {
                seen.insert(key.text(texts.0, texts.1));
            }
        }
        for entry in entries.chunks_exact(2) {
            let [key, value] = entry else { continue };
            if key.tag != Tag::MergeKey {
                self.stack.extend_from_slice(entry);
                continue;
            }
            let merged = match value.tag {
                Tag::Sequence => value.children(&self.cells),
                _ => std::slice::from_ref(value),
            };
            for mapping in merged {
                if !matches!(mapping.tag, Tag::Mapping | Tag::Missing) {
                    errors.push(bad_merge(source, mapping));
                }
                for entry in mapping.children(&self.cells).chunks_exact(2) {
                    if let [key, _] = entry
                        && seen.insert(key.text(texts.0, texts.1))
                    {
                        self.stack.extend_from_slice(entry);
                    }
                }
            }
        }
    }

    /// The document and its errors; no document if `fault` ended the reading.
    pub(super) fn finish(mut self, text: &Arc<str>, fault: Option<SyntaxError>) -> Parsed {
        let whole = fault.is_none();
        self.errors.extend(fault);
        self.errors.sort_by_key(|error| error.span);
        self.cells.push(self.stack.pop().unwrap_or(Cell::NULL));
        let built = Built {
            source: self.source,
            extra: self.extra,
            cells: self.cells,
            keys: self.keys,
        };
        Parsed {
            document: whole.then(|| Document::new(text, built)),
            errors: self.errors,
        }
    }
}

fn duplicate(source: SourceId, earlier: &Cell, later: &Cell, key: &str) -> SyntaxError {
    let span = |cell: &Cell| Span::new(source, cell.start, cell.end);
    SyntaxError::new(
        "duplicate-key",
        span(later),
        format!("the key `{}` stands twice in this mapping", shorten(key)),
    )
    .related(span(earlier), "first here")
}

fn bad_merge(source: SourceId, cell: &Cell) -> SyntaxError {
    SyntaxError::new(
        "bad-merge",
        Span::new(source, cell.start, cell.end),
        "only a mapping, or a sequence of mappings, can be merged with `<<`",
    )
    .help("quote the key as \"<<\" to have it as it stands")
}

/// A text cut to a length fit for a message.
pub(super) fn shorten(text: &str) -> String {
    let mut chars = text.chars();
    let head: String = chars.by_ref().take(60).collect();
    if chars.next().is_some() {
        head + "\u{2026}"
    } else {
        head
    }
}
