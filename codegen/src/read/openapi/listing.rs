//! The operations of a document apart from their types: methods, paths, statuses, media types.

use super::DocumentReader;
use super::access::{security, servers};
use super::operations::status;
use super::{At, header_fields, members};
use crate::read::json_schema::OpenApi;
use crate::schema::{HeaderField, Operation, OperationWords, Response};
use crate::source::Node;

/// The locations of parameters that are a body in 2.0.
const BODIES: [&str; 2] = ["body", "formData"];

fn text(node: Node<'_>, key: &str) -> Option<String> {
    node.get(key).and_then(Node::as_str).map(str::to_owned)
}

impl DocumentReader<'_, '_, '_> {
    /// Records an operation of a path; those of webhooks and callbacks have no path.
    pub(super) fn list(
        &mut self,
        operation: Node<'_>,
        item: Node<'_>,
        (method, path): (&str, &str),
        at: At,
    ) -> Option<usize> {
        if !at.is_path || !self.wants_operations() {
            return None;
        }
        let mut responses = Vec::new();
        for (key, response) in members(operation, "responses") {
            let media = match at.version {
                OpenApi::V2 => self.produced(operation, response, at),
                _ => self.media_types(response, at),
            };
            let (mut description, mut headers) = (None, Vec::new());
            self.followed(response, at, &mut |reader, response, at| {
                description = text(response, "description");
                headers = reader.header_fields(response, at);
            });
            responses.push(Response {
                status: status(key.text),
                description,
                media,
                headers,
            });
        }
        let requires_body = self.requires_body(operation, item, at);
        let request = match (at.version, operation.get("requestBody")) {
            (OpenApi::V2, _) => self.consumed(operation, item, at),
            (_, Some(body)) => self.media_types(body, at),
            (_, None) => Vec::new(),
        };
        let tags = operation.get("tags").into_iter().flat_map(Node::items);
        self.graph.operations.push(Operation {
            method: method.to_uppercase(),
            path: path.to_owned(),
            id: text(operation, "operationId"),
            request,
            requires_body,
            responses,
            parts: Vec::new(),
            words: OperationWords {
                summary: text(operation, "summary"),
                description: text(operation, "description"),
                tags: tags
                    .filter_map(|tag| tag.as_str().map(str::to_owned))
                    .collect(),
                deprecated: operation.get("deprecated").and_then(Node::as_bool) == Some(true),
            },
            security: security(operation),
            servers: match servers(operation) {
                own if own.is_empty() => servers(item),
                own => own,
            },
            span: operation.span(),
        });
        Some(self.graph.operations.len() - 1)
    }

    /// The header fields of a response; one of the media type is ignored (3.1 section 4.8.17).
    fn header_fields(&mut self, response: Node<'_>, at: At) -> Vec<HeaderField> {
        let mut found = Vec::new();
        for (key, header) in header_fields(response) {
            let mut is_required = false;
            self.followed(header, at, &mut |_, header, _| {
                is_required = header.get("required").and_then(Node::as_bool) == Some(true);
            });
            let name = key.text.to_owned();
            if !name.eq_ignore_ascii_case("content-type") {
                found.push(HeaderField {
                    name,
                    span: key.span,
                    is_required,
                });
            }
        }
        found
    }

    /// Whether the body is `required`, which in 2.0 is a parameter.
    fn requires_body(&mut self, operation: Node<'_>, item: Node<'_>, at: At) -> bool {
        let mut is_required = false;
        let mut look = |node: Node<'_>| {
            let place = node.get("in").and_then(Node::as_str);
            let is_body = place.is_none_or(|place| place == "body");
            is_required |= is_body && node.get("required").and_then(Node::as_bool) == Some(true);
        };
        if at.version != OpenApi::V2 {
            if let Some(body) = operation.get("requestBody") {
                self.followed(body, at, &mut |_, body, _| look(body));
            }
            return is_required;
        }
        for list in [operation, item] {
            for parameter in list.get("parameters").into_iter().flat_map(Node::items) {
                self.followed(parameter, at, &mut |_, parameter, _| look(parameter));
            }
        }
        is_required
    }

    fn media_types(&mut self, node: Node<'_>, at: At) -> Vec<String> {
        let mut found = Vec::new();
        self.followed(node, at, &mut |_, node, _| {
            found.extend(members(node, "content").map(|(key, _)| key.text.to_owned()));
        });
        found
    }

    /// `produces` of the operation, else of the document (2.0), where a response has a body.
    fn produced(&mut self, operation: Node<'_>, response: Node<'_>, at: At) -> Vec<String> {
        let mut has_body = false;
        self.followed(response, at, &mut |_, response, _| {
            has_body = response.get("schema").is_some();
        });
        match has_body {
            true => self.of_operation(operation, "produces", at),
            false => Vec::new(),
        }
    }

    /// `consumes` of the operation, else of the document (2.0), where there is a body.
    fn consumed(&mut self, operation: Node<'_>, item: Node<'_>, at: At) -> Vec<String> {
        let mut has_body = false;
        for list in [operation, item] {
            for parameter in list.get("parameters").into_iter().flat_map(Node::items) {
                self.followed(parameter, at, &mut |_, parameter, _| {
                    let place = parameter.get("in").and_then(Node::as_str);
                    has_body |= place.is_some_and(|place| BODIES.contains(&place));
                });
            }
        }
        match has_body {
            true => self.of_operation(operation, "consumes", at),
            false => Vec::new(),
        }
    }

    /// A list of the operation, else of the document.
    pub(super) fn of_operation(&mut self, operation: Node<'_>, key: &str, at: At) -> Vec<String> {
        let texts = |node: Node<'_>| {
            let list = node.get(key)?.items();
            let list = list.filter_map(|item| item.as_str().map(str::to_owned));
            Some(list.collect::<Vec<String>>())
        };
        let document = self.loader.document(at.document);
        let own = texts(operation);
        own.or_else(|| texts(document.as_ref()?.root()))
            .unwrap_or_default()
    }
}
