//! `discriminator` of a union and `tag` of its alternatives: which values of a property mean which
//! alternative.
//!
//! ```yaml
//! Event: { discriminator: kind, oneOf: [Started, { type: Ended, tag: [ended, stopped] }] }
//! ```
//! Without `tag` an alternative is told by the values that it allows the property itself, else by
//! its name. An empty list is for all other values.

use std::collections::BTreeSet;

use fieldwright_runtime::Value;

use super::Reader;
use crate::diagnostic::Diagnostic;
use crate::read::openapi::{is_no_object, tag_text};
use crate::read::report::Report;
use crate::read::settle::{constants_of, leads_to_union};
use crate::schema::{
    Alternatives, Assertion, Discriminator, EnumValue, Property, Schema, SchemaId, Spanned, Types,
};
use crate::source::{Kind, Node};

use super::row::Beside;

impl Reader<'_, '_> {
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

    /// Notes the property that tells alternatives apart. The tags come when all is read.
    pub(super) fn told_apart(&mut self, schema: &mut Schema, beside: &mut Beside) {
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
                // A union among them may have an alternative that stands beside it, too.
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
        let property = &discriminator.property;
        let own = constants_of(&self.graph, branch, &property.value);
        let schema = self.graph.get(branch);
        let reference = schema.reference;
        let is_object = schema.types == Types::OBJECT;
        let given = self.tags.get(&branch).cloned();
        let span = given.as_ref().map_or(schema.span, |given| given.span);
        let (message, help) = match (given, own, reference) {
            (Some(given), own, _) => {
                let tags: Vec<String> = given.value.iter().map(tag_text).collect();
                let refused =
                    own.and_then(|own| tags.iter().find(|tag| !own.contains(tag)).cloned());
                match (refused, reference) {
                    (Some(tag), _) => (
                        format!(
                            "the alternative does not allow `{}` to be `{tag}`",
                            property.value
                        ),
                        "write a value that it allows",
                    ),
                    (None, None) if !is_object => (
                        format!("only an object has `{}`", property.value),
                        "take `tag` out",
                    ),
                    (None, None) if !tags.is_empty() => {
                        self.declare(branch, property, &given);
                        return tags;
                    }
                    _ => return tags,
                }
            }
            (None, Some(own), _) if !own.is_empty() => return own,
            (None, _, Some(index)) => {
                let name = self.names.get(index).copied().unwrap_or_default();
                return vec![name.to_owned()];
            }
            _ if is_no_object(self.graph.get(branch)) => return Vec::new(),
            _ => (
                format!(
                    "nothing says which `{}` means this alternative",
                    property.value
                ),
                "write `tag:` with the value, `tag: []` for all others",
            ),
        };
        let diagnostic = Diagnostic::error("bad-discriminator", span, message);
        self.collector.add(diagnostic.help(help));
        Vec::new()
    }

    /// An inline alternative has the property with its tags, where it does not say so itself.
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
