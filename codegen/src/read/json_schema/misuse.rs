//! Real documents' violations of OpenAPI: recovered, and reported with their location.

use fieldwright_runtime::Number;

use super::{OpenApi, SchemaPlace, SchemaReader};
use crate::read::report::Report;
use crate::schema::{Assertion, Schema, Spanned, Types};
use crate::source::{Key, Kind, Node};

impl SchemaReader<'_, '_, '_> {
    /// `required: true` in a schema, which is meant for a parameter or an older draft.
    pub(super) fn misused_required(&mut self, key: Key<'_>, place: SchemaPlace<'_>) {
        if place.dialect.openapi == Some(OpenApi::V2) && place.node.get("in").is_some() {
            return; // in 2.0 the parameter itself is its schema
        }
        let message = "`required` is no list of names; it is passed over";
        let help = "list the required properties in the schema that has them";
        self.recovered("recovered-keyword", key.span, message, help);
    }

    /// `enum: []`, which documents write for values that are listed elsewhere.
    pub(super) fn is_empty_enum(&mut self, node: Node<'_>, place: SchemaPlace<'_>) -> bool {
        let lists_nothing = node.kind() == Kind::Sequence && node.items().next().is_none();
        let others = ["allOf", "anyOf", "oneOf"];
        let is_beside = others.iter().any(|other| place.node.get(other).is_some());
        if !lists_nothing || !is_beside || place.dialect.openapi.is_none() {
            return false;
        }
        let message = "`enum` lists no value, which by the letter allows none; it is passed over";
        let help = "list the values, or take `enum` out";
        self.recovered("recovered-value", node.span(), message, help);
        true
    }

    /// A number, or a string that is one.
    pub(super) fn bound(&mut self, key: Key<'_>, node: Node<'_>) -> Option<String> {
        let text = node.as_str().map(str::trim);
        let is_number = |text: &&str| {
            let number = fieldwright_runtime::from_json::<Number>(text.as_bytes());
            number.is_ok()
        };
        match text.filter(is_number) {
            Some(text) => Some(self.unquoted(key, node, text).to_owned()),
            None => self.number(key, node),
        }
    }

    /// A number in quotes: its text.
    pub(super) fn unquoted<'t>(&mut self, key: Key<'_>, node: Node<'_>, text: &'t str) -> &'t str {
        let message = format!("`{}` is a number in quotes", key.text);
        self.recovered(
            "recovered-value",
            node.span(),
            message,
            "take the quotes off",
        );
        text.trim()
    }

    /// `type`: one name or a list of them, with those that documents use beyond JSON Schema's.
    pub(super) fn types(&mut self, node: Node<'_>, place: SchemaPlace<'_>, schema: &mut Schema) {
        // 2.0 section 7.9: a file is not JSON, its bytes are a string here.
        if node.as_str() == Some("file") && place.dialect.openapi == Some(OpenApi::V2) {
            schema.types = Types::STRING;
            let format = Assertion::Format("binary".to_owned());
            schema.assertions.push(Spanned::new(format, node.span()));
            return;
        }
        if node.kind() == Kind::Null {
            return self.unquoted_null(node, schema);
        }
        if node.kind() != Kind::Sequence {
            if !self.one_type(node, schema) {
                schema.types = Types::default();
            }
            return;
        }
        if node.is_empty() && place.dialect.openapi.is_some() {
            let message = "`[]` is no type of JSON; read as any value";
            self.recovered("recovered-type", node.span(), message, NAME_ONE);
        }
        let mut named = true;
        for item in node.items() {
            if item.kind() == Kind::Null {
                self.unquoted_null(item, schema);
            } else {
                named &= self.one_type(item, schema);
            }
        }
        if !named {
            schema.types = Types::default();
        }
    }

    /// `null` without quotes: the type of that name.
    fn unquoted_null(&mut self, node: Node<'_>, schema: &mut Schema) {
        let message = "`null` has no quotes; read as the type of that name";
        self.recovered("recovered-type", node.span(), message, "write `\"null\"`");
        schema.types = schema.types.with(Types::NULL);
    }

    /// Adds a type to those of a schema; whether it is a type at all and not any value.
    fn one_type(&mut self, node: Node<'_>, schema: &mut Schema) -> bool {
        let Some(name) = node.as_str() else {
            self.expected("type", node, "the name of a type or a list of names");
            return true;
        };
        if let Some(one) = Types::from_name(name) {
            schema.types = schema.types.with(one);
            return true;
        }
        let Some((types, format, meaning)) = meant_type(&name.to_ascii_lowercase()) else {
            self.unknown_type(node, name);
            return true;
        };
        let message = format!("`{name}` is no type of JSON; read as {meaning}");
        self.recovered("recovered-type", node.span(), message, NAME_ONE);
        let format = format.map(|format| Assertion::Format(format.to_owned()));
        let format = format.map(|assertion| Spanned::new(assertion, node.span()));
        schema.assertions.extend(format);
        match types {
            Some(one) => schema.types = schema.types.with(one),
            None => return false,
        }
        true
    }
}

const NAME_ONE: &str = "name one of JSON's types";

/// The intended type for a name that is no JSON type: the type, if not any, a format, and both in
/// words.
fn meant_type(name: &str) -> Option<(Option<Types>, Option<&'static str>, &'static str)> {
    let found = match name {
        "string" | "str" | "text" => (Types::STRING, None, "a string"),
        "file" => (Types::STRING, Some("binary"), "a binary string"),
        "date" | "uuid" => {
            let format = if name == "date" { "date" } else { "uuid" };
            (Types::STRING, Some(format), "a string of that format")
        }
        "datetime" | "date-time" | "timestamp" => {
            let meaning = "a string of the format date-time";
            (Types::STRING, Some("date-time"), meaning)
        }
        "integer" | "int" | "long" => (Types::INTEGER, None, "an integer"),
        "number" | "float" | "double" | "decimal" => (Types::NUMBER, None, "a number"),
        "boolean" | "bool" => (Types::BOOLEAN, None, "a boolean"),
        "array" | "list" => (Types::ARRAY, None, "an array"),
        "object" | "dict" | "map" | "json" => (Types::OBJECT, None, "an object"),
        "any" | "unknown" | "mixed" => return Some((None, None, "any value")),
        _ => return None,
    };
    let (types, format, meaning) = found;
    Some((Some(types), format, meaning))
}
