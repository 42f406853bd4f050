//! Parts of a document's own objects without effect: a key that is nearly a known one, a part of
//! another version, a part of the wrong kind. Each is reported at its location; the parts
//! themselves are read elsewhere.

use super::At;
use super::DocumentReader;
use crate::read::json_schema::{OpenApi, meant};
use crate::read::report::Report;
use crate::source::{Key, Kind, Node};

/// An object of the specification, by the keys that contain others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    /// 3.2 section 4.1 (2.0: "Swagger Object").
    Root,
    Components,
    PathItem,
    Operation,
    Parameter,
    Body,
    Response,
    Media,
    Schema,
    /// Has no types.
    Other,
}

/// The content of a key.
#[derive(Debug, Clone, Copy)]
enum Holds {
    One(Part),
    List(Part),
    Map(Part),
    /// Maps of maps: `callbacks`.
    Maps(Part),
}

use Holds::{List, Map, Maps, One};
use Part::{
    Body, Components, Media, Operation, Other, Parameter, PathItem, Response, Root, Schema,
};

/// The keys of an object; those without parts are listed to find misspelt ones.
const fn keys(part: Part) -> &'static [(&'static str, Holds)] {
    match part {
        Root => &[
            ("components", One(Components)),
            ("paths", Map(PathItem)),
            ("webhooks", Map(PathItem)),
            ("definitions", Map(Schema)),
            ("responses", Map(Response)),
            ("parameters", Map(Parameter)),
        ],
        Components => &[
            ("schemas", Map(Schema)),
            ("responses", Map(Response)),
            ("parameters", Map(Parameter)),
            ("requestBodies", Map(Body)),
            ("headers", One(Other)),
            ("callbacks", Maps(PathItem)),
            ("pathItems", Map(PathItem)),
        ],
        PathItem => &[
            ("get", One(Operation)),
            ("put", One(Operation)),
            ("post", One(Operation)),
            ("delete", One(Operation)),
            ("options", One(Operation)),
            ("head", One(Operation)),
            ("patch", One(Operation)),
            ("trace", One(Operation)),
            ("query", One(Operation)),
            ("parameters", List(Parameter)),
            ("servers", One(Other)),
            ("summary", One(Other)),
            ("description", One(Other)),
        ],
        Operation => &[
            ("parameters", List(Parameter)),
            ("requestBody", One(Body)),
            ("responses", Map(Response)),
            ("callbacks", Maps(PathItem)),
            ("operationId", One(Other)),
            ("summary", One(Other)),
            ("description", One(Other)),
            ("tags", One(Other)),
            ("security", One(Other)),
            ("servers", One(Other)),
            ("deprecated", One(Other)),
        ],
        Parameter => &[
            ("schema", One(Schema)),
            ("content", Map(Media)),
            ("required", One(Other)),
            ("description", One(Other)),
            ("style", One(Other)),
            ("explode", One(Other)),
        ],
        Body => &[
            ("content", Map(Media)),
            ("required", One(Other)),
            ("description", One(Other)),
        ],
        Response => &[
            ("content", Map(Media)),
            ("headers", One(Other)),
            ("schema", One(Schema)),
            ("description", One(Other)),
            ("links", One(Other)),
        ],
        Media => &[
            ("schema", One(Schema)),
            ("itemSchema", One(Schema)),
            ("example", One(Other)),
            ("examples", One(Other)),
            ("encoding", One(Other)),
        ],
        Schema | Other => &[],
    }
}

/// Keys that have no effect here but elsewhere, and the likely intention.
fn misplaced(part: Part, key: &str, version: OpenApi) -> Option<&'static str> {
    let is_2 = version == OpenApi::V2;
    Some(match (part, key) {
        (Media, "type" | "properties" | "items" | "$ref" | "allOf" | "oneOf" | "anyOf") => {
            "put it under `schema`"
        }
        (Response, "schema") if !is_2 => "put it under `content`, in a media type",
        (Response | Body, "content") if is_2 => "2.0 has `schema` here",
        (Operation, "requestBody") if is_2 => "2.0 has a parameter with `in: body`",
        (Root, "components") if is_2 => "2.0 has `definitions`, `parameters` and `responses`",
        (Root, "definitions") if !is_2 => "write `components: { schemas: ... }`",
        _ => return None,
    })
}

/// Keys without types that are similar to one with types.
const OTHERS: [&str; 5] = [
    "security",
    "securitySchemes",
    "examples",
    "links",
    "parameters",
];

/// How deep objects nest: callbacks have operations that have callbacks.
const DEEPEST: usize = 40;

impl DocumentReader<'_, '_, '_> {
    /// Reports parts of the document's own objects without effect.
    pub(super) fn structure(&mut self, root: Node<'_>, at: At) {
        self.part(root, Root, at.version, 0);
    }

    fn part(&mut self, node: Node<'_>, part: Part, version: OpenApi, depth: usize) {
        if depth > DEEPEST || part == Other || node.get("$ref").is_some() && part != PathItem {
            return;
        }
        let is_schema = part == Schema && node.kind() == Kind::Bool;
        if node.kind() != Kind::Mapping {
            if !is_schema {
                let message = format!("this is no {}, and says nothing", title(part));
                let help = "write an object with its keys, or take it out";
                self.recovered("recovered-value", node.span(), message, help);
            }
            return;
        }
        if part == Parameter {
            self.parameter_part(node, version);
        }
        for (key, value) in parts(node) {
            if let Some(help) = misplaced(part, key.text, version) {
                let message = format!("`{}` says nothing in {}", key.text, title(part));
                self.recovered("misspelt-keyword", key.span, message, help);
                continue;
            }
            match keys(part).iter().find(|(name, _)| *name == key.text) {
                Some((_, holds)) => self.held(key, value, *holds, version, depth),
                None if OTHERS.contains(&key.text) => {}
                None => self.near_key(key, part),
            }
        }
    }

    fn held(&mut self, key: Key<'_>, node: Node<'_>, holds: Holds, version: OpenApi, depth: usize) {
        let (part, kind, words) = match holds {
            One(part) => return self.part(node, part, version, depth + 1),
            List(part) => (part, Kind::Sequence, "a list"),
            Map(part) | Maps(part) => (part, Kind::Mapping, "a mapping"),
        };
        if node.kind() != kind {
            let message = format!("`{}` is no {}, and says nothing", key.text, &words[2..]);
            let help = format!("write {words}");
            self.recovered("recovered-value", node.span(), message, &help);
            return;
        }
        let of_map = parts(node).map(|(_, node)| node);
        let of_map = of_map.filter(|_| kind == Kind::Mapping);
        let of_list = node.items().filter(|_| kind == Kind::Sequence);
        for inner in of_map.chain(of_list) {
            match holds {
                Maps(_) if inner.get("$ref").is_none() => {
                    for (_, path) in parts(inner) {
                        self.part(path, part, version, depth + 1);
                    }
                }
                _ => self.part(inner, part, version, depth + 1),
            }
        }
    }

    fn parameter_part(&mut self, node: Node<'_>, version: OpenApi) {
        const PLACES: [&str; 7] = [
            "query",
            "path",
            "header",
            "cookie",
            "querystring",
            "body",
            "formData",
        ];
        let known = match version {
            OpenApi::V2 => "query, path, header, body or formData",
            _ => "query, path, header, cookie or querystring",
        };
        let place = node.get("in");
        let is_known = place
            .and_then(Node::as_str)
            .is_some_and(|place| PLACES.contains(&place));
        if !is_known {
            let message = "this parameter has no `in` that is known, and says nothing";
            let help = format!("write one of {known}");
            let span = place.unwrap_or(node).span();
            self.recovered("recovered-value", span, message, &help);
        }
        if let Some(required) = node
            .get("required")
            .filter(|node| node.kind() != Kind::Bool)
        {
            let message = "`required` is neither true nor false, and says nothing";
            let help = "write `true` or `false`";
            self.recovered("recovered-value", required.span(), message, help);
        }
    }

    /// A key that is nearly one of the object's.
    fn near_key(&mut self, key: Key<'_>, part: Part) {
        let names = keys(part).iter().map(|(name, _)| *name);
        if let Some(near) = meant(key.text, names) {
            let message = format!(
                "`{}` is no key of {} and says nothing",
                key.text,
                title(part)
            );
            let help = format!("did you mean `{near}`?");
            self.recovered("misspelt-keyword", key.span, message, &help);
        }
    }
}

/// The parts of an object, except extensions (3.2 section 4.33).
fn parts(node: Node<'_>) -> impl Iterator<Item = (Key<'_>, Node<'_>)> {
    let entries = node.entries();
    entries.filter(|(key, _)| !key.text.starts_with("x-"))
}

const fn title(part: Part) -> &'static str {
    match part {
        Root => "document",
        Components => "Components Object",
        PathItem => "Path Item Object",
        Operation => "Operation Object",
        Parameter => "Parameter Object",
        Body => "Request Body Object",
        Response => "Response Object",
        Media => "Media Type Object",
        Schema => "Schema Object",
        Other => "object",
    }
}
