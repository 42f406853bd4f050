//! The parameters of an operation -> a struct for each location.
//!
//! The struct holds the parameters' values; how they are written into the path or query is its
//! transport, see [`super::styles`].

use super::DocumentReader;
use super::{At, members};
use crate::read::json_schema::OpenApi;
use crate::schema::{
    Carrier, Definition, Direction, Part, Property, Provenance, Role, Schema, Spanned, Styled,
    Transport, Types,
};
use crate::source::{Kind, Node};

/// The locations of parameters, by `in`, and the word for a struct of them.
const PLACES: [(&str, &str, Carrier); 5] = [
    ("path", "path", Carrier::Path),
    ("query", "query", Carrier::Query),
    ("header", "headers", Carrier::Headers),
    ("cookie", "cookies", Carrier::Cookies),
    ("formData", "form", Carrier::Form),
];

/// The parameters of one location.
struct Group {
    place: &'static str,
    word: &'static str,
    schema: Schema,
    transport: Transport,
}

impl DocumentReader<'_, '_, '_> {
    /// The parameters of an operation and, unless overridden, of its path.
    pub(super) fn parameters(
        &mut self,
        operation: Node<'_>,
        item: Node<'_>,
        (name, path): (&str, &str),
        at: At,
    ) {
        // A form is a body (2.0), though it is written as parameters.
        let is_wanted = |place: &str| self.wants_operations() || place == "formData";
        let places = PLACES.iter().filter(|(place, ..)| is_wanted(place));
        let mut groups: Vec<Group> = places
            .map(|(place, word, carrier)| Group {
                place,
                word,
                schema: object(operation),
                transport: Transport {
                    carrier: *carrier,
                    template: match carrier {
                        Carrier::Path => path.to_owned(),
                        _ => String::new(),
                    },
                    styles: Vec::new(),
                    span: operation.span(),
                },
            })
            .collect();
        for list in [operation, item] {
            for parameter in list.get("parameters").into_iter().flat_map(Node::items) {
                self.followed(parameter, at, &mut |reader, parameter, at| {
                    reader.parameter(parameter, name, &mut groups, at);
                });
            }
        }
        for group in groups {
            if group.schema.properties.is_empty() {
                continue;
            }
            // Only a path that the server has is a template; a form may be of many parts.
            let travels = match group.transport.carrier {
                Carrier::Path => at.is_path,
                Carrier::Form => self.wants_operations() && self.is_form(operation, at),
                _ => true,
            };
            let words = format!("{name} {}", group.word);
            let name = self.free_name(&words, &[format!("{words} parameters")]);
            let name = Spanned::new(name, group.schema.span);
            let schema = self.graph.add(group.schema);
            self.graph.definitions.push(Definition {
                name,
                schema,
                form_of: None,
                provenance: Provenance::Parameters(group.word),
                transport: travels.then(|| Box::new(group.transport)),
            });
            if group.place == "formData" && !travels {
                self.progress.parts.push(self.graph.definitions.len() - 1);
            }
            let listed = at.sent.map(|sent| sent.operation);
            let listed = listed.and_then(|index| self.schemas.graph.operations.get_mut(index));
            if let Some(operation) = listed {
                operation.parts.push(Part {
                    role: Role::Parameters(group.word),
                    media: String::new(),
                    definition: Some(self.schemas.graph.definitions.len() - 1),
                });
            }
        }
    }

    fn parameter(&mut self, parameter: Node<'_>, name: &str, groups: &mut [Group], at: At) {
        let text = |key: &str| parameter.get(key).and_then(Node::as_str);
        let Some(place) = text("in") else {
            return;
        };
        if place == "body" {
            if let Some(schema) = parameter.get("schema") {
                let at = at.towards(Direction::Request);
                self.inline_type(schema, &format!("{name} request"), &[], at);
            }
            return;
        }
        if place == "querystring" && self.wants_operations() {
            self.content(parameter, &format!("{name} query string"), &[], at);
            for (key, media) in members(parameter, "content") {
                self.carried_content(key.text, media, true, at);
            }
            return;
        }
        let group = groups.iter_mut().find(|group| group.place == place);
        let (Some(group), Some((_, wire))) = (group, parameter.entry("name")) else {
            return;
        };
        let Some(own) = wire.as_str() else { return };
        let properties = &mut group.schema.properties;
        if properties.iter().any(|property| property.name.value == own) {
            return; // the operation's own comes first
        }
        let wire = Spanned::new(own.to_owned(), wire.span());
        let required = parameter.get("required").and_then(Node::as_bool);
        if required == Some(true) || place == "path" {
            group.schema.required.push(wire.clone());
        }
        let schema = self.parameter_schema(parameter, at);
        let style = self.parameter_style(parameter, group.transport.carrier, at);
        group.transport.styles.push(Styled {
            name: wire.clone(),
            style,
        });
        group
            .schema
            .properties
            .push(Property { name: wire, schema });
    }

    /// Whether parameters of a form are sent as one text, not as several parts (2.0).
    fn is_form(&mut self, operation: Node<'_>, at: At) -> bool {
        let consumed = self.of_operation(operation, "consumes", at);
        let is_parts = |media: &String| media.starts_with("multipart/");
        consumed.is_empty() || !consumed.iter().all(is_parts)
    }

    /// The schema of a parameter's value, with the parameter's documentation.
    fn parameter_schema(&mut self, parameter: Node<'_>, at: At) -> crate::schema::SchemaId {
        let content = members(parameter, "content").find_map(|(_, media)| media.get("schema"));
        let own = match at.version {
            // In 2.0 the parameter itself is the schema.
            OpenApi::V2 => Some(parameter),
            _ => parameter.get("schema").or(content),
        };
        let own = own.filter(|node| matches!(node.kind(), Kind::Mapping | Kind::Bool));
        let text = |key: &str| parameter.get(key).and_then(Node::as_str);
        let mut outer = Schema::new(parameter.span());
        outer.description = text("description").map(str::to_owned);
        outer.deprecated = parameter.get("deprecated").and_then(Node::as_bool) == Some(true);
        match own {
            Some(node) if at.version == OpenApi::V2 => self.subschema(node, at.document, at.scope),
            Some(node) => {
                let schema = self.subschema(node, at.document, at.scope);
                outer.all_of.push(schema);
                if outer.description.is_none() {
                    outer
                        .description
                        .clone_from(&self.graph.get(schema).description);
                }
                outer.default.clone_from(&self.graph.get(schema).default);
                self.graph.add(outer)
            }
            None => self.graph.add(outer),
        }
    }

    /// A parameter among the components: its schema, if that is inline.
    pub(super) fn parameter_component(&mut self, parameter: Node<'_>, name: &str, at: At) {
        let is_body = parameter.get("in").and_then(Node::as_str) == Some("body");
        if let Some(schema) = parameter.get("schema").filter(|_| is_body) {
            let at = at.towards(Direction::Request);
            self.inline_type(schema, &format!("{name} request"), &[], at);
        }
    }
}

fn object(operation: Node<'_>) -> Schema {
    let mut schema = Schema::new(operation.span());
    schema.types = Types::OBJECT;
    schema.has_fields = true;
    let summary = operation.get("summary").and_then(Node::as_str);
    let id = operation.get("operationId").and_then(Node::as_str);
    schema.description = match (id, summary) {
        (Some(id), _) => Some(format!("Parameters of the operation {id}.")),
        (None, Some(summary)) => Some(format!("Parameters of the operation: {summary}.")),
        (None, None) => None,
    };
    schema
}
