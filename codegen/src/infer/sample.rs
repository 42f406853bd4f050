//! Values of documents as samples, with their spans.

use std::borrow::Cow;

use fieldwright_runtime::Value;

use crate::source::{Kind, Limits, Node, Span};

/// A value and its span.
#[derive(Debug)]
pub(crate) struct Sample<'d> {
    pub(crate) span: Span,
    pub(crate) data: Data<'d>,
}

#[derive(Debug)]
pub(crate) enum Data<'d> {
    Null,
    Boolean,
    /// By its JSON text.
    Number(Cow<'d, str>),
    Text(&'d str),
    List(Vec<Sample<'d>>),
    Object(Vec<(&'d str, Sample<'d>)>),
}

/// How many values samples may have, aliases followed.
const MOST: u64 = 5_000_000;

/// The remainder of that number.
#[derive(Debug)]
pub(crate) struct Budget(u64);

impl Budget {
    pub(crate) fn new(limits: Limits) -> Self {
        Self(limits.of(MOST))
    }
}

impl<'d> Sample<'d> {
    /// A node of a document; `None` if there are too many.
    pub(crate) fn of(node: Node<'d>, budget: &mut Budget) -> Option<Self> {
        budget.0 = budget.0.checked_sub(1)?;
        let data = match node.kind() {
            Kind::Null => Data::Null,
            Kind::Bool => Data::Boolean,
            Kind::Number => Data::Number(Cow::Borrowed(node.number_text().unwrap_or("0"))),
            Kind::String => Data::Text(node.as_str().unwrap_or_default()),
            Kind::Sequence => {
                let items = node.items().map(|item| Self::of(item, budget));
                Data::List(items.collect::<Option<_>>()?)
            }
            Kind::Mapping => {
                let entries = node.entries();
                let entries =
                    entries.map(|(key, value)| Some((key.text, Self::of(value, budget)?)));
                Data::Object(entries.collect::<Option<_>>()?)
            }
        };
        let span = node.span();
        Some(Self { span, data })
    }

    /// A value that was written at `span`; `None` if there are too many.
    pub(crate) fn of_value(value: &'d Value, span: Span, budget: &mut Budget) -> Option<Self> {
        budget.0 = budget.0.checked_sub(1)?;
        let data = match value {
            Value::Null => Data::Null,
            Value::Bool(_) => Data::Boolean,
            Value::Number(number) => Data::Number(Cow::Owned(number.text())),
            Value::String(text) => Data::Text(text),
            Value::Array(items) => {
                let items = items.iter();
                let items = items.map(|item| Self::of_value(item, span, budget));
                Data::List(items.collect::<Option<_>>()?)
            }
            Value::Object(map) => {
                let entries = map.iter();
                let entries = entries.map(|(k, v)| Some((k, Self::of_value(v, span, budget)?)));
                Data::Object(entries.collect::<Option<_>>()?)
            }
        };
        Some(Self { span, data })
    }

    /// The entries, if it is an object.
    pub(super) fn entries(&self) -> &[(&'d str, Sample<'d>)] {
        match &self.data {
            Data::Object(entries) => entries,
            _ => &[],
        }
    }

    /// The object itself, or the objects in it as a list, or as lists of lists.
    pub(super) fn objects(&self) -> Vec<&Self> {
        let (mut found, mut open) = (Vec::new(), vec![self]);
        while let Some(value) = open.pop() {
            match &value.data {
                Data::Object(_) => found.push(value),
                Data::List(items) => open.extend(items.iter().rev()),
                _ => {}
            }
        }
        found
    }

    /// Its JSON type, as a bit; 0 for null, which combines with any type.
    pub(super) fn kind(&self) -> u8 {
        match self.data {
            Data::Null => 0,
            Data::Boolean => 1,
            Data::Number(_) => 1 << 1,
            Data::Text(_) => 1 << 2,
            Data::List(_) => 1 << 3,
            Data::Object(_) => 1 << 4,
        }
    }
}
