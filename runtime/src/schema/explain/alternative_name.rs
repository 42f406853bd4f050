//! The name of an alternative in violations.

use crate::schema::program::{InPlace, Program, ProgramNode};
use crate::{Types, Value};

/// A longer constant, in bytes, is not used as a name.
const LONGEST: usize = 40;

/// The definition that an alternative refers to, its title, else what distinguishes it from the
/// others: its constant, a constant property, a property that only it requires, its types.
pub(super) fn name_of(
    program: &Program,
    node: &ProgramNode,
    beside: &[&ProgramNode],
) -> Option<String> {
    let is_only = |words: &dyn Fn(&ProgramNode) -> Vec<String>| {
        let own = words(node).into_iter();
        own.into_iter().find(|one| {
            let having = beside.iter().filter(|other| words(other).contains(one));
            having.count() == 1
        })
    };
    definition(program, node)
        .or_else(|| title(node))
        .or_else(|| is_only(&|node| constant(node).into_iter().collect()))
        .or_else(|| is_only(&|node| constant_properties(program, node)))
        .or_else(|| is_only(&|node| required(program, node)))
        .or_else(|| is_only(&|node| types(node).into_iter().collect()))
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
    title.as_str().map(str::to_owned)
}

/// The one value, or a few.
fn constant(node: &ProgramNode) -> Option<String> {
    let listed = node.enumeration.as_deref().map(|listed| &*listed.all);
    let values = match (node.constant.as_deref(), listed) {
        (Some(value), _) => std::slice::from_ref(value),
        (None, Some(values)) => values,
        (None, None) => return None,
    };
    let words = values.iter().map(|value| match value {
        Value::String(text) => text.to_string(),
        value => value.to_string(),
    });
    let words = words.take(4).collect::<Vec<String>>();
    let is_short = (1..=3).contains(&words.len());
    let words = words.join(" or ");
    (is_short && (1..=LONGEST).contains(&words.len())).then_some(words)
}

fn constant_properties(program: &Program, node: &ProgramNode) -> Vec<String> {
    let slots = node.object.iter().flat_map(|objects| &objects.slots);
    let schemas = slots.filter_map(|slot| slot.schema.as_ref());
    schemas
        .filter_map(|schema| constant(program.node(schema.id)))
        .collect()
}

fn required(program: &Program, node: &ProgramNode) -> Vec<String> {
    let objects = node.object.iter();
    let names = objects.flat_map(|objects| {
        let is_alone = objects.slots.len() == 1;
        let slots = objects.slots.iter().enumerate();
        let required = slots.filter(|(_, slot)| slot.required);
        required.map(move |(at, slot)| match objects.keys.name(at) {
            name if is_alone && slot.schema.is_some() => name.to_owned(),
            name => format!("with {name}"),
        })
    });
    let members = node.in_place.iter().flat_map(|one| match one {
        InPlace::AllOf(members) => &**members,
        _ => &[],
    });
    let members = members.map(|child| program.node(child.id));
    let inner = members
        .flat_map(|member| &member.object)
        .flat_map(|objects| {
            let slots = objects.slots.iter().enumerate();
            let required = slots.filter(|(_, slot)| slot.required);
            required.map(|(at, _)| format!("with {}", objects.keys.name(at)))
        });
    names.chain(inner).collect()
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
