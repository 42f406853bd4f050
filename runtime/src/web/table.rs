//! The table of a struct of parameters, compiled on first use.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use super::path::{Part, template, template_names};
use super::shape::{Members, Object, Scan, Shape};
use super::style::{Kind, Style};
use crate::fault::Fault;
use crate::pointer::push_segment;
use crate::{MAX_VIOLATIONS, Map, Value, Violation, Violations};

/// The location of parameters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Location {
    /// In the query of a URI.
    Query,
    /// As the query of a URI, which is JSON text as a whole.
    QueryJson,
    /// In the path of a URI.
    Path,
    /// In header fields.
    Headers,
    /// In cookies.
    Cookies,
    /// In a body of `application/x-www-form-urlencoded`.
    Form,
}

/// How a generated struct of parameters is read and written.
#[derive(Debug)]
pub struct Parameters {
    location: Location,
    /// The template of the path; its names need no line if they are strings.
    pub(super) template: &'static str,
    /// One line for each parameter: its name, its shape (a string if there is none), and words for
    /// differences from the location's default style; `*` stands for names that no line has. A line
    /// that starts with a brace is an object that shapes refer to, by number.
    lines: &'static str,
    compiled: OnceLock<Table>,
}

impl Parameters {
    /// The table as a static has it.
    #[must_use]
    pub const fn new(location: Location, template: &'static str, lines: &'static str) -> Self {
        let compiled = OnceLock::new();
        Self {
            location,
            template,
            lines,
            compiled,
        }
    }

    pub(super) fn table(&self) -> &Table {
        let compile = || Table::new(self.location, self.template, self.lines);
        self.compiled.get_or_init(compile)
    }

    /// The violation of a text or a value that a style does not allow, at a parameter or, without one,
    /// at the root. Its schema is still relative to that of the struct.
    pub(super) fn problem(&self, parameter: Option<&Parameter>, problem: &str) -> Violation {
        let (mut instance, mut schema) = (String::new(), String::new());
        let mut fault = Fault::of("style", [("problem", problem.to_owned().into())]);
        if let Some(parameter) = parameter {
            push_segment(&mut instance, &parameter.name);
            schema.push_str("/properties");
            push_segment(&mut schema, &parameter.name);
            fault.parameters.push("style", parameter.style.name());
        }
        Violation::new(fault, instance, schema)
    }
}

/// One parameter.
#[derive(Debug, Clone)]
pub(super) struct Parameter {
    pub(super) name: String,
    pub(super) style: Style,
    pub(super) shape: Shape,
}

/// The target of a key of a text.
#[derive(Debug, Clone, Copy)]
pub(super) enum Target {
    Parameter(usize),
    /// A property of a parameter whose properties are written separately.
    Member(usize),
}

#[derive(Debug)]
pub(super) struct Table {
    pub(super) location: Location,
    pub(super) parameters: Vec<Parameter>,
    objects: Vec<Members>,
    /// The parameter of all other keys.
    pub(super) rest: Option<Parameter>,
    /// The parameter that takes the keys without a name.
    pub(super) open: Option<usize>,
    names: BTreeMap<String, Target>,
    pub(super) template: Vec<Part>,
}

impl Table {
    fn new(location: Location, path: &str, lines: &str) -> Self {
        let mut table = Self {
            location,
            parameters: Vec::new(),
            objects: Vec::new(),
            rest: None,
            open: None,
            names: BTreeMap::new(),
            template: Vec::new(),
        };
        for line in lines.lines() {
            let mut scan = Scan { rest: line };
            if scan.take('{') {
                table.objects.push(scan.members());
            } else if line.starts_with('*') {
                table.rest = Some(parameter(scan, location));
            } else {
                table.parameters.push(parameter(scan, location));
            }
        }
        for name in template_names(path) {
            // A value that is no string needs a line.
            if table.parameters.iter().all(|one| one.name != name) {
                table.parameters.push(Parameter {
                    name: name.to_owned(),
                    style: Style::of(location),
                    shape: Shape::string(),
                });
            }
        }
        table.name_members();
        for (index, parameter) in table.parameters.iter().enumerate() {
            let name = table.key(&parameter.name);
            table.names.insert(name, Target::Parameter(index));
        }
        table.template = template(path, &table.parameters);
        table
    }

    /// The properties of parameters that are objects without a separate key.
    fn name_members(&mut self) {
        let mut found = Vec::new();
        for (index, parameter) in self.parameters.iter().enumerate() {
            let members = self.members(&parameter.shape);
            let Some(members) = members.filter(|_| parameter.style.repeats()) else {
                continue;
            };
            found.extend(members.named.keys().map(|name| (name.clone(), index)));
            if members.rest.is_some() {
                self.open = self.open.or(Some(index));
            }
        }
        for (name, index) in found {
            self.names.entry(name).or_insert(Target::Member(index));
        }
    }

    /// A name as texts are compared by: those of header fields have no case (RFC 9110 section 5.1).
    fn key(&self, name: &str) -> String {
        match self.location {
            Location::Headers => name.to_ascii_lowercase(),
            _ => name.to_owned(),
        }
    }

    pub(super) fn target(&self, name: &str) -> Option<Target> {
        match self.location {
            Location::Headers => self.names.get(&self.key(name)).copied(),
            _ => self.names.get(name).copied(),
        }
    }

    /// The deep object that a key such as `filter[age]` leads into, and where its brackets start.
    pub(super) fn deep(&self, key: &str) -> Option<(usize, usize)> {
        let at = key.find('[')?;
        let Some(Target::Parameter(index)) = self.target(key.get(..at)?) else {
            return None;
        };
        let parameter = self.parameters.get(index)?;
        (parameter.style.kind == Kind::Deep).then_some((index, at))
    }

    /// The properties of an object of this shape, if it may be one.
    pub(super) fn members<'s>(&'s self, shape: &'s Shape) -> Option<&'s Members> {
        match shape.object.as_ref()? {
            Object::Inline(members) => Some(members),
            Object::Line(line) => self.objects.get(*line),
        }
    }
}

fn parameter(mut scan: Scan<'_>, location: Location) -> Parameter {
    let name = scan.name();
    let shape = match scan.take(':') {
        true => {
            scan.take(' ');
            scan.shape()
        }
        false => Shape::string(),
    };
    let mut style = Style::of(location);
    scan.rest.split(' ').for_each(|word| style.word(word));
    Parameter { name, style, shape }
}

/// The result of reading a text: an object in JSON, and the problems of the text.
pub(super) struct Outcome {
    pub(super) value: Map<Value>,
    pub(super) json: String,
    pub(super) problems: Vec<Violation>,
}

impl Outcome {
    pub(super) fn new(value: Map<Value>, problems: Vec<Violation>) -> Self {
        let object = Value::Object(value);
        let json = object.to_string();
        let value = object.into_object().unwrap_or_default();
        Self {
            value,
            json,
            problems,
        }
    }

    /// The problems, then the violations of the values. A parameter that could not be read is not
    /// also reported as missing.
    pub(super) fn with(self, violations: &Violations) -> Violations {
        let mut list = self.problems;
        let failed: Vec<String> = list.iter().map(|one| one.instance.clone()).collect();
        let is_reported = |one: &Violation| {
            let mut target = String::new();
            push_segment(&mut target, &one.parameter("property"));
            let is_missing = one.code == "required" && one.instance.is_empty();
            // Of a text that is wrong as a whole no parameter is missing.
            is_missing && (failed.contains(&target) || failed.iter().any(String::is_empty))
        };
        let more = violations.iter().filter(|one| !is_reported(one)).cloned();
        list.extend(more);
        let omitted = violations.omitted() + list.len().saturating_sub(MAX_VIOLATIONS);
        list.truncate(MAX_VIOLATIONS);
        Violations::new(list, omitted)
    }
}
