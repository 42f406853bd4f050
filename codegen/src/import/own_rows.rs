//! What one of our own pages says of a type -> its rows, with constraints, defaults
//! and rules.

use crate::page_words as words;
use std::collections::BTreeSet;

use fieldwright_runtime::Value;

use super::build::Builder;
use super::imported::TypeOut;
use super::names::Id;
use super::own::{self, Own, OwnRule};
use super::page::Body;
use super::rows::{ParsedRow, another_name, presence};
use super::text;
use super::types::{self, Type};
use super::unions::named_apart;
use super::yaml::Node;

impl Builder<'_> {
    pub(super) fn write_own(&mut self, _id: Id, index: usize, out: &mut TypeOut) {
        let body = self
            .pages
            .get_mut(index)
            .map(|page| std::mem::replace(&mut page.body, Body::Bare));
        let Some(Body::Own(own)) = body else { return };
        match own {
            Own::Struct {
                unknown,
                constraints,
                rules,
                ..
            } => {
                self.own_fields(index, out);
                match unknown.as_deref() {
                    Some(words::REFUSED) => {
                        let key = "additionalProperties".to_owned();
                        out.entries.push((key, Node::flag(false)));
                    }
                    Some(ty) => {
                        let row = self.own_type(index, ty, "");
                        let any = row.is_empty();
                        let node = if any {
                            Node::flag(true)
                        } else {
                            Node::Map(row)
                        };
                        out.entries.push(("additionalProperties".to_owned(), node));
                    }
                    None => {}
                }
                out.entries.extend(
                    constraints
                        .iter()
                        .filter_map(|text| constraint(text, false)),
                );
                if !rules.is_empty() {
                    let rules = rules.iter().map(rule).collect();
                    out.entries.push(("rules".to_owned(), Node::List(rules)));
                }
            }
            Own::Union {
                exactly_one,
                members,
            } => {
                let keyword = if exactly_one { "oneOf" } else { "anyOf" };
                let rows = members
                    .iter()
                    .map(|member| self.own_type(index, member, ""));
                let rows = named_apart(rows.collect());
                out.entries.push((keyword.to_owned(), Node::List(rows)));
            }
            Own::Scalar { ty, constraints } => {
                let row = self.own_type(index, &ty, &constraints.join("\n"));
                out.entries.extend(row);
            }
        }
    }

    fn own_fields(&mut self, index: usize, out: &mut TypeOut) {
        let rows = self
            .rows
            .get_mut(index)
            .map(std::mem::take)
            .unwrap_or_default();
        let mut fields = Vec::new();
        let mut idents = BTreeSet::new();
        for row in rows {
            let mut entries = self.own_field(index, &row);
            entries.extend(another_name(&row.name, &mut idents));
            out.places
                .extend(row.span.map(|span| (row.name.clone(), span)));
            fields.push((row.name, Node::Map(entries)));
        }
        out.entries.push(("fields".to_owned(), Node::Map(fields)));
    }

    fn own_field(&mut self, index: usize, row: &ParsedRow) -> Vec<(String, Node)> {
        let mut entries = self.own_type(index, &row.cell, &row.constraints);
        if row.is_required() {
            let at = entries.iter().position(|(key, _)| key == "nullable");
            let flag = ("required".to_owned(), Node::flag(true));
            entries.insert(at.unwrap_or(entries.len()), flag);
        }
        let json = |text: &String| fieldwright_runtime::from_json::<Value>(text.as_bytes()).ok();
        let default = own::codes(&row.default).first().and_then(json);
        entries.extend(default.map(|value| ("default".to_owned(), Node::Json(value))));
        let mut words: Vec<&str> = row.description.lines().collect();
        let mut flag = |text: &str, key: &str| {
            if let Some(at) = words.iter().position(|line| *line == text) {
                words.remove(at);
                entries.push((key.to_owned(), Node::flag(true)));
            }
        };
        flag(words::DEPRECATED, "deprecated");
        flag(words::READ_ONLY, "readOnly");
        flag(words::WRITE_ONLY, "writeOnly");
        let text = own::plain(&words.join("\n"));
        if !text.is_empty() {
            entries.push(("description".to_owned(), Node::text(text)));
        }
        let mut examples: Vec<Value> = own::codes(&text::with_breaks(&row.example))
            .iter()
            .filter_map(json)
            .collect();
        if examples.len() == 1 {
            entries.push(("example".to_owned(), Node::Json(examples.remove(0))));
        } else if !examples.is_empty() {
            entries.push(("examples".to_owned(), Node::Json(Value::Array(examples))));
        }
        entries
    }

    /// A type with its constraints, those of elements where they belong.
    fn own_type(&mut self, index: usize, cell: &str, constraints: &str) -> Vec<(String, Node)> {
        let ty = types::own::parse(cell).unwrap_or(Type::Any);
        let presence = presence(ty);
        let nullable = presence.is_nullable();
        let list = text::with_breaks(constraints);
        let list: Vec<&str> = list.lines().collect();
        let mut entries = self.constrained(index, &presence.ty, &list);
        if nullable && !entries.is_empty() {
            entries.push(("nullable".to_owned(), Node::flag(true)));
        }
        entries
    }

    fn constrained(&mut self, index: usize, ty: &Type, list: &[&str]) -> Vec<(String, Node)> {
        let (prefix, key, name) = match ty {
            Type::Array(_) => ("items: ", "items", "array"),
            _ => ("values: ", "additionalProperties", "object"),
        };
        let inner: Vec<&str> = list
            .iter()
            .filter_map(|text| text.strip_prefix(prefix))
            .collect();
        let mut entries = match ty {
            Type::Array(element) | Type::Map(element) if !inner.is_empty() => {
                let row = self.constrained(index, element, &inner);
                vec![
                    ("type".to_owned(), Node::text(name)),
                    (key.to_owned(), Node::Map(row)),
                ]
            }
            ty => self.schema(index, ty),
        };
        let is_text = matches!(ty, Type::String | Type::Format(_));
        let own = list.iter().filter(|text| text.starts_with('`'));
        let texts: Vec<String> = own.flat_map(|text| own::codes(text)).collect();
        for (key, node) in texts.iter().filter_map(|text| constraint(text, is_text)) {
            // The type says its format, too.
            if entries.iter().all(|(known, _)| *known != key) {
                entries.push((key, node));
            }
        }
        entries
    }
}

/// `minLength: 3`
fn constraint(text: &str, is_text: bool) -> Option<(String, Node)> {
    let (keyword, argument) = text.split_once(": ")?;
    let is_string = matches!(keyword, "pattern" | "format") || keyword == "const" && is_text;
    let json = fieldwright_runtime::from_json::<Value>(argument.as_bytes()).ok();
    let value = json
        .filter(|_| !is_string)
        .unwrap_or_else(|| Value::from(argument));
    Some((keyword.to_owned(), Node::Json(value)))
}

fn rule(rule: &OwnRule) -> Node {
    let names: Vec<Value> = rule
        .fields
        .iter()
        .map(|name| Value::from(name.as_str()))
        .collect();
    let argument = match (rule.kind, names.split_first()) {
        ("at_least_one_of" | "exactly_one_of", _) | (_, None) => Node::Json(Value::Array(names)),
        (_, Some((first, others))) => {
            let key = first.as_str().unwrap_or_default().to_owned();
            let others = match (rule.kind, others) {
                ("compare", [one]) => one.clone(),
                _ => Value::Array(others.to_vec()),
            };
            Node::Map(vec![(key, Node::Json(others))])
        }
    };
    let mut entries = vec![(rule.kind.to_owned(), argument)];
    let message = rule.message.clone();
    entries.extend(message.map(|text| ("message".to_owned(), Node::text(text))));
    if rule.advice {
        entries.push(("severity".to_owned(), Node::text("advice")));
    }
    Node::Map(entries)
}
