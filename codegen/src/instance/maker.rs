//! Instances, made from the schemas of one side, or of both at once.
//!
//! A value is made that satisfies the most frequent keywords; the evaluators decide whether it is
//! valid. The path to one location can be forced, so that the value has a part there.

use std::collections::{BTreeMap, BTreeSet};

use fieldwright_runtime::{CountKeyword, Map, Value};

use super::conjunction::{Conjunction, listed};
use super::values::{distinct, number, text};
use super::{Branch, Step, Which};
use crate::schema::{Assertion, Graph, Schema, SchemaId, Types};

/// The kind of value to make.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Style {
    /// The required parts only.
    Minimal,
    /// Every property, some levels deep.
    Full,
    /// Every property, with its required parts; the examples and defaults of authors if there are
    /// any.
    Given,
    /// Values at their lower bounds.
    Low,
    /// Values at their upper bounds.
    High,
    /// A value of this length, or with this many parts, each with its required parts.
    Sized(u64),
}

/// Whether a value is valid by a schema.
pub(crate) type Accepts<'g> = dyn Fn(SchemaId, &Value) -> bool + 'g;

/// A schema of one of the sides.
pub(crate) type Fact = (Which, SchemaId);

pub(crate) struct Maker<'g> {
    old: &'g Graph,
    new: &'g Graph,
    forced: BTreeMap<(Which, SchemaId, usize), usize>,
    /// Which alternative is taken of those that are not forced.
    turn: usize,
    style: Style,
    /// The length of the next value.
    sized: Option<u64>,
    /// The remaining number of optional parts, and of all parts.
    left: (usize, usize),
    /// How many values an instance may have.
    most: usize,
    /// Whether an author's value is valid at its location.
    accepts: Option<&'g Accepts<'g>>,
    /// The names and indices on the way to the forced location.
    pub(crate) location: Vec<String>,
}

/// How deep values may be in any case.
const DEEPEST: usize = 24;
/// How many schemas may hold of one value.
const MOST_SCHEMAS: usize = 200;
/// How many properties or items are made beyond the required ones.
const MOST_MORE: usize = 40;
/// How many values an instance has at most.
const MOST_VALUES: usize = 20_000;
/// How many values of authors are looked at, and how large one may be that is taken.
const MOST_GIVEN: usize = 8;
const LARGEST_GIVEN: usize = 1000;
/// How many listed values are looked at.
const MOST_LISTED: usize = 50;
/// How long arrays and texts are made.
pub(super) const LONGEST: u64 = 3000;

impl<'g> Maker<'g> {
    pub(crate) fn new(old: &'g Graph, new: &'g Graph, branches: &[Branch]) -> Self {
        let forced = branches.iter().map(|b| ((b.0, b.1, b.2), b.3));
        Self {
            old,
            new,
            forced: forced.collect(),
            turn: 0,
            style: Style::Minimal,
            sized: None,
            left: (MOST_MORE, MOST_VALUES),
            most: MOST_VALUES,
            accepts: None,
            location: Vec::new(),
        }
    }

    /// For instances that show a schema: of a few values, with those of authors that are accepted.
    pub(crate) fn showing(graph: &'g Graph, most: usize, accepts: &'g Accepts<'g>) -> Self {
        Self {
            most,
            accepts: Some(accepts),
            ..Self::new(graph, graph, &[])
        }
    }

    fn graph(&self, which: Which) -> &'g Graph {
        match which {
            Which::Old => self.old,
            Which::New => self.new,
        }
    }

    /// A value for all of `facts`, with something at the end of `path`.
    pub(crate) fn make(
        &mut self,
        facts: &[Fact],
        path: &[Step],
        style: Style,
        turn: usize,
    ) -> Option<Value> {
        self.turn = turn;
        self.style = style;
        self.left = (MOST_MORE, self.most);
        self.sized = None;
        self.location.clear();
        self.value(facts, Some(path), 0)
    }

    pub(super) fn value(
        &mut self,
        facts: &[Fact],
        path: Option<&[Step]>,
        depth: usize,
    ) -> Option<Value> {
        self.left.1 = self.left.1.checked_sub(1).filter(|_| depth <= DEEPEST)?;
        let all = self.conjunction(facts)?;
        let next = path.and_then(|path| path.split_first());
        let wanted = match next {
            Some((Step::Property(_) | Step::Undeclared, _)) => Some(Types::OBJECT),
            Some((Step::Item | Step::Element(_), _)) => Some(Types::ARRAY),
            None => None,
        };
        if let Style::Sized(count) = self.style
            && path.is_some_and(<[Step]>::is_empty)
        {
            self.sized = Some(count);
            self.style = Style::Minimal;
        }
        if wanted.is_none()
            && let Some(value) = self.known(&all, facts)
        {
            return Some(value);
        }
        let types = all.types();
        let types = wanted.map_or(types, |wanted| types.common(wanted));
        let order = [
            Types::STRING,
            Types::OBJECT,
            Types::INTEGER,
            Types::NUMBER,
            Types::BOOLEAN,
            Types::ARRAY,
            Types::NULL,
        ];
        let found: Vec<Types> = order.into_iter().filter(|one| types.meets(*one)).collect();
        // A type with constraints comes before the others.
        let constrained = found.iter().position(|one| all.constrains(*one));
        let selected = match types == Types::ANY {
            true => found.get(constrained.unwrap_or(0)),
            false => found.get(self.turn % found.len().max(1)),
        };
        let selected = *selected?;
        let turn = self.accepts.map_or(0, |_| self.turn);
        Some(match selected {
            Types::STRING => Value::from(text(&all, self.style, self.sized.take()).as_str()),
            Types::INTEGER => number(&all, (self.style, turn), true)?,
            Types::NUMBER => number(&all, (self.style, turn), false)?,
            Types::BOOLEAN => Value::Bool(true),
            Types::ARRAY => self.array(&all, path, depth)?,
            Types::OBJECT => self.whole_object(facts, &all, path, depth)?,
            _ => Value::Null,
        })
    }

    /// Whether instances that show a schema may have this value; others may have any.
    fn is_accepted(&self, facts: &[Fact], value: &Value) -> bool {
        let Some(accepts) = self.accepts else {
            return true;
        };
        facts.iter().all(|(_, id)| accepts(*id, value))
    }

    /// A value that an author gives, or that is listed.
    fn known(&self, all: &Conjunction<'g>, facts: &[Fact]) -> Option<Value> {
        if let Some(value) = self.given(all, facts) {
            return Some(value);
        }
        let lists = all
            .schemas
            .iter()
            .filter_map(|(_, s)| s.enumeration.as_ref());
        let listed_values = lists.flat_map(|list| &list.value).take(MOST_LISTED);
        let mut listed_values = listed_values.map(|value| &value.value.value);
        let accepted = self.accepts.and_then(|_| {
            let found = listed_values.find(|value| self.is_accepted(facts, value));
            found.cloned()
        });
        accepted.or_else(|| listed(all))
    }

    /// An author's example, else a default. Many give a list of examples as one example.
    fn given(&self, all: &Conjunction<'g>, facts: &[Fact]) -> Option<Value> {
        self.accepts.filter(|_| self.style == Style::Given)?;
        let schemas = all.schemas.iter().map(|(_, schema)| schema);
        let examples = schemas.clone().flat_map(|schema| &schema.examples);
        let defaults = schemas.filter_map(|schema| schema.default.as_ref());
        let values = examples.chain(defaults).take(MOST_GIVEN).flat_map(|given| {
            let first = given.value.as_array().and_then(|list| list.first());
            std::iter::once(&given.value).chain(first)
        });
        let mut small = values.filter(|value| size_within(value, LARGEST_GIVEN).is_some());
        let found = small.find(|value| self.is_accepted(facts, value));
        found.cloned()
    }

    /// The properties that are made though they are not required.
    fn wanted<'s>(&self, all: &'s Conjunction<'g>, depth: usize) -> Vec<&'s str> {
        let properties = all.schemas.iter().flat_map(|(which, schema)| {
            let properties = schema.properties.iter();
            properties.map(|p| (p.name.value.as_str(), self.graph(*which).get(p.schema)))
        });
        let is_given = |schema: &Schema| schema.default.is_some() || !schema.examples.is_empty();
        let wanted = properties.filter(|(_, schema)| match self.style {
            Style::Full => depth < 3,
            Style::Given => depth == 0 || is_given(schema),
            _ => false,
        });
        wanted.map(|(name, _)| name).collect()
    }

    fn conjunction(&self, facts: &[Fact]) -> Option<Conjunction<'g>> {
        let mut all = Conjunction {
            schemas: Vec::new(),
            tags: Vec::new(),
        };
        let mut seen = BTreeSet::new();
        let mut open: Vec<Fact> = facts.iter().rev().copied().collect();
        while let Some((which, id)) = open.pop() {
            if !seen.insert((which, id)) {
                continue;
            }
            let graph = self.graph(which);
            let schema = graph.get(id);
            if schema.boolean == Some(false) || seen.len() > MOST_SCHEMAS {
                return None;
            }
            all.schemas.push((which, schema));
            let target = schema.reference.and_then(|d| graph.definitions.get(d));
            open.extend(target.map(|d| (which, d.schema)));
            open.extend(schema.all_of.iter().map(|id| (which, *id)));
            for (index, alternatives) in schema.alternatives.iter().enumerate() {
                let count = alternatives.schemas.len().max(1);
                let forced = self.forced.get(&(which, id, index)).copied();
                let taken = forced.unwrap_or(self.turn % count);
                open.extend(alternatives.schemas.get(taken).map(|id| (which, *id)));
                if let Some(discriminator) = &alternatives.discriminator {
                    let tag = discriminator.tags.get(taken).and_then(|tags| tags.first());
                    let value = tag.map(|tag| discriminator.value(tag));
                    let name = discriminator.property.value.as_str();
                    all.tags.extend(value.map(|value| (name, value)));
                }
            }
        }
        Some(all)
    }

    fn array(
        &mut self,
        all: &Conjunction<'g>,
        path: Option<&[Step]>,
        depth: usize,
    ) -> Option<Value> {
        let least = all.count(CountKeyword::MinItems).unwrap_or(0);
        let most = all.count(CountKeyword::MaxItems).unwrap_or(u64::MAX);
        let prefix = all
            .schemas
            .iter()
            .map(|(_, s)| s.prefix_items.len())
            .max()
            .unwrap_or(0);
        let sized = self.sized.take();
        let next = path.and_then(|path| path.split_first());
        let forced = match next {
            Some((Step::Element(index), _)) => Some(*index),
            Some((Step::Item, _)) => Some(prefix),
            _ => None,
        };
        let contained = all.schemas.iter().filter_map(|(_, s)| s.contains);
        let contained = contained.map(|contains| contains.min.unwrap_or(1)).max();
        // They follow the items with a position, if any value is allowed there.
        let refuses = |id: SchemaId, which| self.graph(which).get(id).boolean == Some(false);
        let is_open =
            { all.schemas.iter() }.all(|(which, s)| s.items.is_none_or(|id| !refuses(id, *which)));
        let start = contained.map_or(0, |_| if is_open { prefix as u64 } else { 0 });
        let contained = start..start.saturating_add(contained.unwrap_or(0));
        let wanted = match self.style {
            Style::High if most <= LONGEST => most,
            Style::Full | Style::Given if self.left.0 > 0 => 1,
            _ => 0,
        };
        let needed = forced
            .map_or(0, |index| index as u64 + 1)
            .max(contained.end.min(LONGEST));
        let count = wanted
            .max(needed)
            .max(least)
            .min(LONGEST)
            .min(most.max(needed));
        let count = sized.map_or(count, |sized| sized.min(LONGEST));
        let is_unique = all.schemas.iter().any(|(_, s)| {
            let mut assertions = s.assertions.iter();
            assertions.any(|a| a.value == Assertion::UniqueItems)
        });
        let mut items: Vec<Value> = Vec::new();
        let turn = self.turn;
        for index in 0..usize::try_from(count).unwrap_or(0) {
            let facts: Vec<Fact> = all
                .schemas
                .iter()
                .flat_map(|(which, s)| {
                    let own = s.prefix_items.get(index).copied().or(s.items);
                    let contains = s.contains.map(|contains| contains.schema);
                    let contains = contains.filter(|_| contained.contains(&(index as u64)));
                    own.into_iter().chain(contains).map(|id| (*which, id))
                })
                .collect();
            let is_forced = forced == Some(index);
            let inner = next.filter(|_| is_forced).map(|(_, rest)| rest);
            if is_forced {
                self.location.push(index.to_string());
            }
            let mut made = self.value(&facts, inner, depth + 1)?;
            if is_unique && items.contains(&made) {
                made = distinct(&made, index);
            }
            items.push(made);
            self.turn = turn;
        }
        Some(Value::Array(items))
    }

    /// An object; if it shows a schema, with the requirements of the conditions that it meets.
    fn whole_object(
        &mut self,
        facts: &[Fact],
        all: &Conjunction<'g>,
        path: Option<&[Step]>,
        depth: usize,
    ) -> Option<Value> {
        let made = self.object(all, path, depth)?;
        let Some(accepts) = self.accepts else {
            return Some(made);
        };
        let branches = all.schemas.iter().flat_map(|(which, schema)| {
            let condition = schema.condition.and_then(|c| match accepts(c.test, &made) {
                true => c.then,
                false => c.otherwise,
            });
            let dependent = schema.dependent_schemas.iter();
            let dependent = dependent.filter(|one| made.get(&one.name.value).is_some());
            let dependent = dependent.map(|one| one.schema);
            condition
                .into_iter()
                .chain(dependent)
                .map(|id| (*which, id))
        });
        let branches: Vec<Fact> = branches.collect();
        if branches.iter().all(|(_, id)| accepts(*id, &made)) {
            return Some(made);
        }
        let all = self.conjunction(&[facts, &branches].concat())?;
        self.object(&all, path, depth)
    }

    fn object(
        &mut self,
        all: &Conjunction<'g>,
        path: Option<&[Step]>,
        depth: usize,
    ) -> Option<Value> {
        let sized = self.sized.take();
        let next = path.and_then(|path| path.split_first());
        let mut out = Map::new();
        let undeclared = all.undeclared_name();
        let forced = match next {
            Some((Step::Property(name), _)) => Some(name.as_str()),
            Some((Step::Undeclared, _)) => Some(undeclared.as_str()),
            _ => None,
        };
        let mut names = all.required();
        names.extend(forced);
        let needed: BTreeSet<&str> = names.iter().copied().collect();
        names.extend(self.wanted(all, depth));
        if self.style == Style::Given {
            all.sort(&mut names);
        }
        for name in names {
            let is_needed = needed.contains(name);
            if out.contains_key(name) || (!is_needed && self.left.0 == 0) {
                continue;
            }
            self.left.0 -= usize::from(!is_needed);
            let is_forced = forced == Some(name);
            let inner = next.filter(|_| is_forced).map(|(_, rest)| rest);
            let mut tags = all.tags.iter();
            let tag = tags.find(|(tag, _)| *tag == name && !is_forced);
            if is_forced {
                self.location.push(name.to_owned());
            }
            let facts = all.property(name);
            let made = match tag {
                Some((_, value)) => Some(value.clone()),
                None => self.value(&facts, inner, depth + 1),
            };
            let made = made.filter(|value| is_needed || self.is_accepted(&facts, value));
            match made {
                Some(value) => drop(out.insert(name, value)),
                None if is_needed => return None,
                None => {}
            }
        }
        self.keep_rules(all, &mut out, &needed, depth);
        self.fill(all, &mut out, sized, depth);
        Some(Value::Object(out))
    }

    /// Adds properties until there are as many as required or requested.
    fn fill(
        &mut self,
        all: &Conjunction<'g>,
        out: &mut Map<Value>,
        sized: Option<u64>,
        depth: usize,
    ) {
        let least = all.count(CountKeyword::MinProperties).unwrap_or(0);
        let most = all.count(CountKeyword::MaxProperties);
        let wanted = match (self.style, most) {
            (Style::High, Some(most)) if most < 50 => most,
            _ => least,
        };
        let wanted = sized.unwrap_or(wanted);
        if out.len() as u64 >= wanted {
            return;
        }
        let declared = all.schemas.iter().flat_map(|(_, s)| &s.properties);
        let declared = declared.map(|p| p.name.value.clone());
        let more = (0..wanted.min(50)).map(|index| format!("more {index}"));
        for name in declared.chain(more).collect::<Vec<_>>() {
            if out.len() as u64 >= wanted {
                break;
            }
            if !out.contains_key(&name)
                && let Some(value) = self.value(&all.property(&name), None, depth + 1)
            {
                out.insert(name, value);
            }
        }
    }
}

/// The approximate remainder of a size in bytes after a value.
fn size_within(value: &Value, size: usize) -> Option<usize> {
    let size = size.checked_sub(4)?;
    match value {
        Value::String(text) => size.checked_sub(text.len()),
        Value::Array(items) => {
            { items.iter() }.try_fold(size, |size, item| size_within(item, size))
        }
        Value::Object(map) => { map.iter() }.try_fold(size, |size, (name, item)| {
            size_within(item, size.checked_sub(name.len())?)
        }),
        _ => Some(size),
    }
}
