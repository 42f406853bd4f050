//! A mapping that names what is no alternative itself, but one of a union among the alternatives.
//!
//! ```yaml
//! Pet: { oneOf: [{ $ref: Cat }, { $ref: Bird }], discriminator: { mapping: { hen: Hen, duck: Duck } } }
//! Bird: { oneOf: [{ $ref: Hen }, { $ref: Duck }] } # without a discriminator
//! ```
//! Such a union stands for its alternatives. All other entries are reported.

use std::collections::BTreeSet;

use crate::read::json_schema::{Elsewhere, SchemaReader};
use crate::read::report::Report;
use crate::schema::{Alternatives, Graph, Schema, SchemaId, Spanned, Types};
use crate::source::Node;

impl SchemaReader<'_, '_, '_> {
    /// Notes the entries of a mapping that name none of the alternatives.
    pub(super) fn note_elsewhere(
        &mut self,
        discriminator: Node<'_>,
        branches: &[SchemaId],
        mapped: Vec<(usize, String)>,
    ) {
        let branches = branches.iter();
        let named: BTreeSet<usize> = branches.filter_map(|one| self.graph.named(*one)).collect();
        let mapping = discriminator.get("mapping");
        let entries = mapped
            .into_iter()
            .filter(|(target, _)| !named.contains(target))
            .filter_map(|(target, tag)| {
                let (key, _) = mapping?.entry(&tag)?;
                let tag = Spanned::new(tag, key.span);
                Some(Elsewhere { tag, target })
            });
        let entries: Vec<Elsewhere> = entries.collect();
        if !entries.is_empty() {
            let span = discriminator.span();
            self.bases.elsewhere.insert(span, entries);
        }
    }

    /// Puts the alternatives of a union that a mapping names in its place.
    pub(super) fn mapped_elsewhere(&mut self) {
        let mut elsewhere = std::mem::take(&mut self.bases.elsewhere);
        if elsewhere.is_empty() {
            return;
        }
        let ids: Vec<SchemaId> = self.graph.ids().collect();
        for id in ids {
            let groups = self.graph.get(id).alternatives.iter();
            let mut tagged = groups.filter_map(|group| group.discriminator.as_ref());
            if !tagged.any(|tagged| elsewhere.contains_key(&tagged.property.span)) {
                continue;
            }
            let mut schema = self.graph.get(id).clone();
            for group in &mut schema.alternatives {
                let span = group.discriminator.as_ref().map(|d| d.property.span);
                if let Some(entries) = span.and_then(|span| elsewhere.get_mut(&span)) {
                    while spread(&mut self.graph, group, entries) {} // each takes an entry out
                }
            }
            self.graph.set(id, schema);
        }
        for entry in elsewhere.into_values().flatten() {
            let tag = &entry.tag;
            let message = format!("`{}` is mapped to what is no alternative here", tag.value);
            let help = "add it to the alternatives, or take the entry out";
            self.recovered("recovered-value", tag.span, message, help);
        }
    }
}

/// Replaces unions without a discriminator whose alternatives the entries name, and takes those
/// entries out. What a union with one selects itself needs no entry.
fn spread(graph: &mut Graph, group: &mut Alternatives, entries: &mut Vec<Elsewhere>) -> bool {
    let Some(discriminator) = &mut group.discriminator else {
        return false;
    };
    let (mut schemas, mut all_tags) = (Vec::new(), Vec::new());
    let mut is_changed = false;
    for (one, tags) in group.schemas.iter().zip(&discriminator.tags) {
        let Some(union) = union_of(graph, *one) else {
            schemas.push(*one);
            all_tags.push(tags.clone());
            continue;
        };
        let targets = union.schemas.iter().map(|id| graph.get(*id).reference);
        let targets: Vec<usize> = targets.flatten().collect();
        let is_named = entries.iter().any(|entry| targets.contains(&entry.target));
        if let Some(own) = &union.discriminator {
            let selects = |entry: &Elsewhere| {
                let mut pairs = targets.iter().zip(&own.tags);
                pairs.any(|(target, tags)| {
                    *target == entry.target && tags.contains(&entry.tag.value)
                })
            };
            entries.retain(|entry| !selects(entry));
        }
        if !is_named || union.discriminator.is_some() || targets.len() != union.schemas.len() {
            schemas.push(*one);
            all_tags.push(tags.clone());
            continue;
        }
        is_changed = true;
        for target in targets {
            let mapped = entries.iter().filter(|entry| entry.target == target);
            let mut tags: Vec<String> = mapped.map(|entry| entry.tag.value.clone()).collect();
            let name = graph.definitions.get(target).filter(|_| tags.is_empty());
            tags.extend(name.map(|definition| definition.name.value.clone()));
            entries.retain(|entry| entry.target != target);
            let mut reference = Schema::new(graph.get(*one).span);
            reference.reference = Some(target);
            schemas.push(graph.add(reference));
            all_tags.push(tags);
        }
    }
    group.schemas = schemas;
    discriminator.tags = all_tags;
    is_changed
}

/// The alternatives of a definition that is nothing but those.
fn union_of(graph: &Graph, id: SchemaId) -> Option<Alternatives> {
    let target = graph.get(id).reference?;
    let mut schema = graph.get(graph.definitions.get(target)?.schema).clone();
    let group = schema.alternatives.pop()?;
    schema.types = schema.types.without(Types::OBJECT);
    schema.is_unconstrained().then_some(group)
}
