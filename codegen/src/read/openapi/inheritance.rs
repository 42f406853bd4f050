//! A base type with a `discriminator` but without `oneOf` (3.1 section 4.8.25.3; 2.0 section 7.10):
//! a value of the type `Pet` is one of the types that extend `Pet` by `allOf`.
//!
//! ```yaml
//! Pet: { discriminator: { propertyName: kind }, properties: { kind: { type: string } } }
//! Cat: { allOf: [ { $ref: '#/.../Pet' }, { properties: { lives: { type: integer } } } ] }
//! ```
//! `Pet` becomes `oneOf` of `Cat`, selected by its tag, and of `PetBase` for all other tags, which
//! has the keywords of `Pet`; `Cat` extends `PetBase`. So no value that `Pet` accepts is lost, and
//! those of a known tag keep the properties of their own type. A base that is the type of no value,
//! or that nothing extends, is unchanged.

use std::collections::{BTreeMap, BTreeSet};

use crate::read::json_schema::{Base, Location, SchemaPlace, SchemaReader};
use crate::schema::{
    Alternatives, Definition, Discriminator, Graph, Provenance, Schema, SchemaId, Spanned,
};
use crate::source::Node;

/// The extensions for a type's own tag.
const OWN_TAG: [&str; 2] = ["x-ms-discriminator-value", "x-discriminator-value"];

impl SchemaReader<'_, '_, '_> {
    /// Notes a discriminator without alternatives, and a type's own tag.
    pub(super) fn note_base(&mut self, place: SchemaPlace<'_>, schema: &Schema) {
        let location = Location {
            document: place.document,
            node: place.node.id(),
        };
        let own = OWN_TAG.iter().find_map(|key| place.node.get(key)?.as_str());
        if let Some(own) = own {
            self.bases.tags.insert(location, own.to_owned());
        }
        let Some((key, node)) = place.node.entry("discriminator") else {
            return;
        };
        // In 2.0 it is the name of the property.
        let property = node.get("propertyName").unwrap_or(node).as_str();
        let Some(property) = property.filter(|_| schema.alternatives.is_empty()) else {
            return;
        };
        let mapping = self.mapping(node, place);
        let property = Spanned::new(property.to_owned(), key.span);
        self.bases
            .bases
            .insert(location, Base { property, mapping });
    }

    /// The definitions that the `mapping` of a discriminator names, with their tags. A missing one
    /// is ignored: the base itself accepts values of its tag.
    pub(super) fn mapping(
        &mut self,
        node: Node<'_>,
        place: SchemaPlace<'_>,
    ) -> Vec<(usize, String)> {
        let mut mapped = Vec::new();
        for (key, target) in node.get("mapping").into_iter().flat_map(Node::entries) {
            mapped.extend(self.mapped(target, place).map(|d| (d, key.text.to_owned())));
        }
        mapped
    }

    /// Makes unions of the bases that are types of values.
    pub(super) fn inherit(&mut self) {
        let found = std::mem::take(&mut self.bases);
        let mut declared_tags = BTreeMap::new();
        for (location, tag) in found.tags {
            declared_tags.extend(self.definition_at(location).map(|d| (d, tag)));
        }
        let mut bases = BTreeMap::new();
        for (location, base) in found.bases {
            let found = self.definition_at(location);
            let found = found.or_else(|| self.definition_around(location));
            bases.extend(found.map(|d| (d, base)));
        }
        let bodies = self.bodies.iter().map(|body| body.definition).collect();
        let mut inheritance = Inheritance::of(&self.graph, bodies);
        bases.retain(|index, base| inheritance.is_polymorphic(*index, base));
        let mut plain = BTreeMap::new();
        for index in bases.keys() {
            plain.extend(self.plain(*index).map(|base| (*index, base)));
        }
        for (index, base) in &bases {
            let children = inheritance.children(*index, base);
            let tags = Tags {
                own: &declared_tags,
                base,
            };
            union(&mut self.graph, *index, &children, &plain, tags);
        }
        inheritance.extend_plain(&mut self.graph, &plain);
        let after: Vec<(usize, usize)> = plain.into_iter().collect();
        let moved = self.graph.place_after(&after);
        for body in &mut self.bodies {
            body.definition = moved.get(body.definition).copied().unwrap_or_default();
        }
    }

    /// A definition for the base's own keywords.
    fn plain(&mut self, index: usize) -> Option<usize> {
        let base = self.graph.definitions.get(index)?.clone();
        let mut schema = self.graph.get(base.schema).clone();
        let named = |name: &Spanned<String>| Spanned::new(format!("{}Base", name.value), name.span);
        schema.rust_name = schema.rust_name.as_ref().map(named);
        let schema = self.graph.add(schema);
        let further = [format!("{} base type", base.name.value)];
        let name = self.free_name(&named(&base.name).value, &further);
        let name = Spanned::new(name, base.name.span);
        self.graph.definitions.push(Definition {
            name,
            schema,
            form_of: Some(index),
            provenance: Provenance::Named,
            transport: None,
        });
        Some(self.graph.definitions.len() - 1)
    }
}

/// The subtypes and supertypes.
struct Inheritance {
    /// The definitions that extend one by `allOf`, in order.
    children: BTreeMap<usize, Vec<usize>>,
    /// The definitions that are types of values.
    values: BTreeSet<usize>,
    /// References by which a schema extends another one.
    extensions: Vec<SchemaId>,
}

impl Inheritance {
    fn of(graph: &Graph, bodies: BTreeSet<usize>) -> Self {
        let mut found = Self {
            children: BTreeMap::new(),
            values: bodies,
            extensions: Vec::new(),
        };
        let named: BTreeMap<SchemaId, usize> = graph
            .definitions
            .iter()
            .enumerate()
            .map(|(index, definition)| (definition.schema, index))
            .collect();
        for id in graph.ids() {
            let schema = graph.get(id);
            // A sole member is only there for a description, unless it has a name.
            let adds_keywords = schema.all_of.len() > 1 || !schema.properties.is_empty();
            let own = named.get(&id);
            if !adds_keywords && own.is_none() {
                continue;
            }
            for part in &schema.all_of {
                let Some(base) = graph.get(*part).reference else {
                    continue;
                };
                found.extensions.push(*part);
                let children = found.children.entry(base).or_default();
                children.extend(own.filter(|own| **own != base));
            }
        }
        let extensions: BTreeSet<SchemaId> = found.extensions.iter().copied().collect();
        let values = graph.ids().filter(|id| !extensions.contains(id));
        found
            .values
            .extend(values.filter_map(|id| graph.get(id).reference));
        found
    }

    fn is_polymorphic(&self, index: usize, base: &Base) -> bool {
        self.values.contains(&index) && !self.children(index, base).is_empty()
    }

    /// All direct and indirect subtypes of a base, and the types of its mapping, in order.
    fn children(&self, index: usize, base: &Base) -> BTreeSet<usize> {
        let mapped = base.mapping.iter().map(|(target, _)| *target);
        let mut open: Vec<usize> = mapped.collect();
        open.extend(self.children.get(&index).into_iter().flatten());
        let mut found = BTreeSet::new();
        while let Some(child) = open.pop() {
            if child != index && found.insert(child) {
                open.extend(self.children.get(&child).into_iter().flatten());
            }
        }
        found
    }

    /// Makes subtypes of a base extend its plain definition.
    fn extend_plain(&mut self, graph: &mut Graph, plain: &BTreeMap<usize, usize>) {
        for id in &self.extensions {
            let mut schema = graph.get(*id).clone();
            if let Some(base) = schema.reference.and_then(|index| plain.get(&index)) {
                schema.reference = Some(*base);
                graph.set(*id, schema);
            }
        }
    }
}

/// The source of tags: the mapping, the type itself, else its name.
#[derive(Clone, Copy)]
struct Tags<'t> {
    own: &'t BTreeMap<usize, String>,
    base: &'t Base,
}

impl Tags<'_> {
    fn of(self, graph: &Graph, child: usize) -> Vec<String> {
        let mapping = self.base.mapping.iter();
        let mapped = mapping.filter(|(target, _)| *target == child);
        let mapped: Vec<String> = mapped.map(|(_, tag)| tag.clone()).collect();
        if !mapped.is_empty() {
            return mapped;
        }
        let own = self.own.get(&child).cloned();
        let name = graph.definitions.get(child).map(|d| d.name.value.clone());
        own.or(name).into_iter().collect()
    }
}

/// Makes the definition `index` a union of its subtypes and its plain definition.
fn union(
    graph: &mut Graph,
    index: usize,
    children: &BTreeSet<usize>,
    plain: &BTreeMap<usize, usize>,
    tags: Tags<'_>,
) {
    let Some(id) = graph.definitions.get(index).map(|d| d.schema) else {
        return;
    };
    let old = graph.get(id).clone();
    let refer = |graph: &mut Graph, definition: usize| {
        let mut schema = Schema::new(old.span);
        schema.reference = Some(plain.get(&definition).copied().unwrap_or(definition));
        graph.add(schema)
    };
    let mut all = Vec::new();
    let mut schemas = Vec::new();
    for child in children {
        all.push(tags.of(graph, *child));
        schemas.push(refer(graph, *child));
    }
    // No tags: all others.
    all.push(Vec::new());
    schemas.push(refer(graph, index));
    let mut schema = Schema::new(old.span);
    schema.title = old.title;
    schema.description = old.description;
    schema.deprecated = old.deprecated;
    schema.read_only = old.read_only;
    schema.write_only = old.write_only;
    schema.rust_name = old.rust_name;
    schema.alternatives.push(Alternatives {
        exactly_one: true,
        schemas,
        discriminator: Some(Discriminator {
            property: tags.base.property.clone(),
            tags: all,
            types: crate::schema::Types::STRING,
        }),
    });
    graph.set(id, schema);
}
