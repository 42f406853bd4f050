//! `type`: a JSON type, a type of the table, `X[]` or `map<X>`, or a list of
//! JSON types.

use fieldwright_runtime::nearest;

use super::FieldTableReader;
use crate::diagnostic::Diagnostic;
use crate::read::report::Report;
use crate::schema::{Schema, SchemaId, Types};
use crate::source::{Kind, Node, Span};

/// How many names an unknown one is compared with.
const MOST_COMPARED: usize = 500;

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
        } else if let Some(index) = self.positions.get(text) {
            schema.reference = Some(*index);
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
            .take(MOST_COMPARED)
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
    let lower = text.trim().to_ascii_lowercase();
    let name = lower
        .split_once('(')
        .map_or(lower.as_str(), |(name, _)| name.trim_end());
    let is_integer = |name: &str| {
        let bits = name
            .strip_prefix(['i', 'u'])
            .or(name.strip_prefix("int"))
            .or(name.strip_prefix("uint"));
        bits.is_some_and(|bits| ["8", "16", "32", "64", "128", "size"].contains(&bits))
    };
    Some(match name {
        "str" | "&str" | "string" | "text" | "varchar" | "nvarchar" | "char" => "string",
        "int" | "integer" | "long" | "bigint" | "short" | "smallint" => "integer",
        name if is_integer(name) => "integer",
        "float" | "double" | "decimal" | "numeric" | "real" | "num" | "number" | "f32" | "f64" => {
            "number"
        }
        "bool" | "boolean" => "boolean",
        "object" => "object",
        _ => return None,
    })
}

/// The text in the brackets after one of the names.
fn inside<'t>(text: &'t str, names: &[&str]) -> Option<&'t str> {
    let text = text.trim();
    let (name, rest) = text.split_once(['<', '['])?;
    let inner = rest.strip_suffix(['>', ']'])?.trim();
    let name = name.trim().to_ascii_lowercase();
    (names.contains(&name.as_str()) && !inner.is_empty()).then_some(inner)
}

/// A type of another language as a table spells it, as far as it does.
fn in_table(text: &str, depth: usize) -> String {
    const LISTS: [&str; 7] = ["", "list", "array", "vec", "set", "sequence", "collection"];
    const MAPS: [&str; 7] = [
        "record",
        "map",
        "hashmap",
        "btreemap",
        "dict",
        "dictionary",
        "mapping",
    ];
    let text = text.trim();
    if depth > 8 {
        return text.to_owned();
    }
    if let Some(name) = name_here(text) {
        return name.to_owned();
    }
    if let Some(inner) = inside(text, &LISTS) {
        return in_table(inner, depth + 1) + "[]";
    }
    match inside(text, &MAPS) {
        Some(inner) => {
            let value = inner.split_once(',').map_or(inner, |(_, value)| value);
            format!("map<{}>", in_table(value, depth + 1))
        }
        None => text.to_owned(),
    }
}

/// The notation here for a type of another language.
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
        "none" | "nil" | "void" => "`type: \"null\"`",
        "any" | "unknown" | "mixed" | "*" => "no `type`: a row without one takes any value",
        "enum" => "the values under `enum:`, without `type`",
        "binary" | "bytes" | "blob" => "`type: string, format: byte` for Base64",
        _ => "",
    };
    if !plain.is_empty() {
        return Some(plain.to_owned());
    }
    if let Some(inner) = inside(text, &["optional", "option", "nullable", "maybe"]) {
        return Some(format!("`type: {}, nullable: true`", in_table(inner, 0)));
    }
    if let Some(inner) = text.strip_suffix('!') {
        return Some(format!("`type: {}, required: true`", in_table(inner, 0)));
    }
    let whole = in_table(text, 0);
    if whole != text {
        return Some(format!("`type: {whole}`, in quotes within `{{ }}`"));
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
