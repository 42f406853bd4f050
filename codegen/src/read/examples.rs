//! Objects with only `type: object` -> the properties that their examples show, with the setting
//! `infer_from_examples`.
//!
//! ```yaml
//! type: object
//! example: { id: 1, at: "2024-01-01T00:00:00Z" }
//! ```
//! An example also applies to its parts: that of a body to the properties of its schema. None of
//! the properties is required, as no example has to show all; other properties are accepted.

use std::collections::{BTreeMap, BTreeSet};

use fieldwright_runtime::{NumberKeyword, Value};

use crate::diagnostic::{Collector, Diagnostic};
use crate::infer::{
    Alternative, Budget, Inferred, MapReason, Object, Options, Range, Sample, infer,
};
use crate::schema::{
    Alternatives, Assertion, EnumValue, Graph, Property, Provenance, Schema, SchemaId, Spanned,
    Types,
};
use crate::source::{Limits, Span};

/// An example: a value of a schema.
pub(super) type Shown = (SchemaId, Spanned<Value>);

/// How many pairs of a schema and a value in its examples are looked at.
const MOST: u64 = 2_000_000;

/// Gives bare objects the properties of their examples; `shown` are examples beside schemas, such
/// as those of media types.
pub(super) fn infer_objects(
    graph: &mut Graph,
    shown: Vec<Shown>,
    limits: Limits,
    collector: &mut Collector,
) {
    let own = graph.ids().flat_map(|id| {
        let examples = graph.get(id).examples.iter();
        examples.map(move |example| (id, example.clone()))
    });
    let shown: Vec<Shown> = own.chain(shown).collect();
    let Some(found) = objects_of(graph, &shown, limits) else {
        let span = shown.first().map(|(_, example)| example.span);
        let message = "the examples have too many values; no properties are inferred";
        let error = Diagnostic::failed("too-large", span, message);
        collector.add(error.help(limits.help()));
        return;
    };
    let mut first: Option<Span> = None;
    let mut count = 0;
    let definitions = graph.definitions.iter().enumerate();
    let named = definitions.filter(|(_, one)| one.provenance == Provenance::Named);
    let named: BTreeMap<SchemaId, usize> = named.map(|(at, one)| (one.schema, at)).collect();
    for (id, samples) in found {
        let samples: Vec<&Sample<'_>> = samples.iter().collect();
        let (inferred, itself) = inferred(&samples, named.get(&id).copied());
        if apply(graph, id, (&inferred, itself), samples.len()) {
            count += 1;
            first = first.or(Some(graph.get(id).span));
        }
    }
    if let Some(span) = first {
        let objects = match count {
            1 => "1 object that names no properties has".to_owned(),
            count => format!("{count} objects that name no properties have"),
        };
        let message = format!("{objects} those that the examples show");
        let help = "complete the schemas; `--report` lists the places";
        let note = Diagnostic::note("inferred-properties", Some(span), message);
        collector.add(note.help(help));
    }
}

/// The structure of the examples of a definition, or of another object. Objects inside are only
/// recursive if they are of the definition's own type: that has a name to refer to.
fn inferred<'e>(
    samples: &[&Sample<'e>],
    definition: Option<usize>,
) -> (Inferred<'e>, Option<usize>) {
    if definition.is_some() {
        let inferred = infer(samples, &Options::default());
        if let [Alternative::Object(object)] = inferred.alternatives.as_slice()
            && object.id.is_some_and(|id| has_no_other(object, id))
        {
            return (inferred, definition);
        }
    }
    let options = Options {
        recursion: false,
        ..Options::default()
    };
    (infer(samples, &options), None)
}

/// Whether no object inside is recursive but by the type with this id.
fn has_no_other(object: &Object<'_>, id: usize) -> bool {
    fn holds(inferred: &Inferred<'_>, id: usize) -> bool {
        inferred.alternatives.iter().all(|one| match one {
            Alternative::Object(object) => object.id.is_none() && has_no_other(object, id),
            Alternative::List(items) => holds(items, id),
            Alternative::Map(map) => holds(&map.value, id),
            Alternative::Same(other) => *other == id,
            Alternative::Kinds(_) => false,
            Alternative::Text(_) | Alternative::Boolean | Alternative::Number(_) => true,
        })
    }
    object.fields.iter().all(|field| holds(&field.value, id))
}

/// The objects in the examples of each bare object, in the order of the schemas; `None` if there
/// are too many.
fn objects_of<'e>(
    graph: &Graph,
    shown: &'e [Shown],
    limits: Limits,
) -> Option<BTreeMap<SchemaId, Vec<Sample<'e>>>> {
    let mut found: BTreeMap<SchemaId, Vec<Sample<'e>>> = BTreeMap::new();
    let mut seen: BTreeSet<(SchemaId, usize)> = BTreeSet::new();
    let mut budget = Budget::new(limits);
    let mut left = limits.of(MOST);
    for (id, example) in shown {
        let mut open: Vec<(SchemaId, &'e Value)> = vec![(*id, &example.value)];
        while let Some((id, value)) = open.pop() {
            // A value is identified by its address; two equal ones are two.
            if !seen.insert((id, std::ptr::from_ref(value).addr())) {
                continue;
            }
            left = left.checked_sub(1)?;
            let schema = graph.get(id);
            if is_bare(schema) {
                if let Value::Object(map) = value
                    && !map.is_empty()
                {
                    let sample = Sample::of_value(value, example.span, &mut budget)?;
                    found.entry(id).or_default().push(sample);
                }
                continue;
            }
            inside(graph, schema, value, &mut open);
        }
    }
    Some(found)
}

/// The examples in a value for the subschemas, the last first.
fn inside<'e>(
    graph: &Graph,
    schema: &Schema,
    value: &'e Value,
    open: &mut Vec<(SchemaId, &'e Value)>,
) {
    let from = open.len();
    let target = schema.reference.and_then(|at| graph.definitions.get(at));
    open.extend(target.map(|target| (target.schema, value)));
    // A bare object beside others would get their properties, too.
    let is_alone = schema.all_of.len() == 1 && schema.properties.is_empty();
    let parts = schema.all_of.iter().copied();
    open.extend(
        parts
            .filter(|id| is_alone || !is_bare(resolved(graph, *id)))
            .map(|id| (id, value)),
    );
    for group in &schema.alternatives {
        let is_null = |id: &&SchemaId| graph.get(**id).types == Types::NULL;
        let mut others = group.schemas.iter().filter(|id| !is_null(id));
        if let (Some(only), None) = (others.next(), others.next()) {
            open.push((*only, value));
        }
    }
    match value {
        Value::Object(map) => {
            for (key, value) in map.iter() {
                let own = schema.properties.iter().find(|one| one.name.value == key);
                let id = own.map(|property| property.schema).or(schema.additional);
                open.extend(id.map(|id| (id, value)));
            }
        }
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                let id = schema.prefix_items.get(index).copied().or(schema.items);
                open.extend(id.map(|id| (id, item)));
            }
        }
        _ => {}
    }
    if let Some(added) = open.get_mut(from..) {
        added.reverse();
    }
}

/// The schema that plain references lead to.
fn resolved(graph: &Graph, id: SchemaId) -> &Schema {
    const MOST_STEPS: usize = 32;
    let mut schema = graph.get(id);
    for _ in 0..MOST_STEPS {
        let target = schema.reference.and_then(|at| graph.definitions.get(at));
        match target {
            Some(target) => schema = graph.get(target.schema),
            None => break,
        }
    }
    schema
}

/// Whether a schema has only `type: object`.
fn is_bare(schema: &Schema) -> bool {
    schema.types.without(Types::NULL) == Types::OBJECT
        && schema.boolean.is_none()
        && schema.reference.is_none()
        && schema.enumeration.is_none()
        && schema.assertions.is_empty()
        && !schema.has_fields
        && schema.properties.is_empty()
        && schema.required.is_empty()
        && schema.dependent_required.is_empty()
        && schema.rules.is_empty()
        && schema.subschemas().is_empty()
}

/// Gives a bare object the properties inferred from `count` examples; false if there are none.
fn apply(
    graph: &mut Graph,
    id: SchemaId,
    (inferred, itself): (&Inferred<'_>, Option<usize>),
    count: usize,
) -> bool {
    let examples = match count {
        1 => "an example".to_owned(),
        count => format!("{count} examples"),
    };
    let words = format!("Inferred from {examples}; the schema names no properties.");
    let mut schema = graph.get(id).clone();
    match inferred.alternatives.as_slice() {
        [] => return false,
        [Alternative::Object(object)] => properties(graph, object, &mut schema, itself),
        [Alternative::Map(map)] => {
            schema.additional = Some(place(graph, &map.value, schema.span, itself));
        }
        several => {
            let group = alternatives(graph, several, schema.span, itself);
            schema.alternatives.push(group);
        }
    }
    schema.inferred = true;
    schema.description = Some(match schema.description.take() {
        Some(own) => format!("{own}\n\n{words}"),
        None => words,
    });
    graph.set(id, schema);
    true
}

/// A schema of values at one location; `itself` is the definition that objects of its type are.
fn place(
    graph: &mut Graph,
    inferred: &Inferred<'_>,
    around: Span,
    itself: Option<usize>,
) -> SchemaId {
    let span = inferred.span.unwrap_or(around);
    let mut schema = match inferred.alternatives.as_slice() {
        [] => Schema::new(span),
        [one] => alternative(graph, one, span, itself),
        several => {
            let group = alternatives(graph, several, span, itself);
            let mut schema = inferred_type(span);
            schema.alternatives.push(group);
            schema
        }
    };
    if inferred.nulls > 0 && !inferred.alternatives.is_empty() {
        schema = schema.or_null(graph);
    }
    graph.add(schema)
}

fn alternatives(
    graph: &mut Graph,
    several: &[Alternative<'_>],
    span: Span,
    itself: Option<usize>,
) -> Alternatives {
    let schemas = several.iter().map(|one| {
        let schema = alternative(graph, one, span, itself);
        graph.add(schema)
    });
    Alternatives {
        exactly_one: false,
        schemas: schemas.collect(),
        discriminator: None,
    }
}

/// A schema that becomes a type. Its words name no count: equal inline types stay one.
fn inferred_type(span: Span) -> Schema {
    let mut schema = Schema::new(span);
    schema.description = Some("Inferred from examples.".to_owned());
    schema
}

fn alternative(
    graph: &mut Graph,
    alternative: &Alternative<'_>,
    span: Span,
    itself: Option<usize>,
) -> Schema {
    let mut schema = match alternative {
        Alternative::Object(_) => inferred_type(span),
        Alternative::Text(texts) if !texts.values.is_empty() => inferred_type(span),
        _ => Schema::new(span),
    };
    match alternative {
        Alternative::Text(texts) => {
            schema.types = Types::STRING;
            let format = texts.format.map(|name| Assertion::Format(name.to_owned()));
            let format = format.map(|format| Spanned::new(format, span));
            schema.assertions.extend(format);
            if !texts.values.is_empty() {
                schema.enumeration = Some(listed(&texts.values, span));
                schema.open = true;
            }
        }
        Alternative::Boolean => schema.types = Types::BOOLEAN,
        Alternative::Number(numbers) => {
            schema.types = match numbers.range {
                Range::Fractions => Types::NUMBER,
                Range::Integers | Range::Unsigned => Types::INTEGER,
            };
            if numbers.range == Range::Unsigned {
                let minimum = Assertion::Number(NumberKeyword::Minimum, "0".to_owned());
                schema.assertions.push(Spanned::new(minimum, span));
            }
        }
        Alternative::List(items) => {
            schema.types = Types::ARRAY;
            let is_known = items.unknown.is_none();
            schema.items = is_known.then(|| place(graph, items, span, itself));
        }
        Alternative::Map(map) => {
            schema.types = Types::OBJECT;
            let has_keys = map.why != MapReason::Empty;
            schema.additional = has_keys.then(|| place(graph, &map.value, span, itself));
        }
        Alternative::Object(object) => {
            schema.types = Types::OBJECT;
            properties(graph, object, &mut schema, itself);
        }
        Alternative::Same(_) if itself.is_some() => schema.reference = itself,
        // Such kinds are written out.
        Alternative::Same(_) | Alternative::Kinds(_) => schema.types = Types::OBJECT,
    }
    schema
}

/// The properties of an object; those that distinguish it from others are required.
fn properties(graph: &mut Graph, object: &Object<'_>, schema: &mut Schema, itself: Option<usize>) {
    for field in &object.fields {
        let span = field.value.span.unwrap_or(schema.span);
        let id = match field.tag.as_slice() {
            [] => place(graph, &field.value, span, itself),
            [one] => {
                let mut tag = Schema::new(span);
                tag.types = Types::STRING;
                let value = Assertion::Const(Value::from(*one));
                tag.assertions.push(Spanned::new(value, span));
                graph.add(tag)
            }
            several => {
                let mut tag = Schema::new(span);
                tag.types = Types::STRING;
                tag.enumeration = Some(listed(several, span));
                graph.add(tag)
            }
        };
        let name = Spanned::new(field.name.to_owned(), span);
        schema
            .required
            .extend(field.is_distinguishing.then(|| name.clone()));
        schema.properties.push(Property { name, schema: id });
    }
    schema.has_fields = true;
    schema.inferred = true;
}

fn listed(values: &[&str], span: Span) -> Spanned<Vec<EnumValue>> {
    let values = values.iter().map(|value| {
        let value = Spanned::new(Value::from(*value), span);
        EnumValue::plain(value)
    });
    Spanned::new(values.collect(), span)
}
