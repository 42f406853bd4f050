//! Properties that are called otherwise.

use std::collections::BTreeSet;

use super::change::{Effect, Probe, Which, WireEffect};
use super::objects::Members;
use super::side::Side;
use super::walk::{At, Difference, Walk, add_probe};
use crate::schema::{Carrier, SchemaId, letters};

/// How many pairs of possibly renamed properties are compared.
const MOST_COMPARED: usize = 100_000;

impl Walk<'_> {
    /// Removed properties, with the added ones that replace them: the same schema, and the same
    /// words in another spelling, some more or fewer words, or the same description.
    pub(super) fn renamed(&self, a: &Members, b: &Members) -> Vec<(String, String)> {
        let gone = a.order.iter().filter(|name| !b.named.contains_key(*name));
        let came: Vec<&String> = b
            .order
            .iter()
            .filter(|n| !a.named.contains_key(*n))
            .collect();
        let mut found: Vec<(String, String)> = Vec::new();
        if gone.clone().count().saturating_mul(came.len()) > MOST_COMPARED {
            return found;
        }
        for name in gone {
            let Some(old) = a.named.get(name) else {
                continue;
            };
            let is_same = |other: &&&String| {
                let new = b.named.get(**other);
                let schemas = new.map(|new| (old.schemas.first(), new.schemas.first()));
                let Some((Some(x), Some(y))) = schemas else {
                    return false;
                };
                let (x_text, y_text) = (
                    self.old.graph.get(*x).description.as_deref(),
                    self.new.graph.get(*y).description.as_deref(),
                );
                let has_same_text = x_text.is_some() && x_text == y_text;
                let is_required = a.required.contains_key(name) == b.required.contains_key(**other);
                let is_alike = has_same_text || are_alike(name, other);
                is_required && is_alike && self.matching.are_equal(*x, *y)
            };
            let mut others = came.iter().filter(is_same);
            if let (Some(one), None) = (others.next(), others.next())
                && !found.iter().any(|(_, to)| to == *one)
            {
                found.push((name.clone(), (*one).clone()));
            }
        }
        found
    }

    /// The parameters of a path that have another name in it, which nobody sees on the wire.
    pub(super) fn template_names(&self) -> Option<Vec<(String, String)>> {
        let definition = |side: &Side, index: usize| {
            let transport = side.graph.definitions.get(index)?.transport.clone()?;
            (transport.carrier == Carrier::Path).then_some(transport)
        };
        let old = definition(self.old, self.definitions.0)?;
        let new = definition(self.new, self.definitions.1)?;
        let pairs = old.template_names().zip(new.template_names());
        let pairs = pairs.filter(|(a, b)| a != b);
        Some(pairs.map(|(a, b)| (a.to_owned(), b.to_owned())).collect())
    }

    pub(super) fn rename(
        &mut self,
        before: &str,
        after: &str,
        (a, b): (&Members, &Members),
        (ids, at): ((SchemaId, SchemaId), &At),
    ) {
        let spans = (
            a.named.get(before).map(|n| n.span),
            b.named.get(after).map(|n| n.span),
        );
        let message = format!("`{}.{before}` is called `{after}` now", at.subject);
        let is_template = self.template_names().is_some() && at.path.is_empty();
        let is_required = a.required.contains_key(before);
        let effect = match is_required && !is_template {
            true => Effect::Mixed,
            false => Effect::Same,
        };
        let why = "what is sent under the other name is ignored";
        let wire = match is_required {
            _ if is_template => WireEffect::Nothing,
            true => WireEffect::AsValidation,
            false => WireEffect::Meaning(why, why),
        };
        let mut probes = Vec::new();
        let first = |members: &Members, name: &str| {
            let named = members.named.get(name)?;
            named.schemas.first().copied()
        };
        if let (Some(x), Some(y)) = (first(a, before), first(b, after)) {
            probes.push(Probe::Drop(after.to_owned()));
            probes.push(Probe::Drop(before.to_owned()));
            probes.push(add_probe(before, Which::Old, x));
            probes.push(add_probe(after, Which::New, y));
        }
        let difference = Difference::new("property-renamed", message, effect).probes(probes);
        let difference = difference
            .spans(spans.0, spans.1)
            .wire(wire)
            .property(after)
            .before(before);
        self.add(difference, ids, at);
    }
}

/// Whether two names have the same letters, or one has all words of the other: `name`, `full_name`.
fn are_alike(one: &str, other: &str) -> bool {
    let (a, b) = (words(one), words(other));
    letters(one) == letters(other)
        || !a.is_empty() && a.is_subset(&b)
        || !b.is_empty() && b.is_subset(&a)
}

/// The words of a name: `firstName` and `first-name` have two.
fn words(name: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    let mut word = String::new();
    let mut was_lower = false;
    for c in name.chars() {
        let begins = c.is_uppercase() && was_lower;
        if (begins || !c.is_alphanumeric()) && !word.is_empty() {
            found.insert(std::mem::take(&mut word));
        }
        if c.is_alphanumeric() {
            word.extend(c.to_lowercase());
        }
        was_lower = c.is_lowercase();
    }
    if !word.is_empty() {
        found.insert(word);
    }
    found
}
