//! `open`: enums and unions that keep values which the schema does not name, or keep none.
//!
//! ```yaml
//! Status: { type: string, enum: [new, sold] }     # x-fieldwright-open: [new, sold]
//! Event: { oneOf: [...], discriminator: ... }     # and an alternative for all other tags
//! ```
//! For a whole input or for everything in a type, `open` does not change schemas on which the
//! meaning of other keywords depends: a single value, which is a constant; an alternative of
//! `oneOf`, which must not hold beside another; the tags of alternatives; and subschemas of `not`,
//! `if`, `contains` and the like. An explicit target is always opened.

use std::collections::BTreeSet;

use super::OverrideTable;
use crate::schema::{
    Alternatives, Assertion, Discriminator, Graph, Property, Schema, SchemaId, Types, UnknownValues,
};
use crate::settings::{Open, Settings};
use crate::source::Span;

/// The requested value, with the setting of a type, if it is not that of the input.
#[derive(Debug, Clone, Copy)]
struct Asked {
    open: Open,
    span: Option<Span>,
    /// Whether this schema is the target itself.
    is_target: bool,
}

/// Opens and closes the schemas that the settings name.
pub(super) fn apply(graph: &mut Graph, settings: &Settings, table: &mut OverrideTable) {
    let is_overridden = table
        .overrides
        .values()
        .any(|overrides| overrides.open.is_some());
    if settings.open.is_none() && !is_overridden {
        return;
    }
    let asked = settings.open.map(|open| Asked {
        open,
        span: None,
        is_target: false,
    });
    let mut opener = Opener {
        fixed: fixed(graph),
        graph,
        seen: BTreeSet::new(),
        done: Vec::new(),
    };
    let definitions = opener.graph.definitions.iter();
    let roots: Vec<SchemaId> = definitions.map(|definition| definition.schema).collect();
    for root in roots {
        opener.walk(root, asked, table);
    }
    let done = std::mem::take(&mut opener.done);
    done.into_iter().for_each(|span| table.done(span));
}

struct Opener<'g> {
    graph: &'g mut Graph,
    /// The schemas that are only opened as targets.
    fixed: BTreeSet<SchemaId>,
    seen: BTreeSet<SchemaId>,
    done: Vec<Span>,
}

impl Opener<'_> {
    /// A schema and those inside, references apart; the nearest target counts.
    fn walk(&mut self, root: SchemaId, asked: Option<Asked>, table: &OverrideTable) {
        let mut open = vec![(root, asked)];
        while let Some((id, outer)) = open.pop() {
            if !self.seen.insert(id) {
                continue;
            }
            let own = table.get(id).and_then(|overrides| overrides.open);
            let asked = match own {
                Some(overriding) => Some(Asked {
                    open: overriding.value,
                    span: Some(overriding.span),
                    is_target: true,
                }),
                None => outer.map(|asked| Asked {
                    is_target: false,
                    ..asked
                }),
            };
            let inside = self.graph.get(id).subschemas();
            if let Some(asked) = asked
                && self.change(id, asked)
            {
                self.done.extend(asked.span);
            }
            open.extend(inside.into_iter().map(|id| (id, asked)));
        }
    }

    /// Whether the schema has, or now has, the requested value.
    fn change(&mut self, id: SchemaId, asked: Asked) -> bool {
        let is_free = asked.is_target || !self.fixed.contains(&id);
        let schema = self.graph.get(id);
        if let Some(types) = types_of_values(schema) {
            let has_choice = schema.open || schema.listed().count() > 1;
            if !is_free || !(has_choice || asked.is_target) {
                return false;
            }
            let mut schema = schema.clone();
            schema.open = asked.open != Open::No;
            schema.unknown = (asked.open == Open::Advice).then_some(UnknownValues::Advice);
            if schema.open && schema.types.is_empty() {
                schema.types = types;
            }
            self.graph.set(id, schema);
            return true;
        }
        is_free && asked.open != Open::No && self.open_union(id, asked.open)
    }

    /// Adds an alternative for all other objects to a union that a property distinguishes.
    fn open_union(&mut self, id: SchemaId, open: Open) -> bool {
        let schema = self.graph.get(id);
        let [group] = schema.alternatives.as_slice() else {
            return false;
        };
        let found = group.discriminator.clone();
        let Some(mut discriminator) = found.or_else(|| self.by_constants(group)) else {
            return false;
        };
        if discriminator
            .tags
            .iter()
            .zip(&group.schemas)
            .any(|(tags, id)| tags.is_empty() && self.graph.get(*id).types.is_empty())
        {
            return false; // there is one already
        }
        let mut schema = schema.clone();
        let mut other = Schema::new(schema.span);
        other.types = Types::OBJECT;
        other.title = Some("Unknown".to_owned());
        other.description = Some(format!(
            "An object whose `{}` the schema does not name, as it was read.",
            discriminator.property.value
        ));
        other.unknown = Some(match open {
            Open::Advice => UnknownValues::Advice,
            Open::Yes | Open::No => UnknownValues::Keep,
        });
        let other = self.graph.add(other);
        discriminator.tags.push(Vec::new());
        if let Some(group) = schema.alternatives.first_mut() {
            group.schemas.push(other);
            group.discriminator = Some(discriminator);
        }
        self.seen.insert(other);
        self.graph.set(id, schema);
        true
    }

    /// A property that all alternatives require, each with its own constants.
    fn by_constants(&self, group: &Alternatives) -> Option<Discriminator> {
        let first = *group.schemas.first().filter(|_| group.schemas.len() > 1)?;
        let names = parts(self.graph, first).into_iter();
        let names = names.flat_map(|part| &self.graph.get(part).properties);
        let mut names = names.map(|property| &property.name);
        names.find_map(|name| {
            let tags = group
                .schemas
                .iter()
                .map(|id| self.constants(*id, &name.value));
            let tags = tags.collect::<Option<Vec<Vec<String>>>>()?;
            let all: BTreeSet<&String> = tags.iter().flatten().collect();
            (all.len() == tags.iter().flatten().count()).then(|| Discriminator {
                property: name.clone(),
                tags: tags.clone(),
                types: Types::STRING,
            })
        })
    }

    /// The texts that a required property of an object may be.
    fn constants(&self, id: SchemaId, name: &str) -> Option<Vec<String>> {
        let parts = parts(self.graph, id);
        let schemas = parts.iter().map(|part| self.graph.get(*part));
        let required = |schema: &&Schema| schema.requires(name);
        schemas.clone().find(required)?;
        let named = |property: &&Property| property.name.value == name;
        let property = schemas.flat_map(|schema| &schema.properties).find(named)?;
        let schema = self.graph.get(property.schema);
        let constant = schema.assertions.iter().find_map(|a| match &a.value {
            Assertion::Const(value) => value.as_str(),
            _ => None,
        });
        match constant {
            Some(constant) => Some(vec![constant.to_owned()]),
            None if schema.open || schema.listed().count() == 0 => None,
            None => { schema.listed() }
                .map(|v| v.as_str().map(str::to_owned))
                .collect(),
        }
    }
}

impl Schema {
    /// The values of `enum`.
    fn listed(&self) -> impl Iterator<Item = &fieldwright_runtime::Value> {
        let listed = self.enumeration.iter().flat_map(|listed| &listed.value);
        listed.map(|value| &value.value.value)
    }
}

/// The types of an enum of strings or of integers, null beside them.
fn types_of_values(schema: &Schema) -> Option<Types> {
    let has_null = schema.listed().any(|value| value.is_null());
    let mut values = schema.listed().filter(|value| !value.is_null()).peekable();
    values.peek()?;
    let is_text = schema.listed().all(|v| v.is_null() || v.as_str().is_some());
    let is_whole = schema.listed().all(|v| v.is_null() || v.as_i64().is_some());
    let types = match (is_text, is_whole) {
        (true, _) => Types::STRING,
        (_, true) => Types::INTEGER,
        _ => return None,
    };
    Some(if has_null {
        types.with(Types::NULL)
    } else {
        types
    })
}

/// A schema and its parts by references and `allOf`.
fn parts(graph: &Graph, id: SchemaId) -> Vec<SchemaId> {
    let mut found = vec![id];
    let mut seen = BTreeSet::from([id]);
    let mut next = 0;
    while let Some(id) = found.get(next).copied() {
        next += 1;
        let schema = graph.get(id);
        let target = schema.reference.and_then(|i| graph.definitions.get(i));
        let inner = target.map(|definition| definition.schema).into_iter();
        let inner = inner.chain(schema.all_of.iter().copied());
        found.extend(inner.filter(|id| seen.insert(*id)));
    }
    found
}

/// The schemas on which other keywords depend, with their references.
fn fixed(graph: &Graph) -> BTreeSet<SchemaId> {
    let mut whole: Vec<SchemaId> = Vec::new();
    let mut fixed = BTreeSet::new();
    for id in graph.ids() {
        let schema = graph.get(id);
        whole.extend(&schema.not);
        whole.extend(schema.condition.as_ref().map(|condition| condition.test));
        whole.extend(schema.contains.as_ref().map(|contains| contains.schema));
        whole.extend(schema.property_names);
        whole.extend(schema.unevaluated_items);
        whole.extend(schema.unevaluated_properties);
        for group in &schema.alternatives {
            fixed.extend(fixed_of_group(graph, group));
        }
    }
    while let Some(id) = whole.pop() {
        if fixed.insert(id) {
            let schema = graph.get(id);
            let target = schema.reference.and_then(|i| graph.definitions.get(i));
            whole.extend(target.map(|definition| definition.schema));
            whole.extend(schema.subschemas());
        }
    }
    fixed
}

/// The schemas that distinguish alternatives.
fn fixed_of_group(graph: &Graph, group: &Alternatives) -> Vec<SchemaId> {
    let tag = group.discriminator.as_ref().map(|one| &one.property.value);
    let branches = group.schemas.iter().map(|branch| parts(graph, *branch));
    let branches: Vec<Vec<SchemaId>> = branches.collect();
    let is_object = |parts: &&Vec<SchemaId>| {
        let mut parts = parts.iter();
        parts.any(|id| !graph.get(*id).properties.is_empty())
    };
    let several = branches.iter().filter(is_object).count() > 1;
    let mut fixed = Vec::new();
    for part in branches.into_iter().flatten() {
        let schema = graph.get(part);
        if group.exactly_one && types_of_values(schema).is_some() {
            fixed.push(part);
        }
        // Without a discriminator, any closed list may distinguish objects.
        let is_fixed = |p: &&Property| tag.map_or(several, |tag| *tag == p.name.value);
        fixed.extend(schema.properties.iter().filter(is_fixed).map(|p| p.schema));
    }
    fixed
}
