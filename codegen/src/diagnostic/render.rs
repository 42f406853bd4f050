//! Diagnostics as text for people, JSON lines, GitHub annotations or SARIF.

use annotate_snippets::{AnnotationKind, Level, Message, Origin, Renderer, Snippet};
use fieldwright_runtime::{Map, Value};

use super::sarif::SarifLog;
use super::visible::{visible, visible_json, visible_line};
use super::{Diagnostic, Severity};
use crate::source::{Sources, Span};

/// How diagnostics are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Format {
    /// For people: excerpt, marks and help.
    #[default]
    Text,
    /// One JSON object a line.
    Json,
    /// GitHub workflow commands (`::error file=...`).
    Github,
    /// One SARIF 2.1.0 log.
    Sarif,
}

pub(super) fn render(
    list: &[Diagnostic],
    sources: &Sources,
    format: Format,
    colour: bool,
) -> String {
    let lines = |one: fn(&Diagnostic, &Sources) -> String| {
        list.iter()
            .map(|d| one(d, sources) + "\n")
            .collect::<String>()
    };
    match format {
        Format::Text => list
            .iter()
            .map(|d| text(d, sources, colour) + "\n\n")
            .collect(),
        Format::Json => lines(|d, sources| visible_json(&value(d, sources).to_string())),
        Format::Github => lines(github),
        Format::Sarif => {
            let mut log = SarifLog::default();
            list.iter().for_each(|d| log.add_one(d, sources));
            log.finish()
        }
    }
}

impl Severity {
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Note => "note",
        }
    }
}

/// One drifted file as a message for machines; empty for [`Format::Text`].
#[must_use]
pub fn drift_message(format: Format, file: &str, line: usize, message: &str) -> String {
    let code = "drift";
    match format {
        Format::Text => String::new(),
        Format::Json => {
            let map = Map::from([
                ("code", Value::from(code)),
                ("severity", Value::from("error")),
                ("message", Value::from(message)),
                ("file", Value::from(file)),
                ("line", Value::from(line as u64)),
            ]);
            visible_json(&Value::Object(map).to_string()) + "\n"
        }
        Format::Github => format!(
            "::error file={},line={line},title={code}::{}\n",
            github_property(file),
            github_data(message)
        ),
        Format::Sarif => {
            let mut log = SarifLog::default();
            log.add_drift(file, line, message);
            log.finish()
        }
    }
}

// --- text -------------------------------------------------------------------

fn text(diagnostic: &Diagnostic, sources: &Sources, colour: bool) -> String {
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    };
    let message = visible_line(&diagnostic.message);
    let mut group = level
        .primary_title(message)
        .id(diagnostic.code)
        .elements(std::iter::empty::<Message<'_>>());
    if let Some(span) = diagnostic.span {
        let excerpt = Excerpt::of_diagnostic(diagnostic, span, sources);
        if excerpt.is_cut {
            let position = sources.position(span);
            let origin = Origin::path(excerpt.name.clone()).line(position.line as usize);
            group = group.element(origin.char_column(position.column as usize));
        }
        group = group.element(snippet(diagnostic, span, &excerpt, sources));
        for (place, what) in diagnostic
            .related
            .iter()
            .filter(|(p, _)| p.source != span.source)
        {
            let excerpt = Excerpt::of(std::iter::once(*place), *place, sources);
            let mark = AnnotationKind::Primary
                .span(excerpt.range(*place, sources))
                .label(visible_line(what));
            group = group.element(excerpt.snippet().annotation(mark));
        }
    }
    if let Some(help) = &diagnostic.help {
        group = group.element(Level::HELP.message(visible_line(help)));
    }
    let renderer = if colour {
        Renderer::styled()
    } else {
        Renderer::plain()
    };
    renderer.render(&[group])
}

/// One line for all of a code.
pub(super) fn folded(first: &Diagnostic, count: usize, sources: &Sources) -> String {
    let place = first.span.map(|span| {
        let position = sources.position(span);
        let name = visible_line(sources.name(span.source));
        format!(" at {name}:{}:{}", position.line, position.column)
    });
    format!(
        "{}[{}]: {count} places; the first{}: {} (-v shows all)\n",
        first.severity.name(),
        first.code,
        place.unwrap_or_default(),
        visible_line(&first.message),
    )
}

fn snippet<'s>(
    diagnostic: &Diagnostic,
    span: Span,
    excerpt: &Excerpt<'s>,
    sources: &Sources,
) -> Snippet<'s, annotate_snippets::Annotation<'s>> {
    let related = diagnostic.related.iter();
    let related = related.filter(|(place, _)| place.source == span.source);
    let mut snippet = excerpt.snippet();
    snippet = snippet.annotation(AnnotationKind::Primary.span(excerpt.range(span, sources)));
    for (place, what) in related.filter(|(place, _)| excerpt.holds(*place)) {
        let mark = AnnotationKind::Context
            .span(excerpt.range(*place, sources))
            .label(visible_line(what));
        snippet = snippet.annotation(mark);
    }
    snippet
}

/// The lines of a text that a message shows, since the renderer scans its whole input.
struct Excerpt<'s> {
    text: &'s str,
    name: String,
    /// The start of the lines in the whole text, and the number of the first.
    start: usize,
    line: usize,
    /// Whether it is a part of a line: a document may be one line of a megabyte.
    is_cut: bool,
}

/// The longest excerpt and the longest line that are shown whole, and how much of longer ones is,
/// in bytes.
const LONG: usize = 20_000;
const LONG_LINE: usize = 1000;
const SHOWN: usize = 160;

impl<'s> Excerpt<'s> {
    fn of_diagnostic(diagnostic: &Diagnostic, span: Span, sources: &'s Sources) -> Self {
        let related = diagnostic.related.iter().map(|(place, _)| *place);
        let related = related.filter(|place| place.source == span.source);
        Self::of(std::iter::once(span).chain(related), span, sources)
    }

    /// The lines from the first to the last of `places`, all in the file of `place`.
    fn of(places: impl Iterator<Item = Span>, place: Span, sources: &'s Sources) -> Self {
        let text = sources.text(place.source);
        let ranges: Vec<_> = places.map(|place| range(place, sources)).collect();
        let first = ranges.iter().map(|range| range.start).min().unwrap_or(0);
        let last = ranges.iter().map(|range| range.end).max().unwrap_or(0);
        let before = text.floor_char_boundary(first.saturating_sub(LONG_LINE));
        let after = text.ceil_char_boundary(last.saturating_add(LONG_LINE).min(text.len()));
        let line_start = text[before..first].rfind(['\n', '\r']);
        let line_end = text[last..after].find(['\n', '\r']);
        let mut start = line_start.map_or(before, |at| before + at + 1);
        let mut end = line_end.map_or(after, |at| last + at);
        let is_cut = end - start > LONG
            || (line_start.is_none() && before > 0)
            || (line_end.is_none() && after < text.len());
        if is_cut {
            let at = range(place, sources).start;
            start = text.floor_char_boundary(at.saturating_sub(SHOWN / 2).max(start));
            end = text.floor_char_boundary((start + SHOWN).min(end));
            let lines = &text[start..at];
            start += lines.rfind(['\n', '\r']).map_or(0, |line| line + 1);
            let lines = &text[at..end];
            end = at + lines.find(['\n', '\r']).unwrap_or(lines.len());
        }
        let at_start = Span::new(place.source, to_u32(start), to_u32(start));
        Self {
            text: &text[start..end],
            name: visible_line(sources.name(place.source)),
            start,
            line: sources.position(at_start).line as usize,
            is_cut,
        }
    }

    fn snippet(&self) -> Snippet<'s, annotate_snippets::Annotation<'s>> {
        let snippet = Snippet::source(self.text).line_start(self.line);
        if self.is_cut {
            snippet
        } else {
            snippet.path(self.name.clone())
        }
    }

    fn holds(&self, place: Span) -> bool {
        let start = place.start as usize;
        (self.start..=self.start + self.text.len()).contains(&start)
    }

    /// The range of a span in the lines.
    fn range(&self, place: Span, sources: &Sources) -> std::ops::Range<usize> {
        let range = range(place, sources);
        let inside = |at: usize| at.saturating_sub(self.start).min(self.text.len());
        inside(range.start)..inside(range.end)
    }
}

/// Offsets fit: longer texts are refused when they are read.
fn to_u32(offset: usize) -> u32 {
    u32::try_from(offset).unwrap_or(u32::MAX)
}

/// The span cut to its first line and to the text, on character borders.
fn range(span: Span, sources: &Sources) -> std::ops::Range<usize> {
    let text = sources.text(span.source);
    let mut start = (span.start as usize).min(text.len());
    while !text.is_char_boundary(start) {
        start -= 1;
    }
    let end = text.ceil_char_boundary((span.end as usize).clamp(start, text.len()));
    let line = text[start..end].find(['\n', '\r']);
    start..line.map_or(end, |at| start + at)
}

// --- machines -----------------------------------------------------------------

fn value(diagnostic: &Diagnostic, sources: &Sources) -> Value {
    let mut map = Map::new();
    map.insert("code", Value::from(diagnostic.code));
    map.insert("severity", Value::from(diagnostic.severity.name()));
    map.insert("message", Value::from(diagnostic.message.as_str()));
    if let Some(span) = diagnostic.span {
        let position = sources.position(span);
        map.insert("file", Value::from(sources.name(span.source)));
        map.insert("line", Value::from(u64::from(position.line)));
        map.insert("column", Value::from(u64::from(position.column)));
    }
    if let Some(pointer) = &diagnostic.pointer {
        map.insert("pointer", Value::from(pointer.as_str()));
    }
    if let Some(help) = &diagnostic.help {
        map.insert("help", Value::from(help.as_str()));
    }
    if !diagnostic.related.is_empty() {
        let related = diagnostic.related.iter().map(|(span, what)| {
            let position = sources.position(*span);
            Value::Object(Map::from([
                ("file", Value::from(sources.name(span.source))),
                ("line", Value::from(u64::from(position.line))),
                ("column", Value::from(u64::from(position.column))),
                ("message", Value::from(what.as_str())),
            ]))
        });
        map.insert("related", Value::Array(related.collect()));
    }
    Value::Object(map)
}

/// A workflow command; data and properties are escaped as the runner requires.
fn github(diagnostic: &Diagnostic, sources: &Sources) -> String {
    let kind = match diagnostic.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "notice",
    };
    let mut place = String::new();
    if let Some(span) = diagnostic.span {
        let position = sources.position(span);
        let file = github_property(sources.name(span.source));
        place = format!(
            "file={file},line={},col={},",
            position.line, position.column
        );
    }
    let mut message = diagnostic.message.clone();
    if let Some(help) = &diagnostic.help {
        message = format!("{message}\n{help}");
    }
    let title = github_property(diagnostic.code);
    format!("::{kind} {place}title={title}::{}", github_data(&message))
}

/// A workflow command at a location: file, line and column.
pub(crate) fn github_command(
    kind: &str,
    location: Option<(&str, u32, u32)>,
    title: &str,
    message: &str,
) -> String {
    let place = location.map(|(file, line, column)| {
        format!("file={},line={line},col={column},", github_property(file))
    });
    let (place, title) = (place.unwrap_or_default(), github_property(title));
    format!("::{kind} {place}title={title}::{}\n", github_data(message))
}

fn github_data(text: &str) -> String {
    visible(text)
        .replace('%', "%25")
        .replace('\r', "%0D")
        .replace('\n', "%0A")
}

fn github_property(text: &str) -> String {
    github_data(text).replace(':', "%3A").replace(',', "%2C")
}
