//! The cells of a document: one for each node, in one list. Knows no grammar and no views.

/// A node, or the key of an entry.
///
/// `first` and `count` name a stretch of text (for scalars with text), or of cells: the elements of
/// a sequence, or the entries of a mapping, each of which is a key cell and a value cell. Cells may
/// share children, for aliases and merge keys.
#[derive(Clone, Copy, Debug)]
pub(super) struct Cell {
    pub start: u32,
    pub end: u32,
    pub first: u32,
    pub count: u32,
    pub tag: Tag,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Tag {
    Null,
    True,
    False,
    Number,
    /// A number or string whose text is in `Document::extra`.
    ExtraNumber,
    String,
    ExtraString,
    Sequence,
    Mapping,
    /// A key `<<` that merges; only while building.
    MergeKey,
    /// Replaces an invalid key or value; only while building.
    Missing,
}

impl Cell {
    pub(super) const NULL: Self = Self {
        start: 0,
        end: 0,
        first: 0,
        count: 0,
        tag: Tag::Null,
    };

    /// The text of a number, string or key.
    pub(super) fn text<'t>(&self, text: &'t str, extra: &'t str) -> &'t str {
        let from = match self.tag {
            Tag::String | Tag::Number | Tag::MergeKey => text,
            Tag::ExtraString | Tag::ExtraNumber => extra,
            _ => return "",
        };
        let first = self.first as usize;
        from.get(first..first + self.count as usize).unwrap_or("")
    }

    /// The cells below a sequence or mapping.
    pub(super) fn children<'c>(&self, cells: &'c [Cell]) -> &'c [Cell] {
        let first = self.first as usize;
        let count = self.count as usize;
        let length = match self.tag {
            Tag::Sequence => count,
            Tag::Mapping => 2 * count,
            _ => 0,
        };
        cells.get(first..first + length).unwrap_or(&[])
    }
}
