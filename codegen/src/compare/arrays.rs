//! Arrays: the schemas of items.

use fieldwright_runtime::Value;

use super::change::{Effect, Probe, Step};
use super::view::View;
use super::walk::{At, Difference, Walk};
use crate::schema::SchemaId;

/// The schemas of elements in one schema: of the first ones, and of the others.
struct Elements {
    first: Vec<SchemaId>,
    items: Option<SchemaId>,
}

impl Elements {
    /// The schemas that constrain elements, each in a separate list.
    fn of(view: &View<'_>) -> Vec<Self> {
        let all = view.schemas().map(|schema| Self {
            first: schema.prefix_items.clone(),
            items: schema.items,
        });
        let some = all.filter(|one| !one.first.is_empty() || one.items.is_some());
        some.collect()
    }
}

impl Walk<'_> {
    pub(super) fn arrays(
        &mut self,
        from: &View<'_>,
        to: &View<'_>,
        ids: (SchemaId, SchemaId),
        at: &At,
    ) {
        let (olds, mut news) = (Elements::of(from), Elements::of(to));
        let mut open = Vec::new();
        for old in olds {
            match news.iter().position(|new| self.are_same(&old, new)) {
                Some(found) => self.elements((&old, &news.remove(found)), ids, at),
                None => open.push(old),
            }
        }
        let none = || Elements {
            first: Vec::new(),
            items: None,
        };
        for index in 0..open.len().max(news.len()) {
            let (a, b) = (open.get(index), news.get(index));
            let empty = none();
            self.elements((a.unwrap_or(&empty), b.unwrap_or(&empty)), ids, at);
        }
    }

    /// Whether two schemas constrain elements equally.
    fn are_same(&self, a: &Elements, b: &Elements) -> bool {
        let lists = (
            a.first.iter().chain(&a.items),
            b.first.iter().chain(&b.items),
        );
        a.first.len() == b.first.len()
            && a.items.is_some() == b.items.is_some()
            && lists
                .0
                .zip(lists.1)
                .all(|(x, y)| self.matching.are_equal(*x, *y))
    }

    fn elements(&mut self, (from, to): (&Elements, &Elements), ids: (SchemaId, SchemaId), at: &At) {
        let (a, b) = (&from.first, &to.first);
        for (index, (x, y)) in a.iter().zip(b).enumerate() {
            self.pair(*x, *y, &at.step(Step::Element(index)));
        }
        let subject = &at.subject;
        if a.len() != b.len() {
            let message = format!(
                "`{subject}` had {} elements of their own, and has {}",
                a.len(),
                b.len()
            );
            let mut difference = Difference::new("elements-changed", message, Effect::Mixed);
            let counts = [a.len(), b.len(), a.len().max(b.len()) + 1];
            difference
                .probes
                .extend(counts.map(|n| Probe::Sized(n as u64)));
            self.add(difference, ids, at);
        }
        let difference = match (from.items, to.items) {
            (Some(x), Some(y)) => {
                self.pair(x, y, &at.step(Step::Item));
                return;
            }
            (None, None) => return,
            (None, Some(y)) => {
                let message = format!("the items of `{subject}` have a schema now");
                let effect = if a.len() == b.len() {
                    Effect::Narrows
                } else {
                    Effect::Mixed
                };
                let difference = Difference::new("items-constrained", message, effect);
                difference.spans(None, Some(self.new.graph.get(y).span))
            }
            (Some(x), None) => {
                let message = format!("the items of `{subject}` have no schema any more");
                let effect = if a.len() == b.len() {
                    Effect::Widens
                } else {
                    Effect::Mixed
                };
                let difference = Difference::new("items-freed", message, effect);
                difference.spans(Some(self.old.graph.get(x).span), None)
            }
        };
        let some = [Value::from(7), Value::from("any"), Value::Null];
        let lists = some.map(|value| Value::Array(vec![value]));
        self.add(difference.values(lists), ids, at);
    }
}
