//! Paths, webhooks and callbacks -> types of bodies, responses, headers and parameters.

use super::DocumentReader;
use super::{At, header_fields, members};
use crate::read::json_schema::OpenApi;
use crate::schema::Direction;
use crate::settings::Operations;
use crate::source::{Kind, Node};

/// The methods of a path item (3.1 section 4.8.9; 3.2 adds `query`).
const METHODS: [&str; 9] = [
    "get", "put", "post", "delete", "options", "head", "patch", "trace", "query",
];

/// A status as it is shown: `200`, `4XX`, `default`.
pub(super) fn status(key: &str) -> String {
    key.to_ascii_uppercase().replace("DEFAULT", "default")
}

impl DocumentReader<'_, '_, '_> {
    pub(super) fn operations(&mut self, root: Node<'_>, at: At) {
        let of_paths = At {
            is_path: true,
            ..at
        };
        for (key, item) in members(root, "paths") {
            self.path_item(item, key.text, of_paths);
        }
        for (key, item) in members(root, "webhooks") {
            self.path_item(item, &format!("{} webhook", key.text), at.called_back());
        }
        for (key, item) in members(root, "x-webhooks") {
            self.path_item(item, &format!("{} webhook", key.text), at.called_back());
        }
    }

    /// A path item and the callbacks in it.
    pub(super) fn path_item(&mut self, item: Node<'_>, path: &str, at: At) {
        self.one_path_item(item, path, at);
        self.waiting_callbacks();
    }

    fn waiting_callbacks(&mut self) {
        while let Some((location, words, at)) = self.progress.callbacks.pop_front() {
            let Some(document) = self.loader.document(location.document) else {
                continue;
            };
            self.one_callback(document.node(location.node), &words, at);
        }
    }

    fn one_path_item(&mut self, item: Node<'_>, path: &str, at: At) {
        self.followed(item, at, &mut |reader, item, at| {
            for (key, operation) in item.entries() {
                if METHODS.contains(&key.text) {
                    reader.operation(operation, item, key.text, path, at);
                }
            }
            // 3.2: methods of other names.
            for (key, operation) in members(item, "additionalOperations") {
                reader.operation(operation, item, key.text, path, at);
            }
        });
    }

    fn operation(&mut self, operation: Node<'_>, item: Node<'_>, method: &str, path: &str, at: At) {
        let location = at.location(operation);
        let listed = match operation.kind() {
            Kind::Mapping => self.list(operation, item, (method, path), at),
            _ => None,
        };
        if operation.kind() != Kind::Mapping || !self.progress.operations.insert(location) {
            return;
        }
        let own = operation.get("operationId").and_then(Node::as_str);
        let name = match own {
            Some(id) => id.to_owned(),
            None => format!("{method} {}", path.replace(['{', '}'], " ")),
        };
        self.parameters(operation, item, (&name, path), at.sent(listed, None));
        if let Some(body) = operation.get("requestBody") {
            self.body(body, &format!("{name} request"), at.sent(listed, None));
        }
        let count = members(operation, "responses")
            .filter(|(key, _)| key.text.starts_with('2'))
            .count();
        for (index, (key, response)) in members(operation, "responses").enumerate() {
            // The only success response needs no number.
            let words = match (key.text.starts_with('2'), count) {
                (true, 1) => format!("{name} response"),
                _ => format!("{name} {} response", key.text.to_lowercase()),
            };
            let further = [format!("{name} {} response", key.text.to_lowercase())];
            self.response(response, &words, &further, at.sent(listed, Some(index)));
        }
        for (key, callback) in members(operation, "callbacks") {
            let words = format!("{name} {}", key.text);
            let waiting = (at.location(callback), words, at);
            self.progress.callbacks.push_back(waiting);
        }
    }

    /// A callback and those in it.
    pub(super) fn callback(&mut self, callback: Node<'_>, words: &str, at: At) {
        self.one_callback(callback, words, at);
        self.waiting_callbacks();
    }

    /// A callback is a map of path items by expression (3.1 section 4.8.18).
    fn one_callback(&mut self, callback: Node<'_>, words: &str, at: At) {
        self.followed(callback, at.called_back(), &mut |reader, callback, at| {
            for (key, item) in callback.entries() {
                if !key.text.starts_with("x-") {
                    reader.one_path_item(item, words, at);
                }
            }
        });
    }

    pub(super) fn body(&mut self, body: Node<'_>, words: &str, at: At) {
        self.followed(
            body,
            at.towards(Direction::Request),
            &mut |reader, body, at| {
                reader.content(body, words, &[], at);
                for (key, media) in members(body, "content") {
                    reader.carried_content(key.text, media, false, at);
                    reader.content_of_parts(key.text, media, at);
                }
            },
        );
    }

    pub(super) fn response(&mut self, response: Node<'_>, words: &str, further: &[String], at: At) {
        let at = at.towards(Direction::Response);
        self.followed(response, at, &mut |reader, response, at| {
            match (at.version, response.get("schema")) {
                (OpenApi::V2, Some(schema)) => {
                    reader.examples_beside(response, at);
                    reader.inline_type(schema, words, further, at);
                }
                _ => reader.content(response, words, further, at),
            }
            for (key, media) in members(response, "content") {
                reader.content_of_parts(key.text, media, at);
            }
            let at = at.sent(None, None);
            for (key, header) in header_fields(response) {
                reader.header(header, &format!("{words} {} header", key.text), at);
            }
        });
    }

    /// The schemas of each media type; if there are several, the type is part of the name.
    pub(super) fn content(&mut self, node: Node<'_>, words: &str, further: &[String], at: At) {
        let count = members(node, "content").count();
        let is_json = |key: &str| key.contains("json");
        let first_json = members(node, "content").position(|(key, _)| is_json(key.text));
        for (index, (key, media)) in members(node, "content").enumerate() {
            let at = at.media(index);
            let kind = key.text.split(';').next().unwrap_or(key.text);
            let kind = match kind.rsplit('/').next().unwrap_or(kind).trim() {
                "*" => kind.trim_end_matches(['/', '*']).to_owned() + " any",
                "x-www-form-urlencoded" => "form".to_owned(),
                kind => kind.replace(['*', '+'], " "),
            };
            let with_kind = format!("{words} {kind}");
            let kind = std::slice::from_ref(&with_kind);
            let is_plain = count == 1 || first_json == Some(index);
            let words = if is_plain { words } else { with_kind.as_str() };
            let further = match (count, is_plain) {
                (1, _) => further.to_vec(),
                (_, true) => [further, kind].concat(),
                (_, false) => [kind, further].concat(),
            };
            self.examples_beside(media, at);
            for keyword in ["schema", "itemSchema"] {
                if let Some(schema) = media.get(keyword) {
                    self.inline_type(schema, words, &further, at);
                }
            }
        }
    }

    /// Whether parameters and headers of operations have types.
    pub(super) fn wants_operations(&self) -> bool {
        self.input.settings.operations == Operations::All
    }

    pub(super) fn header(&mut self, header: Node<'_>, words: &str, at: At) {
        if !self.wants_operations() {
            return;
        }
        // It is no body of the operation.
        let at = At { sent: None, ..at };
        self.followed(header, at, &mut |reader, header, at| {
            // In 2.0 (section 5.2.19) the header is the schema.
            let schema = match at.version {
                OpenApi::V2 => Some(header),
                _ => header.get("schema"),
            };
            if let Some(schema) = schema {
                reader.inline_type(schema, words, &[], at);
            }
            reader.content(header, words, &[], at);
        });
    }
}
