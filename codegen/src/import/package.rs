//! Descriptors of tables -> pages: Table Schema and Data Package (Frictionless Data), in JSON and
//! YAML, and the schemas of BigQuery and Avro, which have the same form.
//!
//! ```json
//! { "fields": [{ "name": "id", "type": "integer", "constraints": { "required": true } }] }
//! ```
//!
//! A field becomes a row like that of any other table. Constraints may be in `constraints` or at
//! the field itself, as people write them. Properties without a keyword (foreign keys, unique
//! values, other marks of missing values) are reported. All fields of an Avro record are required,
//! and each record inside it is a separate page, since others name it.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::nodes::{names, raw_value, scalar, string};
use super::page::Page;
use super::report::Reports;
use super::row::{More, Row};
use super::table::Cell;
use super::{PageInput, text};
use crate::source::{self, Kind, Limits, Node};

/// Whether a text may be a descriptor, with false positives.
pub(super) fn may_be(text: &str) -> bool {
    let start = text.trim_start_matches('\u{feff}').trim_start();
    let is_json = start.starts_with(['{', '[']);
    let quoted = |word: &str| text.contains(&format!("\"{word}\""));
    let keyed = |word: &str| {
        text.lines()
            .any(|line| line.trim_end().starts_with(&format!("{word}:")))
    };
    let contains_key = |word: &str| if is_json { quoted(word) } else { keyed(word) };
    let is_list = is_json && start.starts_with('[') && quoted("name") && quoted("type");
    let other = ["fieldwright", "openapi", "swagger", "types", "overlay"]
        .iter()
        .any(|word| !is_json && keyed(word));
    let is_dbt = (contains_key("models") || contains_key("sources")) && text.contains("columns");
    is_list
        || !other
            && (contains_key("fields")
                || contains_key("resources")
                || contains_key("tableSchema")
                || is_dbt)
}

/// The pages of a descriptor; `None` if the text is something else.
pub(super) fn read(input: &PageInput<'_>, reports: &mut Reports) -> Option<Vec<Page>> {
    if !may_be(input.text) {
        return None;
    }
    let parsed = source::parse(
        &input.path,
        input.source,
        &Arc::from(input.text),
        Limits::default(),
    );
    let document = parsed.document.filter(|_| parsed.errors.is_empty())?;
    let root = document.root();
    let others = super::csvw::read(root, &input.path, reports)
        .or_else(|| super::dbt::read(root, &input.path, reports));
    if others.is_some() {
        return others;
    }
    let mut reader = PackageReader {
        path: &input.path,
        reports,
        pages: Vec::new(),
        is_avro: string(root, "type") == Some("record"),
        symbols: BTreeMap::new(),
        records: Vec::new(),
    };
    if !reader.root(root) {
        return None;
    }
    let mut next = 0;
    while let Some(record) = reader.records.get(next).copied() {
        next += 1;
        let fields = record.get("fields").filter(|fields| is_fields(*fields));
        if let (Some(name), Some(fields)) = (string(record, "name"), fields) {
            let words = string(record, "doc").unwrap_or_default();
            reader.table(last(name), record, fields, words);
        }
    }
    Some(reader.pages)
}

/// Whether a text is a descriptor.
pub(super) fn is_package(input: &PageInput<'_>) -> bool {
    read(input, &mut Reports::default()).is_some_and(|pages| !pages.is_empty())
}

struct PackageReader<'r, 'd> {
    path: &'r str,
    reports: &'r mut Reports,
    pages: Vec<Page>,
    is_avro: bool,
    /// Avro's named enums, as a cell would have them.
    symbols: BTreeMap<&'d str, String>,
    /// Avro's named records, in the order in which they are met.
    records: Vec<Node<'d>>,
}

/// Deeper records are objects of any kind.
const DEPTH: usize = 24;

fn is_fields(node: Node<'_>) -> bool {
    node.kind() == Kind::Sequence
        && !node.is_empty()
        && node
            .items()
            .all(|field| field.kind() == Kind::Mapping && string(field, "name").is_some())
}

impl<'d> PackageReader<'_, 'd> {
    fn root(&mut self, root: Node<'d>) -> bool {
        if ["fieldwright", "openapi", "swagger", "$defs", "properties"]
            .iter()
            .any(|key| root.get(key).is_some())
        {
            return false;
        }
        let stem = text::stem(self.path);
        if root.kind() == Kind::Sequence {
            let typed = is_fields(root) && root.items().all(|field| field.get("type").is_some());
            if typed {
                self.table(&stem, root, root, "");
            }
            return typed;
        }
        if let Some(fields) = root.get("fields").filter(|fields| is_fields(*fields)) {
            let name = string(root, "title").filter(|title| text::is_word(title));
            let name = name.or(string(root, "name")).unwrap_or(&stem).to_owned();
            let words = string(root, "description")
                .or(string(root, "doc"))
                .unwrap_or_default();
            self.table(&name, root, fields, words);
            return true;
        }
        let Some(resources) = root
            .get("resources")
            .filter(|list| list.kind() == Kind::Sequence)
        else {
            return false;
        };
        let mut found = false;
        for resource in resources.items() {
            let name = string(resource, "name").unwrap_or(&stem).to_owned();
            let schema = resource.get("schema");
            let fields = schema.and_then(|schema| schema.get("fields"));
            match (schema, fields.filter(|fields| is_fields(*fields))) {
                (Some(schema), Some(fields)) => {
                    let words = string(resource, "description").or(string(resource, "title"));
                    self.table(&name, schema, fields, words.unwrap_or_default());
                    found = true;
                }
                (Some(schema), None) => {
                    let message = "is a resource whose schema lies in another file and is left out";
                    let help = "import that file, too";
                    self.reports
                        .lost("skipped-table", Some(schema.span()), name, message, help);
                    found = true;
                }
                (None, _) => {
                    let message = "is a resource without a schema and is left out";
                    let help = "give the resource a schema";
                    self.reports
                        .lost("skipped-table", Some(resource.span()), name, message, help);
                }
            }
        }
        found
    }

    fn table(&mut self, name: &str, schema: Node<'d>, fields: Node<'d>, words: &str) {
        let title = if text::is_word(name) {
            name.to_owned()
        } else {
            crate::name::camel(name)
        };
        let keys = schema.get("primaryKey");
        let mut rows = Vec::new();
        for field in fields.items() {
            let mut row = self.row(field, &title, DEPTH);
            if row
                .name
                .as_ref()
                .is_some_and(|cell| names(keys, &cell.text))
            {
                row.required = Some(true);
            }
            rows.push(row);
        }
        for key in ["foreignKeys", "missingValues", "uniqueKeys"] {
            let Some(node) = schema.get(key) else {
                continue;
            };
            let is_usual = key == "missingValues"
                && node.len() < 2
                && node.items().all(|text| text.as_str() == Some(""));
            if !is_usual {
                self.reports.unsayable(node.span(), &title, key);
            }
        }
        let page = Page::of_table(self.path, title, schema.span(), words.to_owned(), rows);
        self.pages.push(page);
    }

    fn row(&mut self, field: Node<'d>, above: &str, depth: usize) -> Row {
        let name = string(field, "name").unwrap_or_default();
        let subject = format!("{above}.{name}");
        let span = field.span();
        let cell = Cell::new(
            name.to_owned(),
            span.source,
            span.start as usize,
            span.end as usize,
        );
        let ty = field
            .get("type")
            .map_or_else(|| "string".to_owned(), |ty| self.type_text(ty, DEPTH));
        let mut more = More {
            title: string(field, "title").unwrap_or_default().to_owned(),
            null_is_marked: self.is_avro || ty.contains("null"),
            ..More::default()
        };
        let mut required = self.is_avro.then_some(true);
        match string(field, "mode").map(str::to_lowercase).as_deref() {
            Some("required") => required = Some(true),
            Some("repeated") => more.is_list = true,
            _ => {}
        }
        let format = string(field, "format").filter(|format| !matches!(*format, "default" | "any"));
        more.format = format.unwrap_or_default().to_owned();
        if let Some(item) = string(field, "itemType") {
            more.is_list = true;
            return Row {
                ty: item.to_owned(),
                ..self.rest(field, cell, more, required, &subject, depth)
            };
        }
        let row = self.rest(field, cell, more, required, &subject, depth);
        Row { ty, ..row }
    }

    fn rest(
        &mut self,
        field: Node<'d>,
        cell: Cell,
        mut more: More,
        required: Option<bool>,
        subject: &str,
        depth: usize,
    ) -> Row {
        let mut required = required;
        let inside = field.get("constraints").into_iter().flat_map(Node::entries);
        let beside = field.entries().filter(|(key, _)| !READ.contains(&key.text));
        for (key, node) in inside.chain(beside) {
            match (key.text, node.as_bool()) {
                ("required", Some(is)) => required = Some(is),
                ("optional", Some(is)) => required = Some(!is),
                ("nullable" | "null", Some(is)) => more.nullable = Some(is),
                ("deprecated", Some(is)) => more.deprecated = is,
                ("readOnly", Some(is)) => more.read_only = is,
                ("writeOnly", Some(is)) => more.write_only = is,
                ("required" | "optional" | "nullable", None) => {
                    let found = scalar(node);
                    let message = format!("has `{}: {found}`, which is left out", key.text);
                    let help = "YAML 1.2: write `true` or `false`";
                    let span = Some(node.span());
                    self.reports
                        .lost("unread-limit", span, subject, message, help);
                }
                ("enum" | "categories", _) if node.kind() == Kind::Sequence && !node.is_empty() => {
                    more.values.extend(node.items().map(raw_value));
                }
                (known, _) if KEYWORDS.contains(&known) => {
                    let keyword = KEYWORDS
                        .iter()
                        .find(|one| **one == known)
                        .copied()
                        .unwrap_or_default();
                    more.keywords.push((keyword, scalar(node)));
                }
                ("unique", Some(false)) => {}
                (other, _) => self.reports.unsayable(node.span(), subject, other),
            }
        }
        let inner = field
            .get("fields")
            .filter(|fields| is_fields(*fields) && depth > 0);
        let mut rows = Vec::new();
        for field in inner.into_iter().flat_map(Node::items) {
            rows.push(self.row(field, subject, depth - 1));
        }
        let words = string(field, "description")
            .or(string(field, "doc"))
            .unwrap_or_default()
            .to_owned();
        let description = if words.is_empty() {
            std::mem::take(&mut more.title)
        } else {
            words
        };
        Row {
            name: Some(cell),
            required: Some(required.unwrap_or(false)),
            description,
            example: field.get("example").map(scalar).unwrap_or_default(),
            default: field.get("default").map(scalar).unwrap_or_default(),
            more,
            rows,
            ..Row::default()
        }
    }

    /// The type as a cell would have it: Avro's unions, arrays and maps are written out.
    fn type_text(&mut self, node: Node<'d>, depth: usize) -> String {
        let Some(depth) = depth.checked_sub(1) else {
            return "any".to_owned();
        };
        if let Some(text) = node.as_str() {
            return match text.to_ascii_lowercase().as_str() {
                "record" | "struct" => "object".to_owned(),
                "yearmonth" | "geopoint" => "string".to_owned(),
                _ if self.is_avro => {
                    let symbols = self.symbols.get(last(text));
                    symbols.map_or_else(|| last(text).to_owned(), String::clone)
                }
                _ => text.to_owned(),
            };
        }
        if node.kind() == Kind::Sequence {
            let members: Vec<String> = node
                .items()
                .map(|member| self.type_text(member, depth))
                .collect();
            return members.join(" | ");
        }
        let name = string(node, "name").map(last);
        match string(node, "type") {
            Some("array") => format!("array<{}>", self.inner(node, "items", depth)),
            Some("map") => format!("map<string, {}>", self.inner(node, "values", depth)),
            Some("enum") => {
                let symbols = node.get("symbols").into_iter().flat_map(Node::items);
                let symbols: Vec<String> = symbols
                    .filter_map(Node::as_str)
                    .map(|symbol| format!("'{symbol}'"))
                    .collect();
                let text = format!("enum({})", symbols.join(", "));
                if let Some(name) = name {
                    self.symbols.insert(name, text.clone());
                }
                text
            }
            Some("record") => match name.filter(|_| node.get("fields").is_some_and(is_fields)) {
                Some(name) => {
                    self.records.push(node);
                    name.to_owned()
                }
                None => "object".to_owned(),
            },
            Some(other) => match string(node, "logicalType") {
                Some("date") => "date".to_owned(),
                Some(logical) if logical.starts_with("timestamp") => "integer".to_owned(),
                Some("uuid") => "uuid".to_owned(),
                _ => other.to_owned(),
            },
            None => "any".to_owned(),
        }
    }

    fn inner(&mut self, node: Node<'d>, key: &str, depth: usize) -> String {
        match node.get(key) {
            Some(inner) => self.type_text(inner, depth),
            None => "any".to_owned(),
        }
    }
}

/// Keys of a field that are read, or do not concern its values (BigQuery's policies, Avro's order).
const READ: [&str; 19] = [
    "aliases",
    "collation",
    "constraints",
    "default",
    "description",
    "descriptor",
    "doc",
    "example",
    "fields",
    "format",
    "itemType",
    "mode",
    "name",
    "order",
    "policyTags",
    "rdfType",
    "roundingMode",
    "title",
    "type",
];

const KEYWORDS: [&str; 7] = [
    "minLength",
    "maxLength",
    "minimum",
    "maximum",
    "pattern",
    "exclusiveMinimum",
    "exclusiveMaximum",
];

/// The last part of a name of Avro: `org.example.User`.
fn last(name: &str) -> &str {
    name.rsplit('.').next().unwrap_or(name)
}
