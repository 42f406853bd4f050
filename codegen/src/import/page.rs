//! One Markdown text -> a page: its subject, and the rows, values or members it lists, each with
//! its span. Knows nothing of types or languages.
//!
//! ```text
//! # Name              title
//! words               introduction
//! ## Fields           a table of Field, Type, Required, Description, perhaps Example
//! ## Values           a table of Name and Value, bullets, or a TypeScript union
//! ## Supported Types  a heading and a fenced example for each member of a union
//! ```

use super::row::{RawValue, Row};
use super::table::{self, Line};
use super::text;
use crate::source::{SourceId, Span};

/// The content of one page.
#[derive(Debug)]
pub(super) struct Page {
    /// The path as given, with forward slashes.
    pub(super) path: String,
    pub(super) title: String,
    pub(super) span: Span,
    pub(super) intro: String,
    pub(super) deprecated: bool,
    pub(super) body: Body,
    /// The languages of its fenced blocks.
    pub(super) fences: Vec<String>,
    /// The reader of tables of any kind made it.
    pub(super) general: bool,
    /// The head of its table, if the reader of tables of any kind made it.
    pub(super) head: Vec<String>,
    /// Values in JSON beside its table.
    pub(super) samples: Vec<String>,
    /// The anchors by which links lead to it.
    pub(super) anchors: Vec<String>,
}

impl Page {
    /// One of several tables that the document at `path` describes.
    pub(super) fn of_table(
        path: &str,
        title: String,
        span: Span,
        intro: String,
        rows: Vec<Row>,
    ) -> Self {
        Self {
            path: format!("{path}#{}", title.to_lowercase()),
            title,
            span,
            intro,
            deprecated: false,
            body: Body::Fields(rows),
            fences: Vec::new(),
            general: true,
            head: Vec::new(),
            samples: Vec::new(),
            anchors: Vec::new(),
        }
    }
}

#[derive(Debug)]
pub(super) enum Body {
    Fields(Vec<Row>),
    Values {
        values: Vec<RawValue>,
        open: bool,
    },
    Union(Vec<Member>),
    /// A title alone: a union whose members other pages name.
    Bare,
    /// No page of a type; why.
    Other(&'static str),
    /// A page that fieldwright wrote contains more than those of SDKs.
    Reference(Box<super::reference_type::ReferencePage>),
}

/// A member of a union, as its heading and its example name it.
#[derive(Debug)]
pub(super) struct Member {
    pub(super) heading: String,
    pub(super) code: String,
}

const FIELDS: [&str; 3] = ["Field", "Type", "Required"];
const MORE: [&str; 5] = [
    "Required",
    "Description",
    "Example",
    "Default",
    "Constraints",
];
const VALUES: [&str; 2] = ["Name", "Value"];
const SECTIONS: [&str; 5] = [
    "Fields",
    "Values",
    "Supported Types",
    "Example Usage",
    "Union Discrimination",
];

/// The lines below one heading.
struct Section<'l, 't> {
    name: &'t str,
    lines: &'l [Line<'t>],
}

/// Reads a page. `path` names the type if the text does not.
pub(super) fn read(source: SourceId, path: &str, content: &str) -> Page {
    let lines = table::lines(content);
    let (front, lines) = super::blocks::titled(&lines);
    let title = title(lines);
    let is_titled = title.is_some() || front.is_some();
    let (name, span, after) = match title {
        Some((at, name)) => (
            name.to_owned(),
            lines.get(at).map(|line| line.span(source)),
            at + 1,
        ),
        None => (front.unwrap_or_else(|| text::stem(path)), None, 0),
    };
    let rest = lines.get(after..).unwrap_or_default();
    let (intro, sections) = sections(rest);
    let words = paragraphs(intro);
    let (deprecated, intro_text) = text::without_deprecation(&words);
    let body = body(source, is_titled, &name, intro, &sections, rest);
    Page {
        path: path.to_owned(),
        title: name,
        span: span.unwrap_or(Span::new(source, 0, 0)),
        intro: match body {
            Body::Fields(_) if sections.is_empty() => String::new(),
            _ => intro_text,
        },
        deprecated,
        body,
        fences: fences(rest),
        general: false,
        head: Vec::new(),
        samples: Vec::new(),
        anchors: Vec::new(),
    }
}

/// Whether a page has the section of fields that SDKs' pages have.
pub(super) fn has_fields(content: &str) -> bool {
    let mut lines = content.lines();
    lines.any(|line| section_name(line, false) == Some("Fields"))
}

/// Whether a page is one of an SDK, so that nothing on it is lost: a table with its columns and
/// marks, and nothing else.
pub(super) fn is_sdk(source: SourceId, content: &str, page: &Page) -> bool {
    let lines = table::lines(content);
    let count = |name: &str| {
        lines
            .iter()
            .filter(|l| section_name(l.text, false) == Some(name))
            .count()
    };
    let sections = count("Fields") + count("Values") + count("Supported Types");
    match &page.body {
        Body::Union(members) => !members.is_empty() && sections == 1,
        Body::Fields(rows) => {
            let full = lines
                .iter()
                .filter(|line| line.text.trim_start().starts_with('|'))
                .count();
            let has_signs = rows.is_empty() && sections == 1 && full == 2
                || content.contains(":heavy_check_mark:")
                || content.contains(":heavy_minus_sign:");
            let found = table::whole(&lines, source, &FIELDS);
            let head = found.is_some_and(|table| {
                let further = table.head.get(FIELDS.len()..).unwrap_or_default();
                let known = further
                    .iter()
                    .all(|name| name == "Description" || name == "Example");
                known
                    && table.rows.len() == rows.len()
                    && table.rows.iter().all(|row| row.len() <= table.head.len())
            });
            let titles = lines
                .iter()
                .filter(|line| line.text.starts_with("# "))
                .count();
            let marked = rows.iter().all(|row| row.required.is_some());
            let is_named = rows.iter().all(|row| {
                row.name
                    .as_ref()
                    .is_some_and(|name| !name.text.contains("[]"))
            });
            has_signs && head && marked && is_named && sections < 2 && titles < 2
        }
        Body::Values { values, .. } => {
            let wide =
                table::find(&lines, source, &VALUES, &[]).is_some_and(|table| table.head.len() > 2);
            !values.is_empty() && !wide && sections == 1
        }
        Body::Bare | Body::Other(_) | Body::Reference(_) => false,
    }
}

/// The first heading; in a page pasted as text, a first line of one word above a
/// section's name.
fn title<'t>(lines: &[Line<'t>]) -> Option<(usize, &'t str)> {
    let full = |line: &&(usize, &Line<'_>)| !line.1.text.trim().is_empty();
    let numbered: Vec<(usize, &Line<'t>)> = lines.iter().enumerate().collect();
    let (at, first) = *numbered.iter().find(full)?;
    // A comment in code is no heading.
    let mut is_code = false;
    let heading = numbered.iter().find_map(|(at, line)| {
        is_code ^= line.text.trim_start().starts_with("```");
        let text = line.text.strip_prefix("# ").filter(|_| !is_code)?;
        Some((*at, text.trim()))
    });
    if heading.is_some() {
        return heading;
    }
    let word = first.text.trim();
    let is_word = text::is_word(word) && !SECTIONS.contains(&word) && word != "Field";
    let follows = lines.get(at + 1..)?.iter();
    let has_section = follows
        .clone()
        .any(|line| section_name(line.text, true).is_some());
    (is_word && has_section).then_some((at, word))
}

/// The section that a line begins; `plain` takes names without a heading's signs.
fn section_name(line: &str, plain: bool) -> Option<&str> {
    let text = line.trim();
    let name = match text.strip_prefix("## ").or(text.strip_prefix("### ")) {
        Some(name) => name.trim(),
        None if plain => text,
        None => return None,
    };
    SECTIONS.contains(&name).then_some(name)
}

/// The text before the first known heading, and the sections.
fn sections<'l, 't>(lines: &'l [Line<'t>]) -> (&'l [Line<'t>], Vec<Section<'l, 't>>) {
    let marked = starts(lines, false);
    let starts = if marked.is_empty() {
        starts(lines, true)
    } else {
        marked
    };
    let first = starts.first().map_or(lines.len(), |(at, _)| *at);
    let mut out = Vec::new();
    for (index, (at, name)) in starts.iter().enumerate() {
        let end = starts.get(index + 1).map_or(lines.len(), |(at, _)| *at);
        let lines = lines.get(at + 1..end).unwrap_or_default();
        out.push(Section { name, lines });
    }
    (lines.get(..first).unwrap_or_default(), out)
}

fn starts<'t>(lines: &[Line<'t>], plain: bool) -> Vec<(usize, &'t str)> {
    let mut fence = false;
    let mut out = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        if line.text.trim_start().starts_with("```") {
            fence = !fence;
        } else if let Some(name) = section_name(line.text, plain).filter(|_| !fence) {
            out.push((at, name));
        }
    }
    out
}

fn body(
    source: SourceId,
    titled: bool,
    title: &str,
    intro: &[Line<'_>],
    sections: &[Section<'_, '_>],
    all: &[Line<'_>],
) -> Body {
    let section = |name: &str| sections.iter().find(|s| s.name == name).map(|s| s.lines);
    if let Some(table) = section("Fields").and_then(|l| fields(until_heading(l), source)) {
        return table;
    }
    if let Some(lines) = section("Values") {
        let example = section("Example Usage").unwrap_or_default();
        return values(lines, example, source);
    }
    if let Some(lines) = section("Supported Types") {
        return Body::Union(members(lines));
    }
    if sections.is_empty() {
        // A table alone, pasted without its page.
        if let Some(table) = fields(all, source) {
            return table;
        }
        if table::find(all, source, &VALUES, &[]).is_some_and(|t| t.head.len() == 2) {
            return values(all, &[], source);
        }
    }
    if section("Fields").is_some() {
        return Body::Other("its `Fields` are no table of Field, Type and Required");
    }
    let adds_keywords = |line: &Line<'_>| {
        let text = line.text.trim_start();
        text.starts_with('#') || text.starts_with('|') || text.starts_with("```")
    };
    match () {
        () if all.iter().all(|line| line.text.trim().is_empty()) && !titled => {
            Body::Other("it is empty")
        }
        () if !titled || !text::is_word(title) || intro.iter().any(adds_keywords) => {
            Body::Other("it has no table of fields or values")
        }
        () => Body::Bare,
    }
}

/// The lines up to the next heading of any kind.
fn until_heading<'l, 't>(lines: &'l [Line<'t>]) -> &'l [Line<'t>] {
    let end = lines
        .iter()
        .position(|line| line.text.starts_with('#') && line.text.contains("# "));
    lines.get(..end.unwrap_or(lines.len())).unwrap_or_default()
}

pub(super) fn fields(lines: &[Line<'_>], source: SourceId) -> Option<Body> {
    let table = table::find(lines, source, &FIELDS, &MORE)?;
    let column = |name: &str| table.head.iter().position(|head| head == name);
    let places = MORE.map(column);
    let rows = table.rows.into_iter().map(|cells| {
        let get = |at: Option<usize>| at.and_then(|at| cells.get(at));
        let text = |at: usize| {
            let cell = get(places.get(at).copied().flatten());
            cell.map(|cell| cell.text.clone()).unwrap_or_default()
        };
        Row {
            ty: get(Some(1))
                .map(|cell| cell.text.clone())
                .unwrap_or_default(),
            required: table::mark(&text(0)),
            mark: text(0),
            description: text(1),
            example: text(2),
            default: text(3),
            constraints: text(4),
            name: cells.into_iter().next(),
            ..Row::default()
        }
    });
    Some(Body::Fields(rows.collect()))
}

fn values(lines: &[Line<'_>], example: &[Line<'_>], source: SourceId) -> Body {
    let notes = lines
        .iter()
        .chain(example)
        .map(|line| line.text.to_lowercase());
    let mut open = notes
        .filter(|line| !line.contains("closed enum"))
        .any(|line| line.contains("open enum") || line.contains("unrecognized<"));
    let mut values = Vec::new();
    if let Some(table) = table::find(until_heading(lines), source, &VALUES, &[]) {
        for row in table.rows {
            let cell = |at: usize| {
                row.get(at)
                    .map(|c| text::value(&c.text))
                    .unwrap_or_default()
            };
            let (name, value) = (cell(0), cell(1));
            if value.starts_with("Unrecognized<") {
                open = true;
                continue;
            }
            let inner = text::unquoted(&value).filter(|_| value.len() > 1);
            values.push(RawValue {
                name: Some(name).filter(|name| !name.is_empty()),
                quoted: inner.as_ref().map(|_| true),
                value: inner.unwrap_or(value),
                also: Vec::new(),
                description: None,
            });
        }
        return Body::Values { values, open };
    }
    let mut fence = false;
    let mut code = String::new();
    for line in lines {
        let text = line.text.trim();
        if text.starts_with("```") {
            fence = !fence;
        } else if fence {
            code.push_str(line.text);
            code.push('\n');
        } else if let Some(item) = item(text) {
            values.extend(described(item));
        } else if values.is_empty() && !text.starts_with('|') {
            let codes = super::code_spans::codes(text);
            let codes = codes
                .iter()
                .filter(|code| !code.starts_with("Unrecognized<"));
            values.extend(codes.filter_map(|code| literal(code.trim())));
        }
    }
    for part in text::split_outside_quotes(&code, '|') {
        let part = part.trim();
        if part.starts_with("Unrecognized") {
            open = true;
        } else {
            values.extend(literal(part));
        }
    }
    Body::Values { values, open }
}

/// The text after a bullet or a number.
fn item(text: &str) -> Option<&str> {
    let bullet = text.strip_prefix("- ").or(text.strip_prefix("* "));
    bullet.or_else(|| {
        let (number, rest) = text.split_once(". ")?;
        let is_number = !number.is_empty() && number.chars().all(|c| c.is_ascii_digit());
        is_number.then_some(rest)
    })
}

/// A value, and the words after a dash or a colon.
fn described(item: &str) -> Option<RawValue> {
    let signs = [" - ", " \u{2013} ", " \u{2014} ", ": "];
    let parts = signs.iter().find_map(|sign| item.split_once(sign));
    let (value, words) = match parts {
        Some((value, words)) if !value.trim().contains(' ') || value.ends_with('`') => {
            (value, words)
        }
        _ => (item, ""),
    };
    let words = words.trim();
    literal(text::value(value.trim().trim_matches('*')).trim()).map(|raw| RawValue {
        description: Some(words.to_owned()).filter(|words| !words.is_empty()),
        ..raw
    })
}

/// `"text"`, `'text'` or a bare word or number.
fn literal(text: &str) -> Option<RawValue> {
    let inner = text::unquoted(text);
    let quoted = inner.is_some();
    let value = inner.unwrap_or_else(|| text.to_owned());
    (quoted || !value.is_empty()).then_some(RawValue {
        name: None,
        value,
        quoted: Some(quoted),
        also: Vec::new(),
        description: None,
    })
}

fn members(lines: &[Line<'_>]) -> Vec<Member> {
    let mut out: Vec<Member> = Vec::new();
    let mut fence = false;
    for line in lines {
        let text = line.text.trim();
        let heading = text.strip_prefix("###").filter(|_| !fence);
        if text.starts_with("```") {
            fence = !fence;
        } else if let Some(heading) = heading {
            out.push(Member {
                heading: heading.trim_start_matches('#').trim().to_owned(),
                code: String::new(),
            });
        } else if let Some(member) = out.last_mut().filter(|_| fence) {
            member.code.push_str(line.text);
            member.code.push('\n');
        }
    }
    out
}

/// Lines as paragraphs: no blank lines around, one between.
fn paragraphs(lines: &[Line<'_>]) -> String {
    let mut out = String::new();
    for line in lines {
        let text = line.text.trim_end();
        let is_break = text.is_empty();
        if is_break && (out.is_empty() || out.ends_with("\n\n")) {
            continue;
        }
        out.push_str(text);
        out.push('\n');
    }
    out.trim().to_owned()
}

fn fences(lines: &[Line<'_>]) -> Vec<String> {
    let opened = lines
        .iter()
        .filter_map(|line| line.text.trim().strip_prefix("```"));
    let named = opened.filter(|name| !name.is_empty());
    named.map(|name| name.trim().to_lowercase()).collect()
}
