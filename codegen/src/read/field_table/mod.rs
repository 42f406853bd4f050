//! A YAML field table (`codegen/docs/field-table.md`) -> the normalised schema.
//!
//! ```yaml
//! fieldwright: 1
//! types:
//!   Session:
//!     fields:
//!       owner: { type: string, required: true, description: Who it is for }
//!       kind: { type: Kind, default: live }
//!   Kind: { enum: [live, test], open: true }
//! ```

mod row;
mod rules;
mod type_text;
mod values;

use fieldwright_runtime::{Value, nearest};

use crate::diagnostic::{Collector, Diagnostic};
use crate::schema::{Definition, Graph, Keyword, Schema, SchemaId, Spanned, Support, Types};
use crate::source::{Document, Key, Kind, Node};

/// Reads the table; every mistake goes to the collector.
pub(super) fn read(document: &Document, collector: &mut Collector) -> Graph {
    let root = document.root();
    collector.refine(|diagnostic| duplicate_field(document, diagnostic));
    let types = root.get("types");
    let names = types
        .into_iter()
        .flat_map(|types| types.entries().map(|(key, _)| key.text));
    let mut reader = Reader {
        graph: Graph::default(),
        names: names.collect(),
        collector,
    };
    reader.header(root);
    match types {
        Some(types) => reader.definitions(types),
        None => reader.error(
            "missing-key",
            root,
            "the table has no `types`",
            "add a mapping `types:` from type names to their fields",
        ),
    }
    reader.graph
}

/// A key that stands twice among fields is a field that stands twice.
fn duplicate_field(document: &Document, diagnostic: &mut Diagnostic) {
    let Some(span) = diagnostic
        .span
        .filter(|_| diagnostic.code == "duplicate-key")
    else {
        return;
    };
    let pointer = document.pointer_of(span);
    if let Some((parents, name)) = pointer.rsplit_once('/')
        && parents.ends_with("/fields")
    {
        diagnostic.code = "duplicate-field";
        diagnostic.message = format!(
            "the field `{}` stands twice",
            name.replace("~1", "/").replace("~0", "~")
        );
        diagnostic.help = Some("take one of the two rows out, or rename it".to_owned());
    }
}

struct Reader<'d, 'c> {
    graph: Graph,
    /// The names of the table's types; the position is the definition's index.
    names: Vec<&'d str>,
    collector: &'c mut Collector,
}

impl<'d> Reader<'d, '_> {
    fn header(&mut self, root: Node<'d>) {
        for (key, value) in root.entries() {
            match key.text {
                "fieldwright" if value.number_text() == Some("1") => {}
                "fieldwright" => self.error(
                    "unknown-version",
                    value,
                    "the only version of field tables is 1",
                    "write `fieldwright: 1`",
                ),
                "title" => self.graph.title = self.text(key, value),
                "description" => self.graph.description = self.text(key, value),
                "types" => {}
                _ => self.unknown_key(key, ["title", "description", "types"].into_iter()),
            }
        }
    }

    fn definitions(&mut self, types: Node<'d>) {
        if types.kind() != Kind::Mapping {
            self.expected("types", types, "a mapping from type names to types");
            return;
        }
        for (key, node) in types.entries() {
            let is_taken = self
                .graph
                .definitions
                .iter()
                .any(|d| d.name.value == key.text);
            if is_taken {
                continue; // told as a key that stands twice
            }
            if Types::from_name(key.text).is_some() {
                let message = format!("`{}` is the name of a JSON type", key.text);
                let help = "give the type another name";
                self.collector
                    .add(Diagnostic::error("reserved-name", key.span, message).help(help));
            }
            let schema = self.definition(node);
            let name = Spanned::new(key.text.to_owned(), key.span);
            self.graph.definitions.push(Definition { name, schema });
        }
    }

    fn definition(&mut self, node: Node<'d>) -> SchemaId {
        if node.kind() != Kind::Mapping && node.as_str().is_none() {
            let expected = "a mapping with `fields`, `enum`, `anyOf`, `oneOf` or `type`";
            self.expected("a type", node, expected);
            return self.graph.add(Schema::new(node.span()));
        }
        self.row(node, false).0
    }

    // --- small values -----------------------------------------------------

    fn text(&mut self, key: Key<'d>, node: Node<'d>) -> Option<String> {
        if let Some(text) = node.as_str() {
            return Some(text.to_owned());
        }
        self.expected(key.text, node, "a string");
        None
    }

    fn flag(&mut self, key: Key<'d>, node: Node<'d>) -> bool {
        node.as_bool().unwrap_or_else(|| {
            self.expected(key.text, node, "true or false");
            false
        })
    }

    fn count(&mut self, key: Key<'d>, node: Node<'d>) -> Option<u64> {
        let text = node.number_text().unwrap_or_default();
        let count = fieldwright_runtime::from_json::<u64>(text.as_bytes());
        if count.is_err() {
            self.expected(key.text, node, "a whole number from 0 to 2^64 - 1");
        }
        count.ok()
    }

    fn number(&mut self, key: Key<'d>, node: Node<'d>) -> Option<String> {
        if let Some(text) = node.number_text() {
            return Some(text.to_owned());
        }
        self.expected(key.text, node, "a number");
        None
    }

    fn value(&mut self, node: Node<'d>) -> Option<Spanned<Value>> {
        match fieldwright_runtime::from_json::<Value>(node.to_json().as_bytes()) {
            Ok(value) => Some(Spanned::new(value, node.span())),
            Err(_) => {
                self.error(
                    "too-deep",
                    node,
                    "this value nests too deep",
                    "make it flatter",
                );
                None
            }
        }
    }

    // --- what is wrong ------------------------------------------------------

    fn error(&mut self, code: &'static str, node: Node<'_>, message: &str, help: &str) {
        self.collector
            .add(Diagnostic::error(code, node.span(), message).help(help));
    }

    fn expected(&mut self, what: &str, node: Node<'_>, expected: &str) {
        let message = format!(
            "`{what}` is {}, found {}",
            expected,
            article(node.type_name())
        );
        self.collector
            .add(Diagnostic::error("wrong-type", node.span(), message));
    }

    fn unknown_key<'n>(&mut self, key: Key<'_>, known: impl Iterator<Item = &'n str> + Clone) {
        if key.text.starts_with("x-") {
            return; // an extension of somebody else's
        }
        let refused = Keyword::find(key.text).filter(|k| k.support == Support::Refused);
        // What people write who know JSON Schema or OpenAPI.
        let meant = match key.text {
            "properties" => Some("fields"),
            "$ref" => Some("type: Name"),
            _ => nearest(key.text, known.clone()),
        };
        let diagnostic = match (refused, meant) {
            (Some(keyword), _) => {
                let message = format!(
                    "the keyword `{}` cannot be used in a field table yet",
                    keyword.name
                );
                Diagnostic::error("unsupported-keyword", key.span, message)
                    .help("leave it out; the README lists what is supported")
            }
            (None, Some(near)) => Diagnostic::error("unknown-key", key.span, unknown(key))
                .help(format!("did you mean `{near}`?")),
            (None, None) => {
                let known: Vec<&str> = known.collect();
                Diagnostic::error("unknown-key", key.span, unknown(key))
                    .help(format!("known here: {}", known.join(", ")))
            }
        };
        self.collector.add(diagnostic);
    }
}

fn unknown(key: Key<'_>) -> String {
    format!("the key `{}` is not known here", key.text)
}

fn article(type_name: &str) -> String {
    match type_name {
        "array" | "integer" | "object" => format!("an {type_name}"),
        "null" => "null".to_owned(),
        _ => format!("a {type_name}"),
    }
}
