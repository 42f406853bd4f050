//! Types, as their content and references -> groups of equal ones.
//!
//! Two types are equal if their contents are equal and the types they refer to are equal, so that
//! recursive types can be equal, too. Types of one shape begin as one group, and groups are split
//! until the members of each refer to the same groups. Knows nothing of schemas.

use std::collections::{BTreeMap, BTreeSet};

/// A type, as far as groups go.
#[derive(Debug, Clone, Default)]
pub(super) struct Item {
    /// Its content, as numbers that are equal if the content is; the first one is its own.
    pub(super) shapes: Vec<usize>,
    /// The items it refers to.
    pub(super) references: Vec<usize>,
    /// Whether it may be one with another item; else only others may be one with it.
    pub(super) is_inline: bool,
    /// Whether inline items may be one with it.
    pub(super) is_target: bool,
}

/// The identity of an item for those that refer to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Label {
    /// This item and no other.
    Item(usize),
    /// One of these equal items.
    Group(usize),
}

/// The label of each item. Inline items with one label are one type; an inline item that is equal
/// to a target has the target's.
pub(super) fn partition(items: &[Item]) -> Vec<Label> {
    let mut users: Vec<Vec<usize>> = vec![Vec::new(); items.len()];
    for (index, item) in items.iter().enumerate() {
        for target in &item.references {
            if let Some(users) = users.get_mut(*target) {
                users.push(index);
            }
        }
    }
    let mut labels: Vec<Label> = (0..items.len()).map(Label::Item).collect();
    let mut open: BTreeSet<usize> = (0..items.len()).filter(|i| items[*i].is_inline).collect();
    // An inline item that is a target makes those equal that refer to either.
    loop {
        split(items, &users, &open, &mut labels);
        let met = targets_met(items, &open, &labels);
        if met.is_empty() {
            return labels;
        }
        for (index, target) in met {
            labels[index] = Label::Item(target);
            open.remove(&index);
        }
    }
}

/// The items of `open` that are equal to a target, with the first such target.
fn targets_met(items: &[Item], open: &BTreeSet<usize>, labels: &[Label]) -> Vec<(usize, usize)> {
    let seen = |item: &Item| -> Vec<Label> { item.references.iter().map(|i| labels[*i]).collect() };
    let mut targets: BTreeMap<(usize, Vec<Label>), usize> = BTreeMap::new();
    for (index, item) in items.iter().enumerate().filter(|(_, item)| item.is_target) {
        for shape in &item.shapes {
            targets.entry((*shape, seen(item))).or_insert(index);
        }
    }
    let find = |index: &usize| {
        let item = &items[*index];
        let key = (*item.shapes.first()?, seen(item));
        targets.get(&key).map(|target| (*index, *target))
    };
    open.iter().filter_map(find).collect()
}

/// Splits the items of `open` into groups. Those that refer to an item of a group that got a new
/// number are looked at again; the largest part of a group keeps its number, so that an item is
/// looked at only so often as its references' groups are halved.
fn split(items: &[Item], users: &[Vec<usize>], open: &BTreeSet<usize>, labels: &mut [Label]) {
    let mut group: BTreeMap<usize, usize> = BTreeMap::new();
    let mut sizes: Vec<usize> = Vec::new();
    let mut shapes: BTreeMap<usize, usize> = BTreeMap::new();
    for index in open {
        let shape = items[*index].shapes.first().copied().unwrap_or_default();
        let number = *shapes.entry(shape).or_insert_with(|| {
            sizes.push(0);
            sizes.len() - 1
        });
        sizes[number] += 1;
        group.insert(*index, number);
        labels[*index] = Label::Group(number);
    }
    let mut changed: BTreeSet<usize> = open.clone();
    while !changed.is_empty() {
        let mut parts: BTreeMap<usize, BTreeMap<Vec<Label>, Vec<usize>>> = BTreeMap::new();
        for index in &changed {
            let seen = items[*index].references.iter().map(|i| labels[*i]);
            let part = parts.entry(group[index]).or_default();
            part.entry(seen.collect()).or_default().push(*index);
        }
        let mut moved: Vec<usize> = Vec::new();
        for (number, parts) in parts {
            let mut parts: Vec<Vec<usize>> = parts.into_values().collect();
            let looked_at: usize = parts.iter().map(Vec::len).sum();
            if looked_at == sizes[number] {
                // Nobody else is in the group: the largest part stays.
                parts.sort_by_key(|part| (part.len(), std::cmp::Reverse(part.first().copied())));
                parts.pop();
            }
            for part in parts {
                sizes[number] -= part.len();
                sizes.push(part.len());
                for index in &part {
                    group.insert(*index, sizes.len() - 1);
                    labels[*index] = Label::Group(sizes.len() - 1);
                }
                moved.extend(part);
            }
        }
        let again = moved.iter().flat_map(|index| &users[*index]);
        changed = again.copied().filter(|user| open.contains(user)).collect();
    }
}

#[cfg(test)]
mod tests {
    use super::{Item, Label, partition};

    fn inline(shape: usize, references: &[usize]) -> Item {
        Item {
            shapes: vec![shape],
            references: references.to_vec(),
            is_inline: true,
            is_target: false,
        }
    }

    fn named(shape: usize, references: &[usize]) -> Item {
        Item {
            is_inline: false,
            is_target: true,
            ..inline(shape, references)
        }
    }

    /// The groups, as the first member of each.
    fn groups(items: &[Item]) -> Vec<usize> {
        let labels = partition(items);
        let first = |label: &Label| labels.iter().position(|other| other == label);
        labels.iter().map(|label| first(label).unwrap()).collect()
    }

    #[test]
    fn equal_items_are_one_as_deep_as_they_go() {
        let items = [
            inline(0, &[2]),
            inline(0, &[3]),
            inline(1, &[]),
            inline(1, &[]),
            inline(0, &[5]),
            inline(2, &[]),
        ];
        assert_eq!(groups(&items), [0, 0, 2, 2, 4, 5]);
    }

    #[test]
    fn circles_are_equal_by_what_they_say() {
        let items = [
            inline(0, &[1]),
            inline(0, &[0]),
            inline(0, &[2]),
            inline(0, &[4]),
            inline(1, &[3]),
        ];
        assert_eq!(groups(&items), [0, 0, 0, 3, 4]);
    }

    #[test]
    fn named_items_stay_apart_and_inline_ones_join_them() {
        let items = [
            named(0, &[]),
            named(0, &[]),
            inline(0, &[]),
            inline(1, &[0]),
            inline(1, &[1]),
            inline(1, &[2]),
        ];
        assert_eq!(groups(&items), [0, 1, 0, 3, 4, 3]);
    }

    #[test]
    fn a_target_is_met_through_another_one() {
        let items = [
            named(0, &[]),
            named(1, &[2]),
            inline(0, &[]),
            inline(1, &[4]),
            inline(0, &[]),
        ];
        assert_eq!(groups(&items), [0, 1, 0, 1, 0]);
    }

    #[test]
    fn a_long_chain_costs_little() {
        let count = 20_000;
        let mut items: Vec<Item> = (0..count).map(|i| inline(0, &[i + 1])).collect();
        items.push(inline(1, &[]));
        let groups = groups_count(&items);
        assert_eq!(groups, count + 1);
    }

    fn groups_count(items: &[Item]) -> usize {
        let labels = partition(items);
        labels
            .into_iter()
            .collect::<std::collections::BTreeSet<_>>()
            .len()
    }
}
