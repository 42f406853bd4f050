//! Text of one YAML or JSON file -> a tree of nodes that knows where each node was written.
//!
//! Input: a [`SourceId`] and the text. Output: a [`Document`], or every [`SyntaxError`] found. This
//! module knows nothing of schemas, of the file system or of the display of errors.

mod builder;
mod cell;
mod document;
mod files;
mod json;
mod json_faults;
mod json_text;
mod keys;
mod limits;
mod loader;
mod locate;
mod scalar;
mod sources;
mod store;
mod tree;
mod walk;
mod yaml;

#[cfg(test)]
mod tests;
#[cfg(test)]
mod tests_json;
#[cfg(test)]
mod tests_yaml;

use std::sync::Arc;

pub(crate) use document::{Document, Key, Kind, Node, NodeId};
pub(crate) use fieldwright_runtime::compare_numbers;
pub(crate) use files::{near, read_file};
pub(crate) use json::parse_json;
#[cfg(feature = "infer")]
pub(crate) use json::parse_json_stream;
pub(crate) use limits::Limits;
pub(crate) use loader::{LoadError, Loader, Mapping};
pub(crate) use scalar::boolean_help;
pub use sources::Position;
pub(crate) use sources::{SourceId, Sources, Span};
#[cfg(feature = "diff")]
pub(crate) use store::Revision;
pub(crate) use store::Store;
pub(crate) use tree::{Content, Tree};
pub(crate) use yaml::parse_yaml;

/// Deepest nesting of sequences and mappings, aliases followed.
pub(crate) const MAX_DEPTH: usize = 512;

/// One fault in a source text.
///
/// Codes: `yaml-syntax`, `json-syntax`, `duplicate-key`, `too-deep`, `too-large`, `bad-merge`,
/// `bad-tag`, `unknown-anchor`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct SyntaxError {
    pub code: &'static str,
    pub span: Span,
    pub message: String,
    pub help: Option<String>,
    /// A second span that explains the first, and its label.
    pub related: Option<(Span, String)>,
    /// Whether the text is read all the same, because its meaning is clear.
    pub is_recovered: bool,
}

/// The result of reading a text: a document if it could be read to the end, which is possible
/// despite some errors (duplicate keys, bad tags).
#[derive(Debug)]
pub(crate) struct Parsed {
    pub document: Option<Document>,
    pub errors: Vec<SyntaxError>,
}

/// Reads a text by the extension of `name`, else by its first character.
pub(crate) fn parse(name: &str, source: SourceId, text: &Arc<str>, limits: Limits) -> Parsed {
    if let Some(error) = too_large(source, text, limits) {
        return error;
    }
    let file = name.rsplit(['/', '\\']).next().unwrap_or(name);
    let extension = file.rsplit_once('.').map_or("", |(_, extension)| extension);
    let is = |known: &str| extension.eq_ignore_ascii_case(known);
    if is("json") {
        return parse_json(source, text);
    }
    if !looks_like_json(text) {
        return parse_yaml(source, text, limits);
    }
    let json = parse_json(source, text);
    if !json.errors.is_empty() && (is("yaml") || is("yml")) {
        // A flow collection in YAML may look like JSON without being JSON.
        return parse_yaml(source, text, limits);
    }
    json
}

fn looks_like_json(text: &str) -> bool {
    text.trim_start_matches(|c: char| c == '\u{feff}' || c.is_whitespace())
        .starts_with(['{', '['])
}

#[cfg(test)]
impl Parsed {
    /// The document, if it has no errors at all.
    fn strict(self) -> Result<Document, Vec<SyntaxError>> {
        match self.document {
            Some(document) if self.errors.is_empty() => Ok(document),
            _ => Err(self.errors),
        }
    }
}

impl SyntaxError {
    fn new(code: &'static str, span: Span, message: impl Into<String>) -> Self {
        Self {
            code,
            span,
            message: message.into(),
            help: None,
            related: None,
            is_recovered: false,
        }
    }

    /// An error that does not prevent reading the text as intended.
    fn recovered(span: Span, message: impl Into<String>) -> Self {
        Self {
            is_recovered: true,
            ..Self::new("recovered-syntax", span, message)
        }
    }

    fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    fn related(mut self, span: Span, what: impl Into<String>) -> Self {
        self.related = Some((span, what.into()));
        self
    }

    fn too_deep(span: Span) -> Self {
        Self::new(
            "too-deep",
            span,
            format!("nested more than {MAX_DEPTH} levels deep"),
        )
    }
}

/// The result for a text that is too long.
fn too_large(source: SourceId, text: &str, limits: Limits) -> Option<Parsed> {
    let (length, most) = (text.len(), limits.text());
    if length as u64 <= most {
        return None;
    }
    let message = format!("the file has {length} bytes; at most {most} are read");
    let error = SyntaxError::new("too-large", Span::new(source, 0, 0), message);
    Some(Parsed {
        document: None,
        errors: vec![error.help(limits.help())],
    })
}
