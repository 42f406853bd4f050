//! The words of a table -> constraints, on first use.
//!
//! ```text
//! required null maxLength=80 pattern items(minimum=1 multipleOf=0.5)
//! ```
//! A word is a keyword of JSON Schema with its value in JSON, or with the words for what it applies
//! to in parentheses. `pattern` and `custom` refer to values that the table holds beside its words.
//! The generator writes them, so that errors in them need no explanation.

use std::borrow::Cow;

use crate::num::Limit;
use crate::reader::Reader;
use crate::shape::{Constraint, Hook};
use crate::{CountKeyword, Format, Model, NumberKeyword, Value};

/// Compiles the constraints of words.
pub(crate) fn constraints(words: &str, hooks: &'static [Hook]) -> Vec<Constraint> {
    of_words(words, &mut hooks.iter())
}

/// The same if several have their hooks in one list.
pub(crate) fn of_words(words: &str, hooks: Hooks<'_>) -> Vec<Constraint> {
    let mut out = Vec::new();
    Words::new(words).each(&mut |word, words| out.extend(constraint(word, words, hooks)));
    out
}

/// The hooks that have not been used yet.
pub(crate) type Hooks<'h> = &'h mut dyn Iterator<Item = &'static Hook>;

/// The constraint of one word, which may consume further `words`.
pub(crate) fn constraint(
    word: Word<'_>,
    words: &mut Words<'_>,
    hooks: Hooks<'_>,
) -> Option<Constraint> {
    let count = || word.value.parse().unwrap_or(u64::MAX);
    Some(match word.name {
        "coerce" => Constraint::Coerce,
        "uniqueItems" => Constraint::UniqueItems,
        "format" => Constraint::Format(Format::from_name(word.value)?),
        "pattern" | "custom" => match hooks.next()? {
            Hook::Pattern(pattern) => Constraint::Pattern(pattern),
            Hook::Format(name, check) => Constraint::CustomFormat(name, *check),
        },
        "const" => Constraint::Const(word.json()),
        "enum" => {
            let values = word.json().into_array();
            Constraint::Enum(values.unwrap_or_else(|value| vec![value]))
        }
        "items" if !word.value.is_empty() => Constraint::Closed(count()),
        "items" => Constraint::Items(words.nested(hooks)),
        "additionalProperties" => Constraint::Values(words.nested(hooks)),
        "prefixItems" => {
            let mut prefix = Vec::new();
            while words.peek() == Some(b'(') {
                prefix.push(words.nested(hooks));
            }
            Constraint::Prefix(prefix)
        }
        name => match (CountKeyword::of(name), NumberKeyword::of(name)) {
            (Some(keyword), _) => Constraint::Count(keyword, count()),
            (_, Some(keyword)) => Constraint::Number(keyword, Limit::new(word.value)),
            _ => return None,
        },
    })
}

/// One word: its name, and the JSON text after `=`.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Word<'t> {
    pub(crate) name: &'t str,
    pub(crate) value: &'t str,
}

impl<'t> Word<'t> {
    /// The value as a text that lives as long as the words, if it has no escapes.
    pub(crate) fn owned_text(&self) -> Cow<'t, str> {
        match self.value.starts_with('"') {
            true => Cow::Owned(self.text()),
            false => Cow::Borrowed(self.value),
        }
    }

    /// The value.
    pub(crate) fn json(&self) -> Value {
        let mut reader = Reader::new(self.value, false);
        reader.document().unwrap_or_default()
    }

    /// The value as a text; one that is not a JSON string is used unchanged.
    pub(crate) fn text(&self) -> String {
        match self.value.starts_with('"') {
            true => self.json().as_str().unwrap_or_default().to_owned(),
            false => self.value.to_owned(),
        }
    }

    /// The value as a list of texts.
    pub(crate) fn texts(&self) -> Vec<String> {
        let list = self.json();
        let list = list.as_array().unwrap_or_default().iter();
        list.filter_map(|text| text.as_str().map(str::to_owned))
            .collect()
    }
}

/// A text of words, read from the front.
#[derive(Debug)]
pub(crate) struct Words<'t> {
    text: &'t str,
    pos: usize,
}

impl<'t> Words<'t> {
    pub(crate) const fn new(text: &'t str) -> Self {
        Self { text, pos: 0 }
    }

    /// Calls `take` with each remaining word.
    pub(crate) fn each(mut self, take: &mut dyn FnMut(Word<'t>, &mut Self)) {
        while let Some(word) = self.next() {
            take(word, &mut self);
        }
    }

    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.pos).copied()
    }

    fn next(&mut self) -> Option<Word<'t>> {
        while self.peek() == Some(b' ') {
            self.pos += 1;
        }
        let name = self.until(|byte| matches!(byte, b' ' | b'=' | b'(' | b')'));
        if name.is_empty() {
            return None;
        }
        let mut value = "";
        if self.peek() == Some(b'=') {
            self.pos += 1;
            value = match self.peek() {
                Some(b'"' | b'[' | b'{') => self.json(),
                _ => self.until(|byte| matches!(byte, b' ' | b')')),
            };
        }
        Some(Word { name, value })
    }

    fn until(&mut self, ends: impl Fn(u8) -> bool) -> &'t str {
        let start = self.pos;
        while self.peek().is_some_and(|byte| !ends(byte)) {
            self.pos += 1;
        }
        self.text.get(start..self.pos).unwrap_or_default()
    }

    fn json(&mut self) -> &'t str {
        let rest = self.text.get(self.pos..).unwrap_or_default();
        let mut reader = Reader::new(rest, false);
        // Only its end is needed.
        let _: Option<Value> = Value::read_value(&mut reader, &[]);
        let length = reader.position().max(1);
        self.pos += length;
        rest.get(..length).unwrap_or_default()
    }

    /// The constraints in the following parentheses.
    fn nested(&mut self, hooks: Hooks<'_>) -> Vec<Constraint> {
        let mut out = Vec::new();
        self.pos += 1;
        while let Some(word) = self.next() {
            out.extend(constraint(word, self, &mut *hooks));
        }
        self.pos += 1;
        out
    }
}

#[cfg(test)]
mod tests {
    use super::constraints;
    use crate::num::Limit;
    use crate::shape::Constraint;
    use crate::{CountKeyword, Format, NumberKeyword, Value};

    #[test]
    fn words_are_keywords_with_their_values() {
        let list = constraints(
            r#"required null minLength=1 format=uri enum=["a b)",null] const="x y" maximum=1.50"#,
            &[],
        );
        let debug: Vec<String> = list.iter().map(|one| format!("{one:?}")).collect();
        let expected = [
            Constraint::Count(CountKeyword::MinLength, 1),
            Constraint::Format(Format::Uri),
            Constraint::Enum(vec![Value::from("a b)"), Value::Null]),
            Constraint::Const(Value::from("x y")),
            Constraint::Number(NumberKeyword::Maximum, Limit::new("1.50")),
        ];
        assert_eq!(debug, expected.map(|one| format!("{one:?}")));
    }

    #[test]
    fn what_is_applied_stands_in_parentheses() {
        let list = constraints(
            "items(minItems=2 items(minimum=1) uniqueItems) prefixItems(maxLength=2)()(minimum=0) maxItems=9",
            &[],
        );
        let debug: Vec<String> = list.iter().map(|one| format!("{one:?}")).collect();
        let expected = [
            Constraint::Items(vec![
                Constraint::Count(CountKeyword::MinItems, 2),
                Constraint::Items(vec![Constraint::Number(
                    NumberKeyword::Minimum,
                    Limit::new("1"),
                )]),
                Constraint::UniqueItems,
            ]),
            Constraint::Prefix(vec![
                vec![Constraint::Count(CountKeyword::MaxLength, 2)],
                vec![],
                vec![Constraint::Number(NumberKeyword::Minimum, Limit::new("0"))],
            ]),
            Constraint::Count(CountKeyword::MaxItems, 9),
        ];
        assert_eq!(debug, expected.map(|one| format!("{one:?}")));
    }
}
