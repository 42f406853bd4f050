//! The name of an alternative in violations.

use std::collections::{BTreeMap, BTreeSet};

use crate::schema::program::{InPlace, Program, ProgramNode, Slot};
use crate::{Types, Value};

/// A longer constant, in bytes, is not used as a name.
const LONGEST: usize = 40;

/// Nor are more values of a property than these.
const MOST_VALUES: usize = 4;

/// How many parts of an alternative are looked at for required properties.
const MOST_PARTS: usize = 100;

/// The definition that an alternative refers to, its title, else what distinguishes it from the
/// others, as the generator names it: its constant, the constants of a property, a property that
/// only it requires, its types.
pub(super) fn name_of(
    program: &Program,
    node: &ProgramNode,
    beside: &[&ProgramNode],
) -> Option<String> {
    let lists = |at: &str| {
        let lists = |other: &&&ProgramNode| values_of_property(program, other, at).is_some();
        beside.iter().filter(lists).count() > 1
    };
    let values = |kind: Kind| {
        let values = |node: &ProgramNode| property_values(program, node, kind);
        let is_choice = |(at, _): &(String, String)| kind != Kind::Several || lists(at);
        only(node, beside, &values, &is_choice).map(|(_, words)| words)
    };
    let plain = |words: fn(&ProgramNode) -> Option<String>| {
        only(
            node,
            beside,
            &|node| words(node).into_iter().collect(),
            &|_| true,
        )
    };
    definition(program, node)
        .or_else(|| title(node))
        .or_else(|| plain(constant))
        .or_else(|| values(Kind::One))
        .or_else(|| values(Kind::Several))
        .or_else(|| presence(program, node, beside, values(Kind::Boolean)))
        .or_else(|| plain(types))
}

/// A property that no other one requires: its name alone if there is nothing else, or if others are
/// named so, too. A boolean is no name if each has such a property.
fn presence(
    program: &Program,
    node: &ProgramNode,
    beside: &[&ProgramNode],
    boolean: Option<String>,
) -> Option<String> {
    let all: Vec<BTreeSet<&str>> = beside
        .iter()
        .map(|other| required(program, other).into_iter().collect())
        .collect();
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for name in all.iter().flatten() {
        *counts.entry(name).or_default() += 1;
    }
    let is_only = |name: &&str| counts.get(name) == Some(&1);
    let is_referred = |other: &ProgramNode| definition(program, other).is_some();
    let has_own = |other: &ProgramNode| {
        let mut own = slots(other).filter(|(_, slot)| slot.required);
        own.any(|(name, _)| is_only(&name))
    };
    let mut each = beside.iter().zip(&all);
    if boolean.is_some() && !each.all(|(other, all)| is_referred(other) || all.iter().any(is_only))
    {
        return boolean;
    }
    let name = required(program, node).into_iter().find(is_only)?;
    let distinguishes =
        |other: &&&ProgramNode| !is_referred(other) && title(other).is_none() && has_own(other);
    let mut own = slots(node).filter(|(_, slot)| slot.required);
    let declared = slots(node).filter(|(_, slot)| slot.schema.is_some());
    let is_alone = declared.count() == 1 && parts(program, node).len() == 1;
    let is_bare = || is_alone || beside.iter().filter(distinguishes).count() > 1;
    match own.any(|(own, _)| own == name) && is_bare() {
        true => Some(name.to_owned()),
        false => Some(format!("with {name}")),
    }
}

/// The first of a node's words that fit and that no other one has.
fn only<T: PartialEq>(
    node: &ProgramNode,
    beside: &[&ProgramNode],
    words: &dyn Fn(&ProgramNode) -> Vec<T>,
    fit: &dyn Fn(&T) -> bool,
) -> Option<T> {
    let all: Vec<Vec<T>> = beside.iter().map(|other| words(other)).collect();
    words(node).into_iter().find(|one| {
        let having = all.iter().filter(|words| words.contains(one));
        having.count() == 1 && fit(one)
    })
}

fn definition(program: &Program, node: &ProgramNode) -> Option<String> {
    let [InPlace::Ref(child)] = &*node.in_place else {
        return None;
    };
    let name = program.node(child.id).pointer.strip_prefix("#/$defs/")?;
    let is_whole = !name.contains('/');
    is_whole.then(|| name.replace("~1", "/").replace("~0", "~"))
}

fn title(node: &ProgramNode) -> Option<String> {
    let mut annotations = node.annotations.iter();
    let (_, title) = annotations.find(|(keyword, _)| &**keyword == "title")?;
    let title = title.as_str().filter(|title| !title.trim().is_empty());
    title.map(str::to_owned)
}

/// The one value, or a few.
fn constant(node: &ProgramNode) -> Option<String> {
    let values = values(node).filter(|values| (1..=3).contains(&values.len()))?;
    let words = values.iter().map(|value| match value {
        Value::String(text) => text.to_string(),
        value => value.to_string(),
    });
    short(words.collect::<Vec<String>>().join(" or "))
}

fn values(node: &ProgramNode) -> Option<&[Value]> {
    let listed = node.enumeration.as_deref().map(|listed| &*listed.all);
    node.constant
        .as_deref()
        .map(std::slice::from_ref)
        .or(listed)
}

fn short(words: String) -> Option<String> {
    (words.len() <= LONGEST && !words.trim().is_empty()).then_some(words)
}

/// How many values a property has, and of which type.
#[derive(Clone, Copy, PartialEq)]
enum Kind {
    One,
    Several,
    Boolean,
}

/// The properties with values of this kind, and the values as words: `email or sms`, `value 1`.
fn property_values(program: &Program, node: &ProgramNode, kind: Kind) -> Vec<(String, String)> {
    let slots = parts(program, node).into_iter().flat_map(slots);
    let found = slots.filter_map(|(at, slot)| {
        let values = values(program.node(slot.schema?.id))?;
        let (own, words) = match values {
            [Value::Bool(true)] => (Kind::Boolean, Some(at.to_string())),
            [Value::Bool(false)] => (Kind::Boolean, Some(format!("not {at}"))),
            [_] => (Kind::One, words(values)),
            _ => (Kind::Several, words(values)),
        };
        Some((at.to_string(), words.filter(|_| own == kind)?))
    });
    found.collect()
}

fn values_of_property<'p>(
    program: &'p Program,
    node: &'p ProgramNode,
    name: &str,
) -> Option<&'p [Value]> {
    let mut slots = parts(program, node).into_iter().flat_map(slots);
    let (_, slot) = slots.find(|(at, _)| *at == name)?;
    values(program.node(slot.schema?.id))
}

fn slots(node: &ProgramNode) -> impl Iterator<Item = (&str, &Slot)> {
    let objects = node.object.iter();
    let slots = objects.flat_map(|objects| objects.keys.names().iter().zip(&objects.slots));
    slots.map(|(name, slot)| (&**name, slot))
}

/// A node and the members of its `allOf`.
fn parts<'p>(program: &'p Program, node: &'p ProgramNode) -> Vec<&'p ProgramNode> {
    let members = node.in_place.iter().flat_map(|one| match one {
        InPlace::AllOf(members) => &**members,
        _ => &[],
    });
    let members = members.map(|child| program.node(child.id));
    std::iter::once(node).chain(members).collect()
}

/// A few texts, or a few numbers.
fn words(values: &[Value]) -> Option<String> {
    let texts = values
        .iter()
        .take(MOST_VALUES + 1)
        .map(|value| match value {
            Value::String(text) => Some(text.to_string()),
            Value::Number(number) => Some(number.to_string()),
            _ => None,
        });
    let texts = texts.collect::<Option<Vec<String>>>()?;
    let numbers = values
        .iter()
        .filter(|value| value.as_number().is_some())
        .count();
    let mark = if numbers == 0 { "" } else { "value " };
    let is_few = texts.len() <= MOST_VALUES && (numbers == 0 || numbers == texts.len());
    short(format!("{mark}{}", texts.join(" or "))).filter(|_| is_few)
}

/// The properties that a node requires, and those that its parts do.
fn required<'p>(program: &'p Program, node: &'p ProgramNode) -> Vec<&'p str> {
    let mut found = Vec::new();
    let mut open = vec![node];
    let mut next = 0;
    while let Some(part) = open.get(next).copied().filter(|_| next < MOST_PARTS) {
        next += 1;
        let own = slots(part).filter(|(_, slot)| slot.required);
        found.extend(own.map(|(name, _)| name));
        let parts = part.in_place.iter().flat_map(|one| match one {
            InPlace::AllOf(members) => &**members,
            InPlace::Ref(target) => std::slice::from_ref(target),
            _ => &[],
        });
        open.extend(parts.map(|part| program.node(part.id)));
    }
    found
}

fn types(node: &ProgramNode) -> Option<String> {
    let types = Types(node.types);
    let number = |name| match name {
        "number" if node.integers => "integer",
        name => name,
    };
    let names: Vec<&str> = types.names().map(number).collect();
    (1..=3).contains(&names.len()).then(|| names.join(" or "))
}
