//! Sections without a table whose words declare the type of their heading -> that type, where a field of
//! the document has it.
//!
//! ```text
//! ### Color
//! _Underlying type:_ _string_      or  *Type* : enum (red, blue)  or  `red` | `blue`
//! - Enum: [red blue]
//! ```

use super::facts;
use super::in_words;
use super::page::Body;
use super::row::{More, Part, RawValue, Row};
use super::table::Cell;
use super::tables::{Candidate, Draft, TablesReader};
use super::text;
use super::titles::{self, Title};
use super::types::plain;
use crate::source::Span;

impl TablesReader<'_> {
    /// Reports words above a table of fields that declare a list of such objects.
    pub(super) fn report_list(&mut self, intro: &str, subject: &str, span: Span) {
        if let Some(line) = intro.lines().find(|line| is_list(line)) {
            let message =
                "is said to be a list; the table has its elements, and the list is left out";
            let help = "write `type: Name[]` where the type is used";
            let subject = (subject, line);
            self.reports
                .lost_text("unread-limit", Some(span), subject, message, help);
        }
    }

    /// Keeps what the words since the last heading declare; a field has to name it.
    pub(super) fn declared(&mut self, span: Span) {
        let heading = self.stack.last().map(|(_, text)| titles::read(text));
        let Some(Title::Name(base)) = heading.filter(|_| !self.used && !self.words.is_empty())
        else {
            return;
        };
        let words = self.words.join("\n");
        let Some((ty, values)) = read(&words) else {
            return;
        };
        let row = Row {
            name: Some(Cell::new(base.clone(), span.source, 0, 0)),
            ty,
            more: More {
                values,
                part: Some(Part::Member),
                ..More::default()
            },
            ..Row::default()
        };
        let draft = Draft::of(
            (Some(base), None),
            said(&words),
            span,
            self.anchors_here(),
            Body::Fields(vec![row]),
        );
        self.candidates.push(Candidate {
            at: self.drafts.len(),
            draft,
            head: Vec::new(),
        });
    }
}

/// The type in words, and its values.
fn read(words: &str) -> Option<(String, Vec<RawValue>)> {
    let ty = words.lines().find_map(type_of);
    let listed = words.lines().find_map(enumerated);
    let values = || {
        let alone = words.lines().find(|line| line.matches('`').count() > 3)?;
        let bare = alone.split('`').step_by(2).collect::<String>();
        let is_only = bare.chars().all(|c| matches!(c, ' ' | '|' | ','));
        is_only.then(|| in_words::values(&alone.replace('`', "")))
    };
    let values = listed.or_else(|| values().filter(|values| values.len() > 1));
    let values = values.unwrap_or_default();
    if ty.is_none() && values.is_empty() {
        return None;
    }
    let values = values.into_iter().map(super::choices::value).collect();
    Some((ty.unwrap_or_else(|| "string".to_owned()), values))
}

/// `_Underlying type:_ _string_`, `*Type* : string`
fn type_of(line: &str) -> Option<String> {
    let ty = labelled(line)?;
    (plain::is_known(&ty) || ty.starts_with("enum")).then_some(ty)
}

/// What a line calls the type.
fn labelled(line: &str) -> Option<String> {
    let (label, ty) = line.split_once(':')?;
    let is_sign = |c: char| matches!(c, '*' | '_' | ' ' | '-');
    let label = label.trim_matches(is_sign).to_lowercase();
    let ty = ty.trim_start_matches(is_sign).trim_end_matches(is_sign);
    let is_label = matches!(label.as_str(), "type" | "underlying type" | "base type");
    is_label.then(|| text::shown(ty))
}

/// Whether words say that a type is a list: `*Type* : < Item > array`.
fn is_list(line: &str) -> bool {
    let ty = labelled(line).unwrap_or_default().to_lowercase();
    let mut words = ty.split(|c: char| !c.is_alphanumeric());
    words.any(|word| matches!(word, "array" | "list")) || ty.ends_with("[]")
}

/// `- Enum: [a b]`
fn enumerated(line: &str) -> Option<Vec<String>> {
    let bare = text::unbulleted(line);
    let rest = bare.strip_prefix("Enum:")?.trim();
    let inner = rest.strip_prefix('[')?.strip_suffix(']')?;
    let values: Vec<String> = match inner.contains(',') {
        true => facts::values(inner),
        false => inner.split_whitespace().map(str::to_owned).collect(),
    };
    (!values.is_empty()).then_some(values)
}

/// The words that declare nothing, and do not list where the type is used.
fn said(words: &str) -> String {
    let is_sign = |c: char| matches!(c, '*' | '_' | ' ' | ':');
    let is_label = |line: &str| {
        let label = line.trim_matches(is_sign).to_lowercase();
        matches!(label.as_str(), "validation" | "appears in")
    };
    let is_link = |line: &str| line.starts_with("- [") && line.ends_with(')');
    let kept = words.lines().filter(|line| {
        type_of(line).is_none() && enumerated(line).is_none() && !is_label(line) && !is_link(line)
    });
    kept.collect::<Vec<_>>().join("\n").trim().to_owned()
}
