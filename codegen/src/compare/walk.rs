//! The schemas of matched types, in pairs -> the differences, each at its location.

use std::collections::BTreeSet;

use super::change::{Branch, Effect, Found, Probe, Step, Which, WireEffect};
pub(super) use super::difference::Difference;
use super::equal;
use super::matching::Matching;
use super::side::Side;
use super::view::View;
use crate::schema::{Graph, Provenance, Schema, SchemaId, Types};
use crate::source::Span;
use fieldwright_runtime::Value;

/// Compares the schemas of all matched types.
pub(super) fn schemas(old: &Side, new: &Side, matching: &Matching) -> Vec<Found> {
    let forms = matching.form_pairs(&old.graph, &new.graph);
    let roots = matching.root_pair(&old.graph, &new.graph);
    let all = matching.pairs().chain(forms).chain(roots);
    all.flat_map(|pair| between((old, new), matching, pair))
        .collect()
}

/// Compares the schemas of two types.
pub(super) fn between(
    (old, new): (&Side, &Side),
    matching: &Matching,
    (a, b): (usize, usize),
) -> Vec<Found> {
    let definitions = (old.graph.definitions.get(a), new.graph.definitions.get(b));
    let (Some(from), Some(to)) = definitions else {
        return Vec::new();
    };
    let mut walk = Walk {
        old,
        new,
        matching,
        definitions: (a, b),
        seen: BTreeSet::new(),
        depth: 0,
        found: Vec::new(),
    };
    let at = At {
        path: Vec::new(),
        branches: Vec::new(),
        is_monotone: true,
        is_null_settled: false,
        is_described: false,
        subject: to.name.value.clone(),
    };
    walk.pair(from.schema, to.schema, &at);
    walk.found
}

/// How deep nested schemas are compared.
const DEEPEST: usize = 60;

/// A pair of types.
pub(super) struct Walk<'s> {
    pub(super) old: &'s Side,
    pub(super) new: &'s Side,
    pub(super) matching: &'s Matching,
    pub(super) definitions: (usize, usize),
    seen: BTreeSet<(SchemaId, SchemaId)>,
    /// How deep the location at hand lies.
    depth: usize,
    found: Vec<Found>,
}

/// A location in a type.
#[derive(Clone)]
pub(super) struct At {
    pub(super) path: Vec<Step>,
    pub(super) branches: Vec<Branch>,
    /// Whether a value that more accept here makes more instances accepted, and no fewer.
    pub(super) is_monotone: bool,
    /// Whether null is one of the values on both sides, by one of the schemas or beside it.
    pub(super) is_null_settled: bool,
    /// Whether the annotations were compared, with those of the union around an alternative.
    pub(super) is_described: bool,
    /// The name of the location.
    pub(super) subject: String,
}

impl At {
    /// A step further.
    pub(super) fn step(&self, step: Step) -> Self {
        let mut at = self.clone();
        match &step {
            Step::Property(name) => at.subject = format!("{}.{name}", at.subject),
            Step::Item => at.subject.push_str("[]"),
            Step::Element(index) => at.subject = format!("{}[{index}]", at.subject),
            Step::Undeclared => at.subject.push_str(".*"),
        }
        at.path.push(step);
        (at.is_null_settled, at.is_described) = (false, false);
        at
    }

    pub(super) fn with(&self, branches: &[Branch]) -> Self {
        let mut at = self.clone();
        at.branches.extend_from_slice(branches);
        at
    }

    pub(super) fn unless(&self, is_not_monotone: bool) -> Self {
        let mut at = self.clone();
        at.is_monotone &= !is_not_monotone;
        at
    }
}

impl<'s> Walk<'s> {
    /// Compares the schemas at the same location.
    pub(super) fn pair(&mut self, old: SchemaId, new: SchemaId, at: &At) {
        let is_equal = self.matching.are_equal(old, new);
        if is_equal && self.matching.say_the_same(old, new) || !self.seen.insert((old, new)) {
            return;
        }
        if is_equal && self.old.graph.formats_assert == self.new.graph.formats_assert {
            self.words_inside(old, new, at);
            return;
        }
        if self.depth >= DEEPEST {
            let message = format!("`{}` differs further inside than is compared", at.subject);
            self.add(
                Difference::new("type-changed", message, Effect::Mixed),
                (old, new),
                at,
            );
            return;
        }
        self.depth += 1;
        let is_lifted = self.lifted((old, new), at);
        self.depth -= 1;
        if is_lifted {
            return;
        }
        let sides = (self.old, self.new);
        let (from, to) = View::both(sides, self.matching, (old, new));
        let branches: Vec<Branch> = from.branches.iter().chain(&to.branches).copied().collect();
        let is_null_twice = from.is_null_twice || to.is_null_twice;
        let at = at.with(&branches).unless(is_null_twice);
        self.words(&from, &to, (old, new), &at);
        self.depth += 1;
        self.compare(&from, &to, (old, new), &at);
        self.depth -= 1;
    }

    fn compare(&mut self, from: &View<'_>, to: &View<'_>, ids: (SchemaId, SchemaId), at: &At) {
        let rest = from.looks_at_rest() || to.looks_at_rest();
        let common = from.types.wide().common(to.types.wide());
        if self.types(from, to, ids, at) {
            self.null(from, to, ids, at);
            self.values(from, to, ids, at);
            self.bounds(from, to, common, (ids, at));
        } else if !(from.is_nullable && to.is_nullable) {
            return;
        }
        let at = &at.unless(rest);
        if common.meets(Types::OBJECT) {
            self.objects(from, to, ids, at);
        }
        if common.meets(Types::ARRAY) {
            self.arrays(from, to, ids, at);
        }
        self.unions(from, to, ids, at);
        self.conditions(from, to, ids, at);
    }

    /// Compares the types; returns whether values of a common type remain to be compared.
    fn types(
        &mut self,
        from: &View<'_>,
        to: &View<'_>,
        ids: (SchemaId, SchemaId),
        at: &At,
    ) -> bool {
        let (a, b) = (from.types, to.types);
        let (wide_a, wide_b) = (a.wide(), b.wide());
        let subject = &at.subject;
        if from.is_never || to.is_never {
            if from.is_never != to.is_never {
                let (code, effect, words) = match to.is_never {
                    true => ("type-narrowed", Effect::Narrows, "no value"),
                    false => ("type-widened", Effect::Widens, "values"),
                };
                let message = format!("`{subject}` accepts {words} now");
                self.add(Difference::new(code, message, effect), ids, at);
            }
            return false;
        }
        if wide_a == wide_b {
            return true;
        }
        let is_inside = |inner: Types, outer: Types| inner.common(outer) == inner;
        // Of null alone and something else, neither is wider.
        let is_other = from.is_nullable != to.is_nullable
            && (wide_a.is_empty() && from.is_nullable || wide_b.is_empty() && to.is_nullable);
        let (code, effect, verb) = if is_other {
            ("type-changed", Effect::Mixed, "changed")
        } else if is_inside(wide_b, wide_a) {
            ("type-narrowed", Effect::Narrows, "narrowed")
        } else if is_inside(wide_a, wide_b) {
            ("type-widened", Effect::Widens, "widened")
        } else {
            ("type-changed", Effect::Mixed, "changed")
        };
        // A null that is added or removed with a type is not another change.
        let effect = match (from.is_nullable, to.is_nullable, effect) {
            (true, false, Effect::Widens) | (false, true, Effect::Narrows)
                if !at.is_null_settled =>
            {
                Effect::Mixed
            }
            (_, _, effect) => effect,
        };
        let message = format!(
            "the type of `{subject}` was {verb} from {} to {}",
            type_words(a),
            type_words(b)
        );
        let spans = (type_span(from), type_span(to));
        let null = (from.is_nullable != to.is_nullable).then_some(Value::Null);
        let values = from.listed().chain(to.listed()).chain(null);
        let difference = Difference::new(code, message, effect).values(values);
        self.add(difference.spans(spans.0, spans.1), ids, at);
        wide_a.meets(wide_b)
    }

    fn null(&mut self, from: &View<'_>, to: &View<'_>, ids: (SchemaId, SchemaId), at: &At) {
        // From or to a schema without types, the change of the types covers it.
        let is_any = |view: &View<'_>| view.types.wide() == Types::ANY.without(Types::NULL);
        let is_reported = is_any(from) != is_any(to);
        if from.is_nullable == to.is_nullable || is_reported || at.is_null_settled {
            return;
        }
        let subject = &at.subject;
        let difference = if to.is_nullable {
            let message = format!("`{subject}` accepts null now");
            Difference::new("null-allowed", message, Effect::Widens)
        } else {
            let message = format!("`{subject}` accepts no null any more");
            Difference::new("null-refused", message, Effect::Narrows)
        };
        let difference = difference.probes(vec![Probe::Put(Value::Null)]);
        let difference = difference.spans(type_span(from), type_span(to));
        self.add(difference, ids, at);
    }

    /// Adds a difference.
    pub(super) fn add(&mut self, one: Difference, ids: (SchemaId, SchemaId), at: &At) {
        let own = |side: &Side, id: SchemaId| Some(side.graph.get(id).span);
        let schemas = one.schemas.unwrap_or((Some(ids.0), Some(ids.1)));
        let spans = (
            one.spans.0.or_else(|| own(self.old, schemas.0?)),
            one.spans.1.or_else(|| own(self.new, schemas.1?)),
        );
        // A removed part is shown at its old position, with its new enclosing schema.
        let spans = (
            spans.0.or_else(|| own(self.old, ids.0)),
            spans.1.or_else(|| own(self.new, ids.1)),
        );
        self.found.push(Found {
            code: one.code,
            message: one.message,
            help: None,
            definitions: (Some(self.definitions.0), Some(self.definitions.1)),
            spans,
            schemas,
            around: (Some(ids.0), Some(ids.1)),
            path: at.path.clone(),
            branches: at.branches.clone(),
            property: one.property,
            before: one.before,
            member: one.member,
            keywords: one.keywords,
            effect: one.effect.under(at.is_monotone),
            wire: one.wire,
            probes: one.probes,
            messages: None,
        });
    }

    // --- words ------------------------------------------------------------------

    /// Compares the annotations of schemas that accept the same, and of their subschemas.
    fn words_inside(&mut self, old: SchemaId, new: SchemaId, at: &At) {
        let mut open = vec![(old, new, at.clone())];
        while let Some((old, new, at)) = open.pop() {
            if self.matching.say_the_same(old, new) {
                continue;
            }
            let (a, b) = (self.old.graph.get(old), self.new.graph.get(new));
            self.annotations(a, b, (old, new), &at);
            for property in &a.properties {
                let name = &property.name.value;
                let other = b.properties.iter().find(|p| p.name.value == *name);
                if let Some(other) = other {
                    let at = at.step(Step::Property(name.clone()));
                    open.push((property.schema, other.schema, at));
                }
            }
            let properties = |schema: &Schema| -> BTreeSet<SchemaId> {
                schema.properties.iter().map(|p| p.schema).collect()
            };
            let others = |schema: &Schema| -> Vec<SchemaId> {
                let own = properties(schema);
                let all = schema.subschemas().into_iter();
                all.filter(|id| !own.contains(id)).collect()
            };
            for (x, y) in others(a).into_iter().zip(others(b)) {
                if self.matching.are_equal(x, y) {
                    open.push((x, y, at.clone()));
                }
            }
        }
    }

    fn words(&mut self, from: &View<'_>, to: &View<'_>, ids: (SchemaId, SchemaId), at: &At) {
        let (a, b) = (from.graph.get(ids.0), to.graph.get(ids.1));
        match (a.reference, b.reference) {
            (Some(_), None) => self.annotations(target(from.graph, a), b, ids, at),
            (None, Some(_)) => self.annotations(a, target(to.graph, b), ids, at),
            _ => self.annotations(a, b, ids, at),
        }
    }

    pub(super) fn annotations(
        &mut self,
        a: &Schema,
        b: &Schema,
        ids: (SchemaId, SchemaId),
        at: &At,
    ) {
        let definition = self.new.graph.definitions.get(self.definitions.1);
        let is_parameters =
            definition.is_some_and(|d| matches!(d.provenance, Provenance::Parameters(_)));
        if is_parameters && at.path.is_empty() || at.is_described {
            return; // those of parameters name the operation
        }
        let (mut here, mut there) = (equal::value_words(a), equal::value_words(b));
        here.retain(|value, _| there.contains_key(value));
        there.retain(|value, _| here.contains_key(value));
        let is_of_values = here != there;
        if equal::annotations(a) == equal::annotations(b) && !is_of_values {
            return;
        }
        let subject = &at.subject;
        let mut add = |code, message: String, wire| {
            let difference = Difference::new(code, message, Effect::Same);
            let difference = difference.wire(wire).probes(Vec::new());
            self.add(difference, ids, at);
        };
        let nothing = WireEffect::Nothing;
        match (a.deprecated, b.deprecated) {
            (false, true) => add(
                "deprecated",
                format!("`{subject}` is deprecated now"),
                nothing,
            ),
            (true, false) => {
                let message = format!("`{subject}` is no longer deprecated");
                add("undeprecated", message, nothing);
            }
            _ => {}
        }
        let default = |schema: &Schema| schema.default.as_ref().map(|d| d.value.clone());
        let (before, after) = (default(a), default(b));
        if before != after {
            let shown = |value: &Option<Value>| match value {
                Some(value) => format!("`{}`", shortened(&value.to_string())),
                None => "none".to_owned(),
            };
            let message = format!(
                "the default of `{subject}` was {}, and is {}",
                shown(&before),
                shown(&after)
            );
            let why = "a value that is absent means another one";
            add("default-changed", message, WireEffect::Meaning(why, why));
        }
        let flags = |schema: &Schema| (schema.read_only, schema.write_only);
        if flags(a) != flags(b) {
            let words = |schema: &Schema| match flags(schema) {
                (true, _) => "read-only",
                (_, true) => "write-only",
                _ => "for both directions",
            };
            let message = format!("`{subject}` was {}, and is {}", words(a), words(b));
            let why = "the schema does not say what becomes of values sent the other way";
            add("direction-changed", message, WireEffect::Meaning(why, why));
        }
        let texts = |schema: &Schema| {
            let mut plain = schema.clone();
            (plain.default, plain.deprecated, plain.rust_name) = (None, false, None);
            (plain.read_only, plain.write_only) = (false, false);
            equal::annotations(&plain)
        };
        if texts(a) != texts(b) || is_of_values {
            let message = format!("the documentation of `{subject}` changed");
            add("documentation-changed", message, nothing);
        }
    }
}

/// The target of a schema's reference, if it has no documentation itself.
fn target<'g>(graph: &'g Graph, schema: &'g Schema) -> &'g Schema {
    let has_none = equal::annotations(schema) == equal::annotations(&Schema::new(schema.span));
    let found = schema.reference.and_then(|d| graph.definitions.get(d));
    match found.filter(|_| has_none) {
        Some(definition) => graph.get(definition.schema),
        None => schema,
    }
}

/// A text that is not too long for a message.
pub(super) fn shortened(text: &str) -> String {
    const MOST: usize = 60;
    match text.char_indices().nth(MOST) {
        Some((at, _)) => format!("{}…", text.get(..at).unwrap_or_default()),
        None => text.to_owned(),
    }
}

fn type_words(types: Types) -> String {
    if types == Types::ANY.without(Types::NULL) {
        return "any".to_owned();
    }
    let names: Vec<&str> = types
        .names()
        .filter(|name| *name != "integer" || !types.meets(Types::NUMBER))
        .collect();
    match names.as_slice() {
        [] => "null".to_owned(),
        names => names.join(" or "),
    }
}

/// The span of the types.
fn type_span(view: &View<'_>) -> Option<Span> {
    let typed = view.schemas().find(|schema| !schema.types.is_empty());
    typed.map(|schema| schema.span)
}

/// The side of a graph and a schema in it, for probes.
pub(super) fn add_probe(name: &str, which: Which, schema: SchemaId) -> Probe {
    Probe::Add(name.to_owned(), which, schema)
}
