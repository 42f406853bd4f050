//! The diagnostics of an input: collected while reading, shown all at once.
//!
//! Every stage reports into one [`Collector`] and goes on; [`Collector::finish`]
//! is the gate before emission. Knows files and spans, but no schemas.

mod changes;
mod codes;
mod levels;
mod render;
mod sarif;
mod visible;

pub(crate) use changes::change_code;
pub use changes::{CHANGES, ChangeCode};
pub use codes::{CODES, Code, explain};
pub use levels::{Level, Levels};
pub(crate) use render::github_command;
pub use render::{Format, drift_message};
pub use sarif::{OTHER_RULES, SarifLog};
pub(crate) use visible::visible;

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

#[cfg(feature = "diff")]
use crate::source::SourceId;
use crate::source::{Document, Position, Sources, Span, SyntaxError};

/// How bad a diagnostic is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Prevents generation.
    Error,
    /// Something was recovered or left out, as the message states.
    Warning,
    /// Worth knowing.
    Note,
}

/// One diagnostic of an input.
#[derive(Debug, Clone, PartialEq, Eq)]
#[must_use]
pub struct Diagnostic {
    pub(crate) code: &'static str,
    pub(crate) severity: Severity,
    pub(crate) message: String,
    pub(crate) span: Option<Span>,
    /// The location in its document, as a JSON pointer.
    pub(crate) pointer: Option<String>,
    pub(crate) related: Vec<(Span, String)>,
    pub(crate) help: Option<String>,
    /// How many diagnostics it represents.
    count: usize,
}

impl Diagnostic {
    pub(crate) fn error(code: &'static str, span: Span, message: impl Into<String>) -> Self {
        Self::new(code, Severity::Error, Some(span), message)
    }

    pub(crate) fn warning(code: &'static str, span: Span, message: impl Into<String>) -> Self {
        Self::new(code, Severity::Warning, Some(span), message)
    }

    /// A note, possibly with a location in a file.
    pub(crate) fn note(code: &'static str, span: Option<Span>, message: impl Into<String>) -> Self {
        Self::new(code, Severity::Note, span, message)
    }

    /// A warning that may have no location in a file.
    pub(crate) fn warned(
        code: &'static str,
        span: Option<Span>,
        message: impl Into<String>,
    ) -> Self {
        Self::new(code, Severity::Warning, span, message)
    }

    /// By which diagnostics are put in order.
    pub(crate) fn place(&self) -> Option<(crate::source::SourceId, u32)> {
        self.span.map(|span| (span.source, span.start))
    }

    /// An error without a location in a file.
    pub(crate) fn general(code: &'static str, message: impl Into<String>) -> Self {
        Self::new(code, Severity::Error, None, message)
    }

    /// An error that may have no location in a file.
    pub(crate) fn failed(
        code: &'static str,
        span: Option<Span>,
        message: impl Into<String>,
    ) -> Self {
        Self::new(code, Severity::Error, span, message)
    }

    /// An error about something that this build does not have.
    pub(crate) fn missing_feature(what: &str, feature: &str, span: Option<Span>) -> Self {
        let message = format!(
            "{what} needs the feature `{feature}` of fieldwright, which this build does not have"
        );
        let help = format!(
            "in Cargo.toml: fieldwright = {{ version = \"{}\", default-features = false, features = [\"{feature}\"] }}",
            env!("CARGO_PKG_VERSION")
        );
        Self::new("missing-feature", Severity::Error, span, message).help(help)
    }

    fn new(
        code: &'static str,
        severity: Severity,
        span: Option<Span>,
        message: impl Into<String>,
    ) -> Self {
        Self {
            code,
            severity,
            message: message.into(),
            span,
            pointer: None,
            related: Vec::new(),
            help: None,
            count: 1,
        }
    }

    /// The same about a text that has another number now.
    #[cfg(feature = "diff")]
    pub(crate) fn moved(mut self, from: SourceId, to: SourceId) -> Self {
        let related = self.related.iter_mut().map(|(span, _)| span);
        for span in self.span.iter_mut().chain(related) {
            if span.source == from {
                span.source = to;
            }
        }
        self
    }

    /// Represents those that are not kept.
    fn more(like: &Self, count: usize) -> Self {
        let message = format!("and {count} more of `{}`", like.code);
        let help = format!("the first {MOST} are listed");
        let mut more = Self::new(like.code, like.severity, None, message).help(help);
        more.count = count;
        more
    }

    fn hash(&self) -> u64 {
        use std::hash::{DefaultHasher, Hash, Hasher};
        let mut hasher = DefaultHasher::new();
        let span = self.span.map(|span| (span.source.0, span.start, span.end));
        (self.code, self.severity as u8, &self.message, span).hash(&mut hasher);
        (&self.help, &self.pointer, self.related.len()).hash(&mut hasher);
        hasher.finish()
    }

    pub(crate) fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    pub(crate) fn related(mut self, span: Span, what: impl Into<String>) -> Self {
        self.related.push((span, what.into()));
        self
    }

    /// The stable code, as `explain` takes it.
    #[must_use]
    pub fn code(&self) -> &'static str {
        self.code
    }

    /// How bad it is.
    #[must_use]
    pub fn severity(&self) -> Severity {
        self.severity
    }

    /// The remedy.
    #[must_use]
    pub fn help_text(&self) -> Option<&str> {
        self.help.as_deref()
    }

    /// The message, in one sentence.
    #[must_use]
    pub fn message(&self) -> &str {
        &self.message
    }
}

impl From<SyntaxError> for Diagnostic {
    fn from(error: SyntaxError) -> Self {
        let mut diagnostic = match error.is_recovered {
            true => Self::warning(error.code, error.span, error.message),
            false => Self::error(error.code, error.span, error.message),
        };
        diagnostic.help = error.help;
        diagnostic.related.extend(error.related);
        diagnostic
    }
}

/// How many diagnostics of one code are kept; a document can have a fault in every line.
const MOST: usize = 1000;

/// Collects diagnostics. In tests it panics when dropped without [`Self::finish`], so that no stage
/// can lose a diagnostic.
#[derive(Debug, Default)]
pub(crate) struct Collector {
    list: Vec<Diagnostic>,
    /// The hashes of all that were added.
    seen: BTreeSet<u64>,
    /// How many of each code were added, and how many of them are no longer kept.
    counts: BTreeMap<&'static str, (usize, usize)>,
    finished: bool,
}

impl Collector {
    pub(crate) fn add(&mut self, diagnostic: Diagnostic) {
        // One mistake may be met on several ways through a schema.
        if !self.seen.insert(diagnostic.hash()) {
            return;
        }
        let (count, dropped) = self.counts.entry(diagnostic.code).or_default();
        *count += 1;
        if *count <= MOST {
            self.list.push(diagnostic);
        } else {
            *dropped += diagnostic.count;
            // An error must not be left out.
            if diagnostic.severity == Severity::Error && *dropped == diagnostic.count {
                let is_error = |one: &Diagnostic| one.severity == Severity::Error;
                let mut kept = self.list.iter().filter(|one| one.code == diagnostic.code);
                if !kept.any(is_error) {
                    self.list.push(diagnostic);
                    *dropped -= 1;
                }
            }
        }
    }

    /// Adds several.
    pub(crate) fn extend(&mut self, list: impl IntoIterator<Item = Diagnostic>) {
        list.into_iter().for_each(|diagnostic| self.add(diagnostic));
    }

    /// Lets a reader refine diagnostics with its knowledge of the text.
    pub(crate) fn refine(&mut self, refine: impl FnMut(&mut Diagnostic)) {
        self.list.iter_mut().for_each(refine);
    }

    /// Adds the pointer in its document to each diagnostic.
    pub(crate) fn locate(&mut self, documents: &[Rc<Document>]) {
        for diagnostic in &mut self.list {
            let Some(span) = diagnostic.span else {
                continue;
            };
            let document = documents.iter().find(|d| d.source() == span.source);
            if let (Some(document), None) = (document, &diagnostic.pointer) {
                diagnostic.pointer = Some(document.pointer_of(span));
            }
        }
    }

    /// The gate: the warnings, or everything if there is an error.
    pub(crate) fn finish(mut self) -> Result<Vec<Diagnostic>, Vec<Diagnostic>> {
        self.finished = true;
        let mut list = without_consequences(std::mem::take(&mut self.list));
        for diagnostic in list
            .iter_mut()
            .filter(|diagnostic| diagnostic.help.is_none())
        {
            let more = || format!("`fieldwright explain {}` says more", diagnostic.code);
            let help = codes::remedy(diagnostic.code);
            diagnostic.help = Some(help.map_or_else(more, str::to_owned));
        }
        for (code, (_, dropped)) in std::mem::take(&mut self.counts) {
            let first = list.iter().find(|diagnostic| diagnostic.code == code);
            if let (Some(first), 1..) = (first, dropped) {
                list.push(Diagnostic::more(first, dropped));
            }
        }
        list.sort_by_key(|diagnostic| (diagnostic.count > 1, diagnostic.place()));
        let failed = list.iter().any(|d| d.severity == Severity::Error);
        if failed { Err(list) } else { Ok(list) }
    }
}

/// A value that could not be read, such as an alias without its anchor, has no type either: one
/// fault gives one error.
fn without_consequences(mut list: Vec<Diagnostic>) -> Vec<Diagnostic> {
    let is_cause = |one: &Diagnostic| one.severity == Severity::Error && one.code != "wrong-type";
    let causes = list.iter().filter(|one| is_cause(one));
    let causes: BTreeSet<_> = causes.filter_map(Diagnostic::place).collect();
    list.retain(|one| {
        one.code != "wrong-type" || one.place().is_none_or(|place| !causes.contains(&place))
    });
    list
}

#[cfg(test)]
impl Drop for Collector {
    fn drop(&mut self) {
        assert!(
            self.finished || std::thread::panicking(),
            "diagnostics were dropped unread: {:?}",
            self.list
        );
    }
}

/// The diagnostics of one run, with the texts they refer to.
///
/// `Display` and `Debug` show every diagnostic with its location and excerpt, without colours.
pub struct Diagnostics {
    list: Vec<Diagnostic>,
    sources: Sources,
}

impl Diagnostics {
    pub(crate) fn new(list: Vec<Diagnostic>, sources: Sources) -> Self {
        Self { list, sources }
    }

    /// The diagnostics in the order of the files.
    pub fn iter(&self) -> std::slice::Iter<'_, Diagnostic> {
        self.list.iter()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// How many of `severity` there are.
    #[must_use]
    pub fn count(&self, severity: Severity) -> usize {
        let found = self.list.iter().filter(|d| d.severity == severity);
        found.map(|diagnostic| diagnostic.count).sum()
    }

    /// File name, line and column of a diagnostic, if it has a location.
    #[must_use]
    pub fn place(&self, diagnostic: &Diagnostic) -> Option<(&str, Position)> {
        let span = diagnostic.span?;
        Some((self.sources.name(span.source), self.sources.position(span)))
    }

    /// The same as text for people. A code that is no error and occurs more than `most` times is
    /// one line with its first locations: foreign documents have hundreds of the same.
    #[must_use]
    pub fn render_few(&self, most: usize, colour: bool) -> String {
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        let is_folding = |diagnostic: &&Diagnostic| diagnostic.severity != Severity::Error;
        for diagnostic in self.list.iter().filter(is_folding) {
            *counts.entry(diagnostic.code).or_default() += diagnostic.count;
        }
        counts.retain(|_, count| *count > most);
        let is_folded = |d: &&Diagnostic| is_folding(d) && counts.contains_key(d.code);
        let few = self.list.iter().filter(|d| !is_folded(d)).cloned();
        let few: Vec<Diagnostic> = few.collect();
        let mut out = render::render(&few, &self.sources, Format::Text, colour);
        for (code, count) in counts {
            let mut folded = self.list.iter().filter(is_folding);
            if let Some(first) = folded.find(|diagnostic| diagnostic.code == code) {
                out.push_str(&render::folded(first, count, &self.sources));
            }
        }
        out
    }

    /// All of them as text in one of the formats; `colour` only matters for
    /// [`Format::Text`].
    #[must_use]
    pub fn render(&self, format: Format, colour: bool) -> String {
        render::render(&self.list, &self.sources, format, colour)
    }
}

impl std::fmt::Display for Diagnostics {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.render(Format::Text, false))
    }
}

impl std::fmt::Debug for Diagnostics {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        std::fmt::Display::fmt(self, f)
    }
}

impl std::error::Error for Diagnostics {}

impl<'a> IntoIterator for &'a Diagnostics {
    type Item = &'a Diagnostic;
    type IntoIter = std::slice::Iter<'a, Diagnostic>;
    fn into_iter(self) -> Self::IntoIter {
        self.list.iter()
    }
}
