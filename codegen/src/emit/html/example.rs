//! Model -> a JSON example of a type, from the author's examples and defaults.
//!
//! An example that would have to be guessed is left out: a reader trusts it.

use std::cell::Cell;
use std::fmt::Write as _;

use fieldwright_runtime::{Map, RuleKind, Types, Value};

use crate::emit::describe::json_types;
use crate::emit::prose::is_hidden;
use crate::model::{Constraint, Field, Model, Place, Struct, Type, TypeId, TypeKind, Values};

/// How deep types nest in an example, and how many values it may have.
const DEPTH: usize = 5;
const VALUES: usize = 200;

/// An example of a type, if the document says enough to make one.
pub(super) fn of_type(model: &Model, id: TypeId) -> Option<Value> {
    let maker = Maker {
        model,
        left: Cell::new(VALUES),
    };
    maker.ty(id, 0)
}

struct Maker<'m> {
    model: &'m Model,
    left: Cell<usize>,
}

impl Maker<'_> {
    fn ty(&self, id: TypeId, depth: usize) -> Option<Value> {
        let left = self.left.get().checked_sub(1)?;
        self.left.set(left);
        let def = self.model.get(id);
        if let Some(example) = def.docs.examples.first() {
            return Some(example.value.clone());
        }
        if depth > DEPTH {
            return None;
        }
        match &def.kind {
            TypeKind::Struct(body) => self.object(body, depth),
            TypeKind::Enum(body) => match &body.values {
                Values::Strings(values) => values.first().map(|v| Value::from(v.value.as_str())),
                Values::Integers(values) => values.first().map(|v| Value::from(v.value)),
            },
            TypeKind::Union(body) => {
                // Of `oneOf` another alternative might hold as well.
                let place = &body.branches.first()?.place;
                let anything = body.kind != fieldwright_runtime::UnionKind::OneOf;
                anything.then(|| self.place(place, depth))?
            }
            TypeKind::Newtype(place) | TypeKind::Alias(place) => self.place(place, depth),
        }
    }

    fn object(&self, body: &Struct, depth: usize) -> Option<Value> {
        let mut map = Map::default();
        for field in &body.fields {
            let given = field.docs.examples.iter().chain(&field.default);
            let mut given = given.filter_map(|given| self.fitting(&field.place, &given.value));
            let value = match given.next() {
                Some(given) => given.clone(),
                None if field.required => self.place(&field.place, depth)?,
                None => continue,
            };
            map.insert(field.wire.value.clone(), value);
        }
        let kept = body.constraints.is_empty() && keeps_rules(body, &map);
        (kept && !map.is_empty()).then_some(Value::Object(map))
    }

    /// What an author gave, if it has the place's JSON type. Many give a list of
    /// examples as one; then it is the first of them.
    fn fitting<'v>(&self, place: &Place, given: &'v Value) -> Option<&'v Value> {
        let types = json_types(self.model, place, 0);
        let fits = |value: &Value| types & json_type(value).0 != 0;
        let first = given.as_array().and_then(|list| list.first());
        if fits(given) {
            return Some(given);
        }
        first.filter(|value| fits(value))
    }

    /// A value for a place whose constraints it cannot break.
    fn place(&self, place: &Place, depth: usize) -> Option<Value> {
        match place.constraints.as_slice() {
            [] => {}
            [Constraint::Const(value)] => return Some(value.clone()),
            [Constraint::Enum(values)] => return values.first().cloned(),
            _ => return None,
        }
        match &place.ty {
            Type::Null => Some(Value::Null),
            Type::Boolean => Some(Value::Bool(true)),
            Type::Integer(_) | Type::Number => Some(Value::from(1_i64)),
            Type::String => Some(Value::from("text")),
            Type::Array(inner) => Some(Value::Array(vec![self.place(inner, depth)?])),
            Type::Tuple(elements) => {
                let elements = elements.iter().map(|element| self.place(element, depth));
                Some(Value::Array(elements.collect::<Option<_>>()?))
            }
            Type::Map(_) => Some(Value::Object(Map::default())),
            Type::Named(id) => self.ty(*id, depth + 1),
            Type::Any | Type::Text(_) => None,
        }
    }
}

const fn json_type(value: &Value) -> Types {
    match value {
        Value::Null => Types::NULL,
        Value::Bool(_) => Types::BOOLEAN,
        Value::Number(_) => Types::NUMBER,
        Value::String(_) => Types::STRING,
        Value::Array(_) => Types::ARRAY,
        Value::Object(_) => Types::OBJECT,
    }
}

/// Whether an object of these properties keeps the type's rules.
fn keeps_rules(body: &Struct, map: &Map<Value>) -> bool {
    let is_present = |index: &usize| {
        let field: Option<&Field> = body.fields.get(*index);
        field.is_some_and(|field| map.contains_key(&field.wire.value))
    };
    body.rules.iter().all(|rule| {
        let present: Vec<bool> = rule.fields.iter().map(is_present).collect();
        let (first, others) = present
            .split_first()
            .map_or((false, &present[..]), |(first, others)| (*first, others));
        let count = present.iter().filter(|p| **p).count();
        match rule.kind {
            RuleKind::Requires => !first || others.iter().all(|p| *p),
            RuleKind::Conflicts | RuleKind::Ineffective => !first || !others.contains(&true),
            // How two values compare is not looked at: without the first it says nothing.
            RuleKind::Compare(_) => !first || !others.contains(&true),
            RuleKind::Check => true,
            RuleKind::AtLeastOneOf => count > 0,
            RuleKind::ExactlyOneOf => count == 1,
        }
    })
}

/// JSON on one line; what `visible` would spell out is an escape, so that it stays
/// the same value.
pub(super) fn flat(value: &Value) -> String {
    let text = value.to_string();
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if is_hidden(c) {
            // All of them are below U+10000, or are no JSON text's.
            let _ = write!(out, "\\u{:04x}", c as u32);
        } else {
            out.push(c);
        }
    }
    out
}

/// JSON over several lines, two spaces a level.
pub(super) fn pretty(value: &Value) -> String {
    let mut out = String::new();
    lines(value, 1, &mut out);
    out
}

fn lines(value: &Value, level: usize, out: &mut String) {
    let indent = |level: usize| format!("\n{}", "  ".repeat(level));
    let (ends, rows): ([&str; 2], Vec<(String, &Value)>) = match value {
        Value::Array(items) if items.iter().any(is_nested) => (
            ["[", "]"],
            items.iter().map(|item| (String::new(), item)).collect(),
        ),
        Value::Object(map) if !map.is_empty() => {
            let entry = |(key, item): (&str, _)| (format!("{}: ", flat(&Value::from(key))), item);
            (["{", "}"], map.iter().map(|(k, v)| entry((k, v))).collect())
        }
        scalar => {
            out.push_str(&flat(scalar));
            return;
        }
    };
    let [open, close] = ends;
    out.push_str(open);
    for (index, (key, item)) in rows.iter().enumerate() {
        out.push_str(if index > 0 { "," } else { "" });
        out.push_str(&indent(level));
        out.push_str(key);
        lines(item, level + 1, out);
    }
    out.push_str(&indent(level - 1));
    out.push_str(close);
}

const fn is_nested(value: &Value) -> bool {
    matches!(value, Value::Array(_) | Value::Object(_))
}
