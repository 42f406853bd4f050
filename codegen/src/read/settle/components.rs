//! Definitions that refer to each other.

use std::collections::BTreeSet;

/// Strongly connected components (Tarjan), in the order of their first definition.
pub(super) fn components(edges: &[Vec<usize>]) -> Vec<BTreeSet<usize>> {
    let count = edges.len();
    let mut number = vec![usize::MAX; count];
    let mut low = vec![0; count];
    let mut on_stack = vec![false; count];
    let (mut next, mut stack, mut found) = (0, Vec::new(), Vec::new());
    for root in 0..count {
        if number[root] != usize::MAX {
            continue;
        }
        let mut open = vec![(root, 0)];
        while let Some((at, step)) = open.pop() {
            if step == 0 {
                number[at] = next;
                low[at] = next;
                next += 1;
                stack.push(at);
                on_stack[at] = true;
            }
            match edges[at].get(step).copied() {
                Some(target) if target < count => {
                    open.push((at, step + 1));
                    if number[target] == usize::MAX {
                        open.push((target, 0));
                    } else if on_stack[target] {
                        low[at] = low[at].min(number[target]);
                    }
                }
                Some(_) => open.push((at, step + 1)),
                None => {
                    if let Some((parent, _)) = open.last() {
                        low[*parent] = low[*parent].min(low[at]);
                    }
                    if low[at] == number[at] {
                        let mut component = BTreeSet::new();
                        while let Some(last) = stack.pop() {
                            on_stack[last] = false;
                            component.insert(last);
                            if last == at {
                                break;
                            }
                        }
                        found.push(component);
                    }
                }
            }
        }
    }
    found.sort_by_key(|component| component.first().copied());
    found
}
