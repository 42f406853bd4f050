//! Alternatives of a union -> the property that distinguishes them, if there is one.
//!
//! An alternative that requires a property to be one of some values refuses every object with
//! another value, and one that excludes some refuses these: it need not be tried there. The verdict
//! stays the same.

use super::super::program::{Branches, Child, InPlace, Program, ProgramNode};
use super::super::tag::{Tag, TagValues};
use crate::Value;

/// Gives every union of a program its tag.
pub(super) fn find(program: &mut Program) {
    let mut found = Vec::new();
    for (id, node) in program.nodes.iter().enumerate() {
        for (place, applicator) in node.in_place.iter().enumerate() {
            if let InPlace::AnyOf(branches) | InPlace::OneOf(branches) = applicator
                && let Some(tag) = tag(program, branches)
            {
                found.push((id, place, tag));
            }
        }
    }
    for (id, place, tag) in found {
        let applicator = program
            .nodes
            .get_mut(id)
            .and_then(|node| node.in_place.get_mut(place));
        if let Some(InPlace::AnyOf(branches) | InPlace::OneOf(branches)) = applicator {
            branches.tag = Some(tag);
        }
    }
}

fn tag(program: &Program, branches: &Branches) -> Option<Tag> {
    const OBJECT: u8 = 32;
    let objects = branches.children.iter();
    let mut objects = objects.filter(|child| child.possible & OBJECT != 0);
    let (first, second) = (objects.next()?, objects.next()?);
    let distinguishes =
        |child: &Child, name: &str| !matches!(values_of(program, *child, name), TagValues::Any);
    let names = [first, second].map(|child| names(program, *child));
    let name = names
        .into_iter()
        .flatten()
        .find(|name| distinguishes(first, name) && distinguishes(second, name))?;
    let values = branches.children.iter();
    let values = values.map(|child| values_of(program, *child, name));
    Some(Tag {
        name: name.into(),
        values: values.collect(),
    })
}

/// The properties that a subschema requires.
fn names(program: &Program, child: Child) -> Vec<&str> {
    let Some(objects) = &program.node(child.goal).object else {
        return Vec::new();
    };
    let slots = objects.keys.names().iter().zip(&objects.slots);
    let required = slots.filter(|(_, slot)| slot.required);
    required.map(|(name, _)| &**name).collect()
}

/// The values that a subschema allows the property to be.
fn values_of(program: &Program, child: Child, name: &str) -> TagValues {
    let slot = program
        .node(child.goal)
        .object
        .as_ref()
        .and_then(|objects| {
            let slot = objects.slots.get(objects.slot(name)?)?;
            Some((slot.schema?, slot.required))
        });
    let Some((schema, is_required)) = slot else {
        return TagValues::Any;
    };
    let node = program.node(schema.goal);
    if let Some(values) = listed(node).filter(|_| is_required) {
        return TagValues::OneOf(values);
    }
    let excluded = node
        .in_place
        .iter()
        .find_map(|applicator| match applicator {
            InPlace::Not(child) => excluded(program.node(child.id)),
            _ => None,
        });
    excluded.map_or(TagValues::Any, TagValues::NoneOf)
}

/// The values of a schema, if they may be tags.
fn listed(node: &ProgramNode) -> Option<Box<[Value]>> {
    let is_tag = |value: &Value| {
        value.as_str().is_some() || value.as_bool().is_some() || value.as_i64().is_some()
    };
    let tag = |value: &Value| is_tag(value).then(|| value.clone());
    match (&node.constant, &node.enumeration) {
        (Some(constant), _) => Some(Box::from([tag(constant)?])),
        (None, Some(enumeration)) => enumeration.all.iter().map(tag).collect(),
        _ => None,
    }
}

/// The same where nothing else is said: all of them are valid.
fn excluded(node: &ProgramNode) -> Option<Box<[Value]>> {
    let is_both = node.constant.is_some() && node.enumeration.is_some();
    let says_more = is_both
        || node.text.is_some()
        || node.number.is_some()
        || node.types != crate::Types::ANY.0
        || !node.in_place.is_empty();
    listed(node).filter(|_| !says_more)
}
