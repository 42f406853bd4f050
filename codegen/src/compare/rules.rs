//! Rules over several properties of an object.

use std::collections::BTreeMap;

use fieldwright_runtime::Value;

use super::change::{Effect, Probe, Step, Which};
use super::equal::rule_text;
use super::view::View;
use super::walk::{At, Difference, Walk, add_probe};
use crate::schema::{Rule, SchemaId, Spanned};
use crate::source::Span;

/// The names of a dependency, with the properties and the span.
type Dependencies = BTreeMap<(String, String), (Vec<Spanned<String>>, Span)>;

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
        let pairs = |view: &View<'_>| -> Dependencies {
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

    /// `patternProperties`.
    pub(super) fn patterns_of_names(
        &mut self,
        (from, to): (&View<'_>, &View<'_>),
        ids: (SchemaId, SchemaId),
        at: &At,
    ) {
        let collect = |view: &View<'_>| -> BTreeMap<String, (SchemaId, Span)> {
            let all = view.schemas().flat_map(|schema| &schema.pattern_properties);
            all.map(|p| (p.name.value.clone(), (p.schema, p.name.span)))
                .collect()
        };
        let (a, b) = (collect(from), collect(to));
        for (pattern, (schema, _)) in &b {
            if let Some((old, _)) = a.get(pattern) {
                self.pair(*old, *schema, &at.step(Step::Undeclared));
            }
        }
        // A name that matches is no longer undeclared.
        let is_plain = |view: &View<'_>| view.schemas().all(|s| s.additional.is_none());
        let effects = match is_plain(from) && is_plain(to) {
            true => (Effect::Widens, Effect::Narrows),
            false => (Effect::Mixed, Effect::Mixed),
        };
        let subject = &at.subject;
        let names = |pattern: &str| crate::instance::samples(pattern);
        for (pattern, (_, span)) in a.iter().filter(|(p, _)| !b.contains_key(*p)) {
            let message =
                format!("properties of `{subject}` that match `{pattern}` are no longer described");
            let probes = named_probes(&names(pattern));
            let difference = Difference::new("pattern-property-removed", message, effects.0);
            self.add(difference.probes(probes).spans(Some(*span), None), ids, at);
        }
        for (pattern, (_, span)) in b.iter().filter(|(p, _)| !a.contains_key(*p)) {
            let message =
                format!("properties of `{subject}` that match `{pattern}` are described now");
            let probes = named_probes(&names(pattern));
            let difference = Difference::new("pattern-property-added", message, effects.1);
            self.add(difference.probes(probes).spans(None, Some(*span)), ids, at);
        }
    }

    /// The value with and without the properties that a rule names.
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

fn named_probes(names: &[String]) -> Vec<Probe> {
    let values = [
        Value::from(1),
        Value::from("any"),
        Value::Null,
        Value::Bool(true),
    ];
    let pairs = names
        .iter()
        .flat_map(|name| values.iter().map(move |value| (name, value)));
    pairs
        .map(|(name, value)| Probe::With(name.clone(), value.clone()))
        .collect()
}
