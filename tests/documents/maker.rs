//! Instances from normalised schemas.
//!
//! A schema is taken apart into the keywords that all hold of one value: its own, those of what it
//! refers to, of each member of `allOf`, and of one alternative of each union. A value is made
//! that keeps most of them. Whether it is valid, the evaluators decide; only few of them should not be.

use std::collections::HashMap;

use fieldwright_runtime::{Map, Value};

use super::scalars::{self, number, text};
use crate::support::random::Random;

/// What kind of instance is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Style {
    /// What is required.
    Minimal,
    /// Every property, a few levels deep.
    Full,
    /// Every property, with the examples that the document gives.
    Examples,
    /// Some properties, some unknown ones, nulls, unknown values of open enums.
    Mixed,
    /// Values at their lower bounds.
    Low,
    /// Values at their upper bounds.
    High,
}

/// The keywords of one schema object.
type Facts<'s> = Vec<&'s Map<Value>>;

pub(crate) struct Maker<'s> {
    definitions: HashMap<&'s str, &'s Value>,
    /// How often a choice has been made, by the list that is chosen from.
    turns: HashMap<usize, usize>,
    pub(crate) random: Random,
    any: &'s Value,
    /// How much of the instance at hand may still be made beyond what is required.
    left: usize,
}

/// How large an instance becomes, about, in bytes.
const SIZE: usize = 10_000;

/// How deep optional properties and elements are made.
const DEPTH: i32 = 3;
/// How deep values may be in any case.
const DEEPEST: i32 = -8;
/// How many keywords' worth of schemas may hold of one value.
const MOST_FACTS: usize = 300;

impl<'s> Maker<'s> {
    pub(crate) fn new(document: &'s Value, any: &'s Value, seed: u64) -> Self {
        let definitions = document.get("$defs").and_then(Value::as_object);
        Self {
            definitions: definitions.into_iter().flat_map(Map::iter).collect(),
            turns: HashMap::new(),
            random: Random(seed),
            any,
            left: SIZE,
        }
    }

    pub(crate) fn definition(&self, name: &str) -> Option<&'s Value> {
        self.definitions.get(name).copied()
    }

    pub(crate) fn names(&self, document: &'s Value) -> impl Iterator<Item = &'s str> + use<'s> {
        let definitions = document.get("$defs").and_then(Value::as_object);
        definitions.into_iter().flat_map(Map::iter).map(|(n, _)| n)
    }

    /// An instance of `schema`; none where it has none that can be found.
    pub(crate) fn make(&mut self, schema: &'s Value, style: Style) -> Option<Value> {
        self.left = SIZE;
        self.value(&[schema], style, DEPTH)
    }

    /// The same depth, or none where enough has been made.
    fn spent(&mut self, depth: i32) -> i32 {
        self.left = self.left.saturating_sub(20);
        if self.left == 0 { depth.min(0) } else { depth }
    }

    /// How many instances it takes to see each alternative and each value once.
    pub(crate) fn choices(&self, schema: &'s Value) -> usize {
        let mut most = 0;
        let mut open = vec![schema];
        while let Some(schema) = open.pop() {
            for (keyword, inner) in schema.as_object().into_iter().flat_map(Map::iter) {
                match (keyword, inner) {
                    ("enum" | "x-fieldwright-open", Value::Array(list)) => {
                        most = most.max(list.len().min(12));
                    }
                    ("anyOf" | "oneOf", Value::Array(list)) => most = most.max(list.len()),
                    _ => {}
                }
                match inner {
                    Value::Array(list) => open.extend(list),
                    Value::Object(map) => open.extend(map.values()),
                    _ => {}
                }
            }
        }
        most
    }

    /// Takes turns among `count`, for whatever stands at `key`.
    pub(crate) fn turn<T>(&mut self, key: &T, count: usize) -> usize {
        let turn = self
            .turns
            .entry(std::ptr::from_ref(key) as usize)
            .or_default();
        *turn += 1;
        (*turn - 1) % count.max(1)
    }

    pub(crate) fn value(
        &mut self,
        schemas: &[&'s Value],
        style: Style,
        depth: i32,
    ) -> Option<Value> {
        let depth = self.spent(depth);
        let facts = self.conjunction(schemas, depth)?;
        if depth < DEEPEST {
            return None;
        }
        if style == Style::Examples
            && let Some(list) = facts.iter().find_map(|f| list(f, "examples"))
            && !list.is_empty()
        {
            return Some(list[self.turn(&list[0], list.len())].clone());
        }
        if let Some(value) = self.listed(&facts, style) {
            return Some(value);
        }
        let types = types(&facts);
        let is_nullable = types.contains(&"null");
        let others: Vec<&str> = types.into_iter().filter(|name| *name != "null").collect();
        if others.is_empty()
            || is_nullable
                && (style == Style::Low || style == Style::Mixed && self.random.chance(25))
        {
            return is_nullable.then_some(Value::Null);
        }
        let index = self.turn(facts.first().unwrap_or(&&Map::new()), others.len());
        match others[index] {
            "string" => {
                let style = if depth <= 0 { Style::Minimal } else { style };
                let made = text(self, &facts, style);
                self.left = self.left.saturating_sub(made.len());
                Some(Value::String(made))
            }
            "integer" => Some(number(&facts, style, true)),
            "number" => Some(number(&facts, style, self.random.chance(30))),
            "boolean" => Some(Value::Bool(self.random.chance(50))),
            "array" => self.array(&facts, style, depth),
            "object" => self.object(&facts, style, depth),
            _ => Some(scalars::anything(&mut self.random)),
        }
    }

    /// A value that a `const` or an `enum` gives.
    fn listed(&mut self, facts: &Facts<'s>, style: Style) -> Option<Value> {
        if let Some(value) = facts.iter().find_map(|f| f.get("const")) {
            return Some(value.clone());
        }
        let open = facts.iter().find_map(|f| list(f, "x-fieldwright-open"));
        if open.is_some() && style == Style::Mixed && self.random.chance(30) {
            return None; // a value that is not listed
        }
        let values = facts.iter().find_map(|f| list(f, "enum")).or(open)?;
        // Of several enums, what all of them list.
        let lists = facts.iter().filter_map(|f| list(f, "enum"));
        let lists: Vec<&[Value]> = lists.collect();
        let common = values
            .iter()
            .filter(|value| lists.iter().all(|list| list.contains(value)));
        let common: Vec<&Value> = common.collect();
        let first = *common.first()?;
        Some(common[self.turn(first, common.len())].clone())
    }

    /// All schema objects that hold of a value: one alternative of each union.
    fn conjunction(&mut self, schemas: &[&'s Value], depth: i32) -> Option<Facts<'s>> {
        let mut facts: Facts<'s> = Vec::new();
        let mut open: Vec<&'s Value> = schemas.iter().rev().copied().collect();
        while let Some(schema) = open.pop() {
            let map = match schema {
                Value::Bool(false) => return None,
                Value::Object(map) => map,
                _ => continue,
            };
            if facts.len() > MOST_FACTS {
                return None;
            }
            facts.push(map);
            if let Some(reference) = map.get("$ref").and_then(Value::as_str) {
                open.push(self.target(reference)?);
            }
            open.extend(list(map, "allOf").unwrap_or_default());
            for keyword in ["anyOf", "oneOf"] {
                if let Some(alternatives) = list(map, keyword) {
                    open.push(self.alternative(alternatives, depth)?);
                }
            }
        }
        Some(facts)
    }

    fn target(&self, reference: &str) -> Option<&'s Value> {
        self.definition(&target_name(reference)?)
    }

    /// The alternative whose turn it is; far down, one that ends.
    fn alternative(&mut self, alternatives: &'s [Value], depth: i32) -> Option<&'s Value> {
        let first = alternatives.first()?;
        let index = self.turn(first, alternatives.len());
        if depth > 0 {
            return alternatives.get(index);
        }
        let is_small = |schema: &&Value| {
            let kind = schema.get("type").and_then(Value::as_str);
            kind.is_some_and(|kind| kind != "object" && kind != "array")
        };
        alternatives
            .iter()
            .find(is_small)
            .or(alternatives.get(index))
    }

    fn array(&mut self, facts: &Facts<'s>, style: Style, depth: i32) -> Option<Value> {
        let least = limit(facts, "minItems").max().unwrap_or(0);
        let most = limit(facts, "maxItems").min().unwrap_or(usize::MAX);
        let prefix: Vec<&[Value]> = facts
            .iter()
            .filter_map(|f| list(f, "prefixItems"))
            .collect();
        let wanted = match style {
            Style::Minimal | Style::Low => least,
            _ if depth <= 0 => least,
            Style::High if most <= 200 => most,
            _ => 1 + self.random.below(2),
        };
        let longest = prefix.iter().map(|list| list.len()).max().unwrap_or(0);
        let count = wanted.max(longest.min(most)).clamp(least, most.max(least));
        let is_unique = facts.iter().any(|f| f.get("uniqueItems").is_some());
        let mut items: Vec<Value> = Vec::new();
        for index in 0..count.min(2_000) {
            let schemas = facts.iter().filter_map(|fact| {
                let own = list(fact, "prefixItems").and_then(|list| list.get(index));
                own.or(fact.get("items"))
            });
            let schemas: Vec<&Value> = schemas.collect();
            let mut made = self.value(&schemas, style, depth - 1);
            for _ in 0..9 {
                if !is_unique || !made.as_ref().is_some_and(|made| items.contains(made)) {
                    break;
                }
                made = self.value(&schemas, Style::Mixed, depth - 1);
            }
            match made {
                Some(item) => items.push(item),
                None if index < least => return None,
                None => break,
            }
        }
        Some(Value::Array(items))
    }

    fn object(&mut self, facts: &Facts<'s>, style: Style, depth: i32) -> Option<Value> {
        let mut names: Vec<(&'s str, bool)> = Vec::new();
        for name in facts.iter().filter_map(|f| list(f, "required")).flatten() {
            names.extend(name.as_str().map(|name| (name, true)));
        }
        for properties in facts.iter().filter_map(|f| object(f, "properties")) {
            let missing = |name: &str| !names.iter().any(|(other, _)| *other == name);
            let more: Vec<&str> = properties.keys().filter(|name| missing(name)).collect();
            names.extend(more.into_iter().map(|name| (name, false)));
        }
        let most = limit(facts, "maxProperties").min().unwrap_or(usize::MAX);
        let mut out = Map::new();
        for (name, is_required) in names {
            let is_wanted = match style {
                Style::Minimal => false,
                Style::Mixed => self.random.chance(50),
                _ => true,
            };
            if !is_required && (depth <= 0 || !is_wanted || out.len() >= most) {
                continue;
            }
            match self.property(facts, name, style, depth) {
                Some(value) => drop(out.insert(name, value)),
                None if is_required => return None,
                None => {}
            }
        }
        self.undeclared(facts, style, depth, most, &mut out);
        Some(Value::Object(out))
    }

    fn property(
        &mut self,
        facts: &Facts<'s>,
        name: &str,
        style: Style,
        depth: i32,
    ) -> Option<Value> {
        let any = self.any;
        let mut schemas: Vec<&'s Value> = Vec::new();
        for fact in facts {
            let own = object(fact, "properties").and_then(|p| p.get(name));
            let patterns = object(fact, "patternProperties").into_iter();
            let patterns = patterns.flat_map(Map::iter);
            let matching = patterns.filter(|(pattern, _)| scalars::matches(pattern, name));
            let mut found: Vec<&Value> = own.into_iter().chain(matching.map(|(_, s)| s)).collect();
            if found.is_empty() {
                found.extend(fact.get("additionalProperties"));
            }
            schemas.extend(found);
        }
        if schemas.is_empty() {
            schemas.push(any);
        }
        self.value(&schemas, style, depth - 1)
    }

    /// Properties that the schema does not name.
    fn undeclared(
        &mut self,
        facts: &Facts<'s>,
        style: Style,
        depth: i32,
        most: usize,
        out: &mut Map<Value>,
    ) {
        let least = limit(facts, "minProperties").max().unwrap_or(0);
        let declares = facts.iter().any(|f| f.get("properties").is_some());
        let wanted = match style {
            Style::Mixed if self.random.chance(60) => out.len() + 1,
            Style::Full | Style::High if !declares && depth > 0 => out.len() + 2,
            _ => out.len(),
        };
        let names = facts.iter().find_map(|f| f.get("propertyNames"));
        let pattern = facts.iter().find_map(|f| object(f, "patternProperties"));
        let pattern = pattern.and_then(|patterns| patterns.keys().next());
        for index in 0..20 {
            if out.len() >= wanted.max(least).min(most) {
                break;
            }
            let name = match (names, pattern) {
                (Some(schema), _) => self.value(&[schema], Style::Mixed, 0),
                (None, Some(pattern)) if self.random.chance(70) => {
                    Some(Value::String(super::pattern::sample(pattern, &mut |n| {
                        self.random.below(n)
                    })))
                }
                _ => Some(Value::from(format!("x-unknown {index}"))),
            };
            let Some(Ok(name)) = name.map(Value::into_string) else {
                continue;
            };
            if out.contains_key(&name) {
                continue;
            }
            if let Some(value) = self.property(facts, &name, style, depth) {
                out.insert(name, value);
            }
        }
    }
}

/// The name of the definition that a reference leads to.
pub(crate) fn target_name(reference: &str) -> Option<String> {
    let name = reference.strip_prefix("#/$defs/")?;
    Some(percent_decoded(name).replace("~1", "/").replace("~0", "~"))
}

pub(crate) fn list<'s>(map: &'s Map<Value>, keyword: &str) -> Option<&'s [Value]> {
    map.get(keyword).and_then(Value::as_array)
}

fn object<'s>(map: &'s Map<Value>, keyword: &str) -> Option<&'s Map<Value>> {
    map.get(keyword).and_then(Value::as_object)
}

pub(crate) fn limit(facts: &Facts<'_>, keyword: &str) -> impl Iterator<Item = usize> {
    let found = facts.iter().filter_map(move |fact| fact.get(keyword));
    let found: Vec<usize> = found
        .filter_map(|value| usize::try_from(value.as_i64()?).ok())
        .collect();
    found.into_iter()
}

/// The types that all of the schemas allow; where none says, what their keywords are about.
fn types(facts: &Facts<'_>) -> Vec<&'static str> {
    const ALL: [&str; 7] = [
        "object", "array", "string", "integer", "number", "boolean", "null",
    ];
    let mut found = ALL.to_vec();
    let mut is_reported = false;
    for value in facts.iter().filter_map(|f| f.get("type")) {
        let names: Vec<&str> = match value {
            Value::Array(list) => list.iter().filter_map(Value::as_str).collect(),
            one => one.as_str().into_iter().collect(),
        };
        is_reported = true;
        found.retain(|own| names.contains(own) || *own == "integer" && names.contains(&"number"));
    }
    if is_reported {
        // An integer is a number: one of the two is enough.
        if found.contains(&"number") {
            found.retain(|own| *own != "integer");
        }
        return found;
    }
    let says = |keyword: &str| facts.iter().any(|f| f.get(keyword).is_some());
    match () {
        () if says("properties") || says("required") => vec!["object"],
        () if says("items") || says("prefixItems") => vec!["array"],
        () if says("pattern") || says("format") => vec!["string"],
        () => vec!["any"],
    }
}

fn percent_decoded(text: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        let code = |digit: Option<u8>| char::from(digit?).to_digit(16);
        match byte {
            b'%' => {
                let (high, low) = (code(rest.next()), code(rest.next()));
                let code = high.unwrap_or(0) * 16 + low.unwrap_or(0);
                bytes.push(u8::try_from(code).unwrap_or(b'%'));
            }
            other => bytes.push(other),
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}
