//! Documents of other kinds: the name of the kind, and an alternative.

use crate::source::{Kind, Node};

/// A kind of document that is not read.
pub(crate) struct Foreign {
    pub(crate) name: &'static str,
    pub(crate) way_out: &'static str,
}

const fn foreign(name: &'static str, way_out: &'static str) -> Option<Foreign> {
    Some(Foreign { name, way_out })
}

/// The kind of a document by its keys.
pub(crate) fn of_document(root: Node<'_>) -> Option<Foreign> {
    let has = |key: &str| root.get(key).is_some();
    let text = |key: &str| root.get(key).and_then(|node| node.as_str());
    let is_list = |key: &str| root.get(key).is_some_and(|n| n.kind() == Kind::Sequence);
    if let Some(text) = root.as_str() {
        return of_text(text);
    }
    if has("$schema") || root.kind() != Kind::Mapping {
        return None;
    }
    if has("swaggerVersion") {
        return foreign(
            "a Swagger 1.2 document",
            "convert it to OpenAPI 3 first, for example with `api-spec-converter`",
        );
    }
    let info = root.get("info").filter(|info| info.kind() == Kind::Mapping);
    let is_postman = |info: Node<'_>| {
        let schema = info.get("schema").and_then(|schema| schema.as_str());
        info.get("_postman_id").is_some() || schema.is_some_and(|s| s.contains("getpostman"))
    };
    if info.is_some_and(is_postman) {
        return foreign(
            "a Postman collection",
            "convert it to OpenAPI first, for example with `postman-to-openapi`",
        );
    }
    if has("asyncapi") {
        return foreign(
            "an AsyncAPI document",
            "copy what is under `components.schemas` into a JSON Schema, under `$defs`",
        );
    }
    if text("kind") == Some("CustomResourceDefinition") {
        return foreign(
            "a Kubernetes CustomResourceDefinition",
            "save its `spec.versions[].schema.openAPIV3Schema` as a file and read that with `--dialect`",
        );
    }
    let is_avro = match text("type") {
        Some("record") => is_list("fields"),
        Some("enum") => is_list("symbols"),
        _ => false,
    };
    if is_avro {
        return foreign(
            "an Avro schema",
            "convert it to JSON Schema first; a record's fields are the `fields` of a field table",
        );
    }
    let is_jtd = has("optionalProperties")
        || (has("elements") && !has("items"))
        || (has("discriminator") && has("mapping"));
    if is_jtd {
        return foreign(
            "a JSON Type Definition (RFC 8927)",
            "convert it to JSON Schema; `optionalProperties` are `properties` that are not `required`",
        );
    }
    None
}

/// The kind of a text that is neither JSON nor YAML, by its beginning.
pub(crate) fn of_text(text: &str) -> Option<Foreign> {
    let start = text.trim_start_matches(['\u{feff}', ' ', '\n', '\r', '\t']);
    // Comments of SQL and of languages like C.
    let lines = start.lines().skip_while(|line| {
        let line = line.trim();
        line.is_empty()
            || ["--", "//", "/*", "*", "use ", "set ", "drop "]
                .iter()
                .any(|sign| line.to_lowercase().starts_with(sign))
                && !line.starts_with("---")
    });
    let start: String = lines.collect::<Vec<_>>().join("\n");
    let start: String = start.chars().take(400).collect::<String>().to_lowercase();
    let starts = |words: &[&str]| words.iter().any(|word| start.starts_with(word));
    let line = start.lines().next().unwrap_or_default();
    if starts(&["syntax = \"proto", "syntax=\"proto", "edition = \""])
        || (starts(&["message ", "package "]) && line.ends_with(['{', ';']))
    {
        return foreign(
            "a Protobuf file",
            "make a JSON Schema of it, for example with `protoc-gen-jsonschema`",
        );
    }
    let graphql = [
        "type ",
        "interface ",
        "input ",
        "schema ",
        "scalar ",
        "directive @",
        "extend type ",
    ];
    if starts(&graphql) && (start.contains('{') || starts(&["scalar ", "directive"])) {
        return foreign(
            "a GraphQL schema",
            "make a JSON Schema of it, for example with `graphql-2-json-schema`",
        );
    }
    if starts(&["#%raml"]) {
        return foreign(
            "a RAML document",
            "convert it to OpenAPI 3 first, for example with `api-spec-converter`",
        );
    }
    const CREATE: [&str; 9] = [
        "create table ",
        "create type ",
        "create or replace ",
        "create external table ",
        "create temporary table ",
        "create temp table ",
        "create schema ",
        "create database ",
        "alter table ",
    ];
    if starts(&CREATE) {
        return foreign(
            "an SQL script",
            "let the database print the columns (`DESCRIBE t`, `\\d t`, `information_schema.columns`) and import that, or write them into a table with the columns Name, Type and Nullable",
        );
    }
    if starts(&["export interface ", "export type ", "export default "]) {
        return foreign(
            "TypeScript",
            "make a JSON Schema of it, for example with `ts-json-schema-generator`",
        );
    }
    let is_xml = starts(&["<xs:schema", "<xsd:schema", "<?xml"])
        || (start.starts_with('<') && start.contains("xmlns"));
    if start.contains("xmlschema") || is_xml {
        return foreign(
            "an XML document",
            "an XSD can be converted to JSON Schema, for example with `xsd2jsonschema`",
        );
    }
    if starts(&["<!doctype html"]) || start.starts_with('<') && start.contains("</") {
        return foreign(
            "an HTML page",
            "a table of fields in it needs a head such as Field, Type, Required, Description",
        );
    }
    let is_object = |line: &str| line.starts_with('{') && line.ends_with('}');
    let mut lines = start.lines().filter(|line| !line.trim().is_empty());
    if lines.next().is_some_and(is_object) && lines.next().is_some_and(|line| line.starts_with('{'))
    {
        return foreign(
            "JSON Lines",
            "`fieldwright infer` makes a field table of such samples",
        );
    }
    let cells = |sign: char| line.matches(sign).count();
    if cells(',').max(cells(';')).max(cells('\t')) >= 2 && !line.contains(['{', '[', ':']) {
        return foreign(
            "a table in CSV",
            "its first line must name its columns, such as Field, Type, Required, Description",
        );
    }
    None
}
