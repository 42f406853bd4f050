//! The values that are listed: `enum` and `const`.

use std::collections::BTreeMap;

use fieldwright_runtime::Value;

use super::change::{Effect, Probe, WireEffect};
use super::view::View;
use super::walk::{At, Difference, Walk, shortened};
use crate::schema::{Assertion, SchemaId, fingerprint};
use crate::source::Span;

/// The listed values of one location, by fingerprint.
struct Listed {
    values: BTreeMap<String, (Value, Span)>,
    /// In the order of the schema.
    order: Vec<String>,
    is_open: bool,
    is_constant: bool,
    span: Span,
}

impl Listed {
    fn of(view: &View<'_>) -> Option<Self> {
        let mut found: Option<Self> = None;
        for schema in view.schemas() {
            let constants = schema.assertions.iter().filter_map(|a| match &a.value {
                Assertion::Const(value) => Some((value.clone(), a.span)),
                _ => None,
            });
            for (value, span) in constants {
                let one = Self::new(vec![(value, span)], false, true, span);
                found = Some(Self::both(found, one));
            }
            if let Some(list) = &schema.enumeration {
                let values = list.value.iter().flat_map(|value| {
                    let aliases = value.aliases.iter();
                    let aliases = aliases.map(|a| (Value::from(a.value.as_str()), a.span));
                    std::iter::once((value.value.value.clone(), value.value.span)).chain(aliases)
                });
                let one = Self::new(values.collect(), schema.open, false, list.span);
                found = Some(Self::both(found, one));
            }
        }
        found
    }

    fn new(list: Vec<(Value, Span)>, is_open: bool, is_constant: bool, span: Span) -> Self {
        let order = list.iter().map(|(value, _)| fingerprint(value)).collect();
        let values = list
            .into_iter()
            .map(|(value, at)| (fingerprint(&value), (value, at)));
        Self {
            values: values.collect(),
            order,
            is_open,
            is_constant,
            span,
        }
    }

    /// The values that both list.
    fn both(first: Option<Self>, mut second: Self) -> Self {
        let Some(first) = first else {
            return second;
        };
        match (first.is_open, second.is_open) {
            (true, false) => return second,
            (false, true) => return first,
            _ => {}
        }
        second
            .values
            .retain(|key, _| first.values.contains_key(key));
        second.order.retain(|key| first.values.contains_key(key));
        second
    }

    /// The values that `other` lacks; whether null is accepted is compared with the types.
    fn beyond(&self, other: &Self) -> Vec<&(Value, Span)> {
        let order = self.order.iter();
        let lacking = order.filter(|key| !other.values.contains_key(*key));
        let lacking = lacking.filter_map(|key| self.values.get(key));
        lacking.filter(|(value, _)| !value.is_null()).collect()
    }
}

/// How many values that came or went are listed one by one.
const MOST_VALUES: usize = 20;

impl Walk<'_> {
    pub(super) fn values(
        &mut self,
        from: &View<'_>,
        to: &View<'_>,
        ids: (SchemaId, SchemaId),
        at: &At,
    ) {
        let subject = &at.subject;
        match (Listed::of(from), Listed::of(to)) {
            (None, None) => {}
            (None, Some(list)) => {
                let effect = if list.is_open {
                    Effect::Same
                } else {
                    Effect::Narrows
                };
                let (code, message) = match list.is_constant {
                    true => ("constant-added", format!("`{subject}` is a constant now")),
                    false => (
                        "enum-introduced",
                        format!("the values of `{subject}` are listed now"),
                    ),
                };
                let difference = Difference::new(code, message, effect);
                self.add(difference.spans(None, Some(list.span)), ids, at);
            }
            (Some(list), None) => {
                let effect = if list.is_open {
                    Effect::Same
                } else {
                    Effect::Widens
                };
                let (code, message) = match list.is_constant {
                    true => (
                        "constant-removed",
                        format!("`{subject}` is no constant any more"),
                    ),
                    false => (
                        "enum-dropped",
                        format!("the values of `{subject}` are no longer listed"),
                    ),
                };
                let difference = Difference::new(code, message, effect);
                self.add(difference.spans(Some(list.span), None), ids, at);
            }
            (Some(a), Some(b)) if a.is_constant && b.is_constant => {
                let pair = (a.beyond(&b), b.beyond(&a));
                if let ([gone, ..], [came, ..]) = (pair.0.as_slice(), pair.1.as_slice()) {
                    let message = format!(
                        "the constant `{subject}` was `{}`, and is `{}`",
                        shortened(&gone.0.to_string()),
                        shortened(&came.0.to_string())
                    );
                    let values = [gone.0.clone(), came.0.clone()];
                    let difference = Difference::new("constant-changed", message, Effect::Mixed);
                    let difference = difference.probes(Vec::new()).values(values);
                    self.add(difference.spans(Some(gone.1), Some(came.1)), ids, at);
                }
            }
            (Some(a), Some(b)) => self.lists(&a, &b, ids, at),
        }
    }

    fn lists(&mut self, a: &Listed, b: &Listed, ids: (SchemaId, SchemaId), at: &At) {
        let subject = &at.subject;
        let unlisted = Value::from("a value that no schema lists");
        if a.is_open != b.is_open {
            let (code, effect, words) = match b.is_open {
                true => (
                    "enum-opened",
                    Effect::Widens,
                    "accepts other values than those listed, too",
                ),
                false => (
                    "enum-closed",
                    Effect::Narrows,
                    "accepts the listed values only",
                ),
            };
            let difference = Difference::new(code, format!("`{subject}` {words}"), effect);
            let difference = difference.probes(Vec::new()).values([unlisted]);
            self.add(difference.spans(Some(a.span), Some(b.span)), ids, at);
        }
        let is_known_only = a.is_open && b.is_open;
        for (gone, code, effect, verb) in [
            (
                true,
                "enum-value-removed",
                Effect::Narrows,
                "is no value of",
            ),
            (false, "enum-value-added", Effect::Widens, "is a value of"),
        ] {
            let values = if gone { a.beyond(b) } else { b.beyond(a) };
            if values.len() > MOST_VALUES {
                let message = match gone {
                    true => format!("{} values of `{subject}` are gone", values.len()),
                    false => format!("{} values of `{subject}` are new", values.len()),
                };
                let effect = if is_known_only { Effect::Same } else { effect };
                let some = values
                    .iter()
                    .take(MOST_VALUES)
                    .map(|(value, _)| value.clone());
                let difference = Difference::new(code, message, effect);
                let difference = difference.probes(Vec::new()).values(some);
                self.add(difference.spans(Some(a.span), Some(b.span)), ids, at);
                continue;
            }
            for (value, span) in values {
                let when = if gone { "any more" } else { "now" };
                let shown = shortened(&value.to_string());
                let message = format!("`{shown}` {verb} `{subject}` {when}");
                let is_same = is_known_only || (a.is_open && !gone) || (b.is_open && gone);
                let effect = if is_same { Effect::Same } else { effect };
                let difference = Difference::new(code, message, effect);
                let probes = match is_same {
                    true => Vec::new(),
                    false => vec![Probe::Put(value.clone())],
                };
                let difference = difference.probes(probes).member(value);
                let difference = match is_same {
                    true => difference.wire(WireEffect::Nothing),
                    false => difference,
                };
                let spans = match gone {
                    true => (Some(*span), Some(b.span)),
                    false => (Some(a.span), Some(*span)),
                };
                self.add(difference.spans(spans.0, spans.1), ids, at);
            }
        }
    }
}
