//! `discriminator` beside `oneOf` or `anyOf` (3.1 section 4.8.25, 3.2 section 4.25): the property
//! that distinguishes the alternatives, and its values in each.
//!
//! ```yaml
//! oneOf: [ { $ref: Cat }, { $ref: Dog } ]
//! discriminator: { propertyName: kind, mapping: { cat: '#/.../Cat' }, defaultMapping: Dog }
//! ```
//! The type of the property, and its schema in an alternative, are looked up after reading
//! (`settle::tags`).

use crate::diagnostic::{Diagnostic, Severity};
use crate::read::json_schema::{OpenApi, SchemaPlace, SchemaReader};
use crate::read::report::Report;
use crate::schema::{Assertion, Discriminator, EnumValue, Graph, Schema, SchemaId, Spanned, Types};
use crate::source::Node;

/// How many members of `allOf` are looked into.
const MOST_MEMBERS: usize = 50;

impl SchemaReader<'_, '_, '_> {
    /// Notes the property that distinguishes alternatives.
    pub(super) fn discriminator(&mut self, place: SchemaPlace<'_>, schema: &mut Schema) {
        let Some(node) = place.node.get("discriminator") else {
            return;
        };
        let property = node.get("propertyName").and_then(Node::as_str);
        // In 2.0 (section 5.2.23.3) it is the name itself, and distinguishes subtypes.
        let name = node.as_str();
        if property.is_none() && place.dialect.openapi != Some(OpenApi::V2) {
            let message = match name {
                Some(name) => format!("`discriminator: {name}` is the form of 2.0, and is read so"),
                None => "`discriminator` names no property, and says nothing".to_owned(),
            };
            let help = "write `discriminator: { propertyName: ... }`";
            self.recovered("recovered-value", node.span(), message, help);
        }
        let property = property.or(name);
        let (Some(property), Some(alternatives)) = (property, schema.alternatives.first()) else {
            return;
        };
        let mut branches = alternatives.schemas.clone();
        let mapped = self.mapping(node, place);
        let default = node.get("defaultMapping");
        let default = default.and_then(|target| self.mapped(target, place));
        if let Some(default) = default {
            let is_it = |id: &SchemaId| self.graph.get(*id).reference == Some(default);
            if !branches.iter().any(is_it) {
                let mut reference = Schema::new(schema.span);
                reference.reference = Some(default);
                branches.push(self.graph.add(reference));
            }
        }
        let Some(tags) = self.tags(&branches, property, &mapped, default) else {
            let message =
                "`discriminator` says nothing: an alternative has neither a name nor constants";
            let help = "refer to a component, or give the property constants there";
            self.recovered("recovered-value", node.span(), message, help);
            return;
        };
        self.note_elsewhere(node, &branches, mapped);
        if let Some(alternatives) = schema.alternatives.first_mut() {
            alternatives.schemas = branches;
            alternatives.discriminator = Some(Discriminator {
                property: Spanned::new(property.to_owned(), node.span()),
                tags,
                types: Types::STRING,
            });
        }
    }

    /// The tags of each alternative; nothing where one has neither a name nor constants.
    pub(super) fn tags(
        &self,
        branches: &[SchemaId],
        property: &str,
        mapped: &[(usize, String)],
        default: Option<usize>,
    ) -> Option<Vec<Vec<String>>> {
        let tags = branches.iter().map(|branch| {
            let schema = self.graph.get(*branch);
            // What is no object, such as null, has no tag, and needs none.
            if is_no_object(schema) {
                return Some(Vec::new());
            }
            let constants = constants(&self.graph, *branch, property);
            constants.or_else(|| match self.graph.named(*branch)? {
                target if Some(target) == default => Some(Vec::new()),
                target => Some(self.tags_of(target, mapped)),
            })
        });
        tags.collect()
    }

    /// What the mapping says, else the name.
    fn tags_of(&self, target: usize, mapped: &[(usize, String)]) -> Vec<String> {
        let own = mapped.iter().filter(|(one, _)| *one == target);
        let own: Vec<String> = own.map(|(_, tag)| tag.clone()).collect();
        if !own.is_empty() {
            return own;
        }
        let definition = self.graph.definitions.get(target);
        definition
            .map(|d| d.name.value.clone())
            .into_iter()
            .collect()
    }

    /// The definition that a value of `mapping` names: a reference, or the name of a component.
    /// One that leads nowhere is matched by its last part.
    pub(super) fn mapped(&mut self, target: Node<'_>, place: SchemaPlace<'_>) -> Option<usize> {
        let text = target.as_str()?;
        let named = |graph: &Graph, name: &str| {
            let mut definitions = graph.definitions.iter();
            definitions.position(|d| d.name.value == name)
        };
        if let Some(index) = named(&self.graph, text) {
            return Some(index);
        }
        if !text.is_empty() {
            let found = self.quietly(|reader| reader.reference(target, place.scope));
            if found.is_some() {
                return found;
            }
        }
        let last = text.rsplit(['/', '#']).next().unwrap_or(text);
        let extensions = [".yaml", ".yml", ".json"];
        let stem = extensions.iter().find_map(|end| last.strip_suffix(end));
        let meant = named(&self.graph, stem.unwrap_or(last));
        let message = match meant {
            Some(_) => {
                format!("the mapping names `{text}`, which is not there; read by its last part")
            }
            None => format!("the mapping names `{text}`, which is not there"),
        };
        let help = "correct the reference, or leave it out";
        self.recovered("recovered-reference", target.span(), message, help);
        meant
    }

    /// Runs an action whose errors are ignored here.
    fn quietly<T>(&mut self, act: impl FnOnce(&mut Self) -> T) -> T {
        let before = std::mem::take(self.collector);
        let done = act(self);
        let during = std::mem::replace(self.collector, before);
        let (Ok(list) | Err(list)) = during.finish();
        let kept = |one: &Diagnostic| one.severity() != Severity::Error;
        self.collector.extend(list.into_iter().filter(kept));
        done
    }
}

/// Whether no object is valid, by its own types and values.
pub(in crate::read) fn is_no_object(schema: &Schema) -> bool {
    let is_object = |value: &fieldwright_runtime::Value| value.as_object().is_some();
    let others =
        |values: &Spanned<Vec<EnumValue>>| !values.value.iter().any(|v| is_object(&v.value.value));
    let mut assertions = schema.assertions.iter();
    (!schema.types.is_empty() && !schema.types.meets(Types::OBJECT))
        || schema.enumeration.as_ref().is_some_and(others)
        || assertions.any(|a| matches!(&a.value, Assertion::Const(value) if !is_object(value)))
}

/// The constants that a schema, or a member of its `allOf`, has for a property.
fn constants(graph: &Graph, id: SchemaId, property: &str) -> Option<Vec<String>> {
    let mut open = vec![id];
    for _ in 0..MOST_MEMBERS {
        let schema = graph.get(open.pop()?);
        let own = schema.properties.iter().find(|p| p.name.value == property);
        if let Some(own) = own {
            return values(graph.get(own.schema));
        }
        open.extend(schema.all_of.iter().rev());
    }
    None
}

/// The values of a schema that lists them, as the text of tags.
pub(in crate::read) fn values(schema: &Schema) -> Option<Vec<String>> {
    let constant = schema.assertions.iter().find_map(|a| match &a.value {
        Assertion::Const(value) => Some(vec![tag_text(value)]),
        _ => None,
    });
    let listed = schema.enumeration.as_ref().filter(|_| !schema.open);
    let texts = |values: &Spanned<Vec<EnumValue>>| {
        let values = values.value.iter();
        values.map(|v| tag_text(&v.value.value)).collect()
    };
    constant.or(listed.map(texts))
}

/// A value of the property, as the text of a tag.
pub(in crate::read) fn tag_text(value: &fieldwright_runtime::Value) -> String {
    match value.as_str() {
        Some(text) => text.to_owned(),
        None => value.to_string(),
    }
}
