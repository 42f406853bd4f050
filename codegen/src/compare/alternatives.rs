//! Unions and conditions: alternatives that came or went, and what no rule decides.

use std::collections::{BTreeMap, BTreeSet};

use fieldwright_runtime::Value;

use super::change::{Branch, Effect, Probe, Which};
use super::view::View;
use super::walk::{At, Difference, Walk};
use crate::instance::{Maker, Style};
use crate::schema::{Alternatives, Assertion, Graph, Schema, SchemaId, Types, fingerprint};

/// A union: the schema it stands in, which of its unions it is, and its alternatives.
type Union<'g> = (SchemaId, usize, &'g Alternatives);

/// How many alternatives are compared with each other.
const MOST_COMPARED: usize = 60;

/// How many alternatives are paired.
const MOST_PAIRED: usize = 600;

impl Walk<'_> {
    pub(super) fn unions(
        &mut self,
        from: &View<'_>,
        to: &View<'_>,
        ids: (SchemaId, SchemaId),
        at: &At,
    ) {
        let (mut olds, mut news) = (from.unions(), to.unions());
        // Equal unions say nothing.
        olds.retain(|old| {
            let equal = news.iter().position(|new| self.is_same_union(old.2, new.2));
            equal.map(|index| news.remove(index)).is_none()
        });
        for (old, new) in olds.iter().zip(&news) {
            self.union(*old, *new, (ids, at));
        }
        let subject = &at.subject;
        for (id, index, _) in olds.iter().skip(news.len()) {
            let is_one = self.is_one_of((Which::Old, *id, *index), ids.1);
            let message = format!("`{subject}` is no choice of alternatives any more");
            let effect = if is_one {
                Effect::Narrows
            } else {
                Effect::Mixed
            };
            let difference = Difference::new("alternative-removed", message, effect);
            let span = self.old.graph.get(*id).span;
            self.add(difference.spans(Some(span), None), ids, at);
        }
        for (id, index, _) in news.iter().skip(olds.len()) {
            let is_one = self.is_one_of((Which::New, *id, *index), ids.0);
            let message = format!("`{subject}` is a choice of alternatives now");
            let effect = if is_one {
                Effect::Widens
            } else {
                Effect::Mixed
            };
            let difference = Difference::new("alternative-added", message, effect);
            let span = self.new.graph.get(*id).span;
            self.add(difference.spans(None, Some(span)), ids, at);
        }
    }

    /// Whether a schema of the other side is one of the alternatives of a union that stands alone.
    fn is_one_of(&self, (which, id, index): (Which, SchemaId, usize), other: SchemaId) -> bool {
        let graph = match which {
            Which::Old => &self.old.graph,
            Which::New => &self.new.graph,
        };
        let Some(alternatives) = graph.get(id).alternatives.get(index) else {
            return false;
        };
        let is_sole = graph.get(id).types.is_empty() && graph.get(id).properties.is_empty();
        let is_apart = !alternatives.exactly_one || disjoint(graph, alternatives);
        let equals = |one: &SchemaId| match which {
            Which::Old => self.matching.are_equal(*one, other),
            Which::New => self.matching.are_equal(other, *one),
        };
        is_sole && is_apart && alternatives.schemas.iter().any(equals)
    }

    fn is_same_union(&self, old: &Alternatives, new: &Alternatives) -> bool {
        let tags = |a: &Alternatives| {
            let found = a.discriminator.as_ref();
            found.map(|d| (d.property.value.clone(), d.tags.clone()))
        };
        old.exactly_one == new.exactly_one
            && old.schemas.len() == new.schemas.len()
            && tags(old) == tags(new)
            && old
                .schemas
                .iter()
                .zip(&new.schemas)
                .all(|(a, b)| self.matching.are_equal(*a, *b))
    }

    fn union(&mut self, old: Union<'_>, new: Union<'_>, (ids, at): ((SchemaId, SchemaId), &At)) {
        let (a, b) = (old.2, new.2);
        let is_apart = (disjoint(&self.old.graph, a), disjoint(&self.new.graph, b));
        // Where alternatives exclude each other, one of them is any of them.
        let is_monotone = (!a.exactly_one || is_apart.0) && (!b.exactly_one || is_apart.1);
        let subject = &at.subject;
        let spans = (
            Some(self.old.graph.get(old.0).span),
            Some(self.new.graph.get(new.0).span),
        );
        if a.exactly_one != b.exactly_one && !is_monotone {
            let (effect, words) = match b.exactly_one {
                true => (Effect::Narrows, "exactly one alternative must hold now"),
                false => (Effect::Widens, "several alternatives may hold now"),
            };
            let message = format!("`{subject}`: {words}");
            let difference = Difference::new("alternatives-changed", message, effect);
            self.add(difference.spans(spans.0, spans.1).of_bounds(), ids, at);
        }
        self.tags((a, b), ids, at);
        let pairs = self.pairs(a, b);
        let at = &at.unless(!is_monotone);
        for (x, y) in &pairs {
            let (Some(one), Some(other)) = (a.schemas.get(*x), b.schemas.get(*y)) else {
                continue;
            };
            let branches: [Branch; 2] = [
                (Which::Old, old.0, old.1, *x),
                (Which::New, new.0, new.1, *y),
            ];
            let mut at = at.with(&branches);
            if let Some(name) = title_of(&self.new.graph, *other) {
                at.subject = format!("{} as {name}", at.subject);
            }
            self.pair(*one, *other, &at);
        }
        for (x, one) in a.schemas.iter().enumerate() {
            if pairs.iter().any(|(a, _)| *a == x) {
                continue;
            }
            let name = alternative_name(&self.old.graph, *one, x);
            let message = format!("{name} is no alternative of `{subject}` any more");
            let difference = Difference::new("alternative-removed", message, Effect::Narrows);
            let difference = difference.schemas(Some(*one), None);
            let at = at.with(&[(Which::Old, old.0, old.1, x)]);
            let span = self.old.graph.get(*one).span;
            self.add(difference.spans(Some(span), spans.1), ids, &at);
        }
        for (y, other) in b.schemas.iter().enumerate() {
            if pairs.iter().any(|(_, b)| *b == y) {
                continue;
            }
            let name = alternative_name(&self.new.graph, *other, y);
            let message = format!("{name} is an alternative of `{subject}` now");
            let difference = Difference::new("alternative-added", message, Effect::Widens);
            let difference = difference.schemas(None, Some(*other));
            let at = at.with(&[(Which::New, new.0, new.1, y)]);
            let span = self.new.graph.get(*other).span;
            self.add(difference.spans(spans.0, Some(span)), ids, &at);
        }
    }

    fn tags(&mut self, (a, b): (&Alternatives, &Alternatives), ids: (SchemaId, SchemaId), at: &At) {
        let property = |one: &Alternatives| one.discriminator.as_ref().map(|d| d.property.clone());
        let (old, new) = (property(a), property(b));
        let subject = &at.subject;
        let shown = |name: Option<&str>| match name {
            Some(name) => format!("`{name}`"),
            None => "none".to_owned(),
        };
        let names = (
            old.as_ref().map(|p| p.value.as_str()),
            new.as_ref().map(|p| p.value.as_str()),
        );
        if names.0 != names.1 {
            let message = format!(
                "the property that tells the alternatives of `{subject}` apart was {}, and is {}",
                shown(names.0),
                shown(names.1)
            );
            let spans = (old.map(|p| p.span), new.map(|p| p.span));
            let difference = Difference::new("discriminator-changed", message, Effect::Mixed);
            self.add(difference.spans(spans.0, spans.1), ids, at);
            return;
        }
        let (Some(x), Some(y)) = (&a.discriminator, &b.discriminator) else {
            return;
        };
        for (i, j) in self.pairs(a, b) {
            let (Some(was), Some(is)) = (x.tags.get(i), y.tags.get(j)) else {
                continue;
            };
            if was == is {
                continue;
            }
            let inside =
                |a: &[String], b: &[String]| !a.is_empty() && a.iter().all(|t| b.contains(t));
            let effect = match (inside(is, was), inside(was, is)) {
                (true, _) => Effect::Narrows,
                (_, true) => Effect::Widens,
                _ => Effect::Mixed,
            };
            let message = format!(
                "an alternative of `{subject}` is meant by {} now, not by {}",
                is.join(", "),
                was.join(", ")
            );
            let spans = (Some(x.property.span), Some(y.property.span));
            let difference = Difference::new("tag-changed", message, effect);
            self.add(difference.spans(spans.0, spans.1), ids, at);
        }
    }

    /// Which alternative is which: what leads to the same type, what is equal, what has the same
    /// tag, title or type, and last what stands at the same position.
    fn pairs(&self, a: &Alternatives, b: &Alternatives) -> Vec<(usize, usize)> {
        let (old, new) = (&self.old.graph, &self.new.graph);
        let mut pairs: Vec<(usize, usize)> = Vec::new();
        let tags = |one: &Alternatives, index: usize| {
            let tags = one.discriminator.as_ref().and_then(|d| d.tags.get(index));
            tags.filter(|tags| !tags.is_empty()).cloned()
        };
        let keys: [&dyn Fn(usize, usize) -> bool; 6] = [
            &|x, y| {
                let (one, other) = (a.schemas.get(x), b.schemas.get(y));
                let found = one
                    .zip(other)
                    .map(|(x, y)| (old.get(*x).reference, new.get(*y).reference));
                matches!(found, Some((Some(x), Some(y))) if self.matching.new_of(x) == Some(y))
            },
            &|x, y| {
                let pair = a.schemas.get(x).zip(b.schemas.get(y));
                pair.is_some_and(|(x, y)| self.matching.are_equal(*x, *y))
            },
            &|x, y| tags(a, x).is_some() && tags(a, x) == tags(b, y),
            &|x, y| {
                let titles = (
                    a.schemas.get(x).and_then(|id| title_of(old, *id)),
                    b.schemas.get(y).and_then(|id| title_of(new, *id)),
                );
                titles.0.is_some() && titles.0 == titles.1
            },
            &|x, y| {
                let types = |graph: &Graph, list: &[SchemaId], index: usize| {
                    let types = list.get(index).map(|id| graph.get(*id).types);
                    let types = types.filter(|t| !t.is_empty())?;
                    let same = list
                        .iter()
                        .filter(|id| graph.get(**id).types == types)
                        .count();
                    (same == 1).then_some(types)
                };
                let here = types(old, &a.schemas, x);
                here.is_some() && here == types(new, &b.schemas, y)
            },
            &|x, y| x == y && a.schemas.len() == b.schemas.len(),
        ];
        let counts = [a.schemas.len(), b.schemas.len()].map(|n| n.min(MOST_PAIRED));
        let mut taken = counts.map(|count| vec![false; count]);
        for key in keys {
            let [olds, news] = &mut taken;
            for (x, is_old_taken) in olds.iter_mut().enumerate().filter(|(_, taken)| !**taken) {
                let mut free = news.iter_mut().enumerate().filter(|(_, taken)| !**taken);
                if let Some((y, is_new_taken)) = free.find(|(y, _)| key(x, *y)) {
                    (*is_old_taken, *is_new_taken) = (true, true);
                    pairs.push((x, y));
                }
            }
        }
        pairs.sort_unstable();
        pairs
    }

    /// What is neither a shape nor a bound: where it differs, a witness has to decide.
    pub(super) fn conditions(
        &mut self,
        from: &View<'_>,
        to: &View<'_>,
        ids: (SchemaId, SchemaId),
        at: &At,
    ) {
        self.rules(from, to, ids, at);
        for (keyword, get) in CONDITIONS {
            let list =
                |view: &View<'_>| -> Vec<SchemaId> { view.schemas().flat_map(get).collect() };
            let (a, b) = (list(from), list(to));
            let is_same = a.len() == b.len()
                && a.iter()
                    .zip(&b)
                    .all(|(x, y)| self.matching.are_equal(*x, *y));
            if is_same && self.counts_of(keyword, from) == self.counts_of(keyword, to) {
                continue;
            }
            let subject = &at.subject;
            let (effect, words) = match (a.is_empty(), b.is_empty()) {
                (true, _) => (Effect::Narrows, "is new"),
                (_, true) => (Effect::Widens, "is gone"),
                _ => (Effect::Mixed, "changed"),
            };
            let message = format!("`{keyword}` of `{subject}` {words}");
            let span =
                |graph: &Graph, list: &[SchemaId]| list.first().map(|id| graph.get(*id).span);
            let spans = (span(from.graph, &a), span(to.graph, &b));
            let difference = Difference::new("condition-changed", message, effect)
                .probes(self.condition_probes(&a, &b));
            let difference = match keyword.starts_with("unevaluated") {
                true => difference,
                false => difference.of_bounds(),
            };
            self.add(difference.spans(spans.0, spans.1), ids, at);
        }
    }

    /// Values of the location, and values that the conditions themselves speak of.
    fn condition_probes(&self, old: &[SchemaId], new: &[SchemaId]) -> Vec<Probe> {
        let (from, to) = (&self.old.graph, &self.new.graph);
        let mut maker = Maker::new(from, to, &[]);
        let mut probes = Probe::all_sizes();
        let sides = [(Which::Old, old), (Which::New, new)];
        for (which, id) in sides
            .into_iter()
            .flat_map(|(w, list)| list.iter().map(move |id| (w, *id)))
        {
            for style in [Style::Minimal, Style::Low, Style::High, Style::Full] {
                let made = maker.make(&[(which, id)], &[], style, 0);
                probes.extend(made.into_iter().flat_map(|value| {
                    let list = Value::Array(vec![value.clone()]);
                    [Probe::Put(value), Probe::Put(list)]
                }));
            }
        }
        probes
    }

    fn counts_of(&self, keyword: &str, view: &View<'_>) -> Vec<(Option<u64>, Option<u64>)> {
        if keyword != "contains" {
            return Vec::new();
        }
        let contains = view.schemas().filter_map(|schema| schema.contains);
        contains
            .map(|contains| (contains.min, contains.max))
            .collect()
    }
}

/// The schemas of a keyword.
type Get = fn(&Schema) -> Vec<SchemaId>;

const CONDITIONS: [(&str, Get); 7] = [
    ("not", |s| s.not.clone()),
    ("if", |s| {
        let parts = s.condition.map(|c| [Some(c.test), c.then, c.otherwise]);
        parts.into_iter().flatten().flatten().collect()
    }),
    ("dependentSchemas", |s| {
        s.dependent_schemas.iter().map(|m| m.schema).collect()
    }),
    ("contains", |s| {
        s.contains.map(|c| c.schema).into_iter().collect()
    }),
    ("propertyNames", |s| s.property_names.into_iter().collect()),
    ("unevaluatedProperties", |s| {
        s.unevaluated_properties.into_iter().collect()
    }),
    ("unevaluatedItems", |s| {
        s.unevaluated_items.into_iter().collect()
    }),
];

/// Whether no value is valid by two of the alternatives, as far as types and tags show.
pub(super) fn disjoint(graph: &Graph, alternatives: &Alternatives) -> bool {
    if let Some(discriminator) = &alternatives.discriminator {
        let mut seen = BTreeSet::new();
        let tags = discriminator.tags.iter();
        if tags.clone().all(|tags| !tags.is_empty()) && tags.flatten().all(|tag| seen.insert(tag)) {
            return true;
        }
    }
    if alternatives.schemas.len() > MOST_COMPARED {
        return false;
    }
    let resolved: Vec<Vec<&Schema>> = alternatives
        .schemas
        .iter()
        .map(|id| resolved(graph, *id))
        .collect();
    let pairs = resolved.iter().enumerate();
    pairs.clone().all(|(index, a)| {
        let mut later = resolved.iter().skip(index + 1);
        later.all(|b| are_apart(graph, a, b))
    })
}

/// A schema with what it refers to and the members of `allOf`.
fn resolved(graph: &Graph, id: SchemaId) -> Vec<&Schema> {
    let mut found = Vec::new();
    let mut seen = BTreeSet::new();
    let mut open = vec![id];
    while let Some(id) = open.pop() {
        if !seen.insert(id) || seen.len() > 200 {
            continue;
        }
        let schema = graph.get(id);
        found.push(schema);
        let target = schema.reference.and_then(|d| graph.definitions.get(d));
        open.extend(target.map(|d| d.schema));
        open.extend(&schema.all_of);
    }
    // The constants of properties stand in schemas of their own.
    found
}

fn are_apart(graph: &Graph, a: &[&Schema], b: &[&Schema]) -> bool {
    let types = |list: &[&Schema]| {
        let all = list.iter().filter(|schema| !schema.types.is_empty());
        all.fold(Types::ANY, |types, s| types.wide().common(s.types.wide()))
    };
    if !types(a).meets(types(b)) {
        return true;
    }
    let listed = |list: &[&Schema]| {
        let mut all = list.iter().filter_map(|schema| own_values(schema));
        all.next()
    };
    let excludes = |x: &[String], y: &[String]| x.iter().all(|value| !y.contains(value));
    if let (Some(x), Some(y)) = (listed(a), listed(b))
        && excludes(&x, &y)
    {
        return true;
    }
    let both = (constants(graph, a), constants(graph, b));
    let is_object = types(a) == Types::OBJECT && types(b) == Types::OBJECT;
    is_object
        && both.0.iter().any(|(name, values)| {
            let others = both.1.get(name);
            others.is_some_and(|others| excludes(values, others))
        })
}

/// The values of required properties that have listed ones.
fn constants(graph: &Graph, list: &[&Schema]) -> BTreeMap<String, Vec<String>> {
    let required = list.iter().flat_map(|schema| &schema.required);
    let required: BTreeSet<&str> = required.map(|name| name.value.as_str()).collect();
    let properties = list.iter().flat_map(|schema| &schema.properties);
    let wanted = properties.filter(|p| required.contains(p.name.value.as_str()));
    let valued = wanted.filter_map(|p| {
        let schemas = resolved(graph, p.schema);
        let values = schemas.iter().find_map(|schema| own_values(schema))?;
        Some((p.name.value.clone(), values))
    });
    valued.collect()
}

fn own_values(schema: &Schema) -> Option<Vec<String>> {
    let constant = schema.assertions.iter().find_map(|a| match &a.value {
        Assertion::Const(value) => Some(vec![fingerprint(value)]),
        _ => None,
    });
    let listed = schema.enumeration.as_ref().filter(|_| !schema.open);
    constant.or_else(|| {
        let values = listed?.value.iter();
        let all = values.flat_map(|value| {
            let aliases = value.aliases.iter();
            let aliases =
                aliases.map(|a| fingerprint(&fieldwright_runtime::Value::from(a.value.as_str())));
            std::iter::once(fingerprint(&value.value.value)).chain(aliases)
        });
        Some(all.collect())
    })
}

fn title_of(graph: &Graph, id: SchemaId) -> Option<String> {
    let schema = graph.get(id);
    let target = schema.reference.and_then(|d| graph.definitions.get(d));
    target
        .map(|d| d.name.value.clone())
        .or_else(|| schema.title.clone())
}

fn alternative_name(graph: &Graph, id: SchemaId, index: usize) -> String {
    match title_of(graph, id) {
        Some(name) => format!("`{name}`"),
        None => {
            let types: Vec<&str> = graph.get(id).types.names().collect();
            match types.as_slice() {
                [] => format!("alternative {}", index + 1),
                types => format!("{} (alternative {})", types.join(" or "), index + 1),
            }
        }
    }
}
