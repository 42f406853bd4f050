//! Keywords of older drafts -> 2020-12; one function each.

use fieldwright_runtime::NumberKeyword;

use super::SchemaReader;
use super::dialect::Draft;
use super::keywords::SchemaPlace;
use crate::read::report::Report;
use crate::schema::{Assertion, Contains, Dependency, EnumValue, Property, Schema, Spanned, Types};
use crate::source::{Key, Kind, Node};

impl SchemaReader<'_, '_, '_> {
    /// The conversions that involve several keywords, after all have been read.
    pub(super) fn lifted(&mut self, place: SchemaPlace<'_>, schema: &mut Schema) {
        self.open_enum(place.node, schema);
        self.aliases(place.node, schema);
        self.words_of_values(place.node, schema);
        self.given_names(place.node, schema);
        self.open_alternatives(schema);
        without_rules_that_are_printed_twice(schema);
        if place.dialect.applies {
            self.dependencies(place, schema);
        }
        if place.dialect.openapi.is_some() {
            self.lift_openapi(place, schema);
        }
    }

    /// Draft 4 and OpenAPI 3.0: `minimum: 3, exclusiveMinimum: true` is `exclusiveMinimum: 3`.
    pub(super) fn minimum(
        &mut self,
        key: Key<'_>,
        node: Node<'_>,
        place: SchemaPlace<'_>,
    ) -> Option<Assertion> {
        let number = self.bound(key, node)?;
        Some(if self.excludes("exclusiveMinimum", place) {
            Assertion::Number(NumberKeyword::ExclusiveMinimum, number)
        } else {
            Assertion::Number(NumberKeyword::Minimum, number)
        })
    }

    /// Draft 4 and OpenAPI 3.0: `maximum: 3, exclusiveMaximum: true` is `exclusiveMaximum: 3`.
    pub(super) fn maximum(
        &mut self,
        key: Key<'_>,
        node: Node<'_>,
        place: SchemaPlace<'_>,
    ) -> Option<Assertion> {
        let number = self.bound(key, node)?;
        Some(if self.excludes("exclusiveMaximum", place) {
            Assertion::Number(NumberKeyword::ExclusiveMaximum, number)
        } else {
            Assertion::Number(NumberKeyword::Maximum, number)
        })
    }

    fn excludes(&self, keyword: &str, place: SchemaPlace<'_>) -> bool {
        place.node.get(keyword).and_then(Node::as_bool) == Some(true)
    }

    /// The same in a later draft, where it is an error with the same meaning.
    pub(super) fn boolean_bound(&mut self, key: Key<'_>) {
        let message = format!(
            "`{}` is a number since draft 6; read as in draft 4",
            key.text
        );
        self.recovered(
            "recovered-keyword",
            key.span,
            message,
            "write the bound itself",
        );
    }

    /// Up to 2019-09: a list of `items` is `prefixItems`, and `additionalItems` beside it is
    /// `items`. In 2020-12, where a list is an error, it has the same meaning.
    pub(super) fn item_list(
        &mut self,
        key: Key<'_>,
        node: Node<'_>,
        place: SchemaPlace<'_>,
        schema: &mut Schema,
    ) {
        schema.prefix_items = self.schemas(key, node, place);
        if let Some(rest) = place.node.get("additionalItems") {
            schema.items = Some(self.inner(rest, place));
        }
    }

    /// 2019-09: `contains` does not evaluate items, 2020-12's does. If that makes a difference, it
    /// is converted to `not: { not: { contains: ... } }`, whose annotations are dropped.
    pub(super) fn lift_contains(
        &mut self,
        contains: Contains,
        place: SchemaPlace<'_>,
        schema: &mut Schema,
    ) {
        if place.dialect.draft == Draft::Y2020 || !self.index.has_unevaluated_items() {
            schema.contains = Some(contains);
            return;
        }
        let mut inner = Schema::new(schema.span);
        inner.contains = Some(contains);
        let mut outer = Schema::new(schema.span);
        outer.not.push(self.graph.add(inner));
        let mut wrapped = Schema::new(schema.span);
        wrapped.not.push(self.graph.add(outer));
        schema.all_of.push(self.graph.add(wrapped));
    }

    /// `dependencies` (draft 7 section 6.5.7) is `dependentRequired` and `dependentSchemas`; so it
    /// is read in later drafts, too, where it is kept for compatibility.
    fn dependencies(&mut self, place: SchemaPlace<'_>, schema: &mut Schema) {
        let Some((key, node)) = place.node.entry("dependencies") else {
            return;
        };
        if node.kind() != Kind::Mapping {
            self.expected(key.text, node, "an object");
            return;
        }
        for (key, value) in node.entries() {
            let name = Spanned::new(key.text.to_owned(), key.span);
            if value.kind() == Kind::Sequence {
                let requires = self.names(key, value);
                schema.dependent_required.push(Dependency {
                    name,
                    requires,
                    owner: None,
                });
            } else {
                let inner = self.inner(value, place);
                let property = Property {
                    name,
                    schema: inner,
                };
                schema.dependent_schemas.push(property);
            }
        }
    }

    /// `x-fieldwright-open: [values]`: an enum that keeps other values of its type.
    fn open_enum(&mut self, node: Node<'_>, schema: &mut Schema) {
        let Some(listed) = node.get("x-fieldwright-open") else {
            return;
        };
        if listed.as_bool() == Some(true) {
            schema.open = schema.enumeration.is_some();
            if schema.open && schema.types.is_empty() {
                let values = schema.enumeration.iter().flat_map(|values| &values.value);
                let is_text = values.clone().all(|v| v.value.value.as_str().is_some());
                schema.types = if is_text {
                    Types::STRING
                } else {
                    Types::INTEGER
                };
            }
            return;
        }
        let mut values = Vec::new();
        for item in listed.items() {
            values.extend(self.value(item).map(EnumValue::plain));
        }
        if !values.is_empty() && schema.enumeration.is_none() {
            schema.enumeration = Some(Spanned::new(values, listed.span()));
            schema.open = true;
        }
    }

    /// `x-fieldwright-aliases: { value: [aliases] }`: other spellings, which a closed enum lists
    /// among its values.
    fn aliases(&mut self, node: Node<'_>, schema: &mut Schema) {
        let Some(table) = node.get("x-fieldwright-aliases") else {
            return;
        };
        let Some(values) = schema.enumeration.as_mut() else {
            return;
        };
        for (key, aliases) in table.entries() {
            let aliases = aliases.items().filter_map(|item| {
                let alias = item.as_str()?;
                Some(Spanned::new(alias.to_owned(), item.span()))
            });
            let aliases: Vec<Spanned<String>> = aliases.collect();
            values.value.retain(|value| {
                let text = value.value.value.as_str();
                !aliases.iter().any(|alias| text == Some(&alias.value))
            });
            let mut values = values.value.iter_mut();
            if let Some(value) = values.find(|v| v.value.value.as_str() == Some(key.text)) {
                value.aliases = aliases;
            }
        }
    }

    /// `x-fieldwright-values: { value: { name, description, deprecated } }`: the annotations of an
    /// enum's values.
    fn words_of_values(&mut self, node: Node<'_>, schema: &mut Schema) {
        let table = node.get("x-fieldwright-values");
        let Some((table, values)) = table.zip(schema.enumeration.as_mut()) else {
            return;
        };
        for (key, words) in table.entries() {
            let mut values = values.value.iter_mut();
            let Some(value) = values.find(|value| value.key() == key.text) else {
                continue;
            };
            for (key, node) in words.entries() {
                match key.text {
                    "name" => {
                        let name = self.text(key, node);
                        value.rust_name = name.map(|name| Spanned::new(name, node.span()));
                    }
                    "description" => value.description = self.text(key, node),
                    "deprecated" => value.deprecated = self.flag(key, node),
                    "title" => value.title = self.text(key, node),
                    _ => {
                        let known = ["name", "title", "description", "deprecated"];
                        self.unknown_key(key, known.into_iter());
                    }
                }
            }
        }
    }
}

/// A `requires` rule is printed as `dependentRequired`, too; read back it is the rule alone.
fn without_rules_that_are_printed_twice(schema: &mut Schema) {
    let rules = &schema.rules;
    for dependency in &mut schema.dependent_required {
        dependency.requires.retain(|name| {
            !rules.iter().any(|rule| {
                let fields: Vec<&str> = rule.fields.iter().map(|f| f.value.as_str()).collect();
                rule.kind == fieldwright_runtime::RuleKind::Requires
                    && !rule.advice
                    && fields.first() == Some(&dependency.name.value.as_str())
                    && fields.contains(&name.value.as_str())
            })
        });
    }
    let had_rules = !schema.rules.is_empty();
    schema
        .dependent_required
        .retain(|dependency| !had_rules || !dependency.requires.is_empty());
}
