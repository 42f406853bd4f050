//! All schemas of one value: a schema, the targets of its references, the members of `allOf` and
//! the selected alternatives.

use std::collections::BTreeMap;

use fieldwright_runtime::{CountKeyword, Value};

use super::Which;
use super::maker::Fact;
use crate::pattern;
use crate::schema::{Assertion, Schema, Types};

/// All that holds of one value.
pub(super) struct Conjunction<'g> {
    pub(super) schemas: Vec<(Which, &'g Schema)>,
    pub(super) tags: Vec<(&'g str, Value)>,
}

/// How many patterns of names are looked at.
const MOST_PATTERNS: usize = 50;

impl<'g> Conjunction<'g> {
    /// The names of required properties.
    pub(super) fn required(&self) -> Vec<&str> {
        let required = self.schemas.iter().flat_map(|(_, s)| &s.required);
        let required = required.map(|name| name.value.as_str());
        required
            .chain(self.tags.iter().map(|(name, _)| *name))
            .collect()
    }

    /// Puts names in the order that the schemas declare them in.
    pub(super) fn sort(&self, names: &mut [&str]) {
        let declared = self.schemas.iter().flat_map(|(_, s)| &s.properties);
        let mut order: BTreeMap<&str, usize> = BTreeMap::new();
        for (index, property) in declared.enumerate() {
            order.entry(&property.name.value).or_insert(index);
        }
        names.sort_by_key(|name| order.get(name).copied().unwrap_or(usize::MAX));
    }

    /// A name for a property that no schema declares, matching a pattern if there is one.
    pub(super) fn undeclared_name(&self) -> String {
        let mut patterns = self.schemas.iter().flat_map(|(_, s)| &s.pattern_properties);
        let first = patterns.next().map(|p| p.name.value.as_str());
        let named = first.and_then(|pattern| super::samples(pattern).into_iter().next());
        let has_additional = self.schemas.iter().any(|(_, s)| s.additional.is_some());
        match named {
            Some(name) if !has_additional => name,
            _ => "other".to_owned(),
        }
    }

    /// The facts about a property.
    pub(super) fn property(&self, name: &str) -> Vec<Fact> {
        let mut facts = Vec::new();
        for (which, schema) in &self.schemas {
            let own = schema.properties.iter().filter(|p| p.name.value == name);
            let own = own.map(|p| (*which, p.schema));
            let patterns = schema.pattern_properties.iter().take(MOST_PATTERNS);
            let matching = patterns.filter(|p| pattern::is_match(&p.name.value, name));
            let mut found: Vec<Fact> = own.chain(matching.map(|p| (*which, p.schema))).collect();
            if found.is_empty() {
                found.extend(schema.additional.map(|id| (*which, id)));
            }
            facts.extend(found);
        }
        facts
    }

    pub(super) fn types(&self) -> Types {
        let typed = self.schemas.iter().filter(|(_, s)| !s.types.is_empty());
        typed.fold(Types::ANY, |types, (_, schema)| {
            types.wide().common(schema.types.wide())
        })
    }

    pub(super) fn assertions(&self) -> impl Iterator<Item = &Assertion> {
        let all = self.schemas.iter().flat_map(|(_, s)| &s.assertions);
        all.map(|assertion| &assertion.value)
    }

    pub(super) fn constrains(&self, types: Types) -> bool {
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

    /// The tightest limit of a keyword.
    pub(super) fn count(&self, wanted: CountKeyword) -> Option<u64> {
        let counts = self.assertions().filter_map(|assertion| match assertion {
            Assertion::Count(keyword, n) if *keyword == wanted => Some(*n),
            _ => None,
        });
        match wanted.is_least() {
            true => counts.max(),
            false => counts.min(),
        }
    }
}

/// A value that all that list values list.
pub(super) fn listed(all: &Conjunction<'_>) -> Option<Value> {
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
