//! Keys of a schema without effect: misspelt keywords, and keywords beside a `$ref` that are
//! ignored.

use super::{SchemaPlace, SchemaReader};
use crate::diagnostic::Diagnostic;
use crate::schema::{KEYWORDS, Keyword, Schema};
use crate::source::{Key, Node};

/// Keys of schemas that are not in the table of keywords.
const OTHERS: [&str; 24] = [
    "$anchor",
    "$dynamicAnchor",
    "$id",
    "$recursiveAnchor",
    "$schema",
    "$vocabulary",
    "id",
    "definitions",
    "discriminator",
    "xml",
    "externalDocs",
    "example",
    "nullable",
    "markdownDescription",
    "enumNames",
    "enumDescriptions",
    "options",
    "links",
    "media",
    "divisibleBy",
    "extends",
    "disallow",
    "tags",
    "version",
];

/// Shorter names are too much like each other.
const SHORTEST: usize = 5;

/// Short ones, and the likely keyword.
const SHORT: [(&str, &str); 5] = [
    ("$def", "$defs"),
    ("ref", "$ref"),
    ("item", "items"),
    ("min", "minimum"),
    ("max", "maximum"),
];

impl SchemaReader<'_, '_, '_> {
    /// Reports a key that is no keyword but nearly one.
    pub(super) fn misspelt(&mut self, key: Key<'_>, node: Node<'_>) {
        let is_known = Keyword::find(key.text).is_some_and(|k| k.name != "fields")
            || OTHERS.contains(&key.text)
            || key.text.starts_with("x-");
        // In OpenAPI 2.0 a parameter is its own schema, and has more keys.
        if is_known || node.get("in").is_some() {
            return;
        }
        let known = KEYWORDS
            .iter()
            .map(|k| k.name)
            .filter(|name| name.len() + 1 >= SHORTEST);
        let near = match key.text {
            "property" => Some("properties"),
            text if text.len() < SHORTEST => short(text),
            _ => meant(key.text, known),
        };
        if let Some(near) = near {
            let message = format!("`{}` is no keyword and says nothing", key.text);
            let help = format!("did you mean `{near}`?");
            let diagnostic = Diagnostic::warning("misspelt-keyword", key.span, message);
            self.collector.add(diagnostic.help(help));
        }
    }

    /// Up to draft 7 and OpenAPI 3.0, keywords beside a `$ref` are ignored; in OpenAPI `nullable`
    /// is honoured, as everywhere.
    pub(super) fn beside_reference(
        &mut self,
        (key, node): (Key<'_>, Node<'_>),
        place: SchemaPlace<'_>,
        schema: &mut Schema,
    ) {
        let is_openapi = place.dialect.openapi.is_some();
        let (until, help) = match is_openapi {
            true => (
                "OpenAPI 3.0",
                "write `allOf: [{ $ref: ... }]` and the keyword beside it",
            ),
            false => (
                "draft 7",
                "write `allOf: [{ $ref: ... }]` and the keyword beside it, or use a later draft",
            ),
        };
        match key.text {
            "nullable" | "x-nullable" | "summary" if is_openapi => {}
            "deprecated" if is_openapi => schema.deprecated = self.mark(key, node),
            name if !is_openapi && WORDS.contains(&name) => {}
            name if Keyword::find(name).is_none() => self.misspelt(key, place.node),
            name => {
                let message = format!("`{name}` beside `$ref` is ignored up to {until}");
                let diagnostic = Diagnostic::warning("ignored-keyword", key.span, message);
                self.collector.add(diagnostic.help(help));
            }
        }
    }
}

/// Keywords that say nothing of what is valid.
const WORDS: [&str; 10] = [
    "$comment",
    "$defs",
    "default",
    "definitions",
    "deprecated",
    "examples",
    "readOnly",
    "writeOnly",
    "$id",
    "$schema",
];

/// Short keywords that are written wrongly all the same.
const SHORT_KEYWORDS: [&str; 3] = ["type", "enum", "items"];

/// The likely keyword for a short name: one that others use for it, the same in another case, or
/// one with a different letter after the first.
fn short(word: &str) -> Option<&'static str> {
    let lower = word.to_lowercase();
    let known = SHORT.iter().find(|(other, _)| *other == lower);
    let mut names = KEYWORDS.iter().map(|keyword| keyword.name);
    let same = names.find(|name| name.to_lowercase() == lower);
    let known = known.map(|(_, meant)| *meant).or(same);
    let is_near = |name: &&&str| {
        word.len() > 2 && lower.starts_with(&name[0..1]) && distance(word, name) == 1
    };
    known.or_else(|| SHORT_KEYWORDS.iter().find(is_near).copied())
}

/// The word that another one is a misspelling of: other case, or one or two letters.
pub(in crate::read) fn meant<'n>(
    word: &str,
    known: impl Iterator<Item = &'n str>,
) -> Option<&'n str> {
    let near = known.map(|name| (distance(word, name), name));
    let (distance, name) = near.min_by_key(|(distance, _)| *distance)?;
    (distance <= 2 && distance * 3 <= word.len()).then_some(name)
}

/// How many letters are put in, left out, changed or swapped with their neighbours, whatever their
/// case.
fn distance(a: &str, b: &str) -> usize {
    let lower = |text: &str| text.to_lowercase().chars().collect::<Vec<char>>();
    let (a, b) = (lower(a), lower(b));
    if a.len().abs_diff(b.len()) > 2 || a.len() > 40 {
        return usize::MAX;
    }
    let mut rows: Vec<Vec<usize>> = vec![(0..=b.len()).collect()];
    for i in 1..=a.len() {
        let mut row = vec![i];
        for j in 1..=b.len() {
            let change = usize::from(a[i - 1] != b[j - 1]);
            let mut least = (rows[i - 1][j] + 1).min(row[j - 1] + 1);
            least = least.min(rows[i - 1][j - 1] + change);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                least = least.min(rows[i - 2][j - 2] + 1);
            }
            row.push(least);
        }
        rows.push(row);
    }
    rows[a.len()][b.len()]
}
