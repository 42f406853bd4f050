//! One row (a field, an element, an alternative or a whole type) -> a schema.

use std::collections::HashSet;

use super::FieldTableReader;
use fieldwright_runtime::{CountKeyword, NumberKeyword, Value, nearest};

use crate::diagnostic::Diagnostic;
use crate::read::report::{Report, article};
use crate::read::rules::Rules;
use crate::schema::{
    Alternatives, Assertion, EnumValue, KEYWORDS, Keyword, Property, Schema, SchemaId, Spanned,
    Types,
};
use crate::source::{Key, Kind, Node, Span};

/// The role of a row, which determines the allowed keys.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Role {
    Field,
    Alternative,
    Other,
}

/// The parts of a row beside its schema.
#[derive(Default)]
pub(super) struct Beside {
    required: bool,
    nullable: bool,
    /// Of a union: the property that distinguishes its alternatives.
    pub(super) discriminator: Option<Spanned<String>>,
    /// Of an alternative: the values that the property has in it.
    pub(super) tag: Option<Spanned<Vec<Value>>>,
}

impl<'d> FieldTableReader<'d, '_> {
    /// The schema of a row, and its other parts.
    pub(super) fn row(&mut self, node: Node<'d>, role: Role) -> (SchemaId, Beside) {
        let is_field = role == Role::Field;
        let mut schema = Schema::new(node.span());
        let mut beside = Beside::default();
        if node.as_str().is_some() {
            // `items: string` is short for `items: { type: string }`.
            self.type_keyword(node, &mut schema);
        } else if let Some((key, _)) = empty_fields(node) {
            // The following lines are its rows: no keys of this row.
            let message = "nothing is indented below `fields`";
            let help = "indent the rows of the fields further than `fields:`";
            let diagnostic = Diagnostic::error("misplaced-key", key.span, message);
            self.collector.add(diagnostic.help(help));
            schema.has_fields = true;
        } else if node.kind() == Kind::Mapping {
            for (key, value) in node.entries() {
                self.row_key(key, value, role, &mut schema, &mut beside);
            }
        } else {
            self.expected(
                "a row",
                node,
                "a mapping of keywords, or the name of a type",
            );
        }
        let additional = schema.additional.map(|id| self.graph.get(id).boolean);
        // No properties and no others: an empty object.
        schema.has_fields |= additional == Some(Some(false));
        crate::read::texts::texts_of_scalars(self, node, &mut schema);
        self.unquoted.note(node);
        self.infer_type(&mut schema);
        if self.check_shape(&schema) {
            self.check_keywords(&schema);
        }
        self.check_values(&schema);
        if !is_field && let Some(default) = &schema.default {
            let message = "`default` belongs to a field";
            let help = "put it into the row of the field that has the default";
            self.collector
                .add(Diagnostic::error("misplaced-key", default.span, message).help(help));
        }
        self.note_discriminator(&mut schema, &mut beside);
        let schema = if beside.nullable {
            self.nullable(schema)
        } else {
            schema
        };
        (self.graph.add(schema), beside)
    }

    fn row_key(
        &mut self,
        key: Key<'d>,
        node: Node<'d>,
        role: Role,
        schema: &mut Schema,
        beside: &mut Beside,
    ) {
        match key.text {
            "type" => self.type_keyword(node, schema),
            "required" if role == Role::Field => beside.required = self.flag(key, node),
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
            "items" => {
                self.once(key, schema.items.is_some());
                schema.items = Some(self.row_or_boolean(node));
            }
            "fields" => self.fields(node, schema),
            "additionalProperties" => {
                self.once(key, schema.additional.is_some());
                schema.additional = Some(self.row_or_boolean(node));
            }
            "anyOf" => self.alternatives(key, node, false, schema),
            "oneOf" => self.alternatives(key, node, true, schema),
            "discriminator" => {
                let name = self.text(key, node);
                beside.discriminator = name.map(|name| Spanned::new(name, node.span()));
            }
            "tag" if role == Role::Alternative => beside.tag = self.tag(node),
            "tag" => self.error(
                "misplaced-key",
                node,
                "`tag` belongs to an alternative",
                "put it into a row below `oneOf` or `anyOf`",
            ),
            "rules" => self.rules(key, node, schema),
            "$comment" | "contentEncoding" | "contentMediaType" => {}
            _ => self.assertion(key, node, schema),
        }
    }

    /// A limit of a count or of a number.
    fn limit(&mut self, key: Key<'d>, node: Node<'d>) -> Option<Option<Assertion>> {
        if let Some(keyword) = CountKeyword::of(key.text) {
            let count = self.count(key, node);
            return Some(count.map(|count| Assertion::Count(keyword, count)));
        }
        let keyword = NumberKeyword::of(key.text)?;
        let number = self.number(key, node);
        Some(number.map(|number| Assertion::Number(keyword, number)))
    }

    fn assertion(&mut self, key: Key<'d>, node: Node<'d>, schema: &mut Schema) {
        if let Some(limit) = self.limit(key, node) {
            let limit = limit.map(|limit| Spanned::new(limit, node.span()));
            return schema.assertions.extend(limit);
        }
        let assertion = match key.text {
            "pattern" => self.text(key, node).map(Assertion::Pattern),
            "format" => self.text(key, node).map(Assertion::Format),
            "uniqueItems" => self.flag(key, node).then_some(Assertion::UniqueItems),
            "const" => self.value(node).map(|value| Assertion::Const(value.value)),
            "$ref" if node.as_str().is_some() => {
                let name = node
                    .as_str()
                    .and_then(|text| text.rsplit(['/', '#']).next());
                let message = "the key `$ref` is not known here";
                let help = format!("write `type: {}`", name.unwrap_or_default());
                let diagnostic = Diagnostic::error("unknown-key", key.span, message);
                self.collector.add(diagnostic.help(help));
                return;
            }
            _ => {
                let known = KEYWORDS.iter().filter(|k| k.is_of_tables());
                let known = known.map(|keyword| keyword.name);
                let is_known = Keyword::find(key.text).is_some()
                    || ["properties", "$ref"].contains(&key.text)
                    || nearest(key.text, known.clone()).is_some();
                match node.kind() == Kind::Mapping && !is_known {
                    true => self.misplaced_field(key),
                    false => self.unknown_key(key, known),
                }
                return;
            }
        };
        let assertion = assertion.map(|assertion| Spanned::new(assertion, node.span()));
        schema.assertions.extend(assertion);
    }

    fn fields(&mut self, node: Node<'d>, schema: &mut Schema) {
        schema.has_fields = true;
        if node.kind() != Kind::Mapping {
            self.expected("fields", node, "a mapping from property names to rows");
            return;
        }
        let mut known = HashSet::new();
        for (key, row) in node.entries() {
            if !known.insert(key.text) {
                continue; // reported as a duplicate key
            }
            let name = Spanned::new(key.text.to_owned(), key.span);
            let (id, beside) = self.row(row, Role::Field);
            if beside.required {
                schema.required.push(name.clone());
            }
            schema.properties.push(Property { name, schema: id });
        }
    }

    /// `type: X[]` already implies `items`, `map<X>` implies `additionalProperties`.
    fn once(&mut self, key: Key<'d>, is_implied: bool) {
        if is_implied {
            let message = format!("the row's `type` says what `{}` says", key.text);
            let help = "keep one of the two";
            self.collector
                .add(Diagnostic::error("two-shapes", key.span, message).help(help));
        }
    }

    fn row_or_boolean(&mut self, node: Node<'d>) -> SchemaId {
        match node.as_bool() {
            Some(boolean) => {
                let mut schema = Schema::new(node.span());
                schema.boolean = Some(boolean);
                self.graph.add(schema)
            }
            None => self.row(node, Role::Other).0,
        }
    }

    fn alternatives(
        &mut self,
        key: Key<'d>,
        node: Node<'d>,
        exactly_one: bool,
        schema: &mut Schema,
    ) {
        if !schema.alternatives.is_empty() {
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
        let mut schemas = Vec::with_capacity(node.len());
        for item in node.items() {
            let (id, beside) = self.row(item, Role::Alternative);
            if let Some(tag) = beside.tag {
                self.tags.insert(id, tag);
            }
            schemas.push(id);
        }
        schema.alternatives.push(Alternatives {
            exactly_one,
            schemas,
            discriminator: None,
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
        let adds_keywords = schema.reference.is_some() || !schema.alternatives.is_empty();
        if !schema.types.is_empty() || adds_keywords {
            return;
        }
        let is_object =
            schema.has_fields || schema.additional.is_some() || !schema.rules.is_empty();
        if let Some(values) = &schema.enumeration {
            let values = values.value.iter().map(|value| &value.value.value);
            schema.types = Types::of(values);
        } else if schema.items.is_some() {
            schema.types = Types::ARRAY;
        } else if is_object {
            schema.types = Types::OBJECT;
        } else {
            let implied = schema
                .assertions
                .iter()
                .map(|assertion| assertion.value.applies_to());
            let implied = implied.filter(|types| *types != Types::ANY);
            let implied = implied.fold(Types::default(), Types::with);
            schema.types = match implied {
                Types::NUMERIC if schema.has_integer_format() => Types::INTEGER,
                Types::NUMERIC => Types::NUMBER,
                implied => implied,
            };
        }
    }

    /// A row is one thing: a reference, an enum, a union, or a value of its types. Whether it is.
    fn check_shape(&mut self, schema: &Schema) -> bool {
        let wholes = [
            ("a type of the table", schema.reference.is_some()),
            ("`enum`", schema.enumeration.is_some()),
            ("`anyOf` or `oneOf`", !schema.alternatives.is_empty()),
        ];
        let wholes: Vec<&str> = wholes
            .into_iter()
            .filter(|(_, is)| *is)
            .map(|(what, _)| what)
            .collect();
        let parts = [
            ("`fields`", schema.has_fields),
            ("`items`", schema.items.is_some()),
            ("`additionalProperties`", schema.additional.is_some()),
            ("`rules`", !schema.rules.is_empty()),
            (
                "`type`",
                !schema.alternatives.is_empty() && !schema.types.is_empty(),
            ),
        ];
        let parts = parts
            .into_iter()
            .filter(|(_, is)| *is && !wholes.is_empty())
            .map(|(what, _)| what);
        let keywords: Vec<&str> = wholes.iter().copied().chain(parts).collect();
        let [first, second, ..] = keywords.as_slice() else {
            return true;
        };
        let message = format!("a row cannot be {first} and have {second}");
        let help = "keep one of the two, or give the other a name under `types`";
        self.collector
            .add(Diagnostic::error("two-shapes", schema.span, message).help(help));
        false
    }

    /// Values that the row lists must be of the row's type.
    fn check_values(&mut self, schema: &Schema) {
        let mut values: Vec<(Types, Span)> = Vec::new();
        for value in schema.enumeration.iter().flat_map(|values| &values.value) {
            values.push((Types::of([&value.value.value]), value.value.span));
        }
        for assertion in &schema.assertions {
            if let Assertion::Const(value) = &assertion.value {
                values.push((Types::of([value]), assertion.span));
            }
        }
        let accepted = if schema.types.meets(Types::NUMBER) {
            schema.types.with(Types::INTEGER)
        } else {
            schema.types
        };
        for (types, span) in values {
            if !accepted.is_empty() && !accepted.meets(types) {
                let names =
                    |types: Types| types.names().map(article).collect::<Vec<_>>().join(" or ");
                let message = format!(
                    "this value is {}, the row's type is {}",
                    names(types),
                    names(accepted)
                );
                let help = "correct the value or the type";
                self.collector
                    .add(Diagnostic::error("wrong-type", span, message).help(help));
            }
        }
        let is_enum = |values: &[EnumValue]| {
            let all = |is: fn(&Value) -> bool| values.iter().all(|value| is(&value.value.value));
            all(|value| value.as_str().is_some()) || all(|value| value.as_i64().is_some())
        };
        let can_be_open = schema
            .enumeration
            .as_ref()
            .is_some_and(|values| is_enum(&values.value));
        if schema.open && !can_be_open {
            let message = "`open` belongs to an enum of strings or of integers";
            let help = "take `open` out";
            self.collector
                .add(Diagnostic::error("misplaced-key", schema.span, message).help(help));
        }
    }

    /// A keyword that does not apply to the row's type is an error here.
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
        // An integer that travels as a text: a number in Rust with `coerce`.
        let is_integer_text = schema.types.without(Types::NULL) == Types::STRING;
        for assertion in &schema.assertions {
            let is_meant = is_integer_text && assertion.value.is_integer_format();
            if !is_meant && !assertion.value.applies_to().meets(schema.types) {
                let keyword = assertion.value.keyword();
                let message = format!("`{keyword}` says nothing about {}", names());
                let help = "take the keyword out, or change the type";
                let diagnostic = Diagnostic::error("misplaced-keyword", assertion.span, message);
                self.collector.add(diagnostic.help(help));
            }
        }
        let others = [
            ("items", schema.items.is_some(), Types::ARRAY),
            ("fields", schema.has_fields, Types::OBJECT),
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
        let has_const = schema
            .assertions
            .iter()
            .any(|a| matches!(a.value, Assertion::Const(_)));
        let is_whole = has_const
            || schema.reference.is_some()
            || !schema.alternatives.is_empty()
            || schema.enumeration.is_some();
        if !is_whole {
            if !schema.types.is_empty() {
                schema.types = schema.types.with(Types::NULL);
            }
            return schema;
        }
        schema.or_null(&mut self.graph)
    }
}

/// `fields` without a value, followed by rows that are not indented enough.
fn empty_fields<'d>(node: Node<'d>) -> Option<(Key<'d>, Node<'d>)> {
    let entry = node.entry("fields")?;
    let follow = node
        .entries()
        .skip_while(|(key, _)| key.text != "fields")
        .skip(1);
    (entry.1.kind() == Kind::Null && follow.count() > 0).then_some(entry)
}
