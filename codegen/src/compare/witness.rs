//! An instance that one side accepts and the other refuses, because of one change.
//!
//! Instances are made that are valid by both sides, and then changed at the location of the change.
//! If there are none, because of that change or of another one, an instance that is valid by one
//! side counts if the other refuses it at this location. The evaluators of both sides decide.

use fieldwright_runtime::{CountKeyword, Map, NumberKeyword, Value};

use super::change::{Found, Probe, Which};
use super::side::Side;
use crate::instance::{Fact, Maker, Style};

/// The witnesses: for requests (the old side accepts it, the new one refuses it) and for responses
/// (the reverse), each by the whole schema and by the shape alone.
#[derive(Default)]
pub(super) struct Witnesses {
    found: [Option<(Value, String)>; 4],
}

impl Witnesses {
    pub(super) fn get(&self, which: Which, is_shape: bool) -> Option<&(Value, String)> {
        self.found
            .get(slot(which, is_shape))
            .and_then(Option::as_ref)
    }
}

/// `accepting` is the side that accepts the instance.
fn slot(accepting: Which, is_shape: bool) -> usize {
    usize::from(accepting == Which::New) * 2 + usize::from(is_shape)
}

/// How many instances are tried for one change.
const MOST_TRIED: usize = 160;
/// How large an instance may be, in bytes of JSON, to be a witness.
const LARGEST: usize = 200_000;

/// The changes whose violations may be deeper than their location.
const DEEP: [&str; 5] = [
    "alternative",
    "condition",
    "indirect",
    "request-type",
    "response-type",
];

/// Whether a keyword is a bound: it refuses a value for one reason.
fn is_bound(keyword: &str) -> bool {
    let is_limit = CountKeyword::of(keyword).is_some() || NumberKeyword::of(keyword).is_some();
    is_limit || matches!(keyword, "format" | "pattern")
}

/// Looks for witnesses of a change.
///
/// `wanted` are the sides that may accept instances that the other refuses; the others are proved.
pub(super) fn witnesses(
    old: &Side,
    new: &Side,
    found: &Found,
    (wanted, needs_shape): (&[Which], bool),
) -> Witnesses {
    let mut search = Search {
        old,
        new,
        found,
        wanted,
        needs_shape,
        tried: 0,
        witnesses: Witnesses::default(),
    };
    if let (Some(a), Some(b)) = found.definitions {
        search.run((a, b));
    }
    search.witnesses
}

struct Search<'s> {
    old: &'s Side,
    new: &'s Side,
    found: &'s Found,
    wanted: &'s [Which],
    needs_shape: bool,
    tried: usize,
    witnesses: Witnesses,
}

impl Search<'_> {
    fn run(&mut self, definitions: (usize, usize)) {
        let schema = |side: &Side, index: usize| {
            let definition = side.graph.definitions.get(index);
            definition.map(|d| d.schema)
        };
        let roots = (
            schema(self.old, definitions.0),
            schema(self.new, definitions.1),
        );
        let (Some(a), Some(b)) = roots else { return };
        let sets: [&[Fact]; 3] = [
            &[(Which::Old, a), (Which::New, b)],
            &[(Which::Old, a)],
            &[(Which::New, b)],
        ];
        for facts in sets {
            for (style, turn) in [
                (Style::Minimal, 0),
                (Style::Minimal, 1),
                (Style::Full, 0),
                (Style::Minimal, 2),
                (Style::Low, 0),
                (Style::High, 0),
            ] {
                if self.is_done() {
                    return;
                }
                self.base(definitions, facts, style, turn);
            }
        }
    }

    fn is_done(&self) -> bool {
        let is_found = |which: &Which| {
            let has = |is_shape| self.witnesses.get(*which, is_shape).is_some();
            has(false) && (!self.needs_shape || has(true))
        };
        self.tried >= MOST_TRIED || self.wanted.iter().all(is_found)
    }

    fn base(&mut self, definitions: (usize, usize), facts: &[Fact], style: Style, turn: usize) {
        let (old, new) = (&self.old.graph, &self.new.graph);
        let mut maker = Maker::new(old, new, &self.found.branches);
        let Some(base) = maker.make(facts, &self.found.path, style, turn) else {
            return;
        };
        let location = maker.location;
        if location.len() != self.found.path.len() {
            return;
        }
        let is_common = [false, true].map(|is_shape| {
            let old = self.old.accepts(definitions.0, &base, is_shape);
            let new = self.new.accepts(definitions.1, &base, is_shape);
            old == Some(true) && new == Some(true)
        });
        self.attempt(definitions, &base, &location, [false; 2]);
        for probe in &self.found.probes {
            for changed in self.changed(&base, &location, probe) {
                if self.is_done() {
                    return;
                }
                self.attempt(definitions, &changed, &location, is_common);
            }
        }
    }

    /// The base with something else at the location.
    fn changed(&self, base: &Value, location: &[String], probe: &Probe) -> Vec<Value> {
        let (old, new) = (&self.old.graph, &self.new.graph);
        let mut maker = Maker::new(old, new, &self.found.branches);
        let put = |value: Value| at(base, location, &mut |_| Some(value.clone()));
        match probe {
            Probe::Put(value) => put(value.clone()).into_iter().collect(),
            Probe::Fresh => {
                let sides = [
                    (Which::Old, self.found.schemas.0),
                    (Which::New, self.found.schemas.1),
                ];
                let mut found: Vec<Value> = Vec::new();
                for (which, schema) in sides {
                    let Some(schema) = schema else { continue };
                    for (style, turn) in [
                        (Style::Minimal, 0),
                        (Style::Low, 0),
                        (Style::High, 0),
                        (Style::Minimal, 1),
                        (Style::Minimal, 2),
                        (Style::Full, 0),
                        (Style::Full, 1),
                    ] {
                        let made = maker.make(&[(which, schema)], &[], style, turn);
                        found.extend(made.into_iter().filter_map(put));
                    }
                }
                let mut seen: Vec<Value> = Vec::new();
                for value in found {
                    if !seen.contains(&value) {
                        seen.push(value);
                    }
                }
                seen
            }
            Probe::Sized(count) => {
                let sides = [
                    (Which::Old, self.found.schemas.0),
                    (Which::New, self.found.schemas.1),
                ];
                let mut found = Vec::new();
                for (which, schema) in sides {
                    let facts = schema.map(|schema| (which, schema));
                    let made = facts.and_then(|f| maker.make(&[f], &[], Style::Sized(*count), 0));
                    found.extend(made.and_then(put));
                }
                found
            }
            Probe::Drop(name) => {
                let dropped = at(base, location, &mut |value| {
                    let Value::Object(map) = value else {
                        return None;
                    };
                    let mut map: Map<Value> = map.clone();
                    map.remove(name)?;
                    Some(Value::Object(map))
                });
                dropped.into_iter().collect()
            }
            Probe::Add(name, which, schema) => {
                let mut found = Vec::new();
                for (style, turn) in [(Style::Minimal, 0), (Style::Minimal, 1), (Style::Full, 0)] {
                    let made = maker.make(&[(*which, *schema)], &[], style, turn);
                    found.extend(made.and_then(|made| with(base, location, name, &made)));
                }
                found
            }
            Probe::With(name, value) => with(base, location, name, value).into_iter().collect(),
        }
    }

    fn attempt(
        &mut self,
        definitions: (usize, usize),
        value: &Value,
        location: &[String],
        is_common: [bool; 2],
    ) {
        self.tried += 1;
        for is_shape in [false, true] {
            if is_shape && !self.needs_shape {
                continue;
            }
            let verdicts = (
                self.old.accepts(definitions.0, value, is_shape),
                self.new.accepts(definitions.1, value, is_shape),
            );
            let accepting = match verdicts {
                (Some(true), Some(false)) => Which::Old,
                (Some(false), Some(true)) => Which::New,
                _ => continue,
            };
            let (refusing, definition) = match accepting {
                Which::Old => (self.new, definitions.1),
                Which::New => (self.old, definitions.0),
            };
            let index = slot(accepting, is_shape);
            let is_known = self.witnesses.get(accepting, is_shape).is_some();
            if is_known || value.to_string().len() > LARGEST {
                continue;
            }
            let Some(violations) = refusing.refusal(definition, value, is_shape) else {
                continue;
            };
            let pointer: String = location.iter().map(|token| escaped(token)).collect();
            let is_common = is_common
                .get(usize::from(is_shape))
                .copied()
                .unwrap_or(false);
            let is_deep = DEEP
                .iter()
                .any(|prefix| self.found.code.starts_with(prefix));
            let below = format!("{pointer}/");
            let property = self.found.property.as_deref();
            let about = |violation: &&fieldwright_runtime::Violation| {
                let is_inside = violation.instance.starts_with(&below);
                let is_here =
                    violation.instance == pointer || is_inside && (is_deep || property.is_some());
                is_here && self.is_about(violation, &pointer)
            };
            let first = violations.iter().find(about);
            let any = violations.iter().find(|one| self.may_refuse(one));
            let reason = first.or(any.filter(|_| is_common));
            if let Some(violation) = reason {
                let place = match violation.instance.as_str() {
                    "" => String::new(),
                    pointer => format!("{pointer} "),
                };
                let reason = format!("{place}[{}] {}", violation.code, violation.message());
                if let Some(slot) = self.witnesses.found.get_mut(index) {
                    *slot = Some((value.clone(), reason));
                }
            }
        }
    }

    /// Whether a violation at the location can come from this change: if a property is at issue,
    /// from that one.
    fn is_about(&self, violation: &fieldwright_runtime::Violation, pointer: &str) -> bool {
        if !self.may_refuse(violation) {
            return false;
        }
        let Some(property) = &self.found.property else {
            return true;
        };
        let inside = format!("{pointer}{}", escaped(property));
        violation.instance.starts_with(&inside)
            || violation
                .targets()
                .iter()
                .any(|target| target.starts_with(&inside))
            || violation.parameter("property") == *property
            || !matches!(
                violation.code.as_ref(),
                "required" | "additionalProperties" | "type"
            ) && violation.instance == pointer
    }
}

impl Search<'_> {
    /// Whether a violation is not that of another bound at the location, which changed as well.
    fn may_refuse(&self, violation: &fieldwright_runtime::Violation) -> bool {
        let (code, keywords) = (violation.code.as_ref(), &self.found.keywords);
        keywords.is_empty() || keywords.contains(&code) || !is_bound(code)
    }
}

fn escaped(token: &str) -> String {
    format!("/{}", token.replace('~', "~0").replace('/', "~1"))
}

fn with(base: &Value, location: &[String], name: &str, value: &Value) -> Option<Value> {
    at(base, location, &mut |found| {
        let Value::Object(map) = found else {
            return None;
        };
        let mut map: Map<Value> = map.clone();
        map.insert(name, value.clone());
        Some(Value::Object(map))
    })
}

/// A value with the part at a location changed.
fn at(
    value: &Value,
    location: &[String],
    change: &mut dyn FnMut(&Value) -> Option<Value>,
) -> Option<Value> {
    let Some((first, rest)) = location.split_first() else {
        return change(value);
    };
    match value {
        Value::Object(map) => {
            let inner = at(map.get(first)?, rest, change)?;
            let mut map: Map<Value> = map.clone();
            map.insert(first.as_str(), inner);
            Some(Value::Object(map))
        }
        Value::Array(items) => {
            let index: usize = first.parse().ok()?;
            let inner = at(items.get(index)?, rest, change)?;
            let mut items = items.clone();
            *items.get_mut(index)? = inner;
            Some(Value::Array(items))
        }
        _ => None,
    }
}
