//! Bounds, patterns and formats: which became tighter and which looser.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use fieldwright_runtime::{
    CountKeyword, Format, NumberKeyword, Value, canonical_number, is_multiple_of,
};

use super::change::{Effect, Probe};
use super::view::View;
use super::walk::{At, Difference, Walk, shortened};
use crate::schema::{Assertion, SchemaId, Types, counted_types};
use crate::source::{Span, compare_numbers};

/// Up to which length values are made.
const MOST_COUNTED: u64 = 2500;

/// A bound: its number, whether it is exclusive, and its span.
#[derive(Clone)]
struct Bound {
    number: String,
    is_exclusive: bool,
    span: Span,
}

/// The combined assertions of a location.
#[derive(Default)]
struct Bounds {
    lower: Option<Bound>,
    upper: Option<Bound>,
    /// Least and greatest counts, by keyword.
    counts: BTreeMap<&'static str, (u64, Span)>,
    patterns: BTreeMap<String, Span>,
    formats: BTreeMap<String, Span>,
    steps: BTreeMap<String, Span>,
    unique: Option<Span>,
}

impl Bounds {
    fn of(view: &View<'_>) -> Self {
        let is_integer = view.types.meets(Types::INTEGER) && !view.types.meets(Types::NUMBER);
        let mut found = Self::default();
        for schema in view.schemas() {
            for assertion in &schema.assertions {
                found.add(&assertion.value, assertion.span, is_integer);
            }
        }
        found
    }

    fn add(&mut self, assertion: &Assertion, span: Span, is_integer: bool) {
        let keyword = assertion.keyword();
        match assertion {
            Assertion::Number(NumberKeyword::Minimum | NumberKeyword::ExclusiveMinimum, n) => {
                let is_exclusive = keyword == "exclusiveMinimum";
                let new = bound(n, is_exclusive, is_integer, 1, span);
                let is_tighter = self
                    .lower
                    .as_ref()
                    .is_none_or(|old| order(&new, old, false).is_gt());
                if is_tighter {
                    self.lower = Some(new);
                }
            }
            Assertion::Number(NumberKeyword::Maximum | NumberKeyword::ExclusiveMaximum, n) => {
                let is_exclusive = keyword == "exclusiveMaximum";
                let new = bound(n, is_exclusive, is_integer, -1, span);
                let is_tighter = self
                    .upper
                    .as_ref()
                    .is_none_or(|old| order(&new, old, true).is_lt());
                if is_tighter {
                    self.upper = Some(new);
                }
            }
            Assertion::Count(counted, n) => {
                let slot = self.counts.entry(keyword).or_insert((*n, span));
                let is_tighter = match counted.is_least() {
                    true => *n > slot.0,
                    false => *n < slot.0,
                };
                if is_tighter {
                    *slot = (*n, span);
                }
            }
            Assertion::Pattern(text) => {
                self.patterns.insert(text.clone(), span);
            }
            Assertion::Format(name) => {
                self.formats.insert(name.clone(), span);
            }
            Assertion::Number(NumberKeyword::MultipleOf, n) => {
                self.steps.insert(canonical_number(n), span);
            }
            Assertion::UniqueItems => self.unique = Some(span),
            Assertion::Const(_) => {}
        }
    }
}

/// A bound of integers is one that can be reached.
fn bound(number: &str, is_exclusive: bool, is_integer: bool, step: i64, span: Span) -> Bound {
    let whole = number.parse::<i64>().ok().and_then(|n| n.checked_add(step));
    match whole.filter(|_| is_exclusive && is_integer) {
        Some(n) => Bound {
            number: n.to_string(),
            is_exclusive: false,
            span,
        },
        None => Bound {
            number: number.to_owned(),
            is_exclusive,
            span,
        },
    }
}

/// Which bound lies higher.
fn order(a: &Bound, b: &Bound, is_upper: bool) -> Ordering {
    let by_exclusion = match is_upper {
        true => b.is_exclusive.cmp(&a.is_exclusive),
        false => a.is_exclusive.cmp(&b.is_exclusive),
    };
    compare_numbers(&a.number, &b.number).then(by_exclusion)
}

/// The ids of a pair of schemas, and their location.
type Location<'a> = ((SchemaId, SchemaId), &'a At);

/// Whether a bound is tighter in the new schema, and its message.
struct Move {
    effect: Effect,
    keyword: &'static str,
    words: String,
    /// Lengths that distinguish the sides.
    counts: Vec<u64>,
    spans: (Option<Span>, Option<Span>),
}

impl Walk<'_> {
    /// Compares the assertions that apply to values of the types.
    pub(super) fn bounds(
        &mut self,
        from: &View<'_>,
        to: &View<'_>,
        types: Types,
        location: Location<'_>,
    ) {
        let (a, b) = (Bounds::of(from), Bounds::of(to));
        if types.meets(Types::NUMERIC) {
            for (old, new, is_upper) in [(&a.lower, &b.lower, false), (&a.upper, &b.upper, true)] {
                self.range(old.as_ref(), new.as_ref(), is_upper, location);
            }
            self.steps(&a, &b, location);
        }
        for keyword in CountKeyword::ALL {
            if types.meets(counted_types(*keyword)) {
                self.count(*keyword, (&a, &b), location);
            }
        }
        if types.meets(Types::STRING) {
            self.patterns(&a, &b, location);
        }
        if types.meets(Types::STRING.with(Types::NUMERIC)) {
            self.formats(&a, &b, types, location);
        }
        if types.meets(Types::ARRAY) {
            self.uniqueness(&a, &b, location);
        }
    }

    fn bounded(&mut self, codes: (&'static str, &'static str), one: Move, location: Location<'_>) {
        let code = match one.effect {
            Effect::Narrows => codes.0,
            _ => codes.1,
        };
        let message = format!(
            "`{}` of `{}` {}",
            one.keyword, location.1.subject, one.words
        );
        let difference = Difference::new(code, message, one.effect).of_bounds();
        let mut difference = difference.keywords(&[one.keyword]);
        difference
            .probes
            .extend(one.counts.into_iter().map(Probe::Sized));
        let difference = difference.spans(one.spans.0, one.spans.1);
        self.add(difference, location.0, location.1);
    }

    fn range(
        &mut self,
        old: Option<&Bound>,
        new: Option<&Bound>,
        is_upper: bool,
        location: Location<'_>,
    ) {
        let is_same = match (old, new) {
            (None, None) => true,
            (Some(a), Some(b)) => order(a, b, is_upper).is_eq(),
            _ => false,
        };
        if is_same {
            return;
        }
        let effect = match (old, new) {
            (None, _) => Effect::Narrows,
            (_, None) => Effect::Widens,
            (Some(a), Some(b)) => match order(a, b, is_upper).is_lt() == is_upper {
                true => Effect::Widens,
                false => Effect::Narrows,
            },
        };
        let name = if is_upper {
            "greatest value"
        } else {
            "least value"
        };
        let shown = |bound: Option<&Bound>| match bound {
            Some(b) if b.is_exclusive && is_upper => format!("less than {}", b.number),
            Some(b) if b.is_exclusive => format!("more than {}", b.number),
            Some(b) => b.number.clone(),
            None => "none".to_owned(),
        };
        let numbers = [old, new].into_iter().flatten();
        let values: Vec<Value> = numbers.flat_map(|b| around(&b.number)).collect();
        let codes = ("range-tightened", "range-loosened");
        let code = if effect == Effect::Narrows {
            codes.0
        } else {
            codes.1
        };
        let message = format!(
            "the {name} of `{}` was {}, and is {}",
            location.1.subject,
            shown(old),
            shown(new)
        );
        let keywords: &[&str] = match is_upper {
            true => &["maximum", "exclusiveMaximum"],
            false => &["minimum", "exclusiveMinimum"],
        };
        let difference = Difference::new(code, message, effect)
            .of_bounds()
            .keywords(keywords)
            .values(values);
        let difference = difference.spans(old.map(|b| b.span), new.map(|b| b.span));
        self.add(difference, location.0, location.1);
    }

    fn count(&mut self, keyword: CountKeyword, (a, b): (&Bounds, &Bounds), location: Location<'_>) {
        let name = keyword.name();
        let (old, new) = (a.counts.get(name), b.counts.get(name));
        let is_upper = !keyword.is_least();
        let number = |found: Option<&(u64, Span)>| match (found, is_upper) {
            (Some((n, _)), _) => *n,
            (None, true) => u64::MAX,
            (None, false) => 0,
        };
        let (was, is) = (number(old), number(new));
        if was == is {
            return;
        }
        let effect = match (is > was) == is_upper {
            true => Effect::Widens,
            false => Effect::Narrows,
        };
        let codes = match counted_types(keyword) {
            Types::STRING => ("length-tightened", "length-loosened"),
            Types::ARRAY => ("item-count-tightened", "item-count-loosened"),
            _ => ("property-count-tightened", "property-count-loosened"),
        };
        let shown = |n: u64, found: Option<&(u64, Span)>| match found {
            Some(_) => n.to_string(),
            None => "none".to_owned(),
        };
        let one = Move {
            effect,
            keyword: name,
            words: format!("was {}, and is {}", shown(was, old), shown(is, new)),
            counts: [was, is]
                .into_iter()
                .filter(|n| *n < MOST_COUNTED)
                .flat_map(|n| [n, n + 1, n.saturating_sub(1)])
                .collect(),
            spans: (old.map(|o| o.1), new.map(|n| n.1)),
        };
        self.bounded(codes, one, location);
    }

    fn steps(&mut self, a: &Bounds, b: &Bounds, location: Location<'_>) {
        if a.steps.keys().eq(b.steps.keys()) {
            return;
        }
        // All of a list are multiples of each of the other.
        let all = |of: &Bounds, by: &Bounds| {
            let mut divisors = by.steps.keys();
            divisors.all(|by| of.steps.keys().any(|n| is_multiple_of(n, by)))
        };
        let (effect, code) = match (all(b, a), all(a, b)) {
            (true, _) => (Effect::Narrows, "step-tightened"),
            (_, true) => (Effect::Widens, "step-loosened"),
            _ => (Effect::Mixed, "step-changed"),
        };
        let shown = |of: &Bounds| match of.steps.is_empty() {
            true => "none".to_owned(),
            false => of.steps.keys().cloned().collect::<Vec<_>>().join(" and "),
        };
        let message = format!(
            "`multipleOf` of `{}` was {}, and is {}",
            location.1.subject,
            shown(a),
            shown(b)
        );
        let values = a.steps.keys().chain(b.steps.keys());
        let values: Vec<Value> = values.filter_map(|n| json(n)).collect();
        let first = |of: &Bounds| of.steps.values().next().copied();
        let difference = Difference::new(code, message, effect)
            .of_bounds()
            .keywords(&["multipleOf"])
            .values(values);
        self.add(difference.spans(first(a), first(b)), location.0, location.1);
    }

    fn patterns(&mut self, a: &Bounds, b: &Bounds, location: Location<'_>) {
        let beyond = |x: &Bounds, y: &Bounds| -> Vec<(String, Span)> {
            let all = x
                .patterns
                .iter()
                .filter(|(text, _)| !y.patterns.contains_key(*text));
            all.map(|(text, span)| (text.clone(), *span)).collect()
        };
        let (gone, came) = (beyond(a, b), beyond(b, a));
        let subject = &location.1.subject;
        let (code, message, effect) = match (gone.first(), came.first()) {
            (None, None) => return,
            (None, Some((new, _))) => {
                let message = format!("`{subject}` must match `{}` now", shortened(new));
                ("pattern-added", message, Effect::Narrows)
            }
            (Some((old, _)), None) => {
                let message = format!("`{subject}` need not match `{}` any more", shortened(old));
                ("pattern-removed", message, Effect::Widens)
            }
            (Some((old, _)), Some((new, _))) => {
                let (old, new) = (shortened(old), shortened(new));
                let message = format!("the pattern of `{subject}` was `{old}`, and is `{new}`");
                ("pattern-changed", message, Effect::Mixed)
            }
        };
        let samples = gone.iter().chain(&came);
        let samples = samples.flat_map(|(pattern, _)| crate::instance::samples(pattern));
        let others = ["", "a", "A", "0", "-", "aa", "é", "a b", "x_1", "~"].map(str::to_owned);
        let values: Vec<Value> = samples
            .chain(others)
            .map(|text| Value::from(text.as_str()))
            .collect();
        let difference = Difference::new(code, message, effect)
            .of_bounds()
            .keywords(&["pattern"])
            .values(values);
        let first = |list: &[(String, Span)]| list.first().map(|one| one.1);
        self.add(
            difference.spans(first(&gone), first(&came)),
            location.0,
            location.1,
        );
    }

    fn formats(&mut self, a: &Bounds, b: &Bounds, types: Types, location: Location<'_>) {
        let asserts = (self.old.graph.formats_assert, self.new.graph.formats_assert);
        if a.formats.keys().eq(b.formats.keys()) && asserts.0 == asserts.1 {
            return;
        }
        let asserted = |of: &Bounds, asserts: bool| -> Vec<Format> {
            let known = of.formats.keys().filter(|_| asserts);
            let known = known.filter_map(|name| Format::from_name(name));
            let applies = |f: &Format| match f.is_numeric() {
                true => types.meets(Types::NUMERIC),
                false => types.meets(Types::STRING),
            };
            known.filter(applies).collect()
        };
        let (old, new) = (asserted(a, asserts.0), asserted(b, asserts.1));
        let holds = |inner: &[Format], outer: &[Format]| {
            outer
                .iter()
                .all(|o| inner.iter().any(|i| is_inside(*i, *o)))
        };
        let subject = &location.1.subject;
        let shown = |of: &Bounds| match of.formats.keys().next() {
            Some(name) => format!("`{}`", shortened(name)),
            None => "none".to_owned(),
        };
        let effect = match (holds(&new, &old), holds(&old, &new)) {
            (true, true) => Effect::Same,
            (true, false) => Effect::Narrows,
            (false, true) => Effect::Widens,
            (false, false) => Effect::Mixed,
        };
        let code = match (a.formats.is_empty(), b.formats.is_empty()) {
            (true, false) => "format-added",
            (false, true) => "format-removed",
            _ => "format-changed",
        };
        let message = format!(
            "the format of `{subject}` was {}, and is {}",
            shown(a),
            shown(b)
        );
        let texts = old
            .iter()
            .chain(&new)
            .flat_map(|f| crate::instance::format_samples(f.name()));
        let texts = texts.chain(["no text of any format", ""]).map(Value::from);
        let values: Vec<Value> = texts.chain(numbers()).collect();
        let first = |of: &Bounds| of.formats.values().next().copied();
        let difference = Difference::new(code, message, effect)
            .of_bounds()
            .keywords(&["format"])
            .values(values);
        self.add(difference.spans(first(a), first(b)), location.0, location.1);
    }

    fn uniqueness(&mut self, a: &Bounds, b: &Bounds, location: Location<'_>) {
        let subject = &location.1.subject;
        let (code, effect, words) = match (a.unique, b.unique) {
            (None, Some(_)) => ("uniqueness-added", Effect::Narrows, "must be different now"),
            (Some(_), None) => ("uniqueness-removed", Effect::Widens, "may be equal now"),
            _ => return,
        };
        let message = format!("the items of `{subject}` {words}");
        let difference = Difference::new(code, message, effect)
            .of_bounds()
            .keywords(&["uniqueItems"])
            .probes(vec![Probe::Sized(2)]);
        self.add(difference.spans(a.unique, b.unique), location.0, location.1);
    }
}

/// Whether all values of a format are of another one.
fn is_inside(inner: Format, outer: Format) -> bool {
    if inner.name() == outer.name() {
        return true;
    }
    match (inner.integers(), outer.integers()) {
        (Some(inner), Some(outer)) => inner.0 >= outer.0 && inner.1 <= outer.1,
        _ => false,
    }
}

/// Numbers that formats of numbers differ in.
fn numbers() -> impl Iterator<Item = Value> {
    let texts = [
        "300",
        "70000",
        "3000000000",
        "-1",
        "-3000000000",
        "1.5",
        "12345678901234567890",
    ];
    texts.into_iter().filter_map(json)
}

fn json(text: &str) -> Option<Value> {
    fieldwright_runtime::from_json(text.as_bytes()).ok()
}

/// A number, and its neighbours.
fn around(number: &str) -> Vec<Value> {
    let mut texts = vec![number.to_owned()];
    match number.parse::<i64>() {
        Ok(n) => {
            texts.extend(n.checked_add(1).map(|n| n.to_string()));
            texts.extend(n.checked_sub(1).map(|n| n.to_string()));
        }
        Err(_) => {
            let near = number.parse::<f64>().ok().filter(|n| n.is_finite());
            let near = near
                .into_iter()
                .flat_map(|n| [n + 0.5, n - 0.5, n + 1.0, n - 1.0]);
            texts.extend(near.map(|n| n.to_string()));
        }
    }
    texts.iter().filter_map(|text| json(text)).collect()
}
