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
use crate::read::settle::{constants_of, property_of, requires};
use crate::schema::{
    Alternatives, Definition, Discriminator, EnumValue, Graph, Property, Provenance, Schema,
    SchemaId, Spanned, Types, base_name,
};
use crate::source::Node;
use fieldwright_runtime::Value;

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
        let default = node.get("defaultMapping");
        let base = Base {
            property: Spanned::new(property.to_owned(), key.span),
            mapping,
            default: default.and_then(|target| self.mapped(target, place)),
            is_inherited: false,
        };
        self.bases.bases.insert(location, base);
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
        self.mapped_elsewhere();
        let found = std::mem::take(&mut self.bases);
        let mut declared_tags = BTreeMap::new();
        for (location, tag) in found.tags {
            declared_tags.extend(self.definition_at(location).map(|d| (d, tag)));
        }
        let mut bases = BTreeMap::new();
        for (location, base) in found.bases {
            if let Some(index) = self.definition_at(location) {
                bases.insert(index, base);
            } else if let Some(index) = self.definition_around(location) {
                match self.has_alternatives(index) {
                    true => self.distinguish(index, &base),
                    false => _ = bases.insert(index, base),
                }
            }
        }
        let bodies = self.bodies.iter().map(|body| body.definition).collect();
        let mut inheritance = Inheritance::of(&self.graph, bodies);
        let mut bases_of: BTreeMap<usize, BTreeSet<usize>> = BTreeMap::new();
        for base in bases.keys() {
            for subtype in inheritance.descendants(*base) {
                bases_of.entry(subtype).or_default().insert(*base);
            }
        }
        self.inherit_tags(&bases, &bases_of, &declared_tags);
        inheritance.inherited(&mut bases);
        bases.retain(|index, base| inheritance.is_polymorphic(*index, base));
        let mut plain = BTreeMap::new();
        for index in bases.keys() {
            plain.extend(self.plain(*index).map(|base| (*index, base)));
        }
        for (index, base) in &bases {
            let tags = Tags {
                own: &declared_tags,
                base,
            };
            let children = Children {
                all: inheritance.children(*index, base),
                made: inheritance.descendants(*index),
                // A union of its own stays one.
                unions: bases
                    .iter()
                    .filter(|(_, other)| other.property.value != base.property.value)
                    .map(|(other, _)| *other)
                    .collect(),
                plain: &plain,
            };
            union(&mut self.graph, *index, &children, tags);
        }
        inheritance.extend_plain(&mut self.graph, &plain);
        let after: Vec<(usize, usize)> = plain.into_iter().collect();
        let moved = self.graph.place_after(&after);
        for body in &mut self.bodies {
            body.definition = moved.get(body.definition).copied().unwrap_or_default();
        }
    }

    fn has_alternatives(&self, index: usize) -> bool {
        let definition = self.graph.definitions.get(index);
        definition.is_some_and(|d| !self.graph.get(d.schema).alternatives.is_empty())
    }

    /// A discriminator in a member of `allOf` distinguishes the alternatives beside it.
    fn distinguish(&mut self, index: usize, base: &Base) {
        let Some(id) = self.graph.definitions.get(index).map(|d| d.schema) else {
            return;
        };
        let mut schema = self.graph.get(id).clone();
        let Some(group) = schema.alternatives.first_mut() else {
            return;
        };
        let property = &base.property;
        let tags = self.tags(&group.schemas, &property.value, &base.mapping, base.default);
        if let Some(tags) = tags.filter(|_| group.discriminator.is_none()) {
            group.discriminator = Some(Discriminator {
                property: property.clone(),
                tags,
                types: Types::STRING,
            });
            self.graph.set(id, schema);
        }
    }

    /// A definition for what a base says itself.
    fn plain(&mut self, index: usize) -> Option<usize> {
        let base = self.graph.definitions.get(index)?.clone();
        let mut schema = self.graph.get(base.schema).clone();
        schema.rust_name = schema.rust_name.as_ref().map(base_name);
        let schema = self.graph.add(schema);
        let further = [format!("{} base type", base.name.value)];
        let name = self.free_name(&base_name(&base.name).value, &further);
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
            let own = named.get(&id);
            let says_itself = !schema.properties.is_empty() || !schema.required.is_empty();
            // Keywords beside a reference (3.1 section 4.8.23) are one more member.
            let beside = [id].into_iter().filter(|_| says_itself && own.is_some());
            // One member and nothing else is a place for a description, unless it has a name.
            let says_more = schema.all_of.len() > 1 || !schema.properties.is_empty();
            let members = schema.all_of.iter().copied();
            let members = members.filter(|_| says_more || own.is_some());
            for part in members.chain(beside) {
                let Some(base) = graph.get(part).reference else {
                    continue;
                };
                found.extensions.push(part);
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

    /// What is made of a base and has children is a base by the same property.
    fn inherited(&mut self, bases: &mut BTreeMap<usize, Base>) {
        let declared: Vec<(usize, Base)> = bases.iter().map(|(i, b)| (*i, b.clone())).collect();
        for (index, base) in declared {
            for child in self.descendants(index) {
                if let Some(other) = bases.get(&child) {
                    if other.property.value != base.property.value {
                        self.values.insert(child); // an alternative of the base
                    }
                } else if self.children.contains_key(&child) {
                    let mut base = base.clone();
                    (base.is_inherited, base.default) = (true, None);
                    bases.insert(child, base);
                }
            }
        }
    }

    fn is_polymorphic(&self, index: usize, base: &Base) -> bool {
        self.values.contains(&index) && !self.children(index, base).is_empty()
    }

    /// All direct and indirect subtypes of a base, and the types of its mapping, in order.
    fn children(&self, index: usize, base: &Base) -> BTreeSet<usize> {
        let mut found = self.descendants(index);
        let mapped = base.mapping.iter().map(|(target, _)| *target);
        for child in mapped.chain(base.default).filter(|_| !base.is_inherited) {
            if child != index && found.insert(child) {
                found.extend(self.descendants(child));
            }
        }
        found.remove(&index);
        found
    }

    /// All that is made of a base, however far.
    fn descendants(&self, index: usize) -> BTreeSet<usize> {
        let mut open = vec![index];
        let mut found = BTreeSet::new();
        while let Some(one) = open.pop() {
            let children = self.children.get(&one).into_iter().flatten();
            open.extend(children.filter(|child| **child != index && found.insert(**child)));
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
pub(super) struct Tags<'t> {
    pub(super) own: &'t BTreeMap<usize, String>,
    pub(super) base: &'t Base,
}

impl Tags<'_> {
    pub(super) fn of(self, graph: &Graph, child: usize) -> Vec<String> {
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

/// The alternatives of a base.
struct Children<'c> {
    all: BTreeSet<usize>,
    /// Those that are made of the base.
    made: BTreeSet<usize>,
    /// The bases that another property distinguishes.
    unions: BTreeSet<usize>,
    plain: &'c BTreeMap<usize, usize>,
}

impl Children<'_> {
    /// What an alternative is.
    fn alternative(
        &self,
        graph: &mut Graph,
        (index, child): (usize, usize),
        property: &Spanned<String>,
        tags: &[String],
    ) -> SchemaId {
        let span = property.span;
        let refer = |graph: &mut Graph, definition: usize, is_union: bool| {
            let mut schema = Schema::new(span);
            let plain = self.plain.get(&definition).filter(|_| !is_union);
            schema.reference = Some(plain.copied().unwrap_or(definition));
            graph.add(schema)
        };
        let own = refer(graph, child, self.unions.contains(&child));
        let base = self.plain.get(&index).copied().unwrap_or(index);
        if child == index || self.made.contains(&child) || covers(graph, child, base) {
            return own;
        }
        // The mapping names it, and a value of it is one of the base all the same. What has no name
        // says itself which values select it.
        let mut schema = Schema::new(span);
        schema.types = Types::OBJECT;
        schema.all_of = vec![refer(graph, index, false), own];
        if !tags.is_empty() {
            let values = tags.iter().map(|tag| {
                let value = tag_value(graph, base, property, tag);
                EnumValue::plain(Spanned::new(value, span))
            });
            let values: Vec<EnumValue> = values.collect();
            let mut tag = Schema::new(span);
            tag.types = Types::of(values.iter().map(|value| &value.value.value));
            tag.enumeration = Some(Spanned::new(values, span));
            schema.properties.push(Property {
                name: property.clone(),
                schema: graph.add(tag),
            });
            schema.required.push(property.clone());
        }
        graph.add(schema)
    }
}

/// A tag as a value of the type that the property has.
fn tag_value(graph: &Graph, base: usize, property: &Spanned<String>, tag: &str) -> Value {
    let schema = graph.definitions.get(base).map(|d| d.schema);
    let declared = schema.and_then(|id| property_of(graph, id, &property.value));
    let types = declared.map(|id| graph.types_of(id)).unwrap_or_default();
    match (tag.parse::<i64>(), tag.parse::<bool>()) {
        (Ok(number), _) if types.without(Types::NUMERIC).is_empty() => Value::from(number),
        (_, Ok(value)) if types.without(Types::BOOLEAN).is_empty() => Value::Bool(value),
        _ => Value::from(tag),
    }
}

/// Whether a type declares all that another one does, or closes itself against it.
fn covers(graph: &Graph, child: usize, base: usize) -> bool {
    let schema_of = |index: usize| graph.definitions.get(index).map(|d| d.schema);
    let (Some(child), Some(base)) = (schema_of(child), schema_of(base)) else {
        return true;
    };
    let closed = graph.get(child).additional;
    let is_closed = closed.is_some_and(|id| graph.get(id).boolean == Some(false));
    let properties = graph.parts(base).into_iter().flat_map(|part| {
        let properties = graph.get(part).properties.iter();
        properties.map(|property| property.name.value.clone())
    });
    let names: BTreeSet<String> = properties.collect();
    is_closed
        || names
            .iter()
            .all(|name| property_of(graph, child, name).is_some())
}

/// Whether a base requires its property and lists no value but these tags.
fn are_all(
    graph: &Graph,
    base: SchemaId,
    property: &Spanned<String>,
    tags: &[Vec<String>],
) -> bool {
    let name = &property.value;
    let known: BTreeSet<&String> = tags.iter().flatten().collect();
    requires(graph, base, name)
        && constants_of(graph, base, name)
            .is_some_and(|listed| listed.iter().all(|tag| known.contains(tag)))
}

/// Makes the definition `index` a union of its children and of what it says itself.
fn union(graph: &mut Graph, index: usize, children: &Children<'_>, tags: Tags<'_>) {
    let Some(id) = graph.definitions.get(index).map(|d| d.schema) else {
        return;
    };
    let old = graph.get(id).clone();
    let property = &tags.base.property;
    let default = tags.base.default.filter(|default| *default != index);
    let mut all = Vec::new();
    let mut schemas = Vec::new();
    for child in children.all.iter().filter(|child| Some(**child) != default) {
        let own = tags.of(graph, *child);
        schemas.push(children.alternative(graph, (index, *child), property, &own));
        all.push(own);
    }
    if default.is_some() || !are_all(graph, id, property, &all) {
        // No tags: all others.
        all.push(Vec::new());
        let others = (index, default.unwrap_or(index));
        schemas.push(children.alternative(graph, others, property, &[]));
    }
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
            types: Types::STRING,
        }),
    });
    graph.set(id, schema);
}
