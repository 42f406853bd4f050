//! What a Markdown page that fieldwright wrote says of a type.

use super::code_spans::codes;
use super::row::Row;
use super::text;
use crate::page_words as words;

/// The content of a page that fieldwright wrote for a type.
#[derive(Debug)]
pub(super) struct ReferencePage {
    pub(super) about: About,
    pub(super) examples: Vec<String>,
    /// Its name in the schema, if that is not the heading.
    pub(super) schema_name: Option<String>,
    /// The keywords that the page names and does not show.
    pub(super) evaluated: Vec<String>,
    /// It has no name in the schema, and is written where it is linked.
    pub(super) is_inline: bool,
    pub(super) body: ReferenceBody,
}

#[derive(Debug)]
pub(super) enum ReferenceBody {
    Struct {
        rows: Vec<Row>,
        /// `refused`, or the type of the properties that are kept.
        unknown: Option<String>,
        constraints: Vec<String>,
        rules: Vec<ReferenceRule>,
    },
    Enum {
        values: Vec<ReferenceValue>,
        open: bool,
    },
    Union {
        exactly_one: bool,
        discriminator: Option<String>,
        members: Vec<ReferenceMember>,
    },
    Scalar {
        ty: String,
        constraints: Vec<String>,
    },
}

/// The documentation of a type, a field, a value or an alternative.
#[derive(Debug, Default, Clone)]
pub(super) struct About {
    pub(super) title: Option<String>,
    pub(super) description: Option<String>,
    pub(super) rust_name: Option<String>,
    pub(super) deprecated: bool,
    pub(super) read_only: bool,
    pub(super) write_only: bool,
}

#[derive(Debug)]
pub(super) struct ReferenceValue {
    pub(super) name: String,
    pub(super) value: String,
    pub(super) also: Vec<String>,
    pub(super) about: About,
}

#[derive(Debug)]
pub(super) struct ReferenceMember {
    pub(super) ty: String,
    pub(super) constraints: Vec<String>,
    /// The values of the discriminator that select it; an empty list covers all other values.
    pub(super) tags: Option<Vec<String>>,
    pub(super) about: About,
}

#[derive(Debug)]
pub(super) struct ReferenceRule {
    pub(super) kind: &'static str,
    /// The function that it is, for the kind `check`.
    pub(super) check: Option<String>,
    pub(super) fields: Vec<String>,
    pub(super) id: Option<String>,
    pub(super) advice: bool,
    pub(super) message: Option<String>,
}

impl About {
    /// Of the lines of a cell or of paragraphs.
    pub(super) fn of<'t>(lines: impl Iterator<Item = &'t str>) -> Self {
        let mut about = Self::default();
        let mut words: Vec<&str> = Vec::new();
        let mut fence = false;
        for line in lines {
            let ends = line.trim_start().starts_with(words::FENCE);
            fence ^= ends;
            let is_words = fence || ends || !about.take(line.trim());
            words.extend(is_words.then_some(line));
        }
        let text = text::plain(words.join("\n").trim());
        about.description = Some(text).filter(|text| !text.is_empty());
        about
    }

    /// Whether a line is one of the page's.
    fn take(&mut self, line: &str) -> bool {
        match line {
            words::DEPRECATED => self.deprecated = true,
            words::READ_ONLY => self.read_only = true,
            words::WRITE_ONLY => self.write_only = true,
            _ => {
                if let Some(title) = line.strip_prefix(words::TITLE) {
                    self.title = Some(text::plain(title));
                } else if let Some(name) = line.strip_prefix(words::RUST_NAME) {
                    self.rust_name = codes(name).pop();
                } else {
                    return false;
                }
            }
        }
        true
    }
}
