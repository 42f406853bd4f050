//! Alternatives of a union -> the property that tells them apart, where there is one.
//!
//! An alternative that requires a property to be one text refuses every object where
//! it is another: it need not be tried there. The verdict stays the same.

use super::super::program::{Branches, Child, InPlace, Node, Program, Tag};

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
        .find(|name| text(program, *second, name).is_some())?;
    let texts = branches.children.iter();
    let texts = texts.map(|child| text(program, *child, name).map(Into::into));
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

/// The one text that a subschema requires the property to be.
fn text<'p>(program: &'p Program, child: Child, name: &str) -> Option<&'p str> {
    let objects = program.node(child.goal).object.as_ref()?;
    let slot = objects.slots.get(objects.slot(name)?)?;
    let value: &Node = program.node(slot.schema.filter(|_| slot.required)?.goal);
    match (&value.constant, &value.enumeration) {
        (Some(constant), _) => constant.as_str(),
        (None, Some(enumeration)) => match enumeration.all.as_array()? {
            [only] => only.as_str(),
            _ => None,
        },
        _ => None,
    }
}
