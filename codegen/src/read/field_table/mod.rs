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
mod tags;
mod type_text;
mod values;

use std::collections::{BTreeMap, HashMap, HashSet};

use fieldwright_runtime::Value;

use crate::diagnostic::{Collector, Diagnostic};
use crate::read::report::Report;
use crate::read::texts::Unquoted;
use crate::schema::{Definition, Graph, Provenance, Schema, SchemaId, Spanned, Types};
use crate::source::{Document, Key, Kind, Node};
use row::Role;

/// Reads the table; every mistake goes to the collector.
pub(super) fn read(document: &Document, collector: &mut Collector) -> Graph {
    let root = document.root();
    collector.refine(|diagnostic| duplicate_field(document, diagnostic));
    let types = root.get("types");
    let names = types
        .into_iter()
        .flat_map(|types| types.entries().map(|(key, _)| key.text));
    let names: Vec<&str> = names.collect();
    let positions = names.iter().enumerate().rev();
    let mut reader = FieldTableReader {
        graph: Graph::strict(),
        positions: positions.map(|(index, name)| (*name, index)).collect(),
        names,
        tags: BTreeMap::new(),
        unquoted: Unquoted::default(),
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
    reader.settle_tags();
    reader.unquoted.settle(&mut reader.graph, reader.collector);
    reader.graph
}

/// A duplicate key among fields is a duplicate field.
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

struct FieldTableReader<'d, 'c> {
    graph: Graph,
    /// The names of the table's types; the position is the definition's index.
    names: Vec<&'d str>,
    /// The first position of each name.
    positions: HashMap<&'d str, usize>,
    /// The tags that alternatives are given.
    tags: BTreeMap<SchemaId, Spanned<Vec<Value>>>,
    /// Defaults and examples whose scalars have no quotes.
    unquoted: Unquoted,
    collector: &'c mut Collector,
}

impl<'d> FieldTableReader<'d, '_> {
    fn header(&mut self, root: Node<'d>) {
        let types = root.get("types");
        let is_empty = types.is_some_and(|types| types.kind() == Kind::Null);
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
                // It is beside `types` instead of inside, which is reported once.
                _ if is_empty && value.kind() == Kind::Mapping => {}
                _ => self.unknown_key(key, ["title", "description", "types"].into_iter()),
            }
        }
    }

    fn definitions(&mut self, types: Node<'d>) {
        if types.kind() == Kind::Null {
            let help = "indent the names of types, and what belongs to them, further than `types:`";
            self.error(
                "wrong-type",
                types,
                "nothing is indented below `types`",
                help,
            );
            return;
        }
        if types.kind() != Kind::Mapping {
            self.expected("types", types, "a mapping from type names to types");
            return;
        }
        let mut entries = types.entries().peekable();
        let mut known = HashSet::new();
        while let Some((key, node)) = entries.next() {
            let parts = ["fields", "enum", "rules"];
            if node.kind() == Kind::Null
                && let Some((part, _)) = entries.next_if(|(next, _)| parts.contains(&next.text))
            {
                self.beside_its_type(part, key.text);
                continue;
            }
            if !known.insert(key.text) {
                continue; // reported as a duplicate key
            }
            if Types::from_name(key.text).is_some() {
                let message = format!("`{}` is the name of a JSON type", key.text);
                let help = "give the type another name";
                self.collector
                    .add(Diagnostic::error("reserved-name", key.span, message).help(help));
            }
            let schema = self.definition(node);
            let name = Spanned::new(key.text.to_owned(), key.span);
            self.graph.definitions.push(Definition {
                name,
                schema,
                form_of: None,
                provenance: Provenance::Named,
                transport: None,
            });
        }
    }

    /// Reports keys of a type that are indented as far as its name; the empty type is the same
    /// fault.
    fn beside_its_type(&mut self, key: Key<'d>, name: &str) {
        let message = format!("`{}` stands beside `{name}` instead of in it", key.text);
        let help = format!("indent `{}` and its lines further than `{name}`", key.text);
        self.collector
            .add(Diagnostic::error("misplaced-key", key.span, message).help(help));
    }

    fn definition(&mut self, node: Node<'d>) -> SchemaId {
        if node.kind() != Kind::Mapping && node.as_str().is_none() {
            let expected = "a mapping with `fields`, `enum`, `anyOf`, `oneOf` or `type`";
            self.expected("a type", node, expected);
            return self.graph.add(Schema::new(node.span()));
        }
        // `title: string` and the like: fields whose `fields:` was forgotten, whatever their names.
        let words = [
            "title",
            "description",
            "name",
            "format",
            "pattern",
            "default",
        ];
        let is_field = |(key, value): (Key<'_>, Node<'_>)| {
            let text = value.as_str().unwrap_or_default();
            words.contains(&key.text) && Types::from_name(text).is_some()
        };
        let shapes = ["type", "fields", "enum", "anyOf", "oneOf", "items"];
        if node.entries().any(is_field) && shapes.iter().all(|key| node.get(key).is_none()) {
            let message = "a type of fields without `fields`";
            self.error(
                "missing-key",
                node,
                message,
                "put the fields under `fields:`",
            );
            return self.graph.add(Schema::new(node.span()));
        }
        self.row(node, Role::Other).0
    }
}

impl Report for FieldTableReader<'_, '_> {
    fn collector(&mut self) -> &mut Collector {
        self.collector
    }
}
