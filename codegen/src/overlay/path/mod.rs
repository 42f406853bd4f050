//! JSONPath (RFC 9535): a query -> the locations in a tree that it selects.
//!
//! All of the RFC: names, wildcards, indices, slices, descendants, filters with comparisons,
//! existence and the five functions. Regular expressions are I-Regexp (RFC 9485).

mod find;
mod lexer;
mod parse;
#[cfg(test)]
mod tests;

use regex::Regex;

use crate::source::Content;

/// A query, read and found to be one.
#[derive(Debug)]
pub(super) struct Query {
    /// Whether it starts at the root (`$`) or at the current node of a filter (`@`).
    is_absolute: bool,
    segments: Vec<Segment>,
}

#[derive(Debug)]
struct Segment {
    /// `..`: the node and all that lies in it.
    is_descendant: bool,
    selectors: Vec<Selector>,
}

#[derive(Debug)]
enum Selector {
    Name(String),
    Wildcard,
    Index(i64),
    Slice(Option<i64>, Option<i64>, i64),
    Filter(Test),
}

/// The test of a filter (section 2.3.5).
#[derive(Debug)]
enum Test {
    Or(Vec<Test>),
    And(Vec<Test>),
    Not(Box<Test>),
    Exists(Query),
    Compare(Term, Comparison, Term),
    Matches(Pattern),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Comparison {
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
}

/// One value, or none.
#[derive(Debug)]
enum Term {
    Literal(Content),
    /// A query that selects one node at most.
    Single(Query),
    Length(Box<Term>),
    Count(Query),
    Value(Query),
}

/// `match` and `search`.
#[derive(Debug)]
struct Pattern {
    text: Term,
    pattern: Term,
    is_whole: bool,
    /// The compiled pattern, if it is a literal.
    fixed: Option<Regex>,
}

/// Why a text is no query.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct PathError {
    /// In bytes of the text.
    pub(super) at: usize,
    pub(super) message: String,
}

/// The location of a node: the index of the child at each level.
pub(super) type Location = Vec<usize>;

impl Query {
    /// Reads a query.
    pub(super) fn parse(text: &str) -> Result<Self, PathError> {
        parse::query(text)
    }

    /// Whether it can select one node at most (section 2.3.5.1).
    fn is_singular(&self) -> bool {
        self.segments.iter().all(|segment| {
            let one = matches!(
                segment.selectors.as_slice(),
                [Selector::Name(_) | Selector::Index(_)]
            );
            one && !segment.is_descendant
        })
    }
}

/// An I-Regexp as a regular expression of the `regex` crate: its dot is no line end, and a
/// match is of the whole text or of any part.
fn regex(pattern: &str, is_whole: bool) -> Option<Regex> {
    let mut out = String::with_capacity(pattern.len() + 8);
    let mut chars = pattern.chars();
    let mut in_class = false;
    while let Some(c) = chars.next() {
        match c {
            '\\' => {
                out.push(c);
                // The escapes of both; I-Regexp does not have others, such as `\d`.
                let next = chars.next()?;
                if !"-()*+.?[\\]^{|}nrtpP".contains(next) {
                    return None;
                }
                out.push(next);
                continue;
            }
            '[' => in_class = true,
            ']' => in_class = false,
            '.' if !in_class => {
                out.push_str("[^\\n\\r]");
                continue;
            }
            '^' | '$' if !in_class => {
                // Without anchors these are themselves.
                out.push('\\');
            }
            _ => {}
        }
        out.push(c);
    }
    let whole = if is_whole {
        format!("\\A(?:{out})\\z")
    } else {
        out
    };
    Regex::new(&whole).ok()
}
