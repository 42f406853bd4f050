//! Unions and conditions: added and removed alternatives, and changes that no rule decides.

use fieldwright_runtime::Value;

use super::apart::{disjoint, is_apart, is_within, meant, of_union};
use super::change::{Branch, Effect, Probe, Which};
use super::matching::{likeness, property_names};
use super::view::View;
use super::walk::{At, Difference, Walk};
use crate::instance::{Maker, Style};
use crate::schema::{Alternatives, Graph, Schema, SchemaId};
use crate::source::Span;

/// A union: the schema it stands in, which of its unions it is, and its alternatives.
type Union<'g> = (SchemaId, usize, &'g Alternatives);

/// How many alternatives are paired.
const MOST_PAIRED: usize = 600;

/// How many pairs of alternatives are compared by their properties.
const MOST_SCORED: usize = 2_500;

impl Walk<'_> {
    pub(super) fn unions(
        &mut self,
        from: &View<'_>,
        to: &View<'_>,
        ids: (SchemaId, SchemaId),
        at: &At,
    ) {
        let (mut olds, mut news) = (from.unions(), to.unions());
        // Equal unions have no differences.
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
            let union = self.old.graph.get(*id).alternatives.get(*index);
            let effect = match is_one {
                true => Effect::Narrows,
                false => of_union(union, from.graph, to).reversed(),
            };
            let difference = Difference::new("alternative-removed", message, effect);
            let span = self.old.graph.get(*id).span;
            self.add(difference.spans(Some(span), None), ids, at);
        }
        for (id, index, _) in news.iter().skip(olds.len()) {
            let is_one = self.is_one_of((Which::New, *id, *index), ids.0);
            let message = format!("`{subject}` is a choice of alternatives now");
            let union = self.new.graph.get(*id).alternatives.get(*index);
            let effect = match is_one {
                true => Effect::Widens,
                false => of_union(union, to.graph, from),
            };
            let difference = Difference::new("alternative-added", message, effect);
            let span = self.new.graph.get(*id).span;
            self.add(difference.spans(None, Some(span)), ids, at);
        }
    }

    /// Whether a schema of the other side is one of the alternatives of a sole union.
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

    pub(super) fn union(
        &mut self,
        old: Union<'_>,
        new: Union<'_>,
        (ids, at): ((SchemaId, SchemaId), &At),
    ) {
        let (a, b) = (old.2, new.2);
        let is_apart = (disjoint(&self.old.graph, a), disjoint(&self.new.graph, b));
        // If alternatives exclude each other, `anyOf` and `oneOf` accept the same.
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
        let around = at;
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
        let kept: Vec<usize> = pairs.iter().map(|pair| pair.0).collect();
        for x in (0..a.schemas.len()).filter(|x| !kept.contains(x)) {
            self.gone((old, x), (&kept, spans.1), (ids, around));
        }
        let kept: Vec<usize> = pairs.iter().map(|pair| pair.1).collect();
        for y in (0..b.schemas.len()).filter(|y| !kept.contains(y)) {
            self.new_one((new, y), (&kept, spans.0), (ids, around));
        }
    }

    /// An alternative that is gone; `kept` are those that are still there.
    pub(super) fn gone(
        &mut self,
        (union, x): (Union<'_>, usize),
        (kept, span): (&[usize], Option<Span>),
        (ids, at): ((SchemaId, SchemaId), &At),
    ) {
        let graph = &self.old.graph;
        let Some(one) = union.2.schemas.get(x) else {
            return;
        };
        let name = alternative_name(graph, *one, x);
        let message = format!("{name} is no alternative of `{}` any more", at.subject);
        let effect = presence(graph, (union.0, union.2), x, kept).reversed();
        let difference = Difference::new("alternative-removed", message, effect);
        let difference = difference.schemas(Some(*one), None);
        let at = at.with(&[(Which::Old, union.0, union.1, x)]);
        let own = graph.get(*one).span;
        self.add(difference.spans(Some(own), span), ids, &at);
    }

    /// An alternative that is new; `kept` are those that were there.
    pub(super) fn new_one(
        &mut self,
        (union, y): (Union<'_>, usize),
        (kept, span): (&[usize], Option<Span>),
        (ids, at): ((SchemaId, SchemaId), &At),
    ) {
        let graph = &self.new.graph;
        let Some(one) = union.2.schemas.get(y) else {
            return;
        };
        let name = alternative_name(graph, *one, y);
        let message = format!("{name} is an alternative of `{}` now", at.subject);
        let effect = presence(graph, (union.0, union.2), y, kept);
        let difference = Difference::new("alternative-added", message, effect);
        let difference = difference.schemas(None, Some(*one));
        let at = at.with(&[(Which::New, union.0, union.1, y)]);
        let own = graph.get(*one).span;
        self.add(difference.spans(span, Some(own)), ids, &at);
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

    /// Matches alternatives: by the same type, by equality, by the same tag, title or type, and
    /// last by position.
    fn pairs(&self, a: &Alternatives, b: &Alternatives) -> Vec<(usize, usize)> {
        let (old, new) = (&self.old.graph, &self.new.graph);
        let mut pairs: Vec<(usize, usize)> = Vec::new();
        let tags = |one: &Alternatives, index: usize| {
            let tags = one.discriminator.as_ref().and_then(|d| d.tags.get(index));
            tags.filter(|tags| !tags.is_empty()).cloned()
        };
        let keys: [&dyn Fn(usize, usize) -> bool; 5] = [
            &|x, y| {
                let (one, other) = (a.schemas.get(x), b.schemas.get(y));
                let found = one
                    .zip(other)
                    .map(|(x, y)| (old.get(*x).reference, new.get(*y).reference));
                matches!(found, Some((Some(x), Some(y))) if self.matching.new_of(x) == Some(y))
            },
            &|x, y| {
                let pair = a.schemas.get(x).zip(b.schemas.get(y));
                pair.is_some_and(|(x, y)| {
                    let (x, y) = (meant(old, *x), meant(new, *y));
                    self.matching.are_equal(x, y)
                })
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
        let free = taken.map(|taken| {
            let all = taken.iter().enumerate();
            all.filter(|(_, taken)| !**taken).map(|(i, _)| i).collect()
        });
        pairs.extend(self.alike((a, b), free));
        pairs.sort_unstable();
        pairs
    }

    /// Matches the remaining alternatives: objects by most common properties, and last by position,
    /// unless their names differ.
    fn alike(
        &self,
        (a, b): (&Alternatives, &Alternatives),
        [mut olds, mut news]: [Vec<usize>; 2],
    ) -> Vec<(usize, usize)> {
        let (old, new) = (&self.old.graph, &self.new.graph);
        let names = |graph: &Graph, list: &[SchemaId], index: usize| {
            let found = list
                .get(index)
                .map(|id| property_names(graph, meant(graph, *id)));
            found.unwrap_or_default()
        };
        let mut scored: Vec<(usize, usize, usize)> = Vec::new();
        if olds.len().saturating_mul(news.len()) <= MOST_SCORED {
            let there: Vec<_> = news.iter().map(|y| names(new, &b.schemas, *y)).collect();
            for x in &olds {
                let here = names(old, &a.schemas, *x);
                for (y, there) in news.iter().zip(&there) {
                    let score = likeness(&here, there);
                    scored.extend(score.map(|score| (score, *x, *y)));
                }
            }
        }
        scored.sort_by_key(|(score, x, y)| (std::cmp::Reverse(*score), *x, *y));
        let mut pairs = Vec::new();
        for (_, x, y) in scored {
            if olds.contains(&x) && news.contains(&y) {
                olds.retain(|other| *other != x);
                news.retain(|other| *other != y);
                pairs.push((x, y));
            }
        }
        // A type that is referred to has no title here.
        let is_named = |graph: &Graph, list: &[SchemaId], index: usize| {
            let schema = list.get(index).map(|id| graph.get(*id));
            schema.map(|schema| (schema.reference.is_some(), schema.title.is_some()))
        };
        let same = olds.iter().filter(|at| news.contains(at));
        let same = same.filter(|at| {
            let named = is_named(old, &a.schemas, **at);
            let is_other = named == is_named(new, &b.schemas, **at)
                && named.is_some_and(|(is_reference, is_titled)| is_reference || is_titled);
            a.schemas.len() == b.schemas.len() && !is_other
        });
        pairs.extend(same.map(|at| (*at, *at)));
        pairs
    }

    /// Keywords that are neither a shape nor a bound: a witness decides about a difference.
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

    /// Values of the location, and values from the conditions themselves.
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

/// The effect of an alternative on a union that has others: one that excludes all others only adds
/// values; one that lies within another adds none, and with `oneOf` its values are refused. One
/// without a type of the surrounding schema adds none.
fn presence(
    graph: &Graph,
    (around, union): (SchemaId, &Alternatives),
    index: usize,
    kept: &[usize],
) -> Effect {
    let Some(own) = union.schemas.get(index) else {
        return Effect::Mixed;
    };
    let types = graph.get(around).types;
    if !types.is_empty() && !graph.types_of(*own).meets(types.wide()) {
        return Effect::Same;
    }
    let is_inside = union.discriminator.is_none()
        && kept.iter().filter(|at| **at != index).any(|at| {
            let other = union.schemas.get(*at);
            other.is_some_and(|other| is_within(graph, *own, *other))
        });
    match (union.exactly_one, is_inside) {
        (true, true) => Effect::Narrows,
        (false, true) => Effect::Same,
        (false, false) => Effect::Widens,
        (true, false) if disjoint(graph, union) || is_apart(graph, union, index) => Effect::Widens,
        (true, false) => Effect::Mixed,
    }
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
