//! Which schemas are equal: a number for the values a schema accepts, and one for its annotations.
//!
//! References count by the matched target on the other side, so that equal schemas of two graphs
//! have equal numbers.

use std::collections::{BTreeMap, BTreeSet};
use std::hash::{DefaultHasher, Hash, Hasher};

use crate::schema::{Alternatives, Assertion, Graph, Schema, SchemaId, fingerprint};

/// The numbers of all schemas of a graph.
pub(super) struct Prints {
    meanings: Vec<u64>,
    words: Vec<u64>,
}

impl Prints {
    /// `token` names the target of a reference.
    pub(super) fn of(graph: &Graph, token: &dyn Fn(usize) -> String) -> Self {
        let count = graph.ids().count();
        let mut prints = Self {
            meanings: vec![0; count],
            words: vec![0; count],
        };
        let mut done = BTreeSet::new();
        for start in graph.ids() {
            // Inner schemas come first; a list, because schemas may nest deep.
            let mut open = vec![(start, false)];
            while let Some((id, is_ready)) = open.pop() {
                if done.contains(&id) {
                    continue;
                }
                if is_ready {
                    done.insert(id);
                    let schema = graph.get(id);
                    let meaning = prints.meaning(schema, token);
                    let words = prints.annotation_hash(schema, graph.formats_assert);
                    prints.set(id, meaning, words);
                    continue;
                }
                open.push((id, true));
                open.extend(graph.get(id).subschemas().into_iter().map(|id| (id, false)));
            }
        }
        prints
    }

    fn set(&mut self, id: SchemaId, meaning: u64, words: u64) {
        if let Some(slot) = self.meanings.get_mut(id.index()) {
            *slot = meaning;
        }
        if let Some(slot) = self.words.get_mut(id.index()) {
            *slot = words;
        }
    }

    /// The number for the values a schema accepts.
    pub(super) fn meaning_of(&self, id: SchemaId) -> u64 {
        self.meanings.get(id.index()).copied().unwrap_or_default()
    }

    /// The number for the annotations of a schema and its subschemas.
    pub(super) fn words_of(&self, id: SchemaId) -> u64 {
        self.words.get(id.index()).copied().unwrap_or_default()
    }

    fn meaning(&self, schema: &Schema, token: &dyn Fn(usize) -> String) -> u64 {
        let mut hash = DefaultHasher::new();
        let inner = |id: &SchemaId| self.meaning_of(*id);
        schema.boolean.hash(&mut hash);
        schema.reference.map(token).hash(&mut hash);
        schema.types.names().collect::<Vec<_>>().hash(&mut hash);
        let values = schema.enumeration.as_ref().map(|list| {
            let values = list.value.iter();
            let mut keys: Vec<String> = values
                .flat_map(|value| {
                    let aliases = value
                        .aliases
                        .iter()
                        .map(|alias| format!("alias {}", alias.value));
                    std::iter::once(fingerprint(&value.value.value)).chain(aliases)
                })
                .collect();
            keys.sort_unstable();
            (keys, schema.open)
        });
        values.hash(&mut hash);
        let mut assertions: Vec<String> = schema
            .assertions
            .iter()
            .map(|a| argument(&a.value))
            .collect();
        assertions.sort_unstable();
        assertions.hash(&mut hash);
        schema.items.as_ref().map(inner).hash(&mut hash);
        schema.additional.as_ref().map(inner).hash(&mut hash);
        for members in [
            &schema.properties,
            &schema.pattern_properties,
            &schema.dependent_schemas,
        ] {
            let members = members
                .iter()
                .map(|m| (m.name.value.as_str(), inner(&m.schema)));
            members.collect::<BTreeSet<_>>().hash(&mut hash);
        }
        let required = schema.required.iter().map(|name| name.value.as_str());
        required.collect::<BTreeSet<_>>().hash(&mut hash);
        for alternatives in &schema.alternatives {
            self.alternatives(alternatives, &mut hash);
        }
        schema
            .all_of
            .iter()
            .map(inner)
            .collect::<Vec<_>>()
            .hash(&mut hash);
        schema
            .not
            .iter()
            .map(inner)
            .collect::<Vec<_>>()
            .hash(&mut hash);
        let condition = schema.condition.map(|c| {
            let [then, otherwise] = [c.then, c.otherwise].map(|id| id.as_ref().map(inner));
            (inner(&c.test), then, otherwise)
        });
        condition.hash(&mut hash);
        schema
            .prefix_items
            .iter()
            .map(inner)
            .collect::<Vec<_>>()
            .hash(&mut hash);
        let contains = schema.contains.map(|c| (inner(&c.schema), c.min, c.max));
        contains.hash(&mut hash);
        for one in [
            &schema.unevaluated_items,
            &schema.unevaluated_properties,
            &schema.property_names,
        ] {
            one.as_ref().map(inner).hash(&mut hash);
        }
        for dependency in &schema.dependent_required {
            let names = dependency.requires.iter().map(|name| name.value.as_str());
            (
                dependency.name.value.as_str(),
                names.collect::<BTreeSet<_>>(),
            )
                .hash(&mut hash);
        }
        for rule in &schema.rules {
            rule_text(rule).hash(&mut hash);
        }
        hash.finish()
    }

    fn alternatives(&self, alternatives: &Alternatives, hash: &mut DefaultHasher) {
        alternatives.exactly_one.hash(hash);
        let inner = alternatives.schemas.iter().map(|id| self.meaning_of(*id));
        inner.collect::<Vec<_>>().hash(hash);
        if let Some(discriminator) = &alternatives.discriminator {
            discriminator.property.value.hash(hash);
            discriminator.tags.hash(hash);
        }
    }

    fn annotation_hash(&self, schema: &Schema, formats_assert: bool) -> u64 {
        let mut hash = DefaultHasher::new();
        annotations(schema).hash(&mut hash);
        value_words(schema).hash(&mut hash);
        formats_assert.hash(&mut hash);
        for id in schema.subschemas() {
            self.words_of(id).hash(&mut hash);
        }
        hash.finish()
    }
}

/// The annotations of a schema.
pub(super) fn annotations(schema: &Schema) -> String {
    let examples = schema.examples.iter().map(|e| fingerprint(&e.value));
    let default = schema.default.as_ref().map(|d| fingerprint(&d.value));
    format!(
        "{:?}",
        (
            &schema.title,
            &schema.description,
            (schema.deprecated, schema.read_only, schema.write_only),
            default,
            examples.collect::<Vec<_>>(),
            schema.rust_name.as_ref().map(|name| &name.value),
        )
    )
}

/// The annotations of each listed value.
pub(super) fn value_words(schema: &Schema) -> BTreeMap<String, String> {
    let values = schema.enumeration.iter().flat_map(|list| &list.value);
    let words = values.map(|v| {
        let words = format!("{:?}", (&v.title, &v.description, v.deprecated));
        (fingerprint(&v.value.value), words)
    });
    words.collect()
}

/// A rule, in a form that equal rules share.
pub(super) fn rule_text(rule: &crate::schema::Rule) -> String {
    let fields = rule.fields.iter().map(|field| field.value.as_str());
    let check = rule.check.as_ref().map(|check| check.value.as_str());
    let names: Vec<&str> = fields.collect();
    format!("{} {names:?} {check:?} {}", rule.kind.name(), rule.advice)
}

/// An assertion, in a form that equal assertions share.
pub(super) fn argument(assertion: &Assertion) -> String {
    let argument = match assertion {
        Assertion::Number(_, text) => fieldwright_runtime::canonical_number(text),
        Assertion::Const(value) => fingerprint(value),
        other => format!("{other:?}"),
    };
    format!("{} {argument}", assertion.keyword())
}
