//! The parameters of a violation: texts of tables are shared until a program asks for them as values.

use std::borrow::Cow;
use std::fmt;
use std::sync::OnceLock;

use crate::{Number, Value};

/// The numbers and names in the message of a violation, in its order.
///
/// Serialises as an object.
#[derive(Clone, Default)]
pub struct ViolationParameters(Option<Box<Recorded>>);

/// In one place, so that a violation that is passed on is small.
#[derive(Clone, Default)]
struct Recorded {
    /// Most violations have no more.
    first: [Option<Named>; 2],
    more: Vec<Named>,
    /// The same as values, made on first use.
    values: OnceLock<Box<[(&'static str, Value)]>>,
}

type Named = (&'static str, Parameter);

/// One parameter as it is recorded: most are texts of a table, which need no memory.
#[derive(Debug, Clone)]
pub(crate) enum Parameter {
    Text(Cow<'static, str>),
    Texts(&'static [&'static str]),
    Count(u64),
    Number(Number),
    Value(Box<Value>),
}

impl ViolationParameters {
    /// The parameter of a name.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&Value> {
        self.iter().find(|(own, _)| *own == name).map(|one| one.1)
    }

    /// Names and values.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Value)> {
        self.values().iter().map(|(name, value)| (*name, value))
    }

    pub(crate) fn push(&mut self, name: &'static str, parameter: impl Into<Parameter>) {
        let parameter = (name, parameter.into());
        let own = self.0.get_or_insert_default();
        match own.first.iter_mut().find(|place| place.is_none()) {
            Some(place) => *place = Some(parameter),
            None => own.more.push(parameter),
        }
        own.values.take();
    }

    /// How many values the list of this name has.
    pub(crate) fn count_of(&self, name: &str) -> Option<usize> {
        match &self.all().find(|(own, _)| *own == name)?.1 {
            Parameter::Texts(texts) => Some(texts.len()),
            Parameter::Value(value) => value.as_array().map(<[Value]>::len),
            _ => None,
        }
    }

    fn all(&self) -> impl Iterator<Item = &Named> {
        self.0.iter().flat_map(|own| own.all())
    }

    fn values(&self) -> &[(&'static str, Value)] {
        self.0.as_ref().map_or(&[], |own| {
            own.values.get_or_init(|| {
                let all = own.all();
                all.map(|(name, one)| (*name, one.value())).collect()
            })
        })
    }
}

impl Recorded {
    fn all(&self) -> impl Iterator<Item = &Named> {
        self.first.iter().flatten().chain(&self.more)
    }
}

impl Parameter {
    fn value(&self) -> Value {
        match self {
            Self::Text(text) => Value::from(&**text),
            Self::Texts(texts) => Value::from(texts.to_vec()),
            Self::Count(count) => Value::from(*count),
            Self::Number(number) => Value::Number(number.clone()),
            Self::Value(value) => Value::clone(value),
        }
    }
}

impl From<&'static str> for Parameter {
    fn from(text: &'static str) -> Self {
        Self::Text(Cow::Borrowed(text))
    }
}

impl From<String> for Parameter {
    fn from(text: String) -> Self {
        Self::Text(Cow::Owned(text))
    }
}

impl From<&'static [&'static str]> for Parameter {
    fn from(texts: &'static [&'static str]) -> Self {
        Self::Texts(texts)
    }
}

impl From<u64> for Parameter {
    fn from(count: u64) -> Self {
        Self::Count(count)
    }
}

impl From<Number> for Parameter {
    fn from(number: Number) -> Self {
        Self::Number(number)
    }
}

impl From<Value> for Parameter {
    fn from(value: Value) -> Self {
        Self::Value(Box::new(value))
    }
}

impl<const N: usize> From<[Named; N]> for ViolationParameters {
    fn from(list: [Named; N]) -> Self {
        if N == 0 {
            return Self(None);
        }
        let mut list = list.into_iter();
        Self(Some(Box::new(Recorded {
            first: [list.next(), list.next()],
            more: list.collect(),
            values: OnceLock::new(),
        })))
    }
}

impl PartialEq for ViolationParameters {
    fn eq(&self, other: &Self) -> bool {
        self.values() == other.values()
    }
}

impl fmt::Debug for ViolationParameters {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("ViolationParameters")
            .field(&self.values())
            .finish()
    }
}
