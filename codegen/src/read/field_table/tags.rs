//! `discriminator` of a union and `tag` of its alternatives: which values of a property select
//! which alternative.
//!
//! ```yaml
//! Event: { discriminator: kind, oneOf: [Started, { type: Ended, tag: [ended, stopped] }] }
//! ```
//! Without `tag`, the values that an alternative allows for the property select it, else its name.
//! An empty list is for all other values.

use std::collections::BTreeSet;

use fieldwright_runtime::Value;

use super::FieldTableReader;
use crate::diagnostic::Diagnostic;
use crate::read::openapi::{is_no_object, tag_text};
use crate::read::report::Report;
use crate::read::settle::{constants_of, leads_to_union};
use crate::schema::{
    Alternatives, Assertion, Discriminator, EnumValue, Property, Schema, SchemaId, Spanned, Types,
};
use crate::source::{Kind, Node};

use super::row::Beside;

impl FieldTableReader<'_, '_> {
    /// One value or a list of them.
    pub(super) fn tag(&mut self, node: Node<'_>) -> Option<Spanned<Vec<Value>>> {
        let nodes: Vec<Node<'_>> = match node.kind() {
            Kind::Sequence => node.items().collect(),
            _ => vec![node],
        };
        let mut tags = Vec::with_capacity(nodes.len());
        for one in nodes {
            if matches!(one.kind(), Kind::Mapping | Kind::Sequence | Kind::Null) {
                self.expected("tag", one, "a string, an integer or a boolean");
                return None;
            }
            tags.push(self.value(one)?.value);
        }
        Some(Spanned::new(tags, node.span()))
    }

    /// Notes the property that distinguishes alternatives. The tags are added after reading.
    pub(super) fn note_discriminator(&mut self, schema: &mut Schema, beside: &mut Beside) {
        let property = beside.discriminator.take();
        let (span, message, help) = match (property, schema.alternatives.first_mut()) {
            (Some(property), Some(group)) => {
                group.discriminator = Some(Discriminator {
                    property,
                    tags: Vec::new(),
                    types: Types::STRING,
                });
                return;
            }
            (Some(property), None) => (
                property.span,
                "`discriminator` belongs to a union",
                "put it beside `oneOf` or `anyOf`",
            ),
            (None, group) => {
                let ids = group.into_iter().flat_map(|group| &group.schemas);
                let Some(tag) = ids.filter_map(|id| self.tags.get(id)).next() else {
                    return;
                };
                (
                    tag.span,
                    "`tag` is the value of a property, and the union does not say of which",
                    "write `discriminator: PROPERTY` beside the list of alternatives",
                )
            }
        };
        let diagnostic = Diagnostic::error("misplaced-key", span, message);
        self.collector.add(diagnostic.help(help));
    }

    /// The tags of all unions that have a discriminator.
    pub(super) fn settle_tags(&mut self) {
        let ids: Vec<SchemaId> = self.graph.ids().collect();
        for id in ids {
            let group = self.graph.get(id).alternatives.first();
            let Some(Alternatives {
                schemas,
                discriminator: Some(discriminator),
                ..
            }) = group
            else {
                continue;
            };
            let (schemas, mut discriminator) = (schemas.clone(), discriminator.clone());
            let mut known = BTreeSet::new();
            for branch in schemas {
                let tags = self.tags_of(branch, &discriminator);
                // A union among them may share an alternative with the outer union.
                let is_union = leads_to_union(&self.graph, branch);
                let mut tags_here = tags.iter().filter(|_| !is_union);
                let taken = tags_here.find(|tag| !known.insert((*tag).clone()));
                if let Some(tag) = taken {
                    let property = &discriminator.property.value;
                    let message = format!("`{property}` is `{tag}` in two alternatives");
                    let help = "write `tag:` with a value that no other alternative has";
                    let given = self.tags.get(&branch).map(|tag| tag.span);
                    let span = given.unwrap_or_else(|| self.graph.get(branch).span);
                    let diagnostic = Diagnostic::error("bad-discriminator", span, message);
                    self.collector.add(diagnostic.help(help));
                }
                discriminator.tags.push(tags);
            }
            let mut schema = self.graph.get(id).clone();
            if let Some(group) = schema.alternatives.first_mut() {
                group.discriminator = Some(discriminator);
            }
            self.graph.set(id, schema);
        }
    }

    fn tags_of(&mut self, branch: SchemaId, discriminator: &Discriminator) -> Vec<String> {
        let own = constants_of(&self.graph, branch, &discriminator.property.value);
        match self.tags.get(&branch).cloned() {
            Some(given) => self.given_tags(branch, &given, own, &discriminator.property),
            None => self.implied_tags(branch, own, &discriminator.property.value),
        }
    }

    fn given_tags(
        &mut self,
        branch: SchemaId,
        given: &Spanned<Vec<Value>>,
        own: Option<Vec<String>>,
        property: &Spanned<String>,
    ) -> Vec<String> {
        let tags: Vec<String> = given.value.iter().map(tag_text).collect();
        let schema = self.graph.get(branch);
        let is_inline = schema.reference.is_none();
        let is_object = schema.types == Types::OBJECT;
        if is_inline && !is_object && schema.alternatives.is_empty() {
            let message = format!("only an object has `{}`", property.value);
            let diagnostic = Diagnostic::error("bad-discriminator", given.span, message);
            self.collector.add(diagnostic.help("take `tag` out"));
            return Vec::new();
        }
        if is_inline && is_object && !tags.is_empty() {
            self.declare(branch, property, given);
        }
        let refused = own.and_then(|own| tags.iter().find(|tag| !own.contains(tag)).cloned());
        if let Some(tag) = refused {
            let message = format!(
                "no value means this alternative by `{tag}`, which `{}` cannot be in it",
                property.value
            );
            let diagnostic = Diagnostic::warning("bad-discriminator", given.span, message);
            self.collector
                .add(diagnostic.help("write a value that the alternative allows"));
        }
        tags
    }

    fn implied_tags(
        &mut self,
        branch: SchemaId,
        own: Option<Vec<String>>,
        property: &str,
    ) -> Vec<String> {
        let schema = self.graph.get(branch);
        if let Some(own) = own.filter(|own| !own.is_empty()) {
            return own;
        }
        if let Some(index) = schema.reference {
            let name = self.names.get(index).copied().unwrap_or_default();
            return vec![name.to_owned()];
        }
        if !is_no_object(schema) {
            let message = format!("nothing says which `{property}` means this alternative");
            let help = "write `tag:` with the value, `tag: []` for all others";
            let diagnostic = Diagnostic::error("bad-discriminator", schema.span, message);
            self.collector.add(diagnostic.help(help));
        }
        Vec::new()
    }

    /// Declares the property with its tags in an inline alternative that does not declare it.
    fn declare(&mut self, branch: SchemaId, name: &Spanned<String>, given: &Spanned<Vec<Value>>) {
        let mut schema = self.graph.get(branch).clone();
        if !schema.requires(&name.value) {
            schema.required.push(name.clone());
        }
        if !schema.properties.iter().any(|p| p.name.value == name.value) {
            let mut tag = Schema::new(given.span);
            tag.types = Types::of(&given.value);
            match given.value.as_slice() {
                [one] => {
                    let constant = Assertion::Const(one.clone());
                    tag.assertions.push(Spanned::new(constant, given.span));
                }
                all => {
                    let values = all.iter().map(|value| EnumValue {
                        value: Spanned::new(value.clone(), given.span),
                        title: None,
                        rust_name: None,
                        aliases: Vec::new(),
                        description: None,
                        deprecated: false,
                    });
                    tag.enumeration = Some(Spanned::new(values.collect(), given.span));
                }
            }
            let tag = self.graph.add(tag);
            let name = name.clone();
            schema.properties.insert(0, Property { name, schema: tag });
            schema.has_fields = true;
        }
        self.graph.set(branch, schema);
    }
}
