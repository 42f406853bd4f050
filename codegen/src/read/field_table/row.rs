//! One row (a field, an element, an alternative or a whole type) -> a schema.

use super::{Reader, article};
use crate::diagnostic::Diagnostic;
use crate::schema::{
    Alternatives, Assertion, KEYWORDS, Property, Schema, SchemaId, Spanned, Support, Types,
};
use crate::source::{Key, Kind, Node};

/// What a row says beside its schema.
#[derive(Default)]
struct Beside {
    required: bool,
    nullable: bool,
}

impl<'d> Reader<'d, '_> {
    /// The schema of a row, and whether the row is required. `is_field` tells
    /// whether `required` may stand.
    pub(super) fn row(&mut self, node: Node<'d>, is_field: bool) -> (SchemaId, bool) {
        let mut schema = Schema::new(node.span());
        let mut beside = Beside::default();
        if node.as_str().is_some() {
            // `items: string` is short for `items: { type: string }`.
            self.type_keyword(node, &mut schema);
        } else if node.kind() == Kind::Mapping {
            for (key, value) in node.entries() {
                self.row_key(key, value, is_field, &mut schema, &mut beside);
            }
        } else {
            self.expected(
                "a row",
                node,
                "a mapping of keywords, or the name of a type",
            );
        }
        self.infer_type(&mut schema);
        self.check_keywords(&schema);
        let schema = if beside.nullable {
            self.nullable(schema)
        } else {
            schema
        };
        (self.graph.add(schema), beside.required)
    }

    fn row_key(
        &mut self,
        key: Key<'d>,
        node: Node<'d>,
        is_field: bool,
        schema: &mut Schema,
        beside: &mut Beside,
    ) {
        match key.text {
            "type" => self.type_keyword(node, schema),
            "required" if is_field => beside.required = self.flag(key, node),
            "required" => self.error(
                "misplaced-key",
                node,
                "`required` belongs to a field",
                "put it into the row of the field that must be present",
            ),
            "nullable" => beside.nullable = self.flag(key, node),
            "title" => schema.title = self.text(key, node),
            "description" => schema.description = self.text(key, node),
            "deprecated" => schema.deprecated = self.flag(key, node),
            "readOnly" => schema.read_only = self.flag(key, node),
            "writeOnly" => schema.write_only = self.flag(key, node),
            "default" => schema.default = self.value(node),
            "example" => self.example(node, schema),
            "examples" => self.examples(key, node, schema),
            "enum" => schema.enumeration = self.enumeration(node),
            "open" => schema.open = self.flag(key, node),
            "name" => {
                let name = self.text(key, node);
                schema.rust_name = name.map(|name| Spanned::new(name, node.span()));
            }
            "items" => schema.items = Some(self.row(node, false).0),
            "fields" => self.fields(node, schema),
            "additionalProperties" => schema.additional = Some(self.additional(node)),
            "anyOf" => self.alternatives(key, node, false, schema),
            "oneOf" => self.alternatives(key, node, true, schema),
            "rules" => self.rules(key, node, schema),
            "$comment" | "contentEncoding" | "contentMediaType" => {}
            _ => self.assertion(key, node, schema),
        }
    }

    fn assertion(&mut self, key: Key<'d>, node: Node<'d>, schema: &mut Schema) {
        let assertion = match key.text {
            "minLength" => self.count(key, node).map(Assertion::MinLength),
            "maxLength" => self.count(key, node).map(Assertion::MaxLength),
            "minItems" => self.count(key, node).map(Assertion::MinItems),
            "maxItems" => self.count(key, node).map(Assertion::MaxItems),
            "minProperties" => self.count(key, node).map(Assertion::MinProperties),
            "maxProperties" => self.count(key, node).map(Assertion::MaxProperties),
            "pattern" => self.text(key, node).map(Assertion::Pattern),
            "format" => self.text(key, node).map(Assertion::Format),
            "minimum" => self.number(key, node).map(Assertion::Minimum),
            "maximum" => self.number(key, node).map(Assertion::Maximum),
            "exclusiveMinimum" => self.number(key, node).map(Assertion::ExclusiveMinimum),
            "exclusiveMaximum" => self.number(key, node).map(Assertion::ExclusiveMaximum),
            "multipleOf" => self.number(key, node).map(Assertion::MultipleOf),
            "uniqueItems" => self.flag(key, node).then_some(Assertion::UniqueItems),
            "const" => self.value(node).map(|value| Assertion::Const(value.value)),
            _ => {
                let known = KEYWORDS.iter().filter(|k| k.support != Support::Refused);
                self.unknown_key(key, known.map(|keyword| keyword.name));
                return;
            }
        };
        let assertion = assertion.map(|assertion| Spanned::new(assertion, node.span()));
        schema.assertions.extend(assertion);
    }

    fn fields(&mut self, node: Node<'d>, schema: &mut Schema) {
        schema.types = schema.types.with(Types::OBJECT);
        schema.has_fields = true;
        if node.kind() != Kind::Mapping {
            self.expected("fields", node, "a mapping from property names to rows");
            return;
        }
        for (key, row) in node.entries() {
            if schema.properties.iter().any(|p| p.name.value == key.text) {
                continue; // told as a key that stands twice
            }
            let name = Spanned::new(key.text.to_owned(), key.span);
            let (id, required) = self.row(row, true);
            if required {
                schema.required.push(name.clone());
            }
            schema.properties.push(Property { name, schema: id });
        }
    }

    fn additional(&mut self, node: Node<'d>) -> SchemaId {
        match node.as_bool() {
            Some(boolean) => {
                let mut schema = Schema::new(node.span());
                schema.boolean = Some(boolean);
                self.graph.add(schema)
            }
            None => self.row(node, false).0,
        }
    }

    fn alternatives(
        &mut self,
        key: Key<'d>,
        node: Node<'d>,
        exactly_one: bool,
        schema: &mut Schema,
    ) {
        if schema.alternatives.is_some() {
            self.error(
                "unsupported-keyword",
                node,
                "`anyOf` and `oneOf` in one row",
                "keep one of the two",
            );
        }
        if node.kind() != Kind::Sequence || node.is_empty() {
            self.expected(key.text, node, "a list of at least one alternative");
            return;
        }
        let schemas = node.items().map(|item| self.row(item, false).0).collect();
        schema.alternatives = Some(Alternatives {
            exactly_one,
            schemas,
        });
    }

    fn examples(&mut self, key: Key<'d>, node: Node<'d>, schema: &mut Schema) {
        if node.kind() != Kind::Sequence {
            self.expected(key.text, node, "a list of examples");
        }
        for item in node.items() {
            schema.examples.extend(self.value(item));
        }
    }

    fn example(&mut self, node: Node<'d>, schema: &mut Schema) {
        schema.examples.extend(self.value(node));
    }

    /// Keywords that only one type can have imply it.
    fn infer_type(&mut self, schema: &mut Schema) {
        let says_more = schema.reference.is_some() || schema.alternatives.is_some();
        if !schema.types.is_empty() || says_more {
            return;
        }
        if let Some(values) = &schema.enumeration {
            let values = values.value.iter().map(|value| &value.value.value);
            schema.types = super::values::types_of(values);
        } else if schema.items.is_some() {
            schema.types = Types::ARRAY;
        } else if schema.additional.is_some() || !schema.rules.is_empty() {
            schema.types = Types::OBJECT;
        } else {
            let told = schema
                .assertions
                .iter()
                .map(|assertion| assertion.value.applies_to());
            let told = told.filter(|types| *types != Types::ANY);
            let told = told.fold(Types::default(), Types::with);
            schema.types = if told == Types::NUMERIC {
                Types::NUMBER
            } else {
                told
            };
        }
    }

    /// A keyword that says nothing about the row's type is a mistake here.
    fn check_keywords(&mut self, schema: &Schema) {
        if schema.types.is_empty() || schema.reference.is_some() {
            return;
        }
        let names = || {
            schema
                .types
                .names()
                .map(article)
                .collect::<Vec<_>>()
                .join(" or ")
        };
        for assertion in &schema.assertions {
            if !assertion.value.applies_to().meets(schema.types) {
                let keyword = assertion.value.keyword();
                let message = format!("`{keyword}` says nothing about {}", names());
                let help = "take the keyword out, or change the type";
                let diagnostic = Diagnostic::error("misplaced-keyword", assertion.span, message);
                self.collector.add(diagnostic.help(help));
            }
        }
        let others = [
            ("items", schema.items.is_some(), Types::ARRAY),
            ("fields", !schema.properties.is_empty(), Types::OBJECT),
            (
                "additionalProperties",
                schema.additional.is_some(),
                Types::OBJECT,
            ),
            ("rules", !schema.rules.is_empty(), Types::OBJECT),
        ];
        for (keyword, stands, types) in others {
            if stands && !types.meets(schema.types) {
                let message = format!("`{keyword}` says nothing about {}", names());
                self.collector
                    .add(Diagnostic::error("misplaced-keyword", schema.span, message));
            }
        }
    }

    /// The same schema with `null` beside it: for a reference, union or enum as an
    /// alternative, else as a type.
    fn nullable(&mut self, mut schema: Schema) -> Schema {
        let is_whole = schema.reference.is_some()
            || schema.alternatives.is_some()
            || schema.enumeration.is_some();
        if !is_whole {
            if !schema.types.is_empty() {
                schema.types = schema.types.with(Types::NULL);
            }
            return schema;
        }
        let mut outer = Schema::new(schema.span);
        outer.title = schema.title.take();
        outer.description = schema.description.take();
        outer.default = schema.default.take();
        outer.examples = std::mem::take(&mut schema.examples);
        outer.deprecated = std::mem::take(&mut schema.deprecated);
        outer.read_only = std::mem::take(&mut schema.read_only);
        outer.write_only = std::mem::take(&mut schema.write_only);
        outer.rust_name = schema.rust_name.take();
        let mut null = Schema::new(schema.span);
        null.types = Types::NULL;
        let schemas = vec![self.graph.add(schema), self.graph.add(null)];
        outer.alternatives = Some(Alternatives {
            exactly_one: false,
            schemas,
        });
        outer
    }
}
