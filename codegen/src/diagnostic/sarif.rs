//! Diagnostics -> one SARIF 2.1.0 log, for a whole run.

use std::collections::BTreeMap;

use fieldwright_runtime::{Map, Value};

use super::visible::{visible, visible_json};
use super::{Diagnostic, Diagnostics, change_code, explain};
use crate::source::{Sources, Span};

/// The texts of rules for messages about a run and not about an input.
pub const OTHER_RULES: [(&str, &str); 2] = [
    (
        "drift",
        "A generated file differs from what its schema says. Run `fieldwright` and commit the result.",
    ),
    ("failed", "The run could not be done; the message says why."),
];

/// A file, a line and a column.
type Location<'p> = (&'p str, u32, u32);

/// One log of everything that a run reports; a run that reports nothing has one, too.
#[derive(Debug, Default)]
pub struct SarifLog {
    results: Vec<Value>,
    /// The rules, and the index of each in their list.
    rules: BTreeMap<String, usize>,
    order: Vec<String>,
}

impl SarifLog {
    /// Adds diagnostics.
    pub fn add(&mut self, diagnostics: &Diagnostics) {
        for diagnostic in diagnostics {
            self.add_one(diagnostic, &diagnostics.sources);
        }
    }

    /// Adds a file that differs from the output of its schema; `line` counts from 1.
    pub fn add_drift(&mut self, file: &str, line: usize, message: &str) {
        let region = Map::from([("startLine", Value::from(line.max(1) as u64))]);
        let location = location(file, region, None);
        self.result("drift", "error", message, vec![location], Vec::new());
    }

    /// Adds an error without a location and a code.
    pub fn add_failure(&mut self, message: &str) {
        self.result("failed", "error", message, Vec::new(), Vec::new());
    }

    /// Adds a change; locations are file, line and column.
    pub(crate) fn add_change(
        &mut self,
        code: &str,
        level: &str,
        message: &str,
        (here, before): (Option<Location<'_>>, Option<Location<'_>>),
    ) {
        let place = |(file, line, column): Location<'_>, words: Option<&str>| {
            let region = Map::from([
                ("startLine", Value::from(u64::from(line))),
                ("startColumn", Value::from(u64::from(column))),
            ]);
            location(file, region, words)
        };
        let locations = here.or(before).map(|at| place(at, None));
        let related = before.filter(|_| here.is_some());
        let related = related.map(|at| place(at, Some("where it was")));
        let (locations, related) = (locations.into_iter(), related.into_iter());
        self.result(code, level, message, locations.collect(), related.collect());
    }

    pub(super) fn add_one(&mut self, diagnostic: &Diagnostic, sources: &Sources) {
        let place = |span: Span, words: Option<&str>| {
            location(sources.name(span.source), region(span, sources), words)
        };
        let locations = diagnostic.span.map(|span| place(span, None));
        let related = diagnostic.related.iter();
        let related = related.map(|(span, words)| place(*span, Some(words)));
        let message = match &diagnostic.help {
            Some(help) => format!("{}\n{help}", diagnostic.message),
            None => diagnostic.message.clone(),
        };
        let level = diagnostic.severity.name();
        self.result(
            diagnostic.code,
            level,
            &message,
            locations.into_iter().collect(),
            related.collect(),
        );
    }

    fn result(
        &mut self,
        code: &str,
        level: &str,
        message: &str,
        locations: Vec<Value>,
        related: Vec<Value>,
    ) {
        let next = self.order.len();
        let index = *self.rules.entry(code.to_owned()).or_insert(next);
        if index == next {
            self.order.push(code.to_owned());
        }
        let mut result = Map::from([
            ("ruleId", Value::from(code)),
            ("ruleIndex", Value::from(index as u64)),
            ("level", Value::from(level)),
            ("message", text(message)),
        ]);
        if !locations.is_empty() {
            result.insert("locations", Value::Array(locations));
        }
        if !related.is_empty() {
            result.insert("relatedLocations", Value::Array(related));
        }
        self.results.push(Value::Object(result));
    }

    /// The log, as one line of JSON.
    #[must_use]
    pub fn finish(self) -> String {
        let rules = self.order.iter().map(|code| rule(code));
        let driver = Map::from([
            ("name", Value::from("fieldwright")),
            ("version", Value::from(env!("CARGO_PKG_VERSION"))),
            ("informationUri", Value::from(env!("CARGO_PKG_REPOSITORY"))),
            ("rules", Value::Array(rules.collect())),
        ]);
        let tool = Map::from([("driver", Value::Object(driver))]);
        let run = Map::from([
            ("tool", Value::Object(tool)),
            ("columnKind", Value::from("unicodeCodePoints")),
            ("results", Value::Array(self.results)),
        ]);
        let log = Map::from([
            (
                "$schema",
                Value::from("https://json.schemastore.org/sarif-2.1.0.json"),
            ),
            ("version", Value::from("2.1.0")),
            ("runs", Value::Array(vec![Value::Object(run)])),
        ]);
        visible_json(&Value::Object(log).to_string()) + "\n"
    }
}

fn rule(code: &str) -> Value {
    let other = OTHER_RULES.iter().find(|(name, _)| *name == code);
    let (words, page) = match (explain(code), other, change_code(code)) {
        (Ok(known), ..) => (known.text(), known.page),
        (_, Some((_, words)), _) => (*words, *words),
        (_, _, Some(change)) => (change.text, change.page()),
        _ => (code, code),
    };
    let first = words.split_once(". ").map_or(words, |(first, _)| first);
    let first = first.trim_end_matches('.').replace('\n', " ") + ".";
    let help = Value::Object(Map::from([
        ("text", Value::from(page)),
        ("markdown", Value::from(page)),
    ]));
    Value::Object(Map::from([
        ("id", Value::from(code)),
        ("shortDescription", text(&first)),
        ("fullDescription", text(words)),
        ("help", help),
    ]))
}

fn text(words: &str) -> Value {
    Value::Object(Map::from([("text", Value::from(visible(words).as_str()))]))
}

/// From the first character of a span to the one after its last.
fn region(span: Span, sources: &Sources) -> Map<Value> {
    let start = sources.position(span);
    let end = sources.position(Span::new(span.source, span.end, span.end));
    let mut region = Map::from([
        ("startLine", Value::from(u64::from(start.line))),
        ("startColumn", Value::from(u64::from(start.column))),
    ]);
    if (end.line, end.column) > (start.line, start.column) {
        region.insert("endLine", Value::from(u64::from(end.line)));
        region.insert("endColumn", Value::from(u64::from(end.column)));
    }
    region
}

fn location(file: &str, region: Map<Value>, words: Option<&str>) -> Value {
    let mut artifact = Map::new();
    let file = file.replace('\\', "/");
    let is_absolute = file.starts_with('/') || file.get(1..3) == Some(":/");
    if is_absolute {
        let slash = if file.starts_with('/') { "" } else { "/" };
        let uri = format!("file://{slash}{}", encoded(&file));
        artifact.insert("uri", Value::from(uri.as_str()));
    } else {
        artifact.insert("uri", Value::from(encoded(&file).as_str()));
        artifact.insert("uriBaseId", Value::from("%SRCROOT%"));
    }
    let physical = Map::from([
        ("artifactLocation", Value::Object(artifact)),
        ("region", Value::Object(region)),
    ]);
    let mut location = Map::from([("physicalLocation", Value::Object(physical))]);
    if let Some(words) = words {
        location.insert("message", text(words));
    }
    Value::Object(location)
}

/// A path as a part of a URI.
fn encoded(path: &str) -> String {
    let mut out = String::with_capacity(path.len());
    for byte in path.bytes() {
        let is_plain = byte.is_ascii_alphanumeric() || b"-._~/@+,=".contains(&byte);
        if is_plain || (byte == b':' && out.len() == 1) {
            out.push(byte as char);
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    out
}
