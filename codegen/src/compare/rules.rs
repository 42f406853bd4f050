//! Rules over several properties of an object.

use std::collections::BTreeMap;

use super::change::{Effect, Probe, Which};
use super::equal::rule_text;
use super::view::View;
use super::walk::{At, Difference, Walk, add_probe};
use crate::schema::{Rule, SchemaId, Spanned};
use crate::source::Span;

impl Walk<'_> {
    pub(super) fn rules(
        &mut self,
        from: &View<'_>,
        to: &View<'_>,
        ids: (SchemaId, SchemaId),
        at: &At,
    ) {
        let rules = |view: &View<'_>| -> BTreeMap<String, (Rule, Span)> {
            let all = view.schemas().flat_map(|schema| {
                let rules = schema.rules.iter().cloned();
                rules.map(move |rule| (rule, schema.span))
            });
            all.map(|(rule, around)| {
                let span = rule.fields.first().map_or(around, |field| field.span);
                (rule_text(&rule), (rule, span))
            })
            .collect()
        };
        let (a, b) = (rules(from), rules(to));
        let subject = &at.subject;
        for (is_new, these, others) in [(false, &a, &b), (true, &b, &a)] {
            for (rule, span) in these
                .iter()
                .filter(|(k, _)| !others.contains_key(*k))
                .map(|(_, v)| v)
            {
                let (code, effect, words) = match is_new {
                    true => ("rule-added", Effect::Narrows, "has a new rule"),
                    false => ("rule-removed", Effect::Widens, "lost the rule"),
                };
                let names: Vec<&str> = rule.fields.iter().map(|f| f.value.as_str()).collect();
                let message = format!(
                    "`{subject}` {words}: {} {}",
                    rule.kind.name(),
                    names.join(", ")
                );
                let effect = if rule.advice { Effect::Same } else { effect };
                let difference = Difference::new(code, message, effect).of_bounds();
                let difference = difference.probes(self.presence_probes(&rule.fields, (from, to)));
                let spans = if is_new {
                    (None, Some(*span))
                } else {
                    (Some(*span), None)
                };
                self.add(difference.spans(spans.0, spans.1), ids, at);
            }
        }
        self.dependencies((from, to), ids, at);
    }

    fn dependencies(
        &mut self,
        (from, to): (&View<'_>, &View<'_>),
        ids: (SchemaId, SchemaId),
        at: &At,
    ) {
        let pairs = |view: &View<'_>| -> BTreeMap<(String, String), (Vec<Spanned<String>>, Span)> {
            let all = view.schemas().flat_map(|schema| &schema.dependent_required);
            all.flat_map(|dependency| {
                dependency.requires.iter().map(|other| {
                    let key = (dependency.name.value.clone(), other.value.clone());
                    let fields = vec![dependency.name.clone(), other.clone()];
                    (key, (fields, dependency.name.span))
                })
            })
            .collect()
        };
        let (a, b) = (pairs(from), pairs(to));
        let subject = &at.subject;
        for (is_new, these, others) in [(false, &a, &b), (true, &b, &a)] {
            for ((name, other), (fields, span)) in these {
                if others.contains_key(&(name.clone(), other.clone())) {
                    continue;
                }
                let (code, effect, words) = match is_new {
                    true => ("dependency-added", Effect::Narrows, "requires"),
                    false => ("dependency-removed", Effect::Widens, "no longer requires"),
                };
                let message = format!("`{subject}.{name}` {words} `{other}`");
                let probes = self.presence_probes(fields, (from, to));
                let difference = Difference::new(code, message, effect)
                    .of_bounds()
                    .probes(probes);
                let spans = if is_new {
                    (None, Some(*span))
                } else {
                    (Some(*span), None)
                };
                self.add(difference.spans(spans.0, spans.1).property(name), ids, at);
            }
        }
    }

    /// The value with and without the properties that a rule speaks of.
    fn presence_probes(
        &self,
        fields: &[Spanned<String>],
        (from, to): (&View<'_>, &View<'_>),
    ) -> Vec<Probe> {
        let mut probes = Vec::new();
        for field in fields {
            let name = &field.value;
            let find = |view: &View<'_>| {
                let mut all = view.schemas().flat_map(|schema| &schema.properties);
                all.find(|p| p.name.value == *name).map(|p| p.schema)
            };
            let added = find(from).map(|id| add_probe(name, Which::Old, id));
            let added = added.or_else(|| find(to).map(|id| add_probe(name, Which::New, id)));
            probes.extend(added);
            probes.push(Probe::Drop(name.clone()));
        }
        probes
    }
}
