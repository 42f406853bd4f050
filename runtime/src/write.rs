//! Nodes to JSON text, and nodes into any serde serializer.

use std::fmt::Write as _;

use serde::ser::{SerializeMap, SerializeSeq, Serializer};

use crate::Model;
use crate::custom::value_of;
use crate::number;
use crate::view::{Entries, Node, for_each_member};

/// The node as compact JSON. Non-finite floats, which JSON has no text for,
/// are `null`.
pub(crate) fn to_json(node: Node<'_>) -> String {
    let mut out = String::with_capacity(256);
    write_node(&mut out, node);
    out
}

pub(crate) fn write_node(out: &mut String, node: Node<'_>) {
    match node.peel() {
        Node::Bool(true) => out.push_str("true"),
        Node::Bool(false) => out.push_str("false"),
        Node::Integer(value) => write_integer(out, value),
        Node::Float(value) if value.is_finite() => number::write_float(out, value),
        Node::Number(text) => out.push_str(text),
        Node::Text(text) => write_string(out, text),
        Node::Array(elements) => {
            out.push('[');
            for index in 0..elements.count() {
                if index > 0 {
                    out.push(',');
                }
                write_node(out, elements.element(index));
            }
            out.push(']');
        }
        node @ (Node::Map(_) | Node::Object(..)) => {
            out.push('{');
            let mut first = true;
            for_each_member(node, &mut |name, value| {
                if !first {
                    out.push(',');
                }
                first = false;
                write_string(out, name);
                out.push(':');
                write_node(out, value);
            });
            out.push('}');
        }
        Node::Custom(own) => write_node(out, value_of(own).view_value()),
        _ => out.push_str("null"),
    }
}

fn write_integer(out: &mut String, value: i128) {
    // Writing to a `String` cannot fail; 64 bits print faster than 128.
    let _ = match i64::try_from(value) {
        Ok(value) => write!(out, "{value}"),
        Err(_) => write!(out, "{value}"),
    };
}

/// Appends a JSON string (RFC 8259 section 7).
pub(crate) fn write_string(out: &mut String, text: &str) {
    out.push('"');
    let mut rest = text;
    while let Some(index) = rest
        .bytes()
        .position(|byte| byte < 0x20 || byte == b'"' || byte == b'\\')
    {
        out.push_str(&rest[..index]);
        match rest.as_bytes()[index] {
            b'"' => out.push_str("\\\""),
            b'\\' => out.push_str("\\\\"),
            b'\n' => out.push_str("\\n"),
            b'\r' => out.push_str("\\r"),
            b'\t' => out.push_str("\\t"),
            8 => out.push_str("\\b"),
            12 => out.push_str("\\f"),
            control => {
                let _ = write!(out, "\\u{control:04x}");
            }
        }
        rest = &rest[index + 1..];
    }
    out.push_str(rest);
    out.push('"');
}

/// The node as text in which equal JSON values are equal texts: numbers in one
/// spelling, keys sorted.
pub(crate) fn canonical(node: Node<'_>) -> String {
    let mut out = String::new();
    write_canonical(&mut out, node);
    out
}

fn write_canonical(out: &mut String, node: Node<'_>) {
    match node.peel() {
        Node::Integer(value) => out.push_str(&number::canonical(&value.to_string())),
        Node::Float(value) if value.is_finite() => {
            out.push_str(&number::canonical(&number::float_text(value)));
        }
        Node::Number(text) => out.push_str(&number::canonical(text)),
        Node::Array(elements) => {
            out.push('[');
            for index in 0..elements.count() {
                write_canonical(out, elements.element(index));
                out.push(',');
            }
            out.push(']');
        }
        node @ (Node::Map(_) | Node::Object(..)) => {
            let mut members: Vec<(&str, Node<'_>)> = Vec::new();
            for_each_member(node, &mut |name, value| members.push((name, value)));
            members.sort_by_key(|(name, _)| *name);
            out.push('{');
            for (name, value) in members {
                write_string(out, name);
                out.push(':');
                write_canonical(out, value);
                out.push(',');
            }
            out.push('}');
        }
        Node::Custom(own) => write_canonical(out, value_of(own).view_value()),
        scalar => write_node(out, scalar),
    }
}

impl serde::Serialize for Node<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.peel() {
            Node::Bool(value) => serializer.serialize_bool(value),
            Node::Integer(value) => serialize_integer(value, serializer),
            Node::Float(value) => serialize_float(value, serializer),
            Node::Number(text) => serialize_number(text, serializer),
            Node::Text(text) => serializer.serialize_str(text),
            Node::Array(elements) => {
                let count = elements.count();
                let mut sequence = serializer.serialize_seq(Some(count))?;
                for index in 0..count {
                    sequence.serialize_element(&elements.element(index))?;
                }
                sequence.end()
            }
            Node::Map(entries) => {
                let mut map = serializer.serialize_map(Some(entries.count()))?;
                serialize_entries(entries, &mut map)?;
                map.end()
            }
            object @ Node::Object(..) => {
                let mut members: Vec<(&str, Node<'_>)> = Vec::new();
                for_each_member(object, &mut |name, value| members.push((name, value)));
                let mut map = serializer.serialize_map(Some(members.len()))?;
                for (name, value) in members {
                    map.serialize_entry(name, &value)?;
                }
                map.end()
            }
            Node::Custom(own) => {
                serde::Serialize::serialize(&value_of(own).view_value(), serializer)
            }
            _ => serializer.serialize_unit(),
        }
    }
}

fn serialize_entries<M: SerializeMap>(entries: &dyn Entries, map: &mut M) -> Result<(), M::Error> {
    for index in 0..entries.count() {
        let (name, value) = entries.entry(index);
        map.serialize_entry(name, &value)?;
    }
    Ok(())
}

fn serialize_integer<S: Serializer>(value: i128, serializer: S) -> Result<S::Ok, S::Error> {
    match (i64::try_from(value), u64::try_from(value)) {
        (Ok(value), _) => serializer.serialize_i64(value),
        (_, Ok(value)) => serializer.serialize_u64(value),
        _ => serializer.serialize_i128(value),
    }
}

/// Integral floats go out as integers, as in our own text.
fn serialize_float<S: Serializer>(value: f64, serializer: S) -> Result<S::Ok, S::Error> {
    const EXACT: f64 = 9_007_199_254_740_992.0;
    if !value.is_finite() {
        return serializer.serialize_unit();
    }
    if value.fract() == 0.0 && value.abs() < EXACT {
        return serializer.serialize_i64(value as i64);
    }
    serializer.serialize_f64(value)
}

/// Serde's model has no exact numbers: integers as integers while they fit,
/// the rest as the nearest `f64`.
fn serialize_number<S: Serializer>(text: &str, serializer: S) -> Result<S::Ok, S::Error> {
    let integer = text.parse::<i64>().ok().map(i128::from);
    if let Some(value) = integer.or_else(|| text.parse::<u64>().ok().map(i128::from)) {
        return serialize_integer(value, serializer);
    }
    match text.parse::<f64>() {
        Ok(value) if value.is_finite() => serializer.serialize_f64(value),
        _ => Err(serde::ser::Error::custom(
            "a number beyond the range of f64 has no form in this format",
        )),
    }
}
