//! Instances, made of the schemas of one side, or of both at once.
//!
//! A value is made that keeps the keywords that most schemas have; whether it is valid, the
//! evaluators say. The way to one location can be forced, so that the value has something there.

use std::collections::{BTreeMap, BTreeSet};

use fieldwright_runtime::{Map, Value};

use super::change::{Branch, Step, Which};
use super::values::{distinct, number, text};
use crate::pattern;
use crate::schema::{Assertion, Graph, Schema, SchemaId, Types};

/// What kind of value is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Style {
    /// What is required.
    Minimal,
    /// Every property, some levels deep.
    Full,
    /// Values at their lower bounds.
    Low,
    /// Values at their upper bounds.
    High,
    /// A value of this length, or with this many parts; in it, what is required.
    Sized(u64),
}

/// A schema of one of the sides.
pub(super) type Fact = (Which, SchemaId);

pub(super) struct Maker<'g> {
    old: &'g Graph,
    new: &'g Graph,
    forced: BTreeMap<(Which, SchemaId, usize), usize>,
    /// Which alternative is taken of those that are not forced.
    turn: usize,
    style: Style,
    /// The length of the next value.
    sized: Option<u64>,
    /// How much may be made beyond what is required.
    left: usize,
    /// The names and indices on the way to the forced location.
    pub(super) location: Vec<String>,
}

/// All that holds of one value.
pub(super) struct Conjunction<'g> {
    pub(super) schemas: Vec<(Which, &'g Schema)>,
    tags: Vec<(&'g str, Value)>,
}

/// How deep values may be in any case.
const DEEPEST: usize = 24;
/// How many schemas may hold of one value.
const MOST_SCHEMAS: usize = 200;
/// How many properties or items are made beyond what is required.
const MOST_MORE: usize = 40;
/// How long arrays and texts are made.
pub(super) const LONGEST: u64 = 3000;

impl<'g> Maker<'g> {
    pub(super) fn new(old: &'g Graph, new: &'g Graph, branches: &[Branch]) -> Self {
        let forced = branches.iter().map(|b| ((b.0, b.1, b.2), b.3));
        Self {
            old,
            new,
            forced: forced.collect(),
            turn: 0,
            style: Style::Minimal,
            sized: None,
            left: MOST_MORE,
            location: Vec::new(),
        }
    }

    fn graph(&self, which: Which) -> &'g Graph {
        match which {
            Which::Old => self.old,
            Which::New => self.new,
        }
    }

    /// A value for all of `facts`, with something at the end of `path`.
    pub(super) fn make(
        &mut self,
        facts: &[Fact],
        path: &[Step],
        style: Style,
        turn: usize,
    ) -> Option<Value> {
        self.turn = turn;
        self.style = style;
        self.left = MOST_MORE;
        self.sized = None;
        self.location.clear();
        self.value(facts, Some(path), 0)
    }

    fn value(&mut self, facts: &[Fact], path: Option<&[Step]>, depth: usize) -> Option<Value> {
        if depth > DEEPEST {
            return None;
        }
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
            && let Some(value) = listed(&all)
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
        // A type that something is said of comes before the others.
        let said = found.iter().position(|one| all.speaks_of(*one));
        let chosen = match types == Types::ANY {
            true => found.get(said.unwrap_or(0)),
            false => found.get(self.turn % found.len().max(1)),
        };
        let chosen = *chosen?;
        Some(match chosen {
            Types::STRING => Value::from(text(&all, self.style, self.sized.take()).as_str()),
            Types::INTEGER => number(&all, self.style, true)?,
            Types::NUMBER => number(&all, self.style, false)?,
            Types::BOOLEAN => Value::Bool(true),
            Types::ARRAY => self.array(&all, path, depth)?,
            Types::OBJECT => self.object(&all, path, depth)?,
            _ => Value::Null,
        })
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
        let least = all
            .count(|a| matches!(a, Assertion::MinItems(_)), true)
            .unwrap_or(0);
        let most = all
            .count(|a| matches!(a, Assertion::MaxItems(_)), false)
            .unwrap_or(u64::MAX);
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
        let contains = all.schemas.iter().any(|(_, s)| s.contains.is_some());
        let wanted = match self.style {
            Style::High if most <= LONGEST => most,
            Style::Full if self.left > 0 => 1,
            _ => 0,
        };
        let needed = forced
            .map_or(0, |index| index as u64 + 1)
            .max(u64::from(contains));
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
                .filter_map(|(which, s)| {
                    let own = s.prefix_items.get(index).copied().or(s.items);
                    own.or(s.contains.map(|c| c.schema)).map(|id| (*which, id))
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

    fn object(
        &mut self,
        all: &Conjunction<'g>,
        path: Option<&[Step]>,
        depth: usize,
    ) -> Option<Value> {
        let sized = self.sized.take();
        let next = path.and_then(|path| path.split_first());
        let mut out = Map::new();
        let mut names: Vec<&str> = Vec::new();
        let required = all.schemas.iter().flat_map(|(_, s)| &s.required);
        names.extend(required.map(|name| name.value.as_str()));
        names.extend(all.tags.iter().map(|(name, _)| *name));
        let undeclared = self.undeclared_name(all);
        match next {
            Some((Step::Property(name), _)) => names.push(name.as_str()),
            Some((Step::Undeclared, _)) => names.push(undeclared.as_str()),
            _ => {}
        }
        let needed = names.len();
        if self.style == Style::Full && depth < 3 {
            let properties = all.schemas.iter().flat_map(|(_, s)| &s.properties);
            names.extend(properties.map(|p| p.name.value.as_str()));
        }
        for (index, name) in names.into_iter().enumerate() {
            if out.contains_key(name) || (index >= needed && self.left == 0) {
                continue;
            }
            self.left = self.left.saturating_sub(usize::from(index >= needed));
            let is_forced = match next {
                Some((Step::Property(wanted), _)) => wanted == name,
                Some((Step::Undeclared, _)) => undeclared == name,
                _ => false,
            };
            let inner = next.filter(|_| is_forced).map(|(_, rest)| rest);
            let tag = all
                .tags
                .iter()
                .find(|(tag, _)| *tag == name)
                .filter(|_| !is_forced);
            if is_forced {
                self.location.push(name.to_owned());
            }
            let made = match tag {
                Some((_, value)) => Some(value.clone()),
                None => self.value(&self.property(all, name), inner, depth + 1),
            };
            match made {
                Some(value) => drop(out.insert(name, value)),
                None if index < needed => return None,
                None => {}
            }
        }
        let least = all
            .count(|a| matches!(a, Assertion::MinProperties(_)), true)
            .unwrap_or(0);
        let most = all.count(|a| matches!(a, Assertion::MaxProperties(_)), false);
        let wanted = match (self.style, most) {
            (Style::High, Some(most)) if most < 50 => most,
            _ => least,
        };
        let wanted = sized.unwrap_or(wanted);
        let declared = all.schemas.iter().flat_map(|(_, s)| &s.properties);
        let declared = declared.map(|p| p.name.value.clone());
        let more = (0..wanted.min(50)).map(|index| format!("more {index}"));
        for name in declared.chain(more).collect::<Vec<_>>() {
            if out.len() as u64 >= wanted {
                break;
            }
            if !out.contains_key(&name)
                && let Some(value) = self.value(&self.property(all, &name), None, depth + 1)
            {
                out.insert(name, value);
            }
        }
        Some(Value::Object(out))
    }

    /// A name for a property that no schema declares, of a pattern where there is one.
    fn undeclared_name(&self, all: &Conjunction<'g>) -> String {
        let mut patterns = all.schemas.iter().flat_map(|(_, s)| &s.pattern_properties);
        let first = patterns.next().map(|p| p.name.value.as_str());
        let named =
            first.and_then(|pattern| super::pattern_text::samples(pattern).into_iter().next());
        let has_additional = all.schemas.iter().any(|(_, s)| s.additional.is_some());
        match named {
            Some(name) if !has_additional => name,
            _ => "other".to_owned(),
        }
    }

    fn property(&self, all: &Conjunction<'g>, name: &str) -> Vec<Fact> {
        let mut facts = Vec::new();
        for (which, schema) in &all.schemas {
            let own = schema.properties.iter().filter(|p| p.name.value == name);
            let own = own.map(|p| (*which, p.schema));
            let patterns = schema.pattern_properties.iter();
            let matching = patterns.filter(|p| pattern::is_match(&p.name.value, name));
            let mut found: Vec<Fact> = own.chain(matching.map(|p| (*which, p.schema))).collect();
            if found.is_empty() {
                found.extend(schema.additional.map(|id| (*which, id)));
            }
            facts.extend(found);
        }
        facts
    }
}

impl Conjunction<'_> {
    fn types(&self) -> Types {
        let typed = self.schemas.iter().filter(|(_, s)| !s.types.is_empty());
        typed.fold(Types::ANY, |types, (_, schema)| {
            super::view::wide(types).common(super::view::wide(schema.types))
        })
    }

    pub(super) fn assertions(&self) -> impl Iterator<Item = &Assertion> {
        let all = self.schemas.iter().flat_map(|(_, s)| &s.assertions);
        all.map(|assertion| &assertion.value)
    }

    fn speaks_of(&self, types: Types) -> bool {
        let asserts = self
            .assertions()
            .any(|a| a.applies_to() == types && types != Types::ANY);
        let of_objects = types == Types::OBJECT
            && self.schemas.iter().any(|(_, s)| {
                !s.properties.is_empty() || !s.required.is_empty() || s.additional.is_some()
            });
        let of_arrays = types == Types::ARRAY
            && self
                .schemas
                .iter()
                .any(|(_, s)| s.items.is_some() || !s.prefix_items.is_empty());
        asserts || of_objects || of_arrays || (types == Types::OBJECT && !self.tags.is_empty())
    }

    /// The tightest of counts.
    pub(super) fn count(&self, is_wanted: fn(&Assertion) -> bool, is_least: bool) -> Option<u64> {
        let wanted = self.assertions().filter(|a| is_wanted(a));
        let counts = wanted.filter_map(|assertion| match assertion {
            Assertion::MinLength(n)
            | Assertion::MaxLength(n)
            | Assertion::MinItems(n)
            | Assertion::MaxItems(n)
            | Assertion::MinProperties(n)
            | Assertion::MaxProperties(n) => Some(*n),
            _ => None,
        });
        if is_least { counts.max() } else { counts.min() }
    }
}

/// A value that all that list values list.
fn listed(all: &Conjunction<'_>) -> Option<Value> {
    let constant = all.assertions().find_map(|assertion| match assertion {
        Assertion::Const(value) => Some(value.clone()),
        _ => None,
    });
    if constant.is_some() {
        return constant;
    }
    let lists = all
        .schemas
        .iter()
        .filter_map(|(_, s)| s.enumeration.as_ref());
    let lists: Vec<_> = lists.map(|list| &list.value).collect();
    let first = lists.first()?;
    let common = first.iter().find(|value| {
        let value = &value.value.value;
        lists
            .iter()
            .all(|list| list.iter().any(|other| other.value.value == *value))
    });
    common
        .or_else(|| first.first())
        .map(|value| value.value.value.clone())
}
