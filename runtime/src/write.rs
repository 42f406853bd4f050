//! Nodes to JSON text, and nodes into any serde serializer.
//!
//! Writing recurses up to [`MAX_DEPTH`]; deeper values, which only Rust code can make, are written
//! iteratively from a list of open containers, so that no depth overflows the stack.

use std::fmt::{self, Write as _};

use serde::ser::{Error as _, SerializeMap, SerializeSeq, Serializer};

use crate::custom::value_of;
use crate::model::each_field;
use crate::number;
use crate::reader::MAX_DEPTH;
use crate::scan::plain_end;
use crate::view::{Elements, Node, entries, for_each_member};
use crate::{Model, Shape, Union, Value};

/// The node as compact JSON. Non-finite floats, which JSON has no text for,
/// are `null`.
pub(crate) fn to_json(node: Node<'_>) -> String {
    Writer::new(Style::Compact, 256).text_of(node)
}

/// JSON text; `{:#}` writes it over several lines, two spaces a level (feature `conveniences`).
impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = to_json(self.view_value());
        #[cfg(feature = "conveniences")]
        if f.alternate() {
            return f.write_str(&crate::value_text::over_lines(&text));
        }
        f.write_str(&text)
    }
}

/// The node as text in which equal JSON values are equal texts: numbers in one
/// spelling, keys sorted.
pub(crate) fn canonical(node: Node<'_>) -> String {
    Writer::new(Style::Canonical, 0).text_of(node)
}

/// The node as text to evaluate it by.
pub(crate) fn written(node: Node<'_>) -> Written {
    let mut writer = Writer::new(Style::Evaluated, 512);
    writer.node(node);
    let Writer { out, held, .. } = writer;
    Written { text: out, held }
}

/// A Rust value as the text by which it is evaluated: a value without JSON is [`NOT_JSON`], and the
/// text ends where it is too deep to be read.
pub(crate) struct Written {
    pub(crate) text: String,
    pub(crate) held: Vec<Held>,
}

/// The variant that a union is in Rust; in the order of the text.
pub(crate) struct Held {
    /// Where the value starts.
    pub(crate) at: usize,
    pub(crate) union: &'static Union,
    pub(crate) variant: &'static str,
}

/// The mark of a value without JSON text: an infinite number, a custom value that cannot be
/// written.
pub(crate) const NOT_JSON: &str = "NaN";

#[derive(Clone, Copy, PartialEq)]
enum Style {
    Compact,
    Canonical,
    Evaluated,
}

struct Writer {
    out: String,
    style: Style,
    /// How many arrays and objects are open.
    depth: u32,
    held: Vec<Held>,
    /// The text has ended, at a value that is too deep.
    is_cut: bool,
}

/// An array or object that is written without calls.
enum Open<'a> {
    Array(&'a dyn Elements, usize),
    Object(std::vec::IntoIter<(&'a str, Node<'a>)>, bool),
}

impl Writer {
    fn new(style: Style, capacity: usize) -> Self {
        Self {
            out: String::with_capacity(capacity),
            style,
            depth: 0,
            held: Vec::new(),
            is_cut: false,
        }
    }

    fn text_of(mut self, node: Node<'_>) -> String {
        self.node(node);
        self.out
    }

    fn node(&mut self, node: Node<'_>) {
        match self.content(node) {
            node @ (Node::Array(_) | Node::Map(_) | Node::Object(..))
                if self.depth >= MAX_DEPTH =>
            {
                self.deep(node);
            }
            Node::Array(elements) => {
                self.out.push('[');
                self.depth += 1;
                for index in 0..elements.count() {
                    if self.is_cut {
                        return;
                    }
                    if index > 0 {
                        self.out.push(',');
                    }
                    self.node(elements.element(index));
                }
                self.depth -= 1;
                self.out.push(']');
            }
            node @ (Node::Map(_) | Node::Object(..)) => self.object(node),
            scalar => self.scalar(scalar),
        }
    }

    fn object(&mut self, node: Node<'_>) {
        self.out.push('{');
        self.depth += 1;
        let mut first = true;
        match node {
            Node::Object(shape, object) if self.style != Style::Canonical => {
                self.declared(shape, object, &mut first);
            }
            _ if self.style == Style::Canonical => {
                for (name, value) in sorted_members(node) {
                    self.member(name, value, &mut first);
                }
            }
            _ => for_each_member(node, &mut |name, value| {
                self.member(name, value, &mut first)
            }),
        }
        self.depth -= 1;
        if !self.is_cut {
            self.out.push('}');
        }
    }

    /// The members of a struct: most names need no search for escapes.
    fn declared(&mut self, shape: &'static Shape, object: &dyn Model, first: &mut bool) {
        let mut fields = shape.layout().fields.iter();
        let extra = each_field(object, &mut |value| {
            let Some(field) = fields.next() else { return };
            match field.member(value) {
                Node::Absent => {}
                value if !field.key.is_empty() && !self.is_cut => {
                    let start = usize::from(std::mem::replace(first, false));
                    self.out
                        .push_str(field.key.get(start..).unwrap_or_default());
                    self.node(value);
                }
                value => self.member(&field.name, value, first),
            }
        });
        if let Some(entries) = extra.and_then(entries) {
            for index in 0..entries.count() {
                let (name, value) = entries.named_element(index);
                self.member(name, value, first);
            }
        }
    }

    fn member(&mut self, name: &str, value: Node<'_>, first: &mut bool) {
        if self.is_cut {
            return;
        }
        self.name(name, std::mem::replace(first, false));
        self.node(value);
    }

    fn name(&mut self, name: &str, is_first: bool) {
        if !is_first {
            self.out.push(',');
        }
        write_string(&mut self.out, name);
        self.out.push(':');
    }

    /// The node without the wrapping of newtypes and unions.
    fn content<'a>(&mut self, node: Node<'a>) -> Node<'a> {
        if self.style != Style::Evaluated {
            return node.peel();
        }
        let mut node = node;
        loop {
            node = match node {
                Node::Named(_, inner) => inner.view_value(),
                Node::Union(union, variant, inner) => {
                    let at = self.out.len();
                    self.held.push(Held { at, union, variant });
                    inner.view_value()
                }
                node => return node,
            };
        }
    }

    fn scalar(&mut self, node: Node<'_>) {
        let out = &mut self.out;
        let is_canonical = self.style == Style::Canonical;
        match node {
            Node::Bool(true) => out.push_str("true"),
            Node::Bool(false) => out.push_str("false"),
            Node::Integer(value) if is_canonical => {
                out.push_str(&number::canonical(&value.to_string()));
            }
            Node::Integer(value) => write_integer(out, value),
            Node::Float(value) if !value.is_finite() => self.not_json(),
            Node::Float(value) if is_canonical => {
                out.push_str(&number::canonical(&number::float_text(value)));
            }
            Node::Float(value) => number::write_float(out, value),
            Node::Number(text) if is_canonical => out.push_str(&number::canonical(text)),
            Node::Number(text) => out.push_str(text),
            Node::Text(text) => write_string(out, text),
            Node::Custom(own) if self.style == Style::Evaluated => match own.value() {
                Some(value) => self.node(value.view_value()),
                None => self.not_json(),
            },
            Node::Custom(own) => self.node(value_of(own).view_value()),
            _ => out.push_str("null"),
        }
    }

    fn not_json(&mut self) {
        self.out.push_str(match self.style {
            Style::Evaluated => NOT_JSON,
            Style::Compact | Style::Canonical => "null",
        });
    }

    /// An array or object below the depth of recursion.
    #[cold]
    fn deep(&mut self, node: Node<'_>) {
        let mut open = vec![self.open(node)];
        // No reader goes deeper: its first byte shows that it is too deep.
        self.is_cut = self.style == Style::Evaluated;
        while let Some(last) = open.last_mut() {
            if self.is_cut {
                return;
            }
            let next = match last {
                Open::Array(elements, index) if *index < elements.count() => {
                    if *index > 0 {
                        self.out.push(',');
                    }
                    *index += 1;
                    Some(elements.element(*index - 1))
                }
                Open::Array(..) => None,
                Open::Object(members, first) => members.next().map(|(name, value)| {
                    self.name(name, std::mem::replace(first, false));
                    value
                }),
            };
            match next.map(|node| self.content(node)) {
                Some(node @ (Node::Array(_) | Node::Map(_) | Node::Object(..))) => {
                    open.push(self.open(node));
                }
                Some(scalar) => self.scalar(scalar),
                None => {
                    let is_array = matches!(open.pop(), Some(Open::Array(..)));
                    self.out.push(if is_array { ']' } else { '}' });
                }
            }
        }
    }

    fn open<'a>(&mut self, node: Node<'a>) -> Open<'a> {
        if let Node::Array(elements) = node {
            self.out.push('[');
            return Open::Array(elements, 0);
        }
        self.out.push('{');
        let members = match self.style {
            Style::Canonical => sorted_members(node),
            Style::Compact | Style::Evaluated => members(node),
        };
        Open::Object(members.into_iter(), true)
    }
}

fn members(node: Node<'_>) -> Vec<(&str, Node<'_>)> {
    let mut members: Vec<(&str, Node<'_>)> = Vec::new();
    for_each_member(node, &mut |name, value| members.push((name, value)));
    members
}

fn sorted_members(node: Node<'_>) -> Vec<(&str, Node<'_>)> {
    let mut members = members(node);
    members.sort_by_key(|(name, _)| *name);
    members
}

fn write_integer(out: &mut String, value: i128) {
    let Ok(mut rest) = u64::try_from(value.unsigned_abs()) else {
        // Writing to a `String` cannot fail.
        let _ = write!(out, "{value}");
        return;
    };
    let mut digits = [b'0'; 20];
    let mut start = digits.len();
    for digit in digits.iter_mut().rev() {
        *digit = b'0' + (rest % 10) as u8;
        rest /= 10;
        start -= 1;
        if rest == 0 {
            break;
        }
    }
    if value < 0 {
        out.push('-');
    }
    let digits = digits.get(start..).unwrap_or_default();
    out.push_str(std::str::from_utf8(digits).unwrap_or_default());
}

/// Appends a JSON string (RFC 8259 section 7).
pub(crate) fn write_string(out: &mut String, text: &str) {
    out.reserve(text.len() + 2);
    out.push('"');
    let mut start = 0;
    loop {
        let end = plain_end(text.as_bytes(), start);
        out.push_str(text.get(start..end).unwrap_or_default());
        match text.as_bytes().get(end) {
            None => break,
            Some(b'"') => out.push_str("\\\""),
            Some(b'\\') => out.push_str("\\\\"),
            Some(b'\n') => out.push_str("\\n"),
            Some(b'\r') => out.push_str("\\r"),
            Some(b'\t') => out.push_str("\\t"),
            Some(8) => out.push_str("\\b"),
            Some(12) => out.push_str("\\f"),
            Some(control) => {
                let _ = write!(out, "\\u{control:04x}");
            }
        }
        start = end + 1;
    }
    out.push('"');
}

impl serde::Serialize for Node<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let depth = 0;
        let node = *self;
        serde::Serialize::serialize(&Nested { node, depth }, serializer)
    }
}

/// A node, and how many arrays and objects it stands in: serializers call themselves for each.
struct Nested<'a> {
    node: Node<'a>,
    depth: u32,
}

impl serde::Serialize for Nested<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let depth = self.depth + 1;
        let nested = |node| Nested { node, depth };
        match self.node.peel() {
            Node::Array(_) | Node::Map(_) | Node::Object(..) if depth > MAX_DEPTH => {
                Err(S::Error::custom(format_args!(
                    "arrays and objects nest deeper than {MAX_DEPTH}"
                )))
            }
            Node::Bool(value) => serializer.serialize_bool(value),
            Node::Integer(value) => serialize_integer(value, serializer),
            Node::Float(value) => serialize_float(value, serializer),
            Node::Number(text) => serialize_number(text, serializer),
            Node::Text(text) => serializer.serialize_str(text),
            Node::Array(elements) => {
                let count = elements.count();
                let mut sequence = serializer.serialize_seq(Some(count))?;
                for index in 0..count {
                    sequence.serialize_element(&nested(elements.element(index)))?;
                }
                sequence.end()
            }
            node @ (Node::Map(_) | Node::Object(..)) => {
                let members = members(node);
                let mut map = serializer.serialize_map(Some(members.len()))?;
                for (name, value) in members {
                    map.serialize_entry(name, &nested(value))?;
                }
                map.end()
            }
            Node::Custom(own) => {
                let value = value_of(own);
                serde::Serialize::serialize(&nested(value.view_value()), serializer)
            }
            _ => serializer.serialize_unit(),
        }
    }
}

fn serialize_integer<S: Serializer>(value: i128, serializer: S) -> Result<S::Ok, S::Error> {
    match (i64::try_from(value), u64::try_from(value)) {
        (Ok(value), _) => serializer.serialize_i64(value),
        (_, Ok(value)) => serializer.serialize_u64(value),
        _ => serializer.serialize_i128(value),
    }
}

/// Integral floats are written as integers, as in JSON text.
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

/// Serde's model has no exact numbers: integers as integers while they fit, others as the nearest
/// `f64`.
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
