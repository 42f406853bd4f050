//! A struct of parameters -> text, and the proof that it can be read back.
//!
//! Values that a style cannot represent are found by reading the written text back: if that gives
//! another value, the parameter is refused. So the writer need not know every ambiguity of a style.

use super::path::Part;
use super::percent;
use super::style::{Kind, Style};
use super::table::{Location, Outcome, Parameter, Parameters};
use crate::reader::MAX_DEPTH;
use crate::{Map, Model, Value, Violation, Violations};

/// Reserved characters that `allowReserved` keeps in a query, where they have no other meaning.
const KEPT: &str = ":/?@!$'()*,;";
/// Those that it keeps in a path.
const KEPT_IN_PATH: &str = ":@!$&'()*+,;=";

/// The text written so far, and the refused parameters.
struct Writing<'p> {
    parameters: &'p Parameters,
    value: Map<Value>,
    problems: Vec<Violation>,
}

/// Names and values, encoded.
type Pairs = Vec<(String, String)>;

impl Parameters {
    /// The object that a value is in JSON.
    fn writing(&self, value: &dyn Model) -> Result<Writing<'_>, Violations> {
        let object: Value = crate::from_json(crate::to_json(value))?;
        let value = object.into_object().unwrap_or_default();
        Ok(Writing {
            parameters: self,
            value,
            problems: Vec::new(),
        })
    }

    pub(super) fn write_pairs(&self, value: &dyn Model) -> Result<String, Violations> {
        let mut writing = self.writing(value)?;
        if self.table().location == Location::QueryJson {
            let mut text = String::new();
            let json = Value::Object(writing.value.clone()).to_string();
            percent::encode(&mut text, &json, ":,");
            return writing.proven(self.read_pairs(&text), text);
        }
        let text = joined(&writing.pairs(), "&");
        writing.proven(self.read_pairs(&text), text)
    }

    pub(super) fn write_cookies(&self, value: &dyn Model) -> Result<String, Violations> {
        let mut writing = self.writing(value)?;
        let text = joined(&writing.pairs(), "; ");
        writing.proven(self.read_cookies(&text), text)
    }

    pub(super) fn write_headers(&self, value: &dyn Model) -> Result<Pairs, Violations> {
        let mut writing = self.writing(value)?;
        let fields = writing.each(&mut |this, parameter, value| {
            let text = this.joined(value, parameter)?;
            let is_carried = |c: char| c == '\t' || c == ' ' || c.is_ascii_graphic();
            match text.chars().all(is_carried) {
                true => Ok(vec![(parameter.name.clone(), text)]),
                false => {
                    Err("a header field has no characters but visible ones of ASCII".to_owned())
                }
            }
        });
        let read = fields
            .iter()
            .map(|(name, text)| (name.as_str(), text.as_str()));
        let outcome = self.read_headers(&mut read.into_iter());
        writing.proven(outcome, fields)
    }

    pub(super) fn write_path(&self, value: &dyn Model) -> Result<String, Violations> {
        let mut writing = self.writing(value)?;
        let texts = writing.each(&mut |this, parameter, value| {
            let text = this.in_path(value, parameter)?;
            Ok(vec![(parameter.name.clone(), text)])
        });
        let mut path = String::new();
        let table = self.table();
        for part in &table.template {
            match part {
                Part::Literal(text) => path.push_str(text),
                Part::Parameter(index) => {
                    let parameter = index.and_then(|index| table.parameters.get(index));
                    let Some(parameter) = parameter else {
                        let problem = "the template has a name that is no parameter";
                        writing.problems.push(self.problem(None, problem));
                        continue;
                    };
                    let mut texts = texts.iter();
                    let text = texts.find(|(name, _)| *name == parameter.name);
                    path.extend(text.map(|(_, text)| text.as_str()));
                }
            }
        }
        if path
            .split('/')
            .any(|segment| segment == "." || segment == "..")
        {
            let problem = "the path has a segment of dots, which clients resolve";
            writing.problems.push(self.problem(None, problem));
        }
        let outcome = self.read_path(&path);
        writing.proven(outcome, path)
    }

    /// A scalar as text, not encoded.
    fn scalar(&self, value: &Value, style: Style) -> Result<String, String> {
        match value {
            Value::Bool(value) => Ok(value.to_string()),
            Value::Number(number) => Ok(number.text()),
            Value::String(text) => Ok(text.clone()),
            Value::Null => Err(format!("{} has no text for null", style.name())),
            compound if style.json_items => Ok(compound.to_string()),
            Value::Array(_) => Err(format!("{} has no text for a list here", style.name())),
            Value::Object(_) => Err(format!("{} has no text for an object here", style.name())),
        }
    }

    /// A text as it travels.
    fn encoded(&self, text: &str, style: Style) -> String {
        let location = self.table().location;
        let is_raw = match location {
            Location::Headers => true,
            Location::Cookies => style.kind == Kind::Cookie,
            _ => false,
        };
        if is_raw {
            return text.to_owned();
        }
        let kept = match (style.reserved, location) {
            (false, _) | (_, Location::Cookies) => String::new(),
            (true, Location::Path) => KEPT_IN_PATH.replace(style.delimiter(), ""),
            (true, _) => KEPT.replace(style.delimiter(), ""),
        };
        let mut out = String::with_capacity(text.len());
        percent::encode(&mut out, text, &kept);
        out
    }

    fn piece(&self, value: &Value, style: Style) -> Result<String, String> {
        Ok(self.encoded(&self.scalar(value, style)?, style))
    }

    /// The whole value in one text.
    fn joined(&self, value: &Value, parameter: &Parameter) -> Result<String, String> {
        let style = parameter.style;
        let delimiter = match style.hides_delimiter() {
            true => self.encoded(&style.delimiter().to_string(), style),
            false => style.delimiter().to_string(),
        };
        match value {
            value if style.kind == Kind::Json => Ok(self.encoded(&value.to_string(), style)),
            Value::Array(items) if style.kind != Kind::Text => {
                let items = items.iter().map(|item| self.piece(item, style));
                let items: Vec<String> = items.collect::<Result<_, _>>()?;
                Ok(items.join(&delimiter))
            }
            Value::Object(members) if style.kind != Kind::Text => {
                let between = if style.explode { "=" } else { &delimiter };
                let members = members.iter().map(|(name, value)| {
                    let name = self.encoded(name, style);
                    Ok(format!("{name}{between}{}", self.piece(value, style)?))
                });
                let members: Vec<String> = members.collect::<Result<_, String>>()?;
                Ok(members.join(&delimiter))
            }
            scalar => self.piece(scalar, style),
        }
    }

    /// The value behind the prefix of its style.
    fn in_path(&self, value: &Value, parameter: &Parameter) -> Result<String, String> {
        let style = parameter.style;
        if style.kind != Kind::Matrix {
            return self.joined(value, parameter);
        }
        let name = &parameter.name;
        let named = |text: &str| match text {
            "" => name.clone(),
            text => format!("{name}={text}"),
        };
        match value {
            Value::Array(items) if style.explode => {
                let items = items
                    .iter()
                    .map(|item| Ok(named(&self.piece(item, style)?)));
                let items: Vec<String> = items.collect::<Result<_, String>>()?;
                Ok(items.join(";"))
            }
            Value::Object(_) if style.explode => self.joined(value, parameter),
            value => Ok(named(&self.joined(value, parameter)?)),
        }
    }

    /// The value under its name, or under several.
    fn named(&self, value: &Value, parameter: &Parameter) -> Result<Pairs, String> {
        let style = parameter.style;
        let name = self.encoded(&parameter.name, style);
        let repeated = |name: String, value: &Value| match value {
            Value::Array(items) => {
                let items = items.iter();
                let items = items.map(|item| Ok((name.clone(), self.piece(item, style)?)));
                items.collect::<Result<Pairs, String>>()
            }
            value => Ok(vec![(name, self.piece(value, style)?)]),
        };
        match value {
            Value::Object(_) | Value::Array(_) if style.kind == Kind::Deep => {
                let mut pairs = Pairs::new();
                self.deep(&parameter.name, value, style, MAX_DEPTH, &mut pairs)?;
                Ok(pairs)
            }
            Value::Object(members) if style.repeats() && !style.json_items => {
                let members = members.iter();
                let members =
                    members.map(|(name, value)| repeated(self.encoded(name, style), value));
                let members: Vec<Pairs> = members.collect::<Result<_, _>>()?;
                Ok(members.concat())
            }
            value if style.repeats() => repeated(name, value),
            value => Ok(vec![(name, self.joined(value, parameter)?)]),
        }
    }

    /// Each scalar under the brackets that lead to it.
    fn deep(
        &self,
        name: &str,
        value: &Value,
        style: Style,
        depth: u32,
        pairs: &mut Pairs,
    ) -> Result<(), String> {
        if depth == 0 {
            return Err(format!("is nested deeper than {MAX_DEPTH} levels"));
        }
        match value {
            Value::Object(members) => members.iter().try_for_each(|(member, value)| {
                self.deep(&format!("{name}[{member}]"), value, style, depth - 1, pairs)
            }),
            Value::Array(items) => items.iter().try_for_each(|item| {
                let name = self.encoded(&format!("{name}[]"), style);
                pairs.push((name, self.piece(item, style)?));
                Ok(())
            }),
            scalar => {
                pairs.push((self.encoded(name, style), self.piece(scalar, style)?));
                Ok(())
            }
        }
    }
}

impl Writing<'_> {
    /// Writes each parameter; records those that cannot be written.
    fn each(
        &mut self,
        write: &mut dyn FnMut(&Parameters, &Parameter, &Value) -> Result<Pairs, String>,
    ) -> Pairs {
        let mut pairs = Pairs::new();
        for parameter in &self.parameters.table().parameters {
            let Some(value) = self.value.get(&parameter.name) else {
                continue;
            };
            match write(self.parameters, parameter, value) {
                Ok(own) => pairs.extend(own),
                Err(problem) => {
                    let problem = self.parameters.problem(Some(parameter), &problem);
                    self.problems.push(problem);
                }
            }
        }
        pairs
    }

    fn pairs(&mut self) -> Pairs {
        let mut pairs = self.each(&mut |this, parameter, value| this.named(value, parameter));
        let table = self.parameters.table();
        let Some(rest) = &table.rest else {
            return pairs;
        };
        for (name, value) in &self.value {
            if table.parameters.iter().any(|one| one.name == name) {
                continue;
            }
            let own = Parameter {
                name: name.to_owned(),
                ..rest.clone()
            };
            match self.parameters.named(value, &own) {
                Ok(own) => pairs.extend(own),
                Err(problem) => {
                    let problem = self.parameters.problem(Some(&own), &problem);
                    self.problems.push(problem);
                }
            }
        }
        pairs
    }

    /// Returns the written text, if it is read back as the same value.
    fn proven<T>(mut self, outcome: Outcome, written: T) -> Result<T, Violations> {
        let read = &outcome.value;
        let names = self.value.keys();
        let names = names.chain(read.keys().filter(|name| !self.value.contains_key(name)));
        let table = self.parameters.table();
        let mut found = Vec::new();
        for name in names {
            if self.value.get(name) == read.get(name) {
                continue;
            }
            let own = table.parameters.iter().find(|one| one.name == name);
            let own = own.or(table.rest.as_ref()).map(|one| Parameter {
                name: name.to_owned(),
                ..one.clone()
            });
            let style = own.as_ref().map_or("the text", |one| one.style.name());
            let problem = format!("{style} cannot carry this value: it would not be read back");
            let violation = self.parameters.problem(own.as_ref(), &problem);
            if self
                .problems
                .iter()
                .all(|one| one.instance != violation.instance)
            {
                found.push(violation);
            }
        }
        self.problems.extend(found);
        match self.problems.is_empty() && outcome.problems.is_empty() {
            true => Ok(written),
            false if self.problems.is_empty() => Err(Violations::new(outcome.problems, 0)),
            false => Err(Violations::new(self.problems, 0)),
        }
    }
}

fn joined(pairs: &[(String, String)], between: &str) -> String {
    let mut out = String::new();
    for (name, text) in pairs {
        if !out.is_empty() {
            out.push_str(between);
        }
        out.push_str(name);
        out.push('=');
        out.push_str(text);
    }
    out
}
