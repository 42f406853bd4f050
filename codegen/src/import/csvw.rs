//! CSV on the Web's metadata -> pages, a table each.
//!
//! ```json
//! { "@context": "http://www.w3.org/ns/csvw", "url": "people.csv",
//!   "tableSchema": { "columns": [{ "name": "id", "datatype": { "base": "integer", "minimum": 1 } }] } }
//! ```
//!
//! Properties without a keyword in field tables (foreign keys, marks of null, URLs) are reported.

use super::nodes::{cell, names, scalar, string};
use super::page::Page;
use super::report::Reports;
use super::row::{More, Row};
use super::text;
use crate::source::{Kind, Node};

/// The pages of metadata; `None` if the document is something else.
pub(super) fn read(root: Node<'_>, path: &str, reports: &mut Reports) -> Option<Vec<Page>> {
    let tables = root
        .get("tables")
        .filter(|list| list.kind() == Kind::Sequence);
    let tables: Vec<Node<'_>> = match tables {
        Some(list) => list.items().collect(),
        None => vec![root],
    };
    let mut reader = MetadataReader { path, reports };
    let pages: Vec<Page> = tables
        .into_iter()
        .filter_map(|table| reader.table(table))
        .collect();
    (!pages.is_empty()).then_some(pages)
}

struct MetadataReader<'r> {
    path: &'r str,
    reports: &'r mut Reports,
}

impl MetadataReader<'_> {
    fn table(&mut self, table: Node<'_>) -> Option<Page> {
        let schema = table.get("tableSchema")?;
        let columns = schema.get("columns")?;
        let is_column = |column: Node<'_>| column.kind() == Kind::Mapping;
        if columns.is_empty() || !columns.items().all(is_column) {
            return None;
        }
        let url = string(table, "url").unwrap_or(self.path);
        let title = match string(table, "id").filter(|id| text::is_word(id)) {
            Some(id) => crate::name::camel(id),
            None => text::stem(url),
        };
        let keys = schema.get("primaryKey");
        let mut rows = Vec::new();
        for column in columns.items() {
            let mut row = self.row(column, &title);
            if row
                .name
                .as_ref()
                .is_some_and(|cell| names(keys, &cell.text))
            {
                row.required = Some(true);
            }
            rows.push(row);
        }
        for (key, node) in schema.entries() {
            if !["columns", "primaryKey"].contains(&key.text) && !key.text.starts_with('@') {
                self.reports.unsayable(node.span(), &title, key.text);
            }
        }
        let words = ["dc:description", "dc:title", "rdfs:comment"];
        let words = words.iter().find_map(|key| words_of(table.get(key)?));
        let intro = words.unwrap_or_default();
        Some(Page::of_table(self.path, title, schema.span(), intro, rows))
    }

    fn row(&mut self, column: Node<'_>, table: &str) -> Row {
        let titles = column.get("titles").and_then(words_of);
        let name = string(column, "name").map(str::to_owned).or(titles.clone());
        let name = name.unwrap_or_default();
        let subject = format!("{table}.{name}");
        let mut row = Row {
            name: Some(cell(&name, column)),
            ty: "string".to_owned(),
            required: Some(false),
            more: More {
                title: titles.filter(|title| *title != name).unwrap_or_default(),
                null_is_marked: true,
                ..More::default()
            },
            ..Row::default()
        };
        for (key, node) in column.entries() {
            match key.text {
                "name" | "titles" => {}
                "datatype" => self.datatype(node, &mut row, &subject),
                "required" => row.required = Some(node.as_bool() == Some(true)),
                "separator" => row.more.is_list = !scalar(node).is_empty(),
                "default" => row.default = scalar(node),
                "dc:description" | "rdfs:comment" | "description" => {
                    row.description = words_of(node).unwrap_or_default();
                }
                other => self.reports.unsayable(node.span(), &subject, other),
            }
        }
        // Constraints on the values apply to each.
        if row.more.is_list {
            let element = Row {
                name: row.name.clone(),
                ty: std::mem::replace(&mut row.ty, "array".to_owned()),
                more: More {
                    keywords: std::mem::take(&mut row.more.keywords),
                    null_is_marked: true,
                    ..More::default()
                },
                ..Row::default()
            };
            row.element = Some(Box::new(element));
        }
        row
    }

    /// `"integer"`, or a base with bounds.
    fn datatype(&mut self, node: Node<'_>, row: &mut Row, subject: &str) {
        if let Some(name) = node.as_str() {
            row.ty = json_type(name).to_owned();
            return;
        }
        for (key, node) in node.entries() {
            let mut keyword = |name: &'static str| row.more.keywords.push((name, scalar(node)));
            match key.text {
                "base" => row.ty = json_type(node.as_str().unwrap_or("string")).to_owned(),
                "minimum" | "minInclusive" => keyword("minimum"),
                "maximum" | "maxInclusive" => keyword("maximum"),
                "minExclusive" => keyword("exclusiveMinimum"),
                "maxExclusive" => keyword("exclusiveMaximum"),
                "minLength" => keyword("minLength"),
                "maxLength" => keyword("maxLength"),
                "length" => {
                    keyword("minLength");
                    keyword("maxLength");
                }
                "dc:description" => {}
                "format" if node.as_str() == Some("yyyy-MM-dd") => {}
                // Of texts it is a pattern.
                "format" if row.ty == "string" && node.as_str().is_some() => {
                    row.more
                        .keywords
                        .push(("pattern", format!("^(?:{})$", scalar(node))));
                }
                other => self.reports.unsayable(node.span(), subject, other),
            }
        }
    }
}

/// The types of XML Schema for other words.
fn json_type(name: &str) -> &str {
    match name {
        "gDay" | "gMonth" | "gMonthDay" | "gYear" | "gYearMonth" | "QName" | "normalizedString"
        | "token" | "language" | "Name" | "NMTOKEN" | "xml" | "html" => "string",
        "dateTimeStamp" => "datetime",
        "dayTimeDuration" | "yearMonthDuration" => "duration",
        "hexBinary" => "string",
        "negativeInteger" | "nonPositiveInteger" | "unsignedByte" => "integer",
        "unsignedInt" | "unsignedLong" | "unsignedShort" => "unsigned integer",
        "byte" => "integer",
        other => other,
    }
}

/// A text, the first of a list, or one of several languages.
fn words_of(node: Node<'_>) -> Option<String> {
    if let Some(text) = node.as_str() {
        return Some(text.to_owned());
    }
    if node.kind() == Kind::Sequence {
        return node
            .items()
            .next()
            .and_then(|first| first.as_str())
            .map(str::to_owned);
    }
    let (_, first) = node.entries().find(|(key, _)| key.text != "@type")?;
    match first.kind() {
        Kind::Sequence => first.items().next()?.as_str().map(str::to_owned),
        _ => first.as_str().map(str::to_owned),
    }
}
