//! Text -> a JSON object, by the table of a struct of parameters.
//!
//! First the text is split and each piece assigned to its parameter, then each parameter makes a
//! value of its pieces.

mod deep;

use std::borrow::Cow;

use super::percent;
use super::scalar;
use super::shape::{NOTHING, Shape};
use super::style::{Kind, Style};
use super::table::{Location, Outcome, Parameter, Parameters, Table, Target};
use crate::reader::MAX_DEPTH;
use crate::{MAX_VIOLATIONS, Map, Value, Violation};

use deep::Tree;

/// The pieces of a text for one parameter.
#[derive(Default)]
pub(super) struct Given<'t> {
    /// The texts under its name, still encoded.
    pub(super) texts: Vec<Cow<'t, str>>,
    /// The texts of its properties, if each is written separately.
    members: Map<Vec<&'t str>>,
    deep: Tree<'t>,
    problem: Option<String>,
}

/// How texts are encoded.
#[derive(Clone, Copy)]
pub(super) enum Codec {
    /// Percent-encoded; `+` is a blank if the flag is set.
    Percent(bool),
    /// As they are, without blanks at the ends.
    Raw,
}

impl Codec {
    fn of(table: &Table, style: Style) -> Self {
        match table.location {
            Location::Query | Location::QueryJson | Location::Form => Self::Percent(true),
            Location::Path => Self::Percent(false),
            Location::Cookies if style.kind != Kind::Cookie => Self::Percent(false),
            Location::Cookies | Location::Headers => Self::Raw,
        }
    }

    fn decode(self, text: &str) -> Result<Cow<'_, str>, String> {
        match self {
            Self::Percent(plus) => percent::decode(text, plus).map_err(str::to_owned),
            Self::Raw => Ok(Cow::Borrowed(text.trim_matches([' ', '\t']))),
        }
    }
}

impl Parameters {
    /// `a=1&b=2`.
    pub(super) fn read_pairs(&self, text: &str) -> Outcome {
        let table = self.table();
        if table.location == Location::QueryJson {
            return self.read_json(text);
        }
        let pairs = text.split('&').filter(|pair| !pair.is_empty());
        let pairs = pairs.map(|pair| pair.split_once('=').unwrap_or((pair, "")));
        self.read_keys(&mut pairs.map(|(key, text)| (percent::decode(key, true), text)))
    }

    /// `a=1; b=2` (RFC 6265 section 4.2.1).
    pub(super) fn read_cookies(&self, text: &str) -> Outcome {
        let pairs = text.split(';').map(|pair| pair.trim_matches([' ', '\t']));
        let pairs = pairs.filter(|pair| !pair.is_empty());
        let pairs = pairs.map(|pair| pair.split_once('=').unwrap_or((pair, "")));
        // A cookie of somebody else's is none of our business, however it is written.
        self.read_keys(&mut pairs.map(|(key, text)| {
            let name = percent::decode(key, false).unwrap_or(Cow::Borrowed(key));
            (Ok(name), text)
        }))
    }

    fn read_keys<'t>(
        &self,
        pairs: &mut dyn Iterator<Item = (Result<Cow<'t, str>, &'static str>, &'t str)>,
    ) -> Outcome {
        let table = self.table();
        let mut given = Vec::new();
        given.resize_with(table.parameters.len(), Given::default);
        let mut others: Map<Vec<&'t str>> = Map::new();
        let mut problems = Vec::new();
        for (key, text) in pairs {
            let key = match key {
                Ok(key) => key,
                Err(problem) => {
                    if problems.len() < MAX_VIOLATIONS {
                        problems.push(
                            self.problem(None, &format!("a name cannot be decoded: {problem}")),
                        );
                    }
                    continue;
                }
            };
            let (target, deep) = match (table.target(&key), table.deep(&key)) {
                (None, Some((index, at))) => (Some(Target::Parameter(index)), Some(at)),
                (None, None) => (table.open.map(Target::Member), None),
                (target, _) => (target, None),
            };
            match target {
                Some(Target::Parameter(index)) => {
                    if let Some(given) = given.get_mut(index) {
                        match deep {
                            Some(at) => given.add_deep(key.get(at..).unwrap_or_default(), text),
                            None => given.texts.push(Cow::Borrowed(text)),
                        }
                    }
                }
                Some(Target::Member(index)) => {
                    if let Some(given) = given.get_mut(index) {
                        add(&mut given.members, key, text);
                    }
                }
                None if table.rest.is_some() => add(&mut others, key, text),
                None => {}
            }
        }
        let mut value = Map::new();
        self.values(given, &mut value, &mut problems);
        if let Some(rest) = &table.rest {
            for (name, texts) in &others {
                let own = Parameter {
                    name: name.to_owned(),
                    ..rest.clone()
                };
                match self.read_repeated(texts, &own.shape, own.style) {
                    Ok(found) => drop(value.insert(name, found)),
                    Err(problem) => problems.push(self.problem(Some(&own), &problem)),
                }
            }
        }
        Outcome::new(value, problems)
    }

    pub(super) fn read_headers<'t>(
        &self,
        fields: &mut dyn Iterator<Item = (&'t str, &'t str)>,
    ) -> Outcome {
        let table = self.table();
        let mut given: Vec<Given<'t>> = Vec::new();
        given.resize_with(table.parameters.len(), Given::default);
        for (name, text) in fields {
            let Some(Target::Parameter(index)) = table.target(name) else {
                continue;
            };
            if let Some(given) = given.get_mut(index) {
                if text.chars().any(|c| c.is_control() && c != '\t') {
                    given.problem = Some("a header field has no control characters".to_owned());
                }
                given.texts.push(Cow::Borrowed(text));
            }
        }
        for (given, parameter) in given.iter_mut().zip(&table.parameters) {
            // The lines of a list are one list (RFC 9110 section 5.3).
            let is_list = parameter.shape.items.is_some() || parameter.shape.object.is_some();
            if is_list && given.texts.len() > 1 {
                let joined = given.texts.join(&parameter.style.delimiter().to_string());
                given.texts = vec![Cow::Owned(joined)];
            }
        }
        let (mut value, mut problems) = (Map::new(), Vec::new());
        self.values(given, &mut value, &mut problems);
        Outcome::new(value, problems)
    }

    /// The whole query is JSON text.
    fn read_json(&self, text: &str) -> Outcome {
        let decoded = percent::decode(text, true);
        let read = decoded.map_err(str::to_owned);
        let read = read.and_then(|text| json(&text));
        let object = read.and_then(|value| {
            let object = value.into_object();
            object.map_err(|_| "the query is no object in JSON".to_owned())
        });
        match object {
            Ok(value) => Outcome::new(value, Vec::new()),
            Err(problem) => Outcome::new(Map::new(), vec![self.problem(None, &problem)]),
        }
    }

    /// The value of each parameter that something was given for.
    pub(super) fn values(
        &self,
        given: Vec<Given<'_>>,
        value: &mut Map<Value>,
        problems: &mut Vec<Violation>,
    ) {
        for (given, parameter) in given.into_iter().zip(&self.table().parameters) {
            match self.value(&given, parameter) {
                Ok(Some(found)) => drop(value.insert(parameter.name.as_str(), found)),
                Ok(None) => {}
                Err(problem) => problems.push(self.problem(Some(parameter), &problem)),
            }
        }
    }

    fn value(&self, given: &Given<'_>, parameter: &Parameter) -> Result<Option<Value>, String> {
        let Parameter { style, shape, .. } = parameter;
        if let Some(problem) = &given.problem {
            return Err(problem.clone());
        }
        if !given.deep.is_empty() {
            let root = given.deep.with(&given.texts);
            return root.value(self, shape, *style).map(Some);
        }
        if !given.members.is_empty() {
            if !given.texts.is_empty() {
                return Err(TWICE.to_owned());
            }
            let members = given.members.iter().map(|(name, texts)| {
                let value = self.read_repeated(texts, self.member(shape, name), *style)?;
                Ok((name.to_owned(), value))
            });
            let members: Result<Map<Value>, String> = members.collect();
            return members.map(|members| Some(Value::Object(members)));
        }
        let texts: Vec<&str> = given.texts.iter().map(|text| &**text).collect();
        // A text without content stands for a parameter that is not used (3.1 section 4.8.12.2).
        let is_unused = style.allows_empty && texts.iter().all(|text| text.is_empty());
        match (texts.as_slice(), style.kind) {
            ([], _) => Ok(None),
            _ if is_unused => Ok(None),
            ([text], Kind::Json) => json(&self.codec(*style).decode(text)?).map(Some),
            (texts, _) if style.repeats() || style.kind == Kind::Deep => {
                self.read_repeated(texts, shape, *style).map(Some)
            }
            ([text], Kind::Text) => self.read_piece(text, shape, *style).map(Some),
            ([text], _) => self.read_joined(text, shape, *style).map(Some),
            _ => Err(TWICE.to_owned()),
        }
    }

    fn codec(&self, style: Style) -> Codec {
        Codec::of(self.table(), style)
    }

    /// The shape of a property.
    pub(super) fn member<'s>(&'s self, shape: &'s Shape, name: &str) -> &'s Shape {
        let members = self.table().members(shape);
        let named = members.and_then(|members| members.named.get(name));
        let rest = || members.and_then(|members| members.rest.as_deref());
        named.or_else(rest).unwrap_or(&NOTHING)
    }

    /// The value of texts that each have the name in front.
    pub(super) fn read_repeated(
        &self,
        texts: &[&str],
        shape: &Shape,
        style: Style,
    ) -> Result<Value, String> {
        match texts {
            [text] if !shape.is_list() => self.read_piece(text, shape, style),
            _ if shape.items.is_none() => Err(TWICE.to_owned()),
            texts => {
                let items = texts
                    .iter()
                    .map(|text| self.read_piece(text, shape.item(), style));
                items
                    .collect::<Result<Vec<Value>, String>>()
                    .map(Value::Array)
            }
        }
    }

    /// The value of a text that contains all elements.
    pub(super) fn read_joined(
        &self,
        text: &str,
        shape: &Shape,
        style: Style,
    ) -> Result<Value, String> {
        let codec = self.codec(style);
        let text = match style.hides_delimiter() {
            true => codec.decode(text)?,
            false => Cow::Borrowed(text),
        };
        // Text that has been decoded as a whole is not decoded again.
        let decode = |text: &str| match style.hides_delimiter() {
            true => Ok(text.to_owned()),
            false => codec.decode(text).map(Cow::into_owned),
        };
        let delimiter = style.delimiter();
        let is_several = shape.scalars.is_empty() || text.contains(delimiter);
        if shape.items.is_some() && is_several {
            let items = text.split(delimiter);
            let items = items.map(|item| Ok(decoded(&decode(item)?, shape.item(), style)));
            return items
                .collect::<Result<Vec<Value>, String>>()
                .map(Value::Array);
        }
        if shape.object.is_none() || !is_several {
            return Ok(decoded(&decode(&text)?, shape, style));
        }
        let mut object = Map::new();
        let mut pieces = text.split(delimiter);
        while let Some(name) = pieces.next() {
            let (name, value) = match style.explode {
                true => name.split_once('=').ok_or("a property has no `=`")?,
                false => (name, pieces.next().ok_or("a property has no value")?),
            };
            let (name, value) = (decode(name)?, decode(value)?);
            let value = decoded(&value, self.member(shape, &name), style);
            if object.insert(name, value).is_some() {
                return Err("a property is given twice".to_owned());
            }
        }
        Ok(Value::Object(object))
    }

    pub(super) fn read_piece(
        &self,
        text: &str,
        shape: &Shape,
        style: Style,
    ) -> Result<Value, String> {
        let text = self.codec(style).decode(text)?;
        Ok(decoded(&text, shape, style))
    }
}

const TWICE: &str = "is given more than once, and is no list";

/// The value of a text that is no longer encoded.
fn decoded(text: &str, shape: &Shape, style: Style) -> Value {
    let is_compound = shape.items.is_some() || shape.object.is_some();
    if style.json_items
        && is_compound
        && text.starts_with(['{', '['])
        && let Ok(value) = json(text)
    {
        return value;
    }
    scalar::of_text(text, shape.scalars)
}

fn json(text: &str) -> Result<Value, String> {
    crate::from_json::<Value>(text).map_err(|violations| {
        let first = violations.iter().next();
        let why = first.map(|one| one.message()).unwrap_or_default();
        format!("is not JSON: {why}")
    })
}

fn add<'t>(map: &mut Map<Vec<&'t str>>, key: Cow<'_, str>, text: &'t str) {
    match map.get_mut(&key) {
        Some(texts) => texts.push(text),
        None => drop(map.insert(key, vec![text])),
    }
}

impl<'t> Given<'t> {
    /// Takes in a text under the brackets of a deep object.
    fn add_deep(&mut self, brackets: &str, text: &'t str) {
        if brackets.bytes().filter(|byte| *byte == b'[').count() >= MAX_DEPTH as usize {
            self.problem = Some(format!("is nested deeper than {MAX_DEPTH} levels"));
        } else if let Err(problem) = self.deep.add(brackets, text) {
            self.problem = Some(problem.to_owned());
        }
    }
}
