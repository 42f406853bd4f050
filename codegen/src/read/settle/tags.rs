//! A discriminator -> keywords of its alternatives: their tags have the type of the property, a
//! union among them is selected by the tags of its own alternatives, and each declares the
//! property, so that it is read, kept and written.

use std::collections::{BTreeMap, BTreeSet};

use super::made_of::{constants_of, property_of, requires, schema_of};
use super::paths;
use crate::diagnostic::{Collector, Diagnostic};
use crate::read::openapi::tag_values;
use crate::schema::{
    Discriminator, Graph, MOST_PARTS, Property, Schema, SchemaId, Spanned, Types, letters,
};

/// How deep the parts of a schema may nest.
const DEEPEST: usize = 30;

/// Settles the discriminators of all alternatives.
pub(super) fn settle_tags(graph: &mut Graph, collector: &mut Collector) {
    let ids: Vec<SchemaId> = graph.ids().collect();
    let tagged = |id: &SchemaId| {
        let mut groups = graph.get(*id).alternatives.iter();
        groups.any(|group| group.discriminator.is_some())
    };
    let tagged: Vec<SchemaId> = ids.into_iter().filter(tagged).collect();
    for id in &tagged {
        paths::read_paths(graph, *id, collector);
        no_objects(graph, *id, collector);
    }
    for id in &tagged {
        constants_as_tags(graph, *id, collector);
    }
    for id in &tagged {
        nested(graph, *id);
    }
    for id in &tagged {
        drop_redundant(graph, *id);
    }
    for id in tagged {
        typed(graph, id);
        report_required(graph, id, collector);
        declared(graph, id);
    }
}

/// Notes that an object without its tag is refused, where an alternative does not require it.
fn report_required(graph: &Graph, id: SchemaId, collector: &mut Collector) {
    for (_, discriminator, targets) in groups(graph, id).into_iter().filter(|_| !graph.strict) {
        let property = &discriminator.property;
        // An alternative for all other tags takes an object without one, too.
        let has_rest = discriminator.tags.iter().any(Vec::is_empty);
        if has_rest || requires(graph, id, &property.value) {
            continue;
        }
        let optional = targets.iter().find(|target| {
            let schema = target.and_then(|index| schema_of(graph, index));
            schema.is_some_and(|own| {
                !leads_to_union(graph, own) && !requires(graph, own, &property.value)
            })
        });
        let name = optional.and_then(|target| graph.definitions.get((*target)?));
        let Some(name) = name.map(|definition| &definition.name.value) else {
            continue;
        };
        let message = format!(
            "an object without `{}` is refused, though `{name}` does not require it: it selects the \
             alternative",
            property.value
        );
        let help = "require the property in each alternative";
        collector.add(Diagnostic::note("stricter", Some(property.span), message).help(help));
    }
}

/// The discriminators of a schema, with the definitions that their alternatives are named after.
fn groups(graph: &Graph, id: SchemaId) -> Vec<(usize, Discriminator, Vec<Option<usize>>)> {
    let groups = graph.get(id).alternatives.iter().enumerate();
    let groups = groups.filter_map(|(index, group)| {
        let targets = group.schemas.iter().map(|one| graph.named(*one));
        Some((index, group.discriminator.clone()?, targets.collect()))
    });
    groups.collect()
}

fn set(graph: &mut Graph, id: SchemaId, group: usize, discriminator: Discriminator) {
    let mut schema = graph.get(id).clone();
    if let Some(group) = schema.alternatives.get_mut(group) {
        group.discriminator = Some(discriminator);
    }
    graph.set(id, schema);
}

/// The schema that determines the values of a property.
fn resolved(graph: &Graph, id: SchemaId) -> &Schema {
    let mut schema = graph.get(id);
    for _ in 0..DEEPEST {
        let alone = match schema.all_of.as_slice() {
            [only] if schema.types.is_empty() && schema.reference.is_none() => Some(*only),
            _ => None,
        };
        let target = schema.reference.filter(|_| schema.types.is_empty());
        match target.and_then(|index| schema_of(graph, index)).or(alone) {
            Some(next) => schema = graph.get(next),
            None => break,
        }
    }
    schema
}

/// An alternative that is no object has no tag, and needs none. If no alternative is an object, the
/// discriminator is ignored.
fn no_objects(graph: &mut Graph, id: SchemaId, collector: &mut Collector) {
    let mut schema = graph.get(id).clone();
    for group in &mut schema.alternatives {
        let Some(discriminator) = &mut group.discriminator else {
            continue;
        };
        let ids = group.schemas.iter();
        let objects: Vec<bool> = ids
            .map(|one| graph.types_of(*one).meets(Types::OBJECT))
            .collect();
        let span = discriminator.property.span;
        let pairs = discriminator.tags.iter_mut().zip(&objects);
        let mut mapped = Vec::new();
        for ((tags, is_object), one) in pairs.zip(&group.schemas) {
            if *is_object {
                continue;
            }
            let target = graph.get(*one).reference;
            let name = target.and_then(|target| graph.definitions.get(target));
            let name = name.map(|definition| definition.name.value.as_str());
            mapped.extend(tags.drain(..).filter(|tag| Some(tag.as_str()) != name));
        }
        for tag in mapped {
            let message =
                format!("the mapping of `{tag}` says nothing: what it names is no object");
            let help = "take it out";
            collector.add(Diagnostic::warning("ignored-keyword", span, message).help(help));
        }
        if !objects.contains(&true) {
            let message = "no alternative is an object, so that the `discriminator` says nothing";
            let help = "take it out";
            collector.add(Diagnostic::warning("ignored-keyword", span, message).help(help));
            group.discriminator = None;
        }
    }
    graph.set(id, schema);
}

/// An alternative whose name or mapping is none of its own constants for the property:
/// the constants are meant.
fn constants_as_tags(graph: &mut Graph, id: SchemaId, collector: &mut Collector) {
    for (group, mut discriminator, targets) in groups(graph, id) {
        let mut changed = false;
        let property = &discriminator.property.value;
        let constants = targets.iter().map(|target| {
            let schema = target.and_then(|target| schema_of(graph, target));
            schema.and_then(|id| constants_of(graph, id, property))
        });
        let constants: Vec<Option<Vec<String>>> = constants.collect();
        // How many alternatives a value is claimed by, as a tag or as a constant.
        let mut claims: BTreeMap<String, usize> = BTreeMap::new();
        for (own, tags) in constants.iter().zip(&discriminator.tags) {
            let claimed: BTreeSet<&String> = own.iter().flatten().chain(tags).collect();
            for value in claimed {
                *claims.entry(value.clone()).or_default() += 1;
            }
        }
        for (index, (target, own)) in targets.iter().zip(constants).enumerate() {
            let Some(definition) = target.and_then(|target| graph.definitions.get(target)) else {
                continue;
            };
            let name = definition.name.value.clone();
            let property = &discriminator.property.value;
            let tags = discriminator.tags.get(index).cloned().unwrap_or_default();
            let is_known = |own: &Vec<String>| tags.iter().any(|tag| own.contains(tag));
            let Some(own) = own.filter(|own| !own.is_empty() && !is_known(own)) else {
                continue;
            };
            // A field table has tags of its own, which are checked where they are written.
            let is_mapped = tags != [name.clone()];
            let Some(first) = tags.first().filter(|_| !is_mapped || !graph.strict) else {
                continue;
            };
            // Of values that all have, the one of the same letters is meant: `CAT` of `Cat`.
            let is_shared = |own: &[String]| {
                let mut counts = own.iter().filter_map(|value| claims.get(value));
                counts.any(|count| *count > 1)
            };
            let spelled = own.iter().find(|value| letters(value) == letters(first));
            let (own, is_free) = match spelled {
                Some(value) if is_shared(&own) => (vec![value.clone()], true),
                _ => {
                    let is_free = !is_shared(&own);
                    (own, is_free)
                }
            };
            let (code, end, help) = match is_free {
                true => (
                    "recovered-value",
                    "; its values there select it",
                    "list the values under `mapping`",
                ),
                false => (
                    "contradiction",
                    ", so that no value is it",
                    "correct the mapping, or the values of the property",
                ),
            };
            let message = match *first == name {
                true => format!(
                    "the name `{name}` selects its alternative, whose `{property}` cannot be it{end}"
                ),
                false => {
                    format!("`{first}` leads to `{name}`, whose `{property}` cannot be it{end}")
                }
            };
            let span = discriminator.property.span;
            collector.add(Diagnostic::warning(code, span, message).help(help));
            if !is_free {
                continue;
            }
            // What is no tag any more is no claim.
            for tag in tags.iter().collect::<BTreeSet<&String>>() {
                if let Some(count) = claims.get_mut(tag) {
                    *count = count.saturating_sub(1);
                }
            }
            discriminator.tags[index] = own;
            changed = true;
        }
        if changed {
            set(graph, id, group, discriminator);
        }
    }
}

/// A discriminator of one alternative that has the property, with just the tags that lead there, as
/// documents have it that more alternatives are to join: it says nothing.
fn drop_redundant(graph: &mut Graph, id: SchemaId) {
    for (group, discriminator, targets) in groups(graph, id) {
        let ([Some(target)], [tags]) = (targets.as_slice(), discriminator.tags.as_slice()) else {
            continue;
        };
        let Some(only) = schema_of(graph, *target) else {
            continue;
        };
        let property = &discriminator.property.value;
        let is_required = requires(graph, only, property);
        let own = constants_of(graph, only, property).unwrap_or_default();
        let own: BTreeSet<&String> = own.iter().collect();
        if !is_required || tags.is_empty() || own != tags.iter().collect() {
            continue;
        }
        let mut schema = graph.get(id).clone();
        if let Some(group) = schema.alternatives.get_mut(group) {
            group.discriminator = None;
        }
        graph.set(id, schema);
    }
}

/// A union among the alternatives that the same property distinguishes.
fn nested(graph: &mut Graph, id: SchemaId) {
    for (group, mut discriminator, targets) in groups(graph, id) {
        let mut changed = false;
        for (index, target) in targets.iter().enumerate() {
            let (Some(target), Some(tags)) = (target, discriminator.tags.get(index)) else {
                continue;
            };
            if tags.is_empty() {
                continue;
            }
            let mut seen = BTreeSet::from([id]);
            let property = discriminator.property.value.clone();
            if let Some(inner) = inner_tags(graph, *target, &property, &mut seen) {
                let mut new = inner.tags;
                if inner.has_others {
                    new.splice(0..0, tags.iter().cloned());
                }
                let mut known = BTreeSet::new();
                new.retain(|tag| known.insert(tag.clone()));
                discriminator.tags[index] = new;
                changed = true;
            }
        }
        if changed {
            set(graph, id, group, discriminator);
        }
    }
}

/// The tags of a nested union.
struct Inner {
    tags: Vec<String>,
    /// Whether it has an alternative for all other tags.
    has_others: bool,
}

fn inner_tags(
    graph: &Graph,
    definition: usize,
    property: &str,
    seen: &mut BTreeSet<SchemaId>,
) -> Option<Inner> {
    let mut id = schema_of(graph, definition)?;
    while let Some(next) = graph.get(id).reference {
        if !seen.insert(id) {
            return None;
        }
        id = schema_of(graph, next)?;
    }
    if !seen.insert(id) || seen.len() > DEEPEST {
        return None;
    }
    let Some((_, discriminator, targets)) = groups(graph, id).into_iter().next() else {
        let tags = constants_of_all(graph, id, property, seen)?;
        let has_others = false;
        return Some(Inner { tags, has_others });
    };
    if discriminator.property.value != property {
        return None;
    }
    let mut found = Inner {
        tags: Vec::new(),
        has_others: false,
    };
    for (tags, target) in discriminator.tags.iter().zip(targets) {
        let inner = target.and_then(|target| inner_tags(graph, target, property, seen));
        let is_object = target
            .and_then(|target| schema_of(graph, target))
            .is_none_or(|one| graph.types_of(one).meets(Types::OBJECT));
        found.has_others |= tags.is_empty() && is_object;
        match inner {
            Some(inner) if !inner.has_others => found.tags.extend(inner.tags),
            Some(inner) => {
                found.tags.extend(tags.iter().cloned());
                found.tags.extend(inner.tags);
            }
            None => found.tags.extend(tags.iter().cloned()),
        }
    }
    Some(found)
}

/// The constants that the alternatives of a union without a discriminator have for a property, if
/// each has some.
fn constants_of_all(
    graph: &Graph,
    id: SchemaId,
    property: &str,
    seen: &mut BTreeSet<SchemaId>,
) -> Option<Vec<String>> {
    let [group] = graph.get(id).alternatives.as_slice() else {
        return None;
    };
    let mut found = Vec::new();
    for one in &group.schemas {
        let tags = match constants_of(graph, *one, property) {
            Some(own) => own,
            None => inner_tags(graph, graph.get(*one).reference?, property, seen)?.tags,
        };
        found.extend(tags);
    }
    Some(found)
}

/// The type of the tags is that of the property, if all alternatives agree and a tag is one of its
/// values. The name of an alternative without a mapping may be no such value.
fn typed(graph: &mut Graph, id: SchemaId) {
    for (group, mut discriminator, _) in groups(graph, id) {
        let property = &discriminator.property.value;
        let schemas = graph.get(id).alternatives.get(group);
        let schemas = schemas
            .map(|group| group.schemas.clone())
            .unwrap_or_default();
        let declared = schemas
            .iter()
            .filter_map(|one| leaf_property(graph, *one, property));
        let declared: Vec<Types> = declared.map(|own| type_of(resolved(graph, own))).collect();
        let is = |types: Types| declared.iter().all(|own| own.without(types).is_empty());
        let tags = || discriminator.tags.iter().flatten();
        let integers = tags().any(|tag| tag.parse::<i64>().is_ok());
        let booleans = tags().any(|tag| tag == "true" || tag == "false");
        let some = declared.iter().any(|own| !own.is_empty());
        discriminator.types = match some {
            true if is(Types::NUMERIC) && integers => Types::INTEGER,
            true if is(Types::BOOLEAN) && booleans => Types::BOOLEAN,
            _ => Types::STRING,
        };
        set(graph, id, group, discriminator);
    }
}

/// The property of an alternative, or of an alternative of a union among them.
fn leaf_property(graph: &Graph, id: SchemaId, name: &str) -> Option<SchemaId> {
    let mut open = vec![id];
    let mut seen = BTreeSet::new();
    while let Some(id) = open.pop().filter(|_| seen.len() < MOST_PARTS) {
        if !seen.insert(id) {
            continue;
        }
        if let Some(own) = property_of(graph, id, name) {
            return Some(own);
        }
        for part in graph.parts(id) {
            let groups = graph.get(part).alternatives.iter();
            open.extend(groups.flat_map(|group| &group.schemas));
        }
    }
    None
}

/// The types of a property that has a tag.
fn type_of(schema: &Schema) -> Types {
    if !schema.types.is_empty() {
        return schema.types;
    }
    let values = tag_values(schema).unwrap_or_default();
    match values.as_slice() {
        [] => Types::default(),
        all if all.iter().all(|tag| tag.parse::<i64>().is_ok()) => Types::default(),
        _ => Types::STRING,
    }
}

/// An alternative that is an object and does not declare the property gets it.
fn declared(graph: &mut Graph, id: SchemaId) {
    for (_, discriminator, targets) in groups(graph, id) {
        for target in targets.into_iter().flatten() {
            let Some(mut own) = schema_of(graph, target) else {
                continue;
            };
            for _ in 0..DEEPEST {
                let next = graph
                    .get(own)
                    .reference
                    .filter(|_| graph.get(own).properties.is_empty());
                match next.and_then(|index| schema_of(graph, index)) {
                    Some(next) => own = next,
                    None => break,
                }
            }
            let schema = graph.get(own).clone();
            let is_object = schema.types == Types::OBJECT || !schema.all_of.is_empty();
            let is_union = leads_to_union(graph, own);
            let name = &discriminator.property;
            if is_object && !is_union && property_of(graph, own, &name.value).is_none() {
                declare(graph, own, schema, name, discriminator.types);
            }
        }
    }
}

/// Whether it is a union, or extends one: its alternatives have the property.
pub(in crate::read) fn leads_to_union(graph: &Graph, id: SchemaId) -> bool {
    let parts = graph.parts(id).into_iter();
    parts
        .into_iter()
        .any(|part| !graph.get(part).alternatives.is_empty())
}

fn declare(
    graph: &mut Graph,
    id: SchemaId,
    mut schema: Schema,
    name: &Spanned<String>,
    types: Types,
) {
    let mut tag = Schema::new(name.span);
    tag.types = types;
    let tag = graph.add(tag);
    if schema.types.is_empty() {
        schema.types = Types::OBJECT;
    }
    schema.properties.insert(
        0,
        Property {
            name: name.clone(),
            schema: tag,
        },
    );
    graph.set(id, schema);
}
