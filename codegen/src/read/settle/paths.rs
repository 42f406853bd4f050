//! A discriminator whose `propertyName` is a path: the property is inside another one.
//!
//! ```yaml
//! discriminator: { propertyName: metadata.kind, mapping: { pod: Pod } }
//! # is read as what it would say of the place that is meant:
//! # Pod: { required: [metadata], properties: { metadata: { required: [kind], properties: { kind: { const: pod } } } } }
//! ```

use super::made_of::{constants_of, property_of, requires};
use crate::diagnostic::{Collector, Diagnostic};
use crate::schema::{
    Assertion, Discriminator, EnumValue, Graph, Property, Schema, SchemaId, Spanned, Types,
};
use crate::source::Span;

/// Reads the discriminators of a schema whose property no alternative declares, if each object
/// alternative has the property at that path.
pub(super) fn read_paths(graph: &mut Graph, id: SchemaId, collector: &mut Collector) {
    let mut schema = graph.get(id).clone();
    let mut changed = false;
    for group in &mut schema.alternatives {
        let Some(discriminator) = group.discriminator.take() else {
            continue;
        };
        let Some(leaves) = leaves(graph, &group.schemas, &discriminator.property.value) else {
            group.discriminator = Some(discriminator);
            continue;
        };
        report(&discriminator.property, collector);
        for (at, leaf) in leaves.into_iter().enumerate() {
            let (Some(one), Some(leaf)) = (group.schemas.get_mut(at), leaf) else {
                continue;
            };
            let own = &discriminator.tags[at];
            let values = constants_of(graph, leaf.parent, leaf.name);
            let is_listed = |values: &Vec<String>| values.iter().all(|value| own.contains(value));
            let is_required = leaf.is_required && !own.is_empty();
            if is_required && values.as_ref().is_some_and(is_listed) {
                continue;
            }
            *one = with_tags(graph, *one, &discriminator, own);
        }
        changed = true;
    }
    if changed {
        graph.set(id, schema);
    }
}

/// The target of a path in an alternative.
struct Leaf<'p> {
    /// The object that has the property.
    parent: SchemaId,
    name: &'p str,
    /// Whether each object on the way must have the next one.
    is_required: bool,
}

/// The target of the path in each alternative that is an object; `None` if it is a plain name.
fn leaves<'p>(graph: &Graph, schemas: &[SchemaId], path: &'p str) -> Option<Vec<Option<Leaf<'p>>>> {
    let declares = |id: &SchemaId| property_of(graph, *id, path).is_some();
    if !path.contains('.') || schemas.iter().any(declares) {
        return None;
    }
    let is_object = |id: SchemaId| graph.types_of(id).meets(Types::OBJECT);
    let found = schemas.iter().map(|id| match is_object(*id) {
        true => leaf(graph, *id, path).map(Some),
        false => Some(None),
    });
    let found: Vec<Option<Leaf<'p>>> = found.collect::<Option<_>>()?;
    found.iter().any(Option::is_some).then_some(found)
}

fn leaf<'p>(graph: &Graph, id: SchemaId, path: &'p str) -> Option<Leaf<'p>> {
    let mut parent = id;
    let mut is_required = true;
    let mut rest = path;
    loop {
        let (name, inner) = match rest.split_once('.') {
            Some((name, inner)) => (name, Some(inner)),
            None => (rest, None),
        };
        let found = property_of(graph, parent, name)?;
        is_required &= requires(graph, parent, name);
        let Some(inner) = inner else {
            return Some(Leaf {
                parent,
                name,
                is_required,
            });
        };
        parent = found;
        rest = inner;
    }
}

fn report(property: &Spanned<String>, collector: &mut Collector) {
    let path = &property.value;
    let message = format!(
        "no alternative has a property `{path}`; read as the property inside another one that the \
         path names"
    );
    let help = "a discriminator's property stands in the object itself; a tag further inside needs no \
         discriminator, if it has a constant in each alternative";
    let diagnostic = Diagnostic::warning("recovered-value", property.span, message);
    collector.add(diagnostic.help(help));
}

/// The alternative, and the values that it has at the end of the path.
fn with_tags(
    graph: &mut Graph,
    one: SchemaId,
    discriminator: &Discriminator,
    own: &[String],
) -> SchemaId {
    let span = discriminator.property.span;
    let mut tag = Schema::new(span);
    if own.is_empty() {
        // It is for all other values.
        let all: Vec<String> = discriminator.tags.iter().flatten().cloned().collect();
        let mut others = Schema::new(span);
        list(&mut others, &all, span);
        tag.not.push(graph.add(others));
    } else {
        list(&mut tag, own, span);
    }
    let mut inner = tag;
    for name in discriminator.property.value.rsplit('.') {
        let mut object = Schema::new(span);
        let name = Spanned::new(name.to_owned(), span);
        if !own.is_empty() {
            object.types = Types::OBJECT;
            object.required.push(name.clone());
        }
        let schema = graph.add(inner);
        object.properties.push(Property { name, schema });
        inner = object;
    }
    let mut outer = Schema::new(graph.get(one).span);
    outer.title.clone_from(&graph.get(one).title);
    outer.all_of = vec![one, graph.add(inner)];
    graph.add(outer)
}

fn list(schema: &mut Schema, values: &[String], span: Span) {
    let value = |text: &String| Spanned::new(text.as_str().into(), span);
    match values {
        [only] => {
            let constant = Assertion::Const(value(only).value);
            schema.assertions.push(Spanned::new(constant, span));
        }
        values => {
            let values = values.iter().map(|text| EnumValue::plain(value(text)));
            schema.enumeration = Some(Spanned::new(values.collect(), span));
        }
    }
}
