//! The example cell of a row -> values of the row's type.
//!
//! A cell is read by the declared type, not by its look: the text `40.00` is a string if the field
//! is one. Other values are left out.

use fieldwright_runtime::Value;

use super::build::{Builder, Info};
use super::facts::Base;
use super::names::Id;
use super::types::{Type, parts};
use super::yaml::YamlNode;
use crate::source::Span;

impl Builder<'_> {
    /// `example` or `examples`, if the cell has any that can be read.
    pub(super) fn example(
        &mut self,
        index: usize,
        ty: &Type,
        text: &str,
        span: Option<Span>,
        subject: &str,
    ) -> Option<(String, YamlNode)> {
        if text.is_empty() {
            return None;
        }
        let mut values = Vec::new();
        let listed = listed(ty, text);
        for part in listed.unwrap_or_else(|| numbered(text)) {
            match self.value(index, ty, &part) {
                Some(value) => values.push(value),
                None => {
                    let message = "has an example that is no value of its type and is left out";
                    let help = "examples are read by the type of their row";
                    self.reports.lost_text(
                        "left-out-example",
                        span,
                        (subject, &part),
                        message,
                        help,
                    );
                }
            }
        }
        match values.len() {
            0 => None,
            1 => Some(("example".to_owned(), YamlNode::Json(values.remove(0)))),
            _ => Some(("examples".to_owned(), YamlNode::Json(Value::Array(values)))),
        }
    }

    pub(super) fn value(&mut self, index: usize, ty: &Type, text: &str) -> Option<Value> {
        let json = || json(text);
        match ty {
            Type::String | Type::Binary | Type::DateTime(_) | Type::Date(_) | Type::Format(_) => {
                Some(Value::from(text))
            }
            Type::Integer | Type::Number => json().filter(|value| value.as_number().is_some()),
            Type::Boolean => json().filter(|value| value.as_bool().is_some()),
            Type::Null => json().filter(Value::is_null),
            Type::Nullable(inner)
            | Type::Optional(inner, _)
            | Type::With(inner, _)
            | Type::Lost(inner, _) => self.value(index, inner, text),
            Type::Const(values) => {
                let as_text = Value::from(text);
                if values.contains(&as_text.to_string()) {
                    Some(as_text)
                } else {
                    json()
                }
            }
            Type::Any | Type::Transport => json().or_else(|| Some(Value::from(text))),
            Type::Map(_) | Type::Object(_) => json().filter(|value| value.as_object().is_some()),
            Type::Array(inner) => {
                let value = json().filter(|value| value.as_array().is_some())?;
                if let Some((id, _)) = self.enum_of(index, inner) {
                    self.spellings(id, &value);
                }
                Some(value)
            }
            Type::Union(members) => {
                if text.starts_with(['{', '[']) {
                    return json();
                }
                members
                    .iter()
                    .find_map(|member| self.value(index, member, text))
            }
            Type::Named(named) => {
                if let Some((id, strings)) = self.enum_of(index, ty) {
                    return self.enum_value(id, strings, text);
                }
                let path = self.input.pages.get(index)?.path.clone();
                let id = self.types.names.resolve(&path, named);
                match id.and_then(|id| self.types.infos.get(id)).cloned() {
                    Some(Info::Union(members, page)) => {
                        self.value(page, &Type::Union(members), text)
                    }
                    Some(Info::Object | Info::Reference) => {
                        json().filter(|value| value.as_object().is_some())
                    }
                    _ => json().or_else(|| Some(Value::from(text))),
                }
            }
        }
    }

    /// The enum that a type names, and whether its values are strings.
    fn enum_of(&self, index: usize, ty: &Type) -> Option<(Id, bool)> {
        let Type::Named(named) = ty else { return None };
        let path = &self.input.pages.get(index)?.path;
        let id = self.types.names.resolve(path, named)?;
        match self.types.infos.get(id)? {
            Info::Enum(info) => Some((id, info.is_strings())),
            _ => None,
        }
    }

    fn enum_value(&mut self, id: Id, strings: bool, text: &str) -> Option<Value> {
        let list = json(text).filter(|value| value.as_array().is_some());
        if let Some(list) = list {
            // Some pages list all constants instead of one value.
            self.spellings(id, &list);
            return Some(list);
        }
        if !strings {
            return json(text);
        }
        let value = Value::from(super::text::unquoted(text).unwrap_or_else(|| text.to_owned()));
        self.spellings(id, &Value::Array(vec![value.clone()]));
        Some(value)
    }

    /// Texts that are no values, but spelled like one, become its aliases.
    fn spellings(&mut self, id: Id, list: &Value) {
        let Some(Info::Enum(info)) = self.types.infos.get(id) else {
            return;
        };
        for text in list
            .as_array()
            .unwrap_or_default()
            .iter()
            .filter_map(Value::as_str)
        {
            let is_value = info
                .values
                .iter()
                .any(|value| value.value.as_str() == Some(text));
            if let Some(at) = info.alike(text).filter(|_| !is_value) {
                self.types.aliases.push((id, at, text.to_owned()));
            }
        }
    }
}

fn json(text: &str) -> Option<Value> {
    fieldwright_runtime::from_json::<Value>(text.as_bytes()).ok()
}

/// `` `GET`; `POST` ``, `1; 2`: several examples, each in ticks or quotes, or each a number.
fn listed(ty: &Type, text: &str) -> Option<Vec<String>> {
    let (is_number, is_text) = match Base::of(ty) {
        Base::Number => (true, false),
        Base::String => (false, true),
        Base::Other => (
            false,
            matches!(ty, Type::Date(_) | Type::DateTime(_) | Type::Named(_)),
        ),
        _ => return None,
    };
    if is_number && is_ambiguous(ty, text) {
        return None;
    }
    let found = parts::split(text, &[",", ";", "\n", " or "]);
    let read = |part: &&str| {
        let part = part.trim();
        let code = super::text::code(part);
        let quoted = super::text::unquoted(part).filter(|inner| !inner.is_empty());
        let number = is_number && json(part).is_some_and(|value| value.as_number().is_some());
        match (code, quoted) {
            (Some(code), _) if !code.contains('`') => Some(code),
            (None, Some(text)) if is_text => Some(text),
            _ => number.then(|| part.to_owned()),
        }
    };
    let found: Option<Vec<String>> = found.iter().map(read).collect();
    found.filter(|found| found.len() > 1)
}

/// `1,50`, `1,000`: one number or two.
fn is_ambiguous(ty: &Type, text: &str) -> bool {
    let text = super::text::code(text.trim()).unwrap_or_else(|| text.trim().to_owned());
    let Some((front, behind)) = text.split_once(',') else {
        return false;
    };
    let is_digits = |part: &str| !part.is_empty() && part.chars().all(|c| c.is_ascii_digit());
    let are_numbers = is_digits(front.trim_start_matches('-')) && is_digits(behind);
    are_numbers && (!is_integer(ty) || behind.len() == 3)
}

fn is_integer(ty: &Type) -> bool {
    match ty {
        Type::Integer => true,
        Type::With(inner, _) | Type::Nullable(inner) => is_integer(inner),
        _ => false,
    }
}

/// `**Example 1:** a` and so on, each on lines of its own, or the one example.
fn numbered(text: &str) -> Vec<String> {
    if !text.starts_with("**Example 1:**") {
        return vec![text.to_owned()];
    }
    let mut out: Vec<String> = Vec::new();
    for line in text.lines() {
        let rest = line
            .strip_prefix("**Example ")
            .and_then(|rest| rest.split_once(":**"));
        let counted = rest.filter(|(number, _)| number.chars().all(|c| c.is_ascii_digit()));
        match (counted, out.last_mut()) {
            (Some((_, text)), _) => out.push(text.trim().to_owned()),
            (None, Some(last)) => {
                last.push('\n');
                last.push_str(line);
            }
            (None, None) => {}
        }
    }
    out.iter().map(|text| text.trim().to_owned()).collect()
}
