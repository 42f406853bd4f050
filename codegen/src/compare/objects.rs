//! Objects: properties that came, went, or are called otherwise.

use std::collections::BTreeMap;

use fieldwright_runtime::Value;

use super::change::{Effect, Probe, Step, Which, WireEffect};
use super::view::View;
use super::walk::{At, Difference, Walk, add_probe};
use crate::schema::SchemaId;
use crate::source::Span;

/// A property: its schemas, and the spans of its name.
pub(super) struct Named {
    pub(super) schemas: Vec<SchemaId>,
    pub(super) span: Span,
}

/// The properties declared at a location.
pub(super) struct Members {
    pub(super) named: BTreeMap<String, Named>,
    /// In the order of the schema.
    pub(super) order: Vec<String>,
    pub(super) required: BTreeMap<String, Span>,
    /// The schemas of undeclared properties, if there are any.
    additional: Vec<(SchemaId, SchemaId)>,
    has_patterns: bool,
}

/// The handling of undeclared properties.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Rest {
    /// Without a keyword: they are accepted, but assumed not to be sent.
    Unspecified,
    /// They are refused.
    Refused,
    /// They are accepted explicitly, by this schema.
    Accepted(SchemaId),
}

impl Members {
    fn of(view: &View<'_>) -> Self {
        let mut members = Self {
            named: BTreeMap::new(),
            order: Vec::new(),
            required: BTreeMap::new(),
            additional: Vec::new(),
            has_patterns: false,
        };
        for id in &view.parts {
            let schema = view.graph.get(*id);
            for property in &schema.properties {
                let name = &property.name.value;
                let named = members.named.entry(name.clone()).or_insert_with(|| Named {
                    schemas: Vec::new(),
                    span: property.name.span,
                });
                if named.schemas.is_empty() {
                    members.order.push(name.clone());
                }
                named.schemas.push(property.schema);
            }
            for name in &schema.required {
                members.required.insert(name.value.clone(), name.span);
            }
            members
                .additional
                .extend(schema.additional.map(|inner| (*id, inner)));
            members.has_patterns |= !schema.pattern_properties.is_empty();
        }
        members
    }

    /// The schemas of undeclared properties that a property has to be valid by, too, because its
    /// neighbours in `allOf` declare it and they do not.
    fn undeclaring(&self, name: &str, view: &View<'_>) -> Vec<SchemaId> {
        let all = self.additional.iter().filter(|(id, _)| {
            let mut declared = view.graph.get(*id).properties.iter();
            !declared.any(|property| property.name.value == name)
        });
        let all = all.map(|(_, rest)| *rest);
        all.filter(|rest| view.graph.get(*rest).boolean != Some(true))
            .collect()
    }

    /// The schemas of undeclared properties, without those that accept any value beside others.
    fn constraining(&self, view: &View<'_>) -> Vec<SchemaId> {
        let all = self.additional.iter().map(|(_, rest)| *rest);
        let some = all
            .clone()
            .filter(|id| !view.graph.get(*id).is_unconstrained());
        match some.clone().next() {
            Some(_) => some.collect(),
            None => all.take(1).collect(),
        }
    }

    fn rest(&self, view: &View<'_>) -> Rest {
        let mut rest = Rest::Unspecified;
        for (_, schema) in &self.additional {
            let own = view.graph.get(*schema);
            match (own.boolean, rest) {
                (Some(false), _) => return Rest::Refused,
                // Of several members of `allOf`, one that constrains them counts.
                (_, Rest::Accepted(_)) if own.is_unconstrained() => {}
                _ => rest = Rest::Accepted(*schema),
            }
        }
        rest
    }
}

impl Walk<'_> {
    pub(super) fn objects(
        &mut self,
        from: &View<'_>,
        to: &View<'_>,
        ids: (SchemaId, SchemaId),
        at: &At,
    ) {
        let (a, b) = (Members::of(from), Members::of(to));
        let rests = (a.rest(from), b.rest(to));
        let renamed = match self.template_names() {
            Some(names) if at.path.is_empty() => names,
            _ => self.renamed(&a, &b),
        };
        for name in &b.order {
            let Some(new) = b.named.get(name) else {
                continue;
            };
            match a.named.get(name) {
                Some(old) => {
                    let at = at.step(Step::Property(name.clone()));
                    let old = [&old.schemas[..], &a.undeclaring(name, from)].concat();
                    let new = [&new.schemas[..], &b.undeclaring(name, to)].concat();
                    self.property(&old, &new, &at);
                }
                None if renamed.iter().any(|(_, to)| to == name) => {}
                None => self.came(name, (&a, &b), rests, (ids, at)),
            }
        }
        for (before, after) in &renamed {
            self.rename(before, after, (&a, &b), (ids, at));
        }
        for name in &a.order {
            let is_renamed = renamed.iter().any(|(from, _)| from == name);
            if !b.named.contains_key(name) && !is_renamed {
                self.went(name, (&a, &b), rests, (ids, at));
            }
        }
        self.required((&a, &b), &renamed, ids, at);
        self.undeclared((from, to), (&a, &b), rests, (ids, at));
        self.patterns_of_names((from, to), ids, at);
    }

    /// The schemas of a property on both sides: mostly one.
    fn property(&mut self, old: &[SchemaId], new: &[SchemaId], at: &At) {
        let mut left: Vec<SchemaId> = new.to_vec();
        let mut open = Vec::new();
        for id in old {
            let equal = left
                .iter()
                .position(|other| self.matching.are_equal(*id, *other));
            match equal {
                Some(found) => self.pair(*id, left.remove(found), at),
                None => open.push(*id),
            }
        }
        let count = open.len().min(left.len());
        let tails = (open.split_off(count), left.split_off(count));
        for (a, b) in open.into_iter().zip(left) {
            self.pair(a, b, at);
        }
        let subject = &at.subject;
        let last = (old.first().copied(), new.first().copied());
        let (Some(a), Some(b)) = last else { return };
        for id in tails.0 {
            let message = format!("one of the schemas of `{subject}` is gone");
            let difference = Difference::new("all-of-removed", message, Effect::Widens)
                .probes(Probe::all_sizes());
            let span = self.old.graph.get(id).span;
            self.add(difference.spans(Some(span), None), (a, b), at);
        }
        for id in tails.1 {
            let message = format!("`{subject}` has to be valid by one more schema");
            let difference = Difference::new("all-of-added", message, Effect::Narrows)
                .probes(Probe::all_sizes());
            let span = self.new.graph.get(id).span;
            self.add(difference.spans(None, Some(span)), (a, b), at);
        }
    }

    /// A property that is new.
    fn came(
        &mut self,
        name: &str,
        (a, b): (&Members, &Members),
        rests: (Rest, Rest),
        (ids, at): ((SchemaId, SchemaId), &At),
    ) {
        let Some(new) = b.named.get(name) else { return };
        let schema = new.schemas.first().copied();
        let is_required = b.required.contains_key(name) && !a.required.contains_key(name);
        let is_sure = !a.has_patterns;
        // The schemas for values of the name, before and after.
        let values = match rests.0 {
            Rest::Unspecified => Effect::Same,
            Rest::Refused => Effect::Widens,
            Rest::Accepted(rest) if schema.is_some_and(|s| self.matching.are_equal(rest, s)) => {
                Effect::Same
            }
            Rest::Accepted(rest) if self.accepts_anything(Which::Old, rest) => Effect::Narrows,
            Rest::Accepted(_) => Effect::Mixed,
        };
        let effect = match (values, is_required) {
            _ if !is_sure => Effect::Mixed,
            (values, false) => values,
            (Effect::Same | Effect::Narrows, true) => Effect::Narrows,
            (_, true) => Effect::Mixed,
        };
        let probes = presence_probes(name, Which::New, schema, rests.0);
        let (code, words) = match is_required {
            true => ("required-property-added", "is new and required"),
            false => ("property-added", "is new"),
        };
        let message = format!("`{}.{name}` {words}", at.subject);
        let difference = Difference::new(code, message, effect).probes(probes);
        let difference = difference.spans(None, Some(new.span)).property(name);
        self.add(difference, ids, at);
    }

    /// A property that is gone.
    fn went(
        &mut self,
        name: &str,
        (a, b): (&Members, &Members),
        rests: (Rest, Rest),
        (ids, at): ((SchemaId, SchemaId), &At),
    ) {
        let Some(old) = a.named.get(name) else { return };
        let schema = old.schemas.first().copied();
        let is_required = a.required.contains_key(name) && !b.required.contains_key(name);
        let values = match rests.1 {
            Rest::Unspecified => Effect::Same,
            Rest::Refused => Effect::Narrows,
            Rest::Accepted(rest) if schema.is_some_and(|s| self.matching.are_equal(s, rest)) => {
                Effect::Same
            }
            Rest::Accepted(rest) if self.accepts_anything(Which::New, rest) => Effect::Widens,
            Rest::Accepted(_) => Effect::Mixed,
        };
        let effect = match (values, is_required) {
            _ if b.has_patterns => Effect::Mixed,
            (values, false) => values,
            (Effect::Same | Effect::Widens, true) => Effect::Widens,
            (_, true) => Effect::Mixed,
        };
        let probes = presence_probes(name, Which::Old, schema, rests.1);
        let (code, words) = match is_required {
            true => ("required-property-removed", "was required and is gone"),
            false => ("property-removed", "is gone"),
        };
        let message = format!("`{}.{name}` {words}", at.subject);
        let difference = Difference::new(code, message, effect).probes(probes);
        let difference = match effect {
            Effect::Same => {
                let why = "the new side ignores what old clients send in it";
                difference.wire(WireEffect::Meaning(why, ""))
            }
            _ => difference,
        };
        self.add(
            difference.spans(Some(old.span), None).property(name),
            ids,
            at,
        );
    }

    fn accepts_anything(&self, which: Which, id: SchemaId) -> bool {
        let schema = match which {
            Which::Old => self.old.graph.get(id),
            Which::New => self.new.graph.get(id),
        };
        let is_bare = schema.reference.is_none() && schema.types.is_empty();
        let is_unconstrained = schema.assertions.is_empty() && schema.enumeration.is_none();
        schema.boolean == Some(true)
            || schema.boolean.is_none()
                && is_bare
                && is_unconstrained
                && schema.required.is_empty()
                && schema.rules.is_empty()
                && schema.dependent_required.is_empty()
                && schema.subschemas().is_empty()
    }

    fn required(
        &mut self,
        (a, b): (&Members, &Members),
        renamed: &[(String, String)],
        ids: (SchemaId, SchemaId),
        at: &At,
    ) {
        let is_renamed = |name: &str| renamed.iter().any(|(from, to)| from == name || to == name);
        let is_new = |name: &str| {
            is_renamed(name) || b.named.contains_key(name) && !a.named.contains_key(name)
        };
        let is_gone = |name: &str| {
            is_renamed(name) || a.named.contains_key(name) && !b.named.contains_key(name)
        };
        for (name, span) in &b.required {
            if !a.required.contains_key(name) && !is_new(name) {
                let message = format!("`{}.{name}` is required now", at.subject);
                let difference = Difference::new("property-required", message, Effect::Narrows);
                let difference = difference.probes(vec![Probe::Drop(name.clone())]);
                let old = a.named.get(name).map(|n| n.span);
                self.add(difference.spans(old, Some(*span)).property(name), ids, at);
            }
        }
        for (name, span) in &a.required {
            if !b.required.contains_key(name) && !is_gone(name) {
                let message = format!("`{}.{name}` is no longer required", at.subject);
                let difference = Difference::new("property-optional", message, Effect::Widens);
                let difference = difference.probes(vec![Probe::Drop(name.clone())]);
                let new = b.named.get(name).map(|n| n.span);
                self.add(difference.spans(Some(*span), new).property(name), ids, at);
            }
        }
    }

    fn undeclared(
        &mut self,
        (from, to): (&View<'_>, &View<'_>),
        (a, b): (&Members, &Members),
        rests: (Rest, Rest),
        (ids, at): ((SchemaId, SchemaId), &At),
    ) {
        const NAME: &str = "a property that no schema names";
        let subject = &at.subject;
        let span = |members: &Members, view: &View<'_>| {
            let first = members.additional.first();
            first.map(|(_, schema)| view.graph.get(*schema).span)
        };
        let spans = (span(a, from), span(b, to));
        let any = Probe::With(NAME.to_owned(), Value::from(1));
        let texts = [Value::from("any"), Value::Null, Value::Bool(true)];
        let others = texts.map(|value| Probe::With(NAME.to_owned(), value));
        let probes: Vec<Probe> = std::iter::once(any).chain(others).collect();
        let (code, effect, words) = match rests {
            (Rest::Accepted(_), Rest::Accepted(_)) => {
                let olds = a.constraining(from);
                let news = b.constraining(to);
                self.property(&olds, &news, &at.step(Step::Undeclared));
                return;
            }
            (x, y) if x == y => return,
            (_, Rest::Refused) => (
                "undeclared-refused",
                Effect::Narrows,
                "refuses undeclared properties now",
            ),
            (Rest::Refused, _) => (
                "undeclared-accepted",
                Effect::Widens,
                "accepts undeclared properties now",
            ),
            (Rest::Unspecified, Rest::Accepted(rest)) => {
                match self.accepts_anything(Which::New, rest) {
                    true => (
                        "undeclared-declared",
                        Effect::Same,
                        "says what undeclared properties are",
                    ),
                    false => (
                        "undeclared-constrained",
                        Effect::Narrows,
                        "constrains undeclared properties now",
                    ),
                }
            }
            (Rest::Accepted(rest), _) => match self.accepts_anything(Which::Old, rest) {
                true => (
                    "undeclared-undeclared",
                    Effect::Same,
                    "no longer says what undeclared properties are",
                ),
                false => (
                    "undeclared-freed",
                    Effect::Widens,
                    "no longer constrains undeclared properties",
                ),
            },
            (Rest::Unspecified, Rest::Unspecified) => return,
        };
        // A closed object also refuses the properties that the other one declares.
        let is_open = |which, rest| match rest {
            Rest::Unspecified => true,
            Rest::Accepted(schema) => self.accepts_anything(which, schema),
            Rest::Refused => false,
        };
        let is_any = is_open(Which::Old, rests.0) || is_open(Which::New, rests.1);
        let is_sure = !(a.has_patterns || b.has_patterns)
            && (a.named.keys().eq(b.named.keys()) || is_any)
            && a.additional.len() <= 1
            && b.additional.len() <= 1;
        let effect = if is_sure { effect } else { Effect::Mixed };
        let code = match code {
            "undeclared-declared" => "undeclared-freed",
            "undeclared-undeclared" => "undeclared-freed",
            code => code,
        };
        let message = format!("`{subject}` {words}");
        let difference = Difference::new(code, message, effect).probes(probes);
        self.add(difference.spans(spans.0, spans.1), ids, at);
    }
}

/// Instances with and without a property that only `which` side declares; `rest` is its schema on
/// the other side.
fn presence_probes(name: &str, which: Which, schema: Option<SchemaId>, rest: Rest) -> Vec<Probe> {
    let mut probes = vec![Probe::Drop(name.to_owned())];
    probes.extend(schema.map(|schema| add_probe(name, which, schema)));
    if let Rest::Accepted(_) = rest {
        let values = [
            Value::from("any"),
            Value::from(7),
            Value::Null,
            Value::Bool(true),
        ];
        probes.extend(values.map(|value| Probe::With(name.to_owned(), value)));
    }
    probes
}
