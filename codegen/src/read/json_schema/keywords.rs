//! One schema object -> one schema of the graph, keyword by keyword.
//!
//! Keywords that a draft or its vocabularies do not have are annotations without effect.

use std::collections::{BTreeSet, HashSet};

use fieldwright_runtime::{CountKeyword, NumberKeyword};

use super::annotations::is_blank;
use super::dialect::{Dialect, Draft};
use super::{SchemaReader, Scope};
use crate::diagnostic::Diagnostic;
use crate::read::report::Report;
use crate::read::rules::Rules;
use crate::schema::{
    Alternatives, Assertion, Bytes, Condition, Contains, Dependency, EnumValue, Property, Schema,
    SchemaId, Spanned, Types, UnknownValues, fingerprint,
};
use crate::source::{Key, Kind, Node};

/// A schema object and its context.
#[derive(Clone, Copy)]
pub(in crate::read) struct SchemaPlace<'n> {
    pub(in crate::read) node: Node<'n>,
    pub(in crate::read) document: usize,
    pub(in crate::read) scope: Scope,
    pub(in crate::read) dialect: Dialect,
}

impl SchemaReader<'_, '_, '_> {
    /// The schema at a node, whose scope is `scope`.
    pub(super) fn schema_object(
        &mut self,
        node: Node<'_>,
        document: usize,
        scope: Scope,
    ) -> Schema {
        let mut schema = Schema::new(node.span());
        match (node.kind(), node.as_bool()) {
            (_, Some(boolean)) => schema.boolean = Some(boolean),
            (Kind::Mapping, _) => {
                let place = SchemaPlace {
                    node,
                    document,
                    scope,
                    dialect: self.index.dialect(scope.resource),
                };
                self.keywords(place, &mut schema);
            }
            (Kind::Null, _) => {
                let help = "write `{}` for any value";
                self.recovered(
                    "recovered-keyword",
                    node.span(),
                    "an empty schema; read as any value",
                    help,
                );
            }
            _ => self.expected("a schema", node, "an object or a boolean"),
        }
        schema
    }

    fn keywords(&mut self, place: SchemaPlace<'_>, schema: &mut Schema) {
        let alone = place.dialect.draft.reference_stands_alone()
            && place
                .node
                .get("$ref")
                .is_some_and(|node| node.as_str().is_some());
        let is_openapi = place.dialect.openapi.is_some();
        for (key, value) in place.node.entries() {
            if alone && !matches!(key.text, "$ref" | "title" | "description") {
                self.beside_reference((key, value), place, schema);
                continue;
            }
            self.misspelt(key, place.node);
            if self.is_valueless(key, value) {
                continue;
            }
            self.keyword(key, value, place, schema);
        }
        if !alone {
            self.lifted(place, schema);
        } else if is_openapi {
            self.nullable(place, schema);
        }
    }

    fn keyword(
        &mut self,
        key: Key<'_>,
        node: Node<'_>,
        place: SchemaPlace<'_>,
        schema: &mut Schema,
    ) {
        let draft = place.dialect.draft;
        match key.text {
            "$ref" if self.specialised(node, place, schema) => {}
            "$ref" => {
                let found = self.reference(node, place.scope);
                self.refer(found, schema);
            }
            "$dynamicRef" if draft == Draft::Y2020 => {
                let found = self.dynamic_reference(node, place.scope);
                self.refer(found, schema);
            }
            "$recursiveRef" if draft == Draft::Y2019 || place.dialect.openapi.is_some() => {
                let found = self.recursive_reference(node, place.scope);
                self.refer(found, schema);
            }
            "title" => schema.title = self.words(key, node).filter(|text| !is_blank(text)),
            "description" => schema.description = self.words(key, node),
            "deprecated" => schema.deprecated = self.mark(key, node),
            "readOnly" => schema.read_only = self.mark(key, node),
            "writeOnly" => schema.write_only = self.mark(key, node),
            "default" => schema.default = self.value(node),
            "example" if place.dialect.openapi.is_some() => {
                schema.examples.extend(self.value(node));
            }
            "examples" if node.kind() == Kind::Sequence => {
                for item in node.items() {
                    schema.examples.extend(self.value(item));
                }
            }
            _ if key.text.starts_with("x-fieldwright-") => self.extension(key, node, schema),
            _ => {
                let is_format = key.text == "format" && place.dialect.formats;
                if place.dialect.validates || is_format {
                    self.assertion(key, node, place, schema);
                }
                if place.dialect.applies {
                    self.applicator(key, node, place, schema);
                }
                if place.dialect.unevaluated && draft >= Draft::Y2019 {
                    self.unevaluated(key, node, place, schema);
                }
            }
        }
    }

    /// A second reference beside the first is one more schema that must hold.
    fn refer(&mut self, found: Option<usize>, schema: &mut Schema) {
        let Some(definition) = found else {
            return;
        };
        if schema.reference.is_none() {
            schema.reference = Some(definition);
            return;
        }
        let mut other = Schema::new(schema.span);
        other.reference = Some(definition);
        schema.all_of.push(self.graph.add(other));
    }

    fn assertion(
        &mut self,
        key: Key<'_>,
        node: Node<'_>,
        place: SchemaPlace<'_>,
        schema: &mut Schema,
    ) {
        let draft = place.dialect.draft;
        let assertion = match key.text {
            "type" => return self.types(node, place, schema),
            "enum" if self.is_empty_enum(node, place) => return,
            "enum" => return self.enumeration(node, place, schema),
            "required" if node.kind() == Kind::Bool => {
                return self.misused_required(key, place);
            }
            "required" => return schema.required = self.names(key, node),
            "dependentRequired" if draft >= Draft::Y2019 => {
                return self.dependent_required(key, node, schema);
            }
            "const" if draft >= Draft::Six => self.value(node).map(|v| Assertion::Const(v.value)),
            "pattern" => self.text(key, node).map(Assertion::Pattern),
            "format" => self.text(key, node).map(Assertion::Format),
            "minimum" => self.minimum(key, node, place),
            "maximum" => self.maximum(key, node, place),
            "exclusiveMinimum" | "exclusiveMaximum"
                if node.kind() == Kind::Bool && place.dialect.openapi.is_some() =>
            {
                None // modifies `minimum` and `maximum`
            }
            "exclusiveMinimum" | "exclusiveMaximum"
                if node.kind() == Kind::Bool && draft >= Draft::Six =>
            {
                return self.boolean_bound(key);
            }
            "exclusiveMinimum" | "exclusiveMaximum" if draft < Draft::Six => None,
            "uniqueItems" => self.flag(key, node).then_some(Assertion::UniqueItems),
            name => match (CountKeyword::of(name), NumberKeyword::of(name)) {
                (Some(keyword), _) => {
                    let count = self.whole_number(key, node);
                    count.map(|count| Assertion::Count(keyword, count))
                }
                (_, Some(keyword)) => {
                    let limit = self.bound(key, node);
                    limit.map(|limit| Assertion::Number(keyword, limit))
                }
                _ => None,
            },
        };
        let assertion = assertion.map(|assertion| Spanned::new(assertion, node.span()));
        schema.assertions.extend(assertion);
    }

    fn applicator(
        &mut self,
        key: Key<'_>,
        node: Node<'_>,
        place: SchemaPlace<'_>,
        schema: &mut Schema,
    ) {
        let draft = place.dialect.draft;
        match key.text {
            "allOf" => {
                let members = self.schemas(key, node, place);
                schema.all_of.extend(members);
            }
            "anyOf" | "oneOf" => {
                let schemas = self.schemas(key, node, place);
                if !schemas.is_empty() {
                    schema.alternatives.push(Alternatives {
                        exactly_one: key.text == "oneOf",
                        schemas,
                        discriminator: None,
                    });
                }
            }
            "not" => schema.not.push(self.inner(node, place)),
            "if" if draft >= Draft::Seven => schema.condition = Some(self.condition(node, place)),
            "dependentSchemas" if draft >= Draft::Y2019 => {
                schema
                    .dependent_schemas
                    .extend(self.members(key, node, place));
            }
            "prefixItems" if draft == Draft::Y2020 => {
                schema.prefix_items = self.schemas(key, node, place);
            }
            "items" if node.kind() == Kind::Sequence => self.item_list(key, node, place, schema),
            "items" => schema.items = Some(self.inner(node, place)),
            "contains" if draft >= Draft::Six => self.contains(node, place, schema),
            "properties" => schema.properties = self.members(key, node, place),
            "patternProperties" => {
                schema.pattern_properties = self.members(key, node, place);
            }
            "additionalProperties" => schema.additional = Some(self.inner(node, place)),
            "propertyNames" if draft >= Draft::Six => {
                schema.property_names = Some(self.inner(node, place));
            }
            _ => {}
        }
    }

    fn unevaluated(
        &mut self,
        key: Key<'_>,
        node: Node<'_>,
        place: SchemaPlace<'_>,
        schema: &mut Schema,
    ) {
        match key.text {
            "unevaluatedItems" => schema.unevaluated_items = Some(self.inner(node, place)),
            "unevaluatedProperties" => {
                schema.unevaluated_properties = Some(self.inner(node, place));
            }
            _ => {}
        }
    }

    fn condition(&mut self, test: Node<'_>, place: SchemaPlace<'_>) -> Condition {
        let then = place.node.get("then").map(|node| self.inner(node, place));
        let otherwise = place.node.get("else").map(|node| self.inner(node, place));
        Condition {
            test: self.inner(test, place),
            then,
            otherwise,
        }
    }

    /// `contains` with its counts (2020-12 validation section 6.4.4 and 6.4.5).
    fn contains(&mut self, node: Node<'_>, place: SchemaPlace<'_>, schema: &mut Schema) {
        let counts = place.dialect.validates && place.dialect.draft >= Draft::Y2019;
        let mut count = |keyword: &str| {
            let (key, node) = place.node.entry(keyword).filter(|_| counts)?;
            self.whole_number(key, node)
        };
        let (min, max) = (count("minContains"), count("maxContains"));
        let contains = Contains {
            schema: self.inner(node, place),
            min,
            max,
        };
        self.lift_contains(contains, place, schema);
    }

    /// A subschema of the schema at `place`.
    pub(in crate::read) fn inner(&mut self, node: Node<'_>, place: SchemaPlace<'_>) -> SchemaId {
        self.subschema(node, place.document, place.scope)
    }

    pub(super) fn schemas(
        &mut self,
        key: Key<'_>,
        node: Node<'_>,
        place: SchemaPlace<'_>,
    ) -> Vec<SchemaId> {
        if node.kind() != Kind::Sequence {
            self.expected(key.text, node, "a list of schemas");
        }
        node.items().map(|item| self.inner(item, place)).collect()
    }

    pub(super) fn members(
        &mut self,
        key: Key<'_>,
        node: Node<'_>,
        place: SchemaPlace<'_>,
    ) -> Vec<Property> {
        if node.kind() != Kind::Mapping {
            self.expected(key.text, node, "an object of schemas");
        }
        let members = node.entries().map(|(key, node)| Property {
            name: Spanned::new(key.text.to_owned(), key.span),
            schema: self.inner(node, place),
        });
        members.collect()
    }

    pub(super) fn names(&mut self, key: Key<'_>, node: Node<'_>) -> Vec<Spanned<String>> {
        if node.kind() != Kind::Sequence {
            self.expected(key.text, node, "a list of property names");
        }
        let mut names: Vec<Spanned<String>> = Vec::new();
        let mut known = HashSet::new();
        for item in node.items() {
            match item.as_str() {
                Some(name) if !known.insert(name) => {}
                Some(name) => names.push(Spanned::new(name.to_owned(), item.span())),
                None => names.extend(self.odd_name(item)),
            }
        }
        names
    }

    fn dependent_required(&mut self, key: Key<'_>, node: Node<'_>, schema: &mut Schema) {
        if node.kind() != Kind::Mapping {
            self.expected(key.text, node, "an object of lists of property names");
        }
        for (key, names) in node.entries() {
            let dependency = Dependency {
                name: Spanned::new(key.text.to_owned(), key.span),
                requires: self.names(key, names),
                owner: None,
            };
            schema.dependent_required.push(dependency);
        }
    }

    pub(in crate::read) fn unknown_type(&mut self, node: Node<'_>, name: &str) {
        let known = Types::NAMED.iter().map(|(name, _)| *name);
        let help = match fieldwright_runtime::nearest(name, known.clone()) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("types are {}", known.collect::<Vec<_>>().join(", ")),
        };
        let message = format!("`{name}` is no type of JSON");
        self.collector
            .add(Diagnostic::error("unknown-type", node.span(), message).help(help));
    }

    fn enumeration(&mut self, node: Node<'_>, place: SchemaPlace<'_>, schema: &mut Schema) {
        if node.kind() != Kind::Sequence {
            self.expected("enum", node, "a list of values");
            return;
        }
        let mut values: Vec<EnumValue> = Vec::new();
        let mut known = BTreeSet::new();
        let is_of_texts = place.node.get("type").and_then(Node::as_str) == Some("string");
        for item in node.items() {
            let Some(value) = self.value(item) else {
                continue;
            };
            // `1.1` and `1.10` are two texts.
            let text = item.plain_text().filter(|_| is_of_texts);
            if !known.insert((fingerprint(&value.value), text)) {
                let message = "this value stands twice";
                let help = "take one of them out";
                let diagnostic = Diagnostic::warning("duplicate-value", item.span(), message);
                self.collector.add(diagnostic.help(help));
                continue;
            }
            values.push(EnumValue::plain(value));
        }
        schema.enumeration = Some(Spanned::new(values, node.span()));
    }

    /// A count may be written `2.0`, and be larger than any array.
    fn whole_number(&mut self, key: Key<'_>, node: Node<'_>) -> Option<u64> {
        let text = match node.as_str().filter(|text| is_count(text)) {
            Some(text) => self.unquoted(key, node, text),
            None => node.number_text().unwrap_or_default(),
        };
        let count = fieldwright_runtime::from_json::<u64>(text.as_bytes());
        if let Ok(count) = count {
            return Some(count);
        }
        let number = fieldwright_runtime::from_json::<fieldwright_runtime::Number>(text.as_bytes());
        let huge = fieldwright_runtime::is_multiple_of(text, "1")
            && fieldwright_runtime::compare_numbers(text, "0").is_gt();
        if number.is_ok() && huge {
            return Some(u64::MAX);
        }
        self.expected(key.text, node, "a whole number from 0 on");
        None
    }

    /// The extensions of JSON Schema by fieldwright.
    fn extension(&mut self, key: Key<'_>, node: Node<'_>, schema: &mut Schema) {
        match key.text {
            "x-fieldwright-name" => {
                let name = self.text(key, node);
                schema.rust_name = name.map(|name| Spanned::new(name, node.span()));
            }
            // A struct without fields, which `properties: {}` is not: that is any object.
            "x-fieldwright-fields" => schema.has_fields = self.flag(key, node),
            "x-fieldwright-rules" => self.rules(key, node, schema),
            "x-fieldwright-coerce" => schema.coerce = self.flag(key, node),
            "x-fieldwright-bytes" if self.flag(key, node) => schema.bytes = Bytes::Yes,
            "x-fieldwright-bytes" => {}
            "x-fieldwright-unknown" => {
                let all = [UnknownValues::Keep, UnknownValues::Advice];
                let named = |one: &UnknownValues| node.as_str() == Some(one.name());
                schema.unknown = all.into_iter().find(named);
                if schema.unknown.is_none() {
                    self.expected(key.text, node, "\"keep\" or \"advice\"");
                }
            }
            _ => {} // read with the enum they belong to, or of the document
        }
    }
}

/// Whether a text in quotes is a count.
fn is_count(text: &str) -> bool {
    let digits = text.trim();
    !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit())
}
