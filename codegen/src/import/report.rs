//! The reports of an import: assumptions, omissions and missing parts.
//!
//! An assumption made at hundreds of locations is reported once with their number, unless each is
//! requested.

use std::collections::BTreeMap;

use crate::diagnostic::Diagnostic;
use crate::source::Span;

/// All reports, in the order of their occurrence.
#[derive(Debug, Default)]
pub(crate) struct Reports {
    list: Vec<Report>,
}

#[derive(Debug)]
struct Report {
    code: &'static str,
    is_note: bool,
    span: Option<Span>,
    /// The subject: `Type.field`; empty if the message contains it.
    subject: String,
    /// How often it was seen, if that was counted.
    counts: String,
    message: String,
    help: String,
}

/// How many subjects are named if they are reported together: of assumptions, and of losses.
const NAMED: [usize; 2] = [3, 8];

impl Reports {
    /// Takes over all reports of others.
    pub(super) fn append(&mut self, others: Self) {
        self.list.extend(others.list);
    }

    /// Whether something of a code was said.
    pub(super) fn has(&self, code: &str) -> bool {
        self.list.iter().any(|report| report.code == code)
    }

    /// A choice that the pages leave open. The message goes on after the subject.
    pub(super) fn assumed(
        &mut self,
        code: &'static str,
        span: Option<Span>,
        subject: impl AsRef<str>,
        message: impl Into<String>,
        help: impl Into<String>,
    ) {
        let subject = (subject.as_ref().to_owned(), String::new());
        self.add(true, code, span, subject, message.into(), help.into());
    }

    /// The same for a subject, with the supporting counts.
    #[cfg(feature = "infer")]
    pub(super) fn assumed_of(
        &mut self,
        code: &'static str,
        span: Option<Span>,
        subject: (String, String),
        message: impl Into<String>,
        help: impl Into<String>,
    ) {
        self.add(true, code, span, subject, message.into(), help.into());
    }

    /// A list at the top of a file, whose elements are read as samples.
    #[cfg(feature = "infer")]
    pub(crate) fn assumed_samples(&mut self, span: Span, file: &str, count: usize) {
        let ending = if count == 1 { "" } else { "s" };
        let subject = (file.to_owned(), format!("{count} element{ending}"));
        let message = "holds a list, each element of which is taken for a sample";
        let help = "use `--whole` if the list is one sample";
        self.assumed_of("assumed-samples", Some(span), subject, message, help);
    }

    /// A loss or repair that may happen at many locations.
    pub(crate) fn lost(
        &mut self,
        code: &'static str,
        span: Option<Span>,
        subject: impl AsRef<str>,
        message: impl Into<String>,
        help: impl Into<String>,
    ) {
        let subject = (subject.as_ref().to_owned(), String::new());
        self.add(false, code, span, subject, message.into(), help.into());
    }

    /// A part of a document that describes tables, for which a field table has no keyword.
    pub(super) fn unsayable(&mut self, span: Span, subject: &str, what: &str) {
        let message = format!("has `{what}`, which a field table cannot say and which is left out");
        let help = "a rule of the field table may say something like it";
        self.lost("unread-limit", Some(span), subject, message, help);
    }

    /// A text that was lost, which is named behind its subject.
    pub(super) fn lost_text(
        &mut self,
        code: &'static str,
        span: Option<Span>,
        (subject, text): (&str, &str),
        message: impl Into<String>,
        help: impl Into<String>,
    ) {
        let text: String = text.chars().filter(|c| !c.is_control()).take(60).collect();
        let subject = (subject.to_owned(), format!("`{text}`"));
        self.add(false, code, span, subject, message.into(), help.into());
    }

    /// Something that was lost or repaired.
    pub(crate) fn warning(
        &mut self,
        code: &'static str,
        span: Option<Span>,
        message: impl Into<String>,
        help: impl Into<String>,
    ) {
        let subject = (String::new(), String::new());
        self.add(false, code, span, subject, message.into(), help.into());
    }

    fn add(
        &mut self,
        is_note: bool,
        code: &'static str,
        span: Option<Span>,
        (subject, counts): (String, String),
        message: String,
        help: String,
    ) {
        self.list.push(Report {
            code,
            is_note,
            span,
            subject,
            counts,
            message,
            help,
        });
    }

    /// All of it; assumptions of one kind as one, unless `each`.
    pub(crate) fn into_diagnostics(self, each: bool) -> Vec<Diagnostic> {
        let mut groups: Vec<(Report, Vec<String>)> = Vec::new();
        let mut places: BTreeMap<(&'static str, String), usize> = BTreeMap::new();
        for report in self.list {
            let is_whole = report.subject.is_empty();
            let subject = match report.counts.is_empty() {
                _ if is_whole => String::new(),
                true => format!("`{}`", report.subject),
                false => format!("`{}` ({})", report.subject, report.counts),
            };
            if each || is_whole {
                groups.push((report, vec![subject]));
                continue;
            }
            let key = (report.code, report.message.clone());
            let place = *places.entry(key).or_insert(groups.len());
            match groups.get_mut(place) {
                Some((_, subjects)) => subjects.push(subject),
                None => groups.push((report, vec![subject])),
            }
        }
        let mut list: Vec<Diagnostic> = groups.into_iter().map(diagnostic).collect();
        list.sort_by_key(Diagnostic::place);
        list.dedup();
        list
    }
}

fn diagnostic((report, subjects): (Report, Vec<String>)) -> Diagnostic {
    let message = match subjects.as_slice() {
        [one] if one.is_empty() => report.message,
        [one] => format!("{one} {}", report.message),
        many => {
            let [few, several] = NAMED;
            let most = if report.is_note { few } else { several };
            let named = many.iter().take(most).cloned();
            let named = named.collect::<Vec<_>>().join(", ");
            match many.len().saturating_sub(most) {
                0 => format!("{named}: each {}", report.message),
                more => format!("{named} and {more} more: each {}", report.message),
            }
        }
    };
    let diagnostic = if report.is_note {
        Diagnostic::note(report.code, report.span, message)
    } else {
        Diagnostic::warned(report.code, report.span, message)
    };
    diagnostic.help(report.help)
}
