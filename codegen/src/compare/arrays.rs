//! Arrays: what items are.

use fieldwright_runtime::Value;

use super::change::{Effect, Probe, Step};
use super::view::View;
use super::walk::{At, Difference, Walk};
use crate::schema::{Schema, SchemaId};

impl Walk<'_> {
    pub(super) fn arrays(
        &mut self,
        from: &View<'_>,
        to: &View<'_>,
        ids: (SchemaId, SchemaId),
        at: &At,
    ) {
        let one =
            |view: &View<'_>, get: fn(&Schema) -> Option<SchemaId>| view.schemas().find_map(get);
        let prefix = |view: &View<'_>| {
            let mut all = view.schemas().map(|schema| schema.prefix_items.clone());
            all.find(|list| !list.is_empty()).unwrap_or_default()
        };
        let (a, b) = (prefix(from), prefix(to));
        for (index, (x, y)) in a.iter().zip(&b).enumerate() {
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
        let items = (one(from, |s| s.items), one(to, |s| s.items));
        let span = |view: &View<'_>, id: SchemaId| Some(view.graph.get(id).span);
        let difference = match items {
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
                difference.spans(None, span(to, y))
            }
            (Some(x), None) => {
                let message = format!("the items of `{subject}` have no schema any more");
                let effect = if a.len() == b.len() {
                    Effect::Widens
                } else {
                    Effect::Mixed
                };
                let difference = Difference::new("items-freed", message, effect);
                difference.spans(span(from, x), None)
            }
        };
        let some = [Value::from(7), Value::from("any"), Value::Null];
        let lists = some.map(|value| Value::Array(vec![value]));
        self.add(difference.values(lists), ids, at);
    }
}
