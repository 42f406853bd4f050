//! How parameters and forms are written: `style`, `explode`, `allowReserved`, `content`, `encoding`,
//! and `collectionFormat` of 2.0.
//!
//! ```yaml
//! { name: tags, in: query, style: pipeDelimited, explode: false, schema: { type: array } }
//! ```
//! A word that is not valid at its location is reported, and the default holds.

use super::DocumentReader;
use super::progress::Carried;
use super::{At, MOST_STEPS, members};
use crate::diagnostic::Diagnostic;
use crate::read::json_schema::OpenApi;
use crate::schema::{Carrier, Spanned, Style, StyleKind, Styled, Transport};
use crate::source::{Kind, Node, Span};

const FORM: &str = "application/x-www-form-urlencoded";

/// A media type without its parameters, in lower case.
pub(super) fn essence(media: &str) -> String {
    let essence = media.split(';').next().unwrap_or_default();
    essence.trim().to_ascii_lowercase()
}

fn is_json(media: &str) -> bool {
    let essence = essence(media);
    essence == "application/json" || essence.ends_with("+json")
}

impl DocumentReader<'_, '_, '_> {
    /// The style of a parameter.
    pub(super) fn parameter_style(
        &mut self,
        parameter: Node<'_>,
        carrier: Carrier,
        at: At,
    ) -> Style {
        let mut style = match at.version {
            OpenApi::V2 => self.collection_format(parameter, carrier),
            _ => self.style_or_content(parameter, carrier),
        };
        let allows_empty = parameter.get("allowEmptyValue").and_then(Node::as_bool);
        let may_be_empty = matches!(carrier, Carrier::Query | Carrier::Form);
        style.allows_empty = may_be_empty && allows_empty.unwrap_or_default();
        style
    }

    fn style_or_content(&mut self, parameter: Node<'_>, carrier: Carrier) -> Style {
        let content = members(parameter, "content").next();
        if let Some((media, _)) = content.filter(|_| parameter.get("schema").is_none()) {
            let kind = match is_json(media.text) {
                true => StyleKind::Json,
                false => StyleKind::Text,
            };
            return Style {
                is_explicit: true,
                ..Style::new(kind)
            };
        }
        self.style(parameter, carrier)
    }

    /// `style`, `explode` and `allowReserved`.
    fn style(&mut self, node: Node<'_>, carrier: Carrier) -> Style {
        let mut style = Style::of(carrier);
        if let Some((_, named)) = node.entry("style") {
            let name = named.as_str().unwrap_or_default();
            match StyleKind::of_name(name).filter(|kind| kind.is_for(carrier)) {
                Some(kind) => style = Style::new(kind),
                None => self.no_style(named.span(), name, style.kind.name()),
            }
        }
        let flag = |key: &str| node.get(key).and_then(Node::as_bool);
        if let Some((_, explode)) = node.entry("explode")
            && style.kind == StyleKind::Deep
            && explode.as_bool() == Some(false)
        {
            let message =
                "the style `deepObject` is not defined without `explode`; read as with it";
            let diagnostic = Diagnostic::warning("undefined-style", explode.span(), message);
            self.collector
                .add(diagnostic.help("remove `explode`, or write `explode: true`"));
        }
        style.explode = flag("explode").unwrap_or(style.explode);
        style.reserved = flag("allowReserved").unwrap_or_default();
        let words = ["style", "explode", "allowReserved"];
        style.is_explicit = words.iter().any(|word| node.get(word).is_some());
        style
    }

    fn no_style(&mut self, span: Span, name: &str, read_as: &str) {
        let message = format!("the style `{name}` is not defined here; read as `{read_as}`");
        let help = "query: form, spaceDelimited, pipeDelimited, deepObject; path: simple, label, matrix; header: simple; cookie: form, cookie";
        let diagnostic = Diagnostic::warning("undefined-style", span, message);
        self.collector.add(diagnostic.help(help));
    }

    /// `collectionFormat` (2.0), of arrays.
    fn collection_format(&mut self, parameter: Node<'_>, carrier: Carrier) -> Style {
        let mut style = Style::of(carrier);
        if parameter.get("type").and_then(Node::as_str) != Some("array") {
            return style;
        }
        style.explode = false;
        let Some(format) = parameter.get("collectionFormat") else {
            return style;
        };
        style.is_explicit = true;
        let may_repeat = matches!(carrier, Carrier::Query | Carrier::Form);
        match format.as_str().unwrap_or_default() {
            "csv" => {}
            "ssv" => style.kind = StyleKind::Space,
            "tsv" => style.kind = StyleKind::Tab,
            "pipes" => style.kind = StyleKind::Pipe,
            "multi" if may_repeat => style.explode = true,
            name => self.no_style(format.span(), name, "csv"),
        }
        style
    }

    /// Records that the target of a schema is a form, or a whole query.
    pub(super) fn carried_content(&mut self, media: &str, node: Node<'_>, is_query: bool, at: At) {
        let carrier = match (essence(media) == FORM, is_query) {
            (true, true) => Carrier::QueryForm,
            (true, false) => Carrier::Form,
            (false, true) if is_json(media) => Carrier::QueryJson,
            _ => return,
        };
        let Some(schema) = node.get("schema").filter(|_| self.wants_operations()) else {
            return;
        };
        let encoded = members(node, "encoding");
        let styles = encoded.filter_map(|(key, encoding)| {
            Some(Styled {
                name: Spanned::new(key.text.to_owned(), key.span),
                style: self.encoding(encoding, carrier)?,
            })
        });
        let styles = styles.collect();
        let transport = Transport {
            carrier,
            template: String::new(),
            styles,
            span: node.span(),
        };
        self.progress.carried.push(Carried {
            location: at.location(schema),
            scope: at.scope,
            transport: Some(transport),
        });
    }

    /// Records that the target of a schema is a body of several parts.
    pub(super) fn content_of_parts(&mut self, media: &str, node: Node<'_>, at: At) {
        let schema = node.get("schema");
        let schema = schema.filter(|_| essence(media).starts_with("multipart/"));
        self.progress.carried.extend(schema.map(|schema| Carried {
            location: at.location(schema),
            scope: at.scope,
            transport: None,
        }));
    }

    /// An encoding object: by its style, if it has one, else by its media type (3.1 section 4.8.15).
    fn encoding(&mut self, encoding: Node<'_>, carrier: Carrier) -> Option<Style> {
        let style = self.style(encoding, carrier);
        if style.is_explicit {
            return Some(style);
        }
        let media = encoding.get("contentType").and_then(Node::as_str)?;
        let kind = match is_json(media) {
            true => StyleKind::Json,
            false => StyleKind::Form,
        };
        Some(Style {
            is_explicit: kind == StyleKind::Json,
            ..Style::new(kind)
        })
    }

    /// Gives the carried definitions their transport.
    pub(super) fn carry(&mut self) {
        for carried in std::mem::take(&mut self.progress.carried) {
            let Some(index) = self.carried_definition(&carried) else {
                continue;
            };
            let Some(new) = carried.transport else {
                self.progress.parts.push(index);
                continue;
            };
            let Some(definition) = self.graph.definitions.get_mut(index) else {
                continue;
            };
            let known = definition
                .transport
                .get_or_insert_with(|| Box::new(new.clone()));
            if known.carrier != new.carrier || !is_same(known, &new) {
                let name = &definition.name.value;
                let message = format!("`{name}` is encoded in another way elsewhere, which holds");
                let help = "give one of the bodies a schema of its own";
                let related = known.span;
                let diagnostic = Diagnostic::warning("undefined-style", new.span, message);
                self.collector.add(
                    diagnostic
                        .related(related, "the encoding that holds")
                        .help(help),
                );
            }
        }
    }

    /// The definition that a schema is, or leads to.
    fn carried_definition(&mut self, carried: &Carried) -> Option<usize> {
        let (mut location, mut scope) = (carried.location, carried.scope);
        for _ in 0..MOST_STEPS {
            let document = self.loader.document(location.document)?;
            let node = document.node(location.node);
            let Some(reference) = node.get("$ref").filter(|_| node.kind() == Kind::Mapping) else {
                return self.definition_at(location);
            };
            let target = self.target(reference, scope)?;
            if let Some(index) = self.definition_at(target.location) {
                return Some(index);
            }
            location = target.location;
            scope = self.scope_of(&target, scope);
        }
        None
    }
}

/// Whether two encodings are equal for every property.
fn is_same(one: &Transport, other: &Transport) -> bool {
    let names = one.styles.iter().chain(&other.styles);
    let mut names = names.map(|styled| &styled.name.value);
    names.all(|name| one.style(name) == other.style(name))
}
