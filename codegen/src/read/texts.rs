//! Numbers and booleans without quotes that are intended as text: `type: string` with
//! `enum: [1.0, 1.1]`. In YAML the quotes are easily forgotten.

use std::collections::BTreeMap;

use fieldwright_runtime::Value;

use super::report::Report;
use crate::schema::{Assertion, Schema, Spanned, Types};
use crate::source::{Node, Span};

/// Reads the values of a schema of strings by their source text. In JSON, and for any other type,
/// they stay unchanged.
pub(super) fn texts_of_scalars(report: &mut impl Report, node: Node<'_>, schema: &mut Schema) {
    for keyword in ["enum", "const", "default", "example", "examples"] {
        if let Some(value) = node.get(keyword) {
            texts_of_values(report, value, schema);
        }
    }
}

/// The same for lists of strings, whose elements are `items`.
pub(super) fn texts_of_elements(
    report: &mut impl Report,
    node: Node<'_>,
    schema: &mut Schema,
    items: &Schema,
) {
    if items.types.without(Types::NULL) != Types::STRING {
        return;
    }
    for keyword in ["default", "example"] {
        let values = match keyword {
            "default" => schema.default.as_mut(),
            _ => schema.examples.first_mut(),
        };
        let (Some(list), Some(Value::Array(values))) =
            (node.get(keyword), values.map(|value| &mut value.value))
        else {
            continue;
        };
        for (item, value) in list.items().zip(values) {
            let is_plain = matches!(value, Value::Number(_) | Value::Bool(_));
            if let Some(text) = item.plain_text().filter(|_| is_plain) {
                *value = Value::from(text);
                unquoted(report, item.span(), text);
            }
        }
    }
}

fn unquoted(report: &mut impl Report, span: Span, text: &str) {
    let message = format!("`{text}` under `type: string` has no quotes; read as the text");
    report.recovered("recovered-value", span, message, "put it into quotes");
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
        unquoted(report, span, &text);
    }
}

/// Notes the text of a scalar, or of the `value` of an entry of a table's `enum`.
fn found(node: Node<'_>, texts: &mut BTreeMap<u32, String>) {
    let node = node.get("value").unwrap_or(node);
    if let Some(text) = node.plain_text() {
        texts.insert(node.span().start, text.to_owned());
    }
}
