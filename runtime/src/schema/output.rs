//! Units -> the lists and documents that people and programs read: violations, and
//! the output formats of JSON Schema 2020-12 (core, section 12.4).

use std::collections::BTreeSet;

use super::explain::Unit;
use crate::{MAX_VIOLATIONS, Map, Position, Value, Violation, Violations};

/// The violations of a walk that kept only errors.
pub(super) fn violations(units: Vec<Unit>, omitted: usize, text: Option<&str>) -> Violations {
    let mut units = units;
    let mut offsets: Vec<usize> = Vec::new();
    let mut locations = Vec::new();
    if let Some(text) = text {
        units.sort_by_key(|unit| unit.at);
        let others = units.iter().flat_map(|unit| &unit.others.list);
        let all = units.iter().chain(others.map(|other| &*other.reason));
        offsets.extend(all.filter_map(|unit| unit.at));
        offsets.sort_unstable();
        offsets.dedup();
        locations = crate::locate::locate(text, &offsets);
    }
    let position = |at: Option<usize>| {
        let found = offsets.binary_search(&at?).ok()?;
        locations.get(found)?.position
    };
    let list = units.into_iter();
    let list = list.filter_map(|unit| violation(unit, &position));
    let mut list: Vec<Violation> = list.collect();
    let repeated = repeated(&list);
    let mut index = 0;
    list.retain(|_| {
        index += 1;
        !repeated.contains(&(index - 1))
    });
    let more = list.len().saturating_sub(MAX_VIOLATIONS);
    list.truncate(MAX_VIOLATIONS);
    Violations::new(list, omitted + more).up_to(MAX_VIOLATIONS)
}

/// The indices of violations that stand before: several paths may lead to one schema. Sentences are
/// made only of those that share their place and code.
fn repeated(list: &[Violation]) -> BTreeSet<usize> {
    fn place(one: &Violation) -> (&str, &str, &str) {
        (&one.instance, &one.schema, &one.code)
    }
    let mut all: Vec<(usize, &Violation)> = list.iter().enumerate().collect();
    all.sort_by(|(_, a), (_, b)| place(a).cmp(&place(b)));
    let groups = all.chunk_by(|(_, a), (_, b)| place(a) == place(b));
    let mut found = BTreeSet::new();
    for group in groups.filter(|group| group.len() > 1) {
        let mut seen = BTreeSet::new();
        let known = group
            .iter()
            .filter(|(_, one)| !seen.insert(one.message().to_string()));
        found.extend(known.map(|(index, _)| *index));
    }
    found
}

fn violation(
    unit: Unit,
    position: &dyn Fn(Option<usize>) -> Option<Position>,
) -> Option<Violation> {
    let fault = unit.fault?;
    let (others, others_omitted) = unit
        .others
        .finish(&mut |reason| violation(reason, position));
    Some(Violation {
        position: position(unit.at),
        others,
        others_omitted,
        ..Violation::new(fault, unit.instance, unit.schema)
    })
}

/// One node of an output document.
struct Shown<'u> {
    unit: &'u Unit,
    children: Vec<Shown<'u>>,
}

/// The flat format (core, section 12.4.2).
pub(super) fn basic(root: &Unit) -> Value {
    let mut list = Vec::new();
    flatten(&shown(root, root.valid), root.valid, &mut list);
    let mut out = Map::from([("valid", Value::Bool(root.valid))]);
    out.insert(results(root.valid), Value::Array(list));
    Value::Object(out)
}

fn flatten(shown: &Shown<'_>, valid: bool, out: &mut Vec<Value>) {
    if !valid || shown.unit.annotation.is_some() {
        let mut map = location(shown.unit);
        match message(shown.unit) {
            Some(message) => map.insert("error", message),
            None if valid => None,
            None => map.insert("error", Value::from("a subschema has errors")),
        };
        if let Some(annotation) = &shown.unit.annotation {
            map.insert("annotation", annotation.clone());
        }
        out.push(Value::Object(map));
    }
    for child in &shown.children {
        flatten(child, valid, out);
    }
}

/// The condensed hierarchy (core, section 12.4.3).
pub(super) fn detailed(root: &Unit) -> Value {
    nested(&shown(root, root.valid), root.valid)
}

fn nested(shown: &Shown<'_>, valid: bool) -> Value {
    let mut map = Map::from([("valid", Value::Bool(valid))]);
    map.extend(location(shown.unit));
    if let Some(message) = message(shown.unit) {
        map.insert("error", message);
    }
    if let Some(annotation) = &shown.unit.annotation {
        map.insert("annotation", annotation.clone());
    }
    if !shown.children.is_empty() {
        let children = shown.children.iter().map(|child| nested(child, valid));
        map.insert(results(valid), Value::Array(children.collect()));
    }
    Value::Object(map)
}

/// The part of a tree that a result of this verdict shows: the annotations of a valid one, else the
/// errors. The root is always included.
fn shown(root: &Unit, valid: bool) -> Shown<'_> {
    Shown {
        unit: root,
        children: children(root, valid),
    }
}

fn children(unit: &Unit, valid: bool) -> Vec<Shown<'_>> {
    let children = unit.children.iter().filter(|child| child.valid == valid);
    children
        .filter_map(|child| condensed(child, valid))
        .collect()
}

/// Nodes without children are left out; a single child replaces its parent.
fn condensed(unit: &Unit, valid: bool) -> Option<Shown<'_>> {
    let mut children = children(unit, valid);
    let has_content = unit.fault.is_some() || unit.annotation.is_some();
    match (children.len(), has_content) {
        (0, false) => None,
        (1, false) => children.pop(),
        _ => Some(Shown { unit, children }),
    }
}

fn results(valid: bool) -> &'static str {
    if valid { "annotations" } else { "errors" }
}

fn message(unit: &Unit) -> Option<Value> {
    let fault = unit.fault.as_ref()?;
    Some(Value::from(&*fault.message()))
}

fn location(unit: &Unit) -> Map<Value> {
    Map::from([
        ("keywordLocation", Value::from(unit.keyword.as_str())),
        ("absoluteKeywordLocation", Value::from(unit.schema.as_str())),
        ("instanceLocation", Value::from(unit.instance.as_str())),
    ])
}
