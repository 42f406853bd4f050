//! `type`: a JSON type, a type of the table, `X[]` or `map<X>`, or a list of
//! JSON types.

use fieldwright_runtime::nearest;

use super::FieldTableReader;
use crate::diagnostic::Diagnostic;
use crate::read::report::Report;
use crate::schema::{Schema, SchemaId, Types};
use crate::source::{Kind, Node, Span};

/// How deep `X[]` and `map<X>` may nest in one text.
const DEPTH: usize = 32;

impl<'d> FieldTableReader<'d, '_> {
    pub(super) fn type_keyword(&mut self, node: Node<'d>, schema: &mut Schema) {
        match (node.as_str(), node.kind()) {
            (Some(text), _) if text.matches("[]").count() + text.matches('<').count() > DEPTH => {
                self.error(
                    "too-deep",
                    node,
                    "this type nests too deep",
                    "make it flatter",
                );
            }
            (Some(text), _) => self.type_text(text.trim(), node.span(), schema),
            (None, Kind::Sequence) => {
                if node.is_empty() {
                    self.expected("type", node, "at least one type");
                }
                for item in node.items() {
                    if item.kind() == Kind::Null {
                        schema.types = schema.types.with(Types::NULL);
                        continue;
                    }
                    match item.as_str().and_then(Types::from_name) {
                        Some(one) => schema.types = schema.types.with(one),
                        None => self.expected(
                            "type",
                            item,
                            "a list of JSON types (`anyOf` takes types of the table)",
                        ),
                    }
                }
            }
            _ => self.expected("type", node, "the name of a type"),
        }
    }

    fn type_text(&mut self, text: &str, span: Span, schema: &mut Schema) {
        if let Some(element) = text.strip_suffix("[]") {
            schema.types = Types::ARRAY;
            schema.items = Some(self.inner(element, span));
        } else if let Some(value) = text.strip_prefix("map<").and_then(|t| t.strip_suffix('>')) {
            schema.types = Types::OBJECT;
            schema.additional = Some(self.inner(value, span));
        } else if let Some(types) = Types::from_name(text) {
            schema.types = schema.types.with(types);
        } else if let Some(index) = self.names.iter().position(|name| *name == text) {
            schema.reference = Some(index);
        } else {
            self.unknown_type(text, span);
        }
    }

    fn inner(&mut self, text: &str, span: Span) -> SchemaId {
        let mut schema = Schema::new(span);
        self.type_text(text.trim(), span, &mut schema);
        self.graph.add(schema)
    }

    fn unknown_type(&mut self, text: &str, span: Span) {
        let known = self
            .names
            .iter()
            .copied()
            .chain(Types::NAMED.map(|(name, _)| name));
        let diagnostic =
            Diagnostic::error("unknown-type", span, format!("there is no type `{text}`"));
        self.collector.add(match written(text).map(Err).or(nearest(text, known).map(Ok)) {
            Some(Err(meant)) => diagnostic.help(format!("write {meant}")),
            Some(Ok(near)) => diagnostic.help(format!("did you mean `{near}`?")),
            None => diagnostic.help(
                "a type is string, number, integer, boolean, object, array, null, a name under `types`, \
                 `X[]` or `map<X>`",
            ),
        });
    }
}

/// The name in a table of a plain type of another language.
fn name_here(text: &str) -> Option<&'static str> {
    Some(match text.to_ascii_lowercase().as_str() {
        "str" | "text" | "varchar" | "char" => "string",
        "int" | "int32" | "long" | "int64" | "bigint" | "short" => "integer",
        "float" | "double" | "decimal" | "real" | "num" => "number",
        "bool" => "boolean",
        _ => return None,
    })
}

/// What is written here for a type of another language.
fn written(text: &str) -> Option<String> {
    let text = text.trim();
    let lower = text.to_ascii_lowercase();
    if let Some(name) = name_here(text) {
        return Some(format!("`type: {name}`"));
    }
    let plain = match lower.as_str() {
        "list" | "tuple" | "set" => "`type: array`, or `X[]` for an array of X",
        "dict" | "map" | "hash" | "json" | "struct" => "`type: object`, or `map<X>`",
        "date" => "`type: string, format: date`",
        "datetime" | "date-time" | "timestamp" => "`type: string, format: date-time`",
        "time" => "`type: string, format: time`",
        "uuid" | "guid" => "`type: string, format: uuid`",
        "email" => "`type: string, format: email`",
        "url" | "uri" => "`type: string, format: uri`",
        "none" | "nil" | "void" => "`type: null`",
        _ => "",
    };
    if !plain.is_empty() {
        return Some(plain.to_owned());
    }
    let generic = |names: &[&str]| {
        let (name, _) = lower.split_once(['<', '['])?;
        let inner = text.get(name.len() + 1..text.len() - 1)?;
        let is_name = names.contains(&name) && !inner.trim().is_empty();
        let inner = inner.trim();
        (is_name && text.ends_with(['>', ']'])).then(|| name_here(inner).unwrap_or(inner))
    };
    if let Some(inner) = generic(&["list", "array", "vec", "set", "sequence", "collection"]) {
        return Some(format!("`type: {inner}[]`, in quotes within `{{ }}`"));
    }
    if let Some(inner) = generic(&["optional", "option", "nullable", "maybe"]) {
        return Some(format!("`type: {inner}, nullable: true`"));
    }
    let mut parts: Vec<&str> = text.split('|').map(str::trim).collect();
    let count = parts.len();
    parts.retain(|part| *part != "null");
    match parts.as_slice() {
        [only] if count == 2 => {
            let only = name_here(only).unwrap_or(only);
            Some(format!("`type: {only}, nullable: true`"))
        }
        [_, _, ..] => Some("the alternatives under `anyOf:`".to_owned()),
        _ => text
            .strip_suffix('?')
            .map(|rest| name_here(rest).unwrap_or(rest))
            .map(|rest| format!("`type: {rest}, nullable: true`")),
    }
}
