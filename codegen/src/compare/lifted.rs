//! A schema that is one of several alternatives on the other side, alone on this one: it is
//! compared with that alternative, and the others are added or removed alternatives.

use super::apart::{disjoint, meant, resolved};
use super::change::{Effect, Probe, Which};
use super::matching::{likeness, property_names};
use super::view::{beside_of_null, is_null, is_null_twice};
use super::walk::{At, Difference, Walk};
use crate::schema::{Alternatives, Graph, SchemaId, Types};
use fieldwright_runtime::Value;

/// Both schemas that are compared, the old one first.
type Ids = (SchemaId, SchemaId);

impl Walk<'_> {
    /// Compares two schemas if one is a union that has the other one as an alternative; otherwise
    /// does nothing.
    pub(super) fn lifted(&mut self, ids: Ids, at: &At) -> bool {
        let (old, new) = (self.old, self.new);
        let unions = (sole(&old.graph, ids.0), sole(&new.graph, ids.1));
        let (which, union) = match unions {
            (None, Some(union)) => (Which::New, union),
            (Some(union), None) => (Which::Old, union),
            (Some(a), Some(b)) => return self.beside_null((a, b), ids, at),
            (None, None) => return false,
        };
        if self.within_null((which, union), ids, at) {
            return true;
        }
        let Some(partner) = self.partner(which, union, (ids, at)) else {
            return false;
        };
        self.annotations(old.graph.get(ids.0), new.graph.get(ids.1), ids, at);
        let (graph, alone) = match which {
            Which::Old => (&old.graph, new.graph.get(ids.1).span),
            Which::New => (&new.graph, old.graph.get(ids.0).span),
        };
        let id = if which == Which::Old { ids.0 } else { ids.1 };
        let others = (0..union.schemas.len()).filter(|index| *index != partner);
        for index in others {
            let is_null = union
                .schemas
                .get(index)
                .is_some_and(|id| is_null(graph, *id));
            let (whole, kept) = (((id, 0, union), index), (&[partner][..], Some(alone)));
            match (is_null, which) {
                (true, _) => self.null_of_union(which, ids, at),
                (false, Which::Old) => self.gone(whole, kept, (ids, at)),
                (false, Which::New) => self.new_one(whole, kept, (ids, at)),
            }
        }
        let is_monotone = !union.exactly_one || disjoint(graph, union);
        let mut at = at.unless(!is_monotone).with(&[(which, id, 0, partner)]);
        at.is_described = true;
        if let Some(inner) = union.schemas.get(partner) {
            match which {
                Which::Old => self.pair(*inner, ids.1, &at),
                Which::New => self.pair(ids.0, *inner, &at),
            }
        }
        true
    }

    /// A union of null and another union, and a schema that accepts null itself: the other union,
    /// and the schema.
    fn within_null(&mut self, (which, union): (Which, &Alternatives), ids: Ids, at: &At) -> bool {
        let (graph, other, alone) = match which {
            Which::Old => (&self.old.graph, &self.new.graph, ids.1),
            Which::New => (&self.new.graph, &self.old.graph, ids.0),
        };
        let types = other.types_of(alone);
        let Some(beside) = beside_of_null(graph, union) else {
            return false;
        };
        let inner = union.schemas.get(beside).copied();
        let inner = inner.filter(|id| sole(graph, *id).is_some() && !at.is_null_settled);
        let is_plain = types.meets(Types::NULL)
            && types != Types::ANY
            && other.get(alone).types.meets(Types::NULL)
            && !is_null_twice(graph, union, beside);
        let Some(inner) = inner.filter(|_| is_plain) else {
            return false;
        };
        self.annotations(
            self.old.graph.get(ids.0),
            self.new.graph.get(ids.1),
            ids,
            at,
        );
        let around = if which == Which::Old { ids.0 } else { ids.1 };
        let mut at = at.with(&[(which, around, 0, beside)]);
        (at.is_null_settled, at.is_described) = (true, true);
        match which {
            Which::Old => self.pair(inner, ids.1, &at),
            Which::New => self.pair(ids.0, inner, &at),
        }
        true
    }

    /// Two unions of null and something else: the other alternatives, if one of them is a union.
    fn beside_null(&mut self, (a, b): (&Alternatives, &Alternatives), ids: Ids, at: &At) -> bool {
        let (old, new) = (self.old, self.new);
        let indices = (beside_of_null(&old.graph, a), beside_of_null(&new.graph, b));
        let (Some(x), Some(y)) = indices else {
            return false;
        };
        let (Some(one), Some(other)) = (a.schemas.get(x), b.schemas.get(y)) else {
            return false;
        };
        let is_union = |graph: &Graph, id: SchemaId| sole(graph, id).is_some();
        let refuses_null = |graph: &Graph, id: SchemaId| {
            let types = graph.types_of(id);
            is_union(graph, id) || !types.meets(Types::NULL)
        };
        if is_union(&old.graph, *one) == is_union(&new.graph, *other)
            || !refuses_null(&old.graph, *one)
            || !refuses_null(&new.graph, *other)
            || is_null_twice(&old.graph, a, x)
            || is_null_twice(&new.graph, b, y)
        {
            return false;
        }
        self.annotations(old.graph.get(ids.0), new.graph.get(ids.1), ids, at);
        let branches = [(Which::Old, ids.0, 0, x), (Which::New, ids.1, 0, y)];
        let mut at = at.with(&branches);
        at.is_described = true;
        self.pair(*one, *other, &at);
        true
    }

    /// The alternative that matches the schema of the other side: an equal one, else the only one
    /// of its types, else the one with most of its properties.
    fn partner(&self, which: Which, union: &Alternatives, (ids, at): (Ids, &At)) -> Option<usize> {
        let (graph, other, alone) = match which {
            Which::Old => (&self.old.graph, &self.new.graph, ids.1),
            Which::New => (&self.new.graph, &self.old.graph, ids.0),
        };
        let parts = resolved(other, alone);
        let types = match at.is_null_settled {
            true => other.types_of(alone).without(Types::NULL),
            false => other.types_of(alone),
        };
        let is_plain = parts.iter().all(|schema| schema.alternatives.is_empty());
        let is_typed = is_plain && types != Types::ANY;
        if union.schemas.len() < 2 {
            return None;
        }
        let is_equal = |inner: SchemaId| match which {
            Which::Old => self.matching.are_equal(inner, ids.1),
            Which::New => self.matching.are_equal(ids.0, inner),
        };
        let types_there = |inner: SchemaId| graph.types_of(inner);
        let fits = |inner: SchemaId| {
            let there = types_there(inner);
            there != Types::ANY && there.wide().common(types.wide()) == types.wide()
        };
        let list = || union.schemas.iter().enumerate();
        let equal = list().find(|(_, inner)| is_equal(**inner));
        let found = equal.or_else(|| {
            let mut same = list().filter(|(_, inner)| types_there(**inner).meets(types));
            let first = same.next().filter(|(_, inner)| is_typed && fits(**inner));
            first.filter(|_| same.next().is_none())
        });
        let found = found.or_else(|| {
            let own = property_names(other, alone);
            let score = |inner: &SchemaId| {
                likeness(&own, &property_names(graph, meant(graph, *inner))).unwrap_or_default()
            };
            let best =
                list().max_by_key(|(index, inner)| (score(inner), std::cmp::Reverse(*index)));
            best.filter(|(_, inner)| is_typed && fits(**inner) && score(inner) > 0)
        });
        // Null beside null differs from null beside a schema that refuses it.
        let (index, inner) = found?;
        let is_mixed = list().any(|(_, id)| is_null(graph, *id))
            && (types.meets(Types::NULL) || types_there(*inner).meets(Types::NULL));
        (!is_mixed).then_some(index)
    }

    /// Null is an alternative on one side only.
    fn null_of_union(&mut self, which: Which, ids: Ids, at: &At) {
        let subject = &at.subject;
        let (code, message, effect) = match which {
            Which::New => (
                "null-allowed",
                format!("`{subject}` accepts null now"),
                Effect::Widens,
            ),
            Which::Old => (
                "null-refused",
                format!("`{subject}` accepts no null any more"),
                Effect::Narrows,
            ),
        };
        let difference = Difference::new(code, message, effect);
        self.add(difference.probes(vec![Probe::Put(Value::Null)]), ids, at);
    }
}

/// The union of a schema without other keywords.
fn sole(graph: &Graph, id: SchemaId) -> Option<&Alternatives> {
    let schema = graph.get(id);
    let [union] = schema.alternatives.as_slice() else {
        return None;
    };
    let is_bare = schema.reference.is_none()
        && schema.boolean.is_none()
        && schema.types.is_empty()
        && schema.enumeration.is_none()
        && schema.assertions.is_empty()
        && schema.required.is_empty()
        && schema.rules.is_empty()
        && schema.dependent_required.is_empty();
    let is_all = schema.subschemas().len() == union.schemas.len();
    (is_bare && is_all).then_some(union)
}
