//! A comparison -> text, JSON, Markdown, GitHub annotations or SARIF.

mod json;
mod markdown;
mod text;

use super::change::{Change, Comparison, Location, Verdict, Witness};
use crate::diagnostic::{SarifLog, github_command, visible};

/// How a comparison is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ReportFormat {
    /// For people.
    #[default]
    Text,
    /// One JSON document.
    Json,
    /// For a pull request.
    Markdown,
    /// GitHub workflow commands.
    Github,
    /// One SARIF 2.1.0 log.
    Sarif,
}

impl Comparison {
    /// The report in one of the formats. As text, a code of compatible changes that occurs more
    /// than `few` times is one line.
    #[must_use]
    pub fn render(&self, format: ReportFormat, few: usize) -> String {
        match format {
            ReportFormat::Text => text::render(self, few),
            ReportFormat::Json => json::render(self),
            ReportFormat::Markdown => markdown::render(self),
            ReportFormat::Github => {
                let all = self.changes().iter();
                all.map(|change| {
                    let here = change.new.as_ref().or(change.old.as_ref());
                    let kind = match level(change) {
                        "note" => "notice",
                        other => other,
                    };
                    github_command(kind, here.map(place), change.code, &summary(change))
                })
                .collect()
            }
            ReportFormat::Sarif => {
                let mut log = SarifLog::default();
                for change in self.changes() {
                    let places = (
                        change.new.as_ref().map(place),
                        change.old.as_ref().map(place),
                    );
                    log.add_change(change.code, level(change), &summary(change), places);
                }
                log.finish()
            }
        }
    }

    /// The number of changes of each severity, in words.
    #[must_use]
    pub fn summary(&self) -> String {
        let count = |name: &str| {
            let all = self.changes().iter();
            all.filter(|change| change.severity() == name).count()
        };
        let names = [
            ("breaking", "breaking"),
            ("unclear", "unclear"),
            ("literals", "of literals"),
            ("compatible", "compatible"),
        ];
        let parts = names.iter().filter_map(|(name, words)| match count(name) {
            0 => None,
            n => Some(format!("{n} {words}")),
        });
        let parts: Vec<String> = parts.collect();
        match (self.changes().len(), parts.as_slice()) {
            (0, _) => "nothing changed".to_owned(),
            (1, parts) => format!("1 change: {}", parts.join(", ")),
            (n, parts) => format!("{n} changes: {}", parts.join(", ")),
        }
    }
}

fn place(location: &Location) -> (&str, u32, u32) {
    (
        &location.file,
        location.position.line,
        location.position.column,
    )
}

fn level(change: &Change) -> &'static str {
    match change.severity() {
        "breaking" => "error",
        "unclear" => "warning",
        _ => "note",
    }
}

/// A change in a few lines, without markup.
fn summary(change: &Change) -> String {
    let mut lines = vec![change.message.clone()];
    if let Some(words) = change.rust.words() {
        lines.push(format!("Rust API {}: {words}", change.rust.name()));
    }
    lines.extend(verdict_lines(change));
    lines.extend(change.help.clone());
    visible(&lines.join("\n"))
}

/// A line for each direction, and one for its proof.
fn verdict_lines(change: &Change) -> Vec<String> {
    let mut lines = Vec::new();
    let both = [
        ("requests", &change.requests),
        ("responses", &change.responses),
    ];
    for (direction, impact) in both {
        let Some(impact) = impact else { continue };
        let (validation, wire) = (impact.validation.name(), impact.wire.name());
        lines.push(match validation == wire {
            true => format!("{direction}: {validation}"),
            false => format!("{direction}: validation {validation}, wire {wire}"),
        });
        if let Some(reason) =
            reason(direction, &impact.validation).or(reason(direction, &impact.wire))
        {
            lines.push(format!("  {reason}"));
        }
    }
    lines
}

/// How much of an instance is shown.
const SHOWN: usize = 300;

/// The proof of a verdict, or the reason why there is none.
fn reason(direction: &str, verdict: &Verdict) -> Option<String> {
    match verdict {
        Verdict::Compatible => None,
        Verdict::Unclear(why) => Some(why.clone()),
        Verdict::Breaking(Witness::Message(message)) => Some(message.clone()),
        Verdict::Breaking(Witness::Instance { of, value, refusal }) => {
            let text = value.to_string();
            let shown = match text.char_indices().nth(SHOWN) {
                Some((at, _)) => format!("{}…", text.get(..at).unwrap_or_default()),
                None => text,
            };
            let words = match direction {
                "requests" => "accepted before, refused now",
                _ => "sent now, refused by old readers",
            };
            Some(format!("{words}: {of} {shown}: {refusal}"))
        }
    }
}
