//! What real documents do that OpenAPI does not allow: mended, and told with its place.

use fieldwright_runtime::Number;

use crate::diagnostic::Diagnostic;
use crate::read::json_schema::{OpenApi, Place, Reader};
use crate::read::report::Report;
use crate::schema::{Assertion, Schema, Spanned, Types};
use crate::source::{Key, Kind, Node, Span};

impl Reader<'_, '_, '_> {
    /// One thing mended.
    pub(super) fn mended(&mut self, span: Span, message: impl Into<String>, help: &str) {
        let diagnostic = Diagnostic::warning("mended", span, message);
        self.collector().add(diagnostic.help(help));
    }

    /// `required: true` in a schema, which is meant for a parameter or an older draft.
    pub(in crate::read) fn misused_required(&mut self, key: Key<'_>, place: Place<'_>) {
        if place.dialect.openapi == Some(OpenApi::V2) && place.node.get("in").is_some() {
            return; // in 2.0 the parameter itself is its schema
        }
        let message = "`required` is no list of names; it is passed over";
        let help = "list the required properties in the schema that has them";
        self.mended(key.span, message, help);
    }

    /// A number, or a string that is one.
    pub(in crate::read) fn bound(&mut self, key: Key<'_>, node: Node<'_>) -> Option<String> {
        let text = node.as_str().map(str::trim);
        let is_number = |text: &&str| {
            let number = fieldwright_runtime::from_json::<Number>(text.as_bytes());
            number.is_ok()
        };
        match text.filter(is_number) {
            Some(text) => {
                let message = format!("`{}` is a number in quotes", key.text);
                self.mended(node.span(), message, "take the quotes off");
                Some(text.to_owned())
            }
            None => self.number(key, node),
        }
    }

    /// The types that documents name beyond JSON Schema's.
    pub(in crate::read) fn openapi_types(
        &mut self,
        node: Node<'_>,
        place: Place<'_>,
        schema: &mut Schema,
    ) {
        let format = |name: &str| Assertion::Format(name.to_owned());
        let (types, more, meaning) = match node.as_str() {
            // 2.0 section 7.9: a file is not JSON, its bytes are a string here.
            Some("file") if place.dialect.openapi == Some(OpenApi::V2) => {
                schema.types = Types::STRING;
                return;
            }
            Some("file") => (Types::STRING, Some(format("binary")), "a binary string"),
            Some("any") => (Types::default(), None, "any value"),
            Some("date") => (
                Types::STRING,
                Some(format("date")),
                "a string of that format",
            ),
            Some("datetime" | "date-time" | "timestamp") => (
                Types::STRING,
                Some(format("date-time")),
                "a string of the format date-time",
            ),
            Some("int" | "long") => (Types::INTEGER, None, "an integer"),
            Some("float" | "double" | "decimal") => (Types::NUMBER, None, "a number"),
            Some("bool") => (Types::BOOLEAN, None, "a boolean"),
            Some("uuid") => (
                Types::STRING,
                Some(format("uuid")),
                "a string of that format",
            ),
            Some("str" | "text") => (Types::STRING, None, "a string"),
            Some("list") => (Types::ARRAY, None, "an array"),
            Some("dict" | "map" | "json") => (Types::OBJECT, None, "an object"),
            _ if node.kind() == Kind::Sequence && node.is_empty() => {
                (Types::default(), None, "any value")
            }
            _ => return self.types(node, schema),
        };
        let named = node.as_str().unwrap_or("[]");
        let message = format!("`{named}` is no type of JSON; read as {meaning}");
        self.mended(node.span(), message, "name one of JSON's types");
        schema.types = types;
        let more = more.map(|assertion| Spanned::new(assertion, node.span()));
        schema.assertions.extend(more);
    }
}
