//! A document's text -> the examples of its bodies and responses, each with the type it is of.
//!
//! Examples that stand in schemas are in the normalised schema; those of media types are not, and
//! are found here: by the reference of the schema beside them, or by the name that an inline
//! schema gets where it stands.

use std::collections::HashSet;

use fieldwright_runtime::{Map, Value};

/// What a document gives as examples of JSON: `(type, example)`.
pub(crate) fn examples(document: &Value, types: &HashSet<&str>) -> Vec<(String, Value)> {
    let mut finder = Finder {
        document,
        types,
        found: Vec::new(),
    };
    for (path, item) in members(document, "paths") {
        for (method, operation) in item.as_object().into_iter().flat_map(Map::iter) {
            finder.operation(path, method, operation);
        }
    }
    if let Some(components) = document.get("components") {
        for (key, body) in members(components, "requestBodies") {
            finder.content(body, &[format!("{key} request")]);
        }
        for (key, response) in members(components, "responses") {
            finder.content(response, &[format!("{key} response")]);
        }
    }
    finder.found
}

struct Finder<'d> {
    document: &'d Value,
    types: &'d HashSet<&'d str>,
    found: Vec<(String, Value)>,
}

static NULL: Value = Value::Null;

impl<'d> Finder<'d> {
    fn operation(&mut self, path: &str, method: &str, operation: &'d Value) {
        let id = operation.get("operationId").and_then(Value::as_str);
        let name = match id {
            Some(id) => id.to_owned(),
            None => format!("{method} {}", path.replace(['{', '}'], " ")),
        };
        if let Some(body) = operation.get("requestBody") {
            self.content(body, &[format!("{name} request")]);
        }
        for (code, response) in members(operation, "responses") {
            let code = code.to_lowercase();
            let words = [
                format!("{name} response"),
                format!("{name} {code} response"),
            ];
            self.content(response, &words[usize::from(!code.starts_with('2'))..]);
            // 2.0: the schema stands beside examples by media type.
            if let Some(schema) = response.get("schema") {
                for (media, example) in members(response, "examples") {
                    if media.contains("json") {
                        self.add(schema, example, &words);
                    }
                }
            }
        }
    }

    fn content(&mut self, holder: &'d Value, words: &[String]) {
        for (media, body) in members(self.followed(holder), "content") {
            let Some(schema) = body.get("schema").filter(|_| media.contains("json")) else {
                continue;
            };
            if let Some(example) = body.get("example") {
                self.add(schema, example, words);
            }
            for (_, example) in members(body, "examples") {
                if let Some(example) = self.followed(example).get("value") {
                    self.add(schema, example, words);
                }
            }
        }
    }

    fn add(&mut self, schema: &Value, example: &Value, words: &[String]) {
        let reference = schema.get("$ref").and_then(Value::as_str);
        let target = reference.and_then(|reference| reference.rsplit('/').next());
        let further = words.iter().flat_map(|words| {
            let others = ["body", "schema"].map(|more| format!("{words} {more}"));
            std::iter::once(words.clone()).chain(others)
        });
        let mut names = target.map(str::to_owned).into_iter().chain(further);
        let known = names.find(|name| self.types.contains(name.as_str()));
        self.found.extend(known.map(|name| (name, example.clone())));
    }

    /// The value that a reference within the document leads to, or the value itself.
    fn followed(&self, value: &'d Value) -> &'d Value {
        let mut value = value;
        for _ in 0..8 {
            let Some(reference) = value.get("$ref").and_then(Value::as_str) else {
                break;
            };
            let mut target = Some(self.document);
            for token in reference.trim_start_matches("#/").split('/') {
                let token = token.replace("~1", "/").replace("~0", "~");
                target = target.and_then(|target| target.get(&token));
            }
            value = target.unwrap_or(&NULL);
        }
        value
    }
}

fn members<'v>(value: &'v Value, key: &str) -> impl Iterator<Item = (&'v str, &'v Value)> {
    let members = value.get(key).and_then(Value::as_object);
    members.into_iter().flat_map(Map::iter)
}
