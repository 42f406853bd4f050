//! Alternatives of a union -> the property that distinguishes them, if there is one.
//!
//! An alternative that requires a property to be one of some texts refuses every object with
//! another value: it need not be tried there. The verdict stays the same.

use super::super::program::{Branches, Child, InPlace, Program, ProgramNode, Tag};
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
    let name = names(program, *first)
        .into_iter()
        .find(|name| texts_of(program, *second, name).is_some())?;
    let texts = branches.children.iter();
    let texts = texts.map(|child| {
        let own = texts_of(program, *child, name)?;
        Some(own.into_iter().map(Into::into).collect())
    });
    Some(Tag {
        name: name.into(),
        texts: texts.collect(),
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

/// The texts, one of which a subschema requires the property to be.
fn texts_of<'p>(program: &'p Program, child: Child, name: &str) -> Option<Vec<&'p str>> {
    let objects = program.node(child.goal).object.as_ref()?;
    let slot = objects.slots.get(objects.slot(name)?)?;
    let value: &ProgramNode = program.node(slot.schema.filter(|_| slot.required)?.goal);
    match (&value.constant, &value.enumeration) {
        (Some(constant), _) => Some(vec![constant.as_str()?]),
        (None, Some(enumeration)) => {
            let all = &enumeration.all;
            all.iter().map(Value::as_str).collect()
        }
        _ => None,
    }
}
