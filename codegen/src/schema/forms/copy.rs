//! The schema of a request or response type: a copy without dropped properties.

use std::collections::BTreeSet;

use super::{Direction, Forms};
use crate::schema::{Property, Schema, SchemaId};

/// Schemas nest less deep than this, unless a definition contains a copy of itself.
const DEEPEST: usize = 200;

/// Properties that are dropped from all keywords of one object.
type Names = BTreeSet<String>;

impl Forms<'_> {
    /// Makes the definition `form` the form of `definition`, which it may be itself.
    pub(super) fn fill(&mut self, definition: usize, form: usize) {
        let Some(whole) = self.graph.definitions.get(definition).map(|d| d.schema) else {
            return;
        };
        let kept = self.kept.get(&definition).cloned().unwrap_or_default();
        let copy = self.copy(whole, &Names::new(), &kept, 0);
        let mut schema = self.graph.get(copy).clone();
        if form != definition {
            schema.rust_name = schema.rust_name.map(|name| self.rust_name(&name));
            let sentence = match self.direction {
                Direction::Request => "As sent in requests: without what is read-only.",
                Direction::Response => "As received in responses: without what is write-only.",
            };
            schema.description = Some(match schema.description {
                Some(description) => format!("{}\n\n{sentence}", description.trim_end()),
                None => sentence.to_owned(),
            });
        }
        if let Some(definition) = self.graph.definitions.get(form) {
            let id = definition.schema;
            self.graph.set(id, schema);
        }
    }

    /// The schema at `id` without dropped properties; the same one if there are none. `dropped` are
    /// names that the schemas beside it drop from the same object.
    fn copy(&mut self, id: SchemaId, dropped: &Names, kept: &Names, depth: usize) -> SchemaId {
        if depth > DEEPEST {
            return id;
        }
        let mut schema = self.graph.get(id).clone();
        let mut names = dropped.clone();
        self.dropped(id, kept, &mut names);
        let mut changed = self.without(&mut schema, &names);
        changed |= self.refer(&mut schema);
        let nothing = Names::new();
        let mut one = |forms: &mut Self, id: &mut SchemaId, dropped: &Names, kept: &Names| {
            let copy = forms.copy(*id, dropped, kept, depth + 1);
            changed |= std::mem::replace(id, copy) != copy;
        };
        for part in &mut schema.all_of {
            *part = self.spelled_out(*part);
            one(self, part, &names, kept);
        }
        for alternatives in &mut schema.alternatives {
            let mut kept = kept.clone();
            kept.extend(
                alternatives
                    .discriminator
                    .iter()
                    .map(|d| d.property.value.clone()),
            );
            for branch in &mut alternatives.schemas {
                *branch = self.spread(*branch, &names);
                one(self, branch, &names, &kept);
            }
        }
        let members = [&mut schema.properties, &mut schema.pattern_properties];
        let members = members
            .into_iter()
            .flatten()
            .map(|member| &mut member.schema);
        let others = schema.prefix_items.iter_mut();
        let others = others
            .chain(&mut schema.items)
            .chain(&mut schema.additional);
        for inner in members.chain(others) {
            one(self, inner, &nothing, &nothing);
        }
        if !changed {
            return id;
        }
        for property in &mut schema.properties {
            property.schema = self.with_own_id(property.schema);
        }
        self.graph.add(schema)
    }

    /// A copy of a schema without a separate type, so that it has its own pointer.
    fn with_own_id(&mut self, id: SchemaId) -> SchemaId {
        let mut schema = self.graph.get(id).clone();
        let inner = [schema.items, schema.additional];
        let has_others = schema.subschemas().len() > inner.into_iter().flatten().count();
        if has_others || schema.enumeration.is_some() || schema.has_fields {
            return id;
        }
        schema.items = schema.items.map(|id| self.with_own_id(id));
        schema.additional = schema.additional.map(|id| self.with_own_id(id));
        self.graph.add(schema)
    }

    /// Removes the names from a schema's keywords for its own object.
    fn without(&self, schema: &mut Schema, names: &Names) -> bool {
        let before = (schema.properties.len(), schema.required.len());
        let is_left = |name: &str| !names.contains(name);
        schema.properties.retain(|p| is_left(&p.name.value));
        schema.required.retain(|name| is_left(&name.value));
        schema.dependent_required.retain_mut(|dependency| {
            dependency.requires.retain(|name| is_left(&name.value));
            is_left(&dependency.name.value) && !dependency.requires.is_empty()
        });
        let rules = schema.rules.len();
        let holds = |rule: &super::super::Rule| rule.fields.iter().all(|f| is_left(&f.value));
        schema.rules.retain(holds);
        before != (schema.properties.len(), schema.required.len()) || rules != schema.rules.len()
    }

    /// Redirects a reference to the request or response type of its target.
    fn refer(&self, schema: &mut Schema) -> bool {
        let form = schema.reference.and_then(|index| self.forms.get(&index));
        if let Some(form) = form {
            schema.reference = Some(*form);
        }
        form.is_some()
    }

    /// A member of `allOf` whose target has such a type: its target. The type would only be needed
    /// for the merged one, and would not know which properties the others drop.
    fn spelled_out(&mut self, id: SchemaId) -> SchemaId {
        let is_affected = |index| self.affected.contains(&index);
        let differs = self.graph.get(id).reference.is_some_and(is_affected);
        match self.graph.target(id).filter(|_| self.spreads > 0) {
            Some(target) if differs => {
                self.spreads -= 1;
                target
            }
            _ => id,
        }
    }

    /// An alternative beside schemas that drop properties which its own type would not drop: its
    /// target.
    fn spread(&mut self, id: SchemaId, names: &Names) -> SchemaId {
        let (Some(target), Some(index)) = (self.graph.target(id), self.graph.get(id).reference)
        else {
            return id;
        };
        let kept = self.kept.get(&index).cloned().unwrap_or_default();
        let mut own = Names::new();
        self.dropped(target, &kept, &mut own);
        let mut spoken = Names::new();
        self.graph.each_part(target, &mut |schema| {
            spoken.extend(schema.properties.iter().map(|p| p.name.value.clone()));
            spoken.extend(schema.required.iter().map(|name| name.value.clone()));
        });
        if self.spreads > 0 && names.difference(&own).any(|name| spoken.contains(name)) {
            self.spreads -= 1;
            return target;
        }
        id
    }

    /// The properties that a schema drops from its object, including by `allOf`.
    fn dropped(&self, id: SchemaId, kept: &Names, names: &mut Names) {
        self.graph.each_part(id, &mut |schema| {
            let gone = |property: &&Property| self.is_dropped(property.schema);
            let gone = schema.properties.iter().filter(gone);
            let gone = gone.map(|property| property.name.value.clone());
            names.extend(gone.filter(|name| !kept.contains(name)));
        });
    }
}
