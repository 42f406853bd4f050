//! `type`: a JSON type, a type of the table, `X[]` or `map<X>`, or a list of
//! JSON types.

use fieldwright_runtime::nearest;

use super::Reader;
use crate::diagnostic::Diagnostic;
use crate::read::report::Report;
use crate::schema::{Schema, SchemaId, Types};
use crate::source::{Kind, Node, Span};

/// How deep `X[]` and `map<X>` may nest in one text.
const DEPTH: usize = 32;

impl<'d> Reader<'d, '_> {
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
        self.collector.add(match nearest(text, known) {
            Some(near) => diagnostic.help(format!("did you mean `{near}`?")),
            None => diagnostic.help(
                "a type is string, number, integer, boolean, object, array, null, a name under `types`, \
                 `X[]` or `map<X>`",
            ),
        });
    }
}
