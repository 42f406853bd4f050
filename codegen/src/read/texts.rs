//! Numbers and booleans without quotes that are intended as text: `type: string` with
//! `enum: [1.0, 1.1]`. In YAML the quotes are easily forgotten.
//!
//! What the schema itself says is known when it is read. Defaults and examples are also of the types
//! that references and properties give: they are noted, and looked at when all is read.

use std::collections::BTreeMap;

use fieldwright_runtime::Value;

use super::report::Report;
use crate::diagnostic::{Collector, Diagnostic};
use crate::schema::{Assertion, Graph, Schema, SchemaId, Spanned, Types};
use crate::source::{Kind, Node, Span};

/// Reads the values of a schema of strings by their source text. In JSON, and for any other type,
/// they stay unchanged.
pub(super) fn texts_of_scalars(report: &mut impl Report, node: Node<'_>, schema: &mut Schema) {
    for keyword in ["enum", "const", "default", "example", "examples"] {
        if let Some(value) = node.get(keyword) {
            texts_of_values(report, value, schema);
        }
    }
}

fn unquoted(collector: &mut Collector, span: Span, text: &str) {
    let message = format!("`{text}` under `type: string` has no quotes; read as the text");
    let diagnostic = Diagnostic::warning("recovered-value", span, message);
    collector.add(diagnostic.help("put it into quotes"));
}

/// The same for the values at a node.
pub(super) fn texts_of_values(report: &mut impl Report, value: Node<'_>, schema: &mut Schema) {
    if schema.types.without(Types::NULL) != Types::STRING {
        return;
    }
    let mut texts = BTreeMap::new();
    found(value, &mut texts);
    value.items().for_each(|item| found(item, &mut texts));
    if texts.is_empty() {
        return;
    }
    let mut taken: Vec<(Span, String)> = Vec::new();
    let mut take = |value: &mut Spanned<Value>| {
        if let Some(text) = texts.get(&value.span.start)
            && matches!(value.value, Value::Number(_) | Value::Bool(_))
        {
            value.value = Value::from(text.as_str());
            taken.push((value.span, text.clone()));
        }
    };
    let listed = schema.enumeration.iter_mut();
    for value in listed.flat_map(|listed| &mut listed.value) {
        take(&mut value.value);
    }
    schema.default.iter_mut().for_each(&mut take);
    schema.examples.iter_mut().for_each(&mut take);
    for assertion in &mut schema.assertions {
        if let Assertion::Const(value) = &mut assertion.value {
            let mut own = Spanned::new(value.clone(), assertion.span);
            take(&mut own);
            *value = own.value;
        }
    }
    for (span, text) in taken {
        unquoted(report.collector(), span, &text);
    }
}

/// Notes the text of a scalar, or of the `value` of an entry of a table's `enum`.
fn found(node: Node<'_>, texts: &mut BTreeMap<u32, String>) {
    let node = node.get("value").unwrap_or(node);
    if let Some(text) = node.plain_text() {
        texts.insert(node.span().start, text.to_owned());
    }
}

/// How deep examples are looked into: that needs call stack.
const DEEPEST: usize = 16;

/// Defaults and examples with scalars that have no quotes, by their span.
#[derive(Default)]
pub(super) struct Unquoted(BTreeMap<Span, Texts>);

/// The scalars without quotes in a value.
enum Texts {
    Scalar(String, Span),
    Items(Vec<(usize, Self)>),
    Members(Vec<(String, Self)>),
}

impl Unquoted {
    /// Notes the defaults and examples of a schema.
    pub(super) fn note(&mut self, node: Node<'_>) {
        for keyword in ["default", "example", "examples"] {
            let Some(value) = node.get(keyword) else {
                continue;
            };
            let listed = value.items().filter(|_| keyword == "examples");
            for one in listed.chain([value]) {
                self.0
                    .extend(texts_in(one, 0).map(|texts| (one.span(), texts)));
            }
        }
    }

    /// Reads them as the texts they are by all that is known of their types.
    pub(super) fn settle(self, graph: &mut Graph, collector: &mut Collector) {
        if self.0.is_empty() {
            return;
        }
        for id in graph.ids().collect::<Vec<SchemaId>>() {
            let schema = graph.get(id);
            let mut values = schema.default.iter().chain(&schema.examples);
            let is_noted = |value: &Spanned<Value>| self.0.contains_key(&value.span);
            if !values.any(is_noted) {
                continue;
            }
            let mut changed = schema.clone();
            let values = changed.default.iter_mut().chain(&mut changed.examples);
            for value in values {
                if let Some(texts) = self.0.get(&value.span) {
                    take(graph, id, &mut value.value, texts, collector);
                }
            }
            graph.set(id, changed);
        }
    }
}

fn texts_in(node: Node<'_>, depth: usize) -> Option<Texts> {
    if depth >= DEEPEST {
        return None;
    }
    match node.kind() {
        Kind::Number | Kind::Bool => {
            let text = node.plain_text()?.to_owned();
            Some(Texts::Scalar(text, node.span()))
        }
        Kind::Sequence => {
            let items = node.items().enumerate();
            let items = items.filter_map(|(index, item)| Some((index, texts_in(item, depth + 1)?)));
            let items: Vec<(usize, Texts)> = items.collect();
            (!items.is_empty()).then_some(Texts::Items(items))
        }
        Kind::Mapping => {
            let members = node.entries().filter_map(|(key, member)| {
                Some((key.text.to_owned(), texts_in(member, depth + 1)?))
            });
            let members: Vec<(String, Texts)> = members.collect();
            (!members.is_empty()).then_some(Texts::Members(members))
        }
        _ => None,
    }
}

/// Makes texts of the scalars of a value whose schemas accept nothing else.
fn take(graph: &Graph, id: SchemaId, value: &mut Value, texts: &Texts, collector: &mut Collector) {
    match (texts, value) {
        (Texts::Scalar(text, span), value @ (Value::Number(_) | Value::Bool(_))) => {
            let is_text = graph.types_of(id).without(Types::NULL) == Types::STRING;
            if is_text && lists(graph, id, text) {
                *value = Value::from(text.as_str());
                unquoted(collector, *span, text);
            }
        }
        (Texts::Items(listed), Value::Array(items)) => {
            let mut parts = graph.parts(id).into_iter();
            let Some(element) = parts.find_map(|part| graph.get(part).items) else {
                return;
            };
            for (index, texts) in listed {
                if let Some(item) = items.get_mut(*index) {
                    take(graph, element, item, texts, collector);
                }
            }
        }
        (Texts::Members(listed), Value::Object(members)) => {
            let mut declared = BTreeMap::new();
            let mut additional = None;
            for part in graph.parts(id).into_iter().rev() {
                let schema = graph.get(part);
                let properties = schema.properties.iter();
                declared.extend(properties.map(|one| (one.name.value.as_str(), one.schema)));
                additional = schema.additional.or(additional);
            }
            for (name, texts) in listed {
                let schema = declared.get(name.as_str()).copied().or(additional);
                if let (Some(schema), Some(member)) = (schema, members.get_mut(name)) {
                    take(graph, schema, member, texts, collector);
                }
            }
        }
        _ => {}
    }
}

/// Whether a text is among the values of a schema, if it lists them.
fn lists(graph: &Graph, id: SchemaId, text: &str) -> bool {
    let parts = graph.parts(id).into_iter();
    let mut listed = parts.filter_map(|part| graph.get(part).enumeration.as_ref());
    listed.all(|listed| {
        let mut values = listed.value.iter();
        values.any(|one| one.value.value.as_str() == Some(text))
    })
}
