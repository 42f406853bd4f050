//! Whether an evaluation can repeat the same subschema on the same value again and again: a
//! subschema that reaches itself on two paths, which do not split the instance between them.

use super::super::program::{Child, Program, ProgramNode};

/// For each subschema those that it evaluates.
type Edges = [Vec<usize>];

/// Whether some subschema can run twice at each level; `edges` are those that each evaluates.
pub(super) fn asks_twice(program: &Program, edges: &Edges) -> bool {
    let circles = circles(edges);
    let mut nodes = program.nodes.iter().zip(edges).zip(&circles);
    nodes.any(|((node, asked), own)| {
        let leads_back = |goal: usize| circles.get(goal) == Some(own);
        let ways = asked.iter().filter(|goal| leads_back(**goal)).count();
        // Unevaluated parts are found by a second evaluation.
        let again = usize::from(has_unevaluated(node));
        let mut overlapping = overlapping(node).into_iter();
        ways + again > 1 && overlapping.any(|child| leads_back(child.goal as usize))
    })
}

fn has_unevaluated(node: &ProgramNode) -> bool {
    let array = node
        .array
        .as_ref()
        .is_some_and(|array| array.unevaluated.is_some());
    array
        || node
            .object
            .as_ref()
            .is_some_and(|object| object.unevaluated.is_some())
}

/// Subschemas that may see the same value as others; those of names and indices split it.
fn overlapping(node: &ProgramNode) -> Vec<Child> {
    let mut out = node.applied();
    if let Some(arrays) = &node.array {
        out.extend(arrays.contains.as_ref().map(|contains| contains.schema));
        out.extend(arrays.unevaluated);
    }
    if let Some(objects) = &node.object {
        out.extend(objects.patterns.iter().map(|(_, child)| *child));
        out.extend(objects.unevaluated);
    }
    out
}

/// For each subschema, its circle: those with equal numbers reach each other (Tarjan, "Depth-first
/// search and linear graph algorithms", 1972).
fn circles(edges: &Edges) -> Vec<usize> {
    const NEW: usize = usize::MAX;
    let count = edges.len();
    let mut circle = vec![NEW; count];
    let mut index = vec![NEW; count];
    let mut low = vec![NEW; count];
    let (mut next, mut found) = (0, 0);
    let mut open: Vec<usize> = Vec::new();
    let goals = |at: usize| edges.get(at).cloned().unwrap_or_default();
    for start in 0..count {
        if index[start] != NEW {
            continue;
        }
        let mut path: Vec<(usize, Vec<usize>)> = Vec::new();
        let mut enter = Some(start);
        loop {
            if let Some(at) = enter.take() {
                (index[at], low[at]) = (next, next);
                next += 1;
                open.push(at);
                path.push((at, goals(at)));
            }
            let Some((at, rest)) = path.last_mut() else {
                break;
            };
            let at = *at;
            match rest.pop() {
                Some(goal) if index[goal] == NEW => enter = Some(goal),
                Some(goal) if circle[goal] == NEW => low[at] = low[at].min(index[goal]),
                Some(_) => {}
                None => {
                    path.pop();
                    if let Some((parent, _)) = path.last() {
                        low[*parent] = low[*parent].min(low[at]);
                    }
                    if low[at] == index[at] {
                        while let Some(member) = open.pop() {
                            circle[member] = found;
                            if member == at {
                                break;
                            }
                        }
                        found += 1;
                    }
                }
            }
        }
    }
    circle
}
