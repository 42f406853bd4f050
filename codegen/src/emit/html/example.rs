//! Values -> JSON as the pages show it, and the examples of the pages.

use std::fmt::Write as _;

use fieldwright_runtime::Value;

use crate::emit::prose::is_hidden;
use crate::model::{Docs, Model, Origin, TypeDef, TypeId};

/// Above so many types a module gets a page for each named type.
pub(super) const LARGE: usize = 200;

/// Whether a value is valid by the schema at a pointer.
type Accepts = dyn Fn(&str, &Value) -> bool;

/// The sources of examples.
pub(crate) struct Examples {
    /// For each type a generated one, if its author gives no valid one and one was found.
    pub(crate) made: Vec<Option<Value>>,
    /// Whether a value is valid by the schema at a pointer of the normalised schema.
    pub(crate) accepts: Box<Accepts>,
}

impl Examples {
    /// How large one that is made may be, in bytes of JSON: a page stays below 500 kB.
    pub(crate) fn largest(model: &Model, def: &TypeDef) -> usize {
        let count = model.types.len();
        match &def.origin {
            _ if count <= LARGE => (200_000 / count.max(1)).min(8000),
            Origin::Definition(_) => 32_000,
            Origin::Inline { .. } => 8000,
        }
    }

    /// Those of a type: the author's, else the one that was made.
    pub(super) fn of_type<'v>(&'v self, id: TypeId, def: &'v TypeDef) -> Vec<&'v Value> {
        let mut found = self.given(&def.docs, &def.pointer);
        if found.is_empty() {
            found.extend(self.made.get(id.0).and_then(Option::as_ref));
        }
        found
    }

    /// The valid ones of those that an author gives for the schema at a pointer. Many give a list
    /// of examples as one.
    pub(super) fn given<'v>(&self, docs: &'v Docs, pointer: &str) -> Vec<&'v Value> {
        let mut found = Vec::new();
        for example in docs.examples.iter().map(|example| &example.value) {
            if (self.accepts)(pointer, example) {
                found.push(example);
                continue;
            }
            let items = example.as_array().unwrap_or_default();
            found.extend(items.iter().filter(|item| (self.accepts)(pointer, item)));
        }
        found
    }
}

/// JSON on one line; characters that `visible` would spell out are escaped, so that it stays the
/// same value.
pub(super) fn flat(value: &Value) -> String {
    let text = value.to_string();
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if is_hidden(c) {
            // All of them are below U+10000, or are no JSON text's.
            let _ = write!(out, "\\u{:04x}", c as u32);
        } else {
            out.push(c);
        }
    }
    out
}

/// JSON over several lines, two spaces a level.
pub(super) fn pretty(value: &Value) -> String {
    let mut out = String::new();
    lines(value, 1, &mut out);
    out
}

fn lines(value: &Value, level: usize, out: &mut String) {
    let indent = |level: usize| format!("\n{}", "  ".repeat(level));
    let (ends, rows): ([&str; 2], Vec<(String, &Value)>) = match value {
        Value::Array(items) if items.iter().any(is_nested) => (
            ["[", "]"],
            items.iter().map(|item| (String::new(), item)).collect(),
        ),
        Value::Object(map) if !map.is_empty() => {
            let entry = |(key, item): (&str, _)| (format!("{}: ", flat(&Value::from(key))), item);
            (["{", "}"], map.iter().map(|(k, v)| entry((k, v))).collect())
        }
        scalar => {
            out.push_str(&flat(scalar));
            return;
        }
    };
    let [open, close] = ends;
    out.push_str(open);
    for (index, (key, item)) in rows.iter().enumerate() {
        out.push_str(if index > 0 { "," } else { "" });
        out.push_str(&indent(level));
        out.push_str(key);
        lines(item, level + 1, out);
    }
    out.push_str(&indent(level - 1));
    out.push_str(close);
}

const fn is_nested(value: &Value) -> bool {
    matches!(value, Value::Array(_) | Value::Object(_))
}
