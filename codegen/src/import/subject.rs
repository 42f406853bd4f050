//! What stands around the table of a type: the name of its class in code, the type that it extends, and
//! values in JSON.

use super::calling::folded;
use super::tables::TablesReader;
use super::text;

impl TablesReader<'_> {
    /// Keeps words; those below *Inherits from* are the name of a type.
    pub(super) fn push(&mut self, words: String) {
        const EXTENDS: [&str; 3] = ["inherits from", "extends", "base class"];
        let heading = self.stack.last().map(|(_, text)| text.to_lowercase());
        let is_base = heading.is_some_and(|text| EXTENDS.contains(&text.trim()));
        self.words
            .push(match is_base && !words.trim().contains('\n') {
                true => format!("Inherits from {}", text::shown(words.trim())),
                false => words,
            });
    }

    /// Whether words are the title in code, as class names stand below one; keeps the name.
    pub(super) fn is_class(&mut self, words: &str) -> bool {
        let code = text::code(words.trim()).filter(|code| !code.contains(['.', '\n']));
        let Some(code) = code else { return false };
        let mut titles = self.stack.iter().map(|(_, text)| folded(text));
        if !titles.any(|title| title == folded(&code)) {
            return false;
        }
        self.class = Some(code)
            .filter(|code| text::is_word(code))
            .or(self.class.take());
        true
    }

    /// Keeps a value in JSON, which may show how it spells the names of the tables around it.
    pub(super) fn sample(&mut self, text: String) {
        if !text.trim_start().starts_with(['{', '[']) {
            return;
        }
        if let Some(last) = self.drafts.last_mut() {
            last.samples.push(text.clone());
        }
        self.samples.push(text);
    }
}
