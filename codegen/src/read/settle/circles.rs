//! Schemas that refer to themselves without descending into the instance. They define no verdict,
//! and a validator may run for ever; their clear intention is applied here.
//!
//! ```yaml
//! Shape:  { discriminator: ..., properties: { kind: ... }, oneOf: [ { $ref: Circle }, ... ] }
//! Circle: { allOf: [ { $ref: Shape }, { properties: { radius: ... } } ] }
//! ```
//! `Circle` extends the own keywords of `Shape` (`ShapeBase`), as if `Shape` had no `oneOf`. If a
//! union leads to itself, that alternative adds nothing: it is left out. The same holds for a
//! member of `allOf`.

use std::collections::{BTreeMap, BTreeSet};

use super::components::components;
use crate::diagnostic::{Collector, Diagnostic};
use crate::schema::{
    Alternatives, Definition, Graph, MOST_PARTS, Provenance, Schema, SchemaId, base_name,
};

/// How many types of one circle are unions of the alternatives of all of them.
const MOST_UNITED: usize = 50;

/// Breaks all circles. Returns the base types that were added, each after its subtype.
pub(super) fn break_circles(graph: &mut Graph, collector: &mut Collector) -> Vec<(usize, usize)> {
    let mut bases = Vec::new();
    for circle in circles(graph) {
        unwrap(graph, &circle);
    }
    for circle in circles(graph) {
        extend_bases(graph, &circle, &mut bases, collector);
    }
    for circle in circles(graph) {
        unite(graph, &circle, collector);
    }
    for circle in circles(graph) {
        leave_members_out(graph, &circle, collector);
    }
    for circle in circles(graph) {
        leave_conditions_out(graph, &circle, collector);
    }
    bases
}

/// How a reference applies to the value of its definition.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Way {
    /// It is an alternative without other keywords.
    Alternative,
    /// It is all that a definition says: another name.
    Alias,
    /// All that it leads to must hold, there or in an alternative.
    Member,
    /// In `not`, `if` or `dependentSchemas`.
    Condition,
}

/// A reference to a definition for the same value.
#[derive(Debug, Clone, Copy)]
struct Edge {
    /// The schema that has the reference.
    holder: SchemaId,
    target: usize,
    way: Way,
    /// The outermost alternatives it lies in.
    within: Group,
    /// The innermost ones.
    among: Group,
}

/// Alternatives: the schema that has them, and which they are there.
type Group = Option<(SchemaId, usize)>;

/// Definitions that refer to each other, in order; one that refers to itself is a circle, too.
fn circles(graph: &Graph) -> Vec<BTreeSet<usize>> {
    let definitions = graph.definitions.iter();
    let edges: Vec<Vec<Edge>> = definitions.map(|d| edges(graph, d.schema)).collect();
    let mut found = Vec::new();
    let targets = |edges: &Vec<Edge>| edges.iter().map(|edge| edge.target).collect();
    for component in components(&edges.iter().map(targets).collect::<Vec<_>>()) {
        let is_circle = component.len() > 1
            || component
                .iter()
                .any(|index| edges[*index].iter().any(|edge| edge.target == *index));
        let is_alias = component.iter().all(|index| {
            let schema = graph.definitions.get(*index).map(|d| graph.get(d.schema));
            schema.is_some_and(|schema| schema.reference.is_some())
        });
        // Aliases in a circle are a separate error.
        if is_circle && !(is_alias && component.iter().all(|index| edges[*index].len() == 1)) {
            found.push(component);
        }
    }
    found
}

/// The references of a definition that apply to its own value.
fn edges(graph: &Graph, start: SchemaId) -> Vec<Edge> {
    let mut found = Vec::new();
    let mut seen = BTreeSet::new();
    let mut open = vec![(start, Way::Member, None, None)];
    while let Some((id, way, within, among)) = open.pop() {
        if !seen.insert(id) {
            continue;
        }
        let schema = graph.get(id);
        if let Some(target) = schema.reference {
            let adds_keywords = !schema.subschemas().is_empty() || !schema.required.is_empty();
            let way = match way {
                Way::Alternative if adds_keywords => Way::Member,
                Way::Member if id == start && !adds_keywords => Way::Alias,
                way => way,
            };
            found.push(Edge {
                holder: id,
                target,
                way,
                within,
                among,
            });
        }
        let member = if way == Way::Condition {
            way
        } else {
            Way::Member
        };
        let mut inner: Vec<(SchemaId, Way, Group, Group)> = Vec::new();
        let members = schema.all_of.iter();
        inner.extend(members.map(|part| (*part, member, within, among)));
        for (index, alternatives) in schema.alternatives.iter().enumerate() {
            let way = if way == Way::Condition {
                way
            } else {
                Way::Alternative
            };
            let among = Some((id, index));
            let schemas = alternatives.schemas.iter();
            inner.extend(schemas.map(|one| (*one, way, within.or(among), among)));
        }
        let known: BTreeSet<SchemaId> = inner.iter().map(|(id, ..)| *id).collect();
        let others = schema.in_place().into_iter();
        let others = others.filter(|id| !known.contains(id));
        inner.extend(others.map(|id| (id, Way::Condition, within, among)));
        open.extend(inner.into_iter().rev());
    }
    found
}

fn schema_of(graph: &Graph, definition: usize) -> Option<SchemaId> {
    graph.definitions.get(definition).map(|d| d.schema)
}

/// The edges of a definition that stay in its circle.
fn inside(graph: &Graph, definition: usize, circle: &BTreeSet<usize>) -> Vec<Edge> {
    let found = schema_of(graph, definition).map(|id| edges(graph, id));
    let mut found = found.unwrap_or_default();
    found.retain(|edge| circle.contains(&edge.target));
    found
}

/// An alternative that is only `allOf` of one reference into the circle is that reference.
fn unwrap(graph: &mut Graph, circle: &BTreeSet<usize>) {
    let definitions = circle.iter().filter_map(|index| schema_of(graph, *index));
    let mut open: Vec<SchemaId> = definitions.collect();
    let mut seen = BTreeSet::new();
    while let Some(id) = open.pop().filter(|_| seen.len() < MOST_PARTS) {
        if !seen.insert(id) {
            continue;
        }
        let schema = graph.get(id);
        let alternatives = schema.alternatives.iter().flat_map(|group| &group.schemas);
        let alternatives: Vec<SchemaId> = alternatives.copied().collect();
        open.extend(&schema.all_of);
        for one in alternatives {
            let mut schema = graph.get(one).clone();
            let members = std::mem::take(&mut schema.all_of);
            let target = match members.as_slice() {
                [only] if schema.is_unconstrained() => graph.get(*only).clone(),
                _ => {
                    open.push(one);
                    continue;
                }
            };
            let index = target.reference.filter(|index| circle.contains(index));
            if index.is_some() && target.has_types_only() && target.types.is_empty() {
                schema.reference = index;
                graph.set(one, schema);
            } else {
                open.push(one);
            }
        }
    }
}

/// A union whose alternatives extend it: they extend its keywords beside them.
fn extend_bases(
    graph: &mut Graph,
    circle: &BTreeSet<usize>,
    bases: &mut Vec<(usize, usize)>,
    collector: &mut Collector,
) {
    let own: BTreeMap<usize, Vec<Edge>> = circle
        .iter()
        .map(|index| (*index, inside(graph, *index, circle)))
        .collect();
    let members = |edges: &[Edge]| -> Vec<Edge> {
        let members = edges.iter().filter(|edge| edge.way == Way::Member);
        members.copied().collect()
    };
    let mut extended: BTreeMap<usize, Vec<Edge>> = BTreeMap::new();
    for edges in own.values() {
        for edge in members(edges) {
            extended.entry(edge.target).or_default().push(edge);
        }
    }
    for (parent, edges) in &own {
        let groups: BTreeSet<(SchemaId, usize)> = edges.iter().filter_map(|e| e.within).collect();
        let Some(extensions) = extended.get(parent).filter(|_| !groups.is_empty()) else {
            continue;
        };
        let Some(base) = base_type(graph, *parent, &groups) else {
            continue;
        };
        bases.push((*parent, base));
        if all_extend(graph, *parent, &groups, &own) {
            only_alternatives(graph, *parent);
        }
        for edge in extensions {
            let mut schema = graph.get(edge.holder).clone();
            schema.reference = Some(base);
            graph.set(edge.holder, schema);
        }
        let name = graph.definitions.get(*parent).map(|d| d.name.clone());
        if let Some(name) = name {
            let message = format!(
                "the alternatives of `{}` are made of it themselves; they are read as made of \
                 what it says beside them",
                name.value
            );
            let help = "this is how inheritance is meant; strictly, it says nothing that can end";
            collector.add(Diagnostic::warning("circular", name.span, message).help(help));
        }
    }
}

/// A definition for the keywords beside alternatives.
fn base_type(
    graph: &mut Graph,
    parent: usize,
    groups: &BTreeSet<(SchemaId, usize)>,
) -> Option<usize> {
    let definition = graph.definitions.get(parent)?.clone();
    let schema = without_groups(graph, definition.schema, groups)?;
    let mut schema = graph.get(schema).clone();
    schema.rust_name = schema.rust_name.as_ref().map(base_name);
    let mut name = base_name(&definition.name);
    while graph.definitions.iter().any(|d| d.name.value == name.value) {
        name.value.push_str("Type");
    }
    let schema = graph.add(schema);
    graph.definitions.push(Definition {
        name,
        schema,
        form_of: Some(parent),
        provenance: Provenance::Named,
        transport: None,
    });
    Some(graph.definitions.len() - 1)
}

/// A copy of a schema, and of the members of its `allOf`, without some of their alternatives.
/// `None` if those are elsewhere.
fn without_groups(
    graph: &mut Graph,
    id: SchemaId,
    groups: &BTreeSet<(SchemaId, usize)>,
) -> Option<SchemaId> {
    let mut left = groups.len();
    let mut strip = |graph: &mut Graph, id: SchemaId| {
        let mut schema = graph.get(id).clone();
        let before = schema.alternatives.len();
        let mut index = 0;
        schema.alternatives.retain(|_| {
            index += 1;
            !groups.contains(&(id, index - 1))
        });
        let taken = before - schema.alternatives.len();
        left -= taken;
        (schema, taken > 0)
    };
    let (mut schema, _) = strip(graph, id);
    for part in &mut schema.all_of {
        let (member, changed) = strip(graph, *part);
        if changed {
            *part = graph.add(member);
        }
    }
    (left == 0).then(|| graph.add(schema))
}

/// Whether every alternative extends the union, directly or indirectly.
fn all_extend(
    graph: &Graph,
    parent: usize,
    groups: &BTreeSet<(SchemaId, usize)>,
    own: &BTreeMap<usize, Vec<Edge>>,
) -> bool {
    let reaches = |start: usize| {
        let (mut open, mut seen) = (vec![start], BTreeSet::new());
        while let Some(at) = open.pop() {
            for edge in own.get(&at).into_iter().flatten() {
                let is_member = matches!(edge.way, Way::Member | Way::Alias);
                let is_direct_member = is_member && edge.within.is_none();
                if is_direct_member && edge.target == parent {
                    return true;
                }
                if is_direct_member && seen.insert(edge.target) {
                    open.push(edge.target);
                }
            }
        }
        false
    };
    groups.iter().all(|(id, index)| {
        let group = graph.get(*id).alternatives.get(*index);
        Some(*id) == schema_of(graph, parent)
            && group.is_some_and(|group| {
                let mut branches = group.schemas.iter().map(|id| graph.get(*id).reference);
                branches.all(|target| target.is_some_and(reaches))
            })
    })
}

/// Removes keywords that the alternatives have themselves.
fn only_alternatives(graph: &mut Graph, definition: usize) {
    let Some(id) = schema_of(graph, definition) else {
        return;
    };
    let old = graph.get(id).clone();
    let mut schema = Schema::new(old.span);
    schema.title = old.title;
    schema.description = old.description;
    schema.deprecated = old.deprecated;
    schema.read_only = old.read_only;
    schema.write_only = old.write_only;
    schema.default = old.default;
    schema.examples = old.examples;
    schema.rust_name = old.rust_name;
    schema.alternatives = old.alternatives;
    graph.set(id, schema);
}

/// Unions that refer to each other each become the union of all their other alternatives.
fn unite(graph: &mut Graph, circle: &BTreeSet<usize>, collector: &mut Collector) {
    let lists: BTreeMap<usize, Vec<SchemaId>> = circle
        .iter()
        .map(|index| (*index, listed(graph, *index, circle)))
        .collect();
    for index in circle {
        for edge in inside(graph, *index, circle) {
            let Some((owner, group)) = edge.among.filter(|_| edge.way == Way::Alternative) else {
                continue;
            };
            let others = lists.iter().filter(|(other, _)| *other != index);
            let others = others.filter(|_| circle.len() <= MOST_UNITED);
            let others: Vec<SchemaId> = others.flat_map(|(_, list)| list.clone()).collect();
            replace(graph, owner, group, edge.holder, &others);
            let schema = graph.get(owner);
            let span = graph.get(edge.holder).span;
            let is_empty = schema
                .alternatives
                .get(group)
                .is_none_or(|group| group.schemas.is_empty());
            let message = "this alternative leads back to the union it stands in; it is left out";
            let diagnostic = if is_empty {
                let message = "the only alternative leads back to the union itself";
                Diagnostic::error("endless-type", span, message)
            } else {
                Diagnostic::warning("circular", span, message)
            };
            let help = "a value is read by one of the others; leave it out, or name another type";
            collector.add(diagnostic.help(help));
        }
    }
}

/// The alternatives of a definition that do not lead back, if it is only a union.
fn listed(graph: &Graph, definition: usize, circle: &BTreeSet<usize>) -> Vec<SchemaId> {
    let Some(schema) = schema_of(graph, definition).map(|id| graph.get(id)) else {
        return Vec::new();
    };
    let [group] = schema.alternatives.as_slice() else {
        return Vec::new();
    };
    if schema.subschemas().len() > group.schemas.len() || !schema.required.is_empty() {
        return Vec::new();
    }
    // A union beside null, as `nullable` makes it, is spelled out.
    let inner = group.schemas.iter().flat_map(|one| {
        let schema = graph.get(*one);
        let mut rest = schema.clone();
        rest.alternatives.clear();
        match schema.alternatives.as_slice() {
            [inner] if rest.is_unconstrained() => inner.schemas.clone(),
            _ => vec![*one],
        }
    });
    let leads_back = |id: &SchemaId| {
        let target = graph.get(*id).reference;
        !target.is_some_and(|target| circle.contains(&target))
    };
    inner.filter(leads_back).collect()
}

/// Puts alternatives in place of one.
fn replace(graph: &mut Graph, owner: SchemaId, group: usize, old: SchemaId, new: &[SchemaId]) {
    let mut schema = graph.get(owner).clone();
    let Some(alternatives) = schema.alternatives.get_mut(group) else {
        return;
    };
    let Some(at) = alternatives.schemas.iter().position(|id| *id == old) else {
        return;
    };
    let Alternatives {
        schemas,
        discriminator,
        ..
    } = alternatives;
    schemas.remove(at);
    if let Some(discriminator) = discriminator
        && at < discriminator.tags.len()
    {
        discriminator.tags.remove(at);
    }
    let is_tagged = discriminator.is_some();
    let new = new.iter().filter(|id| !is_tagged && !schemas.contains(id));
    let new: Vec<SchemaId> = new.copied().collect();
    schemas.splice(at..at, new);
    graph.set(owner, schema);
}

/// A schema that must hold for itself: that much is true already.
fn leave_members_out(graph: &mut Graph, circle: &BTreeSet<usize>, collector: &mut Collector) {
    for index in circle {
        for edge in inside(graph, *index, circle) {
            // Forward references stay: removing those that lead back, or stay, breaks the circle.
            if edge.way == Way::Condition || edge.target > *index {
                continue;
            }
            let mut schema = graph.get(edge.holder).clone();
            let span = schema.span;
            schema.reference = None;
            graph.set(edge.holder, schema);
            let message = "this leads back to the type it is a part of; it is left out";
            let help = "a type cannot be made of itself; leave it out, or name another type";
            collector.add(Diagnostic::warning("circular", span, message).help(help));
        }
    }
}

/// A schema that must not hold for itself, or holds if it does: that condition is left out.
fn leave_conditions_out(graph: &mut Graph, circle: &BTreeSet<usize>, collector: &mut Collector) {
    let asked = |id: SchemaId| {
        let schema = graph.get(id);
        let tests = schema.condition.map(|condition| condition.test);
        schema.not.iter().copied().chain(tests)
    };
    let asked: BTreeSet<SchemaId> = graph.ids().flat_map(asked).collect();
    for index in circle {
        for edge in inside(graph, *index, circle) {
            let is_asked = asked.contains(&edge.holder);
            let mut schema = Schema::new(graph.get(edge.holder).span);
            // A `not` of `false` holds; a condition on `true` always applies.
            schema.boolean = Some(!is_asked);
            let span = schema.span;
            graph.set(edge.holder, schema);
            let message = "this asks whether the schema holds that it is a part of; it is left out";
            let help = "leave it out, or name another type";
            collector.add(Diagnostic::warning("circular", span, message).help(help));
        }
    }
}
