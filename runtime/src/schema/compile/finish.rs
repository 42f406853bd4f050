//! A program with all subschemas -> one that is ready to run: plain references are resolved, the
//! accepted types of each subschema are known, and no subschema refers to itself without descending
//! into the instance.

use super::super::SchemaError;
use super::super::program::{ANY, Child, Id, InPlace, Objects, Program, ProgramNode};
use super::tags;
use super::twice::asks_twice;
use crate::Value;

pub(super) fn finish(mut program: Program) -> Result<Program, SchemaError> {
    let order = in_place_order(&program)?;
    for id in order.iter().copied() {
        let node = program.node(id);
        let possible = possible(&program, node);
        let boolean = node.boolean.or(asserts_nothing(node).then_some(true));
        if let Some(node) = program.nodes.get_mut(id as usize) {
            node.possible = possible;
            node.boolean = boolean;
            node.work = work(node);
        }
    }
    let goals = goals(&program, &order);
    let heads: Vec<(u8, u8)> = program.nodes.iter().map(|n| (n.possible, n.work)).collect();
    let goal = |child: &mut Child| {
        child.goal = goals.get(child.id as usize).copied().unwrap_or(child.id);
        if let Some((possible, work)) = heads.get(child.goal as usize) {
            (child.possible, child.work) = (*possible, *work);
        }
    };
    goal(&mut program.root);
    program
        .pointers
        .iter_mut()
        .for_each(|(_, child)| goal(child));
    for node in &mut program.nodes {
        children_mut(node).into_iter().for_each(goal);
    }
    let accepts_all: Vec<bool> = program
        .nodes
        .iter()
        .map(|node| node.boolean == Some(true))
        .collect();
    let accepts_all = |child: Child| accepts_all.get(child.goal as usize) == Some(&true);
    for objects in program.nodes.iter_mut().filter_map(|n| n.object.as_mut()) {
        objects.plain = objects.patterns.is_empty() && objects.names.is_none_or(accepts_all);
        objects.free = objects.plain && objects.additional.is_none_or(accepts_all);
        let required = objects.slots.iter().take(64).enumerate();
        let required = required.filter(|(_, slot)| slot.required);
        objects.mask = required.fold(0, |mask, (index, _)| mask | 1 << index);
    }
    tags::find(&mut program);
    let nodes = program.nodes.iter_mut();
    let goals = |node| {
        children_mut(node)
            .into_iter()
            .map(|child| child.goal as usize)
    };
    let edges: Vec<Vec<usize>> = nodes.map(|node| goals(node).collect()).collect();
    program.asks_twice = asks_twice(&program, &edges);
    Ok(program)
}

/// Every subschema after those that see the same value through it. A circle among
/// them would never end (core, section 9.4.1).
fn in_place_order(program: &Program) -> Result<Vec<Id>, SchemaError> {
    #[derive(Clone, Copy, PartialEq)]
    enum State {
        New,
        Open,
        Done,
    }
    let mut states = vec![State::New; program.nodes.len()];
    let mut order = Vec::with_capacity(program.nodes.len());
    for start in (0..).take(program.nodes.len()) {
        let mut path: Vec<(Id, Vec<Child>)> = Vec::new();
        let mut next = Some(start);
        loop {
            if let Some(id) = next.take() {
                match states.get_mut(id as usize) {
                    Some(state @ State::New) => {
                        *state = State::Open;
                        path.push((id, program.node(id).applied()));
                    }
                    Some(State::Open) => {
                        let problem = "the schema leads back to itself without going into the \
                                       instance";
                        return Err(SchemaError::new(&program.node(id).pointer, problem));
                    }
                    Some(State::Done) | None => {}
                }
            }
            let Some((id, children)) = path.last_mut() else {
                break;
            };
            match children.pop() {
                Some(child) => next = Some(child.id),
                None => {
                    let id = *id;
                    path.pop();
                    order.push(id);
                    if let Some(state) = states.get_mut(id as usize) {
                        *state = State::Done;
                    }
                }
            }
        }
    }
    Ok(order)
}

fn asserts_nothing(node: &ProgramNode) -> bool {
    asserts_only_in_place(node) && node.in_place.is_empty()
}

fn asserts_only_in_place(node: &ProgramNode) -> bool {
    node.boolean.is_none()
        && node.types == ANY
        && node.constant.is_none()
        && node.enumeration.is_none()
        && node.number.is_none()
        && node.text.is_none()
        && node.array.is_none()
        && node.object.is_none()
}

/// The JSON types that a valid instance can have.
fn possible(program: &Program, node: &ProgramNode) -> u8 {
    if let Some(boolean) = node.boolean {
        return if boolean { ANY } else { 0 };
    }
    let of = |child: &Child| program.node(child.id).possible;
    let mut types = node.types;
    if let Some(constant) = &node.constant {
        types &= kind(constant);
    }
    if let Some(enumeration) = &node.enumeration {
        let values = &enumeration.all;
        types &= values.iter().map(kind).fold(0, |a, b| a | b);
    }
    for applicator in &node.in_place {
        types &= match applicator {
            InPlace::Ref(child) => of(child),
            InPlace::AllOf(children) => children.iter().map(of).fold(ANY, |a, b| a & b),
            InPlace::AnyOf(branches) | InPlace::OneOf(branches) => {
                branches.children.iter().map(of).fold(0, |a, b| a | b)
            }
            InPlace::Not(_) | InPlace::If { .. } => ANY,
        };
    }
    types
}

/// The types that have further assertions.
fn work(node: &ProgramNode) -> u8 {
    if node.boolean.is_some() {
        return 0;
    }
    if node.constant.is_some() || node.enumeration.is_some() || !node.in_place.is_empty() {
        return ANY;
    }
    let of = |bit: u8, asked: bool| if asked { bit } else { 0 };
    of(4, node.number.is_some() || node.integers)
        | of(8, node.text.is_some())
        | of(16, node.array.is_some())
        | of(32, node.object.is_some())
}

fn kind(value: &Value) -> u8 {
    use super::super::instance::Instance;
    value.value_ref().kind()
}

/// For each subschema its target, if it is a plain reference. Targets come first in `order`.
fn goals(program: &Program, order: &[Id]) -> Vec<Id> {
    let mut goals: Vec<Id> = (0..).take(program.nodes.len()).collect();
    for id in order {
        let node = program.node(*id);
        let behind = match &*node.in_place {
            [InPlace::Ref(child)] if asserts_only_in_place(node) => goals.get(child.id as usize),
            _ => None,
        };
        if let (Some(behind), Some(goal)) = (behind.copied(), goals.get_mut(*id as usize)) {
            *goal = behind;
        }
    }
    goals
}

fn children_mut(node: &mut ProgramNode) -> Vec<&mut Child> {
    let mut out: Vec<&mut Child> = Vec::new();
    for applicator in &mut node.in_place {
        match applicator {
            InPlace::Ref(child) | InPlace::Not(child) => out.push(child),
            InPlace::AllOf(children) => out.extend(children.iter_mut()),
            InPlace::AnyOf(branches) | InPlace::OneOf(branches) => {
                out.extend(branches.children.iter_mut());
            }
            InPlace::If {
                test,
                then,
                otherwise,
            } => {
                out.push(test);
                out.extend(then.as_mut());
                out.extend(otherwise.as_mut());
            }
        }
    }
    if let Some(arrays) = node.array.as_deref_mut() {
        out.extend(arrays.prefix.iter_mut());
        out.extend(arrays.items.as_mut());
        out.extend(arrays.unevaluated.as_mut());
        out.extend(
            arrays
                .contains
                .as_mut()
                .map(|contains| &mut contains.schema),
        );
    }
    if let Some(objects) = node.object.as_deref_mut() {
        object_children_mut(objects, &mut out);
    }
    out
}

fn object_children_mut<'n>(objects: &'n mut Objects, out: &mut Vec<&'n mut Child>) {
    let slots = objects.slots.iter_mut();
    out.extend(slots.filter_map(|slot| slot.schema.as_mut()));
    out.extend(objects.patterns.iter_mut().map(|(_, child)| child));
    out.extend(objects.additional.as_mut());
    out.extend(objects.names.as_mut());
    out.extend(objects.dependent_schemas.iter_mut().map(|(_, child)| child));
    out.extend(objects.unevaluated.as_mut());
}
