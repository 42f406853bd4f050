//! Names of a document's parts that are nearly one that leads to types: nothing is read of these.
//!
//! ```yaml
//! components: { shemas: { Pet: { type: object } } }
//! ```

use super::At;
use crate::diagnostic::Diagnostic;
use crate::read::json_schema::{OpenApi, SchemaReader, meant};
use crate::source::Node;

/// The parts of a document, and of its components, from 2.0 to 3.2.
const PARTS: [&str; 5] = [
    "components",
    "definitions",
    "paths",
    "webhooks",
    "responses",
];
const COMPONENTS: [&str; 7] = [
    "schemas",
    "responses",
    "parameters",
    "requestBodies",
    "headers",
    "callbacks",
    "pathItems",
];

/// What has other names than these and is no part that leads to types.
const OTHERS: [&str; 5] = [
    "parameters",
    "security",
    "securitySchemes",
    "examples",
    "links",
];

impl SchemaReader<'_, '_, '_> {
    /// Reports such names of the document and of its components.
    pub(super) fn misspelt_parts(&mut self, root: Node<'_>, at: At) {
        self.misspelt_in(root, &PARTS, at);
        let components = root.get("components").filter(|_| at.version != OpenApi::V2);
        if let Some(components) = components {
            self.misspelt_in(components, &COMPONENTS, at);
        }
    }

    pub(super) fn misspelt_in_operation(&mut self, node: Node<'_>, at: At) {
        let known = ["parameters", "requestBody", "responses", "callbacks"];
        self.misspelt_in(node, &known, at);
    }

    pub(super) fn misspelt_in_body(&mut self, node: Node<'_>, at: At) {
        self.misspelt_in(node, &["content"], at);
    }

    pub(super) fn misspelt_in_response(&mut self, node: Node<'_>, at: At) {
        self.misspelt_in(node, &["content", "headers", "schema"], at);
    }

    pub(super) fn misspelt_in_media(&mut self, node: Node<'_>, at: At) {
        self.misspelt_in(node, &["schema", "itemSchema"], at);
    }

    /// Reports names of a part that are nearly one of those that lead to types, once.
    fn misspelt_in(&mut self, node: Node<'_>, known: &[&'static str], at: At) {
        if !self.walk.looked_at.insert(at.location(node)) {
            return;
        }
        for (key, _) in node.entries() {
            let is_known = known.contains(&key.text) || OTHERS.contains(&key.text);
            let near = meant(key.text, known.iter().copied());
            if let Some(near) = near.filter(|_| !is_known && !key.text.starts_with("x-")) {
                let message = format!("`{}` is no part of a document and says nothing", key.text);
                let help = format!("did you mean `{near}`?");
                let diagnostic = Diagnostic::warning("misspelt-keyword", key.span, message);
                self.collector.add(diagnostic.help(help));
            }
        }
    }
}
