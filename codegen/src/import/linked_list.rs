//! Bullets of links below the words *one of* -> a union of their targets.
//!
//! ```text
//! ## Shape
//! This object can be one of
//! - [Circle](#circle)
//! - [Square](#square)
//! ```

use super::named_list::announces;
use super::page::{Body, Member};
use super::tables::{Draft, TablesReader};
use super::text;
use crate::source::Span;

impl TablesReader<'_> {
    /// Reads words that are such bullets; returns whether they are.
    pub(super) fn union(&mut self, words: &str, span: impl FnOnce() -> Span) -> bool {
        let lines = words.lines().filter(|line| !line.trim().is_empty());
        let (bullets, above): (Vec<&str>, Vec<&str>) = lines.partition(|line| is_bullet(line));
        let begins = words.lines().position(is_bullet);
        if self.used || bullets.len() < 2 || begins != Some(above.len()) {
            return false;
        }
        let lead = match above.last() {
            Some(line) => Some((*line).to_owned()),
            None => self.words.last().cloned(),
        };
        let heading = self.stack.last().map(|(_, text)| text.as_str());
        let is_union = lead.is_some_and(|lead| lead.to_lowercase().contains("one of"))
            || heading.is_some_and(announces);
        let names: Option<Vec<String>> = bullets.iter().map(|line| link(line)).collect();
        let Some(names) = names.filter(|_| is_union) else {
            return false;
        };
        let (base, part) = self.title();
        let said = above.into_iter().filter(|line| line.trim() != "One of:");
        let said: Vec<&str> = said.collect();
        let intro = [self.words.join("\n\n"), said.join("\n")].join("\n");
        let member = |heading| Member {
            heading,
            code: String::new(),
        };
        let anchors = self.take_anchors();
        self.words.clear();
        self.drafts.push(Draft::of(
            (base, part),
            intro.trim().to_owned(),
            span(),
            anchors,
            Body::Union(names.into_iter().map(member).collect()),
        ));
        true
    }
}

impl TablesReader<'_> {
    /// Reports a list of names alone below *fields*, which have no types.
    pub(super) fn names_alone(&mut self, words: &str, span: impl FnOnce() -> Span) {
        const NAMED: [&str; 4] = ["fields", "properties", "attributes", "columns"];
        let lines = words.lines().filter(|line| !line.trim().is_empty());
        let (bullets, above): (Vec<&str>, Vec<&str>) = lines.partition(|line| is_bullet(line));
        let names = bullets.iter().filter_map(|line| line.trim().get(2..));
        let names: Vec<String> = names.map(text::shown).collect();
        let lead = match above.last() {
            Some(line) => Some(*line),
            None => self.words.last().map(String::as_str),
        };
        let lead = lead.filter(|line| line.trim_end().trim_end_matches('*').ends_with(':'));
        let lead = lead.unwrap_or_default().to_lowercase();
        let mut lead = lead.split(|c: char| !c.is_alphabetic());
        let is_list = lead.any(|word| NAMED.contains(&word))
            && names.len() > 1
            && names.iter().all(|name| text::is_word(name));
        if is_list {
            let message = "is a list of names without types, and is left out";
            let help = "make it a table of fields with their types";
            let subject = names.join(", ").chars().take(60).collect::<String>();
            self.reports
                .assumed("skipped-table", Some(span()), subject, message, help);
        }
    }
}

fn is_bullet(line: &str) -> bool {
    let text = line.trim_start();
    ["- ", "* ", "+ "].iter().any(|sign| text.starts_with(sign))
}

/// The name that a bullet links, if it has no other text.
fn link(line: &str) -> Option<String> {
    let text = line.trim().get(2..)?.trim();
    let (label, rest) = text.strip_prefix('[')?.split_once("](")?;
    let name = text::shown(label);
    let is_whole = rest.find(')').is_some_and(|at| at + 1 == rest.len());
    (is_whole && text::is_word(&name)).then_some(name)
}
